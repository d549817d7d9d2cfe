package store

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/merge"
)

// Brief is a fact in few words, as far as they can change.
type Brief struct {
	Kind         factwire.Kind     `json:"kind"`
	Status       factwire.Status   `json:"status"`
	Who          []factwire.Entity `json:"who,omitempty"`
	Whom         []factwire.Entity `json:"whom,omitempty"`
	What         string            `json:"what,omitempty"`
	About        string            `json:"about,omitempty"`
	When         factwire.When     `json:"when,omitzero"`
	Articles     int               `json:"articles"`
	Independent  int               `json:"independent"`
	SupersededBy string            `json:"superseded_by,omitempty"`
	Disputed     bool              `json:"disputed,omitempty"`
	Verdict      string            `json:"verdict,omitempty"`
}

// BriefOf cuts a fact down.
func BriefOf(f merge.Fact) Brief {
	b := Brief{Kind: f.Kind, Status: f.Status, Who: f.Who, Whom: f.Whom, What: f.What, About: f.About, When: f.When, Articles: f.Articles, Independent: f.Independent, SupersededBy: f.SupersededBy, Disputed: f.Disputed}
	if f.Review != nil {
		b.Verdict = f.Review.Verdict
	}
	return b
}

// Difference is what became of one fact. Was is nil for a new one, Is for one that is gone.
type Difference struct {
	ID  string   `json:"id"`
	Was *Brief   `json:"was,omitempty"`
	Is  *Brief   `json:"is,omitempty"`
	To  []string `json:"to,omitempty"` // the facts that a gone one is part of
}

// Diff returns what changed since the beginning of a run: new facts, then changed ones, then those that are gone, each by kind and id.
func (s *Store) Diff(run uint64) ([]Difference, error) {
	var out []Difference
	err := s.view(func(t *txn) error {
		return t.allHeads(func(_ seat, h head) bool {
			for _, f := range h.Facts {
				i := slices.IndexFunc(f.Log, func(c change) bool { return c.Run >= run })
				if i < 0 {
					continue
				}
				is := BriefOf(f.Fact)
				d := Difference{ID: f.Fact.ID, Was: f.Log[i].Was, Is: &is}
				if d.Was == nil || !equalBrief(*d.Was, is) {
					out = append(out, d)
				}
			}
			for id, g := range h.Gone {
				if g.Run >= run {
					out = append(out, Difference{ID: id, Was: &g.Was, To: g.To})
				}
			}
			return true
		})
	})
	for i := range out {
		for _, b := range []*Brief{out[i].Was, out[i].Is} {
			if b != nil {
				b.Who, b.Whom = s.canon.Items(b.Who), s.canon.Items(b.Whom)
			}
		}
	}
	sortDifferences(out)
	return out, err
}

// Gone calls use for those of some facts, by their whole ids, that are no more, with the facts that each is part of now; none if nothing tells of
// it any longer.
func (s *Store) Gone(ids []string, use func(id string, to []string)) error {
	defer s.spare()()
	return s.view(func(t *txn) error {
		for _, id := range ids {
			there := false
			var to []string
			err := t.heads(id[:min(8, len(id))], func(_ place, h head) bool {
				there = there || slices.ContainsFunc(h.Facts, func(f stored) bool { return f.Fact.ID == id })
				to = append(append(to, h.Aliases[id]...), h.Gone[id].To...)
				return true
			})
			if err != nil {
				return err
			}
			if !there {
				slices.Sort(to)
				use(id, slices.Compact(to))
			}
		}
		return nil
	})
}

func equalBrief(a, b Brief) bool {
	return a.Kind == b.Kind && a.Status == b.Status && a.What == b.What && a.About == b.About && a.When == b.When && a.Articles == b.Articles && a.Independent == b.Independent &&
		a.SupersededBy == b.SupersededBy && a.Disputed == b.Disputed && a.Verdict == b.Verdict && slices.Equal(a.Who, b.Who) && slices.Equal(a.Whom, b.Whom)
}

func sortDifferences(all []Difference) {
	class := func(d Difference) int {
		switch {
		case d.Was == nil:
			return 0
		case d.Is != nil:
			return 1
		}
		return 2
	}
	kindOf := func(d Difference) factwire.Kind {
		b := d.Is
		if b == nil {
			b = d.Was
		}
		return b.Kind
	}
	slices.SortFunc(all, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(class(a), class(b)), kind.Order(kindOf(a), kindOf(b)), cmp.Compare(a.ID, b.ID))
	})
}
