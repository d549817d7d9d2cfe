package nlp

import (
	"strings"
	"unicode/utf8"
)

// maxToken is the greatest length of a token in bytes, cut at a rune. The longest
// English word has 45 letters; what is longer is data, and a cap keeps each later
// step linear whatever it does with a word.
const maxToken = 256

// maxRun is the greatest length of a run of one punctuation mark, in bytes.
const maxRun = 64

// tokenize appends the tokens of text[start:end], a sentence, in text order. Every
// byte of the sentence that is no white space is in exactly one token.
//
// It follows the Penn Treebank where that can be done without changing the text:
// "isn't" is "is" and "n't", "cannot" is "can" and "not", "Italy's" is "Italy" and
// "'s", "$5" is "$" and "5". Words with hyphens, abbreviations with full stops
// ("U.S."), numbers ("1,234.5"), web and mail addresses and @names are whole. A full
// stop that ends an abbreviation stays with it also at the end of the sentence, as
// one byte cannot be in two tokens.
func (a abbreviations) tokenize(tokens []Token, text string, start, end int) []Token {
	space := start == 0 || start > 0 && spaceBefore(text, start)
	for i := start; i < end; {
		r, size := decode(text, i, end)
		if isSpace(r) {
			space = true
			i += size
			continue
		}
		from := len(tokens)
		if stop := plainEnd(text, i, end); stop > i {
			tokens = append(tokens, Token{Start: i, End: stop, Text: text[i:stop], Space: space})
			space = false
			i = stop
			continue
		}
		stop := i
		if space || from == 0 {
			if stop = address(text, i, end); stop > i {
				tokens = append(tokens, Token{Start: i, End: stop})
			}
		}
		if stop == i {
			if stop = a.word(text, i, end); stop > i {
				tokens = split(tokens, text, i, stop)
			} else {
				if stop = i; !space && from > 0 {
					stop = behindStop(text, i, end)
				}
				if stop == i {
					stop = mark(text, i, end)
				}
				tokens = append(tokens, Token{Start: i, End: stop})
			}
		}
		for k := from; k < len(tokens); k++ {
			t := &tokens[k]
			t.Text, t.Space = text[t.Start:t.End], space
			space = false
		}
		i = stop
	}
	return tokens
}

// plainEnd returns the end of a word of ASCII letters at i that a blank follows, or a comma and a blank, which no other rule has a say in; i where
// there is none. Most words are of that sort.
func plainEnd(text string, i, end int) int {
	j := i
	for j < end && isASCIILetter(text[j]) {
		j++
	}
	switch n := j - i; {
	case n == 0 || n > maxToken || j >= end:
		return i
	case n == len("cannot") && text[i]|0x20 == 'c':
		return i
	}
	if text[j] == ' ' || text[j] == ',' && j+1 < end && text[j+1] == ' ' {
		return j
	}
	return i
}

// decode is utf8.DecodeRuneInString with a fast path for ASCII.
func decode(text string, i, end int) (rune, int) {
	if i >= end {
		return ' ', 0
	}
	if b := text[i]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRuneInString(text[i:end])
}

func spaceBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return isSpace(r)
}

// word returns the end of the word or number that begins at i, or i if none does.
func (a abbreviations) word(text string, i, end int) int {
	j := wordStart(text, i, end)
	if j < 0 {
		return i
	}
	limit := min(end, i+maxToken)
	for j < limit {
		if b := text[j]; isASCIILetter(b) || isDigit(b) {
			j++
			continue
		}
		r, size := decode(text, j, end)
		if isWord(r) {
			if j+size > limit {
				return j
			}
			j += size
			continue
		}
		if j == i {
			return i
		}
		next, goesOn := a.joint(text, i, j, end, r, size)
		if !goesOn {
			return next
		}
		j = next
	}
	return min(j, limit)
}

// wordStart returns the byte from which on a word that begins at i is read: i itself, or the byte behind a mark that belongs to its front; -1
// where no word begins.
func wordStart(text string, i, end int) int {
	r, size := decode(text, i, end)
	switch {
	case isWord(r):
		return i
	case r == '[' && i+3 < end && text[i+2] == ']' && isASCIILetter(text[i+1]) && isASCIILetter(text[i+3]):
		return i + 3 // "[W]e", whose first letter a quoting hand has changed
	case isApostrophe(r) && elided(text, i+size, end):
		return i + size
	case (r == '@' || r == '#') && i+1 < end && wordAt(text, i+1, end):
		return i + size
	case r == '.' && i+1 < end && isDigit(text[i+1]) && (i == 0 || !isDigit(text[i-1])): // .5
		return i + size
	}
	return -1
}

// joint reads the mark r at j inside or behind a word that begins at i. It returns the byte behind the mark where the word goes on, else where
// the word ends: before or behind the mark.
func (a abbreviations) joint(text string, i, j, end int, r rune, size int) (next int, goesOn bool) {
	next = j + size
	switch {
	case joins(text, i, j, next, end, r):
		return next, true
	case a.takesIn(text, i, j, next, end, r):
		return next, false
	}
	return j, false
}

// insideWord tells whether a letter or digit stands at next, within the bounds of a word that begins at i.
func insideWord(text string, i, next, end int) bool {
	return next < min(end, i+maxToken) && wordAt(text, next, end)
}

