package nlp

import (
	"sync"

	"github.com/factwire/factwire/extractors/internal/tag"
)

// wordPool holds the words of a sentence while it is tagged, as *[]tag.Word.
var wordPool sync.Pool

// learned gives the words of a sentence that prose has tagged the tags of the trained tagger. Known is what is known of them, or nil.
func (r *Reader) learned(tokens []Token, known []*seen) {
	words, _ := wordPool.Get().(*[]tag.Word)
	if words == nil {
		words = new([]tag.Word)
	}
	defer wordPool.Put(words)
	*words = (*words)[:0]
	for i := range tokens {
		w := tag.Word{Text: tokens[i].Text, Tag: tokens[i].Tag}
		if known != nil {
			w.Form = &known[i].form
		}
		*words = append(*words, w)
	}
	r.tags.Tag(*words)
	verbs := hasFinite(tokens)
	for i := range tokens {
		was := tokens[i].Tag
		if now := (*words)[i].Tag; !keeps(tokens, i, now) {
			tokens[i].Tag = now
		}
		(*words)[i].Tag = was
	}
	if verbs && !hasFinite(tokens) { // a sentence does not lose its only verb
		for i := range tokens {
			if was := (*words)[i].Tag; isFinite(was) {
				tokens[i].Tag = was
			}
		}
	}
	clear(*words) // no text is kept
}

// keeps reports whether a token keeps prose's tag: where the treebanks have a tag that the Penn Treebank of news has not; adjectives that
// are participles there ("stranded passengers", "the following firms"); and names in the plural, of which the treebanks are of two minds.
func keeps(s []Token, i int, tag string) bool {
	switch tag {
	case "ADD", "AFX", "LS", "NFP":
		return true
	case "NNPS":
		return s[i].Tag == "NNP"
	case "VBN", "VBG":
		return s[i].Tag == "JJ" && i+1 < len(s) && isNoun(s[i+1].Tag)
	}
	return false
}
