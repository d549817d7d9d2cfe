package merge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/factwire/factwire"
)

// Identify gives the facts of one article the ids that they would have in a store of that article alone,
// and leaves their order.
func Identify(facts []factwire.Fact) []factwire.Fact {
	groups := map[string][]int{}
	for i, f := range facts {
		groups[Key(f)] = append(groups[Key(f)], i)
	}
	out := slices.Clone(facts)
	for _, key := range sortedKeys(groups) {
		var obs []factwire.Fact
		for _, i := range groups[key] {
			obs = append(obs, facts[i])
		}
		merged := Merge(obs, nil)
		for _, i := range groups[key] {
			for _, m := range merged {
				if holds(m, facts[i]) {
					out[i].ID = m.ID
					break
				}
			}
		}
	}
	return out
}

// holds reports whether a merged fact was built from an observation: their evidence and class agree.
func holds(m Fact, o factwire.Fact) bool {
	if o.Kind == factwire.Quote && !strings.Contains(Words(m.What), Words(o.What)) {
		return false
	}
	if o.Kind == factwire.Deadline && !m.When.Date.Agrees(o.When.Date) {
		return false
	}
	for _, e := range o.Evidence {
		if !slices.ContainsFunc(m.Evidence, func(x factwire.Evidence) bool {
			return x.Article == e.Article && x.Start == e.Start && x.End == e.End
		}) {
			return false
		}
	}
	return m.Kind != factwire.Signing && m.Kind != factwire.Ban || m.What == o.What || o.What == "agreement" || m.What == "agreement"
}

// Explain says in a sentence why two observations are one fact, or are not.
func Explain(a, b factwire.Fact) string {
	switch {
	case a.Kind != b.Kind:
		return "two facts: they are of different kinds"
	case !slices.Equal(factwire.Keys(a.Who), factwire.Keys(b.Who)):
		return "two facts: the parties differ"
	case Key(a) != Key(b):
		return "two facts: the targets differ"
	}
	merged := Merge([]factwire.Fact{a, b}, nil)
	if len(merged) == 1 {
		reasons := []string{"the parties are the same"}
		if a.Status != b.Status {
			reasons = append(reasons, "status is no part of what a fact is")
		}
		switch {
		case a.When.Date == b.When.Date:
		case a.When.Date == "" || b.When.Date == "":
			reasons = append(reasons, "one date is unknown")
		case a.When.Date.Agrees(b.When.Date):
			reasons = append(reasons, "the dates agree")
		}
		return "one fact: " + strings.Join(reasons, ", ")
	}
	switch {
	case a.Kind == factwire.Quote:
		return "two facts: the words differ"
	case a.Kind != factwire.Deadline && a.What != b.What:
		return "two facts: " + cmp.Or(a.What, "no class") + " is not " + cmp.Or(b.What, "no class")
	case !a.When.Date.Agrees(b.When.Date):
		return "two facts: " + string(a.When.Date) + " and " + string(b.When.Date) + " cannot be the same date"
	}
	return "two facts: reports of one day contradict each other"
}
