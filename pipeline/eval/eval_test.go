package eval

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

func company(names ...string) []factwire.Entity {
	var out []factwire.Entity
	for _, n := range names {
		out = append(out, factwire.Entity{Name: n})
	}
	return out
}

// TestUnits counts what each pair of gold and got comes to: right, wrong, missed.
func TestUnits(t *testing.T) {
	deal := func(status factwire.Status, who ...string) factwire.Fact {
		return factwire.Fact{Kind: factwire.Signing, Status: status, Who: company(who...)}
	}
	ban := func(status factwire.Status, who, whom string) factwire.Fact {
		f := factwire.Fact{Kind: factwire.Ban, Status: status, Who: company(who)}
		if whom != "" {
			f.Whom = company(whom)
		}
		return f
	}
	due := func(date factwire.Date, who string) factwire.Fact {
		return factwire.Fact{Kind: factwire.Deadline, Who: company(who), When: factwire.When{Date: date}}
	}
	quote := func(who, what string) factwire.Fact {
		return factwire.Fact{Kind: factwire.Quote, Who: company(who), What: what}
	}
	all := kind.All()
	offices := all[slices.IndexFunc(all, func(d kind.Descriptor) bool { return d.Measure.Unit == kind.Offices })].Name
	office := func(who, what string) factwire.Fact {
		return factwire.Fact{Kind: offices, Who: company(who), What: what}
	}
	optional := func(f factwire.Fact) Gold { return Gold{Fact: f, Optional: true} }
	asked := func(f factwire.Fact) Gold { return Gold{Fact: f} }
	for _, c := range []struct {
		name string
		gold []Gold
		got  []factwire.Fact
		want Tally
	}{
		{"nothing", nil, nil, Tally{}},
		{"a signing of three is three pairs", []Gold{asked(deal("done", "NO", "SE", "DK"))}, []factwire.Fact{deal("done", "DK", "NO")}, Tally{1, 0, 2}},
		{"of a pair both must be right", []Gold{asked(deal("done", "NO", "SE"))}, []factwire.Fact{deal("done", "NO", "DK"), deal("done", "DK", "SE")}, Tally{0, 2, 1}},
		{"a pair said twice is one", []Gold{asked(deal("done", "NO", "SE"))}, []factwire.Fact{deal("done", "SE", "NO"), deal("done", "NO", "SE")}, Tally{1, 0, 0}},
		{"seven parties are one unit", []Gold{asked(deal("done", "NO", "SE", "DK", "FI", "IS", "EE", "LV"))}, []factwire.Fact{deal("done", "LV", "NO", "SE", "DK", "FI", "IS", "EE")}, Tally{1, 0, 0}},
		{"a lone party pairs with nobody", []Gold{asked(deal("done", "NO"))}, []factwire.Fact{deal("done", "NO", "SE")}, Tally{0, 1, 1}},
		{"nor does a pair with a lone party", []Gold{asked(deal("done", "NO", "SE"))}, []factwire.Fact{deal("done", "NO")}, Tally{0, 1, 1}},
		{"the names of a pair may be shorter", []Gold{asked(deal("done", "NO", "Dravia Air"))}, []factwire.Fact{deal("done", "Dravia", "NO")}, Tally{1, 0, 0}},
		{"of an office half of the shorter text is enough", []Gold{asked(office("A. Vik", "trade minister"))}, []factwire.Fact{office("Vik", "minister for trade, shipping, forests, fisheries and ports")}, Tally{1, 0, 0}},
		{"whichever is the shorter", []Gold{asked(office("A. Vik", "minister for trade, shipping, forests, fisheries and ports"))}, []factwire.Fact{office("Vik", "trade minister")}, Tally{1, 0, 0}},
		{"another office is another fact", []Gold{asked(office("A. Vik", "trade minister"))}, []factwire.Fact{office("Vik", "chief justice")}, Tally{0, 1, 1}},
		{"another status is another fact", []Gold{asked(deal("done", "NO", "SE"))}, []factwire.Fact{deal("proposed", "NO", "SE")}, Tally{0, 1, 1}},
		{"no status is done", []Gold{asked(deal("", "NO", "SE"))}, []factwire.Fact{deal("done", "NO", "SE")}, Tally{1, 0, 0}},
		{"the words of one name hold those of the other", []Gold{asked(ban("done", "NO", "Dravia Air"))}, []factwire.Fact{ban("done", "NO", "Dravia")}, Tally{1, 0, 0}},
		{"codes agree to the letter only", []Gold{asked(ban("done", "NO", "SE"))}, []factwire.Fact{ban("done", "SE", "SE")}, Tally{0, 1, 1}},
		{"a ban without a target", []Gold{asked(ban("done", "NO", ""))}, []factwire.Fact{ban("done", "NO", "Acme")}, Tally{0, 1, 1}},
		{"optional facts count neither way", []Gold{optional(ban("done", "NO", "Acme")), optional(ban("done", "SE", "Acme"))}, []factwire.Fact{ban("done", "NO", "Acme")}, Tally{}},
		{"what is asked for is matched before what is optional", []Gold{optional(quote("A. Vik", "we will pay on time")), asked(quote("A. Vik", "we will pay on time"))}, []factwire.Fact{quote("Vik", "we will pay on time")}, Tally{1, 0, 0}},
		{"a deadline goes by its date", []Gold{asked(due("2027", "Acme"))}, []factwire.Fact{due("2027-01", "Acme"), due("2027", "Acme Corp")}, Tally{1, 1, 0}},
		{"a deadline needs whom it binds", []Gold{asked(due("2027", "Acme"))}, []factwire.Fact{due("2027", "Borea")}, Tally{0, 1, 1}},
		{"four of five gold words are enough", []Gold{asked(quote("Anna Vik", "one two three four five"))}, []factwire.Fact{quote("Anna Vik", "one two three four")}, Tally{1, 0, 0}},
		{"a shorter part is neither right nor wrong", []Gold{asked(quote("Anna Vik", "one two three four five"))}, []factwire.Fact{quote("Anna Vik", "one two")}, Tally{0, 0, 1}},
		{"more than twice the words is too much", []Gold{asked(quote("Anna Vik", "one two"))}, []factwire.Fact{quote("Anna Vik", "one two a b c d")}, Tally{0, 1, 1}},
		{"twice the words are not", []Gold{asked(quote("Anna Vik", "one two"))}, []factwire.Fact{quote("Anna Vik", "one two a b")}, Tally{1, 0, 0}},
		{"three of four gold words are not enough", []Gold{asked(quote("Anna Vik", "one two three four"))}, []factwire.Fact{quote("Anna Vik", "one two three a")}, Tally{0, 1, 1}},
		{"another first name is another speaker", []Gold{asked(quote("Anna Vik", "one two"))}, []factwire.Fact{quote("Berit Vik", "one two")}, Tally{0, 1, 1}},
		{"a surname is enough", []Gold{asked(quote("Anna Vik", "one two"))}, []factwire.Fact{quote("Vik", "one two")}, Tally{1, 0, 0}},
	} {
		s := NewScore(nil, kind.Names()...)
		s.Add("a", "", c.gold, c.got)
		if got := s.All(); got != c.want {
			t.Errorf("%s: right, wrong, missed %v, want %v", c.name, got, c.want)
		}
	}
}

