package clause

import (
	"strings"
	"sync"

	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/memo"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

// Parser finds clauses. It is safe for concurrent use.
type Parser struct {
	rooms sync.Pool // of *memory

	starts                                                                                                                                                                                                                              *memo.Sieve // of phraseStarts
	preps, marks, relatives, conjunctions, copulas, predicates                                                                                                                                                                          map[string]bool
	negAdverbs, weakNegAdverbs, negDeterminers, negPronouns                                                                                                                                                                             map[string]bool
	pureDeterminers, participleModifiers, semiModals, ingNouns, quantifiers, quantities, examples, additions, companions, nameModifiers, followers, verbAdverbs, approximations, ditransitives, hearerVerbs, transitives, intransitives map[string]bool
	numbers                                                                                                                                                                                                                             map[string]int
	particles, particleVerbs, phrasePreps, phraseMarks, phraseStarts                                                                                                                                                                    map[string]bool
	objectControl, blameVerbs, viewVerbs, linking, contentVerbs, contentNouns, infinitiveNouns, looseNounPreps, datedNouns, deeds, aims                                                                                                 map[string]bool
}

// New returns a parser that reads by the lexicon's lists "clause.*" and "dates.terms".
func New(lex *lexicon.Lexicon) (*Parser, error) {
	set := func(name string) map[string]bool { return lex.Set("clause." + name) }
	p := &Parser{
		preps: set("prepositions"), phrasePreps: set("preposition-phrases"),
		marks: set("subordinators"), phraseMarks: set("subordinator-phrases"),
		relatives: set("relatives"), conjunctions: set("conjunctions"), copulas: set("copulas"), predicates: set("predicates"),
		negAdverbs: set("negative-adverbs"), weakNegAdverbs: set("weak-negative-adverbs"),
		negDeterminers: set("negative-determiners"), negPronouns: set("negative-pronouns"),
		pureDeterminers: set("pure-determiners"), ingNouns: set("ing-nouns"), quantifiers: set("quantifiers"), quantities: set("quantities"), examples: set("examples"), additions: set("additions"), companions: set("companions"), nameModifiers: set("name-modifiers"), followers: set("followers"), verbAdverbs: set("verb-adverbs"), approximations: set("approximations"), ditransitives: set("ditransitives"), hearerVerbs: set("hearer-verbs"), transitives: set("transitives"), intransitives: set("intransitives"), participleModifiers: set("participle-modifiers"),
		semiModals: set("semi-modals"), particles: set("particles"), particleVerbs: set("phrasal-verbs"),
		objectControl: set("object-control"), blameVerbs: set("blame-verbs"), viewVerbs: set("view-verbs"), linking: set("linking-verbs"), contentVerbs: set("content-verbs"), contentNouns: set("content-nouns"),
		infinitiveNouns: set("infinitive-nouns"), deeds: set("deeds"), aims: set("aims"), looseNounPreps: set("loose-prepositions"), datedNouns: lex.Set("dates.terms"),
		phraseStarts: map[string]bool{}, numbers: lex.Numbers(),
	}
	for _, phrases := range []map[string]bool{p.phrasePreps, p.phraseMarks} {
		for phrase := range phrases {
			first, _, _ := strings.Cut(phrase, " ")
			p.phraseStarts[first] = true
		}
	}
	p.starts = memo.SieveOf(p.phraseStarts)
	return p, nil
}

// Parse analyses a document. It keeps pointers into found and when, which must not
// change afterwards.
func (p *Parser) Parse(doc *nlp.Document, found *names.Result, when []dates.Mention) *Analysis {
	n, m := len(doc.Tokens), p.room()
	m.at, m.date, m.inDate, m.title = zeroed(m.at, n), zeroed(m.date, n), zeroed(m.inDate, n), zeroed(m.title, n)
	a := &Analysis{Clauses: m.all, Phrases: m.phrases, at: m.at, memory: m}
	c := &chunker{p: p, doc: doc, names: found, date: m.date, inDate: m.inDate, title: m.title, groups: &m.groups, verbs: &m.verbs, out: m.chunks}
	for _, m := range found.Mentions {
		for t := max(m.TitleFirst, 0); t < m.First; t++ {
			c.title[t] = true
		}
	}
	for i := range when {
		d := &when[i]
		if d.Lead >= 0 && d.Lead < d.Last && d.Last <= len(doc.Tokens) {
			c.date[d.Lead] = d
			for t := d.Lead; t < d.Last; t++ {
				c.inDate[t] = d
			}
		}
	}
	var b builder // whose lists go from one sentence to the next
	for s, sentence := range doc.Sentences {
		if sentence.Last-sentence.First > maxSentence {
			continue // a table or a dump, not a sentence
		}
		b = builder{p: p, doc: doc, names: found, chunks: c.sentence(sentence), sentence: s, analysis: a, clauses: b.clauses[:0], pending: b.pending[:0]}
		b.run()
	}
	m.chunks = c.out
	return a
}

// maxSentence is the longest sentence that is parsed, in tokens.
const maxSentence = 400

// builder makes clauses of one sentence's chunks.
type builder struct {
	p        *Parser
	doc      *nlp.Document
	names    *names.Result
	chunks   []chunk
	sentence int
	analysis *Analysis

	clauses []*Clause
	cur     *Clause // the clause whose arguments are being read
	pending []*NP   // subjects whose finite verb is still to come, innermost last
	fronts  []PP    // prepositional phrases before the clause that they belong to
	dates   []*dates.Mention
	open    openClause // what the next finite verb belongs to
	fresh   bool       // a subject is expected: at the start, behind a mark or a stop
	orphans []*Clause  // fronted subordinate clauses without governor yet
	lastNP  *NP        // the noun phrase read last
	front   bool       // a phrase before the subject is being read
	between int        // depth of the object of "between" that is being read, or 0
}

// openClause is a subordinate or relative clause that was announced by its first word.
type openClause struct {
	set      bool
	mark     string
	relation Relation
	parent   *Clause
	noun     *NP  // antecedent
	gap      bool // the antecedent is the object: "which Sweden banned"
}

func (b *builder) run() {
	b.fresh = true
	for i := 0; i < len(b.chunks); {
		next := b.step(i)
		if next <= i {
			next = i + 1
		}
		i = next
	}
	b.inverted()
	for _, o := range b.orphans {
		for _, c := range b.clauses {
			if c != o && c.Parent == nil && c.Relation == Root {
				b.hang(o, c)
				if o.Subject == nil && o.Verb.Form != Finite && o.Noun == nil && !c.Verb.Passive && o.Verb.First < c.Verb.First {
					o.Subject = c.Subject // "after signing the contract, Acme left"
				}
				break
			}
		}
	}
	b.subjects()
	b.followed()
	b.preceded()
	b.likewise()
	b.attributed()
	sentence := b.doc.Sentences[b.sentence]
	question := strings.HasSuffix(strings.TrimRight(b.doc.Text[sentence.Start:sentence.End], "\"”’')"), "?")
	for _, c := range b.clauses {
		c.Question = question
		b.finish(c)
	}
	for i := range b.chunks {
		if np := b.chunks[i].np; np != nil && (i == 0 || np != b.chunks[max(0, i-2)].np) {
			b.register(np)
		}
	}
	b.analysis.Clauses = append(b.analysis.Clauses, b.clauses...)
}

func (b *builder) register(np *NP) {
	b.analysis.Phrases = append(b.analysis.Phrases, np)
	for t := np.First; t < np.Last; t++ {
		b.analysis.at[t] = np
	}
}

func (b *builder) kind(i int) chunkKind {
	if i < 0 || i >= len(b.chunks) {
		return stopChunk
	}
	return b.chunks[i].kind
}

func (b *builder) step(i int) int {
	k := &b.chunks[i]
	switch k.kind {
	case nounChunk:
		return b.noun(i)
	case verbChunk:
		b.verb(i)
		return i + 1
	case prepChunk:
		return b.prep(i)
	case markChunk:
		if k.word == "that" && i == 0 && b.kind(1) == verbChunk {
			return i + 1 // "That is not on the table"
		}
		b.mark(k.word, i)
		return i + 1
	case relChunk:
		return b.relative(i)
	case dateChunk:
		if b.beginsNext(i) {
			b.dates = append(b.dates, k.date)
			return i + 1
		}
		b.addDate(k.date)
		return i + 1
	case stopChunk:
		if k.word == ":" && b.kind(i-1) == verbChunk && b.kind(i+1) == nounChunk && !b.fresh {
			return i + 1 // "these include: Romania"
		}
		b.stop(k.word)
		return i + 1
	case adverbChunk:
		b.particle(k.word)
		b.predicate(k.word)
		return i + 1
	case otherChunk:
		b.predicate(k.word)
	}
	return i + 1
}

// predicate takes an adjective behind a copula ("is close to").
func (b *builder) predicate(word string) {
	if b.cur != nil && !b.fresh && (b.cur.Verb.Copula || b.p.linking[b.cur.Verb.Lemma]) && b.cur.Compl == nil && b.cur.Object == nil && b.p.predicates[word] {
		b.cur.Predicate = word
	}
}

// particle joins a particle behind the object to its verb: "cut Acme off".
func (b *builder) particle(word string) bool {
	if c := b.cur; c != nil && !b.fresh && c.Object != nil && c.Verb.Particle == "" && b.p.particleVerbs[c.Verb.Lemma+" "+word] {
		c.Verb.Particle = word
		return true
	}
	return false
}

func (b *builder) stop(word string) {
	if word == "”" && b.cur == nil && b.fresh && len(b.pending) == 0 {
		return // "According to Acme, “the plan”": the phrases before still wait for their clause
	}
	b.cur, b.fresh, b.open = nil, true, openClause{}
	if word != "—" && word != "–" && word != "--" {
		b.pending = b.pending[:0]
		b.fronts, b.dates = nil, nil
	}
}

func (b *builder) addDate(d *dates.Mention) {
	if b.cur != nil && !b.fresh {
		b.cur.Dates = append(b.cur.Dates, d)
		return
	}
	b.dates = append(b.dates, d)
}

// noun reads a phrase and gives it to the clause that it belongs to.
func (b *builder) noun(i int) int {
	own := b.cur != nil && !b.fresh
	if own && b.newSubject(i) {
		return b.subjectAfterVerb(i)
	}
	np, next := b.phrase(i, own, 0)
	if b.denied(np) {
		return next // "Norway, not Chad, banned Acme": what follows is told of the one before
	}
	b.lastNP = np
	if n := len(np.Appos); n > 0 {
		b.lastNP = np.Appos[n-1]
	}
	switch {
	case !own:
		b.pending = append(b.pending, np)
		b.fresh = b.fresh && b.cur == nil
	case b.cur.Verb.Copula && b.cur.Compl == nil:
		b.cur.Compl = np
	case b.cur.Object == nil && b.adjacent(i):
		b.cur.Object = np
	case b.cur.Relation == Relative && b.cur.Mark == "that" && b.cur.Object == b.cur.Noun && b.cur.Noun != nil && !b.p.ditransitives[b.cur.Verb.Lemma] && b.adjacent(i):
		// "the notion that Norway can ban a few": the clause wants nothing, and tells what the notion is
		b.cur.Relation, b.cur.Object = Complement, np
	case b.cur.Object != nil && b.kind(i-1) == conjChunk && b.joinsObject(np) && b.reaches(i):
		b.cur.Object.Conj = append(b.cur.Object.Conj, np.All()...) // "banned Acme in 2023 and Globex a year later"
		np.Conj = nil
	case b.cur.Object2 == nil && b.adjacent(i):
		b.cur.Object2 = np
	}
	if own {
		// left open: what follows the object is listed with the clause too
		b.cur.Preps = append(b.cur.Preps, np.Preps...)
	}
	return next
}

// denied reports a phrase that an aside behind a subject says is not meant: ", not Chad,".
func (b *builder) denied(np *NP) bool {
	t := np.First
	return b.lastNP != nil && t > 1 && b.doc.Tokens[t-1].Lower == "not" && b.doc.Tokens[t-2].Text == "," && np.Last < len(b.doc.Tokens) && b.doc.Tokens[np.Last].Text == ","
}

// joinsObject reports whether a phrase behind a conjunction may be a second object of the current clause, of the sort of the first one.
func (b *builder) joinsObject(np *NP) bool {
	return !b.p.ditransitives[b.cur.Verb.Lemma] && !b.cur.Verb.Passive && isName(np) == isName(b.cur.Object) && np.Possessor == nil && !gapped(np)
}

// gapped reports two names side by side, the second of which may be the object of a verb left out: "and Iceland Globex in 2022".
func gapped(np *NP) bool {
	return isName(np) && len(np.Pre) > 0 && np.Pre[len(np.Pre)-1].Last == np.Mention.First
}

func (b *builder) mark(word string, i int) {
	relation := Adverbial
	if word == "that" || word == "whether" || (word == "how" || word == "why" || word == "when" || word == "where" || word == "if") && b.cur != nil && b.p.contentVerbs[b.cur.Verb.Lemma] && b.kind(i-1) != commaChunk {
		relation = Complement
	}
	o := openClause{set: true, mark: word, relation: relation, parent: b.cur}
	if b.fresh {
		o.parent = nil
	}
	if word == "that" && b.kind(i-1) == nounChunk && b.kind(i+1) == verbChunk {
		o.relation, o.noun = Relative, b.lastNP
		b.open, b.fresh = o, false
		return
	}
	if word == "that" && b.kind(i-1) == nounChunk && b.lastNP != nil && !(b.cur != nil && !b.fresh && b.p.contentVerbs[b.cur.Verb.Lemma]) {
		o.noun = b.lastNP // "the claim that …"
		if !b.p.contentNouns[b.doc.Tokens[b.lastNP.Head].Lemma] {
			o.relation, o.gap = Relative, true // "an agreement that Washington struck"
		}
	}
	if word == "that" && b.kind(i-1) == conjChunk && b.cur != nil {
		if c := b.coordinate(b.cur); c.set {
			o.parent = c.parent
		}
	}
	b.open = o
	b.fresh = true
	b.cur = nil
}

// relative opens a relative clause on the noun phrase before it.
func (b *builder) relative(i int) int {
	o := openClause{set: true, mark: b.chunks[i].word, relation: Relative, parent: b.cur, noun: b.lastNP}
	if n := len(b.pending); n > 0 && (b.cur == nil || b.fresh) {
		if b.lastNP == nil || b.chunks[i].word == "who" && b.kind(i-1) == commaChunk {
			o.noun = b.pending[n-1]
		}
	}
	next := i + 1
	for b.kind(next) == adverbChunk || b.kind(next) == commaChunk && b.kind(next+1) != nounChunk {
		next++
	}
	b.open = o
	if b.kind(next) != verbChunk {
		b.open.gap = b.chunks[i].word != "whose"
		b.fresh = true
		b.cur = nil
	}
	return i + 1
}
