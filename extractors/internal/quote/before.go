package quote

import "github.com/factwire/factwire"

// contentBefore finds the content that an attribution beginning at item np follows: a
// quotation, or a clause and a comma.
func (s *scan) contentBefore(us []unit, i, np, floor int) (stretch, bool) {
	u := &us[i]
	k := np - 1
	if s.word(u, k) == "as" {
		k--
	}
	if k < 0 {
		if np > 0 {
			return stretch{}, false
		}
		return s.quoteBefore(us, i)
	}
	mark := s.text(u, k)
	parts := mark == "," || isDash(mark) || mark == "?" || mark == "!"
	if (parts || mark == ".") && s.quoteAt(u, k-1) >= 0 {
		k--
	}
	if q := s.quoteAt(u, k); q >= 0 {
		return s.quotedBefore(u, i, np, k, floor)
	}
	if !parts {
		return stretch{}, false
	}
	from := s.clauseStart(u, k, s.outer(u, i, k, floor))
	if w := s.word(u, k-1); w == "that" || w == "which" || w == "who" || w == "because" || w == "although" {
		from = k // "a button that, he admitted, was connected to nothing"
	}
	if k < 1 || from > k {
		return stretch{}, false
	}
	return stretch{i, from, k}, true
}

// quoteBefore returns the quotation of nobody yet that ends the unit before unit i in the same paragraph.
func (s *scan) quoteBefore(us []unit, i int) (stretch, bool) {
	if i == 0 || us[i-1].paragraph != us[i].paragraph {
		return stretch{}, false
	}
	prev := &us[i-1]
	last := len(prev.items) - 1
	q := s.quoteAt(prev, last)
	if q < 0 || s.owner[q] >= 0 || s.fullStop(prev, last) && !s.quoteOnly(prev, 0, last) {
		return stretch{}, false
	}
	return stretch{i - 1, last, last + 1}, true
}

// quotedBefore returns the content that ends with the quotation at item k of unit i: the quotation, or the clause whose end is quoted. The attribution
// begins at item np.
func (s *scan) quotedBefore(u *unit, i, np, k, floor int) (stretch, bool) {
	q := s.quoteAt(u, k)
	from := s.clauseStart(u, k, floor)
	if s.hosted(u, k) {
		return stretch{}, false
	}
	if s.titled(u, k) {
		if all := (stretch{i, from, k + 1}); from < k && s.complete(u, all) {
			return all, true
		}
		return stretch{}, false // a show's title
	}
	if k < floor || s.owner[q] >= 0 || s.word(u, np-1) == "as" && s.quotations[q].words < minDescribed {
		return stretch{}, false // a borrowed word ("‘memos’, as he insists")
	}
	if (s.fullStop(u, k) || k == np-1 && !s.endsSpeech(q) && !s.complete(u, stretch{i, from, k + 1})) && !s.quoteOnly(u, from, k) {
		return stretch{}, false // the end of another sentence: called it “a farce.” She left; "instead of the “big wall” he promised"
	}
	for j := k - 1; j >= from; j-- {
		if x := s.text(u, j); x == ":" || isDash(x) {
			from = j + 1
		}
	}
	if from < k && !s.quoteOnly(u, from, k) && s.endsSpeech(q) && s.text(u, k-1) == "," || s.word(u, np-1) == "as" && s.quotations[q].words >= minDescribed {
		from = k // "what some call “the long way round,” as she put it": the teller's words around hers
	}
	return stretch{i, from, k + 1}, true
}

// outer is the floor for an attribution whose content ends at item k: 0 where reported speech
// goes on up to there, so that its own attribution is part of the content ("The agency has told
// MPs that the bridge is safe, said X").
func (s *scan) outer(u *unit, i, k, floor int) int {
	n := len(s.claims)
	if n == 0 || floor == 0 {
		return floor
	}
	c := &s.claims[n-1]
	if c.unit == i && c.form == factwire.Indirect && c.pieces[len(c.pieces)-1].last == u.items[k].first && c.pieces[0].first >= c.cue.last && c.cue.last > 0 {
		return 0
	}
	return floor
}

