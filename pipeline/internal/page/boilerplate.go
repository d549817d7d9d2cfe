package page

import (
	"strings"
	"unicode"

	"github.com/factwire/factwire/pipeline/internal/body"
	"github.com/factwire/factwire/pipeline/internal/furniture"
	"github.com/factwire/factwire/pipeline/internal/stamp"
)

// Lengths in bytes of the lines that the rules look at.
const (
	shortLine = 300
	biography = 600
)

// trimmer leaves out of an article's blocks what is none of the article.
type trimmer struct {
	words   *furniture.Words
	title   string
	authors []string
}

// trim returns the blocks that are the article's, in order.
func (t trimmer) trim(blocks []body.Block) []body.Block {
	var kept []body.Block
	for _, b := range t.head(blocks) {
		if !t.outside(b) {
			kept = append(kept, b)
		}
	}
	return t.tail(kept)
}

// head drops the title, bylines and dates before the first paragraph.
func (t trimmer) head(blocks []body.Block) []body.Block {
	var kept []body.Block
	title := letters(t.title)
	for i, b := range blocks {
		key := letters(b.Text)
		if i < 4 && title != "" && (key == title || b.Kind == body.Heading && len(key) > 20 && strings.Contains(title, key)) {
			continue
		}
		if b.Kind == body.Heading && i < 2 && b.Level == 1 {
			continue
		}
		if isSentence(b.Text) {
			return append(kept, blocks[i:]...)
		}
		if i < 8 && t.isByline(b.Text) {
			continue
		}
		kept = append(kept, b)
	}
	return kept
}

// isByline tells whether a line says who wrote when, and nothing more.
func (t trimmer) isByline(line string) bool {
	if len(line) > 200 {
		return false
	}
	if _, ok := stamp.Parse(line); ok {
		return true
	}
	low := furniture.Lower(line)
	if strings.HasPrefix(low, "published ") || strings.HasPrefix(low, "updated ") || strings.HasPrefix(low, "last updated") || strings.HasSuffix(low, "min read") {
		return true
	}
	rest := strings.TrimPrefix(low, "by ")
	for _, a := range t.authors {
		if strings.HasPrefix(rest, furniture.Lower(a)) && len(rest) < len(a)+40 {
			return true
		}
	}
	return false
}

// outside tells whether a block is none of the article's wherever it stands.
func (t trimmer) outside(b body.Block) bool {
	if len(b.Text) > shortLine {
		return false
	}
	low := furniture.Lower(b.Text)
	return t.words.IsLine(low) || t.words.Begins(low) || t.words.Holds(low) || isForMachines(low)
}

// isForMachines tells whether a line is a list of keywords, with nothing but commas between them.
func isForMachines(line string) bool {
	return strings.Count(line, ",") > 3 && strings.Contains(line, " ") && !strings.Contains(line, ", ") && !strings.ContainsAny(line, ".0123456789")
}

// tail drops, from the end, who worked on the article and headings of what is no
// longer there.
func (t trimmer) tail(blocks []body.Block) []body.Block {
	for len(blocks) > 1 && t.isTail(blocks[len(blocks)-1]) {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

func (t trimmer) isTail(b body.Block) bool {
	if b.Kind == body.Heading {
		return true
	}
	if len(b.Text) > biography {
		return false
	}
	low := strings.TrimLeft(furniture.Lower(b.Text), "•—–-_*( ")
	if t.words.TailBegins(low) || t.words.TailHolds(low) {
		return true
	}
	for _, a := range t.authors {
		if strings.HasPrefix(low, furniture.Lower(a)+" is ") || strings.HasPrefix(low, furniture.Lower(a)+" covers ") {
			return true
		}
	}
	// An address or a handle, alone or almost.
	return b.Kind != body.Cite && len(low) < 80 && strings.Contains(low, "@") && !strings.Contains(low, ". ")
}

// isSentence tells a paragraph from a line: it is long, and ends as sentences do.
func isSentence(s string) bool {
	if len(s) < minLetters {
		return false
	}
	s = strings.TrimRight(s, "\"'”’)] ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "。") || len(s) > shortLine
}

// letters is what is left of a line for comparison: its letters and digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
