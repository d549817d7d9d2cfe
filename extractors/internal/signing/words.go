package signing

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/lexicon"
)

// words are the lexicon's lists by which signings are told from what only sounds like one.
type words struct {
	namers      map[string]bool // verbs that call something an instrument
	pens        map[string]bool // verbs by which a name that no list knows is taken for a party: "sign"
	quitters    map[string]bool // verbs of leaving an agreement that need not be told
	bodies      map[string]bool // last words of names of what states enter
	leftSo      map[string]bool // words behind "leave" by which nothing is left
	statutes    map[string]bool // last words of names of laws
	idioms      map[string]bool // two words that are no instrument: "great deal"
	verbs       map[string]bool // verbs by which instruments come about or end
	concluding  map[string]bool // verbs behind "agreed to" that tell what is to be signed
	commitments map[string]bool // verbs of what is agreed by which states bind themselves
	onlookers   map[string]bool // verbs whose subject has a view of an instrument and no part in it
	truces      map[string]bool // words of what ends a war
	pleas       map[string]bool // verbs by which others ask for that
	suitors     map[string]bool // verbs by which others bring it forward
	each        map[string]bool // words for a single one of several instruments
	legislators map[string]bool // titles of those who sign for nobody
	entering    map[string]bool // verbs of joining that tell of buildings as well, unless a state does it
	mayors      map[string]bool // titles of those who sign for a city or a federated state
	mediators   map[string]bool // verbs by which somebody brings others to an instrument
	buying      map[string]bool // verbs of what is agreed whose "from" names the other side
	selling     map[string]bool // and those whose "to" does
	choosers    map[string]bool // verbs by which somebody is taken for a job that an instrument is about
	nothings    map[string]bool // nouns of what is exchanged or sealed that is no instrument
	talks       map[string]bool // nouns for talks, whose partner is a side of what they are about
	afterwards  map[string]bool // verbs of what becomes of an instrument after it was signed
	handing     map[string]bool // verbs whose "to", "from" or "for" names the other side of an instrument
	givers      map[string]bool // verbs whose object gets the instrument that stands behind it
	further     map[string]bool // words before an instrument like the one told last
	formal      map[string]bool // words of an instrument's own name or of its signing, which are no subject
	nouns       map[string]bool // nouns of what is signed
	recruits    map[string]bool // nouns for people who join an armed group themselves
	grounds     map[string]bool // prepositions before an instrument that is there ("under a deal")
}

func newWords(lex *lexicon.Lexicon) words {
	instruments := map[string]bool{}
	for _, f := range lex.Frames() {
		if f.Kind != factwire.Signing || f.What != "" {
			continue // what is joined or left
		}
		for _, list := range f.Nouns {
			for _, w := range lex.List(list) {
				instruments[w] = true
			}
		}
	}
	return words{
		nouns:    instruments,
		nothings: lex.Set("signing.nothings"),
		namers:   lex.Set("signing.namers"),
		pens:     lex.Set("signing.pens"),
		quitters: lex.Set("signing.quitters"), bodies: lex.Set("signing.bodies"),
		leftSo:      lex.Set("signing.left-so"),
		statutes:    lex.Set("signing.statutes"),
		idioms:      lex.Set("signing.idioms"),
		verbs:       lex.Set("signing.verbs"),
		concluding:  lex.Set("signing.concluding"),
		commitments: lex.Set("signing.commitments"),
		onlookers:   lex.Set("signing.onlookers"),
		truces:      lex.Set("signing.truces"),
		pleas:       lex.Set("signing.pleas"),
		suitors:     lex.Set("signing.suitors"),
		each:        lex.Set("signing.each"),
		legislators: lex.Set("signing.legislators"),
		entering:    lex.Set("signing.entering"),
		mayors:      lex.Set("signing.mayors"),
		mediators:   lex.Set("signing.mediators"),
		buying:      lex.Set("signing.buying-from"),
		selling:     lex.Set("signing.selling-to"),
		choosers:    lex.Set("signing.choosers"),
		talks:       lex.Set("signing.talks"),
		afterwards:  lex.Set("signing.afterwards"),
		handing:     lex.Set("signing.handing"),
		givers:      lex.Set("signing.givers"),
		further:     lex.Set("signing.more"),
		formal:      lex.Set("signing.formal"),
		recruits:    lex.Set("signing.recruits"),
		grounds:     lex.Set("signing.grounds"),
	}
}
