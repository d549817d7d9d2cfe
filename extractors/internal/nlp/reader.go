package nlp

import (
	"slices"
	"sync"

	"github.com/factwire/factwire/extractors/internal/memo"
	"github.com/factwire/factwire/extractors/internal/tag"
)

// Reader analyses texts with one shared model. It is safe for concurrent use.
type Reader struct {
	seen      *memo.Words[seen]
	segmenter segmenter
	tagger    *tagger
	tags      *tag.Tagger
	lemmas    *lemmatizer
	grammar   *grammar
	rooms     sync.Pool // of *room, which Release gives back
}

// room is the memory for the words of a document.
type room struct {
	tokens []Token
	seen   []*seen
}

// New loads the models: Punkt for sentences, and for tags prose's averaged perceptron and the one of extractors/internal/tag.
// It takes about 15 ms of one core.
func New() (*Reader, error) { return Start()() }

// Start begins to load the models in the background, for a caller who has other things
// to do meanwhile, and returns what waits for them. That may be called once or often.
func Start() func() (*Reader, error) {
	return background(load)
}

// background starts f at once and returns what waits for its result.
func background[T any](f func() (T, error)) func() (T, error) {
	var value T
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		value, err = f()
	}()
	return func() (T, error) {
		<-done
		return value, err
	}
}

func load() (*Reader, error) {
	prose := background(newTagger)
	lists := sections(sentenceWords)
	punkt, err := newPunkt()
	if err != nil {
		return nil, err
	}
	tagger, err := prose()
	if err != nil {
		return nil, err
	}
	tags, err := tag.Load()
	if err != nil {
		return nil, err
	}

	common := func(w string) bool { return punkt.OrthoContext[w]&lowerCase != 0 }
	lemmas := newLemmatizer(set(lists["headline"]), func(w []byte) bool {
		return punkt.OrthoContext[string(w)]&lowerCase != 0 || tagger.words.has(w) // neither makes a string
	})
	tagger.lower = func(w string) bool {
		flags := punkt.OrthoContext[w]
		return flags&lowerCase != 0 && (flags&midUpper == 0 || len(w) < 4 || lemmas.verbal(w) || lemmas.inflected(w))
	}
	r := &Reader{
		segmenter: segmenter{punkt: punkt, abbr: newAbbreviations(lists), starters: set(lists["starter"]), speech: set(lists["speech"]), wary: wary(punkt)},
		tagger:    tagger,
		tags:      tags,
		lemmas:    lemmas,
		grammar: &grammar{
			rules: rules(), verbal: lemmas.verbal, common: common,
			known: tagger.knows, lemmas: lemmas,
			clausal: set(lists["clausal"]), control: set(lists["control"]), noCause: set(lists["preposition-to"]),
		},
	}
	r.seen = memo.New(r.see)
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
	m, _ := r.rooms.Get().(*room)
	if m == nil {
		m = &room{}
	}
	d := &Document{Text: text, Paragraphs: paragraphs(text), Tokens: slices.Grow(m.tokens[:0], len(text)/5+8)}
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
	d.seen = slices.Grow(m.seen[:0], len(d.Tokens))[:len(d.Tokens)]
	for i := range d.Tokens {
		d.seen[i] = r.seen.Of(d.Tokens[i].Text)
		d.Tokens[i].Lower, d.Tokens[i].Cluster = d.seen[i].lower, d.seen[i].cluster
	}
	return d
}

// TagByProse fills the tags of sentence i of a document of Segment with those of prose's
// perceptron, mended by the grammar: what Tag begins with, and the trained tagger reads.
func (r *Reader) TagByProse(d *Document, i int) { r.byProse(d, d.Sentences[i]) }

func (r *Reader) byProse(d *Document, s Sentence) {
	tokens := d.Tokens[s.First:s.Last]
	if len(tokens) == 0 {
		return
	}
	r.tagger.tag(tokens, d.known(s))
	r.grammar.retag(tokens)
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
	r.byProse(d, s)
	r.learned(tokens, d.known(s))
	r.grammar.retag(tokens) // what a headline's verb is shows better now
	for k := range tokens {
		tokens[k].Lemma = r.lemmas.lemma(tokens[k].Lower, tokens[k].Tag)
	}
}

// Release gives back the memory of a document that nobody reads any more, for the next one.
func (r *Reader) Release(d *Document) {
	r.rooms.Put(&room{d.Tokens, d.seen})
	d.Tokens, d.seen = nil, nil
}
