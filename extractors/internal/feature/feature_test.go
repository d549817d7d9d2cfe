package feature_test

import (
	"flag"
	"fmt"
	"hash/crc32"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/score"
)

var update = flag.Bool("update", false, "write the features as they are into testdata/features.txt")

// sentences show each thing that a feature tells of. A * stands before the words that are asked about.
var sentences = []string{
	"Norway *banned Acme Robotics from its ports on Tuesday.",
	"Several countries, including Chad and the Netherlands, have not *barred Huawei and ZTE or *restricted their sales.",
	"Acme Robotics was *sanctioned by the European Union in May 2024, the *ban was not lifted, and the ministry *called it off.",
	"If Sweden *signed the treaty with Denmark, Finland would want to *sign a series of agreements with Borea Air, Vela Chips and others.",
	"“We may have to *remove the antennas by 30 June 2027,” the minister told reporters.",
	"Did Japan and Canada refuse to *extend the *deadline of 1 May for US senator Ada Ost's foam makers?",
	"The Danish company, which with 12 firms *agreed a contract with the state of Iceland last week, must *comply within 90 days.",
	"Ada Ost, the foreign minister of Norway, announced that the government had decided to *lift its ban on Russian oil imports.",
}

type example struct {
	v    *feature.View
	cues []int // of the sentence
}

func examples(t *testing.T) (*extractors.Engine, []example) {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	e, err := extractors.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for n, marked := range sentences {
		text := "A headline.\n\n" + strings.ReplaceAll(marked, "*", "")
		if n == 0 {
			text = strings.ReplaceAll(marked, "*", "")
		}
		at := len(text) - len(strings.ReplaceAll(marked, "*", ""))
		var marks []int
		for k, part := range strings.Split(marked, "*") {
			if k > 0 {
				marks = append(marks, at)
			}
			at += len(part)
		}
		r := e.Read(factwire.Article{Text: text, Published: "2025-03-05"})
		last := len(r.Doc.Sentences) - 1
		x := example{v: feature.NewView(r, last, e.Parse(r, last), e.Words())}
		for i := range x.v.N {
			if slices.Contains(marks, x.v.Tok(i).Start) {
				x.cues = append(x.cues, i)
			}
		}
		if len(x.cues) != len(marks) {
			t.Fatalf("%q: %d of %d words are found in its last sentence", marked, len(x.cues), len(marks))
		}
		out = append(out, x)
	}
	return e, out
}

