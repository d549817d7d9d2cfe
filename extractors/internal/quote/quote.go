// Package quote finds who said what: quotations and reported speech with their
// speakers, read from the quotation marks, the verbs of speech and the names around
// them (see the rules in claim.go).
package quote

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Extractor finds them. It is safe for concurrent use.
type Extractor struct {
	words words
	rooms sync.Pool // of *room
}

// New returns an extractor that reads by the lexicon's lists of speech.
func New(lex *lexicon.Lexicon) (*Extractor, error) { return &Extractor{words: newWords(lex)}, nil }

// Extract returns the candidates of one article in text order. What one speaker says
// twice in the same words is one candidate with two pieces of evidence.
func (x *Extractor) Extract(r *reading.Reading) []reading.Candidate {
	if len(r.Doc.Tokens) == 0 || !x.words.speech(r.Doc) {
		return nil
	}
	m, _ := x.rooms.Get().(*room)
	if m == nil {
		m = &room{}
	}
	defer x.rooms.Put(m)
	s := newScan(&x.words, r, m)
	us := s.units()
	s.us = us
	for i := range us {
		s.verbs(us, i)
		s.verbless(us, i)
		s.signed(us, i)
		s.letter(us, i)
	}
	s.join(us)
	slices.SortStableFunc(s.claims, func(a, b claim) int { return a.pieces[0].first - b.pieces[0].first })
	var out []reading.Candidate
	said := map[string]int{} // a fact's key to its candidate
	for i := range s.claims {
		c := s.candidate(&s.claims[i])
		if c.Dropped != "" {
			out = append(out, c)
			continue
		}
		key := string(c.Fact.Stance) + "\x00" + strings.Join(factwire.Keys(c.Fact.Who), "\x00") + "\x00" + wordKey(c.Fact.What)
		if k, ok := said[key]; ok {
			out[k].Fact.Evidence = append(out[k].Fact.Evidence, c.Fact.Evidence...)
			out[k].Fact.Confidence = max(out[k].Fact.Confidence, c.Fact.Confidence)
			continue
		}
		said[key] = len(out)
		out = append(out, c)
	}
	return s.again(out)
}

// wordKey is what two records of the same words have in common.
func wordKey(what string) string {
	key := make([]byte, 0, len(what))
	parted := false
	for i := 0; i < len(what); i++ {
		b := what[i]
		switch {
		case b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '.' || b == ',' || b == ';' || b == ':' || b == '!' || b == '?' || b == '"' || b == '\'':
			parted = true
			continue
		case b == 0xe2 && i+2 < len(what) && what[i+1] == 0x80 && (what[i+2] == 0x98 || what[i+2] == 0x99 || what[i+2] == 0x9c || what[i+2] == 0x9d): // ‘’“”
			parted = true
			i += 2
			continue
		case b >= utf8.RuneSelf:
			return otherKey(what)
		case 'A' <= b && b <= 'Z':
			b += 'a' - 'A'
		}
		if parted && len(key) > 0 {
			key = append(key, ' ')
		}
		parted = false
		key = append(key, b)
	}
	return string(key)
}

// otherKey is wordKey of any text.
func otherKey(what string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(what, func(r rune) bool {
		return strings.ContainsRune(" \n\t\r.,;:!?“”\"'‘’", r)
	}), " "))
}

