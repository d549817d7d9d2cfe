package event

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
)

// Parties resolves what fills a role to entities, by FACTS.md's rules of who is who.
// It is safe for concurrent use.
type Parties struct {
	states     map[string]string // code to canonical name, of countries and blocs
	agents     map[string]bool   // nouns that act for the state whose name or adjective stands before them
	servants   map[string]bool   // nouns for those of whom one state has many: "official"
	rulers     map[string]bool   // nouns for those who hold an office of a state and act for it
	unions     map[string]bool   // nouns for bodies of several members
	judges     map[string]bool   // nouns for courts and those who sit in them
	parts      map[string]bool   // nouns for a part of a company or a body: "unit"
	lists      map[string]bool   // verbs by which an order tells whom it is aimed at
	includes   map[string]bool   // verbs by which a bloc tells its members
	kinds      map[string]bool   // nouns that a name is a kind of: "firm", "vendor"
	goods      map[string]bool   // nouns for what a named maker makes or a named country sends
	acts       map[string]bool   // nouns for what is done with goods: "import", "use"
	empty      map[string]bool   // nouns that name nothing: "move", "country"
	buying     map[string]bool   // nouns for a takeover
	folk       map[string]bool   // nouns for people of a country
	making     map[string]bool   // verbs whose participle tells whose a thing is: "made by"
	public     map[string]bool   // words in the name of a state's own body
	bound      map[string]bool   // nouns for other classes that duties bind: "school", "resident"
	members    map[string]bool   // nouns for members of a group of states: "country", "nation"
	quantities map[string]bool   // nouns that count what stands behind "of": "dozens"
	made       map[string]bool   // participles by which a compound names whose a thing is: "Russian-owned"
	examples   map[string]bool   // prepositions before examples: "including"
	numbers    map[string]int    // number words and "both"
	polite     map[string]bool   // honorifics, without their point
	stop       map[string]bool   // words that alone name nobody: "May"
	speech     map[string]bool   // verbs of speech
	authors    map[string]bool   // pronouns by which who speaks means himself and his own
	calling    map[string]bool   // verbs by which a name is given
	jargon     map[string]bool   // capitals that are no names, as written: "AI"
	laws       map[string]bool   // last words of the names of laws
	parted     map[string]bool   // words before the number of a part of a law: "Title IX"
	factions   map[string]bool   // last words of political parties' names
	codes      map[string]string // names of states, in lower case, to their code
	demonyms   map[string]string // adjectives of states, in lower case, to their code
	seats      map[string]string // capitals and residences, in lower case, to the code of their state
}

// NewParties returns a resolver that reads by the lists "party.*".
func NewParties(lex *lexicon.Lexicon) *Parties {
	p := &Parties{
		states: map[string]string{}, seats: map[string]string{}, codes: map[string]string{}, demonyms: map[string]string{}, members: lex.Set("party.members"), bound: lex.Set("party.bound"), factions: lex.Set("party.factions"), laws: lex.Set("party.laws"), buying: lex.Set("party.buying"), making: lex.Set("party.making"), calling: lex.Set("party.calling"), parted: lex.Set("party.parted"), folk: lex.Set("party.folk"), quantities: lex.Set("party.quantities"), made: lex.Set("party.made"), public: lex.Set("party.public"),
		speech: lex.Set("names.speech"), authors: lex.Set("party.authors"), agents: lex.Set("party.agents"), servants: lex.Set("party.servants"), judges: lex.Set("party.judges"), rulers: lex.Set("party.rulers"), unions: lex.Set("party.unions"), parts: lex.Set("party.parts"),
		kinds: lex.Set("party.kinds"), lists: lex.Set("party.lists"), includes: lex.Set("party.includes"), goods: lex.Set("party.goods"), acts: lex.Set("party.acts"), empty: lex.Set("party.empty"),
		jargon: map[string]bool{}, polite: map[string]bool{},
	}
	for _, w := range lex.List("names.not_names") {
		p.jargon[w] = true
	}
	p.stop, p.examples = lex.Set("party.lone"), lex.Set("clause.examples")
	p.numbers = lex.Numbers()
	p.numbers["both"] = 2
	for _, w := range lex.List("names.honorifics") {
		word, _, _ := strings.Cut(w, "=")
		p.polite[strings.ToLower(strings.TrimSuffix(word, "."))] = true
	}
	for _, n := range lex.Names() {
		if n.Code != "" && n.Type.IsState() {
			if _, ok := p.states[n.Code]; !ok {
				p.states[n.Code] = n.Name
			}
			p.codes[strings.ToLower(n.Name)] = n.Code
			for _, a := range n.Adjectives {
				p.demonyms[strings.ToLower(a)] = n.Code
			}
			for _, s := range n.Seats {
				p.seats[strings.ToLower(s)] = n.Code
			}
		}
	}
	return p
}

