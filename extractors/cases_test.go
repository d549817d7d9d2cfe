package extractors_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/kind"
)

const (
	casesDir   = "testdata/cases"
	missedList = "missed.txt" // cases of which not all facts are found yet
	wrongList  = "wrong.txt"  // cases that give a fact that is not there
)

var updateMissed = flag.Bool("update-missed", false, "take from missed.txt and wrong.txt what is found now; never adds a case")

func newEngine(t *testing.T) *extractors.Engine {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := extractors.New(lex, kind.Names()...)
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// tally counts the cases with a kind and the units of its facts.
type tally struct{ cases, wanted, found, invented int }

// outcome is what a case came to: what it misses and what it should not have.
type outcome struct{ missed, wrong []string }

// TestCases reads every case and wants its facts and no others. Cases listed in
// missed.txt may miss facts and cases in wrong.txt may also have wrong ones, and
// both lists only shrink.
func TestCases(t *testing.T) {
	engine := newEngine(t)
	cases := loadCases(t, casesDir)
	missed, wrong := readList(t, missedList), readList(t, wrongList)
	known := map[string]bool{}
	totals := map[factwire.Kind]*tally{}
	for _, k := range kind.Names() {
		totals[k] = &tally{}
	}
	var nowMissed, nowWrong []string
	empty := 0
	for _, c := range cases {
		known[c.name] = true
		if !slices.ContainsFunc(c.wants, func(w want) bool { return !w.optional }) {
			empty++
		}
		o := judge(c, c.asked(engine.Extract(c.article())), totals)
		if len(o.wrong) > 0 {
			nowWrong = append(nowWrong, c.name)
		} else if len(o.missed) > 0 {
			nowMissed = append(nowMissed, c.name)
		}
		if *updateMissed && (len(o.missed)+len(o.wrong) == 0 || wrong[c.name] || missed[c.name] && len(o.wrong) == 0) {
			continue // a list that shrinks; anything else is a fault that nobody may list by a flag
		}
		t.Run(c.name, func(t *testing.T) {
			report := func() string {
				return fmt.Sprintf("%s:%d\n%s\n  %s", c.file, c.line, c.text, strings.Join(append(o.missed, o.wrong...), "\n  "))
			}
			switch {
			case wrong[c.name] && len(o.wrong) == 0:
				t.Errorf("%s: has no wrong fact any more: remove it from %s", c.name, wrongList)
			case missed[c.name] && len(o.missed)+len(o.wrong) == 0:
				t.Errorf("%s: passes: remove it from %s", c.name, missedList)
			case len(o.wrong) > 0 && !wrong[c.name], len(o.missed) > 0 && !missed[c.name] && !wrong[c.name]:
				t.Error(report())
			}
		})
	}
	for _, list := range []map[string]bool{missed, wrong} {
		for name := range list {
			if !known[name] && !*updateMissed {
				t.Errorf("%s is listed, but there is no such case", name)
			}
		}
	}
	t.Logf("%d cases, %d with facts, %d without; %d miss facts, %d have wrong ones", len(cases), len(cases)-empty, empty, len(nowMissed), len(nowWrong))
	for _, k := range kind.Names() {
		n := totals[k]
		t.Logf("%-11s %4d cases, %4d facts wanted, %4d found, %4d invented", k, n.cases, n.wanted, n.found, n.invented)
	}
	if *updateMissed {
		writeList(t, missedList, listed(nowMissed, missed, wrong))
		writeList(t, wrongList, listed(nowWrong, wrong))
	}
}

// listed keeps the names that stand in one of the lists: a case leaves a list, or
// goes from the wrong ones to the missed ones, but a new one is named by hand.
func listed(names []string, lists ...map[string]bool) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		return !slices.ContainsFunc(lists, func(l map[string]bool) bool { return l[name] })
	})
}

func (c testCase) article() factwire.Article {
	return factwire.Article{ID: factwire.ArticleID("", c.text), Published: c.published, Text: c.text}
}