// candidate turns a claim into a fact with its evidence.
func (s *scan) candidate(c *claim) reading.Candidate {
	f := factwire.Fact{Kind: factwire.Quote, Status: factwire.Done, Form: c.form, Confidence: s.confidence(c)}
	dropped := c.dropped
	if dropped == "" {
		dropped = c.speaker.dropped
	}
	for _, i := range c.speaker.entities {
		f.Who = append(f.Who, s.names.Entities[i].Entity)
	}
	if len(f.Who) == 0 && dropped == "" {
		dropped = "unnamed speaker"
	}
	tokens := s.doc.Tokens
	lo, hi := c.pieces[0].first, c.pieces[len(c.pieces)-1].last
	spans := map[string][]factwire.Span{}
	var words []string
	for _, p := range c.pieces {
		for from := p.first; from < p.last; from++ {
			if s.names.Skipped(from) {
				continue
			}
			to := from
			for to < p.last && !s.names.Skipped(to) {
				to++
			}
			span := factwire.Span{tokens[from].Start, tokens[to-1].End}
			spans["what"] = append(spans["what"], span)
			words = append(words, nlp.Line(s.doc.Text[span[0]:span[1]]))
			from = to
		}
	}
	f.What = strings.Join(words, " ")
	f.Stance = s.stance(c)
	if c.speaker.last > c.speaker.first {
		spans["who"] = []factwire.Span{{tokens[c.speaker.first].Start, tokens[c.speaker.last-1].End}}
		lo, hi = min(lo, c.speaker.first), max(hi, c.speaker.last)
	}
	if c.cue.last > c.cue.first {
		spans["cue"] = []factwire.Span{{tokens[c.cue.first].Start, tokens[c.cue.last-1].End}}
		lo, hi = min(lo, c.cue.first), max(hi, c.cue.last)
	}
	s.circumstances(c, &f, spans)
	first, last := s.doc.Sentences[s.doc.SentenceOf(lo)], s.doc.Sentences[s.doc.SentenceOf(hi-1)]
	f.Evidence = []factwire.Evidence{{
		Start: first.Start, End: last.End, Text: s.doc.Text[first.Start:last.End], Spans: spans, Rule: "quote: " + c.rule,
	}}
	return reading.Candidate{Fact: f, Dropped: dropped}
}

// stance says whether the speaker denies the words: by the verb, unless that is negated itself ("did not deny that").
func (s *scan) stance(c *claim) factwire.Stance {
	for t := c.cue.first; t < c.cue.last; t++ {
		if !s.words.denying[s.doc.Tokens[t].Lemma] {
			continue
		}
		for n := max(0, t-3); n < t; n++ {
			if w := s.doc.Tokens[n].Lower; w == "not" || w == "n't" || w == "never" {
				return ""
			}
		}
		return factwire.Denied
	}
	return ""
}

// circumstances finds when and where the words were said, among the adverbials of the
// verb.
func (s *scan) circumstances(c *claim, f *factwire.Fact, spans map[string][]factwire.Span) {
	for _, z := range c.zones {
		for t := z.first; t < z.last; t++ {
			if d := s.dateAt(t); d != nil && f.When.Date == "" && d.Date != "" && d.Duration == "" && (d.Relation == "" || d.Relation == factwire.On) {
				f.When = factwire.When{Date: d.Date, Relation: factwire.On}
				spans["when"] = []factwire.Span{{d.Start, d.End}}
			}
			m := s.names.At(t)
			if m == nil || f.Where != "" || m.Form != names.Name || t != m.First || t == 0 || len(m.Entities) == 0 {
				continue
			}
			prep := s.doc.Tokens[t-1].Lower
			if prep == "the" && t > 1 {
				prep = s.doc.Tokens[t-2].Lower
			}
			if e := &s.names.Entities[m.Entities[0]]; (prep == "in" || prep == "at") && (e.Type == factwire.Place || e.Type == factwire.Country) {
				f.Where = s.doc.Text[m.Start:m.End]
				spans["where"] = []factwire.Span{{m.Start, m.End}}
			}
		}
	}
}

// confidence is how sure the rule is, lowered by what may be wrong about the speaker.
func (s *scan) confidence(c *claim) float64 {
	sure := c.sure
	switch c.speaker.form {
	case names.Pronoun:
		sure *= 0.92
	case names.Nominal:
		sure *= 0.94
	}
	for _, i := range c.speaker.entities {
		if e := &s.names.Entities[i]; e.Weak || e.Type == factwire.Place || e.Type == factwire.Program {
			sure *= 0.85
			break
		}
	}
	for _, q := range c.quotes {
		if c.form == factwire.Direct && !s.quotations[q].closed && !(q+1 < len(s.quotations) && s.quotations[q+1].resumes) {
			sure *= 0.85
			break
		}
	}
	return float64(int(sure*100+0.5)) / 100
}
