package tabular

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// Table writes facts for people, in columns that fit the width.
func Table(w io.Writer, facts []merge.Fact, width int) error {
	rows := [][]string{{"ID", "KIND", "STATUS", "WHO", "WHOM / WHAT", "WHEN", "CONF"}}
	for _, f := range facts {
		status := string(f.Status)
		if f.Disputed {
			status += ", disputed"
		}
		rows = append(rows, []string{f.ID, string(f.Kind), status, names(f.Who), matter(f), when(f.When), fmt.Sprintf("%.2f", f.Confidence)})
	}
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, cell := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(Clean(cell)))
		}
	}
	// the two wordy columns share what the others leave
	rest := width - 2*(len(widths)-1)
	for i, n := range widths {
		if i != 3 && i != 4 {
			rest -= n
		}
	}
	rest = max(rest, 30)
	if widths[3]+widths[4] > rest {
		widths[3] = min(widths[3], max(rest*2/5, rest-widths[4]))
		widths[4] = min(widths[4], rest-widths[3])
	}
	for _, r := range rows {
		var line strings.Builder
		for i, cell := range r {
			cell = Shorten(Clean(cell), widths[i])
			line.WriteString(cell)
			if i < len(r)-1 {
				line.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
			}
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

func names(all []factwire.Entity) string {
	var parts []string
	for _, e := range all {
		parts = append(parts, e.Name)
	}
	return strings.Join(parts, ", ")
}

// matter is what a fact is about, in one cell.
func matter(f merge.Fact) string {
	switch f.Kind {
	case factwire.Quote:
		return "“" + f.What + "”"
	case factwire.Ban:
		if f.About != "" {
			return names(f.Whom) + " – " + f.What + ": " + f.About
		}
		return names(f.Whom) + " – " + f.What
	case factwire.Signing:
		if f.About != "" {
			return f.What + ": " + f.About
		}
	}
	return f.What
}

func when(w factwire.When) string {
	if w.Date == "" || w.Relation == factwire.On || w.Relation == "" {
		return string(w.Date)
	}
	return string(w.Relation) + " " + string(w.Date)
}

// Shorten cuts a text to n characters, the last of them an ellipsis if anything was cut.
func Shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	if n <= 1 {
		return "…"
	}
	r := []rune(s)
	return string(r[:n-1]) + "…"
}

// Clean makes a text from outside safe for a terminal: white space folded, control characters and
// those that turn the direction of writing left out.
func Clean(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)), " ")
}
