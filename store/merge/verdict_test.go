package merge_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// TestVerdictsHoldOn lets a better reading give what a reviewer corrected: the verdict is still about that fact, by the place and the corrected
// parties, and about none that stands elsewhere or names others.
func TestVerdictsHoldOn(t *testing.T) {
	read := func(line string) factwire.Fact { return report(t, 7, line) }
	was := merge.Merge([]factwire.Fact{read("2021-05-10 | a | ban | done | NO | Velloria | ban | ports |")}, merge.Options{})[0]
	target := merge.TargetOf(was, entity.New(nil))
	edit := merge.Verdict{Number: 1, Action: merge.Edit, Target: target, Field: "who", Value: json.RawMessage(`[{"name":"Sweden","type":"country","code":"SE"}]`), By: "Ada"}
	if err := edit.Check(); err != nil {
		t.Fatal(err)
	}
	review := func(f factwire.Fact, v merge.Verdict) *merge.Review {
		return merge.Merge([]factwire.Fact{f}, merge.Options{Docket: merge.NewDocket([]merge.Verdict{v})})[0].Review
	}
	same := read("2021-05-10 | a | ban | done | SE | Velloria | ban | ports |")
	if r := review(same, edit); r == nil || r.Verdict != "corrected" || !slices.Equal(r.Fields, []string{"who"}) || r.By != "Ada" {
		t.Errorf("the corrected reading has the review %+v", r)
	}
	elsewhere := same
	elsewhere.Evidence = slices.Clone(same.Evidence)
	elsewhere.Evidence[0].Start, elsewhere.Evidence[0].End = 50, 60
	if r := review(elsewhere, edit); r != nil {
		t.Errorf("what stands elsewhere has the review %+v", r)
	}
	if r := review(read("2021-05-10 | a | ban | done | DK | Velloria | ban | ports |"), edit); r != nil {
		t.Errorf("what names others has the review %+v", r)
	}
	about := edit
	about.Field, about.Value = "about", json.RawMessage(`"harbours"`)
	if r := review(same, about); r != nil {
		t.Errorf("a correction of the subject is taken for one of the parties: %+v", r)
	}
	f := merge.Merge([]factwire.Fact{read("2021-05-10 | a | ban | done | NO | Velloria | ban | ports |")}, merge.Options{Docket: merge.NewDocket([]merge.Verdict{about})})[0]
	if f.About != "harbours" || f.Review == nil {
		t.Errorf("a corrected fact is about %q", f.About)
	}
}
