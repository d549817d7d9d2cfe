package tabular

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/merge"
)

// View says how facts are listed for people.
type View struct {
	Width       int       // columns of the screen
	Today       time.Time // deadlines tell how far off they are; zero: they do not
	Evidence    bool      // with the best sentence of each fact
	Open, Close string    // stand around the words of a fact in its sentence; what begins with an escape takes no room
}

// Room for the two wordy columns, WHO and WHOM / WHAT: below the first other columns give way, below the second facts stand in blocks.
const (
	roomyWords = 40
	leastWords = 28
)

// Table writes facts for people, in columns that fit the width. Where it gets narrow, ids are cut to the least beginning that
// tells them apart, then the confidence is left out, then texts take two lines and the days left stand below the date; below some 75 columns
// each fact is a block of lines.
func Table(w io.Writer, facts []merge.Fact, v View) error {
	if v.Evidence {
		return blocks(w, facts, v)
	}
	for _, t := range []table{
		{id: idLength, due: "column", confidence: true, lines: 1, least: roomyWords},
		{id: prefixLength(facts), due: "column", confidence: true, lines: 1, least: roomyWords},
		{id: prefixLength(facts), due: "column", lines: 1, least: roomyWords},
		{id: prefixLength(facts), due: "below", lines: 2, least: leastWords},
	} {
		columns, rows := t.layout(facts, v)
		if t.fits(columns, rows, v.Width) {
			return Grid(w, columns, rows, v.Width, t.lines)
		}
	}
	return blocks(w, facts, v)
}

// table is one way to lay facts out.
type table struct {
	id         int    // characters shown of it
	due        string // in a "column", or "below" the date
	confidence bool
	lines      int // that a text may take
	least      int // columns that the wordy columns must have, if they can use them
}

func (t table) layout(facts []merge.Fact, v View) (columns []Column, rows [][]string) {
	anyDue := false
	for _, f := range facts {
		anyDue = anyDue || v.Due(f) != ""
	}
	columns = []Column{{Head: "ID"}, {Head: "KIND"}, {Head: "STATUS"}, {Head: "WHO", Wordy: 2}, {Head: "WHOM / WHAT", Wordy: 3}, {Head: "WHEN"}}
	if anyDue && t.due == "column" {
		columns = append(columns, Column{Head: "DUE"})
	}
	if t.confidence {
		columns = append(columns, Column{Head: "CONF"})
	}
	for _, f := range facts {
		due, date := v.Due(f), when(f.When)
		if due != "" && t.due == "below" {
			date += "\n" + due
		}
		status := string(f.Status)
		if f.Disputed {
			status += ", disputed"
			if t.lines > 1 {
				status = string(f.Status) + ",\ndisputed"
			}
		}
		row := []string{shortID(f.ID, t.id), string(f.Kind), status, names(f.Who), matter(f), date}
		if anyDue && t.due == "column" {
			row = append(row, due)
		}
		if t.confidence {
			row = append(row, confidence(f))
		}
		rows = append(rows, row)
	}
	return columns, rows
}

// fits reports whether the wordy columns have room.
func (t table) fits(columns []Column, rows [][]string, width int) bool {
	widths := naturalWidths(rows, len(columns))
	room, need := width+gap, 0
	for i, c := range columns {
		room -= gap
		n := max(widths[i], Width(c.Head))
		if c.Wordy > 0 {
			need += n
		} else {
			room -= n
		}
	}
	return room >= min(need, t.least)
}

// idLength is that of a whole id, shortLength the least that is shown of one.
const (
	idLength    = 16
	shortLength = 8
)

// prefixLength is how many characters tell the ids apart, at least shortLength.
func prefixLength(facts []merge.Fact) int {
	distinct := func(n int) int {
		seen := map[string]bool{}
		for _, f := range facts {
			seen[shortID(f.ID, n)] = true
		}
		return len(seen)
	}
	all := distinct(idLength)
	for n := shortLength; n < idLength; n++ {
		if distinct(n) == all {
			return n
		}
	}
	return idLength
}

func shortID(id string, n int) string { return id[:min(len(id), n)] }

// blocks writes each fact in lines of its own: what it is, who and what, and if asked for the sentence that says it and where that stands.
func blocks(w io.Writer, facts []merge.Fact, v View) error {
	id := prefixLength(facts)
	if v.Width >= 80 {
		id = idLength
	}
	indent := id + gap
	if v.Width < 60 {
		indent = gap
	}
	for i, f := range facts {
		head := strings.Join(keep(
			string(f.Kind), string(f.Status), map[bool]string{true: "disputed"}[f.Disputed], when(f.When), v.Due(f)), ", ")
		about := matter(f)
		if who := names(f.Who); who != "" {
			about = who + ": " + about
		}
		var lines []string
		add := func(parts []string) {
			for _, p := range parts {
				lines = append(lines, strings.Repeat(" ", indent)+p)
			}
		}
		short := shortID(f.ID, id)
		if indent == gap {
			head = short + " " + head
			first := Wrap(head, v.Width, 0)[0]
			lines = append(lines, first)
			add(Wrap(strings.TrimPrefix(head, first), v.Width-indent, 0))
		} else {
			add(Wrap(head, v.Width-indent, 0))
			lines[0] = fmt.Sprintf("%-*s", indent, short) + lines[0][indent:]
		}
		const most = 3 // lines of a text, unless its sentence is shown too
		if v.Evidence {
			add(Wrap(Clean(about), v.Width-indent, 0))
		} else {
			add(Wrap(Clean(about), v.Width-indent, most))
		}
		if e := Best(f.Evidence); v.Evidence && e != nil {
			add(Wrap(Mark(*e, v.Open, v.Close), v.Width-indent, 0, v.Codes()...))
			source := strings.Join(keep(e.Site, e.Published[:min(len(e.Published), len(time.DateOnly))], e.URL), ", ")
			add(Wrap(Clean(source), v.Width-indent, 0))
		}
		if v.Evidence && i > 0 {
			lines = append([]string{""}, lines...)
		}
		if _, err := fmt.Fprintln(w, strings.Join(lines, "\n")); err != nil {
			return err
		}
	}
	return nil
}

// Codes are the marks that take no room on a screen.
func (v View) Codes() []string {
	var out []string
	for _, m := range []string{v.Open, v.Close} {
		if strings.HasPrefix(m, "\x1b") {
			out = append(out, m)
		}
	}
	return out
}

// keep leaves out empty words.
func keep(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

func confidence(f merge.Fact) string { return fmt.Sprintf("%.2f", f.Confidence) }

func names(all []factwire.Entity) string {
	var parts []string
	for _, e := range all {
		parts = append(parts, e.Name)
	}
	return strings.Join(parts, ", ")
}

// matter is what a fact is about, in one cell.
func matter(f merge.Fact) string {
	return kind.Say(kind.Of(f.Kind).Cell, func(name string) string {
		switch name {
		case "who":
			return names(f.Who)
		case "whom":
			return names(f.Whom)
		case "about":
			return f.About
		case "when":
			return when(f.When)
		case "status":
			return string(f.Status)
		}
		return f.What
	})
}

func when(w factwire.When) string {
	if w.Date == "" || w.Relation == factwire.On || w.Relation == "" {
		return string(w.Date)
	}
	return string(w.Relation) + " " + string(w.Date)
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
