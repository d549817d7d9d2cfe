package names

import (
	"strings"

	"github.com/factwire/factwire"
)

// maxSame is how many names with one word in common are compared with each other.
const maxSame = 64

// people joins the names of persons: full names that agree, and surnames, first names and
// honorific forms with the full name.
func (s *scanner) people(cs []cluster) {
	p := &people{scanner: s, cs: cs, byLast: map[string][]int{}, byFirst: map[string][]int{}, byFather: map[string][]int{}}
	for i := range cs {
		p.fullName(i)
	}
	p.longer()
	// Surnames and first names alone, mention by mention. Of two people with one surname it is
	// the one named in full more often (a relative goes by the first name), of equals the latest
	// before it, else the first after it.
	p.named = make([]int, len(cs))
	for i := range s.spans {
		p.named[root(cs, s.spans[i].entity)]++
		if s.spans[i].subject {
			p.named[root(cs, s.spans[i].entity)] += 2 // who acts is meant sooner than whose nephew he is
		}
	}
	for i := range s.spans {
		p.shortName(i)
	}
	p.titles()
}

// maxNamesake is how often a text may name a state whose name is somebody's given name or surname, until the name alone means the state.
const maxNamesake = 4

// people are those whom a text names in full.
type people struct {
	*scanner
	cs                        []cluster
	fulls                     []full
	byLast, byFirst, byFather map[string][]int // fulls by a part of the name in lower case
	named                     []int            // how often each cluster is named in full
}

// full is a name of two words or more.
type full struct {
	c     int // its cluster
	parts []string
}

// fullName joins cluster i with the full name that agrees with its own, or adds it as another.
func (p *people) fullName(i int) {
	c := &p.cs[i]
	if !c.isPerson() || len(c.words) < 2 {
		return
	}
	parts := p.nameParts(c.words)
	if len(parts) < 2 {
		return
	}
	c.junior = p.junior(c.words, parts)
	c.words = parts
	c.name = strings.Join(parts, " ")
	if c.junior {
		c.name += " Jr."
	}
	last := strings.ToLower(parts[len(parts)-1])
	if len(p.byLast[last]) >= maxSame {
		return
	}
	for _, f := range p.byLast[last] {
		known := &p.fulls[f]
		if p.sameGiven(known.parts, parts) && p.cs[known.c].junior == c.junior {
			o := &p.cs[known.c]
			p.merge(p.cs, i, known.c)
			if len(parts) > len(known.parts) {
				o.name, o.words, known.parts = c.name, parts, parts
			}
			return
		}
	}
	// A longer form that begins or ends with a known one: "Évora Delgado".
	p.fulls = append(p.fulls, full{i, parts})
	p.byLast[last] = append(p.byLast[last], len(p.fulls)-1)
	if given := strings.ToLower(parts[0]); len(p.byFirst[given]) < maxSame {
		p.byFirst[given] = append(p.byFirst[given], len(p.fulls)-1)
	}
	if father := p.paternal(parts); father != "" && len(p.byFather[father]) < maxSame {
		p.byFather[father] = append(p.byFather[father], len(p.fulls)-1)
	}
}

// longer joins a name with a longer one that ends with it: "Évora Delgado" into "Jorge Évora Delgado".
func (p *people) longer() {
	for f := range p.fulls {
		for _, g := range p.byLast[strings.ToLower(p.fulls[f].parts[len(p.fulls[f].parts)-1])] {
			a, b := p.fulls[f], p.fulls[g]
			if f != g && len(a.parts) < len(b.parts) && p.cs[a.c].merged < 0 && p.cs[b.c].merged < 0 && tailOf(a.parts, b.parts) {
				p.merge(p.cs, a.c, b.c)
			}
		}
	}
}

// shortName gives span i, if it is a surname or a first name, to the person of that name.
func (p *people) shortName(i int) {
	sp := &p.spans[i]
	c := &p.cs[sp.entity]
	if c.merged >= 0 || strings.ContainsRune(c.name, ' ') || c.place || p.other(sp, c) || sp.cut > 0 || sp.sub >= 0 {
		return
	}
	low := p.w.lower(c.name)
	if c.id >= 0 {
		low = p.w.lower(p.text(sp.first, sp.last)) // "Holland" of the Netherlands, "Cuban" of Cuba
	}
	first := p.byFirst[low]
	if sp.first > 1 && p.d.Tokens[sp.first-1].Text == "," && strings.HasPrefix(p.d.Tokens[sp.first-2].Tag, "NN") && !isUpper(p.d.Tokens[sp.first-2].Text) {
		first = nil // "her father, Joseph,": another one of that name
	}
	pick := -1
	for _, list := range [][]int{p.byLast[low], first, p.byFather[low]} {
		if pick = p.likeliest(list, i, low); pick >= 0 {
			break
		}
	}
	if pick < 0 || c.id >= 0 && p.companyHere(sp) {
		return
	}
	sp.entity = root(p.cs, pick)
	o := &p.cs[sp.entity]
	o.spans++
	c.spans--
	if o.sex == unknown {
		o.sex = sp.sex
	}
}

