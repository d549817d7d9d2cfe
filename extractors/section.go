package extractors

import (
	"context"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// sectionBytes is the length of the longest text that is read in one piece. The longest reads of newspapers have some 60 KB; what is
// longer is a book, a transcript of days, or made to hurt. A reading takes up to four hundred times the text that it is of.
const sectionBytes = 128 << 10

// section is a piece of an article's text, in bytes, half-open.
type section struct{ start, end int }

// sections cuts a text that is too long to be read at once, where it can behind a paragraph, else behind a line, a sentence or a word.
func sections(text string) []section {
	var out []section
	start := 0
	for len(text)-start > sectionBytes {
		end := start + cutAt(text[start:start+sectionBytes])
		out = append(out, section{start, end})
		start = end
	}
	return append(out, section{start, len(text)})
}

// Readings yields the reading of each section of an article with where the section starts, in bytes of the article's text: one for all
// but very long texts. Names that a section cuts short are those that an earlier one gave in full. It ends when the context is done, but reads the
// first section in any case.
func (e *Engine) Readings(ctx context.Context, a factwire.Article) iter.Seq2[int, *reading.Reading] {
	return func(yield func(int, *reading.Reading) bool) {
		told := told{}
		all := sections(a.Text)
		for i, s := range all {
			if i > 0 && ctx.Err() != nil {
				return
			}
			part := a
			part.Text = a.Text[s.start:s.end]
			r := e.Read(part)
			told.complete(r.Names.Entities)
			if i+1 < len(all) {
				told.note(r.Names.Entities)
			}
			if !yield(s.start, r) {
				return
			}
		}
	}
}

// told are the names that earlier sections gave in full, by what they are cut short to: a person's last word, an organization's first
// word or its initials. What may stand for more than one is empty.
type told map[short]factwire.Entity

type short struct {
	person bool
	word   string
}

// note keeps the names of more than one word.
func (t told) note(entities []names.Entity) {
	for i := range entities {
		e := &entities[i].Entity
		words := strings.Fields(e.Name)
		if len(words) < 2 {
			continue
		}
		switch e.Type {
		case factwire.Person:
			t.put(short{true, words[len(words)-1]}, *e)
		case factwire.Organization, factwire.Company:
			t.put(short{false, words[0]}, *e)
			initials := ""
			for _, w := range words {
				if r, _ := utf8.DecodeRuneInString(w); r >= 'A' && r <= 'Z' {
					initials += string(r)
				}
			}
			if len(initials) > 1 {
				t.put(short{false, initials}, *e)
			}
		}
	}
}

func (t told) put(key short, e factwire.Entity) {
	if old, ok := t[key]; ok && old.Name != e.Name {
		e = factwire.Entity{}
	}
	t[key] = e
}

// complete gives names of one word their full form.
func (t told) complete(entities []names.Entity) {
	for i := range entities {
		e := &entities[i]
		person := e.Type == factwire.Person
		if e.Known || strings.Contains(e.Name, " ") || !person && e.Type != factwire.Organization && e.Type != factwire.Company {
			continue
		}
		full, ok := t[short{person, e.Name}]
		if !ok || full.Name == "" {
			continue
		}
		if e.Title != "" {
			full.Title = e.Title
		}
		e.Entity = full
	}
}

// cutAt returns where a window of a text is best cut, in its second half if anything there parts it.
func cutAt(window string) int {
	for _, mark := range []string{"\n\n", "\n", ". ", " "} {
		if i := strings.LastIndex(window, mark); i > len(window)/2 {
			return i + len(mark)
		}
	}
	end := len(window)
	for n := 0; n < utf8.UTFMax && end > 1; n++ { // not within a character
		if r, size := utf8.DecodeLastRuneInString(window[:end]); r != utf8.RuneError || size != 1 {
			break
		}
		end--
	}
	return end
}

// shift moves a fact of a section to where it stands in the whole text.
func (s section) shift(f *factwire.Fact) {
	if s.start == 0 {
		return
	}
	for i := range f.Evidence {
		ev := &f.Evidence[i]
		ev.Start, ev.End = ev.Start+s.start, ev.End+s.start
		for _, list := range ev.Spans {
			for j := range list {
				list[j][0], list[j][1] = list[j][0]+s.start, list[j][1]+s.start
			}
		}
	}
}
