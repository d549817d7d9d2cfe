// Package score finds facts by learned weights: which words signal one, whether it happened, and who stands in
// which role. Package train makes the weights.
package score

import (
	"slices"
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// Phrases returns the candidates for roles in a sentence, in text order of their heads: each mention, and each noun group
// whose head is part of none.
func Phrases(r *reading.Reading, sentence int) []feature.Phrase {
	s := r.Doc.Sentences[sentence]
	var out []feature.Phrase
	for t := s.First; t < s.Last; t++ {
		if r.Names.Skipped(t) {
			continue
		}
		if m := r.Names.At(t); m != nil {
			if m.First == t || t == s.First {
				out = append(out, feature.Phrase{First: m.First, Last: m.Last, Head: m.Last - 1, Mention: m, NP: r.Clauses.PhraseAt(m.Last - 1)})
			}
			continue
		}
		if n := r.Clauses.PhraseAt(t); n != nil && n.Head == t && named(r.Doc.Tokens[t].Tag) && n.First >= s.First && n.Last <= s.Last {
			out = append(out, feature.Phrase{First: n.First, Last: n.Last, Head: n.Head, Mention: owned(n), NP: n})
		}
	}
	return out
}

// Around returns the candidates for the roles of the event that a token of the document signals: those of its sentence but for its own
// group, of which the nouns before the token are left ("abortion" of "an abortion ban"). The slice given may be returned.
func Around(r *reading.Reading, cue int, phrases []feature.Phrase) []feature.Phrase {
	own := slices.IndexFunc(phrases, func(p feature.Phrase) bool {
		return p.Mention == nil && p.Head == cue && p.First <= cue && cue < p.Last
	})
	if own < 0 {
		return phrases
	}
	p := phrases[own]
	first := cue
	for first > p.First && strings.HasPrefix(r.Doc.Tokens[first-1].Tag, "NN") && r.Names.At(first-1) == nil {
		first--
	}
	if first == cue {
		return slices.Delete(slices.Clone(phrases), own, own+1)
	}
	out := slices.Clone(phrases)
	out[own] = feature.Phrase{First: first, Last: cue, Head: cue - 1, NP: p.NP, Modifier: true}
	return out
}

// owned returns the mention of a group that its head is part of, if it is one.
func owned(n *clause.NP) *names.Mention {
	if n.Mention != nil && n.Head >= n.Mention.First && n.Head < n.Mention.Last {
		return n.Mention
	}
	return nil
}

func named(tag string) bool { return strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "PRP") }

// Cues returns the tokens of a sentence that may signal a fact, by the words that signalled one in what the models
// were taught with. Indexes are of the sentence.
func (m *Models) Cues(v *feature.View) []int { return m.appendCues(nil, v) }

func (m *Models) appendCues(out []int, v *feature.View) []int {
	for i := range v.N {
		t := v.Tok(i)
		if m.cue(t.Lemma) && t.Tag != "POS" && !v.R.Names.Skipped(v.First+i) {
			if (t.Tag == "IN" || t.Tag == "TO" || t.Tag == "RB") && !(i+1 < v.N && v.Date[i+1]) {
				continue // "by" signals a deadline only before a date
			}
			if at := v.R.Names.At(v.First + i); at != nil && at.Form == names.Name && i > 0 && len(at.Entities) > 0 && !strings.HasPrefix(t.Tag, "VB") && at.Last-1 != v.First+i {
				continue // inside a name
			}
			out = append(out, i)
		}
	}
	return out
}

// May reports whether a sentence holds a word that may signal a fact: what is asked before anything dear is done.
func (m *Models) May(r *reading.Reading, sentence int) bool {
	s := r.Doc.Sentences[sentence]
	for t := s.First; t < s.Last; t++ {
		if m.cue(r.Doc.Tokens[t].Lemma) {
			return true
		}
	}
	return false
}
