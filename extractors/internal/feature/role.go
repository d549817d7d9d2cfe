package feature

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
)

// Phrase is a candidate for a role: a name, a description or a noun group. Tokens are of the document.
type Phrase struct {
	First, Last int // tokens [First, Last)
	Head        int // the noun
	Mention     *names.Mention
	NP          *clause.NP // the group that the head is the head of, or that the mention stands in; may be nil
	Modifier    bool       // the nouns before the cue, in its own group: "assault weapon" of "assault weapon ban"
}

// Lead returns the token of the sentence by which a phrase hangs in the tree: the one whose governor lies outside it,
// the last of them.
func (v *View) Lead(p Phrase) int {
	for t := min(p.Last-v.First, v.N) - 1; t >= max(p.First-v.First, 0); t-- {
		if h := int(v.Head[t]); (h < p.First-v.First || h >= p.Last-v.First) && v.Rel[t] != "punct" && v.Rel[t] != "case" {
			return t
		}
	}
	return min(max(p.Head-v.First, 0), v.N-1)
}

// lastOf follows conjunctions up to the first member of a coordination.
func (v *View) firstConjunct(i int) (int, bool) {
	moved := false
	for v.Rel[i] == "conj" && v.Head[i] >= 0 && strings.HasPrefix(v.Tok(int(v.Head[i])).Tag, "N") {
		i, moved = int(v.Head[i]), true
	}
	return i, moved
}

// maxPath is how many steps of a path between two words are told apart.
const maxPath = 7

// Path returns the way from token i to token k through the tree, relations upwards with ^ and downwards with /, the
// words of prepositions in it, and the token at which it turns; "far" and -1 where it is longer than is told apart.
func (v *View) Path(s *Sink, i, k int) (string, int) {
	depth := func(t int) int {
		n := 0
		for h := v.Head[t]; h >= 0; h = v.Head[h] {
			n++
		}
		return n
	}
	a, b := i, k
	da, db := depth(a), depth(b)
	steps := 0
	buf := s.path[:0]
	down := make([]int, 0, maxPath)
	for a != b && steps <= maxPath {
		if da >= db {
			if v.Head[a] < 0 {
				return "apart", -1
			}
			buf = append(buf, '^')
			buf = append(buf, v.rel(a)...)
			a = int(v.Head[a])
			da--
		} else {
			down = append(down, b)
			b = int(v.Head[b])
			db--
		}
		steps++
	}
	if a != b {
		s.path = buf
		return "far", -1
	}
	for j := len(down) - 1; j >= 0; j-- {
		buf = append(buf, '/')
		buf = append(buf, v.rel(down[j])...)
	}
	s.path = buf
	return string(buf), a
}

// distance words how far one token stands from another.
func distance(d int) string {
	side := "+"
	if d < 0 {
		side, d = "-", -d
	}
	switch {
	case d <= 3:
		return side + few(d) + "t"
	case d <= 6:
		return side + "6"
	case d <= 12:
		return side + "12"
	case d <= 24:
		return side + "24"
	}
	return side + "far"
}

// Role adds what tells which role a phrase has in the event of a kind that token i signals. Order is the place of the
// phrase among the candidates of its class, counted from the cue to its side.
func (s *Sink) Role(v *View, kind, status string, i int, p Phrase, order int) {
	n := len(s.IDs)
	l := v.Lemma[i]
	lead := v.Lead(p)
	first, member := v.firstConjunct(lead)
	path, turn := v.Path(s, i, first)
	class, form := "<noun>", "np"
	switch {
	case p.Modifier:
		form = "modifier"
	case p.Mention != nil:
		class, form = Class(v.R, p.Mention), forms[p.Mention.Form]
	}
	head := v.Tok(p.Head - v.First)
	word := head.Lemma
	if form == "name" || form == "adj" {
		word = class
	}
	rel := v.rel(lead)
	over := v.governor(first)
	side := distance(lead - i)
	s.add("path", path)
	s.add2("path,lemma", path, l)
	s.add2("path,class", path, class)
	s.add3("path,group", path, v.Group[i], class)
	s.add3("head.group", v.Group[p.Head-v.First], rel, class)
	s.add3("over.group", v.Group[max(int(v.Head[first]), 0)], rel, class)
	s.add3("path,class,form", path, class, form)
	s.add3("path,lemma,class", path, l, class)
	s.add2("path,tag", path, v.Tok(i).Tag)
	s.add("class", class)
	s.add2("class,form", class, form)
	s.add2("head", word, "")
	s.add2("head,lemma", word, l)
	s.add2("rel", rel, class)
	s.add3("rel,over", rel, over, class)
	s.add2("over", over, "")
	s.add3("over,lemma", over, l, rel)
	s.add("side", side)
	s.add2("side,class", side, class)
	s.add3("side,lemma", side, l, class)
	s.add3("order,class", few(order), class, side[:1])
	s.add3("order,class,lemma", few(order), class+side[:1], l)
	s.add3("order,path", few(order), class, path)
	if turn >= 0 {
		w := v.Lemma[turn]
		s.add2("turn", w, path)
		s.add3("turn,class", w, path, class)
		s.add3("turn,lemma", w, path, l)
		if turn != i && turn != first {
			s.add2("turn.word", w, class)
		}
		if v.Passive(turn) {
			s.add2("turn.passive", path, class)
		}
	}
	if v.Passive(i) {
		s.add2("passive", path, class)
		s.add2("passive.rel", rel, class)
	}
	s.add3("status,path", status, path, class)
	if member {
		s.add("member", class)
	}
	s.shape(v, i, first, path, class, l)
	s.between(v, i, lead, class)
	s.phrase(v, p, lead, class)
	s.prefix(n, kind)
	m := len(s.IDs)
	s.add2("path,class", path, class)
	s.add3("path,tag", path, v.Tok(i).Tag, class)
	s.add2("rel,class", rel, class)
	s.prefix(m, "any")
}

