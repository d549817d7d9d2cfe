package quote

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// subjectAfter finds the subject behind an inverted verb ("said Lincicome"), from
// item i, and returns the item behind its phrase.
func (s *scan) subjectAfter(u *unit, i int) (speaker, int, bool) {
	end, pronoun := s.phraseAfter(u, i)
	if pronoun != nil {
		return s.of(pronoun), end, true
	}
	if end == i {
		return speaker{}, i, false
	}
	m := s.names.At(u.items[end-1].first)
	switch {
	case m != nil && m.Form == names.Name && s.isPerson(m) && s.othersOffice(u, end):
		if n, k := s.personBehind(u, end+1); n != nil {
			return s.of(n), k, true // "said longtime Ost ally Bo Rask"
		}
		return speaker{first: m.First, last: m.Last, form: names.Nominal, dropped: "unnamed speaker"}, end + 1, true
	case m != nil && m.Form == names.Name && s.isPerson(m):
		return s.jointAfter(u, end, m, s.of(m))
	case m != nil && m.Form != names.Adjective && len(m.Entities) > 0 && !s.tiedAfter(u, end, m):
		if n, after := s.apposed(u, end); n != nil && m.Form == names.Nominal {
			return s.of(n), after, true
		}
		if s.indefinite(u, i, m) || s.text(u, end) == "/" {
			return speaker{first: m.First, last: m.Last, form: names.Nominal, dropped: "unnamed speaker"}, end, true
		}
		return s.jointAfter(u, end, m, s.of(m))
	}
	head := s.token(u, end-1)
	if !isNoun(head) && !s.words.sources[head.Lower] && head.Tag != "CD" && head.Tag != "DT" && head.Tag != "JJ" && m == nil {
		return speaker{}, i, false
	}
	return s.unnamedAfter(u, i, end, head)
}

// othersOffice tells whether the noun at item k, behind a person's name, makes the phrase that of somebody else without a name: "said the former Ost
// adviser".
func (s *scan) othersOffice(u *unit, k int) bool {
	t := s.token(u, k)
	return t != nil && t.Tag == "NN" && t.Text == t.Lower && !s.words.texts[t.Lower] && !s.words.sources[t.Lower] && s.dateAt(u.items[k].first) == nil && !s.words.adverbs[t.Lower] && s.names.At(u.items[k].first) == nil
}

// personBehind returns the person whose name begins at item k, with the item behind it, or nil.
func (s *scan) personBehind(u *unit, k int) (*names.Mention, int) {
	if s.token(u, k) == nil {
		return nil, k
	}
	m := s.names.At(u.items[k].first)
	if m == nil || m.Form != names.Name || !s.isPerson(m) {
		return nil, k
	}
	return m, s.itemAt(u, k, m.Last)
}

// phraseAfter returns the item behind the noun phrase without prepositions from item i on, and the pronoun if it is one.
func (s *scan) phraseAfter(u *unit, i int) (end int, pronoun *names.Mention) {
	end = i
	var last *names.Mention
	for end < len(u.items) && end < i+maxAside/2 {
		t := s.token(u, end)
		if t == nil {
			break
		}
		if m := s.names.At(u.items[end].first); m != nil {
			if m.Form == names.Pronoun && t.Tag != "PRP$" {
				if end == i {
					return end + 1, m
				}
				break
			}
			end = s.itemAt(u, end, m.Last)
			last = m
			if x := s.token(u, end); m.Form == names.Name && s.isPerson(m) && (x == nil || x.Tag != "POS" && !s.titleWord(u.items[end].first)) {
				break
			}
			continue
		}
		if !s.inSubject(u, i, end, last) {
			break
		}
		end++
	}
	return end, nil
}

// inSubject reports whether the word at item k, which is no name's, is of the noun phrase from item i on. Last is the last name in it, or nil.
func (s *scan) inSubject(u *unit, i, k int, last *names.Mention) bool {
	t, at := s.token(u, k), u.items[k].first
	if t.Lower == "and" && last == nil && s.personSoon(u, k+1) {
		return true
	}
	dated := k > i && s.dateAt(at) != nil
	if dated && s.headed(u, k+1) && s.names.At(u.items[k+1].first) == nil {
		return true // "the union's Friday release"
	}
	if titled := last == nil && (capital(t) || k > i && capital(s.token(u, k-1)) && (t.Lower == "of" || t.Lower == "for") && capital(s.token(u, k+1))); titled && t.Tag != "PRP" {
		return true // an office with prepositions in it: "Under Secretary of X for Y"
	}
	if s.titleWord(at) {
		return true // whatever the tags of a title are
	}
	return !dated && t.Tag != "PRP" && (inNounPhrase(t) || t.Tag == "VBG" || t.Tag == "VBN" || k > i && s.words.sources[t.Lower])
}

