package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ends reports whether a sentence that begins at from ends with the chunk c: what
// Punkt says, unless the words around are of a kind that it is known to get wrong.
func (s segmenter) ends(text string, from int, c chunk, end int) bool {
	w := text[c.start:c.end]
	body := strings.TrimRightFunc(w, isCloser)
	quoted := len(body) < len(w)
	if body == "" {
		return false
	}
	last, size := utf8.DecodeLastRuneInString(body)
	if !endsSentence(last) {
		return false // "Node.js", "3.5"
	}
	word := strings.TrimLeftFunc(body[:len(body)-size], func(r rune) bool { return isOpener(r) })
	word = word[strings.LastIndexByte(word, '/')+1:] // "photo/J. Smith"
	next := nextWord(text, c.next, end)
	first, _ := utf8.DecodeRuneInString(next)
	lower := unicode.IsLower(first)
	if last != '.' {
		if lower || last == '…' && !unicode.IsUpper(first) {
			return false
		}
		return !(quoted && s.attribution(text, c.next, end))
	}
	if word == "" { // a stop that a space parts from its sentence, or ". . ."
		spaced := next == "." || c.start-from > 1 && text[c.start-2] == '.'
		return !spaced && !lower && (quoted || unicode.IsUpper(first))
	}
	if strings.HasSuffix(word, ".") && !dotted(word) { // an ellipsis
		return quoted && !lower || s.starter(next) || unicode.IsUpper(first) && isWordEnd(word)
	}
	if ends, decided := s.shortened(text, from, c, end, word, next, quoted); decided {
		return ends
	}
	return s.ordinary(c, from, word, next, quoted)
}

// ordinary tells whether a sentence ends with the full stop of an ordinary word or a number, behind which the word next stands.
func (s segmenter) ordinary(c chunk, from int, word, next string, quoted bool) bool {
	first, _ := utf8.DecodeRuneInString(next)
	number := first < utf8.RuneSelf && isDigit(byte(first))
	if unicode.IsLower(first) {
		// A full stop before a lower-case word shortens. "iPhone" and "eBay" may begin
		// a sentence.
		r, _ := utf8.DecodeRuneInString(next[utf8.RuneLen(first):])
		return unicode.IsUpper(r) || len(word) > longest && c.breaks && !quoted
	}
	if isNumber(word) { // "1. Introduction", but "in 2021. (Photo"
		return c.start > from
	}
	if number && !quoted {
		return c.breaks || len(word) > 3
	}
	// Here the stop follows an ordinary word and a capital, a number or a mark
	// follows it. What Punkt takes for an abbreviation because it was one in its
	// training text is believed for short words alone.
	return c.breaks || quoted || len(word) > 4 || s.starter(next)
}

// endsSentence tells whether a mark may end a sentence.
func endsSentence(r rune) bool {
	switch r {
	case '.', '?', '!', '…', '。', '？', '！':
		return true
	}
	return false
}

// shortened tells whether a sentence ends with the full stop of an abbreviation, an initial or a dotted word, and whether the word is one that
// decides it; next is the word behind it.
func (s segmenter) shortened(text string, from int, c chunk, end int, word, next string, quoted bool) (ends, decided bool) {
	starter := s.starter(next)
	first, _ := utf8.DecodeRuneInString(next)
	lower, number := unicode.IsLower(first), first < utf8.RuneSelf && isDigit(byte(first))
	switch s.abbr.class(word) {
	case title:
		return false, !quoted
	case company, region:
		return starter || quoted && !lower || opened(text, c.next, end) || introduced(text, c.next, end), true
	case month:
		return !number && (starter || c.breaks && !lower), true
	case beforeNumber:
		return false, number
	case always:
		return starter || quoted && !lower, true
	}
	if quoted {
		return false, false
	}
	if len(word) == 1 && isUpperASCII(word[0]) { // an initial, or "Plan B."
		return starter && !initialed(text, from, c.start), true
	}
	return starter, dotted(word)
}

// opened reports whether an opening quotation mark and a capital begin at i: “Acme Corp. “It works, …”.
func opened(text string, i, end int) bool {
	r, size := decode(text, i, end)
	if r != '“' && r != '"' || i == 0 || !isSpace(rune(text[i-1])) {
		return false
	}
	next, _ := decode(text, i+size, end)
	return unicode.IsUpper(next)
}

// introduced reports whether two capitalized words, a comma and an article begin at i, as a person is introduced: "Ada Ost, a
// spokeswoman".
func introduced(text string, i, end int) bool {
	for n := range 2 {
		w := nextWord(text, i, end)
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || !strings.HasPrefix(text[i:end], w) || len(w) < 2 {
			return false
		}
		i += len(w)
		if n == 0 {
			if i >= end || text[i] != ' ' {
				return false
			}
			i++
		}
	}
	rest := text[i:end]
	return strings.HasPrefix(rest, ", a ") || strings.HasPrefix(rest, ", an ") || strings.HasPrefix(rest, ", the ") || strings.HasPrefix(rest, ", who ")
}

// isWordEnd reports whether an ellipsis stands against a word ("he said... Later").
func isWordEnd(w string) bool { return strings.Trim(w, ".") != "" }

// initialed reports whether the word before i is a capitalized name or another
// initial, as in "John F. The" (rare) against "Plan B. The".
func initialed(text string, from, i int) bool {
	prev := strings.TrimRightFunc(text[from:i], isSpace)
	return strings.HasSuffix(prev, ".")
}

func isNumber(w string) bool {
	for i := range len(w) {
		if !isDigit(w[i]) {
			return false
		}
	}
	return w != ""
}

// starter reports whether a word is a function word with a capital.
func (s segmenter) starter(w string) bool {
	return w != "" && len(w) < 12 && isUpperASCII(w[0]) && s.starters[strings.ToLower(w)]
}

// nextWord returns the word at i without the marks that open it.
func nextWord(text string, i, end int) string {
	for i < end {
		r, size := decode(text, i, end)
		if isSpace(r) || isWord(r) || !isOpener(r) && !isApostrophe(r) && r != '-' && r != '–' && r != '—' && r != '•' && r != '*' {
			break
		}
		i += size
	}
	j := i
	for j < end {
		r, size := decode(text, j, end)
		if !isWord(r) && !isHyphen(r) {
			break
		}
		j += size
	}
	if j == i {
		_, size := decode(text, i, end)
		return text[i : i+size]
	}
	return text[i:j]
}

// attribution reports whether the words at i tell who asked or cried what a closing
// quotation mark has just ended: up to four words, the last a verb of speech.
func (s segmenter) attribution(text string, i, end int) bool {
	for range 5 {
		w := nextWord(text, i, end)
		if w == "" {
			return false
		}
		if s.speech[w] {
			return true
		}
		at := strings.Index(text[i:end], w)
		i += at + len(w)
		r, size := decode(text, i, end)
		if size == 0 || !isSpace(r) && r != '.' {
			return false
		}
		for i < end && (isSpace(r) || r == '.') {
			i += size
			r, size = decode(text, i, end)
		}
	}
	return false
}
