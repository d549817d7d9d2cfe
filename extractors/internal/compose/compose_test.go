package compose_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/compose"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
)

type reader struct {
	t        *testing.T
	engine   *extractors.Engine
	composer *compose.Composer
}

func newReader(t *testing.T) *reader {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	e, err := extractors.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	return &reader{t, e, compose.New(lex)}
}

func (r *reader) read(text string) *reading.Reading {
	return r.engine.Read(factwire.Article{Text: text, Published: "2025-03-05"})
}

// event makes an event at a word of a sentence. Roles are "phrase role probability", with semicolons between; a phrase is named by its last word.
func (r *reader) event(v *feature.View, kind factwire.Kind, status factwire.Status, cue, roles, due string) score.Event {
	r.t.Helper()
	e := score.Event{Kind: kind, Status: status, Cue: -1, P: 0.9, PStatus: 0.9, Statuses: map[factwire.Status]float64{status: 0.9}, Proposes: true}
	for i := range v.N {
		if v.Tok(i).Text == cue && e.Cue < 0 {
			e.Cue = v.First + i
		}
	}
	if e.Cue < 0 {
		r.t.Fatalf("no word %q in the sentence", cue)
	}
	given := map[string]map[string]float64{}
	for part := range strings.SplitSeq(roles, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		var word, role string
		var p float64
		if _, err := fmt.Sscanf(part, "%s %s %f", &word, &role, &p); err != nil {
			r.t.Fatalf("%q: %v", part, err)
		}
		if given[word] == nil {
			given[word] = map[string]float64{}
		}
		given[word][role] = p
	}
	for _, p := range score.Around(v.R, e.Cue, score.Phrases(v.R, v.Index)) {
		all := map[string]float64{"who": 0.01, "whom": 0.01, "people": 0.01}
		word := v.R.Doc.Tokens[p.Last-1].Text
		for role, x := range given[word] {
			all[role] = x
		}
		delete(given, word)
		e.Args = append(e.Args, score.Arg{Phrase: p, All: all})
	}
	if len(given) > 0 {
		r.t.Fatalf("no phrases end with %v", given)
	}
	for _, d := range score.Dates(v) {
		if due != "" && v.R.Doc.Text[d.Start:d.End] == due {
			e.Due, e.PDue = d, 0.9
		}
	}
	return e
}

func (r *reader) view(text *reading.Reading, sentence int) *feature.View {
	return feature.NewView(text, sentence, r.engine.Parse(text, sentence), r.engine.Words())
}

func names(all []factwire.Entity) string {
	var out []string
	for _, e := range all {
		if e.Code != "" && e.Type == factwire.Country {
			out = append(out, e.Code)
		} else {
			out = append(out, e.Name)
		}
	}
	return strings.Join(out, ", ")
}

func worded(facts []factwire.Fact) []string {
	var out []string
	for _, f := range facts {
		s := fmt.Sprintf("%s %s: %s", f.Kind, f.Status, names(f.Who))
		if len(f.Whom) > 0 {
			s += " > " + names(f.Whom)
		}
		if len(f.People) > 0 {
			s += " by " + names(f.People)
		}
		s += " | " + f.What
		if f.When.Date != "" {
			s += fmt.Sprintf(" %s %s", f.When.Relation, f.When.Date)
		}
		out = append(out, s)
	}
	return out
}

