package names

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// beforeHonorifics returns the first of the honorifics that end at token t, with "the" before them: "Senator the Hon Ada
// Ost".
func (s *scanner) beforeHonorifics(t int, sent nlp.Sentence) int {
	end := t
	for end > sent.First {
		if _, ok := s.w.honorifics[s.d.Tokens[end-1].Lower]; !ok {
			break
		}
		end--
	}
	led := end < t
	if !led && t < len(s.d.Tokens) {
		_, led = s.w.honorifics[s.d.Tokens[t].Lower]
	}
	if led && end-1 > sent.First && s.d.Tokens[end-1].Lower == "the" {
		return end - 1
	}
	return end
}

// several tells whether "and" joins another person to span i, so that a title in the plural is that of both.
func (s *scanner) several(i int) bool {
	sp := &s.spans[i]
	if i+1 >= len(s.spans) || sp.last >= len(s.d.Tokens) {
		return false
	}
	next := &s.spans[i+1]
	t, n := next.votes.best()
	joined := s.d.Tokens[sp.last].Lower
	return (joined == "and" || joined == ",") && next.titleFirst == sp.last+1 && t == factwire.Person && n > 0
}

// joinedTo tells whether "and" joins span i to the one before it, whose title is in the plural.
func (s *scanner) joinedTo(i int) bool {
	sp, prev := &s.spans[i], &s.spans[i-1]
	k := prev.first - 1
	if k > 0 && s.d.Tokens[k].Text == "," {
		k-- // "her lawyers, Ada Ost and Bo Rask"
	} else if prev.titleFirst == prev.first {
		return false
	}
	and := s.pastParty(i - 1)
	return k >= 0 && sp.titleFirst == and+1 && s.d.Tokens[and].Lower == "and" && s.d.Tokens[k].Tag[0] == 'N' && strings.HasSuffix(strings.TrimSuffix(s.d.Tokens[k].Lower, "."), "s")
}

// employer reads what stands before the title of span i, which begins at token start: an adjective, an owner, a
// company's name, a pronoun.
func (s *scanner) employer(i, start int, o office, sent nlp.Sentence) office {
	k := s.firstTitle(start, sent)
	if n := s.bodyBefore(i, k, sent); n < k {
		o.title = s.text(n, k) + " " + o.title // "Ghana's central bank governor"
		k = n
	}
	if j := s.ownerBehind(i, k, sent); j >= 0 {
		k = j
	}
	if n := s.fieldOfBody(i, k, sent); n < k {
		o.title = s.text(n, k) + " " + o.title
		k = n
	}
	if k > sent.First && s.d.Tokens[k-1].Tag == "POS" {
		k--
	}
	j := s.spanEnding(i, k)
	if n := s.townBefore(i, k, sent); n >= 0 && slices.Contains(s.w.elected, lastWord(o.title)) {
		j = n
		s.spans[n].votes.add(factwire.Place, 2*firmVote)
	}
	if n := s.regionOfMember(j, o.title); n >= 0 {
		j, k = n, s.spans[n].last
	}
	if j >= 0 {
		s.voteForEmployer(j, o.title)
	}
	if j >= 0 && (!s.mayEmploy(j) || !s.stacked(j)) {
		return s.employedBy(j, k, start, o, sent)
	}
	if k > sent.First {
		o.owner = k - 1
		switch low := s.d.Tokens[k-1].Lower; {
		case low == "its" || low == "their":
			o.its = true
		case low == "our" || low == "my":
			o.title = ""
		case s.w.companyNouns[low] && j < 0:
			o.noun, o.its = low, true // "airline President Ada Ost"
		}
	}
	return o
}

