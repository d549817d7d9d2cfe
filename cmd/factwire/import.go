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
	"slices"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/shuffle"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
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

// importBatch is how many articles are written in one transaction.
const importBatch = 256

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
	m := a.meter(a.command, "article", total)
	defer m.end()
	ok = true
	var entries []store.Entry
	var rejects []store.Rejected
	flush := func() error {
		outcomes, err := s.Put(entries)
		for i, o := range outcomes {
			run.Read++
			switch o {
			case store.Added:
				run.Added++
			case store.Replaced:
				run.Replaced++
			default:
				run.Unchanged++
			}
			for _, f := range entries[i].Facts {
				run.Facts[string(f.Kind)]++
			}
		}
		entries = entries[:0]
		m.count(run.Read)
		return err
	}
	var verdicts []merge.Verdict
	told := reports{by: map[string]*store.Entry{}}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	taken, skipped := false, 0
	for n := 1; lines.Scan(); n++ {
		m.work(len(lines.Bytes()) + 1)
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		entry, v, f, err := parseLine(lines.Bytes(), &rejects)
		if err == nil && f != nil {
			err = told.add(s, f)
		}
		if err != nil {
			if !taken && !json.Valid(lines.Bytes()) && !shuffle.Is(lines.Bytes()) {
				return false, fmt.Errorf("%s:%d is no line of JSON: name a file that 'factwire export --format archive' or jsonl wrote", nameOf(file), n)
			}
			ok = false
			run.Rejected++
			if skipped++; skipped <= mostTold {
				a.tell("factwire: skipped: " + tabular.Clean(fmt.Sprintf("%s:%d: %v", nameOf(file), n, err)))
			}
			continue
		}
		taken = true
		if v != nil {
			verdicts = append(verdicts, *v)
		}
		if entry == nil {
			continue
		}
		if entries = append(entries, *entry); len(entries) >= importBatch {
			if err := flush(); err != nil {
				return false, err
			}
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return false, fmt.Errorf("%s holds a line of more than %d MB: name a file that 'factwire export --format archive' or jsonl wrote", nameOf(file), maxLine>>20)
	}
	if err := lines.Err(); err != nil {
		return false, fmt.Errorf("import %s: %w", nameOf(file), err)
	}
	if skipped > mostTold {
		a.tell(fmt.Sprintf("factwire: skipped: %s: %d lines more", nameOf(file), skipped-mostTold))
	}
	if !taken && skipped == 0 {
		ok = false
		a.tell(fmt.Sprintf("factwire: skipped: %s is empty", nameOf(file)))
	}
	for _, id := range told.order {
		if e := told.by[id]; e != nil {
			entries = append(entries, *e)
		}
		if len(entries) >= importBatch {
			if err := flush(); err != nil {
				return false, err
			}
		}
	}
	if err := flush(); err != nil {
		return false, err
	}
	for _, r := range rejects {
		r.Time = run.Started
		run.Rejected++
		if err := s.Reject(r); err != nil {
			return false, err
		}
	}
	return ok, a.importVerdicts(s, verdicts)
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

// parseLine reads one line of an archive, of facts, or of 'factwire observe', of which the articles hold all that the observations do.
func parseLine(line []byte, rejects *[]store.Rejected) (*store.Entry, *merge.Verdict, *merge.Fact, error) {
	if !shuffle.Is(line) {
		return parseArchived(line)
	}
	l, err := shuffle.Parse(line)
	if err != nil {
		return nil, nil, nil, err
	}
	switch line[0] {
	case shuffle.Article:
		e, err := l.Entry()
		if err == nil {
			err = checkEntry(&e)
		}
		return &e, nil, nil, err
	case shuffle.Rejected:
		r, err := l.Reject()
		if err == nil {
			*rejects = append(*rejects, r)
		}
		return nil, nil, nil, err
	}
	return nil, nil, nil, nil
}

// parseArchived reads one line: an article, a verdict, or a fact.
func parseArchived(line []byte) (*store.Entry, *merge.Verdict, *merge.Fact, error) {
	var x archived
	if err := json.Unmarshal(line, &x); err == nil { // an archive's "article" is an object; a fact has a number of that name at most
		switch {
		case x.Verdict != nil:
			return nil, x.Verdict, nil, x.Verdict.Check()
		case x.Article != nil:
			e := &store.Entry{Article: *x.Article, Facts: x.Facts}
			return e, nil, nil, checkEntry(e)
		}
	}
	var f merge.Fact
	if err := json.Unmarshal(line, &f); err != nil {
		return nil, nil, nil, fmt.Errorf("it is no JSON of an archive or of facts: %w", err)
	}
	if f.Kind == "" || len(f.Evidence) == 0 {
		return nil, nil, nil, errors.New("it is neither an article nor a fact with evidence")
	}
	if err := kind.CheckFact(f.Fact); err != nil {
		return nil, nil, nil, err
	}
	for _, e := range f.Evidence {
		if err := store.CheckArticle(factwire.Article{ID: e.Article}); err != nil {
			return nil, nil, nil, err
		}
	}
	return nil, nil, &f, nil
}

// checkEntry returns an error for what no store would take.
func checkEntry(e *store.Entry) error {
	if err := store.CheckArticle(e.Article); err != nil {
		return err
	}
	for _, f := range e.Facts {
		if err := kind.CheckFact(f); err != nil {
			return err
		}
	}
	return nil
}

// reports makes entries of facts: each piece of evidence is a report of its article, as long as the store does not have the article itself.
type reports struct {
	order []string
	by    map[string]*store.Entry
}

func (r *reports) add(s *store.Store, f *merge.Fact) error {
	for _, e := range f.Evidence {
		entry, ok := r.by[e.Article]
		if !ok {
			have, known, err := s.Article(e.Article)
			if err != nil {
				return err
			}
			entry = &store.Entry{Article: factwire.Article{ID: e.Article, URL: e.URL, Title: e.Title, Site: e.Site, Published: e.Published}}
			if known && have.Text != "" {
				entry = nil
			} else if known {
				if entry.Facts, err = s.Observed(e.Article); err != nil {
					return err
				}
			}
			r.by[e.Article] = entry
			r.order = append(r.order, e.Article)
		}
		if entry == nil {
			continue
		}
		o := f.Fact // as it is kept: without an id, without where it was read, and without items
		e.Origin = ""
		o.ID, o.Evidence = "", []factwire.Evidence{e}
		o.Who, o.Whom, o.People = entity.WithoutItems(o.Who), entity.WithoutItems(o.Whom), entity.WithoutItems(o.People)
		if !slices.ContainsFunc(entry.Facts, func(x factwire.Fact) bool { return sameJSON(x, o) }) {
			entry.Facts = append(entry.Facts, o)
		}
	}
	return nil
}

func sameJSON(a, b any) bool {
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}
