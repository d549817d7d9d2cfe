package tag

import (
	"github.com/factwire/factwire/extractors/internal/cluster"
	"github.com/factwire/factwire/extractors/internal/template"
)

// Features is the number of features of a word.
const Features = 32

// Form is what is seen of a word as it is written, whatever stands around it, each as a number to build hashes of.
type Form struct {
	word    uint64 // its form without regard to capitals, figures alike
	shape   uint64 // capitals, figures and marks
	cluster uint64 // 0 for none
	end3    uint64 // its last bytes, without regard to capitals
	end4    uint64
	head3   uint64 // its first bytes
	written uint64 // hash of the word as written
	all     uint64 // hash of all of these
	fixed   bool   // the tag that it comes with stays
}

// view is what is seen of a word in a sentence.
type view struct {
	Form          // of a word without a cluster, its shape stands for that
	before uint64 // the tag that it came with
	sure   uint64 // hash of the word as written and of that tag
	alone  uint64 // hash of all of these, on which the features depend that see no other word
}

// Clusters says to which cluster a word belongs.
type Clusters interface {
	ByHash(uint64) uint16
}

// edge stands for what is before and after a sentence.
var edge = view{Form: Form{word: 1, shape: 1, cluster: 1 << 20}, before: 1}

// NewForm returns the form of a word, which is not empty.
func NewForm(text string, clusters Clusters) Form {
	h := cluster.Hash(text)
	f := Form{word: h, shape: shape(text), cluster: uint64(clusters.ByHash(h)), fixed: fixed(text)}
	f.written = mix(h ^ f.shape*template.Prime3)
	var low [4]uint64 // the last bytes, the last one first
	n := len(text)
	for k := range min(n, 4) {
		low[k] = uint64(lower(text[n-1-k]))
	}
	f.end3 = low[0] | low[1]<<8 | 2<<40 | low[2]<<16 | 1<<41
	f.end4 = f.end3 | low[3]<<24 | 1<<42
	f.head3 = uint64(lower(text[0])) | 1<<41
	if n > 1 {
		f.head3 |= uint64(lower(text[1])) << 8
	}
	if n > 2 {
		f.head3 |= uint64(lower(text[2])) << 16
	}
	f.all = mix(mix(mix(f.written^f.end4)+f.head3) + f.cluster)
	return f
}

// see fills v with what is seen of a word that came with a tag.
func (v *view) see(f *Form, tag string, first bool) {
	*v = view{Form: *f, before: pack(tag)}
	v.sure = mix(v.written + v.before)
	if first {
		v.shape |= opens
	}
	if v.cluster == 0 {
		v.cluster = 1<<17 + v.shape
	}
}

// hashAlone fills v.alone.
func (v *view) hashAlone(style style) {
	v.alone = mix(v.all+v.before) ^ (v.shape&opens<<8 | uint64(style))
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

// How many of the features see no other word, the tags before, and nothing but one word near by; and how many see the word with others.
const (
	lone       = 11
	tagsBefore = 5
	beside     = 6
	pairs      = Features - lone - beside
)

// features writes what is seen of word i, after words that were given the tags p1 and, before that, p2.
func (s *Sentence) features(i int, p1, p2 uint64, out *[Features]uint64) {
	s.at(i).byItself(s.style, out[:lone])
	s.around(i, p1, p2, out[lone:])
	var beside [beside]uint64
	n := lone + pairs
	for k, place := range places {
		s.at(i + place).beside(&beside)
		out[n+k] = beside[k]
	}
}

// at returns what is seen of word i, or of what stands beyond the sentence's ends.
func (s *Sentence) at(i int) *view {
	if i < 0 || i >= len(s.views) {
		return &edge
	}
	return &s.views[i]
}

// byItself writes the features that see no other word.
func (w *view) byItself(style style, out []uint64) {
	l := template.List{Out: out, Seed: template.Prime3}
	l.Two(w.before, w.word)
	l.Two(w.word, w.shape)
	l.Two(w.shape, uint64(style))
	l.Two(w.cluster, w.shape)
	l.One(w.end3)
	l.One(w.end4)
	l.One(w.head3)
	l.One(w.before)
	l.Two(w.before, w.shape)
	l.Two(w.before, w.cluster)
	l.Two(w.before, w.end3)
}

// around writes the features that see the word with those around it, and with the tags before.
func (s *Sentence) around(i int, p1, p2 uint64, out []uint64) {
	l := template.List{Out: out, Seed: template.Prime3}
	l.Skip(lone)
	w, a1, b1, b2 := s.at(i), s.at(i-1), s.at(i+1), s.at(i+2)

	// The tags before.
	l.Two(p1, p2)
	l.Two(p1, w.word)
	l.Two(p1, w.cluster)
	l.Two(p1, w.before)
	l.Three(p1, p2, w.before)
	l.Skip(beside)

	// The words around.
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

// places are where the words stand of which one of the features of beside sees each.
var places = [beside]int{-1, 1, -2, 2, -1, 1}

// beside writes the features that see nothing but a word near by, each as if the word stood in its place.
func (w *view) beside(out *[beside]uint64) {
	l := template.List{Out: out[:], Seed: template.Prime3}
	l.Skip(lone + tagsBefore)
	l.One(w.word)
	l.One(w.word)
	l.One(w.word)
	l.One(w.word)
	l.One(w.cluster)
	l.One(w.cluster)
}
