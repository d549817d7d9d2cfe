package names

import (
	"strings"

	"github.com/factwire/factwire"
)

// builder turns spans and clusters into the result and resolves what refers back.
type builder struct {
	*scanner
	cs      []cluster
	r       *Result
	ent     []int // cluster to entity, or -1
	sexes   []sex // of each entity
	history []seen
	times   []int          // how often each entity was mentioned so far
	sure    bool           // the dateline's country is what the article is about
	byCode  map[string]int // code to entity
	study   *[]Study       // nil where nobody learns
}

// seen is one mention of an entity, for what refers back to it.
type seen struct {
	ent, tok, last  int
	sent, par       int
	subject, quoted bool
	adjective       bool
	joined          bool // coordinated with the mention before it: "A and B"
	spoke           bool // a verb of speech is beside it
	group           bool // a pronoun for several
	form            Form
	told            bool // the subject of what somebody said: "said Ost was"
}

func (b *builder) build() {
	d := b.d
	b.byCode = map[string]int{}
	b.ent = make([]int, len(b.cs))
	for i := range b.ent {
		b.ent[i] = -1
	}
	if b.r.Publisher == "" {
		b.homeByCount()
	}
	paragraph, sentence := 0, 0
	next := 0
	covered := 0 // tokens before it belong to a mention
	for t := 0; t < len(d.Tokens); t++ {
		for sentence < len(d.Sentences)-1 && t >= d.Sentences[sentence].Last {
			sentence++
		}
		paragraph = d.Sentences[sentence].Paragraph
		for next < len(b.spans) && b.spans[next].first < t {
			next++ // inside another: what follows must not wait for it
		}
		if next < len(b.spans) && b.spans[next].first == t {
			sp := &b.spans[next]
			next++
			if t < covered {
				continue
			}
			covered = b.mention(sp, sentence, paragraph)
			t = covered - 1
			continue
		}
		if t < covered || b.l.skip[t] {
			continue
		}
		if !b.sieves.refers.May(d.Tokens[t].Lower) && !b.afterMention(t) {
			continue // neither a pronoun nor the beginning of a description
		}
		limit := d.Sentences[sentence].Last
		if next < len(b.spans) {
			limit = min(limit, b.spans[next].titleFirst)
		}
		if m, ok := b.pronoun(t, sentence, paragraph); ok {
			b.add(m)
			continue
		}
		m, ok := b.group(t, limit, sentence, paragraph)
		if !ok {
			m, ok = b.nominal(t, limit, next, sentence, paragraph)
		}
		if ok {
			b.add(m)
			t = m.Last - 1
		}
	}
	b.finish()
}

// add appends a mention and notes it as seen.
func (b *builder) add(m Mention) {
	d := b.d
	if m.End == 0 {
		m.Start, m.End = d.Tokens[m.First].Start, d.Tokens[m.Last-1].End
	}
	b.r.Mentions = append(b.r.Mentions, m)
	for t := m.First; t < m.Last; t++ {
		b.r.at[t] = int32(len(b.r.Mentions))
	}
}

// see notes that a mention's entities were named.
func (b *builder) see(m *Mention, sentence, paragraph int, subject bool) {
	joined := false
	if n := len(b.history); n > 0 {
		last := &b.history[n-1]
		if last.sent == sentence && m.First > last.last-1 && m.First-last.last <= 3 {
			for t := last.last; t < m.First; t++ {
				if low := b.d.Tokens[t].Lower; low == "and" || low == "," {
					joined = true
				} else if low != "the" {
					joined = false
					break
				}
			}
		}
	}
	behind := (subject || m.First-b.d.Sentences[sentence].First <= 3) && b.speaksBehind(m.Last, sentence)
	subject = subject || behind
	named := m.First
	if m.Form == Name && m.TitleFirst < m.First {
		named = m.TitleFirst // "said Mrs. Ost"
	}
	for i, e := range m.Entities {
		b.history = append(b.history, seen{form: m.Form, ent: e, tok: m.First, last: m.Last, sent: sentence, par: paragraph,
			subject: subject, quoted: b.l.quoted[m.First], group: len(m.Entities) > 1 && m.Form == Pronoun, adjective: m.Form == Adjective || b.medium(m), joined: joined || i > 0, told: b.told(m.First, m.Last, sentence), spoke: behind || b.speaks(named, m.Last, sentence)})
		for e >= len(b.times) {
			b.times = append(b.times, 0)
		}
		b.times[e]++
	}
}

// medium tells whether a mention is what something was said on ("on Telegram"), which is not
// what the text is about.
func (b *builder) medium(m *Mention) bool {
	return m.First > 0 && m.Form == Name && b.d.Tokens[m.First-1].Lower == "on"
}

// memory is how many mentions back a reference is looked for: more than a long article has
// between a name and what refers to it, and few enough to keep hostile text linear.
const memory = 400

