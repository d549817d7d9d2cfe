package report

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// codes are those of ISO 3166-1 for countries and territories, and those of Kosovo and the European Union.
func codes() map[string]bool {
	all := map[string]bool{"XK": true, "EU": true}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			if r, err := language.ParseRegion(code); err == nil && r.IsCountry() && r.Canonicalize().String() == code && !r.IsPrivateUse() {
				all[code] = true
			}
		}
	}
	for _, code := range strings.Fields("AC AN CP CQ CS DG EA EZ FQ IC NT PC SU TA UN YU") { // withdrawn, or kept for other uses
		delete(all, code)
	}
	return all
}

// TestPlacesOnMap wants a square and a place among the outlines, and one only, for each country and territory with a
// code, and none for anything else.
func TestPlacesOnMap(t *testing.T) {
	want := codes()
	check := func(what string, seen map[string]int) {
		t.Helper()
		for code := range want {
			if seen[code] != 1 {
				t.Errorf("%s has %d %ss", code, seen[code], what)
			}
		}
		for code := range seen {
			if !want[code] {
				t.Errorf("%s has a %s and is no country", code, what)
			}
		}
		if len(seen) != 251 {
			t.Errorf("%d %ss read", len(seen), what)
		}
	}
	source, err := assets.ReadFile("assets/tiles.js")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, row := range regexp.MustCompile(`'((?:[A-Z]{2}|\.\.)(?: (?:[A-Z]{2}|\.\.))*)'`).FindAllSubmatch(source, -1) {
		for _, code := range strings.Fields(string(row[1])) {
			seen[code]++
		}
	}
	delete(seen, "..")
	check("square", seen)

	if source, err = script("outlines.js"); err != nil {
		t.Fatal(err)
	}
	if plain, err := os.ReadFile("outlines.js"); err != nil || !bytes.Equal(plain, source) {
		t.Errorf("outlines.js.gz is not outlines.js (%v): gzip -9nkf outlines.js", err)
	}
	if len(source) > 80_000 {
		t.Errorf("the outlines take %d bytes", len(source))
	}
	seen = map[string]int{}
	drawn := 0
	for line := range strings.Lines(string(source)) {
		m := regexp.MustCompile(`^([A-Z]{2}): \[(\d{1,4}), (\d{1,4}), (\d{1,4}), '((?:M\d+,\d+l-?\d+(?:[ -]\d+){3,}z)*)'\],\n$`).FindStringSubmatch(line)
		if m == nil {
			if !strings.HasPrefix(line, "//") && line != "\n" && line != "const OUTLINES = {\n" && line != "};\n" {
				t.Errorf("no outline: %.80q", line)
			}
			continue
		}
		seen[m[1]]++
		if m[5] != "" {
			drawn++
		}
	}
	check("place", seen)
	if drawn < 220 {
		t.Errorf("%d outlines", drawn)
	}
}