func TestKeys(t *testing.T) {
	n := NewScore(map[string]string{"Mast Office": "Mast Authority", "Nordia": "NO"}).names
	for name, want := range map[string]string{
		"NO": "NO", "Nordia": "NO", "The Mast Office": "mast authority",
		"U.S. Department of State": "department of state", "State Department": "department of state",
		"German Foreign Ministry": "foreign ministry", "Ministry of Commerce": "ministry of commerce",
		"Škoda & Co.": "skoda and co", "European Union": "EU", "": "",
	} {
		if got := n.key(factwire.Entity{Name: name}); got != want {
			t.Errorf("key of %q is %q, want %q", name, got, want)
		}
	}
	if got := n.key(factwire.Entity{Name: "Norway", Code: "no"}); got != "NO" {
		t.Errorf("a code must win, got %q", got)
	}
}

func TestNotesCarryTheSentence(t *testing.T) {
	s := NewScore(nil)
	text := "Nothing here.\n\nNorway barred Acme Drones from its ports.\n\nAcme was silent."
	s.Add("a", text, []Gold{{Fact: factwire.Fact{Kind: factwire.Ban, Who: company("Norway"), Whom: company("Acme Drones")}}},
		[]factwire.Fact{{Kind: factwire.Ban, Who: company("SE"), Whom: company("Borea"), Evidence: []factwire.Evidence{{Text: "Sweden\nbarred Borea."}}}})
	want := []string{"Norway barred Acme Drones from its ports.", "Sweden barred Borea."}
	var got []string
	for _, n := range s.Notes {
		got = append(got, n.Sentence)
	}
	if !slices.Equal(got, want) {
		t.Errorf("sentences %q, want %q", got, want)
	}
}

// TestNotesCarryTheFirstOfEqualSentences wants the sentence that names most, and the first of those.
func TestNotesCarryTheFirstOfEqualSentences(t *testing.T) {
	s := NewScore(nil)
	s.Add("a", "Acme Drones was silent. Norway and Acme Drones met. Norway barred Acme Drones.", []Gold{{Fact: factwire.Fact{Kind: factwire.Ban, Who: company("Norway"), Whom: company("Acme Drones")}}}, nil)
	if len(s.Notes) != 1 || s.Notes[0].Sentence != "Norway and Acme Drones met" {
		t.Errorf("notes %+v", s.Notes)
	}
}

