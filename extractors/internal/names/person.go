package names

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// personEnd returns the end of the person's name that begins at t inside a run.
func (s *scanner) personEnd(t, end int) int {
	for k := t + 1; k < end; k++ {
		if te := s.titleAt(k, end); te > k && te < end {
			return k
		}
		w := s.d.Tokens[k].Lower
		if w == "of" || w == "for" || w == "and" || w == "&" || w == "on" {
			return k
		}
		if k-t >= 6 {
			return k
		}
	}
	for end > t+1 && s.w.particles[s.d.Tokens[end-1].Text] {
		end--
	}
	return end
}

// emitPerson emits a person whose title or honorific begins at t and whose name is
// [first, last).
func (s *scanner) emitPerson(t, first, last int, sent nlp.Sentence) int {
	sp := span{first: first, last: last, id: -1, sub: -1, titleFirst: t, name: s.text(first, last)}
	weight := 3
	if t < first {
		weight = 8
		for k := t; k < first; k++ {
			low := s.d.Tokens[k].Lower
			if g, ok := s.w.honorifics[low]; ok {
				sp.honorific = true
				if g != unknown {
					sp.sex = g
				}
			} else if g := s.w.titleSex[low]; g != unknown {
				sp.sex = g
			}
		}
		sp.title = s.titleText(t, first)
	}
	sp.votes.add(factwire.Person, weight)
	// "Tan, 45," and suffixes belong to the name.
	if last+1 < sent.Last && s.d.Tokens[last].Text == "," && s.w.suffixes[strings.ToLower(s.d.Tokens[last+1].Text)] {
		last += 2
		sp.last = last
	}
	s.emit(sp)
	return last
}

// titleText is a title as it is written, without honorifics, abbreviations written out.
func (s *scanner) titleText(first, last int) string {
	first, last = s.withoutHonorifics(first, last)
	if first >= last {
		return ""
	}
	if last-first > 1 && s.d.Tokens[first].Lower == "federal" && s.w.stateTitles[lastWord(s.text(first, last))] {
		first++ // "Federal Trade Minister": of which of two levels, as the state tells
	}
	text := s.text(first, last)
	if one := strings.TrimSuffix(text, "s"); one != text && !s.inComplement(first, last) && s.w.titleHeads[strings.ToLower(one[strings.LastIndexByte(one, ' ')+1:])] {
		text = one // "Presidents Ada Ost and"
	} else if one, ok := strings.CutSuffix(text, "ies"); ok && s.w.titleHeads[strings.ToLower(one[strings.LastIndexByte(one, ' ')+1:])+"y"] {
		text = one + "y" // "press secretaries Ada Ost and"
	}
	if long, ok := s.w.titleShort[s.d.Tokens[last-1].Text]; ok {
		if last == first+1 {
			return long
		}
		if n := s.beforeRanks(first, last); n > first && n < last-1 {
			return s.titleText(first, n) // "Army spokesman Maj Gen Ada Ost"
		}
		if w := s.d.Tokens[last-2].Lower; long != "Attorney General" && s.w.titleHeads[w] && !s.w.beforeGeneral[w] {
			return s.titleText(first, last-1) // "Agency Director Gen. Ada Ost": a rank behind the office
		}
	}
	return s.w.writtenOut(text)
}

// withoutHonorifics takes off a title's ends what is an honorific, those too that are small, or rarely one.
func (s *scanner) withoutHonorifics(first, last int) (int, int) {
	honorific := func(t int) bool {
		_, ok := s.w.honorifics[s.d.Tokens[t].Lower]
		return ok
	}
	first = s.honorificAt(first, last)
	for first < last && honorific(first) {
		first++
	}
	for last > first && honorific(last-1) {
		last--
	}
	return first, last
}

