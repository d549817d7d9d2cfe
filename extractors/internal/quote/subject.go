package quote

import "github.com/factwire/factwire/extractors/internal/names"

// subjectBefore finds the subject of the verb group that begins at item i. It returns
// the first item of the subject's phrase, or of the attribution where an apposition,
// a relative or another verb stands between.
func (s *scan) subjectBefore(u *unit, i, depth int) (speaker, int, bool) {
	if depth > 4 {
		return speaker{}, 0, false
	}
	j := s.skipBack(u, i-1)
	t := s.token(u, j)
	if t == nil {
		return s.beyondMarks(u, j, depth)
	}
	if postnominal[t.Text] && s.holderEnds(u, j-1) {
		return s.subjectEnding(u, j-1, depth) // "Ada Ost MP said"
	}
	if t.Text == "," && s.word(u, j+1) == "then" {
		return s.mainSubject(u, j, depth) // "X offered them a seat, then said"
	}
	if sp, np, ok := s.textSubject(u, j); ok {
		return sp, np, true
	}
	if s.names.At(u.items[j].first) != nil {
		return s.mentionSubject(u, j, depth)
	}
	switch {
	case t.Text == ",":
		return s.beyondCommas(u, j, depth)
	case t.Text == ")" || isDash(t.Text):
		if k := s.asideStart(u, j); k >= 0 {
			return s.subjectBefore(u, k, depth+1)
		}
	case t.Lower == "who" || t.Lower == "which" || t.Lower == "that" && t.Tag == "WDT":
		return s.relativeSubject(u, j, depth)
	case t.Tag == "CC" || t.Lower == "then":
		return s.mainSubject(u, j, depth)
	case isNoun(t) || t.Tag == "CD" || t.Tag == "PRP" || t.Tag == "JJ" || t.Tag == "DT":
		return s.nounSubject(u, j, depth)
	}
	return speaker{}, 0, false
}

// holderEnds tells whether item j ends a person's name without an article, as it stands before the short form of an office.
func (s *scan) holderEnds(u *unit, j int) bool {
	if !s.endsInPerson(u, j) {
		return false
	}
	first := s.nameStart(u, j)
	return s.word(u, first-1) != "the" && s.word(u, first) != "the"
}

// mentionSubject reads the noun phrase that ends with item j, a mention, as a speaker, or the person whose apposition it is: "X, an analyst at Acme
// said".
func (s *scan) mentionSubject(u *unit, j, depth int) (speaker, int, bool) {
	sp, np, ok := s.subjectEnding(u, j, depth)
	if ok && sp.dropped != "" && sp.form == names.Nominal {
		if m, first := s.personBeforeComma(u, np); m != nil && s.begins(u, first) {
			return s.of(m), first, true
		}
	}
	return sp, np, ok
}

// asideStart returns the item of the bracket or the dash that opens the aside which the one at item j closes, or -1.
func (s *scan) asideStart(u *unit, j int) int {
	bracket := s.text(u, j) == ")"
	for k := j - 1; k >= 0 && k > j-maxAside; k-- {
		if x := s.text(u, k); bracket && x == "(" || !bracket && isDash(x) {
			return k
		}
	}
	return -1
}

// nounSubject reads the noun phrase that ends with item j, of no name, as a speaker, or the person whose apposition it is.
func (s *scan) nounSubject(u *unit, j, depth int) (speaker, int, bool) {
	sp, np, ok := s.subjectEnding(u, j, depth)
	if !ok || sp.dropped == "" || sp.form == names.Pronoun {
		return sp, np, ok
	}
	if m, first := s.listed(u, np); m != nil {
		return s.of(m), first, true
	}
	if s.bracketed(u, np-2) {
		if m, first := s.personBeforeComma(u, np); m != nil && s.begins(u, first) {
			return s.of(m), first, true // "X (D-Ohio), a friend of the president told"
		}
	}
	return sp, np, ok
}

// personBeforeComma returns the person whose name ends before a comma and item np, with the first item of the name's phrase, or nil.
func (s *scan) personBeforeComma(u *unit, np int) (*names.Mention, int) {
	if np <= 1 || s.text(u, np-1) != "," {
		return nil, 0
	}
	return s.personOf(u, np-2)
}

