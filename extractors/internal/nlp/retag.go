package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
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

// capital reports whether a token begins with a capital letter of any alphabet.
func capital(t *Token) bool {
	if t.Text[0] < utf8.RuneSelf {
		return isUpperASCII(t.Text[0])
	}
	r, _ := utf8.DecodeRuneInString(t.Text)
	return unicode.IsUpper(r)
}

// names: a word with a capital that English does not have in lower case is a name,
// whatever its ending looks like ("Sanders leads", "bans Huawei").
func (g *grammar) names(s []Token, f form) {
	for i := range s {
		t := &s[i]
		if len(t.Text) >= 3 && t.Tag != "NNP" && (capital(t) || Numbered(t.Text)) && g.mayBeName(s, i, f) {
			t.Tag = "NNP"
		}
	}
}

// mayBeName tells whether the word at token i, which has a capital, is a name in spite of its tag.
func (g *grammar) mayBeName(s []Token, i int, f form) bool {
	t := &s[i]
	hyphen := strings.IndexByte(t.Text, '-')
	switch t.Tag {
	case "NN", "NNS": // but "Co-operation"
		return (hyphen <= 0 || capitalBehind(t.Text, hyphen)) && !g.commonAs(t)
	case "VB", "VBP", "VBZ", "FW":
		return hyphen <= 0 && !((f.loose || opensText(s, i)) && g.commonAs(t)) // capitals say nothing in such a headline
	case "VBD", "VBN", "VBG":
		return hyphen <= 0 && !opensText(s, i) && !(f.loose && g.commonAs(t))
	case "JJ": // but "Spanish"
		return hyphen <= 0 && !g.commonAs(t) && !g.isDemonym(s, i)
	case "CD": // but "Million"
		return hyphen <= 0 && !g.commonAs(t) && !g.known(t.Lower) && !numeral(t.Lower)
	case "RB", "RP", "IN", "UH", "RBR", "DT", "MD": // "Norway signed", "awarded Ubiqo a contract"
		return hyphen <= 0 && !f.loose && !strings.HasSuffix(t.Lower, "ly") && !strings.HasSuffix(t.Lower, "wards") && !g.commonAs(t)
	}
	return false
}

// commonAs tells whether a word, or its base form by its tag, is known in lower case.
func (g *grammar) commonAs(t *Token) bool {
	return g.common(t.Lower) || g.common(g.lemmas.lemma(t.Lower, t.Tag))
}

// capitalBehind tells whether a capital stands behind a word's hyphen, or at its end.
func capitalBehind(text string, hyphen int) bool {
	return isUpperASCII(text[len(text)-1]) || hyphen+1 < len(text) && isUpperASCII(text[hyphen+1])
}

// opensText tells whether token i begins a sentence or what a mark leads.
func opensText(s []Token, i int) bool { return i == 0 || s[i-1].Tag == "``" || s[i-1].Tag == ":" }

// isDemonym tells whether an adjective at token i has the ending of a people's, and no unknown name is the subject of a verb behind it.
func (g *grammar) isDemonym(s []Token, i int) bool {
	before := i+1 < len(s) && (isFinite(s[i+1].Tag) || s[i+1].Tag == "CC")
	return demonym(s[i].Lower) && (!before || g.known(s[i].Lower))
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
