package feature

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/reading"
)

// View is one sentence with its tree, as features see it. All indexes are tokens of the sentence, from 0.
type View struct {
	R     *reading.Reading
	Words *Words // may be nil
	Index int    // of the sentence
	First int    // the document's token at which the sentence begins
	N     int
	Head  []int32  // governor of each token, -1 for a root
	Rel   []string // relation to the governor
	Lemma []string // what stands for the word: its lemma, or its class in angle brackets for names and numbers
	Ent   []string // class of the name, pronoun or description that covers the token; "" if none
	Group []string // cluster of the word; "" if none
	Date  []bool   // whether a date covers the token
	kids  []int32  // children of all tokens, in order, those of token i in kids[from[i]:from[i+1]]
	from  []int32
	// what the sentence holds
	States, Bodies, People, Dates int
	Quoted, Question, Title       bool
}

// Tree is what a parser says of a sentence: governors from 0 (-1 for a root) and relations, one for each token.
type Tree struct {
	Head []int32
	Rel  []string
}

// NewView looks at sentence i of a reading with its tree. Governors out of range count as roots.
func NewView(r *reading.Reading, i int, tree Tree, words *Words) *View {
	v := &View{}
	v.Reset(r, i, words)
	v.Hang(tree)
	return v
}

// Reset makes a view one of another sentence, in the memory that it has. All tokens are roots.
func (v *View) Reset(r *reading.Reading, i int, words *Words) {
	s := r.Doc.Sentences[i]
	n := s.Last - s.First
	if cap(v.Head) < n {
		numbers, strings := make([]int32, 3*n+2), make([]string, 4*n)
		v.Head, v.kids, v.from = numbers[:n:n], numbers[n:n:2*n], numbers[2*n:2*n]
		v.Rel, v.Lemma, v.Ent, v.Group = strings[:n:n], strings[n:2*n:2*n], strings[2*n:3*n:3*n], strings[3*n:]
		v.Date = make([]bool, n)
	}
	*v = View{R: r, Words: words, Index: i, First: s.First, N: n, Head: v.Head[:n], Rel: v.Rel[:n], Lemma: v.Lemma[:n], Ent: v.Ent[:n], Group: v.Group[:n], Date: v.Date[:n], kids: v.kids[:0], from: v.from[:0]}
	clear(v.Ent)
	clear(v.Group)
	clear(v.Date)
	clear(v.Rel)
	for k := range v.Head {
		v.Head[k] = -1
	}
	v.children()
	v.words()
}

// Hang gives the tokens of a view that was reset their governors. Those out of range count as roots.
func (v *View) Hang(tree Tree) {
	for k := range min(v.N, len(tree.Head)) {
		if tree.Head[k] < int32(v.N) && tree.Head[k] != int32(k) {
			v.Head[k], v.Rel[k] = max(tree.Head[k], -1), tree.Rel[k]
		}
	}
	v.cut()
	v.children()
}

// cut makes a root of a token whose governors run in a circle.
func (v *View) cut() {
	for k := range v.N {
		steps, g := 0, v.Head[k]
		for g >= 0 && steps <= v.N {
			g = v.Head[g]
			steps++
		}
		if g >= 0 {
			v.Head[k] = -1
		}
	}
}

func (v *View) children() {
	v.from = v.from[:v.N+2]
	clear(v.from)
	for _, h := range v.Head {
		if h >= 0 {
			v.from[h+2]++
		}
	}
	for i := 1; i < len(v.from); i++ {
		v.from[i] += v.from[i-1]
	}
	v.kids = v.kids[:v.from[len(v.from)-1]]
	for k, h := range v.Head {
		if h >= 0 {
			v.kids[v.from[h+1]] = int32(k)
			v.from[h+1]++
		}
	}
}

// Kids returns the tokens that token i governs, in order.
func (v *View) Kids(i int) []int32 { return v.kids[v.from[i]:v.from[i+1]] }

// Tok returns a token of the sentence.
func (v *View) Tok(i int) *nlp.Token { return &v.R.Doc.Tokens[v.First+i] }

// classes are what stands for the names of a class, by the entity's type.
var classes = map[factwire.EntityType]string{
	factwire.Country: "<state>", factwire.Bloc: "<state>", factwire.Organization: "<body>", factwire.Company: "<firm>", factwire.Program: "<programme>",
	factwire.Person: "<person>", factwire.Place: "<place>", factwire.Product: "<product>", factwire.Group: "<group>",
}

// Class returns the class of a mention: that of its entity, "<public>" for a body or an office that acts for a
// state, and "<unknown>" where nobody is known behind it.
func Class(r *reading.Reading, m *names.Mention) string {
	if m == nil {
		return ""
	}
	if len(m.Entities) == 0 {
		return "<unknown>"
	}
	e := r.Names.Entities[m.Entities[0]]
	if e.State != "" && e.Type != factwire.Person {
		return "<public>"
	}
	return classes[e.Type]
}

// forms name the forms of a mention in features.
var forms = [...]string{names.Name: "name", names.Adjective: "adj", names.Nominal: "noun", names.Pronoun: "pron"}

