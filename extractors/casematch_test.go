package extractors_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// unit is what a fact counts as: a signing each pair of its parties, a ban each
// authority with each target, a deadline each party bound, a quote itself.
type unit[N any] struct {
	who, whom N
	index     int // of the fact
}

func pairs[N any](index int, k factwire.Kind, who, whom []N, none N) []unit[N] {
	var units []unit[N]
	switch k {
	case factwire.Signing:
		if len(who) < 2 {
			return []unit[N]{{who: first(who, none), whom: none, index: index}}
		}
		for i := range who {
			for j := i + 1; j < len(who); j++ {
				units = append(units, unit[N]{who[i], who[j], index})
			}
		}
	case factwire.Ban:
		if len(whom) == 0 {
			whom = []N{none}
		}
		if len(who) == 0 {
			who = []N{none}
		}
		for _, a := range who {
			for _, b := range whom {
				units = append(units, unit[N]{a, b, index})
			}
		}
	case factwire.Deadline:
		if len(who) == 0 {
			who = []N{none}
		}
		for _, a := range who {
			units = append(units, unit[N]{who: a, whom: none, index: index})
		}
	case factwire.Quote:
		units = append(units, unit[N]{first(who, none), none, index})
	default:
		for _, a := range who {
			units = append(units, unit[N]{who: a, whom: none, index: index})
		}
	}
	return units
}

func first[N any](all []N, none N) N {
	if len(all) > 0 {
		return all[0]
	}
	return none
}

// verdict is how a fact that was found agrees with the one wanted: core, whether
// it is the same fact; lacks, what it leaves open; wrong, what it says differently.
type verdict struct {
	core         bool
	lacks, wrong []string
}

func (v verdict) rank() int {
	switch {
	case !v.core:
		return 3
	case len(v.wrong) > 0:
		return 2
	case len(v.lacks) > 0:
		return 1
	}
	return 0
}

// compare judges a unit of a fact by a unit of a fact line.
func compare(w want, wu unit[alternatives], f factwire.Fact, fu unit[factwire.Entity]) verdict {
	var v verdict
	if w.kind != f.Kind || w.status != "" && w.status != f.Status {
		return v
	}
	switch w.kind {
	case factwire.Signing:
		v.core = names(wu.who, fu.who) && names(wu.whom, fu.whom) || names(wu.who, fu.whom) && names(wu.whom, fu.who)
	case factwire.Ban:
		v.core = names(wu.who, fu.who) && names(wu.whom, fu.whom)
	case factwire.Deadline:
		v.core = names(wu.who, fu.who)
	case factwire.Quote:
		v.core = len(w.who) == len(f.Who) && covers(w.what, f.What)
		for _, speaker := range w.who {
			v.core = v.core && slices.ContainsFunc(f.Who, func(e factwire.Entity) bool { return speaks(speaker, e) })
		}
	default:
		v.core = names(wu.who, fu.who)
	}
	if !v.core {
		return v
	}
	v.attributes(w, f)
	return v
}

func (v *verdict) attributes(w want, f factwire.Fact) {
	v.value(w, f)
	if w.when == "-" {
		if f.When.Date != "" {
			v.wrong = append(v.wrong, fmt.Sprintf("the date %s", f.When.Date))
		}
	} else if w.when != "?" {
		relation, date, ok := strings.Cut(w.when, " ")
		if !ok {
			relation, date = "", w.when
		}
		switch {
		case f.When.Date == "":
			v.lacks = append(v.lacks, "date")
		case string(f.When.Date) != date || relation != "" && string(f.When.Relation) != relation:
			v.wrong = append(v.wrong, fmt.Sprintf("the date %s %s", f.When.Relation, f.When.Date))
		}
	}
	v.same("people", w.people, f.People, w.people != nil)
	if w.kind == factwire.Deadline || kind.Of(w.kind).Optional {
		v.same("whom", w.whom, f.Whom, w.whomSet)
	}
	if w.kind == factwire.Quote && len(f.Who) > 0 {
		v.text("title", w.title, f.Who[0].Title)
		v.text("affiliation", w.of, f.Who[0].Affiliation)
		if f.Stance != w.stance && w.stance != "?" {
			v.wrong = append(v.wrong, fmt.Sprintf("the stance %q", f.Stance))
		}
	}
}

