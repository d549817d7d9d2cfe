package clause

import (
	"strconv"

	"github.com/factwire/factwire/extractors/internal/names"
)

// maxMembers bounds a coordination: longer lists are tables, not sentences.
const maxMembers = 40

// maxNesting bounds how deep phrases nest behind prepositions.
const maxNesting = 4

// frontPhrase reads a phrase behind a preposition that begins a clause: what follows its
// comma is the subject, no apposition ("At the time, Acme").
func (b *builder) frontPhrase(i int) (*NP, int) {
	b.front = true
	np, next := b.phrase(i, true, 1)
	b.front = false
	return np, next
}

// phrase reads the noun phrase at chunk i: the base group, its coordination,
// appositions and prepositional phrases. Object tells that a verb of the same
// clause stands before it, so that a last member that has a verb of its own begins a new
// clause instead ("banned Acme and Norway signed"). It returns the next chunk.
func (b *builder) phrase(i int, object bool, depth int) (*NP, int) {
	np := b.chunks[i].np
	b.chunks[i].used = true
	if b.chunks[i].counts {
		return b.phrase(i+2, object, depth) // read before: the group is that of the chunk behind "of"
	}
	j := b.attach(np, i+1, object, depth)
	if inner := b.counted(np); inner != nil {
		b.chunks[i].np, b.chunks[i].counts = inner, true
		np = inner
		if len(np.Conj) > 0 {
			return np, j
		}
	}
	if depth > maxNesting || b.between > 0 && depth > b.between {
		return np, j
	}
	j = b.alongside(np, j, object, depth)
	if len(np.Conj) > 0 {
		return np, j
	}
	if next := b.pairOfTitled(np, j); next > j {
		return np, next
	}
	members, next := b.members(np, j, object, depth)
	if len(members) > 1 && b.counts(np, members) {
		// "two Danish firms, Acme and Globex,": the list says which they are
		first := members[0]
		first.Conj, first.Appos = members[1:], []*NP{np}
		np.AppOf = first
		if next < len(b.chunks) && b.kind(next) == commaChunk {
			next++
		}
		return first, next
	}
	if len(members) > 0 {
		np.Conj = members
		return np, next
	}
	if b.front {
		return np, j
	}
	if a, next, ok := b.apposition(np, j, object, depth); ok {
		np.Appos = append(np.Appos, a)
		a.AppOf = np
		// "Altice, the operator, and NOS": a list may go on behind the apposition
		return np, next
	}
	return np, j
}

// counts reports whether a phrase without name of its own gives the number of the names listed behind it.
func (b *builder) counts(np *NP, members []*NP) bool {
	if isName(np) || b.doc.Tokens[np.Head].Tag != "NNS" || !b.numbered(np, len(members)) {
		return false
	}
	for _, m := range members {
		if !isName(m) {
			return false
		}
	}
	return true
}

// numbered reports whether a phrase begins with a number word or a digit for n.
func (b *builder) numbered(np *NP, n int) bool {
	for t := np.First; t < np.Head; t++ {
		if w := b.doc.Tokens[t].Lower; w == strconv.Itoa(n) || b.p.numbers[w] == n || n == 2 && w == "both" {
			return true
		}
	}
	return false
}

// attach reads the prepositional phrases directly behind a noun group.
func (b *builder) attach(np *NP, j int, object bool, depth int) int {
	for j+1 < len(b.chunks) && depth <= maxNesting {
		if next := b.exemplify(np, j, object, depth); next > j {
			j = next
			continue
		}
		k := b.chunks[j]
		if k.kind != prepChunk || b.p.looseNounPreps[k.word] || b.p.additions[k.word] {
			break
		}
		o := b.chunks[j+1]
		if o.kind != nounChunk || object && b.hasOwnVerb(j+1, true) && k.word != "of" && k.word != "between" {
			break
		}
		outer := b.between
		if k.word == "between" || k.word == "among" {
			b.between = depth + 1 // the list is its own: "between the port of A and B"
		}
		obj, next := b.phrase(j+1, object && k.word != "between", depth+1)
		b.between = outer
		np.Preps = more(&b.analysis.memory.preps, np.Preps, PP{Prep: k.word, Tok: k.first, Obj: obj})
		// what hangs on the object hangs on the phrase as well, in order
		np.Preps = append(np.Preps, obj.Preps...)
		j = next
	}
	return j
}

