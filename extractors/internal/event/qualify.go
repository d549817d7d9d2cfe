package event

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Qualifiers reads a list of "noun word" pairs: the noun signals a fact only with one of its
// words in its phrase.
func Qualifiers(lex *lexicon.Lexicon, list string) map[string][]string {
	q := map[string][]string{}
	for _, pair := range lex.List(list) {
		noun, word, _ := strings.Cut(strings.ToLower(pair), " ")
		q[noun] = append(q[noun], word)
	}
	return q
}

// Qualified reports whether the match's noun needs no further word, or has one: in its phrase, in the
// two words behind it, or as its verb ("signed" a statement).
func Qualified(r *reading.Reading, q map[string][]string, m Match) bool {
	head := r.Doc.Tokens[m.Noun.Head]
	need := q[head.Lower]
	if need == nil {
		need = q[head.Lemma]
	}
	if need == nil {
		return true
	}
	for t := m.Noun.First; t < min(m.Noun.Last+6, len(r.Doc.Tokens)); t++ {
		if slices.Contains(need, r.Doc.Tokens[t].Lower) {
			return true
		}
	}
	return m.Clause != nil && m.Slot == "object" && slices.Contains(need, r.Doc.Tokens[m.Clause.Verb.Head].Lower)
}

// Dropped is a candidate of a match that is no fact, with the reason.
func Dropped(r *reading.Reading, m Match, kind factwire.Kind, why string) reading.Candidate {
	f := factwire.Fact{Kind: kind, What: m.Class}
	if m.Frame.What != "" {
		f.What = m.Frame.What
	}
	f.Evidence = []factwire.Evidence{Evidence(r, r.Doc.SentenceOf(m.Cue), string(kind)+"/"+m.Frame.Name, map[string][]factwire.Span{"cue": {Span(r, m.Cue, m.Cue+1)}})}
	return reading.Candidate{Fact: f, Dropped: why}
}
