package nlp

import (
	_ "embed"
	"strings"

	"github.com/factwire/factwire/extractors/internal/memo"
)

//go:embed irregular.txt
var irregularForms string

// lemmatizer finds base forms: a table of what is irregular, else the endings of
// English, where the tagger's vocabulary tells "make" from "mak".
type lemmatizer struct {
	verbs, nouns, words map[string]string // form to base
	participles         map[string]bool   // irregular past participles
	bases               map[string]bool   // of irregular verbs
	extra               map[string]bool   // more verbs' base forms
	known               func(word []byte) bool
	asBase              *memo.Words[bool] // what isBase found
	// lemmas of the tags whose lemmas take time
	nns, vbz, vbd, vbn, vbg *memo.Words[string]
}

func newLemmatizer(extra map[string]bool, known func(word []byte) bool) *lemmatizer {
	l := &lemmatizer{extra: extra, known: known, verbs: map[string]string{}, nouns: map[string]string{}, words: map[string]string{}, participles: map[string]bool{}, bases: map[string]bool{}}
	table, section := l.words, ""
	for line := range strings.Lines(irregularForms) {
		line, _, _ = strings.Cut(line, "#")
		forms := strings.Fields(line)
		if len(forms) == 0 {
			continue
		}
		switch forms[0] {
		case "verb:", "noun:", "word:":
			section = forms[0]
			table = map[string]map[string]string{"verb:": l.verbs, "noun:": l.nouns, "word:": l.words}[section]
			continue
		}
		if section == "verb:" {
			l.bases[forms[0]] = true
			for _, form := range forms[2:] {
				l.participles[form] = true
			}
		}
		for _, form := range forms[1:] {
			if _, ok := table[form]; !ok { // "saw", "lay": the first line has it
				table[form] = forms[0]
			}
		}
	}
	as := func(tag string) *memo.Words[string] {
		return memo.New(func(w string) string { return l.verb(w, tag) })
	}
	l.asBase, l.nns, l.vbz, l.vbd, l.vbn, l.vbg = memo.New(l.isBase), memo.New(l.noun), as("VBZ"), as("VBD"), as("VBN"), as("VBG")
	for _, both := range []string{"men", "women"} { // chairmen, spokeswomen: by their end
		l.nouns[both] = both[:len(both)-2] + "an"
	}
	return l
}

// lemma returns the base form of a word of a tag: the infinitive of a verb, the
// singular of a common noun, "not" for "n't", else the word. Names keep their form.
func (l *lemmatizer) lemma(lower, tag string) string {
	switch tag {
	case "NNS":
		return *l.nns.Of(lower)
	case "VBZ":
		return *l.vbz.Of(lower)
	case "VBD":
		return *l.vbd.Of(lower)
	case "VBN":
		return *l.vbn.Of(lower)
	case "VBG":
		return *l.vbg.Of(lower)
	case "VBP", "VB", "MD":
		return l.verb(lower, tag)
	}
	if base, ok := l.words[lower]; ok {
		return base
	}
	return lower
}

func (l *lemmatizer) noun(w string) string {
	if base, ok := l.nouns[w]; ok {
		return base
	}
	at := strings.LastIndexByte(w, '-')
	if at > 0 { // "co-leaders", "runners-up" stands in the table
		if base := l.noun(w[at+1:]); base != w[at+1:] {
			return w[:at+1] + base
		}
		return w
	}
	if strings.HasSuffix(w, "men") && len(w) > 5 {
		return w[:len(w)-2] + "an"
	}
	if child, ok := strings.CutSuffix(w, "children"); ok { // "grandchildren"
		return child + "child"
	}
	if len(w) < 4 && w != "'s" {
		if len(w) == 3 && w[2] == 's' && w[1] != 's' { // "EUs" are rare, "PMs" common
			return w[:2]
		}
		return w
	}
	return l.strip(w)
}