// members reads ", B, C and D" at chunk j.
func (b *builder) members(np *NP, j int, object bool, depth int) ([]*NP, int) {
	list, closed := b.conjuncts(j)
	if !closed {
		// "US, Albania sign": headlines leave the conjunction out, between names before their verb
		if object || len(list) == 0 || b.kind(list[len(list)-1].at+1) != verbChunk || !sameSort(np, b.chunks[list[len(list)-1].at].np) {
			return nil, j
		}
	}
	last := list[len(list)-1]
	if object && b.hasOwnVerb(last.at, true) && !(len(b.pending) > 0 && b.kind(j-1) == nounChunk && depth > 0) {
		list = list[:len(list)-1] // the last one begins a clause of its own
		if len(list) == 0 || len(list) > 0 && !list[len(list)-1].conj {
			return nil, j
		}
	}
	if n := b.chunks[last.at].np; len(list) == 1 && isName(np) != isName(n) {
		// "with Moldova and a treaty with Georgia": the noun before the name goes on
		if object && last.comma || depth > 0 && isName(np) && b.hasDeterminer(n) {
			return nil, j
		}
	}
	if object && b.kind(last.at+1) == nounChunk {
		return nil, j // gapping: "a contract with Acme and Norway one with Globex"
	}
	if k := last.at - 1; b.kind(k) == conjChunk && b.chunks[k].word == "nor" {
		np.Neg = true
	}
	var out []*NP
	next := j
	for _, m := range list {
		c := b.chunks[m.at].np
		b.chunks[m.at].used = true
		next = b.attach(c, m.at+1, object, depth+1)
		out = append(out, c)
	}
	b.common(np, out)
	return out, next
}

// conjunct is a member of a coordination that may be one.
type conjunct struct {
	at    int  // its chunk
	conj  bool // "and" stands before it
	comma bool // a comma does
}

// conjuncts finds the shape of a coordination behind chunk j-1, over base groups with their prepositional phrases. Closed: a conjunction
// stands before the last.
func (b *builder) conjuncts(j int) (list []conjunct, closed bool) {
	for k := j; k < len(b.chunks) && len(list) < maxMembers; {
		var m conjunct
		if m, k = b.conjunct(k); m.at < 0 {
			break
		}
		list = append(list, m)
		if m.conj {
			return list, true
		}
		for k+1 < len(b.chunks) && b.chunks[k].kind == prepChunk && b.chunks[k+1].kind == nounChunk && !b.p.looseNounPreps[b.chunks[k].word] {
			k += 2
		}
	}
	return list, false
}

// conjunct reads the comma and the conjunction at chunk k and the noun group behind them, and returns the chunk behind that. at is -1 if there is none.
func (b *builder) conjunct(k int) (conjunct, int) {
	m := conjunct{at: -1}
	if b.chunks[k].kind == commaChunk {
		m.comma = true
		k++
	}
	if b.kind(k) == conjChunk {
		switch b.chunks[k].word {
		case "and", "or", "&", "nor":
			m.conj = true
			k++
		}
	}
	if !m.comma && !m.conj || k >= len(b.chunks) {
		return m, k
	}
	aside := m.conj && b.kind(k) == commaChunk
	if aside {
		k++ // "and, more recently, B", "and, since May, B"
	}
	for k < len(b.chunks) && (b.chunks[k].kind == adverbChunk || aside && (b.chunks[k].kind == dateChunk || b.kind(k) == prepChunk && b.kind(k+1) == dateChunk)) { // "and also B"
		k++
	}
	if b.kind(k) == commaChunk && (b.kind(k-1) == adverbChunk || aside && b.kind(k-1) == dateChunk) {
		k++
	}
	if k >= len(b.chunks) || b.chunks[k].kind != nounChunk {
		return m, k
	}
	m.at = k
	return m, k + 1
}

// common gives all members what belongs to them together.
func (b *builder) common(np *NP, out []*NP) {
	// what follows the last member may belong to all of them ("exports of nickel and copper to China")
	tail := out[len(out)-1].Preps
	if len(tail) > 0 && len(np.Preps) == 0 {
		np.Preps = append(np.Preps, tail...)
		for _, c := range out[:len(out)-1] {
			if len(c.Preps) == 0 {
				c.Preps = append(c.Preps, tail...)
			}
		}
	}
	// "the U.S. and British governments", "its mobile and fixed networks": a possessor is shared
	for _, c := range out {
		if c.Possessor == nil && np.Possessor != nil && c.Mention == nil && !b.hasDeterminer(c) {
			c.Possessor = np.Possessor
		}
	}
}

