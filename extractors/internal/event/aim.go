package event

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/reading"
)

// aim is a noun group while it is found who or what it means that a measure bars. Each of its ways is one in which a group tells that; it adds
// to found, and reports whether nothing else is to be asked.
type aim struct {
	*Parties
	r     *reading.Reading
	n     *clause.NP
	slot  string
	depth int
	head  string // lemma of the group's head
	found []Found
	act   string // what the group names that is done with the target ("imports")
}

// named adds the entities of a mention, and reports whether it has any.
func (b *aim) named(m *names.Mention) bool {
	if b.mere(b.r, m) {
		return false
	}
	found := false
	for _, e := range b.Mention(b.r, m) {
		if e.Type == factwire.Place && m.Form != names.Name {
			continue
		}
		b.found = append(b.found, Found{Entity: e.Entity, First: m.First, Last: m.Last, Slot: b.slot, Mention: m})
		found = true
	}
	return found
}

// each adds what the members of a group below mean, and returns the act that the last one names.
func (b *aim) each(n *clause.NP, keep func([]Found) []Found) (act string) {
	for _, o := range n.All() {
		t, a := b.targets(b.r, o, b.slot, b.depth+1)
		b.found, act = append(b.found, keep(t)...), a
	}
	return act
}

func everything(all []Found) []Found { return all }

// settled reports whether anybody was found, each once.
func (b *aim) settled() bool {
	if len(b.found) == 0 {
		return false
	}
	b.found = Unique(b.found)
	return true
}

// one makes f all that was found.
func (b *aim) one(f Found) bool {
	b.found = []Found{f}
	return true
}

// recent takes what a description means, if that is known.
func (b *aim) recent() bool {
	f, ok := b.Recent(b.r, b.n, b.slot)
	return ok && b.one(f)
}

// quantity: "dozens of Russian firms".
func (b *aim) quantity() bool {
	n := b.n
	if !b.quantities[b.head] || n.Mention != nil || len(n.Preps) == 0 || n.Preps[0].Prep != "of" || n.Preps[0].Obj == nil {
		return false
	}
	b.act = b.each(n.Preps[0].Obj, everything)
	b.found = Unique(b.found)
	return true
}

// name: the group has one.
func (b *aim) name() bool { return b.n.Mention != nil && b.named(b.n.Mention) }

// listed: "several firms, including Acme and Globex".
func (b *aim) listed() bool {
	for _, pp := range b.n.Preps {
		if b.examples[pp.Prep] && pp.Obj != nil {
			b.each(pp.Obj, onlyNamed)
		}
	}
	return b.settled()
}

// pronoun: one that means nobody in the text names nobody, unless it is an object.
func (b *aim) pronoun() bool {
	m := b.n.Mention
	if m == nil || m.Form != names.Pronoun || len(m.Entities) > 0 {
		return false
	}
	switch b.r.Doc.Tokens[b.n.Head].Lower {
	case "it", "them":
		if b.slot != "subject" { // of the passive, which names nobody else either
			b.recent()
		}
	}
	return true
}

// properName: a name that no list knows.
func (b *aim) properName() bool {
	e, first, ok := b.proper(b.r, b.n)
	return ok && b.one(Found{Entity: e, First: first, Last: b.n.Head + 1, Slot: b.slot})
}

// purchase: a merger barred bars the buyer.
func (b *aim) purchase() bool {
	if !b.buying[b.head] {
		return false
	}
	if o := b.n.Possessor; o != nil && o.Mention != nil && b.named(o.Mention) {
		b.act = b.head
		return true
	}
	for _, pp := range b.n.Preps {
		if pp.Prep == "by" && pp.Obj != nil {
			b.each(pp.Obj, everything)
			b.act = b.head
			return true
		}
	}
	return false
}

// description: "the firm", of which the text told before.
func (b *aim) description() bool {
	n := b.n
	return (b.kinds[b.head] || b.goods[b.head]) && n.Mention == nil && definiteNP(b.r, n) && len(n.Pre) == 0 && !owned(n) && len(n.Mods) == 0 && b.recent()
}

// ofAct: "imports of Russian crude", "sales to Acme".
func (b *aim) ofAct() bool {
	if !b.acts[b.head] {
		return false
	}
	n := b.n
	b.act = strings.ToLower(b.r.Doc.Tokens[n.Head].Text)
	for _, prep := range []string{"of", "from", "by", "to", "with"} {
		for i, pp := range n.Preps {
			if pp.Prep != prep || pp.Obj == nil || prep != "of" && aside(n.Preps[:i]) {
				continue
			}
			keep := onlyNamed
			if prep == "of" {
				keep = everything
			}
			b.each(pp.Obj, keep)
		}
		if known := onlyNamed(b.found); len(known) > 0 {
			b.found = known
			return true
		}
	}
	if n.Possessor != nil && n.Possessor.Mention != nil {
		b.named(n.Possessor.Mention)
	}
	for _, m := range n.Pre {
		b.named(m)
	}
	if !b.settled() {
		b.group(b.act)
	}
	return true
}

// ofPronoun: "shares in Acme fell after Norway banned its phones".
func (b *aim) ofPronoun() bool {
	o := b.n.Possessor
	return o != nil && o.Mention != nil && o.Mention.Form == names.Pronoun && len(o.Mention.Entities) == 0 && (b.goods[b.head] || b.kinds[b.head]) && b.recent()
}

