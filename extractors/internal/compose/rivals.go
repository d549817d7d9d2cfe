package compose

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/feature"
)

// alone is the probability from which a further party or target is taken that stands in no coordination with one taken
// before.
const alone = 0.6

// certain is the probability from which models are followed against the rules: where these tell others in the roles, or saw a
// fact and dropped it.
const certain = 0.9

// doubted is the probability from which models are followed against rules that see nobody whom the word can bar, or nothing that binds.
const doubted = 0.6

// vagueFrom is the probability from which models are followed against rules that see an act that binds nobody, or an instrument that is
// only spoken of.
const vagueFrom = 0.75

// weighed reports a reason of the rules that models weigh as well.
func weighed(reason string) bool {
	return reason == "talk of an act that binds nobody" || reason == "an instrument that may not be there"
}

// Final reports a reason of the rules against which no model is followed: what they saw is in another sense, or not told. Other reasons
// say only whom they did not find, or what models weigh as well.
func Final(reason string) bool {
	switch reason {
	case "", "no actor", "one party only", "anaphor", "no party that joins", "authority and target are the same":
		return false
	}
	f := feature.Fact{Dropped: reason}
	return !weighed(reason) && !f.SenseDoubted()
}

// Against reports a proposal that no rule tells and that the rules speak against: a condition, a thing supposed, something told as
// done that they take for denied or ended, or a word that they saw in another sense. What is denied or ended is told as done
// only where the models are certain, as is what one side alone agrees to; another sense where they are sure enough, the rest never.
func (p *Proposal) Against() bool {
	if p.Rule != nil {
		return false
	}
	switch {
	case p.unfit || p.lone && p.P < certain, Final(p.Looks.Dropped):
		return true
	case p.Looks.SenseDoubted():
		if p.P < doubted {
			return true
		}
	case weighed(p.Looks.Dropped):
		if p.P < vagueFrom {
			return true // models weigh that as well
		}
	}
	switch p.Looks.Judged {
	case "hypothetical":
		return true
	case "negated", "ended":
		return p.Status == factwire.Done && p.P < certain
	}
	return p.Looks.Conditional
}

// farther is how much likelier than others a proposal must be of whose sides the sentence names neither: "it was lifted".
const farther = 0.05

// Empty reports what tells nothing: two states of which one would join the other, as states join bodies and texts; and what is done by and to those
// of a matter told before, whom the sentence does not name ("bans are costly") or in whose place it names others. Bound is the probability from
// which a proposal is told.
func (p *Proposal) Empty(bound float64) bool {
	if p.A.side.Far && p.B.side.Far && p.B.side.Role != "" {
		return p.near >= alone || p.Status == factwire.Done && p.A.side.Told && p.B.side.Told || p.P < bound+farther
	}
	return p.Looks.Joining && p.A.Entity.Type == factwire.Country && p.B.Entity.Type == factwire.Country
}

