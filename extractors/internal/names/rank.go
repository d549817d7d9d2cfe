package names

import (
	"math"
	"sort"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/antecedent"
)

// words that name nobody, with what their sentence tells of them.
type reference struct {
	kind                antecedent.Kind
	first, last         int
	sentence, paragraph int
	noun                string
	subject             bool
	alone               [antecedent.AloneFigured]float64
}

// candidate is somebody, or several, whom words may mean.
type candidate struct {
	entities []int
	figures  [antecedent.Figured]float64
}

// The bounds of what is ranked for one reference, whatever the text.
const (
	maxSeen       = 200 // mentions before it
	maxCandidates = 12
)

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// refers notes what a sentence tells of words that name nobody.
func (b *builder) refers(kind antecedent.Kind, first, last, sentence, paragraph int) *reference {
	d := b.d
	s := d.Sentences[sentence]
	x := &reference{kind: kind, first: first, last: last, sentence: sentence, paragraph: paragraph}
	low := d.Tokens[first].Lower
	object := b.governed(first, sentence)
	x.subject = b.isSubject(first, last, s) && !object
	a := &x.alone
	a[antecedent.Alone0] = 1
	a[antecedent.IsSubject] = flag(x.subject)
	a[antecedent.IsObject] = flag(object)
	a[antecedent.IsPossessive] = flag(d.Tokens[last-1].Tag == "PRP$" || last < s.Last && d.Tokens[last].Tag == "POS")
	a[antecedent.Front] = flag(b.beforeSubject(first, sentence))
	a[antecedent.Common] = flag(first-s.First > 3 && !b.mentionNear(s.First, 3) && commonSubject(b, s.First, first))
	a[antecedent.Another] = flag(b.otherPerson(first, sentence))
	a[antecedent.Speaks] = flag(b.speaks(first, last, sentence))
	a[antecedent.Demonstrative] = flag(low == "this" || low == "that" || low == "these" || low == "those")
	a[antecedent.Tailed] = flag(b.toldBehind(last, s.Last))
	a[antecedent.Modified] = float64(min(3, max(0, last-first-2)))
	a[antecedent.Expletive] = flag(low == "it" && b.expletive(last, s.Last))
	if kind == antecedent.Thing {
		a[antecedent.Open] = flag(b.openBefore(s.First))
	}
	return x
}

// expletive tells whether the verb behind "it" at token t tells of a state of things: "it is clear that", "it seems".
func (b *builder) expletive(t, last int) bool {
	for k := t; k < min(t+5, last); k++ {
		switch tok := &b.d.Tokens[k]; {
		case b.w.seeming[tok.Lemma]:
			return true
		case tok.Tag == "JJ" && k == t: // "made it clear that"
			return k+1 < last && (b.d.Tokens[k+1].Lower == "that" || b.d.Tokens[k+1].Lower == "to")
		case tok.Tag == "JJ", tok.Tag == "WRB", tok.Lower == "that", tok.Lower == "time":
			return k > t
		case tok.Lemma == "be", tok.Tag == "MD", tok.Tag == "RB", tok.Lemma == "have", tok.Lemma == "become":
		default:
			return false
		}
	}
	return false
}

// openBefore tells whether the last "it" since token first means nobody.
func (b *builder) openBefore(first int) bool {
	for i := len(b.r.Mentions) - 1; i >= 0 && b.r.Mentions[i].First >= first; i-- {
		if m := &b.r.Mentions[i]; m.Form == Pronoun && b.w.thingPronouns[b.d.Tokens[m.First].Lower] {
			return len(m.Entities) == 0
		}
	}
	return false
}

// candidates returns the entities that fit, the last mentioned first, with their figures.
func (b *builder) candidates(x *reference, sentences int, fits func(h *seen, e *Entity) bool) []candidate {
	var all []candidate
	var best []*seen    // the most prominent mention of each
	at := map[int]int{} // entity to candidate
	led := -1           // the last subject in the paragraph
	total := 0.0
	for i := len(b.history) - 1; i >= b.horizon() && i >= len(b.history)-maxSeen; i-- {
		h := &b.history[i]
		if x.sentence-h.sent > sentences {
			break
		}
		if h.tok >= x.first || !fits(h, &b.r.Entities[h.ent]) {
			continue
		}
		k, ok := at[h.ent]
		if !ok {
			if len(all) == maxCandidates {
				continue
			}
			k = len(all)
			at[h.ent] = k
			all, best = append(all, candidate{entities: []int{h.ent}}), append(best, h)
		}
		f := &all[k].figures
		if h.subject && h.par == x.paragraph && led < 0 {
			led = k
		}
		w := math.Pow(decaySeen, float64(x.sentence-h.sent))
		f[antecedent.Salience] += w
		f[antecedent.Count]++
		total += w
		f[antecedent.Lead] = max(f[antecedent.Lead], flag(h.sent <= 1))
		if p := b.prominence(x, h); !ok || p > f[antecedent.Prominence] {
			f[antecedent.Prominence], best[k] = p, h
		}
	}
	for k, h := range best {
		f := &all[k].figures
		b.figure(x, h, k, f)
		f[antecedent.SubjectParagraph] = flag(k == led)
		f[antecedent.Behind] = flag(b.namedSince(h.ent, x))
	}
	b.relate(all, total)
	return all
}

