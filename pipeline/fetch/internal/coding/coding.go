// Package coding decompresses what a server sends, within limits. It is the only
// package that touches the brotli library.
package coding

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
)

// Accepted is the value of Accept-Encoding for all that Decode understands.
const Accepted = "gzip, br, deflate"

// Errors that Decode wraps.
var (
	ErrTooLarge = errors.New("is too large")
	ErrUnknown  = errors.New("has an unknown content encoding")
)

// Limits bound an answer.
type Limits struct {
	Wire  int64 // bytes as sent
	Body  int64 // bytes decompressed
	Ratio int64 // decompressed to sent; checked above ratioFloor
}

// ratioFloor is how much a body may hold before its ratio counts: short texts of
// one repeated character compress well and do no harm.
const ratioFloor = 1 << 20

// Decode returns the decompressed content of r, that an answer with the given
// Content-Encoding sent. It reads no more than the limits allow. Along with the error of a body
// that breaks off comes what was decompressed.
func Decode(r io.Reader, encoding string, limits Limits) ([]byte, error) {
	wire := &counter{r: r, most: limits.Wire}
	plain, err := reader(wire, encoding)
	if err != nil {
		return nil, fmt.Errorf("decompress: %w", err)
	}
	var out bytes.Buffer
	buf := make([]byte, 32<<10)
	for {
		n, err := plain.Read(buf)
		out.Write(buf[:n])
		size := int64(out.Len())
		if size > limits.Body {
			return nil, fmt.Errorf("the body %w: more than %d bytes", ErrTooLarge, limits.Body)
		}
		if size > ratioFloor && limits.Ratio > 0 && size > wire.n*limits.Ratio {
			return nil, fmt.Errorf("the body %w: more than %d times what was sent", ErrTooLarge, limits.Ratio)
		}
		if errors.Is(err, io.EOF) {
			return out.Bytes(), nil
		}
		if err != nil {
			return out.Bytes(), fmt.Errorf("read body: %w", err)
		}
	}
}

func reader(r io.Reader, encoding string) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return r, nil
	case "gzip", "x-gzip":
		return gzip.NewReader(r)
	case "br":
		return brotli.NewReader(r), nil
	case "deflate":
		// The name means zlib's format; some servers send the bare stream.
		in := bufio.NewReader(r)
		head, err := in.Peek(2)
		if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			return zlib.NewReader(in)
		}
		return flate.NewReader(in), nil
	}
	return nil, fmt.Errorf("%w: %.40q", ErrUnknown, encoding)
}

// counter counts what is read and stops past the cap.
type counter struct {
	r    io.Reader
	n    int64
	most int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.n > c.most {
		return 0, fmt.Errorf("the answer %w: more than %d bytes sent", ErrTooLarge, c.most)
	}
	return n, err
}
