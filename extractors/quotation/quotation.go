// Package quotation finds who said what: direct speech between quotation marks and indirect
// speech in clauses of content, with the speaker resolved over the article.
package quotation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/dates"
	"github.com/factwire/factwire/extractors/event"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Extractor finds quotes. It is safe for concurrent use.
type Extractor struct {
	verbs, directOnly, according, voices, unnamed map[string]bool
}

// New returns an extractor that reads by the lists "quotation.*".
func New(lex *lexicon.Lexicon) (*Extractor, error) {
	return &Extractor{
		verbs: lex.Set("quotation.verbs"), directOnly: lex.Set("quotation.direct-only"), according: lex.Set("quotation.according"),
		voices: lex.Set("quotation.voices"), unnamed: lex.Set("quotation.unnamed"),
	}, nil
}

// attribution is a place where the text says who speaks.
type attribution struct {
	clause      *clause.Clause // nil for "according to"
	verb        string         // lemma
	cue         int            // token
	first, last int            // tokens of cue, speaker and what goes with them, content left out
	speakers    []speaker
	sentence    int
}

// said is a quote while it is put together.
type said struct {
	by         attribution
	pieces     [][2]int // tokens, half-open
	form       factwire.Form
	rule       string
	confidence float64
}

// Extract returns the quotes of an article in text order; the same words of the same speaker
// told again are further evidence.
func (x *Extractor) Extract(r *reading.Reading) []reading.Candidate {
	by := x.attributions(r)
	marks := stretches(r.Doc)
	quotes := x.direct(r, by, marks)
	quotes = append(quotes, x.indirect(r, by, marks, quotes)...)
	slices.SortStableFunc(quotes, func(a, b said) int { return cmp.Compare(a.pieces[0][0], b.pieces[0][0]) })
	var out []reading.Candidate
	for _, q := range quotes {
		out = append(out, x.fact(r, q))
	}
	return merge(out)
}

// attributions finds the clauses of speech and the phrases that name a speaker.
func (x *Extractor) attributions(r *reading.Reading) []attribution {
	var out []attribution
	for _, c := range r.Clauses.Clauses {
		verb := c.Verb.Lemma
		if c.Verb.Particle != "" {
			verb += " " + c.Verb.Particle
		}
		if !x.verbs[verb] && !x.verbs[c.Verb.Lemma] || c.Verb.Passive || c.Verb.Modality == clause.May || c.Verb.Modality == clause.Would {
			continue
		}
		if c.Mark == "if" || c.Mark == "unless" || c.Verb.Form == clause.Infinitive || c.Question && !quoted(r, c) {
			continue
		}
		a := attribution{clause: c, verb: verb, cue: c.Verb.Head, sentence: c.Sentence, first: c.Verb.First, last: c.Verb.Last}
		subject := c.Subject
		if subject == nil && c.Verb.Form == clause.Gerund && c.Parent != nil {
			subject = c.Parent.Subject // "said Ost, noting that": the speaker stands behind the first verb
		}
		if subject != nil {
			for _, n := range subject.All() {
				a.speakers = append(a.speakers, x.speaker(r, n)...)
			}
			if c.SubjectGiven {
				a.first, a.last = min(a.first, c.Subject.First), max(a.last, c.Subject.End())
			}
		}
		a.last = max(a.last, tail(r, c))
		if len(a.speakers) == 0 && c.Subject != nil {
			a.speakers = x.carried(r, c, out)
		}
		if len(a.speakers) == 0 && c.Subject != nil && c.Subject.Mention == nil {
			a.speakers = x.leading(r, c)
		}
		out = append(out, a)
	}
	out = append(out, x.accordingTo(r)...)
	slices.SortStableFunc(out, func(a, b attribution) int { return cmp.Compare(a.cue, b.cue) })
	return out
}

// leading resolves the speaker of a sentence that begins with a person and a long apposition, whose end was
// taken for the subject: "Ada Ost, minister for growth, energy and mining, said".
func (x *Extractor) leading(r *reading.Reading, c *clause.Clause) []speaker {
	s := r.Doc.Sentences[c.Sentence]
	n := r.Clauses.PhraseAt(s.First)
	if n == nil || n.Mention == nil || n.Last >= c.Subject.First || n.Last >= s.Last || r.Doc.Tokens[n.Last].Text != "," {
		return nil
	}
	out := x.mention(r, n.Mention)
	if len(out) != 1 || out[0].entity.Type != factwire.Person {
		return nil
	}
	return out
}

// carried resolves a pronoun that the names left open to who spoke last, in the sentences just before: "they"
// to speakers together or to a body, "he" and "she" to one person.
func (x *Extractor) carried(r *reading.Reading, c *clause.Clause, before []attribution) []speaker {
	word := r.Doc.Tokens[c.Subject.Head].Lower
	for i := len(before) - 1; i >= 0; i-- {
		b := before[i]
		if c.Sentence-b.sentence > 3 {
			return nil
		}
		if len(b.speakers) == 0 || b.sentence == c.Sentence {
			continue
		}
		person := b.speakers[0].entity.Type == factwire.Person
		switch {
		case word == "they" && (len(b.speakers) > 1 || !person),
			(word == "he" || word == "she") && person && len(b.speakers) == 1,
			word == "it" && !person:
		default:
			return nil
		}
		out := slices.Clone(b.speakers)
		for k := range out {
			out[k].first, out[k].last, out[k].confidence = c.Subject.First, c.Subject.Last, 0.7
		}
		return out
	}
	return nil
}

