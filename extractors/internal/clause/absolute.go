package clause

// absolute begins the clause of a participle whose object stands behind "with", before the main clause: "with the ban on Acme lifted, Norway
// expects". Taggers take the participle for a past tense. It reports whether there is one.
func (b *builder) absolute(vg *VG, i int) bool {
	if vg.First != vg.Head || vg.Form == Infinitive || vg.Form == Gerund || b.kind(i+1) != commaChunk || len(b.pending) > 0 || b.cur != nil && !b.fresh || b.doc.Tokens[vg.Head].Tag != "VBD" && b.doc.Tokens[vg.Head].Tag != "VBN" {
		return false
	}
	for n := len(b.fronts) - 1; n >= 0; n-- {
		p := b.fronts[n]
		if p.Prep != "with" {
			continue
		}
		last := p.Obj
		for _, q := range b.fronts[n+1:] { // "with the ban on Acme lifted"
			if last == nil || q.Obj == nil || q.Tok != last.End() {
				return false
			}
			last = q.Obj
		}
		if last == nil || last.End() != vg.First {
			return false
		}
		p.Obj.Preps = append(p.Obj.Preps, b.fronts[n+1:]...)
		c := b.newClause(vg)
		vg.Form, vg.Past, vg.Passive = Participle, false, true
		c.Relation, c.Mark, c.Subject = Adverbial, p.Prep, p.Obj // surface; turned at the end
		b.fronts = b.fronts[:n]
		b.orphans = append(b.orphans, c)
		b.enter(c, false)
		return true
	}
	return false
}

// headlined reports whether a past tense without object is the passive of a headline, which leaves out "is": "Acme barred from Norwegian
// ports". The verb is one that always has an object, and the only finite one.
func (b *builder) headlined(vg *VG, i, prev int) bool {
	if vg.First != vg.Head || b.doc.Tokens[vg.Head].Tag != "VBD" && b.doc.Tokens[vg.Head].Tag != "VBN" || !b.p.transitives[vg.Lemma] || prev != i-1 || b.kind(prev) != nounChunk {
		return false
	}
	if b.cur != nil || b.open.set || len(b.pending) != 1 || b.finiteAhead(i+1) {
		return false
	}
	k := b.kind(i + 1)
	return k == prepChunk || k == stopChunk
}

// subjects hangs the clauses that modify a subject in front of its verb on the clause of that verb: "a decree banning Acme was annulled".
func (b *builder) subjects() {
	var of map[*NP]*Clause // the first main clause of a subject
	for i := len(b.clauses) - 1; i >= 0; i-- {
		o := b.clauses[i]
		if o.Verb.Form == Finite && o.Subject != nil && len(o.Subject.Mods) > 0 && (o.Relation == Root || o.Relation == Complement) {
			if of == nil {
				of = map[*NP]*Clause{}
			}
			of[o.Subject] = o
		}
	}
	if of == nil {
		return
	}
	for _, c := range b.clauses {
		if c.Relation != Relative || !c.Reduced || c.Verb.Form != Gerund || c.Parent != nil || c.Noun == nil {
			continue
		}
		if o := of[c.Noun]; o != nil && o != c && o.Verb.First > c.Verb.First {
			b.hang(c, o)
		}
	}
}
