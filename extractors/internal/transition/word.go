package transition

import "github.com/factwire/factwire/extractors/internal/cluster"

// Word is what is seen of a word, each as a number to build hashes of.
type Word struct {
	word    uint64 // its normal form
	tag     uint64
	cluster uint64 // or, of a word without one, its shape and end
	coarse  uint64
	both    uint64 // word and tag
	kind    uint64 // cluster and tag
	verb    bool   // by its tag
	stop    bool   // a mark of punctuation that parts clauses
}

// Clusters says to which cluster a word belongs.
type Clusters interface {
	ByHash(uint64) uint16
	Coarse(uint16) uint8
}

// View fills w with what is seen of a word with a Penn tag.
func View(w *Word, text, tag string, clusters Clusters) {
	h := cluster.Hash(text)
	t := hashTag(tag)
	c := clusters.ByHash(h)
	k := uint64(clusters.Coarse(c))
	id := uint64(c)
	if c == 0 {
		shape, end := outline(text)
		id, k = 1<<16+shape<<8+end, 256+shape
	}
	*w = Word{word: h, tag: t, cluster: id, coarse: k, both: h*31 + t, kind: (id*977+1)*0x9E3779B97F4A7C15 + t,
		verb: len(tag) > 1 && (tag[0] == 'V' || tag == "MD"), stop: tag == "," || tag == ":" || tag == "."}
}

func hashTag(tag string) uint64 {
	h := uint64(7)
	for i := range len(tag) {
		h = h*131 + uint64(tag[i])
	}
	return h * 0x9E3779B97F4A7C15
}

// outline returns the shape of a word (small letters, capital, capitals, figures, marks) and its last two letters.
func outline(text string) (shape, end uint64) {
	upper, lower, digit := 0, 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case 'A' <= c && c <= 'Z':
			upper++
		case 'a' <= c && c <= 'z' || c >= 0x80:
			lower++
		case '0' <= c && c <= '9':
			digit++
		}
	}
	switch {
	case digit > 0:
		shape = 1
	case upper > 1 && lower == 0:
		shape = 2
	case upper > 0:
		shape = 3
	case lower > 0:
		shape = 4
	}
	if n := len(text); shape > 1 && n > 3 {
		end = uint64(text[n-1]|0x20)&31<<5 | uint64(text[n-2]|0x20)&31
	}
	return shape, end
}

// ahead is the nearest verb that comes behind a word, and whether punctuation stands between.
type ahead struct {
	verb  uint64 // its tag, 0: none
	near  uint64 // how far, in steps
	comma uint64
}

func (s *State) lookAhead() {
	var a ahead
	far := 0
	for i := len(s.words) - 1; i >= 0; i-- {
		a.near = distance(far)
		s.ahead[i] = a
		if w := &s.words[i]; w.verb {
			a, far = ahead{verb: w.tag}, 0
		} else if w.stop {
			a.comma = 1
		}
		far++
	}
}

// distance puts numbers of words into steps.
func distance(d int) uint64 {
	switch {
	case d < 5:
		return uint64(d)
	case d < 8:
		return 5
	case d < 13:
		return 6
	default:
		return 7
	}
}
