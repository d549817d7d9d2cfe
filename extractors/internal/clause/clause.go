// Package clause groups tokens into noun groups, verb groups and clauses: the
// shallow parse that all extractors share. It is a cascade of small
// deterministic steps over tagged tokens, each reading only the one below, after
// FASTUS (Hobbs et al., 1997): tokens → chunks → noun phrases with their
// coordination and apposition → clauses with subject, objects, prepositional
// phrases and governor.
//
// Attachment of prepositional phrases is left open on purpose: a phrase that
// follows a noun is listed with the noun and with the clause, and a frame takes
// it from where it needs it.
package clause

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/names"
)

// NP is a noun group with what belongs to it.
type NP struct {
	First, Last int // tokens [First, Last) of the base group, determiner to head
	Head        int // token: the noun, or the last token of the name
	// Mention is the name, description or pronoun that the head is part of, or nil.
	Mention *names.Mention
	// Possessor is the owner ("Britain's" ban, "its" ban), or nil.
	Possessor *NP
	// Pre are the mentions before the head that do not own it ("the US-Albania
	// agreement", "Chinese vessels", "the Huawei ban"), in text order.
	Pre []*names.Mention
	// Date is a date before the head ("its 2019 ban", "Monday's vote"), or nil.
	Date *dates.Mention
	// Neg is set by "no", "none of", "neither", "nothing", "nobody".
	Neg bool
	// Conj are the further members of a coordination whose first member this is.
	Conj []*NP
	// Appos are appositions ("Loomwire, the app's owner").
	Appos []*NP
	// AppOf is the phrase that this one is an apposition of, or nil.
	AppOf *NP
	// Preps are the prepositional phrases that follow directly, in text order,
	// each also after the ones before it ("the ban on imports from Russia" has on and from).
	Preps []PP
	// Mods are the clauses that modify it (relative, reduced, infinitive), in text order.
	Mods []*Clause
	// OfClause is the clause that the phrase stands in as subject or object, or in
	// a prepositional phrase of; nil where none was found.
	OfClause *Clause

	self [1]*NP // the group itself, for All
}

// All returns the group and the further members of its coordination. The caller must not change it.
func (n *NP) All() []*NP {
	if n == nil {
		return nil
	}
	if len(n.Conj) == 0 && n.self[0] == n {
		return n.self[:]
	}
	return append([]*NP{n}, n.Conj...)
}

// End returns the token after the last one of the phrase, coordination,
// apposition and prepositional phrases included.
func (n *NP) End() int {
	end := n.Last
	for _, c := range n.Conj {
		end = max(end, c.End())
	}
	for _, a := range n.Appos {
		end = max(end, a.End())
	}
	for i := 0; i < len(n.Preps); i++ {
		if o := n.Preps[i].Obj; o != nil {
			end = max(end, o.End())
			i += o.shared(n.Preps[i+1:])
		}
	}
	return end
}

// shared returns how many of the phrases listed behind the one that n stands in are those of n, and so within its end.
func (n *NP) shared(behind []PP) int {
	i := 0
	for i < len(n.Preps) && i < len(behind) && n.Preps[i].Obj == behind[i].Obj {
		i++
	}
	return i
}

// PP is a prepositional phrase. One of Obj, Date and Verb is set.
type PP struct {
	Prep string         // lower case: "on", "out of", "according to"
	Tok  int            // its first token
	Obj  *NP            // "with Nokia"
	Date *dates.Mention // "by 2027"; the preposition is then part of the date's lead and Prep may be empty
	Verb *Clause        // "without signing it"
}

// Modality is what a verb group says about whether its event happens.
type Modality uint8

// The modalities of a verb group.
const (
	Factual      Modality = iota
	Will                  // will, shall, is to, is going to
	Must                  // must, have to, need to, is obliged to
	Would                 // would, should (conditional or future in the past)
	May                   // may, might, could, can
	Yet                   // has yet to: not so far
	Due                   // a headline's "to": set to happen
	Hypothetical          // inverted condition: "were it to", "should it fail"
)

