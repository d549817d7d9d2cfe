package quote

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
)

// verbs finds the claims that verbs of speech make in unit i.
func (s *scan) verbs(us []unit, i int) {
	u := &us[i]
	floor := 0 // what lies before belongs to an earlier attribution
	for k := 0; k < len(u.items); k++ {
		if s.word(u, k) == "according" && s.word(u, k+1) == "to" || s.inTheWords(u, k) {
			s.accordingTo(us, i, k, floor)
			continue
		}
		c, ok := s.cueAt(u, k)
		if !ok {
			continue
		}
		end := s.attribution(us, i, c, floor)
		if end > 0 {
			floor = end
		}
	}
}

// attribution reads one verb of speech and returns the item behind the attribution if
// it was one.
func (s *scan) attribution(us []unit, i int, c cue, floor int) int {
	u := &us[i]
	cl := claim{unit: i, cue: piece{u.items[c.at].first, u.items[c.at].last}, dropped: c.dropped}
	if c.participle {
		return s.further(us, i, c, floor, cl)
	}
	if end := s.inverted(us, i, c, floor, cl); end > 0 {
		return end
	}
	sp, np, ok := s.subjectBefore(u, c.from, 0)
	if !ok {
		return 0
	}
	if c.lemma == "report" && s.source(sp) {
		cl.dropped = "a news outlet is a source"
	}
	if c.lemma == "tell" && s.word(u, np-1) == "as" && isDash(s.text(u, np-2)) {
		return 0 // "– as he told the police –"
	}
	cl.speaker = sp
	if s.word(u, np-1) == "as" && isDash(s.text(u, np-2)) && s.text(u, c.after) == "," && s.clausal(u, c.after+1, false) {
		cl.rule = ruleClause // "a bridge — as X points out, that may be dear — but"
		s.told(us, cl, stretch{i, c.after + 1, s.clauseEnd(u, c.after+1)})
		return c.after
	}
	if why := s.unsaid(u, c, np); why != "" {
		cl.dropped = why
	}
	if s.denied(u, c, sp) {
		cl.dropped = "denied" // "denied that he had said it was lost"
	}
	if !s.words.say[c.lemma] && !s.words.tell[c.lemma] && !s.words.direct[c.lemma] && !s.behindWords(u, c, np) {
		return s.described(us, i, c, cl)
	}
	a := s.sides(us, i, c, np, floor)
	switch {
	case a.lok && a.rok: // “A,” he said, “B.”
		cl.rule = ruleBefore
		cl.zones = []piece{s.tokens(u, c.after, a.right.zone)}
		s.fill(&cl, us, a.left, stretch{i, a.right.from, a.right.to})
		s.keep(cl)
		return a.right.to
	case a.lok:
		return s.afterWords(us, i, c, cl, a)
	case a.rok:
		cl.zones = []piece{s.tokens(u, c.after, a.right.zone), s.tokens(u, s.opening(u, floor, np), np)}
		return s.beforeWords(us, i, c, cl, a, np)
	}
	return s.introducing(us, i, c, cl)
}

// further reads a participle, which says more of a speaker who is known: "adding that".
func (s *scan) further(us []unit, i int, c cue, floor int, cl claim) int {
	u := &us[i]
	sp, ok := s.lastSpeaker(i, floor)
	if s.word(u, c.from-1) == "by" {
		if near, np, found := s.ownSubject(u, c.from-1); found {
			sp, ok = near, true
			if w := s.word(u, np-1); w == "whether" || w == "if" {
				cl.dropped = "hypothetical" // "asks whether Acme misled them by saying"
			}
		}
	}
	if !ok {
		sp, _, ok = s.nearSubject(u, c.from-1)
	}
	if !ok {
		return 0
	}
	ct, ok := s.contentAfter(u, c, c.after)
	if !ok || !ct.that && s.quoteAt(u, ct.from) < 0 && s.words.thatOnly[c.lemma] && !s.pronounClause(u, ct.from) && !s.plainClause(u, ct.from) {
		return 0
	}
	if s.borrowed(u, ct) {
		return 0
	}
	cl.speaker, cl.rule = sp, ruleGoesOn
	cl.zones = []piece{s.tokens(u, c.after, ct.zone)}
	s.fill(&cl, us, stretch{i, ct.from, ct.to})
	s.keep(cl)
	return c.after
}

