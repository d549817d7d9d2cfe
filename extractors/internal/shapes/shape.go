// Package shapes reads the project's own marked sentences and fills them with names.
//
// A shape is a sentence, or a few, with slots where names stand, and the facts that it tells. The same shape
// filled with many names shows whether a reader understands the sentence or knows the names. The files stand in
// testdata/shapes, whose README.md tells how a line is written.
package shapes

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/factwire/factwire"
)

// Shape is one line of a file of shapes.
type Shape struct {
	Group string // the file's name without its end, and the heading that the line stands under: "ban/active"
	File  string
	Line  int // from 1
	Text  string
	Facts []Fact // none: the sentence tells no fact

	pieces []piece
}

// Fact is a fact as a shape's line writes it, before names are put in.
type Fact struct {
	Kind     factwire.Kind
	Status   factwire.Status
	Optional bool // careful readers could differ: neither asked for nor held against a reader
	Cue      int  // number of the marked words that tell it, from 1
	Who      []string
	Whom     []string
	People   []string
	About    string
	Relation factwire.Relation
	Date     string // a slot or an ISO 8601 date; empty where the text gives none
}

// Read reads the shapes of one file. Name is what errors and groups carry. Every line is checked: its slots
// and forms are known, each fact names a marked cue and what stands in the text, each cue belongs to a fact.
func Read(name string, r io.Reader) ([]Shape, error) {
	var shapes []Shape
	base, heading := strings.TrimSuffix(name, ".txt"), ""
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(lines.Text())
		if h, ok := strings.CutPrefix(text, "## "); ok {
			heading = "/" + h
			continue
		}
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		s, err := parse(strings.ReplaceAll(text, `\n`, "\n"))
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		s.Group, s.File, s.Line = base+heading, name, n
		shapes = append(shapes, s)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return shapes, nil
}

// ReadDir reads every *.txt file of a folder, in the order of their names.
func ReadDir(dir fs.FS) ([]Shape, error) {
	files, err := fs.Glob(dir, "*.txt")
	if err != nil {
		return nil, err
	}
	var all []Shape
	for _, name := range files {
		f, err := dir.Open(name)
		if err != nil {
			return nil, err
		}
		shapes, err := Read(name, f)
		f.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, shapes...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no shapes: the folder has no *.txt file with a line in it")
	}
	return all, nil
}

func parse(line string) (Shape, error) {
	text, facts, ok := strings.Cut(line, " => ")
	if !ok {
		return Shape{}, fmt.Errorf("no \" => \" between the text and its facts")
	}
	s := Shape{Text: strings.TrimSpace(text)}
	var err error
	if s.pieces, err = pieces(s.Text); err != nil {
		return s, err
	}
	if s.Facts, err = readFacts(facts); err != nil {
		return s, err
	}
	return s, s.check()
}

// check holds the facts against the text.
func (s *Shape) check() error {
	cues, slots := map[int]bool{}, map[string]bool{}
	for _, p := range s.pieces {
		if p.kind == opens {
			cues[p.cue] = false
		}
		for _, slot := range p.slots {
			slots[slot] = true
		}
	}
	for i := range s.Facts {
		f := &s.Facts[i]
		if f.Cue == 0 {
			f.Cue = min(i+1, len(cues))
		}
		if _, ok := cues[f.Cue]; !ok {
			return fmt.Errorf("fact %d has no cue: mark the words that tell it with stars", i+1)
		}
		cues[f.Cue] = true
		for _, name := range f.names() {
			if isSlot(name) && !slots[name] {
				return fmt.Errorf("fact %d names %s, which is not in the text", i+1, name)
			}
			if !isSlot(name) && !strings.Contains(plain(s.Text), name) {
				return fmt.Errorf("fact %d names %q, which is not in the text", i+1, name)
			}
		}
	}
	for n, used := range cues {
		if !used {
			return fmt.Errorf("no fact has cue %d", n)
		}
	}
	return nil
}

// names lists what of the text the fact names: slots, and words that stand for themselves.
func (f *Fact) names() []string {
	var all []string
	for _, list := range [][]string{f.Who, f.Whom, f.People} {
		all = append(all, list...)
	}
	if f.About != "" {
		all = append(all, f.About)
	}
	if isSlot(f.Date) {
		all = append(all, f.Date)
	}
	return all
}

// isSlot holds for one capital letter.
func isSlot(s string) bool { return len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z' }

// plain returns a text without the stars and numbers of its cues.
func plain(text string) string {
	var b strings.Builder
	open := false
	for i := 0; i < len(text); i++ {
		if text[i] != '*' {
			b.WriteByte(text[i])
			continue
		}
		if open {
			for i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9' {
				i++
			}
		}
		open = !open
	}
	return b.String()
}
