package factwire

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"
)

// Kind is what a fact is about.
type Kind string

// The kinds of fact that have a package of their own to read them; package kind knows all kinds.
const (
	Signing  Kind = "signing"
	Ban      Kind = "ban"
	Deadline Kind = "deadline"
	Quote    Kind = "quote"
)

// Status is how far a fact has come.
type Status string

// The four statuses. A bare hypothesis has none: it is no fact.
const (
	Done     Status = "done"     // happened, in force, or decided by those who can decide it
	Proposed Status = "proposed" // planned, drafted, considered, urged, expected
	Negated  Status = "negated"  // said not to have happened, or not to be going to
	Reversed Status = "reversed" // lifted, withdrawn, suspended, overturned, expired
)

// Statuses returns all statuses. The caller owns the slice.
func Statuses() []Status { return []Status{Done, Proposed, Negated, Reversed} }

// Form tells whether a quote's words stand between quotation marks.
type Form string

// The two forms of a quote.
const (
	Direct   Form = "direct"
	Indirect Form = "indirect"
)

// Stance is how a speaker stands to the words of a quote.
type Stance string

// Denied says that the speaker denies, rejects or refutes the words; else there is no stance.
const Denied Stance = "denied"

// EntityType is the class of an entity.
type EntityType string

// The entity classes. Group is a described class of things or people
// ("foreign vendors"), named by its noun phrase.
const (
	Country      EntityType = "country"
	Bloc         EntityType = "bloc"
	Organization EntityType = "organization"
	Company      EntityType = "company"
	Program      EntityType = "program"
	Person       EntityType = "person"
	Place        EntityType = "place"
	Product      EntityType = "product"
	Group        EntityType = "group"
)

// IsState reports whether entities of the class are parties as states are: countries and blocs.
func (t EntityType) IsState() bool { return t == Country || t == Bloc }

// EntityTypes returns all entity classes. The caller owns the slice.
func EntityTypes() []EntityType {
	return []EntityType{Country, Bloc, Organization, Company, Program, Person, Place, Product, Group}
}

// Entity is a party, a target or a speaker.
type Entity struct {
	// Name is the canonical name: the fullest that the article gives for a
	// person or an organization, the usual English name for a country.
	Name string     `json:"name"`
	Type EntityType `json:"type"`
	// Code is ISO 3166-1 alpha-2 for a country (XK for Kosovo) and EU for the
	// European Union; empty otherwise.
	Code string `json:"code,omitempty"`
	// Title is a person's office as the article says it ("Secretary of State").
	Title string `json:"title,omitempty"`
	// Affiliation is a country's code, else an organization's name.
	Affiliation string `json:"affiliation,omitempty"`
	// Wikidata is the id of the entity's item ("Q114"), in what is given out, where it is known; what is kept has none.
	Wikidata string `json:"wikidata,omitempty"`
}

// Relation is how a fact's date bounds it.
type Relation string

// The relations of a date.
const (
	On     Relation = "on"
	By     Relation = "by"
	Before Relation = "before"
	Until  Relation = "until"
	After  Relation = "after"
	From   Relation = "from"
)

// Relations returns all relations. The caller owns the slice.
func Relations() []Relation { return []Relation{On, By, Before, Until, After, From} }

// When is a fact's date. The zero value means that the text does not say.
type When struct {
	Date     Date     `json:"date,omitempty"`
	Relation Relation `json:"relation,omitempty"`
}

// Span is a half-open range of byte offsets, [Span[0], Span[1]).
type Span [2]int

