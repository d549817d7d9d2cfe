package clause

import "slices"

// inverted turns a sentence round that begins with what its subject, behind "be", is doing or has suffered: "joining the pact are Norway and Chad",
// "also barred from the tender was Acme", "among those who signed the pact was Norway".
func (b *builder) inverted() {
	if len(b.clauses) < 2 {
		return
	}
	c, be := b.clauses[0], b.clauses[1]
	if be.Verb.Lemma != "be" || be.Verb.Form != Finite || be.Verb.Last != be.Verb.Head+1 || be.Compl == nil || be.Compl.First != be.Verb.Last || slices.ContainsFunc(be.Compl.All(), func(n *NP) bool { return !isName(n) }) {
		return
	}
	s := b.doc.Sentences[b.sentence]
	switch {
	case c.Relation == Relative && c.Mark == "who" && c.Noun != nil && c.Noun.First <= s.First+1 && b.doc.Tokens[s.First].Lower == "among":
	case (c.Verb.Form == Gerund || c.Verb.Form == Participle) && c.Mark == "" && c.Relation != Relative && (c.Verb.First == s.First || c.Verb.First == s.First+1 && b.doc.Tokens[s.First].Lower == "also"):
		c.Verb.Progressive, c.Verb.Past = c.Verb.Form == Gerund, be.Verb.Past
		c.Verb.Form, c.Relation, c.Parent = Finite, Root, nil
	default:
		return
	}
	b.orphans = slices.DeleteFunc(b.orphans, func(o *Clause) bool { return o == c })
	if o := be.Subject; o != nil && c.Object == nil && !c.Verb.Passive && o.First == c.Verb.Last {
		c.Object = o
	}
	c.Dates = append(c.Dates, be.Dates...)
	c.Subject, c.SubjectGiven = be.Compl, true
	be.Subject, be.Compl, be.Relation = nil, nil, Parenthesis
}
