package names

import (
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// office is a person's title with the span or the code that it belongs to.
type office struct {
	title string
	span  int    // index of the span that is the affiliation, or -1
	code  string // else a code
	its   bool   // affiliation by a possessive pronoun or a description: "its chief executive"
	owner int    // the token of that pronoun or description, or -1
	at    int    // token where it is said
	body  string // the name of what it is of, where no name is read there
	noun  string // a kind of company before the title: "airline President"
	past  bool   // the text tells that the office was taken up, or held, and not that it is held
	state bool   // a state's rank stands before the name, beside the office: "Army General Ada Ost, the chairman of"
}

// offices finds the titles of the persons among the spans, by span index. A span that no
// title names has none.
func (s *scanner) offices() []office {
	out := make([]office, len(s.spans))
	for i := range s.spans {
		out[i].span, out[i].owner = -1, -1
		sp := &s.spans[i]
		if t, n := sp.votes.best(); t != factwire.Person && n > 0 && (sp.id >= 0 || sp.votes.of(factwire.Person) <= 0) {
			continue
		}
		sent := s.d.Sentences[s.d.SentenceOf(sp.first)]
		o := s.before(i, sent)
		if o.title == "" && i > 0 && s.joinedTo(i) && out[i-1].title != "" {
			o = out[i-1] // "analysts Ada Ost and Bo Rask"
		} else if o.title == "" {
			o = s.after(i, sent)
		} else if o.span < 0 && sp.last+1 < sent.Last && (s.d.Tokens[sp.last].Lower == "from" || s.d.Tokens[sp.last].Lower == "at") {
			o.span = s.bodyBehind(i, sp.last, sent) // "says researcher Ada Ost from the Polish Institute"
		} else if o.span < 0 && sp.last < sent.Last && s.d.Tokens[sp.last].Lower == "of" {
			n := sp.last + 1
			if n < sent.Last && s.d.Tokens[n].Lower == "the" {
				n++
			}
			if j := s.spanAt(i+1, n); j >= 0 && s.mayEmploy(j) {
				o.span = j // "Infrastructure Minister X of Portugal"
			}
		}
		o = s.belongs(i, s.ofParty(o, sp.titleFirst), sent)
		if o.title != "" && s.rank(o.title) {
			rank := o.title
			o = s.fuller(i, o)
			o.state = o.title != rank && s.w.stateTitles[lastWord(rank)]
		}
		o.at = sp.first
		if o.title != "" || o.span >= 0 || o.code != "" {
			out[i] = o
			if o.title != "" {
				if t, _ := sp.votes.best(); t == factwire.Person || sp.id < 0 {
					sp.votes.add(factwire.Person, 4)
				}
				low := strings.ToLower(o.title)
				for _, w := range strings.Fields(low) {
					if g := s.w.titleSex[w]; g != unknown {
						sp.sex = g
					}
				}
			}
		}
	}
	return out
}

// before reads the title in front of a name: inside the run, in small letters, or with a
// comma between ("its chief executive, Ragnhild Øverby,").
func (s *scanner) before(i int, sent nlp.Sentence) office {
	sp := &s.spans[i]
	o := office{span: -1, owner: -1, title: sp.title}
	start := sp.titleFirst
	if o.title == "" {
		end := s.beforeHonorifics(start, sent)
		leads := end-3 > sent.First && s.d.Tokens[end-1].Lower == "by" && s.w.leading[s.d.Tokens[end-2].Lower]
		if leads {
			end -= 2 // "Acme analysts led by Ada Ost"
		}
		comma := false
		if end > sent.First && s.d.Tokens[end-1].Text == "," {
			comma = true
			end--
		}
		if comma && s.adverbial(sp, sent) {
			return o // "Despite a denial from the former mayor, Ada Ost insisted"
		}
		if end-3 > sent.First && s.d.Tokens[end-1].Text == ")" && s.d.Tokens[end-3].Text == "(" {
			end -= 3 // "attorney-general (A-G) Ada Ost"
		}
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
		if last := &s.d.Tokens[max(end-1, 0)]; found < 0 && !comma && end > sent.First && (leads || s.several(i)) && strings.HasSuffix(last.Lower, "s") && s.w.titleHeads[strings.TrimSuffix(last.Lower, "s")] {
			for found = end - 1; found > sent.First && s.w.titleWords[s.d.Tokens[found-1].Lower]; found-- {
			}
		}
		if found < 0 && comma && s.closes(sp.last, sent) {
			return s.beforeOf(i, end, sent)
		}
		if found < 0 {
			return o
		}
		if s.d.Tokens[end-1].Tag == "NNS" && !comma && !leads && !s.several(i) {
			return o
		}
		if comma && !s.closes(sp.last, sent) {
			return o
		}
		o.title = s.titleText(found, end)
		start = found
		if !comma && !leads {
			sp.titleFirst = min(sp.titleFirst, found)
		}
		if comma && start > sent.First {
			if prev := s.d.Tokens[start-1].Lower; prev == "a" || prev == "an" || s.d.Tokens[start-1].Text == "," {
				o.title = ""
				return o
			}
		}
	}
	return s.employer(i, start, o, sent)
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
		if low != "of" && low != "for" && low != "at" {
			continue
		}
		start := -1
		for b := k - 1; b >= sent.First && b >= k-7; b-- {
			if s.titleAt(b, k) == k {
				start = b
			} else if !isLetter(d.Tokens[b].Text) {
				break
			}
		}
		if start < 0 {
			continue
		}
		if start > sent.First {
			if prev := d.Tokens[start-1].Lower; prev == "a" || prev == "an" || prev == "," {
				return none
			}
		}
		o := office{span: -1, owner: -1, title: s.titleText(start, k)}
		from := k + 1
		if d.Tokens[from].Tag == "DT" {
			from++
		}
		if j := s.spanEnding(i, end); j >= 0 && s.spans[j].first == from && s.mayEmploy(j) && !(low == "for" && s.spans[j].id < 0 && s.w.stateTitles[d.Tokens[k-1].Lower]) {
			o.span = j
		} else {
			o.title = s.titleText(start, end)
		}
		if o.span < 0 {
			b := start
			if b > sent.First && d.Tokens[b-1].Tag == "POS" {
				b--
			}
			for j := i - 1; j >= 0 && j >= i-3; j-- {
				if s.spans[j].last == b && s.mayEmploy(j) {
					o.span = j
				}
			}
			if o.span < 0 && b > sent.First {
				o.owner = b - 1
			}
		}
		return o
	}
	return none
}

