package quote

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/names"
)

// verbs finds the claims that verbs of speech make in unit i.
func (s *scan) verbs(us []unit, i int) {
	u := &us[i]
	floor := 0 // what lies before belongs to an earlier attribution
	for k := 0; k < len(u.items); k++ {
		if s.word(u, k) == "according" && s.word(u, k+1) == "to" {
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
	shared := np < floor // the subject of an earlier verb, too
	cl.speaker = sp
	switch s.word(u, np-1) {
	case "if", "unless", "whether", "should":
		cl.dropped = "hypothetical"
	case "what", "whatever":
		if s.quoteAt(u, c.after) < 0 {
			cl.dropped = "a part of a clause" // "what X has said he objects to"
		}
	case "when", "whenever", "until":
		if u.items[c.at].q < 0 && s.doc.Tokens[u.items[c.at].first].Tag != "VBD" {
			cl.dropped = "hypothetical" // "will end when the judge says it may"
		}
	}
	if !s.words.say[c.lemma] && !s.words.tell[c.lemma] && !s.words.direct[c.lemma] {
		return s.described(us, i, c, cl)
	}
	right, rok := s.contentAfter(u, c, c.after)
	left, lok := s.contentBefore(us, i, np, floor)
	lok = lok && !shared && s.word(u, np) != "who" && s.word(u, np) != "which"
	if w := s.word(u, np); rok && (w == "who" || w == "which") {
		right.to = s.relativeEnd(u, right)
	}
	if rok {
		end := right.to
		right.to = s.shifted(u, c, right)
		if s.subordinated(u, np) {
			right.to = s.mainClause(u, right)
		}
		rok = right.to == end || right.that || s.quoteAt(u, right.from) >= 0 || s.complete(u, stretch{i, right.from, right.to})
		right.to = s.trimComma(u, right.from, right.to)
		rok = rok && right.to > right.from && s.text(u, right.from) != ","
	}
	leftQuote := lok && s.quoteAt(&us[left.unit], left.to-1) >= 0
	if t := s.token(u, s.skipBack(u, c.from-1)); lok && !leftQuote && t != nil && t.Tag == "CC" {
		lok = false // "After the storm, X came and pledged": the verb has no words before it
	}
	rightQuote := rok && s.quoteAt(u, right.from) >= 0 && !right.that
	switch {
	case leftQuote && rightQuote && s.fullStop(&us[left.unit], left.to-1) && s.introduced(u, right.from-1):
		lok = false // “A.” X added: “B.”
	case leftQuote && rightQuote && s.opensSubordinate(&us[left.unit], left):
		lok = false // When X called it “a gift,” Y said, “No.”
	case leftQuote && rok && (!rightQuote || left.unit != i) && (left.unit != i || s.ended(&us[left.unit], left.to-1)):
		lok = false // the quotation before is complete, and the verb has its own content
	case lok && !leftQuote && rightQuote && left.unit == i && s.predicate(u, right.from) && !s.complete(u, left) && s.headed(u, left.to-1):
		// The move, he said, “is a step back.”
	case lok && !leftQuote && rok:
		lok = false // what stands before is an adverbial clause
	case leftQuote && rok && !rightQuote:
		rok = false
	}
	switch {
	case lok && rok: // “A,” he said, “B.”
		cl.rule = ruleBefore
		cl.zones = []piece{s.tokens(u, c.after, right.zone)}
		s.fill(&cl, us, left, stretch{i, right.from, right.to})
		s.keep(cl)
		return right.to
	case lok:
		end := c.after
		if s.words.tell[c.lemma] {
			end = s.listener(u, end)
		}
		end = s.adverbials(u, end)
		if t := s.token(u, end); t != nil && !leftQuote && (t.Tag == "DT" || t.Tag == "PRP$" || t.Tag == "NNS" || t.Tag == "CD" || t.Tag == "JJ") {
			return 0 // "announced the decision": the verb has an object
		}
		cl.zones = []piece{s.tokens(u, c.after, end)}
		rest := s.rest(u, end, left, leftQuote)
		cl.rule = ruleBefore
		switch {
		case !leftQuote && rest.from < rest.to:
			cl.rule = ruleInserted
		case !leftQuote:
			cl.rule = ruleTrailing
		}
		if !s.words.say[c.lemma] && !s.words.tell[c.lemma] && !leftQuote {
			return 0
		}
		if leftQuote || rest.from >= rest.to {
			if !leftQuote && !s.complete(u, left) && !s.whole(u, left, end) {
				return 0
			}
			list := []stretch{left}
			if j := s.resumed(u, end); leftQuote && j > 0 {
				list, end = append(list, stretch{i, j, j + 1}), j+1
			}
			s.fill(&cl, us, list...)
		} else {
			rest.unit = i
			s.fill(&cl, us, left, rest)
		}
		s.keep(cl)
		return end
	case rok:
		cl.zones = []piece{s.tokens(u, c.after, right.zone), s.tokens(u, s.opening(u, floor, np), np)}
		switch {
		case rightQuote:
			cl.rule = ruleAfter
		case right.that:
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
		s.fill(&cl, us, stretch{i, right.from, right.to})
		s.keep(cl)
		s.goesWithout(us, i, right.to, cl)
		if rightQuote {
			return right.to
		}
		return c.after
	}
	if s.text(u, len(u.items)-1) == ":" && i+1 < len(us) && s.quoteAt(&us[i+1], 0) >= 0 && us[i+1].paragraph <= u.paragraph+1 {
		cl.rule = ruleIntro
		cl.zones = []piece{s.tokens(u, c.after, len(u.items))}
		s.fill(&cl, us, stretch{i + 1, 0, 1})
		s.keep(cl)
		return len(u.items)
	}
	return 0
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
	return q >= 0 && s.doc.Tokens[s.quotations[q].out-1].Text == "."
}

// inverted reads "…, said X".
func (s *scan) inverted(us []unit, i int, c cue, floor int, cl claim) int {
	u := &us[i]
	left, ok := s.contentBefore(us, i, c.from, floor)
	if !ok {
		return 0
	}
	q := s.quoteAt(&us[left.unit], left.to-1)
	quote := q >= 0
	if !quote && !s.words.say[c.lemma] {
		return 0
	}
	if quote && !s.words.say[c.lemma] && !s.words.tell[c.lemma] && !s.endsSpeech(q) && s.text(u, c.from-1) != "," {
		return 0 // a show called “Harbour Lights” is offering
	}
	sp, end, ok := s.subjectAfter(u, c.after)
	if !ok {
		return 0
	}
	if w := s.word(u, c.after); !quote && (w == "one" || w == "another" || w == "some") && s.word(u, c.after+1) == "of" && s.complete(u, left) {
		cl.speaker, cl.rule = speaker{first: u.items[c.after].first, last: u.items[c.after].last, form: names.Nominal, dropped: "unnamed speaker"}, ruleInverted
		s.fill(&cl, us, left)
		s.keep(cl)
		return end
	}
	if !quote && !s.complete(u, left) {
		// "The tunnel, said X, would need pumps", or a headline without a verb.
		if rest := s.rest(u, end, left, false); rest.from < rest.to && sp.form == names.Name && s.finiteAt(u, rest.from) {
			cl.speaker, cl.rule = sp, ruleInserted
			s.fill(&cl, us, left, stretch{i, rest.from, rest.to})
			s.keep(cl)
			return end
		}
		if !s.whole(u, left, s.adverbials(u, end)) {
			return 0
		}
	}
	if !quote {
		// "Smith, who leads the party, said the plan would fail": the noun phrase behind
		// is the clause's subject, not the speaker.
		person := s.spoken(u, c, sp, end)
		if t := s.token(u, end); t != nil && (isFinite(t) || t.Tag == "TO" || t.Tag == "RB") || !person && s.clausal(u, c.after, false) && s.token(u, end) != nil && s.text(u, end) != "," {
			return 0
		}
		if sp2, _, before := s.subjectBefore(u, c.from, 0); before && sp2.dropped == "" && !person {
			return 0
		}
	}
	if c.lemma == "report" && s.source(sp) {
		cl.dropped = "a news outlet is a source"
	}
	cl.speaker, cl.rule = sp, ruleInverted
	after := s.adverbials(u, end)
	cl.zones = []piece{s.tokens(u, c.after, max(after, end))}
	list := []stretch{left}
	if j := s.resumed(u, after); quote && j > 0 {
		list = append(list, stretch{i, j, j + 1})
		after = j + 1
	}
	s.fill(&cl, us, list...)
	s.keep(cl)
	return after
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

// resumed returns the item of the quotation with which a split quotation goes on behind
// the attribution that ends at item k, right there or behind an apposition: “A,” said
// X, who runs the port, “B.” It returns 0 if there is none.
func (s *scan) resumed(u *unit, k int) int {
	for j := k; j < len(u.items) && j < k+maxAside; j++ {
		if s.quoteAt(u, j) < 0 {
			continue
		}
		if j == k {
			return j
		}
		x := s.token(u, j-1)
		if x != nil && (x.Text == "," || x.Text == ":" || isDash(x.Text) || x.Tag == "CC") && (j == k+1 || !s.speechBetween(u, k, j)) {
			return j
		}
		return 0
	}
	return 0
}

// finiteAt reports whether a finite verb is item k.
func (s *scan) finiteAt(u *unit, k int) bool {
	t := s.token(u, k)
	return t != nil && isFinite(t)
}

// speechBetween reports whether a verb of speech stands among the items [i, k).
func (s *scan) speechBetween(u *unit, i, k int) bool {
	for ; i < k; i++ {
		if t := s.token(u, i); t != nil && isVerb(t) && s.words.speaks(lemmaOf(t)) {
			return true
		}
	}
	return false
}
