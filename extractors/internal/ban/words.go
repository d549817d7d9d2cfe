package ban

import "github.com/factwire/factwire/extractors/lexicon"

// words are the lexicon's lists by which bans are told from what only sounds like one.
type words struct {
	similar        map[string]bool // words before a measure that is as the one told last
	barringLists   map[string]bool // words in the name of a list of the barred
	admittingLists map[string]bool // words in the name of a list of those let in
	exportWords    map[string]bool // words that make a restriction one on trade
	targetSubjects map[string]bool // verbs whose subject is no author of the measure
	firmVerbs      map[string]bool // verbs that bar only whom a name says
	targetVerbs    map[string]bool // verbs whose subject is barred for certain
	orders         map[string]bool // verbs whose subject imposes what their object is to do
	tradeActs      map[string]bool // acts by which goods alone are a target
	tradeAbroad    map[string]bool // acts by which a company bars others, and not its own goods
	tradeVerbs     map[string]bool // verbs that bar a state only from doing something
	selling        map[string]bool // nouns for what hands a firm to its buyer
	sports         map[string]bool // words in the names of national federations
	appVerbs       map[string]bool // of these, what states do to apps and sites
	leaves         map[string]bool // verbs whose object is let do something
	limits         map[string]bool // measures that need a named target
	business       map[string]bool // what is stopped without being barred
	outcomes       map[string]bool // verbs of an outcome as much as of a measure
	partners       map[string]bool // verbs whose partner is barred where it is a firm
	offices        map[string]bool // what somebody is ousted from
	rules          map[string]bool // nouns of rules
	activities     map[string]bool // what measures keep people from
	arenas         map[string]bool // what measures shut people out of
	exceptions     map[string]bool // verbs whose gerund names an exception
	weak           map[string]bool // verbs of removal that a pronoun makes too weak
	permits        map[string]bool // verbs by which things are let in again
	dealings       map[string]bool // verbs of trade with a body that no list knows for a firm
	inflicters     map[string]bool // verbs by which somebody is hit with a measure
	aiming         map[string]bool // verbs whose participle tells at whom a measure is aimed
	appeals        map[string]bool // what those who are barred bring against it
	expulsions     map[string]bool // nouns for putting somebody out, which bar only a firm
	aimed          map[string]bool // of these, the ones whose subject may be the measure in the active
	reaching       map[string]bool // verbs by which a measure told before reaches somebody
	covering       map[string]bool // of these, the ones that tell so for sure
	lists          map[string]bool // lists of the barred
	applying       map[string]bool // verbs behind whose "to" stands whom a measure is for
	placers        map[string]bool // verbs by which somebody is or comes under a measure
	aims           map[string]bool // nouns for whom a measure is aimed at
	bounds         map[string]bool // verbs whose participle tells where goods go
	standing       map[string]bool // nouns behind "in" by which a measure is there
	pointers       map[string]bool // pronouns that may mean a measure told just before
	backward       map[string]bool // nouns for a measure told before
	forbidders     map[string]bool // verbs that forbid what a gerund tells
	traffic        map[string]bool // what goes on again when a measure ends
	resumers       map[string]bool // verbs of what goes on again
	rulings        map[string]bool // verbs by which a body tells its decisions
	entries        map[string]bool // verbs of coming into a country
	streets        map[string]bool // what cities bar, and not their states
	hearers        map[string]bool // verbs whose object hears what is told
	companions     map[string]bool // prepositions before those who are barred as well
	outlawers      map[string]bool // verbs that make their object so
	unlawful       map[string]bool // words for what is against the law
	acts           map[string]bool // what is sanctioned in the sense of allowed
	harms          map[string]bool // verbs of what a firm does that a measure harms
	strikers       map[string]bool // verbs by which somebody strikes "against" another with a measure
	legislators    map[string]bool // titles of those who act for no state
	expelling      map[string]bool // verbs of putting out envoys and people of one's own
	envoys         map[string]bool // those who are put out so
	doors          map[string]bool // what a country closes
	nothings       map[string]bool // what is closed without shutting anybody out
	papers         map[string]bool // what is scrapped of somebody who is not barred by it
	rolls          map[string]bool // lists by which somebody is let in
	namers         map[string]bool // verbs by which somebody is named "as" something
	outcasts       map[string]bool // words for what somebody is named who is barred by it
	levies         map[string]bool // what is imposed and bars nobody
	enforcing      map[string]bool // nouns for a rule's being carried out
	bids           map[string]bool // what is business where an infinitive tells what it is for
	sparers        map[string]bool // verbs by which somebody is let out of a measure
	townsmen       map[string]bool // those by whom a city decides
	electors       map[string]bool // those by whom a federated state decides
	regions        map[string]bool // federated states, as they are written
}

