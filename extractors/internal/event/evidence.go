package event

import (
	"math"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/reading"
)

// Evidence returns the evidence of a fact in one sentence, with the spans of its fields.
// Every field's spans are in text order and without repeats.
func Evidence(r *reading.Reading, sentence int, rule string, spans map[string][]factwire.Span) factwire.Evidence {
	s := r.Doc.Sentences[sentence]
	for k, v := range spans {
		slices.SortFunc(v, func(a, b factwire.Span) int { return a[0] - b[0] })
		spans[k] = slices.Compact(v)
	}
	return factwire.Evidence{Start: s.Start, End: s.End, Text: r.Doc.Text[s.Start:s.End], Spans: spans, Rule: rule}
}

// Span returns the bytes of tokens [first, last).
func Span(r *reading.Reading, first, last int) factwire.Span {
	return factwire.Span{r.Doc.Tokens[first].Start, r.Doc.Tokens[last-1].End}
}

// Text returns the original text of tokens [first, last).
func Text(r *reading.Reading, first, last int) string {
	s := Span(r, first, last)
	return nlp.Line(r.Doc.Text[s[0]:s[1]])
}

// Day reports a day on which something may have happened, or from which it is in force: no length of time, and none that it ends by.
func Day(d *dates.Mention) bool {
	return d.Date != "" && d.Duration == "" && (d.Relation == "" || d.Relation == factwire.On || d.Relation == factwire.From)
}

// Date picks the date on which an event of clause c and noun n took place: one of the clause,
// else of the clauses that govern it without a time of their own, else of the noun. Dates
// that the accept function refuses are passed over.
func Date(c *clause.Clause, n *clause.NP, accept func(*dates.Mention) bool) *dates.Mention {
	for g := c; g != nil; g = g.Parent {
		for _, d := range g.Dates {
			if accept(d) {
				return d
			}
		}
		if g != c && g.Relation != clause.XComp || g.Relation == clause.Complement || g.Relation == clause.Relative && !g.Reduced || g.Relation == clause.Adverbial && g.Verb.Form == clause.Finite {
			break
		}
	}
	if n != nil {
		if n.Date != nil && accept(n.Date) {
			return n.Date
		}
		for _, m := range n.Mods {
			for _, d := range m.Dates {
				if m.Reduced && accept(d) {
					return d
				}
			}
		}
	}
	return nil
}

// When turns a date mention into a fact's date; the relation is on unless the text says otherwise.
func When(d *dates.Mention, relations ...factwire.Relation) factwire.When {
	if d == nil || d.Date == "" {
		return factwire.When{}
	}
	w := factwire.When{Date: d.Date, Relation: factwire.On}
	if slices.Contains(relations, d.Relation) {
		w.Relation = d.Relation
	}
	return w
}

// Place returns the mention of the place that a phrase of c names ("in Lima"), or nil.
func Place(r *reading.Reading, c *clause.Clause) *names.Mention {
	for g, n := c, 0; g != nil && n < 2; g, n = g.Parent, n+1 {
		for _, p := range g.Preps {
			if p.Prep != "in" && p.Prep != "at" || p.Obj == nil || p.Obj.Mention == nil {
				continue
			}
			for _, i := range p.Obj.Mention.Entities {
				if r.Names.Entities[i].Type == factwire.Place {
					return p.Obj.Mention
				}
			}
		}
		if g.Relation != clause.XComp && g.Relation != clause.Adverbial {
			break
		}
	}
	return nil
}

// Subject words what an instrument or a measure is about: the object of the first of the given
// prepositions behind the noun that is no party, else the common words before the noun. Formal are words that are part of
// an instrument's own name, or of how it came about, and no subject.
func Subject(r *reading.Reading, n *clause.NP, preps []string, formal map[string]bool) (string, factwire.Span) {
	if n == nil {
		return "", factwire.Span{}
	}
	for _, want := range preps {
		for i, p := range n.Preps {
			if p.Prep == want && p.Obj != nil && about(r, n, i, formal) {
				first := p.Obj.First
				for first < p.Obj.Head && determiner(r, first) {
					first++
				}
				return Text(r, first, p.Obj.Last), Span(r, first, p.Obj.Last)
			}
		}
	}
	first, last := modifiers(r, n)
	if first < 0 || last < n.Head || last-first == 1 && strings.HasPrefix(r.Doc.Tokens[first].Tag, "JJ") {
		return "", factwire.Span{}
	}
	return Text(r, first, last), Span(r, first, last)
}

// about reports whether the object of the phrase i behind the noun of n is what that is about: common words, not formal ones, of the noun itself
// and not of a formal word before the phrase ("in the presence of reporters": of the presence; but "a memorandum of understanding on chips").
func about(r *reading.Reading, n *clause.NP, i int, formal map[string]bool) bool {
	p := n.Preps[i]
	if i > 0 && (i > 1 || n.Preps[0].Prep != "of") {
		if before := n.Preps[i-1].Obj; before != nil && before.Last == p.Tok && formal[r.Doc.Tokens[before.Head].Lower] {
			return false
		}
	}
	return !formal[r.Doc.Tokens[p.Obj.Head].Lower] && (p.Obj.Mention == nil || p.Obj.Mention.Form == names.Adjective)
}

// modifiers returns the last run of common nouns and adjectives before the head of n, half-open, or -1, -1. An adjective begins it, or stands
// behind a noun of it.
func modifiers(r *reading.Reading, n *clause.NP) (first, last int) {
	first, last = -1, -1
	for t := n.First; t < n.Head; t++ {
		tag := r.Doc.Tokens[t].Tag
		common := strings.HasPrefix(tag, "NN") || tag == "VBG" || tag == "JJ" || strings.HasPrefix(tag, "JJ") && first >= 0
		if !common || r.Names.At(t) != nil || n.Possessor != nil && t < n.Possessor.Last {
			first, last = -1, -1
			continue
		}
		if first < 0 {
			first = t
		}
		last = t + 1
	}
	return first, last
}

func determiner(r *reading.Reading, t int) bool {
	switch r.Doc.Tokens[t].Tag {
	case "DT", "PDT", "PRP$", "POS":
		return true
	}
	return false
}

// longSentence is the number of tokens beyond which a fact is doubted: of facts read in real news, those of longer
// sentences were wrong more often than right.
const longSentence = 48

// Doubted lowers a confidence by a tenth for each doubt, and for a long sentence around the token cue, and rounds it to
// hundredths; it stays above 0.2.
func Doubted(r *reading.Reading, confidence float64, cue int, doubts ...bool) float64 {
	s := r.Doc.Sentences[r.Doc.SentenceOf(cue)]
	for _, d := range append(doubts, s.Last-s.First > longSentence) {
		if d {
			confidence -= 0.1
		}
	}
	return math.Round(max(confidence, 0.2)*100) / 100
}
