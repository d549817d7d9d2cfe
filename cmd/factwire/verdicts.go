package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

func (a *app) verdicts() *cobra.Command {
	var undo uint64
	var format string
	c := &cobra.Command{
		Use:   "verdicts",
		Short: "List what reviewers decided, or take a verdict back",
		Long: `List what reviewers decided, in the order in which they did: who, when, about which fact, what was corrected to what, and why. The CSV
and the JSON lines are for whoever keeps a record of it. A verdict that was taken back is not listed; its number is not given again.`,
		Example: "  factwire verdicts\n  factwire verdicts --format csv > verdicts.csv\n  factwire verdicts --undo 12",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if undo > 0 {
				return a.undo(undo)
			}
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			all, err := s.Verdicts()
			if err != nil {
				return err
			}
			return a.listVerdicts(s, all, format)
		},
	}
	c.Flags().Uint64Var(&undo, "undo", 0, "take back the verdict of this `number`")
	formatFlag(c, &format, "table", "jsonl", "csv")
	return paged(c)
}

// undo takes a verdict back.
func (a *app) undo(n uint64) error {
	s, err := a.changeStore()
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Unjudge(n); err != nil {
		return fmt.Errorf("%w: 'factwire verdicts' lists them", err)
	}
	a.note("verdict %d is taken back", n)
	return nil
}

func (a *app) listVerdicts(s *store.Store, all []merge.Verdict, format string) error {
	if format == "jsonl" {
		return tabular.JSONL(a.out, all)
	}
	rows := make([][]string, len(all))
	for i, v := range all {
		line := "" // of a fact that is gone: its id says which it was
		if f, err := s.Fact(v.Target.ID); err == nil {
			line = sentence(store.BriefOf(f))
		}
		rows[i] = []string{strconv.FormatUint(v.Number, 10), v.Time, string(v.Action), v.Target.ID, v.By, tell.Decided(v), v.Why, line}
	}
	if format == "csv" {
		return tabular.Cells(a.out, []string{"number", "time", "verdict", "fact", "by", "change", "why", "line"}, rows)
	}
	if len(rows) == 0 {
		a.note("nobody judged a fact yet; 'factwire review' shows them one by one")
		return nil
	}
	return a.grid([]tabular.Column{{Head: "NUMBER", Right: true}, {Head: "TIME", Rank: 3}, {Head: "VERDICT"}, {Head: "FACT"}, {Head: "BY", Rank: 2}, {Head: "CHANGE", Wordy: 1}, {Head: "WHY", Wordy: 1}, {Head: "FACT IN A LINE", Wordy: 2, Rank: 1}}, rows)
}