// TestCompose gives words that signal a fact and the probabilities of the roles around them, and wants the facts.
func TestCompose(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct {
		name, text string
		kind       factwire.Kind
		status     factwire.Status
		cue, roles string
		due        string
		want       []string
	}{
		{"targets of one coordination", "Norway banned Acme Robotics and Borea Air.", "ban", "done", "banned", "Norway who 0.9; Robotics whom 0.8; Air whom 0.5", "",
			[]string{"ban done: NO > Acme Robotics, Borea Air | ban"}},
		{"a target that stands in none is another's", "Norway banned Acme Robotics after talks with Borea Air.", "ban", "done", "banned", "Norway who 0.9; Robotics whom 0.8; Air whom 0.3", "",
			[]string{"ban done: NO > Acme Robotics | ban"}},
		{"an unlikely role is none", "Norway banned Acme Robotics.", "ban", "done", "banned", "Norway who 0.9; Robotics whom 0.03", "", nil},
		{"nobody bars himself", "Norway banned Norway.", "ban", "done", "banned", "Norway who 0.9", "", nil},
		{"one authority", "Norway banned Acme Robotics, and Sweden praised it.", "ban", "done", "banned", "Norway who 0.9; Robotics whom 0.9; Sweden who 0.3", "",
			[]string{"ban done: NO > Acme Robotics | ban"}},
		{"two authorities together", "Norway and Sweden banned Acme Robotics.", "ban", "done", "banned", "Norway who 0.9; Sweden who 0.8; Robotics whom 0.9", "",
			[]string{"ban done: NO > Acme Robotics | ban", "ban done: SE > Acme Robotics | ban"}},
		{"goods beside their country are what it is about", "Norway banned imports of beef from Brazil.", "ban", "done", "banned", "Norway who 0.9; beef whom 0.6; Brazil whom 0.8", "",
			[]string{"ban done: NO > BR | ban"}},
		{"a measure has its class", "Norway imposed sanctions on Acme Robotics in May 2024.", "ban", "done", "sanctions", "Norway who 0.9; Robotics whom 0.9", "",
			[]string{"ban done: NO > Acme Robotics | sanctions on 2024-05"}},
		{"a measure has the class of the noun over its word", "The sanctions announced by Norway hit Acme Robotics.", "ban", "done", "announced", "Norway who 0.9; Robotics whom 0.9", "",
			[]string{"ban done: NO > Acme Robotics | sanctions"}},
		{"a measure has the class of its object", "Norway placed an embargo on Borea Air.", "ban", "done", "placed", "Norway who 0.9; Air whom 0.9", "",
			[]string{"ban done: NO > Borea Air | sanctions"}},
		{"an instrument has the class of two words", "Norway and Sweden signed a joint statement.", "signing", "done", "signed", "Norway who 0.9; Sweden who 0.9", "",
			[]string{"signing done: NO, SE | joint statement"}},
		{"a name is no class", "Norway stopped the Embargo Group.", "ban", "done", "stopped", "Norway who 0.9; Group whom 0.9", "",
			[]string{"ban done: NO > Embargo Group | ban"}},
		{"a day that bounds is not the event's", "Norway banned Acme Robotics until May 2027.", "ban", "done", "banned", "Norway who 0.9; Robotics whom 0.9", "",
			[]string{"ban done: NO > Acme Robotics | ban"}},
		{"a day of another clause is not the event's", "Norway banned Acme Robotics, which was founded in May 2020.", "ban", "done", "banned", "Norway who 0.9; Robotics whom 0.9", "",
			[]string{"ban done: NO > Acme Robotics | ban"}},
		{"a name before a noun is no target beside it", "Norway banned US Senator Ada Ost.", "ban", "done", "banned", "Norway who 0.9; Ost whom 0.9; US whom 0.7", "",
			[]string{"ban done: NO > Ada Ost | ban"}},
		{"who is counted belongs to those who count", "Norway banned several firms, including Acme Robotics and Borea Air.", "ban", "done", "banned", "Norway who 0.9; Robotics whom 0.9; Air whom 0.4", "",
			[]string{"ban done: NO > Acme Robotics, Borea Air | ban"}},
		{"what was not done has no date", "Norway has not imposed sanctions on Acme Robotics in May 2024.", "ban", "negated", "sanctions", "Norway who 0.9; Robotics whom 0.9", "",
			[]string{"ban negated: NO > Acme Robotics | sanctions"}},
		{"the nouns before the word are what it bars", "Norway announced an assault weapons ban.", "ban", "done", "ban", "Norway who 0.9; weapons whom 0.9", "",
			[]string{"ban done: NO > assault weapons | ban"}},
		{"a capital signs for its state", "Beijing signed a treaty with Norway.", "signing", "done", "signed", "Beijing who 0.9; Norway who 0.9", "",
			[]string{"signing done: CN, NO | treaty"}},
		{"one instrument of three", "Norway, Sweden and Denmark signed a treaty.", "signing", "done", "signed", "Norway who 0.9; Sweden who 0.9; Denmark who 0.9", "",
			[]string{"signing done: NO, SE, DK | treaty"}},
		{"instruments one by one", "Norway signed agreements with Serbia and Kosovo.", "signing", "done", "signed", "Norway who 0.9; Serbia who 0.9; Kosovo who 0.9", "",
			[]string{"signing done: NO, RS | agreement", "signing done: NO, XK | agreement"}},
		{"signatories", "Norway signed a treaty with Sweden, said Ada Ost.", "signing", "done", "signed", "Norway who 0.9; Sweden who 0.9; Ost people 0.6", "",
			[]string{"signing done: NO, SE by Ada Ost | treaty"}},
		{"an unlikely signatory", "Norway signed a treaty with Sweden, said Ada Ost.", "signing", "done", "signed", "Norway who 0.9; Sweden who 0.9; Ost people 0.2", "",
			[]string{"signing done: NO, SE | treaty"}},
		{"no party alone", "Norway signed a treaty.", "signing", "done", "signed", "Norway who 0.9", "", nil},
		{"a duty and its date", "Acme Robotics must remove the antennas by 30 June 2027.", "deadline", "done", "must", "Robotics who 0.9", "30 June 2027",
			[]string{"deadline done: Acme Robotics | remove the antennas by 2027-06-30"}},
		{"a body that is bound keeps its name", "The Federal Communications Commission must publish the list by 30 June 2027.", "deadline", "done", "must", "Commission who 0.9", "30 June 2027",
			[]string{"deadline done: Federal Communications Commission | publish the list by 2027-06-30"}},
		{"a duty without a date that is likely", "Acme Robotics must remove the antennas by 30 June 2027.", "deadline", "done", "must", "Robotics who 0.9", "", []string{"deadline done: Acme Robotics | remove the antennas"}},
	} {
		text := r.read(c.text)
		v := r.view(text, len(text.Doc.Sentences)-1)
		events := []score.Event{r.event(v, c.kind, c.status, c.cue, c.roles, c.due)}
		proposals := r.composer.Propose(v, events, nil, 0.1, nil)
		for _, p := range proposals {
			p.P = p.Looks.Sides[0].P
			if p.Looks.Sides[1].Role != "" {
				p.P = min(p.P, p.Looks.Sides[1].P)
			}
		}
		facts := r.composer.Tell(v, compose.Rivals(v, proposals))
		if got := worded(facts); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q\ngot  %q\nwant %q", c.name, c.text, got, c.want)
		}
		for _, f := range facts {
			ev := f.Evidence[0]
			if ev.Text != strings.TrimSpace(c.text) || ev.Rule != string(c.kind)+"/"+text.Doc.Tokens[events[0].Cue].Lemma || len(ev.Spans["cue"]) != 1 || len(ev.Spans["who"]) == 0 || f.Confidence <= 0 {
				t.Errorf("%s: evidence %+v, confidence %v", c.name, ev, f.Confidence)
			}
			if s := ev.Spans["cue"][0]; text.Doc.Text[s[0]:s[1]] != c.cue {
				t.Errorf("%s: the cue is %q", c.name, text.Doc.Text[s[0]:s[1]])
			}
		}
	}
}

