package names

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
)

// office fills in a person's title and affiliation.
func (b *builder) office(c *cluster, e *Entity, sp *span) {
	o := c.office
	if b.w.kin[lastWord(o.title)] {
		o.title = "" // "his mother, Ada Ost": whose she is, and no office
	}
	e.Title = o.title
	low := b.w.lower(o.title)
	if strings.HasSuffix(low, "mep") {
		e.Affiliation = "European Parliament"
		return
	}
	b.employed(o, e, low)
	if o.body != "" && o.span < 0 {
		return
	}
	if code := b.w.leaders[b.w.lower(e.Name)]; code != "" && !b.namesake(e, low, code) && !b.reigns(e, sp) && (e.Affiliation == "" || strings.ContainsRune(e.Name, ' ') && len(e.Affiliation) == 2 || b.stateTitle(low) && !b.holds(o.span)) {
		e.Affiliation = code // a visited country must not win
	}
	if e.Affiliation != "" || o.title == "" {
		return
	}
	if strings.HasSuffix(low, "attorney general") && b.partied(sp.last) {
		return // "Attorney General Ada Ost (D)": of one of the states of a federation
	}
	if region := b.regionOf(low, sp.first); region != "" {
		e.Affiliation = region
		return
	}
	if code, ok := b.w.titleCountry[pastOffice.Replace(o.title)]; ok {
		if home := b.r.Home; home != "" && home != code && b.sureHome() && b.byCode[code] == 0 && strings.HasPrefix(code, "US") {
			code = home // a senator of Australia
		}
		e.Affiliation = code
		return
	}
	e.Affiliation = b.heldNear(&o, low, sp)
}

// heldNear returns the affiliation of an office that does not tell it itself, by what the text names before the span, or "".
func (b *builder) heldNear(o *office, low string, sp *span) string {
	sentence := b.d.SentenceOf(sp.first)
	if strings.HasSuffix(low, "commissioner") && b.byCode["EU"] > 0 {
		return "EU"
	}
	if low == "commissioner" {
		if i := b.resolveBody("commission", sentence, 0, ""); i >= 0 && hasWord(b.r.Entities[i].Name, "commission") {
			return keyOf(&b.r.Entities[i])
		}
	}
	if strings.Contains(low, "councillor") || strings.Contains(low, "councilor") {
		if i := b.resolveBody("council", sentence, 0, ""); i >= 0 {
			return keyOf(&b.r.Entities[i])
		}
	}
	if strings.HasSuffix(low, "mayor") {
		return b.townNear(sentence)
	}
	if strings.Contains(low, "director general") || strings.Contains(low, "director-general") {
		if i := b.resolveThing(sp.first, sentence, map[factwire.EntityType]bool{factwire.Organization: true}); i >= 0 {
			return keyOf(&b.r.Entities[i])
		}
	}
	if first, _, _ := strings.Cut(low, " "); b.w.faiths[first] {
		return "" // a minister of a church
	}
	if code, person := b.owner(o); person && b.stateTitle(low) && (code != "" || b.ofAnother(low)) {
		return code // "Ost's press secretary", and not the state's
	}
	if b.ofRegion(strings.TrimPrefix(low, "former ")) {
		return ""
	}
	if b.stateTitle(low) || o.state {
		return b.stateNear(sp.first)
	}
	return b.staffNear(o, low, sp)
}

// staffNear returns the affiliation of one of the staff of whom the text names last, or "".
func (b *builder) staffNear(o *office, low string, sp *span) string {
	if o.span >= 0 && b.surelyPerson(&b.cs[root(b.cs, b.spans[o.span].entity)]) {
		return "" // "a Vale spokesman", of the person
	}
	if _, person := b.owner(o); person || o.person {
		return ""
	}
	if contains(low, b.w.staff) && !strings.HasSuffix(low, " owner") && !b.ofAnother(low) && !b.namedKind(sp) && !b.persons(o) {
		if i := b.employerNear(low, sp.first, b.d.SentenceOf(sp.first)); i >= 0 {
			return keyOf(&b.r.Entities[i])
		}
	}
	return ""
}