// prominence is how prominent a mention is by its role and its distance, before anything else is known.
func (b *builder) prominence(x *reference, h *seen) float64 {
	p := -0.6 * float64(x.sentence-h.sent)
	if h.subject {
		p += 0.8
	}
	if h.quoted && !b.l.quoted[x.first] {
		p--
	}
	if h.group || h.adjective {
		p -= 0.6
	}
	if x.alone[antecedent.Speaks] == 1 {
		p += 0.4 * (flag(h.spoke) - flag(h.told))
	}
	if x.sentence == h.sent && b.agent(h.tok, h.sent) {
		p++
	}
	return p
}

// namedSince tells whether the sentence of a reference names an entity behind it.
func (b *builder) namedSince(entity int, x *reference) bool {
	last := b.d.Sentences[x.sentence].Last
	for i := sort.Search(len(b.spans), func(i int) bool { return b.spans[i].first >= x.last }); i < len(b.spans) && b.spans[i].first < last; i++ {
		if b.ent[root(b.cs, b.spans[i].entity)] == entity {
			return true
		}
	}
	return false
}

// decaySeen is what a sentence takes off the salience of a mention.
const decaySeen = 0.8

// relate fills in the figures that tell of a candidate among the others.
func (b *builder) relate(all []candidate, total float64) {
	most := -1
	for i := range all {
		if most < 0 || all[i].figures[antecedent.Salience] > all[most].figures[antecedent.Salience] {
			most = i
		}
	}
	first, second := -1, -1
	for i := range all {
		switch p := all[i].figures[antecedent.Prominence]; {
		case first < 0 || p > all[first].figures[antecedent.Prominence]:
			first, second = i, first
		case second < 0 || p > all[second].figures[antecedent.Prominence]:
			second = i
		}
	}
	if first >= 0 {
		top := all[first].figures[antecedent.Prominence]
		next := top - 1
		if second >= 0 {
			next = all[second].figures[antecedent.Prominence]
		}
		all[first].figures[antecedent.Foremost] = 1
		for i := range all {
			f := &all[i].figures
			if f[antecedent.Margin] = max(-2, f[antecedent.Prominence]-top); i == first {
				f[antecedent.Margin] = min(2, top-next)
			}
		}
		for i := range all {
			all[i].figures[antecedent.Prominence] = max(-3, all[i].figures[antecedent.Prominence])
		}
	}
	topic := 0
	for i := range all {
		all[i].figures[antecedent.Often] = math.Log1p(float64(b.times[all[i].entities[0]]))
		if all[i].figures[antecedent.Often] > all[topic].figures[antecedent.Often] {
			topic = i
		}
	}
	for i := range all {
		f := &all[i].figures
		f[antecedent.Topic] = flag(i == topic)
		f[antecedent.Share] = f[antecedent.Salience] / max(total, 1e-9)
		f[antecedent.Salience] = math.Log1p(f[antecedent.Salience])
		f[antecedent.Count] = math.Log(max(1, f[antecedent.Count]))
		f[antecedent.Most] = flag(i == most)
	}
}

