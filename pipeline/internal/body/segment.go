package body

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Kind tells what a block is by its element.
type Kind uint8

// The kinds. A Cite names whose words a block quotation holds; a Caption stands under
// a picture or a table.
const (
	Paragraph Kind = iota
	Heading
	Item
	Row
	Quote
	Cite
	Caption
)

// Block is a run of text that a reader sees by itself: a paragraph, a heading, an
// item of a list, a row of a table. Its words are whole, its space folded.
type Block struct {
	Text  string
	Kind  Kind
	Level int // 1 to 6 for a heading

	// Time is what the element of a live blog's entry that begins with this block
	// says of when it was published; empty elsewhere.
	Time string

	in     int32 // the innermost block element that holds it, an index of page.elements
	quote  int32 // the innermost blockquote around it, an index of page.elements; 0 if none
	linked int   // bytes of text inside links
	post   bool  // of a post of another site
}

// element is an element that parts blocks, with all that blocks inherit from it.
type element struct {
	node        *html.Node
	parent      int32
	depth       int32
	first, last int32 // its blocks, half-open
	in          place
}

// place is a set of kinds of element that stand around a block.
type place uint32

const (
	inArticle place = 1 << iota
	inMain
	inAside
	inFooter
	inHeader
	inForm
	inFigure
	inList
	inTable
	inLink
	inQuote
	inDetails
	inBody // itemprop="articleBody"
	inNested
)

// places are the elements that make a place.
var places = map[atom.Atom]place{
	atom.Article: inArticle, atom.Main: inMain, atom.Aside: inAside, atom.Footer: inFooter, atom.Header: inHeader, atom.Form: inForm,
	atom.Figure: inFigure, atom.Ul: inList, atom.Ol: inList, atom.Dl: inList, atom.Table: inTable, atom.A: inLink, atom.Blockquote: inQuote, atom.Details: inDetails,
}

// headings are the levels of the heading elements.
var headings = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// segmenter cuts a tree into blocks.
type segmenter struct {
	elements []element
	blocks   []Block
	line     line
	level    int
	kind     Kind
	linked   bool
	post     bool // within the post of another site
	quote    int32
	all      bool // hidden elements count as shown
	parted   int  // paragraphs that an empty line ended
	lines    bool // within an element that keeps its lines
	unseen   int  // bytes of text in hidden elements
	stamps   []stamped
}

// segment returns the blocks of trees, in document order, and the elements around
// them, of which the first stands for the trees themselves. Unseen is how much text
// hidden elements hold; with all they count as shown.
func segment(all bool, nodes ...*html.Node) *segmenter {
	s := &segmenter{elements: []element{{}}, all: all}
	for _, n := range nodes {
		s.node(n, 0)
		s.end(0)
	}
	s.elements[0].last = int32(len(s.blocks))
	return s
}

// end closes the block under way.
func (s *segmenter) end(in int32) {
	text, linked := s.line.take()
	if text == "" {
		return
	}
	kind := s.kind
	if s.level > 0 {
		kind = Heading
	}
	if kind == Paragraph && s.quote > 0 {
		kind = Quote
		if strings.ContainsRune("—–-", firstRune(text)) && (s.elements[s.quote].node == s.elements[in].node || len(text) <= maxSource) {
			kind = Cite
		}
	}
	s.blocks = append(s.blocks, Block{Text: text, Kind: kind, Level: s.level, in: in, quote: s.quote, linked: linked, post: s.post})
}

// maxSource is the length in bytes of the longest line behind a dash that is the source of a quotation as a paragraph of its own.
const maxSource = 120

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// node adds a tree to the blocks. Its depth is bounded by the parser.
func (s *segmenter) node(n *html.Node, in int32) {
	switch n.Type {
	case html.TextNode:
		if s.lines {
			s.preformatted(n.Data, in)
			return
		}
		s.line.write(n.Data, s.linked)
		return
	case html.DocumentNode:
		s.children(n, in)
		return
	case html.ElementNode:
	default:
		return
	}
	kind := layoutOf(n)
	if kind == absent {
		return
	}
	if !s.all && hidden(n) {
		s.unseen += textLen(n)
		return
	}
	if s.isNoText(n) {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		s.br(n, in)
		return
	case atom.Img:
		s.line.gap()
		return
	case atom.Time:
		if at := attr(n, "datetime"); len(at) > len("2006-01-02") && len(at) < 64 {
			s.stamps = append(s.stamps, stamped{at: at, block: len(s.blocks), in: in})
		}
	case atom.Q:
		s.line.open()
		s.children(n, in)
		s.line.close()
		return
	}
	if kind == inline {
		linked := s.linked
		s.linked = linked || n.DataAtom == atom.A && !s.post
		if n.DataAtom == atom.Cite && s.quote > 0 {
			s.cite(n, in)
		} else {
			s.children(n, in)
		}
		s.line.joint()
		s.linked = linked
		return
	}
	s.element(n, in, kind)
}