// writtenOut returns a title with its abbreviation written out: the whole of it, its last word or its first.
func (w *words) writtenOut(text string) string {
	for _, t := range []string{text, text + "."} {
		if long, ok := w.titleShort[t]; ok {
			return long
		}
	}
	if i := strings.LastIndexByte(text, ' '); i > 0 {
		if long, ok := w.titleShort[text[i+1:]+"."]; ok {
			return text[:i+1] + long // "Army Gen."
		}
	}
	if head, rest, ok := strings.Cut(text, " "); ok {
		if long, ok := w.titleShort[head]; ok {
			return long + " " + rest
		}
	}
	return text
}

// beforeRanks returns the token behind the head of an office that stands in [first, last) before ranks alone, or last.
func (s *scanner) beforeRanks(first, last int) int {
	k := last
	for k > first {
		tok := &s.d.Tokens[k-1]
		if _, short := s.w.titleShort[tok.Text]; !short && !s.w.ranks[tok.Lower] {
			break
		}
		k--
	}
	if k > first && k < last && s.w.titleHeads[s.d.Tokens[k-1].Lower] && !s.w.ranks[s.d.Tokens[k-1].Lower] {
		return k
	}
	return last
}

// maxTitle is how many tokens a title has at most.
const maxTitle = 24

// titleAt returns the token after the title that begins at t and ends by end, or t: words
// of offices that end in the head of one, and what it is of ("Under Secretary of Commerce
// for International Technology").
func (s *scanner) titleAt(t, end int) int {
	d := s.d
	if t < end && !s.sieves.titles.May(d.Tokens[t].Lower) && strings.IndexByte(d.Tokens[t].Lower, '-') < 0 {
		return t
	}
	if t > 0 && s.w.localHeads[d.Tokens[t].Lower] && isUpper(d.Tokens[t].Text) && isUpper(d.Tokens[t-1].Text) && isLetter(d.Tokens[t-1].Text) && !s.w.stop[d.Tokens[t-1].Lower] {
		return t // "Vale County Sheriff"
	}
	if t+1 < end && d.Tokens[t].Lower == "fellow" && (isUpper(d.Tokens[t+1].Text) || s.w.titleHeads[d.Tokens[t+1].Lower]) {
		return t // "Fellow Senator Ada Ost"
	}
	last := s.headAt(t, end)
	if last == t {
		return t
	}
	if last+1 < end && d.Tokens[last].Lower == "in" && s.w.titleTails[d.Tokens[last+1].Lower] {
		last += 2 // "editor in chief"
	}
	// What the office is of. A name that follows must not be taken for it.
	for last+1 < end && last < t+maxTitle {
		next := s.complementAt(t, last, end)
		if next == last {
			break
		}
		last = next
	}
	return last
}

// maxHead is in how many tokens from its begin a title's head stands.
const maxHead = 8

// headAt returns the token after the last head of an office among the words of offices that begin at t, or t.
func (s *scanner) headAt(t, end int) int {
	d := s.d
	last := t
	for k := t; k < min(end, t+maxHead); k++ {
		tok := &d.Tokens[k]
		if s.w.faiths[tok.Lower] && k+1 < end && s.w.clergy[d.Tokens[k+1].Lower] {
			continue // "Baptist minister"
		}
		if _, ok := s.w.titleShort[tok.Text]; ok && isUpper(tok.Text) {
			last = k + 1
			continue
		}
		word := s.withoutPrefix(tok.Lower)
		if s.w.titleHeads[word] {
			if k > t && s.firstNameAt(k, end) {
				break // "Senator Dean Hollis"
			}
			last = k + 1
			continue
		}
		if !s.w.titleWords[word] && !(k > t && k+1 < end && s.joinsOffices(k, last)) || word == "under" && last > t {
			break
		}
	}
	return last
}

// withoutPrefix takes off the prefix of a title's head: "ex-minister".
func (s *scanner) withoutPrefix(word string) string {
	for _, prefix := range s.w.titlePrefixes {
		if rest, ok := strings.CutPrefix(word, prefix); ok && s.w.titleHeads[rest] {
			word = rest
		}
	}
	return word
}

