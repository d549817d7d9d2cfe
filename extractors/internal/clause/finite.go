package clause

func (b *builder) finite(vg *VG, i, prev int) {
	k := b.kind(prev)
	if b.absolute(vg, i) {
		return
	}
	if b.headlined(vg, i, prev) {
		vg.Passive, vg.Past = true, true
	}
	if b.reducedPast(vg, i, prev) {
		vg.Form, vg.Past = Participle, false
		b.participle(vg, i, prev)
		return
	}
	if b.open.set && b.open.relation == Relative && !b.open.gap && len(b.pendingSince()) == 0 && b.open.noun != nil {
		c := b.newClause(vg)
		b.opened(c)
		c.Subject = b.open.noun
		b.enter(c, true)
		return
	}
	own := len(b.pending) > 0 && (b.cur == nil || b.fresh || b.open.set)
	if !own && b.cur != nil && (k == conjChunk || b.afterConj(prev)) {
		b.conjoin(vg, i)
		return
	}
	c := b.newClause(vg)
	if n := len(b.pending); n > 0 {
		c.Subject, b.pending = b.pending[n-1], b.pending[:n-1]
		c.SubjectGiven = true
		c.First = min(c.First, c.Subject.First)
		b.deed(c)
	}
	switch {
	case b.open.set:
		b.opened(c)
		if b.open.gap && b.open.noun != nil {
			c.Object = b.open.noun
		}
	case c.Subject == nil && b.cur != nil && !b.fresh:
		// nothing explains it: a comma splice or a tagging error; take over the subject
		if k == commaChunk {
			b.share(c, b.cur)
		} else {
			b.hang(c, b.cur)
			c.Relation = Parenthesis
		}
	}
	b.enter(c, true)
}

// opened makes a clause the one that its first word announced.
func (b *builder) opened(c *Clause) {
	c.Relation, c.Mark, c.Noun = b.open.relation, b.open.mark, b.open.noun
	b.hang(c, b.open.parent)
	if c.Noun != nil && c.Relation == Relative {
		c.Noun.Mods = append(c.Noun.Mods, c)
	}
	if b.open.parent == nil && c.Relation == Adverbial {
		b.orphans = append(b.orphans, c)
	}
}

// afterConj reports whether nothing but prepositional phrases stands between a conjunction and chunk i: "signed
// it and in the same breath barred".
func (b *builder) afterConj(i int) bool {
	for n := 0; i > 0 && n < 6; n++ {
		switch b.kind(i) {
		case nounChunk:
			if b.kind(i-1) != prepChunk {
				return false
			}
			i -= 2
		case dateChunk, adverbChunk:
			i--
		case conjChunk:
			return true
		default:
			return false
		}
	}
	return false
}

// pendingSince returns the subjects read since the open clause was announced.
func (b *builder) pendingSince() []*NP {
	if !b.fresh {
		return nil
	}
	n := len(b.pending)
	if n > 0 && b.open.noun != nil && b.pending[n-1] != b.open.noun && b.pending[n-1].First > b.open.noun.First {
		return b.pending[n-1:]
	}
	return nil
}

// reducedPast reports whether a past tense behind a noun is a participle in truth:
// "the contract signed in May expires", where another finite verb wants the subject.
func (b *builder) reducedPast(vg *VG, i, prev int) bool {
	if vg.First != vg.Head || b.doc.Tokens[vg.Head].Tag != "VBD" || b.p.intransitives[vg.Lemma] || prev != i-1 || b.kind(prev) != nounChunk {
		return false
	}
	if b.open.set && (b.open.relation != Complement && b.open.mark != "that" || b.open.relation == Relative && b.open.gap) {
		return false
	}
	next := b.kind(i + 1)
	if next != prepChunk && next != dateChunk && next != commaChunk {
		return false
	}
	for j := i + 1; j < len(b.chunks); j++ {
		switch b.chunks[j].kind {
		case verbChunk:
			v := b.chunks[j].vg
			if v.Form != Finite {
				continue
			}
			// it has a subject of its own if a noun that is no object of a preposition precedes it
			return !(b.kind(j-1) == nounChunk && b.kind(j-2) != prepChunk) && b.kind(j-1) != relChunk && b.kind(j-1) != conjChunk
		case stopChunk, markChunk, relChunk, conjChunk:
			return false
		}
	}
	return false
}

// conjoin begins a clause that a conjunction joins to an earlier verb, whose subject
// and auxiliaries it shares.
func (b *builder) conjoin(vg *VG, i int) {
	c := b.newClause(vg)
	if p := b.speechAbove(vg); p != nil {
		b.share(c, p)
		b.enter(c, true)
		return
	}
	g := b.likeAbove(vg)
	v, word := g.Verb, b.conjBefore(i)
	if vg.Form != Finite || b.bare(vg) {
		vg.Form, vg.Modality, vg.Past, vg.Perfect = v.Form, v.Modality, v.Past, v.Perfect
		if tag := b.doc.Tokens[vg.Head].Tag; tag == "VBN" || tag == "VBD" {
			vg.Passive = v.Passive
		}
		if word == "or" || word == "nor" {
			vg.Neg = vg.Neg || v.Neg
		}
	} else if word == "nor" {
		vg.Neg = true
	}
	b.share(c, g)
	b.enter(c, true)
}

// speechAbove returns the clause above the current one with whose verb of speech another one goes on: "said it is late and added"; or nil.
func (b *builder) speechAbove(vg *VG) *Clause {
	g := b.cur
	if !b.p.contentVerbs[vg.Lemma] || !vg.Past || g.Verb.Past && g.Relation != Complement {
		return nil
	}
	for p := g.Parent; p != nil; p = p.Parent {
		if b.p.contentVerbs[p.Verb.Lemma] && p.Verb.Past && p.Verb.Form == Finite {
			return p
		}
	}
	return nil
}

// likeAbove returns the nearest clause, from the current one up, whose verb goes with a conjoined one: a base form with a modal or an infinitive, a
// participle with "have" or "be", a finite verb with a finite verb; else the current one.
func (b *builder) likeAbove(vg *VG) *Clause {
	bare := vg.Form == Finite && b.bare(vg)
	for p := b.cur; p != nil; p = p.Parent {
		v := p.Verb
		match := v.Form == Finite
		switch {
		case bare:
			match = v.Form == Infinitive || v.Modality != Factual
		case vg.Form == Participle:
			match = match && (v.Passive || v.Perfect)
		}
		if match {
			return p
		}
	}
	return b.cur
}

func (b *builder) conjBefore(i int) string {
	for i--; i >= 0; i-- {
		if b.chunks[i].kind == conjChunk {
			return b.chunks[i].word
		}
	}
	return ""
}

// share gives c the place and the subject of g.
func (b *builder) share(c, g *Clause) {
	c.Relation, c.Mark, c.Noun = g.Relation, g.Mark, g.Noun
	if c.Relation == Root {
		c.Relation = Conjoined
		b.hang(c, g)
	} else {
		b.hang(c, g.Parent)
	}
	c.Subject = g.Subject
	if g.Noun != nil && g.Relation == Relative {
		g.Noun.Mods = append(g.Noun.Mods, c)
	}
}
