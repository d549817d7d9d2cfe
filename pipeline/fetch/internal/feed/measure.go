package feed

import (
	"bytes"
	"fmt"
)

// measure refuses what nests deeper or holds more elements than a feed does, and cuts
// what has more than MaxItems items before the first of those too many: the library
// would hold all of them at once. It counts tags without reading them, so that a bomb
// costs no more than its length.
func measure(data []byte) (kept []byte, cut bool, err error) {
	head := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(head) > 0 && (head[0] == '{' || head[0] == '[') {
		return measureJSON(data)
	}
	depth, tags, items := 0, 0, 0
	close := next{data: data, mark: []byte(">")}
	for i := 0; i < len(data); i++ {
		at := bytes.IndexByte(data[i:], '<')
		if at < 0 || i+at+1 >= len(data) {
			break
		}
		i += at
		switch data[i+1] {
		case '/':
			depth--
		case '!', '?':
			n, open := skip(data[i:])
			if open {
				return data, false, nil // all that follows is within it
			}
			i += max(n, 1) - 1
		default:
			tags++
			if isItem(data[i+1:]) {
				if items++; items > MaxItems {
					return closeEnd(data[:i]), true, nil
				}
			}
			if end := close.from(i); end > 0 && data[end-1] != '/' {
				depth++
			}
		}
		if depth > maxDepth || tags > maxTags {
			return nil, false, fmt.Errorf("%w: its elements nest too deep or are too many", ErrNone)
		}
	}
	return data, false, nil
}

// isItem tells whether a tag, behind its bracket, begins an item of RSS or an entry
// of Atom.
func isItem(tag []byte) bool {
	for _, name := range [...]string{"item", "entry", "rss:item", "atom:entry"} {
		if len(tag) > len(name) && string(tag[:len(name)]) == name {
			switch tag[len(name)] {
			case '>', '/', ' ', '\t', '\n', '\r':
				return true
			}
		}
	}
	return false
}

// measureJSON is measure for a JSON feed, whose items are objects in a list in an
// object.
func measureJSON(data []byte) (kept []byte, cut bool, err error) {
	depth, items, quoted := 0, 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			depth++
			if c == '{' && depth == 3 {
				if items++; items > MaxItems {
					head := bytes.TrimRight(data[:i], ", \t\r\n")
					return append(bytes.Clone(head), "]}"...), true, nil
				}
			}
			if depth > maxDepth {
				return nil, false, fmt.Errorf("%w: its values nest too deep", ErrNone)
			}
		case c == '}', c == ']':
			depth--
		}
	}
	return data, false, nil
}

// next finds the next of a mark from any place on, for places that only grow. What was
// looked through once is not looked through again: a document of open tags without an
// end would else cost the square of its length.
type next struct {
	data, mark []byte
	at         int // of the last one found
	none       bool
}

// from returns where the first mark at or behind i stands, or -1.
func (n *next) from(i int) int {
	if n.none {
		return -1
	}
	if n.at >= i && n.at > 0 {
		return n.at
	}
	at := bytes.Index(n.data[i:], n.mark)
	if at < 0 {
		n.none = true
		return -1
	}
	n.at = i + at
	return n.at
}

// skip returns the length of the comment or CDATA section at the head of data, or 0;
// open tells that one begins there and does not end.
func skip(data []byte) (n int, open bool) {
	for _, s := range []struct{ open, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}} {
		if bytes.HasPrefix(data, []byte(s.open)) {
			if i := bytes.Index(data, []byte(s.end)); i >= 0 {
				return i + len(s.end), false
			}
			return 0, true
		}
	}
	return 0, false
}
