package warc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Limits on a Zstandard archive.
const (
	// maxWindow is how far back a frame may refer, and so what it takes in memory: that of the program's own highest level.
	maxWindow = 32 << 20
	maxDict   = 16 << 20
)

// The magic numbers of frames, little-endian. A dictionary is a frame that readers of plain Zstandard pass over.
const (
	frameMagic     = 0xfd2fb528
	skippableMagic = 0x184d2a50 // to 0x184d2a5f
	dictMagic      = 0x184d2a5d
)

var zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}

// isZstd tells whether a file begins as a Zstandard archive does: with a frame, or with its dictionary.
func isZstd(head []byte) bool {
	if len(head) < 4 {
		return false
	}
	m := binary.LittleEndian.Uint32(head)
	return m == frameMagic || m&^0xf == skippableMagic
}

// frame reads the bytes of one Zstandard frame and not one beyond its end, so that a frame can be a record's place. It knows
// the frame's head and those of its blocks (RFC 8878, 3.1.1) and leaves what stands in them to the library.
type frame struct {
	in   io.Reader
	next int64 // bytes to hand on before the next head
	buf  []byte
	head bool // of the frame, not yet read
	sum  bool // a checksum ends the frame
	last bool // the block under way is the last one
	done bool
}

func (f *frame) Read(p []byte) (int, error) {
	for len(f.buf) == 0 && f.next == 0 {
		if err := f.advance(); err != nil {
			return 0, err
		}
	}
	if len(f.buf) > 0 {
		n := copy(p, f.buf)
		f.buf = f.buf[n:]
		return n, nil
	}
	n, err := f.in.Read(p[:min(int64(len(p)), f.next)])
	f.next -= int64(n)
	if errors.Is(err, io.EOF) && f.next > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// advance reads the next head.
func (f *frame) advance() error {
	switch {
	case f.done:
		return io.EOF
	case f.head:
		f.head = false
		return f.frameHead()
	case f.last:
		f.done = true
		if f.sum {
			f.next = 4
		}
		return nil
	}
	var b [3]byte
	if _, err := io.ReadFull(f.in, b[:]); err != nil {
		return noEOF(err)
	}
	h := uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16
	f.last, f.next, f.buf = h&1 != 0, int64(h>>3), b[:]
	if h>>1&3 == 1 { // one byte, repeated
		f.next = 1
	}
	return nil
}

func (f *frame) frameHead() error {
	b := make([]byte, 5, 18)
	if _, err := io.ReadFull(f.in, b); err != nil {
		return noEOF(err)
	}
	if binary.LittleEndian.Uint32(b) != frameMagic {
		return fmt.Errorf("%w: no Zstandard frame begins where one should", ErrCorrupt)
	}
	d := b[4]
	f.sum = d&4 != 0
	more := [...]int{0, 1, 2, 4}[d&3] + [...]int{0, 2, 4, 8}[d>>6] // dictionary and size
	if d&0x20 == 0 {
		more++ // the window
	} else if d>>6 == 0 {
		more++
	}
	b = b[:5+more]
	if _, err := io.ReadFull(f.in, b[5:]); err != nil {
		return noEOF(err)
	}
	f.buf = b
	return nil
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// skipped passes over the frames that hold no records, and returns the dictionary that one of them holds, or nil.
func skipped(in *input) (dict []byte, err error) {
	for {
		head, _ := in.Peek(8)
		if len(head) < 8 || binary.LittleEndian.Uint32(head)&^0xf != skippableMagic {
			return dict, nil
		}
		kind, size := binary.LittleEndian.Uint32(head), int64(binary.LittleEndian.Uint32(head[4:]))
		if _, err := in.Discard(8); err != nil {
			return nil, err
		}
		if kind != dictMagic || size > maxDict {
			if err := discard(in, size); err != nil {
				return nil, cut(err)
			}
			continue
		}
		dict = make([]byte, size)
		if _, err := io.ReadFull(in, dict); err != nil {
			return nil, cut(err)
		}
	}
}

// newZstd returns a decompressor of frames that were made with a dictionary, or none. The dictionary may itself be compressed.
func newZstd(dict []byte) (*zstd.Decoder, error) {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true)}
	if isZstd(dict) {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxDict))
		if err != nil {
			return nil, fmt.Errorf("open dictionary: %w", err)
		}
		defer d.Close()
		if dict, err = d.DecodeAll(dict, nil); err != nil {
			return nil, fmt.Errorf("%w: its dictionary: %w", ErrCorrupt, err)
		}
	}
	if len(dict) > 0 {
		options = append(options, zstd.WithDecoderDicts(dict))
	}
	d, err := zstd.NewReader(nil, options...)
	if err != nil {
		return nil, fmt.Errorf("%w: its dictionary: %w", ErrCorrupt, err)
	}
	return d, nil
}