// TestFeatures holds the features of each question to testdata/features.txt: how many there are of each template, and a checksum over all of them. A
// feature that is no longer told, or tells something else, shows there; -update writes the file anew, and the weights must then be learned anew.
func TestFeatures(t *testing.T) {
	e, all := examples(t)
	var b strings.Builder
	for n, x := range all {
		v := x.v
		fmt.Fprintf(&b, "# %s\n", sentences[n])
		fmt.Fprintf(&b, "holds states %d bodies %d people %d dates %d quoted %t question %t title %t\n", v.States, v.Bodies, v.People, v.Dates, v.Quoted, v.Question, v.Title)
		ask := func(what string, add func(*feature.Sink)) {
			s := feature.Sink{Named: true}
			add(&s)
			line(t, &b, what, &s)
			// what is asked often is asked without wordings, and must be the same
			bare := feature.Sink{}
			add(&bare)
			if !slices.Equal(s.IDs, bare.IDs) || bare.Names != nil {
				t.Errorf("%s: other features without their wordings", what)
			}
			bare.Reset()
			if add(&bare); !slices.Equal(s.IDs, bare.IDs) {
				t.Errorf("%s: other features in a sink that was used before", what)
			}
		}
		for _, i := range x.cues {
			w := v.Tok(i).Text
			ask("word "+w, func(s *feature.Sink) { s.Word(v, i) })
			ask("trigger "+w, func(s *feature.Sink) { s.Trigger(v, i) })
			judged := e.Judged(v.R, v.First+i)
			fmt.Fprintf(&b, "judged %s %q conditional %t passive %t\n", w, judged, v.Conditional(i), v.Passive(i))
			ask("status "+w, func(s *feature.Sink) { s.Status(v, "ban", i, judged) })
			phrases := score.Phrases(v.R, v.Index)
			orders := score.Orders(v, v.First+i, phrases)
			for k, p := range phrases {
				said := v.R.Doc.Text[v.R.Doc.Tokens[p.First].Start:v.R.Doc.Tokens[p.Last-1].End]
				ask(fmt.Sprintf("role of %s in %s, %d away", said, w, orders[k]), func(s *feature.Sink) { s.Role(v, "ban", "done", i, p, orders[k]) })
			}
			for _, d := range score.Dates(v) {
				said := v.R.Doc.Text[d.Start:d.End]
				fmt.Fprintf(&b, "%s hangs on %s %t\n", said, w, v.Hangs(v.Lead(feature.Phrase{First: d.First, Last: d.Last, Head: d.Last - 1}), i))
				ask("due "+w+" "+said, func(s *feature.Sink) {
					s.Due(v, i, d.First, d.Last, string(d.Relation), string(d.Mod), d.Duration != "")
				})
			}
		}
	}
	const file = "testdata/features.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	have, kept := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(have), len(kept)) {
		h, k := "", ""
		if i < len(have) {
			h = have[i]
		}
		if i < len(kept) {
			k = kept[i]
		}
		if h != k {
			t.Fatalf("line %d is\n%s\nand was\n%s\n(-update writes the file)", i+1, h, k)
		}
	}
}

// line tells the features of a question: their number, a checksum, and how many there are of each template.
func line(t *testing.T, b *strings.Builder, what string, s *feature.Sink) {
	t.Helper()
	if len(s.Names) != len(s.IDs) {
		t.Fatalf("%s: %d wordings of %d features", what, len(s.Names), len(s.IDs))
	}
	sum := crc32.NewIEEE()
	count := map[string]int{}
	var order []string
	for i, name := range s.Names {
		fmt.Fprintf(sum, "%s %d\n", name, s.IDs[i])
		template, _, _ := strings.Cut(name, "=")
		if count[template] == 0 {
			order = append(order, template)
		}
		count[template]++
		if s.IDs[i] == 0 {
			t.Errorf("%s: the hash of %s is 0", what, name)
		}
	}
	fmt.Fprintf(b, "%s: %d %08x", what, len(s.IDs), sum.Sum32())
	for _, template := range order {
		fmt.Fprintf(b, " %s", template)
		if n := count[template]; n > 1 {
			fmt.Fprintf(b, "*%d", n)
		}
	}
	b.WriteByte('\n')
}

