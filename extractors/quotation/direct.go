package quotation

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/reading"
)

// direct gives the stretches between quotation marks to those who say them.
func (x *Extractor) direct(r *reading.Reading, by []attribution, marks []marked) []said {
	var out []said
	current := -1 // index in out of the quote that further stretches may go on with
	var last marked
	for i, m := range marks {
		if m.close <= m.open+1 {
			continue
		}
		piece := [2]int{m.open + 1, m.close}
		if m.reopens && current >= 0 {
			out[current].pieces = append(out[current].pieces, piece)
			last = m
			continue
		}
		a, rule, ok := x.attributed(r, by, marks, i)
		switch {
		case ok && current >= 0 && last.paragraph == m.paragraph && sameSpeakers(out[current].by, a):
			// “A,” he said. “B.”: one quote in one paragraph
			out[current].pieces = append(out[current].pieces, piece)
		case ok:
			out = append(out, said{by: a, pieces: [][2]int{piece}, form: factwire.Direct, rule: rule, confidence: 0.95})
			current = len(out) - 1
		case current >= 0 && last.paragraph == m.paragraph && full(r, m):
			out[current].pieces = append(out[current].pieces, piece)
		case wholeParagraph(r, m):
			// a paragraph that is all quotation, behind an attributed one: the same speaker goes on
			var before *attribution
			if current >= 0 && m.paragraph == last.paragraph+1 {
				before = &out[current].by
			}
			if b := lastSpeaker(r, by, m.paragraph-1); b != nil && (before == nil || b.cue > before.cue) {
				before = b
			}
			if before == nil || len(before.speakers) == 0 {
				current = -1
				continue
			}
			out = append(out, said{by: *before, pieces: [][2]int{piece}, form: factwire.Direct, rule: "goes on", confidence: 0.7})
			current = len(out) - 1
		default:
			if full(r, m) {
				current = -1
			}
			continue
		}
		last = m
	}
	// unattributed stretches before the attribution in one paragraph: “A.” “B,” she said.
	return out
}

// lastSpeaker returns the last attribution of a paragraph that has a speaker, or nil.
func lastSpeaker(r *reading.Reading, by []attribution, paragraph int) *attribution {
	if paragraph < 0 {
		return nil
	}
	var last *attribution
	for i := range by {
		if p := r.Doc.Sentences[by[i].sentence].Paragraph; p == paragraph && len(by[i].speakers) > 0 {
			last = &by[i]
		}
	}
	return last
}

func sameSpeakers(a, b attribution) bool {
	if len(a.speakers) == 0 || len(b.speakers) == 0 {
		return false
	}
	return a.speakers[0].entity.Key() == b.speakers[0].entity.Key()
}

// full reports whether a stretch is speech of its own, no word within another's sentence: it begins
// a sentence, or what stands before it ends one.
func full(r *reading.Reading, m marked) bool {
	s := r.Doc.Sentences[r.Doc.SentenceOf(m.open)]
	if m.open == s.First {
		return true
	}
	switch r.Doc.Tokens[m.open-1].Text {
	case ",", ".", ":", "!", "?", "—", "–":
		t := r.Doc.Tokens[m.open+1].Text
		return t[0] >= 'A' && t[0] <= 'Z' || m.close-m.open > 6
	}
	return false
}

// wholeParagraph reports whether a paragraph is nothing but one quotation.
func wholeParagraph(r *reading.Reading, m marked) bool {
	p := r.Doc.Paragraphs[m.paragraph]
	first, last := r.Doc.Sentences[p.First].First, r.Doc.Sentences[p.Last-1].Last
	return m.open == first && m.close >= last-1 && m.words(r.Doc) > 3
}

// attributed finds the attribution that a stretch belongs to.
func (x *Extractor) attributed(r *reading.Reading, by []attribution, marks []marked, i int) (attribution, string, bool) {
	m := marks[i]
	inside := func(t int) bool {
		for _, o := range marks {
			if t > o.open && t < o.close {
				return true
			}
		}
		return false
	}
	p := r.Doc.Paragraphs[m.paragraph]
	first, last := r.Doc.Sentences[p.First].First, r.Doc.Sentences[p.Last-1].Last
	// behind: “…,” X said
	for _, a := range by {
		if a.first <= m.close || a.first >= last || inside(a.cue) || a.clause != nil && a.clause.Verb.Form == clause.Gerund {
			continue
		}
		if gap := x.gap(r, m.close+1, a.first); gap && (full(r, m) || m.words(r.Doc) > 3) {
			end := r.Doc.Tokens[m.close-1].Text
			if m.close+1 < last && r.Doc.Tokens[m.close+1].Text == "," {
				end = ","
			}
			if m.open == r.Doc.Sentences[r.Doc.SentenceOf(m.open)].First || end == "," || end == "!" || end == "?" || end == "—" || end == "–" || end == "…" || end == "..." || end == "." {
				return a, "behind", true
			}
		}
		break
	}
	// before: X said: “…”, X said, “…”, X told reporters “…”
	for k := len(by) - 1; k >= 0; k-- {
		a := by[k]
		if a.cue >= m.open || a.cue < first || inside(a.cue) || a.clause == nil {
			continue
		}
		if r.Doc.SentenceOf(a.cue) != r.Doc.SentenceOf(m.open) && !(a.last < len(r.Doc.Tokens) && m.open-a.last <= 1) {
			break
		}
		if content(a.clause) != nil {
			break // indirect speech with marks inside is judged there
		}
		if x.gap(r, a.last, m.open) {
			return a, "before", true
		}
		break
	}
	return attribution{}, "", false
}

// gap reports whether nothing but punctuation, adverbs and "that" stands between two tokens.
func (x *Extractor) gap(r *reading.Reading, from, to int) bool {
	if to-from > 4 || from > to {
		return false
	}
	for t := from; t < to; t++ {
		tok := r.Doc.Tokens[t]
		switch {
		case isStop(tok.Text), kindOf(tok.Text) != noMark, tok.Tag == "RB", tok.Lower == "that", tok.Lower == "and", tok.Lower == "as", tok.Lower == "but":
		default:
			return false
		}
	}
	return true
}

// content returns the first clause of content of a clause of speech, or nil.
func content(c *clause.Clause) *clause.Clause {
	for _, ch := range c.Children {
		if ch.Relation == clause.Complement && ch.Verb.First > c.Verb.Head && ch.Mark != "whether" && ch.Mark != "if" {
			return ch
		}
	}
	return nil
}
