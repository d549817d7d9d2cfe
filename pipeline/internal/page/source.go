package page

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/factwire/factwire/pipeline/internal/furniture"
)

// maxNodes bounds the tree of a page: front pages have some 20,000 nodes.
const maxNodes = 250_000

// maxDepth bounds how deep elements nest: readers recurse.
const maxDepth = 500

// source is a page that was parsed, and the elements of it that every page is asked for.
type source struct {
	doc     *goquery.Document
	root    *html.Node
	scripts []script        // with their words, which the tree lacks
	covered bool            // something may overlay it
	known   map[string]bool // values of attributes that have been looked at for that
	html    *html.Node
	title   *html.Node   // of the head
	h1      []*html.Node // headings of the first level
	meta    []*html.Node
	own     string // the page's address, as it says itself
}

func parse(doc []byte) (*source, error) {
	lean, scripts, err := lean(doc)
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	root, err := html.ParseWithOptions(bytes.NewReader(lean), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	s := &source{doc: goquery.NewDocumentFromNode(root), root: root, scripts: scripts, known: map[string]bool{}}
	n, deep := walk(root, s.note)
	if n > maxNodes || deep > maxDepth {
		return nil, fmt.Errorf("read page: %d elements, nested %d deep, are too many", n, deep)
	}
	return s, nil
}

// walk visits the nodes of a tree in document order. It counts them, and how deep they nest.
func walk(root *html.Node, visit func(*html.Node)) (nodes, deepest int) {
	// Without recursion: the depth is what is being bounded.
	deep := 1
	for n := root; n != nil; {
		visit(n)
		nodes++
		deepest = max(deepest, deep)
		switch {
		case n.FirstChild != nil:
			n = n.FirstChild
			deep++
		default:
			for n != nil && n.NextSibling == nil {
				n = n.Parent
				deep--
			}
			if n != nil {
				n = n.NextSibling
			}
		}
	}
	return nodes, deepest
}

// note keeps an element that every page is asked for.
func (s *source) note(n *html.Node) {
	if n.Type == html.ElementNode && !s.covered {
		s.covered = s.mayCover(n)
	}
	switch n.DataAtom {
	case atom.Html:
		if s.html == nil {
			s.html = n
		}
	case atom.H1:
		s.h1 = append(s.h1, n)
	case atom.Meta:
		s.meta = append(s.meta, n)
	case atom.Title:
		if s.title == nil && within(n, atom.Head) {
			s.title = n
		}
	case atom.Link:
		if s.own == "" {
			for rel := range strings.FieldsSeq(attribute(n, "rel")) {
				if rel == "canonical" {
					s.own = attribute(n, "href")
				}
			}
		}
	}
}

func within(n *html.Node, a atom.Atom) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}

// attribute returns what an attribute of a node says, and nothing where there is none.
func attribute(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

// attribute returns what an attribute of the page's html element says.
func (s *source) attribute(key string) string {
	if s.html == nil {
		return ""
	}
	return attribute(s.html, key)
}

// mayCover tells whether an element may be one that overlays the page: the look for them is dear.
func (s *source) mayCover(n *html.Node) bool {
	list := furniture.Read()
	for i := range n.Attr {
		a := &n.Attr[i]
		if !list.Covering(a.Key) || s.known[a.Val] {
			continue
		}
		if list.MayCover(a.Val) {
			return true
		}
		s.known[a.Val] = true
	}
	return false
}

// uncover takes away what overlays the page.
func (s *source) uncover() {
	if s.covered {
		s.doc.Find(furniture.Read().Remove).Remove()
	}
}

// words returns the text of a tree.
func words(n *html.Node) string {
	if n == nil {
		return ""
	}
	return goquery.NewDocumentFromNode(n).Text()
}
