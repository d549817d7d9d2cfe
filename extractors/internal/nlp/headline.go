package nlp

// style is how a sentence uses capitals.
type style byte

const (
	usual  style = iota // names and the first word
	titled              // most words, as in headlines ("Norway Bans Imports From Its Ports")
	upper               // all letters
)

// capitals returns a sentence's style. A run of names alone is titled too; nothing
// follows from that, since names keep their capitals.
func capitals(tokens []Token) style {
	long, first, all := 0, 0, 0
	for i := range tokens {
		t := tokens[i].Text
		if len(t) < 4 || !isASCIILetter(t[0]) {
			continue
		}
		long++
		if !isUpperASCII(t[0]) {
			continue
		}
		first++
		if isUpperASCII(t[1]) && isUpperASCII(t[2]) && isUpperASCII(t[3]) {
			all++
		}
	}
	switch {
	case long >= 3 && all*10 >= long*9:
		return upper
	case long >= 3 && first*10 >= long*8:
		return titled
	}
	return usual
}

// recase returns a word as a sentence of the usual style would have it: in lower case
// where English has it so and it is more likely no name.
func (t *tagger) recase(tok *Token, style style) string {
	written, low := tok.Text, tok.Lower
	if len(low) != len(written) || len(written) == 1 {
		return written
	}
	if style == titled && isUpperASCII(written[1]) { // an acronym
		return written
	}
	if style == upper && (low == "us" || low == "un" || low == "eu" || low == "uk") {
		return written
	}
	if _, ok := t.fixed[low]; ok || t.lower(low) { // a function word, or known as no name
		return low
	}
	if style == upper && len(written) > 4 {
		return written[:1] + low[1:]
	}
	return written
}
