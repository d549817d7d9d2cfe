package merge

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
)

// A report may leave parties out ("Norway and Sweden signed", where others name Finland too), or speak of some by what they are ("Norway and three
// operators signed", "the operators signed"). Such a report has parties, and so a block, of its own; what may join it to the fuller ones is the day on
// which the thing was done, or the days on which it was told and what it is about. So the blocks of observations with one tie are compared, and no others.

const (
	// weightMissing is what a report that leaves parties out has against it where both tell the day: one day alone does not make up for it.
	weightMissing = -2.0
	// weightUntold is that where the day is not told: a subject in common is asked for then.
	weightUntold = -1.0
	// leastNamed is how many parties a report must name or describe: one alone is too little to say which of its signings is meant.
	leastNamed = 2
	// mostPaired is of how many parties each pair is a tie, and mostTelling of how many words of the subject each word is.
	mostPaired  = 6
	mostTelling = 6
	// week is how many days a date may mean to be a tie.
	week = 7
	// spell is how many days a stretch of days has: reports that have no other day in common may be told so far apart.
	spell = 4
	// mostCompared is with how many others reports are compared that name no party at all.
	mostCompared = 500
)

// described begins the key of a party that is told by what it is: "the three operators".
const described = "~"

// partiesOf are the keys of a fact's parties, sorted; where reports may leave some out, those that are only described are marked.
func partiesOf(f factwire.Fact, c keyed) []string {
	if kind.Of(f.Kind).Identity.Who != kind.Part {
		return keys(f.Who, c)
	}
	return keys(f.Who, func(e factwire.Entity) string {
		if e.Type == factwire.Group {
			return described + c(e)
		}
		return c(e)
	})
}

// namesIn are those parties that go by their names.
func namesIn(who []string) []string {
	if !slices.ContainsFunc(who, isDescribed) {
		return who
	}
	return slices.DeleteFunc(slices.Clone(who), isDescribed)
}

func isDescribed(key string) bool { return strings.HasPrefix(key, described) }

// Tie is what two observations have in common of which one may leave out parties that the other names: a day, counted from 1970, around which both lie, and
// what else they share.
type Tie struct {
	Day  int
	Name string
}

// Ties returns the ties of an observation, each once; none for one that leaves nothing out, or of which nothing could tell what. Observations that have a tie in common, and of
// which the parties of one are a part of those of the other ([Sample.Kin]), must be merged together.
func Ties(f factwire.Fact, c *entity.Canon) []Tie {
	if kind.Of(f.Kind).Identity.Who != kind.Part || f.Status != factwire.Done {
		return nil
	}
	v := look(f, c.Key)
	return v.ties()
}

// ties of a view: the day, or the days of the week, on which the thing was done; that day, and the days on which it was told, with a word of its
// subject, for reports that name no party; and the days on which it was told with two of its parties.
func (v *view) ties() (out []Tie) {
	if v.of.Identity.Who != kind.Part || v.Status != factwire.Done {
		return nil
	}
	named := namesIn(v.who)
	for day := v.date.first; v.date.known && v.date.length() <= week && day <= v.date.last; day++ {
		if len(v.who) >= leastNamed && len(named) > 0 {
			out = append(out, Tie{day, string(v.Kind)})
		}
		if len(v.who) > 0 && len(named) != 1 {
			for _, s := range v.stems[:min(len(v.stems), mostTelling)] {
				out = append(out, Tie{day, string(v.Kind) + " of " + s})
			}
		}
	}
	for _, n := range v.spells() {
		if len(v.who) > 0 && len(named) != 1 {
			for _, s := range v.stems[:min(len(v.stems), mostTelling)] {
				out = append(out, Tie{n * spell, string(v.Kind) + " about " + s})
			}
		}
		for i, p := range named {
			if len(named) > mostPaired {
				break
			}
			for _, q := range named[i+1:] {
				out = append(out, Tie{n * spell, string(v.Kind) + " by " + p + ";" + q})
			}
		}
	}
	return out
}

// spells are the stretches of days in which the view's reports were told, each with the one behind it, so that reports of neighbouring days share one.
func (v *view) spells() (out []int) {
	told := v.toldIn()
	for i, n := range told {
		out = append(out, n)
		if i+1 == len(told) || told[i+1] != n+1 {
			out = append(out, n+1)
		}
	}
	return out
}

