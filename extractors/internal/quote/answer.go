package quote

import "github.com/factwire/factwire/extractors/internal/names"

// postnominal are the short forms of an office or an honor that stand behind a name.
var postnominal = map[string]bool{"MP": true, "MEP": true, "MSP": true, "MLA": true, "MLC": true, "TD": true, "QC": true, "KC": true, "OBE": true, "MBE": true, "CBE": true, "PhD": true, "MD": true}

// heardBefore reports whether item k is a verb behind which a name and a participle of speech tell what somebody else said: "recalled Ada Ost saying".
func (s *scan) heardBefore(u *unit, k int) bool {
	t := s.token(u, k)
	return t != nil && isVerb(t) && s.words.heard[t.Lemma]
}

// inTheWords reports whether item k is the noun of "in the words of".
func (s *scan) inTheWords(u *unit, k int) bool {
	return s.word(u, k) == "words" && s.word(u, k+1) == "of" && s.word(u, k-1) == "the" && s.word(u, k-2) == "in"
}

// belonging goes on from item k, behind a name, over "of" or "from" and the name that tells whose man or woman it is: "according
// to Ada Ost of Acme".
func (s *scan) belonging(u *unit, k int) int {
	switch s.word(u, k) {
	case "of", "from", "at", "with":
	default:
		return k
	}
	if e := s.listener(u, k+1); e > k+1 && s.inName(u, e-1) && (e >= len(u.items) || s.text(u, e) == "," || s.isStop(u, e)) {
		return e
	}
	return k
}

// toldClause finds the clause behind the listener and a comma of "As Ada Ost told the radio, the bridge is lost".
func (s *scan) toldClause(u *unit, c cue) (content, bool) {
	k := s.listener(u, c.after)
	zone := s.adverbials(u, k)
	if k == c.after || s.text(u, zone) != "," || !s.clausal(u, zone+1, false) {
		return content{}, false
	}
	return content{from: zone + 1, to: s.clauseEnd(u, zone+1), zone: zone, that: true}, true
}

// answer reads the quotation at item k of unit i that is somebody's answer: “Never,” was Ada Ost's reply; Ada Ost's answer was
// short: “Never.”
func (s *scan) answer(us []unit, i, k int) {
	u := &us[i]
	var m *names.Mention
	if t := s.token(u, k+1); t != nil && isBe(t.Lower) {
		if w := s.word(u, k+2); (w == "how" || w == "what") && s.putSo(us, i, k) {
			return
		}
		m = s.answerer(u, k+2, min(k+2+maxOffice, len(u.items)))
	} else if s.text(u, k-1) == ":" {
		m = s.answerer(u, 0, min(k-1, maxOffice))
	}
	if m == nil {
		return
	}
	sp := s.of(m)
	cl := claim{unit: i, speaker: sp, rule: ruleColon}
	s.fill(&cl, us, stretch{i, k, k + 1})
	s.keep(cl)
}

// answerer returns the person whose answer the items [from, to) begin with, behind titles at most: a name, a possessive, one
// adjective at most and the noun; or nil.
func (s *scan) answerer(u *unit, from, to int) *names.Mention {
	for k := from; k < to; k++ {
		t := s.token(u, k)
		if t == nil {
			return nil
		}
		if t.Tag != "POS" {
			if s.names.At(u.items[k].first) == nil && !inNounPhrase(t) {
				return nil
			}
			continue
		}
		n := k + 1
		if x := s.token(u, n); x != nil && x.Tag == "JJ" {
			n++
		}
		if !s.words.answers[s.word(u, n)] || s.token(u, k-1) == nil {
			return nil
		}
		if m := s.names.At(u.items[k-1].first); m != nil && m.Form != names.Adjective && len(m.Entities) > 0 && s.isPerson(m) {
			return m
		}
		return nil
	}
	return nil
}

// putSo reads the quotation at item k of unit i by what stands behind: “We are done” is how Ada Ost summed it up, was what
// Ada Ost told the crowd.
func (s *scan) putSo(us []unit, i, k int) bool {
	u := &us[i]
	for n := k + 3; n < len(u.items) && n < k+maxAside/2; n++ {
		t := s.token(u, n)
		if t == nil {
			return false
		}
		if !isVerb(t) || !isFinite(t) || s.names.At(u.items[n].first) != nil {
			continue
		}
		if !s.words.putting[t.Lemma] && !s.words.speaks(lemmaOf(t)) {
			continue
		}
		sp, np, ok := s.subjectBefore(u, n, 0)
		if !ok || np != k+3 || sp.dropped != "" {
			return false
		}
		cl := claim{unit: i, speaker: sp, cue: piece{u.items[n].first, u.items[n].last}, rule: ruleBefore}
		s.fill(&cl, us, stretch{i, k, k + 1})
		s.keep(cl)
		return true
	}
	return false
}
