// Package names finds who and what a text names and resolves each mention to
// an entity of the article.
package names

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/antecedent"
)

// Form is how a mention refers.
type Form uint8

// The forms of a mention.
const (
	Name      Form = iota // a name: "Inês Vilhena-Prado", "Huawei", "the UK"
	Adjective             // a demonym or a country's name before a noun: "Chinese", "U.S."
	Nominal               // a description: "the minister", "the company", "the two countries"
	Pronoun               // "he", "she", "it", "they", "who" is none
)

// Mention is a stretch of tokens that refers to one or more entities.
// Mentions are in text order and never overlap: the longest name wins, so
// "Chinese embassy in Lisbon" is one mention.
type Mention struct {
	First, Last int // tokens [First, Last), with title words before or after the name left out
	Start, End  int // bytes
	Form        Form
	// Entities are indexes into Result.Entities: one for most mentions, several
	// for "the two countries" or "the companies", none if unresolved.
	Entities []int
	// TitleFirst is the first token of a title that stands directly before the name
	// ("Infrastructure Minister" of "Infrastructure Minister Inês Vilhena-Prado"),
	// or First if there is none.
	TitleFirst int
}

// Entity is an entity of one article.
type Entity struct {
	factwire.Entity
	// State is the code of the country or bloc that the entity counts for where
	// it acts as a party or an authority: of a ministry, an agency, a court, a
	// parliament, a national team. Empty for others, and for countries themselves.
	State string
	// Outlet marks news outlets, which are sources and no speakers.
	Outlet bool
	// Known marks an entity that the lexicon has.
	Known bool
	// Weak marks an entity whose type is a guess: nothing in the text tells it.
	Weak bool
	// Local marks the body of a city or a district, which acts in its own right.
	Local bool
}

// Reference is a word or a phrase that names nobody, with whom it is taken to mean and who came next.
type Reference struct {
	First, Last int // tokens [First, Last)
	Kind        antecedent.Kind
	Entities    []int // indexes into Result.Entities; none where nobody is taken to be meant
	Second      []int // who came next
	P, SecondP  float64
}

// Result is what a text names.
type Result struct {
	// References are the words that name nobody and were ranked, in text order.
	References []Reference
	Entities   []Entity  // in order of first mention
	Mentions   []Mention // in text order
	// Home is the code of the country that the article is written from, by its dateline,
	// else by what it speaks of most; empty if unknown.
	Home string
	// Publisher is the code of the state that published the article on a site of its own; empty for others.
	Publisher string
	at        []int32 // token to mention index + 1
	skip      []bool  // of each token
}

// Skipped tells whether token t is no text of the article: a byline, a credit, a link.
func (r *Result) Skipped(t int) bool { return t < len(r.skip) && r.skip[t] }

// At returns the mention that covers token t, or nil.
func (r *Result) At(t int) *Mention {
	if t < 0 || t >= len(r.at) || r.at[t] == 0 {
		return nil
	}
	return &r.Mentions[r.at[t]-1]
}