// TestAttributes counts, of what was found, how much of its title, affiliation, form and words is right; what the gold does not say counts not.
func TestAttributes(t *testing.T) {
	s := NewScore(nil)
	said := func(title, affiliation string, form factwire.Form) factwire.Fact {
		return factwire.Fact{Kind: factwire.Quote, Who: []factwire.Entity{{Name: "Anna Vik", Type: factwire.Person, Title: title, Affiliation: affiliation}}, What: "we paid", Form: form}
	}
	s.Add("a", "", []Gold{{Fact: said("Minister", "NO", factwire.Direct)}}, []factwire.Fact{said("minister", "SE", factwire.Direct)})
	s.Add("b", "", []Gold{{Fact: said("", "", factwire.Direct)}}, []factwire.Fact{said("minister", "SE", factwire.Indirect)})
	s.Add("c", "", []Gold{{Fact: said("", "NO", "")}}, []factwire.Fact{said("", "NO", "")})
	for name, want := range map[string]Bucket{"quote.title": {1, 1}, "quote.affiliation": {1, 2}, "quote.form": {1, 2}} {
		if b := s.Attributes[name]; b == nil || *b != want {
			t.Errorf("%s: %v, want %v", name, b, want)
		}
	}
	if b := s.Attributes["quote.when"]; b != nil {
		t.Errorf("quote.when: %v, and no gold has one", b)
	}
}

func TestConfidenceBuckets(t *testing.T) {
	s := NewScore(nil)
	gold := []Gold{{Fact: factwire.Fact{Kind: factwire.Quote, Who: company("Vik"), What: "we paid"}}}
	for _, c := range []float64{0, 0.49, 0.5, 0.97, 1} {
		s.Add("a", "", gold, []factwire.Fact{{Kind: factwire.Quote, Who: company("Vik"), What: "we paid", Confidence: c}})
	}
	s.Add("a", "", nil, []factwire.Fact{{Kind: factwire.Quote, Who: company("Vik"), What: "we paid", Confidence: 0.9}})
	want := [10]Bucket{0: {1, 1}, 4: {1, 1}, 5: {1, 1}, 9: {2, 3}}
	if s.Confidence != want {
		t.Errorf("buckets %v, want %v", s.Confidence, want)
	}
}

func TestFloors(t *testing.T) {
	s := NewScore(nil)
	ban := factwire.Fact{Kind: factwire.Ban, Who: company("NO"), Whom: company("Acme")}
	s.Add("a", "", []Gold{{Fact: ban}}, []factwire.Fact{ban, {Kind: factwire.Ban, Who: company("SE"), Whom: company("Acme")}})
	if below := (Floors{Kinds: map[factwire.Kind]Floor{factwire.Ban: {Precision: 0.5, Recall: 1, F1: 0.666}}}).Check(s); len(below) > 0 {
		t.Errorf("floors that are reached: %q", below)
	}
	below := Floors{Kinds: map[factwire.Kind]Floor{factwire.Ban: {Precision: 0.51, F1: 0.7}}, MacroF1: 0.2}.Check(s)
	if len(below) != 3 {
		t.Errorf("floors that are missed: %q", below)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	load := func(want string) []Case {
		t.Helper()
		cases, err := Load(dir, "")
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Fatalf("error %v, want %q", err, want)
		}
		return cases
	}
	load("holds no gold files")
	write("a.gold.jsonl", `{"kind":"ban","who":["NO"],"whom":[{"name":"Acme","type":"company"}],"optional":true,"id":"1","confidence":0.9,"evidence":[]}`+"\n\n")
	load("a.gold.jsonl has no article")
	write("a.txt", "Norway banned Acme.")
	cases := load("")
	if len(cases) != 1 || len(cases[0].Facts) != 1 || !cases[0].Facts[0].Optional || cases[0].Facts[0].Who[0].Name != "NO" || cases[0].Facts[0].Whom[0].Type != factwire.Company {
		t.Errorf("loaded %+v", cases)
	}
	for text, want := range map[string]string{
		`{"kind":"bann"}`: "a.gold.jsonl:1", `{"kind":"ban","when":{"date":"soon"}}`: "a.gold.jsonl:1",
		"{\"kind\":\"ban\"}\n{": "a.gold.jsonl:2", `{"kind":"ban","status":"maybe"}`: "no status", `{"kind":"ban","whoo":["NO"]}`: "whoo",
	} {
		write("a.gold.jsonl", text)
		load(want)
	}
}

// FuzzScore gives two quotes and two bans of any words: scoring an article against itself finds everything, and nothing wrong.
func FuzzScore(f *testing.F) {
	f.Add("Anna Vik", "we will pay", "NO", "Acme")
	f.Add("", "", "", "")
	f.Add("U.S. State Department", "“no”", "The EU", "foreign ministry of Škoda")
	f.Fuzz(func(t *testing.T, speaker, words, who, whom string) {
		facts := []factwire.Fact{
			{Kind: factwire.Quote, Who: company(speaker), What: words},
			{Kind: factwire.Ban, Who: company(who), Whom: company(whom)},
			{Kind: factwire.Signing, Who: company(who, whom, speaker)},
			{Kind: factwire.Deadline, Who: company(who), Whom: company(whom)},
		}
		var gold []Gold
		for _, x := range facts {
			gold = append(gold, Gold{Fact: x})
		}
		s := NewScore(nil)
		s.Add("a", words, gold, facts)
		// words without a letter or digit cover nothing
		silent := plain(words) == ""
		if all := s.All(); all.Wrong > 0 && !silent || all.Missed > 0 && !silent {
			t.Errorf("right, wrong, missed %v: %+v", all, s.Notes)
		}
	})
}
