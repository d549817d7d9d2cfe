package body

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/factwire/factwire/pipeline/internal/furniture"
)

// trust is how much the first scorer counts beside the second.
const trust = 0.5

// choose marks the blocks that are the article's: by their scores, then by kinds that no
// score need know.
func (a *analysis) choose(first, second []float32) []bool {
	keep := make([]bool, len(a.blocks))
	for i := range keep {
		keep[i] = second[i]+trust*first[i] > 0 && a.blocks[i].Kind != Caption
	}
	a.comments(keep)
	a.fill(keep, first, second)
	a.brief(keep, first, second)
	a.verdicts(keep)
	a.tables(keep)
	a.drop(keep, a.teasers)
	for _, i := range a.further(keep) { // however much it is
		keep[i] = false
	}
	a.drop(keep, a.elsewhere)
	a.drop(keep, a.copies)
	return keep
}

// comments leaves out what readers wrote, unless nothing else is kept: what stands below the
// title in an element that is named for it.
func (a *analysis) comments(keep []bool) {
	title := a.title()
	in := make([]bool, len(a.elements))
	for e := 1; e < len(a.elements); e++ {
		el := &a.elements[e]
		in[e] = in[el.parent]
		if in[e] || el.first == el.last || int(el.first) <= title || el.node.DataAtom == atom.Body || el.node.DataAtom == atom.Main {
			continue
		}
		if title < 0 && a.inside[e].good*2 > a.all {
			continue
		}
		in[e] = mayComment(el.node) && slices.ContainsFunc(Names(el.node), func(name string) bool {
			return name == "comments" || name == "comment" || name == "commentlist" || name == "disqus" || name == "respond"
		})
	}
	rest := 0.0
	for i := range keep {
		if keep[i] && !in[a.blocks[i].in] {
			rest += a.words[i]
		}
	}
	for i := range keep {
		keep[i] = keep[i] && (rest < 20 || !in[a.blocks[i].in])
	}
}

// mayComment tells whether one of an element's names may be that of comments: to cut them up costs more.
func mayComment(n *html.Node) bool {
	for i := range n.Attr {
		if isNaming(&n.Attr[i]) {
			low := strings.ToLower(n.Attr[i].Val)
			if strings.Contains(low, "comment") || strings.Contains(low, "disqus") || strings.Contains(low, "respond") {
				return true
			}
		}
	}
	return false
}

// drop leaves out blocks, unless that would take most of what is kept: then the page
// means something else by what marks them.
func (a *analysis) drop(keep []bool, rule func(keep []bool) []int) {
	out := rule(keep)
	lost, all := 0.0, 0.0
	for i := range keep {
		if keep[i] {
			all += a.words[i]
		}
	}
	for _, i := range out {
		if keep[i] {
			lost += a.words[i]
		}
	}
	if lost*2 > all {
		return
	}
	for _, i := range out {
		keep[i] = false
	}
}

// fill keeps what stands among kept blocks of the same element, where the scorer is not
// sure that it is none of the article: a sentence, an item of a list, a quotation.
func (a *analysis) fill(keep []bool, first, second []float32) {
	spans := a.spans(keep)
	for i := range keep {
		keep[i] = keep[i] || a.fills(keep, spans, i, second[i]+trust*first[i])
	}
}

// span is where the kept blocks of an element begin and end, and how many words they have.
type span struct {
	first, last int
	words       float64
}

func (a *analysis) spans(keep []bool) []span {
	spans := make([]span, len(a.elements))
	for i := range keep {
		if !keep[i] {
			continue
		}
		up, _ := a.block(&a.blocks[i])
		s := &spans[up]
		if s.words == 0 {
			s.first = i
		}
		s.last = i
		s.words += a.words[i] + 1
	}
	return spans
}

// among tells whether a block stands between kept ones of an element that they fill.
func (a *analysis) among(spans []span, i int) bool {
	e := a.blocks[i].in
	for range 6 {
		if s := &spans[e]; s.first < i && i < s.last && s.words*2 > a.inside[e].words {
			return true
		}
		e = a.elements[e].parent
	}
	return false
}

// fills tells whether a block that was not kept is text all the same.
func (a *analysis) fills(keep []bool, spans []span, i int, score float32) bool {
	b, v := &a.blocks[i], &a.vectors[i]
	switch {
	case b.Kind == Caption || v[fRepeats] > 1 || v[fBegins]+v[fLine]+v[fHolds] > 0 || a.leads(keep, i):
		return false
	case b.Kind == Cite:
		return i > 0 && keep[i-1] && a.blocks[i-1].quote == b.quote
	case (b.Kind == Paragraph || b.Kind == Row) && a.words[i] > 1 && score > doubt-2 && v[fClassLeast] >= spoiled && endsSentence(b.Text) && a.follows(keep, i):
		return true
	case score < doubt && (b.Kind != Item && b.Kind != Heading || score < doubt-1.5):
		return false
	case b.Kind == Heading:
		return b.Level > 1 && i+1 < len(keep) && keep[i+1] && a.among(spans, i)
	case b.Kind == Item && a.words[i] > 2, b.Kind == Quote, v[fEnds] > 0:
		return a.among(spans, i)
	}
	return false
}

// leads tells whether a block is little else than links, and no sentence that goes on with the text.
func (a *analysis) leads(keep []bool, i int) bool {
	links := a.vectors[i][fLinkDensity]
	return links > 0.5 && !(links < mostlyNames && endsSentence(a.blocks[i].Text) && a.follows(keep, i))
}

