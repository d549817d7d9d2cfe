package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// layout tells which tokens are text of the article and how they stand in it.
type layout struct {
	skip   []bool // no text of the article: bylines, credits, datelines
	quoted []bool // between quotation marks
	shout  []bool // in a stretch of capitals inside a sentence ("a sign that says NO TRESPASSING")
	// title tells of each sentence whether its capitals say nothing: a headline in
	// title case, or all in capitals.
	title []bool
	item  []bool // of each sentence whether it is a name in a list below a colon
	firm  []bool // and whether that is a list of firms
	home  string // the code of the country of the dateline's first place that is known
}

// maxQuote is how many tokens a quotation may have that is never closed: after
// that the mark is taken for a stray one.
const maxQuote = 400

func (f *Finder) layout(d *nlp.Document) *layout {
	l := &layout{
		skip:   make([]bool, len(d.Tokens)),
		quoted: make([]bool, len(d.Tokens)),
		shout:  make([]bool, len(d.Tokens)),
		title:  make([]bool, len(d.Sentences)),
		item:   make([]bool, len(d.Sentences)),
		firm:   make([]bool, len(d.Sentences)),
	}
	for _, p := range d.Paragraphs {
		if p.First >= p.Last {
			continue
		}
		first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		f.layoutParagraph(d, l, first, last)
		markQuotes(d, l.quoted, first, last)
	}
	for i, s := range d.Sentences {
		l.title[i] = headline(d, s)
		if p := d.Paragraphs[s.Paragraph]; p.Last-p.First == 1 && s.Last-s.First <= 8 && isLetter(d.Tokens[s.Last-1].Text) && !told(d, s) {
			l.title[i] = true // a heading on a line of its own
		}
		f.markShouts(d, l, s)
	}
	f.markItems(d, l)
	return l
}

// markShouts marks stretches of three or more words in capitals, at least one of them a
// word that no name has, in a sentence that is not all in capitals.
func (f *Finder) markShouts(d *nlp.Document, l *layout, s nlp.Sentence) {
	for t := s.First; t < s.Last; t++ {
		end, common := t, 0
		for end < s.Last && isLetter(d.Tokens[end].Text) && allUpper(d.Tokens[end].Text) {
			if f.w.stop[d.Tokens[end].Lower] {
				common++
			}
			end++
		}
		if end-t >= 3 && common > 0 && end-t < s.Last-s.First {
			for k := t; k < end; k++ {
				l.shout[k] = true
			}
		}
		t = max(t, end)
	}
}

func (f *Finder) layoutParagraph(d *nlp.Document, l *layout, first, last int) {
	if f.isCredit(d, first, last) {
		for t := first; t < last; t++ {
			l.skip[t] = true
		}
		return
	}
	from := f.bylineEnd(d, first, last)
	for t := f.dateline(d, l, from, last); t > first; t-- {
		l.skip[t-1] = true
	}
	skipLinks(d, l, first, last)
	for t := first; t < last; t++ {
		if t > first && isLetter(d.Tokens[t-1].Text) {
			continue
		}
		for end := f.slashed(d, t, last); t < end; t++ {
			l.skip[t] = true
		}
	}
	for t := first; t < last; t++ { // "(Photo by ...)" inside a paragraph
		if text := d.Tokens[t].Text; text != "(" && text != "[" {
			continue
		}
		end := t + 1
		for end < last && end < t+40 && d.Tokens[end].Text != ")" && d.Tokens[end].Text != "]" {
			end++
		}
		if f.creditAt(d, t+1, end) || end-t < 12 && f.creditInside(d, t+1, end) {
			if end < last && d.Tokens[end].Text == ")" {
				end++
			}
			for ; t < end; t++ {
				l.skip[t] = true
			}
		}
	}
}

// maxLink is how many tokens the headlines of a link's list have.
const maxLink = 120

// skipLinks marks the lists of headlines that some sites leave in the text behind a name that
// is a link: "Ada Ost Ada Maria OstOst wins again Five towns to watch MORE said".
func skipLinks(d *nlp.Document, l *layout, first, last int) {
	for t := last - 1; t > first; t-- {
		if d.Tokens[t].Text != "MORE" {
			continue
		}
		for k := t - 1; k > first && k > t-maxLink; k-- {
			word := d.Tokens[k].Text
			if word == "MORE" {
				break
			}
			from := -1
			for j := k - 1; j >= first && j >= k-7 && from < 0; j-- {
				if name := d.Tokens[j].Text; len(name) > 2 && isUpper(name) && len(word) > len(name) && strings.HasPrefix(word, name) && !unicode.IsLower(rune(word[len(name)])) && word[len(name)] != '-' {
					from = j + 1
				}
			}
			if from < 0 {
				continue
			}
			for j := from; j <= t; j++ {
				l.skip[j] = true
			}
			t = from
			break
		}
	}
}

// slashed returns the token behind a photographer and the agencies that hold the picture at token t, "Ada Ost/Reuters", or t.
func (f *Finder) slashed(d *nlp.Document, t, last int) int {
	k := t
	for k < last && k < t+maxLabel && isUpper(d.Tokens[k].Text) && isLetter(d.Tokens[k].Text) {
		k++
	}
	if k < t+2 || k+1 >= last || d.Tokens[k].Text != "/" {
		return t
	}
	for k++; k < last; k++ {
		h, known := f.gaz.match(d, k, last)
		switch {
		case known && f.gaz.names[h.id].Outlet:
			k = h.last
		case k+1 < last && isUpper(d.Tokens[k].Text) && d.Tokens[k+1].Text == "/":
			k++
		default:
			return t
		}
		if k >= last || d.Tokens[k].Text != "/" {
			return k
		}
	}
	return t
}

