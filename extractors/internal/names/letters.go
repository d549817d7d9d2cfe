package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// small tells whether a word has nothing but small ASCII letters, or is one mark.
func small(word string) bool {
	if len(word) == 1 && (word[0] < '0' || word[0] > '9' && word[0] < 'A') {
		return true
	}
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

func isQuote(s string) bool {
	return s == "“" || s == "‘" || s == "\"" || s == "'" || s == "``" || s == "„" || s == "«"
}

// mixed tells whether a word has a small letter before a capital, as "iPhone",
// "al-Assad" and "d'Estaing", or a number ("3Grid").
func mixed(word string) bool {
	if nlp.Numbered(word) {
		return true
	}
	if len(word) < 3 || !isLetter(word) {
		return false
	}
	for i, r := range word {
		if r < utf8.RuneSelf && (r < 'A' || r > 'Z') {
			continue
		}
		if unicode.IsUpper(r) {
			prefix := strings.ToLower(word[:i])
			switch prefix {
			case "al-", "el-", "ad-", "as-", "an-", "ar-", "d'", "d’", "l'", "l’", "i", "e", "mc", "mac", "bin-", "ben-", "abu-", "o'", "o’", "de", "ver.", "x":
				return true
			}
			return false
		}
	}
	return false
}

// camel tells whether a word has a capital inside that no surname has ("SkyTrain", but not
// "McAllister" or "Abernethy-Diaz").
func camel(word string) bool {
	small := 0
	for i, r := range word {
		switch {
		case unicode.IsLower(r):
			small++
		case unicode.IsUpper(r) && small > 0:
			return i > 3
		default:
			small = 0
		}
	}
	return false
}
