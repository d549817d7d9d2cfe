package merge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
)

// view is an observation with what merging compares.
type view struct {
	factwire.Fact
	of        *kind.Descriptor // of its kind
	who, whom []string         // entity keys, sorted
	class     string           // where what is one
	stems     []string         // of the subject, or of the action; sorted
	words     string           // of what, as Words gives them, where the wording counts
	date      period
	people    []string // keys, sorted
	era       int      // see eras
	guess     period   // see guesses
	sum       *Shape   // where the view stands for all reports that tell the same in the same words; see Tally
}

// weight is for how many reports a view stands.
func (v *view) weight() int {
	if v.sum != nil {
		return v.sum.Reports
	}
	return 1
}

// told is the span of the days on which the view's reports were published.
func (v *view) told() span {
	s := span{plans: v.Status != factwire.Done}
	if v.sum != nil {
		s.join(v.sum.told())
		return s
	}
	if p := periodOf(factwire.Date(day(v.published()))); p.known {
		s.add(p)
	}
	return s
}

// days returns the first and the last day on which anything of the view's evidence was published; empty if nothing tells.
func (v *view) days() (first, last string) {
	if v.sum != nil {
		return v.sum.First, v.sum.Last
	}
	for _, e := range v.Evidence {
		if d := day(e.Published); d != "" {
			if first == "" || d < first {
				first = d
			}
			last = max(last, d)
		}
	}
	return first, last
}

// mostStems bounds how many words of a deadline's action count: an action is a short phrase.
const mostStems = 8

// keyed gives an entity's key.
type keyed func(factwire.Entity) string

// memo remembers the keys of the entities that it met: the observations of a group name the same ones.
func memo(c *entity.Canon) keyed {
	known := map[factwire.Entity]string{}
	return func(e factwire.Entity) string {
		e.Title, e.Affiliation = "", ""
		k, ok := known[e]
		if !ok {
			k = c.Key(e)
			known[e] = k
		}
		return k
	}
}

func look(f factwire.Fact, c keyed) view {
	v := view{Fact: f, of: kind.Of(f.Kind), who: partiesOf(f, c), date: periodOf(f.When.Date)}
	if v.of.Identity.When == kind.Due && f.When.Relation == factwire.Before && v.date.known && v.date.length() == 1 {
		v.date.first-- // what is due before a day is due by the day before it, unless a paper says the one for the other
	}
	by := v.of.Identity
	if by.Whom != kind.Free {
		v.whom = keys(f.Whom, c)
	}
	if by.What == kind.Class {
		v.people = keys(f.People, c)
	}
	var told []string
	switch by.What {
	case kind.Class:
		v.class = f.What
	case kind.Words:
		v.words = Words(f.What)
	case kind.Subject, kind.Action:
		told = append(told, f.What)
	}
	if by.About != kind.Free {
		told = append(told, f.About)
	}
	v.stems = stems(told...)
	if by.What == kind.Action {
		v.stems = v.stems[:min(len(v.stems), mostStems)]
	}
	return v
}

func keys(all []factwire.Entity, c keyed) []string {
	if len(all) == 0 {
		return nil
	}
	out := make([]string, 0, len(all))
	for _, e := range all {
		out = append(out, c(e))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// look at all observations, in an order that is theirs alone and without repeats, so that nothing later depends on order.
func lookAll(obs []factwire.Fact, c keyed) []view {
	views := make([]view, 0, len(obs))
	for _, f := range obs {
		f.ID = ""
		views = append(views, look(f, c))
	}
	order := make([]int, len(views))
	for i := range views {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &views[i], &views[j]
		return cmp.Or(compare(a, b), ComparePlaces(a.evidence().Origin, b.evidence().Origin))
	})
	arrange(views, order)
	out := views[:0]
	for i := range views {
		if n := len(out); n == 0 || compare(&out[n-1], &views[i]) != 0 {
			out = append(out, views[i])
		}
	}
	clear(views[len(out):])
	return out
}

// arrange puts views into an order, of which it is told which one comes to each place, and which it uses up. Views are large: each is moved once, and
// there is no second copy of all.
func arrange(views []view, order []int) {
	for start := range order {
		if order[start] == start {
			continue
		}
		first, at := views[start], start
		for order[at] != start {
			next := order[at]
			views[at] = views[next]
			order[at], at = at, next
		}
		views[at], order[at] = first, at
	}
}

// compare orders views by publication, article and place, then by all that the facts are built from. Views that compare
// as equal build the same facts.
func compare(a, b *view) int {
	if n := cmp.Or(
		cmp.Compare(a.published(), b.published()),
		cmp.Compare(a.article(), b.article()),
		cmp.Compare(a.start(), b.start()),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Status, b.Status),
		cmp.Compare(a.What, b.What),
		cmp.Compare(a.Form, b.Form),
		cmp.Compare(a.Stance, b.Stance),
		cmp.Compare(a.When.Date, b.When.Date),
		cmp.Compare(a.When.Relation, b.When.Relation),
		cmp.Compare(a.About, b.About),
		cmp.Compare(a.Where, b.Where),
		cmp.Compare(b.Confidence, a.Confidence),
	); n != 0 {
		return n
	}
	if n := cmp.Or(slices.CompareFunc(a.Who, b.Who, compareEntity), slices.CompareFunc(a.Whom, b.Whom, compareEntity), slices.CompareFunc(a.People, b.People, compareEntity)); n != 0 {
		return n
	}
	return slices.CompareFunc(a.Evidence, b.Evidence, compareEvidence)
}

