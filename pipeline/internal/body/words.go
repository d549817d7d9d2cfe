package body

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// maxNames bounds how many words of an element's class and id are looked at.
const maxNames = 24

// Names returns the words of an element's class and id, in lower case: those between
// dashes, underscores, digits and capitals, and each two that stand side by side,
// with a dash between them.
func Names(n *html.Node) []string {
	var out []string
	for i := range n.Attr {
		a := &n.Attr[i]
		if !isNaming(a) {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			prev := ""
			start := 0
			flush := func(end int) {
				if end-start > 1 {
					w := strings.ToLower(name[start:end])
					out = append(out, w)
					if prev != "" {
						out = append(out, prev+"-"+w)
					}
					prev = w
				}
			}
			for k := 0; k < len(name); k++ {
				c := name[k]
				switch {
				case c >= 'a' && c <= 'z' || c >= utf8Self:
				case c >= 'A' && c <= 'Z':
					if k > start && name[k-1] >= 'a' && name[k-1] <= 'z' {
						flush(k)
						start = k
					}
				default:
					flush(k)
					start = k + 1
				}
			}
			flush(len(name))
			if len(out) >= maxNames {
				return out[:maxNames]
			}
		}
	}
	return out
}

const utf8Self = 0x80

// weigher weighs elements by their names, each value of a class but once.
type weigher struct {
	weights map[string]float32
	known   map[string]float32
}

// of returns the largest weight of an element's names, with its sign.
func (w weigher) of(n *html.Node) float32 {
	key, several := "", false
	for i := range n.Attr {
		if a := &n.Attr[i]; isNaming(a) {
			several = several || key != ""
			key = a.Val
		}
	}
	if key == "" {
		return 0
	}
	if several {
		return w.sum(n)
	}
	own, ok := w.known[key]
	if !ok {
		own = w.sum(n)
		w.known[key] = own
	}
	return own
}

func (w weigher) sum(n *html.Node) float32 {
	var own float32
	for _, name := range Names(n) {
		if x := w.weights[name]; math.Abs(float64(x)) > math.Abs(float64(own)) {
			own = x
		}
	}
	return own
}

// isNaming tells whether an attribute names its element.
func isNaming(a *html.Attribute) bool {
	return (a.Key == "class" || a.Key == "id" || a.Key == "itemprop" || a.Key == "role") && len(a.Val) <= 2048
}

// set is the hashes of words, or of runs of three words.
type set map[uint64]struct{}

// Numbers by which hashes are mixed (FNV-1a, of 64 bits).
const (
	hashBasis = 14695981039346656037
	hashPrime = 1099511628211
)

// words appends the hashes of a text's words in lower case.
func words(out []uint64, s string) []uint64 {
	h, n := uint64(hashBasis), 0
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		case r >= 'A' && r <= 'Z':
			r |= 0x20
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			r = unicode.ToLower(r)
		default:
			if n > 0 {
				out = append(out, h)
				h, n = hashBasis, 0
			}
			continue
		}
		h = (h ^ uint64(r)) * hashPrime
		n++
		if r >= 0x2e80 { // scripts that write no spaces
			out = append(out, h)
			h, n = hashBasis, 0
		}
	}
	if n > 0 {
		out = append(out, h)
	}
	return out
}

// triples makes of the hashes of words, in place, those of each three in a row.
func triples(words []uint64) []uint64 {
	if len(words) < 3 {
		return nil
	}
	for i := range words[2:] {
		words[i] = (words[i]*31+words[i+1])*31 + words[i+2]
	}
	return words[:len(words)-2]
}

func setOf(hashes []uint64) set {
	if len(hashes) == 0 {
		return nil
	}
	out := make(set, len(hashes))
	for _, h := range hashes {
		out[h] = struct{}{}
	}
	return out
}

// share tells how much of the hashes stand in the set.
func (w set) share(hashes []uint64) float32 {
	if len(w) == 0 || len(hashes) == 0 {
		return 0
	}
	hit := 0
	for _, h := range hashes {
		if _, ok := w[h]; ok {
			hit++
		}
	}
	return float32(hit) / float32(len(hashes))
}
