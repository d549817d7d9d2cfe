package charset

import (
	"bytes"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Text returns a plain text as UTF-8, without a byte-order mark, and the name of the encoding that it was in. It goes by
// the byte-order mark, by the zero bytes of UTF-16 without one, by UTF-8 itself, by the letters of another
// alphabet, by where the quotation marks of windows-1252 and of the old Macintosh stand, and by the languages whose letters words are made of. Bytes without a meaning become
// U+FFFD. Text that is UTF-8 already is returned as it is.
func Text(body []byte) (text []byte, name string) {
	switch e, n := textBOM(body); {
	case e != nil:
		return decode(e, body), n
	case utf8.Valid(body):
		return body, "utf-8"
	case mostlyUTF8(body):
		return bytes.ToValidUTF8(body, []byte("\uFFFD")), "utf-8"
	}
	head := body[:min(len(body), sample)]
	if high(head)*4 > len(head) { // hardly the accents of a text in Latin letters
		if r := chardet.Detect(head); r.Confidence >= sure {
			if e, n := lookup(r.Encoding); e != nil && n != "utf-8" {
				return decode(e, body), n
			}
		}
	}
	if mac(head) {
		return decode(charmap.Macintosh, body), "macintosh"
	}
	e, name := latin(head)
	return decode(e, body), name
}

// Wide returns the encoding of a text of two or four bytes a character, by the first of its bytes; nil for any other.
func Wide(head []byte) encoding.Encoding {
	e, name := textBOM(head)
	if name == "utf-8" {
		return nil
	}
	return e
}

func textBOM(body []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(body, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32le"
	case bytes.HasPrefix(body, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), "utf-32be"
	}
	if e, n := fromBOM(body); e != nil {
		return e, n
	}
	even, odd := 0, 0
	head := body[:min(len(body), 512)&^1]
	for i := 0; i+1 < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	switch pairs := len(head) / 2; {
	case pairs < 4:
	case odd*4 > pairs*3 && even == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	case even*4 > pairs*3 && odd == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	}
	return nil, ""
}

func high(b []byte) int {
	n := 0
	for _, c := range b {
		if c >= 0x80 {
			n++
		}
	}
	return n
}

// mac tells whether the marks of a text are those of the old Macintosh: 0xd2 and 0xd3 around words and 0xd5 within them, where
// windows-1252 has capitals with accents.
func mac(b []byte) bool {
	old, windows := 0, 0
	letter := func(i int) bool { return i >= 0 && i < len(b) && 'a' <= b[i]|0x20 && b[i]|0x20 <= 'z' }
	for i, c := range b {
		switch c {
		case 0xd5, 0xd3:
			if i > 0 && (letter(i-1) && b[i-1] >= 'a' || b[i-1] == ',' || b[i-1] == '.') {
				old++
			}
		case 0xd2:
			if letter(i+1) && (i == 0 || b[i-1] <= ' ') {
				old++
			}
		case 0x91, 0x92, 0x93, 0x94, 0x96, 0x97:
			windows++
		}
	}
	return old > 0 && windows == 0
}
