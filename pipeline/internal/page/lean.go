package page

import (
	"bytes"
	"fmt"
	"html"
	"strings"
)

// script is a script element of a page.
type script struct {
	kind string // its type, in lower case, with neither parameters nor space
	far  bool   // its words stand at an address of its own
	text []byte // a part of the page
}

// maxOpen bounds how many elements of formatting with attributes may be open at once: the
// parser opens all of them anew in each paragraph that follows, as HTML wants it.
const maxOpen = 100

// lean returns a page without the words of its scripts and styles and the lines of its drawings, and
// the scripts apart. They are more than half of what pages on the web consist of, and nobody needs
// them in a tree. The elements that hold them stay. What is not surely one of these is left as it
// is: what a script says of comments may hide its own end, and other elements end a drawing.
//
// The error tells of a page whose tree would be much larger than the page: of too many tags, or
// of too many elements of formatting that are open at once.
func lean(doc []byte) (rest []byte, scripts []script, err error) {
	l := leaner{doc: doc, rest: make([]byte, 0, len(doc)*2/3), formats: map[string]int{}, drawing: -1, xml: bytes.HasPrefix(bytes.TrimLeft(doc[:min(len(doc), 64)], " \t\r\n"), []byte("<?xml"))}
	for l.at < len(doc) {
		i := bytes.IndexByte(doc[l.at:], '<')
		if i < 0 || l.at+i+1 >= len(doc) {
			break
		}
		l.at += i + 1
		switch c := doc[l.at]; {
		case isASCII(c):
			l.open()
		case c == '/' && l.at+1 < len(doc) && isASCII(doc[l.at+1]):
			l.close()
		case c == '!':
			l.declaration()
		case c == '/', c == '?':
			l.until(">")
		}
	}
	if l.tags > maxNodes || l.most > maxOpen {
		return nil, nil, fmt.Errorf("%d tags, of which %d are never closed, are too many", l.tags, l.most)
	}
	if l.kept == 0 && len(l.rest) == 0 {
		return doc, l.scripts, nil
	}
	return append(l.rest, doc[l.kept:]...), l.scripts, nil
}

// leaner is a page that is being read.
type leaner struct {
	doc     []byte
	at      int // what is before is read
	kept    int // what is before is in rest, or left out
	rest    []byte
	scripts []script
	xml     bool            // the page says that it is XML
	unended map[string]bool // elements without markup of which no end follows
	svg     int             // drawings that are open
	drawing int             // where the words of the outermost begin, if it holds nothing but lines; else -1
	math    int             // formulas that are open
	tags    int             // elements that began
	formats map[string]int  // elements of formatting with attributes that are open, by name
	opened  int             // their sum
	most    int             // and the largest that it was
	mark    int             // behind the next end of a comment that was found
	low     [len("animatetransform")]byte
}

func (l *leaner) foreign() bool { return l.svg > 0 || l.math > 0 }

// until goes behind the next mark, or to the end.
func (l *leaner) until(mark string) {
	if i := bytes.Index(l.doc[l.at:], []byte(mark)); i >= 0 {
		l.at += i + len(mark)
		return
	}
	l.at = len(l.doc)
}

// declaration passes over a comment, a declaration or a section of a drawing's text.
func (l *leaner) declaration() {
	rest := l.doc[l.at+1:]
	switch {
	case bytes.HasPrefix(rest, []byte("-->")), bytes.HasPrefix(rest, []byte("--->")):
		l.until(">")
	case bytes.HasPrefix(rest, []byte("--")):
		l.at += len("!--")
		end := l.comment()
		if i := bytes.Index(l.doc[l.at:end], []byte("--!>")); i >= 0 {
			end = l.at + i + len("--!>")
		}
		l.at = end
	case l.foreign() && bytes.HasPrefix(rest, []byte("[CDATA[")):
		l.until("]]>")
	default:
		l.until(">")
	}
}

