package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// A signature is what tells observations of one block apart. All observations of one signature are one fact. Every two of a block are compared, so lists of
// words and keys are lists of their hashes, sorted.
type signature struct {
	name   string // of all but era and told, for maps and for the order in which groups are told apart
	class  string
	stems  []uint64
	whom   []uint64
	words  string
	stance factwire.Stance
	date   period
	// relation is on, or that of a date which something holds from or up to.
	relation factwire.Relation
	status   factwire.Status // of the date; empty without one
	leading  bool            // the date is of the leading status
	told     factwire.Status // of the report, with or without a date
	era      int             // of the report among all of its block, see eras; 0 where nothing tells
	people   []uint64        // signatories, where parties alone tell who acts
	vague    bool            // some parties are only described
	guessed  bool            // the date, see guesses
}

// signatureOf leaves out what does not tell facts of the kind apart.
func signatureOf(v *view, lead factwire.Status) signature {
	var stems, whom, people []string
	s := signature{}
	switch by := v.of.Identity; {
	case by.What == kind.Words:
		s.words, s.stance = v.words, v.Stance
	case by.When == kind.Due:
		stems, whom, s.date, s.leading = v.stems, v.whom, v.date, v.date.known
	default:
		s.class, stems, s.era = v.class, v.stems, v.era
		if v.era > 0 {
			s.told = v.Status
		}
		if by.Whom == kind.Free {
			people = v.people
			s.vague = slices.ContainsFunc(v.who, isDescribed)
		}
		if by.Whom == kind.Shared {
			whom = v.whom
		}
		s.dated(v, lead)
	}
	s.stems, s.whom, s.people = marks(stems), marks(whom), marks(people)
	date := ""
	if s.date.known {
		date = dayNumber(s.date.first) + "/" + dayNumber(s.date.last) + string(s.status) + string(s.relation)
		if s.guessed {
			date += "?"
		}
	}
	s.name = strings.Join([]string{s.class, date, strings.Join(stems, " "), strings.Join(whom, ";"), s.words, string(s.stance), strings.Join(people, ";")}, "|")
	return s
}

// dated gives a signature the date of its view's event, if it has one.
func (s *signature) dated(v *view, lead factwire.Status) {
	if !v.date.known && !v.guess.known {
		return
	}
	s.date, s.status, s.leading = v.date, v.Status, v.Status == lead
	if s.guessed = !v.date.known; s.guessed {
		s.date = v.guess
	}
	if s.leading && v.When.Relation != "" {
		s.relation = v.When.Relation
	} else if s.leading {
		s.relation = factwire.On
	}
}

// marks are the hashes of words, sorted.
func marks(words []string) []uint64 {
	if len(words) == 0 {
		return nil
	}
	out := make([]uint64, len(words))
	for i, w := range words {
		out[i] = hash64(w)
	}
	slices.Sort(out)
	return out
}

// text is the signature as a key for maps, and for the order in which groups are told apart.
func (s *signature) text() string { return s.name + "|" + strconv.Itoa(s.era) + string(s.told) }

// leading returns the status whose dates tell the facts of a block apart.
func leading(views []view) factwire.Status {
	for _, s := range []factwire.Status{factwire.Done, factwire.Proposed, factwire.Reversed, factwire.Negated} {
		if slices.ContainsFunc(views, func(v view) bool { return v.Status == s && v.date.known }) {
			return s
		}
	}
	return ""
}

// conflict is why observations of two signatures cannot be one fact.
type conflict byte

const (
	none conflict = iota
	ofWords
	ofStance
	ofDueDates
	ofDuties
	ofClassNames
	ofTargets
	ofMatters
	ofEras
	ofDays
	ofOrder
)

// text says it in words.
func (c conflict) text(of *kind.Descriptor) string {
	switch c {
	case ofWords:
		return "the words differ"
	case ofStance:
		return "one says the words and the other denies them"
	case ofDueDates:
		return "the due dates cannot be the same"
	case ofDuties:
		return "what is to be done differs"
	case ofClassNames:
		return "the classes differ"
	case ofTargets:
		return lower(of.Headings.Whom) + "s differ"
	case ofMatters:
		return lower(cmp.Or(of.Headings.About, of.Headings.What)) + "s differ"
	case ofEras:
		return "they are told years apart, and nothing but the parties is the same"
	case ofDays:
		return "the dates cannot be the same"
	case ofOrder:
		return "one was reversed before the other was done"
	}
	return ""
}