// ComparePlaces orders the names of places where one article was read, the one to tell first: shorter ones first, an unknown one last.
func ComparePlaces(a, b string) int {
	if a == "" || b == "" {
		return cmp.Compare(b, a)
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

func compareEntity(a, b factwire.Entity) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Affiliation, b.Affiliation))
}

// compareEvidence orders evidence by publication, article and place. Spans are left out: one rule reads one place one way.
func compareEvidence(a, b factwire.Evidence) int {
	return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Text, b.Text),
		cmp.Compare(a.URL, b.URL), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Site, b.Site))
}

func (v *view) evidence() factwire.Evidence {
	if len(v.Evidence) == 0 {
		return factwire.Evidence{}
	}
	return v.Evidence[0]
}
func (v *view) published() string { return v.evidence().Published }
func (v *view) article() string   { return v.evidence().Article }
func (v *view) start() int        { return v.evidence().Start }

// block is what two observations must share before anything else is compared: kind, parties, and targets where they must be the same.
func (v *view) block() string {
	parts := []string{string(v.Kind), strings.Join(v.who, ";")}
	if v.of.Identity.Whom == kind.Same {
		parts = append(parts, strings.Join(v.whom, ";"))
	}
	return strings.Join(parts, "|")
}

// node is the observation's place in a store: observations of one node are merged together, always. Where a
// block is small that is the block. One speaker's quotes, or one authority's deadlines, can be many thousands, so of such kinds it is finer: the words, or
// the date with the action's words.
func (v *view) node() string {
	switch {
	case v.of.Identity.What == kind.Words:
		if v.Stance != "" { // what one says and another denies are two facts
			return v.block() + "|" + v.words + "|" + string(v.Stance)
		}
		return v.block() + "|" + v.words
	case v.of.Identity.When == kind.Due:
		parts := []string{v.block(), string(v.When.Date), strings.Join(v.whom, ";"), strings.Join(v.stems, " ")}
		if v.Status == factwire.Reversed {
			parts = append(parts, string(v.Status)) // see linked
		}
		return strings.Join(parts, "|")
	}
	return v.block()
}

// Node returns the key under which a store keeps an observation. Observations of one node
// are always merged together; those of other nodes can matter only if [Linked] says so.
func Node(f factwire.Fact, c *entity.Canon) string {
	v := look(f, c.Key)
	return v.node()
}

// Terms are what the observations of linked nodes have in common: any two share at least one. Nil for kinds whose nodes
// are never linked; sorted, without repeats. Block is a number of what they must share besides, kind and parties; two blocks may have
// one number.
func Terms(f factwire.Fact, c *entity.Canon) (block uint32, terms []uint32) {
	if !kind.Of(f.Kind).Fine() {
		return 0, nil
	}
	v := look(f, c.Key)
	return v.blockNumber(), v.terms()
}

func (v *view) blockNumber() uint32 { return hash32(v.block()) }

func (v *view) terms() []uint32 {
	var out []uint32
	switch {
	case v.of.Identity.What == kind.Words:
		out = fingerprints(v.words)
	case v.of.Identity.When == kind.Due:
		// two duties share two words, or all of one, or a target (sameDuty)
		for i, s := range v.stems {
			for _, t := range v.stems[i+1:] {
				out = append(out, hash32(s+" "+t))
			}
		}
		if len(v.stems) < 2 {
			out = append(out, hash32(strings.Join(v.stems, " ")))
		}
		for _, s := range v.whom {
			out = append(out, hash32("whom "+s))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Sample is an observation prepared for being compared with many others.
type Sample struct {
	v     view
	name  string // of the block
	block uint32
	terms []uint32
}

// Prepare makes a sample of an observation. The sample keeps none of its evidence.
func Prepare(f factwire.Fact, c *entity.Canon) *Sample {
	f.Evidence = nil
	of := kind.Of(f.Kind)
	if !of.Fine() { // it is linked to nothing: its parties are all that may be asked for
		s := &Sample{v: view{Fact: f, of: of}}
		if s.Tied() {
			s.v.who = partiesOf(f, c.Key)
		}
		return s
	}
	s := &Sample{v: look(f, c.Key)}
	s.name = s.v.block()
	s.block, s.terms = hash32(s.name), s.v.terms()
	return s
}

// Tied reports whether the observation is of a kind of which some have [Ties].
func (s *Sample) Tied() bool { return s.v.of.Identity.Who == kind.Part }

// Terms is what [Terms] gives for the observation. The caller must not change them.
func (s *Sample) Terms() (block uint32, terms []uint32) { return s.block, s.terms }

// Linked is [Linked] for samples of one canon that have terms in common.
func (s *Sample) Linked(other *Sample) bool { return s.name == other.name && meets(&s.v, &other.v) }

// Linked reports whether the nodes of two observations must be merged together. It is symmetric.
func Linked(a, b factwire.Fact, c *entity.Canon) bool {
	x, y := look(a, c.Key), look(b, c.Key)
	return linked(&x, &y)
}

func linked(a, b *view) bool {
	return a.block() == b.block() && meets(a, b)
}

// meets is linked for observations of one block.
func meets(a, b *view) bool {
	switch {
	case a.of.Identity.What == kind.Words:
		return a.Stance == b.Stance && sameWords(a.words, b.words)
	case a.of.Identity.When == kind.Due:
		// the duty of another date may supersede one that was lifted
		return sameDuty(a, b) && (a.date.agrees(b.date) || a.Status == factwire.Reversed || b.Status == factwire.Reversed)
	}
	return true
}

func hash32(s string) uint32 {
	h := uint32(2166136261) // FNV-1a
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
