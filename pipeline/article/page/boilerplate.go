package page

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/factwire/factwire/configs/strict"
	"github.com/factwire/factwire/pipeline/article/stamp"
)

//go:embed boilerplate.yaml
var boilerplateYAML []byte

// boilerplate is the word list that tells an outlet's own lines from an article's.
type boilerplate struct {
	Begins     []string `yaml:"begins"`
	Lines      []string `yaml:"lines"`
	Holds      []string `yaml:"holds"`
	TailBegins []string `yaml:"tail_begins"`
	TailHolds  []string `yaml:"tail_holds"`
	Classes    []string `yaml:"classes"`
	Remove     string   `yaml:"remove"`
}

// words loads the list once. It is part of the program, so it can be read: a test
// sees to that.
var words = sync.OnceValue(func() boilerplate {
	var b boilerplate
	if err := strict.Decode("boilerplate.yaml", boilerplateYAML, &b); err != nil {
		return boilerplate{}
	}
	return b
})

// Lengths in bytes of the lines that the rules look at.
const (
	shortLine = 300
	biography = 600
)

// trimmer leaves out of an article's blocks what is none of the article.
type trimmer struct {
	words   boilerplate
	title   string
	authors []string
	// aside holds the texts of the page's blocks that consist of links, and of
	// those whose element is named for what it is: a caption, a byline, a
	// newsletter form.
	aside map[string]bool
}

// trim returns the blocks that are the article's, in order. Where the names of
// elements would take most of what was found, they mean something else on that
// page, and only the words count.
func (t trimmer) trim(blocks []block) []block {
	all := len(join(blocks))
	kept := t.pass(blocks)
	if t.aside != nil && len(join(kept))*2 < all {
		t.aside = nil
		kept = t.pass(blocks)
	}
	return kept
}

func (t trimmer) pass(blocks []block) []block {
	var kept []block
	for _, b := range t.head(blocks) {
		if !t.outside(b) {
			kept = append(kept, b)
		}
	}
	return t.tail(kept)
}

// head drops the title, bylines and dates before the first paragraph.
func (t trimmer) head(blocks []block) []block {
	var kept []block
	title := letters(t.title)
	for i, b := range blocks {
		key := letters(b.text)
		if i < 4 && title != "" && (key == title || b.heading && len(key) > 20 && strings.Contains(title, key)) {
			continue
		}
		if b.heading && i < 2 && b.level == 1 {
			continue
		}
		if isSentence(b.text) {
			return append(kept, blocks[i:]...)
		}
		if i < 8 && t.isByline(b.text) {
			continue
		}
		kept = append(kept, b)
	}
	return kept
}

// isByline tells whether a line says who wrote when, and nothing more.
func (t trimmer) isByline(line string) bool {
	if len(line) > 200 {
		return false
	}
	if _, ok := stamp.Parse(line); ok {
		return true
	}
	low := lower(line)
	if strings.HasPrefix(low, "published ") || strings.HasPrefix(low, "updated ") || strings.HasPrefix(low, "last updated") || strings.HasSuffix(low, "min read") {
		return true
	}
	rest := strings.TrimPrefix(low, "by ")
	for _, a := range t.authors {
		if strings.HasPrefix(rest, lower(a)) && len(rest) < len(a)+40 {
			return true
		}
	}
	return false
}

// outside tells whether a block is none of the article's wherever it stands.
func (t trimmer) outside(b block) bool {
	if t.aside[b.text] {
		return true
	}
	if len(b.text) > shortLine {
		return false
	}
	low := lower(b.text)
	return slices.Contains(t.words.Lines, strings.TrimRight(low, ":.!? ")) || begins(low, t.words.Begins) || holds(low, t.words.Holds)
}

