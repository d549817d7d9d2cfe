package article

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article/address"
)

// record is one line, with the field names of news-please, trafilatura and fundus
// and of factwire itself. Fields that are not here are left alone: those tools
// write many more.
type record struct {
	URL            loose `json:"url"`
	Title          loose `json:"title"`
	Text           loose `json:"text"`
	MainText       loose `json:"maintext"`
	PlainText      loose `json:"plaintext"`
	Published      loose `json:"published"`
	Date           loose `json:"date"`
	DatePublish    loose `json:"date_publish"`
	PublishingDate loose `json:"publishing_date"`
	Authors        loose `json:"authors"`
	Author         loose `json:"author"`
	// Source is the outlet, or in trafilatura's output the page's address.
	Source       loose `json:"source"`
	Site         loose `json:"site"`
	SiteName     loose `json:"sitename"`
	SourceDomain loose `json:"source_domain"`
	Hostname     loose `json:"hostname"`
	Language     loose `json:"language"`
}

// loose takes a string, a list of strings, or null; anything else counts as
// absent. The tools above disagree on which they write.
type loose []string

// UnmarshalJSON never fails on well-formed JSON.
func (l *loose) UnmarshalJSON(data []byte) error {
	var one string
	var list []any
	switch {
	case json.Unmarshal(data, &one) == nil:
		*l = nil
		if one != "" {
			*l = loose{one}
		}
	case json.Unmarshal(data, &list) == nil:
		*l = nil
		for _, v := range list {
			if s, ok := v.(string); ok && s != "" {
				*l = append(*l, s)
			}
		}
	}
	return nil
}

// first returns the first value that is not empty.
func first(values ...loose) string {
	for _, v := range values {
		if len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// jsonl yields the articles of a stream of JSON lines.
func (p Parser) jsonl(origin string, in *bufio.Reader, yield func(factwire.Article, error) bool) {
	lines, some := lineReader{in: in, most: p.maxBytes()}, false
	for {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		some = some || len(line) > 0 || err != nil
		at := origin + "#" + strconv.Itoa(lines.number)
		if err != nil {
			fatal := !errors.Is(err, errLongLine)
			if !yield(factwire.Article{Origin: at}, &Error{Origin: origin, Line: lines.number, Err: readError(err)}) || fatal {
				return
			}
			continue
		}
		if len(line) == 0 {
			continue
		}
		a, err := p.Record(at, line)
		if err != nil {
			err = &Error{Origin: origin, Line: lines.number, Err: err}
		}
		if !yield(a, err) {
			return
		}
	}
	if !some {
		yield(factwire.Article{Origin: origin}, &Error{Origin: origin, Err: ErrEmpty})
	}
}

// Record reads an article from one JSON object. The error wraps one of the
// package's errors and names no place.
func (p Parser) Record(origin string, line []byte) (factwire.Article, error) {
	a := factwire.Article{Origin: origin}
	if !utf8.Valid(line) {
		return a, ErrEncoding
	}
	if depth(line) > maxDepth {
		return a, fmt.Errorf("%w: nested more than %d deep", ErrSyntax, maxDepth)
	}
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return a, fmt.Errorf("%w: %s", ErrSyntax, jsonMistake(err))
	}
	a.Title, a.Language = fold(first(r.Title)), first(r.Language)
	a.Authors = cleanNames(r.Authors)
	if len(a.Authors) == 1 || len(a.Authors) == 0 {
		a.Authors = bylineNames(first(r.Authors, r.Author))
	}
	link := first(r.URL)
	a.Site = fold(first(r.Site, r.SiteName))
	if source := first(r.Source); strings.Contains(source, "://") {
		if link == "" {
			link = source
		}
	} else if a.Site == "" {
		a.Site = fold(source)
	}
	if a.Site == "" {
		a.Site = fold(first(r.SourceDomain, r.Hostname))
	}
	if link != "" {
		canonical, err := address.Canonical(link)
		if err != nil {
			return a, fmt.Errorf("%w: %w", ErrSyntax, err)
		}
		a.URL = canonical
	}
	a.Text = first(r.Text, r.MainText, r.PlainText)
	if strings.TrimSpace(a.Text) == "" {
		return a, fmt.Errorf("%w: it has no text, maintext or plaintext", ErrEmpty)
	}
	if strings.IndexByte(a.Text, 0) >= 0 {
		return a, fmt.Errorf("%w: its text holds a NUL character", ErrBinary)
	}
	if raw := first(r.Published, r.DatePublish, r.PublishingDate, r.Date); raw != "" {
		// An unreadable date of another tool costs the date, not the article.
		_ = p.date(&a, raw, "json")
	}
	return p.finish(a), nil
}

// maxDepth bounds the nesting of a line: the records are flat but for what other
// tools put beside the fields that are read.
const maxDepth = 64

// depth is how deep arrays and objects nest, at most.
func depth(line []byte) int {
	now, most, quoted := 0, 0, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			now++
			most = max(most, now)
		case c == '}', c == ']':
			now--
		}
	}
	return most
}

// jsonMistake words an error of encoding/json for a reader.
func jsonMistake(err error) string {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("%v at byte %d", err, syntax.Offset)
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return "a JSON object is wanted, not a " + kind.Value
	}
	return err.Error()
}

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
