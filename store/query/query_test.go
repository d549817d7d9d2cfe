package query_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

// facts is a few facts of all kinds, by short ids.
func facts() []merge.Fact {
	country := func(name, code string) factwire.Entity {
		return factwire.Entity{Name: name, Type: factwire.Country, Code: code}
	}
	firm := func(name string) factwire.Entity { return factwire.Entity{Name: name, Type: factwire.Company} }
	ada := factwire.Entity{Name: "Ada “Addy” Ostby", Type: factwire.Person, Title: "Minister", Affiliation: "NO"}
	seen := func(site, url, text string) []factwire.Evidence {
		return []factwire.Evidence{{Article: "a", Site: site, URL: url, Text: text, Title: "Ministers meet"}}
	}
	all := []merge.Fact{
		{Fact: factwire.Fact{ID: "ban", Kind: factwire.Ban, Status: factwire.Done, Who: []factwire.Entity{country("Norway", "NO")}, Whom: []factwire.Entity{firm("Velloria")}, What: "ban", About: "5G masts", Confidence: 0.9,
			When: factwire.When{Date: "2026-03-01"}, Evidence: seen("The Fjord Courier", "https://www.fjord.example/1", "Norway barred Velloria’s masts.")}, First: "2026-03-02", Last: "2026-03-09", Articles: 3, Independent: 2},
		{Fact: factwire.Fact{ID: "lift", Kind: factwire.Ban, Status: factwire.Reversed, Who: []factwire.Entity{country("Sweden", "SE")}, Whom: []factwire.Entity{firm("Velloria")}, What: "ban", Confidence: 0.6,
			Evidence: seen("Lake Monitor", "https://lake.example/2", "Sweden lifted its ban.")}, First: "2026-02-01", Last: "2026-02-01", Articles: 1, Independent: 1, Review: &merge.Review{Verdict: "rejected"}},
		{Fact: factwire.Fact{ID: "due", Kind: factwire.Deadline, Status: factwire.Done, Who: []factwire.Entity{firm("Telmark")}, Whom: []factwire.Entity{firm("Velloria")}, What: "remove équipement", Confidence: 0.7,
			When: factwire.When{Date: "2026-06", Relation: factwire.By}, Evidence: seen("Lake Monitor", "https://lake.example/3", "Telmark must remove it by June.")}, First: "2026-01-01", Last: "2026-04-01", Articles: 1, Independent: 1},
		{Fact: factwire.Fact{ID: "said", Kind: factwire.Quote, Status: factwire.Done, Who: []factwire.Entity{ada}, What: "it is over", Confidence: 0.8,
			Evidence: seen("Lake Monitor", "", "“It is over,” she said.")}, Articles: 1, Independent: 1},
		{Fact: factwire.Fact{ID: "sign", Kind: factwire.Signing, Status: factwire.Done, Who: []factwire.Entity{firm("Telmark"), firm("Orrin Works")}, People: []factwire.Entity{ada}, What: "contract", Confidence: 0.5,
			Evidence: seen("The Fjord Courier", "", "Signed.")}, First: "2026-03-05", Last: "2026-03-05", Articles: 1, Independent: 1},
	}
	return all
}

