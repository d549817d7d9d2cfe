package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// office is a person's title with the span or the code that it belongs to.
type office struct {
	title  string
	span   int    // index of the span that is the affiliation, or -1
	code   string // else a code
	its    bool   // affiliation by a possessive pronoun or a description: "its chief executive"
	owner  int    // the token of that pronoun or description, or -1
	at     int    // token where it is said
	body   string // the name of what it is of, where no name is read there
	noun   string // a kind of company before the title: "airline President"
	past   bool   // the text tells that the office was taken up, or held, and not that it is held
	person bool   // it is that of somebody with a person whose name stands behind it: "a spokesman for Ada Ost"
	state  bool   // a state's rank stands before the name, beside the office: "Army General Ada Ost, the chairman of"
}

// offices finds the titles of the persons among the spans, by span index. A span that no
// title names has none.
func (s *scanner) offices() []office {
	out := slices.Grow(s.room.offices[:0], len(s.spans))[:len(s.spans)]
	s.room.offices = out
	clear(out)
	for i := range s.spans {
		out[i].span, out[i].owner = -1, -1
		sp := &s.spans[i]
		if t, n := sp.votes.best(); t != factwire.Person && n > 0 && !s.calledPerson(sp, n) && (sp.id >= 0 || sp.votes.of(factwire.Person) <= 0) {
			continue
		}
		sent := s.d.Sentences[s.d.SentenceOf(sp.first)]
		o := s.belongs(i, s.ofParty(s.officeTold(i, out, sent), sp.titleFirst), sent)
		if o.title != "" && s.rank(o.title) {
			rank := o.title
			o = s.fuller(i, o)
			o.state = o.title != rank && s.w.stateTitles[lastWord(rank)]
		}
		o.at = sp.first
		if o.title != "" || o.span >= 0 || o.code != "" {
			out[i] = o
		}
		if o.title != "" {
			s.showsPerson(sp, o.title)
		}
	}
	return out
}

// officeTold reads the office of span i where the text tells it: before the name, with that of the name before, or behind.
func (s *scanner) officeTold(i int, out []office, sent nlp.Sentence) office {
	sp := &s.spans[i]
	o := s.before(i, sent)
	switch {
	case o.title == "" && i > 0 && s.joinedTo(i) && out[i-1].title != "":
		return out[i-1] // "analysts Ada Ost and Bo Rask"
	case o.title == "":
		return s.orProfessor(i, s.after(i, sent))
	case o.span < 0 && sp.last+1 < sent.Last && (s.d.Tokens[sp.last].Lower == "from" || s.d.Tokens[sp.last].Lower == "at"):
		o.span = s.bodyBehind(i, sp.last, sent) // "says researcher Ada Ost from the Polish Institute"
	case o.span < 0 && sp.last < sent.Last && s.d.Tokens[sp.last].Lower == "of":
		n := sp.last + 1
		for n < sent.Last && (s.d.Tokens[n].Lower == "the" || s.w.companyNouns[s.d.Tokens[n].Lower] && !isUpper(s.d.Tokens[n].Text)) {
			n++ // "researcher Ada Ost of the firm Vale Acre"
		}
		if j := s.spanAt(i+1, n); j >= 0 && s.mayEmploy(j) {
			o.span = j // "Infrastructure Minister X of Portugal"
		}
	}
	return o
}

// showsPerson notes what a title shows of the name that has it: that it is a person's, and the sex.
func (s *scanner) showsPerson(sp *span, title string) {
	if t, _ := sp.votes.best(); t == factwire.Person || sp.id < 0 {
		sp.votes.add(factwire.Person, 4)
	}
	for w := range strings.FieldsSeq(s.w.lower(title)) {
		if g := s.w.titleSex[w]; g != unknown {
			sp.sex = g
		}
	}
}

// before reads the title in front of a name: inside the run, in small letters, or with a
// comma between ("its chief executive, Ragnhild Øverby,").
func (s *scanner) before(i int, sent nlp.Sentence) office {
	sp := &s.spans[i]
	o := office{span: -1, owner: -1, title: sp.title}
	if o.title != "" {
		s.ofFederated(sp, &o, sent)
		return s.employer(i, sp.titleFirst, o, sent)
	}
	end, leads, comma := s.titleEnd(sp.titleFirst, sent)
	if comma && s.adverbial(sp, sent) {
		return o // "Despite a denial from the former mayor, Ada Ost insisted"
	}
	if end-3 > sent.First && s.d.Tokens[end-1].Text == ")" && s.d.Tokens[end-3].Text == "(" {
		end -= 3 // "attorney-general (A-G) Ada Ost"
	}
	found := s.titleStart(i, end, sent)
	if !comma && !leads {
		found = s.kindOf(found, sent)
	}
	if found < 0 && (!comma && leads || s.several(i)) {
		found = s.pluralTitle(end, sent)
	}
	switch {
	case found < 0 && (comma && s.closes(sp.last, sent) || !comma && s.smallField(end, sent)):
		return s.beforeOf(i, end, sent)
	case found < 0,
		s.d.Tokens[end-1].Tag == "NNS" && !comma && !leads && !s.several(i),
		comma && !s.closes(sp.last, sent),
		comma && s.oneOf(i, found, sent):
		return o
	}
	o.title = s.titleText(found, end)
	if !comma && !leads {
		sp.titleFirst = min(sp.titleFirst, found)
	}
	return s.employer(i, found, o, sent)
}

