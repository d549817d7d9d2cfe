package clause

import "github.com/factwire/factwire/extractors/names"

// verb begins a clause with the verb group at chunk i.
func (b *builder) verb(i int) {
	vg := b.chunks[i].vg
	prev := i - 1
	for b.kind(prev) == adverbChunk || b.kind(prev) == dateChunk {
		prev--
	}
	if vg.Form == Finite && b.bare(vg) && b.kind(prev) == conjChunk && b.cur != nil && !b.fresh {
		b.conjoin(vg, i)
		return
	}
	switch vg.Form {
	case Infinitive:
		b.infinitive(vg, i, prev)
	case Gerund:
		b.gerund(vg, i, prev)
	case Participle:
		b.participle(vg, i, prev)
	default:
		b.finite(vg, i, prev)
	}
}

// bare reports whether a group is a lone base form, which only a conjunction with a
// modal or an infinitive explains ("to open an office and register").
func (b *builder) bare(vg *VG) bool {
	return b.doc.Tokens[vg.Head].Tag == "VB" && vg.Modality == Factual && vg.First == vg.Head
}

func (b *builder) newClause(vg *VG) *Clause {
	c := &Clause{Verb: vg, Sentence: b.sentence, First: vg.First, Last: vg.Last}
	b.clauses = append(b.clauses, c)
	return c
}

func (b *builder) hang(c, parent *Clause) {
	if parent == nil || parent == c {
		return
	}
	for p := parent; p != nil; p = p.Parent {
		if p == c {
			return // never a cycle
		}
	}
	c.Parent = parent
	parent.Children = append(parent.Children, c)
}

// enter makes c the clause that arguments go to, and gives it what stood before it.
func (b *builder) enter(c *Clause, fronts bool) {
	if fronts {
		c.Preps = append(c.Preps, b.fronts...)
		c.Dates = append(c.Dates, b.dates...)
		b.fronts, b.dates = nil, nil
	}
	b.cur, b.fresh, b.open = c, false, openClause{}
}

