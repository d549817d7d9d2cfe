package clause

import "github.com/factwire/factwire/extractors/internal/dates"

// memory is what an analysis is made in, which Release gives back for the next one.
type memory struct {
	clauses  arena[Clause]
	groups   arena[NP]
	verbs    arena[VG]
	children arena[*Clause]
	preps    arena[PP]
	at       []*NP
	date     []*dates.Mention
	inDate   []*dates.Mention
	title    []bool
	chunks   []chunk
	all      []*Clause
	phrases  []*NP
}

// slab is how many values are allotted at once.
const slab = 64

// arena allots values of a sort, those of one slab after the other. What is in them is left from before.
type arena[T any] struct {
	slabs  [][]T
	at, in int // how many slabs are full, and how many values of the next one are taken
}

// take returns room for n values, a part of a slab.
func (a *arena[T]) take(n int) []T {
	if a.in+n > slab {
		a.at, a.in = a.at+1, 0
	}
	if a.at == len(a.slabs) {
		a.slabs = append(a.slabs, make([]T, slab))
	}
	a.in += n
	return a.slabs[a.at][a.in-n : a.in : a.in]
}

// one returns room for a value.
func (a *arena[T]) one() *T { return &a.take(1)[0] }

// back takes a value back if it is the one that was taken last.
func (a *arena[T]) back(x *T) {
	if a.in > 0 && x == &a.slabs[a.at][a.in-1] {
		a.in--
	}
}

// reset takes all values back.
func (a *arena[T]) reset() { a.at, a.in = 0, 0 }

// more appends to a list whose first two places are of an arena.
func more[T any](room *arena[T], list []T, x T) []T {
	if cap(list) == 0 {
		list = room.take(2)[:0]
	}
	return append(list, x)
}

// zeroed returns a list of n zeros in the memory of another.
func zeroed[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}

// room returns memory that is free.
func (p *Parser) room() *memory {
	m, _ := p.rooms.Get().(*memory)
	if m == nil {
		m = &memory{}
	}
	return m
}

// Release gives back the memory of an analysis that nobody reads any more, for the next one.
func (p *Parser) Release(a *Analysis) {
	m := a.memory
	if m == nil {
		return
	}
	m.all, m.phrases = a.Clauses[:0], a.Phrases[:0]
	*a = Analysis{}
	m.clauses.reset()
	m.groups.reset()
	m.verbs.reset()
	m.children.reset()
	m.preps.reset()
	p.rooms.Put(m)
}
