package names

import (
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
)

// cluster is what becomes an entity: the spans that name one thing.
type cluster struct {
	name    string // canonical so far
	words   []string
	votes   votes
	id      int // gazetteer entry, or -1
	typ     factwire.EntityType
	weak    bool
	sex     sex
	code    string // affiliation that its name says
	public  bool
	outlet  bool
	acronym bool
	place   bool
	junior  bool // the namesake of a known leader: "X Jr."
	merged  int  // index of the cluster that it went into, or -1
	first   int  // first span
	spans   int
	office  office
	full    string // the longest spelling with a legal form, of a known company
}

// clusters groups the spans by what they name and notes the group in each span.
func (s *scanner) clusters(offices []office) []cluster {
	cs := s.room.clusters[:0]
	type named struct{ class, name string }
	byKey := map[named]int{}
	stateOf := map[string]string{} // the state whose body in small letters was named last by a name
	for i := range s.spans {
		sp := &s.spans[i]
		key := named{"", sp.name}
		switch {
		case sp.place && sp.sense == asSeat:
			key = named{"seat", s.text(sp.first, sp.last)}
			if sp.cut > 0 {
				key.name = s.d.Tokens[sp.first].Text[:sp.cut]
			}
		case sp.id >= 0:
			key = named{string(s.gaz.names[sp.id].Type), s.gaz.names[sp.id].Name}
		}
		if sp.id < 0 && sp.public && !isUpper(sp.name) { // "Senegal's foreign ministry", and then Ukraine's
			if sp.code != "" {
				stateOf[sp.name] = sp.code
			}
			key.class = stateOf[sp.name]
		}
		c, ok := byKey[key]
		if !ok {
			c = len(cs)
			byKey[key] = c
			cs = append(cs, s.newCluster(i, key.name))
		}
		sp.entity = c
		cs[c].take(sp, offices[i], s)
	}
	s.room.clusters = cs
	s.people(cs)
	s.initials(cs)
	s.shortForms(cs)
	s.organs(cs)
	for c := range cs {
		if cs[c].merged < 0 {
			cs[c].settle()
		}
	}
	return cs
}

func (s *scanner) newCluster(i int, key string) cluster {
	sp := &s.spans[i]
	c := cluster{name: sp.name, id: sp.id, merged: -1, first: i, code: sp.code, office: office{span: -1, owner: -1}}
	if sp.place && sp.sense == asSeat {
		c.name, c.id, c.place = key, -1, true
		c.code = s.gaz.names[sp.id].Code
	}
	c.words = strings.Fields(c.name)
	return c
}

// take adds a span to the cluster.
func (c *cluster) take(sp *span, o office, s *scanner) {
	c.spans++
	if c.place {
		c.votes.add(factwire.Place, 8)
		return
	}
	for i := range sp.votes {
		if sp.id >= 0 {
			c.votes[i] = max(c.votes[i], sp.votes[i])
		} else {
			c.votes[i] += sp.votes[i]
		}
	}
	if len(sp.full) > len(c.full) {
		c.full = sp.full
	}
	c.public = c.public || sp.public
	c.outlet = c.outlet || sp.outlet
	c.acronym = c.acronym || sp.acronym
	if c.sex == unknown {
		c.sex = sp.sex
	}
	if c.code == "" {
		c.code = sp.code
	}
	if o.title != "" && (better(o, c.office) || s.weakTitle(c.office.title) && !s.weakTitle(o.title) && !s.w.makers[lastWord(o.title)]) {
		c.office = o
	} else if o.title == "" && c.office.title == "" && (o.span >= 0 || o.owner >= 0) && c.office.span < 0 {
		c.office = o
	}
}

// better tells whether an office says more than the one known: the first wins unless a
// later one has its words and more, or an affiliation where it has none.
func better(o, old office) bool {
	if old.title == "" || old.past && !o.past {
		return true
	}
	if len(o.title) > len(old.title) && strings.Contains(strings.ToLower(o.title), strings.ToLower(old.title)) {
		return true
	}
	return false
}

// sureCompany is the weight of votes from which on a company that no list knows is one for certain: a word of its
// name or of its description, and not its place beside a verb alone.
const sureCompany = 3

// settle decides the type.
func (c *cluster) settle() {
	t, n := c.votes.best()
	if n <= 0 {
		t, c.weak = factwire.Organization, true
	}
	if t == factwire.Company && c.id < 0 && n < sureCompany {
		c.weak = true // only what is done to it tells of a company
	}
	c.typ = t
}

func (c *cluster) isPerson() bool {
	t, n := c.votes.best()
	return t == factwire.Person && n > 0 && c.id < 0
}

// nameParts are the words of a person's name without initials and suffixes.
func (s *scanner) nameParts(words []string) []string {
	var parts []string
	behind := 0 // the word behind a nickname
	for i, w := range words {
		if i > 0 && i >= behind {
			behind = nicknameEnd(words, i)
		}
		if i < behind || i > 0 && s.w.suffixes[s.w.lower(w)] || w == "," || strings.ContainsAny(w, "\"“”") {
			continue
		}
		w = strings.TrimSuffix(w, ",")
		if initials := len(strings.TrimSuffix(words[0], ".")) == 1; i > 0 && i < len(words)-1 && !initials && (len(strings.TrimSuffix(w, ".")) == 1 && !s.w.particles[w] || strings.Count(w, ".") > 1) {
			continue
		}
		parts = append(parts, w)
	}
	return parts
}

// nicknameEnd returns the word behind a nickname in marks or brackets that begins with word i, inside a name: "‘Bob’", "(Bill)"; else i.
func nicknameEnd(words []string, i int) int {
	const most = 4 // words of a nickname
	closing := ""
	switch r, _ := utf8.DecodeRuneInString(words[i]); r {
	case '‘', '\'', '’':
		closing = "’'"
	case '“', '"':
		closing = "”\""
	case '(':
		closing = ")"
	case '[':
		closing = "]"
	default:
		return i
	}
	for k := i; k < min(len(words)-1, i+most); k++ {
		if r, n := utf8.DecodeLastRuneInString(words[k]); strings.ContainsRune(closing, r) && (k > i || len(words[k]) > n) {
			return k + 1
		}
	}
	return i
}

func tailOf(a, b []string) bool {
	for i := range a {
		if !strings.EqualFold(a[len(a)-1-i], b[len(b)-1-i]) {
			return false
		}
	}
	return true
}

// sameGiven tells whether two full names with one surname are one person's.
func (s *scanner) sameGiven(a, b []string) bool {
	if len(a) > 1 && len(b) > 1 && strings.EqualFold(a[0], b[0]) {
		return len(a) == 2 || len(b) == 2 || strings.EqualFold(a[1], b[1])
	}
	x, y := s.long(a[0]), s.long(b[0])
	if strings.EqualFold(x, y) {
		return true
	}
	// "J. Smith" and "John Smith"
	x, y = strings.TrimSuffix(a[0], "."), strings.TrimSuffix(b[0], ".")
	return (utf8.RuneCountInString(x) == 1 || utf8.RuneCountInString(y) == 1) && strings.EqualFold(firstRune(x), firstRune(y))
}

func firstRune(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	return string(r)
}

func (s *scanner) long(given string) string {
	if l, ok := s.w.nicknames[given]; ok {
		return l
	}
	return given
}