// titleEnd returns where a title before the name at token first would end, and whether "led by" or a comma stands between.
func (s *scanner) titleEnd(first int, sent nlp.Sentence) (end int, leads, comma bool) {
	end = s.beforeHonorifics(first, sent)
	leads = end-3 > sent.First && s.d.Tokens[end-1].Lower == "by" && s.w.leading[s.d.Tokens[end-2].Lower]
	if leads {
		end -= 2 // "Acme analysts led by Ada Ost"
	}
	comma = end > sent.First && s.d.Tokens[end-1].Text == ","
	if comma {
		end--
	}
	return end, leads, comma
}

// titleStart returns the first token of the title that ends at token end before span i, or -1.
func (s *scanner) titleStart(i, end int, sent nlp.Sentence) int {
	found := -1
	for k := end - 1; k >= sent.First && k >= end-10; k-- {
		if !isLetter(s.d.Tokens[k].Text) {
			break
		}
		if i > 0 && s.spans[i-1].first < k && k < s.spans[i-1].last {
			break // "White House press secretary": "House" belongs to a name
		}
		if s.titleAt(k, end) == end {
			found = k
		}
	}
	if found-2 >= sent.First && s.d.Tokens[found-1].Lower == "for" && s.titleAt(found-2, found-1) == found-1 {
		return found - 2 // "candidate for governor"
	}
	return found
}

// pluralTitle returns the first token of a title of several that ends at token end ("analysts"), or -1.
func (s *scanner) pluralTitle(end int, sent nlp.Sentence) int {
	if end <= sent.First {
		return -1
	}
	last := &s.d.Tokens[end-1]
	if !strings.HasSuffix(last.Lower, "s") || !s.w.titleHeads[strings.TrimSuffix(last.Lower, "s")] {
		return -1
	}
	found := end - 1
	for found > sent.First && s.w.titleWords[s.d.Tokens[found-1].Lower] {
		found--
	}
	return found
}

// indefinite tells whether token t makes the title behind it that of one of many, or one of a list: "a former mayor, Ada Ost".
func (s *scanner) indefinite(t int) bool {
	for t > 0 && s.d.Tokens[t].Tag == "JJ" && !isUpper(s.d.Tokens[t].Text) {
		t-- // "an independent engineer, Ada Ost"
	}
	low := s.d.Tokens[t].Lower
	return low == "a" || low == "an" || low == ","
}

// oneOf tells whether the office that begins at token start and a comma parts from the name of span i is another's, one of many.
func (s *scanner) oneOf(i, start int, sent nlp.Sentence) bool {
	return start > sent.First && s.indefinite(start-1) && !s.presented(i, start-1, sent)
}

// presented tells whether the phrase that begins with the indefinite article at token t is in apposition to the name of span i behind it, and no part of a
// list: it opens the sentence or follows a comma, and the verb follows the name, or it follows a verb of speech and the name ends the sentence.
func (s *scanner) presented(i, t int, sent nlp.Sentence) bool {
	d, end := s.d, s.spans[i].last
	for t > sent.First && d.Tokens[t].Tag == "JJ" {
		t--
	}
	if d.Tokens[t].Text == "," {
		return false
	}
	if t > sent.First && d.Tokens[t-1].Text != "," && !isQuote(d.Tokens[t-1].Text) {
		return s.w.speech[d.Tokens[t-1].Lower] && (end >= sent.Last || d.Tokens[end].Text == ".")
	}
	return end+1 < sent.Last && d.Tokens[end].Text == "," && finite(d.Tokens[end+1].Tag)
}

// smallField tells whether nouns in small letters that end at token end stand right behind "of": "chief of ferry operations Ada Ost".
func (s *scanner) smallField(end int, sent nlp.Sentence) bool {
	for k := end - 1; k > sent.First && k >= end-maxField; k-- {
		tok := &s.d.Tokens[k]
		if k < end-1 && tok.Lower == "of" {
			return true
		}
		if isUpper(tok.Text) || tok.Tag != "NN" && tok.Tag != "NNS" && (tok.Tag != "JJ" || k == end-1) {
			return false
		}
	}
	return false
}

