package nlp

import "strings"

// infinitives: after a modal verb, "do" or "to", and in a list of infinitives, a word that
// can be a verb is one ("will also award", "to ban, restrict or tax").
func (g *grammar) infinitives(s []Token, _ form) {
	for i := 1; i < len(s); i++ {
		t := &s[i]
		if capital(t) || !mayHideVerb(t.Tag) {
			continue
		}
		k := i - 1
		for k > 0 && k > i-window && isAdverb(&s[k]) {
			k--
		}
		switch p := &s[k]; {
		case (p.Lower == "did" || p.Lower == "does") && k < i-1 && t.Tag != "JJ" && t.Tag != "VBD" && g.verbal(t.Lower): // "did not come"
			t.Tag = "VB"
		case p.Tag == "MD" && !capital(p) && t.Tag != "JJ" && g.verbal(t.Lower):
			t.Tag = "VB"
		case p.Tag == "TO" && k == i-1 && t.Tag != "JJ" && t.Tag != "VBN" && g.verbal(t.Lower):
			if g.afterTo(s, i) {
				t.Tag = "VB"
			}
		case t.Tag == "NN" && g.listed(s, i) && g.verbal(t.Lower):
			t.Tag = "VB"
		}
	}
}

// mayHideVerb reports whether words of a tag are infinitives where one is expected.
func mayHideVerb(tag string) bool {
	switch tag {
	case "NN", "VBP", "VBD", "VBN", "JJ":
		return true
	}
	return false
}

// listed reports whether word i goes on with a list of infinitives: "to ban, restrict or tax".
func (g *grammar) listed(s []Token, i int) bool {
	return isListMark(s[i-1].Tag) && i > 1 && s[i-2].Tag == "VB" && i+1 < len(s) && (isListMark(s[i+1].Tag) || g.object(s, i+1))
}

func isListMark(tag string) bool { return tag == "," || tag == "CC" }

// afterTo reports whether word i, which can be a verb and stands behind "to", is one.
func (g *grammar) afterTo(s []Token, i int) bool {
	tag := s[i].Tag
	if i < 2 {
		if tag == "NN" && !g.object(s, i+1) {
			return false
		}
	} else if p := &s[i-2]; isVerb(p.Tag) && g.control[g.lemmas.verb(p.Lower, p.Tag)+"s"] && i+1 < len(s) && s[i+1].Tag != "." {
		return true // "agreed to share satellite data"
	} else if g.noCause[p.Lower] || isNoun(p.Tag) && !g.object(s, i+1) {
		return false
	}
	return tag != "NN" || g.object(s, i+1) || i+1 == len(s) || s[i+1].Tag == "." || s[i+1].Tag == "," || s[i+1].Tag == "IN"
}

// object reports whether a noun phrase that is no compound begins at i.
func (g *grammar) object(s []Token, i int) bool {
	if i >= len(s) {
		return false
	}
	switch s[i].Tag {
	case "DT", "PRP", "PRP$", "PDT", "$":
		return true
	case "NNP", "CD":
		return true
	}
	return false
}

// notVerbs: a form in -s is no infinitive and no plural verb, but a verb of the third
// person or a plural.
func (g *grammar) notVerbs(s []Token, _ form) {
	for i := range s {
		t := &s[i]
		if g.mistaken(s, i) || g.presentInS(t) {
			continue
		}
		if t.Tag == "NN" && len(t.Lower) > 4 && endsInOneS(t.Lower) && isLowerASCII(t.Text[0]) && g.verbalS(t.Lower) {
			t.Tag = "NNS" // "no curbs"
			continue
		}
		if t.Tag == "VBZ" && i+1 < len(s) && s[i+1].Tag == "MD" && isFullVerb(t.Lower) {
			t.Tag = "NNS" // no verb stands before a modal: "licensees must"
			continue
		}
		if t.Tag != "VBP" && t.Tag != "VB" || g.lemmas.forms(t.Lower) {
			continue
		}
		if n := len(t.Lower); n > 3 && endsInOneS(t.Lower) && t.Lower[n-2] != 'u' && !g.verbal(t.Lower) {
			if t.Tag = "NNS"; g.verbalS(t.Lower) {
				t.Tag = "VBZ"
			}
			continue
		}
		// A plural verb that has no forms of a verb is a noun ("sets deadline").
		if t.Tag == "VBP" && i > 0 && s[i-1].Tag == "NNS" && !g.verbal(t.Lower) && isASCIILetter(t.Lower[0]) {
			t.Tag = "NN"
		}
	}
}

