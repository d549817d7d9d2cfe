package nlp

import (
	"strings"
)

// grammar corrects the perceptron's tags where news text differs from what it was
// trained on, headlines above all, and where a verb's form follows from the words
// around it. Each rule is about a class of words in a context; none names a topic.
type grammar struct {
	rules   []rule
	verbal  func(base string) bool  // whether a word can be a verb's base form
	known   func(word string) bool  // whether the tagger has seen a word, in any case
	common  func(lower string) bool // whether a word is known in lower case
	clausal map[string]bool         // verbs that take a clause, by any of their forms
	control map[string]bool         // -s forms of verbs that take "to" and an infinitive
	noCause map[string]bool         // words after which "to" is a preposition
	lemmas  *lemmatizer
}

// form is what a sentence looks like as a whole.
type form struct {
	plain bool // it ends in a full stop
	loose bool // most words have a capital, so that capitals do not tell names
}

// rule changes the tags of a sentence. It takes time linear in its length.
type rule struct {
	name  string
	apply func(g *grammar, s []Token, f form)
}

// window bounds how far a rule looks back from a word, in tokens.
const window = 40

// rules returns the rules in their order; later ones see what earlier ones did.
func rules() []rule {
	return []rule{
		{"names", (*grammar).names},
		{"infinitives", (*grammar).infinitives},
		{"no verb in -s", (*grammar).notVerbs},
		{"plurals in -s", (*grammar).plurals},
		{"participles after have and be", (*grammar).participles},
		{"headline verbs", (*grammar).headline},
		{"finite verb", (*grammar).finite},
		{"reduced relatives", (*grammar).reduced},
		{"headline passives", (*grammar).passive},
		{"that", (*grammar).that},
	}
}

func (g *grammar) retag(s []Token) {
	f := form{plain: ends(s), loose: caseless(s)}
	for _, r := range g.rules {
		r.apply(g, s, f)
	}
}

// ends reports whether a sentence ends in a full stop or another ending mark, before
// closing quotation marks and brackets.
func ends(s []Token) bool {
	for i := len(s) - 1; i >= 0; i-- {
		switch s[i].Tag {
		case "''", ")", "``":
			continue
		case ".":
			return true
		}
		return strings.HasSuffix(s[i].Text, ".")
	}
	return false
}

func isFinite(tag string) bool { return tag == "VBZ" || tag == "VBD" || tag == "VBP" || tag == "MD" }
func isNoun(tag string) bool   { return strings.HasPrefix(tag, "NN") }
func isVerb(tag string) bool   { return strings.HasPrefix(tag, "VB") }
func isAdverb(t *Token) bool   { return t.Tag == "RB" || t.Tag == "RBR" || t.Tag == "RBS" }

func hasFinite(s []Token) bool {
	for i := range s {
		if isFinite(s[i].Tag) {
			return true
		}
	}
	return false
}

func capital(t *Token) bool { return isUpperASCII(t.Text[0]) }

// names: a word with a capital that English does not have in lower case is a name,
// whatever its ending looks like ("Sanders leads", "bans Huawei").
func (g *grammar) names(s []Token, f form) {
	for i := range s {
		t := &s[i]
		if len(t.Text) < 3 || !capital(t) && !Numbered(t.Text) {
			continue
		}
		first := i == 0 || s[i-1].Tag == "``" || s[i-1].Tag == ":"
		common := g.common(t.Lower) || g.common(g.lemmas.lemma(t.Lower, t.Tag))
		switch t.Tag {
		case "NN", "NNS":
			if at := strings.IndexByte(t.Text, '-'); common || at > 0 && !isUpperASCII(t.Text[len(t.Text)-1]) && (at+1 == len(t.Text) || !isUpperASCII(t.Text[at+1])) {
				continue // "Co-operation"
			}
		case "VB", "VBP", "VBZ", "FW":
			if strings.IndexByte(t.Text, '-') > 0 || common && (first || f.loose) { // capitals say nothing in such a headline
				continue
			}
		case "VBD", "VBN", "VBG":
			if strings.IndexByte(t.Text, '-') > 0 || first || common && f.loose {
				continue
			}
		case "JJ", "CD": // but "Spanish", "Million"
			if common || strings.IndexByte(t.Text, '-') > 0 || t.Tag == "JJ" && demonym(t.Lower) && !(i+1 < len(s) && (isFinite(s[i+1].Tag) || s[i+1].Tag == "CC") && !g.known(t.Lower)) || t.Tag == "CD" && (g.known(t.Lower) || numeral(t.Lower)) {
				continue
			}
		case "RB", "RP", "IN", "UH", "RBR": // "Norway signed", "awarded Ubiqo a contract"
			if common || strings.IndexByte(t.Text, '-') > 0 || strings.HasSuffix(t.Lower, "ly") || strings.HasSuffix(t.Lower, "wards") || f.loose {
				continue
			}
		default:
			continue
		}
		t.Tag = "NNP"
	}
}

