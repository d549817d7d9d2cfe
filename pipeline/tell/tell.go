// Package tell words what the store knows, for commands and for pages: a fact in a line, what became of it, why its reports are one, who judged
// it; and reads the fields of a fact as people write them.
package tell

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// Sentence says a fact in a line.
func Sentence(b store.Brief) string {
	who, whom := tabular.Entities(b.Who), tabular.Entities(b.Whom)
	status := map[factwire.Status]string{factwire.Proposed: " (proposed)", factwire.Negated: " (denied)", factwire.Reversed: " (reversed)"}[b.Status]
	return say(b, who, whom, When(b.When), status)
}

// Short is Sentence without the date and the status, for where those stand beside it.
func Short(b store.Brief) string {
	return say(b, tabular.Entities(b.Who), tabular.Entities(b.Whom), "", "")
}

// When words a date: "on 2026-03-10", but "in 2026-03" and "in 2026", which are no days.
func When(w factwire.When) string {
	relation := string(w.Relation)
	if w.Relation == factwire.On && len(w.Date) != len(time.DateOnly) {
		relation = "in"
	}
	if w.Date == "" {
		return ""
	}
	return strings.TrimSpace(relation + " " + string(w.Date))
}

func say(b store.Brief, who, whom, date, status string) string {
	d := kind.Of(b.Kind)
	return kind.Say(d.Sentence, func(name string) string {
		switch name {
		case "who":
			return who
		case "whom":
			return whom
		case "about":
			return b.About
		case "when":
			return date
		case "status":
			return status
		case "of":
			return cmp.Or(d.Of[b.What], "of")
		}
		return b.What
	})
}

// Changes says in lines what became of a fact.
func Changes(d store.Difference) []string {
	var out []string
	if d.Is == nil {
		if len(d.To) > 0 {
			out = append(out, "now part of "+strings.Join(d.To, ", "))
		}
		return out
	}
	if d.Was == nil {
		if d.Is.SupersededBy != "" {
			out = append(out, "superseded by "+d.Is.SupersededBy)
		}
		if d.Is.Disputed {
			out = append(out, "disputed")
		}
		if d.Is.Verdict != "" {
			out = append(out, "review: "+d.Is.Verdict)
		}
		return out
	}
	was, is := *d.Was, *d.Is
	say := func(what, a, b string) {
		if a == b {
			return
		}
		if a == "" {
			a = "unknown"
		}
		if b == "" {
			b = "unknown"
		}
		out = append(out, what+": "+a+" → "+b)
	}
	say("status", string(was.Status), string(is.Status))
	say("date", strings.TrimSpace(string(was.When.Relation)+" "+string(was.When.Date)), strings.TrimSpace(string(is.When.Relation)+" "+string(is.When.Date)))
	for _, x := range []struct {
		name    string
		was, is []factwire.Entity
	}{{"who", was.Who, is.Who}, {"whom", was.Whom, is.Whom}} {
		if a, b := tabular.Entities(x.was), tabular.Entities(x.is); a != b {
			say(x.name, a, b)
		} else { // a title or an affiliation, if anything
			say(x.name, People(x.was), People(x.is))
		}
	}
	say("what", was.What, is.What)
	say("about", was.About, is.About)
	if is.Articles != was.Articles || is.Independent != was.Independent {
		out = append(out, fmt.Sprintf("reports: %d articles, %d independent → %d articles, %d independent", was.Articles, was.Independent, is.Articles, is.Independent))
	}
	if is.SupersededBy != was.SupersededBy && is.SupersededBy != "" {
		out = append(out, "superseded by "+is.SupersededBy)
	}
	if is.Disputed != was.Disputed {
		out = append(out, map[bool]string{true: "now disputed", false: "no longer disputed"}[is.Disputed])
	}
	if was.Verdict == "" && is.Verdict != "" {
		out = append(out, "review: "+is.Verdict)
	} else {
		say("review", was.Verdict, is.Verdict)
	}
	return out
}

// WhyOne tells for each way in which the reports go with the first one, how many do.
func WhyOne(f merge.Fact, c *entity.Canon) []string {
	var order []string
	count := map[string]int{}
	reports := f.Reports()
	for i, r := range reports {
		if i == 0 {
			continue
		}
		why := strings.TrimPrefix(merge.Explain(reports[0], r, merge.Options{Canon: c}), "one fact: ")
		if strings.HasPrefix(why, "two facts: ") { // they go together by way of others, or a reviewer joined them
			why = "with the first report alone it would be two facts (" + strings.TrimPrefix(why, "two facts: ") + "); other reports or a reviewer join them"
		}
		if count[why] == 0 {
			order = append(order, why)
		}
		count[why]++
	}
	for i, why := range order {
		if count[why] > 1 {
			order[i] = fmt.Sprintf("%s (%d reports)", why, count[why])
		}
	}
	return order
}

// People words entities with their titles and affiliations.
func People(all []factwire.Entity) string {
	var parts []string
	for _, e := range all {
		s := e.Name
		if e.Code != "" {
			s += " (" + e.Code + ")"
		}
		if t := strings.Join(slices.DeleteFunc([]string{e.Title, e.Affiliation}, func(s string) bool { return s == "" }), ", "); t != "" {
			s += " [" + t + "]"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

// Reviewed words who judged a fact, when, how and why.
func Reviewed(r merge.Review) string {
	out := r.Verdict
	if len(r.Fields) > 0 {
		if out != "corrected" {
			out += ", corrected"
		}
		out += " in " + strings.Join(r.Fields, ", ")
	}
	if r.By != "" {
		out += " by " + r.By
	}
	if r.Time != "" {
		out += " on " + r.Time[:min(len(r.Time), len("2006-01-02"))]
	}
	if r.Why != "" {
		out += ": " + r.Why
	}
	return out
}

// Decided words what a verdict changes: "about: core networks" of an edit, "into 3f2a9c0d1e4b5a67" of facts that are one; empty for a verdict
// that changes nothing but what is thought of the fact.
func Decided(v merge.Verdict) string {
	switch v.Action {
	case merge.Edit:
		return v.Field + ": " + cmp.Or(value(v), "none")
	case merge.Join:
		if v.Into != nil {
			return "into " + v.Into.ID
		}
	case merge.Split:
		return "without article " + strings.Join(v.Articles, ", ")
	}
	return ""
}

// value words what an edit puts into its field, as people write it.
func value(v merge.Verdict) string {
	var f factwire.Fact
	if err := merge.ApplyEdit(&f, v.Field, v.Value); err != nil {
		return string(v.Value)
	}
	return Field(f, v.Field)
}

// Done words a verdict that was just given.
func Done(v merge.Verdict) string {
	switch v.Action {
	case merge.Accept:
		return "Accepted."
	case merge.Reject:
		return "Rejected: lists and exports leave it out."
	case merge.Edit:
		return "Corrected – " + Decided(v) + "."
	}
	return "Verdict " + string(v.Action) + ", " + Decided(v) + "."
}

// Period words the days of the first and of the last report.
func Period(first, last string) string {
	if first == last {
		return Dated(first)
	}
	return Dated(first) + " to " + Dated(last)
}

func Dated(s string) string {
	if s == "" {
		return "undated"
	}
	return s
}
