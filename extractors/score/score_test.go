package score_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/model"
	"github.com/factwire/factwire/extractors/score"
)

func engine(t *testing.T) *extractors.Engine {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	e, err := extractors.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func view(e *extractors.Engine, text string) *feature.View {
	r := e.Read(factwire.Article{Text: text, Published: "2025-03-05"})
	return feature.NewView(r, 0, e.Parse(r, 0), e.Words())
}

// bundle is a reader's that knows one thing of each question.
func bundle(t *testing.T, e *extractors.Engine) *model.Bundle {
	t.Helper()
	learnt := func(classes []string, bias []int32, name string, class int, ask func(*feature.Sink)) *model.Linear {
		s := feature.Sink{Named: true}
		ask(&s)
		at := slices.Index(s.Names, name)
		if at < 0 {
			t.Fatalf("no feature %q among %q", name, s.Names)
		}
		w := make([]int16, len(classes))
		w[class] = 4 * model.Scale
		return model.NewLinear(classes, bias, []model.Weight{{Feature: s.IDs[at], Classes: w}})
	}
	v := view(e, "Norway banned Acme Robotics by 2027.")
	kinds := []string{score.None, "ban", "deadline"}
	norway := score.Phrases(v.R, 0)[0]
	d := score.Dates(v)[0]
	return &model.Bundle{
		Head: model.Head{
			Lists:   map[string][]string{score.CueList: {"ban", "by", "must"}},
			Numbers: map[string]float64{"bound.ban": 0.7, "rules.ban": 0.2, "bound.deadline": 0.8, "least": 0.15, "gate": 0.3, "short": 0.4},
			Vectors: map[string][]float64{score.Fact + "ban": weightsOf("kind", 1, "one", 0.5), score.Calibration + "ban": {0, 0.1, 0.5, 0.3, 0.9, 0.8, 1, 0.9}},
		},
		Models: map[string]*model.Linear{
			score.Word:    learnt(kinds, []int32{512, 0, 0}, "lemma=ban", 1, func(s *feature.Sink) { s.Word(v, 1) }),
			score.Trigger: learnt(kinds, []int32{512, 0, 0}, "lemma=ban", 1, func(s *feature.Sink) { s.Trigger(v, 1) }),
			score.Status:  learnt([]string{"done", "negated"}, []int32{0, 0}, "judged=negated", 1, func(s *feature.Sink) { s.Status(v, "ban", 1, "negated") }),
			score.Role:    learnt([]string{score.None, "who", "whom"}, []int32{0, 0, 0}, "ban:class,form=<state>|name", 1, func(s *feature.Sink) { s.Role(v, "ban", "done", 1, norway, 0) }),
			score.Due: learnt([]string{score.None, "yes"}, []int32{256, 0}, "due:relation=by|", 1, func(s *feature.Sink) {
				s.Due(v, 1, d.First, d.Last, string(d.Relation), string(d.Mod), d.Duration != "")
			}),
		},
	}
}

// weightsOf gives figures their weights by their names.
func weightsOf(pairs ...any) []float64 {
	w := make([]float64, len(feature.FactNames))
	for i := 0; i < len(pairs); i += 2 {
		switch x := pairs[i+1].(type) {
		case int:
			w[slices.Index(feature.FactNames, pairs[i].(string))] = float64(x)
		case float64:
			w[slices.Index(feature.FactNames, pairs[i].(string))] = x
		}
	}
	return w
}

func models(t *testing.T, e *extractors.Engine) *score.Models {
	t.Helper()
	m, err := score.New(bundle(t, e))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestEvents lets models that know one thing of each question read.
func TestEvents(t *testing.T) {
	e := engine(t)
	m := models(t, e)
	var s score.Scratch
	never := func(int) string { return "" }
	for _, c := range []struct {
		text   string
		judged string
		asked  map[int][]factwire.Kind
		want   []string // kind, status, cue, whether models see it, who, due
	}{
		{"Norway banned Acme Robotics.", "", nil, []string{"ban done banned true Norway -"}},
		{"Norway has not banned Acme Robotics.", "negated", nil, []string{"ban negated banned true Norway -"}},
		{"Norway welcomed Acme Robotics.", "", nil, nil},
		{"Acme Robotics must act by 2027.", "", nil, nil},
		{"Acme Robotics must act by 2027.", "", map[int][]factwire.Kind{2: {factwire.Deadline}}, []string{"deadline done must false - 2027"}},
		{"Norway welcomed Acme Robotics.", "", map[int][]factwire.Kind{1: {factwire.Ban, factwire.Ban, factwire.Quote}}, []string{"ban done welcomed false Norway -"}},
	} {
		v := view(e, c.text)
		judge := never
		if c.judged != "" {
			judge = func(int) string { return c.judged }
		}
		var got []string
		for _, x := range m.Events(v, judge, m.Least(), c.asked, &s) {
			who, due := "-", "-"
			for _, a := range x.Args {
				if a.Role == "who" && a.P > 0.9 {
					who = v.R.Doc.Tokens[a.Head].Text
				}
			}
			if best := x.Best("who"); who != "-" && v.R.Doc.Tokens[best[0].Head].Text != who {
				t.Errorf("%s: the likeliest is %v", c.text, best[0])
			}
			if x.Due != nil && x.PDue > 0.9 {
				due = string(x.Due.Date)
			}
			got = append(got, fmt.Sprintf("%s %s %s %t %s %s", x.Kind, x.Status, v.R.Doc.Tokens[x.Cue].Text, x.Proposes, who, due))
			if x.Judged != c.judged || math.Abs(x.Statuses["done"]+x.Statuses["negated"]-1) > 1e-5 || x.PStatus != max(x.Statuses["done"], x.Statuses["negated"]) {
				t.Errorf("%s: status %+v", c.text, x)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q tells %q, want %q", c.text, got, c.want)
		}
	}
}

// TestGate lets sentences through that hold a word which is likely to signal something.
func TestGate(t *testing.T) {
	e := engine(t)
	m := models(t, e)
	var s score.Scratch
	for text, want := range map[string][3]any{
		"Norway banned Acme Robotics.":       {true, true, "banned"},
		"Acme Robotics must act by 2027.":    {true, false, "must by"},
		"Acme Robotics must act by itself.":  {true, false, "must"},
		"Norway welcomed Acme Robotics.":     {false, false, ""},
		"The Ban Treaty was read in Norway.": {true, false, ""},
	} {
		v := view(e, text)
		var cues []string
		for _, i := range m.Cues(v) {
			cues = append(cues, v.Tok(i).Text)
		}
		if got := [3]any{m.May(v.R, 0), m.Plausible(v, &s), strings.Join(cues, " ")}; got != want {
			t.Errorf("%q: may tell something, plausibly, cues: %v, want %v", text, got, want)
		}
	}
}

// TestPhrases wants names with their titles left out, noun groups, and no part of a name on its own; and their order on either side of a cue.
func TestPhrases(t *testing.T) {
	e := engine(t)
	v := view(e, "Norway and the Danish company barred Acme Robotics, several truck makers and Sweden from its ports.")
	phrases := score.Phrases(v.R, 0)
	orders := score.Orders(v, 5, phrases)
	var got []string
	for k, p := range phrases {
		got = append(got, fmt.Sprintf("%s %d", v.R.Doc.Text[v.R.Doc.Tokens[p.First].Start:v.R.Doc.Tokens[p.Last-1].End], orders[k]))
	}
	want := []string{"Norway 1", "Danish 0", "the Danish company 0", "Acme Robotics 0", "several truck makers 0", "Sweden 0", "its 1", "its ports 1"}
	if !slices.Equal(got, want) {
		t.Errorf("phrases %q, want %q", got, want)
	}
}

// TestScores holds what a bundle says of facts: their probability, from which on they are told, and what a confidence comes to.
func TestScores(t *testing.T) {
	e := engine(t)
	m := models(t, e)
	v := view(e, "Norway banned Acme Robotics.")
	f := feature.Fact{Kind: "ban", Kinds: 0.5}
	if got := m.Right(v, &f); got != 0.622 {
		t.Errorf("a fact's probability is %v, want 0.622", got)
	}
	f.Kinds = 0.9
	if got := m.Right(v, &f); got != 0.937 {
		t.Errorf("of a surer kind it is %v, want 0.937", got)
	}
	if a, b := m.WhyFact(v, &feature.Fact{Kind: "signing"}); a != nil || b != nil {
		t.Errorf("a kind without weights is explained by %v and %v", a, b)
	}
	favour, against := m.WhyFact(v, &f)
	if len(favour) != 2 || favour[0].Feature != "kind" || favour[1] != (score.Reason{Feature: "one", Weight: 0.5}) || len(against) != 0 {
		t.Errorf("what weighed: for %v, against %v", favour, against)
	}
	b := *m.Bundle()
	b.Vectors = maps.Clone(b.Vectors)
	b.Vectors[score.Trees+"ban"] = []float64{0, 1, -1, -0.25, -1, -3}
	corrected, err := score.New(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got := corrected.Right(v, &f); got != 0.425 {
		t.Errorf("with trees that speak against it it is %v, want 0.425", got)
	}
	if _, against := corrected.WhyFact(v, &f); len(against) != 1 || against[0] != (score.Reason{Feature: "figures together", Weight: -3}) {
		t.Errorf("what trees weighed against it: %v", against)
	}
	b.Vectors[score.Trees+"ban"] = []float64{1, 1, 1}
	if _, err := score.New(&b); !errors.Is(err, model.ErrTrees) {
		t.Errorf("damaged trees: %v", err)
	}
	if got := m.Right(v, &feature.Fact{Kind: "signing"}); got != 1 {
		t.Errorf("of a kind whose facts are not judged it is %v", got)
	}
	if got := score.Chance([]float64{1}, nil, 0); got != 0 {
		t.Errorf("other weights than figures: %v", got)
	}
	for _, c := range []struct {
		kind  factwire.Kind
		rules bool
		want  float64
	}{{"ban", false, 0.7}, {"ban", true, 0.2}, {"deadline", false, 0.8}, {"deadline", true, 0.8}, {"signing", false, 0.4}} {
		if got := m.Bound(c.kind, c.rules); got != c.want {
			t.Errorf("the bound of %s, rules %t, is %v, want %v", c.kind, c.rules, got, c.want)
		}
	}
	for tokens, want := range map[int]float64{0: 0.4, 5: 0.3, 10: 0.2, 20: 0, 60: 0} {
		if got := m.Short(tokens); math.Abs(got-want) > 1e-9 {
			t.Errorf("of a sentence of %d tokens %v is asked, want %v", tokens, got, want)
		}
	}
	if m.Least() != 0.15 || !m.Knows("ban") || m.Knows("quote") || m.Knows(score.None) {
		t.Errorf("least %v, knows bans %t, quotes %t", m.Least(), m.Knows("ban"), m.Knows("quote"))
	}
	for confidence, want := range map[float64]float64{-1: 0.1, 0: 0.1, 0.25: 0.2, 0.5: 0.3, 0.7: 0.55, 0.9: 0.8, 0.95: 0.85, 1: 0.9, 2: 0.9} {
		if got := m.Calibrated("ban", confidence); got != want {
			t.Errorf("confidence %v comes to %v, want %v", confidence, got, want)
		}
	}
	if got := m.Calibrated("quote", 0.33); got != 0.33 {
		t.Errorf("of a kind without calibration it is %v", got)
	}
}

// TestWhy wants the classes, their probabilities, and the features that decided.
func TestWhy(t *testing.T) {
	e := engine(t)
	m := models(t, e)
	v := view(e, "Norway banned Acme Robotics.")
	why := m.WhyKind(v, 1)
	if why.Class != "ban" || why.Second != score.None || why.P < 0.8 || why.P+why.PSecond > 1 || len(why.For) != 1 || why.For[0] != (score.Reason{Feature: "lemma=ban", Weight: 4}) || len(why.Against) != 0 {
		t.Errorf("the kind: %+v", why)
	}
	why = m.WhyKind(v, 0)
	if why.Class != score.None || len(why.For)+len(why.Against) != 0 {
		t.Errorf("a word that signals nothing: %+v", why)
	}
	if why = m.WhyStatus(v, "ban", 1, "negated"); why.Class != "negated" || why.Second != "done" || len(why.For) == 0 || why.For[0].Feature != "judged=negated" {
		t.Errorf("the status: %+v", why)
	}
	// five at most on either side, the heaviest first, of the bundled models
	bundled, err := score.Load()
	if err != nil {
		t.Fatal(err)
	}
	why = bundled.WhyKind(v, 1)
	for side, all := range map[string][]score.Reason{"for": why.For, "against": why.Against} {
		if len(all) != 5 || !slices.IsSortedFunc(all, func(a, b score.Reason) int {
			return int(math.Copysign(1, math.Abs(b.Weight)-math.Abs(a.Weight))) * min(1, int(math.Abs(a.Weight-b.Weight)*1e6))
		}) {
			t.Errorf("%s: %v", side, all)
		}
	}
}

// TestNew wants every model, and names the one that is missing.
func TestNew(t *testing.T) {
	e := engine(t)
	for _, name := range []string{score.Word, score.Trigger, score.Status, score.Role, score.Due} {
		b := bundle(t, e)
		delete(b.Models, name)
		if _, err := score.New(b); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
	var file bytes.Buffer
	if err := bundle(t, e).Encode(&file); err != nil {
		t.Fatal(err)
	}
	m, err := score.Decode(file.Bytes())
	if err != nil || !m.Knows("ban") || m.Bundle().Numbers["least"] != 0.15 {
		t.Errorf("from a file: %v", err)
	}
	if _, err := score.Decode(file.Bytes()[:100]); err == nil {
		t.Error("a file that is cut short is taken")
	}
	if m = score.Proposer([]string{"welcome"}); !m.May(view(e, "Norway welcomed Acme Robotics.").R, 0) || m.May(view(e, "Norway banned Acme Robotics.").R, 0) {
		t.Error("a proposer knows other words than it was given")
	}
	if _, err := os.Stat("../../configs/model"); err != nil {
		t.Error(err)
	}
}
