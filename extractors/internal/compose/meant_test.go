package compose_test

import (
	"slices"
	"testing"

	"github.com/factwire/factwire"
)

// TestMeant gives a sentence behind others and a phrase of it that names nobody, and wants whom it means as who signs or bars; none where the
// text does not tell.
func TestMeant(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct {
		text, cue, phrase string
		site              string
		want              []string
	}{
		{"Norway and Chad have long talked about fish. The two countries signed a treaty.", "signed", "countries", "", []string{"NO", "TD"}},
		{"Prime Minister Ada Ost of Norway met President Idris Moro of Chad on Monday. Both leaders signed a treaty.", "signed", "leaders", "", []string{"NO", "TD"}},
		{"Norway wants peace with Chad. Talks went on for days. The sides signed a truce.", "signed", "sides", "", []string{"NO", "TD"}},
		{"Acme Robotics makes arms that Borea Air buys. The companies signed a contract.", "signed", "companies", "", []string{"Acme Robotics", "Borea Air"}},
		{"Norway is a small country. The leaders signed a treaty.", "signed", "leaders", "", nil},
		{"Chad has been at war for a year. A former minister banned the trade.", "banned", "minister", "", nil},
		{"Norway's move to ban the rigs was praised.", "ban", "move", "", []string{"NO"}},
		{"The alliance has many members. NATO signed a treaty. The alliance signed another one.", "signed", "alliance", "", []string{"NATO"}},
		{"“We signed a treaty with Chad,” said Prime Minister Ada Ost of Norway.", "signed", "We", "", []string{"NO"}},
		{"“We signed a treaty with Chad,” a farmer said.", "signed", "We", "", nil},
		{"We have signed a treaty with Chad.", "signed", "We", "ministry.gov.au", []string{"AU"}},
		{"Our government has signed a treaty with Chad.", "signed", "government", "ministry.gov.au", []string{"AU"}},
		{"We have signed a treaty with Chad.", "signed", "We", "vic.gov.au", nil},
		{"The Commonwealth has signed a treaty with Chad.", "signed", "Commonwealth", "ministry.gov.au", []string{"AU"}},
		{"Western agencies signed a treaty.", "signed", "agencies", "", []string{"Western agencies"}},
		{"The Fatah-Hamas deal was signed by both.", "signed", "Fatah-Hamas", "", []string{"Fatah", "Hamas"}},
		{"The Scottish government has banned the trade.", "banned", "government", "", []string{"Scotland"}},
		{"Harrow District Council, in England, has banned the trade.", "banned", "Council", "", []string{"Harrow District Council"}},
	} {
		read := r.engine.Read(factwire.Article{Text: c.text, Site: c.site, Published: "2025-03-05"})
		v := r.view(read, len(read.Doc.Sentences)-1)
		e := r.event(v, "ban", "done", c.cue, c.phrase+" who 0.9", "")
		var got []string
		for _, f := range r.composer.Who(v, &e) {
			if got = append(got, f.Name); f.Code != "" {
				got[len(got)-1] = f.Code
			}
		}
		slices.Sort(got)
		want := slices.Clone(c.want)
		if slices.Sort(want); !slices.Equal(got, want) {
			t.Errorf("%q of %q: got %q, want %q", c.phrase, c.text, got, want)
		}
	}
}
