// Package language tells in which language a text is written, by its letters and its
// commonest words. It knows the languages in which news reaches a reader of English most often.
package language

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed words.txt
var data string

// What is looked at of a text, and how sure the answer must be.
const (
	maxWords = 3000
	minWords = 12 // a shorter text is taken for English
	// minShare is the least share of a text's words that are function words of its language: in news of all those
	// languages it is .25 to .45, in tables and lists lower.
	minShare = 0.14
	// lead is how many times as frequent as English ones they must be. English quotations in a foreign article are short.
	lead = 2.5
	// A text of fewer words than short must have minKinds different ones of another language: "a" and "to" are Czech, too.
	short    = 50
	minKinds = 3
)

type tongue struct{ code, name string }

// table maps a word to the languages that it is common in, by their place in tongues.
var table = sync.OnceValues(func() ([]tongue, map[string][]int) {
	var tongues []tongue
	words := map[string][]int{}
	for line := range strings.Lines(data) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		for _, w := range f[2:] {
			words[w] = append(words[w], len(tongues))
		}
		tongues = append(tongues, tongue{f[0], f[1]})
	}
	return tongues, words
})

// scripts are the alphabets that tell a language, or that it is not English, by themselves.
var scripts = []struct {
	table      *unicode.RangeTable
	name, code string
}{
	{unicode.Cyrillic, "Russian or another Cyrillic language", "ru"}, {unicode.Greek, "Greek", "el"}, {unicode.Arabic, "Arabic or Persian", "ar"}, {unicode.Hebrew, "Hebrew", "he"},
	{unicode.Hiragana, "Japanese", "ja"}, {unicode.Katakana, "Japanese", "ja"}, {unicode.Hangul, "Korean", "ko"}, {unicode.Han, "Chinese", "zh"},
	{unicode.Thai, "Thai", "th"}, {unicode.Devanagari, "Hindi", "hi"}, {unicode.Bengali, "Bengali", "bn"}, {unicode.Tamil, "Tamil", "ta"},
	{unicode.Georgian, "Georgian", "ka"}, {unicode.Armenian, "Armenian", "hy"},
}

// Of returns the English name and the ISO 639-1 code of a text's language; empty where the text is too short, or of
// too many languages, to tell.
func Of(text string) (name, code string) {
	if name, code := script(text); code != "" {
		return name, code
	}
	tongues, words := table()
	hits := make([]int, len(tongues))
	n := 0
	for at := 0; at < len(text); {
		w, next := word(text, at)
		if at = next; w == "" {
			continue
		}
		if n++; n > maxWords {
			break
		}
		if len(w) > maxWord {
			continue
		}
		var low [maxWord]byte
		if n, ok := lower(&low, w); ok {
			for _, k := range words[string(low[:n])] { // makes no string
				hits[k]++
			}
			continue
		}
		for _, k := range words[strings.ToLower(w)] {
			hits[k]++
		}
	}
	if n < minWords {
		return "", ""
	}
	best := 0
	for k := range hits {
		if hits[k] > hits[best] {
			best = k
		}
	}
	english := float64(hits[0]) / float64(n)
	switch share := float64(hits[best]) / float64(n); {
	case best == 0:
		return tongues[0].name, tongues[0].code
	case share < minShare || share < lead*english, n < short && kinds(text, words, best) < minKinds:
		return "", ""
	}
	return tongues[best].name, tongues[best].code
}

// kinds counts the different words of a short text that are common in language k.
func kinds(text string, words map[string][]int, k int) int {
	seen := map[string]bool{}
	for at := 0; at < len(text); {
		w, next := word(text, at)
		at = next
		if w = strings.ToLower(w); slices.Contains(words[w], k) {
			seen[w] = true
		}
	}
	return len(seen)
}

// word returns the run of letters at a place, empty where none is, and the place behind it.
func word(text string, at int) (w string, next int) {
	i := at
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !isLetter(r) {
			return text[at:i], i + size
		}
		i += size
	}
	return text[at:], i
}

// maxWord is the length of the longest word that is looked up, in bytes.
const maxWord = 12

// lower writes an ASCII word, of at most maxWord bytes, in lower case.
func lower(low *[maxWord]byte, w string) (n int, ok bool) {
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return 0, false
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	return len(w), true
}

// isLetter is unicode.IsLetter, quicker for ASCII.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

// script tells a language by its letters, if most of a text's are of one alphabet.
func script(text string) (name, code string) {
	const look = 4000
	counts := make([]int, len(scripts))
	latin, all := 0, 0
	for _, r := range text {
		if !isLetter(r) {
			continue
		}
		if all++; all > look {
			break
		}
		if r < 0x250 {
			latin++
			continue
		}
		for i, s := range scripts {
			if unicode.Is(s.table, r) {
				counts[i]++
				break
			}
		}
	}
	if all < 20 || latin*2 > all {
		return "", ""
	}
	best := 0
	for i := range counts {
		if counts[i] > counts[best] {
			best = i
		}
	}
	if japanese := counts[4] + counts[5]; japanese*10 > all {
		best = 4
	}
	if counts[best] == 0 {
		return "", ""
	}
	return scripts[best].name, scripts[best].code
}
