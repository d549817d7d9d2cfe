package clause

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

type chunkKind uint8

const (
	nounChunk chunkKind = iota
	verbChunk
	prepChunk
	commaChunk
	conjChunk // and, or, but, nor
	markChunk // subordinators and complementizers
	relChunk  // who, which, that, whose, where after a noun
	dateChunk
	stopChunk // ; : — and quotation boundaries: a new clause may start
	adverbChunk
	otherChunk
)

type chunk struct {
	kind        chunkKind
	first, last int
	word        string // lower case
	np          *NP
	vg          *VG
	date        *dates.Mention
	used        bool // taken as an argument already
	counts      bool // a noun of quantity whose np is that of the chunk behind "of"
}

// chunker cuts one sentence into chunks.
type chunker struct {
	p       *Parser
	doc     *nlp.Document
	names   *names.Result
	date    []*dates.Mention // token to date, by its first lead token; reused over sentences
	inDate  []*dates.Mention // token to the date that covers it
	title   []bool           // tokens of a title before a name
	between *dates.Mention   // the date inside the verb group read last, or nil
	out     []chunk
	groups  *arena[NP]
	verbs   *arena[VG]
}

func (c *chunker) tok(i int) *nlp.Token { return &c.doc.Tokens[i] }

func (c *chunker) sentence(s nlp.Sentence) []chunk {
	c.out = c.out[:0]
	for i := s.First; i < s.Last; {
		next := c.step(i, s)
		if next <= i { // cannot happen; but a loop must end on any input
			next = i + 1
		}
		i = next
	}
	c.dashes()
	c.asides()
	c.correlatives()
	return c.out
}

// asides leaves out who is told between commas not to be one of those listed: "Norway and Sweden, but not Chad, have banned".
func (c *chunker) asides() {
	for i := 1; i+5 < len(c.out); i++ {
		k := c.out[i:]
		if k[0].kind == commaChunk && k[1].kind == conjChunk && k[1].word == "but" && k[2].kind == adverbChunk && k[2].word == "not" && k[3].kind == nounChunk && k[4].kind == commaChunk && k[5].kind == verbChunk && c.out[i-1].kind == nounChunk {
			c.out = append(c.out[:i], c.out[i+5:]...)
		}
	}
}

// correlatives makes "and" of what stands around and between the members of "not only Norway but also Chad".
func (c *chunker) correlatives() {
	for i := 0; i+3 < len(c.out); i++ {
		k := i
		if c.out[k].kind != adverbChunk || c.out[k].word != "not" && c.out[k].word != "not only" {
			continue
		}
		if k++; c.out[k-1].word == "not" {
			if c.out[k].kind != adverbChunk || c.out[k].word != "only" {
				continue
			}
			k++
		}
		first := k
		if k+2 >= len(c.out) || c.out[k].kind != nounChunk {
			continue
		}
		if k++; c.out[k].kind == commaChunk {
			k++
		}
		if k+1 >= len(c.out) || c.out[k].kind != conjChunk || c.out[k].word != "but" {
			continue
		}
		conj := c.out[k]
		if k++; c.out[k].kind == adverbChunk && c.out[k].word == "also" {
			k++
		}
		if k >= len(c.out) || c.out[k].kind != nounChunk {
			continue
		}
		conj.word = "and"
		out := append(c.out[:i:i], c.out[first], conj)
		c.out = append(out, c.out[k:]...)
	}
}

// dashes makes commas of two dashes that enclose phrases without a verb: "three states – Norway, Sweden and Chad – signed".
func (c *chunker) dashes() {
	open := -1
	for i, k := range c.out {
		switch k.kind {
		case stopChunk:
			if k.word != "–" && k.word != "—" && k.word != "--" && k.word != "-" {
				open = -1
			} else if open >= 0 && i > open+1 {
				c.out[open].kind, c.out[i].kind = commaChunk, commaChunk
				open = -1
			} else {
				open = i
			}
		case nounChunk, commaChunk, conjChunk, prepChunk, adverbChunk, dateChunk:
		default:
			open = -1
		}
	}
}

func (c *chunker) add(k chunk) int {
	c.out = append(c.out, k)
	return k.last
}

