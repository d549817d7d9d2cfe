package names

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/nlp"
)

// maxLabel is how many words name the speaker at the head of a line of a transcript at most.
const maxLabel = 5

// labelEnd returns the token of the colon behind the capitalized words that begin a sentence, where an opening mark follows:
// the label of a line of a transcript; or the sentence's first token.
func (s *scanner) labelEnd(sent nlp.Sentence) int {
	d := s.d
	k := sent.First
	for k < sent.Last && k < sent.First+maxLabel && (isUpper(d.Tokens[k].Text) && isLetter(d.Tokens[k].Text) || k > sent.First && (s.w.particles[d.Tokens[k].Text] || mixed(d.Tokens[k].Text))) {
		k++
	}
	if k == sent.First || k+1 >= sent.Last || d.Tokens[k].Text != ":" || !isQuote(d.Tokens[k+1].Text) {
		return sent.First
	}
	return k
}

// minLabels is how many lines of a text have labels at least if it is a transcript.
const minLabels = 2

// transcript tells whether several sentences of the text begin with a label.
func (s *scanner) transcript() bool {
	if s.labels == 0 {
		s.labels = 1
		for _, sent := range s.d.Sentences {
			if s.labelEnd(sent) > sent.First {
				s.labels++
			}
		}
	}
	return s.labels > minLabels
}

// label emits the person whose surname alone labels a line of a transcript at token t, and returns the token behind it, or t.
func (s *scanner) label(t int, sent nlp.Sentence) int {
	end := s.labelEnd(sent)
	if end != t+1 || !s.transcript() || s.w.titleHeads[s.d.Tokens[t].Lower] || s.w.stop[s.d.Tokens[t].Lower] {
		return t
	}
	sp := span{first: t, last: end, titleFirst: t, id: -1, sub: -1, name: s.text(t, end)}
	sp.votes.add(factwire.Person, 3)
	s.emit(sp)
	return end
}
