// Package lexicon loads the words that the program reads by: lists of words,
// names and frames, from the embedded defaults and from files that a user adds.
package lexicon

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/configs/strict"
)

// Name is a gazetteer entry: something that has a proper name.
type Name struct {
	Name        string              `yaml:"name"`        // the canonical name
	Type        factwire.EntityType `yaml:"type"`        // country, bloc, organization, company, program, person, place, product or group
	Code        string              `yaml:"code"`        // of a country or a bloc
	Affiliation string              `yaml:"affiliation"` // a country's code, or an organization's name
	// State is the code of the country or bloc that it counts for as a party or an
	// authority (a ministry, an agency, a court, a parliament).
	State      string   `yaml:"state"`
	Aliases    []string `yaml:"aliases"`    // other names, short forms, acronyms
	Adjectives []string `yaml:"adjectives"` // demonyms and adjectives: Albanian, Albanians
	Seats      []string `yaml:"seats"`      // capitals and residences that stand for it where they act
	Outlet     bool     `yaml:"outlet"`     // a news outlet: a source, no speaker
}

// file is the form of a lexicon file. Every section may be left out.
type file struct {
	Lists  map[string][]string `yaml:"lists"`
	Names  []Name              `yaml:"names"`
	Frames []Frame             `yaml:"frames"`
}

// Lexicon is everything that was loaded. It is not changed after loading and
// safe for concurrent use.
type Lexicon struct {
	lists  map[string][]string
	names  []Name
	frames []Frame
}

// Load reads the default lexicons and then the user's files, in order, each of
// which adds to what is there. A user's file may add to the lists that exist. A list of a new
// name must be named by a frame of the same file, or nothing would read it. Errors are *strict.Error
// with the file and the line, or tell which file cannot be read.
func Load(paths ...string) (*Lexicon, error) {
	l := &Lexicon{lists: map[string][]string{}}
	defaults, err := fs.Glob(configs.Files, "lexicon/*.yaml")
	if err != nil || len(defaults) == 0 {
		return nil, fmt.Errorf("find the embedded lexicons: %w", err)
	}
	for _, name := range defaults { // Glob sorts
		data, err := configs.Files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read an embedded lexicon: %w", err)
		}
		if err := l.add(name, data, true); err != nil {
			return nil, err
		}
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read a lexicon: %w", err)
		}
		if err := l.add(path, data, false); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (l *Lexicon) add(name string, data []byte, newLists bool) error {
	var f file
	ok := false
	if newLists {
		f, ok = plain(string(data))
	}
	if !ok {
		if err := strict.Decode(name, data, &f); err != nil {
			return err
		}
	}
	fail := func(path, format string, args ...any) error {
		return &strict.Error{File: name, Line: strict.Line(data, path), Message: fmt.Sprintf(format, args...)}
	}
	if err := l.addLists(f, newLists, fail); err != nil {
		return err
	}
	if newLists { // checked by a test
		l.names = append(l.names, f.Names...)
	} else if err := l.addNames(f.Names, fail); err != nil {
		return err
	}
	if newLists {
		l.frames = append(l.frames, f.Frames...) // checked when all lists are there
		for i := len(l.frames) - len(f.Frames); i < len(l.frames); i++ {
			l.frames[i].Source = fmt.Sprintf("%s#%s", name, l.frames[i].Name)
		}
		return nil
	}
	return l.addFrames(name, f.Frames, fail)
}

// failure makes the error of what stands at a path of a file.
type failure func(path, format string, args ...any) error

// addLists checks and adds the lists of a file. One of a new name must be named by a frame of the file, unless new lists are welcome.
func (l *Lexicon) addLists(f file, newLists bool, fail failure) error {
	ofFrames := map[string]bool{}
	for _, frame := range f.Frames {
		for _, list := range frame.Nouns {
			ofFrames[list] = true
		}
	}
	for _, list := range slices.Sorted(maps.Keys(f.Lists)) {
		path := "$.lists.'" + list + "'"
		if _, ok := l.lists[list]; !ok && !newLists && !ofFrames[list] {
			return fail(path, "there is no list %q%s", list, l.nearList(list))
		}
		for i, word := range f.Lists[list] {
			if strings.TrimSpace(word) == "" {
				return fail(fmt.Sprintf("%s[%d]", path, i), "list %q has an empty word", list)
			}
			if strings.HasSuffix(list, ".qualifiers") && !strings.Contains(word, " ") {
				return fail(fmt.Sprintf("%s[%d]", path, i), "list %q has %q: it wants a noun and the word that it needs, as in \"control export\"", list, word)
			}
		}
		l.lists[list] = append(l.lists[list], f.Lists[list]...)
	}
	return nil
}

