package quote

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
)

// piece is a stretch of words that were said, tokens [first, last).
type piece struct{ first, last int }

// claim is an attribution: who said which words.
type claim struct {
	unit    int
	speaker speaker
	cue     piece // the verb's token, or none
	pieces  []piece
	form    factwire.Form
	quotes  []int // the quotations that the words are or hold
	// zones are where an adverbial of the verb may stand, for when and where.
	zones   []piece
	rule    string
	sure    float64
	dropped string
	apart   bool // a page sets the words apart: the text around them goes on without them
}

// The rules by which quotes are found, and how often each is right where the speaker
// is named: measured on annotated news, rounded.
const (
	ruleBefore    = "quotation, speaker, verb"
	ruleInverted  = "quotation, verb, speaker"
	ruleAfter     = "speaker, verb, quotation"
	ruleThat      = "speaker, verb, that-clause"
	ruleClause    = "speaker, verb, clause"
	ruleTrailing  = "clause, speaker, verb"
	ruleInserted  = "speaker and verb inside the clause"
	ruleGoesOn    = "participle that goes on"
	ruleAccording = "according to"
	ruleDescribed = "verb of judging, quotation"
	ruleDash      = "quotation, dash, speaker"
	ruleSigned    = "quotation, signature"
	ruleColon     = "speaker, colon, quotation"
	ruleIntro     = "speaker, verb, colon, next paragraph"
	ruleSame      = "same paragraph, same speaker"
	ruleFocus     = "quotation behind a sentence about one person"
	ruleCarried   = "quotation of its own paragraph, same speaker"
)

var sureness = map[string]float64{
	ruleBefore: 0.96, ruleInverted: 0.96, ruleAfter: 0.95, ruleThat: 0.94, ruleClause: 0.92, ruleTrailing: 0.9,
	ruleInserted: 0.88, ruleGoesOn: 0.75, ruleAccording: 0.9, ruleDescribed: 0.65, ruleDash: 0.9, ruleColon: 0.9,
	ruleIntro: 0.9, ruleSigned: 0.85, ruleSame: 0.8, ruleCarried: 0.85, ruleFocus: 0.7,
}

// stretch is items [from, to) of a unit.
type stretch struct{ unit, from, to int }

// fill gives the claim its words: those in the marks if they are at least half of
// all, else all.
func (s *scan) fill(c *claim, us []unit, stretches ...stretch) {
	total, inside := 0, 0
	c.pieces, c.quotes = nil, nil
	var quoted []piece
	for _, st := range stretches {
		u := &us[st.unit]
		for k := st.from; k < st.to; k++ {
			it := u.items[k]
			if it.q < 0 {
				if isWord(&s.doc.Tokens[it.first]) {
					total++
				}
				continue
			}
			for _, q := range s.chain(it.q) {
				x := s.quotations[q]
				total += x.words
				inside += x.words
				quoted = append(quoted, piece{x.in, x.out})
				c.quotes = append(c.quotes, q)
			}
		}
	}
	if inside > 0 && inside*2 >= total {
		c.form, c.pieces = factwire.Direct, quoted
		return
	}
	c.form = factwire.Indirect
	for _, st := range stretches {
		if st.from < st.to {
			u := &us[st.unit]
			c.pieces = append(c.pieces, piece{u.items[st.from].first, u.items[st.to-1].last})
		}
	}
}

// chain returns a quotation and those that it goes on with, or that go on with it, over
// paragraphs.
func (s *scan) chain(q int) []int {
	for s.quotations[q].resumes && q > 0 && s.owner[q-1] < 0 {
		q--
	}
	list := []int{q}
	for q+1 < len(s.quotations) && s.quotations[q+1].resumes {
		q++
		list = append(list, q)
	}
	return list
}

// keep adds a claim and gives it its quotations.
func (s *scan) keep(c claim) {
	if len(c.pieces) == 0 {
		return
	}
	for _, q := range c.quotes {
		if s.owner[q] < 0 {
			s.owner[q] = len(s.claims)
		}
	}
	s.goesOn(&c)
	c.sure = sureness[c.rule]
	s.claims = append(s.claims, c)
}

// maxOn is how many units may part words of a speaker whom only a pronoun names from those before.
const maxOn = 3

// goesOn gives a claim whose speaker is an "it" or a "they" that the names leave open the speaker of the words before, if
// that was one body, or several speakers for "they".
func (s *scan) goesOn(c *claim) {
	s.issued(c)
	s.voiced(c)
	s.persona(c)
	if c.speaker.text && c.dropped == "" && c.cue.last > c.cue.first && s.words.tokens[s.doc.Tokens[c.cue.first].Lemma] {
		c.dropped = "a text that shows, and nobody who speaks" // "a poll by Acme suggests"
	}
	n := len(s.claims)
	for range maxOn {
		if n > 0 && s.claims[n-1].apart {
			n--
		}
	}
	if n == 0 || c.speaker.dropped != "unnamed speaker" || c.speaker.form != names.Pronoun || c.speaker.last != c.speaker.first+1 {
		return
	}
	before := &s.claims[n-1]
	if s.doc.Tokens[c.speaker.first].Lower == "they" && !before.speaker.staff {
		s.together(c)
		return
	}
	if before.dropped != "" || before.speaker.dropped != "" || len(before.speaker.entities) == 0 || c.unit-before.unit > maxOn {
		return
	}
	person := s.names.Entities[before.speaker.entities[0]].Type == factwire.Person
	switch low := s.doc.Tokens[c.speaker.first].Lower; {
	case low == "it" && (before.speaker.text || !person && len(before.speaker.entities) == 1), low == "they" && (len(before.speaker.entities) > 1 || before.speaker.staff):
		c.speaker.entities, c.speaker.dropped, c.speaker.staff = before.speaker.entities, "", before.speaker.staff
	}
}

// tokens returns the tokens of the items [i, k).
func (s *scan) tokens(u *unit, i, k int) piece {
	i, k = max(i, 0), min(k, len(u.items))
	if i >= k {
		return piece{}
	}
	return piece{u.items[i].first, u.items[k-1].last}
}
