package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// renderer writes a tree as text: blocks are parted by an empty line, space inside
// a block is folded.
type renderer struct {
	blocks []block
	now    strings.Builder
	level  int // of the heading under way; 0 if none is
}

// block is a paragraph, a heading or an item of a list, its space folded.
type block struct {
	text    string
	heading bool
	level   int // 1 to 6 for a heading
}

// render returns the blocks of a tree.
func render(nodes ...*html.Node) []block {
	var r renderer
	for _, n := range nodes {
		r.block(n)
		r.end()
	}
	return r.blocks
}

// join makes a text of blocks: an empty line parts them.
func join(blocks []block) string {
	var b strings.Builder
	for i, bl := range blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(bl.text)
	}
	return b.String()
}

// end closes the block under way.
func (b *renderer) end() {
	if t := fold(b.now.String()); t != "" {
		b.blocks = append(b.blocks, block{text: t, heading: b.level > 0, level: b.level})
	}
	b.now.Reset()
}

// headings are the levels of the heading elements.
var headings = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// blockElements begin and end a block of text.
var blockElements = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Blockquote: true, atom.Pre: true,
	atom.Table: true, atom.Tr: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Body: true, atom.Header: true,
	atom.Footer: true, atom.Hr: true, atom.Address: true, atom.Details: true, atom.Summary: true,
}

// skipped elements are never the article's words.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Figcaption: true, atom.Iframe: true, atom.Button: true, atom.Svg: true,
	atom.Nav: true, atom.Video: true, atom.Audio: true, atom.Select: true, atom.Head: true, atom.Object: true,
}

// block renders n as a block. Depth is bounded by the caller.
func (b *renderer) block(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.now.WriteString(n.Data)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	// Extraction renames elements and leaves their atom as it was.
	kind := atom.Lookup([]byte(n.Data))
	if skipped[kind] {
		return
	}
	if kind == atom.Br {
		b.breakLine(n)
		return
	}
	ends := blockElements[kind]
	if ends {
		b.end()
	}
	outer := b.level
	if level := headings[kind]; level > 0 {
		b.level = level
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.block(c)
	}
	switch {
	case ends:
		b.end()
		b.level = outer
	case kind == atom.Td || kind == atom.Th:
		b.now.WriteByte(' ')
	}
}

// breakLine makes a paragraph of two line breaks in a row, and a space of one.
func (b *renderer) breakLine(n *html.Node) {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next != nil && next.Data == "br" {
		b.end()
		return
	}
	b.now.WriteByte(' ')
}
