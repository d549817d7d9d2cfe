package nlp

// Reader analyses texts with one shared model. It is safe for concurrent use.
type Reader struct {
	segmenter segmenter
	tagger    *tagger
	lemmas    *lemmatizer
	grammar   *grammar
}

// New loads the models: Punkt for sentences and prose's averaged perceptron for tags.
func New() (*Reader, error) {
	type loaded struct {
		tagger *tagger
		err    error
	}
	tags := make(chan loaded, 1)
	go func() {
		t, err := newTagger()
		tags <- loaded{t, err}
	}()
	punkt, err := newPunkt()
	if err != nil {
		return nil, err
	}
	lists := sections(sentenceWords)
	r := &Reader{
		segmenter: segmenter{punkt: punkt, abbr: newAbbreviations(lists), starters: set(lists["starter"]), speech: set(lists["speech"])},
	}
	l := <-tags
	if l.err != nil {
		return nil, l.err
	}
	r.tagger = l.tagger
	common := func(w string) bool { return punkt.OrthoContext[w]&lowerCase != 0 }
	r.lemmas = newLemmatizer(func(w string) bool { return common(w) || r.tagger.words[w] != nil })
	r.tagger.lower = func(w string) bool {
		flags := punkt.OrthoContext[w]
		return flags&lowerCase != 0 && (flags&midUpper == 0 || len(w) < 4 || r.lemmas.verbal(w) || r.lemmas.inflected(w))
	}
	r.grammar = &grammar{
		verbal: r.lemmas.verbal, common: common, lemmas: r.lemmas,
		clausal: set(lists["clausal"]), control: set(lists["control"]), noCause: set(lists["preposition-to"]),
	}
	return r, nil
}

// lowerCase are the flags with which Punkt's model marks words that its training text
// had in lower case, at the beginning, in the middle or at an unknown place of a
// sentence, and midUpper the one of those that it had with a capital within a sentence
// (see ortho.go in neurosnap/sentences).
const (
	midUpper  = 1 << 2
	lowerCase = 1<<4 | 1<<5 | 1<<6
)

func set(words []string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

// Read analyses a text: paragraphs, sentences, tokens, tags and lemmas.
func (r *Reader) Read(text string) *Document {
	d := r.Segment(text)
	for i := range d.Sentences {
		r.Tag(d, i)
	}
	return d
}

// Segment finds paragraphs, sentences and tokens, without tags and lemmas. It costs
// a small part of what tagging costs, so that a caller may look at a sentence's words
// before it asks Tag for more.
func (r *Reader) Segment(text string) *Document {
	d := &Document{Text: text, Paragraphs: paragraphs(text), Tokens: make([]Token, 0, len(text)/5+8)}
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		p.First = len(d.Sentences)
		d.Sentences = r.segmenter.sentences(d.Sentences, text, p.Start, p.End)
		p.Last = len(d.Sentences)
		for k := p.First; k < p.Last; k++ {
			s := &d.Sentences[k]
			s.Paragraph, s.First = i, len(d.Tokens)
			d.Tokens = r.segmenter.abbr.tokenize(d.Tokens, text, s.Start, s.End)
			s.Last = len(d.Tokens)
		}
	}
	lower := lowerer{known: r.tagger.words}
	for i := range d.Tokens {
		d.Tokens[i].Lower = lower.of(d.Tokens[i].Text)
	}
	return d
}

// Tag fills the tags and lemmas of sentence i of a document of Segment. It does
// nothing where they are filled already. It writes into the document, and so is not
// for concurrent use on one document.
func (r *Reader) Tag(d *Document, i int) {
	s := d.Sentences[i]
	tokens := d.Tokens[s.First:s.Last]
	if len(tokens) == 0 || tokens[0].Tag != "" {
		return
	}
	r.tagger.tag(tokens)
	r.grammar.retag(tokens)
	for k := range tokens {
		tokens[k].Lemma = r.lemmas.lemma(tokens[k].Lower, tokens[k].Tag)
	}
}