// TestLooks holds what the score of the whole is told of a proposal.
func TestLooks(t *testing.T) {
	r := newReader(t)
	looks := func(text string, kind factwire.Kind, cue, roles string) map[string]feature.Fact {
		t.Helper()
		read := r.read(text)
		v := r.view(read, len(read.Doc.Sentences)-1)
		events := []score.Event{r.event(v, kind, factwire.Done, cue, roles, "")}
		out := map[string]feature.Fact{}
		for _, p := range r.composer.Propose(v, events, nil, 0.1, nil) {
			a, b := p.Entities()
			out[names([]factwire.Entity{a})+">"+names([]factwire.Entity{b})] = p.Looks
		}
		return out
	}
	got := looks("If Norway signed agreements with Serbia and Kosovo, it would gain.", "signing", "signed", "Norway who 0.9; Serbia who 0.8; Kosovo who 0.6")
	pair, apart := got["RS>XK"], got["NO>RS"]
	if !pair.Together || !pair.Outside || !pair.Plural || pair.Joining || !pair.Conditional || pair.Rivals != 2 || pair.Others != 0 || !pair.Models || pair.Rules || !pair.Best {
		t.Errorf("two parties on one side: %+v", pair)
	}
	if apart.Together || !apart.Outside || !apart.Plural {
		t.Errorf("two parties on either side: %+v", apart)
	}
	if s := got["NO>XK"].Sides; s[0].Rank != 0 || s[0].Gap != 0 || s[1].Rank != 2 || s[1].Gap <= 0 || s[1].P != 0.6 || s[1].Type != "country" || s[1].Form != "name" || s[1].Far || s[1].Role != "who" {
		t.Errorf("the sides of a proposal: %+v", s)
	}
	got = looks("Norway banned Acme Robotics and Borea Air.", "ban", "banned", "Norway who 0.9; Robotics whom 0.9; Air whom 0.5")
	if s := got["NO>Borea Air"].Sides[1]; !s.Member || s.Rank != 1 {
		t.Errorf("a member of the likeliest target's coordination: %+v", s)
	}
	if f := got["NO>Acme Robotics"]; f.Sides[1].Member || f.Conditional || f.Kinds != 0.9 || f.Statuses != 0.9 {
		t.Errorf("the likeliest target: %+v", f)
	}
	got = looks("Norway announced an assault weapons ban.", "ban", "ban", "Norway who 0.9; weapons whom 0.9")
	if s := got["NO>assault weapons"].Sides; s[0].Form != "name" || s[1].Form != "modifier" {
		t.Errorf("the nouns before the word: %+v", got)
	}
	if f := looks("Acme Robotics must remove the antennas.", "deadline", "must", "Robotics who 0.9")["Acme Robotics>"]; f.Kind != "deadline" || f.Due != 0 {
		t.Errorf("a duty without a date: %+v", f)
	}
	got = looks("Norway joined the Clean Network.", "signing", "joined", "Norway who 0.9; Network who 0.9")
	if f := got["NO>Clean Network"]; !f.Joining {
		t.Errorf("somebody joins what is there already: %+v", got)
	}
}

