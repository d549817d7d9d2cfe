package dates

import (
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/memo"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

// Finder finds dates. It is safe for concurrent use.
type Finder struct {
	starts                      map[string]kind // words that a date may start with
	sieve                       *memo.Sieve     // of starts
	months, weekdays, seasons   map[string]int  // from 1, 0 and 0
	numbers, tens, ordinals     map[string]int
	decades                     map[string]int // "nineties" to 9
	ambiguous, future           map[string]bool
	terms, missed, extended     map[string]bool
	bygone                      map[string]bool
	open, orders, set           map[string]bool
	weekdayFuture, weekdayNames map[string]bool
	yearLeads, counted, clock   map[string]bool
	dayParts, workdays, shares  map[string]bool
	counting                    map[string]bool      // words between a number and the unit that it counts
	monthFirst, dayFirst        map[string]bool      // top-level domains, hosts and outlets by the order of their dates in digits
	leads                       map[string][]lead    // by their last word, longest first
	holidays                    map[string][]holiday // by their first word, longest first
}

// kind is a set of the readers that a word may start.
type kind uint16

const (
	kCalendar kind = 1 << iota // months, weekdays, days
	kQuarter
	kSeason
	kNumber // "two years ago", "within two years"
	kPart   // "end of", "mid"
	kDeictic
	kHoliday
	kDecade
	kYear
)

// lead is a phrase that sets the relation of the date behind it.
type lead struct {
	words    []string
	relation factwire.Relation
}

// New returns a finder that reads by the lexicon's lists "dates.*".
func New(lex *lexicon.Lexicon) (*Finder, error) {
	f := &Finder{
		starts: map[string]kind{},
		months: table(lex.List("dates.months"), 1), weekdays: table(lex.List("dates.weekdays"), 0), seasons: table(lex.List("dates.seasons"), 0),
		numbers: table(lex.List("dates.numbers"), 1), tens: table(lex.List("dates.tens"), 2), ordinals: table(lex.List("dates.ordinals"), 1),
		decades:   table(lex.List("dates.decades"), 5),
		ambiguous: lex.Set("dates.ambiguous"), future: lex.Set("dates.future"),
		terms: lex.Set("dates.terms"), missed: lex.Set("dates.missed"), bygone: lex.Set("dates.bygone"), extended: lex.Set("dates.extended"),
		open: lex.Set("dates.open"), orders: lex.Set("dates.orders"), set: lex.Set("dates.set"),
		weekdayFuture: lex.Set("dates.weekday-future"), weekdayNames: lex.Set("dates.weekday-names"),
		yearLeads: lex.Set("dates.year-leads"), counted: lex.Set("dates.counted"),
		clock:    lex.Set("dates.clock"),
		dayParts: lex.Set("dates.day-parts"), workdays: lex.Set("dates.workdays"), shares: lex.Set("dates.shares"), counting: lex.Set("dates.counting"),
		monthFirst: lex.Set("dates.month-first"), dayFirst: lex.Set("dates.day-first"),
		leads: map[string][]lead{},
	}
	for _, l := range []struct {
		list     string
		relation factwire.Relation
	}{{"by", factwire.By}, {"before", factwire.Before}, {"until", factwire.Until}, {"after", factwire.After}, {"from", factwire.From}, {"on", factwire.On}} {
		for _, phrase := range lex.List("dates." + l.list) {
			words := strings.Fields(phrase)
			last := words[len(words)-1]
			f.leads[last] = append(f.leads[last], lead{words, l.relation})
		}
	}
	for _, same := range f.leads {
		slices.SortStableFunc(same, func(a, b lead) int { return len(b.words) - len(a.words) })
	}
	var err error
	if f.holidays, err = holidays(lex.List("dates.holidays")); err != nil {
		return nil, err
	}
	f.gate()
	return f, nil
}

// gate notes which words may start a date, so that all other tokens cost one look-up.
func (f *Finder) gate() {
	each := func(m map[string]int, k kind) {
		for w := range m {
			f.starts[w] |= k
		}
	}
	each(f.months, kCalendar)
	each(f.weekdays, kCalendar)
	each(f.seasons, kSeason)
	each(f.numbers, kNumber|kYear|kCalendar)
	each(f.tens, kNumber|kYear|kCalendar)
	each(f.ordinals, kQuarter|kCalendar|kDecade)
	each(f.decades, kDecade)
	for w := range f.holidays {
		f.starts[w] |= kHoliday
	}
	for words, k := range map[string]kind{
		"end close middle beginning start outset turn early late mid earlier later year midyear mid-year year-end": kPart,
		"last final latest latter fiscal quarter period q1 q2 q3 q4 h1 h2 1q 2q 3q 4q 1h 2h":                       kQuarter,
		"year-ago year-earlier": kQuarter,
		"today tonight yesterday tomorrow last past this current next coming previous preceding following that same day": kDeictic,
		"year fiscal fy financial": kYear,
	} {
		for _, w := range strings.Fields(words) {
			f.starts[w] |= k
		}
	}
	f.sieve = memo.SieveOf(f.starts)
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
	return f.FindBy(doc, published, OrderUnknown)
}

// FindBy is Find for an outlet whose order of dates in digits is known. A date that may be read in two ways, with an
// order that is not known, has no value.
func (f *Finder) FindBy(doc *nlp.Document, published factwire.Date, order Order) []Mention {
	s := &scan{f: f, doc: doc, head: -1, order: order}
	if first, last, ok := published.Bounds(); ok && first.Equal(last) {
		s.now, s.anchored = first, true
	}
	for n, sentence := range doc.Sentences {
		s.sentence, s.first, s.end = n, sentence.First, sentence.Last
		if day, ok := stampLine(doc.Text[sentence.Start:sentence.End]); ok {
			s.now, s.anchored = day, true
			continue
		}
		for i := sentence.First; i < sentence.Last; {
			k := f.kindOf(doc.Tokens[i].Lower)
			if k != 0 {
				if d, ok := s.at(i, k); ok && d.last > i {
					i = s.add(i, d)
					continue
				}
			}
			i++
		}
	}
	return s.out
}

// kindOf is the cheap scan: it returns 0 for a word with which no date starts.
func (f *Finder) kindOf(w string) kind {
	if len(w) == 0 {
		return 0
	}
	if c := w[0]; c >= '0' && c <= '9' || c == '\'' && len(w) > 2 {
		return kCalendar | kQuarter | kNumber | kDecade | kYear
	} else if c < 'a' || c > 'z' {
		return 0
	}
	if w[len(w)-1] == '.' {
		w = w[:len(w)-1]
	}
	if f.sieve.May(w) {
		if k, ok := f.starts[w]; ok {
			return k
		}
	}
	if i := strings.IndexByte(w, '-'); i > 0 {
		k := f.starts[w[:i]]
		if k&(kPart|kQuarter|kNumber|kCalendar) != 0 || w[:i] == "post" || w[:i] == "pre" {
			k |= kPart
			if f.ordinals[w[i+1:]] > 0 { // "the twenty-fifth"
				k |= kCalendar
			}
			return k
		}
	} else if len(w) > 3 && w[0] == 'f' && w[1] == 'y' && w[2] >= '0' && w[2] <= '9' {
		return kYear
	}
	return 0
}

// scan is one run over a document.
type scan struct {
	f          *Finder
	doc        *nlp.Document
	now        time.Time // publication, midnight UTC
	anchored   bool
	first, end int // tokens of the sentence
	sentence   int
	head       int           // the first token of "the end of …" while what follows is read, else -1
	last       factwire.Date // the last date resolved, on which "two years earlier" hangs
	quarter    string        // the last quarter or half told, on which "a year earlier" and "the quarter" hang
	quarterAt  int           // its sentence
	order      Order         // of dates in digits
	asked      bool          // whether the text was asked for its order
	surname    int8          // whether May is somebody's name here: 0 unknown, 1 no, 2 yes
	out        []Mention
}

// found is a date while it is read.
type found struct {
	last     int // token behind it
	value    string
	mod      Mod
	duration string
	relation factwire.Relation
	compared bool    // the year before, with which something is compared: nothing hangs on it
	rest     []dayOf // further days of the same month: "March 3 and 5"
}

// dayOf is a further day of a list or a range.
type dayOf struct {
	first, last int
	value       string
}

// at reads a date that starts at token i, by the readers that its word allows.
func (s *scan) at(i int, k kind) (found, bool) {
	if k&kPart != 0 {
		if d, ok := s.part(i); ok {
			return d, true
		}
	}
	if k&(kNumber|kDeictic) != 0 {
		if d, ok := s.shifted(i); ok {
			return d, true
		}
	}
	if d, ok := s.point(i, k); ok {
		return d, true
	}
	if k&kNumber != 0 {
		if d, ok := s.within(i); ok {
			return d, true
		}
	}
	if k&kYear != 0 {
		return s.year(i)
	}
	return found{}, false
}

// point reads a date that needs no other date: it never calls itself, so that a run of
// "one day after one day after" stays linear.
func (s *scan) point(i int, k kind) (found, bool) {
	if k&(kCalendar|kQuarter|kDeictic) != 0 {
		if d, ok := s.dayOfMonth(i); ok {
			return d, true
		}
	}
	if k&kCalendar != 0 {
		if d, ok := s.calendar(i); ok {
			return d, true
		}
	}
	if k&kQuarter != 0 {
		if d, ok := s.quarterOf(i); ok {
			return d, true
		}
	}
	if k&kDeictic != 0 {
		if d, ok := s.deictic(i); ok {
			return d, true
		}
	}
	if k&kSeason != 0 {
		if d, ok := s.season(i); ok {
			return d, true
		}
	}
	if k&kHoliday != 0 {
		if d, ok := s.holiday(i); ok {
			return d, true
		}
	}
	if k&kDecade != 0 {
		if d, ok := s.decade(i); ok {
			return d, true
		}
	}
	return found{}, false
}

// pointAt is point for a token that is looked at ahead.
func (s *scan) pointAt(i int) (found, bool) {
	if s.word(i) == "" {
		return found{}, false
	}
	return s.point(i, s.f.kindOf(s.doc.Tokens[i].Lower))
}

// add keeps a found date with the words that give its relation, and returns the token behind it.
func (s *scan) add(i int, d found) int {
	tokens := s.doc.Tokens
	m := Mention{First: i, Last: d.last, Start: tokens[i].Start, End: tokens[d.last-1].End, Value: d.value, Mod: d.mod, Duration: d.duration}
	m.Lead, m.Relation = s.lead(i, d.relation)
	if m.Relation == factwire.On && s.atLatest(m.Last) {
		m.Relation = factwire.By
	}
	m.Date = factDate(d.value)
	if m.Date == "" && len(d.value) > 3 {
		m.Value = "" // before the year 1000 or behind 9999: a publication day at the edge
	}
	if m.Date != "" && d.duration == "" && !d.compared {
		s.last = m.Date
		if len(d.value) == 7 && (d.value[5] == 'Q' || d.value[5] == 'H') {
			s.quarterAt = s.sentence
			if first, _, _ := m.Date.Bounds(); !s.anchored || first.Before(s.now) {
				s.quarter = max(s.quarter, d.value) // of two years' figures, the later ones are the news
			}
		}
	}
	s.out = append(s.out, m)
	for _, r := range d.rest {
		if factDate(r.value) == "" {
			r.value = ""
		}
		s.out = append(s.out, Mention{First: r.first, Last: r.last, Lead: r.first, Start: tokens[r.first].Start, End: tokens[r.last-1].End,
			Value: r.value, Date: factDate(r.value), Relation: m.Relation})
		s.last = factDate(r.value)
		d.last = r.last
	}
	return d.last
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

// stampLine reads a sentence that is nothing but an ISO 8601 time or day, as it stands over
// an entry of a live blog: what follows was told on that day. It is no date of the text.
func stampLine(line string) (day time.Time, ok bool) {
	line = strings.TrimSpace(line)
	if n := len(line); n != len(time.DateOnly) && n < len("2006-01-02T15:04:05Z") || n > len(time.RFC3339) || line[4] != '-' {
		return time.Time{}, false
	}
	at, err := time.Parse(time.DateOnly, line)
	if err != nil {
		if at, err = time.Parse(time.RFC3339, line); err != nil {
			return time.Time{}, false
		}
	}
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC), true
}
