package names

import (
	"cmp"
	"math"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/antecedent"
)

// groups returns those of whom "they" may be meant: named side by side, the last named, the most salient of a sort.
func (b *builder) groups(x *reference) []candidate {
	g := grouping{b: b, x: x}
	first := max(b.horizon(), len(b.history)-maxSeen)
	for i := len(b.history) - 1; i > first && x.sentence-b.history[i].sent <= spanSeveral; i-- {
		h := &b.history[i]
		if !h.joined || h.tok >= x.first {
			continue
		}
		j := i
		for j > first && b.history[j].joined {
			j--
		}
		var run []int
		outlet := false
		for k := j; k <= i; k++ {
			outlet = outlet || b.r.Entities[b.history[k].ent].Outlet
			run = append(run, b.history[k].ent)
		}
		if !outlet {
			g.add(run, h, antecedent.Pair)
		}
		i = j
	}
	g.bySort(first)
	return g.all
}

// grouping gathers groups that may be meant.
type grouping struct {
	b   *builder
	x   *reference
	all []candidate
}

func (g *grouping) add(entities []int, last *seen, figure int) {
	b := g.b
	entities = unique(entities)
	if len(entities) < 2 || len(entities) > maxGroup {
		return
	}
	for i := range g.all {
		if sameSet(g.all[i].entities, entities) {
			g.all[i].figures[figure] = 1
			return
		}
	}
	if len(g.all) == maxCandidates {
		return
	}
	c := candidate{entities: entities}
	f := &c.figures
	b.figure(g.x, last, len(g.all), f)
	f[figure] = 1
	f[antecedent.Prominence] = b.prominence(g.x, last)
	f[antecedent.Members] = float64(len(entities)-2) / 2
	f[antecedent.Alike] = 1
	for _, e := range entities[1:] {
		if sortOf(b.r.Entities[e].Type) != sortOf(b.r.Entities[entities[0]].Type) {
			f[antecedent.Alike] = 0
		}
	}
	g.all = append(g.all, c)
}

// bySort adds the two of each sort that the history names last from an entry on, and the two most salient, and weighs all groups.
func (g *grouping) bySort(first int) {
	b, x := g.b, g.x
	of := map[int][]int{}
	weight := map[int]float64{}
	last := map[int]*seen{}
	for i := len(b.history) - 1; i >= first && x.sentence-b.history[i].sent <= spanSeveral; i-- {
		h := &b.history[i]
		e := &b.r.Entities[h.ent]
		s := sortOf(e.Type)
		if s == 0 || h.tok >= x.first || e.Outlet || b.located(h.tok) {
			continue
		}
		if last[h.ent] == nil {
			of[s] = append(of[s], h.ent)
			last[h.ent] = h
		}
		weight[h.ent] += math.Pow(decaySeen, float64(x.sentence-h.sent))
	}
	for s := 1; s <= persons; s++ {
		if all := of[s]; len(all) >= 2 {
			g.add([]int{all[1], all[0]}, last[all[0]], antecedent.LastTwo)
			slices.SortStableFunc(all, func(a, c int) int { return cmp.Compare(weight[c], weight[a]) })
			g.add(all[:2], last[all[0]], antecedent.Salient)
		}
	}
	total := 0.0
	for i := range g.all {
		f := &g.all[i].figures
		f[antecedent.Clausemate] = 0
		for _, e := range g.all[i].entities {
			if h := last[e]; h != nil && !x.subject && h.subject && h.sent == x.sentence && b.oneClause(h.last, x.first) {
				f[antecedent.Clausemate] = 1 // "Ghana met them"
			}
			f[antecedent.Salience] += weight[e]
			f[antecedent.Count] += float64(b.times[e])
		}
		total += f[antecedent.Salience]
	}
	b.relate(g.all, total)
}

// The bounds of a group: how many it has at most, and over how many sentences it is remembered.
const (
	maxGroup    = 6
	spanSeveral = 6
)

func sameSet(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// pluralBetween tells whether a plural that names nobody stands between two tokens.
func (b *builder) pluralBetween(first, end int) bool {
	for k := first; k < end; k++ {
		if b.d.Tokens[k].Tag == "NNS" && b.r.at[k] == 0 {
			return true
		}
	}
	return false
}

// The sentences over which one thing, a company, a body and a state are remembered.
const (
	spanThing = 4
	spanNoun  = 15
)

// lastToken returns the token behind the last mention of those whom a candidate is.
func (b *builder) lastToken(c candidate) int {
	for i := len(b.history) - 1; i >= b.horizon(); i-- {
		if slices.Contains(c.entities, b.history[i].ent) {
			return b.history[i].last
		}
	}
	return 0
}

// thing is what a pronoun at token t says of one thing, with the things of some types that may be meant. Its weights are learned beside the others,
// which they help, but the hand-made order of resolveThing still decides: of whole facts it reads as many right.
func (b *builder) thing(t, sentence, paragraph int, types map[factwire.EntityType]bool) (*reference, []candidate) {
	x := b.refers(antecedent.Thing, t, t+1, sentence, paragraph)
	return x, b.candidates(x, spanThing, func(h *seen, e *Entity) bool {
		return types[e.Type] && !e.Outlet && (!h.quoted || b.l.quoted[t])
	})
}

// states returns the countries that a description may mean.
func (b *builder) states(x *reference) []candidate {
	all := b.candidates(x, spanNoun, func(h *seen, e *Entity) bool {
		return e.Type == factwire.Country && (!h.quoted || b.l.quoted[x.first])
	})
	home := -1
	if b.r.Home != "" {
		home = b.country(b.r.Home)
	}
	if home < 0 || slices.ContainsFunc(all, func(c candidate) bool { return c.entities[0] == home }) {
		return all
	}
	c := candidate{entities: []int{home}}
	f := &c.figures
	f[antecedent.Any], f[antecedent.Home], f[antecedent.IsCountry], f[antecedent.Unnamed] = 1, 1, 1, 1
	f[antecedent.Publisher] = flag(b.r.Publisher == b.r.Home)
	f[antecedent.Distance], f[antecedent.Rank], f[antecedent.Prominence], f[antecedent.Margin] = math.Log1p(spanNoun), 1, -3, -2
	return append(all, c)
}