// State returns the country or bloc of a code.
func (p *Parties) State(code string) (factwire.Entity, bool) {
	name, ok := p.states[code]
	if !ok {
		return factwire.Entity{}, false
	}
	kind := factwire.Country
	if code == "EU" {
		kind = factwire.Bloc
	}
	return factwire.Entity{Name: name, Type: kind, Code: code}, true
}

// National returns the state whose name or demonym stands at the beginning of a body's name, or behind its "of": "Pakistan Football Federation".
func (p *Parties) National(name string) (factwire.Entity, bool) {
	words := strings.Fields(strings.ToLower(name))
	for i := range words {
		if i > 0 && words[i-1] != "of" {
			continue
		}
		for k := min(len(words), i+4); k > i; k-- {
			if code := p.codes[strings.Join(words[i:k], " ")]; code != "" {
				return p.State(code)
			}
			if code := p.demonyms[strings.Join(words[i:k], " ")]; code != "" {
				return p.State(code)
			}
		}
	}
	return factwire.Entity{}, false
}

// Found is an entity in a role, with the tokens that say it.
type Found struct {
	Entity      factwire.Entity
	First, Last int // tokens [First, Last)
	Slot        string
	Mention     *names.Mention // nil for a class of things
	// Origin are the tokens [first, last) that name the entity in another sentence, where First and Last are words that stand for
	// it; both 0 where it is named there, or where no sentence is known to.
	Origin [2]int
	Under  *names.Mention // of the bloc or the programme as whose member the text lists it, which was found before it; else nil
}

// Mention returns the entities of a mention as the article names them. The caller must not change them.
func (p *Parties) Mention(r *reading.Reading, m *names.Mention) []names.Entity {
	if m == nil {
		return nil
	}
	if len(m.Entities) == 1 {
		if i := m.Entities[0]; i >= 0 && i < len(r.Names.Entities) {
			return r.Names.Entities[i : i+1 : i+1]
		}
		return nil
	}
	var out []names.Entity
	for _, i := range m.Entities {
		if i >= 0 && i < len(r.Names.Entities) {
			out = append(out, r.Names.Entities[i])
		}
	}
	return out
}

// IsGoods reports whether a lemma means what a named maker makes or a named country sends.
func (p *Parties) IsGoods(lemma string) bool { return p.goods[lemma] || p.kinds[lemma] }

// IsKind reports whether a lemma is a kind of company or of people, by which its country is meant: "Chinese firms".
func (p *Parties) IsKind(lemma string) bool { return p.kinds[lemma] || p.folk[lemma] }

// IsBuying reports whether a lemma means that somebody buys a firm: "takeover".
func (p *Parties) IsBuying(lemma string) bool { return p.buying[lemma] }

// IsAct reports whether a lemma means what is done with goods: "use".
func (p *Parties) IsAct(lemma string) bool { return p.acts[lemma] }