// figure fills in what a mention of a candidate tells; rank is how many others were mentioned since.
func (b *builder) figure(x *reference, h *seen, rank int, f *[antecedent.Figured]float64) {
	e := &b.r.Entities[h.ent]
	d := b.d
	back := x.sentence - h.sent
	speaks := x.alone[antecedent.Speaks] == 1
	here := back == 0
	owner := h.last < len(d.Tokens) && d.Tokens[h.last].Tag == "POS"
	subject := h.subject && !owner // "Norway's ministry said": not Norway
	f[antecedent.Any] = 1
	f[antecedent.Here], f[antecedent.Before1], f[antecedent.Before2] = flag(here), flag(back == 1), flag(back == 2)
	f[antecedent.Distance] = math.Log1p(float64(back))
	f[antecedent.Tokens] = math.Log1p(float64(max(0, x.first-h.last))) / 3
	f[antecedent.SameParagraph] = flag(x.paragraph == h.par)
	f[antecedent.Nearest], f[antecedent.Second], f[antecedent.Rank] = flag(rank == 0), flag(rank == 1), float64(min(rank, 5))/5
	f[antecedent.Subject] = flag(subject)
	f[antecedent.SubjectBefore] = flag(subject && back == 1)
	if subject && here {
		switch {
		case x.alone[antecedent.IsPossessive] == 1:
			f[antecedent.SubjectOfOwner] = 1
		case x.subject:
			f[antecedent.SubjectOfSubject] = 1
		default:
			f[antecedent.SubjectOfObject] = 1
		}
	}
	f[antecedent.SubjectBoth] = flag(subject && x.subject)
	f[antecedent.Opens] = flag(h.tok-d.Sentences[h.sent].First <= 1)
	f[antecedent.Attributive] = flag(h.adjective)
	f[antecedent.Possessive] = flag(owner)
	f[antecedent.Quoted] = flag(h.quoted && !b.l.quoted[x.first])
	f[antecedent.Told], f[antecedent.ToldSpeech] = flag(h.told), flag(h.told && speaks)
	f[antecedent.Spoke], f[antecedent.SpokeSpeech] = flag(h.spoke), flag(h.spoke && speaks)
	f[antecedent.Silent] = flag(speaks && !h.spoke && !subject)
	f[antecedent.Located] = flag(b.located(h.tok))
	f[antecedent.Grouped] = flag(h.group)
	f[antecedent.Joined] = flag(h.joined)
	f[antecedent.Pronoun] = flag(h.form == Pronoun)
	f[antecedent.SameWord] = flag(h.form != Name && d.Tokens[h.last-1].Lower == d.Tokens[x.last-1].Lower)
	f[antecedent.Nominal] = flag(h.form == Nominal)
	f[antecedent.Home] = flag(e.Code != "" && e.Code == b.r.Home)
	f[antecedent.Publisher] = flag(e.Code != "" && e.Code == b.r.Publisher)
	f[antecedent.IsCompany], f[antecedent.IsOrganization] = flag(e.Type == factwire.Company), flag(e.Type == factwire.Organization)
	f[antecedent.IsCountry], f[antecedent.IsBloc], f[antecedent.IsProgram] = flag(e.Type == factwire.Country), flag(e.Type == factwire.Bloc), flag(e.Type == factwire.Program)
	f[antecedent.Weak], f[antecedent.Known] = flag(e.Weak), flag(e.Known)
	f[antecedent.Clausemate] = flag(f[antecedent.SubjectOfObject] == 1 && b.oneClause(h.last, x.first))
}

// oneClause tells whether no clause begins between two tokens of a sentence.
func (b *builder) oneClause(first, end int) bool {
	verbs := 0
	for k := first; k < end; k++ {
		switch tok := &b.d.Tokens[k]; {
		case finite(tok.Tag):
			if verbs++; verbs > 1 && b.d.Tokens[k-1].Tag != "MD" {
				return false
			}
		case tok.Tag == "WDT", tok.Tag == "WP", tok.Tag == "WRB", tok.Text == ";", tok.Text == ":":
			return false
		case tok.Tag == "IN" && b.w.subordinate[tok.Lower]:
			return false
		}
	}
	return true
}

// Study is a reference with whom it may mean, for learning.
type Study struct {
	First, Last int // tokens
	antecedent.Reference
	Entities [][]int // of each candidate, indexes into Result.Entities
	Taken    []int   // whom the present weights take
}

// choose ranks whom words may mean; nil is nobody.
func (b *builder) choose(x *reference, all []candidate) []int {
	if len(all) == 0 {
		return nil
	}
	a := &x.alone
	a[antecedent.Few], a[antecedent.Many] = flag(len(all) == 1), math.Log1p(float64(len(all)))/2
	ref := antecedent.Reference{Kind: x.kind, Alone: x.alone[:], Candidates: make([][]float64, len(all))}
	for i := range all {
		ref.Candidates[i] = all[i].figures[:]
	}
	var taken []int
	c := b.ranker.Choose(&ref)
	if c.Best >= 0 {
		taken = all[c.Best].entities
	}
	if b.study != nil {
		s := Study{First: x.first, Last: x.last, Reference: ref, Taken: taken}
		for _, c := range all {
			s.Entities = append(s.Entities, c.entities)
		}
		*b.study = append(*b.study, s)
	}
	r := Reference{First: x.first, Last: x.last, Kind: x.kind, Entities: taken, P: c.P, SecondP: c.SecondP}
	if c.Second >= 0 {
		r.Second = all[c.Second].entities
	}
	b.r.References = append(b.r.References, r)
	return taken
}

// one is a list of entity e, or of nobody.
func one(e int) []int {
	if e < 0 {
		return nil
	}
	return []int{e}
}
