package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWidth is the width of the widest line that counts as wrapped.
const maxWidth = 130

// row is one line of a text: bytes [start, end) without the space around it and the marks of a quoted mail before it, its
// indent, and how many such marks there are.
type row struct{ start, end, indent, quoted int }

func (r row) len() int { return r.end - r.start }

// unwrap finds the line ends of a text that was wrapped at a width, and the hyphens that cut words there.
func (f *Folder) unwrap(text string) []edit {
	if strings.Count(text, "\n") == 0 {
		return nil
	}
	var edits []edit
	blocks, width := f.wrappedBlocks(text)
	for _, b := range blocks {
		edits = append(edits, f.join(text, b, width)...)
	}
	return edits
}

// wrappedBlocks returns the blocks of lines of a wrapped text, and its width; none if the text is not wrapped. A
// text is wrapped where lines often end in the middle of a sentence.
func (f *Folder) wrappedBlocks(text string) (blocks [][]row, width int) {
	inner, broken := 0, 0
	for _, b := range rowsOf(text) {
		if len(b) < 2 {
			continue
		}
		widest := 0
		for _, r := range b {
			widest = max(widest, r.len()+r.indent)
		}
		if widest > maxWidth {
			continue
		}
		for k := 1; k < len(b); k++ {
			inner++
			if continues(text, b[k-1], b[k]) {
				broken++
			}
		}
		width = max(width, widest)
		blocks = append(blocks, b)
	}
	if broken == 0 || 4*broken < inner {
		return nil, 0
	}
	return blocks, width
}

// maxQuoted is how often a mail is quoted at most.
const maxQuoted = 8

// rowsOf returns the lines of a text in blocks that blank lines part.
func rowsOf(text string) [][]row {
	all, ends := linesOf(text)
	blocks := make([][]row, 0, len(ends))
	from := 0
	for _, end := range ends {
		blocks = append(blocks, all[from:end:end])
		from = end
	}
	return blocks
}

// linesOf returns the lines of a text that are not blank, and how many there are at the end of each block of them.
func linesOf(text string) (all []row, ends []int) {
	all = make([]row, 0, strings.Count(text, "\n")+1)
	end := func() {
		if n := len(all); n > 0 && (len(ends) == 0 || ends[len(ends)-1] < n) {
			ends = append(ends, n)
		}
	}
	for at := 0; at < len(text); {
		to := strings.IndexByte(text[at:], '\n')
		if to < 0 {
			to = len(text)
		} else {
			to += at
		}
		line := text[at:to]
		start := at + len(line) - len(strings.TrimLeft(line, " \t\r"))
		stop := at + len(strings.TrimRight(line, " \t\r"))
		quoted := 0
		for start < stop && text[start] == '>' && quoted < maxQuoted {
			quoted++
			start += 1 + len(text[start+1:stop]) - len(strings.TrimLeft(text[start+1:stop], " \t"))
		}
		if start >= stop {
			end()
		} else {
			all = append(all, row{start, stop, start - at, quoted})
		}
		at = to + 1
	}
	end()
	return all, ends
}

// continues tells whether a line ends within a sentence that the next one goes on with.
func continues(text string, a, b row) bool {
	r, _ := utf8.DecodeRuneInString(text[b.start:b.end])
	return unicode.IsLower(r) && !terminal(text[a.start:a.end]) && !strings.HasSuffix(text[a.start:a.end], ":")
}

// terminal tells whether a line ends as a sentence does.
func terminal(line string) bool {
	line = strings.TrimRight(line, "\"'”’)]*_")
	return line != "" && strings.IndexByte(".!?", line[len(line)-1]) >= 0 || strings.HasSuffix(line, "…")
}

// join returns the edits that join the lines of one wrapped block.
func (f *Folder) join(text string, rows []row, width int) []edit {
	var edits []edit
	for k := 1; k < len(rows); k++ {
		a, b := rows[k-1], rows[k]
		line, next := text[a.start:a.end], text[b.start:b.end]
		if f.parts(line, next, a, b, k == 1, width) {
			continue
		}
		if from, cut := f.hyphen(line, next); cut {
			edits = append(edits, edit{a.start + from, b.start, ""})
			continue
		}
		edits = append(edits, edit{a.end, b.start, " "})
	}
	return edits
}

// parts tells whether the break between two lines of a wrapped block ends a paragraph.
func (f *Folder) parts(line, next string, a, b row, first bool, width int) bool {
	r, _ := utf8.DecodeRuneInString(next)
	if a.quoted != b.quoted {
		return true
	}
	if m, _ := bullet(next + " "); m != "" || strings.HasPrefix(next, "#") || strings.HasPrefix(next, ">") {
		return true
	}
	if unicode.IsLower(r) {
		return terminal(line) && a.indent < b.indent
	}
	word := strings.IndexByte(next, ' ')
	if word < 0 {
		word = len(next)
	}
	room := width - a.indent - a.len() - 1 - word // what is left of the line if the next word stood on it
	switch {
	case strings.HasSuffix(line, "-") && unicode.IsLetter(r):
		return false
	case terminal(line):
		return room > 1 || b.indent > a.indent+1
	case b.indent > a.indent+1:
		return true
	case unicode.IsUpper(r) && first: // a heading above its text
		return 10*(a.len()+1+word) <= 7*width
	}
	return false
}

// hyphen tells whether a line ends in a hyphen that cut a word, and from where the line is to be joined.
func (f *Folder) hyphen(line, next string) (from int, cut bool) {
	if !strings.HasSuffix(line, "-") || strings.HasSuffix(line, "--") {
		return 0, false
	}
	left := line[strings.LastIndexAny(line, " \t\"“‘'(")+1 : len(line)-1]
	if k := strings.LastIndexByte(left, '-'); k >= 0 {
		left = left[k+1:]
	}
	right := next
	if k := strings.IndexFunc(next, func(r rune) bool { return !unicode.IsLetter(r) }); k >= 0 {
		right = next[:k]
	}
	if left == "" || right == "" || !letters(left) {
		return len(line), left == "" || letters(left) // "27-\nyear-old": the hyphen stays
	}
	left, right = strings.ToLower(left), strings.ToLower(right)
	if f.words.Knows(left+right) || f.words.Common(left+right) || !f.words.Knows(left) || !f.words.Knows(right) {
		if r, _ := utf8.DecodeRuneInString(next); unicode.IsLower(r) {
			return len(line) - 1, true
		}
	}
	return len(line), true
}

func letters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}
