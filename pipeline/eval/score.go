package eval

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// Tally counts units of one kind.
type Tally struct{ Right, Wrong, Missed int }

// Precision is the share of the units given that are right; 0 if none is given.
func (t Tally) Precision() float64 { return ratio(t.Right, t.Right+t.Wrong) }

// Recall is the share of the gold units that are found.
func (t Tally) Recall() float64 { return ratio(t.Right, t.Right+t.Missed) }

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Bucket counts the facts of one tenth of confidence.
type Bucket struct{ Right, All int }

// Judged is a unit told.
type Judged struct {
	Kind       factwire.Kind
	Confidence float64
	Right      bool
}

// Score is the sum over articles.
type Score struct {
	Kinds      map[factwire.Kind]*Tally
	Order      []factwire.Kind    // of Kinds: those that are measured, in reporting order
	Attributes map[string]*Bucket // "signing.when"
	// Confidence is right and all by tenths: index 9 is 0.9 and above.
	Confidence [10]Bucket
	// Judged are the units told, with the confidence of their facts.
	Judged []Judged
	Notes  []Note
	// Known gives the words by which an article may name a code ("NO": Norway, Norwegian, Oslo), for the sentences of notes; it
	// may be nil.
	Known map[string][]string

	names names
}

// Note is one unit missed or wrong.
type Note struct {
	Wrong bool // else missed
	Case  string
	Kind  factwire.Kind
	Text  string
	// Sentence is the evidence of a wrong fact, and for a missed one the sentence of the article that holds most of its words;
	// empty if none holds any.
	Sentence string
}

// NewScore returns an empty score. Synonyms adds names that stand for one thing ("us embassy": "us embassy in sofia"); it
// may be nil. Kinds are those that are measured, in reporting order; none stand for the default ones. Facts of others are passed over.
func NewScore(synonyms map[string]string, kinds ...factwire.Kind) *Score {
	if len(kinds) == 0 {
		kinds = kind.Defaults()
	}
	s := &Score{Kinds: map[factwire.Kind]*Tally{}, Order: kinds, Attributes: map[string]*Bucket{}, names: names{}}
	for _, k := range slices.Sorted(maps.Keys(synonyms)) {
		v := synonyms[k]
		if !code.MatchString(v) {
			v = plain(v)
		}
		s.names[plain(k)] = v
	}
	for _, k := range kinds {
		s.Kinds[k] = &Tally{}
	}
	return s
}

// All is the sum over the kinds.
func (s *Score) All() Tally {
	var t Tally
	for _, k := range s.Order {
		t.Right += s.Kinds[k].Right
		t.Wrong += s.Kinds[k].Wrong
		t.Missed += s.Kinds[k].Missed
	}
	return t
}

// MacroF1 is the mean of the kinds' F1.
func (s *Score) MacroF1() float64 {
	sum := 0.0
	for _, k := range s.Order {
		sum += s.Kinds[k].F1()
	}
	return sum / float64(len(s.Order))
}

// Add scores what was got of one article against its gold facts. Text is the article's, for the notes.
func (s *Score) Add(name, text string, gold []Gold, got []factwire.Fact) {
	for _, k := range s.Order {
		var g, p []unit
		for _, f := range gold {
			if f.Kind == k {
				g = append(g, s.names.units(f)...)
			}
		}
		for _, f := range got {
			if f.Kind == k {
				p = append(p, s.names.units(Gold{Fact: f})...)
			}
		}
		switch kind.Of(k).Measure.Unit {
		case kind.Pairs, kind.Targets, kind.Offices:
			g, p = distinct(g), distinct(p)
		}
		s.score(name, text, k, g, p)
	}
}

// distinct leaves out what was said before. The order is the reverse of that given, as in the reference script, because a
// greedy match depends on it.
func distinct(all []unit) []unit {
	var out []unit
	for i := len(all) - 1; i >= 0; i-- {
		if at := slices.IndexFunc(out, func(o unit) bool { return same(o, all[i]) }); at >= 0 {
			out[at] = all[i] // the first report stands for the others
		} else {
			out = append(out, all[i])
		}
	}
	return out
}