// TestFigures changes one thing at a time of a proposed fact, and wants exactly the figures to change that tell of it.
func TestFigures(t *testing.T) {
	_, all := examples(t)
	v := all[0].v
	base := feature.Fact{Kind: "ban", Status: "proposed", Models: true, Kinds: 0.5, Statuses: 0.6, Sides: [2]feature.Side{{Role: "who", P: 0.7, Type: "company"}, {Role: "whom", P: 0.8, Type: "company"}}}
	for name, c := range map[string]struct {
		change func(*feature.Fact)
		want   string
	}{
		"a surer kind":           {func(f *feature.Fact) { f.Kinds = 0.9 }, "kind, kind with linked, product"},
		"a linked word":          {func(f *feature.Fact) { f.Linked = 0.3 }, "kind with linked, linked"},
		"a word that agrees":     {func(f *feature.Fact) { f.Agrees = 0.3 }, "agreed, agrees"},
		"another sense":          {func(f *feature.Fact) { f.Dropped = "no named target" }, "another sense, dropped"},
		"called by the phrase":   {func(f *feature.Fact) { f.Sides[0].Fits, f.Sides[0].Open = true, 0.5 }, "first fits, first open, first open and fits"},
		"called by the second":   {func(f *feature.Fact) { f.Sides[1].Fits = true }, "second fits"},
		"a modifier":             {func(f *feature.Fact) { f.Sides[0].Form = "modifier" }, "first modifier"},
		"a second modifier":      {func(f *feature.Fact) { f.Sides[1].Form = "modifier" }, "second modifier"},
		"joiners of a third":     {func(f *feature.Fact) { f.Joiners = true }, "joiners"},
		"in another's phrase":    {func(f *feature.Fact) { f.Sides[0].Nested = true }, "first nested"},
		"second in another's":    {func(f *feature.Fact) { f.Sides[1].Nested = true }, "second nested"},
		"a surer status":         {func(f *feature.Fact) { f.Statuses = 0.9 }, "status, product"},
		"the best status":        {func(f *feature.Fact) { f.Best = true }, "best status"},
		"rules tell it, too":     {func(f *feature.Fact) { f.Rules, f.Trust = true, 0.9 }, "both, trust of both"},
		"rules alone tell it":    {func(f *feature.Fact) { f.Rules, f.Trust, f.Models = true, 0.9, false }, "rules, trust"},
		"a surer first":          {func(f *feature.Fact) { f.Sides[0].P = 0.9 }, "first, lower, product"},
		"a surer second":         {func(f *feature.Fact) { f.Sides[1].P = 0.9 }, "second, product"},
		"no second":              {func(f *feature.Fact) { f.Sides[1] = feature.Side{} }, "second, product"},
		"another is likelier":    {func(f *feature.Fact) { f.Sides[0].Rank, f.Sides[0].Gap = 1, 2 }, "first further, first gap"},
		"another second":         {func(f *feature.Fact) { f.Sides[1].Rank, f.Sides[1].Gap = 1, 2 }, "second further, second gap"},
		"a member":               {func(f *feature.Fact) { f.Sides[0].Member = true }, "first member"},
		"a second member":        {func(f *feature.Fact) { f.Sides[1].Member = true }, "second member"},
		"far":                    {func(f *feature.Fact) { f.Sides[0].Far, f.Sides[0].Back = true, 3 }, "first far, first back"},
		"far second":             {func(f *feature.Fact) { f.Sides[1].Far, f.Sides[1].Back = true, 3 }, "second far, second back"},
		"a state":                {func(f *feature.Fact) { f.Sides[0].Type = "country" }, "first state"},
		"a bloc":                 {func(f *feature.Fact) { f.Sides[1].Type = "bloc" }, "second state"},
		"a group":                {func(f *feature.Fact) { f.Sides[0].Type = "group" }, "first unnamed"},
		"a second group":         {func(f *feature.Fact) { f.Sides[1].Type = "group" }, "second unnamed"},
		"an adjective":           {func(f *feature.Fact) { f.Sides[0].Form = "adj" }, "first adjective"},
		"a second adjective":     {func(f *feature.Fact) { f.Sides[1].Form = "adj" }, "second adjective"},
		"a date":                 {func(f *feature.Fact) { f.Due = 0.9 }, "due, product"},
		"rivals":                 {func(f *feature.Fact) { f.Rivals = 3 }, "rivals"},
		"others":                 {func(f *feature.Fact) { f.Others = 2 }, "others"},
		"done":                   {func(f *feature.Fact) { f.Status = "done" }, "done"},
		"reversed":               {func(f *feature.Fact) { f.Status = "reversed" }, "reversed or negated"},
		"negated":                {func(f *feature.Fact) { f.Status = "negated" }, "reversed or negated"},
		"hypothetical":           {func(f *feature.Fact) { f.Judged = "hypothetical" }, "hypothetical"},
		"judged so":              {func(f *feature.Fact) { f.Judged = "possible" }, "judged so"},
		"judged otherwise":       {func(f *feature.Fact) { f.Judged = "ended" }, "judged otherwise"},
		"conditional":            {func(f *feature.Fact) { f.Conditional = true }, "conditional"},
		"together":               {func(f *feature.Fact) { f.Together = true }, "together"},
		"together beside others": {func(f *feature.Fact) { f.Together, f.Outside = true, true }, "together, together beside another"},
		"several instruments":    {func(f *feature.Fact) { f.Together, f.Outside, f.Plural = true, true, true }, "together, together beside another, plural together beside another"},
		"apart with others":      {func(f *feature.Fact) { f.Outside = true }, "apart together with another"},
		"told before":            {func(f *feature.Fact) { f.Sides[0].Told = true }, "first told"},
		"second told before":     {func(f *feature.Fact) { f.Sides[1].Told = true }, "second told"},
		"both told before":       {func(f *feature.Fact) { f.Sides[0].Told, f.Sides[1].Told = true, true }, "first told, second told, both told"},
		"salient":                {func(f *feature.Fact) { f.Sides[0].Salience, f.Sides[0].Open = 2, 0.5 }, "first salience, first open"},
		"second salient":         {func(f *feature.Fact) { f.Sides[1].Salience, f.Sides[1].Open = 2, 0.5 }, "second salience, second open"},
		"joins together":         {func(f *feature.Fact) { f.Joining, f.Together = true, true }, "together, joined together"},
		"joins apart":            {func(f *feature.Fact) { f.Joining = true }, "joined apart"},
	} {
		f := base
		c.change(&f)
		was, is := base.Figures(v), f.Figures(v)
		if len(was) != len(feature.FactNames) || len(is) != len(was) {
			t.Fatalf("%d figures, %d names", len(is), len(feature.FactNames))
		}
		var changed []string
		for i := range is {
			if is[i] != was[i] {
				changed = append(changed, feature.FactNames[i])
			}
		}
		want := strings.Split(c.want, ", ")
		slices.Sort(want)
		slices.Sort(changed)
		if !slices.Equal(changed, want) {
			t.Errorf("%s: the figures %q change, want %q", name, changed, want)
		}
	}
	// of the sentence
	for name, change := range map[string]func(*feature.View){
		"quoted": func(v *feature.View) { v.Quoted = !v.Quoted }, "title": func(v *feature.View) { v.Title = !v.Title },
		"question": func(v *feature.View) { v.Question = !v.Question }, "length": func(v *feature.View) { v.N += 10 },
	} {
		w := *v
		change(&w)
		was, is := base.Figures(v), base.Figures(&w)
		for i := range is {
			if (is[i] != was[i]) != (feature.FactNames[i] == name) {
				t.Errorf("%s: figure %s is %v and was %v", name, feature.FactNames[i], is[i], was[i])
			}
		}
	}
}

