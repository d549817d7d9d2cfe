package shapes

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire"
)

// Published is the day on which every sentence is taken to be published, a Wednesday. The dates of the names are those of that day.
const Published = "2025-05-21"

// Sentence is a shape with names in it.
type Sentence struct {
	Text  string `json:"text"`
	Facts []Told `json:"facts"`
}

// Told is a fact that a sentence tells, with where each part of it stands. Spans are bytes of the sentence's
// text, half-open, in order; an entity has one for each place where it is named or words stand for it.
type Told struct {
	Kind     factwire.Kind   `json:"kind"`
	Status   factwire.Status `json:"status"`
	Optional bool            `json:"optional,omitempty"`
	Cue      factwire.Span   `json:"cue"`
	Who      []Entity        `json:"who,omitempty"`
	Whom     []Entity        `json:"whom,omitempty"`
	People   []Entity        `json:"people,omitempty"`
	About    []factwire.Span `json:"about,omitempty"`
	When     factwire.When   `json:"when,omitzero"`
	Due      []factwire.Span `json:"due,omitempty"` // the words of a date that a slot gave
}

// Entity is a party of a fact.
type Entity struct {
	factwire.Entity
	Spans []factwire.Span `json:"spans"`
}

// filling is the state of one filling: what each slot holds, and where it came to stand.
type filling struct {
	names     *Names
	countries map[string]country
	dates     map[string]due
	values    map[string]string
	spans     map[string][]factwire.Span
	cues      map[int]factwire.Span
	out       []byte
}

// Fill puts names into the shape's slots. The same shape, names and n always give the same sentence; another n
// draws other names. No two slots of one sentence hold the same name.
func (s *Shape) Fill(names *Names, n uint64) Sentence {
	h := fnv.New64a()
	h.Write([]byte(s.Text))
	f := &filling{
		names: names, countries: map[string]country{}, dates: map[string]due{}, values: map[string]string{},
		spans: map[string][]factwire.Span{}, cues: map[int]factwire.Span{},
	}
	f.draw(rand.New(rand.NewPCG(h.Sum64(), n)), s.pieces)
	for _, p := range s.pieces {
		f.add(p)
	}
	told := Sentence{Text: string(f.out), Facts: []Told{}}
	for _, fact := range s.Facts {
		told.Facts = append(told.Facts, f.told(fact, told.Text))
	}
	return told
}

// draw chooses what the slots hold. All slots are drawn, used or not, so that one letter's name does not hang on another's use.
func (f *filling) draw(r *rand.Rand, pieces []piece) {
	day := slices.ContainsFunc(pieces, func(p piece) bool { return p.form == "day" })
	order := r.Perm(len(f.names.countries))
	for _, slot := range []string{"A", "B", "C", "E"} {
		c := f.names.countries[order[0]]
		// one state can stand in the list under two names
		order = slices.DeleteFunc(order, func(i int) bool { return f.names.countries[i].code == c.code })
		f.countries[slot] = c
	}
	for i, list := range [][]due{f.names.due, f.names.later} {
		list = slices.DeleteFunc(slices.Clone(list), func(d due) bool { return day && !d.day })
		f.dates[[]string{"D", "F"}[i]] = list[r.IntN(len(list))]
	}
	for _, slots := range sortedLists() {
		list := f.names.lists[slots[0]]
		order := r.Perm(len(list))
		for i, slot := range slots {
			f.values[slot] = list[order[i]]
		}
	}
}

