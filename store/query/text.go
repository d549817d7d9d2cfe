package query

import (
	"sort"
	"strings"

	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// wholeWord is below how many bytes a sought word must be a whole one: what is shorter begins too many.
const wholeWord = 3

// Words are a text's words in the form in which they are compared: lower case, without marks on letters, apostrophes and full stops.
func Words(text string) []string { return strings.Fields(entity.Fold(text)) }

// TextOf returns the words of a fact, of its names, of its evidence and of its articles' titles, sorted and without repeats.
func TextOf(f *merge.Fact) []string {
	seen := map[string]bool{}
	var out []string
	add := func(text string) {
		for _, w := range Words(text) {
			if !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	add(f.What)
	add(f.About)
	add(f.Where)
	for i := range f.Who {
		add(f.Who[i].Name)
	}
	for i := range f.Whom {
		add(f.Whom[i].Name)
	}
	for i := range f.People {
		add(f.People[i].Name)
	}
	for i := range f.Evidence {
		add(f.Evidence[i].Text)
		add(f.Evidence[i].Title)
	}
	sort.Strings(out)
	return out
}

// Prefix reports whether a sought word also finds the longer words that begin with it.
func Prefix(word string) bool { return len(word) >= wholeWord }

// holdsAll reports whether each of the sought words is one of the sorted words, or begins one.
func holdsAll(words, sought []string) bool {
	for _, w := range sought {
		i := sort.SearchStrings(words, w)
		if i == len(words) || words[i] != w && !(Prefix(w) && strings.HasPrefix(words[i], w)) {
			return false
		}
	}
	return true
}