func (s *scan) quoteOnly(u *unit, i, k int) bool {
	for ; i < k; i++ {
		if s.token(u, i) != nil && isWord(s.token(u, i)) {
			return false
		}
	}
	return true
}

// complete reports whether a stretch is a clause that can stand alone.
func (s *scan) complete(u *unit, st stretch) bool {
	if st.to-st.from < 3 {
		return false
	}
	cut := *u
	cut.items = u.items[:st.to]
	from := st.from
	if x := s.token(u, from+1); x != nil && x.Tag == "PRP$" && s.token(u, from) != nil && s.token(u, from).Tag == "IN" && !subordinates(s.word(u, from)) && s.noComma(u, st) {
		return false // "In his decision issued on Tuesday, X noted"
	}
	if t := s.token(u, from); t != nil && t.Tag == "RB" && subordinates(s.word(u, from+1)) && !s.commaIn(u, st) {
		return false // "Ever since he came, she has": no main clause
	}
	if t := s.token(u, from); t != nil && (subordinates(t.Lower) || t.Tag == "VBG" || t.Tag == "VBN" || t.Tag == "TO") {
		// "If it fails, prices will rise": the main clause is behind the comma.
		comma := from
		for comma < st.to && s.text(u, comma) != "," {
			comma++
		}
		if comma < st.to || t.Tag != "VBG" {
			from = comma + 1
		}
	}
	return from < st.to && s.clausal(&cut, from, false)
}

func (s *scan) noComma(u *unit, st stretch) bool {
	return !s.commaIn(u, st) && st.to-st.from < maxOpening
}

// commaIn reports whether a comma stands in a stretch.
func (s *scan) commaIn(u *unit, st stretch) bool {
	for k := st.from; k < st.to; k++ {
		if s.text(u, k) == "," {
			return true
		}
	}
	return false
}

// maxOpening is how many items an adverbial that opens a sentence has at most.
const maxOpening = 10

// whole reports whether a stretch with no finite verb that the tagger saw is a clause
// all the same: it is long, no adverbial, and the attribution ends its sentence.
func (s *scan) whole(u *unit, st stretch, end int) bool {
	for k := end; k < len(u.items); k++ {
		if !s.isStop(u, k) {
			return false
		}
	}
	t := s.token(u, st.from)
	if st.from == 0 && t != nil && (t.Lower == "not" || t.Lower == "no" || t.Lower == "never") && st.to-st.from >= 2 {
		return true // "Not so fast, says Ada Ost"
	}
	return st.to-st.from >= 5 && t != nil && t.Tag != "IN" && t.Tag != "TO" && !isVerb(t) && t.Tag != "WRB" && t.Tag != "RB" && s.dateAt(u.items[st.from].first) == nil
}

// adverbials returns the item behind the adverbials that begin at item k.
func (s *scan) adverbials(u *unit, k int) int {
	for range 8 {
		next := s.adverbial(u, k)
		if next == k {
			return k
		}
		k = next
	}
	return k
}

// rest is the part of the content behind an inserted attribution that ends at item k.
func (s *scan) rest(u *unit, k int, left stretch, quote bool) stretch {
	if quote || s.text(u, k) != "," || k+2 >= len(u.items) {
		return stretch{}
	}
	from, end := k+1, s.clauseEnd(u, k+1)
	t := s.token(u, from)
	whole := s.complete(u, left)
	switch {
	case t == nil:
		// A quotation goes on with the clause.
	case t.Tag == "VBG" || t.Tag == "WP" || t.Tag == "WDT" || t.Tag == "WP$" || t.Lower == "according":
		return stretch{}
	case !whole && t.Tag == "CC" && s.token(u, left.from) != nil && s.token(u, left.from).Tag == "IN":
		return stretch{} // "In her letter, she wrote about the farm, and the sea"
	case whole && t.Tag == "CC":
		if n := s.token(u, from+1); n == nil || isVerb(n) || n.Tag == "MD" || s.attributionFrom(u, from+1) {
			return stretch{}
		}
	case whole && isFinite(t) && s.names.At(u.items[from].first) == nil:
		// "All they want, she said, is": what stands before is the verb's subject.
	case whole && t.Tag != "IN" && t.Tag != "TO":
		return stretch{}
	}
	return stretch{from: from, to: end}
}
