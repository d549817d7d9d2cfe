package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/shuffle"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

func (a *app) merging() *cobra.Command {
	var aliases string
	var unsorted, keyed, ties bool
	c := &cobra.Command{
		Use:   "merge [FILE|-]",
		Short: "Merge the sorted lines of 'observe' into facts",
		Long: `Read lines of 'factwire observe' that were sorted as bytes, and print the facts that follow as JSON lines: those of 'factwire export
--format jsonl' of a store into which the same articles were ingested, byte for byte. Without a name, or with -, standard
input is read. It may be given a part of the keys, as one of many processes, if each key comes with all of its lines, and keys that --ties
tells of together are one key.
In memory is one group of observations at a time, in temporary files what a large group has more, and facts that wait for their order
(TMPDIR says where).`,
		Example: `  factwire observe saved/ | LC_ALL=C sort | factwire merge > facts.jsonl
  LC_ALL=C sort -m part-*.lines | factwire merge --unsorted`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) (err error) {
			canon, err := a.canon(aliases)
			if err != nil {
				return err
			}
			in := a.in
			if len(args) > 0 && args[0] != "-" {
				if err := canRead(args[0]); err != nil {
					return err
				}
				f, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer f.Close()
				in = f
			}
			debug.SetGCPercent(20) // a large group is many small pieces, most of which stay
			s := &shuffle.Sorter{}
			defer func() { err = errors.Join(err, s.Close()) }()
			out := a.out
			print := func(line []byte) error {
				_, err := out.Write(line)
				return err
			}
			var line bytes.Buffer
			take := func(f merge.Fact) error {
				line.Reset()
				if keyed {
					fmt.Fprintf(&line, "%s\t%s\t%s\t", f.Kind, f.Last, f.ID)
				}
				if err := tabular.JSONL(&line, []merge.Fact{f}); err != nil {
					return err
				}
				if unsorted {
					return print(line.Bytes())
				}
				key := store.NewestFirst(f.Last, f.ID)
				const large = 1 << 20
				if line.Len() < large {
					return s.Add(key, line.Bytes())
				}
				text := line.Bytes()
				line = bytes.Buffer{}
				return s.Own(key, text)
			}
			o := shuffle.Options{Canon: canon}
			var failed error
			if ties {
				o.Ties = func(a, b string) {
					if failed == nil {
						_, failed = fmt.Fprintf(out, "%s\t%s\n", a, b)
					}
				}
			}
			err = errors.Join(shuffle.Merge(c.Context(), in, o, take), failed)
			if errors.Is(err, shuffle.ErrLine) {
				return fmt.Errorf("%w: merge reads what 'factwire observe' prints, sorted", err)
			}
			if err != nil {
				return err
			}
			return s.Each(print)
		},
	}
	f := c.Flags()
	f.StringVar(&aliases, "aliases", "", aliasesHelp)
	f.BoolVar(&keyed, "keyed", false, "before each fact its kind, the day of its last report and its id, with tabs between")
	f.BoolVar(&ties, "ties", false, "print only which keys must be merged together, two on a line, with a tab between")
	f.BoolVar(&unsorted, "unsorted", false, "print each fact as soon as it is merged, in the order of the keys, and leave the order to the engine")
	return c
}