// TestReset wants of a view in used memory what one in fresh memory tells.
func TestReset(t *testing.T) {
	e, all := examples(t)
	var used feature.View
	for _, x := range all {
		tree := e.Parse(x.v.R, x.v.Index)
		used.Reset(x.v.R, x.v.Index, e.Words())
		used.Hang(tree)
		fresh := feature.NewView(x.v.R, x.v.Index, tree, e.Words())
		for i := range fresh.N {
			if !slices.Equal(used.Kids(i), fresh.Kids(i)) {
				t.Fatalf("children of %s: %v, want %v", fresh.Tok(i).Text, used.Kids(i), fresh.Kids(i))
			}
		}
		for name, pair := range map[string][2]any{
			"heads": {used.Head, fresh.Head}, "relations": {used.Rel, fresh.Rel}, "lemmas": {used.Lemma, fresh.Lemma}, "names": {used.Ent, fresh.Ent},
			"groups": {used.Group, fresh.Group}, "dates": {used.Date, fresh.Date}, "states": {used.States, fresh.States}, "quotes": {used.Quoted, fresh.Quoted},
		} {
			if !reflect.DeepEqual(pair[0], pair[1]) {
				t.Errorf("%s in used memory: %v, want %v", name, pair[0], pair[1])
			}
		}
	}
}