// townNear returns the name of the last place, or weakly known name, that was named in the sentence or the one before, or "".
func (b *builder) townNear(sentence int) string {
	for i := len(b.history) - 1; i >= b.horizon() && sentence-b.history[i].sent < 2; i-- {
		if e := &b.r.Entities[b.history[i].ent]; e.Type == factwire.Place && e.Affiliation == "" || e.Weak {
			return e.Name
		}
	}
	return ""
}

// employerNear returns the committee, body or firm named last whose staff a title at token t is of, or -1.
func (b *builder) employerNear(low string, t, sentence int) int {
	if strings.HasPrefix(low, "committee") || strings.HasPrefix(low, "panel") {
		return b.committeeNear(sentence)
	}
	if i := b.resolveThing(t, sentence, employers); i >= 0 {
		return i
	}
	return b.resolveCompany("", sentence, b.d.Sentences[sentence].Paragraph, "")
}

// namedKind tells whether a noun that is no firm's or body's stands right before the title of a span, so that it heads what is not named: "the
// film director Ada Ost".
func (b *builder) namedKind(sp *span) bool {
	if sp.titleFirst == sp.first || sp.titleFirst == 0 {
		return false
	}
	tok := &b.d.Tokens[sp.titleFirst-1]
	if tok.Tag == "WP$" || tok.Lower == "his" || tok.Lower == "her" {
		return true // "Ada Ost, whose spokesman Bo Rask"
	}
	if sp.titleFirst-1 > b.d.Sentences[b.d.SentenceOf(sp.first)].First && isUpper(tok.Text) && isLetter(tok.Text) {
		return true // a name that is not understood, and not whoever was named before
	}
	return (tok.Tag == "NN" || tok.Tag == "NNS") && !isUpper(tok.Text) && !b.w.companyNouns[tok.Lower] && !b.w.orgNouns[tok.Lower] && !b.w.titleHeads[tok.Lower] && !b.w.titleWords[tok.Lower]
}

// employed fills in the affiliation that an office tells itself; low is its title in small letters.
func (b *builder) employed(o office, e *Entity, low string) {
	switch {
	case o.body != "" && o.span < 0:
		e.Affiliation = o.body
	case o.code != "":
		e.Affiliation = o.code
	case o.span >= 0 && b.surelyPerson(&b.cs[root(b.cs, b.spans[o.span].entity)]):
		// "Vale's former lawyer Ada Ost" acts for nobody that is known
	case o.span >= 0:
		e.Affiliation = b.affiliation(o.span)
		if (strings.HasSuffix(e.Affiliation, " Party") || b.spans[o.span].outlet) && b.elected(low) {
			e.Affiliation = b.w.titleCountry[o.title] // "Republican Senator X": the party is not whom the office is of
		}
		b.ministry(o, e)
	case o.owner >= 0 && o.owner < len(b.r.at) && b.r.at[o.owner] != 0:
		m := &b.r.Mentions[b.r.at[o.owner]-1]
		if len(m.Entities) == 1 {
			if owner := &b.r.Entities[m.Entities[0]]; owner.Type != factwire.Person {
				e.Affiliation = keyOf(owner)
				if owner.Code == "" && owner.Type == factwire.Place && owner.Affiliation != "" && b.stateTitle(low) {
					e.Affiliation = owner.Affiliation
				}
			}
		}
		if o.its && contains(low, b.w.staff) {
			if i := b.resolveThing(o.at, b.d.SentenceOf(o.at), map[factwire.EntityType]bool{factwire.Company: true}); i >= 0 {
				e.Affiliation = keyOf(&b.r.Entities[i])
			}
		}
	case o.noun != "":
		if i := b.employerNamed(o); i >= 0 {
			e.Affiliation = keyOf(&b.r.Entities[i])
		}
	}
}

// employerNamed returns the body or the company named before that the noun of an office means, or -1.
func (b *builder) employerNamed(o office) int {
	sentence := b.d.SentenceOf(o.at)
	paragraph := b.d.Sentences[sentence].Paragraph
	if b.w.orgNouns[o.noun] && !b.w.companyNouns[o.noun] {
		return b.resolveBody(o.noun, sentence, paragraph, "")
	}
	return b.resolveCompany(o.noun, sentence, paragraph, "")
}

