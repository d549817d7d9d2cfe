package nlp

import (
	"slices"
	"strings"
)

// headline: "minister backs ban": a noun in -s that can be a verb, before what the
// perceptron took for a plural verb for want of another.
func (g *grammar) headline(s []Token, f form) {
	for i := 1; i+1 < len(s); i++ {
		t := &s[i]
		if t.Tag != "NNS" || capital(t) && !f.loose || f.plain && s[i+1].Tag != "TO" || !g.verbalS(t.Lower) {
			continue
		}
		k := i + 1
		for k+1 < len(s) && k < i+3 && s[k].Tag == "JJ" {
			k++
		}
		prev, next := &s[i-1], &s[k]
		switch {
		case !f.plain && next.Tag == "VBP" && (prev.Tag == "NNP" || prev.Tag == "NN") && !g.lemmas.forms(next.Lower) && !g.object(s, k+1):
			t.Tag, next.Tag = "VBZ", "NN"
		case g.control[t.Lower] && i+2 < len(s) && s[i+1].Tag == "TO" && s[i+2].Tag == "VB" && prev.Tag == "NNP":
			t.Tag = "VBZ"
		}
	}
}

// finite: a clause of news has a finite verb. Where none was found, the first noun in
// -s that can be one, after a noun and before an object, is it ("Telia signs deal with
// Nokia"), or else a participle after its subject. A headline is looked at clause by
// clause.
func (g *grammar) finite(s []Token, f form) {
	g.beside(s, f)
	if f.plain {
		g.opening(s)
		if len(s) > 3 && !hasFinite(s) && !g.finiteS(s, f.loose) {
			if !g.finitePast(s) && !g.irregularPast(s) {
				g.willing(s)
			}
		}
		return
	}
	for from, i := 0, 0; i <= len(s); i++ {
		beside := i+1 < len(s) && s[i].Tag == "," && s[i+1].Tag == "VBZ" // "signs pact, leaves"
		if i < len(s) && !beside && s[i].Tag != ":" && (s[i].Tag != "IN" || !clauseHead(s[i].Lower)) && s[i].Lower != "but" {
			continue
		}
		if part := s[from:i]; len(part) > 2 && !hasFinite(part) && !g.finiteS(part, f.loose) {
			g.finitePlural(part)
		}
		from = i + 1
	}
}

// beside: a verb may have a second one beside it ("backs ban, rules out delay", "is no
// party and reserves its rights").
func (g *grammar) beside(s []Token, f form) {
	verb := false
	for i := 1; i+1 < len(s); i++ {
		verb = verb || isFinite(s[i-1].Tag)
		if !verb || s[i].Tag != "NNS" || s[i-1].Tag != "CC" && (f.plain || s[i-1].Tag != ",") || !g.verbalS(s[i].Lower) {
			continue
		}
		switch next := s[i+1].Tag; {
		case next == "DT", next == "PRP$", next == "RP" && !f.plain, next == "TO" && g.control[s[i].Lower]:
			s[i].Tag = "VBZ"
		}
	}
}

func clauseHead(w string) bool {
	return w == "as" || w == "while" || w == "after" || w == "before" || w == "because" || w == "if"
}

// finiteS makes the first noun in -s that can be a verb one, and reports whether there
// was any. loose says that capitals tell no names.
func (g *grammar) finiteS(s []Token, loose bool) bool {
	for i := 1; i+1 < len(s); i++ {
		t := &s[i]
		if t.Lower[len(t.Lower)-1] != 's' || t.Tag != "NNS" && (!loose || t.Tag != "NNP" && t.Tag != "NNPS") ||
			capital(t) && !loose || !g.verbalS(t.Lower) {
			continue
		}
		prev := s[i-1].Tag
		if !isNoun(prev) && prev != ")" && prev != "RB" && prev != "PRP" {
			continue
		}
		switch next := s[i+1].Tag; next {
		case "DT", "PRP", "PRP$", "NNP", "NNPS", "JJ", "NN", "NNS", "CD", "$", "VBN", "VBG", "RP", "``":
			t.Tag = "VBZ"
			return true
		case "TO":
			if g.control[t.Lower] {
				t.Tag = "VBZ"
				return true
			}
		}
	}
	return false
}

// finitePlural: "EU, Japan sign trade pact".
func (g *grammar) finitePlural(s []Token) {
	for i := 3; i+1 < len(s); i++ {
		if s[i].Tag == "NN" && s[i-1].Tag == "NNP" && (s[i-2].Tag == "," || s[i-2].Tag == "CC") && isNoun(s[i-3].Tag) &&
			g.verbal(s[i].Lower) && (isNoun(s[i+1].Tag) || s[i+1].Tag == "JJ" || g.object(s, i+1)) {
			s[i].Tag = "VBP"
			return
		}
	}
}

