package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

func (a *app) review() *cobra.Command {
	var f filter
	var r reviewer
	var again bool
	var sheet, read, gold string
	c := &cobra.Command{
		Use:   "review",
		Short: "Judge facts one by one, or in a spreadsheet",
		Long: `Show one fact after the other with its evidence, and wait for a key:

  a accept   r reject   e correct a field   m join to another fact   s split off an article
  k skip     u take the last verdict back   ? this help              q quit

Facts with a verdict are not shown again (--again shows them), so that a review that was quit goes on where it
stopped. --sheet writes a CSV to be edited in a spreadsheet: put accept or reject under verdict, correct cells,
and read it back with --read. --gold turns verdicts into gold files for 'factwire eval'.`,
		Example: `  factwire review --kind ban --min-confidence 0.6
  factwire review --sheet todo.csv && factwire review --read todo.csv
  factwire review --gold my-gold/ && factwire eval my-gold/`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := f.check(); err != nil {
				return err
			}
			f.query.Rejected = again || gold != ""
			switch {
			case gold != "":
				return a.writeGold(gold, f)
			case sheet != "":
				return a.writeSheet(sheet, f, again)
			case read != "":
				return a.readSheet(read, r)
			}
			return a.reviewAll(f, r, again)
		},
	}
	f.flags(c)
	f.changedFlag(c)
	f.sortFlag(c)
	r.flags(c)
	c.Flags().BoolVar(&again, "again", false, "show facts with a verdict, too")
	c.Flags().StringVar(&sheet, "sheet", "", "write the facts to this CSV instead, to be judged in a spreadsheet")
	c.Flags().StringVar(&read, "read", "", "read verdicts and corrections from such a CSV")
	c.Flags().StringVar(&gold, "gold", "", "write the judged articles and facts to this `folder` as gold files")
	c.MarkFlagsMutuallyExclusive("sheet", "read", "gold")
	return c
}