// parted reports whether "that" at i stands between a verb and its particle ("wants to bring that forward").
func (c *chunker) parted(i, end int) bool {
	n := len(c.out)
	return c.tok(i).Lower == "that" && i+1 < end && n > 0 && c.out[n-1].kind == verbChunk && c.out[n-1].last == i &&
		c.p.particleVerbs[c.out[n-1].vg.Lemma+" "+c.tok(i+1).Lower]
}

// function chunks prepositions, conjunctions, subordinators, relatives and the rest.
func (c *chunker) function(i, end int) int {
	t := c.tok(i)
	w := t.Lower
	switch {
	case t.Tag == "CC" || c.p.conjunctions[w]:
		return c.add(chunk{kind: conjChunk, first: i, last: i + 1, word: w})
	case c.p.relatives[w] && (t.Tag == "WDT" || t.Tag == "WP" || t.Tag == "WP$" || w != "that"):
		return c.add(chunk{kind: relChunk, first: i, last: i + 1, word: w})
	case w == "that":
		return c.add(chunk{kind: markChunk, first: i, last: i + 1, word: w})
	case c.p.marks[w] && !c.p.preps[w]:
		return c.add(chunk{kind: markChunk, first: i, last: i + 1, word: w})
	case c.p.preps[w] || t.Tag == "IN" || t.Tag == "TO":
		return c.add(chunk{kind: prepChunk, first: i, last: i + 1, word: w})
	case t.Tag == "WRB":
		return c.add(chunk{kind: markChunk, first: i, last: i + 1, word: w})
	case strings.HasPrefix(t.Tag, "RB") || t.Tag == "RP" || t.Tag == "EX" || t.Tag == "UH":
		return c.add(chunk{kind: adverbChunk, first: i, last: i + 1, word: w})
	}
	return c.add(chunk{kind: otherChunk, first: i, last: i + 1, word: w})
}

// inverts reports an auxiliary that begins a condition: "Had Norway signed", "Should it fail", "Were it to".
func (c *chunker) inverts(i int, s nlp.Sentence) bool {
	switch c.tok(i).Lower {
	case "had", "should", "were":
	default:
		return false
	}
	first := i == s.First || i == s.First+1 && (isQuoteMark(c.tok(s.First).Text) || c.tok(s.First).Tag == "CC")
	if !first && c.tok(i-1).Lower != "," || i+1 >= s.Last {
		return false
	}
	next := c.tok(i + 1)
	return c.names.At(i+1) != nil || next.Tag == "DT" || next.Tag == "PRP" || next.Tag == "PRP$" || first && strings.HasPrefix(next.Tag, "NNP")
}

// modifies reports a participle that stands between a verb and the common noun that it belongs to: "imposed coordinated sanctions", "swapped
// signed copies".
func (c *chunker) modifies(i, end int) bool {
	t := c.tok(i)
	if t.Tag != "VBN" && t.Tag != "VBD" || len(c.out) == 0 || i+1 >= end || c.names.At(i+1) != nil || c.inDate[i+1] != nil {
		return false
	}
	before := c.out[len(c.out)-1]
	if before.kind != verbChunk || before.last != i || before.vg.Copula || before.vg.Passive || before.vg.Particle != "" || isAux(before.vg.Lemma) || c.p.linking[before.vg.Lemma] {
		return false
	}
	return c.tok(i+1).Tag == "NNS" || c.tok(i+1).Tag == "NN" && i+2 < end && c.tok(i+2).Tag == "NNS"
}

// floats reports a quantifier that floats behind its subject: "the two both led", "have all signed".
func (c *chunker) floats(i, end int) bool {
	switch c.tok(i).Lower {
	case "all", "both", "each":
		if i > 0 && i+1 < end && isAux(c.tok(i-1).Lemma) && (c.tok(i+1).Tag == "VBN" || c.tok(i+1).Tag == "VBD") && c.names.At(i+1) == nil {
			return true // "have all banned Acme"
		}
		return i+1 < end && i > 0 && (isVerbTag(c.tok(i+1).Tag) || c.tok(i+1).Tag == "MD") && c.names.At(i+1) == nil && !c.nounFollows(i+1, end)
	}
	return false
}

