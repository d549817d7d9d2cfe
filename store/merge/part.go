package merge

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// A report may leave parties out: "Norway and Sweden signed", where others name Finland too. Such a report has parties, and so a block,
// of its own; what may join it to the fuller ones is the day on which the thing was done. So the blocks of observations with one tie are
// compared, and no others.

const (
	// weightMissing is what a report that leaves parties out has against it: one day alone does not make up for it.
	weightMissing = -2.0
	// leastNamed is how many parties a report must name: one alone is too little to say which of its signings is meant.
	leastNamed = 2
)

// Tie is what two observations have in common of which one may leave out parties that the other names: the kind, and the day on which both say that it
// was done. It is empty for one that has no such tie. Observations with one tie of which the parties of one are a part of those of the other ([Sample.Kin]) must be
// merged together.
func Tie(f factwire.Fact) string {
	if kind.Of(f.Kind).Identity.Who != kind.Part {
		return ""
	}
	return tieOf(f, periodOf(f.When.Date))
}

func tieOf(f factwire.Fact, date period) string {
	if f.Status != factwire.Done || len(f.Who) < leastNamed || !date.known || date.length() != 1 {
		return ""
	}
	return string(f.Kind) + " " + strconv.Itoa(date.first)
}

// Kin reports whether, of two samples with one tie, one names some of the parties of the other. It is symmetric.
func (s *Sample) Kin(other *Sample) bool {
	return s.v.Kind == other.v.Kind && (partOf(s.v.who, other.v.who) || partOf(other.v.who, s.v.who))
}

// partOf reports whether sorted parties are some of others, and not all.
func partOf(some, all []string) bool {
	return len(some) >= leastNamed && len(some) < len(all) && shared(some, all) == len(some)
}

// adopt lets clusters whose reports leave parties out join that of the fuller reports, if there is one alone, and returns those that are left. What a
// cluster joins is decided by what the clusters were before, so that no order matters.
func adopt(all []*cluster) []*cluster {
	by := map[string][]int{} // clusters by their ties
	ties := make([][]string, len(all))
	for i, c := range all {
		if c.partner >= 0 || c.denial || c.views[0].of.Identity.Who != kind.Part {
			continue
		}
		for j := range c.views {
			if t := tieOf(c.views[j].Fact, c.views[j].date); t != "" && !slices.Contains(ties[i], t) {
				ties[i] = append(ties[i], t)
				by[t] = append(by[t], i)
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
func fuller(c *cluster, ties []string, by map[string][]int, all []*cluster) int {
	best, most := -1, 0.0
	near := map[int]float64{}
	for _, t := range ties {
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
// is minus infinity if any pair cannot be of one fact.
func likeness(a, b *cluster) float64 {
	lead := leading(slices.Concat(a.views, b.views))
	x, y := signed(a, lead), signed(b, lead)
	best := math.Inf(-1)
	if p, q := subjects(x), subjects(y); len(p) > 0 && len(q) > 0 && !meet(p, q) {
		return best
	}
	for _, s := range x {
		for _, t := range y {
			n := score(a.views[0].of, s.signature, t.signature, s.told, t.told)
			if math.IsInf(n, -1) {
				return n
			}
			best = max(best, n)
		}
	}
	return best + weightMissing
}

// subjects are the words of all that some reports say they are about, sorted.
func subjects(all []toldAs) (out []string) {
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
		text := s.text()
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
	for i, s := range all {
		for _, p := range s.v.who {
			by[p] = append(by[p], i)
		}
	}
	for i, s := range all {
		if len(s.v.who) == 0 {
			continue
		}
		rarest := s.v.who[0] // who names all of them names this one
		for _, p := range s.v.who[1:] {
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