// shape adds the way between cue and phrase in the rough: how it climbs, and its last steps down; and whether the
// phrase is the subject that the cue shares with the verbs over it.
func (s *Sink) shape(v *View, i, first int, path, class, lemma string) {
	up, down := path, ""
	if k := strings.IndexByte(path, '/'); k >= 0 {
		up, down = path[:k], path[k:]
	}
	for strings.Count(down, "/") > 2 {
		down = down[1+strings.IndexByte(down[1:], '/'):]
	}
	climbs := few(strings.Count(up, "^"))
	if k := strings.LastIndexByte(up, '^'); k > 0 {
		up = up[k:]
	}
	noun := v.Tok(i).Tag[:1]
	s.add3("shape", climbs, down, class)
	s.add3("shape,tag", climbs, down, class+noun)
	s.add3("shape,up", up, down, class)
	s.add3("shape,lemma", climbs, down, lemma)
	depth, g := 0, i
	for g >= 0 {
		k, ok := v.Has(g, "nsubj")
		voice := "active"
		if !ok {
			if k, ok = v.Has(g, "nsubjpass"); ok {
				voice = "passive"
			}
		}
		if ok {
			is := "other"
			if k == first {
				is = "self"
			}
			s.add3("subject", is, voice+noun+few(depth), class)
			s.add3("subject,lemma", is, voice, lemma)
			s.add3("subject,over", is, voice, v.Lemma[g])
			break
		}
		g = int(v.Head[g])
		depth++
	}
}

// between adds what stands between cue and phrase.
func (s *Sink) between(v *View, i, lead int, class string) {
	a, b := min(i, lead)+1, max(i, lead)
	verbs, comma := 0, false
	for t := a; t < b; t++ {
		tok := v.Tok(t)
		if strings.HasPrefix(tok.Tag, "VB") {
			verbs++
		}
		comma = comma || tok.Text == ","
		if b-a <= 4 {
			s.add2("between", tok.Lower, class)
		}
	}
	s.add2("between.verbs", few(verbs), class)
	if comma {
		s.add("between.comma", class)
	}
	if b-a <= 3 {
		words := ""
		for t := a; t < b; t++ {
			words += v.Lemma[t] + " "
		}
		if lead > i {
			words += ">"
		}
		s.add2("between.all", words, class)
	}
	if a-2 >= 0 {
		s.add2("before", v.lemma(min(i, lead)-1), class)
	}
}

// phrase adds the phrase's own words: what stands around it, its determiner and its nouns.
func (s *Sink) phrase(v *View, p Phrase, lead int, class string) {
	first, last := p.First-v.First, p.Last-v.First
	s.add2("prev", v.lemma(first-1), class)
	s.add2("next", v.lemma(last), class)
	s.add3("prevs", v.lemma(first-2), v.lemma(first-1), class)
	s.add2("det", v.Tok(max(first, 0)).Lower, class)
	if last-first > 1 && last-2 >= 0 {
		s.add2("mod", v.Lemma[last-2], class)
	}
	if v.Date[min(max(lead, 0), v.N-1)] {
		s.add("date", class)
	}
	for _, k := range v.Kids(lead) {
		switch v.Rel[k] {
		case "prep", "relcl", "acl", "appos", "poss", "compound", "amod":
			s.add3("inner", v.rel(int(k)), v.Lemma[k], class)
			s.add3("inner.ent", v.rel(int(k)), v.Ent[k], class)
		}
	}
	if first == 0 {
		s.add("begins", class)
	}
}

// Due adds what tells whether a date of the sentence is the one by which the duty at token i is to be done.
func (s *Sink) Due(v *View, i, first, last int, relation, mod string, duration bool) {
	n := len(s.IDs)
	l := v.Lemma[i]
	lead := v.Lead(Phrase{First: first, Last: last, Head: last - 1})
	path, turn := v.Path(s, i, lead)
	long := "day"
	if duration {
		long = "duration"
	}
	side := distance(lead - i)
	s.add("path", path)
	s.add2("path,lemma", path, l)
	s.add2("relation", relation, "")
	s.add3("relation,lemma", relation, l, long)
	s.add2("relation,path", relation, path)
	s.add2("mod", mod, relation)
	s.add("long", long)
	s.add2("side", side, relation)
	s.add3("side,lemma", side, l, relation)
	s.add2("prev", v.lemma(first-1-v.First), "")
	s.add3("prevs", v.lemma(first-2-v.First), v.lemma(first-1-v.First), "")
	s.add2("next", v.lemma(last-v.First), "")
	s.add3("dates", few(v.Dates), relation, "")
	if turn >= 0 {
		s.add2("turn", v.Lemma[turn], relation)
	}
	s.prefix(n, "due")
}