// maker: "gear from ZTE", "Acme's phones", "equipment made by Huawei".
func (b *aim) maker() bool {
	n := b.n
	if o := n.Possessor; o != nil && n.Mention == nil && b.firmBeside() {
		return true // "Iran's state airline, Pars Air"
	}
	if o := n.Possessor; o != nil && o.Mention != nil && (b.goods[b.head] || b.kinds[b.head] || b.parts[b.head]) {
		b.named(o.Mention)
	}
	for _, m := range n.Pre {
		b.named(m)
	}
	for i, pp := range n.Preps {
		if pp.Obj == nil || !b.fromMaker(pp, i) {
			continue
		}
		for _, o := range pp.Obj.All() {
			if o.Mention != nil {
				b.named(o.Mention)
			}
			for _, m := range b.Members(b.r, o) {
				b.named(m.Mention)
			}
		}
	}
	b.made()
	if len(b.found) == 0 && (b.goods[b.head] || b.kinds[b.head]) {
		b.unlisted()
	}
	return b.settled()
}

// made finds who is told behind a group to make it: "equipment made by Huawei", "pork raised in Norway".
func (b *aim) made() {
	for _, c := range b.n.Mods {
		if c.Verb.Passive && c.Subject == nil && c.Relation == clause.Relative && c.Reduced && b.making[c.Verb.Lemma] && (b.goods[b.head] || b.kinds[b.head]) {
			b.origin(c)
		}
		if c.Verb.Passive && c.Subject != nil && c.Relation == clause.Relative && b.making[c.Verb.Lemma] {
			for _, o := range c.Subject.All() {
				if o.Mention != nil && (o.Mention.Form == names.Name || o.Mention.Form == names.Nominal) {
					b.named(o.Mention)
				}
			}
		}
	}
}

// origin finds the state in which goods are told to be made: "pork raised in Norway".
func (b *aim) origin(c *clause.Clause) {
	for _, p := range c.Preps {
		if p.Prep != "in" || p.Obj == nil {
			continue
		}
		for _, o := range p.Obj.All() {
			if _, state := b.seat(b.r, o.Mention); state {
				b.named(o.Mention)
			}
		}
	}
}

// fromMaker reports whether phrase i of the group tells of whom goods or firms are.
func (b *aim) fromMaker(pp clause.PP, i int) bool {
	switch pp.Prep {
	case "from":
		return b.goods[b.head] || i == 0 && (b.sent(b.r, b.n, b.slot, pp.Obj) || b.folk[b.head] && b.firm(pp.Obj))
	case "by", "of":
		return b.goods[b.head] || b.kinds[b.head]
	}
	return false
}

// firm reports a phrase that names a company: "engineers from Acme".
func (b *aim) firm(n *clause.NP) bool {
	return n != nil && n.Mention != nil && slices.ContainsFunc(b.Mention(b.r, n.Mention), func(e names.Entity) bool { return e.Type == factwire.Company })
}

// unlisted finds a name before goods that no list knows: "SBSS permits".
func (b *aim) unlisted() {
	doc, n := b.r.Doc, b.n
	unknown := func(t int) bool {
		return capital(doc.Tokens[t]) && b.r.Names.At(t) == nil && !b.jargon[doc.Tokens[t].Text] // "AI chips" are nobody's
	}
	last := n.First
	for last < n.Head && !unknown(last) {
		last++
	}
	first := last
	for last < n.Head && unknown(last) {
		last++
	}
	if last > first && first > doc.Sentences[doc.SentenceOf(n.Head)].First {
		b.found = append(b.found, Found{Entity: factwire.Entity{Name: Text(b.r, first, last), Type: factwire.Company}, First: first, Last: last, Slot: b.slot})
	}
}

// apposed: "Loto Blue, a dye banned by Denmark", "an app called Loto".
func (b *aim) apposed() bool {
	if o := b.calledSo(b.n); o != nil && b.named(o.Mention) {
		return true
	}
	for _, a := range b.n.Appos {
		if a.Mention != nil && a.Mention.Form == names.Name && b.named(a.Mention) {
			return true
		}
	}
	of := b.n.AppOf
	return of != nil && of.Mention != nil && b.named(of.Mention)
}

// firmBeside takes the firm whose name stands in apposition to the group.
func (b *aim) firmBeside() bool {
	for _, a := range b.n.Appos {
		if a.Mention == nil || a.Mention.Form != names.Name {
			continue
		}
		for _, e := range b.Mention(b.r, a.Mention) {
			if e.Type == factwire.Company || e.Type == factwire.Product {
				return b.named(a.Mention)
			}
		}
	}
	return false
}

// members: those whom the text lists for the group elsewhere.
func (b *aim) members() bool {
	for _, o := range b.Members(b.r, b.n) {
		t, _ := b.targets(b.r, o, b.slot, b.depth+1)
		b.found = append(b.found, onlyNamed(t)...)
	}
	return b.settled()
}

// class: what the group calls it.
func (b *aim) class() bool {
	b.group("")
	return true
}

// group adds the class of things that the group names.
func (b *aim) group(act string) {
	if g, ok := b.Parties.group(b.r, b.n, act); ok {
		b.found = append(b.found, Found{Entity: g, First: b.n.First, Last: b.n.Last, Slot: b.slot})
	}
}
