package names

import "github.com/factwire/factwire/extractors/internal/nlp"

// maxByline is how many words a byline has at most that runs into the text.
const maxByline = 14

// bylineEnd returns the token at which the text of a paragraph begins that a byline runs into ("By Ada Ost, Vale News The port
// is closed"), or first.
func (f *Finder) bylineEnd(d *nlp.Document, first, last int) int {
	if last-first < maxByline || d.Tokens[first].Lower != "by" || !isUpper(d.Tokens[first].Text) {
		return first
	}
	if _, given := f.w.firstNames[d.Tokens[first+1].Lower]; !given || !isUpper(d.Tokens[first+1].Text) || f.w.stop[d.Tokens[first+1].Lower] {
		return first
	}
	for t := first + 2; t < min(last-1, first+maxByline); t++ {
		tok := &d.Tokens[t]
		switch {
		case !isLetter(tok.Text):
			if tok.Text != "," && tok.Text != "&" && tok.Text != "|" {
				return first
			}
		case isUpper(tok.Text) && f.w.stop[tok.Lower] && t > first+2:
			if isUpper(d.Tokens[t+1].Text) && !f.named(d, t+1, last) {
				return first // "By Ada Ost The Vale Tribune"
			}
			return t
		case isUpper(tok.Text), f.w.particles[tok.Text], tok.Lower == "and", f.w.titleHeads[tok.Lower], f.w.titleWords[tok.Lower]:
		default:
			return first
		}
	}
	return first
}

// named tells whether a known name begins at token t.
func (f *Finder) named(d *nlp.Document, t, last int) bool {
	_, ok := f.gaz.match(d, t, last)
	return ok
}

// told tells whether a line has a finite verb in small letters behind its first word: a sentence, whatever it ends with.
func told(d *nlp.Document, s nlp.Sentence) bool {
	for t := s.First + 1; t < s.Last; t++ {
		if finite(d.Tokens[t].Tag) && d.Tokens[t].Text == d.Tokens[t].Lower {
			return true
		}
	}
	return false
}
