package train

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/model"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
)

func newEngine(t *testing.T) *extractors.Engine {
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

var bracketed = regexp.MustCompile(`\[([a-z*]+):([^\]]*)\]`)

// marked makes an example of a text in which "[who:Norway] [ban:banned] ..." marks words: the kind of the one event at its cue, a star behind an optional one,
// the roles, its date as when, and sentences that tell it again from [again:] on. What stands before [from:] is not marked.
func marked(text string, status factwire.Status) Example {
	x := Example{Fold: -1}
	e := Event{Status: status, Roles: map[string][]Span{}, Names: map[string][]string{}}
	var plain strings.Builder
	last := 0
	for _, m := range bracketed.FindAllStringSubmatchIndex(text, -1) {
		plain.WriteString(text[last:m[0]])
		last = m[1]
		name, said := text[m[2]:m[3]], text[m[4]:m[5]]
		at := plain.Len()
		plain.WriteString(said)
		switch name {
		case "from":
			x.From = at
		case "again":
			x.Again = append(x.Again, at)
		case "when":
			e.When, e.Date = &Span{at, at + len(said), said}, said
		case "who", "whom", "people":
			e.Roles[name] = append(e.Roles[name], Span{at, at + len(said), said})
			e.Names[name] = append(e.Names[name], strings.ReplaceAll(said, "\u00ad", ""))
		default:
			e.Kind, e.Optional = factwire.Kind(strings.TrimSuffix(name, "*")), strings.HasSuffix(name, "*")
			e.Cues = append(e.Cues, [2]int{at, at + len(said)})
		}
	}
	plain.WriteString(text[last:])
	x.Article = factwire.Article{Text: plain.String(), Published: "2025-03-05"}
	if e.Kind != "" {
		x.Events = []Event{e}
	}
	return x
}

// asked tells which questions a learner was given by an example, and with which answers: a word with its kind, a status, phrases with their roles, dates. What does
// not count one says so.
func asked(l *learner, e *extractors.Engine, r *reading.Reading) []string {
	var out []string
	say := func(what string, all []instance, classes []string, ask func(*feature.Sink)) {
		var s feature.Sink
		ask(&s)
		for _, x := range all {
			if slices.Equal(x.features, s.IDs) {
				line := what + " " + classes[x.class]
				if x.weight != 1 {
					line += fmt.Sprintf(" %.2g", x.weight)
				}
				out = append(out, line)
			}
		}
	}
	for s := range r.Doc.Sentences {
		v := feature.NewView(r, s, e.Parse(r, s), e.Words())
		for i := range v.N {
			word := v.Tok(i).Text
			say("word "+word, l.word, kinds, func(s *feature.Sink) { s.Word(v, i) })
			say("cue "+word, l.trigger, kinds, func(s *feature.Sink) { s.Trigger(v, i) })
			for _, k := range append(kinds[1:], "quote") {
				say("event "+word, l.status, statuses, func(s *feature.Sink) { s.Status(v, k, i, e.Judged(r, v.First+i)) })
				phrases := score.Around(r, v.First+i, score.Phrases(r, s))
				orders := score.Orders(v, v.First+i, phrases)
				for n, p := range phrases {
					for _, status := range append(statuses, "odd") {
						said := r.Doc.Text[r.Doc.Tokens[p.First].Start:r.Doc.Tokens[p.Last-1].End]
						say(said, l.role, roles, func(s *feature.Sink) { s.Role(v, k, status, i, p, orders[n]) })
					}
				}
			}
			for _, d := range score.Dates(v) {
				say(r.Doc.Text[d.Start:d.End], l.due, yes, func(s *feature.Sink) {
					s.Due(v, i, d.First, d.Last, string(d.Relation), string(d.Mod), d.Duration != "")
				})
			}
		}
	}
	return out
}

// TestExample holds what one marked text asks of each model, and how much each answer counts.
func TestExample(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct {
		name, text string
		status     factwire.Status
		change     func(*Example)
		cues       string // that are known beside the example's own
		want       string
	}{
		{"an event", "[who:Norway] [ban:banned] [whom:Acme Robotics] from its ports.", "done", nil, "",
			"word banned ban, cue banned ban, event banned done, Norway who, Acme Robotics whom, its none, its ports none"},
		{"one that is optional", "[who:Norway] [ban*:banned] [whom:Acme Robotics].", "done", nil, "",
			"word banned ban 0.5, cue banned ban 0.5, event banned done 0.5, Norway who 0.5, Acme Robotics whom 0.5"},
		{"a shape", "[who:Norway] [ban:banned] [whom:Acme Robotics].", "done", func(x *Example) { x.Shape = true }, "",
			"word banned ban 0.3, cue banned ban 0.3, event banned done 0.3, Norway who 0.3, Acme Robotics whom 0.3"},
		{"a status that is rare", "[who:Norway] did not [ban:ban] [whom:Acme Robotics].", "negated", nil, "",
			"word ban ban, cue ban ban, event ban negated 2, Norway who, Acme Robotics whom"},
		{"a plan", "[who:Norway] will [ban:ban] [whom:Acme Robotics].", "proposed", nil, "",
			"word ban ban, cue ban ban, event ban proposed, Norway who, Acme Robotics whom"},
		{"a status that is none", "[who:Norway] will [ban:ban] [whom:Acme Robotics].", "odd", nil, "", "word ban ban, cue ban ban, Norway who, Acme Robotics whom"},
		{"a kind that is not learned", "[who:Norway] [quote:praised] [whom:Acme Robotics].", "done", nil, "", "event praised done, Norway who, Acme Robotics whom"},
		{"a word that signals nothing here", "Norway praised Acme Robotics.", "", nil, "praise", "word praised none, cue praised none"},
		{"what stands before", "Norway praised Acme Robotics.\n\n[from:]Sweden praised Borea Air.", "", nil, "praise", "word praised none, cue praised none"},
		{"a sentence that tells it again", "[who:Norway] [ban:banned] [whom:Acme Robotics]. [again:]It also barred Borea Air.", "done", nil, "bar",
			"word banned ban, cue banned ban, event banned done, Norway who, Acme Robotics whom"},
		{"a sentence that does not", "[who:Norway] [ban:banned] [whom:Acme Robotics]. It also barred Borea Air.", "done", nil, "bar",
			"word banned ban, cue banned ban, event banned done, Norway who, Acme Robotics whom, word barred none, cue barred none"},
		{"a word under the marked one", "[who:Norway] [signing:signed] an agreement with [who:Sweden].", "done", nil, "agreement",
			"word signed signing, cue signed signing, event signed done, Norway who, an agreement none, Sweden who"},
		{"a word under a duty", "[who:Norway] [deadline:faces] a deadline of [when:May 2027].", "done", nil, "deadline",
			"word faces deadline, cue faces deadline, event faces done, Norway who, a deadline none, May 2027 yes, word deadline none, cue deadline none"},
		{"a word in the cue", "[who:Norway] [ban:put a ban on] [whom:Acme Robotics].", "done", nil, "ban on",
			"word put ban, cue put ban, event put done, Norway who, a ban none, Acme Robotics whom"},
		{"two dates", "[who:Norway] [deadline:must] act by [when:1 May 2027], it was told on 3 June 2024.", "done", nil, "",
			"word must deadline, cue must deadline, event must done, Norway who, it none, 1 May 2027 yes, 3 June 2024 none"},
		{"two phrases that touch a mark", "[who:The Danish company] [ban:banned] [whom:Acme Robotics].", "done", nil, "",
			"word banned ban, cue banned ban, event banned done, The Danish company who, Acme Robotics whom"},
		{"a phrase of which a part is marked", "Norway [ban:banned] the sale of [whom:all] phones of many makers.", "done", nil, "",
			"word banned ban, cue banned ban, event banned done, Norway none, the sale none, many makers none"},
		{"soft hyphens", "The minis\u00adter spoke.\n\n[from:][who:Nor\u00adway] [ban:ban\u00adned] [whom:Acme Robo\u00adtics]. [again:]It al\u00adso barred Borea Air.", "done", nil, "bar speak",
			"word banned ban, cue banned ban, event banned done, Norway who, Acme Robotics whom"},
		{"a date behind a soft hyphen", "[who:Nor\u00adway] [deadline:must] act by [when:1 May 2027].", "done", nil, "",
			"word must deadline, cue must deadline, event must done, Norway who, 1 May 2027 yes"},
	} {
		x := marked(c.text, c.status)
		if c.change != nil {
			c.change(&x)
		}
		r := e.Read(x.Article)
		x = x.folded(r)
		l := &learner{engine: e, cues: counted(e, []Example{marked(c.text, c.status)})}
		all := l.anchors(r, x)
		list := strings.Fields(c.cues)
		for _, a := range all {
			list = append(list, r.Doc.Tokens[a.token].Lemma)
		}
		l.example(score.Proposer(list), r, x, all)
		got := asked(l, e, r)
		want := strings.Split(c.want, ", ")
		if c.want == "" {
			want = nil
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q asks\n%q, want\n%q", c.name, x.Article.Text, got, want)
		}
		if n := len(l.word) + len(l.trigger) + len(l.status) + len(l.role) + len(l.due); n != len(got) {
			t.Errorf("%s: %d questions, %d of them known", c.name, n, len(got))
		}
	}
}

// TestAnchors picks the word of a cue that is most often marked alone, else the one that governs the others.
func TestAnchors(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct {
		text  string
		often []string // cues marked elsewhere
		want  string
	}{
		{"Norway [ban:banned] Acme Robotics.", nil, "banned"},
		{"Norway [ban:put a ban on] Acme Robotics.", nil, "put"},
		{"Norway [ban:put a ban on] Acme Robotics.", []string{"Sweden's [ban:ban] hit Borea Air."}, "ban"},
		{"Norway [ban:put a ban on] Acme Robotics.", []string{"Sweden's [signing:ban] hit Borea Air."}, "put"},
		{"Norway [ban:put a ban on] Acme Robotics.", []string{"The deal is [ban:on] in Sweden.", "It is [ban:on] in Norway."}, "put"},
		{"Norway must act [deadline:by] 1 May 2027.", []string{"Sweden must act [deadline:by] 3 May 2027."}, "by"},
		{"Norway must act [deadline:by] 1 May 2027.", nil, ""},
		{"Norway banned Acme Robotics[ban:].", nil, ""},
		{"Norway [ban:imposed] sanctions and [ban:banned] Acme Robotics.", nil, "imposed"},
	} {
		var others []Example
		for _, o := range c.often {
			others = append(others, marked(o, "done"))
		}
		l := &learner{engine: e, cues: counted(e, others)}
		x := marked(c.text, "done")
		r := e.Read(x.Article)
		var got []string
		for _, a := range l.anchors(r, x) {
			if a.token >= 0 {
				got = append(got, r.Doc.Tokens[a.token].Text)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q beside %q: %q, want %q", c.text, c.often, got, c.want)
		}
	}
}

// TestTokensIn takes what a stretch covers in part, too.
func TestTokensIn(t *testing.T) {
	r := newEngine(t).Read(factwire.Article{Text: "Norway banned Acme."})
	for _, c := range []struct {
		start, end int
		want       string
	}{{0, 6, "Norway"}, {5, 8, "Norway banned"}, {6, 7, ""}, {6, 6, ""}, {13, 14, ""}, {14, 19, "Acme ."}, {14, 90, "Acme ."}, {90, 91, ""}, {7, 13, "banned"}} {
		var got []string
		for _, k := range tokensIn(r, c.start, c.end) {
			got = append(got, r.Doc.Tokens[k].Text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("[%d, %d): %q, want %q", c.start, c.end, got, c.want)
		}
	}
}

// taught are texts of all parts, in which one word is marked as ban, another as signing, and a third never.
func taught() []Example {
	var all []Example
	add := func(part int, text string, status factwire.Status) {
		x := marked(text, status)
		x.Fold = part
		all = append(all, x)
	}
	states, firms := []string{"Norway", "Sweden", "Finland", "Denmark", "Iceland", "Estonia"}, []string{"Acme Robotics", "Borea Air", "Vela Chips", "Skarn Foods"}
	for i, state := range states {
		for part, firm := range firms {
			other := states[(i+1)%len(states)]
			add(part, fmt.Sprintf("[who:%s] [ban:banned] [whom:%s].", state, firm), "done")
			add(part, fmt.Sprintf("[who:%s] did not [ban:ban] [whom:%s].", state, firm), "negated")
			add(part, fmt.Sprintf("[who:%s] [signing:signed] a treaty with [who:%s].", state, other), "done")
			add(part, fmt.Sprintf("%s told %s that it was banned from the room.", firm, state), "")
			add(part, fmt.Sprintf("[who:%s] [deadline:must] act by [when:1 May 2027].", firm), "done")
		}
	}
	for i, state := range states { // a word of one part alone
		add(2, fmt.Sprintf("[who:%s] [ban:outlawed] [whom:%s].", state, firms[i%len(firms)]), "done")
	}
	return all
}

// TestLearn teaches a reader by a few plain sentences, and wants the parts to be taught without their own.
func TestLearn(t *testing.T) {
	e := newEngine(t)
	examples := taught()
	all := Learn(e, examples)
	if want := []string{"ban", "must", "outlaw", "sign"}; !slices.Equal(all.Bundle.Lists[score.CueList], want) {
		t.Errorf("cues %q, want %q", all.Bundle.Lists[score.CueList], want)
	}
	for part, b := range all.Held {
		if slices.Contains(b.Lists[score.CueList], "outlaw") == (part == 2) {
			t.Errorf("part %d is read by %q", part, b.Lists[score.CueList])
		}
		for _, k := range []string{"ban", "signing", "deadline"} {
			if n := len(b.Vectors[score.Fact+k]); n != len(feature.FactNames) || slices.Equal(b.Vectors[score.Fact+k], all.Bundle.Vectors[score.Fact+k]) {
				t.Errorf("part %d has %d weights of a %s, those of all parts", part, n, k)
			}
		}
	}
	m, err := score.New(all.Bundle)
	if err != nil {
		t.Fatal(err)
	}
	var s score.Scratch
	for text, want := range map[string]string{
		"Chad banned Globex Motors.": "ban done banned", "Chad did not ban Globex Motors.": "ban negated ban", "Chad signed a treaty with Niger.": "signing done signed", "Globex Motors must act by 3 May 2028.": "deadline done must",
	} {
		r := e.Read(factwire.Article{Text: text, Published: "2025-03-05"})
		v := feature.NewView(r, 0, e.Parse(r, 0), e.Words())
		var got []string
		for _, x := range m.Events(v, func(t int) string { return e.Judged(r, t) }, 0.5, nil, &s) {
			got = append(got, fmt.Sprintf("%s %s %s", x.Kind, x.Status, r.Doc.Tokens[x.Cue].Text))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q tells %q, want %q", text, got, want)
		}
	}
	// what stands before the marked part is not judged, and shapes count less
	before := all.Bundle.Vectors[score.Fact+"ban"]
	for name, change := range map[string]func(*Example){
		"nothing marked": func(x *Example) { x.From = len(x.Article.Text) }, "shapes": func(x *Example) { x.Shape = true },
	} {
		changed := slices.Clone(examples)
		for i := range changed {
			if i%2 == 0 {
				change(&changed[i])
			}
		}
		if slices.Equal(Learn(e, changed).Bundle.Vectors[score.Fact+"ban"], before) {
			t.Errorf("%s: the same weights of whole facts", name)
		}
	}

	var out bytes.Buffer
	few := []Example{examples[0], examples[1], examples[2], examples[3], examples[4], marked("[who:Chad] [ban*:banned] [whom:Globex Motors].", "done"), marked("Chad banned Globex Motors.", ""), marked("Chad banned Globex Motors.\n\n[from:]Niger spoke.", "")}
	if err := Measure(&out, e, all.Bundle, examples, few); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"0.5 kind P 0.800 R 1.000 F1 0.889 (4)   kind and status P 0.800 R 1.000 F1 0.889 (4)", "role who      P 1.000 R 1.000 F1 1.000 (5)", "role whom     P 1.000 R 1.000 F1 1.000 (2)",
		"status done     P 1.000 R 1.000 F1 1.000 (3)", "status negated  P 1.000 R 1.000 F1 1.000 (1)", "due P 1.000 R 1.000 F1 1.000 (1)"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no line %q in\n%s", want, out.String())
		}
	}
	if err := Measure(&out, e, &model.Bundle{}, nil, nil); err == nil {
		t.Error("a bundle without weights is measured")
	}
}