// joinsOffices tells whether token k is an "and" between words of one title, whose last head so far ends at last.
func (s *scanner) joinsOffices(k, last int) bool {
	if word := s.d.Tokens[k].Lower; word != "and" && word != "&" {
		return false
	}
	next := s.d.Tokens[k+1].Lower
	return s.w.titleWords[next] || last == k && s.w.titleHeads[next]
}

// complementAt reads one phrase of what the office [t, last) is of, and returns the token behind it, or last.
func (s *scanner) complementAt(t, last, end int) int {
	d := s.d
	prep := d.Tokens[last].Lower
	switch prep {
	case "of", "for", "to":
	case "and":
		if !s.inComplement(t, last) {
			return last
		}
	default:
		return last
	}
	from := last + 1
	if d.Tokens[from].Lower == "the" {
		from++
	}
	k := from
	for k < end && (s.w.titleWords[d.Tokens[k].Lower] || s.w.titleHeads[d.Tokens[k].Lower] && k > from) {
		k++
	}
	if k == from {
		if n := s.bodyHeld(last, from, end); n > from {
			return n // "Secretary of Homeland Security Ada Ost"
		}
		if prep == "for" {
			if n := s.fieldBefore(from, end); n > from {
				return n // "Special Envoy for the Long Reef Ada Ost"
			}
		}
		return last
	}
	if prep == "of" {
		if n := s.fieldBefore(from, end); n == k+1 {
			return n // "Director of National Intelligence Ada Ost"
		}
	}
	if s.anothers(k) || s.ofBody(t, last, from, k) {
		return last
	}
	if low := d.Tokens[from-1].Lower; low == "for" || low == "of" {
		return s.portfolios(k, end)
	}
	return k
}

// anothers tells whether the words of offices that end at token k belong to another's office: "chair of President Ost's council".
func (s *scanner) anothers(k int) bool {
	if k >= len(s.d.Tokens) {
		return false
	}
	before, tok := &s.d.Tokens[k-1], &s.d.Tokens[k]
	return tok.Tag == "POS" || s.w.titleHeads[before.Lower] && isUpper(tok.Text) && isUpper(before.Text)
}

// ofBody tells whether the words of offices [from, k) behind the office [t, last) begin the name of a body: "secretary general of the Union of
// Night Nurses", "director of the European Cockpit Association", "president of the Club for Growth".
func (s *scanner) ofBody(t, last, from, k int) bool {
	d := s.d
	if k == from+1 && s.bodyOf(from) && !(last == t+1 && s.w.stateTitles[d.Tokens[t].Lower]) {
		return true
	}
	if !isUpper(d.Tokens[from].Text) {
		return false
	}
	if h, ok := s.gaz.match(d, from, len(d.Tokens)); ok && h.last > k {
		return true
	}
	run := s.bodysRun(k)
	if run < len(d.Tokens) && d.Tokens[run].Lower == "to" && s.w.campaigns[d.Tokens[run-1].Lower] && run > from {
		return true // "the International Campaign to End Noise"
	}
	return s.orgHead(k, run) || run > from && s.w.outletHeads[d.Tokens[run-1].Lower] || s.w.boards[d.Tokens[run-1].Lower] && run > from+1 ||
		k+1 < len(d.Tokens) && d.Tokens[k].Lower == "for" && isUpper(d.Tokens[k+1].Text) && s.orgHead(from, k)
}

// maxRun is how many capitalized tokens behind words of offices are looked at for a body's head.
const maxRun = 6

