package quote

// content is what was said: items [from, to) of a unit.
type content struct {
	from, to int
	that     bool
	zone     int // the items between the cue and from that are adverbials end here
}

// contentAfter finds the content behind a verb of speech, from item i.
func (s *scan) contentAfter(u *unit, c cue, i int) (content, bool) {
	tell := s.words.tell[c.lemma]
	if tell {
		k := s.listener(u, i)
		if k <= i && c.lemma == "tell" {
			return content{}, false
		}
		i = s.toThat(u, max(i, k))
	}
	starts := s.starts(u, i)
	k := s.behindWork(u, i, s.behindSetting(u, i, starts[len(starts)-1]))
	t := s.token(u, k)
	switch {
	case s.quoteAt(u, k) >= 0:
		if c.lemma == "write" && k == i && s.capitals(&s.quotations[u.items[k].q], s.quotations[u.items[k].q].out) {
			return content{}, false // "wrote “Harbour Lights” in 1954"
		}
		return s.quoted(u, k, k)
	case t == nil:
		return content{}, false
	case (t.Text == ":" || t.Text == ",") && s.quoteAt(u, k+1) >= 0:
		return s.quoted(u, k+1, k)
	case t.Text == ",":
		return s.behindComma(u, c, i, k)
	case t.Text == ":":
		if s.clausal(u, k+1, false) && s.words.say[c.lemma] {
			return content{from: k + 1, to: s.clauseEnd(u, k+1), zone: k}, true
		}
		return content{}, false
	case t.Lower == "that" && s.word(u, k+1) != "same" && (s.words.say[c.lemma] || tell) && !s.restricts(u, i, k):
		return s.behindThat(u, k)
	case !s.words.say[c.lemma] && !tell:
		return content{}, false
	}
	for j := len(starts) - 1; j >= 0; j-- {
		if ct, ok := s.contentAt(u, c, starts[j], j == 0); ok {
			return ct, true
		}
	}
	return s.farQuoted(u, i)
}

// restricts reports whether the "that" at item k is a noun's behind a preposition, and no clause's: "warned against reports that hurt". The verb
// ends before item i.
func (s *scan) restricts(u *unit, i, k int) bool {
	noun, next := s.token(u, k-1), s.token(u, k+1)
	if k <= i+1 || noun == nil || !isNoun(noun) || s.endsInPerson(u, k-1) || next == nil || !isFinite(next) || s.names.At(u.items[k+1].first) != nil {
		return false
	}
	for n := i; n < k-1; n++ {
		if t := s.token(u, n); t != nil && t.Tag == "IN" {
			return true
		}
	}
	return false
}

// starts returns where the content behind a verb may begin: at item i and behind each adverbial from there on.
func (s *scan) starts(u *unit, i int) []int {
	starts := []int{i}
	for range 8 {
		k := starts[len(starts)-1]
		next := s.adverbial(u, k)
		if next == k {
			break
		}
		starts = append(starts, next)
	}
	return starts
}

// behindSetting returns the item behind the words at item k that tell where something was said. The verb ends before item i.
func (s *scan) behindSetting(u *unit, i, k int) int {
	if x := s.token(u, k); k > i && x != nil && x.Tag == "IN" && x.Lower != "that" && !subordinates(x.Lower) {
		k = s.toThat(u, k) // "said last week in written answers to the court that"
	}
	if s.words.texts[s.word(u, k)] && s.word(u, k+1) == "that" && k > i {
		k++ // "said in a Christmas Eve statement that"
	}
	return k
}