// before is the block before a block that is neither a caption nor a line of the outlet's own; -1 if there is none.
func (a *analysis) before(i int) int {
	for i--; i >= 0 && (a.blocks[i].Kind == Caption || a.vectors[i][fLine] > 0); i-- {
	}
	return i
}

// follows tells whether a block is a paragraph as the kept one before it, and stands beside it: each may have an element
// of its own around it, and a picture with its caption may stand between them.
func (a *analysis) follows(keep []bool, i int) bool {
	k := a.before(i)
	if k < 0 || !keep[k] || a.blocks[k].in == a.blocks[i].in {
		return false
	}
	e, f := &a.elements[a.blocks[k].in], &a.elements[a.blocks[i].in]
	if e.node == nil || f.node == nil || e.node.DataAtom != atom.P || f.node.DataAtom != atom.P {
		return false
	}
	one, _ := a.block(&a.blocks[k])
	other, _ := a.block(&a.blocks[i])
	return one == other
}

// spoiled is the weight of an element's names below which it is hardly the article's.
const spoiled = -1

// mostlyNames is the share of links up to which a sentence may name what each of them leads to.
const mostlyNames = 0.75

// doubt is the score above which a paragraph among the article's is one of them.
const doubt = -3

// teasers finds what stands with a line that announces other articles, in an element that
// begins with that line.
func (a *analysis) teasers(keep []bool) []int {
	var out []int
	list := furniture.Read()
	total := a.kept(keep)
	for i := range a.blocks {
		b := &a.blocks[i]
		low := ""
		if len(b.Text) <= 80 {
			low = furniture.Lower(b.Text)
		}
		// A heading that pleads for readers has its reasons below it.
		if low == "" || !(len(b.Text) <= 60 && list.IsTeaser(low) || b.Level > 0 && list.Holds(low)) {
			continue
		}
		top := int32(0)
		for e := b.in; e != 0 && int(a.elements[e].first) == i; e = a.elements[e].parent {
			if a.keptIn(keep, e)*3 > total {
				break
			}
			top = e
		}
		out = append(out, i)
		if top != 0 {
			for k := a.elements[top].first; k < a.elements[top].last; k++ {
				out = append(out, int(k))
			}
		}
	}
	return out
}

func (a *analysis) kept(keep []bool) float64 {
	all := 0.0
	for i := range keep {
		if keep[i] {
			all += a.words[i]
		}
	}
	return all
}

func (a *analysis) keptIn(keep []bool, e int32) float64 {
	all := 0.0
	for i := a.elements[e].first; i < a.elements[e].last; i++ {
		if keep[i] {
			all += a.words[i]
		}
	}
	return all
}

// elsewhere finds what stands in article elements that are not the one that holds most of
// what is kept, nor around it: those inside it that are small, and those beside it.
func (a *analysis) elsewhere(keep []bool) []int {
	own := make([]int32, len(a.elements)) // the innermost article element around each element
	mass := map[int32]float64{}
	for e := 1; e < len(a.elements); e++ {
		own[e] = own[a.elements[e].parent]
		if a.elements[e].node.DataAtom == atom.Article {
			own[e] = int32(e)
		}
	}
	for i := range keep {
		if keep[i] {
			mass[own[a.blocks[i].in]] += a.words[i]
		}
	}
	main, total := int32(0), a.kept(keep)
	for e := range a.elements { // in order, for equal ones
		if mass[int32(e)] > mass[main] {
			main = int32(e)
		}
	}
	if main == 0 || mass[main]*2 < total {
		return nil
	}
	var out []int
	others := 0.0
	for i := range keep {
		in := own[a.blocks[i].in]
		if keep[i] && in != main && in != 0 && !a.around(in, main) {
			out = append(out, i)
			others += a.words[i]
		}
	}
	// An article may be cut into many, as live blogs are.
	if others*4 > mass[main] {
		return a.nested(out)
	}
	return out
}

// nested returns those of the blocks that stand in an article element inside another.
func (a *analysis) nested(list []int) []int {
	return slices.DeleteFunc(list, func(i int) bool { return a.elements[a.blocks[i].in].in&inNested == 0 })
}

// around tells whether element e stands around element inner.
func (a *analysis) around(e, inner int32) bool {
	return a.elements[e].first <= a.elements[inner].first && a.elements[inner].last <= a.elements[e].last
}

// maxCopies bounds how many blocks are looked for in the rest of the text.
const maxCopies = 50

// copies finds what the article holds already: a block that stood before, one that stands
// on the page three times or more, and words that are pulled out of a paragraph.
func (a *analysis) copies(keep []bool) []int {
	var out []int
	seen := map[string]bool{}
	var text strings.Builder
	for i := range keep {
		if !keep[i] {
			continue
		}
		b := &a.blocks[i]
		if a.vectors[i][fRepeats] >= 3 && a.words[i] > 3 || seen[b.Text] && len(b.Text) > 40 {
			out = append(out, i)
			continue
		}
		seen[b.Text] = true
		if b.Kind == Paragraph || b.Kind == Item {
			text.WriteString(b.Text)
			text.WriteByte('\n')
		}
	}
	whole, n := text.String(), 0
	for i := range keep {
		b := &a.blocks[i]
		if !keep[i] || b.Kind != Quote && a.elements[b.in].in&(inAside|inFigure) == 0 || n == maxCopies {
			continue
		}
		n++
		words := strings.Trim(b.Text, "“”\"'‘’»« .…")
		if len(words) > 30 && strings.Count(whole, words) > int(is(b.Kind != Quote)) {
			out = append(out, i)
		}
	}
	return out
}