// controller is the one who acts in an infinitive or gerund that governor governs.
func (b *builder) controller(governor *Clause) *NP {
	if governor.Verb.Passive {
		return governor.Subject // still the surface subject: passives are turned at the end
	}
	if governor.Object != nil && b.p.objectControl[governor.Verb.Lemma] {
		return governor.Object
	}
	return governor.Subject
}

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
	if b.kind(prev) == conjChunk && governor != nil {
		// "to open an office and to register": both hang where the first hangs
		for g := governor; g != nil; g = g.Parent {
			if g.Verb.Form == Infinitive {
				b.share(c, g)
				b.enter(c, false)
				return
			}
		}
	}
	if governor != nil && governor.Relation == Relative && governor.Object != nil && governor.Parent != nil && governor.Parent.Object == governor.Noun && b.p.objectControl[governor.Parent.Verb.Lemma] {
		governor = governor.Parent // "ordered carriers that take money to leave"
	}
	noun := b.kind(prev) == nounChunk && b.lastNP != nil && b.takesInfinitive(b.lastNP)
	switch {
	case governor != nil:
		b.hang(c, governor)
		c.Subject = b.controller(governor)
		if b.kind(prev) == nounChunk && b.lastNP != nil && b.kind(prev-1) == prepChunk && b.chunks[prev-1].word == "for" {
			c.Subject = b.lastNP // "called for the minister to resign"
		}
		if noun {
			c.Noun = b.lastNP
			b.lastNP.Mods = append(b.lastNP.Mods, c)
			if p := b.lastNP.Possessor; p != nil && p.Mention != nil && p.Mention.Form == names.Name {
				c.Subject = p // "discussed Britain's decision to ban"
			}
		}
	case noun:
		c.Noun = b.lastNP
		b.lastNP.Mods = append(b.lastNP.Mods, c)
		if b.lastNP.Possessor != nil {
			c.Subject = b.lastNP.Possessor
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

// takesInfinitive reports whether the phrase's last noun is one that an infinitive continues.
func (b *builder) takesInfinitive(np *NP) bool {
	all := np.All()
	last := all[len(all)-1]
	return b.p.infinitiveNouns[b.doc.Tokens[last.Head].Lower] || b.p.infinitiveNouns[b.doc.Tokens[last.Head].Lemma]
}

// finiteAhead reports whether a finite verb follows at chunk i before the next stop.
func (b *builder) finiteAhead(i int) bool {
	for ; i < len(b.chunks); i++ {
		switch b.chunks[i].kind {
		case verbChunk:
			if b.chunks[i].vg.Form == Finite && !b.bare(b.chunks[i].vg) {
				return true
			}
		case stopChunk, markChunk, relChunk:
			return false
		}
	}
	return false
}

func (b *builder) gerund(vg *VG, i, prev int) {
	c := b.newClause(vg)
	governor := b.cur
	if b.fresh {
		governor = nil
	}
	k := b.kind(prev)
	if k == conjChunk && governor != nil && (governor.Verb.Form == Gerund) {
		b.share(c, governor)
		b.enter(c, false)
		return
	}
	switch {
	case governor != nil && (k == verbChunk || k == adverbChunk):
		c.Relation = XComp
		b.hang(c, governor)
		c.Subject = b.controller(governor)
	case k == nounChunk && b.lastNP != nil && !(governor != nil && governor.Object == b.lastNP && b.p.objectControl[governor.Verb.Lemma]):
		c.Relation, c.Noun, c.Reduced = Relative, b.lastNP, true
		c.Subject = b.lastNP
		b.lastNP.Mods = append(b.lastNP.Mods, c)
		if governor != nil {
			b.hang(c, governor)
		}
	case governor != nil:
		c.Relation = Adverbial
		if k == nounChunk {
			c.Relation = XComp
			c.Subject = governor.Object
		} else {
			top := governor
			for top.Parent != nil && top.Relation != Complement && top.Relation != Relative {
				top = top.Parent
			}
			c.Subject = top.Subject
			if top.Verb.Passive {
				c.Subject = nil
			}
		}
		b.hang(c, governor)
	default:
		c.Relation = Adverbial
		if b.open.set && b.open.mark != "" {
			c.Mark = b.open.mark
			b.hang(c, b.open.parent)
		}
		b.orphans = append(b.orphans, c)
	}
	b.enter(c, false)
}

func (b *builder) participle(vg *VG, i, prev int) {
	k := b.kind(prev)
	if n := len(b.pending); n > 0 && k == nounChunk && prev == i-1 && b.kind(i+1) == nounChunk && b.pending[n-1] == b.lastNP && vg.First == vg.Head && !b.p.ditransitives[vg.Lemma] && !b.finiteAhead(i+1) {
		// with an object behind it, it is the past tense that taggers take for a participle
		vg.Form, vg.Past = Finite, true
		b.finite(vg, i, prev)
		return
	}
	governor := b.cur
	if b.fresh {
		governor = nil
	}
	if k == conjChunk && governor != nil && governor.Verb.Form == Finite && (governor.Verb.Passive || governor.Verb.Perfect) {
		b.conjoin(vg, i) // "has banned Acme and removed it"
		return
	}
	c := b.newClause(vg)
	vg.Passive = true
	if k == conjChunk && governor != nil && governor.Verb.Form == Participle {
		b.share(c, governor)
		c.Subject = governor.Subject
		b.enter(c, false)
		return
	}
	noun := b.lastNP
	if k == commaChunk && b.kind(prev-1) != nounChunk {
		noun = nil
	}
	if (k == nounChunk || k == commaChunk) && noun != nil {
		c.Relation, c.Noun, c.Reduced = Relative, noun, true
		c.Subject = noun // surface; turned at the end
		noun.Mods = append(noun.Mods, c)
		if governor != nil {
			b.hang(c, governor)
		}
	} else {
		c.Relation = Adverbial
		if b.open.set {
			c.Mark = b.open.mark
		}
		if governor != nil {
			b.hang(c, governor)
			c.Subject = b.controller(governor)
		} else {
			b.orphans = append(b.orphans, c)
		}
	}
	b.enter(c, false)
}

// conjoin begins a clause that a conjunction joins to an earlier verb, whose subject
// and auxiliaries it shares.
func (b *builder) conjoin(vg *VG, i int) {
	c := b.newClause(vg)
	g := b.cur
	head := b.doc.Tokens[vg.Head].Tag
	// the nearest verb up the chain of the same form: a base form goes with a modal or
	// an infinitive, a participle with "have" or "be", a finite verb with a finite verb
	if b.p.contentVerbs[vg.Lemma] && vg.Past && !g.Verb.Past || b.p.contentVerbs[vg.Lemma] && vg.Past && g.Relation == Complement {
		// "said it is late and added": one verb of speech goes on with the other
		for p := g.Parent; p != nil; p = p.Parent {
			if b.p.contentVerbs[p.Verb.Lemma] && p.Verb.Past && p.Verb.Form == Finite {
				b.share(c, p)
				b.enter(c, true)
				return
			}
		}
	}
	for p := g; p != nil; p = p.Parent {
		v := p.Verb
		match := false
		switch {
		case vg.Form == Finite && b.bare(vg):
			match = v.Form == Infinitive || v.Modality != Factual
		case vg.Form == Participle:
			match = v.Form == Finite && (v.Passive || v.Perfect)
		default:
			match = v.Form == Finite
		}
		if match {
			g = p
			break
		}
	}
	v := g.Verb
	if vg.Form != Finite || b.bare(vg) {
		vg.Form, vg.Modality, vg.Past, vg.Perfect = v.Form, v.Modality, v.Past, v.Perfect
		if head == "VBN" || head == "VBD" {
			vg.Passive = v.Passive
		}
		if k := b.conjBefore(i); k == "or" || k == "nor" {
			vg.Neg = vg.Neg || v.Neg
		}
	} else if k := b.conjBefore(i); k == "nor" {
		vg.Neg = true
	}
	b.share(c, g)
	b.enter(c, true)
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

func (b *builder) finite(vg *VG, i, prev int) {
	k := b.kind(prev)
	if b.reducedPast(vg, i, prev) {
		vg.Form, vg.Past = Participle, false
		b.participle(vg, i, prev)
		return
	}
	if b.open.set && b.open.relation == Relative && !b.open.gap && len(b.pendingSince()) == 0 && b.open.noun != nil {
		c := b.newClause(vg)
		c.Relation, c.Mark, c.Noun = Relative, b.open.mark, b.open.noun
		c.Subject = b.open.noun
		b.open.noun.Mods = append(b.open.noun.Mods, c)
		b.hang(c, b.open.parent)
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
	}
	if c.Subject == nil && k == nounChunk {
		b.splitFront(c, prev)
	}
	switch {
	case b.open.set:
		c.Relation, c.Mark, c.Noun = b.open.relation, b.open.mark, b.open.noun
		b.hang(c, b.open.parent)
		if b.open.gap && b.open.noun != nil {
			c.Object = b.open.noun
		}
		if c.Noun != nil && c.Relation == Relative {
			c.Noun.Mods = append(c.Noun.Mods, c)
		}
		if b.open.parent == nil && c.Relation == Adverbial {
			b.orphans = append(b.orphans, c)
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

// splitFront takes the subject of c from a list that a fronted preposition swallowed: "Prior to
// Sweden, the U.S. and Britain led".
func (b *builder) splitFront(c *Clause, prev int) {
	if len(b.fronts) == 0 {
		return
	}
	p := b.fronts[len(b.fronts)-1].Obj
	if p == nil || len(p.Conj) == 0 || p.End() < b.chunks[prev].last {
		return
	}
	c.Subject, p.Conj = p.Conj[0], nil
	c.SubjectGiven = true
	for _, m := range b.chunks {
		if m.np != nil && m.np.First > c.Subject.First && m.last <= b.chunks[prev].last && m.np != c.Subject && m.used {
			c.Subject.Conj = append(c.Subject.Conj, m.np)
		}
	}
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
	if vg.First != vg.Head || b.doc.Tokens[vg.Head].Tag != "VBD" || prev != i-1 || b.kind(prev) != nounChunk {
		return false
	}
	if b.open.set && b.open.relation != Complement && b.open.mark != "that" {
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

// finish turns passives round, finds inverted subjects and sets the clause's stretch.
func (b *builder) finish(c *Clause) {
	v := c.Verb
	if v.Passive {
		surface := c.Subject
		if c.Relation == Relative && c.Reduced && c.Noun != nil {
			surface = c.Noun
		}
		agent := (*NP)(nil)
		for _, p := range c.Preps {
			if p.Prep == "by" && p.Obj != nil {
				agent = p.Obj
				break
			}
		}
		if c.Object != nil && c.Object2 == nil && surface != nil {
			c.Object2 = c.Object // "was given [a year]"
		}
		c.Object, c.Subject = surface, agent
	} else if c.Subject == nil && c.Object != nil && !v.Copula && v.Form == Finite && c.Relation != XComp && b.p.contentVerbs[v.Lemma] && c.Object.First >= v.Last {
		c.Subject, c.Object = c.Object, nil // inversion: "said Lincicome"
		c.SubjectGiven = true
	}
	for _, np := range []*NP{c.Subject, c.Object, c.Object2, c.Compl} {
		if np == nil {
			continue
		}
		if np.OfClause == nil {
			np.OfClause = c
			for _, m := range np.Conj {
				m.OfClause = c
			}
		}
		if np.First >= v.Last {
			c.Last = max(c.Last, np.End())
		}
	}
	for _, p := range c.Preps {
		if p.Obj != nil {
			if p.Obj.OfClause == nil {
				p.Obj.OfClause = c
			}
			if p.Tok >= v.Last {
				c.Last = max(c.Last, p.Obj.End())
			}
		}
	}
	for _, d := range c.Dates {
		if d.First >= v.Last {
			c.Last = max(c.Last, d.Last)
		} else {
			c.First = min(c.First, d.Lead)
		}
	}
}