// reviewAll shows one fact after the other. The list is taken at the beginning; each fact is read when its turn
// comes, since a verdict may have changed it.
func (a *app) reviewAll(choose filter, r reviewer, again bool) error {
	s, err := a.changeStore()
	if err != nil {
		return err
	}
	defer s.Close()
	q, err := choose.ask(a, s)
	if err != nil {
		return err
	}
	var ids []string
	err = s.EachSorted(q, choose.order(), func(f merge.Fact) error {
		if again || f.Review == nil {
			ids = append(ids, f.ID)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		a.note("there is nothing to review; --again shows what has a verdict")
		return nil
	}
	keys := a.keys()
	session := &reviewing{app: a, store: s, by: r, keys: keys}
	for i := 0; i < len(ids); {
		f, err := s.Fact(ids[i])
		if errors.Is(err, store.ErrNoFact) {
			i++
			continue
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "\n%d of %d\n", i+1, len(ids))
		printFact(a.out, s, f, a.wholeView())
		step, err := session.ask(f)
		if errors.Is(err, io.EOF) || errors.Is(err, errQuit) {
			break
		}
		if err != nil {
			return err
		}
		i = max(0, i+step)
	}
	a.note("%s given; 'factwire review' goes on where this ended", count(session.given, "verdict"))
	return nil
}

var errQuit = errors.New("quit")

// reviewing is a review under way.
type reviewing struct {
	*app
	store *store.Store
	by    reviewer
	keys  *keyboard
	undo  []uint64 // numbers of the verdicts given
	given int
}

// ask waits for keys until the fact is done with, and returns how many facts to go on.
func (v *reviewing) ask(f merge.Fact) (int, error) {
	for {
		fmt.Fprint(v.out, "\n[a]ccept [r]eject [e]dit [m]erge [s]plit s[k]ip [u]ndo [q]uit ? ")
		key, err := v.keys.key()
		if err != nil {
			return 0, err
		}
		fmt.Fprintln(v.out)
		step := 1
		switch key {
		case 'a':
			err = v.judge(v.verdict(v.by, merge.Accept, v.store.Target(f)))
		case 'r':
			err = v.judge(v.verdict(v.by, merge.Reject, v.store.Target(f)))
		case 'e':
			step, err = 0, v.correct(f)
		case 'm':
			err = v.join(f)
		case 's':
			step, err = 0, v.split(f)
		case 'k', ' ', 'n':
		case 'u':
			if n := len(v.undo); n > 0 {
				if err = v.store.Unjudge(v.undo[n-1]); err == nil {
					v.undo = v.undo[:n-1]
					v.given--
					return -1, nil
				}
			} else {
				fmt.Fprintln(v.out, "there is no verdict to take back")
				continue
			}
		case 'q', 3, 4: // Ctrl-C, Ctrl-D
			return 0, errQuit
		default:
			fmt.Fprintln(v.out, "a accept, r reject, e correct a field, m join to another fact, s split off an article, k skip, u take the last verdict back, q quit")
			continue
		}
		var usage usageError
		if errors.As(err, &usage) || errors.Is(err, store.ErrNoFact) {
			fmt.Fprintln(v.out, err)
			continue
		}
		return step, err
	}
}

func (v *reviewing) judge(d merge.Verdict) error {
	numbers, err := v.store.Judge(d)
	v.undo = append(v.undo, numbers...)
	v.given += len(numbers)
	return err
}

func (v *reviewing) correct(f merge.Fact) error {
	line, err := v.keys.line("field=value (such as when=2020-10-23): ")
	if err != nil {
		return err
	}
	field, text, ok := strings.Cut(line, "=")
	if !ok {
		return usagef("nothing is changed")
	}
	value, err := fieldValue(f.Fact, strings.TrimSpace(field), strings.TrimSpace(text))
	if err != nil {
		return usageError{err}
	}
	d := v.verdict(v.by, merge.Edit, v.store.Target(f))
	d.Field, d.Value = strings.TrimSpace(field), value
	return v.judge(d)
}

func (v *reviewing) join(f merge.Fact) error {
	id, err := v.keys.line("id of the fact that this one is part of: ")
	if err != nil {
		return err
	}
	other, err := v.store.Fact(strings.TrimSpace(id))
	if err != nil {
		return err
	}
	if other.ID == f.ID || other.Kind != f.Kind {
		return usagef("that is not another fact of the same kind")
	}
	d, t := v.verdict(v.by, merge.Join, v.store.Target(f)), v.store.Target(other)
	d.Into = &t
	return v.judge(d)
}

func (v *reviewing) split(f merge.Fact) error {
	line, err := v.keys.line("ids of the articles that tell another fact: ")
	if err != nil {
		return err
	}
	d := v.verdict(v.by, merge.Split, v.store.Target(f))
	for _, id := range strings.Fields(strings.ReplaceAll(line, ",", " ")) {
		for _, e := range f.Evidence {
			if strings.HasPrefix(e.Article, id) && len(id) >= 4 {
				d.Articles = append(d.Articles, e.Article)
			}
		}
	}
	if len(d.Articles) == 0 {
		return usagef("no article of this fact has such an id")
	}
	return v.judge(d)
}

// keyboard reads single keys from a terminal, and lines of which the first letter counts from anything else.
type keyboard struct {
	in    *bufio.Reader
	out   io.Writer
	fd    int
	plain bool // no terminal
}

func (a *app) keys() *keyboard {
	k := &keyboard{in: bufio.NewReader(a.in), out: a.out, plain: true}
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		k.fd, k.plain = int(f.Fd()), false
	}
	return k
}

func (k *keyboard) key() (byte, error) {
	if k.plain {
		line, err := k.in.ReadString('\n')
		line = strings.TrimSpace(line)
		if line == "" {
			if err != nil {
				return 0, err
			}
			return '?', nil
		}
		return line[0], nil
	}
	before, err := term.MakeRaw(k.fd)
	if err != nil {
		return 0, fmt.Errorf("read a key: %w", err)
	}
	b, err := k.in.ReadByte()
	return b, errors.Join(err, term.Restore(k.fd, before))
}

func (k *keyboard) line(prompt string) (string, error) {
	fmt.Fprint(k.out, prompt)
	line, err := k.in.ReadString('\n')
	if err != nil && line == "" {
		return "", err
	}
	return strings.TrimSpace(line), nil
}
