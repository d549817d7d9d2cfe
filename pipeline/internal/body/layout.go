package body

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// layout tells how browsers lay an element out, where it is not in the line.
type layout uint8

const (
	inline  layout = iota
	parting        // begins and ends a block
	cell           // parts words, and blocks if it is long
	absent         // is never seen, or is no text
)

var layouts = func() map[atom.Atom]layout {
	m := map[atom.Atom]layout{atom.Td: cell, atom.Th: cell}
	for _, a := range []atom.Atom{
		atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div,
		atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Ol, atom.P, atom.Pre, atom.Search, atom.Section,
		atom.Summary, atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul,
	} {
		m[a] = parting
	}
	for _, a := range []atom.Atom{
		atom.Audio, atom.Canvas, atom.Datalist, atom.Embed, atom.Head, atom.Iframe, atom.Input, atom.Map, atom.Math, atom.Meter, atom.Nav, atom.Noscript, atom.Object,
		atom.Progress, atom.Rp, atom.Rt, atom.Script, atom.Select, atom.Style, atom.Svg, atom.Template, atom.Textarea, atom.Title, atom.Video,
		// Words struck out are withdrawn.
		atom.Del, atom.S, atom.Strike,
	} {
		m[a] = absent
	}
	return m
}()

// layoutOf tells how an element is laid out: by its own style, its role, its kind,
// and for an unknown element, as pages define them themselves, by what stands
// around it: one that stands among blocks or like elements, with no words beside
// it, and holds a sentence, is a block.
func layoutOf(n *html.Node) layout {
	l := layouts[n.DataAtom]
	if l == absent {
		if n.DataAtom == atom.Template && (has(n, "shadowrootmode") || has(n, "shadowroot")) {
			return parting // what an element of the page's own shows
		}
		return l
	}
	if style := attr(n, "style"); style != "" && len(style) < 1024 {
		switch display(style) {
		case "block", "flex", "grid", "table", "list-item":
			return parting
		case "inline", "inline-block":
			if l == parting && n.DataAtom != atom.Br {
				return inline
			}
		}
	}
	if l != inline {
		return l
	}
	switch attr(n, "role") {
	case "paragraph", "heading", "listitem", "article", "main", "region":
		return parting
	}
	if strings.IndexByte(n.Data, '-') > 0 && !besideWords(n) && longText(n, 40) {
		return parting
	}
	return inline
}

// besideWords tells whether text or an inline element of HTML stands right beside n.
func besideWords(n *html.Node) bool {
	for _, step := range []func(*html.Node) *html.Node{func(n *html.Node) *html.Node { return n.PrevSibling }, func(n *html.Node) *html.Node { return n.NextSibling }} {
		for m := step(n); m != nil; m = step(m) {
			if m.Type == html.TextNode && strings.TrimSpace(m.Data) != "" {
				return true
			}
			if m.Type == html.ElementNode {
				if m.DataAtom != 0 && m.DataAtom != atom.Br && layouts[m.DataAtom] == inline && longText(m, 1) {
					return true
				}
				break
			}
		}
	}
	return false
}

// amidWords tells whether text stands right before or behind n.
func amidWords(n *html.Node) bool {
	for _, m := range []*html.Node{n.PrevSibling, n.NextSibling} {
		if m != nil && m.Type == html.TextNode && strings.TrimSpace(m.Data) != "" {
			return true
		}
	}
	return false
}

// longText tells whether a tree holds at least so many bytes of text; it looks at
// few nodes.
func longText(n *html.Node, least int) bool {
	budget := 64
	var walk func(n *html.Node) bool
	walk = func(n *html.Node) bool {
		budget--
		if n.Type == html.TextNode {
			least -= len(strings.TrimSpace(n.Data))
		}
		for c := n.FirstChild; c != nil && least > 0 && budget > 0; c = c.NextSibling {
			walk(c)
		}
		return least <= 0
	}
	return walk(n)
}

// holdsBlocks tells whether a cell of a table holds blocks, as those do that lay out
// a page.
func holdsBlocks(n *html.Node) bool {
	budget := 64
	var walk func(n *html.Node) bool
	walk = func(n *html.Node) bool {
		for c := n.FirstChild; c != nil && budget > 0; c = c.NextSibling {
			budget--
			if c.Type == html.ElementNode && (layouts[c.DataAtom] == parting || walk(c)) {
				return true
			}
			if c.Type == html.TextNode && len(strings.TrimSpace(c.Data)) > 120 {
				return true
			}
		}
		return false
	}
	return walk(n)
}