// listed returns the person at the beginning of the unit whose apposition is a list
// that runs up to item np: "X, the official for growth, energy and the environment said".
func (s *scan) listed(u *unit, np int) (*names.Mention, int) {
	if s.token(u, 0) == nil || np < 3 || np > maxAside {
		return nil, 0
	}
	if w := s.word(u, np-1); w != "and" && w != "," && w != "&" {
		return nil, 0
	}
	m := s.names.At(u.items[0].first)
	if m == nil || m.Form != names.Name || !s.isPerson(m) {
		return nil, 0
	}
	k := 0
	for k < np && u.items[k].first < m.Last {
		k++
	}
	if s.text(u, k) != "," {
		return nil, 0
	}
	for ; k < np; k++ {
		t := s.token(u, k)
		if t == nil || isFinite(t) && s.names.At(u.items[k].first) == nil {
			return nil, 0
		}
	}
	return m, 0
}

// textSubject reads a subject that is a text in which somebody speaks, with words
// between it and the name: "a release sent to media from X on Friday".
func (s *scan) textSubject(u *unit, j int) (speaker, int, bool) {
	for k := j; k >= 0 && k > j-maxAside/4; k-- {
		t := s.token(u, k)
		if t == nil || t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" || t.Tag == "MD" || t.Text == "," || t.Text == ";" || t.Text == ":" {
			return speaker{}, 0, false
		}
		if !s.words.texts[t.Lower] || s.names.At(u.items[k].first) != nil {
			continue
		}
		b := s.baseStart(u, k)
		if p := s.token(u, b-1); p != nil && (p.Tag == "IN" || p.Tag == "TO") {
			return speaker{}, 0, false
		}
		for n := k + 1; n < j; n++ {
			switch s.word(u, n) {
			case "from", "by":
				if m := s.lastNamed(u, n+1, min(n+8, j+1)); m != nil {
					return s.of(m), b, true
				}
			}
		}
		return speaker{}, 0, false
	}
	return speaker{}, 0, false
}

// maxAside bounds what may stand between a subject and its verb, in items.
const maxAside = 60

// skipBack goes back over adverbs and dates.
func (s *scan) skipBack(u *unit, j int) int {
	for j >= 0 {
		t := s.token(u, j)
		if t == nil {
			return j
		}
		if d := s.dateAt(u.items[j].first); d != nil && s.names.At(u.items[j].first) == nil {
			for j >= 0 && u.items[j].first >= d.Lead {
				j--
			}
			continue
		}
		reflexive := t.Lower == "himself" || t.Lower == "herself" || t.Lower == "itself"
		if s.names.At(u.items[j].first) != nil && !reflexive || t.Tag != "RB" && !s.words.adverbs[t.Lower] {
			return j
		}
		j--
	}
	return j
}

// aside reports whether the items [i, k) may stand between commas behind a subject.
func (s *scan) aside(u *unit, i, k int) bool {
	t := s.token(u, i)
	if t == nil || i >= k {
		return false
	}
	switch t.Lower {
	case "who", "which", "whose", "whom", "where", "when":
		return true
	case "and", "but", "or":
		return false
	}
	// What has a finite verb of its own is a clause, not an apposition.
	for j := i; j < k; j++ {
		x := s.token(u, j)
		if x == nil {
			continue
		}
		if x.Lower == "who" || x.Lower == "which" || x.Lower == "that" || x.Lower == "whose" || x.Lower == "where" {
			return true
		}
		if x.Tag == "VBZ" || x.Tag == "MD" || x.Tag == "VBD" && j > i {
			if s.names.At(u.items[j].first) == nil && j > i && (s.token(u, j-1) != nil && s.token(u, j-1).Tag == "PRP") {
				return false
			}
		}
	}
	return true
}

// mainSubject finds the subject that the verb behind the conjunction or the comma at
// item j shares with the first verb of its clause.
func (s *scan) mainSubject(u *unit, j, depth int) (speaker, int, bool) {
	if k := s.relativeAnd(u, j); k > 0 {
		return s.relativeSubject(u, k, depth)
	}
	start := 0
	for k := j - 1; k > 0; k-- {
		if x := s.text(u, k); x == ";" || x == ":" {
			start = k + 1
			break
		}
	}
	if j-start > maxAside*2 {
		start = j - maxAside*2
	}
	// A clause with a subject of its own, joined by a comma and a conjunction, is nearer.
	for k := j - 1; k > start; k-- {
		if t := s.token(u, k); t != nil && t.Tag == "CC" && s.text(u, k-1) == "," {
			if sp, np, ok := s.firstSubject(u, k+1, j, depth); ok {
				return sp, np, true
			}
		}
	}
	if sp, np, ok := s.verbBefore(u, start, j); ok {
		return sp, np, true
	}
	return s.firstSubject(u, start, j, depth)
}

