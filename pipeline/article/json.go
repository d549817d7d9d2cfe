package article

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/factwire/factwire"
)

// values yields the articles of a stream of JSON values: an array of objects, objects one after the other however they are
// written over lines, or an object that holds lists of articles.
func (p Parser) values(origin string, in io.Reader, yield func(factwire.Article, error) bool) {
	budget := &allowance{r: in, most: int64(p.maxBytes())}
	budget.left = budget.most
	d := json.NewDecoder(budget)
	r := records{p: p, origin: origin, yield: yield}
	fail := func(err error) {
		switch {
		case errors.Is(err, io.EOF) && r.n == 0:
			err = ErrEmpty
		case errors.Is(err, ErrTooLarge), Reason(err) != "read":
		default:
			err = fmt.Errorf("%w: %s", ErrSyntax, jsonMistake(err))
		}
		yield(factwire.Article{Origin: origin}, &Error{Origin: origin, Err: err})
	}
	for {
		var raw json.RawMessage
		if array, err := opens(d, budget); err != nil {
			if !errors.Is(err, io.EOF) || r.n == 0 {
				fail(err)
			}
			return
		} else if array {
			for d.More() {
				budget.left = budget.most
				if err := d.Decode(&raw); err != nil {
					fail(err)
					return
				}
				if !r.value(raw) {
					return
				}
			}
			if _, err := d.Token(); err != nil {
				fail(err)
				return
			}
			if r.n == 0 {
				fail(ErrEmpty)
				return
			}
			continue
		}
		budget.left = budget.most
		if err := d.Decode(&raw); err != nil {
			fail(err)
			return
		}
		if !r.value(raw) {
			return
		}
	}
}

// opens tells whether the next value of d is an array, and if so passes its bracket.
func opens(d *json.Decoder, budget *allowance) (array bool, err error) {
	budget.left = budget.most
	// The decoder looks at one byte of the next value without taking it.
	d.More()
	head, err := io.ReadAll(io.LimitReader(d.Buffered(), 512))
	if err != nil {
		return false, err
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, utf8BOM), " \t\r\n,")
	if len(head) == 0 {
		return false, io.EOF
	}
	if head[0] != '[' {
		return false, nil
	}
	_, err = d.Token()
	return true, err
}

// allowance stops a value that is larger than an article may be.
type allowance struct {
	r          io.Reader
	left, most int64
}

func (a *allowance) Read(p []byte) (int, error) {
	n, err := a.r.Read(p)
	if a.left -= int64(n); a.left < -int64(len(p)) {
		return 0, fmt.Errorf("%w: a value of more than %s", ErrTooLarge, size(int(a.most)))
	}
	return n, err
}

// records numbers the records of a file.
type records struct {
	p      Parser
	origin string
	n      int
	yield  func(factwire.Article, error) bool
}

// value reads one value: an article, or an object that holds lists of them.
func (r *records) value(raw json.RawMessage) bool {
	a, err := r.p.Record(r.origin+"#"+strconv.Itoa(r.n+1), raw)
	if errors.Is(err, ErrEmpty) {
		if list := nested(raw, 0); len(list) > 0 {
			for _, x := range list {
				if !r.one(x) {
					return false
				}
			}
			return true
		}
	}
	r.n++
	if err != nil {
		where := r.origin
		if r.n > 1 {
			where = a.Origin
		}
		err = &Error{Origin: where, Err: err}
	}
	// A list of something else than objects is refused once.
	return r.yield(a, err) && (err == nil || len(raw) > 0 && raw[0] == '{')
}

func (r *records) one(raw json.RawMessage) bool {
	r.n++
	a, err := r.p.Record(r.origin+"#"+strconv.Itoa(r.n), raw)
	if err != nil {
		err = &Error{Origin: a.Origin, Err: err}
	}
	return r.yield(a, err)
}

// maxLevels is how deep in a file its lists of articles stand.
const maxLevels = 6

// nested returns the articles that an object holds, in lists or by their numbers, as the answers of news services ("articles") and files of
// several outlets do, in the order of the file.
func nested(raw json.RawMessage, level int) []json.RawMessage {
	if level > maxLevels {
		return nil
	}
	var out []json.RawMessage
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	for d.More() {
		if _, err := d.Token(); err != nil {
			return nil
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return nil
		}
		var list []json.RawMessage
		if len(value) > 1 && value[0] == '[' && json.Unmarshal(value, &list) == nil {
			for _, x := range list {
				if len(x) > 1 && x[0] == '{' {
					out = append(out, x)
				}
			}
		} else if len(value) > 1 && value[0] == '{' {
			if r, err := recordOf(value); err == nil && (r.text() != "" || r.get(htmlKeys) != "") {
				out = append(out, value)
				continue
			}
			out = append(out, nested(value, level+1)...)
		}
	}
	return out
}

// streamed tells whether a file of JSON lines is none: its first line is an open bracket, or not a value of its own.
func streamed(in *bufio.Reader) bool {
	head, _ := in.Peek(64 << 10)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, utf8BOM), " \t\r\n")
	if len(head) == 0 {
		return false
	}
	line, _, whole := bytes.Cut(head, []byte("\n"))
	line = bytes.TrimSpace(line)
	if head[0] == '[' {
		return true
	}
	return head[0] == '{' && (whole && (len(line) < 2 || line[len(line)-1] == ',' || line[len(line)-1] == '[' || line[len(line)-1] == '{'))
}
