package event

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// maxItems is how many lines of a list are read below a colon.
const maxItems = 40

// Members returns the names that the text lists for a plural without name: behind the colon that ends its sentence ("three firms:
// Acme, Globex and Initech", a list of lines below), or in the next sentence ("They include Norway and Chad", "Among them are Acme and
// Globex", "The three are ..."). It is nil where no such list follows, or where what is listed is no such thing.
func (p *Parties) Members(r *reading.Reading, n *clause.NP) []*clause.NP {
	if n == nil || n.Mention != nil && (n.Mention.Form == names.Name || len(n.Mention.Entities) > 0) || !plural(r, n) {
		return nil
	}
	s := r.Doc.SentenceOf(n.Head)
	for _, list := range [][]*clause.NP{bracketed(r, n, s), p.colonList(r, n, s), toldToBe(r, n), p.listedNext(r, s)} {
		if list != nil && p.ofClass(r, n, list) {
			return list
		}
	}
	return nil
}

// bracketed returns the names that stand in brackets right behind a phrase: "three firms (Acme, Globex and Initech)".
func bracketed(r *reading.Reading, n *clause.NP, s int) []*clause.NP {
	end := r.Doc.Sentences[s].Last
	if n.Last >= end || r.Doc.Tokens[n.Last].Text != "(" {
		return nil
	}
	last := n.Last + 1
	for last < end && r.Doc.Tokens[last].Text != ")" {
		last++
	}
	list := onlyNames(r, n.Last+1, last)
	if last == end || len(list) < 2 {
		return nil
	}
	return list
}

// toldToBe returns the names that a phrase is told to be or to include in its sentence: "the three countries that have banned Acme are Norway, Chad
// and Sweden", "firms on the list include Acme and Globex".
func toldToBe(r *reading.Reading, n *clause.NP) []*clause.NP {
	for _, c := range r.Clauses.In(r.Doc.SentenceOf(n.Head)) {
		includes := c.Verb.Lemma == "include" && !c.Verb.Passive && c.Subject == n && c.Relation != clause.Relative
		if !includes && !c.Verb.Copula || c.Verb.Neg || c.Verb.Modality != clause.Factual || c.Question {
			continue
		}
		var all []*clause.NP
		switch {
		case includes:
			all = c.Object.All()
		case n == c.Subject:
			all = c.Compl.All()
		case n == c.Compl:
			all = c.Subject.All()
		}
		if len(all) < 2 || slices.ContainsFunc(all, func(m *clause.NP) bool { return m.Mention == nil || m.Mention.Form != names.Name }) {
			continue
		}
		return all
	}
	return nil
}

func plural(r *reading.Reading, n *clause.NP) bool {
	t := r.Doc.Tokens[n.Head]
	opens := n.Head == r.Doc.Sentences[r.Doc.SentenceOf(n.Head)].First // where a capital says nothing: "Apps banned by Norway include"
	return t.Tag == "NNS" || t.Tag == "NNPS" || t.Tag == "CD" && n.Last == n.Head+1 || t.Tag == "NNP" && opens && strings.HasSuffix(t.Lower, "s")
}

// ofClass reports whether names are such as the noun of a phrase means: states, where it means states, and nothing else.
func (p *Parties) ofClass(r *reading.Reading, n *clause.NP, list []*clause.NP) bool {
	states := 0
	for _, m := range list {
		if all := p.Mention(r, m.Mention); len(all) > 0 && all[0].Type.IsState() {
			states++
		}
	}
	head := r.Doc.Tokens[n.Head].Lemma
	switch {
	case p.members[head] || p.agents[head] && head != "regulator":
		return states == len(list)
	case p.kinds[head] || p.goods[head] || p.parts[head]:
		return states == 0 || states == len(list) && head == "partner"
	}
	return states == 0 || states == len(list)
}

