package train

import (
	"slices"
	"strings"
	"unicode"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/compose"
)

// key returns what names are compared by: the code where there is one, else the words in lower case.
func key(name, code string) string {
	if code != "" {
		return code
	}
	if len(name) == 2 && strings.ToUpper(name) == name {
		return name
	}
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, " ")
}

// small are words that do not tell names apart.
var small = []string{"of", "the", "and", "for", "in", "a", "by", "new", "s"}

func wordsOf(k string) []string {
	return slices.DeleteFunc(strings.Fields(k), func(w string) bool { return slices.Contains(small, w) })
}

func subset(a, b []string) bool {
	return len(a) > 0 && !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}

// alike reports whether two keys name one thing: equal, or, of names that are no codes, the words of one hold those of the other.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) == 2 && strings.ToUpper(a) == a || len(b) == 2 && strings.ToUpper(b) == b {
		return false
	}
	x, y := wordsOf(a), wordsOf(b)
	return subset(x, y) || subset(y, x)
}

func keyOf(e factwire.Entity) string { return key(e.Name, e.Code) }

// verdict says whether a proposal is right by an example's marks: 1 right, 0 wrong, -1 not to be judged.
func verdict(p *compose.Proposal, events []Event) int {
	loose := false
	for i := range events {
		e := &events[i]
		if e.Kind != p.Kind || e.Status != p.Status {
			continue
		}
		if right(p, e) {
			if e.Optional {
				return -1
			}
			return 1
		}
		loose = loose || e.Optional || e.Partial
	}
	if loose {
		return -1
	}
	return 0
}

func right(p *compose.Proposal, e *Event) bool {
	has := func(role string, k string) bool {
		return slices.ContainsFunc(e.Names[role], func(n string) bool { return alike(key(n, ""), k) })
	}
	x, y := p.Entities()
	a, b := keyOf(x), keyOf(y)
	switch p.Kind {
	case factwire.Signing:
		return has("who", a) && has("who", b)
	case factwire.Deadline:
		date := ""
		if p.Rule != nil {
			date = string(p.Rule.When.Date)
		} else if p.Due != nil {
			date = string(p.Due.Date)
		}
		return date == e.Date && (len(e.Names["who"])+len(e.Names["whom"]) == 0 || has("who", a) || has("whom", a))
	}
	return has("who", a) && (has("whom", b) || subset(wordsOf(b), wordsOf(key(e.About, ""))))
}
