package merge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Words returns the letters and digits of a quote in lower case, words parted by single spaces: what
// two wordings of one quote have in common. Apostrophes are left out, so that "don't" is one word however it is set.
func Words(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\'' || r == '’' || r == '‘':
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// minHeld is how many words a quote must have to be taken for a part of a longer one, or for nearly the same.
const minHeld = 5

// sameWords reports whether two wordings are one quote: the same, one holding the other, or nearly the same.
func sameWords(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if strings.Count(a, " ")+1 < minHeld {
		return false
	}
	if strings.Contains(" "+b+" ", " "+a+" ") {
		return true
	}
	x, y := strings.Fields(a), strings.Fields(b)
	n := max(len(x), len(y))
	if 10*min(len(x), len(y)) < 9*n || n > 400 {
		return false
	}
	return 10*common(x, y) >= 9*n && meet(fingerprints(a), fingerprints(b))
}

// common is the length of the longest common subsequence.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, x := range b {
			above := row[j+1]
			if w == x {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

// Winnowing (Schleimer, Wilkerson and Aiken 2003): of every two runs of four words in a row the lesser hash is kept, so two
// wordings that share five words in a row share a fingerprint.
const (
	shingle = 4
	window  = 2
)

func fingerprints(words string) []uint32 {
	w := strings.Fields(words)
	if len(w) < minHeld {
		return []uint32{hash32(words)}
	}
	hashes := make([]uint32, 0, len(w))
	for i := 0; i+shingle <= len(w); i++ {
		hashes = append(hashes, hash32(strings.Join(w[i:i+shingle], " ")))
	}
	var out []uint32
	for i := 0; i+window <= len(hashes); i++ {
		out = append(out, slices.Min(hashes[i:i+window]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// small words carry no subject. They are closed-class English, and the nouns that every action or measure has.
var small = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the and or of to in on at by for from with within without into onto over under between among about against as
		its his her their our your my this that these those it he she they we you i is are was were be been being has have had do does did not no
		all any each every other another some such more most new own than then so if any further certain which who whom whose what when where while
		will would shall should must may might can could up out off down through during before after until since per via both either neither
		one two three four five six seven eight nine ten first second third`) {
		m[w] = true
	}
	return m
}()

// stems returns the content words of the texts, cut to their stems, sorted and without repeats.
func stems(texts ...string) []string {
	var out []string
	for _, t := range texts {
		for _, w := range strings.Fields(Words(t)) {
			if !small[w] {
				out = append(out, stem(w))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// stem cuts a word so that "remove", "removing" and "removal", "network" and "networks" are one: endings first, then all but five letters.
func stem(w string) string {
	for _, end := range []string{"eries", "ery", "ies", "ing", "ed", "es", "s", "y"} {
		if len(w) > len(end)+2 && strings.HasSuffix(w, end) {
			w = strings.TrimSuffix(w, end)
			break
		}
	}
	r := []rune(strings.TrimSuffix(w, "e"))
	if len(r) > 5 {
		r = r[:5]
	}
	return string(r)
}

// meet reports whether two sorted lists share an item.
func meet[T cmp.Ordered](a, b []T) bool { return shared(a, b) > 0 }

// overlap reports whether two sorted lists of words share half of the shorter one.
func overlap[T cmp.Ordered](a, b []T) bool {
	return 2*shared(a, b) >= min(len(a), len(b))
}

func shared[T cmp.Ordered](a, b []T) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// sameDuty reports whether two deadlines may be one duty, whatever their dates.
func sameDuty(a, b *view) bool { return dutiesMeet(a.whom, b.whom, a.stems, b.stems) }

// dutiesMeet is sameDuty for sorted targets and words of both actions.
func dutiesMeet[T cmp.Ordered](whom, other, stems, also []T) bool {
	if len(whom) > 0 && len(other) > 0 {
		return meet(whom, other)
	}
	// one word in common ("comply") is too little, unless it is all that both say
	short := min(len(stems), len(also))
	if short < 2 {
		return slices.Equal(stems, also)
	}
	n := shared(stems, also)
	return n >= 2 && 2*n >= short
}
