package tabular

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"slices"

	"github.com/factwire/factwire/store/merge"
)

// Writer writes facts as RFC 4180 asks, one by one: a header, one row a fact, CRLF between.
type Writer struct {
	buffer  *bufio.Writer
	csv     *csv.Writer
	columns []int // of Header
	raw     bool
	err     error
}

// NewWriter writes the header at once. Columns are some of Header's names; nil stands for all. What goes wrong is told by Close.
func NewWriter(w io.Writer, columns []string, o Options) *Writer {
	b := bufio.NewWriter(w)
	out := &Writer{buffer: b, csv: csv.NewWriter(b), raw: o.Raw}
	out.csv.UseCRLF = true
	if o.BOM {
		_, out.err = b.WriteString("\ufeff")
	}
	var names []string
	for i, name := range header {
		if columns == nil || slices.Contains(columns, name) {
			out.columns, names = append(out.columns, i), append(names, name)
		}
	}
	out.err = errors.Join(out.err, out.csv.Write(names))
	return out
}

// Write writes a fact's row.
func (w *Writer) Write(f merge.Fact) error {
	if w.err != nil {
		return w.err
	}
	all := Row(f)
	row := make([]string, len(w.columns))
	for i, n := range w.columns {
		row[i] = printable(all[n])
		if !w.raw {
			row[i] = guard(row[i])
		}
	}
	w.err = w.csv.Write(row)
	return w.err
}

// Close writes what is left, but does not close the writer below.
func (w *Writer) Close() error {
	w.csv.Flush()
	return errors.Join(w.err, w.csv.Error(), w.buffer.Flush())
}

// Cells writes other rows than facts as a CSV, with the same care for spreadsheets and terminals.
func Cells(w io.Writer, header []string, rows [][]string) error {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.Write(header); err != nil {
		return err
	}
	for _, r := range rows {
		out := make([]string, len(r))
		for i, cell := range r {
			out[i] = guard(printable(cell))
		}
		if err := c.Write(out); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
