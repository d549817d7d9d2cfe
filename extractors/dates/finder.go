package dates

import (
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/nlp"
)

// Finder finds dates. It is safe for concurrent use.
type Finder struct {
	months, weekdays, seasons map[string]int // from 1, 0 and 0
	numbers, ordinals         map[string]int
	ambiguous, future         map[string]bool
	weekdayFuture             map[string]bool
	yearLeads, counted        map[string]bool
	leads                     []lead
	holidays                  map[string]string // words to "MM-DD"
	starts                    map[string]bool   // words that a date may begin with, beside numbers
}

// lead is a phrase that sets the relation of the date behind it.
type lead struct {
	words    []string
	relation factwire.Relation
}

// New returns a finder that reads by the lexicon's lists "dates.*".
func New(lex *lexicon.Lexicon) (*Finder, error) {
	f := &Finder{
		months: table(lex.List("dates.months"), 1), weekdays: table(lex.List("dates.weekdays"), 0), seasons: table(lex.List("dates.seasons"), 0),
		numbers: table(lex.List("dates.numbers"), 1), ordinals: table(lex.List("dates.ordinals"), 1),
		ambiguous: lex.Set("dates.ambiguous"), future: lex.Set("dates.future"), weekdayFuture: lex.Set("dates.weekday-future"), yearLeads: lex.Set("dates.year-leads"), counted: lex.Set("dates.counted"),
		holidays: map[string]string{}, starts: lex.Set("dates.starts"),
	}
	for _, l := range []struct {
		list     string
		relation factwire.Relation
	}{{"by", factwire.By}, {"before", factwire.Before}, {"until", factwire.Until}, {"after", factwire.After}, {"from", factwire.From}, {"on", factwire.On}} {
		for _, phrase := range lex.List("dates." + l.list) {
			f.leads = append(f.leads, lead{strings.Fields(phrase), l.relation})
		}
	}
	slices.SortStableFunc(f.leads, func(a, b lead) int { return len(b.words) - len(a.words) })
	for _, h := range lex.List("dates.holidays") {
		words, day, _ := strings.Cut(h, ":")
		f.holidays[words] = day
		first, _, _ := strings.Cut(words, " ")
		f.starts[first] = true
	}
	for _, words := range []map[string]int{f.months, f.weekdays, f.seasons, f.numbers, f.ordinals} {
		for w := range words {
			f.starts[w] = true
		}
	}
	return f, nil
}

// table numbers the entries of a list from first; the words of one entry mean the same.
func table(list []string, first int) map[string]int {
	m := map[string]int{}
	for i, entry := range list {
		for _, w := range strings.Fields(entry) {
			m[w] = first + i
		}
	}
	return m
}

// Find returns the dates and durations of the document in text order. Published is
// the day on which relative dates hang; without it they stay unresolved.
func (f *Finder) Find(doc *nlp.Document, published factwire.Date) []Mention {
	s := &scan{f: f, doc: doc}
	if first, last, ok := published.Bounds(); ok && first.Equal(last) {
		s.now, s.anchored = first, true
	}
	for _, sentence := range doc.Sentences {
		s.first, s.end = sentence.First, sentence.Last
		for i := sentence.First; i < sentence.Last; {
			if d, ok := s.at(i); ok && d.last > i {
				s.add(i, d)
				i = d.last
				continue
			}
			i++
		}
	}
	return s.out
}

// scan is one run over a document.
type scan struct {
	f          *Finder
	doc        *nlp.Document
	now        time.Time // publication, midnight UTC
	anchored   bool
	first, end int // tokens of the sentence
	last       factwire.Date
	out        []Mention
}

// found is a date while it is read.
type found struct {
	last     int // token behind it
	value    string
	mod      Mod
	duration string
	relation factwire.Relation
}

func (s *scan) word(i int) string {
	if i < s.first || i >= s.end {
		return ""
	}
	return strings.TrimSuffix(s.doc.Tokens[i].Lower, ".")
}

// add keeps a found date with the words that give its relation.
func (s *scan) add(i int, d found) {
	tokens := s.doc.Tokens
	m := Mention{First: i, Last: d.last, Lead: i, Start: tokens[i].Start, End: tokens[d.last-1].End, Value: d.value, Mod: d.mod, Duration: d.duration, Relation: d.relation}
	m.Lead, m.Relation = s.lead(i, d.relation)
	m.Date = factDate(d.value)
	if m.Date != "" && d.duration == "" {
		s.last = m.Date
	}
	s.out = append(s.out, m)
}

// begins is the cheap scan that most tokens end at: whether a date may begin with token i.
func (s *scan) begins(i int) bool {
	w := s.doc.Tokens[i].Lower
	if w == "" {
		return false
	}
	if c := w[0]; c >= '0' && c <= '9' || (c == 'q' || c == 'h') && len(w) == 2 {
		return true
	}
	return s.f.starts[strings.TrimSuffix(w, ".")] || strings.IndexByte(w, '-') > 0
}

// lead finds the words before token i that give the relation.
func (s *scan) lead(i int, relation factwire.Relation) (int, factwire.Relation) {
	j := i
	if w := s.word(j - 1); w == "on" && (s.word(j-2) == "midnight" || s.word(j-2) == "noon" || s.word(j-2) == "pm" || s.word(j-2) == "p.m") {
		j-- // "by noon on 30 August", "until 5 pm on Friday"
		for w := s.word(j - 1); w == "midnight" || w == "noon" || w == "pm" || w == "p.m" || len(w) > 0 && w[0] >= '0' && w[0] <= '9'; w = s.word(j - 1) {
			j--
		}
		if _, r := s.lead(j, ""); r != "" {
			first, _ := s.lead(j, "")
			return first, r
		}
		j = i
	}
	if w := s.word(j - 1); w == "the" || w == "about" || w == "around" || w == "midnight" || w == "noon" {
		j--
	}
	if w := s.word(j - 1); (w == "end" || w == "midnight") && s.word(j) == "of" {
		j--
	}
	for _, l := range s.f.leads {
		n := len(l.words)
		if j-n < s.first {
			continue
		}
		ok := true
		for k, w := range l.words {
			if s.word(j-n+k) != w {
				ok = false
				break
			}
		}
		if ok {
			if len(s.out) > 0 && s.out[len(s.out)-1].Last > j-n {
				break
			}
			return j - n, l.relation
		}
	}
	return i, relation
}

// factDate is a value as a fact carries it: a season is its year.
func factDate(value string) factwire.Date {
	if len(value) == 7 && value[4] == '-' {
		switch value[5:] {
		case "SP", "SU", "FA", "WI":
			return factwire.Date(value[:4])
		}
	}
	d, err := factwire.ParseDate(value)
	if err != nil {
		return ""
	}
	return d
}

func iso(t time.Time) string   { return t.Format("2006-01-02") }
func month(t time.Time) string { return t.Format("2006-01") }
