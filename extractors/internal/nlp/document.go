// Package nlp turns text into sentences, tokens, tags and lemmas with byte
// offsets into the original text. It is the only package that touches prose.
package nlp

// Token is one word, number or punctuation mark, Penn Treebank style:
// "isn't" is "is" and "n't", "Italy's" is "Italy" and "'s".
type Token struct {
	Start, End int    // bytes of Document.Text
	Text       string // Document.Text[Start:End], unchanged
	Lower      string // Text in lower case, typographic apostrophes made straight, "[W]e" as "we"
	Tag        string // Penn part-of-speech tag
	Lemma      string // base form of Lower by Tag ("signed" VBD is "sign", "bans" NNS is "ban")
	Space      bool   // whether white space, or the text's start, stands before it
	Cluster    uint16 // number of the cluster of words that Lower is in, or 0
}

// Sentence is a range of tokens. A heading, a list item or a caption on a line
// of its own is a sentence of its own.
type Sentence struct {
	Start, End  int // bytes, without surrounding white space
	First, Last int // tokens [First, Last)
	Paragraph   int // index into Document.Paragraphs
}

// Paragraph is a run of lines between line breaks.
type Paragraph struct {
	Start, End  int // bytes
	First, Last int // sentences [First, Last)
}

// Document is an analysed text. Tokens, sentences and paragraphs are in text
// order and do not overlap.
type Document struct {
	Text       string
	Paragraphs []Paragraph
	Sentences  []Sentence
	Tokens     []Token
	seen       []*seen // what is known of each token's word
}

// SentenceOf returns the index of the sentence that holds token t.
func (d *Document) SentenceOf(t int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Sentences[mid].Last <= t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// known returns what is known of the words of a sentence; nil for a document that is not of Segment.
func (d *Document) known(s Sentence) []*seen {
	if len(d.seen) != len(d.Tokens) {
		return nil
	}
	return d.seen[s.First:s.Last]
}
