package tabular

import (
	"strings"
	"testing"
	"unicode"

	"github.com/factwire/factwire"
)

func TestMark(t *testing.T) {
	e := factwire.Evidence{Start: 10, End: 40, Text: "Norway banned\nAcme Drones today", Spans: map[string][]factwire.Span{
		"who": {{10, 16}}, "cue": {{17, 23}}, "whom": {{24, 35}}, "what": {{17, 23}}, "odd": {{-5, 3}, {90, 99}, {41, 40}},
	}}
	if got, want := Mark(e, "[", "]"), "[Norway] [banned] [Acme Drones] today"; got != want {
		t.Errorf("marked %q, want %q", got, want)
	}
}

// FuzzMark marks any words of any text: without its marks the text is what it was, cleaned, and no span makes it fail.
func FuzzMark(f *testing.F) {
	f.Add("Norway banned Acme today.", 0, 6, 7, 13, 0)
	f.Add("“Åbo” \x1b[31m said", 2, 9, 3, 4, 0)
	f.Add("", -1, 5, 9, 2, 7)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, start int) {
		got := Mark(factwire.Evidence{Text: text, Start: start, End: start + len(text), Spans: map[string][]factwire.Span{"who": {{a, b}}, "cue": {{c, d}}}}, "\x01", "\x02")
		bare := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) || r < ' ' {
					return -1
				}
				return r
			}, s)
		}
		if text == strings.ToValidUTF8(text, "") && bare(got) != bare(Clean(text)) && !cuts(text, a-start, b-start, c-start, d-start) {
			t.Errorf("%q became %q", text, got)
		}
		if n := strings.Count(got, "\x01"); n != strings.Count(got, "\x02") {
			t.Errorf("marks of %q are not in pairs: %q", text, got)
		}
	})
}

// cuts reports whether an offset falls within a character, which no extractor gives.
func cuts(text string, offsets ...int) bool {
	for _, o := range offsets {
		if o > 0 && o < len(text) && text[o]&0xc0 == 0x80 {
			return true
		}
	}
	return false
}
