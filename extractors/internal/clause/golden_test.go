package clause_test

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

var update = flag.Bool("update", false, "write the golden file anew; read the difference before you commit it")

// cascade runs the layers below clauses and the parser. What it returns last gives the memory of both back.
func cascade(t testing.TB) func(string) (*nlp.Document, *clause.Analysis, func()) {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	namer, err := names.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	dater, err := dates.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	parser, err := clause.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	return func(text string) (*nlp.Document, *clause.Analysis, func()) {
		doc := reader.Read(text)
		a := parser.Parse(doc, namer.Find(doc), dater.Find(doc, "2024-03-14"))
		return doc, a, func() { parser.Release(a); reader.Release(doc) }
	}
}

// TestGolden compares the clauses of each sentence with the golden file.
func TestGolden(t *testing.T) {
	parse := cascade(t)
	f, err := os.Open("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var got strings.Builder
	n := 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		n++
		doc, a, release := parse(line)
		fmt.Fprintln(&got, line)
		for _, c := range a.Clauses {
			fmt.Fprintln(&got, "   ", describe(doc, c))
		}
		release()
	}
	if n < 40 {
		t.Fatalf("only %d sentences", n)
	}
	if *update {
		if err := os.WriteFile("testdata/clauses.golden", []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/clauses.golden")
	if err != nil {
		t.Fatal(err)
	}
	w, g := strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")
	for i := range max(len(w), len(g)) {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			t.Fatalf("line %d differs:\n got %q\nwant %q", i+1, at(g, i), at(w, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}

var relations = [...]string{"root", "conjoined", "complement", "xcomp", "relative", "adverbial", "parenthesis"}
var modalities = [...]string{"", "will", "must", "would", "may", "yet", "due", "hypothetical"}

func describe(doc *nlp.Document, c *clause.Clause) string {
	var b strings.Builder
	v := c.Verb
	fmt.Fprintf(&b, "%s %s:", relations[c.Relation], strings.TrimSpace(v.Lemma+" "+v.Particle))
	for _, flag := range []struct {
		on   bool
		word string
	}{{v.Modality != 0, modalities[v.Modality]}, {v.Neg, "not"}, {v.Ceased, "ceased"}, {v.Passive, "passive"}, {c.Question, "question"}, {c.Mark != "", "mark=" + c.Mark}} {
		if flag.on {
			b.WriteString(" " + flag.word)
		}
	}
	if c.Parent != nil {
		b.WriteString(" under=" + c.Parent.Verb.Lemma)
	}
	for _, p := range []struct {
		name string
		np   *clause.NP
	}{{"subject", c.Subject}, {"object", c.Object}, {"object2", c.Object2}, {"complement", c.Compl}, {"noun", c.Noun}} {
		if p.np != nil {
			b.WriteString(" " + p.name + "=[" + words(doc, p.np) + "]")
		}
	}
	for _, p := range c.Preps {
		switch {
		case p.Obj != nil:
			b.WriteString(" " + p.Prep + "=[" + words(doc, p.Obj) + "]")
		case p.Verb != nil:
			b.WriteString(" " + p.Prep + "=[" + p.Verb.Verb.Lemma + "]")
		}
	}
	for _, d := range c.Dates {
		fmt.Fprintf(&b, " date=%s:%s%s", d.Relation, d.Value, d.Duration)
	}
	return b.String()
}

func words(doc *nlp.Document, n *clause.NP) string {
	var parts []string
	for _, m := range n.All() {
		parts = append(parts, doc.Text[doc.Tokens[m.First].Start:doc.Tokens[m.Last-1].End])
	}
	return strings.Join(parts, "; ")
}

// FuzzParse: no text makes the parser panic, and every clause lies within its sentence and
// hangs on no cycle.
func FuzzParse(f *testing.F) {
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		f.Add(line)
	}
	f.Add("to to to that that which , , and and (((" + strings.Repeat(" by", 50))
	parse := cascade(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		doc, a, release := parse(text)
		defer release()
		for _, c := range a.Clauses {
			s := doc.Sentences[c.Sentence]
			if c.Verb.Head < s.First || c.Verb.Head >= s.Last || c.First > c.Last || c.Last > len(doc.Tokens) {
				t.Fatalf("clause of %q outside its sentence", doc.Tokens[c.Verb.Head].Text)
			}
			for p, n := c.Parent, 0; p != nil; p, n = p.Parent, n+1 {
				if n > len(a.Clauses) {
					t.Fatal("a cycle of governors")
				}
			}
		}
	})
}