// judge compares the facts found with those wanted, unit by unit. Better matches
// are taken first, so that the order of facts does not matter.
func judge(c testCase, facts []factwire.Fact, totals map[factwire.Kind]*tally) outcome {
	var o outcome
	var wants []unit[alternatives]
	for i, w := range c.wants {
		wants = append(wants, pairs(i, w.kind, w.who, w.whom, nil)...)
	}
	var got []unit[factwire.Entity]
	for i, f := range facts {
		got = append(got, pairs(i, f.Kind, f.Who, f.Whom, factwire.Entity{})...)
	}
	found, taken := make([]bool, len(wants)), make([]bool, len(got))
	for _, optional := range []bool{false, true} {
		for rank := range 3 {
			for i, wu := range wants {
				w := c.wants[wu.index]
				if found[i] || w.optional != optional {
					continue
				}
				for j, fu := range got {
					v := compare(w, wu, facts[fu.index], fu)
					if taken[j] || v.rank() != rank {
						continue
					}
					found[i], taken[j] = true, true
					if optional {
						break
					}
					if len(v.lacks) > 0 {
						o.missed = append(o.missed, "lacks "+strings.Join(v.lacks, ", ")+": "+brief(facts[fu.index]))
					}
					if len(v.wrong) > 0 {
						o.wrong = append(o.wrong, "wrong "+strings.Join(v.wrong, ", ")+": "+brief(facts[fu.index]))
					}
					break
				}
			}
		}
	}
	counted := map[factwire.Kind]bool{}
	for i, wu := range wants {
		w := c.wants[wu.index]
		if w.optional {
			continue
		}
		n := totals[w.kind]
		if n.wanted++; !counted[w.kind] {
			counted[w.kind] = true
			n.cases++
		}
		if found[i] {
			n.found++
		} else {
			o.missed = append(o.missed, fmt.Sprintf("missed %s %s %s > %s %q", w.kind, w.status, wu.who, wu.whom, w.what))
		}
	}
	for j, fu := range got {
		f := facts[fu.index]
		if taken[j] || slices.Contains(c.also, f.Kind) || partOfQuote(c, f) {
			continue
		}
		totals[f.Kind].invented++
		o.wrong = append(o.wrong, fmt.Sprintf("invented (%s > %s) %s", fu.who.Name, fu.whom.Name, brief(f)))
	}
	return o
}

// partOfQuote holds for a quote that gives only some of the words wanted: it
// misses the rest, but says nothing wrong.
func partOfQuote(c testCase, f factwire.Fact) bool {
	return f.Kind == factwire.Quote && slices.ContainsFunc(c.wants, func(w want) bool {
		return w.kind == factwire.Quote && within(wordsOf(f.What), wordsOf(w.what)) && len(f.Who) > 0 &&
			slices.ContainsFunc(w.who, func(a alternatives) bool { return speaks(a, f.Who[0]) })
	})
}

func brief(f factwire.Fact) string {
	list := func(all []factwire.Entity) string {
		var s []string
		for _, e := range all {
			s = append(s, strings.TrimSpace(e.Code+" "+e.Name))
		}
		return strings.Join(s, "; ")
	}
	s := fmt.Sprintf("%s %s %s | %s > %s | %q | %s %s", f.Kind, f.Status, f.Form, list(f.Who), list(f.Whom), f.What, f.When.Relation, f.When.Date)
	if len(f.People) > 0 {
		s += " | people " + list(f.People)
	}
	if f.Kind == factwire.Quote && len(f.Who) > 0 {
		s += fmt.Sprintf(" | title %q of %q", f.Who[0].Title, f.Who[0].Affiliation)
	}
	return s
}

func readList(t *testing.T, name string) map[string]bool {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(casesDir, name))
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]bool{}
	for _, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			list[line] = true
		}
	}
	return list
}

func writeList(t *testing.T, name string, list []string) {
	t.Helper()
	head := map[string]string{
		missedList: "# Cases of which the program does not find all facts yet. None gives a wrong one.\n",
		wrongList:  "# Cases that give a fact that is not there, or a wrong field. To be emptied before anything else.\n",
	}[name]
	slices.Sort(list)
	if err := os.WriteFile(filepath.Join(casesDir, name), []byte(head+strings.Join(append(list, ""), "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestExtractIsDeterministic reads all cases as one run and many times at once, in
// another order, and wants the same bytes.
func TestExtractIsDeterministic(t *testing.T) {
	engine, second := newEngine(t), newEngine(t)
	cases := loadCases(t, casesDir)
	read := func(e *extractors.Engine, c testCase) string {
		data, err := json.Marshal(e.Extract(c.article()))
		if err != nil {
			t.Error(err)
		}
		return string(data)
	}
	first := make([]string, len(cases))
	facts := 0
	for i, c := range cases {
		first[i] = read(engine, c)
		facts += len(first[i])
	}
	if facts == len(cases)*len("null") {
		t.Fatal("no case gives a fact")
	}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for k := range cases {
				i := (len(cases) - 1 - k + w*len(cases)/4) % len(cases)
				e := engine
				if w%2 == 1 {
					e = second
				}
				if got := read(e, cases[i]); got != first[i] {
					t.Errorf("%s differs between runs:\n%s\n%s", cases[i].name, first[i], got)
				}
			}
		})
	}
	wg.Wait()
}
