package event

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/memo"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Filler is what stands in a role: a noun phrase, or a name that modifies one.
type Filler struct {
	Slot    string
	NP      *clause.NP     // nil for a modifier
	Mention *names.Mention // the phrase's mention, or the modifier; may be nil
}

// Match is a frame found in a text.
type Match struct {
	Frame  *lexicon.Frame
	Clause *clause.Clause // of the verb, or that the noun stands in; nil for a noun without verb
	Noun   *clause.NP     // the noun of the frame's lists; nil for a frame of verbs alone
	Slot   string         // where the noun stands in the clause
	Class  string         // what the noun's list is called behind its first dot: "memorandum of understanding"
	Cue    int            // token of the verb, or of the noun
	Judged Factuality
}

// Matcher finds the frames of one kind. It is safe for concurrent use.
type Matcher struct {
	Judge    *Judge
	verbs    map[string][]*lexicon.Frame // by lemma, with particle
	nouns    map[string][]nounFrame      // by head lemma, lower-cased word, or lower-cased words that end with one
	carriers map[string]bool             // nouns that what stands before them is wrapped in: "a sanctions package"
	blame    map[string]bool             // verbs of praise and blame
	refusers map[string]bool             // verbs that may leave out what is refused
	weighers map[string]bool             // verbs whose "it" may stand for what is weighed
	mutual   map[string]bool             // nouns to which a "with" behind them belongs: "talks with"
	ends     map[string]bool             // last words of those of several words
	heads    memo.Sieve                  // of nouns, their last words and carriers
}

type nounFrame struct {
	frame *lexicon.Frame
	class string
}

// NewMatcher returns a matcher of the lexicon's frames of a kind.
func NewMatcher(lex *lexicon.Lexicon, kind factwire.Kind) *Matcher {
	m := &Matcher{Judge: NewJudge(lex), verbs: map[string][]*lexicon.Frame{}, nouns: map[string][]nounFrame{}, mutual: lex.Set("party.mutual"), carriers: lex.Set("event.carriers"), blame: lex.Set("clause.blame-verbs"), refusers: lex.Set("ellipsis.refusers"), weighers: lex.Set("ellipsis.weighers"), ends: map[string]bool{}}
	frames := lex.Frames()
	for i := range frames {
		f := &frames[i]
		if f.Kind != kind {
			continue
		}
		for _, v := range f.Verbs {
			m.verbs[v] = append(m.verbs[v], f)
		}
		for _, list := range f.Nouns {
			_, class, _ := strings.Cut(list, ".")
			for _, w := range lex.List(list) {
				m.nouns[w] = append(m.nouns[w], nounFrame{f, class})
				if i := strings.LastIndexByte(w, ' '); i >= 0 {
					m.ends[w[i+1:]] = true
				}
				m.heads.Add(w)
				m.heads.Add(w[strings.LastIndexByte(w, ' ')+1:])
			}
		}
	}
	for w := range m.carriers {
		m.heads.Add(w)
	}
	return m
}

// Find returns the matches of a reading in text order of their cues.
func (m *Matcher) Find(r *reading.Reading) []Match {
	var out []Match
	seen := map[*clause.NP]bool{}
	for _, c := range r.Clauses.Clauses {
		out = m.byVerb(r, c, c.Verb.Key(), out)
		if c.Verb.Particle == "" && c.Object == nil && slices.ContainsFunc(c.Preps, func(p clause.PP) bool { return p.Prep == "out of" }) {
			out = m.byVerb(r, c, c.Verb.Lemma+" out", out) // "walked out of the pact"
		}
		each(c, func(n *clause.NP, slot string) {
			if m.toldElsewhere(r, c, n, slot) {
				return
			}
			for _, nf := range m.nounFrames(r, n) {
				if len(nf.frame.Verbs) > 0 {
					continue
				}
				seen[n] = true
				out = append(out, Match{Frame: nf.frame, Clause: c, Noun: n, Slot: slot, Class: nf.class, Cue: n.Head,
					Judged: m.Judge.Nominal(r.Doc, n, c, slot)})
			}
		})
	}
	for _, c := range m.elliptical(r, func(c *clause.Clause) bool { return len(m.verbs[c.Verb.Key()]) > 0 || m.does(r, c) }) {
		out = m.byVerb(r, c, c.Verb.Key(), out)
		out = append(out, m.same(r, c)...)
	}
	out = m.loose(r, seen, out)
	out = slices.DeleteFunc(out, func(m Match) bool {
		s := r.Doc.Sentences[r.Doc.SentenceOf(m.Cue)]
		return s.Last-s.First > maxSentence || m.Nominal() && r.Doc.Tokens[s.Last-1].Text == "?" || widget(r.Doc.Tokens[s.First:s.Last])
	})
	slices.SortStableFunc(out, func(a, b Match) int { return a.Cue - b.Cue })
	return out
}