// presentInS makes the present of a past tense that ends as none does, and reports whether it was one: "court upholds ban".
func (g *grammar) presentInS(t *Token) bool {
	if t.Tag != "VBD" || len(t.Lower) <= 5 || !endsInOneS(t.Lower) || !g.verbalS(t.Lower) {
		return false
	}
	t.Tag = "VBZ"
	return true
}

// endsInOneS reports whether a word of two letters or more ends in one "s".
func endsInOneS(w string) bool { return w[len(w)-1] == 's' && w[len(w)-2] != 's' }

// isFullVerb reports whether a form in -s is of no verb that goes with others.
func isFullVerb(w string) bool {
	return strings.HasSuffix(w, "s") && !isAuxiliary(w) && w != "is" && w != "has" && w != "does"
}

// mistaken mends two tags that the tagger gives to what is written otherwise, and reports whether it did.
func (g *grammar) mistaken(s []Token, i int) bool {
	t := &s[i]
	if t.Tag == "IN" && i > 0 && isNoun(s[i-1].Tag) && i+1 < len(s) && s[i+1].Tag == "IN" && g.lemmas.participles[t.Lower] {
		t.Tag = "VBN" // "pipes bound for Chad"
		return true
	}
	if t.Tag == "NNPS" && isLowerASCII(t.Text[0]) { // no name is written small: "Chad enters"
		if t.Tag = "NNS"; g.verbalS(t.Lower) && i > 0 && strings.HasPrefix(s[i-1].Tag, "NNP") {
			t.Tag = "VBZ"
		}
		return true
	}
	return false
}

// plurals: a form in -s is a plural behind a name that is an infinitive's object ("must remove Huawei antennas"), unless the
// verb takes a clause, and behind the noun of a second prepositional phrase ("and from radio sites"). So is a word there that may be a
// verb's base form a noun ("must strip Huawei gear").
func (g *grammar) plurals(s []Token, _ form) {
	for i := 3; i < len(s); i++ {
		if k := nameBefore(s, i); s[i].Tag == "VBP" && k < i-1 && k > 0 && s[k].Tag == "VB" && s[k-1].Tag == "MD" && !capital(&s[i]) && !g.clausal[s[k].Lower] {
			s[i].Tag = "NN"
			continue
		}
		if s[i].Tag != "VBZ" || !strings.HasSuffix(s[i].Lower, "s") || isAuxiliary(s[i].Lower) || s[i].Lower == "is" || s[i].Lower == "has" || s[i].Lower == "does" || capital(&s[i]) {
			continue
		}
		k := nameBefore(s, i)
		switch {
		case k < i-1 && s[k].Tag == "VB" && (s[k-1].Tag == "TO" || s[k-1].Tag == "MD") && !g.clausal[s[k].Lower]:
			s[i].Tag = "NNS"
		case s[i-1].Tag == "NN" && s[i-2].Tag == "IN" && s[i-3].Tag == "CC" && hasFinite(s[max(0, i-window):i-3]):
			s[i].Tag = "NNS"
		}
	}
}

// nameBefore returns the token before the words of a name, three at most, that stand right before i; i-1 if none do.
func nameBefore(s []Token, i int) int {
	k := i - 1
	for k > 1 && k > i-4 && s[k].Tag == "NNP" {
		k--
	}
	return k
}

// participles: after a form of "have" or "be", with nothing but adverbs between, a
// past tense is a participle.
func (g *grammar) participles(s []Token, _ form) {
	for i := 1; i < len(s); i++ {
		if s[i].Tag != "VBD" && !g.hidden(s, i) {
			continue
		}
		k := i - 1
		for k > 0 && k > i-window && (isAdverb(&s[k]) || s[k].Lower == "n't") {
			k--
		}
		switch s[k].Lower {
		case "be", "been", "being", "is", "are", "was", "were", "am", "'re", "'m":
			if s[i].Tag == "JJ" {
				break // "is limited"
			}
			fallthrough
		case "have", "has", "had", "having", "'ve":
			if isVerb(s[k].Tag) && !isAuxiliary(s[i].Lower) {
				s[i].Tag = "VBN"
			}
		}
	}
}

