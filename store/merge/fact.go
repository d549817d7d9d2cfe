package merge

import (
	"sync"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/similar"
)

// Fact is a fact with what all its reports add up to. Its JSON form is that of FACTS.md's export.
type Fact struct {
	factwire.Fact
	History     []Stage `json:"history,omitempty"`
	Articles    int     `json:"articles"`
	Outlets     int     `json:"outlets"`
	Independent int     `json:"independent"`
	First       string  `json:"first,omitempty"` // earliest publication date
	Last        string  `json:"last,omitempty"`  // latest publication date
	// SupersededBy is the id of the deadline that replaced this one.
	SupersededBy string   `json:"superseded_by,omitempty"`
	Contradicts  []string `json:"contradicts,omitempty"` // ids, sorted
	Disputed     bool     `json:"disputed,omitempty"`    // Contradicts is not empty
	Review       *Review  `json:"review,omitempty"`      // what a reviewer said of it

	// Aliases are the other ids that lead here: those that the observations would have by themselves, and those of
	// facts that a reviewer joined to this one; sorted.
	Aliases []string `json:"-"`
	// Node is the storage key of the fact's first report.
	Node string `json:"-"`

	duty    duty            // of a deadline
	tally   *Tally          // that a fact without evidence follows from, and
	shapes  []int           // the numbers of its shapes in there, sorted
	seed    Spot            // see Seed
	reports []factwire.Fact // the observations, for Reports
}

// Seed is where the earliest of the fact's evidence stands. By it a fact whose id changed is found again.
func (f *Fact) Seed() Spot { return f.seed }

// Lean is the fact without its reports, which are the most of its memory: for walks over many.
func (f Fact) Lean() Fact {
	f.reports = nil
	return f
}

// Stage is one step of a fact's history.
type Stage struct {
	Status factwire.Status `json:"status"`
	// Date is the event's own date, else the day on which the status was first reported.
	Date     string `json:"date,omitempty"`
	Articles int    `json:"articles"`
}

// Options are what merging needs to know beyond the observations. The zero value will do.
type Options struct {
	// Canon gives entities one form; nil stands for one without aliases.
	Canon *entity.Canon
	// Prints are the prints of the articles' texts, by article id; copies count as one source.
	Prints map[string]similar.Print
	// Docket holds what reviewers said; nil stands for nothing.
	Docket *Docket
	// Lean leaves the reports out of the facts, which Reports returns.
	Lean bool
}

func (o Options) canon() *entity.Canon {
	if o.Canon == nil {
		return plain()
	}
	return o.Canon
}

// plain is the canon without aliases, which is made once.
var plain = sync.OnceValue(func() *entity.Canon { return entity.New(nil) })