// byVerb appends to out the matches of a clause with the frames of a verb.
func (m *Matcher) byVerb(r *reading.Reading, c *clause.Clause, verb string, out []Match) []Match {
	for _, f := range m.verbs[verb] {
		out = append(out, m.verb(r, f, c)...)
	}
	return out
}

// toldElsewhere reports whether what the noun n tells is told by another clause than c, in which it has a slot as well.
func (m *Matcher) toldElsewhere(r *reading.Reading, c *clause.Clause, n *clause.NP, slot string) bool {
	if n.OfClause == nil || n.OfClause == c {
		return false
	}
	if c.Relation == clause.Relative {
		if c.Noun != n {
			return false
		}
		// "a ban, defined as": told by the verb over it; "the entry, which they supported"
		return c.Reduced && !m.Judge.Known(r.Doc, c, slot) || m.Judge.attitudes[c.Verb.Lemma]
	}
	return slot == "subject" && !c.SubjectGiven && c.Relation != clause.Conjoined // understood in an infinitive: told where it stands
}

// loose appends to out the matches of the nouns that no clause has, and that are not in seen.
func (m *Matcher) loose(r *reading.Reading, seen map[*clause.NP]bool, out []Match) []Match {
	var boxes map[*clause.NP]*clause.NP
	for _, n := range r.Clauses.Phrases {
		if seen[n] {
			continue
		}
		for _, nf := range m.nounFrames(r, n) {
			if len(nf.frame.Verbs) > 0 {
				continue
			}
			if boxes == nil {
				boxes = boxed(r.Clauses.Phrases)
			}
			out = append(out, Match{Frame: nf.frame, Noun: n, Class: nf.class, Cue: n.Head, Judged: m.Judge.Boxed(r.Doc, n, boxes[n])})
		}
	}
	return out
}

// does reports whether a clause is told by the noun that its verb does something to: "imposed sanctions on Acme".
func (m *Matcher) does(r *reading.Reading, c *clause.Clause) bool {
	return c.Verb.Form == clause.Finite && c.Object != nil && c.Object.First >= c.Verb.Last && m.Judge.Acts(r.Doc, c, "object") &&
		slices.ContainsFunc(m.nounFrames(r, c.Object), func(nf nounFrame) bool { return len(nf.frame.Verbs) == 0 })
}

// same matches the noun of the clause for which an elliptical one stands: "Norway imposed sanctions on Acme. Chad did so, too".
func (m *Matcher) same(r *reading.Reading, c *clause.Clause) []Match {
	if !m.does(r, c) && !(c.Object != nil && m.Judge.Acts(r.Doc, c, "object")) {
		return nil
	}
	var out []Match
	for _, nf := range m.nounFrames(r, c.Object) {
		if len(nf.frame.Verbs) == 0 {
			out = append(out, Match{Frame: nf.frame, Clause: c, Noun: c.Object, Slot: "object", Class: nf.class, Cue: c.Verb.Head, Judged: m.Judge.Nominal(r.Doc, c.Object, c, "object")})
		}
	}
	return out
}

// maxSentence is the number of tokens beyond which a sentence is no sentence but a row of links or of headlines
// without marks between them, in which no clause is to be trusted.
const maxSentence = 110

// widget reports tokens into which a page has run a box of links: names glued to headlines and a shouted "MORE".
func widget(tokens []nlp.Token) bool {
	more, glued := false, false
	for _, t := range tokens {
		more = more || t.Text == "MORE"
		for i := 3; i+3 < len(t.Text); i++ {
			glued = glued || t.Text[i] >= 'A' && t.Text[i] <= 'Z' && t.Text[i-1] >= 'a' && t.Text[i-1] <= 'z'
		}
	}
	return more && glued
}

// boxed maps each phrase that stands right behind another and its preposition to that other.
func boxed(phrases []*clause.NP) map[*clause.NP]*clause.NP {
	boxes := map[*clause.NP]*clause.NP{}
	for _, n := range phrases {
		if len(n.Preps) > 0 {
			for _, o := range n.Preps[0].Obj.All() {
				boxes[o] = n
			}
		}
	}
	return boxes
}

// each calls f for every noun phrase that stands in a slot of c, members of coordinations included.
func each(c *clause.Clause, f func(*clause.NP, string)) {
	var room [16]*clause.NP
	done := room[:0]
	var many map[*clause.NP]bool // the same, beyond some
	call := func(p *clause.NP, slot string) {
		for _, n := range p.All() {
			switch {
			case many != nil:
				if many[n] {
					continue
				}
				many[n] = true
			case slices.Contains(done, n):
				continue
			case len(done) < cap(done):
				done = append(done, n)
			default:
				many = map[*clause.NP]bool{n: true}
				for _, d := range done {
					many[d] = true
				}
			}
			f(n, slot)
		}
	}
	call(c.Object, "object")
	call(c.Object2, "object2")
	call(c.Subject, "subject")
	call(c.Compl, "complement")
	for _, p := range c.Preps {
		call(p.Obj, p.Prep)
	}
}

