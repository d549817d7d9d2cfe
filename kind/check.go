package kind

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/factwire/factwire"
)

// plainName is the form of a kind's name, which stands in the names of files and in ids.
var plainName = regexp.MustCompile(`^[a-z]+$`)

// check says what is wrong with a descriptor.
func (d Descriptor) check() error {
	switch {
	case !plainName.MatchString(string(d.Name)):
		return fmt.Errorf("name is %q, and must be lower-case letters", d.Name)
	case d.Plural == "":
		return errors.New("it has no plural")
	case d.Headings.Who == "" || d.Headings.What == "":
		return errors.New("headings must name who and what")
	case d.Always != "" && !slices.Contains(factwire.Statuses(), d.Always):
		return fmt.Errorf("always is %q, which is no status", d.Always)
	case d.Generic != "" && !slices.Contains(d.Classes, d.Generic):
		return fmt.Errorf("generic is %q, which is none of the classes", d.Generic)
	case d.Identity.What == Class && len(d.Classes) == 0:
		return errors.New("what is compared by class, and there are no classes")
	}
	for _, a := range d.Apart {
		if !slices.Contains(d.Classes, a) {
			return fmt.Errorf("apart names %q, which is none of the classes", a)
		}
	}
	if err := d.checkWords(); err != nil {
		return err
	}
	for role := range d.Frames {
		if role != "who" && role != "whom" && role != "about" {
			return fmt.Errorf("frames names the role %q, and it must be who, whom or about", role)
		}
	}
	for _, f := range []struct {
		field string
		is    Comparison
		may   []Comparison
	}{
		{"who", d.Identity.Who, []Comparison{Same, Part}},
		{"whom", d.Identity.Whom, []Comparison{Free, Same, Shared}},
		{"what", d.Identity.What, []Comparison{Free, Class, Subject, Action, Words}},
		{"about", d.Identity.About, []Comparison{Free, Subject, Action}},
		{"when", d.Identity.When, []Comparison{Free, Event, Due}},
	} {
		if !slices.Contains(f.may, f.is) {
			return fmt.Errorf("identity.%s is %q, and that field may be compared as %q, where empty tells no two facts apart", f.field, f.is, f.may)
		}
	}
	if !slices.Contains([]Unit{Pairs, Targets, Dates, Speech, Offices}, d.Measure.Unit) {
		return fmt.Errorf("measure.unit is %q, and must be pairs, targets, date, words or office", d.Measure.Unit)
	}
	for _, f := range d.Measure.Fields {
		if !slices.Contains([]string{"what", "when", "relation", "people", "form", "title", "affiliation"}, f) {
			return fmt.Errorf("measure.fields names %q", f)
		}
	}
	return nil
}

// checkWords says what is wrong with how a fact of the kind is told.
func (d Descriptor) checkWords() error {
	for class, word := range d.Of {
		if !slices.Contains(d.Classes, class) || word == "" {
			return fmt.Errorf("of gives %q the word %q: it needs one of the classes and a word", class, word)
		}
	}
	for _, p := range slices.Concat(d.Cell, d.Sentence) {
		if err := checkPiece(p); err != nil {
			return err
		}
	}
	if len(d.Cell) == 0 || len(d.Sentence) == 0 {
		return errors.New("it needs a cell and a sentence")
	}
	return nil
}

func checkPiece(p string) error {
	for _, m := range field.FindAllStringSubmatch(p, -1) {
		if !slices.Contains([]string{"who", "whom", "what", "about", "when", "status", "of"}, m[1]) {
			return fmt.Errorf("the piece %q names no field of a fact", p)
		}
	}
	if strings.Count(p, "{") != len(field.FindAllString(p, -1)) {
		return fmt.Errorf("the piece %q has a brace that names no field", p)
	}
	return nil
}

var field = regexp.MustCompile(`\{([a-z]+)\}`)

// Say fills pieces with a fact's fields, by name: a piece that names an empty one is left out. What value returns is put in as it is.
func Say(pieces []string, value func(name string) string) string {
	var b strings.Builder
	for _, p := range pieces {
		full := true
		said := field.ReplaceAllStringFunc(p, func(m string) string {
			v := value(m[1 : len(m)-1])
			full = full && v != ""
			return v
		})
		if full {
			b.WriteString(said)
		}
	}
	return b.String()
}