// beforeOf reads "the Vice President of the Odaw Centre, Mr. X" and "Peru's minister of
// foreign trade, X": a title with what it is of, which ends at the comma at token end.
func (s *scanner) beforeOf(i, end int, sent nlp.Sentence) office {
	d := s.d
	none := office{span: -1, owner: -1}
	listed := false // an "and" was passed, before which commas part fields
	for k := end - 2; k > sent.First && k > end-14; k-- {
		low := d.Tokens[k].Lower
		listed = listed || low == "and"
		if tag := d.Tokens[k].Tag; !isLetter(low) && tag != "POS" && !(low == "," && listed && strings.HasPrefix(d.Tokens[k+1].Tag, "NN")) || finite(tag) {
			return none // but "minister of water, roads and ports"
		}
		if low != "of" && low != "for" && low != "at" && low != "to" {
			continue
		}
		start := s.titleBefore(k, sent)
		if start < 0 {
			continue
		}
		if s.oneOf(i, start, sent) {
			return none
		}
		o := office{span: -1, owner: -1, title: s.titleText(start, k)}
		from := k + 1
		if d.Tokens[from].Tag == "DT" {
			from++
		}
		if j := s.spanEnding(i, end); low != "to" && j >= 0 && s.spans[j].first == from && s.mayEmploy(j) && !(low == "for" && s.spans[j].id < 0 && s.w.stateTitles[d.Tokens[k-1].Lower]) {
			o.span = j
		} else {
			o.title = s.titleText(start, end)
		}
		if o.span < 0 {
			o.span, o.owner = s.possessor(i, start, sent)
		}
		return o
	}
	return none
}

// titleBefore returns the first token of the title that ends at token k, within the last seven, or -1.
func (s *scanner) titleBefore(k int, sent nlp.Sentence) int {
	start := -1
	for b := k - 1; b >= sent.First && b >= k-7; b-- {
		if s.titleAt(b, k) == k {
			start = b
		} else if !isLetter(s.d.Tokens[b].Text) {
			break
		}
	}
	return start
}

// possessor returns the span before span i that ends where a title begins at token start, with or without a possessive mark between them; else the
// token that stands there. The one that is not found is -1.
func (s *scanner) possessor(i, start int, sent nlp.Sentence) (span, owner int) {
	if start > sent.First && s.d.Tokens[start-1].Tag == "POS" {
		start--
	}
	span, owner = -1, -1
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if s.spans[j].last == start && s.mayEmploy(j) {
			span = j
		}
	}
	if span < 0 && start > sent.First {
		owner = start - 1
	}
	return span, owner
}

// closes tells whether the name that ends at t ends an apposition: a comma, a verb or the
// sentence's end follows.
func (s *scanner) closes(t int, sent nlp.Sentence) bool {
	if t >= sent.Last {
		return true
	}
	tok := &s.d.Tokens[t]
	if h, ok := s.gaz.match(s.d, t+1, sent.Last); ok && tok.Lower == "of" && s.gaz.names[h.id].Type == factwire.Place {
		return s.closes(h.last, sent) // "the whip, Ada Ost of Ohio, said"
	}
	return !isLetter(tok.Text) || strings.HasPrefix(tok.Tag, "VB") || tok.Tag == "MD" || tok.Lower == "and"
}

// spanEnding returns the index of the span before span i that ends at token t, or -1.
func (s *scanner) spanEnding(i, t int) int {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if s.spans[j].last == t {
			return j
		}
	}
	return -1
}

// spanAt returns the index of the span that begins at token t, searching from i, or -1.
func (s *scanner) spanAt(i, t int) int {
	for j := i; j < len(s.spans) && s.spans[j].titleFirst <= t; j++ {
		if s.spans[j].first == t {
			return j
		}
	}
	return -1
}

// mayEmploy tells whether a span may be a person's affiliation.
func (s *scanner) mayEmploy(j int) bool {
	t, n := s.spans[j].votes.best()
	return n <= 0 || t != factwire.Person && t != factwire.Product
}

// plainly tells whether a title ends in a noun, or has it before "of", and with no word that makes
// it a lower office: "Governor", not "Lieutenant Governor".
func (ws *words) plainly(title, noun string) bool {
	if !mayHold(title, noun) {
		return false
	}
	low, _, _ := strings.Cut(strings.ToLower(title), " of ")
	if low != noun && !strings.HasSuffix(low, " "+noun) {
		return false
	}
	for _, w := range strings.Fields(low) {
		if ws.lesser[w] {
			return strings.HasPrefix(noun, w)
		}
	}
	return true
}

// mayHold tells without making a string whether a text in small letters may hold a word; it says so of any text that is not ASCII.
func mayHold(text, word string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return true
		}
	}
	for i := 0; i+len(word) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(word)], word) {
			return true
		}
	}
	return false
}
