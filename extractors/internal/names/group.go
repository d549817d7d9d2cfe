package names

import (
	"strings"

	"github.com/factwire/factwire"
)

// groupReach is how many sentences back a group may have been named.
const groupReach = 2

// group reads words that stand for several of those named last, or for one of two by its place among them, at token t: "the trio",
// "all three", "both", "the latter". Words that mean nobody who is named are no mention.
func (b *builder) group(t, limit, sentence, paragraph int) (Mention, bool) {
	m := Mention{First: t, Form: Nominal, TitleFirst: t}
	if b.l.quoted[t] {
		return m, false
	}
	low, next := b.lower(t, limit), b.lower(t+1, limit)
	member := -1
	count := 0
	switch {
	case low == "the" && (next == "former" || next == "latter"):
		count, m.Last = 2, t+2
		if next == "latter" {
			member = 1
		} else {
			member = 0
		}
	case low == "the" && b.w.groups[next] > 1:
		count, m.Last = b.w.groups[next], t+2
	case low == "the" && b.w.numbers[next] > 1 && b.w.numbers[next] <= maxCounted:
		count, m.Last = b.w.numbers[next], t+2
	case low == "all" && b.w.numbers[next] > 2 && b.w.numbers[next] <= maxCounted:
		count, m.Last = b.w.numbers[next], t+2
	case low == "both":
		count, m.Last = 2, t+1
	default:
		return m, false
	}
	if low == "both" && t > b.d.Sentences[sentence].First && strings.HasPrefix(b.d.Tokens[t-1].Tag, "NN") {
		return m, false // "Norway and Iceland both led": those before it
	}
	if !b.alone(m.Last, sentence) || low == "both" && b.pairs(m.Last, sentence) || low != "the" && t > 0 && b.w.auxiliaries[b.d.Tokens[t-1].Lower] {
		return m, false
	}
	found := b.together(count, t, sentence, paragraph)
	if found == nil {
		return m, false
	}
	if member >= 0 {
		found = found[member : member+1]
	}
	m.Entities = found
	b.see(&m, sentence, paragraph, b.isSubject(m.First, m.Last, b.d.Sentences[sentence]))
	return m, true
}

// lower is the word at token t in lower case, or "" from limit on.
func (b *builder) lower(t, limit int) string {
	if t >= limit {
		return ""
	}
	return b.d.Tokens[t].Lower
}

// alone tells whether no noun or adjective follows at token t that the words before it belong to: "the two", not "the two firms".
func (b *builder) alone(t, sentence int) bool {
	if t >= b.d.Sentences[sentence].Last {
		return true
	}
	switch tok := &b.d.Tokens[t]; {
	case strings.HasPrefix(tok.Tag, "NN"), strings.HasPrefix(tok.Tag, "JJ"), tok.Tag == "CD", tok.Tag == "DT", tok.Tag == "PRP$", tok.Tag == "PRP", tok.Lower == "of", tok.Lower == "or", tok.Text == "-":
		return false
	}
	return true
}

// pairs tells whether "both" before token t introduces what it joins: "both in Oslo and in Rome".
func (b *builder) pairs(t, sentence int) bool {
	last := b.d.Sentences[sentence].Last
	if t >= last || b.d.Tokens[t].Tag != "IN" && b.d.Tokens[t].Tag != "TO" {
		return false
	}
	for k := t + 1; k < min(t+8, last); k++ {
		if b.d.Tokens[k].Lower == "and" {
			return true
		}
	}
	return false
}

// sortOf tells what entities have in common that are spoken of as a group: states, bodies, people; 0 for what is none.
func sortOf(t factwire.EntityType) int {
	switch t {
	case factwire.Country, factwire.Bloc:
		return 1
	case factwire.Company, factwire.Organization:
		return 2
	case factwire.Person:
		return persons
	}
	return 0
}

// persons is the sort of people.
const persons = 3

// together returns the n entities of one sort that were named last as a group before token t: in one coordination, else the only
// ones of their sort in the sentence before. It is nil where there are none.
func (b *builder) together(n, t, sentence, paragraph int) []int {
	for i := len(b.history) - 1; i > b.horizon(); i-- {
		h := &b.history[i]
		if sentence-h.sent > groupReach || paragraph-h.par > 1 {
			break
		}
		if !h.joined || h.last > t {
			continue
		}
		j := i
		for j > 0 && b.history[j].joined {
			j--
		}
		if all := b.oneSort(j, i+1); len(all) == n {
			return all
		}
		i = j
	}
	first := len(b.history)
	for first > b.horizon() && b.history[first-1].sent == sentence {
		first--
	}
	last := first
	for first > b.horizon() && b.history[first-1].sent == sentence-1 {
		first--
	}
	if first == last || paragraph-b.history[first].par > 1 {
		return nil
	}
	return b.only(n, first, last)
}

// oneSort returns the entities of history entries [first, last) if all are of one sort and none is an outlet, else nil.
func (b *builder) oneSort(first, last int) []int {
	var all []int
	for k := first; k < last; k++ {
		h := &b.history[k]
		e := &b.r.Entities[h.ent]
		if s := sortOf(e.Type); s == 0 || s != sortOf(b.r.Entities[b.history[first].ent].Type) || e.Outlet || h.quoted {
			return nil
		}
		all = append(all, h.ent)
	}
	return unique(all)
}

// only returns the n entities of one sort that history entries [first, last) name, if there are just as many of that sort and
// of no other sort.
func (b *builder) only(n, first, last int) []int {
	bySort := map[int][]int{}
	for k := first; k < last; k++ {
		h := &b.history[k]
		if s := sortOf(b.r.Entities[h.ent].Type); s > 0 && !b.r.Entities[h.ent].Outlet && !h.adjective && !b.located(h.tok) {
			bySort[s] = append(bySort[s], h.ent)
		}
	}
	if all := unique(bySort[persons]); len(all) == n {
		return all // beside whom states and bodies say whose they are
	}
	one, other := unique(bySort[1]), unique(bySort[2])
	switch {
	case len(one) == n && len(other) == n:
		return nil
	case len(one) == n:
		return one
	case len(other) == n:
		return other
	}
	return nil
}
