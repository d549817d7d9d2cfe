package query

import (
	"bytes"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/entity"
)

// Name is an entity that is sought: by a part of its name or its code, or by any name of the same entity, so that
// "Michael R. Pompeo" finds what is told of Mike Pompeo. A name in quotation marks is sought as a whole: "Niger" finds no Nigeria.
type Name struct {
	word  string // lower case
	whole bool
	keys  map[string]bool
	marks [][]byte
	canon *entity.Canon
}

// nameTypes are those whose names are spelt in several ways: people's, and those of firms and bodies.
var nameTypes = [...]factwire.EntityType{factwire.Person, factwire.Organization}

// NameOf prepares a name or a code.
func NameOf(text string, c *entity.Canon) Name {
	text = strings.TrimSpace(text)
	n := Name{canon: c}
	if inner, ok := quoted(text); ok {
		text, n.whole = inner, true
	}
	n.word = strings.ToLower(text)
	if len(text) == 2 {
		n.marks = append(n.marks, []byte("\n"+n.word+"\n"))
		return n
	}
	n.keys = map[string]bool{}
	n.marks = append(n.marks, last(n.word))
	for _, t := range nameTypes {
		if key := c.Key(factwire.Entity{Name: text, Type: t}); key != "" {
			n.keys[key] = true
			n.marks = append(n.marks, last(strings.ToLower(key)))
		}
	}
	return n
}

func last(s string) []byte {
	if words := strings.Fields(s); len(words) > 0 {
		return []byte(words[len(words)-1])
	}
	return []byte(s)
}

func namesOf(all []string, c *entity.Canon) []Name {
	var out []Name
	for _, text := range all {
		out = append(out, NameOf(text, c))
	}
	return out
}

// NamesOf joins the names and codes of entities as rows hold them: in lower case, a line feed before and after each.
func NamesOf(all []factwire.Entity) string {
	var b strings.Builder
	b.WriteByte('\n')
	for _, e := range all {
		b.WriteString(strings.ToLower(e.Name))
		b.WriteByte('\n')
		if e.Code != "" {
			b.WriteString(strings.ToLower(e.Code))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func in(sought []Name, names string) bool {
	return slices.ContainsFunc(sought, func(n Name) bool { return n.In(names) })
}

// In reports whether names that NamesOf joined hold a part of one, a code of two letters, or another name of the same entity.
func (n *Name) In(names string) bool {
	if strings.Contains(names, "\n"+n.word+"\n") {
		return true
	}
	if len(n.word) <= 2 {
		return false
	}
	if !n.whole && strings.Contains(names, n.word) {
		return true
	}
	for other := range strings.SplitSeq(names, "\n") {
		if len(other) <= 2 {
			continue
		}
		for _, key := range KeysOf(other, n.canon) {
			if n.keys[key] {
				return true
			}
		}
	}
	return false
}

// quoted returns what stands in quotation marks, if the text begins and ends with them.
func quoted(text string) (string, bool) {
	if len(text) > 2 && text[0] == '"' && text[len(text)-1] == '"' {
		return strings.TrimSpace(text[1 : len(text)-1]), true
	}
	return text, false
}

// KeysOf returns the keys that a name in lower case would have, as a person's and as an organization's.
func KeysOf(lower string, c *entity.Canon) (keys [len(nameTypes)]string) {
	for i, t := range nameTypes {
		keys[i] = c.Key(factwire.Entity{Name: lower, Type: t})
	}
	return keys
}

// Parts returns what an index looks for: the name or the code in lower case, the keys of which another name of the same entity has one, and
// whether a part of a longer name is found, too.
func (n *Name) Parts() (word string, keys []string, part bool) {
	for k := range n.keys {
		keys = append(keys, k)
	}
	return n.word, keys, !n.whole && len(n.word) > 2
}

// Bytes reports whether bytes that hold the names of a row can be those of one that is wanted, so that most of a large list is passed over
// unread.
func (m *Matcher) Bytes(packed []byte) bool {
	for _, sought := range [...][]Name{m.who, m.whom} {
		if len(sought) > 0 && !slices.ContainsFunc(sought, func(n Name) bool { return n.marked(packed) }) {
			return false
		}
	}
	return true
}

func (n *Name) marked(packed []byte) bool {
	return slices.ContainsFunc(n.marks, func(mark []byte) bool { return bytes.Contains(packed, mark) })
}
