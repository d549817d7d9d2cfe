package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// A signature is what tells observations of one block apart. All observations of one signature are one fact.
type signature struct {
	class string
	stems []string
	whom  []string
	words string
	stand factwire.Stance
	date  period
	// relation is on, or that of a date which something holds from or up to.
	relation factwire.Relation
	status   factwire.Status // of the date; empty without one
	leading  bool            // the date is of the leading status
	told     factwire.Status // of the report, with or without a date
	era      int             // of the report among all of its block, see eras; 0 where nothing tells
	people   []string        // signatories, where parties alone tell who acts; sorted
	vague    bool            // some parties are only described
}

// signatureOf leaves out what does not tell facts of the kind apart.
func signatureOf(v *view, lead factwire.Status) signature {
	switch by := v.of.Identity; {
	case by.What == kind.Words:
		return signature{words: v.words, stand: v.Stance}
	case by.When == kind.Due:
		return signature{stems: v.stems, whom: v.whom, date: v.date, leading: v.date.known}
	}
	s := signature{class: v.class, stems: v.stems, era: v.era}
	if v.era > 0 {
		s.told = v.Status
	}
	if v.of.Identity.Whom == kind.Free {
		s.people = v.people
		s.vague = slices.ContainsFunc(v.who, isDescribed)
	}
	if v.of.Identity.Whom == kind.Shared {
		s.whom = v.whom
	}
	if v.date.known {
		s.date, s.status, s.leading = v.date, v.Status, v.Status == lead
		if s.leading && v.When.Relation != "" {
			s.relation = v.When.Relation
		} else if s.leading {
			s.relation = factwire.On
		}
	}
	return s
}

// text is the signature as a key for maps, and for the order in which groups are told apart.
func (s signature) text() string {
	date := ""
	if s.date.known {
		date = dayNumber(s.date.first) + "/" + dayNumber(s.date.last) + string(s.status) + string(s.relation)
	}
	return strings.Join([]string{s.class, date, strings.Join(s.stems, " "), strings.Join(s.whom, ";"), s.words, string(s.stand), strings.Join(s.people, ";"), strconv.Itoa(s.era) + string(s.told)}, "|")
}

// leading returns the status whose dates tell the facts of a block apart.
func leading(views []view) factwire.Status {
	for _, s := range []factwire.Status{factwire.Done, factwire.Proposed, factwire.Reversed, factwire.Negated} {
		if slices.ContainsFunc(views, func(v view) bool { return v.Status == s && v.date.known }) {
			return s
		}
	}
	return ""
}

// conflict says why observations of two signatures cannot be one fact; empty if they may be.
func conflict(of *kind.Descriptor, a, b signature) string {
	switch by := of.Identity; {
	case by.What == kind.Words:
		if !sameWords(a.words, b.words) {
			return "the words differ"
		}
		if a.stand != b.stand {
			return "one says the words and the other denies them"
		}
		return ""
	case by.When == kind.Due:
		if !a.date.agrees(b.date) {
			return "the due dates cannot be the same"
		}
		if !sameDuty(&view{whom: a.whom, stems: a.stems}, &view{whom: b.whom, stems: b.stems}) {
			return "what is to be done differs"
		}
		return ""
	}
	return eventConflict(of, a, b)
}

// eventConflict is conflict for kinds of which a class, a subject and the date of an event tell facts apart.
func eventConflict(of *kind.Descriptor, a, b signature) string {
	switch {
	case !sameClass(of, a.class, b.class) && !severalNames(of, a, b):
		return "the classes differ"
	case len(a.whom) > 0 && len(b.whom) > 0 && !meet(a.whom, b.whom):
		return lower(of.Headings.Whom) + "s differ"
	case strangers(a, b):
		return lower(cmp.Or(of.Headings.About, of.Headings.What)) + "s differ"
	case yearsApart(a, b):
		return "they are told years apart, and nothing but the parties is the same"
	}
	return dateConflict(a, b)
}

// severalNames reports whether two classes may be those of one instrument: reports of one day call it by several names.
func severalNames(of *kind.Descriptor, a, b signature) bool {
	return !apart(of, a.class) && !apart(of, b.class) && sameDay(a, b) && overlap(a.stems, b.stems)
}

// strangers reports whether the subjects are known, have too little in common, and nothing else says that they are one.
func strangers(a, b signature) bool {
	if len(a.stems) == 0 || len(b.stems) == 0 || overlap(a.stems, b.stems) {
		return false
	}
	// one instrument of one day may be told to be about trade, and about commerce; a memorandum and an agreement need a word in common
	dated := !a.vague && a.leading && b.leading && a.date.coincides(b.date) && (a.class == b.class || meet(a.stems, b.stems))
	return !dated && !meet(a.people, b.people)
}

// yearsApart reports whether reports of one status lie in two eras, and neither dates nor a word of their subjects make them one.
func yearsApart(a, b signature) bool {
	return a.era != b.era && a.era > 0 && b.era > 0 && a.told == b.told && (!a.date.known || !b.date.known) && !meet(a.stems, b.stems)
}

// earliest is how many days before the act reports of it may be dated: papers of a place where it is another day, weeklies.
const earliest = 7

// foretold reports whether all reports of one side tell as done, without its day, what would be done on a later day of the other's. Of the kinds that an act of
// several makes, that is: a measure is done when it is decided, and may be dated by when it takes effect.
func foretold(of *kind.Descriptor, a, b signature, p, q span) bool {
	if of.Identity.Who != kind.Part {
		return false
	}
	if b.date.known {
		a, b, p, q = b, a, q, p
	}
	return a.date.known && !b.date.known && a.status == factwire.Done && q.known && !q.plans && q.last < a.date.first-earliest
}

// sameDay reports whether both are known to have happened on one day.
func sameDay(a, b signature) bool {
	return a.leading && b.leading && a.date.known && a.date == b.date && a.date.length() == 1
}

func apart(of *kind.Descriptor, class string) bool { return slices.Contains(of.Apart, class) }

// sameClass reports whether two classes may be those of one fact.
func sameClass(of *kind.Descriptor, a, b string) bool {
	may := func(generic, other string) bool {
		return generic == of.Generic && generic != "" && !slices.Contains(of.Apart, other)
	}
	return a == b || may(a, b) || may(b, a)
}

// lower is a field's heading within a sentence.
func lower(heading string) string { return "the " + strings.ToLower(heading) }

// effectYears is how long after its decision a ban may take effect, in days.
const effectYears = 2 * 366

func dateConflict(a, b signature) string {
	if !a.date.known || !b.date.known {
		return ""
	}
	switch {
	case a.leading && b.leading:
		if a.date.agrees(b.date) {
			return ""
		}
		if a.relation == factwire.On && b.relation != factwire.On || b.relation == factwire.On && a.relation != factwire.On {
			if b.relation == factwire.On {
				a, b = b, a
			}
			if b.date.first > a.date.last && b.date.gap(a.date) <= effectYears { // decided, then in effect
				return ""
			}
		}
		return "the dates cannot be the same"
	case a.leading && a.status == factwire.Done && b.status == factwire.Reversed && b.date.last < a.date.first,
		b.leading && b.status == factwire.Done && a.status == factwire.Reversed && a.date.last < b.date.first:
		return "one was reversed before the other was done"
	}
	return ""
}