// behindComma finds the content where a comma, at item k, and no quotation follows the verb, which ends before item i.
func (s *scan) behindComma(u *unit, c cue, i, k int) (content, bool) {
	for j := k + 1; j < len(u.items) && j < k+16; j++ { // ", in a rare interview, that"
		if s.finiteAt(u, j) && s.names.At(u.items[j].first) == nil {
			break // "The message, she recalls, was something like, “…”"
		}
		if s.text(u, j) != "," {
			continue
		}
		if s.word(u, j+1) == "that" || s.quoteAt(u, j+1) >= 0 {
			c.lemma = "say"
			return s.contentAfter(u, c, j+1)
		}
		if k == i && s.words.say[c.lemma] && !s.words.thatOnly[c.lemma] && s.pronounClause(u, j+1) && s.word(u, j+1) != "it" {
			return content{from: j + 1, to: s.clauseEnd(u, j+1), zone: k}, true // "says, win or lose, he is staying"
		}
		break
	}
	if x := s.token(u, k+1); k > i && x != nil && !s.objective(s.word(u, i)) && s.words.say[c.lemma] && !s.words.thatOnly[c.lemma] &&
		(x.Tag == "DT" || x.Tag == "PRP" || x.Tag == "EX" || isNoun(x)) && s.clausal(u, k+1, true) {
		return content{from: i, to: s.clauseEnd(u, i), zone: i}, true // "said too often, that is so"
	}
	return s.farQuoted(u, i)
}

// behindThat finds the content behind "that" at item k.
func (s *scan) behindThat(u *unit, k int) (content, bool) {
	from := k + 1
	if s.text(u, from) == "," {
		from++ // "assured them that, if he runs,"
	}
	if x := s.token(u, k+1); x != nil && isFinite(x) && s.names.At(u.items[k+1].first) == nil {
		from = k // "said that was false"
	}
	if q := s.quoteAt(u, from); q >= 0 {
		ct, _ := s.quoted(u, from, k)
		ct.that = true
		if x := s.token(u, from+1); x != nil && ct.to == from+1 && isWord(x) && x.Tag != "CC" && x.Tag != "IN" && !s.endsSpeech(q) && s.dateAt(u.items[from+1].first) == nil {
			ct.to = s.clauseEnd(u, from)
		}
		return ct, true
	}
	if from >= len(u.items)-1 || from == len(u.items)-2 && s.text(u, from+1) == ":" {
		return content{}, false // "It asserts that Ost:", before a list
	}
	return content{from: from, to: s.clauseEnd(u, from), that: true, zone: k}, true
}

// contentAt returns the clause that begins at item from, if it is content. First: no adverbial stands before it.
func (s *scan) contentAt(u *unit, c cue, from int, first bool) (content, bool) {
	strict := s.words.thatOnly[c.lemma]
	x := s.token(u, from)
	if x == nil || s.words.empty[x.Lower] && !isNounLike(s, u, from+1) && s.word(u, from+1) != "of" && !s.pastOf(u, x, from+1) || about(x.Lower) && !s.commaAhead(u, from) {
		return content{}, false
	}
	if n := s.nounThat(u, from); n > 0 && (!strict || s.words.denying[c.lemma]) {
		return content{from: n, to: s.clauseEnd(u, n), that: true, zone: from}, true // "added the proviso that"
	}
	if strict && !s.pronounClause(u, from) && !s.plainClause(u, from) {
		return content{}, false
	}
	if w := s.word(u, from+1); x.Tag == "IN" && (w == "favor" || w == "favour") {
		return content{}, false // "argued in favor of what she calls"
	}
	if first && s.objectAt(u, c, from, x) {
		return content{}, false
	}
	if !first && !inNounPhrase(x) && s.names.At(u.items[from].first) == nil && x.Tag != "RB" && x.Tag != "RBR" {
		return content{}, false
	}
	if !s.clausal(u, from, strict) {
		return content{}, false
	}
	return content{from: from, to: s.clauseEnd(u, from), zone: from}, true
}

// nounThat returns the item behind "that" where an article, a noun, "that" and a clause's subject begin
// at item i, or 0.
func (s *scan) nounThat(u *unit, i int) int {
	t := s.token(u, i)
	if t != nil && s.words.assertions[t.Lower] && s.word(u, i+1) == "that" {
		return i + 2 // "denied claims that he had gone"
	}
	if t == nil || t.Tag != "DT" {
		return 0
	}
	k := i + 1
	for n := 0; n < 3; n++ {
		x := s.token(u, k)
		if x == nil || x.Tag != "NN" && x.Tag != "JJ" || s.names.At(u.items[k].first) != nil {
			break
		}
		k++
	}
	next := s.token(u, k+1)
	if k == i+1 || s.word(u, k) != "that" || next == nil || next.Tag != "PRP" && next.Tag != "DT" && s.names.At(u.items[k+1].first) == nil {
		return 0
	}
	return k + 1
}