// quoted reports whether the sentence of a clause has a quotation mark: a question may be quoted.
func quoted(r *reading.Reading, c *clause.Clause) bool {
	s := r.Doc.Sentences[c.Sentence]
	for t := s.First; t < s.Last; t++ {
		if kindOf(r.Doc.Tokens[t].Text) != noMark {
			return true
		}
	}
	return false
}

// tail is the end of what belongs to a clause of speech behind its verb: hearers, dates, places.
func tail(r *reading.Reading, c *clause.Clause) int {
	last := c.Verb.Last
	limit := r.Doc.Sentences[c.Sentence].Last
	for _, ch := range c.Children {
		if ch.Relation == clause.Complement && ch.Verb.First > c.Verb.First {
			limit = min(limit, ch.First)
		}
	}
	grow := func(first, end int) {
		if first >= c.Verb.Last && end <= limit {
			last = max(last, end)
		}
	}
	for _, n := range []*clause.NP{c.Object, c.Object2} {
		if n != nil {
			grow(n.First, n.Last)
		}
	}
	for _, p := range c.Preps {
		if p.Obj != nil {
			grow(p.Tok, p.Obj.Last)
		}
	}
	for _, d := range c.Dates {
		grow(d.Lead, d.Last)
	}
	return last
}

// accordingTo finds "according to Acme".
func (x *Extractor) accordingTo(r *reading.Reading) []attribution {
	var out []attribution
	seen := map[int]bool{}
	for _, c := range r.Clauses.Clauses {
		for _, p := range c.Preps {
			if !x.according[p.Prep] || p.Obj == nil || seen[p.Tok] {
				continue
			}
			seen[p.Tok] = true
			a := attribution{verb: p.Prep, cue: p.Tok, sentence: c.Sentence, first: p.Tok, last: p.Obj.End()}
			for _, n := range p.Obj.All() {
				a.speakers = append(a.speakers, x.speaker(r, n)...)
			}
			out = append(out, a)
		}
	}
	return out
}

// fact makes a candidate of a quote.
func (x *Extractor) fact(r *reading.Reading, q said) reading.Candidate {
	f := factwire.Fact{Kind: factwire.Quote, Status: factwire.Done, Form: q.form, Confidence: q.confidence}
	spans := map[string][]factwire.Span{"cue": {event.Span(r, q.by.cue, q.by.cue+1)}}
	var words []string
	for _, p := range q.pieces {
		s := event.Span(r, p[0], p[1])
		spans["what"] = append(spans["what"], s)
		words = append(words, strings.Join(strings.Fields(r.Doc.Text[s[0]:s[1]]), " "))
	}
	f.What = strings.Join(words, " ")
	for _, s := range q.by.speakers {
		if !slices.ContainsFunc(f.Who, func(e factwire.Entity) bool { return e.Key() == s.entity.Key() }) {
			f.Who = append(f.Who, s.entity)
		}
		spans["who"] = append(spans["who"], event.Span(r, s.first, s.last))
		f.Confidence = min(f.Confidence, s.confidence)
	}
	if c := q.by.clause; c != nil {
		if d := event.Date(c, nil, spokenOn); d != nil {
			f.When = event.When(d)
			spans["when"] = append(spans["when"], event.Span(r, d.First, d.Last))
		}
		if p := event.Place(r, c); p != nil {
			f.Where = event.Text(r, p.First, p.Last)
			spans["where"] = append(spans["where"], event.Span(r, p.First, p.Last))
		}
	}
	first := min(r.Doc.SentenceOf(q.pieces[0][0]), r.Doc.SentenceOf(q.by.cue))
	last := max(r.Doc.SentenceOf(q.pieces[len(q.pieces)-1][1]-1), r.Doc.SentenceOf(q.by.cue))
	e := event.Evidence(r, first, "quote/"+q.rule, spans)
	e.End = r.Doc.Sentences[last].End
	e.Text = r.Doc.Text[e.Start:e.End]
	f.Evidence = []factwire.Evidence{e}
	c := reading.Candidate{Fact: f}
	if len(f.Who) == 0 {
		c.Dropped = "no named speaker"
	}
	return c
}

func spokenOn(d *dates.Mention) bool {
	return d.Date != "" && d.Duration == "" && (d.Relation == "" || d.Relation == factwire.On)
}

// merge joins quotes of one speaker whose words are the same.
func merge(all []reading.Candidate) []reading.Candidate {
	var out []reading.Candidate
	at := map[string]int{}
	for _, c := range all {
		if c.Dropped == "" {
			key := strings.Join(factwire.Keys(c.Fact.Who), ";") + "|" + normal(c.Fact.What)
			if i, ok := at[key]; ok {
				out[i].Fact.Evidence = append(out[i].Fact.Evidence, c.Fact.Evidence...)
				continue
			}
			at[key] = len(out)
		}
		out = append(out, c)
	}
	return out
}

func normal(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x2100 || r >= 0xc0 && r < 0x2000)
	}), " ")
}
