package extractors

import (
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
)

// sectionBytes is the length of the longest text that is read in one piece. The longest reads of newspapers have some 60 KB; what is
// longer is a book, a transcript of days, or made to hurt. A reading takes up to four hundred times the text that it is of.
const sectionBytes = 128 << 10

// section is a piece of an article's text, in bytes, half-open.
type section struct{ start, end int }

// sections cuts a text that is too long to be read at once, where it can behind a paragraph, else behind a line, a sentence or a word.
// Names that one section gives in full are not known in the next.
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
