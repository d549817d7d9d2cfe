package body

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// line gathers the text of a block. Space is folded as browsers fold it; what has no
// width is left out.
type line struct {
	b      strings.Builder
	space1 bool // a space is due before the next word
	loose  bool // a picture stood here: a space is due if two words would meet
	jointb bool // an inline element ended here
	last   rune
	linked int
	quotes int  // q elements that are open
	due    bool // a q opened: its mark is due before the next word
}

// write adds text.
func (l *line) write(s string, linked bool) {
	if strings.IndexByte(s, '&') >= 0 {
		// Pages that are escaped twice still hold entities.
		s = html.UnescapeString(s)
	}
	before := l.b.Len()
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r > ' ' && unicode.IsSpace(r) || r < ' ':
			l.space1 = true
		case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff':
		default:
			l.rune(r, s[i:i+n])
			// What follows in plain letters follows without a space.
			end := i + n
			for end < len(s) && s[end] > ' ' && s[end] < utf8.RuneSelf {
				end++
			}
			if end > i+n {
				l.b.WriteString(s[i+n : end])
				l.last = rune(s[end-1])
			}
			i = end
			continue
		}
		i += n
	}
	if linked {
		l.linked += l.b.Len() - before
	}
}

func (l *line) rune(r rune, as string) {
	if l.b.Len() > 0 {
		switch {
		case l.space1,
			l.loose && isWord(r) && isWord(l.last),
			// Sentences in elements of their own, as templates print them.
			l.jointb && strings.ContainsRune(".!?:;”", l.last) && (unicode.IsUpper(r) || r == '“'):
			l.b.WriteByte(' ')
		}
	}
	l.space1, l.loose, l.jointb = false, false, false
	if l.due {
		l.due = false
		if isMark(r) {
			l.quotes--
		} else {
			l.b.WriteString(openMark(l.quotes))
		}
	}
	l.b.WriteString(as)
	l.last = r
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isMark(r rune) bool { return strings.ContainsRune(`"“”„«»‘‚'‹`, r) }

// space parts words; gap does so where two words would else be one; joint tells that
// an inline element ended.
func (l *line) space() { l.space1 = true }
func (l *line) gap()   { l.loose = true }
func (l *line) joint() { l.jointb = true }

// open and close write the marks of a q element, which browsers show.
func (l *line) open() {
	l.quotes++
	l.due = true
}

func (l *line) close() {
	if l.due {
		l.due = false
		l.quotes--
		return
	}
	if l.quotes > 0 {
		l.b.WriteString(closeMark(l.quotes))
		l.last = '”'
		l.quotes--
	}
}

func openMark(depth int) string {
	if depth%2 == 0 {
		return "‘"
	}
	return "“"
}

func closeMark(depth int) string {
	if depth%2 == 0 {
		return "’"
	}
	return "”"
}

// endsInWord tells whether the text ends in a word of so many letters of ASCII: behind one, a raised number is the mark of a note,
// behind a unit or a formula its power.
func (l *line) endsInWord(letters int) bool {
	s := l.b.String()
	if len(s) < letters || l.space1 {
		return false
	}
	for _, c := range []byte(s[len(s)-letters:]) {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return false
		}
	}
	return true
}

// bare tells whether nothing but a dash was written.
func (l *line) bare() bool { return strings.Trim(l.b.String(), "—–- ") == "" }

// take returns the text and how much of it is linked, and begins anew.
func (l *line) take() (text string, linked int) {
	text, linked = l.b.String(), l.linked
	l.b.Reset()
	l.space1, l.loose, l.jointb, l.last, l.linked = false, false, false, 0, 0
	return text, linked
}

// br makes a paragraph of two line breaks in a row, and of one behind the end of a
// sentence or before the mark of a list's item; of any other a space.
func (s *segmenter) br(n *nethtml.Node, in int32) {
	next := n.NextSibling
	for next != nil && (next.Type == nethtml.TextNode && strings.TrimSpace(next.Data) == "" || next.Type == nethtml.CommentNode) {
		next = next.NextSibling
	}
	switch {
	case next == nil, next.DataAtom == atom.Br,
		strings.ContainsRune(".!?:;”\"…。", s.line.last),
		next.Type == nethtml.TextNode && isBullet(next.Data):
		s.end(in)
	default:
		s.line.space()
	}
}

// isBullet tells whether a line begins as the item of a list does.
func isBullet(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n\u00a0")
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("•·–—*-▪■●◦►", r) {
		r, _ = utf8.DecodeRuneInString(s[n:])
		return r == ' ' || r == '\u00a0'
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	return digits > 0 && digits < 3 && len(s) > digits+1 && (s[digits] == '.' || s[digits] == ')') && s[digits+1] == ' '
}
