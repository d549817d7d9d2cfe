package names

import "github.com/factwire/factwire/extractors/internal/nlp"

// dateline returns the token after the dateline that begins a paragraph
// ("LISBON, March 14 (Newsline) -", "JAKARTA/LIMA, Aug 22 —"), or first.
func (f *Finder) dateline(d *nlp.Document, l *layout, first, last int) int {
	limit := min(last, first+24)
	if first+3 < limit && d.Tokens[first].Text == "(" && d.Tokens[first+2].Text == ")" && capitals(d.Tokens[first+1].Text) && isUpper(d.Tokens[first+3].Text) {
		return first + 3 // "(CNN) The mayor"
	}
	t := f.datelinePlace(d, first, limit)
	if t < 0 {
		return first
	}
	paren, words := false, 0
	for end := t; end < limit; end++ {
		tok := &d.Tokens[end]
		switch tok.Text {
		case "(", "[":
			paren = true
			continue
		case ")", "]":
			paren = false
			if words > 0 && words <= 3 && agencyAt(d, t, end, limit) {
				return end + 1 // "Washington (CNN) The mayor": no dash
			}
			if end+1 < limit && (isDash(d.Tokens[end+1].Text) || d.Tokens[end+1].Text == ":") {
				continue
			}
			return first
		case "—", "–", "-", "--", "―", "|", ":":
			if !paren && end+1 < last && f.endsDateline(d, l, t, end, words) {
				return end + 1
			}
			return first
		case ",", "/", ".", ";":
			continue
		}
		if paren || !isLetter(tok.Text) {
			continue
		}
		words++
		if !isUpper(tok.Text) {
			return first
		}
	}
	return first
}

// datelinePlace returns the token of the place with which a dateline may begin, in capitals or known with a mark behind it ("Geneva (AFP) –"); -1
// where there is none.
func (f *Finder) datelinePlace(d *nlp.Document, first, limit int) int {
	t := first
	for t < limit && !isLetter(d.Tokens[t].Text) {
		t++
	}
	switch {
	case t == limit:
		return -1
	case capitals(d.Tokens[t].Text):
		return t
	case !isUpper(d.Tokens[t].Text):
		return -1
	}
	if h, ok := f.gaz.match(d, t, limit); ok && h.last < limit && (d.Tokens[h.last].Text == "(" || d.Tokens[h.last].Text == ",") {
		return t
	}
	return -1
}

// agencyAt tells whether one word in capitals stands in the brackets that close at token end, and text begins behind them; the dateline begins at
// token t.
func agencyAt(d *nlp.Document, t, end, limit int) bool {
	return end > t+1 && capitals(d.Tokens[end-1].Text) && end+1 < limit && isUpper(d.Tokens[end+1].Text) && d.Tokens[end-2].Text == "("
}

// endsDateline tells whether the mark at token end, behind so many words from token t on, ends a dateline, and notes the home that the place tells.
// A colon behind words that name no place ends a label.
func (f *Finder) endsDateline(d *nlp.Document, l *layout, t, end, words int) bool {
	colon := d.Tokens[end].Text == ":"
	if words == 0 || colon && words > 2 {
		return false
	}
	if l.home == "" {
		l.home = f.country(d, t, end)
	}
	return l.home != "" || !colon
}

// country returns the code of the first known place among the tokens.
func (f *Finder) country(d *nlp.Document, first, last int) string {
	for t := first; t < last; t++ {
		if h, ok := f.gaz.match(d, t, last); ok {
			if n := f.gaz.names[h.id]; n.Code != "" {
				return n.Code
			} else if n.Affiliation != "" {
				return n.Affiliation
			}
		}
	}
	return ""
}
