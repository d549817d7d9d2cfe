package quote_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/internal/quote"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// reader runs the steps that quotes need.
type reader struct {
	nlp   *nlp.Reader
	names *names.Finder
	dates *dates.Finder
	quote *quote.Extractor
}

var shared = sync.OnceValues(func() (*reader, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	r := &reader{}
	if r.nlp, err = nlp.New(); err != nil {
		return nil, err
	}
	if r.names, err = names.New(lex); err != nil {
		return nil, err
	}
	if r.dates, err = dates.New(lex); err != nil {
		return nil, err
	}
	r.quote, err = quote.New(lex)
	return r, err
})

func load(t testing.TB) *reader {
	t.Helper()
	r, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *reader) read(text string) *reading.Reading {
	doc := r.nlp.Read(text)
	return &reading.Reading{
		Article: factwire.Article{Text: text}, Doc: doc, Names: r.names.Find(doc), Dates: r.dates.Find(doc, "2024-03-15"),
	}
}

// lines prints the quotes of a text as case files have them.
func lines(all []reading.Candidate) []string {
	var out []string
	for _, c := range all {
		if c.Dropped != "" {
			continue
		}
		var who []string
		for _, e := range c.Fact.Who {
			who = append(who, e.Name)
		}
		line := "= " + string(c.Fact.Form) + " | " + strings.Join(who, "; ") + " | " + c.Fact.What
		if w := c.Fact.When; w.Date != "" {
			line += " | " + string(w.Date)
		}
		if c.Fact.Where != "" {
			line += " | " + c.Fact.Where
		}
		out = append(out, line)
	}
	return out
}

// TestCases reads the files of testdata/cases: after "--- name" a text, and then a line
// "= form | speakers | words | date | place" for each quote that it holds, the last two
// where they are told. A text without such lines holds none.
func TestCases(t *testing.T) {
	r := load(t)
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no case files", err)
	}
	cases, none := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sections := strings.Split("\n"+string(data), "\n--- ")
		if len(sections) < 2 {
			t.Fatalf("%s has no cases", file)
		}
		for _, section := range sections[1:] {
			name, body, _ := strings.Cut(section, "\n")
			var text, want []string
			for line := range strings.Lines(body) {
				if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "= ") {
					want = append(want, line)
				} else {
					text = append(text, line)
				}
			}
			cases++
			if len(want) == 0 {
				none++
			}
			t.Run(filepath.Base(file)+"/"+name, func(t *testing.T) {
				got := lines(r.quote.Extract(r.read(strings.TrimSpace(strings.Join(text, "\n")))))
				if !slices.Equal(got, want) {
					t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			})
		}
	}
	if cases < 150 || none < 45 {
		t.Errorf("%d cases, %d of them near-misses: files are missing", cases, none)
	}
}

// TestEvidence checks what a reader of a fact relies on: the words, the speaker and
// the verb are where the spans say, inside the sentences that are given.
func TestEvidence(t *testing.T) {
	r := load(t)
	text := "Odile Verstraete runs the port.\n\n“The tide,” she said in Ghent on Monday, “does not wait.”\n\n“The quay is old.”"
	var all []factwire.Fact
	for _, c := range r.quote.Extract(r.read(text)) {
		if c.Dropped == "" {
			all = append(all, c.Fact)
		}
	}
	if len(all) != 2 {
		t.Fatalf("got %d quotes, want 2", len(all))
	}
	slice := func(f factwire.Fact, key string) []string {
		var out []string
		for _, s := range f.Evidence[0].Spans[key] {
			out = append(out, text[s[0]:s[1]])
		}
		return out
	}
	for _, want := range []struct {
		fact  int
		key   string
		texts []string
	}{
		{0, "what", []string{"The tide,", "does not wait."}},
		{0, "who", []string{"she"}},
		{0, "cue", []string{"said"}},
		{0, "when", []string{"Monday"}},
		{0, "where", []string{"Ghent"}},
		{1, "what", []string{"The quay is old."}},
		{1, "who", []string{"she"}},
	} {
		if got := slice(all[want.fact], want.key); !reflect.DeepEqual(got, want.texts) {
			t.Errorf("quote %d: %s is %q, want %q", want.fact, want.key, got, want.texts)
		}
	}
	if e := all[0].Evidence[0]; e.Text != "“The tide,” she said in Ghent on Monday, “does not wait.”" || e.Rule == "" {
		t.Errorf("evidence is %q by %q", e.Text, e.Rule)
	}
	if all[0].Confidence <= all[1].Confidence {
		t.Errorf("the attributed quote is no surer (%v) than the carried one (%v)", all[0].Confidence, all[1].Confidence)
	}
	if f := all[0]; f.When.Date != "2024-03-11" || f.When.Relation != factwire.On || f.Status != factwire.Done || f.Kind != factwire.Quote {
		t.Errorf("got %+v", f)
	}
}

// TestTwice checks that the same words of one speaker are one quote with two pieces of
// evidence.
func TestTwice(t *testing.T) {
	r := load(t)
	got := r.quote.Extract(r.read("“The crane is safe,” said Odile Verstraete.\n\nOdile Verstraete repeated: “The crane is safe.”"))
	if len(got) != 1 || len(got[0].Fact.Evidence) != 2 {
		t.Fatalf("got %+v", got)
	}
}

// TestDropped checks that what is left out says why.
func TestDropped(t *testing.T) {
	r := load(t)
	for text, want := range map[string]string{
		"Reuters said that the quay would close.":                             "a news outlet is a source",
		"A senior official said that the quay would close.":                   "unnamed speaker",
		"Odile Verstraete did not say that the quay would close.":             "negated",
		"If Odile Verstraete says that the quay will close, we shall strike.": "hypothetical",
	} {
		got := r.quote.Extract(r.read(text))
		if len(got) != 1 || got[0].Dropped != want {
			t.Errorf("%q: got %+v, want it dropped as %q", text, got, want)
		}
	}
}

// TestDeterminism checks that the same text gives the same candidates, also when many
// are read at once.
func TestDeterminism(t *testing.T) {
	r := load(t)
	data, err := os.ReadFile("testdata/cases/direct.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := r.quote.Extract(r.read(string(data)))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := r.quote.Extract(r.read(string(data))); !reflect.DeepEqual(got, want) {
				t.Error("two readings differ")
			}
		})
	}
	wg.Wait()
}
