package feed

import (
	"bytes"
	"html"
	"iter"
	"regexp"
	"strings"
)

var (
	declaration = regexp.MustCompile(`^<\?xml[^>]*\?>`)
	doctype     = regexp.MustCompile(`(?is)<!DOCTYPE[^>\[]*(\[.*?\]\s*)?>`)
	entity      = regexp.MustCompile(`&[A-Za-z][A-Za-z0-9]{1,31};`)
	ampersand   = regexp.MustCompile(`&([^#A-Za-z]|#[^0-9xX]|[A-Za-z][A-Za-z0-9]*[^A-Za-z0-9;]|$)`)
)

// repairs yields readings of a document in UTF-8, each repaired further than the
// one before.
func repairs(text []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		clean := characters(text)
		if i := bytes.IndexAny(clean, "<{"); i > 0 {
			clean = clean[i:]
		}
		clean = declaration.ReplaceAll(clean, nil)
		if !yield(clean) {
			return
		}
		clean = doctype.ReplaceAll(clean, nil)
		clean = entity.ReplaceAllFunc(clean, func(e []byte) []byte {
			switch string(e) {
			case "&amp;", "&lt;", "&gt;", "&quot;", "&apos;":
				return e
			}
			if s := html.UnescapeString(string(e)); s != string(e) {
				return []byte(escapeText(s))
			}
			return append([]byte("&amp;"), e[1:]...)
		})
		clean = ampersand.ReplaceAllFunc(clean, func(e []byte) []byte { return append([]byte("&amp;"), e[1:]...) })
		if yield(clean) {
			yield(closeEnd(clean))
		}
	}
}

// characters drops what XML forbids.
func characters(text []byte) []byte {
	return bytes.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return r
		case r < ' ' || r == 0xfffe || r == 0xffff || r == 0xfeff:
			return -1
		}
		return r
	}, text)
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escapeText(s string) string { return textEscaper.Replace(s) }

// closeEnd cuts a document that ends too early behind its last whole tag, and
// closes what is open.
func closeEnd(text []byte) []byte {
	var open [][]byte
	at := 0
	for {
		i := bytes.IndexByte(text[at:], '<')
		if i < 0 {
			break
		}
		at += i
		if bytes.HasPrefix(text[at:], []byte("<!--")) || bytes.HasPrefix(text[at:], []byte("<![CDATA[")) {
			n, open := skip(text[at:])
			if open {
				text = text[:at]
				break
			}
			at += n
			continue
		}
		end := bytes.IndexByte(text[at:], '>')
		if end < 0 {
			text = text[:at]
			break
		}
		tag := text[at+1 : at+end]
		at += end + 1
		switch {
		case len(tag) == 0 || tag[0] == '!' || tag[0] == '?' || tag[len(tag)-1] == '/':
		case tag[0] == '/':
			if n := len(open); n > 0 && bytes.Equal(open[n-1], bytes.TrimSpace(tag[1:])) {
				open = open[:n-1]
			}
		default:
			name, _, _ := bytes.Cut(tag, []byte(" "))
			open = append(open, bytes.TrimSpace(name))
		}
	}
	out := bytes.Clone(text)
	for i := len(open) - 1; i >= 0; i-- {
		out = append(append(append(out, "</"...), open[i]...), '>')
	}
	return out
}
