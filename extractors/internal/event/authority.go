package event

import "github.com/factwire/factwire/extractors/reading"

// Authority is the state that an unattributed duty is taken to come from: the one that acted last before it in its
// paragraph, itself or by a body of its own, else the one that speaks behind it, else the
// one that the article is about.
func (p *Parties) Authority(r *reading.Reading, token int) (Found, bool) {
	if f, ok := p.Nearby(r, token); ok {
		return f, true
	}
	return p.protagonist(r)
}

// Nearby is Authority where one acts in the paragraph before token, or speaks behind it in its sentence.
func (p *Parties) Nearby(r *reading.Reading, token int) (Found, bool) {
	s := r.Doc.SentenceOf(token)
	first := s // actors of the same paragraph first, nearest first
	for first > 0 && r.Doc.Sentences[first-1].Paragraph == r.Doc.Sentences[s].Paragraph {
		first--
	}
	for i := len(r.Clauses.Clauses) - 1; i >= 0; i-- {
		c := r.Clauses.Clauses[i]
		if c.Verb.First >= token || c.Subject == nil || c.Subject.First >= token {
			continue
		}
		if c.Sentence < first {
			break
		}
		for _, n := range c.Subject.All() {
			actors, _ := p.Actors(r, Filler{Slot: "subject", NP: n, Mention: n.Mention})
			for _, a := range actors {
				if a.Entity.Type.IsState() {
					return a, true
				}
			}
		}
	}
	// "…, the agency said": who speaks behind the duty
	for _, c := range r.Clauses.In(s) {
		if c.Subject == nil || c.Subject.First <= token {
			continue
		}
		for _, n := range c.Subject.All() {
			actors, people := p.Actors(r, Filler{Slot: "subject", NP: n, Mention: n.Mention})
			for _, a := range actors {
				if len(people) == 0 && a.Entity.Type.IsState() {
					return a, true
				}
			}
		}
	}
	return Found{}, false
}

// protagonist is the state that acts most in the article, the first among equals; a
// beginning counts double, for news tells there whose news it is.
func (p *Parties) protagonist(r *reading.Reading) (Found, bool) {
	count := map[string]int{}
	var order []Found
	for _, c := range r.Clauses.Clauses {
		if c.Subject == nil || !c.SubjectGiven {
			continue
		}
		weight := 1
		if r.Doc.Sentences[c.Sentence].Paragraph < 3 {
			weight = 2
		}
		for _, n := range c.Subject.All() {
			actors, people := p.Actors(r, Filler{Slot: "subject", NP: n, Mention: n.Mention})
			for _, a := range actors {
				if len(people) == 0 && a.Entity.Type.IsState() {
					if count[a.Entity.Key()] == 0 {
						order = append(order, a)
					}
					count[a.Entity.Key()] += weight
				}
			}
		}
	}
	best := -1
	for i, a := range order {
		if best < 0 || count[a.Entity.Key()] > count[order[best].Entity.Key()] {
			best = i
		}
	}
	if best < 0 {
		return Found{}, false
	}
	return order[best], true
}