// conflicting returns why observations of two signatures cannot be one fact; none if they may be.
func conflicting(of *kind.Descriptor, a, b *signature) conflict {
	switch by := of.Identity; {
	case by.What == kind.Words:
		if !sameWords(a.words, b.words) {
			return ofWords
		}
		if a.stance != b.stance {
			return ofStance
		}
		return none
	case by.When == kind.Due:
		if !a.date.agrees(b.date) {
			return ofDueDates
		}
		if !dutiesMeet(a.whom, b.whom, a.stems, b.stems) {
			return ofDuties
		}
		return none
	}
	return ofEvents(of, a, b)
}

// ofEvents is conflicting for kinds of which a class, a subject and the date of an event tell facts apart. Dates are compared first: of a block with many facts
// most pairs differ by them.
func ofEvents(of *kind.Descriptor, a, b *signature) conflict {
	days := ofDates(a, b)
	switch {
	case days == ofDays:
		return days
	case !sameClass(of, a.class, b.class) && !severalNames(of, a, b):
		return ofClassNames
	case len(a.whom) > 0 && len(b.whom) > 0 && !meet(a.whom, b.whom):
		return ofTargets
	case strangers(a, b):
		return ofMatters
	case yearsApart(a, b):
		return ofEras
	}
	return days
}

// severalNames reports whether two classes may be those of one instrument: reports of one day call it by several names.
func severalNames(of *kind.Descriptor, a, b *signature) bool {
	return !apart(of, a.class) && !apart(of, b.class) && sameDay(a, b) && overlap(a.stems, b.stems)
}

// strangers reports whether the subjects are known, have too little in common, and nothing else says that they are one.
func strangers(a, b *signature) bool {
	if len(a.stems) == 0 || len(b.stems) == 0 || overlap(a.stems, b.stems) {
		return false
	}
	// one instrument of one day may be told to be about trade, and about commerce; a memorandum and an agreement need a word in common, and so do
	// dates of which one is no more than a month: two neighbours may sign two accords in it
	word := meet(a.stems, b.stems)
	dated := !a.vague && a.leading && b.leading && a.date.coincides(b.date) && (word || a.class == b.class && sameDay(a, b))
	return !dated && !meet(a.people, b.people)
}

// yearsApart reports whether reports of one status lie in two eras, and neither dates nor a word of their subjects make them one.
func yearsApart(a, b *signature) bool {
	return a.era != b.era && a.era > 0 && b.era > 0 && a.told == b.told && (!a.date.known || !b.date.known) && !meet(a.stems, b.stems)
}

// earliest is how many days before the act reports of it may be dated: papers of a place where it is another day, weeklies.
const earliest = 7

// foretold reports whether all reports of one side tell as done, without its day, what would be done on a later day of the other's. Of the kinds that an act of
// several makes, that is: a measure is done when it is decided, and may be dated by when it takes effect.
func foretold(of *kind.Descriptor, a, b *signature, p, q span) bool {
	if of.Identity.Who != kind.Part {
		return false
	}
	if b.dayTold() {
		a, b, p, q = b, a, q, p
	}
	return a.dayTold() && !b.dayTold() && a.status == factwire.Done && q.known && !q.plans && q.last < a.date.first-earliest
}

// dayTold reports whether reports tell the date.
func (s *signature) dayTold() bool { return s.date.known && !s.guessed }

// sameDay reports whether both are known to have happened on one day.
func sameDay(a, b *signature) bool {
	return a.leading && b.leading && a.dayTold() && b.dayTold() && a.date == b.date && a.date.length() == 1
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

// ofDates is the conflict of the dates of two events, if there is one.
func ofDates(a, b *signature) conflict {
	if !a.date.known || !b.date.known {
		return none
	}
	switch {
	case a.leading && b.leading:
		if a.date.agrees(b.date) {
			return none
		}
		if a.relation == factwire.On && b.relation != factwire.On || b.relation == factwire.On && a.relation != factwire.On {
			if b.relation == factwire.On {
				a, b = b, a
			}
			if b.date.first > a.date.last && b.date.gap(a.date) <= effectYears { // decided, then in effect
				return none
			}
		}
		return ofDays
	case a.leading && a.status == factwire.Done && b.status == factwire.Reversed && b.date.last < a.date.first,
		b.leading && b.status == factwire.Done && a.status == factwire.Reversed && a.date.last < b.date.first:
		return ofOrder
	}
	return none
}
