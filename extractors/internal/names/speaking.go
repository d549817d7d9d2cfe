package names

import (
	"sort"
	"strings"

	"github.com/factwire/factwire"
)

// speaks tells whether a verb of speech is right behind the tokens, or right before them.
func (b *builder) speaks(first, last, sentence int) bool {
	s := b.d.Sentences[sentence]
	for t := last; t < s.Last && t < last+4; t++ {
		tok := &b.d.Tokens[t]
		if b.w.speech[tok.Lower] {
			return true
		}
		if tok.Tag != "RB" && tok.Tag != "MD" && tok.Lower != "has" && tok.Lower != "had" && tok.Lower != "have" {
			break
		}
	}
	if first > s.First && first-1 > s.First && b.d.Tokens[first-1].Lower == "to" {
		return b.d.Tokens[first-2].Lower == "according"
	}
	if last < s.Last && (finite(b.d.Tokens[last].Tag) || b.d.Tokens[last].Tag == "POS") {
		return false // "said Prowse had": the subject of what is said
	}
	return first > s.First && b.w.speech[b.d.Tokens[first-1].Lower]
}

// maxBehind is how many tokens may part a subject from its verb.
const maxBehind = 24

// speaksBehind tells whether the first finite verb behind an apposition at token t, its
// relative clauses left out, is a verb of speech.
func (b *builder) speaksBehind(t, sentence int) bool {
	s := b.d.Sentences[sentence]
	relative := false
	for k := t; k < min(s.Last, t+maxBehind); k++ {
		tok := &b.d.Tokens[k]
		switch {
		case tok.Lower == "who" || tok.Lower == "which" || tok.Lower == "whose":
			relative = true
		case tok.Text == ",":
			relative = false
		case relative:
		case tok.Tag == "PRP", tok.Text == ";", tok.Text == ":", isQuote(tok.Text):
			return false
		case finite(tok.Tag) || b.w.speech[tok.Lower] && tok.Tag == "VBN":
			return b.w.speech[tok.Lower]
		}
	}
	return false
}

// told tells whether the tokens are the subject of a clause that a verb of speech is before.
func (b *builder) told(first, last, sentence int) bool {
	s := b.d.Sentences[sentence]
	t := first - 1
	for t > s.First && strings.HasPrefix(b.d.Tokens[t].Tag, "NNP") {
		t-- // a title
	}
	if t <= s.First || last >= s.Last || !finite(b.d.Tokens[last].Tag) {
		return false
	}
	switch b.d.Tokens[t].Lower {
	case "whom":
		return true // "whom the president appointed"
	case "which", "when":
		return b.d.Tokens[t-1].Text != ","
	}
	if t-1 > s.First && (b.d.Tokens[t-1].Lower == "whose" || b.d.Tokens[t-2].Lower == "whose") {
		return true // "whose brother Ada Ost runs"
	}
	if b.d.Tokens[t].Lower == "that" {
		t--
	}
	if t > s.First && b.d.Tokens[t].Tag == "DT" {
		t-- // "suggesting the president could"
	}
	low := b.d.Tokens[t].Lower
	return b.w.speech[low] || b.w.telling[low]
}

// namedBehind returns the entities that the sentence names behind the subject pronoun at token t,
// whom it cannot mean, unless it opens a clause before the main one: "When she came, Ada Ost".
func (b *builder) namedBehind(t, sentence int) map[int]bool {
	s := b.d.Sentences[sentence]
	if t > s.First && b.w.openers[b.d.Tokens[t-1].Lower] {
		return nil
	}
	var named map[int]bool
	for i := sort.Search(len(b.spans), func(i int) bool { return b.spans[i].first > t }); i < len(b.spans) && b.spans[i].first < s.Last; i++ {
		if e := b.ent[root(b.cs, b.spans[i].entity)]; e >= 0 && !b.l.quoted[b.spans[i].first] {
			if named == nil {
				named = map[int]bool{}
			}
			named[e] = true
		}
	}
	return named
}

// agent tells whether "by" and nothing but names, titles and determiners stands before token t.
func (b *builder) agent(t, sentence int) bool {
	for k := t - 1; k >= b.d.Sentences[sentence].First && k >= t-8; k-- {
		tok := &b.d.Tokens[k]
		switch {
		case tok.Lower == "by":
			return k == 0 || !b.w.asking[b.d.Tokens[k-1].Lemma]
		case strings.HasPrefix(tok.Tag, "NN"), tok.Tag == "DT", tok.Tag == "POS", tok.Tag == "JJ", tok.Tag == "PRP$":
		default:
			return false
		}
	}
	return false
}

// aside tells whether the pronoun at token t is the subject of an attribution inside or
// behind what it attributes ("Abernathy, he said, knew"): the words' subject is another.
func (b *builder) aside(t, sentence int) bool {
	s := b.d.Sentences[sentence]
	if t == s.First || t+1 >= s.Last || !b.w.speech[b.d.Tokens[t+1].Lower] {
		return false
	}
	switch b.d.Tokens[t-1].Text {
	case "”", "\"", "’", "''":
		return true
	case ",":
		// "While Abernathy hoped so, he said it was late": what was said comes behind.
		return t+2 >= s.Last || !isLetter(b.d.Tokens[t+2].Text)
	}
	return false
}

// answers tells whether a sentence begins with words in marks, and the one before with the name that h is a mention of as its subject,
// or ends with it and names nobody else.
func (b *builder) answers(h *seen, sentence int) bool {
	if !isQuote(b.d.Tokens[b.d.Sentences[sentence].First].Text) {
		return false
	}
	if _, pronoun := personPronouns[b.d.Tokens[h.tok].Lower]; pronoun {
		return false
	}
	return h.subject && !h.told && h.tok == b.d.Sentences[h.sent].First || b.onlyIn(h)
}

// onlyIn tells whether the sentence of a mention names nobody else, and ends with it: "That did not satisfy Ada Ost."
func (b *builder) onlyIn(h *seen) bool {
	if h.last+1 != b.d.Sentences[h.sent].Last {
		return false
	}
	for i := len(b.history) - 1; i >= b.horizon() && b.history[i].sent >= h.sent; i-- {
		if o := &b.history[i]; o.sent == h.sent && o.ent != h.ent && b.r.Entities[o.ent].Type == factwire.Person {
			return false
		}
	}
	return true
}

// otherPerson tells whether the sentence begins with a person without a name ("A technician
// who"), whom a pronoun at token t may mean.
func (b *builder) otherPerson(t, sentence int) bool {
	start := b.d.Sentences[sentence].First
	for start < t && !isLetter(b.d.Tokens[start].Text) {
		start++
	}
	low := b.d.Tokens[start].Lower
	if low != "a" && low != "an" && low != "another" && low != "one" {
		return false
	}
	if low == "one" && t == start+2 {
		return false // "One of her first acts"
	}
	for k := start; k < t; k++ {
		if n := b.r.at[k]; n != 0 {
			m := &b.r.Mentions[n-1]
			if len(m.Entities) > 0 && b.r.Entities[m.Entities[0]].Type == factwire.Person {
				return false
			}
		}
	}
	return true
}
