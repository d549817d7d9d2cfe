package names_test

import (
	"testing"

	"golang.org/x/text/language"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/lexicon"
)

// TestCountries holds the lexicon against the regions that golang.org/x/text takes from the
// Unicode CLDR: every country of ISO 3166-1 with Kosovo, and none that is not there.
func TestCountries(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]string{}
	spelled := map[string]string{}
	for _, n := range lex.Names() {
		if n.Type != factwire.Country && n.Type != factwire.Bloc {
			continue
		}
		for _, spelling := range append(append(append([]string{n.Name}, n.Aliases...), n.Adjectives...), n.Seats...) {
			if other, ok := spelled[spelling]; ok {
				t.Errorf("%q stands for %s and for %s", spelling, other, n.Name)
			}
			spelled[spelling] = n.Name
		}
		if n.Type != factwire.Country {
			continue
		}
		if other, ok := have[n.Code]; ok {
			t.Errorf("code %s is given to %s and to %s", n.Code, other, n.Name)
		}
		have[n.Code] = n.Name
	}
	// CLDR's regions that are no countries of ISO 3166-1: reserved codes, groupings, former countries.
	none := map[string]bool{"AC": true, "CP": true, "CQ": true, "DG": true, "EA": true, "EU": true, "EZ": true, "IC": true, "QO": true, "TA": true, "UN": true, "ZZ": true, "XA": true, "XB": true, "AN": true, "CS": true, "FQ": true, "NT": true, "PC": true, "SU": true, "YU": true}
	count := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			region, err := language.ParseRegion(code)
			known := err == nil && region.IsCountry() && region.Canonicalize().String() == code && !none[code]
			if known {
				count++
			}
			if _, ok := have[code]; ok != known {
				t.Errorf("code %s: in the lexicon %v, in CLDR %v", code, ok, known)
			}
		}
	}
	if count < 249 {
		t.Errorf("CLDR has %d countries; the check checks nothing", count)
	}
}
