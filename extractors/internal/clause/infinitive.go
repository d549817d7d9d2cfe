package clause

import "github.com/factwire/factwire/extractors/internal/names"

// infinitive begins a clause with the infinitive at chunk i; prev is the chunk before it, adverbs and dates passed over.
func (b *builder) infinitive(vg *VG, i, prev int) {
	if b.open.set && b.open.mark == "if" && b.fresh && len(b.pending) > 0 {
		vg.Form = Finite // "Were Norway to sign"
		b.finite(vg, i, prev)
		return
	}
	c := b.newClause(vg)
	c.Relation = XComp
	if b.kind(i-1) == adverbChunk && b.chunks[i-1].word == "only" {
		c.Relation = Conjoined // "banned it, only to lift the ban later": it happened
	}
	governor := b.cur
	if b.fresh {
		governor = nil
	}
	if b.marked(c, i, prev) || b.kind(prev) == conjChunk && b.sharesInfinitive(c, governor) {
		return
	}
	if governor != nil && governor.Relation == Relative && governor.Object != nil && governor.Parent != nil && governor.Parent.Object == governor.Noun && b.p.objectControl[governor.Parent.Verb.Lemma] {
		governor = governor.Parent // "ordered carriers that take money to leave"
	}
	noun := b.continued(prev)
	switch {
	case governor != nil:
		b.governed(c, governor, noun, prev)
	case noun != nil:
		c.Noun = noun
		noun.Mods = append(noun.Mods, c)
		switch {
		case noun.Possessor != nil:
			c.Subject = noun.Possessor
		case noun != b.lastNP && noun == b.decidedBy(prev):
			c.Subject = b.lastNP // "the decision by Norway to ban"
		}
		b.orphans = append(b.orphans, c)
	case len(b.pending) > 0 && b.kind(prev) == nounChunk && !b.finiteAhead(i+1):
		// a headline's future: "EU to ban Acme"
		c.Relation = Root
		c.Subject, b.pending = b.pending[len(b.pending)-1], b.pending[:len(b.pending)-1]
		c.SubjectGiven = true
		vg.Form, vg.Modality = Finite, Due
		b.enter(c, true)
		return
	default:
		b.orphans = append(b.orphans, c)
	}
	b.enter(c, false)
}

// marked enters an infinitive behind a question word: "debates whether to ban". It reports whether it is one.
func (b *builder) marked(c *Clause, i, prev int) bool {
	if !b.open.set || b.open.parent == nil || b.kind(prev) != markChunk || b.chunks[prev].last != b.chunks[i].first {
		return false
	}
	c.Mark = b.open.mark
	b.hang(c, b.open.parent)
	c.Subject = b.controller(b.open.parent)
	b.enter(c, false)
	return true
}

// sharesInfinitive enters an infinitive that a conjunction joins to one before: "to open an office and to register" hang both where the
// first hangs. It reports whether there is one before.
func (b *builder) sharesInfinitive(c, governor *Clause) bool {
	for g := governor; g != nil; g = g.Parent {
		if g.Verb.Form == Infinitive {
			b.share(c, g)
			b.enter(c, false)
			return true
		}
	}
	return false
}

// continued returns the phrase at chunk prev that an infinitive behind it continues: a plan, a decision; nil if none does.
func (b *builder) continued(prev int) *NP {
	last := b.lastNP
	if b.kind(prev) != nounChunk || last == nil {
		return nil
	}
	if n := b.decidedBy(prev); n != nil {
		return n
	}
	if o := b.objectBy(prev); o != nil {
		return o
	}
	if b.takesInfinitive(last) {
		return last
	}
	if in := innermost(last); in != last && b.takesInfinitive(in) {
		return in // "frustration over efforts to sign"
	}
	return nil
}

// decidedBy returns the subject in wait that the infinitive behind the name at chunk prev continues, where "by" tells whose it is: "the decision by
// Norway to ban"; nil if none does.
func (b *builder) decidedBy(prev int) *NP {
	n := len(b.pending)
	if n == 0 || b.kind(prev-1) != prepChunk || b.chunks[prev-1].word != "by" || b.kind(prev-2) != nounChunk || !isName(b.lastNP) || b.cur != nil && !b.fresh {
		return nil
	}
	if last := b.pending[n-1]; last.Last == b.chunks[prev-1].first && b.hasDeterminer(last) && b.takesInfinitive(last) {
		return last
	}
	return nil
}

