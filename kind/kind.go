// Package kind holds what is known of each kind of fact beside how it is read from a text: one descriptor for each, a file of
// this folder, which merging, ids, measures, tables, exports and reports go by. No other code knows a kind by its name, but
// for the packages that read one. A file that is added here is a kind that is added to the program.
package kind

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
)

//go:embed *.yaml
var files embed.FS

// Descriptor is all that the program goes by for the facts of one kind. The caller must not change what it refers to.
type Descriptor struct {
	Name factwire.Kind `yaml:"name" json:"name"`
	// Plural names many of them: "signings".
	Plural string `yaml:"plural" json:"plural"`
	// Number stands for the kind in a store, so it never changes, and no other kind ever gets it; the kinds are reported in its order.
	Number uint8 `yaml:"number" json:"-"`
	// Optional kinds are read where the user asks for them alone.
	Optional bool `yaml:"optional" json:"-"`
	// OnDemand kinds are so many that lists of facts of all kinds leave them out unless they are asked for.
	OnDemand bool `yaml:"on_demand" json:"-"`
	// Always is the status of all facts of the kind, if they have but one.
	Always factwire.Status `yaml:"always" json:"always,omitempty"`
	// Classes are what a fact's what may be; none where it is in the article's words.
	Classes []string `yaml:"classes" json:"-"`
	// Generic is the class that says no more than that there was one: a report of it agrees with any class but those of Apart.
	Generic string   `yaml:"generic" json:"-"`
	Apart   []string `yaml:"apart" json:"-"`
	// Headings name the fields that the kind has, for people.
	Headings Headings `yaml:"headings" json:"headings"`
	// Frames are the roles that a frame of the kind must fill, each with the words for what a fact would lack without it; nil for a
	// kind that is read without frames.
	Frames map[string]string `yaml:"frames" json:"-"`
	// Identity says what makes two reports one fact.
	Identity Identity `yaml:"identity" json:"-"`
	// Measure says what a fact counts as where facts are compared with gold.
	Measure Measure `yaml:"measure" json:"-"`
	// Cell tells a fact in a table's cell and Sentence in a line: pieces, of which those are left out that name an empty field. A field
	// stands in braces: {who}, {whom}, {what}, {about}, {when}, {status}; {of} is the word between a class and whom it strikes, which is
	// "of" but for the classes that Of names another for.
	Cell     []string          `yaml:"cell" json:"-"`
	Sentence []string          `yaml:"sentence" json:"-"`
	Of       map[string]string `yaml:"of" json:"-"`
	Report   Report            `yaml:"report" json:"report"`
}

// Headings name fields for people; an empty one says that the kind has no such field. Every kind has who and what.
type Headings struct {
	Who    string `yaml:"who" json:"who"`
	Whom   string `yaml:"whom" json:"whom,omitempty"`
	People string `yaml:"people" json:"people,omitempty"`
	What   string `yaml:"what" json:"what"`
	// Indirect is the heading of what in reported speech; with it, facts have a form.
	Indirect string `yaml:"indirect" json:"indirect,omitempty"`
	About    string `yaml:"about" json:"about,omitempty"`
}

// Comparison is how a field of two reports is compared.
type Comparison string

// The comparisons.
const (
	Free    Comparison = ""        // the field tells no two facts apart
	Same    Comparison = "same"    // all entities are the same
	Part    Comparison = "part"    // the same, or those of one are some of the other's, and both were done on one day
	Shared  Comparison = "shared"  // where both are known, they have one in common
	Class   Comparison = "class"   // the classes agree
	Subject Comparison = "subject" // where both are known, half of the shorter one's content words are the other's
	Action  Comparison = "action"  // two content words, and half of the shorter one's, are the other's
	Words   Comparison = "words"   // the wording is nearly the same, or one holds the other
	Event   Comparison = "event"   // a date of the event, which depends on the status
	Due     Comparison = "due"     // a date that is fixed by the fact, whatever its status
)

// Identity says by field how reports are compared.
type Identity struct {
	Who   Comparison `yaml:"who"`
	Whom  Comparison `yaml:"whom"`
	What  Comparison `yaml:"what"`
	About Comparison `yaml:"about"`
	When  Comparison `yaml:"when"`
}

// Unit is what a fact counts as where it is measured.
type Unit string

// The units.
const (
	Pairs   Unit = "pairs"   // each pair of its parties, with the status
	Targets Unit = "targets" // each pair of who and whom, with the status
	Dates   Unit = "date"    // its date and status, where one of who or whom is the same
	Speech  Unit = "words"   // who, with most of the words
	Offices Unit = "office"  // each of who, with the status and half of the words of what
)

// Measure is how facts are measured.
type Measure struct {
	Unit Unit `yaml:"unit"`
	// Fields are compared where a unit is found: what, when, relation, people, form, title, affiliation.
	Fields []string `yaml:"fields"`
}

// Report says where a fact stands in the report.
type Report struct {
	Lane    bool `yaml:"lane" json:"lane,omitempty"`       // on the timeline
	Map     bool `yaml:"map" json:"map,omitempty"`         // on the map, beside other kinds
	Due     bool `yaml:"due" json:"due,omitempty"`         // among what is still to come
	Matrix  bool `yaml:"matrix" json:"matrix,omitempty"`   // who against whom
	Network bool `yaml:"network" json:"network,omitempty"` // who with whom
	Voices  bool `yaml:"voices" json:"voices,omitempty"`   // by who, in their words
}