// tail drops, from the end, who worked on the article and headings of what is no
// longer there.
func (t trimmer) tail(blocks []block) []block {
	for len(blocks) > 1 && t.isTail(blocks[len(blocks)-1]) {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

func (t trimmer) isTail(b block) bool {
	if b.heading {
		return true
	}
	if len(b.text) > biography {
		return false
	}
	low := strings.TrimLeft(lower(b.text), "•—–-_*( ")
	if begins(low, t.words.TailBegins) || holds(low, t.words.TailHolds) {
		return true
	}
	for _, a := range t.authors {
		if strings.HasPrefix(low, lower(a)+" is ") || strings.HasPrefix(low, lower(a)+" covers ") {
			return true
		}
	}
	// An address or a handle, alone or almost.
	return len(low) < 80 && strings.Contains(low, "@") && !strings.Contains(low, ". ")
}

// isSentence tells a paragraph from a line: it is long, and ends as sentences do.
func isSentence(s string) bool {
	if len(s) < minLetters {
		return false
	}
	s = strings.TrimRight(s, "\"'”’)] ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "。") || len(s) > shortLine
}

// begins tells whether a line begins with one of the phrases, as whole words.
func begins(low string, phrases []string) bool {
	for _, p := range phrases {
		if strings.HasPrefix(low, p) && isBoundary(low, len(p)) {
			return true
		}
	}
	return false
}

// holds tells whether a line holds one of the phrases, as whole words.
func holds(low string, phrases []string) bool {
	for _, p := range phrases {
		if i := strings.Index(low, p); i >= 0 && isBoundary(low, i) && isBoundary(low, i+len(p)) {
			return true
		}
	}
	return false
}

// isBoundary tells whether no word runs over offset i.
func isBoundary(s string, i int) bool {
	return i == 0 || i >= len(s) || !isLetter(s[i-1]) || !isLetter(s[i])
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

func lower(s string) string { return straight.Replace(strings.ToLower(s)) }

// letters is what is left of a line for comparison: its letters and digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// maxAside is how much of a page's text elements named in the word list may hold:
// an article may stand in an element named "has-related-links".
const maxAside = 2000

// asides returns the texts of the blocks on a page that are links, and of those in
// elements that are named for being no part of an article.
func asides(root *html.Node, classes []string) map[string]bool {
	out := map[string]bool{}
	var walk func(n *html.Node, in bool)
	walk = func(n *html.Node, in bool) {
		if n.Type == html.ElementNode {
			if !in && named(n, classes) {
				text, whole := shortText(n, maxAside)
				in = whole && text != ""
			}
			if n.DataAtom == atom.Figcaption {
				in = true
			}
			if blockElements[n.DataAtom] || n.DataAtom == atom.Figcaption {
				if text, whole := shortText(n, shortLine); whole && text != "" {
					if in || n.DataAtom != atom.Li && isLink(n, text) {
						out[text] = true
					}
				} else if in {
					if text, whole := shortText(n, maxAside); whole && text != "" {
						out[text] = true
					}
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, in)
		}
	}
	walk(root, false)
	return out
}

// named tells whether the class or id of an element holds one of the words, whole
// or as the end or beginning of a name with dashes or underscores.
func named(n *html.Node, classes []string) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Article || n.DataAtom == atom.Main {
		return false
	}
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" || len(a.Val) > 2048 {
			continue
		}
		for name := range strings.FieldsSeq(strings.ToLower(a.Val)) {
			name = strings.ReplaceAll(name, "_", "-")
			for _, c := range classes {
				i := strings.Index(name, c)
				if i < 0 {
					continue
				}
				end := i + len(c)
				if (i == 0 || name[i-1] == '-') && (end == len(name) || name[end] == '-') {
					return true
				}
			}
		}
	}
	return false
}

// shortText returns the folded text of a tree if it has up to most bytes; whole is
// false if it has more. It stops looking when it has seen too much.
func shortText(n *html.Node, most int) (text string, whole bool) {
	var b strings.Builder
	budget := 4 * most
	var walk func(n *html.Node) bool
	walk = func(n *html.Node) bool {
		budget--
		if budget < 0 {
			return false
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			budget -= len(n.Data) / 4
			return b.Len() < 4*most
		}
		if n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.Type == html.CommentNode {
			return true
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !walk(c) {
				return false
			}
		}
		return true
	}
	if !walk(n) {
		return "", false
	}
	text = fold(b.String())
	return text, len(text) <= most
}

// isLink tells whether a block is one link, with at most a label or a mark beside
// it, and no sentence.
func isLink(n *html.Node, text string) bool {
	linked := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.DataAtom == atom.A && n.Type == html.ElementNode {
			t, _ := shortText(n, shortLine)
			linked += len(t)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return linked*10 >= len(text)*8 && !strings.HasSuffix(text, ".")
}
