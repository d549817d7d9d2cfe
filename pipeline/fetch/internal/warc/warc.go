// Package warc reads web archives, WARC and the older ARC, compressed or not: a
// record at a time, from any record on, and past what is broken. It is the only
// package that touches the compress library.
package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Errors that a [*RecordError] wraps.
var (
	ErrCorrupt  = errors.New("is corrupt")
	ErrTooLarge = errors.New("is too large")
)

// Limits on an archive.
const (
	// MaxBlock is the size of the largest block that is kept in memory.
	MaxBlock  = 32 << 20
	maxHead   = 64 << 10
	maxRatio  = 1000
	bombFloor = 64 << 20
)

// Position is where a record begins, for [NewReader] to go on from.
type Position struct {
	// Offset is in bytes of the file: of the record, or of the gzip member that
	// it stands in.
	Offset int64
	// Skip is how many records stand before it in the same member; 0 but for
	// files that were compressed as a whole.
	Skip int
}

// String returns the offset, and the record's number in its member if that is not 0.
func (p Position) String() string {
	if p.Skip > 0 {
		return fmt.Sprintf("%d+%d", p.Offset, p.Skip)
	}
	return fmt.Sprint(p.Offset)
}

// Record is one record. Its block is the caller's to keep.
type Record struct {
	Position Position
	Type     string // "response", "resource", "conversion", "request", "warcinfo" …
	URL      string // WARC-Target-URI, without angle brackets
	Date     time.Time
	// ContentType is that of the block.
	ContentType string
	// Block is the content of a response, a resource or a conversion; nil for
	// all other types.
	Block []byte
}

// RecordError says that a record was passed over, and why. The reader goes on
// behind it.
type RecordError struct {
	Position Position
	Err      error
}

func (e *RecordError) Error() string {
	return fmt.Sprintf("record at offset %s %v", e.Position, e.Err)
}

func (e *RecordError) Unwrap() error { return e.Err }

// Reader reads the records of one file in order. It holds one record in memory.
type Reader struct {
	in      *input
	zipped  bool // it has members: of gzip, or frames of Zstandard
	member  *gzip.Reader
	frames  *zstd.Decoder // nil for gzip
	open    bool          // a member, or the plain file, is being read
	start   Position
	body    *bufio.Reader
	out     *meter
	pending int // records of the first member to pass over
}

// NewReader reads src from a position on; the zero one is its beginning. Whether
// src is compressed goes by its first bytes.
func NewReader(src io.ReadSeeker, from Position) (*Reader, error) {
	in, err := newInput(src, 0)
	if err != nil {
		return nil, err
	}
	head, err := in.buf.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read archive: %w", err)
	}
	zipped := len(head) >= 2 && head[0] == 0x1f && head[1] == 0x8b
	var frames *zstd.Decoder
	if isZstd(head) {
		dict, err := skipped(in)
		if err == nil {
			frames, err = newZstd(dict)
		}
		if err != nil {
			return nil, fmt.Errorf("read archive: %w", err)
		}
		zipped = true
	}
	if from.Offset > 0 {
		if err := in.seek(from.Offset); err != nil {
			return nil, err
		}
	}
	r := &Reader{in: in, zipped: zipped, frames: frames, pending: from.Skip, member: new(gzip.Reader)}
	r.body = bufio.NewReaderSize(nil, 64<<10)
	return r, nil
}

// Next returns the next record; io.EOF at the end; a [*RecordError] in place of a
// record that cannot be read, after which Next goes on; any other error if the
// file cannot be read at all.
func (r *Reader) Next() (Record, error) {
	for {
		record, err := r.next()
		if err != nil {
			return Record{}, err
		}
		if r.pending > 0 {
			r.pending--
			continue
		}
		return record, nil
	}
}

// Position is where the record after the last one begins.
func (r *Reader) Position() Position {
	if r.open && r.zipped {
		// A byte more tells whether the member goes on.
		if _, err := r.body.Peek(1); err == nil {
			return r.start
		}
	}
	return Position{Offset: r.in.offset}
}

func (r *Reader) next() (Record, error) {
	for {
		if !r.open {
			if err := r.begin(); err != nil {
				return Record{}, err
			}
			if !r.open {
				continue
			}
		}
		if !r.zipped {
			r.start = Position{Offset: r.in.offset}
		}
		record, err := readRecord(r.reader())
		switch {
		case err == nil:
			record.Position = r.start
			r.start.Skip++
			return record, nil
		case errors.Is(err, io.EOF) && r.zipped:
			r.open = false // the member's end
			continue
		case errors.Is(err, io.EOF):
			return Record{}, io.EOF
		}
		at := r.start
		var fatal *ioError
		if errors.As(err, &fatal) {
			return Record{}, fmt.Errorf("read archive: %w", fatal.err)
		}
		if err := r.recover(err); err != nil {
			return Record{}, err
		}
		return Record{}, &RecordError{Position: at, Err: err}
	}
}

// reader is what records are read from: the member under way, or the file itself.
func (r *Reader) reader() source {
	if r.zipped {
		return r.body
	}
	return r.in
}

// begin opens the next gzip member. At the end of the file the error is io.EOF.
func (r *Reader) begin() error {
	if !r.zipped {
		r.open = true
		return nil
	}
	if _, err := r.in.buf.Peek(1); err != nil {
		if errors.Is(err, io.EOF) {
			return io.EOF
		}
		return fmt.Errorf("read archive: %w", err)
	}
	r.start = Position{Offset: r.in.offset}
	plain, err := r.unpack(r.in)
	if err != nil {
		at := r.start
		if err := r.rescan(at.Offset + 1); err != nil {
			return err
		}
		return &RecordError{Position: at, Err: fmt.Errorf("%w: %w", ErrCorrupt, err)}
	}
	r.out = &meter{r: plain, in: r.in, from: r.start.Offset}
	r.body.Reset(r.out)
	r.open = true
	return nil
}

// unpack begins to decompress the member that in stands at.
func (r *Reader) unpack(in *input) (io.Reader, error) {
	if r.frames != nil {
		if _, err := skipped(in); err != nil {
			return nil, err
		}
		return r.frames, r.frames.Reset(&frame{in: in, head: true})
	}
	if err := r.member.Reset(in); err != nil {
		return nil, err
	}
	r.member.Multistream(false)
	return r.member, nil
}

// recover finds the next record behind a broken one: in the same member if that
// can still be read, else in the next member that begins as a record does.
func (r *Reader) recover(cause error) error {
	if errors.Is(cause, ErrTooLarge) && r.out == nil {
		return nil // the block was passed over; the next record follows
	}
	if !r.zipped {
		return r.rescanPlain(r.start.Offset + 1)
	}
	if r.out.err == nil && scanLine(r.body) == nil {
		r.start.Skip++
		return nil
	}
	r.open = false
	if errors.Is(r.out.err, io.EOF) {
		return nil // the member was whole; the next one follows it
	}
	return r.rescan(r.start.Offset + 1)
}
