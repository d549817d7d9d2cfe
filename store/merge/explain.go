package merge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// Identify gives the facts of one article the ids that they would have in a store of that article alone,
// and leaves their order.
func Identify(facts []factwire.Fact) []factwire.Fact {
	out := slices.Clone(facts)
	for _, m := range Merge(facts, Options{}) {
		for i, f := range facts {
			if out[i].ID == "" && holds(m, f) {
				out[i].ID = m.ID
			}
		}
	}
	return out
}

// holds reports whether a merged fact was built from an observation.
func holds(m Fact, o factwire.Fact) bool {
	return slices.ContainsFunc(m.reports, func(r factwire.Fact) bool {
		return r.Kind == o.Kind && r.Status == o.Status && r.What == o.What && r.When == o.When && r.About == o.About && samePlace(r.Evidence, o.Evidence) && slices.Equal(r.Who, o.Who) && slices.Equal(r.Whom, o.Whom)
	})
}

// Reports returns the observations that a fact was built from, in the order of their publication. They are nil for a fact that Merge did
// not return, such as one that was read from JSON.
func (f Fact) Reports() []factwire.Fact { return slices.Clone(f.reports) }

func samePlace(a, b []factwire.Evidence) bool {
	return slices.EqualFunc(a, b, func(x, y factwire.Evidence) bool {
		return x.Article == y.Article && x.Start == y.Start && x.End == y.End
	})
}

// Explain says in a sentence why two observations are one fact by themselves, or are not.
func Explain(a, b factwire.Fact, o Options) string {
	c := o.canon()
	x, y := look(a, c.Key), look(b, c.Key)
	switch {
	case a.Kind != b.Kind:
		return "two facts: they are of different kinds"
	case Tie(a) != "" && Tie(a) == Tie(b) && (partOf(x.who, y.who) || partOf(y.who, x.who)) && len(Merge([]factwire.Fact{a, b}, o)) == 1:
		return "one fact: the parties of one report are some of the other's, and both tell of one day"
	case !slices.Equal(x.who, y.who):
		return "two facts: the parties differ"
	case x.block() != y.block():
		return "two facts: the targets differ"
	}
	lead := leading([]view{x, y})
	if why := conflict(x.of, signatureOf(&x, lead), signatureOf(&y, lead)); why != "" {
		return "two facts: " + why + detail(&x, &y, why)
	}
	if disputed([]view{x, y}) {
		return "two facts: reports of one time contradict each other"
	}
	var reasons []string
	by := x.of.Identity
	switch {
	case by.What == kind.Words:
		reasons = append(reasons, "the speaker is the same")
		if x.words == y.words {
			reasons = append(reasons, "the words are the same")
		} else {
			reasons = append(reasons, "one wording holds the other, or nearly all words agree")
		}
	case by.Whom == kind.Same:
		reasons = append(reasons, "authority and target are the same")
	case by.When == kind.Due:
		reasons = append(reasons, "who is bound is the same, and what is to be done agrees")
	default:
		reasons = append(reasons, "the parties are the same")
	}
	switch {
	case x.class == y.class:
	case sameClass(x.of, x.class, y.class):
		reasons = append(reasons, "a plain agreement may be any instrument")
	default:
		reasons = append(reasons, "reports of one day call it by several names")
	}
	switch {
	case by.When == kind.Free:
	case a.When.Date == b.When.Date && a.When.Date != "":
		reasons = append(reasons, "the date is the same")
	case a.When.Date == "" && b.When.Date == "":
		reasons = append(reasons, "no dates tell them apart")
	case a.When.Date == "" || b.When.Date == "":
		reasons = append(reasons, "one date is unknown")
	case x.date.agrees(y.date):
		reasons = append(reasons, string(a.When.Date)+" and "+string(b.When.Date)+" may be the same date")
	default:
		reasons = append(reasons, "the dates are those of different steps")
	}
	if a.Status != b.Status {
		reasons = append(reasons, "status is no part of what a fact is")
	}
	return "one fact: " + strings.Join(reasons, "; ")
}

func detail(x, y *view, why string) string {
	switch {
	case strings.Contains(why, "date"):
		return " (" + string(x.When.Date) + ", " + string(y.When.Date) + ")"
	case strings.Contains(why, "class"):
		return " (" + x.class + ", " + y.class + ")"
	case strings.HasPrefix(why, lower(cmp.Or(x.of.Headings.About, x.of.Headings.What))):
		return " (" + x.About + "; " + y.About + ")"
	}
	return ""
}