// strip takes the ending -s or -es off.
func (l *lemmatizer) strip(w string) string {
	n := len(w)
	if n < 3 || w[n-1] != 's' || w[n-2] == 's' || w[n-2] == '\'' {
		return w
	}
	if w[n-2] == 'u' || w[n-2] == 'i' && !l.knows(w[:n-1]) { // "virus", "basis"
		return w
	}
	if w[n-2] != 'e' {
		return w[:n-1]
	}
	stem := w[:n-2]
	switch {
	case strings.HasSuffix(stem, "i"):
		if n <= 4 || l.knows(w[:n-1]) && !l.knows(stem[:len(stem)-1]+"y") { // "dies", "movies"
			return w[:n-1]
		}
		return stem[:len(stem)-1] + "y"
	case strings.HasSuffix(stem, "ss"), strings.HasSuffix(stem, "sh"), strings.HasSuffix(stem, "x"),
		strings.HasSuffix(stem, "ch"), strings.HasSuffix(stem, "zz"), strings.HasSuffix(stem, "o"),
		strings.HasSuffix(stem, "us") && n > 6:
		if l.knows(w[:n-1]) && !l.knows(stem) { // "caches", "axes", "causes"
			return w[:n-1]
		}
		return stem
	}
	return w[:n-1]
}

// prefixes may stand before an irregular verb ("overtook", "resold", "misled").
var prefixes = [...]string{"over", "under", "fore", "inter", "with", "out", "mis", "re", "un", "up"}

func (l *lemmatizer) verb(w, tag string) string {
	if base, ok := l.irregular(w, tag); ok {
		return base
	}
	if at := strings.LastIndexByte(w, '-'); at > 0 && at < len(w)-1 { // "re-signed"
		return w[:at+1] + l.verb(w[at+1:], tag)
	}
	n := len(w)
	switch {
	case tag == "VBZ":
		return l.strip(w)
	case tag == "VB" || tag == "VBP" || tag == "MD":
		return w
	case tag == "VBG" && n > 4 && strings.HasSuffix(w, "ing"):
		return l.stem(w[:n-3])
	case n > 4 && strings.HasSuffix(w, "ied"):
		return w[:n-3] + "y"
	case n > 3 && strings.HasSuffix(w, "eed") && l.knows(w[:n-1]): // "agreed", "freed"
		return w[:n-1]
	case n > 3 && strings.HasSuffix(w, "ed"):
		return l.stem(w[:n-2])
	}
	return w
}

func (l *lemmatizer) irregular(w, tag string) (string, bool) {
	if tag == "VB" || tag == "VBP" && w != "are" && w != "am" && w[0] != '\'' { // "found", "saw", "fell" are bases too
		return "", false
	}
	if base, ok := l.verbs[w]; ok {
		if w == "'d" && tag == "VBD" {
			return "have", true
		}
		return base, true
	}
	if tag == "VBD" || tag == "VBN" {
		for _, p := range prefixes {
			if rest, ok := strings.CutPrefix(w, p); ok && len(rest) > 2 && rest != "lied" {
				if base, ok := l.verbs[rest]; ok {
					return p + base, true
				}
			}
		}
	}
	return "", false
}

// stem returns the base form of what stands before -ed or -ing.
func (l *lemmatizer) stem(s string) string {
	n := len(s)
	if n < 3 {
		if n == 2 && vowel(s[0]) && !vowel(s[1]) { // "using", "aged"
			return s + "e"
		}
		return s
	}
	last, before := s[n-1], s[n-2]
	if last == before && !vowel(last) {
		return l.undoubled(s)
	}
	single := !vowel(last) && vowel(before) && (n < 3 || !vowel(s[n-3]) || n > 3 && s[n-4:n-2] == "qu")
	if single && vowels(s) == 1 && last != 'w' && last != 'x' && last != 'y' {
		return s + "e" // "hoping": one consonant after one vowel would have been doubled
	}
	if l.alwaysE(s) {
		return s + "e"
	}
	switch bare, withE := l.knows(s), l.knows(s+"e"); {
	case bare && !withE:
		return s
	case withE && !bare || mute(s, single):
		return s + "e"
	}
	return s
}

// alwaysE tells whether a stem of three letters or more ends as only those of verbs with a mute "e" do.
func (l *lemmatizer) alwaysE(s string) bool {
	switch before := s[len(s)-2]; s[len(s)-1] {
	case 'v', 'u', 'c':
		return true
	case 'z':
		return before != 't'
	}
	return strings.HasSuffix(s, "iat") || strings.HasSuffix(s, "uat") || strings.HasSuffix(s, "ang") && l.knows(s+"e")
}

