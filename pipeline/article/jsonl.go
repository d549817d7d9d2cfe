package article

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/internal/charset"
)

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
		line, _ = charset.Text(line)
	}
	if depth(line) > maxDepth {
		return a, fmt.Errorf("%w: nested more than %d deep", ErrSyntax, maxDepth)
	}
	r, err := recordOf(line)
	if err != nil {
		return a, fmt.Errorf("%w: %s", ErrSyntax, jsonMistake(err))
	}
	return p.record(a, r)
}

// record makes an article of a record; of a the origin is set.
func (p Parser) record(a factwire.Article, r record) (factwire.Article, error) {
	a.Title, a.Language = fold(r.get(titleKeys)), languageCode(r.get(languageKeys))
	authors := r.list(authorKeys)
	if a.Authors = cleanNames(authors); len(authors) <= 1 {
		a.Authors = bylineNames(strings.Join(authors, ""))
	}
	link := r.get(linkKeys)
	a.Site = fold(r.get(siteKeys))
	// "source" is the outlet, or in trafilatura's output the page's address.
	if source := r.get([]string{"source"}); strings.Contains(source, "://") {
		if link == "" {
			link = source
		}
	} else if a.Site == "" {
		a.Site = fold(source)
	}
	if a.Site == "" {
		a.Site = fold(strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(r.get(hostKeys), "https://"), "http://"), "/"))
	}
	if link != "" {
		canonical, err := address.Canonical(link)
		if err != nil {
			return a, fmt.Errorf("%w: %w", ErrSyntax, err)
		}
		a.URL = canonical
	}
	a.Text = r.text()
	if page := r.get(htmlKeys); strings.TrimSpace(a.Text) == "" && page != "" {
		return p.recordPage(a, page, r)
	}
	if strings.TrimSpace(a.Text) == "" {
		return a, fmt.Errorf("%w: it has no text, maintext, plaintext, content or body", ErrEmpty)
	}
	if strings.IndexByte(a.Text, 0) >= 0 {
		return a, fmt.Errorf("%w: its text holds a NUL character", ErrBinary)
	}
	p.recordDate(&a, r)
	p.dateOfText(&a)
	a = p.finish(a)
	if a, err := p.checked(a); err != nil {
		return a, errors.Unwrap(err)
	}
	return a, nil
}

// recordDate sets the date of the first field that holds one.
func (p Parser) recordDate(a *factwire.Article, r record) {
	for _, k := range dateKeys {
		if raw := r[k]; len(raw) > 0 && a.Published == "" {
			// An unreadable date of another tool costs the date, not the article.
			_ = p.date(a, raw[0], "json")
		}
	}
}

// recordPage reads the page that a record holds in place of a text: a whole one, or the elements of its article alone. What the
// record says of the article counts before what the page says.
func (p Parser) recordPage(a factwire.Article, page string, r record) (factwire.Article, error) {
	if !strings.Contains(strings.ToLower(page[:min(len(page), 4096)]), "<html") {
		page = "<html><body><article>" + page + "</article></body></html>"
	}
	read, err := p.Page(Page{Origin: a.Origin, URL: a.URL, ContentType: "text/html; charset=utf-8", Body: []byte(page)})
	a.Text, a.Stub = read.Text, read.Stub
	if a.URL == "" {
		a.URL = read.URL
	}
	if a.Title == "" {
		a.Title = read.Title
	}
	if len(a.Authors) == 0 {
		a.Authors = read.Authors
	}
	if a.Site == "" {
		a.Site = read.Site
	}
	if a.Language == "" {
		a.Language = read.Language
	}
	if p.recordDate(&a, r); a.Published == "" && read.Published != "" {
		a.Published, a.PublishedRaw, a.PublishedFrom = read.Published, read.PublishedRaw, read.PublishedFrom
	}
	if err != nil {
		var e *Error
		if errors.As(err, &e) {
			err = e.Err
		}
		return a, err
	}
	return p.finish(a), nil
}

// languageCode is a language as ISO 639-1, where it is written as a code, "en-GB" or "en".
func languageCode(s string) string {
	s, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(s, "_", "-")), "-")
	if len(s) != 2 {
		if s == "english" || s == "eng" {
			return "en"
		}
		return ""
	}
	return s
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
		if kind.Value == "array" {
			return "a JSON object is wanted, not an array"
		}
		return "a JSON object is wanted, not a " + kind.Value
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "it breaks off before its end"
	}
	return err.Error()
}
