package body

import (
	"slices"
	"strings"

	"github.com/factwire/factwire/pipeline/internal/furniture"
	"github.com/factwire/factwire/pipeline/internal/stamp"
)

// Update is an entry of a live blog.
type Update struct {
	Time     string // as the page writes it
	Headline string
	Text     string
}

// stamped is a time element: it stands before a block, or in it.
type stamped struct {
	at    string
	block int
	in    int32
}

// entry is what a live blog told at one time: blocks from first to before last.
type entry struct {
	at          string
	first, last int
	in          int32 // the element around an entry that is one
}

// entries writes onto the first kept block of each entry of a live blog when it was
// published. An entry is the largest element that holds no time but its own. Where a page
// says that it is a live blog, it may also be all that stands between two times; where its
// times are told in its linked data alone, what begins as they say.
func (a *analysis) entries(keep []bool, hint Hint) {
	a.listed(keep, hint.Updates)
	a.headed()
	a.widen(keep, hint.Live || len(hint.Updates) > 1)
	found := a.told(keep, a.boxes())
	if len(found) < 2 && (hint.Live || len(hint.Updates) > 0) {
		found = a.told(keep, a.runs())
	}
	if len(found) < 2 {
		found = a.told(keep, a.updates(hint.Updates))
	}
	if len(found) < 2 && !(hint.Live && len(found) == 1) {
		return
	}
	for _, e := range found {
		for i := e.first; i < e.last; i++ {
			if a.blocks[i].Text == e.at { // a heading that is the time
				keep[i] = false
			}
			if !keep[i] {
				continue
			}
			// Its heading is the entry's, and no part of the furniture.
			if i > e.first && a.blocks[i-1].Kind == Heading && a.blocks[i-1].Level > 1 && a.blocks[i-1].Text != e.at {
				i--
				keep[i] = true
			}
			a.blocks[i].Time = e.at
			break
		}
	}
}

// headed adds the times that stand over entries as headings, or as lines with a clock at the head of an element of
// their own, where there are several.
func (a *analysis) headed() {
	var found []stamped
	for i := range a.blocks {
		b := &a.blocks[i]
		if len(b.Text) > maxTimeHeading {
			continue
		}
		line := b.Kind != Heading && b.in != 0 && int(a.elements[b.in].first) == i && hasClock(b.Text)
		if !line && (b.Kind != Heading || b.Level < 2) {
			continue
		}
		if _, ok := stamp.Parse(b.Text); ok {
			found = append(found, stamped{at: b.Text, block: i, in: b.in})
		}
	}
	if len(found) > 1 && len(a.stamps) < len(found) {
		a.stamps = found
	}
}

// hasClock tells whether a line holds a time of day, and a number besides.
func hasClock(s string) bool {
	k := strings.IndexByte(s, ':')
	isDigit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	if !isDigit(k-1) || !isDigit(k+1) {
		return false
	}
	digits := 0
	for i := range len(s) {
		if isDigit(i) {
			digits++
		}
	}
	return digits > 4
}

// maxTimeHeading is the length in bytes of the longest heading that may be a time.
const maxTimeHeading = 60

// widen keeps the words of all entries of a live blog that stand in one element, where some
// entries of it are kept or there is nothing else. Of a page that does not say that it is a live blog, most
// entries must be kept without that.
func (a *analysis) widen(keep []bool, live bool) {
	boxes := a.boxes()
	beside, known := map[int32]int{}, map[int32]int{}
	for _, e := range boxes {
		beside[e.in]++
		if slices.Contains(keep[e.first:e.last], true) {
			known[e.in]++
		}
	}
	total := a.kept(keep)
	in := map[int32]float64{} // words that are kept in an element, once for all entries in it
	for _, e := range boxes {
		if _, ok := in[e.in]; !ok {
			in[e.in] = a.keptIn(keep, e.in)
		}
	}
	list := furniture.Read()
	for _, e := range boxes {
		if !live && known[e.in]*3 < beside[e.in]*2 {
			continue
		}
		if beside[e.in] < 3 || in[e.in]*10 < total && total > 100 {
			continue
		}
		for i := e.first; i < e.last; i++ {
			b := &a.blocks[i]
			if a.words[i] > 4 && a.vectors[i][fLinkDensity] < 0.5 && a.vectors[i][fRepeats] < 2 && b.Kind != Caption && b.Level != 1 {
				low := furniture.Lower(b.Text)
				keep[i] = keep[i] || len(b.Text) > shortLine || !list.Begins(low) && !list.IsLine(low) && !list.Holds(low)
			}
		}
	}
}