// Evidence is where an article says a fact.
type Evidence struct {
	Article   string `json:"article"` // the article's ID
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Site      string `json:"site,omitempty"`
	Published string `json:"published,omitempty"` // ISO 8601: a day, or a time with its zone
	// Origin is where the article was read: a path as it was given, a URL, or an archive with "#" and the record's offset.
	Origin string `json:"origin,omitempty"`
	// Start and End bound the sentences that say the fact, in bytes of the
	// article's stored text; Text is that slice.
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	// Spans says which words stand for which field. The key is a field's name
	// ("who", "whom", "people", "what", "about", "when", "where") or "cue" for
	// the verb or noun that signals the fact; offsets are those of the article's
	// text, each list in order.
	Spans map[string][]Span `json:"spans,omitempty"`
	Rule  string            `json:"rule,omitempty"` // the rule that found it
}

// Fact is one thing that an article, or many articles, tell.
type Fact struct {
	ID         string     `json:"id,omitempty"`
	Kind       Kind       `json:"kind"`
	Status     Status     `json:"status"`
	Who        []Entity   `json:"who,omitempty"`
	Whom       []Entity   `json:"whom,omitempty"`
	People     []Entity   `json:"people,omitempty"`
	What       string     `json:"what,omitempty"`
	Form       Form       `json:"form,omitempty"`
	Stance     Stance     `json:"stance,omitempty"`
	About      string     `json:"about,omitempty"`
	When       When       `json:"when,omitzero"`
	Where      string     `json:"where,omitempty"`
	Confidence float64    `json:"confidence,omitempty"`
	Evidence   []Evidence `json:"evidence,omitempty"`
}

// Key is what one entity has in common wherever it is named: the code where it
// has one, else its name, lower-cased and with its spaces folded.
func (e Entity) Key() string {
	if e.Code != "" {
		return e.Code
	}
	var room [64]byte
	key := room[:0]
	for i := range len(e.Name) {
		b := e.Name[i]
		switch {
		case b >= utf8.RuneSelf || b < ' ' || len(key) == cap(key):
			return strings.Join(strings.Fields(strings.ToLower(e.Name)), " ")
		case b >= 'A' && b <= 'Z':
			b += 'a' - 'A'
		case b == ' ' && (len(key) == 0 || key[len(key)-1] == ' '):
			continue
		}
		key = append(key, b)
	}
	if n := len(key); n > 0 && key[n-1] == ' ' {
		key = key[:n-1]
	}
	if string(key) == e.Name {
		return e.Name
	}
	return string(key)
}

// Same reports whether two entities have the same key, mostly without making either.
func (e Entity) Same(o Entity) bool {
	switch {
	case e.Code != "" && o.Code != "":
		return e.Code == o.Code
	case e.Code != o.Code && (e.Code == "" || o.Code == "") && hasCapital(e.Code+o.Code): // the key of a name has none
		return false
	case e.Code == "" && o.Code == "" && e.Name == o.Name:
		return true
	case e.Code == "" && o.Code == "" && plainName(e.Name) && plainName(o.Name):
		return len(e.Name) == len(o.Name) && strings.EqualFold(e.Name, o.Name)
	}
	return e.Key() == o.Key()
}

// hasCapital reports whether a code has a capital, as all of countries and blocs have.
func hasCapital(code string) bool {
	return strings.IndexFunc(code, func(r rune) bool { return 'A' <= r && r <= 'Z' }) >= 0
}

// plainName reports whether a name is of ASCII, with single spaces between words and no other white space.
func plainName(name string) bool {
	space := true
	for i := range len(name) {
		b := name[i]
		if b >= utf8.RuneSelf || b < ' ' || b == ' ' && space {
			return false
		}
		space = b == ' '
	}
	return !space
}

// Keys returns the entities' keys, sorted and without repeats.
func Keys(entities []Entity) []string {
	keys := make([]string, 0, len(entities))
	for _, e := range entities {
		keys = append(keys, e.Key())
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Hash returns the first 16 hexadecimal digits of the SHA-256 of the parts,
// each ended by a NUL byte, so that no two lists of parts run together. It
// serves for the stable ids of articles and facts: 64 bits make a collision
// unlikely (p < 1e-7) among a million of them.
func Hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
