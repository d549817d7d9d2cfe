package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/codec"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// The bucket of lists holds one short row for each fact, the newest first, so that a list of a large store reads
// a few megabytes and decodes the facts that it shows, not all.

// row is what lists choose by.
type row struct {
	id         string
	kind       factwire.Kind
	status     factwire.Status
	rejected   bool
	confidence float64
	first      string // day of the first report
	last       string
	run        uint64 // that changed the fact last
	who, whom  string // lower-case names and codes, each between line feeds
}

const dayLength = len("2006-01-02")

// rowKey orders by the last report, newest first, then by id. Facts without a date come last.
func rowKey(last, id string) []byte {
	key := make([]byte, dayLength, dayLength+len(id))
	copy(key, last)
	for i := range key {
		key[i] = ^key[i]
	}
	return append(key, id...)
}

func parseRowKey(key []byte) (last, id string) {
	if len(key) < dayLength {
		return "", ""
	}
	d := bytes.Clone(key[:dayLength])
	for i := range d {
		d[i] = ^d[i]
	}
	return strings.TrimRight(string(d), "\x00"), string(key[dayLength:])
}

func rowOf(s stored) row {
	f := s.Fact
	r := row{id: f.ID, kind: f.Kind, status: f.Status, confidence: f.Confidence, first: f.First, last: f.Last, who: entityNames(f.Who), whom: entityNames(f.Whom)}
	r.rejected = f.Review != nil && f.Review.Verdict == "rejected"
	if n := len(s.Log); n > 0 {
		r.run = s.Log[n-1].Run
	}
	return r
}

