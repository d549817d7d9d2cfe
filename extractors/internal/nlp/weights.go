package nlp

import (
	"fmt"
	"slices"

	"github.com/jdkato/prose/v2"

	"github.com/factwire/factwire/configs"
)

// newTagger reads the tags and the words of one tag that prose embeds, and prose's weights as layout.go has them: to unpack those of prose
// itself takes 60 ms. It is the only place that calls into prose; a panic there comes back as an error.
func newTagger() (t *tagger, err error) {
	defer func() {
		if p := recover(); p != nil {
			t, err = nil, fmt.Errorf("read the tagger's model: %v", p)
		}
	}()
	t = &tagger{}
	if err := t.readNames(); err != nil {
		return nil, err
	}
	data, err := configs.Model("prose.bin")
	if err == nil {
		err = t.layOut(data)
	}
	if err != nil {
		return nil, fmt.Errorf("read the tagger's weights: %w", err)
	}
	t.link()
	return t, nil
}

// readNames reads the tags, and the words that have one tag always.
func (t *tagger) readNames() error {
	for _, part := range []struct {
		name string
		read func(*gobReader)
	}{{"classes", t.readClasses}, {"tags", t.readFixed}} {
		data, err := prose.Asset("model/AveragedPerceptron/" + part.name + ".gob")
		if err != nil {
			return fmt.Errorf("read the tagger's %s: %w", part.name, err)
		}
		g := &gobReader{data: data}
		g.value()
		part.read(g)
		if g.err != nil {
			return fmt.Errorf("read the tagger's %s: %w", part.name, g.err)
		}
	}
	return nil
}

func (t *tagger) readClasses(g *gobReader) {
	for n := g.count(); n > 0 && g.err == nil; n-- {
		t.classes = append(t.classes, string(g.bytes()))
	}
	slices.Sort(t.classes)
	if len(t.classes) == 0 || len(t.classes) > maxClasses || len(slices.Compact(slices.Clone(t.classes))) != len(t.classes) {
		g.err = errGob
		return
	}
	for i, c := range t.classes {
		if c == "" || len(c) > 4 {
			g.err = errGob
			return
		}
		at := home(key([]byte(c)))
		for t.keys[at] != 0 {
			at = (at + 1) % len(t.keys)
		}
		t.keys[at], t.byKey[at] = key([]byte(c)), int32(i)
	}
}

func (t *tagger) readFixed(g *gobReader) {
	n := g.count()
	t.fixed = make(map[string]int32, n)
	for ; n > 0 && g.err == nil; n-- {
		w := string(g.bytes())
		if c := t.class(g.bytes()); c >= 0 {
			t.fixed[w] = c
		}
	}
}