// unsaid returns why what the subject at item np says is not said, by the word before it.
func (s *scan) unsaid(u *unit, c cue, np int) string {
	switch s.word(u, np-1) {
	case "if", "unless", "whether", "should":
		return "hypothetical"
	case "what", "whatever":
		if s.quoteAt(u, c.after) < 0 {
			return "a part of a clause" // "what X has said he objects to"
		}
	case "when", "whenever", "until":
		if u.items[c.at].q < 0 && s.doc.Tokens[u.items[c.at].first].Tag != "VBD" {
			return "hypothetical" // "will end when the judge says it may"
		}
	}
	return ""
}

// sides is what stands on either side of a verb of speech with its subject.
type sides struct {
	left                  stretch
	right                 content
	lok, rok              bool // whether it is what was said
	leftQuote, rightQuote bool // and in quotation marks
}

// sides finds what was said before the subject at item np and behind the verb.
func (s *scan) sides(us []unit, i int, c cue, np, floor int) sides {
	u := &us[i]
	var a sides
	shared := np < floor // the subject of an earlier verb, too
	a.right, a.rok = s.contentAfter(u, c, c.after)
	if !a.rok && np == 1 && s.word(u, 0) == "as" && c.lemma == "tell" {
		a.right, a.rok = s.toldClause(u, c)
	}
	a.left, a.lok = s.contentBefore(us, i, np, floor)
	w := s.word(u, np)
	a.lok = a.lok && !shared && w != "who" && w != "which"
	if a.rok {
		if w == "who" || w == "which" {
			a.right.to = s.relativeEnd(u, a.right)
		}
		a.rok = s.bounded(u, i, c, np, &a.right)
		if q := s.quoteAt(u, a.right.from); a.rok && q >= 0 && s.quotations[q].words == 1 && a.right.from == c.after && s.borrowed(u, a.right) {
			a.rok = false // "vowed “severe” retaliation"
		}
	}
	a.leftQuote = a.lok && s.quoteAt(&us[a.left.unit], a.left.to-1) >= 0
	if t := s.token(u, s.skipBack(u, c.from-1)); a.lok && !a.leftQuote && t != nil && t.Tag == "CC" {
		a.lok = false // "After the storm, X came and pledged": the verb has no words before it
	}
	a.rightQuote = a.rok && s.quoteAt(u, a.right.from) >= 0 && !a.right.that
	s.choose(us, i, &a)
	return a
}

// bounded cuts the content behind a verb where its clause ends, and reports whether content is left.
func (s *scan) bounded(u *unit, i int, c cue, np int, right *content) bool {
	end := right.to
	right.to = s.shifted(u, c, *right)
	if s.subordinated(u, np) {
		right.to = s.mainClause(u, *right)
	}
	ok := right.to == end || right.that || s.quoteAt(u, right.from) >= 0 || s.complete(u, stretch{i, right.from, right.to})
	right.to = s.trimComma(u, right.from, right.to)
	return ok && right.to > right.from && s.text(u, right.from) != ","
}

// rightAlone reports whether of a quotation on the left and content on the right only the right is what was said: “A.” X added: “B.”; Calling it “hasty,” X
// said it would; When X called it “a gift,” Y said, “No.”
func (s *scan) rightAlone(us []unit, i int, a *sides) bool {
	u, before := &us[i], &us[a.left.unit]
	if !a.rightQuote {
		return a.left.unit == i && s.participleOpens(u, a.left)
	}
	return s.fullStop(before, a.left.to-1) && s.introduced(u, a.right.from-1) || s.opensSubordinate(before, a.left)
}

// participleOpens reports whether a participle begins a stretch that a comma ends.
func (s *scan) participleOpens(u *unit, st stretch) bool {
	return s.tag(u, st.from) == "VBG" && s.text(u, st.to) == ","
}

