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
		if p.Obj == nil || p.Obj.End() != vg.First {
			return false
		}
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
