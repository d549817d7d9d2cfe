package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// sheetColumns are those of the review CSV; the ones up to "why" may be edited.
var sheetColumns = []string{"id", "verdict", "status", "who", "whom", "people", "what", "about", "when", "where", "why", "kind", "confidence", "articles", "evidence", "url"}

// editable are the columns that are read back as corrections.
var editable = map[string]bool{"status": true, "who": true, "whom": true, "people": true, "what": true, "about": true, "when": true, "where": true}

// sheetRow is a fact as a row of the review CSV.
func sheetRow(f merge.Fact) map[string]string {
	row := map[string]string{"id": f.ID, "status": string(f.Status), "who": tabular.Entities(f.Who), "whom": tabular.Entities(f.Whom), "people": tabular.Entities(f.People),
		"what": f.What, "about": f.About, "when": strings.TrimSpace(string(f.When.Relation) + " " + string(f.When.Date)), "where": f.Where,
		"kind": string(f.Kind), "confidence": fmt.Sprintf("%.2f", f.Confidence), "articles": fmt.Sprint(f.Articles)}
	if f.Review != nil {
		row["verdict"], row["why"] = f.Review.Verdict, f.Review.Why
	}
	if e := tabular.Best(f.Evidence); e != nil {
		row["evidence"], row["url"] = strings.Join(strings.Fields(e.Text), " "), e.URL
	}
	return row
}

func (a *app) writeSheet(file string, choose filter, again bool) error {
	if err := canWrite(file, "--sheet"); err != nil {
		return err
	}
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer s.Close()
	q, err := choose.ask(a, s)
	if err != nil {
		return err
	}
	n := 0
	err = tabular.WriteFile(file, func(w io.Writer) error {
		// Excel takes a file without the mark for one of another alphabet, and would save it so
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
		c := csv.NewWriter(w)
		c.UseCRLF = true
		if err := c.Write(sheetColumns); err != nil {
			return err
		}
		err := s.EachSorted(q, choose.order(), func(f merge.Fact) error {
			if f.Review != nil && !again {
				return nil
			}
			n++
			row := sheetRow(f)
			cells := make([]string, len(sheetColumns))
			for i, name := range sheetColumns {
				cells[i] = guardCell(row[name])
			}
			return c.Write(cells)
		})
		c.Flush()
		return errors.Join(err, c.Error())
	})
	if err != nil {
		return err
	}
	a.note("%s written to %s; read it back with 'factwire review --read %s'", count(n, "fact"), file, file)
	return nil
}

// guardCell keeps a spreadsheet from taking text for a formula; plainCell undoes it.
func guardCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func plainCell(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@\t\r", rune(s[1])) {
		return s[1:]
	}
	return s
}

// separatedBySemicolons reports whether a sheet begins as spreadsheets write it where the comma stands in numbers.
func separatedBySemicolons(head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return bytes.Count(line, []byte(";")) > bytes.Count(line, []byte(","))
}

func notASheet(file string, err error) error {
	return fmt.Errorf("%s is no sheet of facts: %w: write one with 'factwire review --sheet', and save it as CSV", file, err)
}

// readSheet turns the cells that differ from the store's facts into verdicts: all of a sheet or none, but for rows of facts that there are
// none of.
func (a *app) readSheet(file string, r reviewer) error {
	in, err := os.Open(file)
	if err != nil {
		return namedBy(err, "--read")
	}
	defer in.Close()
	b := bufio.NewReader(in)
	c := csv.NewReader(b)
	if head, _ := b.Peek(4096); separatedBySemicolons(head) {
		c.Comma = ';'
	}
	header, err := c.Read()
	if err != nil {
		return notASheet(file, err)
	}
	column := map[string]int{}
	for i, name := range header {
		column[strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "\ufeff"))] = i
	}
	for _, name := range []string{"id", "verdict"} {
		if _, ok := column[name]; !ok {
			return notASheet(file, fmt.Errorf("it has no column %q", name))
		}
	}
	s, err := a.changeStore()
	if err != nil {
		return err
	}
	defer s.Close()
	var all []merge.Verdict
	strange := 0
	for {
		cells, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return notASheet(file, err)
		}
		line, _ := c.FieldPos(0)
		row := map[string]string{}
		for name, i := range column {
			if !utf8.ValidString(cells[i]) {
				return fmt.Errorf("%s:%d is not UTF-8, so that names would be corrected to wrong ones: save the sheet as CSV in UTF-8", file, line)
			}
			row[name] = plainCell(cells[i])
		}
		verdicts, err := a.rowVerdicts(s, row, r)
		if errors.Is(err, store.ErrNoFact) { // of another store, or spoilt by a program: the other rows count
			a.complain(fmt.Errorf("%s:%d: %w: the row is passed over; 'factwire review --sheet' writes a sheet of the facts that there are", file, line, err), exitError)
			strange++
			continue
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", file, line, err)
		}
		all = append(all, verdicts...)
	}
	if len(all) > 0 {
		if _, err := s.Judge(all...); err != nil {
			return err
		}
	}
	a.note("%s read from %s", count(len(all), "verdict"), file)
	if strange > 0 {
		return errPartial
	}
	return nil
}

func (a *app) rowVerdicts(s *store.Store, row map[string]string, r reviewer) ([]merge.Verdict, error) {
	f, err := s.Fact(strings.TrimSpace(row["id"]))
	if err != nil {
		return nil, err
	}
	is := sheetRow(f)
	if row["why"] != is["why"] {
		r.why = row["why"]
	}
	var out []merge.Verdict
	for _, name := range sheetColumns {
		text, ok := row[name]
		if !ok || !editable[name] || strings.TrimSpace(text) == is[name] {
			continue
		}
		value, err := fieldValue(f.Fact, name, strings.TrimSpace(text))
		if err != nil {
			return nil, err
		}
		g := f
		if err := merge.ApplyEdit(&g.Fact, name, value); err == nil && sheetRow(g)[name] == is[name] {
			continue // another spelling of what it is: a sheet that is read twice corrects once
		}
		v := a.verdict(r, merge.Edit, s.Target(f))
		v.Field, v.Value = name, value
		out = append(out, v)
	}
	var action merge.Action
	word := strings.ToLower(strings.TrimSpace(row["verdict"]))
	switch word {
	case "", is["verdict"]:
		return out, nil
	case "accept", "accepted", "a":
		action, word = merge.Accept, "accepted"
	case "reject", "rejected", "r":
		action, word = merge.Reject, "rejected"
	default:
		return nil, fmt.Errorf("there is no verdict %q: use accept or reject", word)
	}
	if word != is["verdict"] || len(out) > 0 || row["why"] != is["why"] { // else it was said before
		out = append(out, a.verdict(r, action, s.Target(f)))
	}
	return out, nil
}