// horizon is the first entry of the history that is still remembered.
func (b *builder) horizon() int { return max(0, len(b.history)-memory) }

// mention adds a named mention and returns the token after it.
func (b *builder) mention(sp *span, sentence, paragraph int) int {
	e := b.entityOf(root(b.cs, sp.entity), sp)
	if g := b.generic(sp, sentence, paragraph); g >= 0 {
		e = g
	}
	m := Mention{First: sp.first, Last: sp.last, Form: sp.form, Entities: []int{e}, TitleFirst: sp.titleFirst}
	if sp.sense == asAdjective && sp.form == Adjective && b.national(sp) {
		m.Form, m.Entities = Nominal, nil
		code := b.r.Entities[e].Code
		accept := func(p *Entity) bool { return len(p.Affiliation) != 2 || p.Affiliation == code }
		if p := b.resolvePerson(unknown, sp.first, sentence, paragraph, accept); p >= 0 && !b.l.quoted[sp.first] {
			m.Entities = []int{p}
		}
		b.add(m)
		b.see(&m, sentence, paragraph, b.isSubject(sp.first, sp.last, b.d.Sentences[sentence]))
		return m.Last
	}
	b.rule(sp, &m)
	if sp.cut > 0 {
		m.Start = b.d.Tokens[sp.first].Start
		m.End = m.Start + sp.cut
	}
	if sp.sub >= 0 {
		m.Entities = append(m.Entities, b.known(sp.sub))
	}
	if m.TitleFirst > m.First {
		m.TitleFirst = m.First
	}
	b.add(m)
	b.see(&m, sentence, paragraph, sp.subject || m.Last > sp.last && b.isSubject(m.First, m.Last, b.d.Sentences[sentence]))
	return m.Last
}

// rule lets "the Quill administration" stand for the state that the person leads: the mention
// takes in the noun.
func (b *builder) rule(sp *span, m *Mention) {
	d := b.d
	e := &b.r.Entities[m.Entities[0]]
	word := d.Tokens[sp.last-1].Lower
	if sp.last-sp.first == 1 || word != "administration" {
		sent := d.Sentences[d.SentenceOf(sp.first)]
		if sp.last >= sent.Last || sp.first == sent.First || b.cs[root(b.cs, sp.entity)].id >= 0 || e.Type == factwire.Place {
			return
		}
		word = d.Tokens[sp.last].Lower
		if d.Tokens[sp.first-1].Lower != "the" || !b.w.regimes[word] {
			return
		}
		m.Last = sp.last + 1
	} else if b.cs[root(b.cs, sp.entity)].id >= 0 || sp.last-sp.first > 3 {
		return
	}
	code := ""
	for i := max(0, len(b.r.Entities)-memory); i < len(b.r.Entities); i++ {
		if o := &b.r.Entities[i]; o.Type == factwire.Person && len(o.Affiliation) == 2 && strings.HasSuffix(o.Name, d.Tokens[sp.first].Text) {
			code = o.Affiliation
		}
	}
	switch {
	case code != "":
	case b.w.leaders[d.Tokens[sp.first].Lower] != "":
		code = b.w.leaders[d.Tokens[sp.first].Lower]
	case word == "administration":
		code = "US"
	default:
		code = b.r.Home
	}
	if i := b.country(code); i >= 0 {
		m.Entities = []int{i}
	}
}

// national tells whether a demonym is a noun for one person: "the 27-year-old Albanian".
func (b *builder) national(sp *span) bool {
	d := b.d
	sent := d.Sentences[d.SentenceOf(sp.first)]
	if sp.cut > 0 || sp.sub >= 0 {
		return false
	}
	if sp.first == sent.First { // "Canadian tells of his ordeal"
		return sp.last < sent.Last && d.Tokens[sp.last].Tag == "VBZ" && !strings.HasSuffix(d.Tokens[sp.first].Text, "s")
	}
	prev := d.Tokens[sp.first-1].Tag
	if prev != "DT" && prev != "JJ" && prev != "CD" {
		return false
	}
	if sp.last >= sent.Last {
		return true
	}
	next := &d.Tokens[sp.last]
	return !strings.HasPrefix(next.Tag, "NN") && next.Tag != "JJ" && next.Tag != "VBG" && next.Tag != "CC" && next.Tag != "CD" && next.Tag != "POS"
}

