package merge

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// Identify gives the facts of one article the ids that they would have in a store of that article alone,
// and leaves their order.
func Identify(facts []factwire.Fact) []factwire.Fact {
	if len(facts) == 0 {
		return facts
	}
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
	if partOf(x.who, y.who) || partOf(y.who, x.who) {
		if why := tied(&x, &y, o); why != "" {
			return "one fact: " + why
		}
	}
	if why := tellsApart(&x, &y); why != "" {
		return "two facts: " + why
	}
	reasons := []string{sides(&x, &y)}
	switch {
	case x.class == y.class:
	case sameClass(x.of, x.class, y.class):
		reasons = append(reasons, "a plain agreement may be any instrument")
	default:
		reasons = append(reasons, "reports of one day call it by several names")
	}
	if x.of.Identity.When != kind.Free {
		reasons = append(reasons, dates(&x, &y))
	}
	if a.Status != b.Status {
		reasons = append(reasons, "status is no part of what a fact is")
	}
	return "one fact: " + strings.Join(reasons, "; ")
}

// tied is why two observations of which one leaves parties out are one fact; empty if they are not.
func tied(x, y *view, o Options) string {
	other := y.ties()
	if x.Kind != y.Kind || !slices.ContainsFunc(x.ties(), func(t Tie) bool { return slices.Contains(other, t) }) || len(Merge([]factwire.Fact{x.Fact, y.Fact}, o)) != 1 {
		return ""
	}
	if x.date.known && x.date == y.date {
		return "the parties of one report are some of the other's, and both tell of one day"
	}
	return "the parties of one report are some of the other's, and both were told within days and are about one matter"
}

// tellsApart is why two observations are not one fact; empty if they are.
func tellsApart(x, y *view) string {
	switch {
	case x.Kind != y.Kind:
		return "they are of different kinds"
	case !slices.Equal(x.who, y.who):
		return "the parties differ"
	case x.block() != y.block():
		return "the targets differ"
	}
	lead := leading([]view{*x, *y})
	p, q := signatureOf(x, lead), signatureOf(y, lead)
	if c := conflicting(x.of, &p, &q); c != none {
		return c.text(x.of) + detail(x, y, c)
	}
	if foretold(x.of, &p, &q, x.told(), y.told()) {
		return "one was told as done before the day of the other"
	}
	if disputed([]view{*x, *y}) {
		return "reports of one time contradict each other"
	}
	return ""
}

// sides is what two observations of one fact have in common.
func sides(x, y *view) string {
	switch by := x.of.Identity; {
	case by.What == kind.Words && x.words == y.words:
		return "the speaker is the same; the words are the same"
	case by.What == kind.Words:
		return "the speaker is the same; one wording holds the other, or nearly all words agree"
	case by.Whom == kind.Same:
		return "authority and target are the same"
	case by.When == kind.Due:
		return "who is bound is the same, and what is to be done agrees"
	}
	return "the parties are the same"
}

// dates is how the dates of two observations of one fact go together.
func dates(x, y *view) string {
	switch a, b := x.When.Date, y.When.Date; {
	case a == b && a != "":
		return "the date is the same"
	case a == "" && b == "":
		return "no dates tell them apart"
	case a == "" || b == "":
		return "one date is unknown"
	case x.date.agrees(y.date):
		return string(a) + " and " + string(b) + " may be the same date"
	}
	return "the dates are those of different steps"
}

func detail(x, y *view, c conflict) string {
	switch c {
	case ofDueDates, ofDays:
		return " (" + string(x.When.Date) + ", " + string(y.When.Date) + ")"
	case ofClassNames:
		return " (" + x.class + ", " + y.class + ")"
	case ofMatters:
		return " (" + x.About + "; " + y.About + ")"
	}
	return ""
}
