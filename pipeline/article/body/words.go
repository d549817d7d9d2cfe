package body

import (
	"hash/maphash"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// maxNames bounds how many words of an element's class and id are looked at.
const maxNames = 24

// Names returns the words of an element's class and id, in lower case: those between
// dashes, underscores, digits and capitals, and each two that stand side by side,
// with a dash between them.
func Names(n *html.Node) []string {
	var out []string
	for i := range n.Attr {
		a := &n.Attr[i]
		if a.Key != "class" && a.Key != "id" && a.Key != "itemprop" && a.Key != "role" || len(a.Val) > 2048 {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			prev := ""
			start := 0
			flush := func(end int) {
				if end-start > 1 {
					w := strings.ToLower(name[start:end])
					out = append(out, w)
					if prev != "" {
						out = append(out, prev+"-"+w)
					}
					prev = w
				}
			}
			for k := 0; k < len(name); k++ {
				c := name[k]
				switch {
				case c >= 'a' && c <= 'z' || c >= utf8Self:
				case c >= 'A' && c <= 'Z':
					if k > start && name[k-1] >= 'a' && name[k-1] <= 'z' {
						flush(k)
						start = k
					}
				default:
					flush(k)
					start = k + 1
				}
			}
			flush(len(name))
			if len(out) >= maxNames {
				return out[:maxNames]
			}
		}
	}
	return out
}

const utf8Self = 0x80

// set is the hashes of words, or of runs of words.
type set map[uint64]struct{}

// words calls f with each word of a text in lower case.
func words(s string, f func(hash uint64)) {
	var h maphash.Hash
	h.SetSeed(seed)
	n := 0
	var buf [4]byte
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			h.Write(buf[:copy(buf[:], string(unicode.ToLower(r)))])
			n++
			if r < 0x2e80 {
				continue
			}
		}
		if n > 0 {
			f(h.Sum64())
			h.Reset()
			n = 0
		}
	}
	if n > 0 {
		f(h.Sum64())
	}
}

func wordSet(s string) set {
	if s == "" {
		return nil
	}
	out := set{}
	words(s, func(h uint64) { out[h] = struct{}{} })
	return out
}

// share tells how much of a text's words, or runs of words, stand in the set.
func (w set) share(s string) float32 {
	if len(w) == 0 {
		return 0
	}
	all, hit := 0, 0
	words(s, func(h uint64) {
		all++
		if _, ok := w[h]; ok {
			hit++
		}
	})
	if all == 0 {
		return 0
	}
	return float32(hit) / float32(all)
}

// threes is the hashes of each three words in a row.
type threes map[uint64]struct{}

func runs(s string) threes {
	if s == "" {
		return nil
	}
	out := threes{}
	triples(s, func(h uint64) { out[h] = struct{}{} })
	return out
}

func triples(s string, f func(uint64)) {
	var a, b uint64
	n := 0
	words(s, func(h uint64) {
		n++
		if n > 2 {
			f((a*31+b)*31 + h)
		}
		a, b = b, h
	})
}

// share tells how much of a text's runs of three words stand in the set.
func (w threes) share(s string) float32 {
	if len(w) == 0 {
		return 0
	}
	all, hit := 0, 0
	triples(s, func(h uint64) {
		all++
		if _, ok := w[h]; ok {
			hit++
		}
	})
	if all == 0 {
		return 0
	}
	return float32(hit) / float32(all)
}
