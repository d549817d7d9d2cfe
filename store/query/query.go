// Package query says which facts are wanted, for every command that lists, tells, writes or serves facts. A fact can be asked
// two ways, and both give the same answer: by a row of short fields, as lists and indexes keep it, and then by the fact itself for
// what no row holds. It does no I/O and knows no clock.
package query

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// Query says which facts are wanted: within one list any value will do, and of each list that is not empty one must be met.
// The zero value wants all that no reviewer rejected.
type Query struct {
	Kinds    []factwire.Kind
	Statuses []factwire.Status
	// Who are the parties, authorities or speakers, Whom the targets, Any either of them or the people behind a fact: each a part
	// of a name, a code of two letters, or any name of the same entity; in quotation marks it is no part. Case does not count.
	Who, Whom, Any []string
	// Countries are codes or names: of a party, of a target, or of the state that one of them belongs to.
	Countries []string
	// Sites are parts of an outlet's name or of the host of its pages. In quotation marks, they are whole ones.
	Sites []string
	// Texts are words of the fact, of its evidence or of the articles' titles: all words of one value must be there, in any
	// order, each as the beginning of a word (as a whole word, if it has fewer than three letters).
	Texts []string
	// Since and Until are days: facts last reported on or after the one, and first reported on or before the other.
	Since, Until string
	// SinceRun leaves only facts that this run or a later one changed; 0 leaves all.
	SinceRun uint64
	// DueFrom and DueTo are days: deadlines in force whose last day is neither before the one nor after the other. If both are
	// empty, what is due does not count.
	DueFrom, DueTo string
	// Least is the least confidence, from 0 to 1.
	Least float64
	// Rejected takes what reviewers rejected, too.
	Rejected bool
}

// Row is what a list keeps of a fact, to choose by without reading it.
type Row struct {
	Kind       factwire.Kind
	Status     factwire.Status
	Rejected   bool
	Confidence float64 // in thousandths
	First      string  // day of the first report, or empty
	Last       string
	Run        uint64 // that changed the fact last
	Who, Whom  string // as NamesOf joins them
}

// Everything reports whether the query wants all facts, but for rejected ones.
func (q *Query) Everything() bool { return q.Exact() && q.plain() }

// plain reports whether no row is left out but rejected ones.
func (q *Query) plain() bool {
	return len(q.Kinds) == 0 && len(q.Statuses) == 0 && len(q.Who) == 0 && len(q.Whom) == 0 && q.Since == "" && q.Until == "" && q.SinceRun == 0 && q.Least == 0
}

// Exact reports whether rows alone decide: what a row meets, its fact meets.
func (q *Query) Exact() bool {
	return len(q.Any) == 0 && len(q.Countries) == 0 && len(q.Sites) == 0 && len(q.Texts) == 0 && q.DueFrom == "" && q.DueTo == ""
}

// Matcher is a query prepared for many facts. It is safe for concurrent use.
type Matcher struct {
	query          Query
	who, whom, any []Name
	countries      []string // folded, or codes in capitals
	sites          []string // lower case
	texts          [][]string
}

// Matcher prepares the query. The canon says which names are one entity.
func (q Query) Matcher(c *entity.Canon) *Matcher {
	m := &Matcher{query: q, who: namesOf(q.Who, c), whom: namesOf(q.Whom, c), any: namesOf(q.Any, c)}
	for _, country := range q.Countries {
		m.countries = append(m.countries, countryKey(country))
	}
	for _, site := range q.Sites {
		m.sites = append(m.sites, strings.ToLower(site))
	}
	for _, text := range q.Texts {
		m.texts = append(m.texts, Words(text))
	}
	return m
}

// Query returns what the matcher was made of.
func (m *Matcher) Query() Query { return m.query }

// Row reports whether a fact with this row may be wanted; where the query is exact, whether it is.
func (m *Matcher) Row(r Row) bool {
	const half = 0.0005 // rows round to thousandths
	q := &m.query
	switch {
	case r.Rejected && !q.Rejected,
		len(q.Kinds) > 0 && !slices.Contains(q.Kinds, r.Kind),
		len(q.Statuses) > 0 && !slices.Contains(q.Statuses, r.Status),
		q.Since != "" && r.Last < q.Since,
		q.Until != "" && (r.First == "" || r.First > q.Until),
		r.Confidence < q.Least-half,
		q.SinceRun > 0 && r.Run < q.SinceRun,
		len(m.who) > 0 && !in(m.who, r.Who),
		len(m.whom) > 0 && !in(m.whom, r.Whom):
		return false
	}
	return true
}

