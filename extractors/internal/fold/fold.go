// Package fold turns the text of an article into the text that is read: without what a
// person who reads does not see or passes over (soft hyphens, line ends of a fixed width,
// Markdown, entities, correction notes), with one kind of quotation marks. It keeps the
// way back, so that offsets are those of the stored text.
package fold

import (
	"sort"
	"strings"

	"github.com/factwire/factwire/extractors/lexicon"
)

// Words tells which words are known, as a reader of the language knows them.
type Words interface {
	// Knows reports whether a word in lower case is one of the language.
	Knows(lower string) bool
	// Common reports whether a word is written in lower case within a sentence.
	Common(lower string) bool
}

// Folder folds texts. It is safe for concurrent use.
type Folder struct {
	words Words
	lists lists
}

// New returns a folder that goes by the lexicon's lists "text.*" and its names.
func New(lex *lexicon.Lexicon, words Words) *Folder {
	return &Folder{words: words, lists: newLists(lex)}
}

// Text is a text that was folded.
type Text struct {
	Text   string // what is read
	stored string
	layers []layer // from the stored text to what is read
	marks  layer   // the last of them, which makes quotation marks alike; empty if none was changed
	legend string  // what the layer of marks was made from
}

// edit replaces bytes [start, end) of a text.
type edit struct {
	start, end int
	with       string
}

// change is an edit with the place of its result.
type change struct{ start, end, from, to int } // [start, end) became [from, to)

// layer is one pass over a text: its changes, in order.
type layer []change

// Fold folds a text. It takes time and memory linear in its length.
func (f *Folder) Fold(stored string) *Text {
	t := &Text{Text: stored, stored: stored}
	t.apply(characters(t.Text))
	t.apply(f.unwrap(t.Text))
	t.apply(f.mend(t.Text))
	t.apply(markup(t.Text))
	t.apply(spaced(t.Text))
	t.apply(f.notes(t.Text))
	t.apply(f.labels(t.Text))
	t.apply(f.cases(t.Text))
	t.legend = t.Text
	before := len(t.layers)
	t.apply(marks(t.Text))
	if len(t.layers) > before {
		t.marks = t.layers[before]
	}
	return t
}

// apply makes edits, which are in order and do not overlap.
func (t *Text) apply(edits []edit) {
	if len(edits) == 0 {
		return
	}
	var b strings.Builder
	b.Grow(len(t.Text) + 16)
	changes := make(layer, 0, len(edits))
	at := 0
	for _, e := range edits {
		if e.start < at || e.end < e.start || e.end > len(t.Text) {
			continue // never, unless a pass is wrong: what overlaps is left as it was
		}
		b.WriteString(t.Text[at:e.start])
		from := b.Len()
		b.WriteString(e.with)
		changes = append(changes, change{e.start, e.end, from, b.Len()})
		at = e.end
	}
	b.WriteString(t.Text[at:])
	t.Text = b.String()
	t.layers = append(t.layers, changes)
}

// Stored returns the range of the stored text that stands behind [start, end) of Text.
func (t *Text) Stored(start, end int) (from, to int) {
	if len(t.layers) == 0 {
		return start, end
	}
	from, to = start, end
	for i := len(t.layers) - 1; i >= 0; i-- {
		from, to = t.layers[i].start(from), t.layers[i].end(to)
	}
	if start == end || to < from {
		to = from
	}
	return from, to
}

// Changed reports whether what is read differs from the stored text.
func (t *Text) Changed() bool { return len(t.layers) > 0 }

// Slice returns the bytes of the stored text in [from, to), offsets of the stored text.
func (t *Text) Slice(from, to int) string { return t.stored[from:to] }

// start is the place before a change of the byte at p.
func (l layer) start(p int) int {
	k := sort.Search(len(l), func(i int) bool { return l[i].from > p }) - 1
	for k >= 0 && l[k].from == l[k].to && l[k].from > p {
		k--
	}
	switch {
	case k < 0:
		return p
	case p < l[k].to:
		return l[k].start
	}
	return l[k].end + p - l[k].to
}

// end is the place before a change of the end of the byte that ends at p.
func (l layer) end(p int) int {
	k := sort.Search(len(l), func(i int) bool { return l[i].from >= p }) - 1
	switch {
	case k < 0:
		return p
	case p <= l[k].to:
		return l[k].end
	}
	return l[k].end + p - l[k].to
}

// Words returns s, words of [start, end) of Text, with the quotation marks and apostrophes that
// the stored text has.
func (t *Text) Words(s string, start, end int) string {
	if len(t.marks) == 0 || strings.IndexByte(s, "“"[0]) < 0 || !strings.ContainsAny(s, "‘’“”") {
		return s
	}
	at := start
	fields := strings.Split(s, " ")
	for i, w := range fields {
		if strings.IndexByte(w, "“"[0]) < 0 || !strings.ContainsAny(w, "‘’“”") {
			continue
		}
		k := strings.Index(t.Text[at:end], w)
		if k < 0 {
			at = start
			if k = strings.Index(t.Text[at:end], w); k < 0 {
				fields[i] = straighten(w) // a word that no text has: as most writers type
				continue
			}
		}
		k += at
		at = k + len(w)
		fields[i] = t.legend[t.marks.start(k):t.marks.end(at)]
	}
	return strings.Join(fields, " ")
}

// straighten makes marks straight.
func straighten(s string) string { return straightMarks.Replace(s) }

var straightMarks = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)
