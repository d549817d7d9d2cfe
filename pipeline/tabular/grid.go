package tabular

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Column is a column of a table for people.
type Column struct {
	Head  string
	Right bool // numbers stand at the right
	Rank  int  // where the width does not suffice, the column of the highest rank is left out first; 0 is never left out
	Wordy int  // its share of the room; its cells may be cut or, if the table has lines for it, wrapped; 0 for a column that is as wide as its cells
}

// gap is the room between two columns.
const gap = 2

// leastWordy is the room that each wordy column should have before another column is left out for it.
const leastWordy = 14

// Grid writes rows in columns that fit a width, after their heads. A cell may hold several lines; a wordy cell takes as many
// as the highest of its row, and at least those that lines allows. Cells are cleaned. A table without wordy columns may be wider than the width.
func Grid(w io.Writer, columns []Column, rows [][]string, width, lines int) error {
	cells := make([][]string, 0, len(rows)+1)
	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = c.Head
	}
	for _, r := range append([][]string{heads}, rows...) {
		clean := make([]string, len(r))
		for i, cell := range r {
			parts := []string{cell}
			if columns[i].Wordy == 0 { // a text from outside makes no lines
				parts = strings.Split(cell, "\n")
			}
			for j := range parts {
				parts[j] = Clean(parts[j])
			}
			clean[i] = strings.Join(parts, "\n")
		}
		cells = append(cells, clean)
	}
	widths := naturalWidths(cells, len(columns))
	shown := choose(columns, widths, width)
	fit(columns, widths, shown, width)
	for n, r := range cells {
		if err := writeRow(w, columns, widths, shown, r, lines, n == 0); err != nil {
			return err
		}
	}
	return nil
}

func naturalWidths(cells [][]string, n int) []int {
	widths := make([]int, n)
	for _, r := range cells {
		for i, cell := range r {
			for line := range strings.SplitSeq(cell, "\n") {
				widths[i] = max(widths[i], Width(line))
			}
		}
	}
	return widths
}

// choose leaves out columns until the others fit, or none is left that may go.
func choose(columns []Column, widths []int, width int) (shown []int) {
	for i := range columns {
		shown = append(shown, i)
	}
	for {
		need, worst := -gap, -1
		for at, i := range shown {
			if columns[i].Wordy > 0 {
				need += gap + min(widths[i], leastWordy)
			} else {
				need += gap + widths[i]
			}
			if columns[i].Rank > 0 && (worst < 0 || columns[i].Rank > columns[shown[worst]].Rank) {
				worst = at
			}
		}
		if need <= width || worst < 0 {
			return shown
		}
		shown = append(shown[:worst:worst], shown[worst+1:]...)
	}
}

// fit narrows the wordy columns to the room that the others leave: what needs less than its share keeps its width, and the rest share what is left.
func fit(columns []Column, widths, shown []int, width int) {
	rest := width + gap
	var wordy []int
	for _, i := range shown {
		rest -= gap
		if columns[i].Wordy > 0 {
			wordy = append(wordy, i)
		} else {
			rest -= widths[i]
		}
	}
	for len(wordy) > 0 {
		all := 0
		for _, i := range wordy {
			all += columns[i].Wordy
		}
		share := func(i int) int { return max(rest*columns[i].Wordy/all, 4) }
		// the one that needs least of its share is settled first
		i := slices.MinFunc(wordy, func(a, b int) int { return (widths[a] - share(a)) - (widths[b] - share(b)) })
		widths[i] = min(widths[i], share(i))
		rest -= widths[i]
		wordy = slices.DeleteFunc(wordy, func(x int) bool { return x == i })
	}
}

func writeRow(w io.Writer, columns []Column, widths, shown []int, row []string, lines int, head bool) error {
	height := max(lines, 1)
	if head {
		height = 1
	}
	for _, i := range shown {
		if columns[i].Wordy == 0 {
			height = max(height, 1+strings.Count(row[i], "\n"))
		}
	}
	parts := make([][]string, len(shown))
	used := 0
	for at, i := range shown {
		if columns[i].Wordy > 0 {
			parts[at] = Wrap(row[i], widths[i], height)
		} else {
			parts[at] = strings.Split(row[i], "\n")
		}
		used = max(used, len(parts[at]))
	}
	for n := range used {
		var line strings.Builder
		for at, i := range shown {
			cell := ""
			if n < len(parts[at]) {
				cell = parts[at][n]
			}
			pad := strings.Repeat(" ", max(0, widths[i]-Width(cell)))
			if columns[i].Right {
				cell = pad + cell
			} else {
				cell += pad
			}
			if at > 0 {
				line.WriteString(strings.Repeat(" ", gap))
			}
			line.WriteString(cell)
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}
