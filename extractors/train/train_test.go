package train

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/model"
	"github.com/factwire/factwire/extractors/score"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestSentences wants marks as bytes of the text that is read: of the sentence, of what stands before it, and of neither.
func TestSentences(t *testing.T) {
	path := write(t, "marked.jsonl", `{"id":"s1","article":"a","fold":3,"published":"2020-05-01","before":"  Ada Ost is a minister. ","text":"Norway banned Acme by 2027.","facts":[
{"kind":"ban","status":"done","cue":{"text":"banned","span":[7,13]},"who":[{"name":"NO","text":"Norway","span":[0,6]}],"whom":[{"name":"Acme","text":"Acme","span":[14,18]}],"people":[{"name":"Ada Ost","text":"Ada Ost","far":true,"span":[2,9]}],"when":{"date":"2027","text":"2027"},"optional":true,"partial":true},
{"kind":"ban","status":"done","cue":{"text":"banned","span":[7,13]},"whom":[{"name":"Vela","text":"it"}],"when":{"date":"2026","text":"in May"}}]}
`)
	data, _ := os.ReadFile(path)
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(data), "[\n", "[")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	data, _ = os.ReadFile(path)
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(data), ",\n{", ",{")), 0o644); err != nil {
		t.Fatal(err)
	}
	all, err := Sentences(path)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d sentences, %v", len(all), err)
	}
	x := all[0]
	text := "Ada Ost is a minister.\n\nNorway banned Acme by 2027.\n"
	if x.Article.Text != text || x.Article.Published != "2020-05-01" || x.Fold != 3 || x.Part() != 3 || text[x.From:x.From+6] != "Norway" || len(x.Events) != 2 {
		t.Fatalf("%+v", x)
	}
	e := x.Events[0]
	at := func(s Span) string { return text[s.Start:s.End] }
	if text[e.Cues[0][0]:e.Cues[0][1]] != "banned" || at(e.Roles["who"][0]) != "Norway" || at(e.Roles["whom"][0]) != "Acme" || at(e.Roles["people"][0]) != "Ada Ost" || at(*e.When) != "2027" {
		t.Errorf("the marks stand elsewhere: %+v", e)
	}
	if !e.Optional || !e.Partial || e.Date != "2027" || !slices.Equal(e.Names["who"], []string{"NO"}) {
		t.Errorf("%+v", e)
	}
	if e := x.Events[1]; e.When != nil || e.Date != "2026" || len(e.Roles["whom"]) != 0 || !slices.Equal(e.Names["whom"], []string{"Vela"}) || e.Optional {
		t.Errorf("what no word says has no mark: %+v", e)
	}
	if _, err := Sentences(write(t, "bad.jsonl", "{}\n{")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a damaged line: %v", err)
	}
	if _, err := Sentences(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a file that there is not")
	}
	if (&Example{Fold: -1}).Part() != 0 || (&Example{Fold: 5}).Part() != 1 {
		t.Error("an example without a fold, or of a late one, is in another part")
	}
}

// TestArticles reads articles with their marks; quotes are none that are learned.
func TestArticles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b.txt": "Norway banned Acme.", "b.spans.jsonl": `{"kind":"ban","status":"done","who":["NO",{"name":"Ada Ost"}],"whom":["Acme"],"spans":{"cue":[[7,13]],"who":[[0,6]],"when":[[1,2]]},"when":{"date":"2027"},"again":[3]}` + "\n" + `{"kind":"quote","status":"done"}` + "\n",
		"a.txt": "Nothing.", "a.spans.jsonl": "", "c.txt": "without marks",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all, err := Articles(dir, 2, func(path string) (factwire.Article, error) {
		data, err := os.ReadFile(path)
		return factwire.Article{Text: string(data)}, err
	})
	if err != nil || len(all) != 2 || all[0].ID != "a" || all[1].ID != "b" || all[1].Fold != 1 || len(all[1].Events) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	e := all[1].Events[0]
	if !slices.Equal(e.Names["who"], []string{"NO", "Ada Ost"}) || e.Roles["who"][0] != (Span{Start: 0, End: 6}) || *e.When != (Span{1, 2, "2027"}) || !slices.Equal(all[1].Again, []int{3}) {
		t.Errorf("%+v", e)
	}
}