// TestCalled wants the state for which a government acts that nobody names, from before its sentence: the one that is clearly spoken of, and
// before what is only named.
func TestCalled(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct {
		text, cue, phrase, want string
	}{
		{"Norway has little oil left. Norwegian ministers met in Chad. “Regulators banned Acme Robotics,” it said.", "banned", "Regulators", "NO"},
		{"Chad is poor, and Chad is large. Foreign Minister Ada Ost of Norway went home. Lawmakers banned Acme Robotics.", "banned", "Lawmakers", "NO"},
	} {
		read := r.read(c.text)
		v := r.view(read, len(read.Doc.Sentences)-1)
		first := ""
		for _, p := range r.composer.Propose(v, []score.Event{r.event(v, "ban", "done", c.cue, c.phrase+" who 0.9; Robotics whom 0.9", "")}, nil, 0.1, &compose.Memory{}) {
			if a, _ := p.Entities(); first == "" {
				first = names([]factwire.Entity{a})
			}
		}
		if first != c.want {
			t.Errorf("%q: %q comes first, want %q", c.text, first, c.want)
		}
	}
}

// TestMemory wants who stands in an earlier sentence: of the matter told last, then what the text speaks of most.
func TestMemory(t *testing.T) {
	r := newReader(t)
	read := r.read("Norway banned Acme Robotics on Monday. Sweden and Finland were surprised.\n\nThe ban covers Borea Air.")
	var m compose.Memory
	first := r.view(read, 0)
	told := r.composer.Propose(first, []score.Event{r.event(first, "ban", "done", "banned", "Norway who 0.9; Robotics whom 0.9", "")}, nil, 0.1, &m)
	m.Remember(told)
	last := r.view(read, 2)
	event := r.event(last, "ban", "done", "ban", "Air whom 0.9", "")
	sides := func(e score.Event, m *compose.Memory) []string {
		var out []string
		for _, p := range r.composer.Propose(last, []score.Event{e}, nil, 0.1, m) {
			a, b := p.Entities()
			s := p.Looks.Sides
			out = append(out, fmt.Sprintf("%s > %s far %t %t told %t back %d", names([]factwire.Entity{a}), names([]factwire.Entity{b}), s[0].Far, s[1].Far, s[0].Told, s[0].Back))
		}
		return out
	}
	got := sides(event, &m)
	if len(got) == 0 || got[0] != "NO > Borea Air far true false told true back 2" {
		t.Errorf("who told the matter last: %q", got)
	}
	if !slices.Contains(got, "Acme Robotics > Borea Air far true false told false back 2") {
		t.Errorf("whom the text speaks of: %q", got)
	}
	proposals := r.composer.Propose(last, []score.Event{event}, nil, 0.1, &m)
	for _, p := range proposals {
		p.P = 0.9
	}
	if got, want := worded(r.composer.Tell(last, compose.Rivals(last, proposals))), []string{"ban done: NO > Borea Air | ban"}; !slices.Equal(got, want) {
		t.Errorf("who stands in another sentence beside one who stands in this: got %q, want %q", got, want)
	}
	if got := sides(event, nil); len(got) > 0 {
		t.Errorf("without a memory: %q", got)
	}
	event.P = 0.2
	if got := sides(event, &m); len(got) > 0 {
		t.Errorf("a word that hardly signals anything asks nobody from before: %q", got)
	}
}

