package feature

import "strings"

// offsets name places before and behind a word.
var offsets = [...]string{"-4", "-3", "-2", "-1", "0", "+1", "+2", "+3", "+4"}

// What Word adds, hashed as far as it is the same for all words.
var (
	byLemma, byLemmaTag, byWord, byGroup = templateOf("lemma"), templateOf("lemma,tag"), templateOf("word"), templateOf("group")
	byAround, byPair, byTriple           = templateOf("around"), templateOf("pair"), templateOf("triple")
	byStates, byBodies, byPeople         = templateOf("states"), templateOf("bodies"), templateOf("people")
	byActors, byDates                    = templateOf("actors"), templateOf("dates")
	byNear, byNearLemma                  = placed("near"), placed("near,lemma")
	byNearTag, byNearGroup               = placed("neartag"), placed("neargroup")
)

// placed are the templates of a name for each place around a word.
func placed(name string) (all [len(offsets)]template) {
	for k, o := range offsets {
		all[k] = templateOf(name, o)
	}
	return all
}

// Word adds what token i and its neighbours say without the tree: cheap enough to ask of every candidate.
func (s *Sink) Word(v *View, i int) {
	t := v.Tok(i)
	l := v.Lemma[i]
	s.one(&byLemma, l)
	s.two(&byLemmaTag, l, t.Tag)
	s.one(&byWord, t.Lower)
	s.two(&byGroup, v.Group[i], t.Tag)
	for d := -4; d <= 4; d++ {
		if d == 0 {
			continue
		}
		w := v.lemma(i + d)
		s.one(&byNear[d+4], w)
		s.one(&byAround, w)
		if d >= -2 && d <= 2 {
			s.two(&byNearLemma[d+4], w, l)
			s.one(&byNearTag[d+4], v.tag(i+d))
			s.one(&byNearGroup[d+4], v.group(i+d))
		}
	}
	s.two(&byPair, v.lemma(i-1), l)
	s.two(&byPair, l, v.lemma(i+1))
	s.three(&byTriple, v.lemma(i-1), l, v.lemma(i+1))
	s.two(&byStates, l, few(v.States))
	s.two(&byBodies, l, few(v.Bodies))
	s.two(&byPeople, l, few(v.People))
	s.two(&byActors, few(v.States), few(v.Bodies))
	if v.Dates > 0 {
		s.one(&byDates, l)
	}
	if v.Title {
		s.add("title", "")
	}
	if v.Question {
		s.add("question", "")
	}
	if v.Quoted {
		s.add("quoted", "")
	}
}

// Bag adds the words of the sentence without their places.
func (s *Sink) Bag(v *View) {
	for k := range v.N {
		if open(v.Tok(k).Tag) || v.Ent[k] != "" && (k == 0 || v.Ent[k-1] != v.Ent[k]) {
			s.add("bag", v.Lemma[k])
		}
	}
}

// Trigger adds what tells whether token i signals a fact, and of which kind.
func (s *Sink) Trigger(v *View, i int) {
	s.Word(v, i)
	l := v.Lemma[i]
	r := v.rel(i)
	s.add("rel", r)
	s.add2("lemma,rel", l, r)
	s.add2("group,rel", v.Group[i], r)
	for _, k := range v.Kids(i) {
		s.kid(v, "kid", l, int(k))
	}
	if p, ok := v.Has(i, "prt"); ok {
		s.add2("phrasal", l, v.Tok(p).Lower)
	}
	s.governors(v, l, i)
	s.Bag(v)
}

// kid adds a child by its relation, word and class, with and without the lemma over it.
func (s *Sink) kid(v *View, template, over string, k int) {
	r := v.rel(k)
	w := v.Lemma[k]
	s.add2(template+".rel", over, r)
	s.add2(template, r, w)
	s.add2(template+".group", r, v.Group[k])
	s.add3(template+".group,lemma", over, r, v.Group[k])
	s.add3(template+",lemma", over, r, w)
	if e := v.Ent[k]; e != "" {
		s.add2(template+".ent", r, e)
		s.add3(template+".ent,lemma", over, r, e)
	}
	if v.Rel[k] == "prep" || v.Rel[k] == "agent" {
		for _, o := range v.Kids(k) {
			s.add3(template+".obj", over, r, v.Lemma[o])
			s.add2(template+".obj", r, v.Lemma[o])
			if e := v.Ent[o]; e != "" {
				s.add3(template+".objent", over, r, e)
			}
		}
	}
	if v.Rel[k] == "xcomp" || v.Rel[k] == "ccomp" || v.Rel[k] == "dobj" || v.Rel[k] == "pcomp" {
		for _, o := range v.Kids(k) {
			if rr := v.Rel[o]; rr != "punct" && rr != "det" {
				s.add3(template+".deep", r, v.rel(int(o)), v.Lemma[o])
			}
		}
	}
}

// governors adds up to three words that govern token i, each with the path to it and what its verb group says.
func (s *Sink) governors(v *View, l string, i int) {
	path := v.rel(i)
	for g, depth := v.Head[i], 1; g >= 0 && depth <= 3; g, depth = v.Head[g], depth+1 {
		w := v.Lemma[g]
		up := offsets[4+depth]
		s.add2("gov", up, w)
		s.add2("gov,path", path, w)
		s.add2("gov.group", path, v.Group[g])
		s.add3("gov,lemma", path, w, l)
		s.add2("gov.tag", up, v.Tok(int(g)).Tag)
		for _, k := range v.Kids(int(g)) {
			switch v.Rel[k] {
			case "aux", "auxpass", "neg", "mark":
				s.add3("gov.aux", up, v.Rel[k], v.Tok(int(k)).Lower)
			case "nsubj", "nsubjpass", "agent":
				s.add3("gov.subj", path, w, v.Ent[k])
				s.add2("gov.subjlemma", up, v.Lemma[k])
			case "dobj", "prep", "prt", "advmod":
				s.add3("gov.kid", w, v.rel(int(k)), v.Lemma[k])
			}
		}
		path += ">" + v.rel(int(g))
	}
}

