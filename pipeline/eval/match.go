// Package eval measures extracted facts against gold facts.
//
// What a fact counts as, the descriptor of its kind says (kind.Unit). A signing counts by each pair of its parties and a ban by each pair of authority and target, with their
// status; a deadline by its due date and status, where who or whom overlap; a quote by its speaker, where at
// least 80 % of the gold words are covered and at least half of the words given are gold. Optional
// gold facts are neither asked for nor held against the extractor.
package eval

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
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
	// possessor is the word before a ministry and the like ("German" of "German foreign ministry"); RE2 has no
	// look-ahead, so what follows it is a group.
	possessor = regexp.MustCompile(`^\w+ (\w*\s*(?:ministry|department|government|parliament)\b)`)
)

// plain folds a text to lower-case letters and digits without accents.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if norm.NFKD.PropertiesString(string(r)).CCC() == 0 {
			b.WriteRune(r)
		}
	}
	s = strings.ReplaceAll(strings.ToLower(b.String()), ".", "")
	s = strings.ReplaceAll(s, "&", " and ")
	return strings.TrimSpace(notWord.ReplaceAllString(s, " "))
}

// names compares entities by their names. Its map adds to aliases; both sides are folded by plain, except that a
// value of two capitals is a code.
type names map[string]string

// key makes an entity comparable: its code, else its plain name.
func (n names) key(e factwire.Entity) string {
	if e.Code != "" {
		return strings.ToUpper(e.Code)
	}
	if code.MatchString(e.Name) {
		return e.Name
	}
	name := strings.TrimPrefix(plain(e.Name), "the ")
	bare := possessor.ReplaceAllString(name, "$1")
	for _, form := range []string{name, bare} {
		if a, ok := n[form]; ok {
			return a
		}
		if a, ok := aliases[form]; ok {
			return a
		}
	}
	return bare
}

// keys returns the entities' keys, sorted and without repeats.
func (n names) keys(all []factwire.Entity) []string {
	out := make([]string, 0, len(all))
	for _, e := range all {
		out = append(out, n.key(e))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "a": true, "by": true, "new": true}

// sameName reports whether two keys name one thing: equal, or, for names that are no codes, the words of
// one hold those of the other.
func sameName(a, b string) bool {
	if a == b {
		return true
	}
	if isCode(a) || isCode(b) {
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

// isCode reports whether a key is a code, the only keys with capitals.
func isCode(key string) bool { return strings.ToLower(key) != key }

// sameSpeaker reports whether two entities are one speaker: for persons the surname, where the first
// names do not contradict each other.
func (n names) sameSpeaker(g, p factwire.Entity) bool {
	a, b := n.key(g), n.key(p)
	if a == b {
		return true
	}
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] && (len(x) == 1 || len(y) == 1 || x[0][0] == y[0][0])
}

func (n names) sameSpeakers(g, p factwire.Fact) bool {
	for _, a := range g.Who {
		for _, b := range p.Who {
			if n.sameSpeaker(a, b) {
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

// halfOf reports whether half of the words of the shorter text, small words apart, are the other's; so they are where one has none.
func halfOf(a, b string) bool {
	x, y := contents(a), contents(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	common := 0
	for w := range x {
		if y[w] {
			common++
		}
	}
	return 2*common >= len(x)
}

func contents(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(plain(s)) {
		if !small[w] {
			out[w] = true
		}
	}
	return out
}

// unit is what a fact counts as.
type unit struct {
	as      kind.Unit
	parties []string // sorted: a pair, or all of them where they are too many or too few for pairs
	whole   bool     // the parties are not split into pairs
	who     string   // where whom counts, or each of who
	whom    string   // empty if the fact names no target
	status  factwire.Status
	fact    factwire.Fact
	opt     bool
}

// maxPairs is the largest number of parties that count pair by pair.
const maxPairs = 6

func (n names) units(f Gold) []unit {
	u := unit{as: kind.Of(f.Kind).Measure.Unit, status: f.Status, fact: f.Fact, opt: f.Optional}
	if u.status == "" {
		u.status = factwire.Done
	}
	who := n.keys(f.Who)
	var out []unit
	switch u.as {
	case kind.Pairs:
		if len(f.Who) > maxPairs || len(f.Who) < 2 {
			u.parties, u.whole = who, true
			return []unit{u}
		}
		for i := range who {
			for _, other := range who[i+1:] {
				v := u
				v.parties = []string{who[i], other}
				out = append(out, v)
			}
		}
		return out
	case kind.Offices:
		for _, a := range who {
			v := u
			v.who = a
			out = append(out, v)
		}
		return out
	case kind.Targets:
		whom := n.keys(f.Whom)
		if len(whom) == 0 {
			whom = []string{""}
		}
		for _, a := range who {
			for _, b := range whom {
				v := u
				v.who, v.whom = a, b
				out = append(out, v)
			}
		}
		return out
	}
	return []unit{u}
}

// same reports whether two units of pairs, targets or offices are one, to the letter.
func same(a, b unit) bool {
	return a.status == b.status && a.who == b.who && a.whom == b.whom && slices.Equal(a.parties, b.parties) && (a.as != kind.Offices || plain(a.fact.What) == plain(b.fact.What))
}

// match reports whether unit p answers gold unit g.
func (n names) match(g, p unit) bool {
	switch g.as {
	case kind.Targets:
		return g.status == p.status && sameName(g.who, p.who) && sameName(g.whom, p.whom)
	case kind.Offices:
		return g.status == p.status && sameName(g.who, p.who) && halfOf(g.fact.What, p.fact.What)
	case kind.Pairs:
		if g.status != p.status || g.whole || p.whole {
			return same(g, p)
		}
		a, b, c, d := g.parties[0], g.parties[1], p.parties[0], p.parties[1]
		return sameName(a, c) && sameName(b, d) || sameName(a, d) && sameName(b, c)
	case kind.Dates:
		if g.fact.When.Date != p.fact.When.Date || g.status != p.status {
			return false
		}
		gold := n.bound(g.fact)
		for _, a := range gold {
			for _, b := range n.bound(p.fact) {
				if sameName(a, b) {
					return true
				}
			}
		}
		return len(gold) == 0
	}
	return n.sameSpeakers(g.fact, p.fact) && covers(g.fact.What, p.fact.What)
}

// bound returns the keys of all whom a deadline concerns.
func (n names) bound(f factwire.Fact) []string { return append(n.keys(f.Who), n.keys(f.Whom)...) }
