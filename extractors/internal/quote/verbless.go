package quote

import "github.com/factwire/factwire/extractors/internal/names"

// minDescribed is how many words a quotation behind a verb of judging must have to be
// speech rather than a borrowed word.
const minDescribed = 3

// minJudged is how many it must have where "as" does not introduce it ("derided him for “…”").
const minJudged = 5

// described reads a quotation behind a verb by which the subject names or judges a
// thing ("described the plan as ‘a gift to nobody’").
func (s *scan) described(us []unit, i int, c cue, cl claim) int {
	u := &us[i]
	for k := c.after; k < len(u.items) && k < c.after+maxAside/2; k++ {
		if t := s.token(u, k); t != nil {
			if isFinite(t) && s.names.At(u.items[k].first) == nil || t.Text == ";" {
				return 0
			}
			continue
		}
		if s.word(u, k+1) == "as" && s.word(u, k-1) != "as" {
			continue // described the army's “firing on the post” as “reprehensible”
		}
		q := u.items[k].q
		least := minDescribed
		if w := s.word(u, k-1); w == "to" {
			return 0 // "urged them to “stop the talk”"
		} else if w != "as" && w != "a" && w != "an" && w != "the" {
			least = minJudged
		}
		if s.quotations[q].words < least || s.owner[q] >= 0 {
			return 0
		}
		cl.rule = ruleDescribed
		cl.zones = []piece{s.tokens(u, c.after, k)}
		s.fill(&cl, us, stretch{i, k, k + 1})
		s.keep(cl)
		return k + 1
	}
	return 0
}

// accordingTo reads "according to X" at item k.
func (s *scan) accordingTo(us []unit, i, k, floor int) {
	u := &us[i]
	sp, end, ok := s.subjectAfter(u, k+2)
	if !ok {
		return
	}
	end = s.belonging(u, end)
	cl := claim{unit: i, speaker: sp, cue: piece{u.items[k].first, u.items[k+1].last}, rule: ruleAccording}
	cl.zones = []piece{s.tokens(u, end, s.adverbials(u, end))}
	if k == 0 || k == 1 && s.token(u, 0) != nil || s.word(u, k) == "words" || s.tag(u, k-1) == "CC" && s.text(u, k-2) == "," {
		if j := s.contentAhead(u, k, end); j > 0 {
			s.told(us, cl, stretch{i, j, s.clauseEnd(u, j)})
		}
		return
	}
	if q := s.quoteAt(u, k-1); q >= 0 && s.owner[q] >= 0 {
		return
	}
	s.accordingBehind(us, i, k, end, floor, cl)
}

// accordingBehind reads "according to X" at item k, where X ends before item end, behind what was said or within it.
func (s *scan) accordingBehind(us []unit, i, k, end, floor int, cl claim) {
	u := &us[i]
	from := s.clauseStart(u, k, floor)
	to := s.trimComma(u, from, k)
	before := stretch{i, from, to}
	parted := s.text(u, k-1) == ","
	between := parted && s.text(u, end) == ","
	if between && s.opensClause(u, before, end+1) {
		s.told(us, cl, before, stretch{i, end + 1, s.clauseEnd(u, end+1)}) // "In May, according to X, prices rose"
		return
	}
	if x := s.token(u, to-1); to > from && x != nil && s.words.say[lemmaOf(x)] && isFinite(x) {
		return // "She said, according to records, the name was another"
	}
	if to-from < 2 || !parted && !s.complete(u, before) && s.quoteAt(u, k-1) < 0 {
		return
	}
	if between && to > from+1 && s.opensBehind(u, to-1) {
		s.told(us, cl, stretch{i, end + 1, s.clauseEnd(u, end+1)}) // "She left when, according to X, it closed"
		return
	}
	if between && s.tag(u, to-1) == "CC" {
		s.told(us, cl, s.joinedBy(u, before, stretch{i, end + 1, s.clauseEnd(u, end+1)})...)
		return
	}
	if between && s.opensSubordinate(u, before) && !s.complete(u, before) {
		if j := s.contentAhead(u, k, end); j > 0 && s.tag(u, end+1) != "DT" {
			s.told(us, cl, stretch{i, j, s.clauseEnd(u, j)}) // "While costs fell, according to X, prices rose"
		}
		return
	}
	content := []stretch{before}
	if between && s.word(u, end+1) == "that" {
		content = append(content, stretch{i, end + 1, s.clauseEnd(u, end+1)}) // "That is one reason, according to X, that"
	}
	if between && s.finiteAt(u, s.skipForward(u, end+1)) {
		content = append(content, stretch{i, end + 1, s.clauseEnd(u, end+1)}) // "The tunnel, according to X, would need pumps"
	}
	s.told(us, cl, content...)
}

// contentAhead returns the item that the content begins with which follows "according to X" at item k, the first or the second of its unit; X ends
// before item end. It returns 0 where there is none.
func (s *scan) contentAhead(u *unit, k, end int) int {
	for j := end; j < len(u.items) && j < end+maxAside; j++ {
		quoted := s.quoteAt(u, j+1) >= 0
		x := s.text(u, j)
		if (x == "," || x == ":" && quoted || j > end && isDash(x)) && (quoted || s.clausal(u, j+1, false)) && !s.relative(u, j+1) {
			return j + 1
		}
	}
	if k == 0 {
		return s.behindApposition(u, end)
	}
	return 0
}

// opensBehind tells whether item k is a word that opens a clause behind it.
func (s *scan) opensBehind(u *unit, k int) bool {
	w := s.word(u, k)
	return subordinates(w) || w == "that"
}