// objectBy returns the object that the infinitive behind the name at chunk prev continues, where "by" tells whose it is: "welcomed the decision by
// Norway to ban"; nil if none does.
func (b *builder) objectBy(prev int) *NP {
	if b.cur == nil || b.cur.Object == nil || b.kind(prev-1) != prepChunk || b.chunks[prev-1].word != "by" || !isName(b.lastNP) {
		return nil
	}
	if o := b.cur.Object; o.Last == b.chunks[prev-1].first && b.hasDeterminer(o) && b.takesInfinitive(o) {
		return o
	}
	return nil
}

// governed hangs the infinitive c on its governor, and tells who acts in it. Noun is the phrase that it continues, or nil.
func (b *builder) governed(c, governor *Clause, noun *NP, prev int) {
	b.hang(c, governor)
	c.Subject = b.controller(governor)
	if b.kind(prev) == nounChunk && b.lastNP != nil && b.kind(prev-1) == prepChunk {
		switch b.chunks[prev-1].word {
		case "for":
			c.Subject = b.lastNP // "called for the minister to resign"
		case "on", "upon":
			if governor.Object == nil && !governor.Verb.Passive && b.p.objectControl[governor.Verb.Lemma] {
				c.Subject = b.lastNP // "called on the government to ban"
			}
		}
	}
	if noun == nil {
		if asked := b.askedOf(governor, c, prev); asked != nil {
			c.Noun, c.Subject = asked, b.lastNP // "pressure is growing on Norway to ban"
			asked.Mods = append(asked.Mods, c)
		}
		return
	}
	c.Noun = noun
	noun.Mods = append(noun.Mods, c)
	if noun == b.objectBy(prev) {
		c.Subject = b.lastNP
		return
	}
	if p := noun.Possessor; p != nil && p.Mention != nil && p.Mention.Form == names.Name {
		c.Subject = p // "discussed Britain's decision to ban"
	} else if p == nil && governor.Object == noun && !governor.Verb.Passive && b.p.viewVerbs[governor.Verb.Lemma] && b.hasDeterminer(noun) {
		c.Subject = nil // "criticised the decision to ban": somebody's, who is not named here
	} else if on := upon(noun); on != nil && governor.Object == noun {
		c.Subject = on // "put pressure on Norway to ban"
	}
}

// askedOf returns the noun that asks the name behind "on", with which chunk prev ends, for what the infinitive c tells: the pressure of "pressure is
// growing on Norway to", "put pressure on Norway to", or nil.
func (b *builder) askedOf(governor, c *Clause, prev int) *NP {
	if b.kind(prev) != nounChunk || b.kind(prev-1) != prepChunk || b.chunks[prev-1].word != "on" && b.chunks[prev-1].word != "upon" || b.lastNP == nil || !isName(b.lastNP) || governor.Verb.Passive {
		return nil
	}
	asked := governor.Object
	if asked == nil && c.Subject == governor.Subject {
		asked = governor.Subject
	}
	if asked == nil || asked == b.lastNP || !b.takesInfinitive(asked) {
		return nil
	}
	return asked
}

// upon returns the name behind "on" with which a phrase ends, or nil.
func upon(np *NP) *NP {
	if len(np.Preps) != 1 || np.Preps[0].Prep != "on" && np.Preps[0].Prep != "upon" || np.Preps[0].Obj == nil || !isName(np.Preps[0].Obj) {
		return nil
	}
	return np.Preps[0].Obj
}

// innermost returns the phrase that ends np: the object of its last preposition, and of that one's.
func innermost(np *NP) *NP {
	for np != nil {
		all := np.All()
		np = all[len(all)-1]
		if len(np.Preps) == 0 || np.Preps[len(np.Preps)-1].Obj == nil {
			break
		}
		np = np.Preps[len(np.Preps)-1].Obj
	}
	return np
}

// takesInfinitive reports whether the phrase's last noun is one that an infinitive continues.
func (b *builder) takesInfinitive(np *NP) bool {
	all := np.All()
	last := all[len(all)-1]
	if isName(last) {
		return false // "requires Acme Power to"
	}
	return b.p.infinitiveNouns[b.doc.Tokens[last.Head].Lower] || b.p.infinitiveNouns[b.doc.Tokens[last.Head].Lemma]
}