// Capital returns the state whose capital or residence a place is.
func (p *Parties) Capital(e factwire.Entity) (factwire.Entity, bool) {
	if e.Type != factwire.Place {
		return factwire.Entity{}, false
	}
	code, ok := p.seats[strings.ToLower(e.Name)]
	if !ok {
		return factwire.Entity{}, false
	}
	return p.State(code)
}

// IsSeat reports whether a name is that of a capital or a residence.
func (p *Parties) IsSeat(name string) bool { return p.seats[strings.ToLower(name)] != "" }

// IsAgent reports whether a lemma means a body or an official that acts for a state: "ministry".
func (p *Parties) IsAgent(lemma string) bool { return p.agents[lemma] }

// IsMember reports whether a lemma means a state by what it is a member of, or by what it is: "nation".
func (p *Parties) IsMember(lemma string) bool { return p.members[lemma] }

// IsJudge reports whether a lemma means one of many who judge for a state.
func (p *Parties) IsJudge(lemma string) bool { return p.judges[lemma] }

// Serves reports whether a lemma means those, of whom there are many, who act for one state: "official".
func (p *Parties) Serves(lemma string) bool { return p.servants[lemma] }

// Rules reports whether a lemma means somebody who holds an office of a state that acts for it: "minister".
func (p *Parties) Rules(lemma string) bool { return p.rulers[lemma] }

// IsUnion reports whether a lemma means a body of several members: "alliance".
func (p *Parties) IsUnion(lemma string) bool { return p.unions[lemma] }

// Number returns what a word counts, or 0.
func (p *Parties) Number(word string) int { return p.numbers[word] }

// IsFolk reports whether a lemma means people of a country, who act for nobody but themselves.
func (p *Parties) IsFolk(lemma string) bool { return p.folk[lemma] }

// IsPart reports whether a lemma means a part of a company or a body, which counts as the whole.
func (p *Parties) IsPart(lemma string) bool { return p.parts[lemma] || p.buying[lemma] }

// Weak reports whether a found entity's type is a guess.
func Weak(r *reading.Reading, f Found) bool {
	return slices.ContainsFunc(r.Names.Entities, func(e names.Entity) bool { return e.Weak && e.Same(f.Entity) })
}

// StateOf returns the code of the state whose own body or official a name is, or "": not that of a state itself.
func (p *Parties) StateOf(r *reading.Reading, f Found) string {
	for _, e := range p.Mention(r, f.Mention) {
		if !e.Same(f.Entity) || e.Type.IsState() {
			continue
		}
		if e.State != "" {
			return e.State
		}
		if e.Type == factwire.Organization {
			return p.publicBody(e)
		}
	}
	return ""
}

// IsClass reports whether a lemma means people, firms or bodies that a duty may bind as a class.
func (p *Parties) IsClass(lemma string) bool {
	return p.kinds[lemma] || p.agents[lemma] || p.members[lemma] || p.bound[lemma]
}

// IsFaction reports whether an organization is a political party by its name: one that promises and opposes, but
// bars nobody and signs for no state.
func (p *Parties) IsFaction(e factwire.Entity) bool {
	return e.Type == factwire.Organization && p.factions[LastWord(e.Name)]
}

// IsLaw reports whether a name is a law's by its last word: what is repealed or replaced, and barred from nothing.
func (p *Parties) IsLaw(e factwire.Entity) bool {
	return p.laws[LastWord(e.Name)]
}

// LastWord returns the last word of a name in lower case.
func LastWord(name string) string {
	return strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
}

// publicBody returns the code of the state whose own body an organization is by its name, or "": a "court" or
// "authority" of known affiliation, or "of" a country.
func (p *Parties) publicBody(e names.Entity) string {
	if e.Local {
		return ""
	}
	code := e.Affiliation
	if _, ok := p.states[code]; !ok {
		_, country, _ := strings.Cut(strings.ToLower(e.Name), " of ")
		if code = p.codes[strings.TrimPrefix(country, "the ")]; code == "" {
			return ""
		}
	}
	for _, w := range strings.Fields(strings.ToLower(e.Name)) {
		if p.public[w] {
			return code
		}
	}
	return ""
}

