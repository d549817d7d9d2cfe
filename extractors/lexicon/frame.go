package lexicon

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
	"github.com/factwire/factwire/kind"
)

// Frame is one way of telling a fact: which verb or noun signals it, and which
// slot of the clause fills which role.
type Frame struct {
	// Name is unique in its file; 'factwire explain' and the rule of a fact tell it.
	Name string `yaml:"name"`
	// Kind is the kind of its facts, one that frames tell.
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
	// Spares are types of those whom a measure that is told so does not bar: country, bloc, organization, company, program, person, place,
	// product, group.
	Spares []factwire.EntityType `yaml:"spares"`
	// Traits tell in which senses the verb signals the fact, and which it has beside: barring, removing, closing, ousting, dealing,
	// restricting, sanctioning, named, traded, forbidden, acted; of signings: undertaking, text, elided.
	Traits []Trait `yaml:"traits"`
	Source string  `yaml:"-"` // file and name, for explanations
}

// Trait is what a frame says of the sense of its verb.
type Trait string

// The traits of frames.
const (
	Barring     Trait = "barring"     // "bar", "stop": a verb with common other senses bars only whom a name says
	Removing    Trait = "removing"    // "strip", "replace": what is taken out is a thing, and nobody's own
	Closing     Trait = "closing"     // "kept out of": bars only from what measures close
	Ousting     Trait = "ousting"     // "drop", "oust": not from an office
	Parting     Trait = "parting"     // "cut ties": bars only where a firm does it
	Dealing     Trait = "dealing"     // "buy", "allow": not doing it with somebody is what bars him
	Restricting Trait = "restricting" // "limit": bars what is done with goods, and states from something
	Sanctioning Trait = "sanctioning" // "sanction": may mean to allow
	Named       Trait = "named"       // bars only whom a name says
	Traded      Trait = "traded"      // bars a class only where an act of trade is told of it
	Forbidden   Trait = "forbidden"   // told only by what somebody may not do, and not by what he will not
	Acted       Trait = "acted"       // told only of an act of trade: "a halt to imports", and not "a halt to the fighting"
	Undertaking Trait = "undertaking" // "agreed to": those who agree to do something together bind themselves
	Text        Trait = "text"        // "sign": the object is the text itself
	Ordering    Trait = "ordering"    // "ordered jets from": the order is what binds, and only a firm takes one
	Elided      Trait = "elided"      // "signed with Norway": the instrument is left out, or was told before
)

// traits are all of them.
var traits = []Trait{Barring, Removing, Closing, Ousting, Parting, Dealing, Restricting, Sanctioning, Named, Traded, Forbidden, Acted, Undertaking, Text, Ordering, Elided}

// nearTrait says what may be meant by a trait that there is not.
func nearTrait(t Trait) string {
	var all []string
	for _, known := range traits {
		all = append(all, string(known))
	}
	if n := strict.Nearest(string(t), all); n != "" {
		return fmt.Sprintf("; did you mean %q?", n)
	}
	return "; a trait is one of " + strings.Join(all, ", ")
}

// Is reports whether the frame has a trait.
func (f *Frame) Is(t Trait) bool { return slices.Contains(f.Traits, t) }

// slots are the names that a role may list, beside prepositions.
var slots = []string{"subject", "object", "object2", "possessor", "modifier", "complement"}

// roles returns the lists of slots of a frame by their keys, in the order of the fields.
func (f Frame) roles() []role {
	return []role{{"needs", f.Needs}, {"who", f.Who}, {"whom", f.Whom}, {"with", f.With}, {"about", f.About}, {"preps", f.Preps}}
}

type role struct {
	key   string
	slots []string
}

// framed names the kinds that frames tell.
func framed() string {
	var names []string
	for _, d := range kind.All() {
		if d.Framed() && !d.Optional {
			names = append(names, string(d.Name))
		}
	}
	return strings.Join(names, " and ")
}

// check says what is wrong with a frame, and under which of its keys ("who[1]"; empty for the whole).
// Prepositions are the words that may stand for a slot beside the slots themselves.
func (f Frame) check(prepositions map[string]bool) (key string, err error) {
	d, known := kind.Find(f.Kind)
	switch {
	case f.Name == "":
		return "", errors.New("a frame has no name")
	case !known:
		return "kind", fmt.Errorf("frame %q has the unknown kind %q", f.Name, f.Kind)
	case !d.Framed():
		return "kind", fmt.Errorf("frame %q is of the kind %s, which is read without frames: they serve for %s", f.Name, f.Kind, framed())
	case len(f.Verbs) == 0 && len(f.Nouns) == 0:
		return "", fmt.Errorf("frame %q has neither verbs nor nouns", f.Name)
	case f.What != "" && !slices.Contains(d.Classes, f.What):
		return "what", fmt.Errorf("frame %q has the unknown class %q; a %s is one of %s", f.Name, f.What, f.Kind, strings.Join(d.Classes, ", "))
	case f.Effect != "" && !slices.Contains(factwire.Statuses(), f.Effect):
		return "effect", fmt.Errorf("frame %q has the unknown effect %q", f.Name, f.Effect)
	}
	for i, t := range f.Traits {
		if !slices.Contains(traits, t) {
			return fmt.Sprintf("traits[%d]", i), fmt.Errorf("frame %q has the unknown trait %q%s", f.Name, t, nearTrait(t))
		}
	}
	for i, t := range f.Spares {
		if !slices.Contains(factwire.EntityTypes(), t) {
			return fmt.Sprintf("spares[%d]", i), fmt.Errorf("frame %q spares the unknown type %q", f.Name, t)
		}
	}
	for _, r := range f.roles() {
		if lacks := d.Frames[r.key]; lacks != "" && len(r.slots) == 0 {
			return "", fmt.Errorf("frame %q has no %s: a %s without %s is dropped", f.Name, r.key, f.Kind, lacks)
		}
	}
	for _, r := range f.roles() {
		for i, slot := range r.slots {
			if prepositions[slot] || r.key != "preps" && slices.Contains(slots, slot) {
				continue
			}
			near := ""
			if n := strict.Nearest(slot, slices.Concat(slots, slices.Sorted(maps.Keys(prepositions)))); n != "" {
				near = fmt.Sprintf("; did you mean %q?", n)
			} else if r.key != "preps" {
				near = "; a slot is a preposition or one of " + strings.Join(slots, ", ")
			}
			return fmt.Sprintf("%s[%d]", r.key, i), fmt.Errorf("frame %q has the unknown slot %q%s", f.Name, slot, near)
		}
	}
	return "", nil
}