// Rest reports whether a fact whose row is wanted meets what rows do not hold.
func (m *Matcher) Rest(f *merge.Fact) bool {
	if len(m.any) > 0 && !in(m.any, NamesOf(f.Who)+NamesOf(f.Whom)+NamesOf(f.People)) {
		return false
	}
	if len(m.countries) > 0 && !slices.ContainsFunc(CountriesOf(f), func(c string) bool { return slices.Contains(m.countries, c) }) {
		return false
	}
	if len(m.sites) > 0 && !slices.ContainsFunc(f.Evidence, m.site) {
		return false
	}
	if (m.query.DueFrom != "" || m.query.DueTo != "") && !m.due(f) {
		return false
	}
	if len(m.texts) == 0 {
		return true
	}
	words := TextOf(f)
	return slices.ContainsFunc(m.texts, func(all []string) bool { return holdsAll(words, all) })
}

// Match reports whether a fact is wanted. Run is the run that changed it last; 0 where it is not known, which no SinceRun meets.
func (m *Matcher) Match(f *merge.Fact, run uint64) bool {
	return m.Row(RowOf(f, run)) && m.Rest(f)
}

// RowOf is a fact's row.
func RowOf(f *merge.Fact, run uint64) Row {
	return Row{Kind: f.Kind, Status: f.Status, Rejected: f.Review != nil && f.Review.Verdict == "rejected", Confidence: f.Confidence,
		First: f.First, Last: f.Last, Run: run, Who: NamesOf(f.Who), Whom: NamesOf(f.Whom)}
}

func (m *Matcher) site(e factwire.Evidence) bool {
	name, host := strings.ToLower(e.Site), Host(e.URL)
	return m.Site(name, host)
}

// Site reports whether an outlet is one of those wanted, by its name and its host in lower case.
func (m *Matcher) Site(name, host string) bool {
	return slices.ContainsFunc(m.sites, func(s string) bool {
		if whole, ok := quoted(s); ok {
			return whole == name || whole == host
		}
		return strings.Contains(name, s) || strings.Contains(host, s)
	})
}

// Names returns the entities that are wanted as who, as whom and as anyone.
func (m *Matcher) Names() (who, whom, any []Name) { return m.who, m.whom, m.any }

// Countries returns the states that are wanted, as CountriesOf gives them.
func (m *Matcher) Countries() []string { return m.countries }

// Texts returns the words of the texts that are wanted.
func (m *Matcher) Texts() [][]string { return m.texts }

// Host is the host of a page's address in lower case, without "www."; empty if there is none.
func Host(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	return strings.TrimPrefix(strings.ToLower(rest), "www.")
}

func (m *Matcher) due(f *merge.Fact) bool {
	_, last, ok := Due(f)
	if !ok {
		return false
	}
	day := last.Format("2006-01-02")
	return day >= m.query.DueFrom && (m.query.DueTo == "" || day <= m.query.DueTo)
}

// countryKey is a code in capitals, else a name as names are compared.
func countryKey(text string) string {
	text = strings.TrimSpace(text)
	if len(text) == 2 {
		return strings.ToUpper(text)
	}
	return entity.Fold(text)
}

// CountriesOf returns the states of a fact, each by its code and by its name as [entity.Fold] leaves it: those that are parties or targets,
// and those that a person or a body belongs to, as far as the articles say.
func CountriesOf(f *merge.Fact) []string {
	var out []string
	for _, list := range [...][]factwire.Entity{f.Who, f.Whom, f.People} {
		for _, e := range list {
			if e.Type.IsState() {
				if e.Code != "" {
					out = append(out, e.Code)
				}
				out = append(out, entity.Fold(e.Name))
			}
			if len(e.Affiliation) == 2 {
				out = append(out, e.Affiliation)
			}
		}
	}
	return out
}
