package clause

// followed makes those whom a participle names as having gone before subjects of the clause that it hangs on: "Joining Sweden and Finland, Norway
// signed the treaty", "Norway banned Acme, joining Sweden". All of them are states: what else is joined is no fellow.
func (b *builder) followed() {
	for _, c := range b.clauses {
		g := c.Parent
		if c.Verb.Form != Gerund || c.Relation != Adverbial || c.Mark != "" || !b.p.followers[c.Verb.Lemma] || c.Verb.Neg || g == nil || c.Object == nil || g.Subject == nil {
			continue
		}
		if v := g.Verb; v.Form != Finite || v.Modality != Factual || v.Neg || v.Passive || v.Copula || !b.allStates(c.Object) || !b.allStates(g.Subject) {
			continue
		}
		both := *g.Subject
		both.Conj = append(append([]*NP(nil), both.Conj...), c.Object.All()...)
		g.Subject = &both
	}
}

// preceded makes those after whom somebody is told to be the next of a row subjects of what that one is told to do: "became the latest country after
// Sweden and Finland to ban Acme". All of them are states.
func (b *builder) preceded() {
	for _, c := range b.clauses {
		g := c.Parent
		if c.Verb.Form != Infinitive || c.Relation != XComp || c.Verb.Neg || c.Subject == nil || g == nil || !g.Verb.Copula || g.Verb.Neg || g.Verb.Modality != Factual || g.Compl == nil || g.Subject != c.Subject || !b.allStates(c.Subject) {
			continue
		}
		for _, p := range g.Preps {
			if p.Prep != "after" || p.Obj == nil || p.Tok < g.Verb.Last || p.Tok > c.Verb.First || !b.allStates(p.Obj) {
				continue
			}
			both := *c.Subject
			both.Conj = append(append([]*NP(nil), both.Conj...), p.Obj.All()...)
			c.Subject = &both
			break
		}
	}
}

// likewise makes those whom a fronted "like" names subjects of the main clause behind it: "Like Sweden, Norway bars Acme". All of them are states.
func (b *builder) likewise() {
	for _, c := range b.clauses {
		if c.Relation != Root || !c.SubjectGiven || c.Verb.Copula || c.Verb.Passive || c.Verb.Modality != Factual || !b.allStates(c.Subject) {
			continue
		}
		for _, p := range c.Preps {
			if p.Prep != "like" || p.Obj == nil || p.Obj.End()+1 != c.Subject.First || b.doc.Tokens[p.Obj.End()].Text != "," || !b.allStates(p.Obj) {
				continue
			}
			both := *c.Subject
			both.Conj = append(append([]*NP(nil), both.Conj...), p.Obj.All()...)
			c.Subject = &both
			break
		}
	}
}

// attributed marks the main clauses that a verb of speech behind them gives to somebody: "Norway would not ban Acme, the minister told reporters".
func (b *builder) attributed() {
	for i, c := range b.clauses {
		v := c.Verb
		if c.Relation != Root || v.Form != Finite || v.Modality != Factual || v.Passive || !b.p.contentVerbs[v.Lemma] || c.Subject == nil || c.First == 0 || b.doc.Tokens[c.First-1].Text != "," || len(c.Children) > 0 {
			continue
		}
		if o := c.Object; o != nil && !b.p.hearerVerbs[v.Lemma] && c.Subject.First < v.First {
			continue // "and found a buyer"
		}
		for _, before := range b.clauses[:i] {
			if before.Relation == Root || before.Relation == Conjoined {
				before.Attributed = true
			}
		}
	}
}

// allStates reports whether every member of a coordination names a state.
func (b *builder) allStates(n *NP) bool {
	for _, m := range n.All() {
		if !isName(m) || len(m.Mention.Entities) == 0 {
			return false
		}
		for _, e := range m.Mention.Entities {
			if e < 0 || e >= len(b.names.Entities) || !b.names.Entities[e].Type.IsState() {
				return false
			}
		}
	}
	return true
}