// comment returns where a comment that was begun ends by the usual mark. Where that is far away, it is looked for but once.
func (l *leaner) comment() int {
	if l.mark >= l.at+len("-->") {
		return min(l.mark, len(l.doc))
	}
	l.mark = len(l.doc) + len("-->")
	if i := bytes.Index(l.doc[l.at:], []byte("-->")); i >= 0 {
		l.mark = l.at + i + len("-->")
	}
	return min(l.mark, len(l.doc))
}

// close passes over the end of an element.
func (l *leaner) close() {
	start := l.at - 1
	l.at++
	switch name := l.name(); string(name) {
	case "svg":
		if l.svg > 0 {
			l.svg--
		}
		if l.svg == 0 && l.drawing >= 0 {
			l.cut(l.drawing, start)
			l.drawing = -1
		}
	case "math":
		if l.math > 0 {
			l.math--
		}
	default:
		if !l.foreign() && isFormatting(name) && l.formats[string(name)] > 0 {
			l.formats[string(name)]--
			l.opened--
		}
	}
	l.attributes(nil)
}

// open passes over the beginning of an element, and of one without markup over its words too.
func (l *leaner) open() {
	l.tags++
	name := l.name()
	if l.drawing >= 0 && !isLine(name) {
		l.drawing = -1
	}
	switch string(name) {
	case "svg", "math":
		l.attributes(nil)
		switch {
		case l.closed():
		case string(name) == "math":
			l.math++
		default:
			if !l.foreign() {
				l.drawing = l.at
			}
			l.svg++
		}
	case "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "plaintext":
		var s script
		l.attributes(&s)
		if !l.foreign() {
			l.raw(string(name), s)
		}
	default:
		if l.attributes(nil) && isFormatting(name) {
			l.formats[string(name)]++
			l.opened++
			l.most = max(l.most, l.opened)
		}
	}
}

// closed tells whether the tag that was read closes its element at once.
func (l *leaner) closed() bool { return l.doc[l.at-1] == '>' && l.doc[l.at-2] == '/' }

// isFormatting tells whether an element is one of those that the parser opens anew where they are not closed.
func isFormatting(name []byte) bool {
	switch string(name) {
	case "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u", "nobr":
		return true
	}
	return false
}

// isLine tells whether an element is part of a drawing and holds no words that a reader is to read.
func isLine(name []byte) bool {
	switch string(name) {
	case "svg", "g", "path", "use", "defs", "rect", "circle", "ellipse", "line", "polyline", "polygon", "symbol", "clippath", "mask", "title", "desc",
		"lineargradient", "radialgradient", "stop", "filter", "pattern", "marker", "animate", "animatetransform":
		return true
	}
	return false
}

// raw passes over the words of an element that holds no elements, and leaves those of scripts and styles out.
func (l *leaner) raw(name string, s script) {
	if l.closed() && l.endless(name) {
		// "<script/>", as XHTML closes elements and HTML does not: what follows is the page.
		l.rest = append(append(l.rest, l.doc[l.kept:l.at]...), "</"+name+">"...)
		l.kept = l.at
		return
	}
	end := l.words(name)
	if name == "script" {
		s.text = l.doc[l.at:end]
		l.scripts = append(l.scripts, s)
	}
	if name == "style" || name == "script" && !bytes.Contains(s.text, []byte("<!--")) {
		l.cut(l.at, end)
	}
	l.at = end
}

// endless tells whether an element whose tag closes it has no other end: in XML, or where none follows. It is looked for once a name.
func (l *leaner) endless(name string) bool {
	if l.xml || l.unended[name] {
		return true
	}
	if l.words(name) < len(l.doc) {
		return false
	}
	if l.unended == nil {
		l.unended = map[string]bool{}
	}
	l.unended[name] = true
	return true
}

// cut leaves out a part of the page.
func (l *leaner) cut(from, to int) {
	l.rest = append(l.rest, l.doc[l.kept:from]...)
	l.kept = to
}