// choose leaves of two sides that look like what was said the one that is, or both where they are one quotation.
func (s *scan) choose(us []unit, i int, a *sides) {
	u, before := &us[i], &us[a.left.unit]
	switch {
	case a.leftQuote && a.rok && s.rightAlone(us, i, a):
		a.lok = false
	case a.leftQuote && a.rok && (!a.rightQuote || a.left.unit != i) && (a.left.unit != i || s.ended(before, a.left.to-1)):
		a.lok = false // the quotation before is complete, and the verb has its own content
	case a.lok && !a.leftQuote && a.rightQuote && a.left.unit == i && s.predicate(u, a.right.from) && !s.complete(u, a.left) && s.headed(u, a.left.to-1):
		// The move, he said, “is a step back.”
	case a.lok && !a.leftQuote && a.rok:
		a.lok = false // what stands before is an adverbial clause
	case a.leftQuote && a.rok && !a.rightQuote:
		a.rok = false
	}
}

// afterWords reads an attribution that stands behind what was said, or within it.
func (s *scan) afterWords(us []unit, i int, c cue, cl claim, a sides) int {
	u := &us[i]
	end := c.after
	if s.words.tell[c.lemma] {
		end = s.listener(u, end)
	}
	heard := end
	end = s.adverbials(u, end)
	if !a.leftQuote && s.hasObject(u, c, heard, end) || a.leftQuote && s.openQuestion(u, i, a.left) {
		return 0
	}
	cl.zones = []piece{s.tokens(u, c.after, end)}
	rest := s.rest(u, end, a.left, a.leftQuote)
	cl.rule = ruleBefore
	switch {
	case !a.leftQuote && rest.from < rest.to:
		cl.rule = ruleInserted
	case !a.leftQuote:
		cl.rule = ruleTrailing
	}
	if !s.words.say[c.lemma] && !s.words.tell[c.lemma] && !a.leftQuote {
		return 0
	}
	if !a.leftQuote && rest.from < rest.to {
		rest.unit = i
		s.fill(&cl, us, a.left, rest)
		s.keep(cl)
		return end
	}
	if !a.leftQuote && !s.complete(u, a.left) && !s.whole(u, a.left, end) {
		return 0
	}
	list := []stretch{a.left}
	if j := s.resumed(u, end); a.leftQuote && j > 0 {
		list, end = append(list, stretch{i, j, j + 1}), j+1
	}
	s.fill(&cl, us, list...)
	s.keep(cl)
	return end
}

// hasObject reports whether the verb of speech has an object, so that no clause before it is what was said. Its listener ends before
// item heard, its adverbials before item end.
func (s *scan) hasObject(u *unit, c cue, heard, end int) bool {
	if s.words.tell[c.lemma] && heard < len(u.items) && s.objective(s.word(u, heard)) && s.dateAt(u.items[heard].first) == nil {
		return true // "In May, the board reminded them of the law"
	}
	t := s.token(u, end)
	if s.tag(u, heard) == "TO" && (s.tag(u, heard+1) == "VB" || s.quoteAt(u, heard+1) >= 0) {
		return true // "When they came, he told them to go", "It lasts, as X vows to repeal it"
	}
	return t != nil && (t.Tag == "DT" || t.Tag == "PRP$" || t.Tag == "NNS" || t.Tag == "CD" || t.Tag == "JJ") // "announced the decision"
}

// openQuestion reports whether the words before a dash hold a quotation and are no clause: what is told of between dashes is
// not theirs. "Asked about the “strong words” — the new member vowed to go — X said".
func (s *scan) openQuestion(u *unit, i int, left stretch) bool {
	return left.unit == i && left.to-left.from > 2 && isDash(s.text(u, left.to)) && !s.complete(u, left)
}

// beforeWords reads an attribution that stands before what was said. The subject is at item np.
func (s *scan) beforeWords(us []unit, i int, c cue, cl claim, a sides, np int) int {
	u := &us[i]
	switch {
	case a.rightQuote:
		cl.rule = ruleAfter
	case a.right.that:
		cl.rule = ruleThat
	default:
		cl.rule = ruleClause
	}
	if cl.rule == ruleClause && s.word(u, np-1) == "as" && np > 1 {
		cl.dropped = "subordinate clause"
	}
	if cl.rule != ruleAfter && s.text(u, len(u.items)-1) == "?" {
		cl.dropped = "question"
	}
	s.fill(&cl, us, stretch{i, a.right.from, a.right.to})
	s.keep(cl)
	s.goesWithout(us, i, a.right.to, cl)
	if a.rightQuote {
		return a.right.to
	}
	return c.after
}

