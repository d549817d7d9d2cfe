package event

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/reading"
)

// Merge joins the candidates of one article that tell the same fact: the same kind, status,
// parties and class, and dates that agree. The first told keeps its place and gains what the others
// add: evidence, people, a finer date, a place. Dropped candidates pass through.
func Merge(all []reading.Candidate) []reading.Candidate {
	var out []reading.Candidate
	for _, c := range all {
		if c.Dropped != "" {
			out = append(out, c)
			continue
		}
		i := slices.IndexFunc(out, func(o reading.Candidate) bool { return o.Dropped == "" && same(o.Fact, c.Fact) })
		if i < 0 {
			out = append(out, c)
			continue
		}
		join(&out[i].Fact, c.Fact)
	}
	return slices.DeleteFunc(out, func(c reading.Candidate) bool {
		return c.Dropped == "" && c.Fact.Status == factwire.Done && slices.ContainsFunc(out, func(o reading.Candidate) bool {
			return o.Dropped == "" && o.Fact.Status == factwire.Proposed && sameCue(c.Fact, o.Fact)
		})
	})
}

// sameCue reports whether all evidence of a is one word that is b's too: of two readings of one word, done and
// proposed, the bolder one is wrong.
func sameCue(a, b factwire.Fact) bool {
	if len(a.Evidence) != 1 {
		return false
	}
	cue := a.Evidence[0].Spans["cue"]
	return len(cue) == 1 && slices.ContainsFunc(b.Evidence, func(e factwire.Evidence) bool { return slices.Equal(e.Spans["cue"], cue) })
}

func same(a, b factwire.Fact) bool {
	return a.Kind == b.Kind && a.Status == b.Status && a.What == b.What && a.When.Date.Agrees(b.When.Date) &&
		slices.Equal(factwire.Keys(a.Who), factwire.Keys(b.Who)) && slices.Equal(factwire.Keys(a.Whom), factwire.Keys(b.Whom)) &&
		(a.Kind == factwire.Ban || a.About == "" || b.About == "" || overlap(a.About, b.About) || a.When == b.When)
}

// overlap reports whether two wordings share a word of some length.
func overlap(a, b string) bool {
	words := strings.Fields(strings.ToLower(a))
	for _, w := range strings.Fields(strings.ToLower(b)) {
		if len(w) > 2 && slices.Contains(words, w) {
			return true
		}
	}
	return false
}

func join(f *factwire.Fact, g factwire.Fact) {
	for _, e := range g.Evidence {
		if !slices.ContainsFunc(f.Evidence, func(o factwire.Evidence) bool { return o.Start == e.Start && o.End == e.End }) {
			f.Evidence = append(f.Evidence, e)
		}
	}
	for _, p := range g.People {
		if !slices.ContainsFunc(f.People, func(e factwire.Entity) bool { return e.Same(p) }) {
			f.People = append(f.People, p)
		}
	}
	if g.When.Date != "" && (f.When.Date == "" || g.When.Date.Refines(f.When.Date) && g.When.Date != f.When.Date) {
		f.When = g.When
	}
	if f.Where == "" {
		f.Where = g.Where
	}
	if f.About == "" {
		f.About = g.About
	}
	f.Confidence = max(f.Confidence, g.Confidence)
}
