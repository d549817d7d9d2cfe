package page

import (
	"bytes"
)

// maxOpen bounds how many elements of formatting with attributes may be open at once: the
// parser opens all of them anew in each paragraph that follows, as HTML wants it.
const maxOpen = 100

// markup counts what would make a tree much larger than its page, before there is a tree: the
// tags that begin elements, and the most elements of formatting with attributes that are open
// at once.
func markup(doc []byte) (tags, open int) {
	now := map[string]int{}
	all := 0
	for {
		i := bytes.IndexByte(doc, '<')
		if i < 0 || i+1 == len(doc) {
			return tags, open
		}
		doc = doc[i+1:]
		switch {
		case bytes.HasPrefix(doc, []byte("!--")):
			end := bytes.Index(doc, []byte("-->"))
			if end < 0 {
				return tags, open
			}
			doc = doc[end:]
		case doc[0] == '/':
			if name, _ := formatting(doc[1:]); name != "" && now[name] > 0 {
				now[name]--
				all--
			}
		case doc[0]|0x20 >= 'a' && doc[0]|0x20 <= 'z':
			tags++
			if hasName(doc, "script") || hasName(doc, "style") {
				doc = skipRaw(doc)
				continue
			}
			if name, attributes := formatting(doc); name != "" && attributes {
				now[name]++
				all++
				open = max(open, all)
			}
		}
	}
}

// skipRaw returns what follows the words of a script or a style, whose tag is at the head of doc.
func skipRaw(doc []byte) []byte {
	end := []byte("</script")
	if hasName(doc, "style") {
		end = []byte("</style")
	}
	for at := 0; ; {
		i := bytes.Index(doc[at:], []byte("</"))
		if i < 0 {
			return doc[len(doc):]
		}
		at += i
		if len(doc)-at >= len(end) && bytes.EqualFold(doc[at:at+len(end)], end) {
			return doc[at:]
		}
		at += 2
	}
}

// hasName tells whether a tag's name, at the head of doc, is name.
func hasName(doc []byte, name string) bool {
	if len(doc) <= len(name) || !bytes.EqualFold(doc[:len(name)], []byte(name)) {
		return false
	}
	c := doc[len(name)]
	return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'
}

// formatting returns the name of a tag at the head of doc, if it is one of formatting, and
// whether it has attributes.
func formatting(doc []byte) (name string, attributes bool) {
	if len(doc) == 0 {
		return "", false
	}
	for _, name := range [...]string{"b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u", "nobr"} {
		if doc[0]|0x20 == name[0] && hasName(doc, name) {
			return name, doc[len(name)] != '>'
		}
	}
	return "", false
}
