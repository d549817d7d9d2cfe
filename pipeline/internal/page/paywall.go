package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/factwire/factwire/pipeline/internal/body"
	"github.com/factwire/factwire/pipeline/internal/furniture"
)

// stubBytes is the length of a body from which on it is no stub.
const stubBytes = 1500

// below is how many blocks below the last of a body may say that there is more of it.
const below = 8

// isStub tells whether a page holds the beginning of an article in place of it. Only the
// text says so: many pages that are open carry the marks of a paywall. It breaks off, it is
// shorter than what the page says it is about, it has few of the words that the page counts,
// or the page says right below it how to read on.
func isStub(root *html.Node, ld []object, hint body.Hint, kept []body.Block) bool {
	text := body.Text(kept)
	if text == "" || len(text) >= stubBytes {
		return false
	}
	last := kept[len(kept)-1]
	if breaksOff(last.Text) || len(text) < len(hint.Description)*9/10 {
		return true
	}
	n := len(strings.Fields(text))
	locked, open := false, false
	for _, o := range ld {
		if !o.isArticle() {
			continue
		}
		locked, open = locked || isFalse(o["isAccessibleForFree"]), open || isTrue(o["isAccessibleForFree"])
		if count, ok := o["wordCount"].(float64); ok && count > float64(2*n+50) && n > 0 {
			return true
		}
	}
	if locked && last.Kind == body.Paragraph && len(last.Text) > minLetters && endsAmidWords(last.Text) {
		return true
	}
	if open && !locked {
		return false // the page asks for money in general
	}
	return asksToPay(body.Blocks(root), kept)
}

// breaksOff tells whether a text ends with the dots of a teaser.
func breaksOff(s string) bool {
	s = strings.TrimRight(s, " ")
	for _, end := range []string{"…", "...", "[…]", "[...]", "(…)", "(...)"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// endsAmidWords tells whether a text ends with a letter or a comma.
func endsAmidWords(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || r == ','
}

// asksToPay tells whether a page says within or right below its article how to read the
// rest of it.
func asksToPay(all, kept []body.Block) bool {
	list := furniture.Read()
	first, last := kept[0].Text, kept[len(kept)-1].Text
	inside, after := false, -1
	for _, b := range all {
		inside = inside || b.Text == first
		if !inside || after > below {
			continue
		}
		if after >= 0 {
			after++
		}
		if b.Text == last {
			after = 0
		}
		if len(b.Text) <= shortLine && list.Pleads(furniture.Lower(b.Text)) {
			return true
		}
	}
	return false
}

// isTrue and isFalse read schema.org's booleans as pages write them.
func isTrue(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case string:
		v = strings.ToLower(v)
		return v == "true" || v == "yes" || strings.HasSuffix(v, "schema.org/true")
	}
	return false
}

func isFalse(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		v = strings.ToLower(v)
		return v == "false" || v == "no" || strings.HasSuffix(v, "schema.org/false")
	}
	return false
}
