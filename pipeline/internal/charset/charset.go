// Package charset finds the encoding of a web page and decodes it. It is the only
// package that touches the detector and the tables of encodings.
package charset

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// Limits on how much of a page is looked at.
const (
	prescan = 1024     // bytes in which a meta element counts, as the HTML standard says
	sample  = 64 << 10 // bytes that the detector sees
	// sure is the detector's confidence below which the fallback is taken.
	sure = 0.5
)

// Decode returns body as UTF-8, without a byte-order mark, and the name of the
// encoding that it was in. It takes the first that holds of: the byte-order mark;
// the charset of contentType (a Content-Type header, may be empty); UTF-8, if the
// whole body is valid; the XML declaration or the meta element; the detector's guess;
// windows-1252. A named encoding that turns out to be UTF-8 and is not valid as
// such is passed over. A guess of Latin letters is checked by the words that they make. Bytes that have no meaning become U+FFFD; the result is
// always valid UTF-8.
func Decode(body []byte, contentType string) (text []byte, name string) {
	if e, n := fromBOM(body); e != nil {
		return decode(e, body), n
	}
	valid := utf8.Valid(body)
	if label := headerLabel(contentType); label != "" {
		if e, n := lookup(label); e != nil && usable(n, valid) {
			return decode(e, body), n
		}
	}
	if valid {
		return body, "utf-8"
	}
	head := body[:min(len(body), prescan)]
	if e, n := lookup(xmlLabel(head)); e != nil && usable(n, valid) {
		return decode(e, body), n
	}
	if e, n, _ := charset.DetermineEncoding(head, ""); declared(head) && e != nil && usable(n, valid) {
		return decode(e, body), n
	}
	if mostlyUTF8(body) {
		return bytes.ToValidUTF8(body, []byte("\uFFFD")), "utf-8"
	}
	if r := chardet.Detect(body[:min(len(body), sample)]); r.Confidence >= sure {
		if e, n := lookup(r.Encoding); e != nil && usable(n, valid) && !isLatin(n) {
			return decode(e, body), n
		}
	}
	e, name := latin(body[:min(len(body), sample)])
	return decode(e, body), name
}

// isLatin tells whether an encoding is one of Latin letters of a byte each.
func isLatin(name string) bool {
	switch name {
	case "windows-1250", "windows-1252", "windows-1254", "windows-1257", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-10", "iso-8859-13", "iso-8859-15", "iso-8859-16":
		return true
	}
	return false
}

// usable refuses what is named UTF-8 and is not.
func usable(name string, valid bool) bool { return name != "utf-8" || valid }

// fromBOM knows the marks of the encodings that the web still has.
func fromBOM(body []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		return unicode.UTF8BOM, "utf-8"
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	}
	return nil, ""
}

// headerLabel returns the charset of a Content-Type header, however it is quoted.
func headerLabel(contentType string) string {
	if contentType == "" {
		return ""
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return params["charset"]
	}
	low := strings.ToLower(contentType)
	_, label, _ := strings.Cut(low, "charset=")
	return strings.Trim(label, " \t\"';,")
}

// xmlLabel returns the encoding that an XML declaration at the head names.
func xmlLabel(head []byte) string {
	head = bytes.TrimLeft(head, " \t\r\n")
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	declaration, _, ok := bytes.Cut(head, []byte("?>"))
	_, rest, found := bytes.Cut(declaration, []byte("encoding"))
	if !ok || !found {
		return ""
	}
	rest = bytes.TrimLeft(rest, " \t\r\n=")
	if len(rest) == 0 {
		return ""
	}
	label, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(label)
}

func lookup(label string) (encoding.Encoding, string) {
	return charset.Lookup(strings.TrimSpace(label))
}

// declared tells whether the head names a charset at all: without one,
// DetermineEncoding guesses.
func declared(head []byte) bool { return bytes.Contains(bytes.ToLower(head), []byte("charset")) }

// mostlyUTF8 tells whether a body is UTF-8 with a few broken places, as pages are
// that a program cut in the middle of a character.
func mostlyUTF8(body []byte) bool {
	good, bad, broken := 0, 0, false
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			broken = false
			i++
			continue
		}
		if r, n := utf8.DecodeRune(body[i:]); r == utf8.RuneError && n == 1 {
			if !broken {
				bad++ // a run of broken bytes is one break
			}
			broken = true
			i++
		} else {
			good++
			broken = false
			i += n
		}
	}
	return bad*3 <= good
}

// decode never fails: decoders put U+FFFD where bytes have no meaning.
func decode(e encoding.Encoding, body []byte) []byte {
	out, err := e.NewDecoder().Bytes(body)
	if err != nil || !utf8.Valid(out) {
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return out
}
