package merge

import (
	"math"
	"slices"

	"github.com/factwire/factwire/kind"
)

// The weights of what two reports have in common, and of what tells them apart. They were set on the stories of testdata/sets; a pair
// above joined is one matter, if nothing that speaks against it comes within margin.
const (
	weightDay     = 2.0   // one day of the event
	weightMonth   = 1.0   // one month
	weightDate    = 0.5   // dates that agree more vaguely, or a decision and its effect
	weightClass   = 0.5   // one class that says something
	weightGeneric = 0.25  // a class that may be the other
	weightOther   = -1.0  // two classes
	weightSubject = 1.0   // half of the words of the subject
	weightWord    = 0.3   // a word of it
	weightStrange = -2.25 // subjects without a word in common
	weightPeople  = 1.0   // one signatory
	weightWeek    = 0.75  // told within days
	weightSeason  = 0.25  // within a month
	weightYears   = -0.5  // years apart
	joined        = 1.0
	margin        = 0.5 // between the best partner and the next
	against       = 0.0 // below it two groups cannot be one
	mostWeighed   = 250 // groups: beyond, only what plainly agrees is joined

	weightDue    = 1.0  // deadlines: one day
	weightVague  = 0.5  // due dates that agree more vaguely
	weightTarget = 1.0  // one target
	weightVerb   = -1.0 // one word of the action in common is as good as none
	mostDue      = 60   // groups of deadlines
)

// span is the days on which the reports of a signature were published; known is false if none has a date.
type span struct {
	first, last int
	known       bool
	plans       bool // some tell of what is not done
}

func (s *span) add(p period) {
	if !s.known {
		s.first, s.last, s.known = p.first, p.last, true
	}
	s.first, s.last = min(s.first, p.first), max(s.last, p.last)
}

// join makes s the span of both.
func (s *span) join(other span) {
	s.plans = s.plans || other.plans
	if other.known {
		s.add(period{first: other.first, last: other.last, known: true})
	}
}

// score weighs two signatures of one block; minus infinity where they cannot be one fact.
func score(of *kind.Descriptor, a, b *signature, p, q span) float64 {
	if of.Identity.When == kind.Due {
		return forDuties(a, b) + forReports(p, q)
	}
	if a.class != b.class && (apart(of, a.class) || apart(of, b.class)) || len(a.whom) > 0 && len(b.whom) > 0 && !meet(a.whom, b.whom) ||
		yearsApart(a, b) || ofDates(a, b) != none || foretold(of, a, b, p, q) {
		return math.Inf(-1)
	}
	s := forDates(a, b) + forClasses(of, a, b) + forSubjects(a, b) + forReports(p, q)
	if meet(a.people, b.people) {
		s += weightPeople
	}
	return s
}

// forDuties weighs two deadlines of one body.
func forDuties(a, b *signature) float64 {
	if !a.date.agrees(b.date) || len(a.whom) > 0 && len(b.whom) > 0 && !meet(a.whom, b.whom) {
		return math.Inf(-1)
	}
	s := 0.0
	switch {
	case !a.date.known || !b.date.known:
	case a.date == b.date && a.date.length() == 1:
		s += weightDue
	default:
		s += weightVague
	}
	if meet(a.whom, b.whom) {
		s += weightTarget
	}
	switch n := shared(a.stems, b.stems); {
	case len(a.stems) == 0 || len(b.stems) == 0:
	case n >= 2 && overlap(a.stems, b.stems) || slices.Equal(a.stems, b.stems):
		s += weightSubject
	case n > 0:
		s += weightVerb
	default:
		s += weightStrange
	}
	return s
}

// forDates is what the dates of the event count for, which do not conflict.
func forDates(a, b *signature) float64 {
	switch {
	case !a.dayTold() || !b.dayTold() || !a.leading || !b.leading:
		return 0
	case sameDay(a, b):
		return weightDay
	case a.date.coincides(b.date):
		return weightMonth
	}
	return weightDate
}

func forClasses(of *kind.Descriptor, a, b *signature) float64 {
	switch {
	case a.class == "" || b.class == "":
		return 0
	case a.class == b.class && a.class != of.Generic:
		return weightClass
	case sameClass(of, a.class, b.class):
		return weightGeneric
	}
	return weightOther
}

func forSubjects(a, b *signature) float64 {
	switch n := shared(a.stems, b.stems); {
	case len(a.stems) == 0 || len(b.stems) == 0:
		return 0
	case overlap(a.stems, b.stems):
		return weightSubject
	case n > 0:
		return weightWord
	}
	return weightStrange
}

// forReports is what the days count for on which reports were published.
func forReports(p, q span) float64 {
	if !p.known || !q.known {
		return 0
	}
	switch gap := max(p.first-q.last, q.first-p.last); {
	case gap <= 3:
		return weightWeek
	case gap <= 31:
		return weightSeason
	case gap > 730:
		return weightYears
	}
	return 0
}

// weigh joins groups that settle kept apart and that are one matter by what they have in common on the average of their pairs (average
// linkage, Sokal and Michener 1958). Time and again the two groups with the highest score are joined, until none reaches what is
// asked; a group with two partners of nearly one score that cannot be one stays as it is, so that no choice is made where nothing decides. Group holds each
// signature's group, and is changed.
func weigh(of *kind.Descriptor, sigs []signature, told []span, group []int) {
	var names []int // of the groups, in the order of their first signatures
	members := map[int][]int{}
	for i, g := range group {
		if members[g] == nil {
			names = append(names, g)
		}
		members[g] = append(members[g], i)
	}
	most := mostWeighed
	if of.Identity.When == kind.Due {
		most = mostDue
	}
	if len(names) < 2 || len(names) > most {
		return
	}
	// sums of the scores of all pairs between two groups
	sum := make([][]float64, len(names))
	for x := range names {
		sum[x] = make([]float64, len(names))
		for y := range x {
			for _, i := range members[names[x]] {
				for _, j := range members[names[y]] {
					sum[x][y] += score(of, &sigs[i], &sigs[j], told[i], told[j])
				}
			}
			sum[y][x] = sum[x][y]
		}
	}
	size := make([]int, len(names))
	for x, g := range names {
		size[x] = len(members[g])
	}
	mean := func(x, y int) float64 { return sum[x][y] / float64(size[x]*size[y]) }
	for {
		best, a, b := joined, -1, -1
		for x := range names {
			for y := range x {
				if size[x] == 0 || size[y] == 0 || mean(x, y) < best || mean(x, y) == best && a >= 0 {
					continue
				}
				if !rivalled(x, y, size, mean) {
					best, a, b = mean(x, y), x, y
				}
			}
		}
		if a < 0 {
			return
		}
		for z := range names {
			sum[b][z] += sum[a][z]
			sum[z][b] = sum[b][z]
		}
		size[b] += size[a]
		size[a] = 0
		for _, i := range members[names[a]] {
			group[i] = names[b]
		}
		members[names[b]] = append(members[names[b]], members[names[a]]...)
	}
}

// rivalled reports whether one of two groups has another partner of nearly the same score, which cannot be one with the first.
func rivalled(x, y int, size []int, mean func(x, y int) float64) bool {
	for z := range size {
		if z == x || z == y || size[z] == 0 {
			continue
		}
		if mean(x, z) > mean(x, y)-margin && mean(y, z) < against || mean(y, z) > mean(x, y)-margin && mean(x, z) < against {
			return true
		}
	}
	return false
}
