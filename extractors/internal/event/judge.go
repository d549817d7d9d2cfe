// Package event matches frames on clauses and judges what a clause says about
// whether its event happened: the part of reading that signings, bans and deadlines share.
package event

import (
	"slices"
	"strings"

	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

// Factuality is what a text says about whether an event happens. The order is
// that of FactBank's scale (Saurí and Pustejovsky, 2009) cut down to what FACTS need.
type Factuality uint8

// The factualities.
const (
	Happened     Factuality = iota // told as past or present fact
	Decided                        // told as settled for the future: "will", "ordered to", "agreed to"
	Planned                        // intended, considered, urged, expected
	Possible                       // "may", "could"
	Negated                        // told not to have happened, or not to be going to
	Ended                          // told to have stopped
	Hypothetical                   // a condition, a question, a general possibility: no fact
)

var factualityNames = [...]string{"happened", "decided", "planned", "possible", "negated", "ended", "hypothetical"}

func (f Factuality) String() string { return factualityNames[f] }

// Effect is what a governor does to the event that it governs.
type Effect uint8

// The effects. The lists "effect.*" say which word has which.
const (
	NoEffect    Effect = iota
	Keeps              // "managed to", "said that"
	Decides            // "agreed to", "ordered to"
	Plans              // "plans to", "urged … to"
	Denies             // "refused to", "denied that"
	Ends               // "stopped", "no longer"
	Opens              // hypotheses: "whether", "able to", "wonder if"
	Presupposes        // "celebrate", "criticise": what is named is there, whatever becomes of the verb
)

// Judge knows the effect of words. It is safe for concurrent use.
type Judge struct {
	verbs      map[string]Effect // of a verb on its infinitive, gerund or clause
	objects    map[string]Effect // of a verb on the event that its object names
	subjects   map[string]Effect // of a verb on the event that its subject names
	nouns      map[string]Effect // of a noun on its infinitive or "of"-phrase
	expects    map[string]bool   // nouns of what is hoped for or expected
	threats    map[string]bool   // verbs of what comes over those who do not obey
	scarce     map[string]bool   // words for so little of it that there is hardly any
	drafts     map[string]bool   // nouns whose "would" is a proposal, no condition
	pending    map[string]bool   // words before a noun whose event is yet to come, whoever makes it
	idles      map[string]bool   // verbs whose negation leaves the event that their subject names
	standing   map[string]bool   // what an event is not that is not there
	planned    map[string]bool   // words before a noun that make it one
	absent     map[string]bool   // prepositions of what is not there
	hypotheses map[string]bool   // marks of conditions
	conditions map[string]bool   // of these, the marks that a promise hangs on
	bills      map[string]bool   // nouns of what is no rule yet: "bill"
	tables     map[string]bool   // verbs by which such a thing is brought forward
	urges      map[string]bool   // auxiliaries of what is called for: "should"
	sees       map[string]bool   // verbs of seeing and having something done
	guesses    map[string]bool   // adverbs of what is only expected: "likely"
	nearly     map[string]bool   // adverbs of what did not come to pass: "nearly"
	toward     map[string]bool   // prepositions directly behind a verb, before what it is about: "agree to"
	ranks      map[string]bool   // words for a place in a row: "first", "latest"
	purposes   map[string]bool   // verbs of ending whose infinitive tells what for: "stopped to talk"
	ongoing    map[string]bool   // verbs whose progressive tells what is not done yet
	courts     map[string]bool   // nouns for those who end a measure by blocking it
	examples   map[string]bool   // prepositions before examples of what stands before them
	copulas    map[string]bool   // verbs that say what their subject is, as "be" does
	talks      map[string]bool   // verbs of talk about what may be there already
	expletives map[string]bool   // verbs whose object "it" stands for what follows
	attitudes  map[string]bool   // verbs of a view of what may be there already
	blame      map[string]bool   // verbs of praise and blame
	factive    map[string]bool   // adjectives by which what they are said of is so: "clear"
	times      map[string]bool   // marks of time, behind which the present means the future
	loose      map[string]bool   // particles that leave a verb its sense
	speech     map[string]bool   // verbs whose complement keeps its own tense
	wishes     map[string]bool   // verbs behind "would" that tell a wish of today
	withstands map[string]bool   // verbs of not doing what is called for
	hints      map[string]bool   // verbs of letting a plan be known
	enacted    map[string]bool   // nouns of rules that are there once they are made
	meant      map[string]bool   // verbs whose participle tells what a rule is for
	carrying   map[string]bool   // nouns for a measure's being carried out
	stays      map[string]bool   // verbs that end a measure by forbidding that
	promises   map[string]bool   // verbs by which somebody binds himself by his word
	untrue     map[string]bool   // what is said of reports that are not true
	delays     map[string]bool   // verbs and objects that "no" makes at once: "waste time"
	held       map[string]bool   // nouns for what is only called so while it is in force
}

// NewJudge returns a judge that reads by the lists "effect.*".
func NewJudge(lex *lexicon.Lexicon) *Judge {
	table := func(prefix string) map[string]Effect {
		m := map[string]Effect{}
		for _, e := range []struct {
			name   string
			effect Effect
		}{{"keeps", Keeps}, {"decides", Decides}, {"plans", Plans}, {"denies", Denies}, {"ends", Ends}, {"opens", Opens}, {"presupposes", Presupposes}} {
			if e.effect == Presupposes && prefix != "object" {
				continue
			}
			for _, w := range lex.List("effect." + prefix + "." + e.name) {
				m[strings.ToLower(w)] = e.effect
			}
		}
		return m
	}
	ranks := lex.Set("effect.ranks")
	for _, w := range lex.List("dates.ordinals") {
		ranks[w] = true
	}
	return &Judge{
		ranks: ranks, purposes: lex.Set("effect.purposes"), courts: lex.Set("effect.courts"), ongoing: lex.Set("effect.progressive"),
		verbs: table("verb"), objects: table("object"), subjects: table("subject"), nouns: table("noun"),
		expects: lex.Set("effect.noun.expects"), scarce: lex.Set("effect.scarce"), threats: lex.Set("effect.threats"), drafts: lex.Set("effect.drafts"), planned: lex.Set("effect.planned"), pending: lex.Set("effect.pending"), absent: lex.Set("effect.absent"), hypotheses: lex.Set("effect.hypotheses"), speech: lex.Set("effect.speech"),
		conditions: lex.Set("effect.conditions"), toward: lex.Set("effect.toward"), guesses: lex.Set("effect.guesses"), nearly: lex.Set("effect.nearly"), bills: lex.Set("effect.bills"), tables: lex.Set("effect.tables"), sees: lex.Set("effect.sees"), urges: lex.Set("effect.urges"), examples: lex.Set("clause.examples"), talks: lex.Set("effect.talks"), copulas: lex.Set("effect.copulas"), loose: lex.Set("effect.loose-particles"), times: lex.Set("effect.times"), factive: lex.Set("effect.factive"), blame: lex.Set("clause.blame-verbs"), attitudes: lex.Set("effect.attitudes"), expletives: lex.Set("effect.expletives"),
		idles: lex.Set("effect.subject.idles"), standing: lex.Set("effect.subject.standing"),
		wishes: lex.Set("effect.wishes"), withstands: lex.Set("effect.withstands"), enacted: lex.Set("effect.enacted"), carrying: lex.Set("effect.carrying"), stays: lex.Set("effect.stays"), meant: lex.Set("effect.meant"), held: lex.Set("effect.held"), delays: lex.Set("effect.delays"), untrue: lex.Set("effect.untrue"), promises: lex.Set("effect.promises"), hints: lex.Set("effect.hints"),
	}
}

// maxDepth bounds the chain of governors that is followed.
const maxDepth = 8

// Clause judges the event that a clause's verb tells, with its own verb group and
// all that governs it.
func (j *Judge) Clause(doc *nlp.Document, c *clause.Clause) Factuality {
	return j.clause(doc, c, maxDepth)
}

func (j *Judge) clause(doc *nlp.Document, c *clause.Clause, depth int) Factuality {
	if depth == 0 {
		return Hypothetical
	}
	if c.Question {
		return Hypothetical
	}
	f := j.own(doc, c)
	switch {
	case f == Hypothetical:
		return f
	case f <= Decided && j.threatened(doc, c):
		f = Planned
	}
	return j.governed(doc, c, f, depth)
}

// own judges by the clause's own verb group, subject and object.
func (j *Judge) own(doc *nlp.Document, c *clause.Clause) Factuality {
	v := c.Verb
	f := Happened
	if j.alternative(doc, c) {
		return Hypothetical
	}
	if j.missed(doc, v) {
		return Negated
	}
	switch v.Modality {
	case clause.Will:
		f = Decided
		switch {
		case j.conditional(c):
			f = Possible // "will lift it if Norway pays"
		case j.guessed(doc, v):
			f = Planned
		}
	case clause.Must:
		f = Decided
	case clause.Would:
		f = j.would(doc, c)
	case clause.Due:
		f = Planned
	case clause.May:
		if f = Possible; v.Perfect {
			f = Hypothetical // "could have banned": nobody says that it did
		}
	case clause.Yet:
		f = Negated
	case clause.Hypothetical:
		return Hypothetical
	}
	switch {
	case v.Ceased:
		return Ended
	case !v.Neg && !negative(c.Subject) && (!negative(c.Object) || j.undelayed(doc, c)) && !negative(c.Object2) && !negative(c.Compl) && !j.toNothing(c):
		return f
	case f == Hypothetical:
		return Hypothetical
	case f == Possible && v.Modality == clause.May && doc.Tokens[v.First].Lower != "can" && doc.Tokens[v.First].Lower != "could":
		return Hypothetical // "may not ban" says nothing
	}
	return Negated
}

// undelayed reports that somebody did at once what follows: "lost no time in banning".
func (j *Judge) undelayed(doc *nlp.Document, c *clause.Clause) bool {
	return j.delays[c.Verb.Lemma+" "+doc.Tokens[c.Object.Head].Lemma]
}

// negative reports a phrase that is negated: "no ship".
func negative(n *clause.NP) bool { return n != nil && n.Neg }

// would judges a clause by its "would" or "should".
func (j *Judge) would(doc *nlp.Document, c *clause.Clause) Factuality {
	v := c.Verb
	switch {
	case j.conditional(c):
		// "would expel them if it had any"
	case j.urges[doc.Tokens[v.First].Lower]:
		if c.Relation == clause.Complement && !v.Neg && !v.Perfect {
			return Planned // "said Norway should ban it"
		}
	case j.wishes[v.Lemma] && !v.Perfect:
		return Planned // "would like to sign": a wish of today
	case v.Neg && c.Attributed && !v.Perfect:
		return Decided // "would not be banning Acme, the minister told reporters"
	case v.Perfect && !j.ofDraft(doc, c):
		// "it would have banned": it did not come to that
	case c.Parent != nil && c.Relation == clause.Complement && (j.speech[c.Parent.Verb.Lemma] || j.hints[c.Parent.Verb.Lemma]):
		return Decided // future in the past: "said it would ban"
	case j.ofDraft(doc, c), j.expected(doc, c):
		return Planned
	}
	return Hypothetical
}

// toNothing reports that a verb is done to nothing: "agreed on nothing", "acceded to no such pact".
func (j *Judge) toNothing(c *clause.Clause) bool {
	if c.Object != nil || len(c.Preps) == 0 {
		return false
	}
	p := &c.Preps[0]
	return p.Obj != nil && p.Obj.Neg && p.Tok == c.Verb.Last && j.toward[p.Prep]
}

// guessed reports a verb group whose adverb tells that it is only expected: "will likely ban".
func (j *Judge) guessed(doc *nlp.Document, v *clause.VG) bool {
	for t := v.First; t < v.Last; t++ {
		if j.guesses[doc.Tokens[t].Lower] {
			return true
		}
	}
	return false
}

// missed reports a verb group whose adverb tells that it did not come to that: "nearly signed". What is planned is told by others: "will almost certainly
// ban".
func (j *Judge) missed(doc *nlp.Document, v *clause.VG) bool {
	return v.Head > v.First && v.Modality == clause.Factual && v.Form == clause.Finite && (v.Past || v.Perfect) && !v.Neg && j.nearly[doc.Tokens[v.Head-1].Lower]
}

// conditional reports whether a condition hangs on a clause.
func (j *Judge) conditional(c *clause.Clause) bool {
	for _, ch := range c.Children {
		if ch.Relation == clause.Adverbial && ch.Verb.Form == clause.Finite && j.conditions[ch.Mark] {
			return true
		}
	}
	return false
}

// ranked reports "the first", "the latest country", "the 54th state".
func (j *Judge) ranked(doc *nlp.Document, n *clause.NP) bool {
	if n == nil {
		return false
	}
	for t := n.First; t < n.Last; t++ {
		w := doc.Tokens[t]
		if w.Tag == "JJS" || j.ranks[w.Lower] {
			return true
		}
		if c := w.Lower[0]; c >= '0' && c <= '9' && (strings.HasSuffix(w.Lower, "th") || strings.HasSuffix(w.Lower, "st") || strings.HasSuffix(w.Lower, "nd") || strings.HasSuffix(w.Lower, "rd")) {
			return true
		}
	}
	return false
}

// ofDraft reports whether a "would" belongs to a draft, a bill or a plan.
func (j *Judge) ofDraft(doc *nlp.Document, c *clause.Clause) bool {
	is := func(n *clause.NP) bool {
		if n == nil {
			return false
		}
		for t := n.First; t < n.Last; t++ {
			if j.planned[doc.Tokens[t].Lower] {
				return true // "a draft agreement would"
			}
		}
		return j.drafts[doc.Tokens[n.Head].Lemma]
	}
	if is(c.Noun) || is(c.Subject) {
		return true
	}
	for _, p := range c.Preps { // "under the plans the last would have to go"
		if (p.Prep == "under" || p.Prep == "in") && is(p.Obj) {
			return true
		}
	}
	for _, ch := range c.Children { // "would have until May to comply under the plan"
		if ch.Relation == clause.XComp && slices.ContainsFunc(ch.Preps, func(p clause.PP) bool { return p.Prep == "under" && is(p.Obj) }) {
			return true
		}
	}
	// "new rules to ensure safety that would bar Acme": what would bar may stand further up
	for g, n := c.Parent, 0; c.Relation == clause.Relative && g != nil && n < 3; g, n = g.Parent, n+1 {
		if is(g.Object) || is(g.Noun) {
			return true
		}
	}
	return false
}

// expletive reports a clause whose object "it" stands for what follows: "makes it hard", "found it likely".
func (j *Judge) expletive(doc *nlp.Document, c *clause.Clause) bool {
	return c.Object != nil && j.expletives[c.Verb.Lemma] && doc.Tokens[c.Object.Head].Lower == "it"
}

// noun returns the effect of a phrase's head, a plural's own before its lemma's: "moves to ban" are no "move to ban".
func (j *Judge) noun(doc *nlp.Document, n *clause.NP) (Effect, bool) {
	if e, ok := j.nouns[doc.Tokens[n.Head].Lower]; ok {
		return e, true
	}
	e, ok := j.nouns[doc.Tokens[n.Head].Lemma]
	return e, ok
}
