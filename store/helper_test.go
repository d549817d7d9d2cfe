package store_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

var (
	authorities = []factwire.Entity{{Name: "Sweden", Type: factwire.Country, Code: "SE"}, {Name: "Japan", Type: factwire.Country, Code: "JP"}, {Name: "Norland Radio Agency", Type: factwire.Organization}}
	targets     = []factwire.Entity{{Name: "Velloria Systems", Type: factwire.Company}, {Name: "Quantel Ltd", Type: factwire.Company}, {Name: "Quantel", Type: factwire.Company}}
	speakers    = []factwire.Entity{{Name: "Mike Ostberg", Type: factwire.Person, Title: "minister"}, {Name: "Michael R. Ostberg", Type: factwire.Person}, {Name: "Ada Lindqvist", Type: factwire.Person}}
	sayings     = []string{"We will not sign anything before the summer is over", "we will not sign anything before the summer", "This is a good day for the whole industry and for us", "No.", "We will not sign anything before the autumn is over", "the whole industry and for us all it is good"}
	duties      = []string{"remove the equipment", "strip the equipment from networks", "publish the report"}
	dates       = []factwire.Date{"", "", "2020", "2020-03", "2020-03-04", "2021", "2021-06", "2020-Q1"}
	classes     = []string{"agreement", "memorandum of understanding", "treaty"}
	scopes      = []string{"", "5G networks", "its 5G network", "government phones"}
)

// fiction makes articles of invented facts. The same seed gives the same articles; few names make many of them meet.
func fiction(seed uint64, n int) []store.Entry {
	rng := rand.New(rand.NewPCG(seed, 99))
	pick := func(n int) int { return rng.IntN(n) }
	var out []store.Entry
	for i := range n {
		text := fmt.Sprintf("Story %d of %d. ", i, seed)
		for range 30 {
			text += fmt.Sprintf("word%d ", pick(1000))
		}
		a := factwire.Article{Site: fmt.Sprintf("site%d.example", pick(4)), Title: fmt.Sprintf("Story %d", i), Published: fmt.Sprintf("202%d-0%d-1%d", pick(2), 1+pick(9), pick(9)), Origin: fmt.Sprintf("/stories/%d.txt", i), Text: text}
		if pick(2) == 0 {
			a.URL = fmt.Sprintf("https://%s/%d", a.Site, i)
		}
		a.ID = factwire.ArticleID(a.URL, a.Text)
		e := store.Entry{Article: a}
		for j := range 1 + pick(4) {
			f := factwire.Fact{Status: factwire.Statuses()[pick(4)], Confidence: float64(50+pick(50)) / 100, When: factwire.When{Date: dates[pick(len(dates))]}}
			if f.When.Date != "" {
				f.When.Relation = factwire.On
			}
			switch kind.Names()[pick(4)] {
			case factwire.Signing:
				f.Kind, f.Who, f.What, f.About = factwire.Signing, authorities[:2], classes[pick(len(classes))], scopes[pick(len(scopes))]
			case factwire.Ban:
				f.Kind, f.Who, f.Whom, f.What, f.About = factwire.Ban, authorities[pick(3):][:1], targets[pick(3):][:1], "ban", scopes[pick(len(scopes))]
			case factwire.Deadline:
				f.Kind, f.Who, f.What = factwire.Deadline, authorities[pick(3):][:1], duties[pick(len(duties))]
				if pick(2) == 0 {
					f.Whom = targets[:1]
				}
			case factwire.Quote:
				f.Kind, f.Status, f.Who, f.What, f.Form = factwire.Quote, factwire.Done, speakers[pick(3):][:1], sayings[pick(len(sayings))], factwire.Direct
			}
			start := 10 * j
			f.Evidence = []factwire.Evidence{{Article: a.ID, URL: a.URL, Title: a.Title, Site: a.Site, Published: a.Published, Start: start, End: start + 40, Text: a.Text[start : start+40], Spans: map[string][]factwire.Span{"cue": {{start, start + 4}}}, Rule: "test"}}
			e.Facts = append(e.Facts, f)
		}
		out = append(out, e)
	}
	return out
}

// speeches makes articles of one speaker's quotes, so many that their terms fill several pieces. Each third is a part of the one before,
// and all begin alike.
func speeches(seed uint64, n int) []store.Entry {
	rng := rand.New(rand.NewPCG(seed, 7))
	var out []store.Entry
	var words []string
	for i := range n {
		text := fmt.Sprintf("Speech %d of %d. ", i, seed) + strings.Repeat("and so on ", 10)
		a := factwire.Article{Site: "site.example", Title: fmt.Sprintf("Speech %d", i), Published: "2021-05-05", Origin: fmt.Sprintf("/speeches/%d-%d.txt", seed, i), Text: text}
		a.ID = factwire.ArticleID("", text)
		if i%3 == 2 {
			words = words[2+rng.IntN(3) : len(words)-rng.IntN(3)]
		} else {
			words = strings.Fields("I am very glad to say that")
			for range 8 + rng.IntN(20) {
				words = append(words, fmt.Sprintf("w%d", rng.IntN(200)))
			}
		}
		f := factwire.Fact{Kind: factwire.Quote, Status: factwire.Done, Who: speakers[2:], What: strings.Join(words, " "), Form: factwire.Direct, Confidence: 0.9}
		f.Evidence = []factwire.Evidence{{Article: a.ID, Title: a.Title, Site: a.Site, Published: a.Published, Start: 0, End: 40, Text: text[:40], Rule: "test"}}
		out = append(out, store.Entry{Article: a, Facts: []factwire.Fact{f}})
	}
	return out
}

func newStore(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "test.factwire"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func put(t testing.TB, s *store.Store, entries ...store.Entry) []store.Outcome {
	t.Helper()
	out, err := s.Put(entries)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// dump is the export of a store.
func dump(t testing.TB, s *store.Store) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	if err := s.Each(store.Query{Rejected: true}, func(f merge.Fact) error { return enc.Encode(f) }); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sound fails the test if a check finds a problem. The store must be closed.
func sound(t testing.TB, path string) store.Report {
	t.Helper()
	r, err := store.Check(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Errorf("check: %s", p)
	}
	return r
}