func (m *Matcher) nounFrames(r *reading.Reading, n *clause.NP) []nounFrame {
	t := &r.Doc.Tokens[n.Head]
	if !m.heads.May(t.Lower) && !m.heads.May(t.Lemma) && (n.Mention == nil || !m.heads.May(r.Doc.Tokens[n.Mention.Last-1].Lower)) {
		return nil
	}
	var room [80]byte
	if n.Mention != nil && n.Mention.Form == names.Name {
		// a name is no common noun ("the Clean Network Agreement"), unless it is the noun's own
		// name ("a Memorandum of Understanding") or a list's ("the Entity List")
		words := room[:0]
		for k := n.Mention.First; k < n.Mention.Last; k++ {
			if k > n.Mention.First {
				words = append(words, ' ')
			}
			words = append(words, r.Doc.Tokens[k].Lower...)
		}
		if fs := m.nouns[string(words)]; fs != nil { // makes no string
			return fs
		}
		var verbal []nounFrame
		for _, nf := range m.nouns[t.Lower] {
			if len(nf.frame.Verbs) > 0 && len(nf.frame.Needs) > 0 {
				verbal = append(verbal, nf)
			}
		}
		return verbal
	}
	if m.ends[t.Lower] || m.ends[t.Lemma] {
		// the longest noun of the lists that the phrase ends with: "licence requirement", else "requirement"
		for k := n.First; k < n.Head; k++ {
			words := room[:0]
			for b := k; b < n.Head; b++ {
				words = append(append(words, r.Doc.Tokens[b].Lower...), ' ')
			}
			for _, head := range [...]string{t.Lower, t.Lemma} {
				if fs := m.nouns[string(append(words, head...))]; fs != nil {
					return fs
				}
			}
		}
	}
	if fs := m.nouns[t.Lower]; fs != nil {
		return fs
	}
	if fs := m.nouns[t.Lemma]; fs != nil || !m.carriers[t.Lemma] || n.Head == n.First {
		return fs
	}
	before := &r.Doc.Tokens[n.Head-1] // "a sanctions package"
	if fs := m.nouns[before.Lower]; fs != nil {
		return fs
	}
	return m.nouns[before.Lemma]
}

// Measure reports whether a token is a noun by which a frame of nouns alone is signalled: "the removal of sanctions"
// removes a measure, and bars nobody.
func (m *Matcher) Measure(t nlp.Token) bool {
	return slices.ContainsFunc(m.nouns[t.Lemma], func(n nounFrame) bool { return len(n.frame.Verbs) == 0 })
}

// verb matches a frame that a verb signals.
func (m *Matcher) verb(r *reading.Reading, f *lexicon.Frame, c *clause.Clause) []Match {
	if len(f.Preps) > 0 && !slices.ContainsFunc(c.Preps, func(p clause.PP) bool { return slices.Contains(f.Preps, p.Prep) }) {
		return nil
	}
	base := Match{Frame: f, Clause: c, Cue: c.Verb.Head, Judged: m.Judge.Clause(r.Doc, c)}
	if len(f.Nouns) == 0 {
		return []Match{base}
	}
	needs := f.Needs
	if len(needs) == 0 {
		needs = []string{"object"}
	}
	var out []Match
	for _, slot := range needs {
		for _, fill := range m.slot(r, base, slot) {
			if fill.NP == nil {
				continue
			}
			for _, nf := range m.nounFrames(r, fill.NP) {
				if nf.frame == f {
					x := base
					x.Noun, x.Slot, x.Class = fill.NP, slot, nf.class
					out = append(out, x)
				}
			}
		}
	}
	return out
}

// Role returns what fills the slots of a role, in the order of the slots.
func (m *Matcher) Role(r *reading.Reading, x Match, slots []string) []Filler {
	var out []Filler
	for _, s := range slots {
		out = append(out, m.slot(r, x, s)...)
	}
	return out
}

// thing reports whether a possessive pronoun may stand for a state, a body or a company.
func thing(w string) bool { return w == "its" || w == "their" }

// Verb returns the lemma of the match's verb, with its particle; "" for a noun without one.
func (m Match) Verb() string {
	if m.Clause == nil {
		return ""
	}
	return m.Clause.Verb.Key()
}

// Nominal reports whether the match is a noun's alone ("its ban on"), and no verb's with a noun that it needs.
func (m Match) Nominal() bool { return m.Noun != nil && len(m.Frame.Verbs) == 0 }

// far reports whether a noun in a slot stands behind a preposition, apart from its verb.
func far(slot string) bool {
	switch slot {
	case "", "subject", "object", "object2", "complement":
		return false
	}
	return true
}