// name passes over the name of a tag and returns it in lower case, if it is one of those that are asked for. It is good until the next.
func (l *leaner) name() []byte {
	n := 0
	for l.at < len(l.doc) && !isSpace(l.doc[l.at]) && l.doc[l.at] != '/' && l.doc[l.at] != '>' {
		if n < len(l.low) {
			c := l.doc[l.at]
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			l.low[n] = c
		}
		n++
		l.at++
	}
	if n > len(l.low) {
		n = 0
	}
	return l.low[:n]
}

// words returns where the words of an element without markup end that begin here.
func (l *leaner) words(name string) int {
	if name == "plaintext" {
		return len(l.doc)
	}
	comment, inner := false, false // within a comment of a script; within a script in that
	done := 0                      // where the comment ends
	for at := l.at; ; {
		i := bytes.IndexByte(l.doc[at:], '<')
		if i < 0 {
			return len(l.doc)
		}
		at += i
		if comment && at >= done {
			comment, inner = false, false
		}
		rest := l.doc[at+1:]
		switch {
		case name == "script" && !comment && bytes.HasPrefix(rest, []byte("!--")):
			comment, done = true, len(l.doc)
			if end := bytes.Index(rest[1:], []byte("-->")); end >= 0 { // the same dashes may end it
				done = at + 2 + end
			}
		case len(rest) > 0 && rest[0] == '/' && begins(rest[1:], name):
			if !inner {
				return at
			}
			inner = false
		case comment && begins(rest, name):
			inner = true
		}
		at++
	}
}

// begins tells whether a tag of a name stands at the head of s.
func begins(s []byte, name string) bool {
	if len(s) <= len(name) || !strings.EqualFold(string(s[:len(name)]), name) {
		return false
	}
	c := s[len(name)]
	return isSpace(c) || c == '/' || c == '>'
}

// attributes goes behind the end of a tag. It tells whether the tag has attributes, and s, which may be nil, of them.
func (l *leaner) attributes(s *script) (any bool) {
	doc := l.doc
	for l.at < len(doc) {
		c := doc[l.at]
		if c == '>' {
			l.at++
			return any
		}
		if isSpace(c) || c == '/' {
			l.at++
			continue
		}
		any = true
		start := l.at
		for l.at++; l.at < len(doc) && !isSpace(doc[l.at]) && doc[l.at] != '/' && doc[l.at] != '>' && doc[l.at] != '='; l.at++ {
		}
		key := doc[start:l.at]
		value := l.value()
		if s != nil {
			s.set(key, value)
		}
	}
	return any
}

// value passes over what an attribute says, and returns it.
func (l *leaner) value() []byte {
	doc := l.doc
	l.spaces()
	if l.at >= len(doc) || doc[l.at] != '=' {
		return nil
	}
	l.at++
	l.spaces()
	if l.at >= len(doc) {
		return nil
	}
	if mark := doc[l.at]; mark == '"' || mark == '\'' {
		l.at++
		start := l.at
		end := bytes.IndexByte(doc[start:], mark)
		if end < 0 {
			l.at = len(doc)
			return doc[start:]
		}
		l.at += end + 1
		return doc[start : start+end]
	}
	start := l.at
	for l.at < len(doc) && !isSpace(doc[l.at]) && doc[l.at] != '>' {
		l.at++
	}
	return doc[start:l.at]
}

func (l *leaner) spaces() {
	for l.at < len(l.doc) && isSpace(l.doc[l.at]) {
		l.at++
	}
}

func (s *script) set(key, value []byte) {
	switch strings.ToLower(string(key)) {
	case "type":
		kind, _, _ := strings.Cut(html.UnescapeString(string(value)), ";")
		s.kind = strings.ToLower(strings.TrimSpace(kind))
	case "src":
		s.far = true
	}
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

func isASCII(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
