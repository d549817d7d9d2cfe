package article

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

var errLongLine = fmt.Errorf("%w", ErrTooLarge)

// lineReader reads lines of up to most bytes; of longer ones it keeps nothing.
type lineReader struct {
	in     *bufio.Reader
	most   int
	number int // of the line last returned, 1-based
	buf    []byte
}

// next returns the next line without its end and surrounding space; it is valid
// until the next call. The error is io.EOF at the end, or tells of a line that
// is too long, after which next goes on.
func (l *lineReader) next() ([]byte, error) {
	l.buf = l.buf[:0]
	long, any := false, false
	for {
		part, err := l.in.ReadSlice('\n')
		any = any || len(part) > 0
		if len(l.buf)+len(part) > l.most+2 {
			long, l.buf = true, l.buf[:0]
		}
		if !long {
			l.buf = append(l.buf, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if !any && err != nil {
			return nil, err
		}
		l.number++
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if long {
			return nil, fmt.Errorf("%w: a line of more than %s", errLongLine, size(l.most))
		}
		line := l.buf
		if l.number == 1 {
			line = bytes.TrimPrefix(line, utf8BOM)
		}
		return bytes.TrimSpace(line), nil
	}
}