// unnamedAfter returns for whom a phrase speaks whose head, at item end-1, is no name: "a spokesman for Ofcom", "the head of X, NAME". The phrase
// begins at item i.
func (s *scan) unnamedAfter(u *unit, i, end int, head *nlp.Token) (speaker, int, bool) {
	voice := s.words.voices[head.Lower] || s.words.texts[head.Lower] || s.words.sources[head.Lower]
	if voice {
		if inner := s.lastNamed(u, i, end-1); inner != nil {
			if n, after := s.apposed(u, end); n != nil {
				return s.of(n), after, true
			}
			return s.voice(inner, head.Lower), end, true
		}
	}
	k, tied, person := s.tiedTo(u, end, head)
	if person != nil {
		return s.of(person), k, true // "minister of the sea X"
	}
	if n, after := s.apposed(u, k); n != nil {
		return s.of(n), after, true
	}
	if voice && tied != nil {
		return s.voice(tied, head.Lower), k, true
	}
	return speaker{first: u.items[i].first, last: u.items[end-1].last, form: names.Nominal, dropped: "unnamed speaker"}, end, true
}

// tiedTo reads the phrases that are tied to a head, from item end on. It returns the item behind them, the name that tells whose the head is,
// and the person who follows them, if any.
func (s *scan) tiedTo(u *unit, end int, head *nlp.Token) (k int, tied, person *names.Mention) {
	for k = end; k < len(u.items) && k < end+maxAside/2; k++ {
		t := s.token(u, k)
		if t == nil || t.Tag != "IN" && !inNounPhrase(t) && s.names.At(u.items[k].first) == nil && t.Lower != "and" {
			break
		}
		if t.Tag == "IN" && (subordinates(t.Lower) || t.Lower == "that" || t.Lower == "during" || t.Lower == "on") {
			break
		}
		n := s.names.At(u.items[k].first)
		if n == nil || n.Form == names.Adjective {
			continue
		}
		if n.Form == names.Name && s.isPerson(n) && n.First == u.items[k].first && k > end && isNoun(s.token(u, k-1)) {
			return s.itemAt(u, k, n.Last), tied, n
		}
		if tied == nil && s.tells(u, end, k, head) {
			tied = n
		}
	}
	return k, tied, nil
}

// tells reports whether the name at item k tells whose the head before item end is: "a tally by Acme", not "an analysis of Acme".
func (s *scan) tells(u *unit, end, k int, head *nlp.Token) bool {
	if !s.words.sources[head.Lower] || s.words.texts[head.Lower] {
		return true
	}
	w := s.word(u, k-1)
	return w == "by" || w == "from" || s.owns(u, end, k)
}

// owns reports whether "by" or "from" stands among the items [i, k).
func (s *scan) owns(u *unit, i, k int) bool {
	for ; i < k; i++ {
		if w := s.word(u, i); w == "by" || w == "from" {
			return true
		}
	}
	return false
}

// capital reports whether a token begins with an ASCII capital.
func capital(t *nlp.Token) bool { return t != nil && 'A' <= t.Text[0] && t.Text[0] <= 'Z' }

// personSoon reports whether words of a noun phrase and a person's name follow.
func (s *scan) personSoon(u *unit, k int) bool {
	for n := 0; n < 6; n, k = n+1, k+1 {
		t := s.token(u, k)
		if t == nil {
			return false
		}
		if m := s.names.At(u.items[k].first); m != nil {
			return n > 0 && m.Form == names.Name && s.isPerson(m)
		}
		if !inNounPhrase(t) || t.Tag == "DT" {
			return false
		}
	}
	return false
}

// tiedAfter reports whether a description goes on with "of X", so that the mention of
// its head alone does not tell who it is.
func (s *scan) tiedAfter(u *unit, end int, m *names.Mention) bool {
	return m.Form == names.Nominal && len(m.Entities) == 0 && s.word(u, end) == "of"
}