func entityNames(all []factwire.Entity) string {
	var b strings.Builder
	b.WriteByte('\n')
	for _, e := range all {
		b.WriteString(strings.ToLower(e.Name))
		b.WriteByte('\n')
		if e.Code != "" {
			b.WriteString(strings.ToLower(e.Code))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// pack writes a row: kind, status and a mark of rejection in a byte each, confidence in thousandths, and texts with their lengths.
func (r row) pack() []byte {
	b := []byte{kind.Of(r.kind).Number, byte(slices.Index(factwire.Statuses(), r.status)), 0}
	if r.rejected {
		b[2] = 1
	}
	b = binary.BigEndian.AppendUint16(b, uint16(math.Round(r.confidence*1000)))
	b = binary.AppendUvarint(b, r.run)
	for _, s := range []string{r.first, r.who, r.whom} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

func unpackRow(key, body []byte) (r row, err error) {
	damaged := fmt.Errorf("list %x: %w", key, codec.ErrDamaged)
	r.last, r.id = parseRowKey(key)
	statuses := factwire.Statuses()
	if len(body) < 5 || int(body[1]) >= len(statuses) {
		return r, damaged
	}
	known := false
	if r.kind, known = kind.Numbered(body[0]); !known {
		return r, fmt.Errorf("list %x: a fact %w (number %d)", key, errKind, body[0])
	}
	r.status, r.rejected = statuses[body[1]], body[2] == 1
	r.confidence = float64(binary.BigEndian.Uint16(body[3:])) / 1000
	body = body[5:]
	n, size := binary.Uvarint(body)
	if size <= 0 {
		return r, damaged
	}
	r.run, body = n, body[size:]
	for _, into := range []*string{&r.first, &r.who, &r.whom} {
		n, size := binary.Uvarint(body)
		if size <= 0 || n > uint64(len(body)-size) {
			return r, damaged
		}
		*into, body = string(body[size:size+int(n)]), body[size+int(n):]
	}
	return r, nil
}

// relist moves a fact's row to where it now belongs.
func (t *txn) relist(was stored, known bool, next stored) error {
	if known && was.Fact.Last != next.Fact.Last {
		if err := t.unlist(was.Fact); err != nil {
			return err
		}
	}
	key := rowKey(next.Fact.Last, next.Fact.ID)
	return t.bucket(bucketNewest).Put(key, t.s.codec.Seal(key, rowOf(next).pack()))
}

func (t *txn) unlist(f merge.Fact) error {
	return t.bucket(bucketNewest).Delete(rowKey(f.Last, f.ID))
}

// Query says which facts a list shows. The zero value shows all that no reviewer rejected.
type Query struct {
	Kinds    []factwire.Kind   // none: all
	Statuses []factwire.Status // none: all
	// Who and Whom are a code, or a part of a name, of a party and of a target; any name of one entity finds it. Text is a part of the fact's words or of its
	// evidence. Case does not count.
	Who, Whom, Text string
	// Since and Until are days: facts last reported on or after the one, and first reported on or before the other.
	Since, Until string
	// SinceRun leaves only facts that this run or a later one changed; 0 leaves all.
	SinceRun uint64
	// Least is the least confidence.
	Least float64
	// Rejected shows what reviewers rejected, too.
	Rejected bool
}

func (w *sought) takes(r row) bool {
	q := w.query
	switch {
	case r.rejected && !q.Rejected,
		len(q.Kinds) > 0 && !slices.Contains(q.Kinds, r.kind),
		len(q.Statuses) > 0 && !slices.Contains(q.Statuses, r.status),
		q.Since != "" && r.last < q.Since,
		q.Until != "" && (r.first == "" || r.first > q.Until),
		r.confidence < q.Least-0.0005, // rows round to thousandths
		q.SinceRun > 0 && r.run < q.SinceRun,
		q.Who != "" && !w.who.in(r.who),
		q.Whom != "" && !w.whom.in(r.whom):
		return false
	}
	return true
}

// everything reports whether the query takes all facts, but for rejected ones.
func (q *Query) everything() bool {
	return len(q.Kinds) == 0 && len(q.Statuses) == 0 && q.Who == "" && q.Whom == "" && q.Text == "" && q.Since == "" && q.Until == "" && q.SinceRun == 0 && q.Least == 0
}

// sought is a query prepared for many rows.
type sought struct {
	query     *Query
	kinds     [256]bool
	any       bool // kind
	who, whom name
}

func (q *Query) prepare(c *entity.Canon) sought {
	w := sought{query: q, any: len(q.Kinds) == 0, who: nameOf(q.Who, c), whom: nameOf(q.Whom, c)}
	for _, k := range q.Kinds {
		w.kinds[kind.Of(k).Number] = true
	}
	return w
}

// name is an entity that a query seeks: by a part of its name or its code, or by any name of the same entity, so that
// "Michael R. Pompeo" finds what is told of Mike Pompeo.
type name struct {
	word  string // lower case
	keys  map[string]bool
	marks [][]byte // of which a packed row must hold one, so that most rows of a large store are passed over unread
	canon *entity.Canon
}

// nameTypes are those whose names are spelt in several ways: people's, and those of firms and bodies.
var nameTypes = [...]factwire.EntityType{factwire.Person, factwire.Organization}

func nameOf(text string, c *entity.Canon) name {
	n := name{word: strings.ToLower(text), canon: c}
	if text == "" {
		return n
	}
	if len(text) == 2 {
		n.marks = append(n.marks, []byte("\n"+n.word+"\n"))
		return n
	}
	n.keys = map[string]bool{}
	last := func(s string) []byte {
		if words := strings.Fields(s); len(words) > 0 {
			return []byte(words[len(words)-1])
		}
		return []byte(s)
	}
	n.marks = append(n.marks, last(n.word))
	for _, t := range nameTypes {
		if key := c.Key(factwire.Entity{Name: text, Type: t}); key != "" {
			n.keys[key] = true
			n.marks = append(n.marks, last(strings.ToLower(key)))
		}
	}
	return n
}

// in reports whether names between line feeds hold a part of one, a code of two letters, or another name of the same entity.
func (n *name) in(names string) bool {
	if strings.Contains(names, "\n"+n.word+"\n") {
		return true
	}
	if len(n.word) <= 2 {
		return false
	}
	if strings.Contains(names, n.word) {
		return true
	}
	for other := range strings.SplitSeq(names, "\n") {
		if len(other) <= 2 {
			continue
		}
		for _, t := range nameTypes {
			if n.keys[n.canon.Key(factwire.Entity{Name: other, Type: t})] {
				return true
			}
		}
	}
	return false
}

// maybe reports whether a sealed row can be one that the query takes. Rows are short, so they are never compressed.
func (w *sought) maybe(sealed []byte) bool {
	const head = 5 // of a sealed value
	if len(sealed) <= head || sealed[head-1] != 0 {
		return true // unpacking will tell
	}
	if !w.any && !w.kinds[sealed[head]] {
		return false
	}
	for _, n := range []*name{&w.who, &w.whom} {
		if len(n.marks) > 0 && !slices.ContainsFunc(n.marks, func(mark []byte) bool { return bytes.Contains(sealed, mark) }) {
			return false
		}
	}
	return true
}

func (q *Query) holds(f merge.Fact) bool {
	if q.Text == "" {
		return true
	}
	word := strings.ToLower(q.Text)
	hold := func(s string) bool { return strings.Contains(strings.ToLower(s), word) }
	return hold(f.What) || hold(f.About) || slices.ContainsFunc(f.Evidence, func(e factwire.Evidence) bool { return hold(e.Text) })
}
