package body

import (
	"hash/maphash"
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/factwire/factwire/pipeline/internal/furniture"
)

// analysis is a page under way: its blocks, elements, and what is known of each.
type analysis struct {
	elements []element
	blocks   []Block
	unseen   int
	stamps   []stamped
	vectors  []vector
	words    []float64 // of each block
	good     []float64 // words of each block as far as they look like prose
	inside   []sum     // of each element
	class    []classes // of each element
	alike    []uint64  // of each block: the elements around it by name and class
	like     map[uint64]*sum
	all      float64 // sum of good
	live     bool    // the page says that it is a live blog
}

// classes are the weights of the names of an element, and of those around it.
type classes struct{ own, least, most, sum float32 }

var seed = maphash.MakeSeed()

func analyse(root *html.Node, hint Hint, m *model, hidden bool) *analysis {
	s := segment(hidden, root)
	elements, blocks := s.elements, s.blocks
	a := &analysis{
		elements: elements, blocks: blocks, unseen: s.unseen, stamps: s.stamps, vectors: make([]vector, len(blocks)), words: make([]float64, len(blocks)), good: make([]float64, len(blocks)),
		inside: make([]sum, len(elements)), class: make([]classes, len(elements)), alike: make([]uint64, len(blocks)), like: map[uint64]*sum{},
		live: hint.Live || len(hint.Updates) > 0,
	}
	a.elementClasses(m)
	a.texts(hint)
	a.sums()
	a.places()
	a.neighbours()
	a.core()
	return a
}

// elementClasses weighs the names of the elements; parents stand before children.
func (a *analysis) elementClasses(m *model) {
	weigher := weigher{weights: m.words, known: map[string]float32{}}
	for i := range a.elements {
		e := &a.elements[i]
		if e.node == nil {
			continue
		}
		c := &a.class[i]
		up := a.class[e.parent]
		if e.first == e.last {
			*c = up
			continue
		}
		c.own = weigher.of(e.node)
		c.least, c.most, c.sum = min(up.least, c.own), max(up.most, c.own), up.sum+c.own
	}
}

// texts looks at each block by itself.
func (a *analysis) texts(hint Hint) {
	seen := make(map[uint64]int32, len(a.blocks))
	keys := make([]uint64, len(a.blocks))
	title, description := setOf(words(nil, hint.Title)), setOf(words(nil, hint.Description))
	data := setOf(triples(words(nil, hint.Body)))
	var hashes []uint64
	list := furniture.Read()
	for i := range a.blocks {
		b := &a.blocks[i]
		v := &a.vectors[i]
		t := look(b.Text)
		a.words[i] = t.words
		density := float64(b.linked) / float64(len(b.Text))
		v[fWords] = logOf(t.words)
		v[fLinkDensity] = float32(density)
		v[fSentences] = logOf(t.sentences)
		v[fCapitals], v[fDigits] = float32(t.upper/max(1, t.letters)), float32(t.digits/float64(max(1, t.runes)))
		v[fWordLength] = float32(t.letters / max(1, t.words))
		v[fLevel], v[fKind] = float32(b.Level), float32(b.Kind)
		if isSentence(b.Text) {
			v[fEnds] = 1
			a.good[i] = t.words * (1 - density) * (1 - density)
		} else if t.words > 12 {
			a.good[i] = t.words * (1 - density) * (1 - density) / 2
		}
		keys[i] = maphash.String(seed, b.Text)
		seen[keys[i]]++
		if len(b.Text) <= biography {
			low := furniture.Lower(b.Text)
			v[fBegins], v[fLine], v[fHolds] = is(list.Begins(low)), is(list.IsLine(low)), is(list.Holds(low))
			tail := strings.TrimLeft(low, "•—–-_*( ")
			v[fTailBegins], v[fTailHolds] = is(list.TailBegins(tail)), is(list.TailHolds(tail))
			for _, name := range hint.Authors {
				if n := furniture.Lower(name); len(n) > 3 && strings.Contains(low, n) {
					v[fAuthor] = 1 + is(strings.HasPrefix(low, n) || strings.HasPrefix(low, "by "+n))
				}
			}
		}
		hashes = words(hashes[:0], b.Text)
		v[fTitle], v[fDescription] = title.share(hashes), description.share(hashes)
		if len(data) > 0 {
			v[fData] = data.share(triples(hashes))
		}
	}
	for i := range a.vectors {
		a.vectors[i][fRepeats] = float32(min(seen[keys[i]], 5))
		a.vectors[i][fDataPage] = is(len(data) > 0)
	}
}

