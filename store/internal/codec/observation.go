package codec

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/internal/front"
)

// The forms of an observation, its first byte: a later form gets another. The second has the stance behind the other fields.
const (
	observationForm  = 1
	observationStand = 2
)

// AppendObservation appends a fact as one article tells it, in the fixed order of its fields: a string is its length and
// its bytes, a list its length and its items, numbers are varints. It is read five times as fast as JSON, and reading
// is what every merge does.
func AppendObservation(b []byte, f factwire.Fact) []byte {
	if f.Stance == "" {
		b = append(b, observationForm)
	} else {
		b = append(b, observationStand)
	}
	b = text(b, string(f.Kind), string(f.Status), f.What, string(f.Form), f.About, string(f.When.Date), string(f.When.Relation), f.Where)
	b = binary.BigEndian.AppendUint64(b, math.Float64bits(f.Confidence))
	for _, list := range [][]factwire.Entity{f.Who, f.Whom, f.People} {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for _, e := range list {
			b = text(b, e.Name, string(e.Type), e.Code, e.Title, e.Affiliation)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(f.Evidence)))
	for _, e := range f.Evidence {
		b = text(b, e.Article, e.URL, e.Title, e.Site, e.Published, e.Text, e.Rule)
		b = binary.AppendVarint(b, int64(e.Start))
		b = binary.AppendVarint(b, int64(e.End))
		b = binary.AppendUvarint(b, uint64(len(e.Spans)))
		for _, name := range slices.Sorted(maps.Keys(e.Spans)) {
			b = text(b, name)
			b = binary.AppendUvarint(b, uint64(len(e.Spans[name])))
			for _, s := range e.Spans[name] {
				b = binary.AppendVarint(b, int64(s[0]))
				b = binary.AppendVarint(b, int64(s[1]))
			}
		}
	}
	if f.Stance != "" {
		b = text(b, string(f.Stance))
	}
	return b
}

func text(b []byte, all ...string) []byte {
	for _, s := range all {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

// ReadObservation reads what AppendObservation wrote. The fact shares no memory with data.
func ReadObservation(data []byte) (factwire.Fact, error) {
	if len(data) == 0 || data[0] != observationForm && data[0] != observationStand {
		return factwire.Fact{}, fmt.Errorf("%w: an observation of an unknown form", ErrDamaged)
	}
	r := reader{Front: front.Front{Data: data[1:]}, all: string(data[1:])}
	var f factwire.Fact
	f.Kind, f.Status, f.What, f.Form, f.About = factwire.Kind(r.text()), factwire.Status(r.text()), r.text(), factwire.Form(r.text()), r.text()
	f.When.Date, f.When.Relation, f.Where = factwire.Date(r.text()), factwire.Relation(r.text()), r.text()
	f.Confidence = math.Float64frombits(r.Fixed())
	f.Who, f.Whom, f.People = r.entities(), r.entities(), r.entities()
	for range r.count(9) {
		e := factwire.Evidence{Article: r.text(), URL: r.text(), Title: r.text(), Site: r.text(), Published: r.text(), Text: r.text(), Rule: r.text(), Start: r.int(), End: r.int()}
		if n := r.count(2); n > 0 {
			e.Spans = make(map[string][]factwire.Span, n)
			for range n {
				name := r.text()
				spans := make([]factwire.Span, r.count(2))
				for i := range spans {
					spans[i] = factwire.Span{r.int(), r.int()}
				}
				e.Spans[name] = spans
			}
		}
		f.Evidence = append(f.Evidence, e)
	}
	if data[0] == observationStand {
		f.Stance = factwire.Stance(r.text())
	}
	if r.Bad || len(r.Data) != 0 {
		return factwire.Fact{}, fmt.Errorf("%w: an observation ends in the wrong place", ErrDamaged)
	}
	return f, nil
}

// reader takes fields off the front of data. After the first field that does not fit, Bad is set and every
// further field is zero.
type reader struct {
	front.Front
	all string // the same bytes, of which the strings are slices: one allocation for all of them
}

func (r *reader) int() int {
	n, size := binary.Varint(r.Data)
	if size <= 0 {
		r.Fail()
		return 0
	}
	r.Data = r.Data[size:]
	return int(n)
}

// count reads the length of a list whose items take at least so many bytes: a longer one cannot be.
func (r *reader) count(least int) int {
	n := r.Uvarint()
	if n > uint64(len(r.Data)/least) {
		r.Fail()
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.Uvarint()
	if n > uint64(len(r.Data)) {
		r.Fail()
		return ""
	}
	at := len(r.all) - len(r.Data)
	s := r.all[at : at+int(n)]
	r.Data = r.Data[n:]
	return s
}

func (r *reader) entities() []factwire.Entity {
	n := r.count(5)
	if n == 0 {
		return nil
	}
	out := make([]factwire.Entity, n)
	for i := range out {
		out[i] = factwire.Entity{Name: r.text(), Type: factwire.EntityType(r.text()), Code: r.text(), Title: r.text(), Affiliation: r.text()}
	}
	return out
}