func (s *Score) score(name, text string, k factwire.Kind, g, p []unit) {
	t := s.Kinds[k]
	taken := make([]bool, len(p))
	// what is asked for is matched before what is optional
	slices.SortStableFunc(g, func(a, b unit) int { return boolInt(a.opt) - boolInt(b.opt) })
	for _, u := range g {
		hit := -1
		for i, x := range p {
			if !taken[i] && s.names.match(u, x) {
				hit = i
				break
			}
		}
		if hit >= 0 {
			taken[hit] = true
		}
		switch {
		case hit >= 0:
			s.confident(p[hit].fact, true)
			if u.opt {
				continue
			}
			t.Right++
			s.compare(k, u.fact, p[hit].fact)
		case !u.opt:
			t.Missed++
			s.Notes = append(s.Notes, Note{Case: name, Kind: k, Text: s.brief(u), Sentence: s.sentence(text, u.fact)})
		}
	}
	for i, x := range p {
		if taken[i] {
			continue
		}
		if x.as == kind.Speech && s.partOf(g, x) {
			continue // a part of a gold quote is not wrong
		}
		t.Wrong++
		s.confident(x.fact, false)
		n := Note{Wrong: true, Case: name, Kind: k, Text: s.brief(x)}
		if len(x.fact.Evidence) > 0 {
			n.Sentence = strings.Join(strings.Fields(x.fact.Evidence[0].Text), " ")
		}
		s.Notes = append(s.Notes, n)
	}
}

// sentence returns the line or the part of it up to a full stop that holds most of the words of a gold fact, the first
// of equals.
func (s *Score) sentence(text string, f factwire.Fact) string {
	wanted := map[string]int{}
	groups := 0
	want := func(phrases ...string) { // one of them is enough
		groups++
		for _, phrase := range phrases {
			for _, w := range strings.Fields(plain(phrase)) {
				if !small[w] && wanted[w] == 0 {
					wanted[w] = groups
				}
			}
		}
	}
	for _, w := range strings.Fields(f.What) {
		want(w)
	}
	want(f.About)
	want(string(f.Kind))
	for _, list := range [][]factwire.Entity{f.Who, f.Whom, f.People} {
		for _, e := range list {
			want(append(s.Known[s.names.key(e)], e.Name)...)
		}
	}
	best, most := "", 0
	for line := range strings.SplitSeq(text, "\n") {
		for part := range strings.SplitSeq(line, ". ") {
			held := map[int]bool{}
			for _, w := range strings.Fields(plain(part)) {
				if g := wanted[w]; g > 0 {
					held[g] = true
				}
			}
			if len(held) > most {
				best, most = part, len(held)
			}
		}
	}
	return strings.Join(strings.Fields(best), " ")
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *Score) partOf(g []unit, x unit) bool {
	for _, u := range g {
		if !s.names.sameSpeakers(u.fact, x.fact) {
			continue
		}
		gold := strings.Fields(plain(u.fact.What))
		all := true
		for _, w := range strings.Fields(plain(x.fact.What)) {
			all = all && slices.Contains(gold, w)
		}
		if all {
			return true
		}
	}
	return false
}

func (s *Score) confident(f factwire.Fact, right bool) {
	i := min(9, max(0, int(f.Confidence*10)))
	s.Judged = append(s.Judged, Judged{f.Kind, f.Confidence, right})
	s.Confidence[i].All++
	if right {
		s.Confidence[i].Right++
	}
}

func (s *Score) compare(k factwire.Kind, want, have factwire.Fact) {
	for _, a := range kind.Of(k).Measure.Fields {
		w, h := s.attribute(want, a), s.attribute(have, a)
		if w == "" {
			continue
		}
		name := string(k) + "." + a
		b := s.Attributes[name]
		if b == nil {
			b = &Bucket{}
			s.Attributes[name] = b
		}
		b.All++
		if w == h {
			b.Right++
		}
	}
}

func (s *Score) attribute(f factwire.Fact, name string) string {
	switch name {
	case "what":
		return f.What
	case "form":
		return string(f.Form)
	case "when":
		return string(f.When.Date)
	case "relation":
		return string(f.When.Relation)
	case "people":
		return strings.Join(s.names.keys(f.People), ";")
	}
	if len(f.Who) == 0 {
		return ""
	}
	if name == "title" {
		return plain(f.Who[0].Title)
	}
	if f.Who[0].Affiliation == "" {
		return ""
	}
	return s.names.key(factwire.Entity{Name: f.Who[0].Affiliation})
}

func (s *Score) brief(u unit) string {
	f := u.fact
	switch u.as {
	case kind.Dates:
		return fmt.Sprintf("%s %s %s: %s", strings.Join(s.names.keys(f.Who), ", "), u.status, f.When.Date, f.What)
	case kind.Offices:
		return fmt.Sprintf("%s %s: %s", u.who, u.status, f.What)
	case kind.Speech:
		return fmt.Sprintf("%s: %s", strings.Join(s.names.keys(f.Who), ", "), f.What)
	case kind.Pairs:
		return fmt.Sprintf("%s %s", strings.Join(u.parties, " – "), u.status)
	}
	return fmt.Sprintf("%s > %s %s", u.who, u.whom, u.status)
}