// sums adds up what elements hold, and elements alike.
func (a *analysis) sums() {
	for i := range a.blocks {
		b := &a.blocks[i]
		a.all += a.good[i]
		a.inside[b.in].add(b, a.words[i], a.good[i])
		a.alike[i] = a.path(b)
		s := a.like[a.alike[i]]
		if s == nil {
			s = &sum{}
			a.like[a.alike[i]] = s
		}
		s.add(b, a.words[i], a.good[i])
	}
	// Children stand behind their parents.
	for e := len(a.elements) - 1; e > 0; e-- {
		a.inside[a.elements[e].parent].join(&a.inside[e])
	}
}

// path names the elements around a block by kind and class: its own, and two more.
func (a *analysis) path(b *Block) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	e := b.in
	for range 3 {
		n := a.elements[e].node
		if n == nil {
			break
		}
		h.WriteString(n.Data)
		h.WriteByte(' ')
		h.WriteString(firstClass(n))
		h.WriteByte('/')
		e = a.elements[e].parent
	}
	return h.Sum64()
}

func firstClass(n *html.Node) string {
	c := strings.TrimSpace(attr(n, "class"))
	if i := strings.IndexAny(c, " \t\n"); i > 0 {
		c = c[:i]
	}
	return strings.TrimRight(c[:min(len(c), 64)], "0123456789")
}

var tags = map[atom.Atom]float32{atom.P: 1, atom.Blockquote: 2, atom.Pre: 3, atom.Section: 4, atom.Article: 5, atom.Main: 6, atom.Div: 7, atom.Dd: 8, atom.Td: 9, atom.Li: 10, atom.Dt: 11, atom.H1: 12, atom.H2: 13, atom.H3: 14, atom.H4: 15, atom.H5: 16, atom.H6: 17, atom.Figcaption: 18, atom.Aside: 19, atom.Footer: 20, atom.Header: 21, atom.Form: 22, atom.Address: 23}

// places looks at where each block stands.
func (a *analysis) places() {
	heading := a.title()
	before := 0.0
	for i := range a.blocks {
		b, v := &a.blocks[i], &a.vectors[i]
		e := &a.elements[b.in]
		for k, p := range []place{inArticle, inMain, inAside, inFooter, inHeader, inForm, inFigure, inList, inTable, inLink, inQuote} {
			v[int(fArticle)+k] = is(e.in&p != 0)
		}
		v[fBodyProperty], v[fNested] = is(e.in&inBody != 0), is(e.in&inNested != 0)
		if e.node != nil {
			v[fTag] = tags[e.node.DataAtom]
		}
		v[fDepth] = float32(e.depth)
		up, outer := a.block(b)
		c := a.class[b.in]
		v[fClassOwn], v[fClassLeast], v[fClassMost], v[fClassSum] = c.own, c.least, c.most, c.sum
		v[fClassParent], v[fClassOuter] = a.class[up].own, a.class[outer].own
		v[fIndex], v[fPosition] = float32(i)/float32(len(a.blocks)), float32(before/max(1, a.all))
		before += a.good[i]
		v[fFromTitle] = signed(i - heading)
		p, o, l := &a.inside[up], &a.inside[outer], a.like[a.alike[i]]
		v[fParentWords], v[fParentShare], v[fParentLinks], v[fParentBlocks] = logOf(p.words), float32(p.good/max(1, a.all)), float32(p.links()), logOf(float64(p.blocks))
		v[fOuterShare], v[fOuterLinks] = float32(o.good/max(1, a.all)), float32(o.links())
		v[fLikeWords], v[fLikeShare], v[fLikeBlocks] = logOf(l.words), float32(l.good/max(1, a.all)), logOf(float64(l.blocks))
		v[fPageWords] = logOf(a.all)
	}
}

// block returns the element around the one that a block fills, and the next that
// holds more than that.
func (a *analysis) block(b *Block) (up, outer int32) {
	up = b.in
	if n := a.elements[up].node; n != nil && (n.DataAtom == atom.P || headings[n.DataAtom] > 0 || a.inside[up].blocks == 1) {
		up = a.elements[up].parent
	}
	for up != 0 && a.inside[up].blocks == 1 {
		up = a.elements[up].parent
	}
	outer = a.elements[up].parent
	for outer != 0 && a.inside[outer].blocks == a.inside[up].blocks {
		outer = a.elements[outer].parent
	}
	return up, outer
}