// colonList returns the names behind a colon right after a phrase: in its sentence, and in the lines below where the colon ends it.
func (p *Parties) colonList(r *reading.Reading, n *clause.NP, s int) []*clause.NP {
	end := r.Doc.Sentences[s].Last
	colon := n.Last
	for colon < end && r.Doc.Tokens[colon].Text != ":" {
		colon++
	}
	if colon == end || colon-n.Last > 12 {
		return nil
	}
	for t := n.Last; t < colon; t++ { // others stand nearer to it
		if r.Doc.Tokens[t].Tag == "NNS" && (p.members[r.Doc.Tokens[t].Lemma] || p.kinds[r.Doc.Tokens[t].Lemma]) {
			return nil
		}
	}
	if colon+1 < end {
		if list := onlyNames(r, colon+1, end); list != nil {
			return list
		}
		return nil
	}
	var all []*clause.NP
	for i := s + 1; i < len(r.Doc.Sentences) && i <= s+maxItems; i++ {
		list := onlyNames(r, r.Doc.Sentences[i].First, r.Doc.Sentences[i].Last)
		if list == nil {
			break
		}
		all = append(all, list...)
	}
	return all
}

// listedNext returns the names that the sentence after s lists for what it speaks of.
func (p *Parties) listedNext(r *reading.Reading, s int) []*clause.NP {
	if s+1 >= len(r.Doc.Sentences) {
		return nil
	}
	next := r.Doc.Sentences[s+1]
	clauses := r.Clauses.In(s + 1)
	if len(clauses) == 0 || clauses[0].Relation != clause.Root {
		return nil
	}
	c := clauses[0]
	tells := p.lists[c.Verb.Lemma] && c.Verb.First-next.First == 2 && r.Doc.Tokens[next.First].Lower == "the" // "The order covers"
	if c.Verb.Neg || c.Verb.Modality != clause.Factual || !tells && (c.Verb.Lemma != "be" && c.Verb.Lemma != "include" || !p.pointsBack(r, next.First, c.Verb.First)) {
		return nil
	}
	return onlyNames(r, c.Verb.Last, next.Last)
}

// pointsBack reports whether tokens [first, last) mean those of the sentence before: "They", "The three", "Among them", "The
// countries", "Also on the list".
func (p *Parties) pointsBack(r *reading.Reading, first, last int) bool {
	if first >= last {
		return false
	}
	word := func(t int) string {
		if t < last {
			return r.Doc.Tokens[t].Lower
		}
		return ""
	}
	if word(first) == "also" {
		first++
	}
	switch word(first) {
	case "they", "these", "those":
		return true
	case "among", "on":
		w := word(first + 1)
		return (w == "them" || w == "these" || w == "those" || w == "it") && first+2 == last || w == "the" && r.Doc.Tokens[last-1].Lemma == "list"
	case "the":
		head := r.Doc.Tokens[last-1]
		return last-first <= 4 && (p.numbers[head.Lower] > 1 || head.Lower == "others" || head.Tag == "NNS" && r.Names.At(last-1) == nil)
	}
	return false
}

// onlyNames returns the phrases of the names that tokens [first, end) list, or nil where they are no list of names alone.
func onlyNames(r *reading.Reading, first, end int) []*clause.NP {
	var all []*clause.NP
	for t := first; t < end; {
		if m := r.Names.At(t); m != nil && m.First == t && m.Form == names.Name && !outlet(r, m) {
			n := r.Clauses.PhraseAt(m.Last - 1)
			if n == nil || n.Mention != m {
				n = &clause.NP{First: m.First, Last: m.Last, Head: m.Last - 1, Mention: m}
			}
			all = append(all, n)
			t = m.Last
			continue
		}
		if !separates(r.Doc.Tokens[t].Text, t == first) {
			return nil
		}
		t++
	}
	return all
}

func outlet(r *reading.Reading, m *names.Mention) bool {
	for _, i := range m.Entities {
		if r.Names.Entities[i].Outlet || r.Names.Entities[i].Type == factwire.Group {
			return true
		}
	}
	return false
}

// separates reports a token that may stand between the names of a list: a mark, a conjunction, an article, a bullet, the number of a line.
func separates(text string, opens bool) bool {
	switch strings.ToLower(text) {
	case ",", ";", ".", "and", "or", "&", "the", "both", "-", "–", "—", "•", "*", "·", "▪", "‣", "●", "◦", ")", "(":
		return true
	}
	return opens && strings.Trim(text, "0123456789.)") == ""
}