// closes tells whether the name that ends at t ends an apposition: a comma, a verb or the
// sentence's end follows.
func (s *scanner) closes(t int, sent nlp.Sentence) bool {
	if t >= sent.Last {
		return true
	}
	tok := &s.d.Tokens[t]
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

// after reads what the text says of a person behind the name: an apposition, "of" a body,
// or a plain "is the general manager of".
func (s *scanner) after(i int, sent nlp.Sentence) office {
	d, sp := s.d, &s.spans[i]
	o := office{span: -1, owner: -1}
	t := sp.last
	if t >= sent.Last {
		return o
	}
	switch tok := &d.Tokens[t]; {
	case tok.Lower == "of" || tok.Lower == "at" || tok.Lower == "from" || tok.Lower == "with":
		for k := t + 1; k < min(t+5, sent.Last); k++ {
			if j := s.spanAt(i+1, k); j >= 0 {
				if tok.Lower == "at" && s.spans[j].id < 0 && !s.anyone(j) {
					s.spans[j].votes.add(factwire.Company, firmVote) // "Ada Ost at Vale Economics"
				}
				if typ, _ := s.spans[j].votes.best(); typ == factwire.Organization || typ == factwire.Company {
					o.span = j
				}
				return o
			}
			if tag := d.Tokens[k].Tag; tag != "DT" && tag != "JJ" && tag != "NN" {
				return o
			}
		}
		return o
	case t > sent.First && s.legislates(t) && t+1 < sent.Last && isUpper(d.Tokens[t+1].Text) && s.titleAt(t+1, sent.Last) > t+1:
		t++ // "The Hon Ada Ost MP Minister for Water", as statements are signed
	case tok.Text == "," || tok.Text == "(" || isDash(tok.Text):
		t++
		if t+2 < sent.Last && isDigits(d.Tokens[t].Text) && d.Tokens[t+1].Text == "," {
			t += 2 // an age
		}
		if t+1 < sent.Last && d.Tokens[t].Lower == "of" {
			if j := s.spanAt(i+1, t+1); j >= 0 && s.regional(j) && s.spans[j].last+1 < sent.Last && d.Tokens[s.spans[j].last].Text == "," {
				t = s.spans[j].last + 1 // "Senator Ada Ost, of Vale, the head of"
			}
		}
	case tok.Lemma == "be" && tok.Lower != "be" || tok.Lower == "became":
		t++
	default:
		return o
	}
	o = s.apposition(i, t, sent)
	if s.w.makers[lastWord(o.title)] && (o.span < 0 || s.spans[o.span].first > sp.last && d.Tokens[s.spans[o.span].first-1].Tag != "POS") && (o.span >= 0 || o.body != "") {
		o.span, o.body = -1, "" // "Ada Ost, author of Acre"
	}
	o.past = o.title != "" && (d.Tokens[sp.last].Lower == "became" || d.Tokens[sp.last].Lower == "was")
	return o
}

// anyone tells whether a span begins with a first name or has a title: a person's.
func (s *scanner) anyone(j int) bool {
	sp := &s.spans[j]
	_, given := s.w.firstNames[s.d.Tokens[sp.first].Lower]
	return given || sp.titleFirst < sp.first || sp.votes.of(factwire.Place) > 0
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
