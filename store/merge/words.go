package merge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/factwire/factwire"
)

// Words returns the letters and digits of a quote in lower case, words parted by single spaces: what
// two wordings of one quote have in common.
func Words(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// minHeld is how many words a quote must have to be taken for a part of a longer one.
const minHeld = 4

// byWords groups quotes of one speaker: the longest wordings, each with those that it holds. A wording held
// by several goes to the first of them in the order of length and letters.
func byWords(obs []factwire.Fact) []cluster {
	words := make([]string, len(obs))
	var all []string
	for i, o := range obs {
		words[i] = Words(o.What)
		all = append(all, words[i])
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	all = slices.Compact(all)
	holder := map[string]string{}
	var longest []string
	for _, w := range all {
		h := w
		if strings.Count(w, " ")+1 >= minHeld {
			for _, l := range longest {
				if strings.Contains(" "+l+" ", " "+w+" ") {
					h = l
					break
				}
			}
		}
		holder[w] = h
		if h == w {
			longest = append(longest, w)
		}
	}
	groups := map[string][]factwire.Fact{}
	for i, o := range obs {
		h := holder[words[i]]
		groups[h] = append(groups[h], o)
	}
	var out []cluster
	for _, h := range sortedKeys(groups) {
		// the words are the quote's class: they go into its id whatever else the speaker said
		out = append(out, cluster{class: h, obs: groups[h]})
	}
	return out
}