// verbBefore finds the subject of the last main verb before item j where a clause with a subject of
// its own stands before it behind a comma: "While X was away, Y announced it and said".
func (s *scan) verbBefore(u *unit, start, j int) (speaker, int, bool) {
	for k := j - 1; k > start; k-- {
		t := s.token(u, k)
		if t == nil || t.Text == "," {
			return speaker{}, 0, false
		}
		if !isFinite(t) || s.names.At(u.items[k].first) != nil {
			continue
		}
		before := s.token(u, s.skipBack(u, k-1))
		if before == nil || before.Tag == "CC" || before.Lower == "who" || before.Lower == "which" || before.Lower == "that" || before.Text == "," {
			return speaker{}, 0, false
		}
		sp, np, ok := s.subjectBefore(u, k, 3)
		if ok && sp.dropped == "" && np > 0 && (s.text(u, np-1) == "," || subordinates(s.word(u, np-1)) && s.text(u, np-2) == ",") {
			return sp, np, true
		}
		return speaker{}, 0, false
	}
	return speaker{}, 0, false
}

// closing returns the last comma before item j that a finite verb follows and that ends the relative
// clause of item k, or 0.
func (s *scan) closing(u *unit, k, j int) int {
	for c := k + 2; c < j && c < k+maxAside/2; c++ {
		if s.text(u, c) == "," && s.finiteAt(u, s.skipForward(u, c+1)) {
			return c
		}
	}
	return 0
}

// nearSubject finds the subject of the last verb before item j that has one of its own, relative
// clauses left out.
func (s *scan) nearSubject(u *unit, j int) (speaker, int, bool) {
	for k, tried := j-1, 0; k > 0 && k > j-maxAside && tried < 4; k-- {
		t := s.token(u, k)
		if t == nil || !isFinite(t) || s.names.At(u.items[k].first) != nil {
			continue
		}
		before := s.token(u, s.skipBack(u, k-1))
		if before == nil || before.Tag == "CC" || before.Tag == "MD" || isVerb(before) {
			continue
		}
		switch before.Lower {
		case "who", "which", "that", ",":
			continue
		}
		tried++
		if sp, np, ok := s.subjectBefore(u, k, 2); ok && sp.dropped == "" {
			switch s.word(u, np-1) {
			case "if", "whether", "because", "that":
				continue
			}
			return sp, np, ok
		}
	}
	return s.mainSubject(u, j, 0)
}

// ownSubject finds the subject of the finite verb nearest before item j, whether it has a name or not.
func (s *scan) ownSubject(u *unit, j int) (speaker, int, bool) {
	for k := j - 1; k > 0 && k > j-maxAside; k-- {
		t := s.token(u, k)
		if t == nil || !isFinite(t) || s.names.At(u.items[k].first) != nil {
			continue
		}
		return s.subjectBefore(u, k, 2)
	}
	return speaker{}, 0, false
}

func (s *scan) firstSubject(u *unit, start, j, depth int) (speaker, int, bool) {
	k := start
	if t := s.token(u, k); t != nil && (t.Tag == "IN" || t.Tag == "WRB") && subordinates(t.Lower) {
		for k < j && s.text(u, k) != "," {
			k++
		}
	}
	tried := 0
	for ; k < j && tried < 3; k++ {
		t := s.token(u, k)
		if t != nil && (t.Lower == "who" || t.Lower == "whom") && s.text(u, k-1) == "," {
			if end := s.closing(u, k, j); end > 0 {
				k = end // "X, who was there when Y came, left but said"
				continue
			}
		}
		if t == nil || !isFinite(t) && t.Lower != "said" || s.names.At(u.items[k].first) != nil {
			continue
		}
		before := s.word(u, s.skipBack(u, k-1))
		if before == "who" || before == "which" || before == "that" {
			continue
		}
		tried++
		if sp, np, ok := s.subjectBefore(u, k, depth+2); ok && np >= start {
			return sp, np, true
		}
	}
	return speaker{}, 0, false
}

func subordinates(w string) bool {
	switch w {
	case "when", "after", "if", "as", "while", "although", "though", "because", "before", "since", "once", "unless", "whether":
		return true
	}
	return false
}
