package article

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/internal/furniture"
	"github.com/factwire/factwire/pipeline/internal/pagedate"
	"github.com/factwire/factwire/pipeline/internal/stamp"
)

// Limits on where a text may say when it was published.
const (
	headLines   = 12  // of its first lines
	longestHead = 160 // in bytes; a longer line is a paragraph
)

// dateOfText sets the publication date by what the text itself says, where nothing else did: a line "Published 11 March 2026",
// the dateline of its first paragraph, then a line over it that is a date, or has one between bars.
func (p Parser) dateOfText(a *factwire.Article) {
	if a.PublishedRaw != "" {
		return
	}
	order := pagedate.OrderOf("", address.Host(a.URL))
	list := furniture.Read()
	var dateline, near, late string
	n := 0
	for line := range strings.Lines(a.Text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if n++; n > headLines {
			break
		}
		if day, ok := pagedate.Dateline(line, order); ok && dateline == "" {
			dateline = day.Raw
		}
		if len(line) > longestHead {
			break // the text has begun
		}
		low := furniture.Lower(line)
		if k := list.Publishing(low); k >= 0 && len(low) == len(line) && (k == 0 || list.Updated(low)) {
			if raw, ok := dateIn(line[k:], order); ok {
				p.textDate(a, raw, "text")
				return
			}
		}
		raw, ok := dateIn(line, order)
		switch {
		case !ok:
		case list.Updated(low):
			late = raw
		case near == "" && alone(line, raw, order):
			near = raw
		}
	}
	switch {
	case dateline != "":
		p.textDate(a, dateline, "dateline")
	case near != "":
		p.textDate(a, near, "text")
	case late != "":
		p.textDate(a, late, "text")
	}
}

func (p Parser) textDate(a *factwire.Article, raw, from string) {
	if p.date(a, raw, from) != nil {
		a.PublishedRaw, a.PublishedFrom = "", ""
	}
}

// dateIn returns the words of a line that are a date: all of them where they say a time too, else those of the day.
func dateIn(line string, order pagedate.Order) (string, bool) {
	if t, ok := stamp.Parse(line); ok && t.Precise {
		return line, true
	}
	day, ok := pagedate.FromLine(line, order)
	return day.Raw, ok
}

// alone tells whether a date is all that a line says, or all that stands in it between two bars.
func alone(line, raw string, order pagedate.Order) bool {
	for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune("|·•–—", r) }) {
		if part = strings.TrimSpace(part); part == raw {
			return true
		}
		if _, ok := stamp.Parse(part); ok {
			return true
		}
		if _, ok := pagedate.Whole(part, order); ok {
			return true
		}
	}
	return false
}
