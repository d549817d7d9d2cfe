package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isSpace reports whether a rune separates words. Control characters and the
// invisible marks that web pages leave behind (zero width space, byte order mark,
// word joiner) separate too; they belong to no token.
func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7f
	}
	switch r {
	case 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0x200b, 0x2060, 0xfeff:
		return true
	}
	return 0x2000 <= r && r <= 0x200a || 0x200e <= r && r <= 0x200f || 0x202a <= r && r <= 0x202e
}

// isWord reports whether a rune is part of a word wherever it stands: a letter, a
// digit, a combining mark, an underscore, a soft hyphen, or a byte that is no valid
// UTF-8 (most often a letter of another encoding).
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(byte(r)) || isDigit(byte(r)) || r == '_'
	}
	if generalMark(r) {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == 0xad || r == utf8.RuneError ||
		r == 0x200c || r == 0x200d // joiners within words of other scripts
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
func isUpperASCII(b byte) bool  { return 'A' <= b && b <= 'Z' }
func isLowerASCII(b byte) bool  { return 'a' <= b && b <= 'z' }
func isDigit(b byte) bool       { return '0' <= b && b <= '9' }

// isApostrophe reports whether a rune may stand for an apostrophe: the straight
// mark, the typographic one, and the letter apostrophe and acute accent that some
// editors type instead.
func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '´' }

// isHyphen reports whether a rune joins the parts of one word.
func isHyphen(r rune) bool { return r == '-' || r == 0x2010 || r == 0x2011 }

func isCurrency(r rune) bool {
	return r == '$' || r >= utf8.RuneSelf && !generalMark(r) && unicode.Is(unicode.Sc, r)
}

// generalMark reports a dash, a quotation mark or another sign of Unicode's general punctuation, which news is full of.
func generalMark(r rune) bool { return 0x2010 <= r && r <= 0x205e }

// isOpener reports whether a rune opens a quotation or a bracket. The straight
// quotation marks open and close; isOpener counts them, as isCloser does.
func isOpener(r rune) bool {
	switch r {
	case '"', '\'', '`', '(', '[', '{', '“', '‘', '„', '«', '‹', '‚', '‟', '‛':
		return true
	}
	return false
}

// isCloser reports whether a rune closes a quotation or a bracket.
func isCloser(r rune) bool {
	switch r {
	case '"', '\'', ')', ']', '}', '”', '’', '»', '›':
		return true
	}
	return false
}

// runs reports whether a repeated punctuation mark is one token ("...", "--", "***").
func runs(r rune) bool {
	switch r {
	case '.', '!', '?', '-', '=', '*', '~', '#', '<', '>', '|', '•', '–', '—', '…', '+':
		return true
	}
	return false
}

// Line returns a text with a single space for each run of white space, and none at its ends.
func Line(text string) string {
	before := byte(' ')
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == ' ' && before == ' ' || b < ' ':
			return strings.Join(strings.Fields(text), " ")
		case b == 0xe2 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2] >= 0x93 && text[i+2] <= 0x9d: // a dash or a quotation mark
			i += 2
			before = 0xe2
			continue
		case b == 0xc3 && i+1 < len(text): // a letter
			i++
			before = b
			continue
		case b >= 0x80: // there are spaces among these
			return strings.Join(strings.Fields(text), " ")
		}
		before = text[i]
	}
	return strings.TrimSuffix(text, " ")
}
