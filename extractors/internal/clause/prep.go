package clause

func (b *builder) prep(i int) int {
	k := b.chunks[i]
	next := b.kind(i + 1)
	switch next {
	case prepChunk, stopChunk, commaChunk, conjChunk, otherChunk, markChunk:
		if b.particle(k.word) {
			return i + 1 // "cut Acme off from", "turned the request down"
		}
	case dateChunk:
		if b.doc.Tokens[k.first].Tag == "RP" && b.particle(k.word) {
			return i + 1 // "struck it down in 2023"
		}
	}
	if b.p.marks[k.word] && b.clauseFollows(i+1) && !b.awaited(i+1) {
		b.mark(k.word, i)
		return i + 1
	}
	switch next {
	case nounChunk:
		if b.beginsNext(i) {
			np, next := b.frontPhrase(i + 1)
			b.fronts = append(b.fronts, PP{Prep: k.word, Tok: k.first, Obj: np})
			return next
		}
		np, next := b.objectOf(k.word, i+1)
		b.addPrep(PP{Prep: k.word, Tok: k.first, Obj: np}, i)
		b.lastNP = np
		return next
	case dateChunk:
		b.addPrep(PP{Prep: k.word, Tok: k.first, Date: b.chunks[i+1].date}, i)
		b.addDate(b.chunks[i+1].date)
		return i + 2
	case verbChunk:
		if vg := b.chunks[i+1].vg; vg.Form == Gerund || vg.Form == Participle {
			b.prepVerb(i, vg)
			return i + 2
		}
	}
	return i + 1
}

// objectOf reads the object of a preposition at chunk i and returns the chunk behind it.
func (b *builder) objectOf(word string, i int) (*NP, int) {
	if word == "between" {
		b.between = 1
		np, next := b.phrase(i, false, 1)
		b.between = 0
		return np, next
	}
	if b.cur == nil || b.fresh {
		return b.frontPhrase(i)
	}
	return b.phrase(i, true, 1)
}

// prepVerb begins the clause of the gerund or participle behind the preposition at chunk i.
func (b *builder) prepVerb(i int, vg *VG) {
	k := b.chunks[i]
	c := b.newClause(vg)
	c.Relation, c.Mark = Adverbial, k.word
	if b.cur != nil && !b.fresh {
		b.hang(c, b.cur)
		c.Subject = b.subjectBehind(k.word)
		b.addPrep(PP{Prep: k.word, Tok: k.first, Verb: c}, i)
	} else {
		b.orphans = append(b.orphans, c)
	}
	if b.lastNP != nil && b.kind(i-1) == nounChunk {
		b.lastNP.Preps = append(b.lastNP.Preps, PP{Prep: k.word, Tok: k.first, Verb: c})
		if !b.p.looseNounPreps[k.word] { // "raised the pressure by banning": how, and not of what
			b.behindNoun(c)
		}
	}
	b.cur, b.fresh = c, false
}

// subjectBehind returns who does what a gerund tells behind a preposition of the current clause.
func (b *builder) subjectBehind(word string) *NP {
	if o := b.blamed(b.cur); o != nil && (word == "for" || word == "of" || word == "over") {
		return o // "thanked Norway for signing", "lashed out at Norway for banning"
	}
	subject, object := b.cur.Subject, b.cur.Object
	switch word {
	case "in":
		if v := b.cur.Verb; b.p.followers[v.Lemma] && v.Form == Finite && v.Modality == Factual && !v.Neg && subject != nil && object != nil && isName(object) {
			both := *subject // "Norway joined Sweden in banning": both did
			both.Conj = append(append([]*NP(nil), both.Conj...), object.All()...)
			return &both
		}
	case "for":
		if object != nil && object.Mention != nil {
			return b.controller(b.cur)
		}
	case "from", "into", "of":
		return b.controller(b.cur) // "barred Acme from selling"
	}
	return subject
}

// behindNoun hangs the clause of a gerund on the noun phrase right before its preposition: "a ban on selling".
func (b *builder) behindNoun(c *Clause) {
	c.Noun = b.lastNP
	in := innermost(b.lastNP)
	if c.Mark == "in" && in != b.lastNP && isName(in) && b.ofName(in) {
		c.Subject = in // "the success of Norway in banning"
	} else if !isName(in) {
		c.Noun = in // "little knowledge and a focus on reaching"
	}
}

// awaited reports whether the subject that waits for its verb right before a preposition would get none if a clause began behind that: "a bill
// before the senate would ban" has one finite verb for two phrases.
func (b *builder) awaited(i int) bool {
	if b.cur != nil && !b.fresh || len(b.pending) == 0 || b.kind(i-2) != nounChunk || isName(b.pending[len(b.pending)-1]) {
		return false
	}
	verbs := 0
	for ; i < len(b.chunks) && b.chunks[i].kind != stopChunk; i++ {
		if vg := b.chunks[i].vg; vg != nil && (vg.Form == Finite || b.pastTense(i)) && !b.bare(vg) {
			verbs++
		}
	}
	return verbs == 1
}

// blamed returns whom a verb of praise or blame in the active judges, for what that one did, or nil.
func (b *builder) blamed(c *Clause) *NP {
	if c.Verb.Passive || !b.p.blameVerbs[c.Verb.Lemma] {
		return nil
	}
	if c.Object != nil {
		return c.Object
	}
	for _, p := range c.Preps {
		if p.Prep == "at" && p.Obj != nil {
			return p.Obj
		}
	}
	return nil
}

// addPrep lists a phrase with the current clause, or keeps it for the next one.
func (b *builder) addPrep(p PP, i int) {
	if b.cur != nil && !b.fresh {
		b.cur.Preps = more(&b.analysis.memory.preps, b.cur.Preps, p)
		if p.Obj != nil && p.Prep != "" {
			b.cur.Preps = append(b.cur.Preps, p.Obj.Preps...)
		}
		return
	}
	if n := len(b.pending); n > 0 && b.kind(i-1) != commaChunk {
		top := b.pending[n-1]
		top.Preps = append(top.Preps, p)
	}
	b.fronts = append(b.fronts, p)
}

// ofName reports whether "of" stands before a name: "the role of Norway".
func (b *builder) ofName(n *NP) bool {
	first := n.First
	if first > 0 && b.doc.Tokens[first-1].Lower == "the" {
		first--
	}
	return first > 0 && b.doc.Tokens[first-1].Lower == "of"
}
