package main

import (
	"encoding/json"
	"os/user"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// reviewer is who judges, and why.
type reviewer struct{ by, why string }

func (r *reviewer) flags(c *cobra.Command) {
	c.Flags().StringVar(&r.by, "by", "", "`who` says so (default: the user's name)")
	c.Flags().StringVar(&r.why, "why", "", "the `reason`, kept with the verdict")
}

// verdict makes a verdict of the app's user.
func (a *app) verdict(r reviewer, action merge.Action, target merge.Target) merge.Verdict {
	by := r.by
	for _, name := range []string{"FACTWIRE_USER", "USER", "LOGNAME"} {
		if by == "" {
			by = a.env(name)
		}
	}
	if by == "" { // as where cron or a service starts it
		if u, err := user.Current(); err == nil {
			by = u.Username
		}
	}
	return merge.Verdict{Action: action, Target: target, By: by, Why: r.why, Time: a.now().UTC().Format(time.RFC3339)}
}

// judged opens the store, makes verdicts of the named facts, and keeps them.
func (a *app) judged(ids []string, make func(*store.Store, merge.Fact) ([]merge.Verdict, error)) error {
	s, err := a.changeStore()
	if err != nil {
		return err
	}
	defer s.Close()
	var all []merge.Verdict
	for _, id := range ids {
		f, err := s.Fact(id)
		if err != nil {
			return idAdvice(err)
		}
		verdicts, err := make(s, f)
		if err != nil {
			return err
		}
		all = append(all, verdicts...)
	}
	numbers, err := s.Judge(all...)
	if err != nil {
		return err
	}
	for i, v := range all {
		a.note("verdict %d: %s %s", numbers[i], v.Action, v.Target.ID)
	}
	return nil
}

func (a *app) accept() *cobra.Command {
	return a.mark(merge.Accept, "accept ID...", "Mark facts as right", "  factwire accept 3f2a9c0d1e4b5a67 --why 'checked against the gazette'")
}

func (a *app) reject() *cobra.Command {
	return a.mark(merge.Reject, "reject ID...", "Mark facts as wrong; lists and exports leave them out", "  factwire reject 3f2a9c0d1e4b5a67 --why 'a headline of a satire'")
}

// mark is a command that says the same of each fact that it is given.
func (a *app) mark(action merge.Action, use, short, example string) *cobra.Command {
	var r reviewer
	c := &cobra.Command{
		Use:     use,
		Short:   short,
		Example: example,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, ids []string) error {
			return a.judged(ids, func(s *store.Store, f merge.Fact) ([]merge.Verdict, error) {
				return []merge.Verdict{a.verdict(r, action, s.Target(f))}, nil
			})
		},
	}
	r.flags(c)
	return c
}

func (a *app) edit() *cobra.Command {
	var r reviewer
	var into string
	var split []string
	c := &cobra.Command{
		Use:   "edit ID [FIELD=VALUE...]",
		Short: "Correct a fact, join it to another or split it",
		Long: `Correct fields of a fact: status, who, whom, people, what, about, when or where. Entities are written as the
CSV has them, "Name (CODE)" for a country and "Name [type]" otherwise, with "; " between; a date may have a
relation before it ("by 2027"). --into joins the fact to another one; --split makes the named articles' reports
a fact of their own. A correction is kept with who made it, when and why, and holds for later articles too.`,
		Example: `  factwire edit 3f2a9c0d when=2020-10-23 'who=Sweden (SE)'
  factwire edit 3f2a9c0d --into 8ab1c2d3
  factwire edit 3f2a9c0d --split 0f1e2d3c4b5a6978`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 && into == "" && len(split) == 0 {
				return usagef("there is nothing to change: give FIELD=VALUE, --into or --split")
			}
			return a.judged(args[:1], func(s *store.Store, f merge.Fact) ([]merge.Verdict, error) {
				var out []merge.Verdict
				for _, arg := range args[1:] {
					field, text, ok := strings.Cut(arg, "=")
					if !ok {
						return nil, usagef("%q is not of the form FIELD=VALUE, as in when=2020-10-23", arg)
					}
					value, err := fieldValue(f.Fact, field, text)
					if err != nil {
						return nil, usageError{err}
					}
					v := a.verdict(r, merge.Edit, s.Target(f))
					v.Field, v.Value = field, value
					out = append(out, v)
				}
				if into != "" {
					other, err := s.Fact(into)
					if err != nil {
						return nil, idAdvice(err)
					}
					if other.ID == f.ID || other.Kind != f.Kind {
						return nil, usagef("--into must name another fact of the same kind")
					}
					v, t := a.verdict(r, merge.Join, s.Target(f)), s.Target(other)
					v.Into = &t
					out = append(out, v)
				}
				if len(split) > 0 {
					for _, id := range split {
						if !slices.ContainsFunc(f.Evidence, func(e factwire.Evidence) bool { return e.Article == id }) {
							return nil, usagef("article %s does not tell fact %s", id, f.ID)
						}
					}
					v := a.verdict(r, merge.Split, s.Target(f))
					v.Articles = split
					out = append(out, v)
				}
				return out, nil
			})
		},
	}
	r.flags(c)
	c.Flags().StringVar(&into, "into", "", "join the fact to this one")
	c.Flags().StringSliceVar(&split, "split", nil, "articles whose reports are another fact")
	return c
}

// fieldValue reads a field as people write it, and checks it against the fact. The result is the field's JSON.
func fieldValue(f factwire.Fact, field, text string) (json.RawMessage, error) {
	return tell.FieldValue(f, field, text)
}