// title finds the block that heads the article: the first heading of the first level,
// else the first that says the title; -1 if there is none.
func (a *analysis) title() int {
	like := -1
	for i := range a.blocks {
		if a.blocks[i].Level == 1 && a.vectors[i][fTitle] > 0.5 {
			return i
		}
		if like < 0 && a.vectors[i][fTitle] > 0.8 && a.words[i] > 2 {
			like = i
		}
	}
	if like >= 0 {
		return like
	}
	return slices.IndexFunc(a.blocks, func(b Block) bool { return b.Level == 1 })
}

func (a *analysis) neighbours() {
	at := func(i int) (words, links float32) {
		if i < 0 || i >= len(a.vectors) {
			return -1, 1
		}
		return a.vectors[i][fWords], a.vectors[i][fLinkDensity]
	}
	for i := range a.vectors {
		v := &a.vectors[i]
		v[fPrevWords], v[fPrevLinks] = at(i - 1)
		v[fNextWords], v[fNextLinks] = at(i + 1)
		v[fPrev2Words], _ = at(i - 2)
		v[fNext2Words], _ = at(i + 2)
	}
}

// core measures how far each block is from the element whose children hold most of
// the prose.
func (a *analysis) core() {
	direct := make([]float64, len(a.elements))
	for i := range a.blocks {
		up, outer := a.block(&a.blocks[i])
		direct[up] += a.good[i]
		direct[outer] += a.good[i] / 3
	}
	best := 0
	for i := range direct {
		if direct[i] > direct[best] {
			best = i
		}
	}
	a.steps(int32(best), fCoreSteps)
	share := float32(a.inside[best].good / max(1, a.all))
	first, last := int(a.elements[best].first), int(a.elements[best].last)
	for i := range a.vectors {
		a.vectors[i][fCoreShare] = share
		a.vectors[i][fCoreBefore], a.vectors[i][fCoreAfter] = signed(i-first), signed(i-last)
	}
}

// steps writes how many elements up from core a block's own branch leaves its path: 0
// inside.
func (a *analysis) steps(core int32, f feature) {
	up := map[int32]int{}
	n := 0
	for e := core; ; e = a.elements[e].parent {
		up[e] = n
		if e == 0 {
			break
		}
		n++
	}
	known := make([]int, len(a.elements))
	for i := range a.elements {
		if d, ok := up[int32(i)]; ok {
			known[i] = d
		} else {
			known[i] = known[a.elements[i].parent]
		}
	}
	for i := range a.blocks {
		a.vectors[i][f] = float32(known[a.blocks[i].in])
	}
}

// rescore adds the features that rest on a first scoring.
func (a *analysis) rescore(first []float32) {
	at := func(i int) float32 {
		if i < 0 || i >= len(first) {
			return -6
		}
		return first[i]
	}
	inside := make([]sum, len(a.elements))
	like := map[uint64]*sum{}
	total := 0.0
	for i := range a.blocks {
		w := math.Sqrt(a.words[i] + 1)
		s := w * float64(min(max(first[i], -4), 4))
		inside[a.blocks[i].in].weight += w
		inside[a.blocks[i].in].score += s
		l := like[a.alike[i]]
		if l == nil {
			l = &sum{}
			like[a.alike[i]] = l
		}
		l.weight, l.score = l.weight+w, l.score+s
		total += max(0, s)
	}
	for e := len(a.elements) - 1; e > 0; e-- {
		inside[a.elements[e].parent].join(&inside[e])
	}
	best := 0
	for i := range inside {
		if d := inside[i].score - inside[best].score; d > 0 || d == 0 && a.elements[i].depth > a.elements[best].depth {
			best = i
		}
	}
	a.steps(int32(best), fBestSteps)
	mean := func(s *sum, w, sc float64) float32 { return float32((s.score - sc) / max(1e-3, s.weight-w)) }
	before := 0.0
	for i := range a.blocks {
		v := &a.vectors[i]
		w := math.Sqrt(a.words[i] + 1)
		s := w * float64(min(max(first[i], -4), 4))
		v[fScore], v[fPrevScore], v[fPrev2Score], v[fPrev3Score] = first[i], at(i-1), at(i-2), at(i-3)
		v[fNextScore], v[fNext2Score], v[fNext3Score] = at(i+1), at(i+2), at(i+3)
		up, outer := a.block(&a.blocks[i])
		v[fParentScore], v[fOuterScore], v[fLikeScore] = mean(&inside[up], w, s), mean(&inside[outer], w, s), mean(like[a.alike[i]], w, s)
		after := total - before - max(0, s)
		v[fBefore], v[fAfter] = float32(before/max(1, total)), float32(after/max(1, total))
		before += max(0, s)
		v[fBestShare] = float32(inside[best].score / max(1, total))
	}
}