// ingNoun reports whether a word in -ing is a noun here ("memorandum of understanding"): one that often is,
// behind a preposition and without an object.
func (c *chunker) ingNoun(i, end int) bool {
	t := c.tok(i)
	if t.Tag != "VBG" || !c.p.ingNouns[t.Lower] || i == 0 || len(c.out) == 0 || c.out[len(c.out)-1].kind != prepChunk {
		return false
	}
	return c.objectless(i, end)
}

// objectless reports whether no object follows a word in -ing.
func (c *chunker) objectless(i, end int) bool {
	return i+1 >= end || c.names.At(i+1) == nil && c.tok(i+1).Tag != "DT" && !isNounTag(c.tok(i+1).Tag) && c.tok(i+1).Tag != "PRP$"
}

// phraseAt chunks a preposition or subordinator of several words, and returns 0 if none starts at i.
func (c *chunker) phraseAt(i, end int) int {
	if w := c.tok(i).Lower; !c.p.starts.May(w) || !c.p.phraseStarts[w] {
		return 0
	}
	var room [64]byte
	for n := min(4, end-i); n > 1; n-- {
		phrase := c.join(room[:0], i, i+n)
		if i+n < end && c.tok(i+n-1).Lower == "to" && (c.tok(i+n).Tag == "VB" || c.tok(i+n).Tag == "RB") {
			continue // "is due to be signed"
		}
		if c.p.phrasePreps[string(phrase)] { // makes no string
			return c.add(chunk{kind: prepChunk, first: i, last: i + n, word: string(phrase)})
		} else if c.p.phraseMarks[string(phrase)] {
			return c.add(chunk{kind: markChunk, first: i, last: i + n, word: string(phrase)})
		}
	}
	return 0
}

// words joins the lower-cased tokens [i, j) by spaces.
func (c *chunker) words(i, j int) string {
	if j-i == 1 {
		return c.tok(i).Lower
	}
	return string(c.join(nil, i, j))
}

// join appends the lower-cased tokens [i, j) with spaces between them.
func (c *chunker) join(out []byte, i, j int) []byte {
	for k := i; k < j; k++ {
		if k > i {
			out = append(out, ' ')
		}
		out = append(out, c.tok(k).Lower...)
	}
	return out
}

// maxBracket is how many tokens a parenthesis may have to be passed over.
const maxBracket = 40

// bracket passes over a parenthesis, for what stands there seldom fills a role of
// the clause around it, but keeps the dates in it ("on Tuesday (Oct 1)").
func (c *chunker) bracket(i, end int) int {
	closing := ")"
	if c.tok(i).Lower == "[" {
		closing = "]"
	}
	for j := i + 1; j < end && j < i+maxBracket; j++ {
		if c.tok(j).Lower == closing {
			for k := i + 1; k < j; k++ {
				if d := c.date[k]; d != nil {
					c.add(chunk{kind: dateChunk, first: k, last: d.Last, date: d})
					k = d.Last - 1
				}
			}
			return j + 1
		}
	}
	return c.add(chunk{kind: otherChunk, first: i, last: i + 1, word: c.tok(i).Lower})
}

func isQuoteMark(s string) bool {
	switch s {
	case "“", "”", "\"", "‘", "’", "'", "``", "''", "«", "»", "„", "‟":
		return true
	}
	return false
}

// quoteMark makes a clause boundary of a mark that a comma or a stop goes with,
// and passes over others: “surprised by a decision” goes on with the clause.
func (c *chunker) quoteMark(i int, s nlp.Sentence) int {
	before := i > s.First && strings.ContainsAny(c.tok(i-1).Lower, ",.?!:;")
	after := i+1 < s.Last && c.tok(i+1).Lower == ","
	if before || after && i+2 < s.Last {
		if n := len(c.out); n > 0 && c.out[n-1].kind == commaChunk {
			c.out[n-1].kind, c.out[n-1].word = stopChunk, "”"
			c.out[n-1].last = i + 1
			return i + 1
		}
		if before {
			return c.add(chunk{kind: stopChunk, first: i, last: i + 1, word: "”"})
		}
	}
	return i + 1
}