// other reports whether a span of a state or an outlet means that and no person of the same name: "Jordan said" of a Jordan Stewart, or of an
// Ada Jordan, but for "Cuban said" of an Ada Cuban.
func (p *people) other(sp *span, c *cluster) bool {
	t, _ := c.votes.best()
	if c.id >= 0 && t == factwire.Organization && !c.outlet && !sp.honorific {
		return true // "Hamas said", whatever word with a capital stands before it elsewhere
	}
	if c.id < 0 || t != factwire.Country && t != factwire.Bloc && !c.outlet || sp.honorific {
		return false
	}
	low := strings.ToLower(p.text(sp.first, sp.last))
	if sp.sense == asAdjective {
		if len(p.byLast[low]) > 0 && p.besideSpeech(sp) && (sp.first == 0 || p.d.Tokens[sp.first-1].Tag != "DT") {
			sp.form, sp.subject = Name, true
		} else {
			low = strings.ToLower(c.name)
		}
	}
	if c.spans >= maxNamesake && t == factwire.Country {
		return true // a text about Israel that names an Israel Katz as well
	}
	_, given := p.w.firstNames[low]
	return !sp.subject || !(given && len(p.byFirst[low]) > 0) && !(len(p.byLast[low]) > 0 && p.besideSpeech(sp))
}

// likeliest returns the cluster of the full name of a list that span i, low in lower case, stands for, or -1.
func (p *people) likeliest(list []int, i int, low string) int {
	sp := &p.spans[i]
	pick, pickAt := -1, -1
	for _, f := range list {
		c := p.fulls[f].c
		if !p.canBe(sp, &p.cs[root(p.cs, c)], low) {
			continue
		}
		at := p.cs[c].first
		for m := p.cs[c].merged; m >= 0; m = p.cs[m].merged {
			at = p.cs[m].first
		}
		n := 0
		if pick >= 0 {
			n = p.before(sp, root(p.cs, c), root(p.cs, pick))
		}
		if pick < 0 || n > 0 || n == 0 && at < i && (pickAt > i || at > pickAt) {
			pick, pickAt = c, at
		}
	}
	return pick
}

// canBe reports whether a short name may mean a person, by sex and title.
func (p *people) canBe(sp *span, o *cluster, low string) bool {
	sex := p.sexOf(o)
	if o.junior || sp.sex != unknown && sex != unknown && sex != sp.sex {
		return false
	}
	if title := p.cs[sp.entity].office.title; p.w.leaders[low] != "" && !p.leads(o) && title != "" && !(sp.honorific && sex != unknown && sex == sp.sex) && !strings.HasSuffix(strings.ToLower(o.office.title), strings.ToLower(title)) && !p.relative(sp) {
		return false // "President Ost", where only a relative of his is named in full
	}
	said := p.saysHe(sp)
	return said == unknown || sex == unknown || sex == said
}

// before is positive where a short name rather means cluster a than b, negative where rather b, and 0 where nothing tells.
func (p *people) before(sp *span, a, b int) int {
	leads := p.leads(&p.cs[a])
	if leads == p.leads(&p.cs[b]) {
		return p.named[a] - p.named[b]
	}
	if leads == p.relative(sp) {
		return -1
	}
	return 1
}

// titles gives people the titles and honorifics of their short names.
func (p *people) titles() {
	for i := range p.cs {
		if p.cs[i].spans > 0 || p.cs[i].merged >= 0 {
			continue
		}
		for j := range p.spans {
			if p.spans[j].entity == i || j != p.cs[i].first {
				continue
			}
			to := &p.cs[p.spans[j].entity]
			if from := p.cs[i].office; from.title != "" && (better(from, to.office) || p.weakTitle(to.office.title) && !p.weakTitle(from.title)) {
				to.office = from
			}
			to.votes.add(factwire.Person, 1)
		}
	}
}