func TestShapes(t *testing.T) {
	all, err := Shapes(os.DirFS("../../testdata/shapes"), 0, 2)
	if err != nil || len(all) < 100 {
		t.Fatalf("%d shapes, %v", len(all), err)
	}
	told, alike, spanned := 0, 0, 0
	for i, x := range all {
		if !x.Shape || x.Article.Published == "" {
			t.Errorf("%s: %q", x.ID, x.Article.Text)
		}
		if i%2 == 1 && x.Article.Text == all[i-1].Article.Text && len(x.Events) > 0 {
			alike++ // by chance, where there is one slot
		}
		for _, e := range x.Events {
			told++
			if c := e.Cues[0]; c[0] < 0 || c[1] > len(x.Article.Text) || c[0] >= c[1] {
				t.Errorf("%s: the cue stands at %v", x.ID, c)
			}
			for role, spans := range e.Roles {
				spanned += len(spans)
				if len(spans) > len(e.Names[role]) {
					t.Errorf("%s: %d marks of %d names", x.ID, len(spans), len(e.Names[role]))
				}
			}
		}
	}
	if spanned < told {
		t.Errorf("%d marks of names in %d facts", spanned, told)
	}
	if told < 100 || alike > len(all)/200 {
		t.Errorf("%d facts in %d shapes, of which %d are filled twice with the same names", told, len(all), alike)
	}
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"NO", "NO", true}, {"NO", "SE", false}, {"NO", "Norway Air", false}, {"Acme Robotics", "acme  robotics", true}, {"Acme", "Acme Robotics", true},
		{"Acme Robotics", "Acme Foods", false}, {"the", "of", false}, {"Bank of Borea", "Borea Bank", true}, {"U.S. Steel", "US Steel", false}, {"737", "Boeing 737", true}, {"Boeing 737", "737", true}, {"Norway Air", "NO", false},
	} {
		if got := alike(key(c.a, ""), key(c.b, "")); got != c.want {
			t.Errorf("%q and %q: %t", c.a, c.b, got)
		}
	}
	if keyOf(factwire.Entity{Name: "Norway", Code: "NO"}) != "NO" {
		t.Error("a code counts before the name")
	}
}

// TestFit teaches which feature goes with which class.
func TestFit(t *testing.T) {
	var all []instance
	for i := range 400 {
		x := instance{features: []uint32{uint32(1 + i%2), 7}, class: i % 2, weight: 1}
		if i == 0 {
			x.features = append(x.features, 99) // rare
		}
		all = append(all, x)
	}
	m := fit([]string{"a", "b"}, all, fitting)
	for c := range 2 {
		p := model.Softmax(m.Score([]uint32{uint32(1 + c), 7}, nil), nil)
		if p[c] < 0.85 {
			t.Errorf("class %d has the probability %v", c, p[c])
		}
	}
	if m.Of(99) != nil {
		t.Error("a feature of one instance has weights")
	}
	if w := m.Of(1); len(w) != 2 || w[0]%4 != 0 || w[0] <= 0 || w[1] >= 0 {
		t.Errorf("weights %v", w)
	}
	if again := fit([]string{"a", "b"}, all, fitting); !reflect.DeepEqual(again.Weights(), m.Weights()) || !slices.Equal(again.Bias(), m.Bias()) {
		t.Error("the same instances give other weights")
	}
	// what counts nothing teaches nothing
	for i := range all {
		all[i].weight = 0
	}
	if m = fit([]string{"a", "b"}, all, fitting); m.Size() != 0 {
		t.Errorf("%d weights of instances without weight", m.Size())
	}
}

// TestFitFigures teaches facts by two figures, from nothing and from weights that hold on.
func TestFitFigures(t *testing.T) {
	var all []judged
	for i := range 200 {
		x := float64(i%10) - 4.5
		class := 0
		if x > 0 {
			class = 1
		}
		all = append(all, judged{[]float64{1, x}, class, 1, 0})
	}
	w := fitFigures(all, nil, 0)
	if p := score.Chance(w, []float64{1, 3}, 0); p < 0.95 {
		t.Errorf("weights %v, probability %v", w, p)
	}
	if p := score.Chance(w, []float64{1, -3}, 0); p > 0.05 {
		t.Errorf("weights %v, probability %v", w, p)
	}
	before := []float64{0, -1}
	if near := fitFigures(all[:2], before, 1000); math.Abs(near[1]+1) > 0.1 {
		t.Errorf("two facts turn weights %v into %v", before, near)
	}
	if far := fitFigures(all, before, 1); far[1] < 0 {
		t.Errorf("two hundred facts leave weights %v at %v", before, far)
	}
	if fitFigures(nil, before, 1) != nil {
		t.Error("no fact teaches something")
	}
}

// TestVerdict judges what is proposed by marks.
func TestVerdict(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	e, err := extractors.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	r := e.Read(factwire.Article{Text: "Norway banned Acme Robotics from its ports."})
	all := e.Proposals(r, e.Rules(r))
	if len(all) != 1 {
		t.Fatalf("proposals in %d sentences", len(all))
	}
	p := all[0].Proposals[0]
	if a, b := p.Entities(); a.Code != "NO" || b.Name != "Acme Robotics" {
		t.Fatalf("the first is %v > %v", a, b)
	}
	ban := func(status factwire.Status, who, whom string) Event {
		return Event{Kind: factwire.Ban, Status: status, Names: map[string][]string{"who": {who}, "whom": {whom}}}
	}
	optional, partial, about := ban("done", "NO", "Acme"), ban("done", "SE", "Vela"), ban("done", "NO", "Vela")
	optional.Optional, partial.Partial, about.About = true, true, "robotics of acme"
	for name, c := range map[string]struct {
		events []Event
		want   int
	}{
		"right": {[]Event{ban("done", "NO", "Acme")}, 1}, "another target": {[]Event{ban("done", "NO", "Vela")}, 0}, "another authority": {[]Event{ban("done", "SE", "Acme")}, 0},
		"another status": {[]Event{ban("proposed", "NO", "Acme")}, 0}, "nothing": {nil, 0}, "optional": {[]Event{optional}, -1}, "another that is not wholly marked": {[]Event{partial}, -1},
		"what it is about": {[]Event{about}, 1}, "right beside another": {[]Event{partial, ban("done", "NO", "Acme Robotics")}, 1},
	} {
		if got := verdict(p, c.events); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
