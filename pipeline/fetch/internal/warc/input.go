package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// source is what a record is read from.
type source interface {
	io.Reader
	Peek(n int) ([]byte, error)
	ReadSlice(delim byte) ([]byte, error)
	Discard(n int) (int, error)
}

// input is a buffered file that knows its offset. It is an io.ByteReader, so the
// decompressor takes from it no byte beyond a member's end.
type input struct {
	src    io.ReadSeeker
	buf    *bufio.Reader
	offset int64
}

func newInput(src io.ReadSeeker, offset int64) (*input, error) {
	in := &input{src: src, buf: bufio.NewReaderSize(nil, 256<<10)}
	return in, in.seek(offset)
}

func (in *input) seek(offset int64) error {
	if _, err := in.src.Seek(offset, io.SeekStart); err != nil {
		return fmt.Errorf("seek in archive: %w", err)
	}
	in.buf.Reset(in.src)
	in.offset = offset
	return nil
}

func (in *input) Read(p []byte) (int, error) {
	n, err := in.buf.Read(p)
	in.offset += int64(n)
	return n, err
}

func (in *input) ReadByte() (byte, error) {
	b, err := in.buf.ReadByte()
	if err == nil {
		in.offset++
	}
	return b, err
}

func (in *input) Peek(n int) ([]byte, error) { return in.buf.Peek(n) }

func (in *input) ReadSlice(delim byte) ([]byte, error) {
	b, err := in.buf.ReadSlice(delim)
	in.offset += int64(len(b))
	return b, err
}

func (in *input) Discard(n int) (int, error) {
	n, err := in.buf.Discard(n)
	in.offset += int64(n)
	return n, err
}

// meter reads a member, stops a bomb, and remembers how the member ended.
type meter struct {
	r    io.Reader
	in   *input
	from int64
	n    int64
	err  error
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.n += int64(n)
	if m.n > bombFloor && m.n > maxRatio*(m.in.offset-m.from) {
		n, err = 0, fmt.Errorf("%w: more than %d times its compressed size", ErrCorrupt, maxRatio)
	}
	if err != nil {
		m.err = err
		if !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = fmt.Errorf("%w: %w", ErrCorrupt, err)
		}
	}
	return n, err
}

// rescan goes to the first member at or after offset that begins as a record does, or
// to the end of the file.
func (r *Reader) rescan(offset int64) error {
	r.open = false
	if err := r.in.seek(offset); err != nil {
		return err
	}
	magic := []byte{0x1f, 0x8b, 0x08}
	if r.frames != nil {
		magic = zstdMagic
	}
	for {
		window, err := r.in.buf.Peek(64 << 10)
		if len(window) < len(magic) {
			if err != nil && !errors.Is(err, io.EOF) {
				return fmt.Errorf("read archive: %w", err)
			}
			_, _ = r.in.Discard(len(window))
			return nil
		}
		i := bytes.Index(window, magic)
		if i < 0 {
			_, _ = r.in.Discard(len(window) - len(magic) + 1)
			continue
		}
		if r.begins(window[i:]) {
			_, err := r.in.Discard(i)
			return err
		}
		_, _ = r.in.Discard(i + 1)
	}
}

// begins tells whether a member begins as a record does. Window holds more than enough of it to unpack five bytes.
func (r *Reader) begins(window []byte) bool {
	head := make([]byte, 5)
	if r.frames != nil {
		// A block of Zstandard is unpacked whole, and may be longer than the window: its head decides.
		f := &frame{in: bytes.NewReader(window), head: true}
		if _, err := f.Read(head); err != nil {
			return false
		}
		if r.frames.Reset(&frame{in: bytes.NewReader(window), head: true}) != nil {
			return false
		}
		n, err := io.ReadFull(r.frames, head)
		return err == nil && string(head) == "WARC/" || n == 0 && errors.Is(err, io.ErrUnexpectedEOF)
	}
	trial := new(gzip.Reader)
	if trial.Reset(bytes.NewReader(window)) != nil {
		return false
	}
	trial.Multistream(false)
	_, err := io.ReadFull(trial, head)
	return err == nil && string(head) == "WARC/"
}

// rescanPlain goes to the first line at or after offset that begins a record.
func (r *Reader) rescanPlain(offset int64) error {
	if err := r.in.seek(offset); err != nil {
		return err
	}
	if err := scanLine(r.in); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read archive: %w", err)
	}
	return nil
}

// scanLine reads on until a line that begins with "WARC/" is next.
func scanLine(s source) error {
	for {
		_, err := s.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
		if err == nil {
			if head, _ := s.Peek(5); string(head) == "WARC/" {
				return nil
			}
		}
	}
}
