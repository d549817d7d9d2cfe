package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// marks makes quotation marks and apostrophes alike: “ ” ‘ ’, whatever the text has. Which way
// a mark faces follows from what stands around it and from nothing else, so that a text and its copy
// with other marks are read alike.
func marks(text string) []edit {
	var edits []edit
	var prev rune // before the mark; 0 at a line's start
	double := 0   // marks of the line that are open
	for i := 0; i < len(text); {
		b := text[i]
		if plainByte[b] {
			for i++; i < len(text) && plainByte[text[i]]; i++ {
			}
			prev = rune(text[i-1])
			continue
		}
		if b == '\n' || b == '\r' {
			prev, double = 0, 0
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		class := markClass(r)
		if class == 0 {
			prev = r
			i += n
			continue
		}
		if class == '\'' && i+n < len(text) { // two single marks are one double one
			if r2, n2 := utf8.DecodeRuneInString(text[i+n:]); r2 == r && (r == '\'' || r == '`') {
				class, n = '"', n+n2
			}
		}
		next, _ := utf8.DecodeRuneInString(text[i+n:])
		if i+n >= len(text) || next == '\n' || next == '\r' {
			next = 0
		}
		with := ""
		if class == '"' {
			open := opens(prev, next, double)
			with = "”"
			if open {
				with, double = "“", double+1
			} else {
				double = max(0, double-1)
			}
		} else {
			with = "’"
			if startsSingle(prev, next, text[i+n:]) {
				with = "‘"
			}
		}
		if with != text[i:i+n] {
			edits = append(edits, edit{i, i + n, with})
		}
		prev, _ = utf8.DecodeRuneInString(with)
		i += n
	}
	return edits
}

// plainByte are the bytes that are neither marks nor part of one, and end no line.
var plainByte = func() (t [256]bool) {
	for b := range utf8.RuneSelf {
		t[b] = b != '"' && b != '\'' && b != '`' && b != '\n' && b != '\r'
	}
	return t
}()

// markClass is '"' for a double mark, '\” for a single one, and 0 for what is none.
func markClass(r rune) rune {
	switch r {
	case '"', '“', '”', '„', '‟', '″', '〝', '〞', '＂':
		return '"'
	case '\'', '‘', '’', '‚', '‛', '′', 'ʼ', '´', '`', 'ʹ', '＇':
		return '\''
	}
	return 0
}

// opens tells whether a double mark opens a quotation.
func opens(prev, next rune, open int) bool {
	before, behind := edge(prev), edge(next)
	switch {
	case before && behind: // a mark that stands alone
		return open == 0 && next != 0
	case before:
		return true
	case behind, closing(next):
		return false
	case dash(prev) || prev == '‘':
		return isWord(next) || open == 0
	case prev == ':' || prev == ',' || prev == ';':
		return open == 0 && isWord(next)
	}
	return open == 0 && unicode.IsUpper(next) && !unicode.IsDigit(prev) // the space before it was lost
}

// startsSingle tells whether a single mark opens a quotation, before the rest of the text; else it is an
// apostrophe or closes one.
func startsSingle(prev, next rune, rest string) bool {
	if !(edge(prev) || dash(prev) || prev == '“') || edge(next) || closing(next) {
		return false
	}
	if unicode.IsDigit(next) { // '90s, '27
		k := 0
		for k < len(rest) && rest[k] >= '0' && rest[k] <= '9' {
			k++
		}
		return k != 2
	}
	word := rest
	if k := strings.IndexFunc(rest[:min(len(rest), 12)], func(r rune) bool { return !unicode.IsLetter(r) }); k >= 0 {
		word = rest[:k]
	} else {
		word = ""
	}
	switch strings.ToLower(word) {
	case "em", "til", "tis", "twas", "cause", "bout", "round", "n", "s", "ve", "ll", "re", "d", "m":
		return false
	}
	return true
}

func edge(r rune) bool {
	return r == 0 || unicode.IsSpace(r) || r == '(' || r == '[' || r == '{' || r == '<' || r == '/' || r == '*' || r == '_' || r == '|'
}

func closing(r rune) bool {
	switch r {
	case '.', ',', ';', ':', '!', '?', ')', ']', '}', '…', '%', '>':
		return true
	}
	return false
}

func dash(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '―' || r == '=' }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '$' || r == '[' }
