package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// ioError is a failure of the file, not of what stands in it.
type ioError struct{ err error }

func (e *ioError) Error() string { return e.err.Error() }

// readRecord reads one record. The error is io.EOF if there is none, or wraps
// ErrCorrupt or ErrTooLarge.
func readRecord(s source) (Record, error) {
	line, err := firstLine(s)
	if err != nil {
		return Record{}, err
	}
	var record Record
	var length int64
	if strings.HasPrefix(line, "WARC/") {
		record, length, err = readHead(s)
	} else {
		record, length, err = arcHead(line)
	}
	if err != nil {
		return Record{}, err
	}
	keep := record.Type == "response" || record.Type == "resource" || record.Type == "conversion"
	tooLarge := keep && length > MaxBlock
	if keep && !tooLarge {
		record.Block = make([]byte, length)
		if _, err := io.ReadFull(s, record.Block); err != nil {
			return Record{}, cut(err)
		}
	} else if err := discard(s, length); err != nil {
		return Record{}, cut(err)
	}
	if err := trailer(s); err != nil {
		return Record{}, err
	}
	if tooLarge {
		return Record{}, fmt.Errorf("%w: %d bytes", ErrTooLarge, length)
	}
	return record, nil
}

func discard(s source, length int64) error {
	for length > 0 {
		n := int(min(length, 1<<30))
		d, err := s.Discard(n)
		length -= int64(d)
		if err != nil {
			return err
		}
	}
	return nil
}

// cut names a block that ends too early.
func cut(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: it ends before its length", ErrCorrupt)
	}
	return wrap(err)
}

func wrap(err error) error {
	if errors.Is(err, ErrCorrupt) {
		return err
	}
	return &ioError{err}
}

// trailer passes over the empty lines behind a block, and checks that a record, or
// nothing, follows: if not, the length was wrong.
func trailer(s source) error {
	for range 4 {
		head, err := s.Peek(1)
		if len(head) == 0 {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return wrap(err)
		}
		if head[0] != '\r' && head[0] != '\n' {
			break
		}
		if _, err := s.Discard(1); err != nil {
			return wrap(err)
		}
	}
	head, err := s.Peek(5)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return wrap(err) // the checksum of the member is wrong, for one
	}
	if len(head) == 0 || string(head) == "WARC/" || isARC(head) {
		return nil
	}
	return fmt.Errorf("%w: its length is wrong", ErrCorrupt)
}

// firstLine returns the first line that is not empty.
func firstLine(s source) (string, error) {
	for range 100 {
		line, err := readLine(s)
		if err != nil {
			return "", err
		}
		if line != "" {
			return line, nil
		}
	}
	return "", fmt.Errorf("%w: it begins with empty lines", ErrCorrupt)
}

// readLine returns a line without its end. A last line without one counts.
func readLine(s source) (string, error) {
	line, err := s.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull), len(line) > maxHead:
		return "", fmt.Errorf("%w: a line of its head is too long", ErrCorrupt)
	case errors.Is(err, io.EOF) && len(line) == 0:
		return "", io.EOF
	case err != nil && !errors.Is(err, io.EOF):
		return "", wrap(err)
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

// readHead reads the named fields of a WARC record.
func readHead(s source) (Record, int64, error) {
	var r Record
	length, size := int64(-1), 0
	for {
		line, err := readLine(s)
		if errors.Is(err, io.EOF) {
			return r, 0, fmt.Errorf("%w: its head has no end", ErrCorrupt)
		}
		if err != nil {
			return r, 0, err
		}
		if size += len(line); size > maxHead {
			return r, 0, fmt.Errorf("%w: its head is too long", ErrCorrupt)
		}
		if line == "" {
			break
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue // a continued line, or a broken one: no field that counts
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(name) {
		case "warc-type":
			r.Type = strings.ToLower(value)
		case "warc-target-uri":
			r.URL = strings.ReplaceAll(strings.Trim(value, "<>"), " ", "%20")
		case "warc-date":
			r.Date, _ = time.Parse(time.RFC3339, value)
		case "content-type":
			r.ContentType = value
		case "content-length":
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil || n < 0 {
				return r, 0, fmt.Errorf("%w: its length is no number", ErrCorrupt)
			}
			length = n
		}
	}
	if length < 0 {
		return r, 0, fmt.Errorf("%w: it has no length", ErrCorrupt)
	}
	return r, length, nil
}

// arcHead reads the line that is an ARC record's head: address, IP, date, media
// type, length.
func arcHead(line string) (Record, int64, error) {
	f := strings.Fields(line)
	n := len(f)
	if n < 5 || !isARC([]byte(line)) {
		return Record{}, 0, fmt.Errorf("%w: it does not begin as a record does", ErrCorrupt)
	}
	length, err := strconv.ParseInt(f[n-1], 10, 64)
	if err != nil || length < 0 {
		return Record{}, 0, fmt.Errorf("%w: its length is no number", ErrCorrupt)
	}
	r := Record{Type: "response", URL: strings.Join(f[:n-4], "%20"), ContentType: "application/http"}
	r.Date, _ = time.Parse("20060102150405", f[n-3])
	if strings.HasPrefix(r.URL, "filedesc:") {
		r.Type = "warcinfo"
	}
	return r, length, nil
}

// isARC tells whether a line may begin an ARC record.
func isARC(head []byte) bool {
	for _, scheme := range []string{"filed", "http:", "https", "dns:", "ftp:/"} {
		if len(head) >= len(scheme) && string(head[:len(scheme)]) == scheme || len(head) >= 4 && scheme == "dns:" && string(head[:4]) == scheme {
			return true
		}
	}
	return false
}