// toldIn are the numbers of the stretches of days in which reports were published, sorted.
func (v *view) toldIn() []int {
	if v.sum != nil {
		return v.sum.Spells
	}
	if p := periodOf(factwire.Date(day(v.published()))); p.known && p.length() == 1 {
		return []int{p.first / spell}
	}
	return nil
}

// Kin reports whether, of two samples with one tie, one names some of the parties of the other. It is symmetric.
func (s *Sample) Kin(other *Sample) bool {
	return s.v.Kind == other.v.Kind && (partOf(s.v.who, other.v.who) || partOf(other.v.who, s.v.who))
}

// Mask tells most samples apart that are not [Sample.Kin], see [MayBeKin].
func (s *Sample) Mask() (m uint64) {
	for _, p := range namesIn(s.v.who) {
		m |= 1 << (hash32(p) % 64)
	}
	return m
}

// MayBeKin reports whether samples with these masks may be kin.
func MayBeKin(a, b uint64) bool { return a&^b == 0 || b&^a == 0 }

// partOf reports whether sorted parties are some of others, and not all; those that are described may be any two or more of the others that are named.
func partOf(some, all []string) bool {
	if len(some) >= leastNamed && len(some) < len(all) && shared(some, all) == len(some) {
		return true
	}
	named := namesIn(some)
	return len(named) < len(some) && len(all) >= len(named)+leastNamed && shared(named, all) == len(named) && !slices.ContainsFunc(all, isDescribed)
}

// namedIn are the parties of those views that describe none, each list once; nil if no view describes any.
func namedIn(views []view) (out [][]string) {
	vague := false
	for i := range views {
		if who := views[i].who; slices.ContainsFunc(who, isDescribed) {
			vague = true
		} else if !slices.ContainsFunc(out, func(other []string) bool { return slices.Equal(who, other) }) {
			out = append(out, who)
		}
	}
	if !vague {
		return nil
	}
	return out
}

// replaced reports whether others, of whom all go by their names, are the parties that a view only describes.
func (v *view) replaced(named [][]string) bool {
	return slices.ContainsFunc(v.who, isDescribed) && slices.ContainsFunc(named, func(all []string) bool { return partOf(v.who, all) })
}

// adopt lets clusters whose reports leave parties out join that of the fuller reports, if there is one alone, and returns those that are left. What a
// cluster joins is decided by what the clusters were before, so that no order matters.
func adopt(all []*cluster) []*cluster {
	if !slices.ContainsFunc(all, func(c *cluster) bool { return !slices.Equal(c.views[0].who, all[0].views[0].who) }) {
		return all // a store hands over one block at a time
	}
	by := map[Tie][]int{} // clusters by their ties
	ties := make([][]Tie, len(all))
	for i, c := range all {
		if c.partner >= 0 || c.denial {
			continue
		}
		known := map[Tie]bool{}
		for j := range c.views {
			for _, t := range c.views[j].ties() {
				if !known[t] {
					known[t] = true
					ties[i] = append(ties[i], t)
					by[t] = append(by[t], i)
				}
			}
		}
	}
	into := make([]int, len(all))
	joined := false
	for i, c := range all {
		into[i] = i
		if n := fuller(c, ties[i], by, all); n >= 0 {
			into[i], joined = n, true
		}
	}
	if !joined {
		return all
	}
	for i, c := range all {
		to := i
		for into[to] != to { // each step names more parties than the one before
			to = into[to]
		}
		if to == i {
			continue
		}
		host := all[to]
		host.views = append(host.views, c.views...)
		host.aliases = append(append(host.aliases, c.id), c.aliases...)
	}
	number := make([]int, len(all))
	var out []*cluster
	for i, c := range all {
		if into[i] != i {
			continue
		}
		number[i] = len(out)
		out = append(out, c)
		slices.SortFunc(c.views, func(a, b view) int { return compare(&a, &b) })
		slices.Sort(c.aliases)
		c.aliases = slices.DeleteFunc(slices.Compact(c.aliases), func(a string) bool { return a == c.id })
	}
	for _, c := range out {
		if c.partner >= 0 {
			c.partner = number[c.partner]
		}
	}
	return out
}

