package quote

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
)

// resumed reports whether the next paragraph opens with a single mark.
func (p *pairer) resumed(index int) bool {
	if index+1 >= len(p.doc.Paragraphs) {
		return false
	}
	first, last := bounds(p.doc, index+1)
	if first >= last {
		return false
	}
	m := markOf(&p.doc.Tokens[first])
	return m == singleOpener || m == singleNeutral
}

// closesAlone reports whether the single mark at token k, behind the end of a sentence, closes what a double mark at token t opened: “We
// can stop it.’ No single mark is open, and no double one follows in the paragraph.
func (p *pairer) closesAlone(t, k, last int) bool {
	switch p.doc.Tokens[k-1].Text {
	case ".", "!", "?":
	default:
		return false
	}
	if k+1 < last && !p.doc.Tokens[k+1].Space || k-t > maxSearch {
		return false
	}
	return p.find(t+1, k, singleOpener) < 0 && p.find(k+1, last, closer) < 0 && p.find(k+1, last, double) < 0 && p.find(k+1, last, opener) < 0
}

// spoken are verbs that tell, outside the words, who said what an unclosed mark opens.
var spoken = map[string]bool{"said": true, "says": true, "added": true, "told": true}

// attributed returns where the words of a quotation end whose closing mark is missing, by the attribution of a person in
// full that stands in it: "We cannot wait, said Ada Ost" ends at the comma, and what stands in sentences before "Minister Ada
// Ost said that" ends there; or q.out.
func (p *pairer) attributed(q quotation) int {
	tokens := p.doc.Tokens
	for t := q.in + 1; t < q.out; t++ {
		if !spoken[tokens[t].Lower] {
			continue
		}
		if m := p.person(t + 1); m != nil && tokens[t-1].Text == "," {
			return t
		}
		if m := p.person(t - 1); m != nil {
			from := min(m.First, m.TitleFirst)
			sentence := p.doc.Sentences[p.doc.SentenceOf(m.First)]
			if from-sentence.First <= maxLead && sentence.First > q.in {
				return sentence.First
			}
			if from > q.in && tokens[from-1].Text == "," {
				return from
			}
		}
	}
	return q.out
}

// maxLead is how many words may stand before a speaker's name in the sentence of the attribution.
const maxLead = 8

// person returns the person named in full, or with a title, at token t, or nil.
func (p *pairer) person(t int) *names.Mention {
	m := p.names.At(t)
	if m == nil || m.Form != names.Name || len(m.Entities) == 0 || p.names.Entities[m.Entities[0]].Type != factwire.Person || m.Last-min(m.First, m.TitleFirst) < 2 {
		return nil
	}
	return m
}

// reopens reports whether the opening mark at token k stands behind a whole sentence, as the mark does by which some texts
// go on with a quotation.
func (p *pairer) reopens(k int) bool {
	switch p.doc.Tokens[k-1].Text {
	case ".", "!", "?":
	default:
		return false
	}
	if k < 4 {
		return true
	}
	verb, subject := &p.doc.Tokens[k-2], &p.doc.Tokens[k-3]
	return !(verb.Tag == "VBD" && (subject.Tag == "PRP" || subject.Tag == "NNP")) // “It is safe, she thought.
}

// cut ends a quotation whose closing mark is missing, and behind which another opens in the middle of a sentence, with its
// own first sentence.
func (p *pairer) cut(q quotation) quotation {
	sentence := p.doc.Sentences[p.doc.SentenceOf(q.in)]
	if sentence.Last > q.in && sentence.Last < q.out {
		q.last, q.out, q.closed = sentence.Last, sentence.Last, true
	}
	return q
}
