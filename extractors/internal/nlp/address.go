package nlp

import (
	"strings"
	"unicode/utf8"
)

// address returns the end of the web or mail address that begins at i, without the
// punctuation that follows it, or i if none does.
func address(text string, i, end int) int {
	j, dot, at, slashes := i, false, -1, false
	for j < end && j-i < 2048 && ofAddress(text, j, end) {
		switch text[j] {
		case '.':
			dot = true
		case '@':
			if at >= 0 {
				return i
			}
			at = j
		case ':':
			slashes = slashes || strings.HasPrefix(text[j:end], "://")
		}
		j++
	}
	switch {
	case slashes && isASCIILetter(text[i]):
	case dot && (strings.HasPrefix(text[i:j], "www.") || strings.HasPrefix(text[i:j], "WWW.")):
	case dot && at > i && (isASCIILetter(text[i]) || isDigit(text[i])) && at+1 < j && strings.IndexByte(text[at:j], '.') > 1:
	default:
		return i
	}
	for j > i {
		r, size := utf8.DecodeLastRuneInString(text[i:j])
		if isWord(r) || r == '/' || r == '=' || r == '#' {
			break
		}
		j -= size
	}
	return min(j, cut(text, i, i+maxToken))
}

// ofAddress tells whether the rune at i may be part of an address.
func ofAddress(text string, i, end int) bool {
	b := text[i]
	return b > ' ' && b != '<' && b != '>' && b != '"' && (b < utf8.RuneSelf || wordAt(text, i, end))
}