// hidden reports an adjective that is a participle in truth, since what follows can be no noun of its own: "had forbidden Acme", "has banned the firm",
// "has so far resisted calls".
func (g *grammar) hidden(s []Token, i int) bool {
	t := &s[i]
	if t.Tag != "JJ" || capital(t) || i+1 >= len(s) {
		return false
	}
	switch next := s[i+1].Tag; next {
	case "DT", "PRP", "PRP$", "NNP", "NNPS":
	case "NN", "NNS", "JJ":
		if s[i-1].Lower != "far" {
			return false
		}
	default:
		return false
	}
	base := g.lemmas.lemma(t.Lower, "VBN")
	return g.participle(t.Lower, base) && g.verbal(base)
}

func isAuxiliary(w string) bool {
	return w == "was" || w == "were" || w == "had" || w == "did" || w == "'d"
}

// verbalS reports whether a word is the -s form of a verb.
func (g *grammar) verbalS(w string) bool {
	base := g.lemmas.lemma(w, "VBZ")
	return base != w && g.verbal(base)
}

// reduced: a past tense right after its noun, where the clause has its finite verb
// before or after, is a participle ("the accord signed in May bans kit made by ...").
func (g *grammar) reduced(s []Token, _ form) {
	for i := 1; i+1 < len(s); i++ {
		t := &s[i]
		if t.Tag != "VBD" || isAuxiliary(t.Lower) || s[i-1].Tag != "NN" && s[i-1].Tag != "NNS" {
			// After a name it is more often the verb of a clause ("the role Congress played in").
			continue
		}
		if base := g.lemmas.verb(t.Lower, "VBD"); !g.participle(t.Lower, base) {
			continue
		}
		if s[i+1].Lower == "by" && g.finiteBefore(s, i) || s[i+1].Tag == "IN" && s[i+1].Lower != "that" && g.finiteAfter(s, i) && !g.clausal[t.Lower] {
			t.Tag = "VBN"
		} else if s[i+1].Tag == "JJ" || s[i+1].Tag == "IN" && s[i+1].Lower != "that" {
			if k := g.verbBefore(s, i); k >= 0 && !g.clausal[s[k].Lower] {
				t.Tag = "VBN"
			}
		}
	}
}

// participle reports whether a past form may be a participle too.
func (g *grammar) participle(form, base string) bool {
	return strings.HasSuffix(form, "ed") || base != form && g.lemmas.participles[form]
}

// verbBefore returns the finite verb whose object ends right before i, or -1.
func (g *grammar) verbBefore(s []Token, i int) int {
	for k := i - 1; k >= max(0, i-window); k-- {
		switch tag := s[k].Tag; {
		case isFinite(tag) && tag != "MD":
			return k
		case isNoun(tag), tag == "DT", tag == "JJ", tag == "CD", tag == "PRP$", tag == "POS", tag == "VBG" && k < i-1:
		default:
			return -1
		}
	}
	return -1
}

func (g *grammar) finiteBefore(s []Token, i int) bool {
	for k := i - 1; k >= max(0, i-window); k-- {
		switch s[k].Tag {
		case "VBZ", "VBP", "VBD", "MD":
			return !g.clausal[s[k].Lower]
		case ":", "``", "''", "WDT", "WP", "CC":
			return false
		}
	}
	return g.finiteAfter(s, i)
}

// finiteAfter reports whether a finite verb follows in the same clause.
func (g *grammar) finiteAfter(s []Token, i int) bool {
	for k := i + 1; k < min(len(s), i+10); k++ {
		switch s[k].Tag {
		case "VBZ", "VBP", "VBD", "MD":
			return true
		case ",", ":", ".", "``", "''", "CC", "WDT", "WP", "WRB", "PRP":
			return false
		case "IN":
			if l := s[k].Lower; l == "that" || l == "because" || l == "while" || l == "if" || l == "after" || l == "as" || l == "before" {
				return false
			}
		}
	}
	return false
}

// that: after a noun and before a verb it is a relative pronoun, before a noun phrase
// a conjunction.
func (g *grammar) that(s []Token, _ form) {
	for i := 1; i+1 < len(s); i++ {
		t := &s[i]
		if t.Lower != "that" || t.Tag != "IN" && t.Tag != "WDT" {
			continue
		}
		k := i + 1
		for k+1 < len(s) && k < i+window && isAdverb(&s[k]) {
			k++
		}
		switch {
		case isFinite(s[k].Tag) && isNoun(s[i-1].Tag):
			t.Tag = "WDT"
		case t.Tag == "WDT" && (s[k].Tag == "DT" || s[k].Tag == "PRP" || s[k].Tag == "EX") && isVerb(s[i-1].Tag):
			t.Tag = "IN"
		}
	}
}