// formed are the classes with each form behind them.
var formed = func() map[string][len(forms)]string {
	all := map[string][len(forms)]string{}
	add := func(class string) {
		var list [len(forms)]string
		for f, form := range forms {
			list[f] = class + form
		}
		all[class] = list
	}
	add("")
	add("<unknown>")
	add("<public>")
	for _, class := range classes {
		add(class)
	}
	return all
}()

// FormOf names the form of a mention; "np" for a noun group without one.
func FormOf(m *names.Mention) string {
	if m == nil {
		return "np"
	}
	return forms[m.Form]
}

func (v *View) words() {
	var last *names.Mention // mentions do not overlap, so that one is left behind for good
	for k := range v.N {
		t := v.Tok(k)
		v.Lemma[k] = t.Lemma
		if v.Words != nil {
			v.Group[k] = v.Words.Group(t.Cluster)
		}
		m := v.R.Names.At(v.First + k)
		switch {
		case m != nil:
			c := Class(v.R, m)
			if k == 0 || m != last {
				v.Ent[k] = formed[c][m.Form]
			} else {
				v.Ent[k] = v.Ent[k-1]
			}
			if m.Form == names.Name || m.Form == names.Adjective {
				v.Lemma[k] = c
			}
			if m != last {
				last = m
				v.count(c)
			}
		case t.Tag == "CD":
			v.Lemma[k] = "<number>"
		}
		switch t.Text {
		case "“", "”", "\"":
			v.Quoted = true
		case "?":
			v.Question = v.Question || k >= v.N-2
		}
	}
	s := v.R.Doc.Sentences[v.Index]
	for i := range v.R.Dates {
		d := &v.R.Dates[i]
		if d.Start >= s.End {
			break
		}
		if d.Start < s.Start {
			continue
		}
		v.Dates++
		for t := max(d.Lead, s.First); t < min(d.Last, s.Last); t++ {
			v.Date[t-s.First] = true
			if t >= d.First && v.Ent[t-s.First] == "" {
				v.Lemma[t-s.First] = "<date>"
			}
		}
	}
	v.Title = v.Index == 0
}

func (v *View) count(class string) {
	switch class {
	case "<state>", "<public>":
		v.States++
	case "<body>", "<firm>", "<programme>":
		v.Bodies++
	case "<person>":
		v.People++
	}
}

// few words a count.
func few(n int) string {
	switch {
	case n == 0:
		return "0"
	case n == 1:
		return "1"
	case n == 2:
		return "2"
	}
	return "3+"
}

// open reports a tag of words with content.
func open(tag string) bool {
	return strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "VB") || strings.HasPrefix(tag, "JJ") || strings.HasPrefix(tag, "RB")
}

// lemma returns the lemma at i, or a mark beyond the sentence's ends.
func (v *View) lemma(i int) string {
	if i < 0 || i >= v.N {
		return "<end>"
	}
	return v.Lemma[i]
}

func (v *View) group(i int) string {
	if i < 0 || i >= v.N {
		return ""
	}
	return v.Group[i]
}

func (v *View) tag(i int) string {
	if i < 0 || i >= v.N {
		return "<end>"
	}
	return v.Tok(i).Tag
}

// rel returns the relation of a token, with the word of a preposition: "prep:with".
func (v *View) rel(i int) string {
	switch v.Rel[i] {
	case "prep", "agent", "mark", "prt":
		return v.Rel[i] + ":" + v.Tok(i).Lower
	case "":
		return "ROOT"
	}
	return v.Rel[i]
}

// Has reports whether a token governs one in the relation, and returns the first.
func (v *View) Has(i int, rel string) (int, bool) {
	for _, k := range v.Kids(i) {
		if v.Rel[k] == rel {
			return int(k), true
		}
	}
	return 0, false
}

// Passive reports whether a token is a passive participle with its auxiliary or its subject.
func (v *View) Passive(i int) bool {
	_, a := v.Has(i, "auxpass")
	_, b := v.Has(i, "nsubjpass")
	return a || b
}

// Hangs reports whether a token hangs on the event at token i: on the word itself or on a verb over it, with no other
// verb's clause between.
func (v *View) Hangs(t, i int) bool {
	for g := v.Head[t]; g >= 0; g = v.Head[g] {
		for c, n := int32(i), 0; c >= 0 && n < 3; c, n = v.Head[c], n+1 {
			if c == g {
				return true
			}
		}
		if strings.HasPrefix(v.Tok(int(g)).Tag, "VB") {
			return false
		}
	}
	return false
}

// Linked reports whether one of two words tells what the other names: "signed" and "agreement" of "signed an agreement".
func (v *View) Linked(a, b int) bool {
	under := func(t, over int) bool {
		for steps := 0; steps < 2 && t >= 0; steps++ {
			switch v.Rel[t] {
			case "dobj", "nsubjpass", "pobj", "prep", "attr", "appos", "acl", "compound", "aux", "xcomp", "ccomp", "pcomp":
			default:
				return false
			}
			if t = int(v.Head[t]); t == over {
				return true
			}
		}
		return false
	}
	return under(a, b) || under(b, a)
}
