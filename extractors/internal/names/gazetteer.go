package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/memo"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

// sense is how an alias refers to its entry.
type sense uint8

const (
	asName      sense = iota // the name, or a short form of it
	asAdjective              // a demonym: Albanian, Albanians
	asSeat                   // a capital or a residence
)

// alias is one spelling of a gazetteer entry.
type alias struct {
	text  string // straight apostrophes, single spaces
	id    int    // index into gazetteer.names
	sense sense
	the   bool // only behind "the" is it this entry: written without it is the name of another
}

// gazetteer finds known names in tokens. It compares text, not tokens, so that it
// does not depend on how a name with marks in it is cut ("AT&T", "N'Djamena").
type gazetteer struct {
	names []lexicon.Name
	// first maps a name's first word, lower-cased, to the aliases that begin with
	// it, longest first; of two of one spelling the later entry wins.
	first map[string][]alias
	sieve memo.Sieve // of its words
}

func newGazetteer(names []lexicon.Name) *gazetteer {
	g := &gazetteer{names: slices.Clone(names), first: make(map[string][]alias, 2*len(names))}
	for id, n := range g.names {
		g.add(n.Name, id, asName)
		for _, a := range n.Aliases {
			g.add(a, id, asName)
		}
		for _, a := range n.Adjectives {
			g.add(a, id, asAdjective)
		}
		for _, a := range n.Seats {
			g.add(a, id, asSeat)
		}
	}
	return g
}

// sort puts the longest alias of a first word first. It must run before match.
func (g *gazetteer) sort() {
	for _, list := range g.first {
		asksArticle(list)
		slices.SortStableFunc(list, func(a, b alias) int {
			longer := cmp.Compare(len(b.text), len(a.text))
			if longer == 0 && a.the != b.the {
				if a.the {
					return -1
				}
				return 1
			}
			return cmp.Or(longer, cmp.Compare(a.sense, b.sense), cmp.Compare(b.id, a.id))
		})
	}
}

// asksArticle leaves the mark of an article to those aliases that another entry's name is written like: "the Emirates" are a state, Emirates is an airline.
func asksArticle(list []alias) {
	for i := range list {
		a := &list[i]
		a.the = a.the && slices.ContainsFunc(list, func(b alias) bool { return b.text == a.text && b.id != a.id && b.sense == asName && !b.the })
	}
}

// place adds a place that lies in the country of the code, or in none.
func (g *gazetteer) place(name, code string) {
	g.names = append(g.names, lexicon.Name{Name: name, Type: factwire.Place, Affiliation: code})
	g.add(name, len(g.names)-1, asName)
}

func (g *gazetteer) add(text string, id int, s sense) {
	text = straight(strings.Join(strings.Fields(text), " "))
	the := false
	for _, article := range []string{"the ", "The "} {
		if rest, ok := strings.CutPrefix(text, article); ok && g.names[id].Type != factwire.Organization {
			text, the = rest, true // the article is no part of a match
		}
	}
	key := firstWord(text)
	if key == "" {
		return
	}
	g.first[key] = append(g.first[key], alias{text, id, s, the})
	g.sieve.Add(key)
}

// firstWord returns the leading letters and digits of a text in lower case.
func firstWord(text string) string {
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if i == 0 {
				return ""
			}
			return strings.ToLower(text[:i])
		}
	}
	return strings.ToLower(text)
}

// straight replaces typographic apostrophes and hyphens, and spaces that do not break, by their plain forms.
func straight(s string) string {
	for i := range len(s) {
		if _, n := straightAt(s, i); n > 1 {
			var room [64]byte
			out := append(room[:0], s[:i]...)
			for i < len(s) {
				b, n := straightAt(s, i)
				out = append(out, b)
				i += n
			}
			return string(out)
		}
	}
	return s
}

// straightAt returns the plain form of the mark at byte i and its length; one that has none is a byte that stays as it is.
func straightAt(s string, i int) (byte, int) {
	switch b := s[i]; {
	case b < utf8.RuneSelf:
		return b, 1
	case b == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x98 || s[i+2] == 0x99):
		return '\'', 3
	case b == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x90 || s[i+2] == 0x91):
		return '-', 3
	case b == 0xca && i+1 < len(s) && s[i+1] == 0xbc:
		return '\'', 2
	case b == 0xc2 && i+1 < len(s) && s[i+1] == 0xa0:
		return ' ', 2
	}
	return s[i], 1
}

// hit is an alias found in a text.
type hit struct {
	last int // token after the last one
	alias
}

// match returns the longest known name that begins at token i and ends before
// token end, or ok = false. A text in capitals matches in any case.
func (g *gazetteer) match(d *nlp.Document, i, end int) (hit, bool) {
	if i >= end {
		return hit{}, false
	}
	t := &d.Tokens[i]
	key := t.Lower
	if cut := firstWord(key); len(cut) != len(key) {
		key = cut
	}
	if !g.sieve.May(key) {
		return hit{}, false
	}
	list := g.first[key]
	shout := shouts(t.Text)
	head, next := t.Text, byte(0) // the first byte of the next word, if it can be compared
	if i+1 < end && d.Tokens[i+1].Space && d.Tokens[i+1].Text[0] < utf8.RuneSelf {
		next = d.Tokens[i+1].Text[0]
	}
	plain := !shout && isASCII(head)
	for _, a := range list {
		if plain && len(a.text) > len(head)+1 && (a.text[:len(head)] != head || a.text[len(head)] == ' ' && next != 0 && a.text[len(head)+1] != next) {
			continue // most that begin with "New" or "National"
		}
		if a.the && (i == 0 || d.Tokens[i-1].Lower != "the") {
			continue
		}
		if last, ok := matchText(d, i, end, a.text, shout); ok {
			return hit{last, a}, true
		}
	}
	return hit{}, false
}

// matchText tells whether the text of an alias stands at token i, and which token
// comes after it.
func matchText(d *nlp.Document, i, end int, text string, shout bool) (int, bool) {
	pos := 0
	for ; i < end; i++ {
		t := &d.Tokens[i]
		if pos > 0 && t.Space {
			if text[pos] != ' ' {
				return 0, false
			}
			pos++
		} else if pos > 0 && text[pos] == ' ' {
			return 0, false
		}
		word := t.Text
		if !isASCII(word) {
			word = straight(word)
		}
		rest := text[pos:]
		switch {
		case len(word) <= len(rest) && (rest[:len(word)] == word || shout && strings.EqualFold(rest[:len(word)], word)):
			pos += len(word)
		case len(word) == len(rest)+1 && word[len(word)-1] == '.' && rest == word[:len(word)-1]:
			pos = len(text) // a full stop that belongs to the sentence
		default:
			return 0, false
		}
		if pos == len(text) {
			return i + 1, true
		}
	}
	return 0, false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// shouts tells whether a word of more than three letters is written in capitals.
func shouts(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 3
}

func isUpper(word string) bool {
	if word != "" && word[0] < utf8.RuneSelf {
		return word[0] >= 'A' && word[0] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// allUpper reports whether a word has no letter that is a small one.
func allUpper(word string) bool {
	for i := range len(word) {
		if b := word[i]; b >= 'a' && b <= 'z' {
			return false
		} else if b >= utf8.RuneSelf {
			return strings.ToUpper(word) == word
		}
	}
	return true
}

func isLetter(word string) bool {
	if word != "" && word[0] < utf8.RuneSelf {
		return word[0]|0x20 >= 'a' && word[0]|0x20 <= 'z'
	}
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r)
}