// namesake tells whether a surname that a leader of another country has is that of somebody of the article's own: a
// minister, named without the name of the ministry.
func (b *builder) namesake(e *Entity, title, code string) bool {
	return !strings.ContainsRune(e.Name, ' ') && title != "" && lastWord(title) == "minister" && title != "prime minister" && b.r.Home != "" && b.r.Home != code
}

// reigns tells whether a name of one word is that of a king or a prince by the rank before it: no leader's surname.
func (b *builder) reigns(e *Entity, sp *span) bool {
	return !strings.ContainsRune(e.Name, ' ') && sp.titleFirst < sp.first && b.w.royals[b.d.Tokens[sp.first-1].Lower]
}

// surelyPerson tells whether a cluster is a person's by its first name, or has one word and is read as a person's.
func (b *builder) surelyPerson(c *cluster) bool {
	if c.typ != factwire.Person || len(c.words) == 0 {
		return false
	}
	_, known := b.w.firstNames[strings.ToLower(c.words[0])]
	return known || len(c.words) == 1 || c.sex != unknown
}

// employers are the entity types that a person works for.
var employers = map[factwire.EntityType]bool{factwire.Company: true, factwire.Organization: true}

// affiliation is the key of what a span names: a code where it has one, else its name.
func (b *builder) affiliation(span int) string {
	sp := &b.spans[span]
	c := &b.cs[root(b.cs, sp.entity)]
	if c.place && c.code != "" {
		return c.code
	}
	if c.id >= 0 {
		n := &b.gaz.names[c.id]
		if n.Code != "" {
			return n.Code
		}
		if c.full != "" {
			return c.full
		}
		return b.region(n.Name)
	}
	if c.typ == factwire.Organization && !strings.ContainsRune(c.name, ' ') {
		if party, known := b.lookup(c.name + " Party"); known {
			return b.gaz.names[party.id].Name // "Conservative MP"
		}
	}
	return b.region(c.name)
}

// region returns the region whose adjective a name is ("South Australian"), or the name: without its "n" it is a place that
// the lexicon has, or that the text names.
func (b *builder) region(name string) string {
	place, ok := strings.CutSuffix(name, "an")
	if !ok {
		return name
	}
	place += "a"
	_, known := b.lookup(place)
	for _, end := range []string{" ", ",", "."} {
		known = known || strings.Contains(b.d.Text, place+end)
	}
	if known {
		return place
	}
	return name
}

func keyOf(e *Entity) string {
	if e.Code != "" {
		return e.Code
	}
	return e.Name
}

// stateTitle tells whether an office carries a state's authority.
func (b *builder) stateTitle(title string) bool {
	head, _, _ := strings.Cut(title, " of ")
	head, _, _ = strings.Cut(head, " for ")
	words := strings.Fields(head)
	if len(words) == 0 || strings.Contains(title, "vice president") || strings.Contains(title, "general secretary") {
		return false
	}
	if n := len(words); n > 1 && b.w.stateTitles[words[n-2]+" "+words[n-1]] {
		return true
	}
	last := words[len(words)-1]
	if _, rest, ok := strings.Cut(last, "-"); ok && b.w.stateTitles[rest] {
		return true
	}
	return b.w.stateTitles[last] && (last != "secretary" || len(words) > 1 || strings.Contains(title, " of ") || strings.Contains(title, " for "))
}

// holds tells whether a span names a body of the lexicon that a leader may preside over: no outlet.
func (b *builder) holds(span int) bool {
	return span >= 0 && b.spans[span].id >= 0 && !b.spans[span].outlet
}

// pastOffice takes off a title what says that it was held once.
var pastOffice = strings.NewReplacer("then-", "", "ex-", "", "former-", "", "Former ", "", "former ", "")

// sureHome tells whether the article's home stands out: its dateline's country, or the one it names most.
func (b *builder) sureHome() bool { return b.sure || b.r.Home != "" }