// Fine reports whether one who has so many facts of the kind that a store keeps them by what they say, too.
func (d Descriptor) Fine() bool { return d.Identity.What == Words || d.Identity.When == Due }

// Framed reports whether frames tell facts of the kind.
func (d Descriptor) Framed() bool { return d.Frames != nil }

// Lacks returns the fields of a fact that the kind has not, in the order of a fact's fields. The caller owns the slice.
func (d Descriptor) Lacks() []string {
	var out []string
	for _, f := range []struct {
		name string
		has  bool
	}{
		{"status", d.Always == ""}, {"whom", d.Headings.Whom != ""}, {"people", d.Headings.People != ""}, {"form", d.Headings.Indirect != ""}, {"stance", d.Headings.Indirect != ""}, {"about", d.Headings.About != ""},
	} {
		if !f.has {
			out = append(out, f.name)
		}
	}
	return out
}

// all is read once: the files are part of the program, and a mistake in one is a mistake in it.
var all = sync.OnceValue(func() []Descriptor {
	out, err := load(files)
	if err != nil {
		panic("kind: " + err.Error())
	}
	return out
})

// load reads the descriptors of a folder.
func load(dir fs.FS) ([]Descriptor, error) {
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, err
	}
	var out []Descriptor
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		var d Descriptor
		if err := strict.Decode(name, data, &d); err != nil {
			return nil, err
		}
		if err := d.check(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if name != string(d.Name)+".yaml" {
			return nil, fmt.Errorf("%s: it describes %q", name, d.Name)
		}
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b Descriptor) int { return cmp.Compare(a.Number, b.Number) })
	for i := range out[1:] {
		if out[i].Number == out[i+1].Number {
			return nil, fmt.Errorf("%s and %s have the number %d", out[i].Name, out[i+1].Name, out[i].Number)
		}
	}
	return out, nil
}

// All returns the descriptors of all kinds in reporting order. The caller owns the slice.
func All() []Descriptor { return slices.Clone(all()) }

// Names returns all kinds in reporting order. The caller owns the slice.
func Names() []factwire.Kind { return names(func(Descriptor) bool { return true }) }

// Defaults returns the kinds that are read where nobody says which, in reporting order. The caller owns the slice.
func Defaults() []factwire.Kind { return names(func(d Descriptor) bool { return !d.Optional }) }

func names(want func(Descriptor) bool) []factwire.Kind {
	var out []factwire.Kind
	for _, d := range all() {
		if want(d) {
			out = append(out, d.Name)
		}
	}
	return out
}

// Find returns the descriptor of a kind, and whether there is such a kind.
func Find(k factwire.Kind) (Descriptor, bool) {
	for _, d := range all() {
		if d.Name == k {
			return d, true
		}
	}
	return Descriptor{}, false
}

// Of returns the descriptor of a kind that is known. What comes from outside is checked first, by [Check]: an unknown kind here
// is a mistake in the program, and Of panics with its name.
func Of(k factwire.Kind) *Descriptor {
	for i := range all() {
		if all()[i].Name == k {
			return &all()[i]
		}
	}
	panic("kind: there is no kind " + string(k))
}

// Check returns an error for a kind that there is not, with the nearest that there is.
func Check(k factwire.Kind) error {
	if _, ok := Find(k); ok {
		return nil
	}
	var known []string
	for _, n := range Names() {
		known = append(known, string(n))
	}
	near := ""
	if n := strict.Nearest(string(k), known); n != "" {
		near = fmt.Sprintf(" (did you mean %q?)", n)
	}
	return fmt.Errorf("there is no kind %q%s: the kinds are %s", k, near, strings.Join(known, ", "))
}

// CheckFact returns an error for a fact that no article can tell: one of a kind or a status that there is not, of a date that is none, of a
// confidence outside of 0 to 1, or that stands in no article, before its article's first byte, or ends before it begins. What comes in is checked by it,
// and nothing behind the border of the program looks at these again.
func CheckFact(f factwire.Fact) error {
	if err := Check(f.Kind); err != nil {
		return err
	}
	if !slices.Contains(factwire.Statuses(), f.Status) {
		return fmt.Errorf("there is no status %q", f.Status)
	}
	if _, err := factwire.ParseDate(string(f.When.Date)); f.When.Date != "" && err != nil {
		return err
	}
	if !(f.Confidence >= 0 && f.Confidence <= 1) { // no number is neither
		return fmt.Errorf("the confidence %v is not between 0 and 1", f.Confidence)
	}
	for _, e := range f.Evidence {
		if e.Article == "" {
			return errors.New("evidence names no article")
		}
		if e.Start < 0 || e.End < e.Start {
			return fmt.Errorf("evidence cannot stand from byte %d to byte %d", e.Start, e.End)
		}
	}
	return nil
}

// Numbered returns the kind of a number, and whether there is one.
func Numbered(n uint8) (factwire.Kind, bool) {
	for _, d := range all() {
		if d.Number == n {
			return d.Name, true
		}
	}
	return "", false
}

// Order compares kinds by their place in reports.
func Order(a, b factwire.Kind) int { return cmp.Compare(place(a), place(b)) }

// place is behind all others for a kind that is unknown.
func place(k factwire.Kind) int {
	if i := slices.IndexFunc(all(), func(d Descriptor) bool { return d.Name == k }); i >= 0 {
		return i
	}
	return len(all())
}
