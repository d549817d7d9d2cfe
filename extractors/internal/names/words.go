package names

import (
	"github.com/factwire/factwire"
	"strings"

	"github.com/factwire/factwire/extractors/internal/memo"
	"github.com/factwire/factwire/extractors/lexicon"
)

// sex is the grammatical gender of a person's pronoun.
type sex uint8

const (
	unknown sex = iota
	male
	female
)

// words are the lexicon's lists in the form in which they are looked up. Keys
// are in lower case, without a trailing full stop where that does not matter.
type words struct {
	stop, notNames                                  map[string]bool
	numbers                                         map[string]int  // number words, and "both"
	stateBodies                                     map[string]bool // what only states have
	groups                                          map[string]int  // nouns for so many: "trio"
	closings                                        map[string]bool // words that close a letter
	firstNames                                      map[string]sex
	familyFirst, particles, suffixes                map[string]bool
	seatLetters                                     map[string]bool // letters of legislators behind their names, as written
	honorifics                                      map[string]sex
	rarely                                          map[string]bool // honorifics that are more often part of another name
	nicknames                                       map[string]string
	titleShort                                      map[string]string
	titleHeads, titleWords                          map[string]bool
	weakTitles                                      map[string]bool
	firmTitles, diplomats, ranks, scholars          map[string]bool
	callings                                        map[string]bool
	makers, clergy, faiths, installed, entering     map[string]bool
	surnameHeads, organs, movements                 map[string]bool
	personBack, stateTitles                         map[string]bool
	titleSex                                        map[string]sex
	titleCountry                                    map[string]string
	leaderSex                                       map[string]sex    // by the last word of the name
	leaders                                         map[string]string // names in lower case, and those of their last words that are clear, to an affiliation
	orgHeads                                        map[string]bool   // true for public bodies
	orgNouns, publicNouns, ministries, government   map[string]bool
	companySuffixes, smallForms, industry           map[string]bool
	companyFirsts                                   map[string]bool // first words of companies' names
	companyNouns, companyBack                       map[string]bool
	companyVerbs, companyMarks, held, goods         map[string]bool
	programHeads, programNouns, lawHeads, parted    map[string]bool
	outletHeads, outletNouns                        map[string]bool
	placeHeads, placeFirsts, placePreps, stateNouns map[string]bool
	directions                                      map[string]bool
	regionAdjectives, speech                        map[string]bool
	localBodies                                     map[string]bool   // ends of the names of bodies of cities and regions
	seated                                          map[string]bool   // nouns of bodies that a state has in its cities: "court"
	regional                                        map[string]string // adjectives and short forms of regions, to their names
	alsoWords                                       map[string]bool   // surnames of leaders that are other words as well
	ruleNouns, rulers                               map[string]bool   // "government", written with a capital too; "federal", "Labour" before it
	publishers                                      map[string]string // sites of states, and their ends, to the state's code
	homeWords                                       map[string]string // names that mean a state in its own texts, to its code
	federated                                       map[string]bool   // states of federations, as they are written
	premiers                                        map[string]bool   // codes of federations whose states have premiers
	terms                                           map[string]bool   // nouns that tell for how long an office is held
	plainBodies                                     map[string]bool   // public bodies that speak by a common noun
	boards                                          map[string]bool   // last words of bodies that somebody heads
	texts                                           map[string]bool   // nouns of texts in which somebody speaks

	leading, officePreps, general, passing                                                           map[string]bool
	objectPreps, auxiliaries, compounds, determiners                                                 map[string]bool
	others, stateBack, neighbours                                                                    map[string]bool
	subordinate, thingPronouns, manyPronouns, classes                                                map[string]bool
	campaigns, nobiliary, monthNames, placeParts                                                     map[string]bool
	motion, asking                                                                                   map[string]bool
	joined, speakers, relatives, kin, photos                                                         map[string]bool
	owners, tellsWhich                                                                               map[string]bool
	tellsWhere, anyOffice, otherBodies, parentBodies                                                 map[string]bool
	inside, stateRanks, shortHeads                                                                   map[string]bool
	takesOf, nobles, leadIns, neverNames, partyMembers, startsPlain                                  map[string]bool
	anyBody, anyPublicBody                                                                           map[string]bool // nouns that mean the body, or public body, named last
	regimes, looseHeads, beforeGeneral, telling                                                      map[string]bool
	vagueStates, lands, ownStates                                                                    map[string]bool
	seeming, departments, highest                                                                    map[string]bool
	openers, lesser, presenting, royals, heldOnce, localHeads, titleTails, partyPosts, personsBodies map[string]bool
	staff, elected, titlePrefixes, officePrefixes, abstractEnds                                      []string
	between                                                                                          map[string]bool                         // nouns of what stands between two: "a US-Acme deal"
	pairs                                                                                            map[string]bool                         // those of plurals that need no number
	plurals                                                                                          map[string]map[factwire.EntityType]bool // nouns that refer back to several, to their types
	calledSo                                                                                         map[string][]string                     // nouns to parts of the titles of those whom they call
	credits                                                                                          []string
	lowers                                                                                           *memo.Words[string]
}