// TestRules wants the rules' fact where rules and models tell the same, with the score of the whole as its confidence, and the rules' word against the models'.
func TestRules(t *testing.T) {
	r := newReader(t)
	read := r.read("Norway banned Acme Robotics and Borea Air after Sweden did.")
	v := r.view(read, 0)
	var rules []reading.Candidate
	for _, c := range r.engine.Rules(read) {
		if c.Dropped == "" && c.Fact.Kind == factwire.Ban && compose.CueToken(read, &c.Fact) == v.First+1 {
			rules = append(rules, c)
		}
	}
	if len(rules) != 1 {
		t.Fatalf("rules tell %d bans of the word", len(rules))
	}
	events := []score.Event{r.event(v, "ban", "done", "banned", "Norway who 0.9; Robotics whom 0.9; Air whom 0.9; Sweden who 0.8", "")}
	proposals := r.composer.Propose(v, events, rules, 0.1, nil)
	if got := r.composer.Propose(v, nil, rules, 0.1, nil); len(got) > 0 {
		t.Errorf("%d proposals of rules at a word that nobody asked about", len(got))
	}
	byRule := 0
	for _, p := range proposals {
		p.P = 0.6
		if p.Rule != nil {
			byRule++
			if !p.Looks.Rules || p.Looks.Trust != rules[0].Fact.Confidence || !p.Looks.Models {
				t.Errorf("what both tell: %+v", p.Looks)
			}
		}
	}
	if byRule != 2 {
		t.Errorf("%d proposals are the rules' too, want 2", byRule)
	}
	events = []score.Event{r.event(v, "ban", "done", "banned", "Norway who 0.8; Robotics whom 0.9; Air whom 0.01; Sweden who 0.9; Sweden whom 0.95", "")}
	for _, p := range r.composer.Propose(v, events, rules, 0.1, nil) {
		if s := p.Looks.Sides; p.Rule != nil && (s[0].Member || s[1].Member || s[0].Far || s[0].Rank != 1 || s[0].Gap <= 0) {
			t.Errorf("what rules tell beside a likelier name that stands apart: %+v", s)
		}
	}
	facts := r.composer.Tell(v, compose.Rivals(v, proposals))
	if got, want := worded(facts), []string{"ban done: NO > Acme Robotics, Borea Air | ban"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	} else if facts[0].Confidence != 0.6 || facts[0].Evidence[0].Rule != rules[0].Fact.Evidence[0].Rule {
		t.Errorf("the fact is not the rules' own with the score of the whole: %+v", facts[0])
	}
	// another status of the same matter
	events = []score.Event{r.event(v, "ban", "proposed", "banned", "Norway who 0.9; Robotics whom 0.9; Air whom 0.9", "")}
	proposals = r.composer.Propose(v, events, rules, 0.1, nil)
	for _, p := range proposals {
		p.P = 0.8
	}
	if got, want := worded(r.composer.Tell(v, compose.Rivals(v, proposals))), []string{"ban done: NO > Acme Robotics, Borea Air | ban"}; !slices.Equal(got, want) {
		t.Errorf("the rules' status: got %q, want %q", got, want)
	}
}

