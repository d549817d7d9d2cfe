// Package entity gives a name one form over a whole store: what article after article calls
// differently is one entity where its spelling alone says so, or where the user's aliases say so. It does no I/O.
//
// The rules look at one entity at a time, so that no later article can change what an earlier name stood for:
//
//   - The user's aliases come first, and a name that they give is final.
//   - A person is known by given name and surname: nicknames between marks, initials between the two and
//     "Jr." fall away, "Mike" is "Michael". A bare surname stays what it is, and two given names
//     stay two people.
//   - An organization loses a leading "the", the legal form behind its name ("Inc.", "GmbH"), and its own initials in brackets.
//   - Goods named by their maker ("Acme equipment", "Acme sonar equipment") are the maker; a class of goods loses "advanced", "certain" and the like,
//     and is known by one of the words that are used for it ("semiconductors", "chips").
//   - Marks on letters, case, apostrophes and full stops never tell two entities apart.
package entity

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/factwire/factwire"
)

//go:embed given.txt
var givenNames string

//go:embed goods.txt
var goodsWords string

// Aliases maps a name as it is met to the name that it stands for. Names are compared as [Fold] leaves them. Of a chain
// (a stands for b, b for c) each step is followed, once. The id of a Wikidata item ("Q42") that stands for a name is what [Canon.Items] gives all
// that the name stands for.
type Aliases map[string]string

// Canon gives entities their one form. It is safe for concurrent use.
type Canon struct {
	aliases map[string]string // folded name to the name that it stands for
	given   map[string]string // short given name to the full one
	// after and before are words that add nothing to a name of goods.
	after, before map[string]bool
	same          map[string]string // a class of goods by another word for it
	items         map[string]string // Wikidata's, see itemKey
	own           map[string]string // those that the user gives, by the folded canonical name
}

// New returns a canon with the user's aliases; nil means none.
func New(aliases Aliases) *Canon {
	c := &Canon{aliases: make(map[string]string, len(aliases)), given: map[string]string{}, after: map[string]bool{}, before: map[string]bool{}, same: map[string]string{}, items: items()}
	for from, to := range aliases {
		if isItem(from) {
			c.own = addItem(c.own, Fold(to), from)
			continue
		}
		c.aliases[Fold(from)] = strings.Join(strings.Fields(to), " ")
	}
	for line := range strings.Lines(givenNames) {
		if short, full, ok := strings.Cut(strings.TrimSpace(line), " "); ok && !strings.HasPrefix(line, "#") {
			c.given[short] = full
		}
	}
	for line := range strings.Lines(goodsWords) {
		switch place, word, _ := strings.Cut(strings.TrimSpace(line), " "); place {
		case "after":
			c.after[word] = true
		case "before":
			c.before[Fold(word)] = true
		case "same":
			other, name, _ := strings.Cut(word, " is ")
			c.same[Fold(other)] = Fold(name)
		}
	}
	return c
}