// opening makes a participle between the names with which a sentence opens and an object a past tense, whatever verb follows further on: "Norway
// banned Acme in 2021, but lifted the ban".
func (g *grammar) opening(s []Token) {
	i := 0
	for i < len(s) && (s[i].Tag == "NNP" || s[i].Tag == "NNPS" || s[i].Tag == "CC" || s[i].Tag == "," || s[i].Tag == "DT" || s[i].Tag == "IN" && i > 1 && (s[i-1].Tag == "," || s[i-1].Tag == "IN")) {
		i++
	}
	if i == 0 || i+1 >= len(s) || s[i].Tag != "VBN" && !(s[i].Tag == "JJ" && !hasFinite(s) && g.verbal(g.lemmas.verb(s[i].Lower, "VBD"))) || !strings.HasPrefix(s[i-1].Tag, "NNP") && s[i-1].Tag != "," || !strings.HasSuffix(s[i].Lower, "ed") {
		return
	}
	if g.object(s, i+1) || s[i+1].Tag == "NNS" {
		s[i].Tag = "VBD"
	}
}

// irregularPast makes the first word that only a verb's irregular past is spelt like a past tense where a sentence has no other verb
// ("Sweden withdrew from the pact", "Acme undertook to close"), and reports whether there was one.
func (g *grammar) irregularPast(s []Token) bool {
	for i := 1; i+1 < len(s); i++ {
		t := &s[i]
		if t.Tag != "NN" && t.Tag != "JJ" && t.Tag != "VBN" || capital(t) || !isNoun(s[i-1].Tag) && !(i == 1 && s[0].Tag == "JJ" && capital(&s[0])) {
			continue
		}
		base, ok := g.lemmas.irregular(t.Lower, "VBD")
		if ok && (base != t.Lower && !g.lemmas.participles[t.Lower] || base == t.Lower && t.Tag == "NN" && s[i-1].Tag == "NNP" && g.object(s, i+1)) {
			t.Tag = "VBD"
			if s[i-1].Tag == "JJ" {
				s[i-1].Tag = "NNP" // "Meridian undertook": a name that passed for an adjective
			}
			return true
		}
	}
	return false
}

// willing makes a noun between the last of two names and an infinitive a verb where a sentence has no other: "Acme and Globex plan to sign".
func (g *grammar) willing(s []Token) {
	for i := 3; i+2 < len(s); i++ {
		if s[i].Tag == "NN" && s[i+1].Tag == "TO" && s[i+2].Tag == "VB" && s[i-1].Tag == "NNP" && g.control[s[i].Lower+"s"] &&
			slices.ContainsFunc(s[:i], func(t Token) bool { return t.Lower == "and" }) {
			s[i].Tag = "VBP"
			return
		}
	}
}

// finitePast makes a participle after its subject and before an object a past tense, and reports whether there was one.
func (g *grammar) finitePast(s []Token) bool {
	for i := 1; i+1 < len(s); i++ {
		if s[i].Tag != "VBN" || s[i+1].Lower == "by" {
			continue
		}
		if prev := s[i-1].Tag; !isNoun(prev) && prev != "PRP" && prev != ")" && prev != "RB" {
			continue
		}
		if g.object(s, i+1) || s[i+1].Lower == "that" || s[i+1].Tag == "TO" || s[i+1].Tag == "VBG" { // "Norway prohibited exporting chips"
			s[i].Tag = "VBD"
			return true
		}
	}
	return false
}

// passive: headlines tell the past in the present tense, so that a past tense without
// an object is a passive without its auxiliary ("firm banned from tender", "officials
// told to leave"). Verbs that take an infinitive of their own are not.
func (g *grammar) passive(s []Token, f form) {
	if f.plain {
		return
	}
	verbs := 0
	for i := range s {
		if isFinite(s[i].Tag) {
			verbs++
		}
	}
	if verbs != 1 {
		return
	}
	for i := 1; i < len(s); i++ {
		t := &s[i]
		if t.Tag != "VBD" || isAuxiliary(t.Lower) || g.clausal[t.Lower] && (i+1 == len(s) || s[i+1].Tag != "TO") {
			continue
		}
		base := g.lemmas.verb(t.Lower, "VBD")
		if !g.participle(t.Lower, base) || g.control[base+"s"] {
			continue
		}
		if i+1 < len(s) {
			switch s[i+1].Lower {
			case "from", "by", "over", "until", "under", "to":
			default:
				continue
			}
		}
		t.Tag = "VBN"
	}
}
