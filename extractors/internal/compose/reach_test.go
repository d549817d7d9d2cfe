package compose

import (
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/lexicon"
)

// TestReach holds what models propose of sides that stand where nobody bars or signs.
func TestReach(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		words, proposal string
		verbs           string
		rule            bool
		want            bool
	}{
		"a party to it":            {words: "Norway/nsubj/struck struck deal/dobj/struck with/prep/deal Chad/pobj/with", verbs: "struck", proposal: "signing deal: Norway > Chad"},
		"what it is about":         {words: "Norway/nsubj/struck struck deal/dobj/struck on/prep/deal how/advmod/divide to/aux/divide divide/pcomp/on Chad/dobj/divide", verbs: "struck divide", proposal: "signing deal: Norway > Chad", want: true},
		"about it, by the verb":    {words: "Norway/nsubj/struck struck deal/dobj/struck on/prep/deal dividing/pcomp/on Chad/dobj/dividing", verbs: "struck dividing", proposal: "signing struck: Norway > Chad", want: true},
		"called on":                {words: "Ost/nsubj/called called on/prep/called Norway/pobj/on and/cc/Norway Chad/conj/Norway to/aux/sign sign/xcomp/called", verbs: "called sign", proposal: "signing sign: Norway > Chad"},
		"with, behind on":          {words: "Norway/nsubj/struck struck deal/dobj/struck on/prep/deal fish/pobj/on with/prep/fish Chad/pobj/with", verbs: "struck", proposal: "signing deal: Norway > Chad"},
		"a border with it":         {words: "truce/nsubj/held on/prep/truce Norway/poss/border border/pobj/on with/prep/border Chad/pobj/with held", verbs: "held", proposal: "signing truce: Norway > Chad", want: true},
		"talks on a treaty":        {words: "Norway/nsubj/held held talks/dobj/held on/prep/talks treaty/pobj/on with/prep/treaty Chad/pobj/with", verbs: "held", proposal: "signing talks: Norway > Chad"},
		"only talked of":           {words: "Norway/nsubj/differ and/cc/Norway Chad/conj/Norway differ about/prep/differ treaty/pobj/about", verbs: "differ", proposal: "signing treaty: Norway > Chad", want: true},
		"signed by rules":          {words: "Norway/nsubj/differ and/cc/Norway Chad/conj/Norway differ about/prep/differ treaty/pobj/about", verbs: "differ", proposal: "signing treaty: Norway > Chad", rule: true},
		"agreed on":                {words: "Norway/nsubj/sign and/cc/Norway Chad/conj/Norway sign on/prep/sign treaty/pobj/on", verbs: "sign", proposal: "signing treaty: Norway > Chad"},
		"whoever breaks it":        {words: "Norway/nsubj/violate violate ban/dobj/violate on/prep/ban traps/pobj/on", verbs: "violate", proposal: "ban ban: Norway > traps+", want: true},
		"who breaks one's own":     {words: "Norway/nsubj/violate violate its/poss/ban ban/dobj/violate on/prep/ban traps/pobj/on", verbs: "violate", proposal: "ban ban: Norway > traps+"},
		"who imposes it":           {words: "Norway/nsubj/impose impose ban/dobj/impose on/prep/ban traps/pobj/on", verbs: "impose", proposal: "ban ban: Norway > traps+"},
		"whose it is":              {words: "Chad/nsubj/violate violate Norway/poss/ban ban/dobj/violate on/prep/ban traps/pobj/on", verbs: "violate", proposal: "ban ban: Norway > traps+"},
		"the target between":       {words: "Norway/nsubj/said said Chad/nsubjpass/banned banned/ccomp/said", verbs: "said banned", proposal: "ban banned: Norway > Chad~"},
		"who is followed":          {words: "Chad/nsubj/followed followed Norway/dobj/followed in/prep/followed banning/pcomp/in traps/dobj/banning", verbs: "followed banning", proposal: "ban banning: Norway > traps+"},
		"a firm that works for it": {words: "Norway/nsubj/barred barred those/dobj/barred who/nsubj/served served/relcl/those Acme/dobj/served", verbs: "barred served", proposal: "ban barred: Norway > Acme", want: true},
		"a clause of the measure":  {words: "ban that/dobj/imposed Norway/nsubj/imposed imposed/relcl/ban on/prep/imposed Acme/pobj/on", verbs: "imposed", proposal: "ban ban: Norway > Acme"},
	} {
		d := draw(t, c.words)
		for i := range d.R.Doc.Tokens {
			k := &d.R.Doc.Tokens[i]
			if slices.Contains(strings.Fields(c.verbs), k.Text) {
				k.Tag = "VB"
			}
			if k.Text == "its" {
				k.Tag = "PRP$"
			}
		}
		p := d.proposal(t, c.proposal, 0.7)
		if c.rule {
			p.Rule = &factwire.Fact{}
		}
		composer := New(lex)
		composer.vet(d.View, p)
		if p.unfit != c.want {
			t.Errorf("%s: unfit %v, want %v", name, p.unfit, c.want)
		}
	}
}

// TestDoubtful holds from which probability a ban of the rules is told.
func TestDoubtful(t *testing.T) {
	for name, c := range map[string]struct {
		kind factwire.Kind
		rule bool
		n    int
		p    float64
		want bool
	}{
		"hardly":           {factwire.Ban, true, 30, 0.1, true},
		"a short sentence": {factwire.Ban, true, 12, 0.1, false},
		"at the bound":     {factwire.Ban, true, 30, bansFrom, false},
		"by models":        {factwire.Ban, false, 30, 0.1, false},
		"another kind":     {factwire.Signing, true, 30, 0.1, false},
		"likely by itself": {factwire.Ban, true, 30, 0.9, false},
	} {
		p := &Proposal{Kind: c.kind, P: c.p}
		if c.rule {
			p.Rule = &factwire.Fact{}
		}
		if p.Doubtful(&feature.View{N: c.n}) != c.want {
			t.Errorf("%s: want %v", name, c.want)
		}
	}
}