// sortedLists returns the slots of each list, in a fixed order.
func sortedLists() [][]string {
	var out [][]string
	for _, slots := range lists {
		out = append(out, slots)
	}
	slices.SortFunc(out, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return out
}

// add writes a piece at the end of the text.
func (f *filling) add(p piece) {
	switch p.kind {
	case opens:
		f.cues[p.cue] = factwire.Span{len(f.out), len(f.out)}
	case closes:
		f.cues[p.cue] = factwire.Span{f.cues[p.cue][0], len(f.out)}
	case words:
		f.write(p.text)
	case standIn:
		f.write(p.text)
		for _, s := range p.slots {
			f.mark(s, len(p.text))
		}
	case slot:
		v := f.value(p.slots[0], p.form)
		if vowel(v) && article(f.out) {
			f.out = append(f.out[:len(f.out)-1], "n "...)
		}
		f.write(v)
		f.mark(p.slots[0], len(strings.TrimPrefix(strings.TrimPrefix(v, "the "), "The ")))
	}
}

// article holds for a text that ends in "a" or "A" as a word.
func article(text []byte) bool {
	n := len(text)
	return n >= 2 && text[n-1] == ' ' && (text[n-2] == 'a' || text[n-2] == 'A') && (n == 2 || text[n-3] == ' ')
}

// write appends words, with a capital at the start of the text, one full stop behind an abbreviation,
// and a bare apostrophe behind a plural name.
func (f *filling) write(s string) {
	if len(f.out) == 0 {
		r, size := utf8.DecodeRuneInString(s)
		s = string(unicode.ToUpper(r)) + s[size:]
	}
	if n := len(f.out); n > 0 {
		if f.out[n-1] == '.' {
			s = strings.TrimPrefix(s, ".")
		}
		if f.out[n-1] == 's' && strings.HasPrefix(s, "'s") {
			s = "'" + s[2:]
		}
	}
	f.out = append(f.out, s...)
}

// mark notes that the last size bytes of the text stand for a slot.
func (f *filling) mark(slot string, size int) {
	f.spans[slot] = append(f.spans[slot], factwire.Span{len(f.out) - size, len(f.out)})
}

// value returns what a slot holds in a form.
func (f *filling) value(slot, form string) string {
	if d, ok := f.dates[slot]; ok {
		return d.text
	}
	c, ok := f.countries[slot]
	if !ok {
		c = country{name: f.values[slot]}
	}
	switch form {
	case "The":
		if rest, ok := strings.CutPrefix(c.name, "the "); ok {
			return "The " + rest
		}
	case "cap":
		return c.seat
	case "adj":
		return c.adjective
	case "bare":
		return strings.TrimPrefix(c.name, "the ")
	}
	return c.name
}

// vowel holds for a name before which "an" stands. Of names with U only "Uzbek" begins with a vowel's sound.
func vowel(s string) bool {
	return s != "" && strings.ContainsRune("AEIO", rune(s[0])) || strings.HasPrefix(s, "Uz")
}

// told puts the filled names into a fact.
func (f *filling) told(fact Fact, text string) Told {
	t := Told{Kind: fact.Kind, Status: fact.Status, Optional: fact.Optional, Cue: f.cues[fact.Cue]}
	t.Who, t.Whom, t.People = f.entities(fact.Who, text), f.entities(fact.Whom, text), f.entities(fact.People, text)
	if fact.About != "" {
		t.About = f.find(fact.About, text)
	}
	if fact.Relation == "" {
		return t
	}
	t.When = factwire.When{Date: factwire.Date(fact.Date), Relation: fact.Relation}
	if d, ok := f.dates[fact.Date]; ok {
		t.When.Date, t.Due = d.date, f.spans[fact.Date]
	}
	return t
}

// types are the classes of what slots hold.
var types = map[string]factwire.EntityType{
	"T": factwire.Company, "U": factwire.Company, "V": factwire.Company, "G": factwire.Product, "H": factwire.Product,
	"P": factwire.Person, "Q": factwire.Person, "O": factwire.Organization, "L": factwire.Organization, "S": factwire.Program, "R": factwire.Place,
}

func (f *filling) entities(names []string, text string) []Entity {
	var out []Entity
	for _, name := range names {
		e := Entity{Spans: f.find(name, text)}
		c, state := f.countries[name]
		switch {
		case !isSlot(name):
			for _, at := range e.Spans {
				e.Name = text[at[0]:at[1]]
			}
			e.Type = factwire.Group
		case state:
			e.Name, e.Type, e.Code = strings.TrimPrefix(c.name, "the "), factwire.Country, c.code
			if c.code == "EU" {
				e.Type = factwire.Bloc
			}
		default:
			e.Name, e.Type = strings.TrimPrefix(f.values[name], "the "), types[name]
		}
		out = append(out, e)
	}
	return out
}

// find returns where a slot, or words with slots in them, stand in the filled text.
func (f *filling) find(name, text string) []factwire.Span {
	if isSlot(name) {
		return f.spans[name]
	}
	parts, _ := pieces(name) // checked as part of the text
	var words strings.Builder
	for _, p := range parts {
		if words.WriteString(p.text); p.kind == slot {
			words.WriteString(f.value(p.slots[0], p.form))
		}
	}
	i := strings.Index(text, words.String())
	if i < 0 {
		return nil
	}
	return []factwire.Span{{i, i + words.Len()}}
}