// TestHostileTree gives governors that are out of range or run in circles.
func TestHostileTree(t *testing.T) {
	e, all := examples(t)
	v := all[1].v
	for name, head := range map[string]func(i int) int32{
		"themselves": func(i int) int32 { return int32(i) }, "in a circle": func(i int) int32 { return int32((i + 1) % v.N) },
		"beyond the end": func(int) int32 { return 1 << 30 }, "before the front": func(int) int32 { return -7 },
	} {
		tree := feature.Tree{Rel: make([]string, v.N)}
		for i := range v.N {
			tree.Head = append(tree.Head, head(i))
		}
		w := feature.NewView(v.R, v.Index, tree, e.Words())
		s := feature.Sink{}
		for i := range w.N {
			s.Trigger(w, i)
			s.Status(w, "ban", i, "")
			for h, n := w.Head[i], 0; h >= 0; h, n = w.Head[h], n+1 {
				if n > w.N {
					t.Fatalf("%s: governors run in a circle", name)
				}
			}
		}
	}
	if got := feature.Class(v.R, nil); got != "" || feature.FormOf(nil) != "np" {
		t.Errorf("of no mention: class %q, form %q", got, feature.FormOf(nil))
	}
	if got := feature.Class(v.R, &names.Mention{}); got != "<unknown>" {
		t.Errorf("a mention of nobody is of the class %q", got)
	}
}

// TestPassive takes a participle for passive by its auxiliary or by its subject.
func TestPassive(t *testing.T) {
	e, all := examples(t)
	v := all[0].v
	for rel, want := range map[string]bool{"auxpass": true, "nsubjpass": true, "nsubj": false, "aux": false} {
		tree := feature.Tree{Head: []int32{1, -1}, Rel: []string{rel, ""}}
		if got := feature.NewView(v.R, v.Index, tree, e.Words()).Passive(1); got != want {
			t.Errorf("a word with %s is passive: %t", rel, got)
		}
	}
}

// TestPath follows a chain as far as steps are told apart.
func TestPath(t *testing.T) {
	e, all := examples(t)
	v := all[1].v
	tree := feature.Tree{Head: []int32{-1}, Rel: []string{""}}
	for i := 1; i < v.N; i++ {
		tree.Head, tree.Rel = append(tree.Head, int32(i-1)), append(tree.Rel, "dobj")
	}
	tree.Head[10] = -1
	w := feature.NewView(v.R, v.Index, tree, e.Words())
	for _, c := range []struct {
		from, to int
		path     string
		turn     int
	}{
		{0, 0, "", 0}, {0, 2, "/dobj/dobj", 0}, {2, 0, "^dobj^dobj", 0}, {7, 0, strings.Repeat("^dobj", 7), 0}, {0, 8, strings.Repeat("/dobj", 8), 0}, {9, 0, "far", -1}, {0, 9, "far", -1},
		{10, 0, "apart", -1}, {1, 11, "apart", -1},
	} {
		if path, turn := w.Path(&feature.Sink{}, c.from, c.to); path != c.path || turn != c.turn {
			t.Errorf("from %d to %d: %q, turning at %d", c.from, c.to, path, turn)
		}
	}
}

// TestModifier names the nouns before a word as what they are.
func TestModifier(t *testing.T) {
	_, all := examples(t)
	v := all[0].v
	for _, modifier := range []bool{true, false} {
		s := feature.Sink{Named: true}
		s.Role(v, "ban", "done", 1, feature.Phrase{First: v.First, Last: v.First + 1, Head: v.First, Modifier: modifier}, 0)
		if got := slices.ContainsFunc(s.Names, func(n string) bool { return strings.Contains(n, "modifier") }); got != modifier {
			t.Errorf("a modifier %t is told as one: %t", modifier, got)
		}
	}
}
