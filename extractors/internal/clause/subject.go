package clause

// newSubject reports whether the noun group at chunk i, which follows a verb, is
// the subject of a verb of its own.
func (b *builder) newSubject(i int) bool {
	content := b.p.contentVerbs[b.cur.Verb.Lemma] && b.cur.Object == nil && !b.fronted(b.cur, i)
	// the last of a list whose last member has a verb behind it; behind other verbs that member
	// begins a clause of its own ("banned Acme and Norway signed")
	k := i
	for content && k+2 < len(b.chunks) && (b.kind(k+1) == commaChunk || b.kind(k+1) == conjChunk) && b.kind(k+2) == nounChunk && !b.hasOwnVerb(k, true) {
		k += 2
	}
	behind := b.kind(i - 1)
	if !content && len(b.pending) > 0 && behind != commaChunk && behind != conjChunk {
		return false // the verb ahead belongs to the subject that waits for one: "the plan to tax gas fails"
	}
	if b.hasOwnVerb(i, content || behind == commaChunk) {
		return true
	}
	if behind == commaChunk && b.lastNP != nil && !isName(b.lastNP) && (b.listWithVerb(i) || b.opens(i)) {
		return true
	}
	return content && (k > i && b.hasOwnVerb(k, true) || b.kind(i+1) == commaChunk && b.verbBehindAside(i))
}

// maxAside is in how many chunks behind its subject the verb stands behind an aside.
const maxAside = 14

// verbBehindAside reports whether a finite verb stands behind the comma that ends an aside which begins behind chunk i: "said Acme, the owner, was".
func (b *builder) verbBehindAside(i int) bool {
	for j := i + 1; j < len(b.chunks) && j < i+maxAside; j++ {
		if b.kind(j) == stopChunk || b.kind(j) == markChunk {
			return false
		}
		if j > i+1 && b.kind(j) == commaChunk && b.kind(j+1) == verbChunk && b.chunks[j+1].vg.Form == Finite {
			return true
		}
	}
	return false
}

// opens reports the name of a main clause's subject at chunk i, with an aside behind it, where a gerund stands before the main clause: "within hours of
// taking office, Ost, the minister, banned".
func (b *builder) opens(i int) bool {
	c := b.cur
	if c.Verb.Form != Gerund || c.Relation != Adverbial || c.Parent != nil || len(b.clauses) == 0 || b.clauses[0] != c {
		return false
	}
	return b.kind(i+1) == commaChunk && isName(b.chunks[i].np) && b.verbBehindAside(i)
}

// fronted reports a gerund with which the sentence opens and whose object at chunk i ends it: "Fearing espionage, Norway removed".
func (b *builder) fronted(c *Clause, i int) bool {
	return c.Verb.Form == Gerund && c.Relation == Adverbial && c.Parent == nil && c.Mark == "" && b.kind(i+1) == commaChunk && b.kind(i-1) == verbChunk
}

// subjectAfterVerb begins a clause whose subject follows another clause's arguments:
// a complement without "that", an object relative without pronoun, or a new main clause.
func (b *builder) subjectAfterVerb(i int) int {
	before := i - 1
	for b.kind(before) == dateChunk {
		before-- // "and in 1968 the parliament banned"
		if b.kind(before) == prepChunk {
			before--
		}
	}
	prev := b.kind(before)
	if before < i-1 && prev != conjChunk && prev != commaChunk {
		prev = b.kind(i - 1)
	}
	governor := b.cur
	switch {
	case prev == nounChunk && (!b.p.contentVerbs[governor.Verb.Lemma] || governor.Object == b.lastNP && b.lastNP != nil && !b.p.hearerVerbs[governor.Verb.Lemma]):
		// "a memorandum it signed": the noun before is the object
		b.open = openClause{set: true, relation: Relative, parent: governor, noun: b.lastNP, gap: true}
	case b.p.contentVerbs[governor.Verb.Lemma] && prev != commaChunk && prev != conjChunk:
		b.open = openClause{set: true, relation: Complement, parent: governor}
	case prev == conjChunk || prev == commaChunk:
		b.open = openClause{}
		if prev == conjChunk {
			b.open = b.coordinate(governor)
		}
	default:
		b.open = openClause{set: true, relation: Complement, parent: governor}
	}
	np, next := b.phrase(i, false, 0)
	b.lastNP = np
	b.pending = append(b.pending, np)
	b.cur, b.fresh = nil, false
	return next
}