// bodysRun returns the end of the capitalized words from token k on, "and" between two of them included, that are no words of offices but where they
// head bodies.
func (s *scanner) bodysRun(k int) int {
	d := s.d
	run := k
	for ; run < min(len(d.Tokens), k+maxRun); run++ {
		tok := &d.Tokens[run]
		joins := run > k && tok.Lower == "and" && run+1 < len(d.Tokens) && isUpper(d.Tokens[run+1].Text)
		if !isUpper(tok.Text) && !joins || s.w.titleWords[tok.Lower] && !s.orgHead(run, run+1) {
			break
		}
	}
	return run
}

// bodyOf tells whether a body's name begins with the word of title at token t and goes on with a preposition: "Union of Night Nurses".
func (s *scanner) bodyOf(t int) bool {
	if t+2 >= len(s.d.Tokens) || !isUpper(s.d.Tokens[t].Text) || !isUpper(s.d.Tokens[t+2].Text) || !s.orgHead(t, t+1) {
		return false
	}
	public := s.w.orgHeads[s.d.Tokens[t].Lower]
	low := s.d.Tokens[t+1].Lower
	return !public && (low == "of" || low == "for" || low == "on")
}

// fieldBefore returns the token of the first name behind the capitals, of no known name, that begin at token from and tell
// what an office is for, or from.
func (s *scanner) fieldBefore(from, end int) int {
	if _, known := s.gaz.match(s.d, from, end); from >= end || known || !isUpper(s.d.Tokens[from].Text) {
		return from
	}
	for k := from + 1; k+1 < end && k <= from+maxField && isUpper(s.d.Tokens[k].Text); k++ {
		if _, given := s.w.firstNames[s.d.Tokens[k].Lower]; given && isUpper(s.d.Tokens[k+1].Text) && k > from+1 && !s.orgHead(from, k) {
			return k
		}
	}
	return from
}

// orgHead tells whether a token of [first, end) heads a body's or a company's name.
func (s *scanner) orgHead(first, end int) bool {
	if s.surnameHead(first, end) {
		return false // "Senator Hope Church"
	}
	for i := first; i < end; i++ {
		if _, ok := s.w.orgHeads[s.d.Tokens[i].Lower]; ok || s.firmSuffix(i) {
			return true
		}
	}
	return false
}

// inComplement tells whether the title [t, last) has an "of" or "for" already.
func (s *scanner) inComplement(t, last int) bool {
	for k := t; k < last; k++ {
		if w := s.d.Tokens[k].Lower; w == "of" || w == "for" {
			return true
		}
	}
	return false
}

// firstNameAt tells whether token k is a first name with nothing but a last name behind it.
func (s *scanner) firstNameAt(k, end int) bool {
	tok := s.d.Tokens[k]
	_, given := s.w.firstNames[tok.Lower]
	return given && isUpper(tok.Text) && k+1 < end && isUpper(s.d.Tokens[k+1].Text) && !s.w.titleHeads[s.d.Tokens[k+1].Lower] &&
		(k+2 >= end || !isUpper(s.d.Tokens[k+2].Text))
}

// leaderAt returns the token after the name of a known leader that begins at token t, in full or the surname alone, or t.
func (s *scanner) leaderAt(t int, sent nlp.Sentence) int {
	if s.leaderHere(t, sent) {
		return t + 1
	}
	if _, given := s.w.firstNames[s.d.Tokens[t].Lower]; !given || !isUpper(s.d.Tokens[t].Text) {
		return t
	}
	for n := min(t+3, sent.Last); n > t+1; n-- {
		if _, ok := s.w.leaders[s.w.lower(s.text(t, n))]; ok {
			return n
		}
	}
	return t
}

// leaderHere tells whether token t is the surname of a known leader, and no other word.
func (s *scanner) leaderHere(t int, sent nlp.Sentence) bool {
	tok := &s.d.Tokens[t]
	if _, ok := s.w.leaders[tok.Lower]; !ok || s.w.alsoWords[tok.Lower] {
		return false
	}
	return strings.HasPrefix(tok.Tag, "NNP") && s.capital(t, sent) && !s.lowerWords()[tok.Lower]
}