// entityOf returns the entity of a cluster, made at its first mention.
func (b *builder) entityOf(c int, sp *span) int {
	if b.ent[c] >= 0 {
		return b.ent[c]
	}
	cl := &b.cs[c]
	e := b.entity(cl)
	if home := b.w.homeWords[e.Name]; home != "" && home == b.r.Home {
		b.ent[c] = b.country(home) // "the Commonwealth" of an Australian text
		return b.ent[c]
	}
	if e.Code != "" {
		if i, ok := b.byCode[e.Code]; ok {
			b.ent[c] = i
			return i
		}
	}
	if e.Type == factwire.Person {
		b.office(cl, &e, sp)
	}
	if (e.Type == factwire.Organization || e.Type == factwire.Company) && e.Affiliation == "" {
		e.Affiliation = b.ownerCode(sp)
	}
	if e.Type == factwire.Organization && cl.id < 0 {
		b.body(cl, &e, sp.first)
	}
	if g := b.half(cl, sp); g >= 0 {
		b.ent[c] = g
		return g
	}
	if g := b.generic(sp, b.d.SentenceOf(sp.first), b.d.Sentences[b.d.SentenceOf(sp.first)].Paragraph); g >= 0 && cl.spans == 1 {
		b.ent[c] = g
		return g
	}
	i := len(b.r.Entities)
	b.r.Entities = append(b.r.Entities, e)
	b.sexes = append(b.sexes, b.sexOf(cl))
	if e.Code != "" {
		b.byCode[e.Code] = i
	}
	b.ent[c] = i
	return i
}

// known returns the entity of a gazetteer entry.
func (b *builder) known(id int) int {
	n := &b.gaz.names[id]
	if n.Code != "" {
		return b.country(n.Code)
	}
	b.r.Entities = append(b.r.Entities, Entity{Entity: factwire.Entity{Name: n.Name, Type: n.Type, Affiliation: n.Affiliation}})
	b.sexes = append(b.sexes, unknown)
	return len(b.r.Entities) - 1
}

// country returns the entity of a country's code, made if the text has not named it.
func (b *builder) country(code string) int {
	if code == "" {
		return -1
	}
	if i, ok := b.byCode[code]; ok {
		return i
	}
	for id := range b.gaz.names {
		if n := &b.gaz.names[id]; n.Code == code {
			b.r.Entities = append(b.r.Entities, Entity{Entity: factwire.Entity{Name: n.Name, Type: n.Type, Code: code}})
			b.sexes = append(b.sexes, unknown)
			b.byCode[code] = len(b.r.Entities) - 1
			return len(b.r.Entities) - 1
		}
	}
	return -1
}

// ownerCode returns the country of the possessive or adjective before a name ("Iceland's
// Farice", "Chinese firm X").
func (b *builder) ownerCode(sp *span) string {
	n := len(b.r.Mentions)
	if n == 0 {
		return ""
	}
	m := &b.r.Mentions[n-1]
	if len(m.Entities) != 1 || m.Form == Pronoun || b.d.SentenceOf(m.First) != b.d.SentenceOf(sp.first) {
		return ""
	}
	e := &b.r.Entities[m.Entities[0]]
	if e.Code == "" || sp.first-m.Last > 4 {
		return ""
	}
	for t := m.Last; t < sp.first; t++ {
		tag := b.d.Tokens[t].Tag
		if tag != "POS" && tag != "NN" && tag != "JJ" {
			return ""
		}
	}
	return e.Code
}

// homeByCount takes the country that the text names most for its home, where the dateline
// tells none and one country stands out.
func (b *builder) homeByCount() {
	count := map[string]int{}
	for i := range b.spans {
		c := &b.cs[root(b.cs, b.spans[i].entity)]
		code := c.code
		if c.id >= 0 {
			if n := &b.gaz.names[c.id]; n.Code != "" {
				code = n.Code
			} else if n.Type != factwire.Company {
				code = n.Affiliation
			}
		}
		if code != "" && code != "EU" {
			count[code]++
			if i*3 < len(b.spans) {
				count[code]++ // what a text begins with weighs more
			}
		}
	}
	best, second := "", 0
	for _, code := range sortedKeys(count) {
		switch n := count[code]; {
		case best == "" || n > count[best]:
			if best != "" {
				second = count[best]
			}
			best = code
		case n > second:
			second = n
		}
	}
	if b.r.Home != "" && 4*count[b.r.Home] >= count[best] {
		b.sure = 2*count[b.r.Home] >= count[best]
		return
	}
	b.r.Home = "" // the dateline's country has no part in the text
	if best != "" && (count[best] >= 3 && 2*count[best] >= 3*second || count[best] == 2 && second == 0) {
		b.r.Home = best
	}
}

// generic resolves a capitalized noun that stands for a longer name: "the Commission", "the
// Compact". It returns -1 where the text has no such name.
func (b *builder) generic(sp *span, sentence, paragraph int) int {
	if sp.id >= 0 || sp.last-sp.first != 1 {
		return -1
	}
	low := b.d.Tokens[sp.first].Lower
	if _, ok := b.w.orgHeads[low]; !ok && !b.w.programHeads[low] {
		return -1
	}
	if e := b.resolveBody(low, sentence, paragraph, ""); e >= 0 {
		return e
	}
	return -1
}
