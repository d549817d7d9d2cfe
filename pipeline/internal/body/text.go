package body

import (
	"strings"
)

// Text joins blocks: an empty line parts them. A block quotation stands between quotation
// marks, which open anew with each of its paragraphs, and its source behind a dash; the
// time of a live blog's entry stands on a line of its own before it.
func Text(blocks []Block) string {
	var b strings.Builder
	whole := quotesAll(blocks)
	for i, bl := range blocks {
		text := bl.Text
		if !whole && bl.Kind == Quote && bl.Level == 0 {
			last := i+1 == len(blocks) || blocks[i+1].quote != bl.quote || blocks[i+1].Kind != Quote
			text = quoted(text, last)
		}
		if bl.Kind == Cite {
			source := strings.TrimLeft(text, "—–- ")
			if source == "" {
				continue
			}
			if text = "— " + source; i > 0 && blocks[i-1].quote == bl.quote {
				b.WriteString(" " + text)
				continue
			}
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		if bl.Time != "" {
			b.WriteString(bl.Time)
			b.WriteString("\n\n")
		}
		b.WriteString(text)
	}
	return b.String()
}

// quotesAll tells whether block quotations hold most of the text: then the page means
// something else by them.
func quotesAll(blocks []Block) bool {
	in, all := 0, 0
	for _, b := range blocks {
		all += len(b.Text)
		if b.Kind == Quote {
			in += len(b.Text)
		}
	}
	return in*10 > all*7
}

// quoted puts a paragraph between quotation marks where it has none.
func quoted(text string, last bool) string {
	if strings.ContainsAny(text, "“”\"„«»") {
		first := firstRune(text)
		if isMark(first) || strings.Count(text, "“")+strings.Count(text, `"`) > 1 {
			return text
		}
	}
	text = "“" + text
	if last {
		text += "”"
	}
	return text
}
