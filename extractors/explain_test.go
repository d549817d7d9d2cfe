package extractors_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/compose"
	"github.com/factwire/factwire/extractors/score"
)

const explained = `Norway banned Acme Robotics from its ports on Tuesday. Norway signed a treaty with Sweden in Oslo. Officials met on Monday and praised the bridge.

Norway did not sign the pact with Denmark, and if Finland bans Borea Air, prices will rise. Acme Robotics must remove its antennas by 30 June 2027.`

// TestSignals wants each fact that models know shown at the word that tells it, and nothing told that is no fact.
func TestSignals(t *testing.T) {
	e := newEngine(t)
	r := e.Read(factwire.Article{Text: explained, Published: "2025-03-05"})
	candidates := e.Candidates(r)
	signals := e.Signals(r, candidates)
	word := func(s extractors.Signal) string { return r.Doc.Tokens[s.Token].Text }
	var told []string
	for k, s := range signals {
		if k > 0 && signals[k-1].Token >= s.Token || r.Doc.SentenceOf(s.Token) != s.Sentence {
			t.Errorf("%s stands in sentence %d, behind %s", word(s), s.Sentence, word(signals[k-1]))
		}
		if len(s.Proposed) == 0 && (s.Kind.Class == score.None && s.Kind.PSecond < 0.05 || s.Status.Class != "") {
			t.Errorf("%s signals nothing, and is shown with %+v", word(s), s.Kind)
		}
		if len(s.Proposed) > 0 && (s.Status.Class == "" || len(s.Kind.For)+len(s.Kind.Against) == 0) {
			t.Errorf("%s has no status or no reasons: %+v", word(s), s)
		}
		for i, p := range s.Proposed {
			if i > 0 {
				if q := s.Proposed[i-1]; p.Told && !q.Told || p.Told == q.Told && p.P > q.P {
					t.Errorf("%s: what is told comes first, then the likelier: %+v before %+v", word(s), q, p)
				}
			}
			if len(p.For) == 0 || p.P < 0 || p.P > 1 || p.Bound <= 0 && !p.Rules {
				t.Errorf("%s: no reasons: %+v", word(s), p)
			}
			where := map[[2]bool]string{{true, false}: "here", {false, true}: "elsewhere", {true, true}: "twice"}[[2]bool{p.Told, p.Elsewhere}]
			if where != "" {
				told = append(told, fmt.Sprintf("%s %s %s: %s %s %s", word(s), p.Kind, p.Status, p.Who.Name, p.Whom.Name, where))
			}
		}
	}
	want := []string{"banned ban done: Norway Acme Robotics here", "signed signing done: Norway Sweden elsewhere", "treaty signing done: Norway Sweden here", "did signing negated: Norway Denmark elsewhere", "sign signing negated: Norway Denmark elsewhere", "must deadline done: Acme Robotics  here", "remove deadline done: Acme Robotics  elsewhere"}
	if !slices.Equal(told, want) {
		t.Errorf("told are\n%s, want\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
	if silent := slices.ContainsFunc(signals, func(s extractors.Signal) bool { return s.Sentence == 2 && len(s.Proposed) > 0 }); silent {
		t.Error("something is proposed in a sentence that tells nothing")
	}
	if len(e.With(nil).Signals(r, candidates)) > 0 {
		t.Error("without models something is explained")
	}
	// what other candidates tell is not told, and what another word tells is told elsewhere
	for name, c := range map[string]struct {
		change          func(f *factwire.Fact, dropped *string)
		told, elsewhere bool
	}{
		"the same":          {func(*factwire.Fact, *string) {}, true, false},
		"dropped":           {func(_ *factwire.Fact, dropped *string) { *dropped = "no actor" }, false, false},
		"another status":    {func(f *factwire.Fact, _ *string) { f.Status = factwire.Proposed }, false, false},
		"another kind":      {func(f *factwire.Fact, _ *string) { f.Kind = factwire.Signing }, false, false},
		"another authority": {func(f *factwire.Fact, _ *string) { f.Who = []factwire.Entity{{Name: "Chad", Code: "TD"}} }, false, false},
		"another target":    {func(f *factwire.Fact, _ *string) { f.Whom = []factwire.Entity{{Name: "Vela"}} }, false, false},
		"one target more": {func(f *factwire.Fact, _ *string) {
			f.Whom = append([]factwire.Entity{{Name: "Vela"}}, f.Whom...)
		}, true, false},
		"another word": {func(f *factwire.Fact, _ *string) {
			f.Evidence = slices.Clone(f.Evidence)
			f.Evidence[0].Spans = map[string][]factwire.Span{"cue": {{0, 6}}}
		}, false, true},
	} {
		changed := slices.Clone(candidates)
		for i := range changed {
			if changed[i].Dropped == "" && changed[i].Fact.Kind == factwire.Ban {
				c.change(&changed[i].Fact, &changed[i].Dropped)
			}
		}
		for _, s := range e.Signals(r, changed) {
			for _, p := range s.Proposed {
				if word(s) == "banned" && p.Kind == factwire.Ban && p.Status == factwire.Done && p.Who.Code == "NO" && p.Whom.Name == "Acme Robotics" && (p.Told != c.told || p.Elsewhere != c.elsewhere) {
					t.Errorf("%s: told %t, elsewhere %t", name, p.Told, p.Elsewhere)
				}
			}
		}
	}
}

// TestSignalsOfRules shows a word that no model knows where rules tell something by it.
func TestSignalsOfRules(t *testing.T) {
	e := newEngine(t)
	for _, s := range e.Signals(e.Read(factwire.Article{Text: "The bridge was painted green."}), nil) {
		t.Errorf("a word is explained in a sentence that holds none: %+v", s)
	}
	lost := newEngine(t)
	b := *lost.Models().Bundle()
	b.Lists = map[string][]string{score.CueList: nil}
	m, err := score.New(&b)
	if err != nil {
		t.Fatal(err)
	}
	lost = lost.With(m)
	r := lost.Read(factwire.Article{Text: "Norway banned Acme Robotics. The minister spoke of the sanctions.", Published: "2025-03-05"})
	candidates := lost.Candidates(r)
	signals := lost.Signals(r, candidates)
	if len(signals) != 1 || compose.CueToken(r, &candidates[0].Fact) != signals[0].Token || len(signals[0].Proposed) == 0 || !signals[0].Proposed[0].Rules {
		t.Errorf("what rules alone see: %+v", signals)
	}
}
