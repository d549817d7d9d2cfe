package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/shuffle"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// archived is a line of an archive: an article with what was observed in it, or a verdict. A line may also be a fact of 'export
// --format jsonl'.
type archived struct {
	Article *factwire.Article `json:"article,omitempty"`
	Facts   []factwire.Fact   `json:"facts,omitempty"`
	Verdict *merge.Verdict    `json:"verdict,omitempty"`
}

// writeArchive writes all that is needed to make the store again elsewhere.
func writeArchive(w io.Writer, s *store.Store, done func()) (int, error) {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	n := 0
	err := s.Articles(func(e store.Entry) error {
		n++
		done()
		return enc.Encode(archived{Article: &e.Article, Facts: e.Facts})
	})
	if err != nil {
		return n, err
	}
	verdicts, err := s.Verdicts()
	if err != nil {
		return n, err
	}
	for _, v := range verdicts {
		if err := enc.Encode(archived{Verdict: &v}); err != nil {
			return n, err
		}
	}
	return n, b.Flush()
}

func (a *app) importing() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE...",
		Short: "Take articles, facts and verdicts back from JSON lines, or from lines of 'observe'",
		Long: `Take back what 'factwire export --format archive' wrote: articles with what was observed in them, and verdicts. A store made
of archives, in any order, is the one that their articles would have made, so that stores can be moved and
merged. Facts of 'export --format jsonl' are taken too, as far as they go: each sentence becomes a report with
the fact's present status, of an article without text, unless the store has the article. Lines of 'factwire observe', sorted as bytes, make the
store that 'factwire ingest' would have made of the same articles.`,
		Example: "  factwire export --format archive -o a.jsonl\n  factwire import a.jsonl b.jsonl --store both.factwire",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			for _, file := range files { // before a store is made for them
				if err := canRead(file); err != nil {
					return err
				}
			}
			s, err := a.openStore(false)
			if err != nil {
				return err
			}
			defer s.Close()
			started := a.now()
			run := store.Run{Command: a.command, Started: started.UTC().Format("2006-01-02T15:04:05Z"), Sources: files, Facts: map[string]int{}, Ended: "done"}
			bad := false
			for _, file := range files {
				ok, err := a.importFile(c.Context(), s, file, &run)
				if err != nil {
					return err
				}
				bad = bad || !ok
			}
			run.Seconds = a.now().Sub(started).Seconds()
			if _, err := s.AddRun(run); err != nil {
				return err
			}
			if !a.quiet {
				a.summary(run)
			}
			if bad {
				return errPartial
			}
			return nil
		},
	}
}

// maxLine bounds a line of an archive: an article of 16 MB with its facts.
const maxLine = 32 << 20

// mostTold is how many bad lines of a file are told one by one.
const mostTold = 10

// nameOf is how a file of the command line is called in messages.
func nameOf(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}

// importBatch is how many articles are written in one transaction: what is written is in memory until its end, and as much again of the pages in its place.
const importBatch = 128

// taking is the import of one file.
type taking struct {
	*app
	store    *store.Store
	run      *store.Run
	name     string // of the file, in messages
	meter    *meter
	entries  []store.Entry
	rejects  []store.Rejected
	verdicts []merge.Verdict
	told     reports
	taken    bool // something was
	skipped  int  // lines
}

func (a *app) importFile(ctx context.Context, s *store.Store, file string, run *store.Run) (ok bool, err error) {
	var in io.Reader = a.in
	total := int64(0)
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return false, err
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil {
			total = info.Size()
		}
		in = f
	}
	x := &taking{app: a, store: s, run: run, name: nameOf(file), meter: a.meter(a.command, "article", total), told: reports{by: map[string]*store.Entry{}}}
	defer x.meter.end()
	if err := x.lines(ctx, in); err != nil {
		return false, err
	}
	if x.skipped > mostTold {
		a.tell(fmt.Sprintf("factwire: skipped: %s: %d lines more", x.name, x.skipped-mostTold))
	}
	if !x.taken && x.skipped == 0 {
		a.tell(fmt.Sprintf("factwire: skipped: %s is empty", x.name))
	}
	if err := x.finish(); err != nil {
		return false, err
	}
	return x.taken && x.skipped == 0, a.importVerdicts(s, x.verdicts)
}

// lines reads all lines. One that is bad is told and left out, but that the first one that can be judged must be what is taken here at all.
func (x *taking) lines(ctx context.Context, in io.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		x.meter.work(len(lines.Bytes()) + 1)
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		entry, v, f, err := parseLine(lines.Bytes(), &x.rejects)
		if err == nil && f != nil {
			err = x.told.add(x.store, f)
		}
		if err != nil {
			if !x.taken && !json.Valid(lines.Bytes()) && !shuffle.Is(lines.Bytes()) {
				return fmt.Errorf("%s:%d is no line of JSON: name a file that 'factwire export --format archive' or jsonl wrote", x.name, n)
			}
			x.skip(n, err)
			continue
		}
		x.taken = true
		if v != nil {
			x.verdicts = append(x.verdicts, *v)
		}
		if err := x.add(entry); err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("%s holds a line of more than %d MB: name a file that 'factwire export --format archive' or jsonl wrote", x.name, maxLine>>20)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("import %s: %w", x.name, err)
	}
	return nil
}

// skip tells of a bad line.
func (x *taking) skip(n int, err error) {
	x.run.Rejected++
	if x.skipped++; x.skipped <= mostTold {
		x.tell("factwire: skipped: " + tabular.Clean(fmt.Sprintf("%s:%d: %v", x.name, n, err)))
	}
}

// add gathers an entry, if there is one, and writes those gathered when they are many.
func (x *taking) add(e *store.Entry) error {
	if e == nil {
		return nil
	}
	if x.entries = append(x.entries, *e); len(x.entries) < importBatch {
		return nil
	}
	return x.flush()
}

// flush writes what is gathered.
func (x *taking) flush() error {
	outcomes, err := x.store.Put(x.entries)
	for i, o := range outcomes {
		x.run.Read++
		switch o {
		case store.Added:
			x.run.Added++
		case store.Replaced:
			x.run.Replaced++
		default:
			x.run.Unchanged++
		}
		for _, f := range x.entries[i].Facts {
			x.run.Facts[string(f.Kind)]++
		}
	}
	x.entries = x.entries[:0]
	x.meter.count(x.run.Read)
	return err
}

// finish writes what facts without articles told, what is left, and what was no article where it was read.
func (x *taking) finish() error {
	for _, id := range x.told.order {
		if err := x.add(x.told.by[id]); err != nil {
			return err
		}
	}
	if err := x.flush(); err != nil {
		return err
	}
	for _, r := range x.rejects {
		r.Time = x.run.Started
		x.run.Rejected++
		if err := x.store.Reject(r); err != nil {
			return err
		}
	}
	return nil
}

// importVerdicts gives the store the verdicts that it lacks.
func (a *app) importVerdicts(s *store.Store, verdicts []merge.Verdict) error {
	if len(verdicts) == 0 {
		return nil
	}
	have, err := s.Verdicts()
	if err != nil {
		return err
	}
	key := func(v merge.Verdict) string {
		v.Number = 0
		data, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		return string(data)
	}
	known := map[string]bool{}
	for _, v := range have {
		known[key(v)] = true
	}
	var news []merge.Verdict
	for _, v := range verdicts {
		if !known[key(v)] {
			news = append(news, v)
		}
	}
	if len(news) == 0 {
		return nil
	}
	_, err = s.Judge(news...)
	return err
}