// apposed returns the person whose name stands between commas from item k, or after a
// comma at the end ("said his deputy, X,").
func (s *scan) apposed(u *unit, k int) (*names.Mention, int) {
	if s.text(u, k) != "," {
		return nil, k
	}
	for j := k + 1; j < len(u.items) && j < k+8; j++ {
		if s.token(u, j) == nil {
			return nil, k
		}
		m := s.names.At(u.items[j].first)
		if m == nil || m.Form != names.Name {
			continue
		}
		if !s.isPerson(m) || min(m.TitleFirst, m.First) > u.items[k+1].first {
			return nil, k
		}
		for j < len(u.items) && u.items[j].first < m.Last {
			j++
		}
		if t := s.token(u, j); t != nil && isFinite(t) && s.names.At(u.items[j].first) == nil {
			return nil, k // "according to a report, Ada Ost said"
		}
		return m, j
	}
	return nil, k
}

// jointAfter adds the speaker that "and" joins.
func (s *scan) jointAfter(u *unit, end int, m *names.Mention, sp speaker) (speaker, int, bool) {
	if s.word(u, end) != "and" {
		return sp, end, true
	}
	for j := end + 1; j < len(u.items) && j < end+8; j++ {
		t := s.token(u, j)
		if t == nil {
			break
		}
		o := s.names.At(u.items[j].first)
		if o == nil {
			if !inNounPhrase(t) {
				break
			}
			continue
		}
		if o.Form != names.Name || s.isPerson(o) != s.isPerson(m) || s.of(o).dropped != "" {
			break
		}
		for _, e := range o.Entities {
			if !slices.Contains(sp.entities, e) {
				sp.entities = append(sp.entities, e)
			}
		}
		for j < len(u.items) && u.items[j].first < o.Last {
			j++
		}
		if next := s.token(u, j); next != nil && isFinite(next) {
			break // another clause's subject
		}
		return sp, j, true
	}
	return sp, end, true
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
	if !s.words.say[c.lemma] && (!quote || !s.words.tell[c.lemma] && !s.endsSpeech(q) && s.text(u, c.from-1) != ",") {
		return 0 // a show called “Harbour Lights” is offering
	}
	sp, end, ok := s.subjectAfter(u, c.after)
	if !ok {
		return 0
	}
	if !quote {
		complete := s.complete(u, left)
		if complete && s.oneOfMany(u, c.after) {
			cl.speaker, cl.rule = speaker{first: u.items[c.after].first, last: u.items[c.after].last, form: names.Nominal, dropped: "unnamed speaker"}, ruleInverted
			s.told(us, cl, left)
			return end
		}
		if !complete {
			// "The tunnel, said X, would need pumps", or a headline without a verb.
			if rest := s.rest(u, end, left, false); rest.from < rest.to && sp.form == names.Name && (s.finiteAt(u, rest.from) || s.adverbialFirst(u, left) && s.complete(u, rest)) {
				cl.speaker, cl.rule = sp, ruleInserted
				s.told(us, cl, left, stretch{i, rest.from, rest.to})
				return end
			}
			if !s.whole(u, left, s.adverbials(u, end)) {
				return 0
			}
		}
		if s.subjectBehind(u, c, sp, end) {
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
	if j := s.resumed(u, after); j > 0 && (quote || s.continues(u, j)) {
		list = append(list, stretch{i, j, j + 1})
		after = j + 1
	}
	s.fill(&cl, us, list...)
	s.keep(cl)
	return after
}

// adverbialFirst reports whether what stands before an attribution is an adverbial by the preposition that it begins with: "To a large extent, says X, the
// port is closed".
func (s *scan) adverbialFirst(u *unit, left stretch) bool {
	t := s.token(u, left.from)
	return t != nil && (t.Tag == "IN" || t.Tag == "TO" || t.Tag == "RB" && subordinates(s.word(u, left.from+1)))
}

// told keeps a claim with its content.
func (s *scan) told(us []unit, cl claim, content ...stretch) {
	s.fill(&cl, us, content...)
	s.keep(cl)
}

// oneOfMany tells whether the words at item k mean one of several without a name: "one of the miners".
func (s *scan) oneOfMany(u *unit, k int) bool {
	w := s.word(u, k)
	return (w == "one" || w == "another" || w == "some") && s.word(u, k+1) == "of"
}

// subjectBehind tells whether the noun phrase behind a verb of speech, which ends before item end, is the subject of the clause that is told, and not
// the speaker: "Smith, who leads the party, said the plan would fail".
func (s *scan) subjectBehind(u *unit, c cue, sp speaker, end int) bool {
	person := s.spoken(u, c, sp, end)
	if t := s.token(u, end); t != nil {
		if isFinite(t) || t.Tag == "TO" || t.Tag == "RB" || !person && t.Text != "," && s.clausal(u, c.after, false) {
			return true
		}
	}
	if person {
		return false
	}
	before, _, ok := s.subjectBefore(u, c.from, 0)
	return ok && before.dropped == ""
}