func TestMatch(t *testing.T) {
	for name, c := range map[string]struct {
		q    query.Query
		want string
	}{
		"nothing asked":      {query.Query{}, "ban due said sign"},
		"rejected too":       {query.Query{Rejected: true}, "ban lift due said sign"},
		"two kinds":          {query.Query{Kinds: []factwire.Kind{factwire.Ban, factwire.Quote}}, "ban said"},
		"a status":           {query.Query{Rejected: true, Statuses: []factwire.Status{factwire.Reversed}}, "lift"},
		"a code":             {query.Query{Who: []string{"no"}}, "ban"},
		"part of a name":     {query.Query{Who: []string{"telm"}}, "due sign"},
		"one of two":         {query.Query{Who: []string{"Norway", "Orrin"}}, "ban sign"},
		"both filters":       {query.Query{Who: []string{"Norway", "Telmark"}, Whom: []string{"velloria"}}, "ban due"},
		"another spelling":   {query.Query{Who: []string{"Addy Ostby"}}, ""},
		"without the marks":  {query.Query{Who: []string{"Ada Ostby"}}, "said"},
		"either side":        {query.Query{Any: []string{"Velloria"}}, "ban due"},
		"or people":          {query.Query{Any: []string{"Ada Ostby"}}, "said sign"},
		"either of two":      {query.Query{Any: []string{"NO", "Orrin"}}, "ban sign"},
		"country by code":    {query.Query{Countries: []string{"NO"}}, "ban said sign"},
		"country by name":    {query.Query{Countries: []string{"norway"}}, "ban"},
		"country of another": {query.Query{Rejected: true, Countries: []string{"SE"}}, "lift"},
		"outlet":             {query.Query{Sites: []string{"fjord cour"}}, "ban sign"},
		"host":               {query.Query{Sites: []string{"lake.example"}}, "due"},
		"words":              {query.Query{Texts: []string{"masts norway"}}, "ban"},
		"beginning of words": {query.Query{Texts: []string{"mast barr"}}, "ban"},
		"no middle of words": {query.Query{Texts: []string{"asts"}}, ""},
		"short words whole":  {query.Query{Texts: []string{"ov"}}, ""},
		"of two texts":       {query.Query{Texts: []string{"masts", "over"}}, "ban said"},
		"marks do not count": {query.Query{Texts: []string{"EQUIPEMENT"}}, "due"},
		"a name":             {query.Query{Texts: []string{"orrin"}}, "sign"},
		"a title":            {query.Query{Kinds: []factwire.Kind{factwire.Ban}, Texts: []string{"ministers"}}, "ban"},
		"since":              {query.Query{Since: "2026-03-06"}, "ban due"},
		"until":              {query.Query{Until: "2026-03-02"}, "ban due"},
		"surer":              {query.Query{Least: 0.7}, "ban due said"},
		"due":                {query.Query{DueFrom: "2026-06-30", DueTo: "2026-07-30"}, "due"},
		"due before":         {query.Query{DueFrom: "2026-07-01"}, ""},
		"due after":          {query.Query{DueFrom: "2026-05-01", DueTo: "2026-06-29"}, ""},
		"changed":            {query.Query{SinceRun: 3}, "ban due said sign"},
		"changed later":      {query.Query{SinceRun: 4}, ""},
	} {
		m := c.q.Matcher(entity.New(nil))
		var got []string
		for _, f := range facts() {
			if m.Match(&f, 3) {
				got = append(got, f.ID)
			}
			if row := query.RowOf(&f, 3); m.Match(&f, 3) && (!m.Row(row) || !m.Bytes([]byte(row.Who+row.Whom))) {
				t.Errorf("%s: the row of %s does not match as the fact does", name, f.ID)
			} else if c.q.Exact() && m.Row(row) != m.Match(&f, 3) {
				t.Errorf("%s: a query that rows decide is decided otherwise for %s", name, f.ID)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", name, s, c.want)
		}
	}
}

func TestSort(t *testing.T) {
	for order, want := range map[query.Order]string{
		query.Newest:     "due ban sign lift said",
		query.Oldest:     "due lift ban sign said",
		query.ByDate:     "due ban lift said sign",
		query.ByDue:      "due ban lift said sign",
		query.Confident:  "ban said due lift sign",
		query.MostTold:   "ban due lift said sign",
		query.Alphabetic: "said ban lift due sign",
	} {
		for range 2 { // whatever the order before
			all := facts()
			slices.Reverse(all)
			query.Sort(all, order)
			var got []string
			for _, f := range all {
				got = append(got, f.ID)
			}
			if s := strings.Join(got, " "); s != want {
				t.Errorf("%s: %s, want %s", order, s, want)
			}
		}
	}
	if len(query.Orders()) != 7 {
		t.Error("an order is not tested here")
	}
}
