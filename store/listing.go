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
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/internal/codec"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/query"
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

// NewestFirst is a key that sorts facts as [Store.Each] gives them, compared as bytes.
func NewestFirst(last, id string) []byte { return rowKey(last, id) }

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
	r := row{id: f.ID, kind: f.Kind, status: f.Status, confidence: f.Confidence, first: f.First, last: f.Last, who: query.NamesOf(f.Who), whom: query.NamesOf(f.Whom)}
	r.rejected = f.Review != nil && f.Review.Verdict == "rejected"
	if n := len(s.Log); n > 0 {
		r.run = s.Log[n-1].Run
	}
	return r
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

// Query says which facts a list shows; see package query.
type Query = query.Query

// seek is what a query chooses the rows of a list by.
type seek struct {
	*query.Matcher
	kinds [256]bool
	any   bool // kind
}

func seekFor(q Query, c *entity.Canon) seek {
	w := seek{Matcher: q.Matcher(c), any: len(q.Kinds) == 0}
	for _, k := range q.Kinds {
		w.kinds[kind.Of(k).Number] = true
	}
	return w
}

func (r row) forQuery() query.Row {
	return query.Row{Kind: r.kind, Status: r.status, Rejected: r.rejected, Confidence: r.confidence, First: r.first, Last: r.last, Run: r.run, Who: r.who, Whom: r.whom}
}

// maybe reports whether a sealed row can be one that the query takes. Rows are short, so they are never compressed.
func (w *seek) maybe(sealed []byte) bool {
	const head = 5 // of a sealed value
	if len(sealed) <= head || sealed[head-1] != 0 {
		return true // unpacking will tell
	}
	return (w.any || w.kinds[sealed[head]]) && w.Bytes(sealed)
}