// maxParted bounds the paragraphs of preformatted text: elements, of which the parser bounds the number, do not part them.
const maxParted = 10_000

// isNoText tells whether an inline element is none of the text: the mark of a note, a button, the address of a post.
func (s *segmenter) isNoText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Sup:
		return isNoteMark(n) || isDigits(n) && s.line.endsInWord(4)
	case atom.Button:
		// A term with an explanation is a button in a sentence.
		return !amidWords(n)
	case atom.A:
		return s.post && isAddress(n)
	}
	return false
}

// preformatted adds text whose lines are kept: an empty one parts paragraphs.
func (s *segmenter) preformatted(text string, in int32) {
	for line := range strings.Lines(text) {
		if s.parted < maxParted && strings.TrimSpace(line) == "" && strings.HasSuffix(line, "\n") {
			s.parted++
			s.end(in)
			continue
		}
		s.line.write(line, s.linked)
	}
}

func (s *segmenter) children(n *html.Node, in int32) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.node(c, in)
	}
}

// cite adds the source of a block quotation, which stands at its end.
func (s *segmenter) cite(n *html.Node, in int32) {
	if rest := strings.TrimSpace(trailing(n)); rest != "" || s.kind == Cite {
		s.children(n, in)
		return
	}
	if !s.line.bare() { // else the dash before it is its own
		s.end(in)
	}
	was := s.kind
	s.kind = Cite
	s.children(n, in)
	s.end(in)
	s.kind = was
}

// trailing is the text right behind an inline element.
func trailing(n *html.Node) string {
	if n.NextSibling != nil && n.NextSibling.Type == html.TextNode {
		return n.NextSibling.Data
	}
	return ""
}

// element adds an element that parts blocks.
func (s *segmenter) element(n *html.Node, in int32, kind layout) {
	if kind == cell && !holdsBlocks(n) {
		s.line.space()
		s.children(n, in)
		s.line.space()
		return
	}
	s.end(in)
	outer := s.elements[in]
	me := int32(len(s.elements))
	at := outer.in | places[n.DataAtom]
	if n.DataAtom == atom.Figure && quotation(n) || n.DataAtom == atom.Footer && s.quote > 0 {
		at = outer.in // words that are shown as a picture is; the source of a quotation
	}
	if n.DataAtom == atom.Article && outer.in&inArticle != 0 {
		at |= inNested
	}
	if s.linked {
		at |= inLink
	}
	if attr(n, "itemprop") == "articleBody" {
		at |= inBody
	}
	s.elements = append(s.elements, element{node: n, parent: in, depth: outer.depth + 1, first: int32(len(s.blocks)), in: at})
	level, was, quote, post, lines := s.level, s.kind, s.quote, s.post, s.lines
	s.lines = lines || n.DataAtom == atom.Pre
	if l := headings[n.DataAtom]; l > 0 {
		s.level = l
	} else if attr(n, "role") == "heading" {
		s.level = 3
	}
	switch n.DataAtom {
	case atom.Li, atom.Dt, atom.Dd:
		s.kind = Item
	case atom.Tr:
		s.kind = Row
	case atom.Figcaption, atom.Caption:
		s.kind = Caption
		if k := len(s.blocks) - 1; k >= 0 && s.blocks[k].Kind == Quote && n.Parent.DataAtom == atom.Figure && quotation(n.Parent) {
			s.kind, s.quote = Cite, s.blocks[k].quote
		}
	case atom.Blockquote:
		s.quote = me
		s.post = s.post || isPost(n)
	case atom.Footer:
		if s.quote > 0 {
			s.kind = Cite
		}
	}
	s.children(n, me)
	s.end(me)
	s.level, s.kind, s.quote, s.post, s.lines = level, was, quote, post, lines
	s.elements[me].last = int32(len(s.blocks))
}