// Rivals leaves out proposals that do not go together with likelier ones of the sentence: another status of the same matter, a second
// authority of one measure, a target or a party out of another sentence or out of the phrase of one that is told. The order stays.
func Rivals(v *feature.View, all []*Proposal) []*Proposal {
	best := slices.Clone(all)
	slices.SortStableFunc(best, func(a, b *Proposal) int { return cmp.Or(cmp.Compare(b.rank(), a.rank()), cmp.Compare(b.P, a.P)) })
	var taken []*Proposal
	for _, p := range best {
		if fits(v, p, taken) {
			taken = append(taken, p)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(p *Proposal) bool { return !slices.Contains(taken, p) })
}

// rank puts what rules tell first, what stands in the sentence before what does not, and named targets before classes of goods.
func (p *Proposal) rank() int {
	switch {
	case p.Rule != nil:
		return 3
	case p.A.side.Far || p.B.side.Far:
		return 0
	case p.B.Entity.Type == factwire.Group || p.oneSided() || p.A.side.Nested || p.B.side.Nested:
		return 1
	}
	return 2
}

// oneSided reports two parties that stand on one side of several instruments, or of one that both join, or behind "with" where nobody
// stands before it: "agreements with Serbia and Kosovo".
func (p *Proposal) oneSided() bool {
	return p.Kind == factwire.Signing && p.Looks.Together && (p.Looks.Joiners || p.Looks.Outside && (p.Looks.Plural || p.Looks.Joining) || p.behind && !p.Looks.Outside)
}

// fits reports whether a proposal goes together with those taken, all of them likelier or better placed.
func fits(v *feature.View, p *Proposal, taken []*Proposal) bool {
	if p.Rule == nil && (p.oneSided() || p.starred(taken)) {
		return false
	}
	var same []*Proposal // of the same event and status
	for _, q := range taken {
		linked := q.Event == p.Event || v.Linked(q.Event.Cue-v.First, p.Event.Cue-v.First)
		if p.rivals(v, q, linked) {
			return false
		}
		if linked && q.Kind == p.Kind && q.Status == p.Status {
			same = append(same, q)
		}
	}
	ruled := slices.ContainsFunc(same, func(q *Proposal) bool { return q.Rule != nil })
	switch {
	case len(same) == 0 || p.Whole:
		return true
	case p.Rule == nil:
		if p.P < certain && ruled {
			return false // the rules tell who stands in the roles
		}
	case !slices.ContainsFunc(same, func(q *Proposal) bool { return q.Rule == nil }),
		slices.ContainsFunc(same, func(q *Proposal) bool { return q.Rule == p.Rule }):
		return true // the rules say that they go together
	case p.Kind == factwire.Signing && p.Looks.Plural:
		return true // one of several instruments: "contracts with Acme and Globex"
	}
	if p.Kind == factwire.Signing {
		return joins(v, p, same)
	}
	return sidesFit(v, p, same)
}

// rivals reports whether a proposal tells what q, which is taken, tells already or leaves no room for. linked is set where both have the same word,
// or one's stands under the other's.
func (p *Proposal) rivals(v *feature.View, q *Proposal, linked bool) bool {
	alike := q.Kind == p.Kind
	if alike && q.Status != p.Status && (q.Rule == nil || p.Rule == nil) && sameSides(q, p.A, p.B) {
		return !imposedAndEnded(v, p, q) && !imposedAndEnded(v, q, p)
	}
	if p.Rule != nil {
		return false
	}
	if alike && q.Event != p.Event && q.Status == p.Status && q.tells(p.A, p.B) {
		return true // told by another word
	}
	if q.Rule == nil {
		return false
	}
	if alike {
		return within(p.Event.Cue, q.A) || within(p.Event.Cue, q.B) // the word belongs to a party's name: "joined Chile in signing the Rivers Pact"
	}
	if q.Kind == factwire.Ban && p.Kind == factwire.Signing && (sameSides(q, p.A, p.B) || sameSides(q, p.B, p.A)) {
		return true // "became the first country to ban Acme" joins nothing
	}
	return q.Event.Cue == p.Event.Cue || p.P < certain && linked // the rules tell of what kind it is
}

// tells reports whether two sides are those of the proposal, or among the many of the rules' fact for which it stands.
func (p *Proposal) tells(a, b filled) bool {
	among := func(f filled) bool { return slices.ContainsFunc(p.Rule.Who, f.Entity.Same) }
	return sameSides(p, a, b) || p.Whole && among(a) && among(b)
}

// sidesFit reports whether the sides of a proposal belong to those of the others of its event, whichever they are.
func sidesFit(v *feature.View, p *Proposal, same []*Proposal) bool {
	var a, b []filled
	for _, q := range same {
		a, b = append(a, q.A), append(b, q.B)
	}
	if !has(a, p.A) && !belongs(v, p.A, a, 1) {
		return false
	}
	if p.B.side.Role == "" {
		return p.Rule != nil || !has(a, p.A) // one duty has one date, unless the rules tell two
	}
	if has(b, p.B) {
		return true
	}
	// "imports of beef from Brazil", "bars Acme from selling phones": goods beside a name are what it is about
	if p.B.Entity.Type == factwire.Group && slices.ContainsFunc(b, func(f filled) bool { return f.Entity.Type != factwire.Group && !together(v, f.lead(v), p.B.lead(v)) }) {
		return false
	}
	return belongs(v, p.B, b, p.P)
}

// imposedAndEnded reports two proposals of which one tells that a measure was imposed and the other, by a verb of its own, that it ended: "banned it
// in 2018 and lifted the ban on Monday".
func imposedAndEnded(v *feature.View, p, q *Proposal) bool {
	verb := func(p *Proposal) bool { return v.Tok(p.Event.Cue-v.First).Tag == "VBD" }
	return p.Status == factwire.Done && q.Status == factwire.Reversed && p.Event != q.Event && p.Looks.Judged == "happened" && verb(p) && verb(q)
}

// within reports whether a token stands in the phrase of one who is told.
func within(token int, f filled) bool { return f.First <= token && token < f.Last }

// starred reports two parties of which each is told to be one with the same programme, and surer than with the other: "with the signing of
// three accords, Norway and Iceland have joined the network".
func (p *Proposal) starred(taken []*Proposal) bool {
	if p.Kind != factwire.Signing {
		return false
	}
	with := map[string]bool{}
	for _, q := range taken {
		if q.Event == p.Event && q.Status == p.Status {
			with[q.programme(p.A.Entity)] = true
		}
	}
	delete(with, "")
	return len(with) > 0 && slices.ContainsFunc(taken, func(q *Proposal) bool {
		return q.Event == p.Event && q.Status == p.Status && with[q.programme(p.B.Entity)]
	})
}

// programme returns the key of the programme that a proposal joins with somebody, or "".
func (p *Proposal) programme(one factwire.Entity) string {
	for _, side := range [][2]factwire.Entity{{p.A.Entity, p.B.Entity}, {p.B.Entity, p.A.Entity}} {
		if side[0].Same(one) && side[1].Type == factwire.Program {
			return side[1].Key()
		}
	}
	return ""
}

// joiners reports two parties who are told to join a third side by side: what is signed there they sign with that third.
func joiners(p *Proposal, all []*Proposal) bool {
	if p.Kind != factwire.Signing {
		return false
	}
	a, b := p.A.Entity.Key(), p.B.Entity.Key()
	var withA, withB []string
	for _, q := range all {
		if q.Kind != p.Kind || !q.Looks.Joining || q.Event == p.Event || q.Looks.Kinds < alone || q.A.side.Far || q.B.side.Far || q.Looks.Together {
			continue
		}
		for _, side := range [][2]string{{q.A.Entity.Key(), q.B.Entity.Key()}, {q.B.Entity.Key(), q.A.Entity.Key()}} {
			switch side[0] {
			case a:
				withA = append(withA, side[1])
			case b:
				withB = append(withB, side[1])
			}
		}
	}
	return slices.ContainsFunc(withA, func(k string) bool { return k != b && slices.Contains(withB, k) })
}

// joins reports whether two parties go with those of a signing taken before: both are among them, or one is and the other
// belongs to one of them.
func joins(v *feature.View, p *Proposal, same []*Proposal) bool {
	var parties []filled
	for _, q := range same {
		parties = append(parties, q.A, q.B)
	}
	a, b := has(parties, p.A), has(parties, p.B)
	switch {
	case a && b:
		return true
	case a:
		return belongs(v, p.B, parties, p.P)
	case b:
		return belongs(v, p.A, parties, p.P)
	}
	return false
}

func has(all []filled, f filled) bool {
	return slices.ContainsFunc(all, func(o filled) bool { return o.Entity.Same(f.Entity) })
}

// belongs reports whether a further party stands in a coordination with one of those taken, or is likely enough by itself; never one
// of another sentence, or of the phrase of one of them.
func belongs(v *feature.View, f filled, all []filled, p float64) bool {
	if f.side.Far {
		return false
	}
	member := false
	for _, o := range all {
		if o.side.Far {
			continue
		}
		if f.nested(v, o) || o.nested(v, f) {
			return false
		}
		member = member || together(v, f.lead(v), o.lead(v)) || grouped(v, f.lead(v), o.lead(v)) || grouped(v, o.lead(v), f.lead(v))
	}
	return member || p >= alone && p < 1
}

// grouped reports whether a phrase is one of those that another counts: "several firms, including Acme", "along with Norway".
func grouped(v *feature.View, f, o int) bool {
	for steps := 0; steps < 4; steps++ {
		h := int(v.Head[f])
		if h < 0 {
			return false
		}
		switch v.Rel[f] {
		case "conj", "appos":
		case "pobj":
			if v.Words == nil || !v.Words.Joins(v.Tok(h).Lower) {
				return false
			}
		case "prep":
		default:
			return false
		}
		if f = h; f == o {
			return true
		}
	}
	return false
}

// nested reports whether a phrase stands before the noun of another: "US" of "US Senator Ost", "PFAS" of "PFAS foams".
func (f *filled) nested(v *feature.View, o filled) bool {
	lead, over := f.lead(v), o.lead(v)
	named := over // what a name in apposition names: "app" of "the Chinese app Temu"
	if v.Rel[over] == "appos" {
		named = int(v.Head[over])
	}
	for steps := 0; steps < 3; steps++ {
		switch v.Rel[lead] {
		case "compound", "amod", "poss", "nmod":
		default:
			return false
		}
		if lead = int(v.Head[lead]); lead < 0 || lead == over || lead == named {
			return lead >= 0
		}
	}
	return false
}
