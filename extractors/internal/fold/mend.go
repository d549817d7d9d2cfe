package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The bounds of a paragraph that a page's end cut in two: how many words either half has at least, and how many from which a half that
// ends as no sentence does is prose. A heading or an item of a list is shorter.
const (
	leastBefore = 8
	leastBehind = 4
)

// mend finds the ends of paragraphs that stand within a sentence, as where the pages of a document end.
func (f *Folder) mend(text string) []edit {
	var edits []edit
	rows := paragraphsOf(text)
	for k := 1; k < len(rows); k++ {
		a, b := rows[k-1], rows[k]
		if a.quoted == b.quoted && f.goesOn(text[a.start:a.end], text[b.start:b.end]) {
			edits = append(edits, edit{a.end, b.start, " "})
		}
	}
	return edits
}

// goesOn tells whether a paragraph goes on in the next one: it ends in a word that ends none, or in the middle of a sentence before a small
// letter.
func (f *Folder) goesOn(line, next string) bool {
	last := line[strings.LastIndexByte(line, ' ')+1:]
	low := strings.ToLower(last)
	r, _ := utf8.DecodeRuneInString(next)
	open := f.lists.unfinished[low] && last == low // "THE" ends a heading
	switch {
	case !open && (!unicode.IsLower(r) || !letters(strings.TrimSuffix(last, ","))):
		return false
	case !words(line, leastBefore) || !words(next, leastBehind) || !open && !terminal(next) && !words(next, leastBefore):
		return false
	}
	word, _, _ := strings.Cut(next, " ")
	if strings.TrimRight(word, ".)") != word && len(word) < 5 {
		return false // "b. The second"
	}
	return unicode.IsLetter(r) && strings.IndexFunc(line, unicode.IsLower) >= 0
}

// words tells whether a text has n words or more.
func words(text string, n int) bool {
	for range n - 1 {
		k := strings.IndexByte(text, ' ')
		if k < 0 {
			return false
		}
		text = strings.TrimLeft(text[k:], " ")
	}
	return text != ""
}
