package signing

import (
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// agrees settles between whom an agreement is. It reports whether it is one, and if not, perhaps why.
func (x *Extractor) agrees(r *reading.Reading, c *candidate, told []reading.Candidate) (bool, string) {
	m := c.match
	if m.Noun == nil && !x.named(r, c, told) {
		return false, ""
	}
	if m.Frame.Is(lexicon.Undertaking) {
		if ok, why := x.binds(r, c); !ok {
			return false, why
		}
	}
	x.complete(r, c, told)
	faction := slices.ContainsFunc(c.all(), func(f event.Found) bool { return x.parties.IsFaction(f.Entity) })
	pens := m.Clause != nil && x.pens[m.Clause.Verb.Lemma] && m.Slot == "object"
	x.weed(r, c, pens)
	if !pens && x.nobody(c.all()) {
		return false, "nobody signs for a state, a body or a firm" // "Vale struck a deal with Ost"
	}
	if len(c.sides[0]) == 0 && len(c.sides[1]) > 0 && m.Noun != nil && !slices.ContainsFunc(c.sides[1], func(f event.Found) bool { return f.Slot != "with" && f.Slot != "to" }) {
		c.sides[1] = c.sides[1][:1] // "deals with Norway and Sweden": whose, is not told
	}
	if len(c.all()) < 2 {
		return false, x.lacking(r, c, faction)
	}
	if m.Noun != nil && m.Slot != "" && !x.signs(r, m) {
		if !c.given && x.vague(r, m) {
			return false, "an instrument that may not be there"
		}
		c.confidence = 0.7
	}
	return true, ""
}

// lacking says why what lacks a party is no signing, if that is worth a word.
func (x *Extractor) lacking(r *reading.Reading, c *candidate, faction bool) string {
	m, n := c.match, len(c.all())
	switch {
	case m.Noun != nil && m.Clause != nil && x.definite(r, m.Noun) && status(m) != "":
		return "anaphor"
	case c.nobody:
		return "legislators, who sign for nobody"
	case n == 1 && faction:
		return "a political party, which signs for no state"
	case n == 1:
		return "one party only"
	}
	return ""
}

// all returns the parties of both sides, each once.
func (c *candidate) all() []event.Found { return union(c.sides[0], c.sides[1]) }

// named finds of which class an instrument is that a verb alone tells of, and reports whether there is one.
func (x *Extractor) named(r *reading.Reading, c *candidate, told []reading.Candidate) bool {
	m := c.match
	if m.Frame.Is(lexicon.Elided) && m.Clause.Object != nil {
		c.class = x.another(r, m, told)
		return c.class != ""
	}
	if m.Frame.Is(lexicon.Ordering) {
		return x.orders(r, c)
	}
	return m.Frame.Is(lexicon.Text) || m.Clause != nil && m.Clause.Object == nil
}

// binds reports whether those who agree to do something bind themselves, and if not, perhaps why.
func (x *Extractor) binds(r *reading.Reading, c *candidate) (bool, string) {
	m := c.match
	if len(c.sides[1]) == 0 {
		c.sides[1] = x.counterpart(r, m)
	}
	if x.idle(m.Clause) {
		if len(c.all()) > 1 {
			return false, "talk of an act that binds nobody"
		}
		return false, ""
	}
	c.confidence = 0.7
	return m.Judged == event.Happened && len(c.all()) > 1 && x.undertakes(m.Clause) && !x.toSign(m.Clause), ""
}

// complete looks around for the parties of an instrument that lacks some.
func (x *Extractor) complete(r *reading.Reading, c *candidate, told []reading.Candidate) {
	m := c.match
	if m.Noun == nil {
		return
	}
	if len(c.all()) < 2 {
		x.fromRelative(r, m, c)
	}
	if len(c.all()) < 2 {
		x.fromGift(r, m, c)
	}
	if m.Clause != nil && len(c.all()) < 2 {
		x.fromTalks(r, m, c)
		x.fromChoice(r, m, c)
		x.fromMain(r, m, c)
	}
	if len(c.sides[0]) == 0 && len(c.sides[1]) > 0 {
		c.sides[0] = x.more(r, m, told)
	}
}

// weed leaves those out who are no parties: beside a state somebody whose own state is unknown, and people but for contracts and
// where pens are put to paper.
func (x *Extractor) weed(r *reading.Reading, c *candidate, pens bool) {
	stateless := func(f event.Found) bool {
		if person(f) || x.parties.IsFaction(f.Entity) {
			return true
		}
		return !(pens && f.Slot == "subject") && f.Slot != "with" && f.Slot != "to" && f.Entity.Type == factwire.Organization && event.Weak(r, f)
	}
	states := slices.ContainsFunc(c.all(), func(f event.Found) bool { return f.Entity.Type.IsState() })
	for i := range c.sides {
		if states {
			c.sides[i] = slices.DeleteFunc(c.sides[i], stateless)
		}
		if c.class != "contract" && !pens {
			c.sides[i] = slices.DeleteFunc(c.sides[i], person)
		}
	}
}

// nobody reports whether several people and political parties are all that there is.
func (x *Extractor) nobody(all []event.Found) bool {
	other := func(f event.Found) bool { return !person(f) && !x.parties.IsFaction(f.Entity) }
	return len(all) > 1 && !slices.ContainsFunc(all, other) && slices.ContainsFunc(all, person)
}

func person(f event.Found) bool { return f.Entity.Type == factwire.Person }

// orders reports wares that somebody orders from a firm: "ordered two submarines from Acme", and not "ordered police from the square", "ordered Acme to
// leave". What is ordered of people is a command.
func (x *Extractor) orders(r *reading.Reading, c *candidate) bool {
	m := c.match
	o := m.Clause.Object
	if o == nil || o.Mention != nil || m.Judged != event.Happened || len(m.Clause.Children) > 0 && slices.ContainsFunc(m.Clause.Children, func(ch *clause.Clause) bool { return ch.Relation == clause.XComp }) {
		return false
	}
	c.confidence = 0.7
	c.sides[1] = slices.DeleteFunc(c.sides[1], func(f event.Found) bool { return f.Entity.Type != factwire.Company })
	head := r.Doc.Tokens[o.Head]
	return len(c.sides[1]) > 0 && head.Tag == "NNS" && !x.parties.IsAgent(head.Lemma) && !x.parties.IsFolk(head.Lemma) && !x.parties.IsClass(head.Lemma)
}
