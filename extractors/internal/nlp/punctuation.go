package nlp

// punctuation returns the tag of a token that begins with a mark, r, of size bytes,
// and the form in which the training text has it. Either is empty where the token is
// a word after all or the model is to decide.
func (q *quotes) punctuation(tokens []Token, i int, r rune, size int) (tag, as string) {
	switch r {
	case '.':
		return stop(tokens[i].Text)
	case '?', '!', '。', '？', '！':
		return ".", string(tokens[i].Text[:size])
	case ',', '，', '、':
		return ",", ","
	case ';', ':', '：', '；':
		return ":", string(tokens[i].Text[:size])
	case '-', '–', '—', '―', '−':
		if len(tokens[i].Text) > size && isDigit(tokens[i].Text[size]) {
			return "CD", ""
		}
		return ":", "--"
	case '…':
		return ":", "..."
	case '•', '·', '|', '/', '~', '*', '=', '>', '<':
		return ":", ""
	case '(', '[', '{':
		if len(tokens[i].Text) > size { // "[W]e"
			return "", tokens[i].Lower
		}
		return "(", "("
	case ')', ']', '}':
		return ")", ")"
	case '$':
		return "$", "$"
	case '#', '@':
		return handle(tokens[i].Text)
	case '%':
		return "NN", "%"
	case '&':
		return "CC", "&"
	case '“', '„', '«', '‹', '‘', '‚', '`', '‛', '‟':
		return "``", "``"
	case '”', '»', '›':
		return "''", "''"
	case '"':
		if q.closes(tokens, i) {
			return "''", "''"
		}
		return "``", "``"
	case '\'', '’', 'ʼ', '´':
		return q.apostrophe(tokens, i, size)
	}
	if isCurrency(r) {
		return "$", "$"
	}
	return "SYM", ""
}

// stop is the tag of a full stop, of several, or of a number that begins with one, and the mark as prose has it.
func stop(text string) (tag, as string) {
	switch {
	case len(text) == 1:
		return ".", "."
	case isDigit(text[1]):
		return "CD", ""
	}
	return ":", "..."
}

// handle is the tag of what begins with "#" or "@": of a hash tag or a name, or of the mark alone.
func handle(text string) (tag, as string) {
	switch alone := len(text) == 1; {
	case text[0] == '#' && (alone || runs(rune(text[1]))):
		return "#", "#"
	case alone:
		return "IN", ""
	}
	return "NN", ""
}

// quotes is what quotation marks are open at a place of a sentence.
type quotes struct{ double, single bool }

// see moves on over a token that was tagged.
func (q *quotes) see(t *Token, tag string) {
	switch t.Text {
	case `"`:
		q.double = tag == "``"
	case "‘", "'", "’", "`":
		q.single = tag == "``"
	}
}

// closes reports whether the straight quotation mark at i closes: it stands against
// the word before it and not against the one after, or one is open.
func (q *quotes) closes(tokens []Token, i int) bool {
	before := tokens[i].Space
	after := i+1 == len(tokens) || tokens[i+1].Space
	if before != after {
		return !before
	}
	return q.double
}

// apostrophe tells a clitic, a possessive without s, and a closing or opening single
// quotation mark apart.
func (q *quotes) apostrophe(tokens []Token, i, size int) (tag, as string) {
	text := tokens[i].Text
	if text == "''" {
		if tokens[i].Space && i+1 < len(tokens) && !tokens[i+1].Space {
			return "``", "``"
		}
		return "''", "''"
	}
	if len(text) > size {
		switch tokens[i].Lower {
		case "'s":
			return "", "'s" // a possessive or "is": the model knows
		case "'d", "'ll":
			return "MD", tokens[i].Lower
		case "'re", "'ve", "'m":
			return "VBP", tokens[i].Lower
		}
		if isDigit(text[size]) {
			return "CD", ""
		}
		return "", ""
	}
	if i == 0 || tokens[i].Space {
		return "``", "``"
	}
	if !q.single {
		if w := tokens[i-1].Lower; w != "" && (w[len(w)-1] == 's' || w[len(w)-1] == 'z' || w[len(w)-1] == 'x') &&
			i+1 < len(tokens) && tokens[i+1].Space && isWordToken(&tokens[i+1]) {
			return "POS", "'"
		}
	}
	return "''", "''"
}

func isWordToken(t *Token) bool {
	b := t.Text[0]
	return b >= 0x80 && wordAt(t.Text, 0, len(t.Text)) || isASCIILetter(b) || isDigit(b)
}
