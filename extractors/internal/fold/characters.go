package fold

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// characters finds what stands for other characters or for none: soft hyphens, zero-width
// characters, ligatures, spaces of other widths, entities, and UTF-8 that was read as windows-1252.
func characters(text string) []edit {
	var edits []edit
	for i := 0; i < len(text); {
		b := text[i]
		if b == '&' {
			if n, with := entity(text[i:]); n > 0 {
				edits = append(edits, edit{i, i + n, with})
				i += n
				continue
			}
		}
		if b < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if k, with := twice(text[i:], r); k > 0 {
			edits = append(edits, edit{i, i + k, with})
			i += k
			continue
		}
		if r == softHyphen { // a line's end at which it showed goes with it
			if rest := strings.TrimPrefix(text[i+n:], "\r"); strings.HasPrefix(rest, "\n") {
				n = len(text) - i - len(strings.TrimLeft(rest[1:], " \t"))
			}
		}
		if with, ok := plain(r); ok {
			edits = append(edits, edit{i, i + n, with})
		}
		i += n
	}
	return edits
}

const softHyphen = 0xad

// plain is what a reader sees of a rune, where that is not the rune.
func plain(r rune) (string, bool) {
	switch r {
	case softHyphen, 0x34f, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfeff, 0x061c, 0x180e,
		0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069:
		return "", true
	case 0xa0, 0x1680, 0x202f, 0x205f, 0x3000:
		return " ", true
	case 0xfb00:
		return "ff", true
	case 0xfb01:
		return "fi", true
	case 0xfb02:
		return "fl", true
	case 0xfb03:
		return "ffi", true
	case 0xfb04:
		return "ffl", true
	case 0xfb05, 0xfb06:
		return "st", true
	case 0x2010, 0x2011:
		return "-", true
	}
	if 0x2000 <= r && r <= 0x200a {
		return " ", true
	}
	if 0xff01 <= r && r <= 0xff5e { // full width
		return string(r - 0xfee0), true
	}
	return "", false
}

// maxEntity is the length of the longest entity, escaped a few times over.
const maxEntity = 48

// entity reads an entity at the head of text, however often its ampersand was escaped.
func entity(text string) (n int, with string) {
	end := strings.IndexByte(text[:min(len(text), maxEntity)], ';')
	if strings.HasPrefix(text[:max(end, 0)], "&amp") && end == len("&amp") { // "&amp;ldquo;"
		rest := text[end+1:]
		k := strings.IndexByte(rest[:min(len(rest), maxEntity)], ';')
		if k < 1 || strings.ContainsAny(rest[:k], " &<>\n\t") {
			return end + 1, "&"
		}
		if m, with := entity("&" + rest[:k+1]); m == k+2 && with != "&"+rest[:k+1] {
			return end + 1 + k + 1, with
		}
		return end + 1, "&"
	}
	if end < 3 || strings.ContainsAny(text[1:end], " &<>\n\t") {
		if strings.HasPrefix(text, "&amp ") { // its semicolon was lost
			return len("&amp"), "&"
		}
		return 0, ""
	}
	with = html.UnescapeString(text[:end+1])
	if with == text[:end+1] || strings.HasSuffix(with, ";") && end > 1 && with != ";" {
		return 0, ""
	}
	if r, size := utf8.DecodeRuneInString(with); size == len(with) {
		if p, ok := plain(r); ok {
			with = p
		}
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			with = " "
		}
	}
	return end + 1, with
}

// twice reads a character that was encoded in UTF-8, taken for windows-1252, and encoded again
// ("â€œ" for an opening mark), once or twice over.
func twice(text string, r rune) (n int, with string) {
	n, raw := again(text, r)
	if n == 0 {
		return 0, ""
	}
	c, _ := utf8.DecodeRuneInString(raw)
	if k, whole := thrice(text, n, c, raw); k > 0 {
		n, raw = k, whole
		c, _ = utf8.DecodeRuneInString(raw)
	}
	if p, ok := plain(c); ok {
		return n, p
	}
	return n, raw
}

// thrice reads a character each of whose bytes was encoded again, where the first of them is read already: up to text[n], as c.
func thrice(text string, n int, c rune, raw string) (end int, with string) {
	more := follow(c)
	for range more {
		next, _ := utf8.DecodeRuneInString(text[n:])
		k, b := again(text[n:], next)
		if k == 0 {
			return 0, ""
		}
		n += k
		raw += b
	}
	if more == 0 {
		return 0, ""
	}
	k, with := again(raw, c)
	if k < len(raw) {
		return 0, ""
	}
	return n, with
}

// follow returns how many bytes follow one that is read as a character of windows-1252 and leads a character of UTF-8; 0 if it leads none
// that is common in English.
func follow(r rune) int {
	switch lead, ok := charmap.Windows1252.EncodeRune(r); {
	case !ok || r < 0x80:
		return 0
	case lead >= 0xc2 && lead <= 0xc5:
		return 1
	case lead == 0xe2:
		return 2
	case lead == 0xf0:
		return 3
	}
	return 0
}

// again undoes one such encoding at the head of text, whose first character is r; n is 0 where there is none.
func again(text string, r rune) (n int, with string) {
	more := follow(r)
	if more == 0 {
		return 0, ""
	}
	lead, _ := charmap.Windows1252.EncodeRune(r)
	raw := []byte{lead}
	i := utf8.RuneLen(r)
	for range more {
		next, size := utf8.DecodeRuneInString(text[i:])
		b, ok := charmap.Windows1252.EncodeRune(next)
		if !ok && next >= 0x80 && next <= 0x9f {
			b, ok = byte(next), true // a byte that the encoding leaves undefined
		}
		if !ok || b < 0x80 || b > 0xbf {
			return 0, ""
		}
		if more == 1 && lead > 0xc3 && (next == '”' || next == '’' || next == '“' || next == '»') {
			return 0, "" // a letter of the north before a mark
		}
		raw = append(raw, b)
		i += size
	}
	if !utf8.Valid(raw) {
		return 0, ""
	}
	return i, string(raw)
}
