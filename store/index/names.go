package index

import (
	"hash/maphash"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/query"
)

// name is an entity as facts name it.
type name struct {
	name  string
	kind  factwire.EntityType
	code  string
	lower string    // the name in lower case
	key   uint64    // hash of the key that all names of the entity have in common
	other [2]uint64 // hashes of the keys that the name would have as a person's and as an organization's
}

// names gives each entity a number; title and affiliation do not count.
type names struct {
	all    []name
	number map[uint64]uint32 // by a hash of name, type and code
}

// forget gives the room back that the map took while it grew.
func (n *names) forget() {
	fresh := make(map[uint64]uint32, len(n.number))
	for k, v := range n.number {
		fresh[k] = v
	}
	n.number = fresh
}

func (n *names) of(x *Index, e factwire.Entity) uint32 {
	h := x.hash(string(e.Type) + "\n" + e.Code + "\n" + e.Name)
	i, ok := n.number[h]
	if ok {
		return i
	}
	if n.number == nil {
		n.number = map[uint64]uint32{}
	}
	i = uint32(len(n.all))
	// what was read from a store may share its memory with much else
	e.Name, e.Code, e.Type = strings.Clone(e.Name), strings.Clone(e.Code), known(e.Type)
	lower := strings.ToLower(e.Name)
	entry := name{name: e.Name, kind: e.Type, code: e.Code, lower: lower, key: x.hash(x.canon.Key(e))}
	for k, key := range query.KeysOf(lower, x.canon) {
		entry.other[k] = x.hash(key)
	}
	n.all = append(n.all, entry)
	n.number[h] = i
	return i
}

// known returns an entity's class as the program has it.
func known(t factwire.EntityType) factwire.EntityType {
	for _, k := range factwire.EntityTypes() {
		if k == t {
			return k
		}
	}
	return factwire.EntityType(strings.Clone(string(t)))
}

func (x *Index) hash(s string) uint64 { return maphash.String(x.seed, s) }

// sought returns the entities that one of the names finds, as [query.Name.In] does; nil if none does.
func (x *Index) sought(all []query.Name) bits {
	out := newBits(len(x.entities.all))
	found := false
	for i := range all {
		word, keys, part := all[i].Parts()
		hashes := map[uint64]bool{}
		for _, k := range keys {
			hashes[x.hash(k)] = true
		}
		code := strings.ToUpper(word)
		for j := range x.entities.all {
			e := &x.entities.all[j]
			if e.lower == word || e.code != "" && e.code == code || part && (strings.Contains(e.lower, word)) ||
				len(hashes) > 0 && len(e.lower) > 2 && (hashes[e.other[0]] || hashes[e.other[1]]) {
				out.set(uint32(j))
				found = true
			}
		}
	}
	if !found {
		return nil
	}
	return out
}
