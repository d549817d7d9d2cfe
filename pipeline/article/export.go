package article

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/internal/stamp"
)

// exportedText is one document of a file that a news archive wrote.
type exportedText struct {
	title, site, author, date, language, text string
}

// maxExported bounds the documents of one file.
const maxExported = 100_000

// exported returns the documents of a text that Nexis or Factiva wrote, none for any other text.
func exported(data []byte) []exportedText {
	head := data[:min(len(data), 64<<10)]
	switch {
	case bytes.Contains(head, []byte("\nBody\n")) && bytes.Contains(head, []byte("\nLength:")),
		bytes.Contains(head, []byte("\nBody\r\n")) && bytes.Contains(head, []byte("\nLength:")),
		bytes.Contains(head, []byte(" DOCUMENTS\n")) && bytes.Contains(head, []byte("LENGTH:")),
		bytes.Contains(head, []byte("\nLENGTH:")) && bytes.Contains(data, []byte("\nLOAD-DATE:")):
		return nexis(lines(data))
	case factivaHead(head):
		return factiva(lines(data))
	case bytes.Contains(head, []byte(" words\n")) || bytes.Contains(head, []byte(" words\r\n")):
		return display(lines(data))
	}
	return nil
}

func lines(data []byte) []string {
	return strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
}

// nexis reads documents that end with "End of Document", or begin with "3 of 20 DOCUMENTS": a title, the outlet, the
// day, labelled lines, and the text behind "Body" or the last label.
func nexis(all []string) []exportedText {
	var out []exportedText
	var doc []string
	flush := func() {
		if e := nexisDocument(doc); e.text != "" && len(out) < maxExported {
			out = append(out, e)
		}
		doc = doc[:0]
	}
	for _, line := range all {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "End of Document":
			flush()
		case strings.HasSuffix(trimmed, " DOCUMENTS") && strings.Contains(trimmed, " of "):
			flush()
		default:
			doc = append(doc, line)
		}
	}
	flush()
	return out
}

// nexisDocument reads one document, by its lines.
func nexisDocument(doc []string) exportedText {
	var e exportedText
	var head, body []string
	inBody := false
	for _, line := range doc {
		t := strings.TrimSpace(line)
		switch {
		case inBody && endsNexisBody(t):
			e.label(t)
			inBody = false
		case inBody:
			body = append(body, strings.TrimRight(line, " "))
		case t == "Body":
			inBody = len(body) == 0
		case e.label(t):
			// The older form has no line "Body".
			inBody = strings.HasPrefix(t, "LENGTH:") && len(body) == 0
		case t != "" && len(body) == 0 && len(head) < 6:
			head = append(head, t)
		}
	}
	e.headed(head)
	e.text = strings.TrimSpace(strings.Join(body, "\n"))
	return e
}

// endsNexisBody tells whether a line is the first behind the text of a document.
func endsNexisBody(line string) bool {
	switch line {
	case "Classification", "Graphic", "Notes":
		return true
	}
	return strings.HasPrefix(line, "LOAD-DATE:") || strings.HasPrefix(line, "Load-Date:") || strings.HasPrefix(line, "LANGUAGE:")
}

// label takes in a line with a label; ok is false for any other.
func (e *exportedText) label(line string) (ok bool) {
	name, value, ok := strings.Cut(line, ":")
	if !ok || len(name) > 20 {
		return false
	}
	value = strings.TrimSpace(value)
	switch strings.ToLower(name) {
	case "headline":
		e.title = value
	case "byline":
		e.author = value
	case "language":
		e.language = value
	}
	return true
}

// headed takes in the lines at the head of a document that have no labels: the title, the outlet, the day, or in the older form the
// outlet, the day, the title.
func (e *exportedText) headed(head []string) {
	for i, h := range head {
		t, ok := stamp.Parse(dayOf(h))
		if !ok || e.date != "" {
			continue
		}
		e.date = t.String()
		if i > 0 && e.site == "" {
			e.site = head[i-1]
		}
		if i > 1 && e.title == "" {
			e.title = head[i-2]
		}
	}
	switch {
	case e.title != "":
	case len(head) == 3 && e.site == head[0]:
		e.title = head[2]
	case len(head) > 0:
		e.title = head[0]
	}
}

// dayOf is the day of "March 11, 2026 Wednesday 8:04 PM GMT" and "March 11, 2026, Wednesday, Final Edition".
func dayOf(line string) string {
	f := strings.Fields(strings.ReplaceAll(line, ",", " "))
	if len(f) < 3 {
		return ""
	}
	return strings.Join(f[:3], " ")
}

// factivaHead tells whether a text begins as Factiva's: lines of two capitals and two spaces, HD among them.
func factivaHead(head []byte) bool {
	hd, pd := false, false
	for line := range bytes.Lines(head) {
		hd = hd || bytes.HasPrefix(line, []byte("HD  ")) || bytes.HasPrefix(line, []byte("HD\t"))
		pd = pd || bytes.HasPrefix(line, []byte("PD  ")) || bytes.HasPrefix(line, []byte("PD\t"))
	}
	return hd && pd
}

