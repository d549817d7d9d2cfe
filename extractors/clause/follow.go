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
