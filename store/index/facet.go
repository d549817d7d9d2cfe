package index

import (
	"cmp"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// Value is one value of a facet.
type Value struct {
	Value string `json:"value"` // as a filter takes it
	Label string `json:"label"`
	Count int    `json:"count"`
}

// The facets.
const (
	Kinds     = "kind"
	Statuses  = "status"
	Parties   = "who"
	Targets   = "whom"
	Countries = "country"
	Sites     = "site"
)

// Facets returns the names of all facets. The caller owns the slice.
func Facets() []string { return []string{Kinds, Statuses, Parties, Targets, Countries, Sites} }

// Facet returns the values of a facet with how many facts have each, the most frequent first, at most so many. The filter of the facet itself
// does not count: so the numbers tell what another value would give.
func (s *Selection) Facet(name string, most int) []Value {
	x := s.x
	switch name {
	case Kinds:
		counts := [256]int{}
		s.without(byKind).each(func(row uint32) { counts[x.kinds[row]]++ })
		var out []Value
		for _, d := range kind.All() {
			if n := counts[d.Number]; n > 0 {
				out = append(out, Value{string(d.Name), d.Plural, n})
			}
		}
		return out
	case Statuses:
		counts := [256]int{}
		s.without(byStatus).each(func(row uint32) { counts[x.statuses[row]]++ })
		var out []Value
		for i, status := range factwire.Statuses() {
			if counts[i] > 0 {
				out = append(out, Value{string(status), string(status), counts[i]})
			}
		}
		return out
	case Parties:
		return x.entityValues(x.roles[Who].counts(s.without(byWho), len(x.entities.all)), most)
	case Targets:
		return x.entityValues(x.roles[Whom].counts(s.without(byWhom), len(x.entities.all)), most)
	case Countries:
		return x.stateValues(x.countries.counts(s.without(byCountry), len(x.states.all)), most)
	case Sites:
		return x.siteValues(x.sites.counts(s.without(bySite), len(x.outlets.all)), most)
	}
	return nil
}

// counts counts the items of the rows.
func (l *lists) counts(rows bits, n int) []uint32 {
	out := make([]uint32, n)
	rows.each(func(row uint32) {
		for _, item := range l.of(row) {
			out[item]++
		}
	})
	return out
}

// top returns the numbers of the greatest counts above 0, the greatest first, then the least number; label leaves out by being empty.
func top(counts []uint32, most int, label func(i int) string) []int {
	var out []int
	least := uint32(0)
	for i, n := range counts {
		if n == 0 || len(out) == most && n <= least || label(i) == "" {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, n, func(j int, n uint32) int {
			return cmp.Or(cmp.Compare(n, counts[j]), -1)
		})
		out = slices.Insert(out, at, i)
		if len(out) > most {
			out = out[:most]
		}
		if len(out) == most {
			least = counts[out[most-1]]
		}
	}
	return out
}

func (x *Index) entityValues(counts []uint32, most int) []Value {
	var out []Value
	for _, i := range top(counts, most, func(i int) string { return x.entities.all[i].name }) {
		e := x.entities.all[i]
		v := Value{Value: `"` + e.name + `"`, Label: e.name, Count: int(counts[i])}
		if e.code != "" {
			v.Value = e.code
		}
		out = append(out, v)
	}
	return out
}

func (x *Index) stateValues(counts []uint32, most int) []Value {
	var out []Value
	code := func(i int) string {
		if s := x.states.all[i]; len(s) == 2 && s == strings.ToUpper(s) {
			return s
		}
		return ""
	}
	for _, i := range top(counts, most, code) {
		out = append(out, Value{x.states.all[i], cmp.Or(x.stateName(x.states.all[i]), x.states.all[i]), int(counts[i])})
	}
	return out
}

// stateName is the name of a state of which a fact tells; empty if none does.
func (x *Index) stateName(code string) string {
	for i := range x.entities.all {
		if e := &x.entities.all[i]; e.code == code && e.kind.IsState() {
			return e.name
		}
	}
	return ""
}

func (x *Index) siteValues(counts []uint32, most int) []Value {
	var out []Value
	for _, i := range top(counts, most, func(i int) string { return x.outlets.all[i] }) {
		name, host := cut(x.outlets.all[i])
		v := Value{Value: `"` + cmp.Or(name, host) + `"`, Label: cmp.Or(x.labels[i], host), Count: int(counts[i])}
		if v.Label != "" {
			out = append(out, v)
		}
	}
	return out
}

func cut(key string) (name, host string) {
	name, host, _ = strings.Cut(key, "\n")
	return name, host
}

func statusNumber(s factwire.Status) uint8 {
	return uint8(max(0, slices.Index(factwire.Statuses(), s)))
}

// Entity is what the index knows of one entity.
type Entity struct {
	Key   string // that all its names have in common
	Names []factwire.Entity
}

// EntityOf returns the entity of a key; ok is false if no fact names it.
func (x *Index) EntityOf(key string) (e Entity, ok bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	h := x.hash(key)
	e.Key = key
	for i := range x.entities.all {
		if n := &x.entities.all[i]; n.key == h {
			e.Names = append(e.Names, factwire.Entity{Name: n.name, Type: n.kind, Code: n.code})
		}
	}
	return e, len(e.Names) > 0
}

// Link is what an entity has to do with another.
type Link struct {
	Value
	Key  string        `json:"key"`
	Kind factwire.Kind `json:"kind"`
	// Role is the entity's own, Other that of the other one.
	Role, Other int `json:"-"`
}

// Links returns with whom an entity stands in facts: by kind and by roles, the most frequent first, at most so many of each.
func (s *Selection) Links(key string, most int) []Link {
	x := s.x
	h := x.hash(key)
	mine := newBits(len(x.entities.all))
	for i := range x.entities.all {
		if x.entities.all[i].key == h {
			mine.set(uint32(i))
		}
	}
	var out []Link
	for _, pair := range [...][2]int{{Who, Who}, {Who, Whom}, {Whom, Who}} {
		rows := x.roles[pair[0]].rows(mine)
		rows.and(s.all)
		for _, d := range kind.All() {
			counts := make([]uint32, len(x.entities.all))
			rows.each(func(row uint32) {
				if x.kinds[row] != d.Number {
					return
				}
				for _, item := range x.roles[pair[1]].of(row) {
					if !mine.has(item) {
						counts[item]++
					}
				}
			})
			for _, i := range top(counts, most, func(i int) string { return x.entities.all[i].name }) {
				e := x.entities.all[i]
				out = append(out, Link{Value: Value{Value: e.name, Label: e.name, Count: int(counts[i])}, Key: x.canon.Key(factwire.Entity{Name: e.name, Type: e.kind, Code: e.code}), Kind: d.Name, Role: pair[0], Other: pair[1]})
			}
		}
	}
	return out
}

// Of leaves of a selection the facts that name an entity in a role, or in any if it is roles.
func (s *Selection) Of(key string, role int) *Selection {
	x := s.x
	h := x.hash(key)
	mine := newBits(len(x.entities.all))
	for i := range x.entities.all {
		if x.entities.all[i].key == h {
			mine.set(uint32(i))
		}
	}
	set := newBits(len(x.ids))
	for r := range roles {
		if role == roles || r == role {
			set.or(x.roles[r].rows(mine))
		}
	}
	out := &Selection{x: x, sets: s.sets}
	out.sets[byOthers] = append(bits(nil), s.sets[byOthers]...)
	out.sets[byOthers].and(set)
	out.all = out.without(groups)
	return out
}

// Any stands for all roles.
const Any = roles
