package names

import "github.com/factwire/factwire"

// given tells whether the object "it" at token t is one that a verb gives a time ("gave it until Friday", "granted it 30 days"): somebody, and not who gives.
func (b *builder) given(t, sentence int) bool {
	if t+1 >= b.d.Sentences[sentence].Last || !b.governed(t, sentence) {
		return false
	}
	next := &b.d.Tokens[t+1]
	return next.Lower == "until" || next.Lower == "till" || next.Tag == "CD"
}

// bidden returns the firm or the body of no state that was named last, in the sentence of token t or the one before, to which a state, a court or
// a regulator gives time; or -1.
func (b *builder) bidden(t, sentence int) int {
	for i := len(b.history) - 1; i >= b.horizon() && sentence-b.history[i].sent <= 1; i-- {
		h := &b.history[i]
		e := &b.r.Entities[h.ent]
		if h.quoted || h.tok >= t || h.sent == sentence && h.subject || e.Outlet || e.Code != "" || e.State != "" {
			continue
		}
		if e.Type == factwire.Company || e.Type == factwire.Organization && !e.Known {
			return h.ent
		}
	}
	return -1
}
