package merge

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/similar"
)

// outlet is the name by which an article's publisher counts: its site, else its own id.
func outlet(e factwire.Evidence) string {
	if e.Site != "" {
		return strings.ToLower(strings.TrimPrefix(e.Site, "www."))
	}
	return "article " + e.Article
}

const (
	// further is the weight of the confidence that a second source adds: sources that tell one fact lean on each other more than
	// independent ones would.
	further = 0.5
	// most sure is as sure as many sources together can make a fact.
	mostSure = 0.99
	// minCopied is how many words a sentence must have to show that one article copied another.
	minCopied = 8
)

// corroboration counts independent sources and gives the fact's confidence. Articles of one outlet, copies of one text,
// and articles that tell the fact in the very same sentence are one source, directly or by way of others. A source is as sure as
// the surest of its reports. The surest source counts in full; each further one takes half of its confidence off the
// doubt that remains (a damped noisy-or), up to 0.99. Sources are taken in the order of their confidence, so that the figure does
// not depend on order.
func corroboration(views []view, prints map[string]similar.Print) (int, float64) {
	if len(views) == 1 && len(views[0].Evidence) == 1 { // most facts: what follows comes to this
		return 1, rounded(1 - (1 - views[0].Confidence))
	}
	var parent []int
	node := func(numbers map[string]int, name string) int {
		n, ok := numbers[name]
		if !ok {
			n = len(parent)
			numbers[name] = n
			parent = append(parent, n)
		}
		return n
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	join := func(i, j int) { parent[find(i)] = find(j) }
	byArticle, byOutlet, bySentence := map[string]int{}, map[string]int{}, map[uint64]int{}
	var articles []string
	for i := range views {
		for _, e := range views[i].Evidence {
			a := node(byArticle, e.Article)
			join(a, node(byOutlet, outlet(e)))
			if h, words := letters(e.Text); words >= minCopied {
				if s, ok := bySentence[h]; ok {
					join(a, s)
				} else {
					bySentence[h] = a
				}
			}
			articles = append(articles, e.Article)
		}
	}
	slices.Sort(articles)
	articles = slices.Compact(articles)
	texts := make([]similar.Print, len(articles))
	for i, a := range articles {
		texts[i] = prints[a]
	}
	for i, g := range similar.Groups(texts) {
		join(byArticle[articles[i]], byArticle[articles[g]])
	}
	sure := map[int]float64{}
	for i := range views {
		for _, e := range views[i].Evidence {
			s := find(byArticle[e.Article])
			sure[s] = max(sure[s], views[i].Confidence)
		}
	}
	all := make([]float64, 0, len(sure))
	for _, c := range sure {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b float64) int { return cmp.Compare(b, a) })
	doubt := 1.0
	for i, c := range all {
		if i == 0 {
			doubt = 1 - c
		} else {
			doubt *= 1 - further*c
		}
	}
	confidence := 1 - doubt
	if len(all) > 1 {
		confidence = min(confidence, max(mostSure, all[0]))
	}
	return len(all), rounded(confidence)
}

func rounded(confidence float64) float64 { return math.Round(confidence*1000) / 1000 }

// letters returns a hash (FNV-1a) of a sentence's letters and digits, without case, and its number of words.
func letters(s string) (h uint64, words int) {
	h = 14695981039346656037
	within := false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r < utf8.RuneSelf || unicode.IsSpace(r) || unicode.IsPunct(r):
			within = within && (r == '\'' || r == '’')
			continue
		default:
			r = unicode.ToLower(r)
		}
		if !within {
			words++
			within = true
		}
		h = (h ^ uint64(r)) * 1099511628211
	}
	return h, words
}
