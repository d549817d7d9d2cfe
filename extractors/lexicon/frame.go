package lexicon

import (
	"errors"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
)

// Frame is one way of telling a fact: which verb or noun signals it, and which
// slot of the clause fills which role.
type Frame struct {
	// Name is unique in its file; 'factwire explain' and the rule of a fact tell it.
	Name string `yaml:"name"`
	// Kind is the kind of its facts: signing, ban, deadline or quote.
	Kind factwire.Kind `yaml:"kind"`
	// What is the class that the fact gets, where the frame decides it.
	What string `yaml:"what"`
	// Verbs are lemmas, with a particle where one is part of the verb ("rip out").
	Verbs []string `yaml:"verbs"`
	// Nouns are lists of head nouns. With Verbs, the verb's object (or the object of one of its
	// prepositions named in Needs) must be one of them; without, the noun itself signals the fact.
	Nouns []string `yaml:"nouns"`
	// Needs are slots of which one must hold the noun of Nouns; the object if empty.
	Needs []string `yaml:"needs"`

	// The roles list slots in order of preference; all that are filled give their names, unless the
	// first is enough (see the extractors). A slot is "subject", "object", "object2", "possessor",
	// "modifier", "complement" or a preposition.

	// Who are slots of the parties, the authority or who must act.
	Who []string `yaml:"who"`
	// Whom are slots of who or what is barred.
	Whom []string `yaml:"whom"`
	// With are slots of the other parties of a signing.
	With []string `yaml:"with"`
	// About are slots of the subject or scope.
	About []string `yaml:"about"`
	// Preps are prepositions of which the verb needs one.
	Preps []string `yaml:"preps"`
	// Effect is what the verb does to the matter of its noun: "done" (the default),
	// "proposed", "negated", "reversed".
	Effect factwire.Status `yaml:"effect"`
	Source string          `yaml:"-"` // file and name, for explanations
}

// slots are the names that a role may list, beside prepositions.
var slots = []string{"subject", "object", "object2", "possessor", "modifier", "complement"}

func (f Frame) check() error {
	switch {
	case f.Name == "":
		return errors.New("a frame has no name")
	case !slices.Contains(factwire.Kinds(), f.Kind):
		return fmt.Errorf("frame %q has the unknown kind %q", f.Name, f.Kind)
	case len(f.Verbs) == 0 && len(f.Nouns) == 0:
		return fmt.Errorf("frame %q has neither verbs nor nouns", f.Name)
	case f.Effect != "" && !slices.Contains(factwire.Statuses(), f.Effect):
		return fmt.Errorf("frame %q has the unknown effect %q", f.Name, f.Effect)
	}
	for _, role := range [][]string{f.Needs, f.Who, f.Whom, f.With, f.About} {
		for _, slot := range role {
			if slices.Contains(slots, slot) {
				continue
			}
			// any other word is a preposition; one that is nearly a slot is a slip
			if near := strict.Nearest(slot, slots); near != "" {
				return fmt.Errorf("frame %q has the unknown slot %q; did you mean %q?", f.Name, slot, near)
			}
		}
	}
	return nil
}