// factiva reads documents of fields: HD the title, BY the author, PD the day, SN the outlet, LA the language, LP and
// TD the text. A document ends with AN, its number, or with the next title.
func factiva(all []string) []exportedText {
	var out []exportedText
	var e exportedText
	var text []string
	field := ""
	flush := func() {
		if e.text = strings.TrimSpace(strings.Join(text, "\n")); e.text != "" && len(out) < maxExported {
			out = append(out, e)
		}
		e, text, field = exportedText{}, nil, ""
	}
	for _, line := range all {
		if code, value, ok := fieldOf(line); ok {
			if code == "HD" && (len(text) > 0 || e.title != "") {
				flush()
			}
			field, line = code, value
			if field == "TD" && len(text) > 0 {
				text = append(text, "")
			}
		} else if strings.HasPrefix(line, "Document ") && len(text) > 0 && !strings.Contains(strings.TrimSpace(line[len("Document "):]), " ") {
			flush()
			continue
		}
		value := strings.TrimSpace(line)
		switch field {
		case "HD":
			e.title = strings.TrimSpace(e.title + " " + value)
		case "BY":
			e.author = strings.TrimSpace(e.author + " " + value)
		case "PD":
			e.date = strings.TrimSpace(e.date + " " + value)
		case "SN":
			e.site = strings.TrimSpace(e.site + " " + value)
		case "LA":
			e.language = strings.TrimSpace(e.language + " " + value)
		case "LP", "TD":
			text = append(text, value)
		}
	}
	flush()
	return out
}

// display reads documents in Factiva's form for reading: the title, the author, a line "1,234 words", then the day, the outlet
// and its code, the language and a notice of rights, a line each; the text ends with "Document" and a number.
func display(all []string) []exportedText {
	var out []exportedText
	var d shown
	for i, line := range all {
		value := strings.TrimSpace(line)
		number, isEnd := strings.CutPrefix(value, "Document ")
		switch {
		case isEnd && d.in > 0 && !strings.Contains(number, " "):
			if d.text = strings.TrimSpace(strings.Join(d.lines, "\n")); d.text != "" && len(out) < maxExported {
				out = append(out, d.exportedText)
			}
			d = shown{}
		case d.in > 0:
			d.line(value)
		case isCount(value) && i+1 < len(all) && isDay(all[i+1]):
			d.counted()
		case value != "":
			d.head = append(d.head, value)
		}
	}
	return out
}

// shown is a document of that form that is being read.
type shown struct {
	exportedText
	head, lines []string
	in          int // 1 and the number of lines that were read behind the count of words, up to textBehind; 0 before it
}

// textBehind is the count from which on lines are text.
const textBehind = 5

// counted takes in the lines before the count of words.
func (d *shown) counted() {
	if d.in = 1; len(d.head) > 0 {
		d.title = d.head[0]
	}
	if len(d.head) > 1 {
		d.author = d.head[len(d.head)-1]
	}
}

// line takes in a line behind the count of words.
func (d *shown) line(value string) {
	switch {
	case value == "":
		if len(d.lines) > 0 {
			d.lines = append(d.lines, "")
		}
		d.in = textBehind
	case d.in < textBehind:
		d.about(value)
	case len(d.lines) > 0 || !isNotice(value) && value != "English":
		d.lines = append(d.lines, value)
	}
}

// about takes in a line that tells of the document.
func (d *shown) about(value string) {
	d.in++
	switch {
	case d.in == 2:
		d.date = value
	case d.in == 3:
		d.site = value
	case value == "English":
		d.language = value
	case isNotice(value):
		d.in = textBehind
	case len(value) > 40: // neither a code nor a language
		d.lines, d.in = append(d.lines, value), textBehind
	}
}

// isNotice tells whether a line is a notice of rights.
func isNotice(line string) bool {
	return strings.HasPrefix(line, "Copyright") || strings.HasPrefix(line, "(c)") || strings.HasPrefix(line, "©")
}

// isCount tells whether a line is "1,234 words".
func isCount(line string) bool {
	n, ok := strings.CutSuffix(line, " words")
	return ok && n != "" && strings.Trim(n, "0123456789,") == ""
}

func isDay(line string) bool {
	_, ok := stamp.Parse(strings.TrimSpace(line))
	return ok
}

// fieldOf reads "HD  Title": two capitals, two spaces or a tab.
func fieldOf(line string) (code, value string, ok bool) {
	if len(line) < 2 || line[0] < 'A' || line[0] > 'Z' || line[1] < 'A' || line[1] > 'Z' {
		return "", "", false
	}
	rest := line[2:]
	if rest != "" && !strings.HasPrefix(rest, "  ") && !strings.HasPrefix(rest, "\t") && strings.TrimSpace(rest) != "" {
		return "", "", false
	}
	return line[:2], strings.TrimSpace(rest), true
}

// export makes an article of a document.
func (p Parser) export(origin string, e exportedText) (factwire.Article, error) {
	a := factwire.Article{Origin: origin, Title: fold(e.title), Site: fold(e.site), Authors: bylineNames(e.author), Text: e.text + "\n"}
	if !utf8.ValidString(a.Text) || strings.IndexByte(a.Text, 0) >= 0 {
		return a, &Error{Origin: origin, Err: ErrBinary}
	}
	if e.date != "" {
		_ = p.date(&a, e.date, "export")
	}
	return p.checked(p.finish(a))
}
