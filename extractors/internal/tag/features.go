package tag

import (
	"github.com/factwire/factwire/extractors/internal/cluster"
	"github.com/factwire/factwire/extractors/internal/template"
)

// Features is the number of features of a word.
const Features = 32

// view is what is seen of a word, each as a number to build hashes of.
type view struct {
	word    uint64 // its form without regard to capitals, figures alike
	shape   uint64 // capitals, figures and marks, and whether it begins the sentence
	cluster uint64 // or, of a word without one, its shape
	coarse  uint64
	end2    uint64 // its last bytes, without regard to capitals
	end3    uint64
	end4    uint64
	head2   uint64 // its first bytes
	head3   uint64
	before  uint64 // the tag that it came with
	sure    uint64 // hash of the word as written and the tag that it came with
	alone   uint64 // hash of all of these, on which the features depend that see no other word
	fixed   bool   // that tag stays
}

// Clusters says to which cluster a word belongs.
type Clusters interface {
	ByHash(uint64) uint16
	Coarse(uint16) uint8
}

// edge stands for what is before and after a sentence.
var edge = view{word: 1, shape: 1, cluster: 1 << 20, coarse: 1 << 9, before: 1}

// see fills v with what is seen of a word that came with a tag.
func (v *view) see(text, tag string, first bool, clusters Clusters) {
	h := cluster.Hash(text)
	c := clusters.ByHash(h)
	*v = view{word: h, before: pack(tag), cluster: uint64(c), coarse: uint64(clusters.Coarse(c)), fixed: fixed(text)}
	v.shape = shape(text)
	v.sure = mix(mix(h^v.shape*template.Prime3) + v.before)
	if first {
		v.shape |= opens
	}
	if c == 0 {
		v.cluster, v.coarse = 1<<17+v.shape, 1<<10+v.shape
	}
	var low [4]uint64 // the last bytes, the last one first
	n := len(text)
	for k := range min(n, 4) {
		low[k] = uint64(lower(text[n-1-k]))
	}
	v.end2 = low[0] | low[1]<<8 | 2<<40
	v.end3 = v.end2 | low[2]<<16 | 1<<41
	v.end4 = v.end3 | low[3]<<24 | 1<<42
	v.head2 = uint64(lower(text[0]))
	if n > 1 {
		v.head2 |= uint64(lower(text[1])) << 8
	}
	if v.head3 = v.head2 | 1<<41; n > 2 {
		v.head3 |= uint64(lower(text[2])) << 16
	}
}

// hashAlone fills v.alone.
func (v *view) hashAlone(style style) {
	v.alone = mix(mix(mix(mix(v.sure^v.end4)+v.head3)+v.shape)+v.cluster) ^ uint64(style)
}

// ing is end3 of words in "-ing".
const ing = 'g' | 'n'<<8 | 'i'<<16 | 2<<40 | 1<<41

func mix(h uint64) uint64 {
	h *= template.Prime1
	h ^= h >> 31
	h *= template.Prime2
	return h ^ h>>29
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b | 0x20
	}
	return b
}

// pack returns the name of a tag as a number.
func pack(tag string) uint64 {
	k := uint64(3)
	for i := range len(tag) {
		k = k<<8 | uint64(tag[i])
	}
	return k
}

// What a shape tells of a word.
const (
	capital  = 1 << iota // its first letter is one
	capitals             // so is another
	small                // it has small letters, or others than English ones
	figures
	points
	marks
	opens // it stands where any word has a capital
)

// shape returns which sorts of bytes a word has.
func shape(text string) uint64 {
	var s uint64
	for i := range len(text) {
		switch c := text[i]; {
		case 'A' <= c && c <= 'Z':
			if i == 0 {
				s |= capital
			} else {
				s |= capitals
			}
		case 'a' <= c && c <= 'z' || c >= 0x80:
			s |= small
		case '0' <= c && c <= '9':
			s |= figures
		case c == '.':
			s |= points
		default:
			s |= marks
		}
	}
	return s
}

// fixed reports whether a word's tag stays as it came: a mark of punctuation; words joined by a hyphen, which treebanks part; and
// words that treebanks of the web and of news tag by different rules ("neither signed nor ratified", "said no").
func fixed(text string) bool {
	switch text {
	case "no", "neither", "either", "both":
		return true
	}
	letters := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == 0xe2 && i+2 < len(text) && text[i+1] == 0x80 { // a typographic mark
			i += 2
		} else if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c >= 0x80 {
			letters = true
		} else if c == '-' && i > 0 {
			return true
		}
	}
	return !letters
}

// lone is how many of the features, the first ones, see no other word.
const lone = 11

// features writes what is seen of word i, after words that were given the tags p1 and, before that, p2.
func (s *Sentence) features(i int, p1, p2 uint64, out *[Features]uint64) {
	s.alone(i, out)
	s.around(i, p1, p2, out)
}

// alone writes the features that see no other word.
func (s *Sentence) alone(i int, out *[Features]uint64) {
	l := template.List{Out: out[:lone], Seed: template.Prime3}
	w, style := &s.views[i], uint64(s.style)
	l.Two(w.before, w.word)
	l.Two(w.word, w.shape)
	l.Two(w.shape, style)
	l.Two(w.cluster, w.shape)
	l.One(w.end3)
	l.One(w.end4)
	l.One(w.head3)
	l.One(w.before)
	l.Two(w.before, w.shape)
	l.Two(w.before, w.cluster)
	l.Two(w.before, w.end3)
}

// around writes the other features.
func (s *Sentence) around(i int, p1, p2 uint64, out *[Features]uint64) {
	l := template.List{Out: out[lone:], Seed: template.Prime3}
	l.Skip(lone)
	at := func(k int) *view {
		if k < 0 || k >= len(s.views) {
			return &edge
		}
		return &s.views[k]
	}
	w, a1, a2, b1, b2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)

	// The tags before.
	l.Two(p1, p2)
	l.Two(p1, w.word)
	l.Two(p1, w.cluster)
	l.Two(p1, w.before)
	l.Three(p1, p2, w.before)

	// The words around.
	l.One(a1.word)
	l.One(b1.word)
	l.One(a2.word)
	l.One(b2.word)
	l.One(a1.cluster)
	l.One(b1.cluster)
	l.Two(w.word, b1.word)
	l.Two(a1.cluster, w.cluster)
	l.Two(w.cluster, b1.cluster)
	l.Two(w.shape, b1.shape)
	l.Two(w.before, b1.before)
	l.Three(w.before, b1.before, b2.before)
	l.Three(p1, w.before, b1.before)
	l.Two(w.word, b1.before)
	l.Three(w.word, p1, b1.before)
	l.Three(w.cluster, p1, b1.before)
}
