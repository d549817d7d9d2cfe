package clause

import (
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// step adds the chunk that begins at token i, and returns the token behind it.
func (c *chunker) step(i int, s nlp.Sentence) int {
	if d := c.date[i]; d != nil {
		if np := c.dateGroup(i, d, s.Last); np != nil {
			return c.noun(i, np)
		}
		return c.add(chunk{kind: dateChunk, first: i, last: d.Last, date: d, word: string(d.Relation)})
	}
	if c.names.At(i) != nil {
		if np := c.nounGroup(i, s.Last); np != nil {
			return c.noun(i, np)
		}
	}
	for _, part := range []func(*chunker, int, nlp.Sentence) int{(*chunker).markOf, (*chunker).connective, (*chunker).participial, (*chunker).adverbOf} {
		if next := part(c, i, s); next > 0 {
			return next
		}
	}
	c.between = nil
	if vg := c.verbGroup(i, s.Last); vg != nil {
		next := c.add(chunk{kind: verbChunk, first: i, last: vg.Last, vg: vg})
		if d := c.between; d != nil {
			c.add(chunk{kind: dateChunk, first: d.Lead, last: d.Last, date: d, word: string(d.Relation)})
		}
		return next
	}
	np := c.nounGroup(i, s.Last)
	if np == nil && c.parted(i, s.Last) {
		np = &NP{First: i, Last: i + 1, Head: i}
	}
	if np != nil {
		return c.noun(i, np)
	}
	return c.function(i, s.Last)
}

// noun adds a noun group from token i on.
func (c *chunker) noun(i int, np *NP) int {
	return c.add(chunk{kind: nounChunk, first: i, last: np.Last, np: np})
}

// word adds a chunk of one word.
func (c *chunker) word(kind chunkKind, i int, word string) int {
	return c.add(chunk{kind: kind, first: i, last: i + 1, word: word})
}

// markOf adds a mark of punctuation. Like the parts below it returns 0 where there is none.
func (c *chunker) markOf(i int, s nlp.Sentence) int {
	switch t := c.tok(i); t.Lower {
	case "(", "[":
		return c.bracket(i, s.Last)
	case ",":
		return c.add(chunk{kind: commaChunk, first: i, last: i + 1})
	case ";", ":", "—", "–", "--", "-", "…", "...":
		return c.word(stopChunk, i, t.Lower)
	default:
		if isQuoteMark(t.Text) {
			return c.quoteMark(i, s)
		}
	}
	return 0
}

// connective adds what ties clauses: a phrase that is one word to the grammar, a subordinator, an inverted condition, "nor" and "so".
func (c *chunker) connective(i int, s nlp.Sentence) int {
	t := c.tok(i)
	if i+2 < s.Last && len(c.out) > 0 && c.out[len(c.out)-1].kind == verbChunk && c.p.verbAdverbs[t.Lower+" "+c.tok(i+1).Lower] && c.nounAt(i+2, s.Last) {
		return c.add(chunk{kind: adverbChunk, first: i, last: i + 2, word: c.words(i, i+2)})
	}
	if n := c.phraseAt(i, s.Last); n > 0 {
		return n
	}
	switch {
	case i == s.First && isNounTag(t.Tag) && c.p.marks[t.Lower] && !c.p.preps[t.Lower]:
		return c.word(markChunk, i, t.Lower) // "Whether Norway signs": a capital misleads the tagger
	case c.inverts(i, s):
		return c.word(markChunk, i, "if")
	case t.Lower == "nor":
		return c.word(conjChunk, i, t.Lower)
	case t.Lower == "so" && i > s.First && c.tok(i-1).Lemma == "do":
		return c.word(adverbChunk, i, t.Lower)
	}
	return 0
}

// nounAt reports whether a noun phrase begins at token i.
func (c *chunker) nounAt(i, end int) bool {
	tag := c.tok(i).Tag
	return tag == "DT" || tag == "PRP$" || c.names.At(i) != nil || c.nounFollows(i, end)
}

// participial adds a noun group that begins with, or is, a form of a verb.
func (c *chunker) participial(i int, s nlp.Sentence) int {
	if c.ingNoun(i, s.Last) {
		return c.noun(i, &NP{First: i, Last: i + 1, Head: i})
	}
	tag := c.tok(i).Tag
	if (tag == "VBG" || tag == "VBN") && c.p.participleModifiers[c.tok(i).Lower] && c.nounFollows(i+1, s.Last) {
		if np := c.nounGroup(i, s.Last); np != nil {
			return c.noun(i, np)
		}
	}
	if (tag == "VBN" || tag == "VBD") && len(c.out) > 0 && c.nounFollows(i+1, s.Last) {
		// "screen cars for banned drugs": no clause begins with a participle behind a preposition
		if before := c.out[len(c.out)-1]; before.kind == prepChunk && before.last == i && before.word != "as" && before.word != "than" {
			if np := c.nounGroup(i+1, s.Last); np != nil && np.Possessor == nil && (np.Mention == nil || np.Mention.Form != names.Name) {
				np.First = i
				return c.noun(i, np)
			}
		}
	}
	if c.modifies(i, s.Last) {
		if np := c.nounGroup(i+1, s.Last); np != nil {
			np.First = i
			return c.noun(i, np)
		}
	}
	return 0
}

// adverbOf adds what stands before a number as about how much it is, a quantifier that floats, and "including".
func (c *chunker) adverbOf(i int, s nlp.Sentence) int {
	t := c.tok(i)
	if t.Lower == "at" && i+2 < s.Last && (c.tok(i+1).Lower == "least" || c.tok(i+1).Lower == "most") && c.tok(i+2).Tag == "CD" {
		return c.add(chunk{kind: adverbChunk, first: i, last: i + 2, word: c.tok(i + 1).Lower}) // "at least 850 people"
	}
	if i+1 < s.Last && c.tok(i+1).Tag == "CD" && c.p.approximations[t.Lower] {
		return c.word(adverbChunk, i, t.Lower) // "about 550 students"
	}
	if t.Tag == "VBG" && c.p.examples[t.Lower] && i > s.First && i+1 < s.Last && (c.names.At(i+1) != nil || c.tok(i+1).Tag == "DT" || c.nounFollows(i+1, s.Last)) {
		return c.word(prepChunk, i, t.Lower)
	}
	if c.floats(i, s.Last) {
		return c.word(adverbChunk, i, t.Lower)
	}
	return 0
}