// employedBy tells for whom the office that begins at token start is held, where the name of span j ends before it, at token k.
func (s *scanner) employedBy(j, k, start int, o office, sent nlp.Sentence) office {
	switch {
	case s.spans[j].id < 0 && s.spans[j].last == k && strings.HasPrefix(o.title, "campaign "):
		o.body = strings.Replace(s.text(s.spans[j].first, start+1), "' ", " ", 1) // "Ost campaign manager Bo Rask"
		return s.former(o, j, sent)
	case !s.mayEmploy(j):
		o.owner = k - 1
		return s.former(o, j, sent) // "former Ost adviser": for nobody that is a body
	}
	seated := s.spans[j].sense == asSeat && strings.HasPrefix(strings.ToLower(o.title), "chief ") // "White House chief strategist"
	if seated || !(s.studies(o.title) && s.regional(j) || s.located(j) && s.w.callings[lastWord(o.title)]) || s.d.Tokens[start-1].Tag == "POS" {
		o.span = j // "Vatican expert X" is not of the Vatican
	}
	if o = s.beyondState(j, start, o); o.span < 0 {
		return s.former(o, j, sent)
	}
	return s.former(o, o.span, sent)
}

// townBefore returns the span of the town whose region stands between commas before the office at token k ("Vale, Ind., Mayor Ada Ost"), or -1.
func (s *scanner) townBefore(i, k int, sent nlp.Sentence) int {
	if j := s.spanEnding(i, k); j > 0 && s.regional(j) && s.spans[j].first > sent.First+1 && s.d.Tokens[s.spans[j].first-1].Text == "," && strings.HasSuffix(s.d.Tokens[k].Lower, "mayor") {
		return s.spanEnding(j, s.spans[j].first-1) // "Vale, Kentucky Mayor Ada Ost"
	}
	if k-4 < sent.First || s.d.Tokens[k-1].Text != "," || s.d.Tokens[k-3].Text != "," {
		return -1
	}
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if s.spans[j].first != k-2 || !s.regional(j) {
			continue
		}
		if n := s.spanEnding(j, k-3); n >= 0 && s.tokenIn(s.spans[n].first-1, sent).Tag != "IN" && s.spans[n].titleFirst == s.spans[n].first {
			return n
		}
	}
	return -1
}

// fieldOfBody returns the token of the one noun that parts the name of a body or a firm before span i from the title at token k and says what
// the office is for ("Vale State University journalism dean"), or k.
func (s *scanner) fieldOfBody(i, k int, sent nlp.Sentence) int {
	if k-2 < sent.First || s.spanEnding(i, k) >= 0 {
		return k
	}
	tok := &s.d.Tokens[k-1]
	if tok.Tag != "NN" && tok.Tag != "NNS" || isUpper(tok.Text) || s.w.companyNouns[tok.Lower] || s.w.orgNouns[tok.Lower] {
		return k
	}
	if j := s.spanEnding(i, k-1); j >= 0 && (s.spans[j].last-s.spans[j].first > 1 || s.spans[j].outlet) && s.isBody(j) {
		return k - 1
	}
	return k
}

// voteForEmployer votes for what the name span j before a title is.
func (s *scanner) voteForEmployer(j int, title string) {
	sp := &s.spans[j]
	if sp.id < 0 && sp.last-sp.first == 1 && s.w.firmTitles[lastWord(title)] {
		sp.votes.add(factwire.Company, firmVote) // "Acme analyst Ada Ost"
	}
	if low := s.d.Tokens[sp.first].Lower; sp.id < 0 && sp.last-sp.first > 1 && s.w.otherBodies[low] {
		sp.votes.add(factwire.Organization, 2*firmVote) // "House Ferries Chairman Ada Ost"
	}
	if s.onlyShaped(j) && !s.w.stateTitles[lastWord(title)] {
		sp.votes.add(factwire.Organization, firmVote) // "Fair Courts Abroad director Ada Ost"
	}
}

