package merge

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// Check returns an error for a verdict that can be applied to no fact. One that comes from outside is checked by it before it is kept: a
// store heeds its verdicts at every merge, and could neither read nor write with one that means nothing.
func (v *Verdict) Check() error {
	if !slices.Contains([]Action{Accept, Reject, Edit, Join, Split}, v.Action) {
		return fmt.Errorf("there is no verdict %q", v.Action)
	}
	if err := v.Target.check(); err != nil {
		return err
	}
	switch v.Action {
	case Join:
		if v.Into == nil {
			return errors.New("a verdict that joins a fact does not say to which")
		}
	case Split:
		if len(v.Articles) == 0 {
			return errors.New("a verdict that splits a fact does not say by which articles")
		}
	case Edit:
		if err := ApplyEdit(&factwire.Fact{Kind: v.Target.Kind}, v.Field, v.Value); err != nil {
			return err
		}
	}
	if v.Into != nil {
		return v.Into.check()
	}
	return nil
}

func (t *Target) check() error {
	if t.ID == "" {
		return errors.New("a verdict does not say of which fact")
	}
	if n, err := hex.DecodeString(t.Place); err != nil || len(n) != 8 {
		return fmt.Errorf("the verdict on %s does not say where the fact stands: %q is no place", t.ID, t.Place)
	}
	return kind.Check(t.Kind)
}
