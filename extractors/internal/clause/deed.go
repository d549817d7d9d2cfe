package clause

// deed reads a clause whose "is to" tells what somebody's act or plan is: "Norway's first step was to ban", "one of its aims is to sign". Who acts is
// whose act it is; an act of the past is done, and what is only aimed at is planned.
func (b *builder) deed(c *Clause) {
	v, n := c.Verb, c.Subject
	if v.Modality != Will || n == nil || n.Mention != nil || v.First+1 >= v.Head || b.doc.Tokens[v.First].Lemma != "be" {
		return
	}
	if len(n.Preps) > 0 && n.Preps[0].Prep == "of" && n.Preps[0].Obj != nil && n.Possessor == nil && n.Last == n.First+1 {
		n = n.Preps[0].Obj // "one of its first acts"
	}
	head := b.doc.Tokens[n.Head]
	deed, aim := b.p.deeds[head.Lemma], b.p.aims[head.Lemma]
	if !deed && !aim {
		return
	}
	if owner := doer(n); owner != nil {
		c.Subject, c.SubjectGiven = owner, true
	}
	switch {
	case aim:
		v.Modality = Due
	case v.Past:
		v.Modality = Factual
	}
}

// doer returns whose an act is: "Norway's answer", "the answer of Norway", "the response from Norway"; nil if the phrase does not tell.
func doer(n *NP) *NP {
	if n.Possessor != nil {
		return n.Possessor
	}
	if len(n.Preps) > 0 && n.Preps[0].Obj != nil && isName(n.Preps[0].Obj) {
		switch n.Preps[0].Prep {
		case "of", "by", "from":
			return n.Preps[0].Obj
		}
	}
	return nil
}