// isCredit tells whether a paragraph is a byline, a photo credit, a link or a line
// about the article itself.
func (f *Finder) isCredit(d *nlp.Document, first, last int) bool {
	for first < last && !isLetter(d.Tokens[first].Text) && d.Tokens[first].Text != "©" {
		first++
	}
	n := last - first
	if n == 0 {
		return false
	}
	if f.creditAt(d, first, last) || n == 1 && d.Tokens[first].Lower == "advertisement" {
		return true
	}
	t := d.Tokens[first:last]
	if t[0].Lower == "by" && n <= 16 && n > 1 && isUpper(t[1].Text) && t[n-1].Text != "." && !f.w.stop[t[1].Lower] {
		return true // "By Wim Dierickx | 20 September 2023"
	}
	if n <= 6 && n > 1 && allCapitalized(t) && t[n-1].Text != "." {
		if _, ok := f.w.firstNames[t[0].Lower]; ok && !f.behindClosing(d, first) {
			return true // an author's name on a line of its own
		}
	}
	return reportedFrom(t)
}

// reportedFrom tells whether words say where a reporter was: "Ottoline Prakash reported from Washington".
func reportedFrom(t []nlp.Token) bool {
	n := len(t)
	for i := 1; i+2 < n && i < 8; i++ {
		if t[i].Lower == "reported" && t[i+1].Lower == "from" && isUpper(t[i+2].Text) && allCapitalized(t[:i]) && n < 40 {
			return true
		}
	}
	return false
}

// creditAt tells whether the words at a token begin a credit.
func (f *Finder) creditAt(d *nlp.Document, first, last int) bool {
	if first >= last {
		return false
	}
	text := d.Text[d.Tokens[first].Start:min(d.Tokens[last-1].End, d.Tokens[first].Start+40)]
	if b := text[0]; b < utf8.RuneSelf && !slices.ContainsFunc(f.w.credits, func(c string) bool { return c[0] == b || c[0] == b|0x20 }) {
		return false // most lines
	}
	text = strings.ToLower(text)
	for _, c := range f.w.credits {
		if strings.HasPrefix(text, c) {
			return true
		}
	}
	return false
}

// creditInside tells whether words in brackets speak of a photo's source.
func (f *Finder) creditInside(d *nlp.Document, first, last int) bool {
	for t := first; t < last; t++ {
		if f.w.photos[d.Tokens[t].Lower] {
			return true
		}
	}
	return false
}

func allCapitalized(tokens []nlp.Token) bool {
	for _, t := range tokens {
		if isLetter(t.Text) && !isUpper(t.Text) {
			return false
		}
	}
	return true
}

func isDash(s string) bool {
	return s == "—" || s == "–" || s == "-" || s == "--" || s == "―"
}

// capitals tells whether a word has no lower-case letter and at least two capitals.
func capitals(word string) bool {
	n := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// headline tells whether most longer words of a sentence are capitalized, so that a
// capital says nothing about a word.
func headline(d *nlp.Document, s nlp.Sentence) bool {
	upper, lower := 0, 0
	for t := s.First; t < s.Last; t++ {
		word := d.Tokens[t].Text
		if tag := d.Tokens[t].Tag; finite(tag) && isLetter(word) && !isUpper(word) {
			return false // a headline in title case has its verbs capitalized
		}
		if !isLetter(word) || len(word) < 4 {
			continue
		}
		if isUpper(word) {
			upper++
		} else {
			lower++
		}
	}
	if d.Tokens[s.Last-1].Text == "." && s.Last-s.First > 3 && lower > 0 {
		return upper > 8*lower && lower+upper > 6
	}
	if lower == 0 && upper > 0 && strings.ToUpper(d.Text[s.Start:s.End]) == d.Text[s.Start:s.End] {
		return true
	}
	return upper+lower >= 4 && upper >= 3*lower
}

// markQuotes marks the tokens between quotation marks of one paragraph. A single
// closing mark is taken for an apostrophe unless a single opening mark stands before it.
func markQuotes(d *nlp.Document, quoted []bool, first, last int) {
	open := -1
	var closing string
	for t := first; t < last; t++ {
		text := d.Tokens[t].Text
		if open < 0 {
			switch text {
			case "“", "„":
				open, closing = t, "”"
			case "\"", "``", "''":
				open, closing = t, text
				if text == "``" {
					closing = "''"
				}
			case "‘":
				open, closing = t, "’"
			case "«":
				open, closing = t, "»"
			case "'":
				if t+1 < last && !d.Tokens[t+1].Space && (d.Tokens[t].Space || t == first) {
					open, closing = t, "'"
				}
			}
			continue
		}
		if text == closing && (closing != "'" || !d.Tokens[t].Space) || text == "”" && closing == "”" {
			for q := open; q <= t; q++ {
				quoted[q] = true
			}
			open = -1
		}
	}
	if open >= 0 && (closing == "”" || closing == "\"") { // reopened by the next paragraph
		for q := open; q < last && q < open+maxQuote; q++ {
			quoted[q] = true
		}
	}
}