// objective reports whether a preposition ties its noun to a verb of speech as an object.
func (s *scan) objective(prep string) bool {
	switch prep {
	case "on", "of", "about", "against", "over":
		return true
	}
	return false
}

// toThat goes on to the "that" behind what says more of the listeners: "told those angry over the
// bill that".
func (s *scan) toThat(u *unit, i int) int {
	for k := i; k < len(u.items) && k < i+maxAside/3; k++ {
		t := s.token(u, k)
		switch {
		case t != nil && t.Text == "," && s.betweenNames(u, k):
			// "alongside the leaders of Peru, Chile and Ghana that"
		case t == nil, t.Text == ",", t.Text == ":", isFinite(t) && s.names.At(u.items[k].first) == nil:
			return i
		case t.Lower == "that" && (t.Tag != "DT" && t.Tag != "WDT" || t.Tag == "WDT" && s.namedSubject(u, k+1)):
			return k
		}
	}
	return i
}

// farQuoted finds a quotation that a comma or a colon introduces after words about
// the speech ("joked in his turn to answer, ‘…’", "explained the figures this way: ‘…’").
func (s *scan) farQuoted(u *unit, i int) (content, bool) {
	for k := i; k+1 < len(u.items) && k < i+maxAside/2; k++ {
		t := s.token(u, k)
		if t == nil || isFinite(t) && s.names.At(u.items[k].first) == nil || k > i && t.Tag == "VBG" && s.words.participles[t.Lower] && (s.text(u, k-1) == "," || s.endsInPerson(u, k-1)) {
			break
		}
		if q := s.quoteAt(u, k+1); q >= 0 && (t.Text == ":" || t.Text == "," && s.quotations[q].words > 4) {
			return s.quoted(u, k+1, k)
		}
	}
	return content{}, false
}

// about reports whether a word opens a clause about the speech ("said as he left")
// unless a main clause follows it.
func about(w string) bool { return subordinates(w) && w != "if" && w != "once" }

func (s *scan) commaAhead(u *unit, k int) bool {
	for n := k; n < len(u.items) && n < k+maxAside/3; n++ {
		if s.text(u, n) == "," {
			return true
		}
	}
	return false
}

// quoted is content that begins with a quotation at item k: the quotation alone, the
// quotations that follow it, or the clause that it is part of.
func (s *scan) quoted(u *unit, k, zone int) (content, bool) {
	end := k + 1
	for end < len(u.items) {
		t := s.token(u, end)
		if t == nil {
			end++
			continue
		}
		if (t.Tag == "CC" || t.Text == ",") && s.quoteAt(u, end+1) >= 0 {
			end += 2
			continue
		}
		if isDash(t.Text) && end == k+1 && s.quotations[u.items[k].q].words <= minDescribed && s.subjectOfMore(u, end) {
			return content{from: k, to: s.clauseEnd(u, k), zone: zone}, true
		}
		if s.endsSpeech(u.items[end-1].q) || !isWord(t) || t.Tag == "CC" || t.Tag == "IN" && t.Lower != "of" || t.Tag == "VBG" || t.Tag == "TO" {
			break
		}
		if s.dateAt(u.items[end].first) != nil || t.Tag == "RB" || t.Tag == "WP" || t.Tag == "WDT" || t.Tag == "WRB" {
			break
		}
		return content{from: k, to: s.clauseEnd(u, k), zone: zone}, true
	}
	return content{from: k, to: end, zone: zone}, true
}

// endsSpeech reports whether a quotation ends with punctuation that ends a clause.
func (s *scan) endsSpeech(q int) bool {
	if q < 0 {
		return false
	}
	x := s.quotations[q]
	switch s.doc.Tokens[x.out-1].Text {
	case ".", ",", "!", "?", "…", "...":
		return true
	}
	return !x.closed
}
