package clause

import "strings"

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
	c := b.analysis.memory.clauses.one()
	*c = Clause{Verb: vg, Sentence: b.sentence, First: vg.First, Last: vg.Last}
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
	parent.Children = more(&b.analysis.memory.children, parent.Children, c)
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
	if governor.Object != nil && (b.p.objectControl[governor.Verb.Lemma] || governor.Verb.Lemma == "take" && b.expletive(governor.Subject)) {
		return governor.Object // "it took them two years to agree"
	}
	return governor.Subject
}

// expletive reports "it" that stands for nothing named before.
func (b *builder) expletive(n *NP) bool {
	return n != nil && n.Last == n.First+1 && b.doc.Tokens[n.Head].Lower == "it" && (n.Mention == nil || len(n.Mention.Entities) == 0)
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
		if k == verbChunk && b.p.contentVerbs[governor.Verb.Lemma] && b.finiteAhead(i+1) {
			vg.Modality = Hypothetical // "said banning Acme would be wrong": the subject of what is said
		}
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
	if b.absolute(vg, i) {
		return
	}
	if n := len(b.pending); n > 0 && k == nounChunk && b.pending[n-1] == b.lastNP && (b.pastTense(i) || b.headlined(vg, i, prev)) {
		vg.Form, vg.Past = Finite, true
		b.finite(vg, i, prev)
		return
	}
	governor := b.cur
	if b.fresh {
		governor = nil
	}
	joined := k == conjChunk && governor != nil
	if joined && governor.Verb.Form == Finite && (governor.Verb.Passive || governor.Verb.Perfect) {
		b.conjoin(vg, i) // "has banned Acme and removed it"
		return
	}
	c := b.newClause(vg)
	vg.Passive = true
	if joined && governor.Verb.Form == Participle {
		b.share(c, governor)
		c.Subject = governor.Subject
		b.enter(c, false)
		return
	}
	if noun := b.describedBy(vg, i, prev, governor); noun != nil {
		c.Relation, c.Noun, c.Reduced = Relative, noun, true
		c.Subject = noun // surface; turned at the end
		noun.Mods = append(noun.Mods, c)
		if governor != nil {
			b.hang(c, governor)
		}
		b.enter(c, false)
		return
	}
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
	b.enter(c, false)
}

// describedBy returns the noun phrase that the participle at chunk i describes, with nothing or a comma between them, or nil.
func (b *builder) describedBy(vg *VG, i, prev int, governor *Clause) *NP {
	noun := b.lastNP
	switch b.kind(prev) {
	case nounChunk:
		if in := innermost(noun); in != noun && b.kind(i+1) == prepChunk && (!isName(in) || b.p.nameModifiers[vg.Lemma]) {
			noun = in // "sanctions on officials involved in the case", but "a ban on Acme imposed by Norway"
		}
		if governor != nil && governor.Object == noun && governor.Subject != nil && b.reflexive(noun) {
			return governor.Subject // "found itself barred"
		}
		return noun
	case commaChunk:
		if b.kind(prev-1) == nounChunk {
			return noun
		}
	}
	return nil
}

// reflexive reports a pronoun that means the subject of its verb; np may be nil.
func (b *builder) reflexive(np *NP) bool {
	if np == nil || np.Last != np.First+1 {
		return false
	}
	switch b.doc.Tokens[np.Head].Lower {
	case "itself", "themselves", "himself", "herself":
		return true
	}
	return false
}

// pastTense reports whether the participle at chunk i is the past tense that taggers take for one: it has an object.
func (b *builder) pastTense(i int) bool {
	vg := b.chunks[i].vg
	if vg.Form != Participle || b.kind(i+1) != nounChunk || b.p.ditransitives[vg.Lemma] {
		return false
	}
	for t := vg.First; t < vg.Head; t++ {
		if !strings.HasPrefix(b.doc.Tokens[t].Tag, "RB") {
			return false // an auxiliary
		}
	}
	return !b.finiteAhead(i + 1)
}

// finish turns passives round, finds inverted subjects and sets the clause's stretch.
func (b *builder) finish(c *Clause) {
	v := c.Verb
	switch {
	case v.Passive:
		turn(c)
	case c.Subject != nil || v.Form != Finite:
	case c.Object != nil && !v.Copula && c.Relation != XComp && b.p.contentVerbs[v.Lemma] && c.Object.First >= v.Last:
		c.Subject, c.Object = c.Object, nil // inversion: "said Lincicome"
		c.SubjectGiven = true
	case c.Compl != nil && v.Copula && c.Compl.First >= v.Last && len(c.Preps) > 0 && c.Preps[0].Tok < v.First && c.Relation != Relative:
		c.Subject, c.Compl = c.Compl, nil // "among those barred are Acme and Globex"
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
	c.takePreps()
	for _, d := range c.Dates {
		if d.First >= v.Last {
			c.Last = max(c.Last, d.Last)
		} else {
			c.First = min(c.First, d.Lead)
		}
	}
}

// takePreps makes the phrases of a clause its own, and part of its stretch where they stand behind the verb.
func (c *Clause) takePreps() {
	within := 0 // phrases up to it are those of one before them
	for i, p := range c.Preps {
		if p.Obj == nil {
			continue
		}
		if p.Obj.OfClause == nil {
			p.Obj.OfClause = c
		}
		if p.Tok >= c.Verb.Last && i >= within {
			c.Last = max(c.Last, p.Obj.End())
			within = i + 1 + p.Obj.shared(c.Preps[i+1:])
		}
	}
}

// turn makes the surface subject of a passive its object, and the agent its subject.
func turn(c *Clause) {
	surface := c.Subject
	if c.Relation == Relative && c.Reduced && c.Noun != nil {
		surface = c.Noun
	}
	if c.Object != nil && c.Object2 == nil && surface != nil {
		c.Object2 = c.Object // "was given [a year]"
	}
	c.Subject, c.Object = nil, surface
	for _, p := range c.Preps {
		if p.Prep == "by" && p.Obj != nil {
			c.Subject = p.Obj
			break
		}
	}
}
