package extractors_test

import (
	"os"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/shapes"
	"github.com/factwire/factwire/kind"
)

// shapeFloors is the share of the shapes of each file that must be read right: every fact that a shape tells and no other. They are raised
// when reading gets better, and fall only where new shapes are harder than the old.
var shapeFloors = map[string]float64{"across": 0.84, "ban": 0.81, "context": 0.65, "deadline": 0.85, "near": 0.84, "none": 0.97, "plain": 0.95, "press": 0.98, "signing": 0.84, "status": 0.73}

// themeFloors are the same of the shapes of testdata/themes, of which nobody learns: they tell how far sentences are read that are as long and as
// roundabout as the press writes them.
var themeFloors = map[string]float64{"ban": 0.26, "deadline": 0.6, "near": 0.92, "signing": 0.44, "talk": 0.84}

// TestShapes reads every shape with one set of names.
func TestShapes(t *testing.T) { testShapes(t, "shapes", shapeFloors) }

// TestThemes reads the shapes that teach nobody.
func TestThemes(t *testing.T) { testShapes(t, "themes", themeFloors) }

func testShapes(t *testing.T, folder string, floors map[string]float64) {
	t.Helper()
	all, err := shapes.ReadDir(os.DirFS("../testdata/" + folder))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../testdata/shapes/names.yaml")
	if err != nil {
		t.Fatal(err)
	}
	names, err := shapes.ReadNames("names.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	engine := newEngine(t)
	totals := map[factwire.Kind]*tally{}
	for _, k := range kind.Defaults() {
		totals[k] = &tally{}
	}
	right, total := map[string]int{}, map[string]int{}
	for _, s := range all {
		file := strings.TrimSuffix(s.File, ".txt")
		c := shapeCase(s.Fill(names, 1))
		o := judge(c, c.asked(engine.Extract(c.article())), totals)
		if total[file]++; len(o.missed)+len(o.wrong) == 0 {
			right[file]++
		} else if testing.Verbose() {
			t.Logf("%s:%d: %s\n  %s", s.File, s.Line, c.text, strings.Join(append(o.missed, o.wrong...), "\n  "))
		}
	}
	for file, floor := range floors {
		share := float64(right[file]) / float64(max(total[file], 1))
		if share < floor {
			t.Errorf("%s: %.3f of %d shapes are read right, and %.3f must be (go test -run Shapes -v shows those that are not)", file, share, total[file], floor)
		}
		t.Logf("%-8s %.3f of %d", file, share, total[file])
	}
	for file := range total {
		if _, ok := floors[file]; !ok {
			t.Errorf("%s.txt has no floor", file)
		}
	}
}

// shapeCase is a filled shape as a case. Classes, subjects and signatories do not matter, quotes neither.
func shapeCase(s shapes.Sentence) testCase {
	c := testCase{text: s.Text, published: shapes.Published, also: []factwire.Kind{factwire.Quote}}
	for _, f := range s.Facts {
		w := want{kind: f.Kind, status: f.Status, optional: f.Optional, what: "?", when: "?", who: named(f.Who)}
		if f.Kind == factwire.Ban {
			w.whom, w.whomSet = named(f.Whom), true
		}
		if f.Kind == factwire.Deadline {
			if w.when = "-"; f.When.Date != "" {
				w.when = string(f.When.Relation) + " " + string(f.When.Date)
			}
		}
		c.wants = append(c.wants, w)
	}
	return c
}

func named(entities []shapes.Entity) []alternatives {
	var out []alternatives
	for _, e := range entities {
		if e.Code != "" {
			out = append(out, alternatives{e.Code})
		} else {
			out = append(out, alternatives{e.Name})
		}
	}
	return out
}
