package nlp

import (
	"bytes"
	"math"
	"math/bits"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire/extractors/internal/linear"
	"github.com/factwire/factwire/extractors/internal/tag"
)

// look is what the perceptron sees of a token.
type look struct {
	rows  *wordRows  // of the normalized word
	affix *affixRows // of the normalized word's last bytes; nil if none
	pairs int32      // where the pairs of the word end
	self  row        // of the last bytes of the word as written
	first byte
	tag   int32 // the tag that the word has whatever stands around it, or -1
}

// seen is what is known of a word wherever it stands.
type seen struct {
	lower string
	look  look // in a sentence of the usual style; of a mark, its rows alone
	word  bool // the token is a word: the look does not depend on what stands around
	form  tag.Form
	// cluster is that of the word in lower case
	cluster uint16
}

// see returns what is known of a word as it is written.
func (r *Reader) see(text string) seen {
	t := r.tagger
	s := seen{lower: lowered(text, &t.words), form: r.tags.Form(text)}
	s.cluster = r.tags.Cluster(s.lower)
	if written := asTrained(text, s.lower); startsWord(written) {
		s.word, s.look = true, t.wordLook(written, normalize(s.lower))
	} else {
		s.look = t.rowsOf(s.lower)
	}
	return s
}

// tag fills the tokens' tags. They are one sentence; known is what is known of their words, or nil.
func (t *tagger) tag(tokens []Token, known []*seen) {
	var few [64]look
	looks := few[:0]
	style := capitals(tokens)
	var open quotes
	for i := range tokens {
		if known == nil {
			looks = append(looks, t.look(tokens, i, style, &open, nil))
		} else if k := known[i]; k.word && (style == usual || !isUpperASCII(tokens[i].Text[0])) {
			looks = append(looks, k.look)
		} else {
			looks = append(looks, t.look(tokens, i, style, &open, k))
		}
	}
	p1, p2 := int32(len(t.classes)), int32(len(t.classes))+1
	for i := range looks {
		c := looks[i].tag
		if c < 0 {
			c = t.predict(looks, i, p1, p2)
		}
		tokens[i].Tag = t.classes[c]
		p2, p1 = p1, c
	}
}

// predict returns the best tag of word i after the tags p1 and, before that, p2.
func (t *tagger) predict(looks []look, i int, p1, p2 int32) int32 {
	var scores [maxClasses]int32
	var seen uint64 // only tags that a feature names can be chosen, as in prose
	var room [16]uint32
	wide := room[:0]
	add := func(r row) {
		n, from := r>>rowShift, r&(1<<rowShift-1)
		if n == isWide {
			seen |= t.seen[from]
			wide = append(wide, uint32(from))
			return
		}
		for _, w := range t.weights[from : from+n] {
			seen |= 1 << w.tag()
			scores[w.tag()] += w.value()
		}
	}
	at := func(k int) *look {
		switch {
		case k == -1:
			return &t.edge[1]
		case k == -2:
			return &t.edge[0]
		case k == len(looks):
			return &t.edge[2]
		case k == len(looks)+1:
			return &t.edge[3]
		}
		return &looks[k]
	}
	me := &looks[i]
	add(me.self)
	add(t.first[me.first])
	add(t.before[int(p1)*(len(t.classes)+2)+int(p2)])
	add(me.rows.self)
	if k := bytes.IndexByte(t.befores[me.rows.pairs:me.pairs], byte(p1)); k >= 0 {
		add(t.pairs[int(me.rows.pairs)+k])
	}
	before, after := at(i-1), at(i+1)
	add(before.rows.prev)
	add(at(i - 2).rows.prev2)
	add(after.rows.next)
	add(at(i + 2).rows.next2)
	if a := before.affix; a != nil {
		add(a.prev)
	}
	if a := after.affix; a != nil {
		add(a.next)
	}
	linear.AddWide(&scores, t.wide, wide)
	best, max := int32(0), int32(math.MinInt32)
	for ; seen != 0; seen &= seen - 1 {
		if c := bits.TrailingZeros64(seen); scores[c] > max {
			best, max = int32(c), scores[c]
		}
	}
	return best
}

// look returns what the perceptron sees of token i. Known is what is known of its word, or nil.
func (t *tagger) look(tokens []Token, i int, style style, open *quotes, known *seen) look {
	tok := &tokens[i]
	written, normal := tok.Text, tok.Lower
	if style != usual && isUpperASCII(written[0]) {
		written = t.recase(tok, style)
	}
	written = asTrained(written, normal)
	r, size := utf8.DecodeRuneInString(written)
	if isWord(r) {
		return t.wordLook(written, normalize(tok.Lower))
	}
	tag, as := open.punctuation(tokens, i, r, size)
	open.see(tok, tag)
	var l look
	switch {
	case as != "":
		written, normal = as, as
		l = t.rowsOf(as)
	case known != nil && !known.word:
		l = known.look
	default:
		l = t.rowsOf(normal)
	}
	l.first, l.tag = written[0], -1
	if tag != "" {
		l.tag = t.class([]byte(tag))
	}
	if l.tag < 0 {
		t.finish(&l, written, normal)
	}
	return l
}

// asTrained returns a word as written in the form that training text has, by its form in lower case.
func asTrained(written, lower string) string {
	if written[0] != lower[0] || len(written) > 2 && strings.Contains(written, "’") {
		return straight(written, lower)
	}
	return written
}

// startsWord reports whether a token as written is a word, and no mark.
func startsWord(written string) bool {
	r, _ := utf8.DecodeRuneInString(written)
	return isWord(r)
}

// wordLook returns what the perceptron sees of a word, whatever stands around.
func (t *tagger) wordLook(written, normal string) look {
	l := t.rowsOf(normal)
	l.first, l.tag = written[0], -1
	t.finish(&l, written, normal)
	return l
}

// rowsOf returns the look with the rows of a normalized word.
func (t *tagger) rowsOf(normal string) look {
	l := look{rows: t.nothing, affix: t.affixes[suffix(normal)]}
	if i := find(&t.words, normal); i >= 0 {
		l.rows, l.pairs = &t.words.rows[i], t.words.rows[i+1].pairs
	}
	return l
}

// finish fills what depends on the word as written.
func (t *tagger) finish(l *look, written, normal string) {
	if c, ok := t.fixed[written]; ok {
		l.tag = c
	} else if written != l.rows.word && (strings.IndexByte(written, '@') > 0 || strings.Contains(written, "://") || strings.HasPrefix(written, "www.")) {
		l.tag = t.noun
	}
	switch {
	case l.tag >= 0:
	case len(normal) == len(written) && suffix(normal) == suffix(written):
		if l.affix != nil {
			l.self = l.affix.self
		}
	default:
		if a := t.affixes[suffix(written)]; a != nil {
			l.self = a.self
		}
	}
}

// straight returns a word as written with the straight apostrophes and without the
// brackets that training text has.
func straight(written, lower string) string {
	if !strings.ContainsAny(written, "’ʼ´[") {
		return written
	}
	if b := written[0]; isUpperASCII(b) && lower != "" {
		return string(b) + lower[1:]
	}
	return lower
}

// normalize folds words of a kind together, as in training.
func normalize(lower string) string {
	first := lower[0]
	if first != '-' && strings.IndexByte(lower, '-') > 0 {
		return "!HYPHEN"
	}
	if isDigit(first) {
		if len(lower) == 4 && isDigit(lower[1]) && isDigit(lower[2]) && isDigit(lower[3]) {
			return "!YEAR"
		}
		return "!DIGITS"
	}
	return lower
}