// apposition reads ", the app's owner," at chunk j.
func (b *builder) apposition(np *NP, j int, object bool, depth int) (*NP, int, bool) {
	if j+1 >= len(b.chunks) || b.chunks[j].kind != commaChunk || b.chunks[j+1].kind != nounChunk {
		return nil, j, false
	}
	a := b.chunks[j+1].np
	if a.Mention != nil && a.Mention.Form == names.Pronoun {
		return nil, j, false
	}
	k := j + 2
	for k+1 < len(b.chunks) && b.chunks[k].kind == prepChunk && b.chunks[k+1].kind == nounChunk {
		k += 2
		for k+1 < len(b.chunks) && b.chunks[k].kind == conjChunk && b.chunks[k+1].kind == nounChunk {
			k += 2
		}
	}
	if !b.closes(k) || b.hasOwnVerb(j+1, true) || !isName(np) && b.listWithVerb(j+1) || depth > 0 && isName(np) && isName(a) {
		return nil, j, false // "the director for Acme, Ada Ost, said": Ost is the director, not Acme
	}
	b.chunks[j+1].used = true
	next := b.attach(a, j+2, object, depth+1)
	if next < len(b.chunks) && b.chunks[next].kind == commaChunk {
		next++ // the closing comma belongs to the apposition
	}
	return a, next, true
}

// closes reports whether an apposition may end before chunk k.
func (b *builder) closes(k int) bool {
	if k >= len(b.chunks) {
		return true
	}
	switch b.chunks[k].kind {
	case commaChunk, stopChunk, relChunk, otherChunk:
		return true
	case verbChunk:
		return b.chunks[k].vg.Form != Finite
	}
	return false
}

// hasOwnVerb reports whether the noun group at chunk i is followed by a finite verb
// that it is the subject of, its prepositional phrases and adverbs passed over, and, with list, further
// members of a coordination.
func (b *builder) hasOwnVerb(i int, list bool) bool {
	for k := i + 1; k < len(b.chunks); k++ {
		switch c := b.chunks[k]; c.kind {
		case adverbChunk, dateChunk:
			continue
		case verbChunk:
			if b.pastTense(k) {
				return true
			}
			if c.vg.Form == Participle && list && k == i+1 {
				continue // "new sanctions imposed in May had changed it"
			}
			return c.vg.Form == Finite
		case prepChunk:
			if k+1 < len(b.chunks) && b.chunks[k+1].kind == nounChunk {
				if b.p.marks[c.word] && b.hasOwnVerb(k+1, true) {
					return false // "barred Acme after inspectors found": a clause of its own
				}
				k++
				continue
			}
			return false
		case conjChunk:
			if list && c.word == "and" && k+1 < len(b.chunks) && b.chunks[k+1].kind == nounChunk {
				k++
				continue
			}
			return false
		default:
			return false
		}
	}
	return false
}

// listWithVerb reports whether a list of names with a conjunction begins at chunk i, and is the subject of the verb
// behind it: "(at the end of the war,) Norway, Sweden and Acme signed".
func (b *builder) listWithVerb(i int) bool {
	if b.kind(i) != nounChunk || b.kind(i+1) != commaChunk {
		return false
	}
	for k := i; k < len(b.chunks) && b.kind(k) == nounChunk && isName(b.chunks[k].np); {
		switch {
		case b.kind(k+1) == commaChunk && b.kind(k+2) == nounChunk:
			k += 2
		case b.kind(k+1) == conjChunk && b.kind(k+2) == nounChunk:
			return isName(b.chunks[k+2].np) && b.hasOwnVerb(k+2, false)
		case b.kind(k+1) == commaChunk && b.kind(k+2) == conjChunk && b.kind(k+3) == nounChunk:
			return isName(b.chunks[k+3].np) && b.hasOwnVerb(k+3, false)
		default:
			return false
		}
	}
	return false
}

func (b *builder) hasDeterminer(n *NP) bool {
	return n.Possessor != nil || b.doc.Tokens[n.First].Tag == "DT"
}

// sameSort reports whether two phrases are names that could stand in one list.
func sameSort(a, b *NP) bool {
	return isName(a) && isName(b) && a.Possessor == nil && b.Possessor == nil && a.Preps == nil
}

func isName(n *NP) bool { return n.Mention != nil && n.Mention.Form == names.Name }