// TestWhole keeps a signing of many parties, which is not taken apart, as the rules tell it.
func TestWhole(t *testing.T) {
	r := newReader(t)
	read := r.read("Norway, Sweden, Denmark, Finland, Iceland and Estonia signed a treaty in Oslo.")
	v := r.view(read, 0)
	var rules []reading.Candidate
	for _, c := range r.engine.Rules(read) {
		if c.Dropped == "" && c.Fact.Kind == factwire.Signing {
			rules = append(rules, c)
		}
	}
	if len(rules) != 1 || len(rules[0].Fact.Who) != 6 {
		t.Fatalf("rules tell %+v", rules)
	}
	cue := read.Doc.Tokens[compose.CueToken(read, &rules[0].Fact)].Text
	proposals := r.composer.Propose(v, []score.Event{r.event(v, "signing", "done", cue, "", "")}, rules, 0.1, nil)
	if len(proposals) != 1 || !proposals[0].Whole || proposals[0].Rule == nil {
		t.Fatalf("%d proposals of a signing of six", len(proposals))
	}
	proposals[0].P = 0.77
	facts := r.composer.Tell(v, compose.Rivals(v, proposals))
	if got, want := worded(facts), worded([]factwire.Fact{rules[0].Fact}); !slices.Equal(got, want) || facts[0].Confidence != 0.77 {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRivals takes a third pair of parties that are taken already, however unlikely it is by itself.
func TestRivals(t *testing.T) {
	r := newReader(t)
	read := r.read("Norway signed a treaty with Sweden after Denmark.")
	v := r.view(read, 0)
	proposals := r.composer.Propose(v, []score.Event{r.event(v, "signing", "done", "signed", "Norway who 0.9; Sweden who 0.9; Denmark who 0.7", "")}, nil, 0.1, nil)
	for _, c := range []struct {
		third, pair float64 // of Norway with Denmark, of Sweden with Denmark
		want        []string
	}{
		{0.7, 0.3, []string{"signing done: NO, SE, DK | treaty"}},
		{0.5, 0.3, []string{"signing done: NO, SE | treaty"}},
	} {
		for _, p := range proposals {
			a, b := p.Entities()
			switch a.Code + b.Code {
			case "NOSE":
				p.P = 0.9
			case "NODK":
				p.P = c.third
			default:
				p.P = c.pair
			}
		}
		if got := worded(r.composer.Tell(v, compose.Rivals(v, proposals))); !slices.Equal(got, c.want) {
			t.Errorf("pairs of %v and %v: got %q, want %q", c.third, c.pair, got, c.want)
		}
	}
}
