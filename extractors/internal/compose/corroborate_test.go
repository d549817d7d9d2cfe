package compose

import (
	"math"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
)

// What several sentences propose is as likely as one of them being right; what rules tell, what stands elsewhere and parties
// side by side are left alone.
func TestCorroborate(t *testing.T) {
	side := func(name string, far bool) filled {
		return filled{Found: event.Found{Entity: factwire.Entity{Name: name}}, side: feature.Side{Role: "who", Far: far}}
	}
	make := func(p float64, change func(*Proposal)) *Proposal {
		out := &Proposal{Kind: factwire.Signing, Status: factwire.Done, A: side("Ostmark", false), B: side("Skarn", false), P: p}
		if change != nil {
			change(out)
		}
		return out
	}
	turned := func(p *Proposal) { p.A, p.B = p.B, p.A }
	for name, c := range map[string]struct {
		sentences [][]*Proposal
		want      float64 // of the first proposal
	}{
		"alone":             {[][]*Proposal{{make(0.4, nil)}}, 0.4},
		"twice in one":      {[][]*Proposal{{make(0.4, nil), make(0.4, nil)}}, 0.4},
		"in two":            {[][]*Proposal{{make(0.4, nil)}, {make(0.5, nil)}}, 0.7},
		"in either order":   {[][]*Proposal{{make(0.4, nil)}, {make(0.5, turned)}}, 0.7},
		"unlikely":          {[][]*Proposal{{make(0.4, nil)}, {make(0.15, nil)}}, 0.4},
		"another status":    {[][]*Proposal{{make(0.4, nil)}, {make(0.5, func(p *Proposal) { p.Status = factwire.Proposed })}}, 0.4},
		"far":               {[][]*Proposal{{make(0.4, nil)}, {make(0.5, func(p *Proposal) { p.B = side("Skarn", true) })}}, 0.4},
		"told by rules":     {[][]*Proposal{{make(0.4, func(p *Proposal) { p.Rule = &factwire.Fact{} })}, {make(0.5, nil)}}, 0.4},
		"side by side":      {[][]*Proposal{{make(0.4, nil)}, {make(0.5, func(p *Proposal) { p.Looks.Together, p.Looks.Outside = true, true })}}, 0.4},
		"denied and ended":  {[][]*Proposal{{make(0.4, nil)}, {make(0.5, func(p *Proposal) { p.Looks.Judged = "negated" })}}, 0.4},
		"never all certain": {[][]*Proposal{{make(0.4, nil)}, {make(1, nil)}}, 0.994},
	} {
		Corroborate(c.sentences)
		if got := c.sentences[0][0].P; math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v, not %v", name, got, c.want)
		}
	}
}