// Fold returns a name in the form in which names are compared: lower case, without marks on letters, apostrophes
// and full stops, other punctuation as a space, spaces single.
func Fold(name string) string {
	ascii := true
	for i := range len(name) {
		if name[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if !ascii {
		// a broken byte would keep the letter behind it from being taken apart
		name = norm.NFKD.String(strings.ToValidUTF8(name, "\uFFFD"))
	}
	var b strings.Builder
	space := false
	for _, r := range name {
		switch {
		case unicode.Is(unicode.Mn, r), r == '.', r == '\'', r == '’':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case r == '&':
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString("and")
			space = true
		default:
			space = true
		}
	}
	return b.String()
}

// Key is what one entity has in common wherever it is named. Two entities with one key are one.
func (c *Canon) Key(e factwire.Entity) string {
	if to, ok := c.alias(e.Name); ok {
		if len(to) == 2 && to == strings.ToUpper(to) {
			return to // the user gives a country's code
		}
		e.Name = to
	} else if e.Code != "" {
		return e.Code
	}
	name := Fold(e.Name)
	if name == "" {
		return strings.ToLower(e.Name)
	}
	switch e.Type {
	case factwire.Person:
		return c.person(e.Name, name)
	case factwire.Organization, factwire.Program:
		return organization(name)
	case factwire.Company:
		return organization(c.firm(e.Name, name))
	case factwire.Product, factwire.Group:
		return c.goods(e.Name, name)
	}
	return name
}

// maker is the firm of a name that has its goods behind it ("Acme equipment"), else the name.
func (c *Canon) maker(raw, folded string) string {
	words := strings.Fields(folded)
	first := []rune(strings.TrimSpace(raw))
	if n := len(words); n > 1 && c.after[words[n-1]] && len(first) > 0 && unicode.IsUpper(first[0]) && !unicode.IsUpper(initial(raw)) {
		return strings.Join(words[:n-1], " ")
	}
	return folded
}

// firm is maker for what is known to be a firm: whatever stands in small letters before the goods says what they are for ("Acme sonar equipment").
func (c *Canon) firm(raw, folded string) string {
	made := c.maker(raw, folded)
	if made == folded {
		return folded
	}
	words := strings.Fields(raw)
	n := len(words) - 1
	for n > 1 && !unicode.IsUpper(initial(words[n-1])) {
		n--
	}
	return cmp.Or(Fold(strings.Join(words[:n], " ")), made)
}

// initial is the first letter of a name's last word.
func initial(raw string) rune {
	words := strings.Fields(raw)
	r, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return r
}

// goods is what a product or a class of goods is known by: its maker, where the name begins with one, else without the words that
// only say that some of it is meant.
func (c *Canon) goods(raw, folded string) string {
	if made := c.maker(raw, folded); made != folded {
		return organization(made)
	}
	words := strings.Fields(folded)
	for len(words) > 1 {
		switch {
		case c.before[words[0]]:
			words = words[1:]
		case len(words) > 2 && c.before[words[0]+" "+words[1]]: // "high-end" is two words when it is folded
			words = words[2:]
		default:
			return c.class(words)
		}
	}
	return c.class(words)
}

// class is a class of goods by the word that stands for all that are used for it.
func (c *Canon) class(words []string) string {
	name := strings.Join(words, " ")
	if to, ok := c.same[name]; ok {
		return to
	}
	return name
}

// Name returns the name to show: the user's alias, else the entity's own.
func (c *Canon) Name(e factwire.Entity) string {
	if to, ok := c.alias(e.Name); ok {
		return to
	}
	return e.Name
}

func (c *Canon) alias(name string) (string, bool) {
	if len(c.aliases) == 0 {
		return "", false
	}
	found := false
	for range 8 { // a circle of aliases ends here
		to, ok := c.aliases[Fold(name)]
		if !ok || to == name {
			break
		}
		name, found = to, true
	}
	return name, found
}

// person is given name and surname; what stands between is kept unless it is an initial.
func (c *Canon) person(raw, folded string) string {
	// a nickname in marks: Michael "Mike" Pompeo
	if open := strings.IndexAny(raw, "\"“‘("); open > 0 {
		if n := strings.IndexAny(raw[open+1:], "\"”’)"); n >= 0 {
			rest := raw[:open] + " " + strings.TrimLeft(raw[open+1+n:], "\"”’)")
			if f := Fold(rest); strings.Contains(f, " ") {
				folded = f
			}
		}
	}
	words := strings.Fields(folded)
	if n := len(words); n > 2 && slices.Contains([]string{"jr", "sr", "ii", "iii"}, words[n-1]) {
		words = words[:n-1]
	}
	out := words[:0]
	for i, w := range words {
		if i > 0 && i < len(words)-1 && len([]rune(w)) == 1 {
			continue
		}
		out = append(out, w)
	}
	if len(out) > 1 {
		if full, ok := c.given[out[0]]; ok {
			out[0] = full
		}
	}
	return strings.Join(out, " ")
}

// forms are the legal forms that stand behind a company's name.
var forms = map[string]bool{"inc": true, "incorporated": true, "ltd": true, "limited": true, "llc": true, "plc": true, "corp": true,
	"corporation": true, "co": true, "company": true, "gmbh": true, "ag": true, "sa": true, "spa": true, "nv": true, "bv": true, "ab": true, "oyj": true, "asa": true, "kk": true, "as": true}

func organization(name string) string {
	words := strings.Fields(name)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 1 && forms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if n := len(words) - 1; n > 2 && words[n] == initials(words[:n]) {
		words = words[:n] // Norland Radio Agency (NRA)
	}
	return strings.Join(words, " ")
}

// initials are the first letters of the words, without those of "of", "the", "and" and "for".
func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if w != "of" && w != "the" && w != "and" && w != "for" {
			b.WriteRune([]rune(w)[0])
		}
	}
	return b.String()
}
