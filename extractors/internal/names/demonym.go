package names

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// countryForm tells whether a country's name stands for itself or before a noun.
func (s *scanner) countryForm(h hit, t, end int, sent nlp.Sentence) Form {
	n := &s.gaz.names[h.id]
	if end >= sent.Last {
		if h.sense == asAdjective && !s.demonymNoun(t, n.Adjectives) {
			return Adjective
		}
		return Name
	}
	next := &s.d.Tokens[end]
	noun := strings.HasPrefix(next.Tag, "NN") && !s.w.stop[next.Lower] && (next.Tag != "NNS" || end+1 < sent.Last && isLetter(s.d.Tokens[end+1].Text)) ||
		next.Tag == "JJ" && !s.w.stop[next.Lower] && end+1 < sent.Last && strings.HasPrefix(s.d.Tokens[end+1].Tag, "NN")
	if h.sense == asAdjective {
		if noun || !s.demonymNoun(t, n.Adjectives) {
			return Adjective
		}
		return Name
	}
	if noun && next.Lower != "today" {
		return Adjective
	}
	return Name
}

// demonymNoun tells whether a demonym at token t may stand for the state by itself:
// a plural ("the Americans"), or "the" with a collective adjective ("the British").
func (s *scanner) demonymNoun(t int, adjectives []string) bool {
	word := s.d.Tokens[t].Text
	if strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "ois") {
		return true
	}
	if t == 0 || s.d.Tokens[t-1].Lower != "the" {
		return false
	}
	for _, suffix := range []string{"ese", "sh", "ch", "ss"} {
		if strings.HasSuffix(word, suffix) {
			return true
		}
	}
	return false
}
