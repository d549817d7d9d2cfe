package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline"
	"github.com/factwire/factwire/pipeline/fetch"
	"github.com/factwire/factwire/pipeline/local"
	"github.com/factwire/factwire/pipeline/shuffle"
	"github.com/factwire/factwire/store/entity"
)

func (a *app) observe() *cobra.Command {
	var aliases string
	var factsOnly bool
	var kinds []string
	var workers int
	c := &cobra.Command{
		Use:   "observe [FILE|DIR|GLOB|-]...",
		Short: "Print what articles tell as lines that sort by what belongs together",
		Long: `Read articles in any form that 'factwire ingest' reads from files, web archives too, and print what each tells as lines for 'factwire
merge'. Without a name, or with -, standard input is read. Each line has a key, the article's id, its version and JSON, with
tabs between: articles (keys that begin with a), observations (f), and inputs that are no articles with the reason (r). So no input is
lost, and the exit code is 0 where some are no articles: an engine takes any other for a failed task.

'observe', sorted as bytes, 'merge' gives the facts that 'ingest' and 'export --format jsonl' give, byte for byte, however the articles
are ordered, repeated or split over machines. docs/cluster.md tells how. Give both the same configuration.`,
		Example: `  factwire observe saved/ | LC_ALL=C sort | factwire merge > facts.jsonl
  factwire observe crawl/*.warc.gz --facts-only | LC_ALL=C sort -u | factwire merge
  zcat news.jsonl.gz | factwire observe - > part-1.lines`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := atLeast("workers", workers); err != nil {
				return err
			}
			canon, err := a.canon(aliases)
			if err != nil {
				return err
			}
			source, close, err := a.observable(args)
			if err != nil {
				return err
			}
			defer close()
			e, err := a.engine(kinds)
			if err != nil {
				return err
			}
			w := shuffle.NewWriter(a.out, canon, factsOnly)
			m := a.meter(c.Name(), "article", 0)
			stats, err := pipeline.Run(c.Context(), source, filtered{e, a.least(nil, 0, e)}, w, pipeline.Options{
				Workers: a.workers(workers), Now: a.now, Progress: func(s pipeline.Stats) { m.count(s.Read + s.Rejected) },
			})
			m.end()
			if err := errors.Join(err, w.Flush()); err != nil {
				return err
			}
			if stats.Rejected > 0 {
				a.note("%s of %d: the lines that begin with r tell why", count(stats.Rejected, "input")+" rejected", stats.Read+stats.Rejected)
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&aliases, "aliases", "", aliasesHelp)
	f.BoolVar(&factsOnly, "facts-only", false, "leave out what only 'factwire import' needs: the articles' texts")
	kindsFlag(c, &kinds)
	f.IntVar(&workers, "workers", 0, "read this `number` of articles at once (default: one for each processor)")
	return c
}

const aliasesHelp = "`file` of names that stand for others: \"Canonical name: [other name, ...]\""

// canon is that of the user's aliases.
func (a *app) canon(file string) (*entity.Canon, error) {
	aliases, err := a.aliases(file)
	return entity.New(aliases), err
}

// observable is the source of what the names stand for. The function ends it.
func (a *app) observable(words []string) (pipeline.Source, func(), error) {
	if len(words) == 0 {
		words = []string{"-"}
	}
	names, web, err := split(words, nil)
	if err != nil {
		return nil, nil, err
	}
	for _, w := range web {
		if w.Archive == "" {
			return nil, nil, usagef("%s is an address, and observe reads files: fetch it with 'factwire ingest', or save it first", w.Name)
		}
		if err := local.Check([]string{w.Archive}); err != nil {
			return nil, nil, err
		}
	}
	if err := local.Check(names); err != nil {
		return nil, nil, err
	}
	in := bufio.NewReaderSize(a.in, 64<<10)
	temporary := ""
	if slices.Contains(names, "-") && isArchived(in) {
		// records of an archive are found by seeking
		if temporary, err = spool(in); err != nil {
			return nil, nil, err
		}
		names = slices.DeleteFunc(names, func(n string) bool { return n == "-" })
		web = append(web, fetch.Source{Name: "standard input", Archive: temporary})
	}
	parser := a.parser()
	all := series{local.Source{Names: names, Stdin: in, Parser: parser, Passed: a.passed}}
	end := func() {}
	if len(web) > 0 {
		fetcher := fetch.New(fetch.Config{Settings: a.config.Fetch, Parser: parser, States: nothing{}, Visits: nothing{}, Now: a.now, Sleep: sleep})
		all = append(all, archives{fetcher.Start(web), temporary})
		end = func() {
			fetcher.Close()
			if temporary != "" {
				_ = os.Remove(temporary)
			}
		}
	}
	return all, end, nil
}

// isArchived reports whether a stream is a web archive, compressed or not.
func isArchived(in *bufio.Reader) bool {
	head, _ := in.Peek(16 << 10)
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(head))
		if err != nil {
			return false
		}
		begin := make([]byte, len("WARC/"))
		n, _ := io.ReadFull(z, begin)
		head = begin[:n]
	}
	return bytes.HasPrefix(head, []byte("WARC/"))
}

// spool writes a stream to a temporary file.
func spool(in io.Reader) (string, error) {
	f, err := os.CreateTemp("", "factwire-*.warc")
	if err != nil {
		return "", fmt.Errorf("keep the archive of standard input: %w", err)
	}
	_, err = io.Copy(f, in)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("keep the archive of standard input: %w", err), os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// archives are the articles of web archives. The temporary one is standard input.
type archives struct {
	run       *fetch.Run
	temporary string
}

// Articles implements pipeline.Source.
func (in archives) Articles(ctx context.Context) iter.Seq2[factwire.Article, error] {
	return func(yield func(factwire.Article, error) bool) {
		for art, err := range in.run.Articles(ctx) {
			origin := art.Origin
			if in.temporary != "" && strings.HasPrefix(origin, in.temporary) {
				art.Origin = ""
				if err != nil {
					art.Origin = "standard input" + strings.TrimPrefix(origin, in.temporary)
					err = renamed{err, strings.ReplaceAll(err.Error(), in.temporary, "standard input")}
				}
			}
			if !yield(art, err) {
				return
			}
			_ = in.run.Done(origin) // it remembers nothing, so it cannot fail
		}
	}
}

// renamed is an error in other words.
type renamed struct {
	error
	words string
}

func (r renamed) Error() string { return r.words }
func (r renamed) Unwrap() error { return r.error }