// chain are the relations over which what is said of a governor is said of what it governs, with the kind of
// operator that the governor is to it.
var chain = map[string]string{
	"dobj": "object", "nsubjpass": "object", "pobj": "object", "attr": "object", "agent": "object",
	"nsubj": "subject", "csubj": "subject",
	"xcomp": "verb", "ccomp": "verb", "pcomp": "verb", "advcl": "clause", "acl": "verb", "relcl": "clause",
	"prep": "noun", "conj": "same", "compound": "noun", "appos": "same", "amod": "noun", "poss": "noun", "dep": "same", "dative": "object",
}

// Status adds what tells whether the event at token i happened, is wanted, is denied or has ended. Judged is what the rules
// of factuality say of it; "" where they say nothing.
func (s *Sink) Status(v *View, kind string, i int, judged string) {
	n := len(s.IDs)
	s.status(v, i, judged)
	m := len(s.IDs)
	for k := n; k < m; k++ { // each with the kind and without
		s.IDs = append(s.IDs, s.IDs[k])
		if s.Named {
			s.Names = append(s.Names, s.Names[k])
		}
	}
	s.prefix(m, kind)
	n = len(s.IDs)
	for k := range v.N {
		if open(v.Tok(k).Tag) || v.Tok(k).Tag == "MD" {
			s.add("bag", v.Lemma[k])
		}
	}
	s.prefix(n, kind)
}

func (s *Sink) status(v *View, i int, judged string) {
	t := v.Tok(i)
	l := v.Lemma[i]
	s.add("lemma", l)
	s.add("tag", t.Tag)
	s.add2("lemma,tag", l, t.Tag)
	s.add("word", t.Lower)
	s.add("judged", judged)
	s.add2("judged,lemma", judged, l)
	s.add("nb", l)
	s.add("group", v.Group[i])
	s.operator(v, "own", i, i)
	for d := -3; d <= 3; d++ {
		if d != 0 {
			s.add2("near", offsets[d+4], v.lemma(i+d))
			s.add("around", v.lemma(i+d))
		}
	}
	s.own(v, "own", i)
	for _, k := range v.Kids(i) {
		if v.Ent[k] == "" && open(v.Tok(int(k)).Tag) {
			s.add("nb", v.Lemma[k])
			s.add2("kid", v.rel(int(k)), v.Lemma[k])
		}
	}
	path, from, ops := v.rel(i), i, ""
	for g, depth := v.Head[i], 1; g >= 0 && depth <= 5 && chain[v.Rel[from]] != ""; g, depth = v.Head[g], depth+1 {
		w := v.Lemma[g]
		up := offsets[4+min(depth, 4)]
		if depth <= 3 {
			s.add2("gov", path, w)
			s.add3("gov,lemma", path, w, l)
			s.own(v, "gov"+up, int(g))
			s.add2("gov.judged", judged, w)
		}
		s.add("nb", w)
		s.add("over", w)
		s.add("over.group", v.Group[g])
		s.own(v, "over", int(g))
		s.add2("gov.tag", up, v.Tok(int(g)).Tag)
		ops += s.operator(v, "op", from, int(g))
		from = int(g)
		path += ">" + v.rel(from)
	}
	s.add("ops", ops)
	s.add2("ops,judged", ops, judged)
	s.add2("root", v.rel(from), v.Tok(from).Tag)
}

// operator adds what the word g does to the event that token i, which it governs, names or tells; and returns it.
func (s *Sink) operator(v *View, template string, i, g int) string {
	if v.Words == nil {
		return ""
	}
	group := chain[v.Rel[i]]
	if i == g {
		group = "object"
	}
	if strings.HasPrefix(v.Tok(g).Tag, "NN") && (group == "verb" || group == "object") {
		group = "noun"
	}
	effect := ""
	for _, k := range v.Kids(g) {
		if v.Rel[k] == "prt" || v.Rel[k] == "prep" {
			if effect = v.Words.Effect(group, v.Tok(g).Lemma+" "+v.Tok(int(k)).Lower); effect != "" {
				break
			}
		}
	}
	if effect == "" {
		effect = v.Words.Effect(group, v.Tok(g).Lemma)
	}
	_, denied := v.Has(g, "neg")
	if denied {
		effect += " not"
	}
	s.add2(template, group, effect)
	s.add(template, effect)
	return group + ":" + effect + ";"
}

func (v *View) governor(i int) string {
	if g := v.Head[i]; g >= 0 {
		return v.Lemma[g]
	}
	return "<root>"
}

// own adds the small words that a verb or a noun governs: auxiliaries, negation, marks, determiners, adjectives.
func (s *Sink) own(v *View, template string, i int) {
	aux := ""
	for _, k := range v.Kids(i) {
		w := v.Tok(int(k)).Lower
		switch v.Rel[k] {
		case "aux", "auxpass", "neg", "mark", "det", "advmod", "prt", "amod":
			s.add3(template, v.Rel[k], w, "")
			if r := v.Rel[k]; r == "aux" || r == "auxpass" || r == "neg" {
				aux += " " + w
			}
		case "prep", "nsubj", "nsubjpass", "cc":
			s.add2(template+".kid", v.rel(int(k)), v.Lemma[k])
		}
	}
	s.add3(template+".group", v.Tok(i).Tag, aux, "")
	if strings.HasPrefix(v.Tok(i).Tag, "NN") {
		s.add(template+".number", v.Tok(i).Tag)
	}
}
