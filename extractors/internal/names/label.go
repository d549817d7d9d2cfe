package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
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

// passed returns the token behind what begins at token t and is no name, whatever its capitals: a party with a seat, an inverted
// "Said"; or t.
func (s *scanner) passed(t int, sent nlp.Sentence) int {
	tok := &s.d.Tokens[t]
	if n := len(tok.Text); n > 2 && tok.Text[1] == '-' && strings.IndexByte("DRI", tok.Text[0]) >= 0 && isUpper(tok.Text[2:]) && t > sent.First && (s.d.Tokens[t-1].Text == "," || s.d.Tokens[t-1].Text == "(") {
		return max(t+1, s.runEnd(t, sent)) // "D-Los Angeles": a party and a seat
	}
	if s.inverted(t, sent) {
		return t + 1 // "Said Ada Ost, the mayor: “…”"
	}
	return t
}

// signature emits the person whose name begins a line behind a quotation, as it is signed, and returns the token
// behind it: "ADA OST, RADIO 3, 4 MAY". Else it returns t+1.
func (s *scanner) signature(t int, sent nlp.Sentence) int {
	dashed := t == sent.First+1 && isDash(s.d.Tokens[sent.First].Text) // "— Ada Ost, poet"
	if t != sent.First && !dashed || sent.First == 0 {
		return t + 1
	}
	switch s.d.Tokens[sent.First-1].Text {
	case "”", "\"", "''", "’":
	case ",":
		if !s.behindClosing(s.d, t) {
			return t + 1
		}
	default:
		return t + 1
	}
	_, given := s.w.firstNames[s.d.Tokens[t].Lower]
	given = given || s.behindClosing(s.d, t)
	end := t
	for end < sent.Last && end < t+5 && (isUpper(s.d.Tokens[end].Text) && isLetter(s.d.Tokens[end].Text) || end > t && s.w.particles[s.d.Tokens[end].Text]) {
		end++
	}
	if end < t+2 || end < sent.Last && s.d.Tokens[end].Text != "," {
		return t + 1
	}
	if !given && (end+1 >= sent.Last || s.titleAt(end+1, sent.Last) == end+1 || s.anyHead(t, end)) {
		return t + 1
	}
	var name []string
	for _, tok := range s.d.Tokens[t:end] {
		word := tok.Text
		if capitals(word) {
			word = strings.ToUpper(firstRune(word)) + strings.TrimPrefix(tok.Lower, strings.ToLower(firstRune(word)))
		}
		name = append(name, word)
	}
	sp := span{first: t, last: end, titleFirst: t, id: -1, sub: -1, name: strings.Join(name, " ")}
	sp.votes.add(factwire.Person, 3)
	s.emit(sp)
	return end
}

// behindClosing tells whether the line before token t closes a letter: "Yours faithfully,".
func (f *Finder) behindClosing(d *nlp.Document, t int) bool {
	if t == 0 {
		return false
	}
	line := d.Sentences[d.SentenceOf(t-1)]
	if line.Last != t || line.Last-line.First > 4 {
		return false
	}
	var words []string
	for _, tok := range d.Tokens[line.First : line.Last-1] {
		words = append(words, tok.Lower)
	}
	return f.w.closings[strings.Join(words, " ")]
}