// coordinate gives a clause that a conjunction joins to governor the same place: of two
// that-clauses, both depend on the verb of speech.
func (b *builder) coordinate(governor *Clause) openClause {
	for c := governor; c != nil; c = c.Parent {
		if c.Relation == Complement && c.Mark == "that" || c.Relation == Complement && c.SubjectGiven {
			return openClause{set: true, relation: Complement, mark: c.Mark, parent: c.Parent}
		}
	}
	return openClause{}
}

// clauseFollows reports whether a subject and a finite verb stand at chunk i.
func (b *builder) clauseFollows(i int) bool {
	for b.kind(i) == adverbChunk || b.kind(i) == dateChunk {
		i++
	}
	return b.kind(i) == nounChunk && b.subjectOfVerb(i)
}

// subjectOfVerb is hasOwnVerb that also passes over coordination and a relative clause.
func (b *builder) subjectOfVerb(i int) bool {
	for ; i < len(b.chunks); i++ {
		if b.hasOwnVerb(i, true) {
			return true
		}
		if (b.kind(i+1) == commaChunk || b.kind(i+1) == conjChunk) && b.kind(i+2) == nounChunk {
			i++
			continue
		}
		if b.kind(i+1) == commaChunk && b.kind(i+2) == conjChunk && b.kind(i+3) == nounChunk {
			i += 2
			continue
		}
		return false
	}
	return false
}

// beginsNext reports whether a date or a prepositional phrase at chunk i, behind a conjunction or
// a comma, stands before the subject of the next clause: "and in April it adopted".
func (b *builder) beginsNext(i int) bool {
	if b.cur == nil || b.fresh || b.kind(i-1) != conjChunk && b.kind(i-1) != commaChunk && !(b.chunks[i-1].kind == dateChunk && len(b.dates) > 0) {
		return false
	}
	comma := b.kind(i-1) == commaChunk
	for i++; i < len(b.chunks); i++ {
		switch b.kind(i) {
		case dateChunk, adverbChunk:
		case prepChunk:
			if b.kind(i+1) == nounChunk {
				i++
			}
		case commaChunk:
			if comma {
				return false
			}
		case nounChunk:
			if b.kind(i-1) == prepChunk {
				continue
			}
			return b.hasOwnVerb(i, true)
		default:
			return false
		}
	}
	return false
}

// reaches reports whether nothing but phrases and dates stands between the verb of the current clause and chunk i.
func (b *builder) reaches(i int) bool {
	for k := i - 1; k >= 0; k-- {
		switch b.chunks[k].kind {
		case verbChunk:
			return b.chunks[k].vg == b.cur.Verb
		case nounChunk, prepChunk, dateChunk, adverbChunk, commaChunk, conjChunk:
		default:
			return false
		}
	}
	return false
}

// adjacent reports whether only nouns, adverbs and dates stand between the current verb and chunk i.
func (b *builder) adjacent(i int) bool {
	for k := i - 1; k >= 0; k-- {
		switch b.chunks[k].kind {
		case verbChunk:
			return true
		case nounChunk, adverbChunk, dateChunk, otherChunk:
		case stopChunk:
			if b.chunks[k].word != ":" || b.kind(k-1) != verbChunk {
				return false
			}
		case commaChunk, conjChunk:
			if k+1 < len(b.chunks) && b.chunks[k+1].kind == nounChunk && !b.chunks[k+1].used {
				return false
			}
		default:
			return false
		}
	}
	return false
}
