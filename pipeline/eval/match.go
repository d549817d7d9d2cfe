// Package eval measures extracted facts against gold facts.
//
// A signing counts by each pair of its parties and a ban by each pair of authority and target, with their
// status; a deadline by its due date and status, where who or whom overlap; a quote by its speaker, where at
// least 80 % of the gold words are covered and at least half of the words given are gold. Optional
// gold facts are neither asked for nor held against the extractor.
package eval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/factwire/factwire"
)

// aliases are names that gold files and articles use for one thing.
var aliases = map[string]string{
	"state department": "department of state", "us state department": "department of state", "us department of state": "department of state",
	"pentagon": "department of defense", "us department of defense": "department of defense", "defense department": "department of defense",
	"us commerce department": "department of commerce", "commerce department": "department of commerce", "us department of commerce": "department of commerce",
	"federal communications commission": "fcc", "us government": "us", "european community": "EU", "ec": "EU", "european union": "EU",
}

var (
	notWord = regexp.MustCompile(`[^a-z0-9]+`)
	code    = regexp.MustCompile(`^[A-Z]{2}$`)
	prefix  = regexp.MustCompile(`^\w+ ((?:\w+ )*?(?:\w*\s*)(?:ministry|department|government|parliament)\b)`)
)

// plain folds a text to lower-case letters and digits without accents.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	s = strings.ReplaceAll(strings.ToLower(b.String()), ".", "")
	s = strings.ReplaceAll(s, "&", " and ")
	return strings.TrimSpace(notWord.ReplaceAllString(s, " "))
}

// key makes an entity comparable: its code, else its plain name.
func key(e factwire.Entity) string {
	if e.Code != "" {
		return strings.ToUpper(e.Code)
	}
	if code.MatchString(e.Name) {
		return e.Name
	}
	name := strings.TrimPrefix(plain(e.Name), "the ")
	if a, ok := aliases[name]; ok {
		return a
	}
	if bare := prefix.ReplaceAllString(name, "$1"); bare != name {
		if a, ok := aliases[bare]; ok {
			return a
		}
		return bare
	}
	return name
}

func keys(all []factwire.Entity) []string {
	var out []string
	for _, e := range all {
		if k := key(e); !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "a": true, "by": true, "new": true}

// sameName reports whether two keys name one thing: equal, or, for names that are no codes, the words of
// one hold those of the other.
func sameName(a, b string) bool {
	if a == b {
		return true
	}
	if a == strings.ToUpper(a) || b == strings.ToUpper(b) {
		return false
	}
	words := func(s string) map[string]bool {
		m := map[string]bool{}
		for _, w := range strings.Fields(s) {
			if !small[w] {
				m[w] = true
			}
		}
		return m
	}
	x, y := words(a), words(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	within := func(x, y map[string]bool) bool {
		for w := range x {
			if !y[w] {
				return false
			}
		}
		return true
	}
	return within(x, y) || within(y, x)
}

// sameSpeaker reports whether two entities are one speaker: for persons the surname, where the first
// names do not contradict each other.
func sameSpeaker(g, p factwire.Entity) bool {
	a, b := key(g), key(p)
	if a == b {
		return true
	}
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] && (len(x) == 1 || len(y) == 1 || x[0][0] == y[0][0])
}

func sameSpeakers(g, p factwire.Fact) bool {
	for _, a := range g.Who {
		for _, b := range p.Who {
			if sameSpeaker(a, b) {
				return true
			}
		}
	}
	return false
}

// covers reports whether enough of the gold words are got, and enough of what is got is gold.
func covers(gold, got string) bool {
	g, p := strings.Fields(plain(gold)), strings.Fields(plain(got))
	count := map[string]int{}
	for _, w := range g {
		count[w]++
	}
	common := 0
	for _, w := range p {
		if count[w] > 0 {
			count[w]--
			common++
		}
	}
	return float64(common) >= 0.8*float64(max(1, len(g))) && float64(common) >= 0.5*float64(max(1, len(p)))
}

// unit is what a fact counts as.
type unit struct {
	kind   factwire.Kind
	a, b   string   // a pair of parties, or authority and target
	many   []string // parties of a signing that counts as one
	status factwire.Status
	fact   factwire.Fact
	opt    bool
}

func units(f Gold) []unit {
	u := unit{kind: f.Kind, status: f.Status, fact: f.Fact, opt: f.Optional}
	if u.status == "" {
		u.status = factwire.Done
	}
	who, whom := keys(f.Who), keys(f.Whom)
	switch f.Kind {
	case factwire.Signing:
		if len(f.Who) > 6 || len(f.Who) < 2 || len(who) < 2 {
			u.many = who
			if u.many == nil {
				u.many = []string{}
			}
			return []unit{u}
		}
		var out []unit
		for i := range who {
			for j := i + 1; j < len(who); j++ {
				v := u
				v.a, v.b = who[i], who[j]
				out = append(out, v)
			}
		}
		return out
	case factwire.Ban:
		if len(whom) == 0 {
			whom = []string{""}
		}
		var out []unit
		for _, a := range who {
			for _, b := range whom {
				v := u
				v.a, v.b = a, b
				out = append(out, v)
			}
		}
		return out
	}
	return []unit{u}
}

// same reports whether two units are one, to the letter: a unit said twice is one.
func same(a, b unit) bool {
	return a.status == b.status && a.a == b.a && a.b == b.b && slices.Equal(a.many, b.many) && (a.many == nil) == (b.many == nil)
}

// match reports whether unit p answers gold unit g.
func match(g, p unit) bool {
	switch g.kind {
	case factwire.Ban:
		return g.status == p.status && sameName(g.a, p.a) && sameName(g.b, p.b)
	case factwire.Signing:
		if g.status != p.status || g.many != nil || p.many != nil {
			return same(g, p)
		}
		return sameName(g.a, p.a) && sameName(g.b, p.b) || sameName(g.a, p.b) && sameName(g.b, p.a)
	case factwire.Deadline:
		if g.fact.When.Date != p.fact.When.Date || g.status != p.status {
			return false
		}
		gold := append(keys(g.fact.Who), keys(g.fact.Whom)...)
		for _, a := range gold {
			for _, b := range append(keys(p.fact.Who), keys(p.fact.Whom)...) {
				if sameName(a, b) {
					return true
				}
			}
		}
		return len(gold) == 0
	}
	return sameSpeakers(g.fact, p.fact) && covers(g.fact.What, p.fact.What)
}