func newWords(lex *lexicon.Lexicon) words {
	return words{
		similar:        lex.Set("ban.similar"),
		entries:        lex.Set("ban.entries"),
		streets:        lex.Set("ban.streets"),
		hearers:        lex.Set("clause.hearer-verbs"),
		companions:     lex.Set("ban.companions"),
		outlawers:      lex.Set("ban.outlawers"),
		unlawful:       lex.Set("ban.unlawful"),
		acts:           lex.Set("ban.approved"),
		harms:          lex.Set("ban.harms"),
		strikers:       lex.Set("ban.strikers"),
		barringLists:   lex.Set("ban.barring-lists"),
		admittingLists: lex.Set("ban.admitting-lists"),
		exportWords:    lex.Set("ban.export-words"),
		targetSubjects: lex.Set("ban.target-subjects"),
		firmVerbs:      lex.Set("ban.firm-verbs"),
		targetVerbs:    lex.Set("ban.target-verbs"),
		orders:         lex.Set("ban.orders"),
		tradeActs:      lex.Set("ban.trade-acts"),
		tradeVerbs:     lex.Set("ban.trade-verbs"),
		tradeAbroad:    lex.Set("ban.trade-abroad"),
		selling:        lex.Set("ban.selling"),
		sports:         lex.Set("ban.sports"),
		appVerbs:       lex.Set("ban.app-verbs"),
		leaves:         lex.Set("ban.leaves"),
		limits:         lex.Set("ban.limits"),
		business:       lex.Set("ban.business"),
		outcomes:       lex.Set("ban.outcomes"),
		partners:       lex.Set("ban.partners"),
		offices:        lex.Set("ban.offices"),
		rules:          lex.Set("ban.rules"),
		activities:     lex.Set("ban.activities"),
		arenas:         lex.Set("ban.arenas"),
		exceptions:     lex.Set("ban.exceptions"),
		weak:           lex.Set("ban.weak-removals"),
		permits:        lex.Set("ban.permits"),
		dealings:       lex.Set("ban.dealings"),
		inflicters:     lex.Set("ban.inflicters"),
		aiming:         lex.Set("ban.aiming"),
		appeals:        lex.Set("ban.appeals"),
		expulsions:     lex.Set("ban.expulsions"),
		aimed:          lex.Set("ban.aimed"),
		reaching:       lex.Set("ban.reaching"),
		covering:       lex.Set("ban.covering"),
		lists:          lex.Set("measure.list"),
		applying:       lex.Set("ban.applying"),
		placers:        lex.Set("ban.placers"),
		aims:           lex.Set("ban.aims"),
		bounds:         lex.Set("ban.bound"),
		standing:       lex.Set("ban.standing"),
		pointers:       lex.Set("ban.pointers"),
		forbidders:     lex.Set("ban.forbidders"),
		backward:       lex.Set("ban.backward"),
		traffic:        lex.Set("ban.traffic"),
		resumers:       lex.Set("ban.resumers"),
		rulings:        lex.Set("ban.rulings"),
		legislators:    lex.Set("signing.legislators"),
		expelling:      lex.Set("ban.expelling"),
		envoys:         lex.Set("ban.envoys"),
		doors:          lex.Set("measure.door"),
		nothings:       lex.Set("ban.nothings"),
		papers:         lex.Set("ban.papers"),
		rolls:          lex.Set("measure.roll"),
		namers:         lex.Set("ban.namers"),
		outcasts:       lex.Set("ban.outcasts"),
		levies:         lex.Set("ban.levies"),
		enforcing:      lex.Set("effect.carrying"),
		bids:           lex.Set("ban.bids"),
		sparers:        lex.Set("ban.sparers"),
		townsmen:       lex.Set("ban.townsmen"),
		electors:       lex.Set("ban.electors"),
		regions:        regions(lex),
	}
}