// onlyShaped tells whether nothing but its capitals speaks for it that span j, of several words, is a person's name.
func (s *scanner) onlyShaped(j int) bool {
	sp := &s.spans[j]
	t, n := sp.votes.best()
	first := s.d.Tokens[sp.first].Lower
	_, given := s.w.firstNames[first]
	return sp.id < 0 && t == factwire.Person && n <= 2 && sp.last-sp.first > 1 && sp.titleFirst == sp.first && !given && !s.w.familyFirst[first] && !s.w.titleWords[first]
}

// stacked tells whether span j, which no list has, has an office in its beginning: one of several before a name, and nobody's employer
// ("Adjunct Professor Vale Harbour Policy Consultant Ada Ost").
func (s *scanner) stacked(j int) bool {
	sp := &s.spans[j]
	if sp.id >= 0 || s.orgHead(sp.first, sp.last) {
		return false
	}
	for k := sp.first; k < min(sp.last-1, sp.first+2); k++ {
		if s.w.titleHeads[s.d.Tokens[k].Lower] {
			return true
		}
	}
	return false
}

// bodyBefore returns the token at which a state's body without a name of its own begins that ends before the title at token k
// ("Ghana's central bank governor"), or k.
func (s *scanner) bodyBefore(i, k int, sent nlp.Sentence) int {
	d := s.d
	for n := k - 1; n > sent.First && n >= k-2 && !isUpper(d.Tokens[n].Text) && (d.Tokens[n].Tag == "NN" || d.Tokens[n].Tag == "JJ"); n-- {
		words := d.Tokens[n].Lower
		if n < k-1 {
			words += " " + d.Tokens[n+1].Lower
		}
		if !s.w.ministries[words] {
			continue
		}
		end := n
		if d.Tokens[n-1].Tag == "POS" {
			end--
		}
		if j := s.spanEnding(i, end); j >= 0 && s.spans[j].id >= 0 && s.gaz.names[s.spans[j].id].Type == factwire.Country {
			return n
		}
	}
	return k
}

// located tells whether span j names a place that is no state's.
func (s *scanner) located(j int) bool {
	id := s.spans[j].id
	return id >= 0 && s.gaz.names[id].Type == factwire.Place || s.spans[j].place
}

// maxBetween is how many words may part an owner from the title: "Norway's long-serving centre-left premier".
const maxBetween = 2

// ownerBehind returns the token behind the owner of a title that begins at token k, where adjectives or participles stand
// between, or -1.
func (s *scanner) ownerBehind(i, k int, sent nlp.Sentence) int {
	if s.spanEnding(i, k) >= 0 {
		return -1
	}
	for n := k - 1; n > sent.First && n >= k-maxBetween; n-- {
		tok := &s.d.Tokens[n]
		if tok.Tag != "JJ" && tok.Tag != "VBN" && !(strings.ContainsRune(tok.Text, '-') && !isUpper(tok.Text)) {
			return -1
		}
		if strings.HasSuffix(s.d.Tokens[n-1].Lower, "-based") {
			return -1 // "Vale-based conservative blogger"
		}
		owned := s.d.Tokens[n-1].Tag == "POS" && s.spanEnding(i, n-1) >= 0
		if owned || n == k-1 && s.spanEnding(i, n) >= 0 {
			return n
		}
	}
	return -1
}

// former puts before the title of an office that was held once what says so, where the name of whom it is of, span j, stands between:
// "former Malaysian attorney-general".
func (s *scanner) former(o office, j int, sent nlp.Sentence) office {
	if o.title == "" {
		return o
	}
	k := s.spans[j].first - 1
	if n := s.spanEnding(j, k+1); n >= 0 && s.regional(n) {
		k = s.spans[n].first - 1 // "former Ohio Republican Party chairman"
	}
	if k < sent.First {
		return o
	}
	if low := s.d.Tokens[k].Lower; (s.w.heldOnce[low] || slices.Contains(s.w.officePrefixes, low+" ")) && !strings.HasPrefix(strings.ToLower(o.title), low) {
		o.title = low + " " + o.title
	}
	return o
}

