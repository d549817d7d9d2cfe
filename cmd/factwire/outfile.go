package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/export/parquet"
	"github.com/factwire/factwire/store/export/sqlite"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
)

var exportFormats = []string{"csv", "jsonl", "parquet", "sqlite", "archive"}

// exportAll writes what the command was told, reading fact by fact.
func (a *app) exportAll(ctx context.Context, x exporting) error {
	toFile := x.output != "" && x.output != "-"
	switch {
	case x.perKind && (x.format != "csv" || !toFile):
		return usagef("--per-kind writes CSV files: give --format csv and -o FILE.csv")
	case x.format == "sqlite" && !toFile:
		return usagef("--format sqlite writes a file: name it with -o")
	}
	if err := canWrite(x.output, "-o"); err != nil {
		return err
	}
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer s.Close()
	q, err := x.ask(a, s)
	if err != nil {
		return err
	}
	if x.perKind {
		return a.exportKinds(s, q, x)
	}
	m, err := a.exportMeter(s, x)
	if err != nil {
		return err
	}
	defer m.end()
	n := 0
	write := func(w io.Writer) (err error) {
		n, err = writeFacts(w, s, q, x, m.one)
		return err
	}
	switch {
	case x.format == "sqlite":
		n, err = exportSQLite(ctx, s, q, x, m.one)
	case toFile:
		err = tabular.WriteFile(x.output, write)
	default:
		if err := write(a.out); err != nil || n > 0 {
			return err
		}
		return a.nothing(s)
	}
	if err != nil {
		if errors.Is(err, store.ErrCorrupt) {
			return storeAdvice(err)
		}
		return fmt.Errorf("%w: name a file that may be written with -o", err)
	}
	what := "fact"
	if x.format == "archive" {
		what = "article"
	}
	m.end()
	a.note("%s written to %s", count(n, what), x.output)
	if n == 0 {
		return a.nothing(s)
	}
	return nil
}

// exportMeter counts facts, or the articles of an archive. Filters may leave fewer than there are.
func (a *app) exportMeter(s *store.Store, x exporting) (*meter, error) {
	if _, screen := a.terminal(a.out); screen && (x.output == "" || x.output == "-") {
		return &meter{}, nil // the results are progress enough, and a bar would run through them
	}
	c, err := s.Count()
	switch {
	case err != nil:
		return nil, storeAdvice(err)
	case x.format == "archive":
		return a.meter(a.command, "article", int64(c.Articles)), nil
	}
	return a.meter(a.command, "fact", int64(c.Facts)), nil
}

// writeFacts returns how many it wrote; done is told of each.
func writeFacts(w io.Writer, s *store.Store, q store.Query, x exporting, done func()) (int, error) {
	switch x.format {
	case "archive":
		return writeArchive(w, s, done)
	case "parquet":
		return parquet.Write(w, factsOf(s, q, x.order(), done))
	case "jsonl":
		b := bufio.NewWriter(w)
		n := 0
		err := s.EachSorted(q, x.order(), func(f merge.Fact) error {
			n++
			done()
			return tabular.JSONL(b, []merge.Fact{f})
		})
		return n, errors.Join(err, b.Flush())
	}
	// the CSV of all facts is small beside their evidence: it is written row by row
	n := 0
	c := tabular.NewWriter(w, nil, x.csv)
	err := s.EachSorted(q, x.order(), func(f merge.Fact) error {
		n++
		done()
		return c.Write(f)
	})
	return n, errors.Join(err, c.Close())
}

// kindColumns are the columns that fit a kind; the others are empty for it.
func kindColumns(k factwire.Kind) []string {
	without := kind.Of(k).Lacks()
	if slices.Contains(without, "whom") {
		without = append(without, "whom_code")
	}
	return slices.DeleteFunc(tabular.Header(), func(c string) bool { return slices.Contains(without, c) })
}

// held are the kinds that are read, and those of which the store holds facts besides.
func (a *app) held(s *store.Store) ([]factwire.Kind, error) {
	all := a.kinds(nil)
	for _, k := range kind.Names() {
		if slices.Contains(all, k) {
			continue
		}
		facts, _, _, err := s.List(store.Query{Kinds: []factwire.Kind{k}}, 1)
		if err != nil {
			return nil, err
		}
		if len(facts) > 0 {
			all = append(all, k)
		}
	}
	return all, nil
}

func (a *app) exportKinds(s *store.Store, q store.Query, x exporting) error {
	extension := filepath.Ext(x.output)
	kinds := q.Kinds
	if len(kinds) == 0 {
		var err error
		if kinds, err = a.held(s); err != nil {
			return err
		}
	}
	m, err := a.exportMeter(s, x)
	if err != nil {
		return err
	}
	defer m.end()
	for _, k := range kinds {
		q.Kinds = []factwire.Kind{k}
		file := strings.TrimSuffix(x.output, extension) + "-" + string(k) + extension
		n := 0
		err := tabular.WriteFile(file, func(w io.Writer) error {
			c := tabular.NewWriter(w, kindColumns(k), x.csv)
			err := s.EachSorted(q, x.order(), func(f merge.Fact) error {
				n++
				m.one()
				return c.Write(f)
			})
			return errors.Join(err, c.Close())
		})
		if err != nil {
			return err
		}
		a.note("%s written to %s", count(n, "fact"), file)
	}
	return nil
}

// errStopped ends a walk whose reader has enough.
var errStopped = errors.New("stopped")

// factsOf hands a store's facts on one by one.
func factsOf(s *store.Store, q store.Query, o query.Order, done func()) iter.Seq2[merge.Fact, error] {
	return func(yield func(merge.Fact, error) bool) {
		err := s.EachSorted(q, o, func(f merge.Fact) error {
			done()
			if !yield(f, nil) {
				return errStopped
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(merge.Fact{}, err)
		}
	}
}

func articlesOf(s *store.Store) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		err := s.Articles(func(e store.Entry) error {
			if !yield(e.Article, nil) {
				return errStopped
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(factwire.Article{}, err)
		}
	}
}

// exportSQLite writes the database beside its place and renames it when it is whole.
func exportSQLite(ctx context.Context, s *store.Store, q store.Query, x exporting, done func()) (int, error) {
	file := x.output
	dir, err := os.MkdirTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return 0, fmt.Errorf("write %s: %w", file, err)
	}
	defer os.RemoveAll(dir)
	work := filepath.Join(dir, "facts.sqlite")
	n, err := sqlite.Write(ctx, work, s.Canon().Key, factsOf(s, q, x.order(), done), articlesOf(s))
	if err != nil {
		return 0, fmt.Errorf("write %s: %w", file, err)
	}
	if info, serr := os.Stat(file); serr == nil {
		if err := os.Chmod(work, info.Mode().Perm()); err != nil {
			return 0, fmt.Errorf("write %s: %w", file, err)
		}
	}
	if err := os.Rename(work, file); err != nil {
		return 0, fmt.Errorf("write %s: %w", file, err)
	}
	return n, nil
}
