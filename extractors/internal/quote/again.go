package quote

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/reading"
)

// maxLeadParagraphs is over how many paragraphs a text tells again what its headline says.
const maxLeadParagraphs = 4

// again folds the words that a headline reports into the quote of the same speaker by which the first paragraphs tell them
// in full: one quote with two pieces of evidence.
func (s *scan) again(list []reading.Candidate) []reading.Candidate {
	if len(s.doc.Paragraphs) < 2 {
		return list
	}
	head := s.doc.Paragraphs[0]
	if head.Last-head.First != 1 || isStopText(s.doc.Text[s.doc.Sentences[head.First].Start:s.doc.Sentences[head.First].End]) {
		return list
	}
	end := s.doc.Sentences[head.First].End
	lead := s.doc.Paragraphs[min(len(s.doc.Paragraphs)-1, maxLeadParagraphs)]
	limit := end
	if lead.Last > lead.First {
		limit = s.doc.Sentences[lead.Last-1].End
	}
	out := list[:0:0]
	for i := range list {
		c := &list[i]
		if c.Dropped == "" && c.Fact.Evidence[0].Start < end {
			if k := s.toldAgain(list, i, end, limit); k >= 0 {
				list[k].Fact.Evidence = append(list[k].Fact.Evidence, c.Fact.Evidence...)
				continue
			}
		}
		out = append(out, *c)
	}
	return out
}

// toldAgain returns the candidate of the same speaker behind the headline's end and before limit that has a word of
// candidate i, or -1.
func (s *scan) toldAgain(list []reading.Candidate, i, end, limit int) int {
	stems := map[string]bool{}
	for _, w := range strings.Fields(wordKey(list[i].Fact.What)) {
		if len(w) >= minStem {
			stems[w[:minStem]] = true
		}
	}
	for k := i + 1; k < len(list); k++ {
		c := &list[k]
		if c.Dropped != "" || c.Fact.Evidence[0].Start < end || c.Fact.Evidence[0].Start >= limit || !sharesSpeaker(c.Fact.Who, list[i].Fact.Who) {
			continue
		}
		for _, w := range strings.Fields(wordKey(c.Fact.What)) {
			if len(w) >= minStem && stems[w[:minStem]] {
				return k
			}
		}
	}
	return -1
}

// minStem is by how many first letters two words are one.
const minStem = 5

func sharesSpeaker(a, b []factwire.Entity) bool {
	for _, x := range factwire.Keys(a) {
		for _, y := range factwire.Keys(b) {
			if x == y {
				return true
			}
		}
	}
	return false
}

// isStopText reports whether a text ends as a sentence does.
func isStopText(text string) bool { return strings.HasSuffix(text, ".") }
