// Package tabular writes facts as CSV, JSON lines and tables for people.
package tabular

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/whole"
)

// Header is the CSV's first row: FACTS.md's fields in their order, then what the reports add up to.
var header = []string{"id", "kind", "status", "who", "whom", "people", "what", "form", "stance", "about", "when", "relation", "event", "due", "where", "confidence", "articles", "outlets", "independent", "first", "last", "superseded_by", "contradicts", "review", "evidence", "url", "origin", "who_code", "whom_code", "title", "affiliation", "site", "article_title", "published", "who_wikidata", "whom_wikidata"}

// Header returns the names of the CSV's columns. The caller owns the slice.
func Header() []string { return append([]string(nil), header...) }

// Options of the CSV.
type Options struct {
	// Raw leaves cells as they are. Otherwise a cell that a spreadsheet would take for a formula (it
	// begins with = + - @, a tab or a carriage return) gets an apostrophe before it, after OWASP's advice on CSV injection.
	Raw bool
	// BOM writes a byte-order mark first, by which Excel knows UTF-8.
	BOM bool
}

// CSV writes the facts as RFC 4180 asks: a header, one row a fact, CRLF between.
func CSV(w io.Writer, facts []merge.Fact, o Options) error {
	c := NewWriter(w, nil, o)
	for _, f := range facts {
		if err := c.Write(f); err != nil {
			return err
		}
	}
	return c.Close()
}

// printable leaves out the control characters of a cell, which a terminal would obey, but for line feeds and tabs.
func printable(cell string) string {
	control := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }
	if strings.IndexFunc(cell, control) < 0 {
		return cell
	}
	return strings.Map(func(r rune) rune {
		if control(r) {
			return -1
		}
		return r
	}, cell)
}

// guard keeps a spreadsheet from taking text for a formula.
func guard(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// Row is a fact's row under Header.
func Row(f merge.Fact) []string {
	var e factwire.Evidence
	review := ""
	if f.Review != nil {
		review = f.Review.Verdict
	}
	if best := Best(f.Evidence); best != nil {
		e = *best
	}
	count := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	return []string{f.ID, string(f.Kind), string(f.Status), Entities(f.Who), Entities(f.Whom), Entities(f.People), f.What, string(f.Form), string(f.Stance), f.About,
		string(f.When.Date), string(f.When.Relation), kind.EventDay(f.Fact), kind.DueDay(f.Fact), f.Where, strconv.FormatFloat(f.Confidence, 'f', -1, 64),
		count(f.Articles), count(f.Outlets), count(f.Independent), f.First, f.Last, f.SupersededBy, strings.Join(f.Contradicts, "; "), review, strings.Join(strings.Fields(e.Text), " "), e.URL, e.Origin,
		each(f.Who, code), each(f.Whom, code), each(f.Who, title), each(f.Who, affiliation), e.Site, e.Title, e.Published[:min(len(e.Published), len("2006-01-02"))], each(f.Who, wikidata), each(f.Whom, wikidata)}
}

func code(e factwire.Entity) string        { return e.Code }
func wikidata(e factwire.Entity) string    { return e.Wikidata }
func title(e factwire.Entity) string       { return e.Title }
func affiliation(e factwire.Entity) string { return e.Affiliation }

// each joins what entities have of one thing, with "; " between, for those that have it.
func each(all []factwire.Entity, of func(factwire.Entity) string) string {
	var parts []string
	for _, e := range all {
		if s := of(e); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "; ")
}

// Best is the piece of evidence to show first: the shortest of those that name most of the fact.
func Best(evidence []factwire.Evidence) *factwire.Evidence {
	best := -1
	for i, e := range evidence {
		if best < 0 || len(e.Spans) > len(evidence[best].Spans) || len(e.Spans) == len(evidence[best].Spans) && len(e.Text) < len(evidence[best].Text) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return &evidence[best]
}

// Entities joins entities as "name (code)" with "; " between.
func Entities(all []factwire.Entity) string {
	var parts []string
	for _, e := range all {
		if e.Code != "" {
			parts = append(parts, e.Name+" ("+e.Code+")")
		} else {
			parts = append(parts, e.Name)
		}
	}
	return strings.Join(parts, "; ")
}

// JSONL writes one JSON object a line.
func JSONL[T any](w io.Writer, all []T) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for _, v := range all {
		f, isFact := any(v).(merge.Fact)
		var err error
		if isFact && len(f.Evidence) > manyPieces {
			err = longLine(b, f)
		} else {
			err = enc.Encode(v)
		}
		if err != nil {
			return err
		}
	}
	return b.Flush()
}

// manyPieces is from how much evidence on a fact is written piece by piece: encoding/json holds what it writes twice over.
const manyPieces = 1000

// longLine writes a fact of much evidence as enc.Encode would.
func longLine(w *bufio.Writer, f merge.Fact) error {
	var whole, piece bytes.Buffer
	encode := func(into *bytes.Buffer, v any) error {
		enc := json.NewEncoder(into)
		enc.SetEscapeHTML(false)
		into.Reset()
		err := enc.Encode(v)
		into.Truncate(max(0, into.Len()-1)) // the line feed
		return err
	}
	all := f.Evidence
	f.Evidence = all[:1]
	if err := errors.Join(encode(&whole, f), encode(&piece, all[0])); err != nil {
		return err
	}
	// within a text quotation marks are escaped: this stands in no other place
	before, after, found := bytes.Cut(whole.Bytes(), append([]byte(`"evidence":[`), piece.Bytes()...))
	if !found {
		return errors.New("a fact has no evidence in JSON")
	}
	_, _ = w.Write(before) // the writer keeps its first error for Flush
	_, _ = w.WriteString(`"evidence":[`)
	for i := range all {
		if i > 0 {
			_ = w.WriteByte(',')
		}
		if err := encode(&piece, all[i]); err != nil {
			return err
		}
		_, _ = w.Write(piece.Bytes())
	}
	_, _ = w.Write(after)
	return w.WriteByte('\n')
}

// WriteFile writes a file whole or not at all. An error names the file.
func WriteFile(path string, write func(io.Writer) error) error {
	if err := whole.Write(path, write); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