// joinedBy returns what is said where a conjunction ends the words before "according to X" and a comma parts the rest: all of it, "A and, according to
// X, B"; or the rest alone where it is a clause of its own.
func (s *scan) joinedBy(u *unit, before, rest stretch) []stretch {
	if s.complete(u, rest) && s.headed(u, rest.from) {
		return []stretch{rest}
	}
	return []stretch{before, rest}
}

// opensClause tells whether the items before an attribution are an adverbial that opens the clause which goes on behind it with item k.
func (s *scan) opensClause(u *unit, before stretch, k int) bool {
	if before.to-before.from >= maxOpening || s.tag(u, before.from) != "IN" {
		return false
	}
	return !s.complete(u, before) && s.complete(u, stretch{before.unit, k, s.clauseEnd(u, k)})
}

func (s *scan) relative(u *unit, k int) bool {
	switch s.word(u, k) {
	case "who", "which", "whose", "where", "whom":
		return true
	}
	return false
}

// verbless finds the attributions of unit i that have no verb: a speaker behind a
// dash, or before a colon.
func (s *scan) verbless(us []unit, i int) {
	u := &us[i]
	if isDash(s.text(u, 0)) && i > 0 {
		// “…” and the speaker behind a dash on a line of its own.
		prev := &us[i-1]
		last := len(prev.items) - 1
		if q := s.quoteAt(prev, last); q >= 0 && s.owner[q] < 0 && u.paragraph <= prev.paragraph+1 {
			s.dash(us, i, 0, stretch{i - 1, last, last + 1})
		}
	}
	for k := 0; k < len(u.items); k++ {
		q := u.items[k].q
		if q < 0 || s.owner[q] >= 0 {
			continue
		}
		if isDash(s.text(u, k+1)) && (k == 0 || s.text(u, k-1) == ":") {
			s.dash(us, i, k+1, stretch{i, k, k + 1})
		}
		if s.owner[q] < 0 && s.text(u, k-1) == ":" {
			s.colon(us, i, i, k-1, stretch{i, k, k + 1})
		}
		if first := s.token(u, 0); s.owner[q] < 0 && s.text(u, k-1) == "," && k > 1 && first != nil && isVerb(first) && s.words.say[lemmaOf(first)] {
			s.colon(us, i, i, k-1, stretch{i, k, k + 1}) // Said Ada Ost, who saw it, “…”
		}
		if s.owner[q] < 0 {
			s.answer(us, i, k)
		}
	}
	if n := len(u.items); s.text(u, n-1) == ":" && i+1 < len(us) && us[i+1].paragraph <= u.paragraph+1 {
		if q := s.quoteAt(&us[i+1], 0); q >= 0 && s.owner[q] < 0 {
			s.colon(us, i, i+1, n-1, stretch{i + 1, 0, 1})
		}
	}
}

// dash reads the speaker behind the dash at item k.
func (s *scan) dash(us []unit, i, k int, words stretch) {
	u := &us[i]
	sp, end, ok := s.subjectAfter(u, k+1)
	if !ok || sp.form != names.Name || end < len(u.items) && s.text(u, end) != "," && s.text(u, end) != "." && s.text(u, end) != "(" && s.word(u, end) != "of" {
		return
	}
	cl := claim{unit: i, speaker: sp, rule: ruleDash}
	s.fill(&cl, us, words)
	s.keep(cl)
}

// colon reads the speaker before the colon at item k of unit i: a name with its
// appositions, and "From" or "Said" before it at most.
func (s *scan) colon(us []unit, i, at, k int, words stretch) {
	u := &us[i]
	from := 0
	if w := s.word(u, 0); w == "from" || w == "by" || k > 0 && u.items[0].q < 0 && isVerb(s.token(u, 0)) && s.words.say[lemmaOf(s.token(u, 0))] {
		from = 1
	}
	if k-from < 1 || k-from > maxAside/3 {
		return
	}
	relative := false
	for j := from; j < k; j++ {
		t := s.token(u, j)
		relative = relative || from > 0 && j > from && s.relative(u, j)
		if t == nil || isVerb(t) && isFinite(t) && !relative && s.names.At(u.items[j].first) == nil || t.Text == ":" {
			return
		}
	}
	sp, end, ok := s.subjectAfter(u, from)
	if !ok || sp.form != names.Name || end < k && s.text(u, end) != "," && s.text(u, end) != "(" && !(from > 0 && s.heldBy(u, end, k)) {
		return
	}
	cl := claim{unit: i, speaker: sp, rule: ruleColon}
	s.fill(&cl, us, words)
	s.keep(cl)
}

// minLeft is how many items the rest of a sentence has at least that is what the one said whom "according to" names at its beginning.
const minLeft = 5

// behindApposition returns the item behind the comma that ends the name before item end and what is said of it, where a noun phrase
// that is no list begins and the sentence goes on with it; or 0. The tagger may have seen no verb in it.
func (s *scan) behindApposition(u *unit, end int) int {
	if s.text(u, end) != "," {
		return 0
	}
	if j := end + 1; s.token(u, j) != nil && !s.relative(u, j) && s.token(u, j).Tag != "DT" {
		return 0
	}
	for j := end + 1; j < len(u.items)-minLeft && j < end+maxAside/2; j++ {
		if s.text(u, j) != "," || s.token(u, j+1) == nil || s.token(u, j+1).Tag != "DT" && s.names.At(u.items[j+1].first) == nil {
			continue
		}
		for n := j + 1; n < len(u.items); n++ {
			if s.text(u, n) == "," {
				return 0
			}
		}
		return j + 1
	}
	return 0
}