// lower returns a word in lower case.
func (w *words) lower(word string) string { return *w.lowers.Of(word) }

// newWords reads the lists that the finder needs.
func newWords(lex *lexicon.Lexicon) (*words, error) {
	w := &words{
		stop:             lex.Set("names.stop"),
		notNames:         map[string]bool{},
		seatLetters:      map[string]bool{},
		groups:           map[string]int{},
		stateBodies:      lex.Set("names.state_bodies"),
		numbers:          lex.Numbers(),
		firstNames:       map[string]sex{},
		familyFirst:      lex.Set("names.family_first"),
		directions:       lex.Set("names.directions"),
		particles:        lex.Set("names.particles"),
		suffixes:         lex.Set("names.name_suffixes"),
		honorifics:       map[string]sex{},
		rarely:           lex.Set("names.rare_honorifics"),
		titleHeads:       lex.Set("names.title_heads"),
		titleWords:       lex.Set("names.title_words"),
		personBack:       lex.Set("names.person_back"),
		firmTitles:       lex.Set("names.firm_titles"),
		weakTitles:       lex.Set("names.weak_titles"),
		ranks:            lex.Set("names.ranks"),
		scholars:         lex.Set("names.scholars"),
		callings:         lex.Set("names.callings"),
		entering:         lex.Set("names.entering"),
		installed:        lex.Set("names.installed"),
		makers:           lex.Set("names.makers"),
		clergy:           lex.Set("names.clergy"),
		faiths:           lex.Set("names.faiths"),
		surnameHeads:     lex.Set("names.surname_heads"),
		organs:           lex.Set("names.organs"),
		movements:        lex.Set("names.movements"),
		boards:           lex.Set("names.boards"),
		plainBodies:      lex.Set("names.plain_bodies"),
		terms:            lex.Set("names.terms"),
		diplomats:        lex.Set("names.diplomats"),
		stateTitles:      lex.Set("names.state_titles"),
		titleSex:         map[string]sex{},
		orgHeads:         map[string]bool{},
		orgNouns:         lex.Set("names.org_nouns"),
		publicNouns:      lex.Set("names.public_nouns"),
		ministries:       lex.Set("names.ministries"),
		government:       lex.Set("names.government"),
		companySuffixes:  lex.Set("names.company_suffixes"),
		smallForms:       lex.Set("names.small_forms"),
		companyFirsts:    lex.Set("names.company_firsts"),
		industry:         lex.Set("names.industry"),
		companyNouns:     lex.Set("names.company_nouns"),
		companyBack:      lex.Set("names.company_back"),
		companyVerbs:     lex.Set("names.company_verbs"),
		companyMarks:     lex.Set("names.company_marks"),
		held:             lex.Set("names.held"),
		goods:            lex.Set("party.goods"),
		programHeads:     lex.Set("names.program_heads"),
		programNouns:     lex.Set("names.program_nouns"),
		lawHeads:         lex.Set("names.law_heads"),
		parted:           lex.Set("party.parted"),
		outletHeads:      lex.Set("names.outlet_heads"),
		outletNouns:      lex.Set("names.outlet_nouns"),
		placeHeads:       lex.Set("names.place_heads"),
		placeFirsts:      lex.Set("names.place_firsts"),
		placePreps:       lex.Set("names.place_preps"),
		stateNouns:       lex.Set("names.state_nouns"),
		regionAdjectives: lex.Set("names.region_adjectives"),
		ruleNouns:        lex.Set("names.rule_nouns"),
		rulers:           lex.Set("names.rulers"),
		localBodies:      lex.Set("names.local_bodies"),
		seated:           lex.Set("names.seated_bodies"),
		alsoWords:        lex.Set("names.also_words"),
		speech:           lex.Set("names.speech"),
		closings:         lex.Set("quote.closings"),
		leading:          lex.Set("names.leading"),
		officePreps:      lex.Set("names.office_preps"),
		general:          lex.Set("names.general"),
		passing:          lex.Set("names.passing"),
		objectPreps:      lex.Set("names.object_preps"),
		auxiliaries:      lex.Set("names.auxiliaries"),
		compounds:        lex.Set("names.compounds"),
		determiners:      lex.Set("names.determiners"),
		others:           lex.Set("names.others"),
		neighbours:       lex.Set("names.neighbours"),
		stateBack:        lex.Set("names.state_back"),
		subordinate:      lex.Set("names.subordinate"),
		thingPronouns:    lex.Set("names.thing_pronouns"),
		manyPronouns:     lex.Set("names.many_pronouns"),
		classes:          lex.Set("names.classes"),
		campaigns:        lex.Set("names.campaigns"),
		nobiliary:        lex.Set("names.nobiliary"),
		monthNames:       lex.Set("names.month_names"),
		placeParts:       lex.Set("names.place_parts"),
		motion:           lex.Set("names.motion"),
		asking:           lex.Set("names.asking"),
		joined:           lex.Set("names.joined"),
		speakers:         lex.Set("names.speakers"),
		relatives:        lex.Set("names.relatives"),
		kin:              lex.Set("names.kin"),
		photos:           lex.Set("names.photos"),
		owners:           lex.Set("names.owners"),
		tellsWhich:       lex.Set("names.tells_which"),
		tellsWhere:       lex.Set("names.tells_where"),
		anyOffice:        lex.Set("names.any_office"),
		otherBodies:      lex.Set("names.other_bodies"),
		parentBodies:     lex.Set("names.parent_bodies"),
		inside:           lex.Set("names.inside"),
		stateRanks:       lex.Set("names.state_ranks"),
		takesOf:          lex.Set("names.takes_of"),
		nobles:           lex.Set("names.nobles"),
		leadIns:          lex.Set("names.lead_ins"),
		startsPlain:      lex.Set("names.plain_starts"),
		vagueStates:      lex.Set("names.vague_states"),
		lands:            lex.Set("names.lands"),
		ownStates:        lex.Set("names.own_states"),
		regimes:          lex.Set("names.regimes"),
		looseHeads:       lex.Set("names.loose_heads"),
		beforeGeneral:    lex.Set("names.before_general"),
		seeming:          lex.Set("names.seeming"),
		departments:      lex.Set("names.departments"),
		highest:          lex.Set("names.highest_offices"),
		partyMembers:     lex.Set("names.party_members"),
		anyBody:          lex.Set("names.any_bodies"),
		anyPublicBody:    lex.Set("names.any_public_bodies"),
		neverNames:       lex.Set("names.never_names"),
		openers:          lex.Set("names.openers"),
		presenting:       lex.Set("names.presenting"),
		royals:           lex.Set("names.royals"),
		heldOnce:         lex.Set("names.held_once"),
		personsBodies:    lex.Set("names.persons_bodies"),
		localHeads:       lex.Set("names.local_heads"),
		shortHeads:       lex.Set("names.short_heads"),
		titleTails:       lex.Set("names.title_tails"),
		partyPosts:       lex.Set("names.party_posts"),
		telling:          lex.Set("quote.participles"),
		lesser:           lex.Set("names.lesser"),
		staff:            lex.List("names.staff"),
		elected:          lex.List("names.elected"),
		titlePrefixes:    lex.List("names.title_prefixes"),
		abstractEnds:     lex.List("names.abstract_ends"),
	}
	w.federated, w.premiers = map[string]bool{}, map[string]bool{}
	for _, n := range lex.List("names.federated") {
		w.federated[n] = true
	}
	for _, code := range lex.List("names.premiers") {
		w.premiers[code] = true
	}
	w.lowers = memo.New(strings.ToLower)
	w.texts = map[string]bool{}
	for _, list := range []string{"quote.texts", "quote.sources"} {
		for _, n := range lex.List(list) {
			w.texts[strings.ToLower(n)] = true
		}
	}
	for _, n := range lex.List("names.not_names") {
		w.notNames[n] = true // their case matters
	}
	for _, n := range lex.List("names.seat_letters") {
		w.seatLetters[n] = true
	}
	for _, h := range lex.List("names.org_heads") {
		name, public := strings.CutSuffix(h, "!")
		w.orgHeads[strings.ToLower(name)] = public
	}
	for _, h := range lex.List("names.credits") {
		w.credits = append(w.credits, strings.ToLower(h))
	}
	w.refer(lex)
	w.sexed(lex)
	if err := w.paired(lex); err != nil {
		return nil, err
	}
	return w, w.readLeaders(lex)
}

