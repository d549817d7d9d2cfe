package nlp

import (
	_ "embed"
	"strings"
)

//go:embed sentence.txt
var sentenceWords string

// class says what may follow an abbreviation's full stop.
type class byte

// The classes are the sections of sentence.txt.
const (
	none         class = iota
	title              // a name follows: it never ends a sentence
	company            // may end a sentence, and keeps its full stop there
	beforeNumber       // an abbreviation only where a number follows ("No. 5", "Jan. 3")
	month              // capitalized, a number or a year follows, else as company
	region             // may end a sentence
	always             // never ends a sentence before a lower-case word or a number
)

// abbreviations maps the lower-case form without its last full stop to the class.
type abbreviations map[string]class

// sections reads a list of words in sections, each headed by its name and a colon.
// A "#" begins a comment.
func sections(text string) map[string][]string {
	lists := map[string][]string{}
	name := ""
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			if head, ok := strings.CutSuffix(w, ":"); ok {
				name = head
				continue
			}
			lists[name] = append(lists[name], w)
		}
	}
	return lists
}

func newAbbreviations(lists map[string][]string) abbreviations {
	a := abbreviations{}
	for _, s := range []struct {
		name  string
		class class
	}{{"title", title}, {"company", company}, {"number", beforeNumber}, {"month", month}, {"region", region}, {"other", always}} {
		for _, w := range lists[s.name] {
			a[w] = s.class
		}
	}
	return a
}

// class returns the class of a word without its last full stop. Titles, months
// and regions count only with a capital ("the march.", "to miss.") and no second one
// ("patients with MS.").
func (a abbreviations) class(w string) class {
	if len(w) > 12 {
		return none
	}
	var low [12]byte
	for i := range len(w) {
		b := w[i]
		if isUpperASCII(b) {
			b |= 0x20
		}
		low[i] = b
	}
	c := a[string(low[:len(w)])]
	if (c == month || c == title || c == region) && (!isUpperASCII(w[0]) || len(w) > 1 && isUpperASCII(w[1])) {
		return none
	}
	return c
}