// joins tells whether a word that begins at i goes on behind the mark r at j, behind which next stands.
func joins(text string, i, j, next, end int, r rune) bool {
	inside := insideWord(text, i, next, end)
	before := text[j-1] // a word never begins with a mark: j > i
	switch {
	case isHyphen(r):
		// "pre- and post-war": a hyphen that ends a word stays with it.
		return inside || (next >= end || isSpaceAt(text, next, end)) && isASCIILetter(before)
	case isApostrophe(r):
		return inside
	case r == '.':
		return inside || next < end && text[next] == '-' && dotted(text[i:j]) && wordAt(text, next+1, end) // "U.S.-backed"
	case r == ',' || r == ':' || r == '/' || r == '+':
		return inside && isDigit(before) && isDigit(text[next])
	case r == '&':
		return inside && isUpperASCII(before) && isUpperASCII(text[next]) // AT&T
	}
	return false
}

// takesIn tells whether a word that begins at i ends behind the mark r at j, which does not join it to another: "etc.", "500+", "US$".
func (a abbreviations) takesIn(text string, i, j, next, end int, r rune) bool {
	before := text[j-1]
	switch {
	case r == '.':
		return a.stopBelongs(text, i, j, end)
	case r == '+':
		return (isDigit(before) || before == 'G') && !insideWord(text, i, next, end)
	case isCurrency(r):
		return j-i <= 3 && isUpperASCII(before) && next < end && isDigit(text[next])
	}
	return false
}

// wordAt reports whether a rune of a word stands at i.
func wordAt(text string, i, end int) bool {
	r, size := decode(text, i, end)
	return size > 0 && isWord(r)
}

func isSpaceAt(text string, i, end int) bool {
	r, _ := decode(text, i, end)
	return isSpace(r)
}

// elided reports whether the letters at i are a word or a year that an apostrophe
// shortens ("’em", "'90s").
func elided(text string, i, end int) bool {
	if i > 1 && text[i-1] == '\'' && !spaceBefore(text, i-1) || i >= end {
		return false
	}
	if isDigit(text[i]) {
		return i+1 < end && isDigit(text[i+1]) && !(i+2 < end && isDigit(text[i+2]))
	}
	j := i
	for j < end && j-i < 6 && isASCIILetter(text[j]) {
		j++
	}
	switch text[i:j] {
	case "em", "til", "tis", "twas", "cause", "Tis", "Twas":
		return j == end || !wordAt(text, j, end)
	}
	return false
}

// stopBelongs reports whether the full stop at j is part of the word text[i:j]: of
// letters each with its stop ("U.S.", "p.m."), of an abbreviation, or of any word in
// the middle of a sentence, since there nothing else explains it.
func (a abbreviations) stopBelongs(text string, i, j, end int) bool {
	next := j + 1
	if next < end && text[next] == '.' { // an ellipsis
		return false
	}
	w := text[i:j]
	class := a.class(w)
	after, r := behindSpace(text, next, end)
	last := after >= end || isCloser(r)
	if dotted(w) {
		return len(w) > 1 || !last // "posted on X."
	}
	if (r == ')' || r == ']') && (class == region || class == title || class == month) { // "(D., Va.)"
		return true
	}
	switch {
	case class == beforeNumber:
		return !last && (isDigit(byte(r)) && r < utf8.RuneSelf)
	case class != 0:
		return !last || class == always || class == company || class == title && isUpperASCII(w[0])
	case last || isNumber(w) || len(w) > longest:
		return false
	}
	// A full stop that closes a quotation or a bracket within the sentence is handled
	// above; before a comma or a lower-case word it shortens.
	return after > next || r == ',' || r == ';' || r == ':'
}

// behindSpace returns the first byte that is none of white space from i on, and the rune there.
func behindSpace(text string, i, end int) (int, rune) {
	r, size := decode(text, i, end)
	for isSpace(r) && size > 0 {
		i += size
		r, size = decode(text, i, end)
	}
	return i, r
}

// longest is the greatest length of a word that a full stop is taken to shorten
// though no list has it.
const longest = 5

// dotted reports whether a word, or what follows its last hyphen, is letters with full
// stops between them ("U.S", "p.m", "Ph.D") or a capital initial.
func dotted(w string) bool {
	w = w[strings.LastIndexByte(w, '-')+1:] // "D-N.Y."
	if len(w) == 1 {
		return isUpperASCII(w[0])
	}
	at := strings.IndexByte(w, '.')
	if at <= 0 || at > 2 {
		return false
	}
	for k, run := 0, 0; k < len(w); k++ {
		if w[k] == '.' {
			run = 0
			continue
		}
		if run++; run > 2 || !isASCIILetter(w[k]) {
			return false
		}
	}
	return true
}

// mark returns the end of the punctuation or symbol that begins at i.
func mark(text string, i, end int) int {
	r, size := decode(text, i, end)
	j := i + size
	if (r == '`' || r == '\'') && j < end && text[j] == text[i] { // `` and ''
		return j + 1
	}
	if runs(r) {
		for limit := min(end, i+maxRun); j+size <= limit && text[j:j+size] == text[i:i+size]; {
			j += size
		}
	}
	for { // variation selectors and other marks belong to the sign before
		r, size := decode(text, j, end)
		if size == 0 || r != 0xfe0f && r != 0x20e3 && (r < 0x300 || r > 0x36f) || j-i > maxRun {
			return j
		}
		j += size
	}
}

// cut returns the last rune boundary at or before k, at least i.
func cut(text string, i, k int) int {
	if k >= len(text) {
		return len(text)
	}
	for k > i && !utf8.RuneStart(text[k]) {
		k--
	}
	return k
}
