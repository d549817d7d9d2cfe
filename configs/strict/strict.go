// Package strict decodes YAML that people write: an unknown key, a wrong type or
// a repeated key is an error with the file, the line and the nearest right key.
// It is the only package that touches the YAML library.
package strict

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// MaxBytes is the size of the largest document that Decode reads. The default
// lexicons together are below a tenth of it.
const MaxBytes = 8 << 20

// Error is a mistake at a place in a file.
type Error struct {
	File    string
	Line    int // 1-based; 0 if unknown
	Message string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
}

// Decode reads one YAML document in UTF-8 from data into the struct that into points to. A leading
// byte-order mark is skipped. File is the name that errors carry. An empty document leaves into
// unchanged; a second one is an error. Every error is an *Error.
func Decode(file string, data []byte, into any) error {
	if len(data) > MaxBytes {
		return &Error{File: file, Message: fmt.Sprintf("is larger than %d MB", MaxBytes>>20)}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return &Error{File: file, Line: firstBroken(data), Message: "is not UTF-8: save the file in that encoding"}
	}
	err := decode(data, into)
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	var unknown *yaml.UnknownFieldError
	if errors.As(err, &unknown) {
		message := unknown.Message
		if i := strings.IndexByte(message, '"'); i >= 0 {
			if key, _, ok := strings.Cut(message[i+1:], `"`); ok {
				keys := keysOf(reflect.TypeOf(into), map[reflect.Type]bool{})
				message = fmt.Sprintf("unknown key %q", key)
				if slices.Contains(keys, key) {
					message = fmt.Sprintf("key %q does not belong here", key)
					keys = slices.DeleteFunc(keys, func(k string) bool { return k == key })
				}
				if near := Nearest(key, keys); near != "" {
					message += fmt.Sprintf("; did you mean %q?", near)
				}
			}
		}
		return &Error{File: file, Line: unknown.Token.Position.Line, Message: message}
	}
	var located yaml.Error
	if errors.As(err, &located) && located.GetToken() != nil {
		message, _, _ := strings.Cut(located.GetMessage(), "\n")
		line := located.GetToken().Position.Line
		return &Error{File: file, Line: line, Message: plain(message, lineOf(data, line))}
	}
	message, _, _ := strings.Cut(err.Error(), "\n")
	return &Error{File: file, Message: message}
}

// decode turns a panic of the library on a malformed document into an error:
// the file may come from anywhere.
func decode(data []byte, into any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("is not YAML that can be read (%v)", r)
		}
	}()
	target := reflect.ValueOf(into).Elem()
	before := reflect.New(target.Type()).Elem()
	before.Set(target)
	decoder := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict())
	err = decoder.Decode(into)
	if err == nil && !errors.Is(decoder.Decode(new(any)), io.EOF) {
		err = errors.New("holds more than one document: nothing behind the second --- would be read")
	}
	if (err == nil || errors.Is(err, io.EOF)) && target.IsZero() {
		target.Set(before) // the library clears the value for an empty document
	}
	return err
}

// shapes are what the library calls the shapes of YAML values, and what people do.
var shapes = strings.NewReplacer("string was used", "text stands", "sequence was used", "a list stands", "mapping was used", "keys with values stand",
	"where string is expected", "where text is expected", "where sequence is expected", `where a list is expected: [one, two], or lines that begin with "- "`,
	"where mapping is expected", "where keys with values are expected", "number was used", "a number stands")

// plain words a message of the library for people who know neither Go nor the grammar of YAML. Line is
// the text of the line that it is about.
func plain(message, line string) string {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	switch {
	case strings.Contains(indent, "\t"):
		return "is indented with a tab: YAML wants spaces"
	case strings.HasPrefix(message, "cannot unmarshal []interface"):
		return "a list stands where text is expected"
	case strings.HasPrefix(message, "cannot unmarshal map["):
		return "keys with values stand where text is expected"
	}
	return shapes.Replace(message)
}

// lineOf returns a line of data, counted from 1, or "".
func lineOf(data []byte, line int) string {
	for text := range strings.Lines(string(data)) {
		if line--; line == 0 {
			return strings.TrimRight(text, "\r\n")
		}
	}
	return ""
}

// firstBroken returns the line of the first bytes that are no UTF-8.
func firstBroken(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			return line
		case r == '\n':
			line++
		}
		data = data[size:]
	}
	return 0
}

// Line returns the line of the value at path ("$.lists.speech.verbs[3]", keys with
// dots quoted as in "$.lists.'speech.verbs'[3]"), or 0 if there is none. It parses
// data anew: it serves for errors, not for the way in.
func Line(data []byte, path string) (line int) {
	defer func() {
		if recover() != nil {
			line = 0
		}
	}()
	p, err := yaml.PathString(path)
	if err != nil {
		return 0
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return 0
	}
	node, err := p.FilterFile(file)
	if err != nil {
		return 0
	}
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 {
		return m.Values[0].Key.GetToken().Position.Line
	}
	return node.GetToken().Position.Line
}

// keysOf returns the YAML keys of a struct type and of all that it holds.
func keysOf(t reflect.Type, seen map[reflect.Type]bool) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return nil
	}
	seen[t] = true
	var keys []string
	for f := range t.Fields() {
		if key, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); key != "" && key != "-" {
			keys = append(keys, key)
		}
		keys = append(keys, keysOf(f.Type, seen)...)
	}
	return keys
}

// Nearest returns the candidate that a mistyped word most likely means: the one
// with the smallest edit distance, the first in order among equals, and none
// if more than a third of the word would have to change.
func Nearest(word string, candidates []string) string {
	best, least := "", len(word)/3+1
	for _, c := range candidates {
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d <= least && (best == "" || d < least || (d == least && c < best)) {
			best, least = c, d
		}
	}
	return best
}

// distance is the optimal string alignment distance (Levenshtein, with the swap
// of two neighbours as one edit), in bytes.
func distance(a, b string) int {
	older, old, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older, old, row = old, row, older
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
