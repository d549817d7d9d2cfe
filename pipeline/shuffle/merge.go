package shuffle

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/similar"
)

// ErrOrder says that lines of one key do not stand together.
var ErrOrder = errors.New("stands before a line with a greater key")

// maxLine bounds a line: an article of 16 MB with its facts.
const maxLine = 64 << 20

// Options of Merge.
type Options struct {
	// Canon is that with which the lines were written; nil is one without aliases.
	Canon *entity.Canon
	// Dir is where a group that is too large for the memory is put, and Memory how many bytes of lines of one group are not; the system's place
	// for temporary files, and 16 MB, if empty.
	Dir    string
	Memory int
	// Ties, if it is not nil, is called with the keys of two groups of which the lines must be merged together, for all such pairs, some several
	// times; then nothing is merged.
	Ties func(a, b string)
}

// Merge calls use for every fact that the lines tell, in the order of their keys, until use returns an error. The lines must be
// sorted by their keys, as bytes; their order within a key does not matter, nor whether they are repeated. It may be given a part of the
// keys, if each comes with all of its lines and the versions that do not count are left out. Facts are as a store
// without verdicts gives them. In memory are the lines of one group, or only those of one matter where the group is
// large, and the ids of articles of which there are several versions.
func Merge(ctx context.Context, r io.Reader, o Options, use func(merge.Fact) error) error {
	if o.Canon == nil {
		o.Canon = entity.New(nil)
	}
	if o.Memory <= 0 {
		o.Memory = 16 << 20
	}
	m := merger{options: o, use: use, best: map[string]string{}, bonds: bonds{}, held: map[string]*lines{}}
	defer m.close()
	reader := lineReader{in: bufio.NewReaderSize(r, 256<<10)}
	var key []byte
	for n := 1; ; n++ {
		text, err := reader.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if len(text) == 0 {
			continue
		}
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		l, err := Parse(text)
		if err != nil {
			return fmt.Errorf("line %d %w", n, err)
		}
		if order := bytes.Compare(key, l.Key); order > 0 {
			return fmt.Errorf("line %d %w: sort the lines as bytes (LC_ALL=C sort)", n, ErrOrder)
		} else if order < 0 {
			if err := m.end(string(key)); err != nil {
				return err
			}
			key = append(key[:0], l.Key...)
		}
		if err := m.take(l, text); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := m.end(string(key)); err != nil {
		return err
	}
	return m.rest()
}

// merger is the state between two lines.
type merger struct {
	options Options
	use     func(merge.Fact) error
	// best is the version that counts of each article of which the lines have several.
	best map[string]string
	// article and version are those of the article whose lines are being read.
	article, version string
	group            lines
	// bonds are between the keys of groups, and held the lines of those that wait for others, by the greatest key of all that are bound together.
	bonds bonds
	held  map[string]*lines
}

func (m *merger) close() {
	m.group.close()
	for _, g := range m.held {
		g.close()
	}
}

func (m *merger) take(l Line, text []byte) error {
	switch l.Key[0] {
	case Article:
		if m.article != string(l.Article) {
			m.article, m.version = string(l.Article), string(l.Version)
		}
		if v := string(l.Version); v != m.version {
			m.version = max(m.version, v)
			m.best[m.article] = m.version
		}
	case Tied, Observation:
		if v, several := m.best[string(l.Article)]; several && v != string(l.Version) || m.options.Ties != nil && l.Key[0] == Observation {
			return nil
		}
		o := m.options
		g := &m.group
		if l.Key[0] == Observation {
			if g, _ = m.groupOf(string(l.Key)); g != &m.group {
				o.Memory = min(o.Memory, mostHeld)
			}
		}
		return g.add(text, o)
	}
	return nil
}

// end merges the group that ends, unless it waits for another, or takes in what the lines of a tie say.
func (m *merger) end(key string) error {
	if key == "" {
		return nil
	}
	if key[0] == Tied {
		defer m.group.close()
		if m.group.file != nil { // the rest of it goes there too
			if err := m.group.spill(m.options.Dir); err != nil {
				return err
			}
		}
		use := m.bonds.bind
		if m.options.Ties != nil {
			use = m.options.Ties
		}
		return bind(m.group.each, m.options.Canon, use)
	}
	g, until := m.groupOf(key)
	if key != until {
		return nil
	}
	delete(m.held, key)
	return m.merge(g)
}

// merge merges the lines of a group.
func (m *merger) merge(g *lines) error {
	if g.empty() {
		return nil
	}
	defer g.close()
	emit := func(texts func(func([]byte) error) error) error {
		obs, prints, err := decode(texts)
		if err != nil {
			return err
		}
		canon := m.options.Canon
		if canon == nil {
			canon = entity.New(nil)
		}
		for _, f := range merge.Merge(obs, merge.Options{Canon: m.options.Canon, Prints: prints, Lean: true}) {
			f.Who, f.Whom, f.People = canon.Items(f.Who), canon.Items(f.Whom), canon.Items(f.People)
			if err := m.use(f); err != nil {
				return err
			}
		}
		return nil
	}
	if g.file == nil {
		return emit(g.each)
	}
	return g.matters(m.options.Canon, emit)
}

// decode reads observations. Where one article stands in several versions, the last one counts.
func decode(texts func(func([]byte) error) error) ([]factwire.Fact, map[string]similar.Print, error) {
	var obs []factwire.Fact
	var articles, versions []string
	prints := map[string]similar.Print{}
	best := map[string]string{}
	several := false
	err := texts(func(text []byte) error {
		l, o, err := decodeOne(text)
		if err != nil {
			return err
		}
		id, v := string(l.Article), string(l.Version)
		was, known := best[id]
		if several = several || known && was != v; v >= was {
			best[id] = v
			if p := o.print(); p != 0 {
				for _, e := range o.Fact.Evidence {
					prints[e.Article] = p
				}
			}
		}
		if n := len(obs); n > 0 {
			share(&o.Fact, &obs[n-1])
		}
		o.Fact.Evidence = exact(o.Fact.Evidence)
		obs, articles, versions = append(obs, o.Fact), append(articles, id), append(versions, v)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	if !several {
		return obs, prints, nil
	}
	kept := obs[:0]
	for i, f := range obs {
		if best[articles[i]] == versions[i] {
			kept = append(kept, f)
		}
	}
	return kept, prints, nil
}

// share lets a fact have the memory of the one before for what is the same in both: the reports of a group differ in their evidence most of all.
func share(f, before *factwire.Fact) {
	for _, s := range [][2]*string{{&f.What, &before.What}, {&f.About, &before.About}, {&f.Where, &before.Where}} {
		if *s[0] == *s[1] {
			*s[0] = *s[1]
		}
	}
	for _, l := range [][2]*[]factwire.Entity{{&f.Who, &before.Who}, {&f.Whom, &before.Whom}, {&f.People, &before.People}} {
		if slices.Equal(*l[0], *l[1]) {
			*l[0] = *l[1]
		} else {
			*l[0] = exact(*l[0])
		}
	}
}

// exact copies a list to where it has no more room than it needs: encoding/json makes room for four items.
func exact[T any](list []T) []T {
	if len(list) == cap(list) {
		return list
	}
	return append(make([]T, 0, len(list)), list...)
}

func decodeOne(text []byte) (Line, observed, error) {
	var o observed
	l, err := Parse(text)
	if err == nil {
		if err = json.Unmarshal(l.Body, &o); err == nil {
			err = kind.CheckFact(o.Fact)
		}
		if err != nil {
			err = fmt.Errorf("%w: %w", ErrLine, err)
		}
	}
	return l, o, err
}

// lineReader reads lines of up to maxLine bytes.
type lineReader struct {
	in  *bufio.Reader
	buf []byte
}

// next returns the next line without its line feed; it is valid until the next call. The error is io.EOF at the end.
func (r *lineReader) next() ([]byte, error) {
	r.buf = r.buf[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		if len(r.buf) == 0 && err == nil {
			return part[:len(part)-1], nil
		}
		if len(r.buf)+len(part) > maxLine {
			return nil, fmt.Errorf("it has more than %d MB", maxLine>>20)
		}
		r.buf = append(r.buf, part...)
		switch {
		case err == nil:
			return r.buf[:len(r.buf)-1], nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(r.buf) > 0:
			return r.buf, nil
		default:
			return nil, err
		}
	}
}
