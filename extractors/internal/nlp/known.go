package nlp

// Knows reports whether the models know a word in lower case.
func (r *Reader) Knows(lower string) bool { return r.grammar.known(lower) || r.grammar.common(lower) }

// Common reports whether a word, or its base form, is one that English writes in lower case within a sentence.
func (r *Reader) Common(lower string) bool {
	if r.grammar.common(lower) || r.tagger.lower(lower) {
		return true
	}
	for _, tag := range [...]string{"NNS", "VBD", "VBG"} {
		if base := r.lemmas.lemma(lower, tag); base != lower && r.grammar.common(base) {
			return true
		}
	}
	return false
}