// value compares the class, the action or the form.
func (v *verdict) value(w want, f factwire.Fact) {
	switch {
	case w.kind == factwire.Quote:
		if w.form != "" && w.form != f.Form {
			v.wrong = append(v.wrong, fmt.Sprintf("the form %s", f.Form))
		}
	case w.what == "?":
	case len(kind.Of(w.kind).Classes) == 0:
		have := wordsOf(f.What)
		for _, word := range wordsOf(w.what) {
			if !slices.Contains(have, word) {
				v.lacks = append(v.lacks, fmt.Sprintf("%q in %q", word, f.What))
			}
		}
	case w.what != f.What:
		v.wrong = append(v.wrong, fmt.Sprintf("the class %s", f.What))
	}
}

func (v *verdict) same(field string, want []alternatives, have []factwire.Entity, checked bool) {
	if !checked || len(want) == 1 && slices.Equal(want[0], alternatives{"?"}) {
		return
	}
	for _, w := range want {
		if !slices.ContainsFunc(have, func(e factwire.Entity) bool { return names(w, e) }) {
			v.lacks = append(v.lacks, field+" "+w[0])
		}
	}
	for _, e := range have {
		if !slices.ContainsFunc(want, func(w alternatives) bool { return names(w, e) }) {
			v.wrong = append(v.wrong, field+" "+e.Name)
		}
	}
}

func (v *verdict) text(field string, want alternatives, have string) {
	if want == nil {
		return
	}
	if have == "" {
		if !slices.Contains(want, "-") {
			v.lacks = append(v.lacks, field)
		}
	} else if !slices.ContainsFunc(want, func(w string) bool { return plain(w) == plain(have) || sameName(key(w), key(have)) }) {
		v.wrong = append(v.wrong, field+" "+have)
	}
}

var (
	code     = regexp.MustCompile(`^[A-Z]{2}$`)
	bare     = regexp.MustCompile(`^\w+ (\w*\s*(?:ministry|department|government|parliament)\b)`)
	stopword = []string{"of", "the", "and", "for", "in", "a", "by", "new"}
)

// key folds a name so that two ways of writing it compare equal.
func key(name string) string {
	if code.MatchString(name) {
		return name
	}
	return bare.ReplaceAllString(strings.TrimPrefix(plain(name), "the "), "$1")
}

func entityKey(e factwire.Entity) string {
	if e.Code != "" {
		return e.Code
	}
	return key(e.Name)
}

// names reports whether one of the names is that of the entity; "?" is any.
func names(w alternatives, e factwire.Entity) bool {
	if len(w) == 0 {
		return e.Name == "" && e.Code == ""
	}
	return slices.ContainsFunc(w, func(n string) bool { return n == "?" || sameName(key(n), entityKey(e)) })
}

// sameName holds for equal keys and, unless one is a code, where the words of one
// hold those of the other.
func sameName(a, b string) bool {
	if a == b {
		return a != ""
	}
	if code.MatchString(a) || code.MatchString(b) {
		return false
	}
	x, y := bag(a), bag(b)
	return len(x) > 0 && len(y) > 0 && (within(x, y) || within(y, x))
}

func bag(name string) []string {
	return slices.DeleteFunc(strings.Fields(name), func(w string) bool { return slices.Contains(stopword, w) })
}

func within(x, y []string) bool {
	return !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
}

// speaks is names for speakers: a surname alone is enough, another first name is not.
func speaks(w alternatives, e factwire.Entity) bool {
	return slices.ContainsFunc(w, func(n string) bool {
		a, b := key(n), entityKey(e)
		if a == b {
			return true
		}
		x, y := strings.Fields(a), strings.Fields(b)
		return len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] &&
			(len(x) == 1 || len(y) == 1 || x[0][0] == y[0][0])
	})
}

// covers asks for four fifths of the words wanted, and that half of those given are wanted.
func covers(want, have string) bool {
	w, h := wordsOf(want), wordsOf(have)
	count := map[string]int{}
	for _, x := range w {
		count[x]++
	}
	common := 0
	for _, x := range h {
		if count[x] > 0 {
			count[x]--
			common++
		}
	}
	return common*5 >= max(1, len(w))*4 && common*2 >= max(1, len(h))
}

func wordsOf(text string) []string { return strings.Fields(plain(text)) }

// plain lower-cases and keeps letters without their marks, and digits.
func plain(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ReplaceAll(text, "&", " and ")) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '.':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