// addNames checks and adds the names of a user's file.
func (l *Lexicon) addNames(names []Name, fail failure) error {
	named := map[string]bool{}
	for i, n := range names {
		path := fmt.Sprintf("$.names[%d]", i)
		switch {
		case strings.TrimSpace(n.Name) == "":
			return fail(path, "a name has no name")
		case !slices.Contains(factwire.EntityTypes(), n.Type):
			near := ""
			if t := strict.Nearest(string(n.Type), typeNames()); t != "" {
				near = fmt.Sprintf("; did you mean %q?", t)
			}
			return fail(path, "%q has the unknown type %q%s", n.Name, n.Type, near)
		case n.Type == factwire.Country && n.Code == "":
			return fail(path, "country %q has no code", n.Name)
		case named[n.Name]:
			return fail(path, "two names are %q; the second would replace the first", n.Name)
		case n.State != "" && !l.isState(n.State):
			return fail(path+".state", "%q counts for %q, which is the code of no country or bloc: write it as in JP or EU", n.Name, n.State)
		}
		named[n.Name] = true
		l.names = append(l.names, n)
	}
	return nil
}

// addFrames checks and adds the frames of a user's file.
func (l *Lexicon) addFrames(file string, frames []Frame, fail failure) error {
	prepositions := l.prepositions()
	names := map[string]bool{}
	for i, frame := range frames {
		path := fmt.Sprintf("$.frames[%d]", i)
		if key, err := frame.check(prepositions); err != nil {
			if key != "" {
				path += "." + key
			}
			return fail(path, "%v", err)
		}
		if names[frame.Name] {
			return fail(path, "two frames are named %q", frame.Name)
		}
		names[frame.Name] = true
		for j, list := range frame.Nouns {
			if _, ok := l.lists[list]; !ok {
				return fail(fmt.Sprintf("%s.nouns[%d]", path, j), "frame %q names the list %q, which does not exist%s", frame.Name, list, l.nearList(list))
			}
		}
		frame.Source = fmt.Sprintf("%s#%s", file, frame.Name)
		l.frames = append(l.frames, frame)
	}
	return nil
}

func (l *Lexicon) prepositions() map[string]bool {
	all := map[string]bool{}
	for _, p := range slices.Concat(l.lists["clause.prepositions"], l.lists["clause.preposition-phrases"]) {
		all[p] = true
	}
	return all
}

// nearList words a guess at which list was meant, or nothing.
func (l *Lexicon) nearList(list string) string {
	if near := strict.Nearest(list, slices.Sorted(maps.Keys(l.lists))); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// isState reports whether a code is that of a country or a bloc.
func (l *Lexicon) isState(code string) bool {
	return slices.ContainsFunc(l.names, func(n Name) bool {
		return n.Code == code && n.Type.IsState()
	})
}

func typeNames() []string {
	var names []string
	for _, t := range factwire.EntityTypes() {
		names = append(names, string(t))
	}
	return names
}

// List returns the words of a list in the order of the files, as written. The
// caller must not change it. A list that no file has is a mistake in the program,
// and List panics with its name.
func (l *Lexicon) List(name string) []string {
	words, ok := l.lists[name]
	if !ok {
		panic("lexicon: no list " + name)
	}
	return words
}

// Set returns the words of a list in lower case as a new set. It panics as List does.
func (l *Lexicon) Set(name string) map[string]bool {
	list := l.List(name)
	set := make(map[string]bool, len(list))
	for _, w := range list {
		set[strings.ToLower(w)] = true
	}
	return set
}

// Numbers returns the number words of the list "dates.numbers" and what they count, in a new map. It panics as List does.
func (l *Lexicon) Numbers() map[string]int {
	numbers := map[string]int{}
	for i, same := range l.List("dates.numbers") {
		for _, w := range strings.Fields(strings.ToLower(same)) {
			numbers[w] = i + 1
		}
	}
	return numbers
}

// Lists returns the names of all lists, sorted. The caller owns the slice.
func (l *Lexicon) Lists() []string { return slices.Sorted(maps.Keys(l.lists)) }

// Names returns all gazetteer entries in the order of the files; later ones win
// over earlier ones of the same spelling. The caller must not change it.
func (l *Lexicon) Names() []Name { return l.names }

// Frames returns all frames in the order of the files. The caller must not change it.
func (l *Lexicon) Frames() []Frame { return l.frames }
