package nlp

// weight is what one feature adds to the score of one tag, in thousandths: the
// trainer rounded its weights to three decimals, so that whole numbers hold them
// exactly and sums do not depend on their order. The low bits are the tag.
type weight int32

func (w weight) tag() int     { return int(w & (maxClasses - 1)) }
func (w weight) value() int32 { return int32(w >> tagBits) }

// row is a feature's weights: in its upper byte how many there are, in the rest where they begin; or isWide, and the number of a wide
// row. 0 is a feature that the model does not have.
type row uint32

const (
	rowShift = 24
	isWide   = 255
)

// Of a feature with so many weights or more, a wide row has one for each tag: such rows are added several tags at a time.
const wideFrom = 10

// wordRows are the features of one normalized word, by where it stands.
type wordRows struct {
	word                           string
	self, prev, prev2, next, next2 row
	pairs                          int32 // index of the first of its pairs with a tag before it; they end where those of the next word begin
}

// affixRows are the features of the last three bytes of a word, by where it stands.
type affixRows struct{ self, prev, next row }

// tagger is the averaged perceptron of prose v2 (a port of TextBlob's, trained on the
// Wall Street Journal part of the Penn Treebank), its weights in tables by feature.
type tagger struct {
	classes []string         // sorted; a tie goes to the first
	keys    [256]uint32      // by open addressing, the keys of the classes
	byKey   [256]int32       // the classes of these keys
	fixed   map[string]int32 // words of one tag, as written
	weights []weight
	wide    []int32  // rows of linear.WideClasses weights
	seen    []uint64 // of each wide row, the tags that it has weights of, a bit each
	words   words
	befores []byte // of each pair of a word and the tag before it, that tag
	pairs   []row  // of each pair, its weights
	affixes map[string]*affixRows
	first   [256]row // by the word's first byte
	before  []row    // by the tags before, the last one first, of so many tags and the two marks of the sentence's start; the bias is in each

	nothing *wordRows // a word that has no rows
	edge    [4]look   // what stands before the sentence (two marks) and after it
	noun    int32

	lower func(lower string) bool // whether a word is more likely no name, set by the reader
}

// maxClasses bounds the number of tags; a set of them is one word of bits.
const (
	tagBits    = 6
	maxClasses = 1 << tagBits
)

// The marks that stand for what is before and after a sentence, as in training.
const (
	start1, start2 = "-START-", "-START2-"
	end1, end2     = "-END-", "-END2-"
)

// key packs the name of a tag, at most four bytes, into a number.
func key(name []byte) uint32 {
	var k uint32
	for _, b := range name {
		k = k<<8 | uint32(b)
	}
	return k
}

// home is where a search for a key begins.
func home(key uint32) int { return int(key * 0x9E3779B1 >> 24) }

// class returns the index of a tag, or -1. The two marks of the sentence's start
// come after the last tag.
func (t *tagger) class(name []byte) int32 {
	switch {
	case len(name) <= 4:
		k := key(name)
		for at := home(k); t.keys[at] != 0; at = (at + 1) % len(t.keys) {
			if t.keys[at] == k {
				return t.byKey[at]
			}
		}
	case string(name) == start1:
		return int32(len(t.classes))
	case string(name) == start2:
		return int32(len(t.classes)) + 1
	}
	return -1
}

// link finds what stands around a sentence.
func (t *tagger) link() {
	t.nothing = &wordRows{}
	for k, mark := range [...]string{start1, start2, end1, end2} {
		t.edge[k] = t.rowsOf(mark)
	}
	t.noun = t.class([]byte("NN"))
}

// suffix returns the last three bytes of a word, as in training.
func suffix(w string) string { return w[max(0, len(w)-3):] }
