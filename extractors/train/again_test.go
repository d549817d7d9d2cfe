package train

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/score"
)

// counter counts a fact right that has the kind, the status and the first party of one asked for.
func counter(all []Labelled) Counter {
	return func(i int, told []factwire.Fact) map[factwire.Kind]Count {
		out := map[factwire.Kind]Count{factwire.Ban: {}, factwire.Signing: {}}
		asked := slices.Clone(all[i].Facts)
		for _, f := range told {
			c := out[f.Kind]
			k := slices.IndexFunc(asked, func(w factwire.Fact) bool {
				return w.Kind == f.Kind && w.Status == f.Status && w.Who[0].Same(f.Who[0])
			})
			if k >= 0 {
				c.Right++
				asked = slices.Delete(asked, k, k+1)
			} else {
				c.Wrong++
			}
			out[f.Kind] = c
		}
		for _, f := range asked {
			c := out[f.Kind]
			c.Missed++
			out[f.Kind] = c
		}
		return out
	}
}

// labelled are articles in which companies that bar somebody are no authorities, and states are: as somebody might want it.
func labelled() []Labelled {
	var all []Labelled
	for i, state := range []string{"Norway", "Sweden", "Finland", "Denmark", "Iceland", "Estonia"} {
		firm := []string{"Acme Robotics", "Borea Air", "Vela Chips"}[i%3]
		all = append(all,
			Labelled{Article: factwire.Article{Text: state + " banned " + firm + ".", Published: "2025-03-05"},
				Facts: []factwire.Fact{{Kind: factwire.Ban, Status: factwire.Done, Who: []factwire.Entity{{Name: state}}, Whom: []factwire.Entity{{Name: firm}}}}},
			Labelled{Article: factwire.Article{Text: firm + " banned " + []string{"Globex Motors", "Initech Foods"}[i%2] + ".", Published: "2025-03-05"}},
			Labelled{Article: factwire.Article{Text: "Nothing was told.", Published: "2025-03-05"}})
	}
	for i := range all { // names as the reader gives them
		for k := range all[i].Facts {
			f := &all[i].Facts[k]
			f.Who[0].Code = map[string]string{"Norway": "NO", "Sweden": "SE", "Finland": "FI", "Denmark": "DK", "Iceland": "IS", "Estonia": "EE"}[f.Who[0].Name]
		}
	}
	return all
}

// TestRelearn wants what labels say to be learned, tried on others, and kept for the kinds alone that are read better.
func TestRelearn(t *testing.T) {
	e := newEngine(t)
	all := labelled()
	read := 0
	got, err := Relearn(context.Background(), e, e.Models(), all, counter(all), func() { read++ })
	if err != nil {
		t.Fatal(err)
	}
	if read != len(all) || !slices.Equal(got.Kept, []factwire.Kind{factwire.Ban}) {
		t.Errorf("%d of %d articles are read, %v kept", read, len(all), got.Kept)
	}
	before, after := got.Before[factwire.Ban], got.After[factwire.Ban]
	if before != (Count{6, 6, 0}) || after.Wrong >= before.Wrong || after.Right < 5 {
		t.Errorf("bans before %+v, after %+v", before, after)
	}
	old := e.Models().Bundle()
	for _, k := range []factwire.Kind{factwire.Ban, factwire.Signing, factwire.Deadline} {
		same := slices.Equal(got.Bundle.Vectors[score.Fact+string(k)], old.Vectors[score.Fact+string(k)])
		if same == (k == factwire.Ban) {
			t.Errorf("the weights of a %s are those before: %t", k, same)
		}
	}
	if m, err := score.New(got.Bundle); err != nil || m.Bound(factwire.Signing, false) != e.Models().Bound(factwire.Signing, false) || m.Bound(factwire.Signing, true) != e.Models().Bound(factwire.Signing, true) {
		t.Errorf("the bounds of signings changed: %v", err)
	}
	if _, err := Relearn(context.Background(), e, e.Models(), all[:1], counter(all), nil); !errors.Is(err, ErrNothing) {
		t.Errorf("one article teaches: %v", err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Relearn(ended, e, e.Models(), all, counter(all), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a run that was ended: %v", err)
	}
}

// TestHear judges what is proposed by labels: of what was only shown to somebody, what he neither took nor rejected is unknown.
func TestHear(t *testing.T) {
	e := newEngine(t)
	a := &again{engine: e, models: e.Models()}
	all := labelled()
	right, wrong := all[0], all[1]
	bans := func(x Labelled) [2]int {
		var out [2]int
		for _, j := range a.hear(0, &x).judged[factwire.Ban] {
			out[j.class]++
		}
		return out
	}
	shown := func(x Labelled) Labelled { x.Partly = true; return x }
	rejected, optional := shown(wrong), right
	rejected.Rejected = facts(e, wrong.Article)
	optional.Optional = []bool{true}
	for _, c := range []struct {
		name         string
		x            Labelled
		right, wrong bool
	}{
		{"right", right, true, false}, {"wrong", wrong, false, true}, {"right, shown", shown(right), true, false}, {"unknown", shown(wrong), false, false},
		{"rejected", rejected, false, true}, {"optional", optional, false, false},
	} {
		if n := bans(c.x); (n[1] > 0) != c.right || (n[0] > 0) != c.wrong {
			t.Errorf("%s: %d right, %d wrong", c.name, n[1], n[0])
		}
	}
}

func facts(e *extractors.Engine, a factwire.Article) []factwire.Fact {
	var out []factwire.Fact
	for _, c := range e.Candidates(e.Read(a)) {
		if c.Dropped == "" {
			out = append(out, c.Fact)
		}
	}
	return out
}

// TestBetter asks for more than a better share.
func TestBetter(t *testing.T) {
	for _, c := range []struct {
		c, than Count
		by      int
		want    bool
	}{
		{Count{5, 0, 1}, Count{4, 0, 2}, 1, true}, {Count{5, 0, 1}, Count{4, 0, 2}, 2, false}, {Count{4, 0, 2}, Count{4, 1, 2}, 1, true},
		{Count{4, 1, 2}, Count{4, 1, 2}, 0, false}, {Count{4, 0, 2}, Count{5, 0, 1}, -9, false}, {Count{6, 2, 0}, Count{4, 0, 2}, 1, false},
	} {
		if got := better(c.c, c.than, c.by); got != c.want {
			t.Errorf("%+v than %+v by %d: %t", c.c, c.than, c.by, got)
		}
	}
}

// TestMarks gives facts the form of marks.
func TestMarks(t *testing.T) {
	got := marks([]factwire.Fact{{Kind: "ban", Who: []factwire.Entity{{Name: "Norway", Code: "NO"}}, Whom: []factwire.Entity{{Name: "Acme"}}, When: factwire.When{Date: "2027"}, About: "ships"}, {Kind: "signing", Status: "negated"}}, []bool{false, true})
	want := "[{ban done [] map[] map[who:[NO] whom:[Acme]] <nil> 2027 ships false false} {signing negated [] map[] map[] <nil>   true false}]"
	if s := fmt.Sprint(got); s != want {
		t.Errorf("got %s", s)
	}
}
