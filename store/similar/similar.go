// Package similar tells copies of a text from texts of their own. It does no I/O.
//
// A [Print] is a simhash (Charikar 2002) of 64 bits over runs of three words. Two texts that share
// nothing differ in 32 bits, give or take 4; an agency's story and its copy, lightly cut or headed anew, in few.
package similar

import (
	"math/bits"
	"strings"
	"unicode"
)

// Print is what is kept of a text. Zero stands for a text too short to tell.
type Print uint64

// Far is the greatest number of bits by which copies differ. A copy of 400 words in which four words were changed, a line put
// before and a paragraph cut comes so near nine times in ten; of two texts that share no run of words, two pairs in ten
// million do by chance.
const Far = 12

const (
	run   = 3  // words in a run
	least = 20 // words that a text must have
	// most bounds the work for a text of any length: the head of an article tells copies apart well enough.
	most = 20_000
)

// Of returns the print of a text. Case, punctuation and white space do not count.
func Of(text string) Print {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) < least {
		return 0
	}
	if len(words) > most {
		words = words[:most]
	}
	var votes [64]int
	for i := 0; i+run <= len(words); i++ {
		h := hash(words[i : i+run])
		for b := range votes {
			votes[b] += int(h>>b&1)*2 - 1
		}
	}
	var p Print
	for b, v := range votes {
		if v > 0 {
			p |= 1 << b
		}
	}
	return max(p, 1) // zero is taken
}

// hash is FNV-1a over the words, with a last mixing step (of splitmix64): simhash needs every bit to be even.
func hash(words []string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	h ^= h >> 30
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 27
	h *= 0x94d049bb133111eb
	return h ^ h>>31
}

// Copies reports whether two prints are those of copies of one text.
func Copies(a, b Print) bool {
	return a != 0 && b != 0 && bits.OnesCount64(uint64(a^b)) <= Far
}

// Groups gives each print the number of its group: prints that are copies of each other, directly or by way of
// others, have one number, which is the smallest index among them. Unknown prints (zero) stand alone. The groups do not
// depend on the order, though their numbers do.
func Groups(prints []Print) []int {
	group := make([]int, len(prints))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	join := func(i, j int) {
		a, b := find(i), find(j)
		group[max(a, b)] = min(a, b)
	}
	// So far from each other may copies be that no index beats looking at all pairs, which takes a nanosecond each. Equal prints are looked
	// at once.
	first := map[Print]int{}
	var distinct []Print
	var at []int // of the distinct ones, their indexes
	for i, p := range prints {
		if p == 0 {
			continue
		}
		if j, ok := first[p]; ok {
			join(i, j)
			continue
		}
		first[p] = i
		for k, q := range distinct {
			if bits.OnesCount64(uint64(p^q)) <= Far {
				join(i, at[k])
			}
		}
		distinct, at = append(distinct, p), append(at, i)
	}
	for i := range group {
		group[i] = find(i)
	}
	return group
}
