package compose

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/feature"
)

// enacts reports that what is signed is a law or an order, which comes into force by that and is shared with nobody ("signed a package of
// laws that bind Acme"), or that a side only does something else at the time of the signing ("hours after it was signed, Acme sued").
func (c *Composer) enacts(v *feature.View, p *Proposal) bool {
	i := p.Event.Cue - v.First
	if !c.signs.pens[v.Tok(i).Lemma] {
		return false
	}
	if o, ok := v.Has(i, "dobj"); ok {
		return c.statute(v, o) && !with(v, i) && !with(v, o)
	}
	s, ok := v.Has(i, "nsubjpass")
	if !ok {
		return false
	}
	if c.statute(v, s) && !with(v, i) && !with(v, s) {
		return true
	}
	if _, by := v.Has(i, "agent"); by || v.Rel[i] != "advcl" || v.Tok(s).Tag != "PRP" {
		return false
	}
	n, ok := v.Has(int(v.Head[i]), "nsubj")
	return ok && (under(v, n, p.A) || under(v, n, p.B))
}

// statute reports a noun for a law, or for several of them: "a package of laws".
func (c *Composer) statute(v *feature.View, i int) bool {
	if c.signs.statutes[v.Tok(i).Lemma] {
		return true
	}
	return slices.ContainsFunc(v.Kids(i), func(k int32) bool {
		return v.Tok(int(k)).Lower == "of" && slices.ContainsFunc(v.Kids(int(k)), func(o int32) bool { return c.signs.statutes[v.Tok(int(o)).Lemma] })
	})
}

// with reports a word that "with" hangs on.
func with(v *feature.View, i int) bool {
	return slices.ContainsFunc(v.Kids(i), func(k int32) bool { return v.Tok(int(k)).Lower == "with" })
}
