package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// renderer writes a tree as text: blocks are parted by an empty line, space inside
// a block is folded.
type renderer struct {
	blocks []string
	now    strings.Builder
}

// String returns the text that was rendered. It ends the block under way.
func (b *renderer) String() string {
	b.end()
	return strings.Join(b.blocks, "\n\n")
}

// end closes the block under way.
func (b *renderer) end() {
	if t := fold(b.now.String()); t != "" {
		b.blocks = append(b.blocks, t)
	}
	b.now.Reset()
}

// blockElements begin and end a block of text.
var blockElements = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Blockquote: true, atom.Pre: true,
	atom.Table: true, atom.Tr: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Body: true, atom.Header: true,
	atom.Footer: true, atom.Hr: true, atom.Address: true, atom.Details: true, atom.Summary: true,
}

// skipped elements are never the article's words.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Figure: true, atom.Figcaption: true, atom.Iframe: true,
	atom.Form: true, atom.Button: true, atom.Svg: true, atom.Nav: true, atom.Aside: true, atom.Video: true, atom.Audio: true, atom.Select: true,
	atom.Head: true, atom.Object: true,
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
	if skipped[n.DataAtom] {
		return
	}
	if n.DataAtom == atom.Br {
		b.breakLine(n)
		return
	}
	ends := blockElements[n.DataAtom]
	if ends {
		b.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.block(c)
	}
	switch {
	case ends:
		b.end()
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		b.now.WriteByte(' ')
	}
}

// breakLine makes a paragraph of two line breaks in a row, and a space of one.
func (b *renderer) breakLine(n *html.Node) {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next != nil && next.DataAtom == atom.Br {
		b.end()
		return
	}
	b.now.WriteByte(' ')
}