// told returns the entries of which words are kept, if more than one time stands over them.
func (a *analysis) told(keep []bool, list []entry) []entry {
	var out []entry
	for _, e := range list {
		words := 0.0
		for i := e.first; i < e.last; i++ {
			if keep[i] {
				words += a.words[i]
			}
		}
		if words >= 5 && (len(out) == 0 || out[len(out)-1].last <= e.first) {
			out = append(out, e)
		}
	}
	return out
}

// boxes finds entries that are elements.
func (a *analysis) boxes() []entry {
	times := make([]int, len(a.elements))
	for _, s := range a.stamps {
		times[s.in]++
	}
	for e := len(a.elements) - 1; e > 0; e-- {
		times[a.elements[e].parent] += times[e]
	}
	var out []entry
	for _, s := range a.stamps {
		e := s.in
		for e != 0 && times[a.elements[e].parent] == times[e] {
			e = a.elements[e].parent
		}
		// Two are those of publication and of a change.
		if e == 0 || times[e] > 2 {
			continue
		}
		first, last := int(a.elements[e].first), int(a.elements[e].last)
		if n := len(out); n > 0 && out[n-1].first == first {
			continue
		}
		out = append(out, entry{s.at, first, last, a.elements[e].parent})
	}
	return out
}

// runs finds entries that stand one after another in one element.
func (a *analysis) runs() []entry {
	var out []entry
	for k, s := range a.stamps {
		last := len(a.blocks)
		if k+1 < len(a.stamps) {
			last = a.stamps[k+1].block
		}
		if last > s.block {
			out = append(out, entry{at: s.at, first: s.block, last: last})
		}
	}
	return out
}

// listed keeps the paragraphs that the linked data tell as those of entries, and the headings above them.
func (a *analysis) listed(keep []bool, list []Update) {
	told := map[string]bool{}
	for _, u := range list {
		for line := range strings.Lines(u.Text) {
			if key := letters(line, opening); len(key) >= opening {
				told[key] = true
			}
		}
	}
	if len(told) == 0 {
		return
	}
	for i := range a.blocks {
		b := &a.blocks[i]
		if b.Kind != Heading && b.Kind != Caption && len(b.Text) >= opening && told[letters(b.Text, opening)] {
			keep[i] = true
			if i > 0 && a.blocks[i-1].Kind == Heading && a.blocks[i-1].Level > 1 {
				keep[i-1] = true
			}
		}
	}
}

// opening is how many letters tell where an entry begins.
const opening = 40

// updates finds the entries of which linked data tell the first words.
func (a *analysis) updates(list []Update) []entry {
	if len(list) == 0 {
		return nil
	}
	at := map[string]string{}
	for _, u := range list {
		for _, words := range []string{u.Headline, u.Text} {
			if key := letters(words, opening); len(key) > 8 && u.Time != "" {
				at[key] = u.Time
			}
		}
	}
	var out []entry
	for i := range a.blocks {
		t, ok := at[letters(a.blocks[i].Text, opening)]
		if !ok || len(out) > 0 && out[len(out)-1].at == t {
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].last = i
		}
		out = append(out, entry{at: t, first: i, last: len(a.blocks)})
	}
	return out
}

// letters are the first letters and digits of a text in lower case.
func letters(s string, most int) string {
	var b strings.Builder
	for _, r := range s {
		if isWord(r) {
			b.WriteRune(r)
			if b.Len() >= most {
				break
			}
		}
	}
	return strings.ToLower(b.String())
}