// firmVote is what a title that firms give is worth for the type of the name before it.
const firmVote = 4

// firstTitle returns where the titles begin of which the last, at token start, has another joined before it: "lawyer and
// president Ada Ost"; or start.
func (s *scanner) firstTitle(start int, sent nlp.Sentence) int {
	if start-2 <= sent.First || s.d.Tokens[start-1].Lower != "and" {
		return start
	}
	first := start
	for b := start - 2; b >= sent.First && b >= start-6 && isLetter(s.d.Tokens[b].Text); b-- {
		if s.titleAt(b, start-1) == start-1 {
			first = b
		}
	}
	return first
}

// beyondState goes on to the employer before span j, which stands before the title at token start, where j says only what
// part of the employer's affairs the office is for: "Acme's US general manager", "Norway's UN ambassador".
func (s *scanner) beyondState(j, start int, o office) office {
	b := s.spans[j].first
	owned := b > 0 && s.d.Tokens[b-1].Tag == "POS"
	if owned {
		b--
	}
	n := s.spanEnding(j, b)
	if n < 0 && s.sentTo(j, o.title) {
		o.title, o.span = s.text(s.spans[j].first, s.spans[j].last)+" "+o.title, -1 // "former UN ambassador Ada Ost"
		return o
	}
	if n >= 0 && !owned && s.unlistedField(j, n) {
		o.title, o.span = s.text(b, s.spans[j].last)+" "+o.title, n // "CNN Polling Director Ada Ost"
		return o
	}
	if n < 0 || !s.mayEmploy(n) || s.spans[j].id < 0 || s.party(n) && slices.Contains(s.w.elected, lastWord(o.title)) {
		return o
	}
	inner, outer := s.gaz.names[s.spans[j].id].Type, factwire.EntityType("")
	if s.spans[n].id >= 0 {
		outer = s.gaz.names[s.spans[n].id].Type
	}
	switch {
	case !owned && (inner == factwire.Place || inner == factwire.Country) && s.spans[j].form == Name && (outer == factwire.Organization || outer == factwire.Company):
		o.span = n // "Greenpeace Scotland chairman Ada Ost"
		return o
	case owned && inner == factwire.Country && outer != factwire.Country:
	case inner != factwire.Country && outer == factwire.Country && s.w.diplomats[lastWord(o.title)]:
	default:
		return o
	}
	o.title = s.text(s.spans[j].first, s.spans[j].last) + " " + o.title
	o.span = n
	return o
}

// sentTo tells whether an envoy's title has before it the body of span j that he is sent to.
func (s *scanner) sentTo(j int, title string) bool {
	sp := &s.spans[j]
	return sp.id >= 0 && !sp.outlet && s.w.diplomats[lastWord(title)] && s.gaz.names[sp.id].Type == factwire.Organization && !s.party(j)
}

// unlistedField tells whether span j is one word with a capital that no list has and says what an office is for of the known body of span n.
func (s *scanner) unlistedField(j, n int) bool {
	return s.spans[j].id < 0 && s.spans[j].last-s.spans[j].first == 1 && s.spans[n].id >= 0 && s.isBody(n)
}

// lastWord returns the last word of a title in lower case, without what the office is of.
func lastWord(title string) string {
	low := strings.ToLower(title)
	for _, prep := range []string{" of ", " for ", " to "} {
		low, _, _ = strings.Cut(low, prep)
	}
	return low[strings.LastIndexByte(low, ' ')+1:]
}

// leadsToFirm tells whether a firm stands behind an office and the preposition, where nothing else tells what it is.
func (c *complement) leadsToFirm(prep string) bool {
	switch last := lastWord(c.title); prep {
	case "at", "with":
		return true
	case "of":
		return c.w.firmTitles[last]
	case "for":
		return !c.w.callings[last] && !c.w.speakers[last]
	}
	return false
}