// quotation tells whether a figure holds a block quotation and no picture.
func quotation(figure *html.Node) bool {
	quote := false
	for c := figure.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Blockquote:
			quote = true
		case atom.Img, atom.Picture, atom.Video:
			return false
		}
	}
	return quote
}

// posts are the classes of block quotations by which the large networks have their posts shown on other sites.
var posts = map[string]bool{
	"twitter-tweet": true, "twitter-video": true, "instagram-media": true, "bluesky-embed": true, "mastodon-embed": true, "tiktok-embed": true,
	"text-post-media": true, "reddit-embed-bq": true, "reddit-card": true, "fb-xfbml-parse-ignore": true, "truthsocial-embed": true,
}

// isPost tells whether a block quotation is the post of another site.
func isPost(n *html.Node) bool {
	for class := range strings.FieldsSeq(attr(n, "class")) {
		if posts[class] {
			return true
		}
	}
	return false
}

// isAddress tells whether a link shows nothing but its address, as posts do: "https://t.co/…", "pic.twitter.com/…".
func isAddress(n *html.Node) bool {
	c := n.FirstChild
	if c == nil || c.NextSibling != nil || c.Type != html.TextNode {
		return false
	}
	text := strings.TrimSpace(c.Data)
	return !strings.Contains(text, " ") && (strings.Contains(text, "://") || strings.Contains(text, "/") && strings.Contains(text, ".")) || text == "[image or embed]"
}

// isNoteMark tells whether a raised text is the mark of a note: a link within the
// page, or into its notes.
func isNoteMark(n *html.Node) bool {
	if strings.Contains(attr(n, "class"), "reference") {
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.A && strings.HasPrefix(attr(c, "href"), "#") {
			return true
		}
	}
	return false
}

// isDigits tells whether an element holds a number of one or two digits and nothing else.
func isDigits(n *html.Node) bool {
	c := n.FirstChild
	return c != nil && c.NextSibling == nil && c.Type == html.TextNode && len(c.Data) > 0 && len(c.Data) < 3 && strings.Trim(c.Data, "0123456789") == ""
}

// spoken are the classes, of the libraries of styles that pages use, of words that are off the screen: they
// are for programs that read pages aloud, as "opens in a new window".
var spoken = map[string]bool{
	"visually-hidden": true, "visuallyhidden": true, "visually-hidden-focusable": true, "u-visually-hidden": true, "sr-only": true, "sr-only-focusable": true,
	"screen-reader-text": true, "screen-reader-only": true, "screenreader-only": true, "screenreader": true, "a11y-hidden": true, "show-for-sr": true, "offscreen": true,
}

// hidden tells whether an element says of itself that it is not shown.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				if spoken[class] {
					return true
				}
			}
		case "itemprop":
			// What is meant for machines.
			switch a.Val {
			case "keywords", "publisher", "mainEntityOfPage", "image", "logo", "url", "dateModified", "datePublished", "articleSection":
				return n.DataAtom != atom.Time && !shown(n)
			}
		case "style":
			if len(a.Val) < 1024 && (display(a.Val) == "none" || strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "visibility:hidden")) {
				return true
			}
		}
	}
	return n.DataAtom == atom.Dialog && attr(n, "open") == "" && !has(n, "open")
}

// shown tells whether an element marked for machines is text all the same: a link, a picture
// or words in a line.
func shown(n *html.Node) bool {
	return layouts[n.DataAtom] == inline && amidWords(n)
}

// display is what a style says of it, in lower case.
func display(style string) string {
	for part := range strings.SplitSeq(style, ";") {
		key, value, _ := strings.Cut(part, ":")
		if strings.EqualFold(strings.TrimSpace(key), "display") {
			value, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(value)), " ")
			return strings.TrimSuffix(value, "!important")
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// textLen is how many bytes of text a tree holds, scripts and space left out.
func textLen(n *html.Node) int {
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	all := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if layouts[c.DataAtom] != absent {
			all += textLen(c)
		}
	}
	return all
}
