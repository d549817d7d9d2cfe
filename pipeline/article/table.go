package article

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/internal/charset"
)

// maxHeader bounds the row that names a table's columns.
const maxHeader = 64 << 10

// table yields the articles of a table, a row each. The first row names the columns, by the names that records have; commas,
// semicolons or tabs part them. Rows may have too few cells or too many, as people's tables do.
func (p Parser) table(origin string, in *bufio.Reader, yield func(factwire.Article, error) bool) {
	fail := func(line int, err error) bool {
		return yield(factwire.Article{Origin: origin}, &Error{Origin: origin, Line: line, Err: err})
	}
	head, _ := in.Peek(maxHeader)
	if len(head) == maxHeader && bytes.IndexByte(head, '\n') < 0 {
		fail(1, fmt.Errorf("%w: a row of names of more than %d KB", ErrTooLarge, maxHeader>>10))
		return
	}
	comma := separator(head)
	budget := &allowance{r: in, most: int64(p.maxBytes())}
	cells := &cellReader{r: budget, comma: byte(comma)}
	renew := func() { budget.left, cells.n = budget.most, 0 }
	renew()
	rows := csv.NewReader(cells)
	rows.Comma, rows.LazyQuotes, rows.FieldsPerRecord = comma, true, -1
	names, err := rows.Read()
	switch {
	case errors.Is(err, io.EOF):
		fail(0, ErrEmpty)
		return
	case err != nil:
		fail(1, rowError(err))
		return
	}
	columns := make([]string, len(names))
	texts := false
	for i, name := range names {
		if k := key(strings.TrimSpace(name)); wanted[k] {
			columns[i] = k
		}
		texts = texts || columns[i] != "" && (slices.Contains(textKeys, columns[i]) || slices.Contains(htmlKeys, columns[i]))
	}
	if !texts {
		fail(0, ErrTable)
		return
	}
	some := false
	for n := 2; ; n++ {
		renew()
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			if !some {
				fail(0, ErrEmpty)
			}
			return
		}
		if err != nil {
			fail(n, rowError(err))
			return
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" { // a row that was left empty
			continue
		}
		some = true
		line, _ := rows.FieldPos(0)
		a, err := p.row(origin+"#"+strconv.Itoa(n), columns, cells)
		if err != nil {
			err = &Error{Origin: origin, Line: line, Err: err}
		}
		if !yield(a, err) {
			return
		}
	}
}

// maxCells bounds the marks between cells in a row, with those in its texts: a cell takes more memory than its bytes.
const maxCells = 1_000_000

// cellReader stops a row that has too many cells.
type cellReader struct {
	r     io.Reader
	comma byte
	n     int
}

func (c *cellReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.n += bytes.Count(p[:n], []byte{c.comma}); c.n > maxCells {
		return 0, fmt.Errorf("%w: a row of more than %d cells", ErrTooLarge, maxCells)
	}
	return n, err
}

// row makes an article of a row.
func (p Parser) row(origin string, columns, cells []string) (factwire.Article, error) {
	r := record{}
	for i, cell := range cells[:min(len(cells), len(columns))] {
		if k := columns[i]; k != "" && len(r[k]) == 0 && strings.TrimSpace(cell) != "" {
			if !utf8.ValidString(cell) {
				text, _ := charset.Text([]byte(cell))
				cell = string(text)
			}
			r[k] = loose{cell}
		}
	}
	return p.record(factwire.Article{Origin: origin}, r)
}

// separator is what parts the cells of a table, by its first row.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, c := range []rune{',', '\t', ';'} {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

func rowError(err error) error {
	if Reason(err) != "read" {
		return err
	}
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%w: %w", ErrSyntax, wrong.Err)
	}
	return readError(err)
}