// undoubled takes a double consonant off a stem's end ("plann") unless the verb has it itself ("pass").
func (l *lemmatizer) undoubled(s string) string {
	n := len(s)
	last, once := s[n-1], s[:n-1]
	switch last {
	case 's', 'f', 'z': // "pass", "staff"
		if !l.knows(s) && l.knows(once) {
			return once
		}
		return s
	case 'l', 'd': // "call" and "control", "add" and "wed"
		if before := s[n-3 : n-2]; l.knows(s) == l.knows(once) && (n < 5 || last == 'l' && before != "e" && before != "a") {
			return s
		}
		if l.knows(s) && !l.knows(once) {
			return s
		}
	case 't', 'r': // "boycott", "err"
		if l.knows(s) && !l.knows(once) {
			return s
		}
	}
	return once
}

// mute reports whether a stem of more than one syllable most likely had a mute e.
func mute(s string, single bool) bool {
	n := len(s)
	end := s[max(0, n-2):]
	switch s[n-1] {
	case 'l': // "battle", but "hurl"
		return single && end == "il" || !vowel(s[n-2]) && s[n-2] != 'r' && s[n-2] != 'l' && s[n-2] != 'w'
	case 's': // "license", "increase"
		return s[n-2] != 's'
	case 'g': // "charge", "pledge", "challenge", "manage"
		return end == "rg" || end == "dg" || end == "lg" || single || n > 4 && (strings.HasSuffix(s, "ang") || strings.HasSuffix(s, "eng"))
	}
	return single && muteAlone(s[n-1], end)
}

// muteAlone tells it of one consonant behind one vowel: end is the two of them.
func muteAlone(last byte, end string) bool {
	switch last {
	case 'k':
		return true
	case 'd':
		return end != "ed"
	case 'n':
		return end == "in"
	case 'r':
		return end == "ir" || end == "ur" || end == "ar"
	case 't':
		return end == "at" || end == "ut"
	case 'm':
		return end != "om" && end != "em"
	case 'p':
		return end == "ap" || end == "ip" || end == "yp"
	case 'b':
		return end == "ib"
	}
	return false
}

// verbal reports whether a word can be a verb's base form: it is an irregular verb, or
// its past tense is known.
func (l *lemmatizer) verbal(w string) bool { return *l.asBase.Of(w) }

func (l *lemmatizer) isBase(w string) bool {
	n := len(w)
	if n < 2 {
		return false
	}
	if l.bases[w] || l.extra[w] {
		return true
	}
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) > 2 && l.bases[rest] {
			return true
		}
	}
	switch last := w[n-1]; {
	case last == 'e':
		return l.knowsWith(w, "d")
	case last == 'y' && n > 2 && !vowel(w[n-2]):
		return l.knowsWith(w[:n-1], "ied")
	default:
		return l.knowsWith(w, "ed") || !vowel(last) && l.knows(w+string(last)+"ed")
	}
}

// inflected reports whether a word is a form of a verb other than its base.
func (l *lemmatizer) inflected(w string) bool {
	if l.forms(w) {
		return true
	}
	for _, tag := range [...]string{"VBZ", "VBD", "VBG"} {
		if base := l.verb(w, tag); base != w && l.verbal(base) {
			return true
		}
	}
	return false
}

// forms reports whether a word is a form of an irregular verb ("are", "met").
func (l *lemmatizer) forms(w string) bool { return l.verbs[w] != "" }

// knows reports whether a word was in the text that a model was trained on.
func (l *lemmatizer) knows(w string) bool { return l.knowsWith(w, "") }

// knowsWith is knows of a word with an ending.
func (l *lemmatizer) knowsWith(w, ending string) bool {
	var room [40]byte // for all but odd words
	return l.known(append(append(room[:0], w...), ending...))
}

func vowel(b byte) bool {
	switch b {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

// vowels counts the runs of vowels, y among them; "qu" has none.
func vowels(s string) int {
	n, in := 0, false
	for i := range len(s) {
		v := (vowel(s[i]) || s[i] == 'y' && i > 0) && !(s[i] == 'u' && i > 0 && s[i-1] == 'q')
		if v && !in {
			n++
		}
		in = v
	}
	return n
}
