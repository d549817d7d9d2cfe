package page

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/factwire/factwire/pipeline/article/body"
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
