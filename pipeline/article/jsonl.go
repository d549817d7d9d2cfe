package article

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/article/charset"
)

// record is one line, with the field names of news-please, trafilatura, fundus, newspaper4k, of the answers of
// news services, and of factwire itself; the first that is there counts. Other fields are left alone: those tools write many more.
type record map[string]loose

// The fields of an article, by the names that the tools give them, in lower case and without "_", "-" and " ".
var (
	linkKeys     = []string{"url", "link", "articleurl", "weburl", "canonicalurl", "permalink", "canonical", "responsedurl", "respondedurl", "requestedurl", "documentidentifier"}
	titleKeys    = []string{"title", "headline", "titlepage", "titlerss", "webtitle", "head"}
	textKeys     = []string{"text", "maintext", "plaintext", "articletext", "fulltext", "articlebody", "bodytext", "textcleaned", "cleanedtext", "content", "body", "article", "story", "rawtext"}
	dateKeys     = []string{"published", "datepublish", "publishingdate", "publishdate", "date", "publishedat", "datepublished", "publicationdate", "pubdate", "publisheddate", "publishedtime", "firstpublicationdate", "webpublicationdate", "seendate", "timestamp", "time", "created", "createdat", "datetime", "dateline", "loaddate", "issued", "posted", "postedat", "dateposted", "datepubparsed", "articledate", "newsdate", "dateadded", "dateofpublication", "displaydate", "firstpublished", "firstpublishedat", "lastpublished", "publishingtime", "publishtime", "pubtime", "ptime", "releasedate", "sourcepublishdate"}
	authorKeys   = []string{"authors", "author", "byline", "creator"}
	siteKeys     = []string{"site", "sitename", "publisher", "outlet", "newspaper", "publication", "medianame", "sourcename"}
	hostKeys     = []string{"sourcedomain", "hostname", "sourcehostname", "domain", "sourceurl"}
	languageKeys = []string{"language", "lang", "sourcelanguage"}
)

// key is a field's name without what the tools write it with.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '_' || r == '-' || r == ' ' || r == ':':
			return -1
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// recordOf takes the fields of an object, the first of those with one name.
func recordOf(data []byte) (record, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return nil, err
	}
	r := record{}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if k := key(name); len(r[k]) == 0 && wanted[k] {
			var l loose
			_ = l.UnmarshalJSON(fields[name]) // it never fails
			r[k] = l
		}
	}
	return r, nil
}

// wanted are the names of all fields that are read.
var wanted = func() map[string]bool {
	all := map[string]bool{"source": true}
	for _, list := range [][]string{linkKeys, titleKeys, textKeys, dateKeys, authorKeys, siteKeys, hostKeys, languageKeys} {
		for _, k := range list {
			all[k] = true
		}
	}
	return all
}()

// get returns the first of the fields that is there.
func (r record) get(keys []string) string {
	for _, k := range keys {
		if v := r[k]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// list returns the values of the first of the fields that is there.
func (r record) list(keys []string) loose {
	for _, k := range keys {
		if v := r[k]; len(v) > 0 {
			return v
		}
	}
	return nil
}

// loose takes a string, a number, a list of them, or an object that names itself or holds text; anything else counts as
// absent. The tools above disagree on which they write.
type loose []string

// UnmarshalJSON never fails on well-formed JSON.
func (l *loose) UnmarshalJSON(data []byte) error {
	*l = nil
	if len(data) > 0 && data[0] == '"' { // most fields, the text among them
		var s string
		if json.Unmarshal(data, &s) == nil && s != "" {
			*l = loose{s}
		}
		return nil
	}
	var value any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if d.Decode(&value) != nil {
		return nil
	}
	if list, ok := value.([]any); ok {
		for _, v := range list {
			if s := scalar(v); s != "" {
				*l = append(*l, s)
			}
		}
		return nil
	}
	if s := scalar(value); s != "" {
		*l = loose{s}
	}
	return nil
}

// scalar is a value as one string: of an object its name, its date, or the paragraphs of its sections.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case map[string]any:
		for _, k := range []string{"name", "title", "$date", "$numberLong", "date", "text", "rendered"} {
			switch s := v[k].(type) {
			case string:
				return s
			case json.Number:
				return s.String()
			case map[string]any:
				return scalar(s)
			}
		}
		return strings.Join(sections(v), "\n\n")
	}
	return ""
}

// sections returns the paragraphs of a body in sections, as fundus writes it: headlines and paragraphs in their order,
// the summary, which other outlets do not count as text, only where there is nothing else.
func sections(body map[string]any) []string {
	var out []string
	add := func(v any) {
		switch v := v.(type) {
		case string:
			if v = strings.TrimSpace(v); v != "" {
				out = append(out, v)
			}
		case []any:
			for _, x := range v {
				if s, ok := x.(string); ok && strings.TrimSpace(s) != "" {
					out = append(out, strings.TrimSpace(s))
				}
			}
		}
	}
	list, _ := body["sections"].([]any)
	for _, x := range list {
		if section, ok := x.(map[string]any); ok {
			add(section["headline"])
			add(section["paragraphs"])
		}
	}
	if len(out) == 0 {
		add(body["paragraphs"])
	}
	if len(out) == 0 {
		add(body["summary"])
	}
	return out
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
		line, _ = charset.Text(line)
	}
	if depth(line) > maxDepth {
		return a, fmt.Errorf("%w: nested more than %d deep", ErrSyntax, maxDepth)
	}
	r, err := recordOf(line)
	if err != nil {
		return a, fmt.Errorf("%w: %s", ErrSyntax, jsonMistake(err))
	}
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
	if strings.TrimSpace(a.Text) == "" {
		return a, fmt.Errorf("%w: it has no text, maintext, plaintext, content or body", ErrEmpty)
	}
	if strings.IndexByte(a.Text, 0) >= 0 {
		return a, fmt.Errorf("%w: its text holds a NUL character", ErrBinary)
	}
	for _, k := range dateKeys {
		if raw := r[k]; len(raw) > 0 && a.Published == "" {
			// An unreadable date of another tool costs the date, not the article.
			_ = p.date(&a, raw[0], "json")
		}
	}
	a = p.finish(a)
	if a, err := p.checked(a); err != nil {
		return a, errors.Unwrap(err)
	}
	return a, nil
}

// text returns the article's text, its paragraphs where they are a list. A text of HTML loses its tags when it is read.
func (r record) text() string {
	for _, k := range textKeys {
		if v := strings.Join(r[k], "\n\n"); strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
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