// elected tells whether an office is one that voters fill, with whatever party.
func (b *builder) elected(title string) bool {
	return slices.ContainsFunc(b.w.elected, func(w string) bool { return strings.HasSuffix(title, w) })
}

// committeeNear returns the committee that the sentence or the one before it names, or -1.
func (b *builder) committeeNear(sentence int) int {
	for i := len(b.history) - 1; i >= b.horizon() && sentence-b.history[i].sent < 2; i-- {
		if hasWord(b.r.Entities[b.history[i].ent].Name, "committee") {
			return b.history[i].ent
		}
	}
	return -1
}

// ofAnother tells whether a title says itself what it is of, so that no company or body named
// nearby is: "Senate Finance Committee chairman", "campaign manager", "chief of staff".
func (b *builder) ofAnother(title string) bool {
	for i, w := range strings.Fields(title) {
		if b.w.otherBodies[w] || i > 0 && b.w.parentBodies[w] { // "committee chairman" alone is the one named before
			return true
		}
	}
	return false
}

// stateNear returns the code of the country in focus at a token: the last one that the
// same paragraph names as itself, else the article's home.
func (b *builder) stateNear(t int) string {
	sentence := b.d.SentenceOf(t)
	par := b.d.Sentences[sentence].Paragraph
	for i := len(b.history) - 1; i >= b.horizon(); i-- {
		h := &b.history[i]
		if h.par != par || h.quoted {
			break
		}
		e := &b.r.Entities[h.ent]
		if e.Code != "" && e.Type == factwire.Country && h.subject && (b.r.Home == "" || e.Code == b.r.Home || !b.sure || h.sent == sentence) {
			return e.Code
		}
		if e.Type == factwire.Place && e.Affiliation != "" && sentence == h.sent && e.Affiliation != "EU" {
			return e.Affiliation // "In Washington, the House"
		}
	}
	if b.sure {
		return b.r.Home
	}
	return b.actingState(par)
}

// actingState returns the code of the article's home if the paragraphs before name it, else that of the last country that acts there, for a roundup
// moves on to other countries, else the home's.
func (b *builder) actingState(par int) string {
	near := ""
	for i := len(b.history) - 1; i >= b.horizon() && par-b.history[i].par <= 2; i-- {
		h := &b.history[i]
		e := &b.r.Entities[h.ent]
		if e.Code != "" && e.Code == b.r.Home {
			return b.r.Home
		}
		if near == "" && e.Code != "" && e.Type == factwire.Country && h.subject && !h.quoted {
			near = e.Code
		}
	}
	if near != "" {
		return near
	}
	return b.r.Home
}

// ministry puts a ministry that has no name of its own into the title: "Foreign Ministry
// spokesman" of the state.
func (b *builder) ministry(o office, e *Entity) {
	c := &b.cs[root(b.cs, b.spans[o.span].entity)]
	if c.id >= 0 && strings.EqualFold(e.Title, "minister") && len(b.gaz.names[c.id].State) == 2 {
		e.Title, e.Affiliation = b.gaz.names[c.id].Name+" "+e.Title, b.gaz.names[c.id].State // "Cabinet Office Minister Ada Ost"
		return
	}
	if c.id >= 0 || len(c.words) > 4 {
		return
	}
	words := c.words
	if c.code != "" && len(words) > 2 {
		words = words[1:] // "Chinese Foreign Ministry"
	}
	last := strings.ToLower(words[len(words)-1])
	if !b.w.departments[last] {
		return
	}
	for _, w := range words[:len(words)-1] {
		if !b.w.titleWords[strings.ToLower(w)] {
			return
		}
	}
	sp := &b.spans[o.span]
	state := c.code
	if state == "" {
		state = b.stateNear(sp.first)
	}
	if state == "" {
		return
	}
	e.Affiliation = state
	if sp.last < len(b.d.Tokens) && strings.HasPrefix(b.d.Text[b.d.Tokens[sp.last].Start:], e.Title) {
		e.Title = b.text(max(sp.first, sp.last-len(words)), sp.last) + " " + e.Title
	}
}