// introducing reads an attribution that ends in a colon, with a quotation in the next sentence.
func (s *scan) introducing(us []unit, i int, c cue, cl claim) int {
	u := &us[i]
	n := len(u.items)
	if s.text(u, n-1) != ":" || i+1 >= len(us) || s.quoteAt(&us[i+1], 0) < 0 || us[i+1].paragraph > u.paragraph+1 {
		return 0
	}
	cl.rule = ruleIntro
	cl.zones = []piece{s.tokens(u, c.after, n)}
	s.fill(&cl, us, stretch{i + 1, 0, 1})
	s.keep(cl)
	return n
}

// borrowed reports whether content behind a participle is a word or two in marks before the noun that they describe:
// acknowledging “heartbreaking” cases.
func (s *scan) borrowed(u *unit, ct content) bool {
	q := s.quoteAt(u, ct.from)
	if q < 0 || ct.that || s.quotations[q].words > 2 || s.endsSpeech(q) {
		return false
	}
	t := s.token(u, ct.from+1)
	return t != nil && isNoun(t)
}

// opening returns where the adverbials begin that open the clause of the subject at item np: behind
// any verb of an earlier clause.
func (s *scan) opening(u *unit, floor, np int) int {
	for k := np - 1; k > floor; k-- {
		t := s.token(u, k)
		if t != nil && s.names.At(u.items[k].first) == nil && isFinite(t) && s.text(u, np-1) == "," {
			return np // the date of another clause: "which he won in 2008, X said"
		}
		if t != nil && s.names.At(u.items[k].first) == nil && (isFinite(t) || t.Tag == "VBN" || t.Tag == "CC" || t.Text == ";") {
			return k + 1
		}
	}
	return floor
}

// predicate reports whether the quotation at item k begins with a finite verb in small letters.
func (s *scan) predicate(u *unit, k int) bool {
	q := s.quoteAt(u, k)
	if q < 0 {
		return false
	}
	t := &s.doc.Tokens[s.quotations[q].in]
	return isFinite(t) && t.Text == t.Lower || t.Tag == "NNS" && t.Text == t.Lower && s.quotations[q].words > minDescribed
}

// lastSpeaker is the speaker of the last attribution in unit i, if it has one.
func (s *scan) lastSpeaker(i, floor int) (speaker, bool) {
	if n := len(s.claims); n > 0 && floor > 0 && s.claims[n-1].unit == i {
		return s.claims[n-1].speaker, true
	}
	return speaker{}, false
}

// ended reports whether item k is a quotation that ends a sentence.
func (s *scan) ended(u *unit, k int) bool {
	q := s.quoteAt(u, k)
	if q < 0 {
		return false
	}
	switch s.doc.Tokens[s.quotations[q].out-1].Text {
	case ".", "!", "?":
		return true
	}
	return false
}

// fullStop reports whether item k is a quotation that a full stop ends, as it ends no words that
// an attribution follows.
func (s *scan) fullStop(u *unit, k int) bool {
	q := s.quoteAt(u, k)
	if q < 0 {
		return false
	}
	last := s.doc.Tokens[s.quotations[q].out-1].Text
	return last == "." || last == "…"
}

// spoken reports whether what stands behind a verb of speech with a comma before it is the person who speaks, and no subject
// of what is said: named, and with the sentence's end, a comma, a date or a phrase behind.
func (s *scan) spoken(u *unit, c cue, sp speaker, end int) bool {
	if sp.form != names.Name || len(sp.entities) != 1 || s.names.Entities[sp.entities[0]].Type != factwire.Person || s.text(u, c.from-1) != "," {
		return false
	}
	k := s.adverbials(u, end)
	t := s.token(u, k)
	return k >= len(u.items) || t != nil && (t.Text == "," || s.isStop(u, k) || k > end && t.Tag != "MD" && !isFinite(t))
}