// Town reports whether a mention names a town, be it the seat of a state.
func (p *Parties) Town(r *reading.Reading, m *names.Mention) bool {
	if len(m.Entities) != 1 {
		return false
	}
	_, seat := p.seats[strings.ToLower(Text(r, m.First, m.Last))]
	return seat || r.Names.Entities[m.Entities[0]].Type == factwire.Place
}

// seat returns the state whose capital or residence a mention names.
func (p *Parties) seat(r *reading.Reading, m *names.Mention) (factwire.Entity, bool) {
	for _, e := range p.Mention(r, m) {
		if e.Type.IsState() {
			return e.Entity, true
		}
		if code, ok := p.seats[strings.ToLower(e.Name)]; ok {
			return p.State(code)
		}
	}
	return factwire.Entity{}, false
}

// proper takes a phrase's last words for a name that no list knows: "the shipper Parsmarine", "Himal Wings". The
// first token of the name is returned too.
func (p *Parties) proper(r *reading.Reading, n *clause.NP) (factwire.Entity, int, bool) {
	if n.Mention != nil {
		return factwire.Entity{}, 0, false
	}
	first := n.Head + 1
	for first > n.First && capital(r.Doc.Tokens[first-1]) && r.Names.At(first-1) == nil {
		first--
	}
	if first > n.Head || first == r.Doc.Sentences[r.Doc.SentenceOf(n.Head)].First && n.Head == first || len(r.Doc.Tokens[n.Head].Text) < 3 {
		return factwire.Entity{}, 0, false
	}
	for t := first; t < n.Head; t++ {
		if w := r.Doc.Tokens[t].Lower; p.agents[w] || p.polite[strings.TrimSuffix(w, ".")] {
			return factwire.Entity{}, 0, false // "President Vale", "Mr Vale": a person whom no list knows
		}
	}
	if names.Several(r.Doc.Tokens[n.Head].Text) || p.parted[r.Doc.Tokens[first].Lower] {
		return factwire.Entity{}, 0, false // "NDAs", "Title IX"
	}
	if p.jargon[r.Doc.Tokens[n.Head].Text] || first == n.Head && p.stop[r.Doc.Tokens[n.Head].Lower] || p.agents[strings.TrimSuffix(r.Doc.Tokens[n.Head].Lower, "s")] || p.agents[r.Doc.Tokens[n.Head].Lower] || p.agents[r.Doc.Tokens[n.Head].Lemma] {
		return factwire.Entity{}, 0, false // a title, whoever holds it
	}
	if code, ok := p.codes[strings.ToLower(Text(r, first, n.Head+1))]; ok {
		s, _ := p.State(code)
		return s, first, s.Name != ""
	}
	if s := r.Doc.Sentences[r.Doc.SentenceOf(n.Head)]; strings.ToUpper(r.Doc.Text[s.Start:s.End]) == r.Doc.Text[s.Start:s.End] {
		return factwire.Entity{}, 0, false // in a line of capitals they tell nothing
	}
	kind := factwire.Organization
	for t := n.First; t < first; t++ {
		if p.kinds[r.Doc.Tokens[t].Lemma] || p.parts[r.Doc.Tokens[t].Lemma] {
			kind = factwire.Company
		} else if p.goods[r.Doc.Tokens[t].Lemma] {
			kind = factwire.Product
		}
	}
	return factwire.Entity{Name: Text(r, first, n.Head+1), Type: kind}, first, true
}

func capital(t nlp.Token) bool {
	first, _ := utf8.DecodeRuneInString(t.Text)
	return strings.HasPrefix(t.Tag, "NNP") && unicode.IsUpper(first) && !(len(t.Text) > 2 && t.Text[1] == '-') // "R-Ohio"
}