// Form is the form of a verb group.
type Form uint8

// The forms of a verb group.
const (
	Finite Form = iota
	Infinitive
	Gerund     // a participle or gerund in -ing without auxiliary
	Participle // a past participle without auxiliary
)

// VG is a verb group.
type VG struct {
	First, Last int // tokens [First, Last)
	Head        int // the main verb's token
	Lemma       string
	Particle    string // of a phrasal verb: "out", "up"
	Form        Form
	Modality    Modality
	Past        bool // past tense or perfect
	Perfect     bool
	Progressive bool
	Passive     bool
	Copula      bool // be, become, remain with a complement
	Neg         bool
	// Obliged is set by "have to" and "need to" behind another modal ("would have to").
	Obliged bool
	// Ceased is set by "no longer" and "not … any more".
	Ceased bool
}

// Key is the lemma with its particle, if it has one: "rule out".
func (v *VG) Key() string {
	if v.Particle != "" {
		return v.Lemma + " " + v.Particle
	}
	return v.Lemma
}

// Relation is how a clause hangs on another.
type Relation uint8

// The relations of a clause to its governor.
const (
	Root        Relation = iota
	Conjoined            // coordinated with the governor
	Complement           // that-clause, or content of speech or thought
	XComp                // infinitive or gerund that continues the governor ("agreed to sign")
	Relative             // modifies a noun: relative, reduced, or infinitive after a noun
	Adverbial            // subordinate: if, after, because; participle clause
	Parenthesis          // attribution inside or after what it attributes
)

// Clause is a verb group with its arguments. Passives are turned round: Subject is who acts and
// Object what is acted on, whatever the surface.
type Clause struct {
	Verb    *VG
	Subject *NP // nil if unknown: passives without agent, infinitives without controller
	Object  *NP
	Object2 *NP // second object: "gave Huawei [a year]"
	Compl   *NP // predicate noun of a copula
	// Predicate is the adjective of a copula that says how likely or decided what
	// follows is: "likely", "due".
	Predicate string
	Preps     []PP
	Dates     []*dates.Mention // all in the clause, text order
	Parent    *Clause
	Relation  Relation
	Mark      string // subordinator: "if", "after", "that", "whether", "who"
	Noun      *NP    // the noun that a Relative modifies
	Question  bool   // the sentence is a question
	Sentence  int
	First     int // tokens [First, Last): the clause's own stretch, arguments included
	Last      int
	// SubjectGiven tells whether the clause has a subject of its own, not one shared
	// with or taken over from another clause.
	SubjectGiven bool
	Children     []*Clause
	// Inverted is set for an auxiliary before its subject that stands for an earlier verb ("so did Norway").
	Inverted bool
	// Attributed is set for a main clause that a verb of speech behind it gives to somebody ("…, the minister said").
	Attributed bool
	// Reduced is set for a relative clause without pronoun and finite verb ("a deal signed in May").
	Reduced bool
}

// Analysis is the clauses of a document.
type Analysis struct {
	Clauses []*Clause // in text order of their verbs
	Phrases []*NP     // every noun group, members of coordinations included, in text order
	at      []*NP     // token to base noun group
	memory  *memory
}

// In returns the clauses of a sentence.
func (a *Analysis) In(sentence int) []*Clause {
	from := a.firstOf(sentence)
	to := from
	for to < len(a.Clauses) && a.Clauses[to].Sentence == sentence {
		to++
	}
	return a.Clauses[from:to]
}

// From returns the clauses of a sentence and all behind it.
func (a *Analysis) From(sentence int) []*Clause { return a.Clauses[a.firstOf(sentence):] }

func (a *Analysis) firstOf(sentence int) int {
	i, _ := slices.BinarySearchFunc(a.Clauses, sentence, func(c *Clause, s int) int { return c.Sentence - s })
	return i
}

// PhraseAt returns the noun group that covers token t, or nil.
func (a *Analysis) PhraseAt(t int) *NP {
	if t < 0 || t >= len(a.at) {
		return nil
	}
	return a.at[t]
}