// refer reads the lists of what refers back, and to whom.
func (w *words) refer(lex *lexicon.Lexicon) {
	delete(w.numbers, "a")
	delete(w.numbers, "an")
	w.numbers["both"] = 2
	for _, g := range lex.List("names.groups") {
		word, n, _ := strings.Cut(g, "=")
		w.groups[word] = w.numbers[n]
	}
	w.pairs, w.between = lex.Set("names.pairs"), lex.Set("names.between")
	w.plurals, w.calledSo = map[string]map[factwire.EntityType]bool{}, map[string][]string{}
	for _, p := range lex.List("names.plurals") {
		noun, types, _ := strings.Cut(p, "=")
		w.plurals[noun] = map[factwire.EntityType]bool{}
		for _, t := range strings.Fields(types) {
			w.plurals[noun][factwire.EntityType(t)] = true
		}
	}
	for _, p := range lex.List("names.office_prefixes") {
		if !strings.HasSuffix(p, "-") {
			p += " "
		}
		w.officePrefixes = append(w.officePrefixes, p)
	}
	for _, p := range lex.List("names.called_so") {
		noun, parts, _ := strings.Cut(p, "=")
		w.calledSo[noun] = strings.Fields(parts)
	}
}

// sexed reads the lists of first names and of titles by which a person's sex is known.
func (w *words) sexed(lex *lexicon.Lexicon) {
	for _, n := range lex.List("names.first_either") {
		w.firstNames[strings.ToLower(n)] = unknown
	}
	for _, n := range lex.List("names.first_male") {
		w.setSex(n, male)
	}
	for _, n := range lex.List("names.first_female") {
		w.setSex(n, female)
	}
	for _, t := range lex.List("names.sex_titles_male") {
		w.titleSex[strings.ToLower(t)] = male
	}
	for _, t := range lex.List("names.sex_titles_female") {
		w.titleSex[strings.ToLower(t)] = female
	}
}
