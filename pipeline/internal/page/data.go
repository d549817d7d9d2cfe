package page

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire/pipeline/internal/body"
)

// minData is the length of the shortest string in a script's data that may be an article. What linked data call the body of the article may be
// as short as a brief.
const minData = 400

// fromData returns the article of a page that holds it in the data of its scripts alone: what
// its linked data give, else the longest string with paragraphs in it.
func fromData(scripts []script, hint body.Hint) []body.Block {
	best := hint.Body
	if !isProse(best) {
		best = ""
	}
	n := 0
	for _, s := range scripts {
		if s.kind != "application/json" {
			continue
		}
		if n++; n > maxScripts {
			break
		}
		var v any
		if len(s.text) <= maxScript && bytes.IndexByte(s.text, 'p') >= 0 && json.Unmarshal(s.text, &v) == nil {
			longest(v, 0, &best)
		}
	}
	if best == "" {
		pushed(scripts, &best)
	}
	if best == "" {
		return nil
	}
	if !strings.Contains(best, "</") { // of plain text, a line is a paragraph
		best = "<p>" + strings.ReplaceAll(best, "\n", "</p><p>") + "</p>"
	}
	inner, err := parse([]byte(best))
	if err != nil {
		return nil
	}
	if found := body.Find(inner.root, body.Hint{Title: hint.Title}); len(found) > 0 {
		return found
	}
	return body.Blocks(inner.root)
}

// pushed finds it in the data that a page of Next.js pushes piece by piece: calls with a number and a string, which together are
// lines of a name, a colon and a value of JSON, or of text behind its length.
func pushed(scripts []script, best *string) {
	var all []byte
	for _, s := range scripts {
		call, ok := bytes.CutPrefix(bytes.TrimSpace(s.text), []byte("self.__next_f.push("))
		if !ok || len(all)+len(call) > maxScript {
			continue
		}
		var piece []any
		if json.Unmarshal(bytes.TrimRight(call, "); \n"), &piece) == nil && len(piece) > 1 {
			if words, ok := piece[1].(string); ok {
				all = append(all, words...)
			}
		}
	}
	for len(all) > 0 {
		_, value, _ := bytes.Cut(all, []byte(":"))
		if text, rest, ok := measured(value); ok {
			longest(string(text), 0, best)
			all = rest
			continue
		}
		line, rest, _ := bytes.Cut(value, []byte("\n"))
		all = rest
		var v any
		if bytes.Contains(line, []byte("/p")) && json.Unmarshal(line, &v) == nil {
			longest(v, 0, best)
		}
	}
}

// measured reads a value that is text as it is, behind its length in hexadecimal: "T4d2,<p>…".
func measured(value []byte) (text, rest []byte, ok bool) {
	k := bytes.IndexByte(value[:min(len(value), 10)], ',')
	if k < 2 || value[0] != 'T' {
		return nil, nil, false
	}
	n, err := strconv.ParseUint(string(value[1:k]), 16, 32)
	if err != nil || n > uint64(len(value)-k-1) {
		return nil, nil, false
	}
	return value[k+1 : k+1+int(n)], value[k+1+int(n):], true
}

// longest finds the longest string with the end of a paragraph in it.
func longest(v any, deep int, best *string) {
	if deep > 32 {
		return
	}
	switch v := v.(type) {
	case string:
		if len(v) >= minData && strings.Contains(v, "</p>") && len(v) > len(*best) {
			*best = v
		}
	case []any:
		for _, e := range v {
			longest(e, deep+1, best)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			longest(v[key], deep+1, best)
		}
	}
}