// Numbered reports whether a word is a name that begins with a number ("3Grid"), and no measure ("100Mbps").
func Numbered(w string) bool {
	i := 0
	for i < len(w) && w[i] >= '0' && w[i] <= '9' {
		i++
	}
	if i == 0 || len(w)-i < 4 || !isUpperASCII(w[i]) {
		return false
	}
	for k := i + 1; k < len(w); k++ {
		if w[k] < 'a' || w[k] > 'z' {
			return false
		}
	}
	return strings.ContainsAny(w[i:], "aeiouAEIOU")
}

// numeral reports whether a word ends like a number.
func numeral(w string) bool {
	for _, end := range [...]string{"ty", "teen", "dred", "sand", "lion", "dozen"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// demonym reports whether a word ends like the adjective of a country or a place.
func demonym(w string) bool {
	for _, end := range [...]string{"an", "ese", "ish", "ic", "ch", "i", "ss", "ist", "eek", "ab", "iet", "ak", "ino", "ox"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// caseless reports whether most long words of a sentence have a capital, so that
// capitals do not tell names.
func caseless(s []Token) bool {
	upper, long := 0, 0
	for i := 1; i < len(s); i++ {
		if len(s[i].Text) >= 4 && isWordToken(&s[i]) {
			long++
			if !isLowerASCII(s[i].Text[0]) {
				upper++
			}
		}
	}
	return long >= 2 && upper*4 >= long*3
}

// infinitives: after a modal verb, "do" or "to", and in a list of infinitives, a word that
// can be a verb is one ("will also award", "to ban, restrict or tax").
func (g *grammar) infinitives(s []Token, _ form) {
	for i := 1; i < len(s); i++ {
		t := &s[i]
		if capital(t) || t.Tag != "NN" && t.Tag != "VBP" && t.Tag != "VBD" && t.Tag != "VBN" && t.Tag != "JJ" {
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
			if k > 0 && isVerb(s[k-1].Tag) && g.control[g.lemmas.verb(s[k-1].Lower, s[k-1].Tag)+"s"] && i+1 < len(s) && s[i+1].Tag != "." {
				t.Tag = "VB" // "agreed to share satellite data"
				continue
			}
			if k > 0 && (g.noCause[s[k-1].Lower] || isNoun(s[k-1].Tag) && !g.object(s, i+1)) || k == 0 && t.Tag == "NN" && !g.object(s, i+1) {
				continue
			}
			if t.Tag == "NN" && !g.object(s, i+1) && i+1 < len(s) && s[i+1].Tag != "." && s[i+1].Tag != "," && s[i+1].Tag != "IN" {
				continue
			}
			t.Tag = "VB"
		case t.Tag == "NN" && g.verbal(t.Lower) && (s[i-1].Tag == "," || s[i-1].Tag == "CC") && i > 1 && s[i-2].Tag == "VB" &&
			i+1 < len(s) && (s[i+1].Tag == "," || s[i+1].Tag == "CC" || g.object(s, i+1)):
			t.Tag = "VB"
		}
	}
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
		if t.Tag == "IN" && g.lemmas.participles[t.Lower] && i > 0 && isNoun(s[i-1].Tag) && i+1 < len(s) && s[i+1].Tag == "IN" {
			t.Tag = "VBN" // "pipes bound for Chad"
			continue
		}
		if t.Tag == "NNPS" && isLowerASCII(t.Text[0]) { // no name is written small: "Chad enters"
			if t.Tag = "NNS"; g.verbalS(t.Lower) && i > 0 && strings.HasPrefix(s[i-1].Tag, "NNP") {
				t.Tag = "VBZ"
			}
			continue
		}
		if n := len(t.Lower); t.Tag == "NN" && n > 4 && t.Lower[n-1] == 's' && t.Lower[n-2] != 's' && isLowerASCII(t.Text[0]) && g.verbalS(t.Lower) {
			t.Tag = "NNS" // "no curbs"
			continue
		}
		if t.Tag == "VBZ" && i+1 < len(s) && s[i+1].Tag == "MD" && strings.HasSuffix(t.Lower, "s") && !isAuxiliary(t.Lower) && t.Lower != "is" && t.Lower != "has" && t.Lower != "does" {
			t.Tag = "NNS" // no verb stands before a modal: "licensees must"
			continue
		}
		if t.Tag != "VBP" && t.Tag != "VB" || g.lemmas.forms(t.Lower) {
			continue
		}
		n := len(t.Lower)
		if n > 3 && t.Lower[n-1] == 's' && t.Lower[n-2] != 's' && t.Lower[n-2] != 'u' && !g.verbal(t.Lower) {
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
	if t.Tag != "JJ" || capital(t) || i+1 >= len(s) || !g.participle(t.Lower, g.lemmas.verb(t.Lower, "VBN")) || !g.verbal(g.lemmas.verb(t.Lower, "VBN")) {
		return false
	}
	switch next := s[i+1].Tag; next {
	case "DT", "PRP", "PRP$", "NNP", "NNPS":
		return true
	case "NN", "NNS", "JJ":
		return s[i-1].Lower == "far"
	}
	return false
}

func isAuxiliary(w string) bool {
	return w == "was" || w == "were" || w == "had" || w == "did" || w == "'d"
}

// verbalS reports whether a word is the -s form of a verb.
func (g *grammar) verbalS(w string) bool {
	base := g.lemmas.verb(w, "VBZ")
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