// fuller returns the cluster whose reports name all parties of those of c and others, and agree with them best; -1 if there is none, or if another that
// is no part of it comes near.
func fuller(c *cluster, ties []Tie, by map[Tie][]int, all []*cluster) int {
	best, most := -1, 0.0
	near := map[int]float64{}
	nameless := len(namesIn(c.views[0].who)) == 0
	for _, t := range ties {
		if nameless && len(by[t]) > mostCompared {
			continue
		}
		for _, i := range by[t] {
			if _, known := near[i]; known || !partOf(c.views[0].who, all[i].views[0].who) {
				continue
			}
			s := likeness(c, all[i])
			near[i] = s
			if s < joined {
				continue
			}
			if best < 0 || cmp.Or(cmp.Compare(s, most), cmp.Compare(len(all[i].views[0].who), len(all[best].views[0].who)), cmp.Compare(all[best].id, all[i].id)) > 0 {
				best, most = i, s
			}
		}
	}
	for i, s := range near {
		if i != best && s >= joined && s > most-margin && !partOf(all[i].views[0].who, all[best].views[0].who) && !partOf(all[best].views[0].who, all[i].views[0].who) {
			return -1
		}
	}
	return best
}

// likeness weighs what the reports of two clusters have in common, by the pair that agrees best, and that the first ones leave parties out; it
// is minus infinity if any pair cannot be of one fact. Where parties are only described, a pair must be about one matter.
func likeness(a, b *cluster) float64 {
	lead := leading(slices.Concat(a.views, b.views))
	x, y := signed(a, lead), signed(b, lead)
	best := math.Inf(-1)
	if p, q := subjects(x), subjects(y); len(p) > 0 && len(q) > 0 && !meet(p, q) {
		return best
	}
	vague := slices.ContainsFunc(a.views[0].who, isDescribed) && !slices.ContainsFunc(b.views[0].who, isDescribed)
	near := 0.0 // for the reports of both that were told within the fewest days
	for _, s := range x {
		for _, t := range y {
			near = max(near, forReports(s.told, t.told))
		}
	}
	for _, s := range x {
		for _, t := range y {
			n := score(a.views[0].of, &s.signature, &t.signature, s.told, t.told) - forReports(s.told, t.told) + near
			if math.IsInf(n, -1) {
				return n
			}
			if vague && !overlap(s.stems, t.stems) {
				continue
			}
			if sameDay(&s.signature, &t.signature) {
				n += weightMissing
			} else {
				n += weightUntold
			}
			best = max(best, n)
		}
	}
	return best
}

// subjects are the words of all that some reports say they are about, sorted.
func subjects(all []toldAs) (out []uint64) {
	for _, s := range all {
		out = append(out, s.stems...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// toldAs is a signature with the days on which its reports were published.
type toldAs struct {
	signature
	told span
}

// signed returns the signatures of a cluster, each once. Eras are those of one block, and tell nothing between two.
func signed(c *cluster, lead factwire.Status) []toldAs {
	var out []toldAs
	index := map[string]int{}
	for i := range c.views {
		s := signatureOf(&c.views[i], lead)
		s.era, s.told = 0, ""
		text := s.name
		n, known := index[text]
		if !known {
			n = len(out)
			index[text] = n
			out = append(out, toldAs{signature: s})
		}
		out[n].told.join(c.views[i].told())
	}
	return out
}

// Kinship calls use for pairs of samples, by their numbers, of which the second names all parties of the first and more. All must have one tie.
func Kinship(all []*Sample, use func(i, j int)) {
	by := map[string][]int{}
	first := -1 // of those that name nobody: the others are kin by way of whom it is kin to
	for i, s := range all {
		for _, p := range s.v.who {
			by[p] = append(by[p], i)
		}
	}
	for i, s := range all {
		named := namesIn(s.v.who)
		if len(named) == 0 {
			for j := range all {
				if partOf(s.v.who, all[j].v.who) {
					use(i, j)
					if first >= 0 {
						break
					}
				}
			}
			if first < 0 {
				first = i
			}
			continue
		}
		rarest := named[0] // who names all of them names this one
		for _, p := range named[1:] {
			if len(by[p]) < len(by[rarest]) {
				rarest = p
			}
		}
		for _, j := range by[rarest] {
			if partOf(s.v.who, all[j].v.who) {
				use(i, j)
			}
		}
	}
}
