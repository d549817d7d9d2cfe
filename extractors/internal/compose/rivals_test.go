package compose

import (
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
)

// drawn is a sentence with a tree that is given, so that no change of the parser touches what is tested on it.
type drawn struct {
	*feature.View
	events map[string]*score.Event
}

// draw makes a sentence of words "word/relation/governor"; a word alone is the root. A governor is named by its word, and no word stands twice.
func draw(t *testing.T, words string) *drawn {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	known, err := feature.NewWords(lex)
	if err != nil {
		t.Fatal(err)
	}
	doc := &nlp.Document{}
	var governors []string
	tree := feature.Tree{}
	at := map[string]int32{}
	for i, w := range strings.Fields(words) {
		parts := append(strings.Split(w, "/"), "", "")
		start := len(doc.Text)
		doc.Text += parts[0] + " "
		doc.Tokens = append(doc.Tokens, token{Start: start, End: start + len(parts[0]), Text: parts[0], Lower: strings.ToLower(parts[0]), Lemma: parts[0], Tag: "NN", Space: true})
		tree.Rel, governors = append(tree.Rel, parts[1]), append(governors, parts[2])
		at[parts[0]] = int32(i)
	}
	for _, g := range governors {
		if k, ok := at[g]; ok {
			tree.Head = append(tree.Head, k)
		} else {
			tree.Head = append(tree.Head, -1)
		}
	}
	doc.Sentences = []nlp.Sentence{{End: len(doc.Text), Last: len(doc.Tokens)}}
	r := &reading.Reading{Doc: doc, Names: &names.Result{}, Clauses: &clause.Analysis{}}
	return &drawn{feature.NewView(r, 0, tree, known), map[string]*score.Event{}}
}

func (d *drawn) at(t *testing.T, word string) int {
	t.Helper()
	i := slices.IndexFunc(d.R.Doc.Tokens, func(t token) bool { return t.Text == word })
	if i < 0 {
		t.Fatalf("no word %q", word)
	}
	return i
}

// side is who is named by a word; a word with a + behind it is a group, with a ~ a country, with a ? one who stands in another sentence.
func (d *drawn) side(t *testing.T, word, role string) filled {
	t.Helper()
	if word == "" {
		return filled{}
	}
	name := strings.TrimRight(word, "+~?")
	f := filled{Found: event.Found{Entity: factwire.Entity{Name: name}}, side: feature.Side{Role: role, P: 0.5}}
	if strings.HasSuffix(word, "?") {
		f.side.Far = true
		return f
	}
	i := d.at(t, name)
	f.First, f.Last, f.head = i, i+1, i
	switch {
	case strings.HasSuffix(word, "+"):
		f.Entity.Type = factwire.Group
	case strings.HasSuffix(word, "~"):
		f.Entity.Type = factwire.Country
	}
	return f
}

// proposal reads "kind cue: first > second", with changes.
func (d *drawn) proposal(t *testing.T, text string, p float64, changes ...func(*Proposal)) *Proposal {
	t.Helper()
	head, sides, _ := strings.Cut(text, ": ")
	kind, cue, _ := strings.Cut(head, " ")
	a, b, _ := strings.Cut(sides, " > ")
	if d.events[head] == nil {
		d.events[head] = &score.Event{Kind: factwire.Kind(kind), Cue: d.at(t, cue), P: 0.9}
	}
	second := "whom"
	if kind == "signing" {
		second = "who"
	}
	out := &Proposal{Kind: factwire.Kind(kind), Status: factwire.Done, Event: d.events[head], A: d.side(t, a, "who"), B: d.side(t, b, second), P: p}
	out.Looks.Kinds = 0.9
	for _, change := range changes {
		change(out)
	}
	return out
}

func ruled(f *factwire.Fact) func(*Proposal) { return func(p *Proposal) { p.Rule = f } }
func proposed(p *Proposal)                   { p.Status = factwire.Proposed }
func plural(p *Proposal)                     { p.Looks.Plural = true }
func whole(p *Proposal)                      { p.Whole = true }
func joinsIt(p *Proposal)                    { p.Looks.Joining = true }
func beside(p *Proposal)                     { p.Looks.Together, p.behind = true, true }

// TestAgainst holds what the rules' word forbids, and from which probability on models are followed against it.
func TestAgainst(t *testing.T) {
	for name, c := range map[string]struct {
		dropped, judged string
		status          factwire.Status
		p               float64
		change          func(*Proposal)
		want            bool
	}{
		"nothing said":                 {want: false},
		"nobody found":                 {dropped: "no actor", want: false},
		"another reason":               {dropped: "in a name", p: 0.99, want: true},
		"another reason, and a rule":   {dropped: "in a name", change: ruled(&factwire.Fact{}), want: false},
		"another sense":                {dropped: "no named target", p: 0.5, want: true},
		"another sense, surely none":   {dropped: "no named target", p: 0.8, want: false},
		"another sense, supposed":      {dropped: "no named target", judged: "hypothetical", p: 0.8, want: true},
		"hypothetical":                 {judged: "hypothetical", p: 0.99, want: true},
		"denied":                       {judged: "negated", p: 0.8, want: true},
		"denied, but certain":          {judged: "negated", p: 0.95, want: false},
		"denied and told so":           {judged: "negated", status: factwire.Negated, p: 0.5, want: false},
		"ended":                        {judged: "ended", p: 0.8, want: true},
		"planned":                      {judged: "planned", p: 0.1, want: false},
		"conditional":                  {p: 0.99, change: func(p *Proposal) { p.Looks.Conditional = true }, want: true},
		"denied, conditional, certain": {judged: "negated", p: 0.95, change: func(p *Proposal) { p.Looks.Conditional = true }, want: false},
	} {
		p := &Proposal{Kind: factwire.Ban, Status: factwire.Done, P: c.p}
		if c.status != "" {
			p.Status = c.status
		}
		p.Looks.Dropped, p.Looks.Judged = c.dropped, c.judged
		if c.change != nil {
			c.change(p)
		}
		if got := p.Against(); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestEmpty asks more of what names nobody itself, and nothing may join two states.
func TestEmpty(t *testing.T) {
	d := draw(t, "Norway/nsubj/banned banned Chad/dobj/banned")
	near := func(x float64) func(*Proposal) { return func(p *Proposal) { p.near = x } }
	told := func(a, b bool) func(*Proposal) {
		return func(p *Proposal) { p.A.side.Told, p.B.side.Told = a, b }
	}
	for name, c := range map[string]struct {
		proposal string
		p        float64
		changes  []func(*Proposal)
		want     bool
	}{
		"both named":                   {"ban banned: Norway > Chad", 0.41, nil, false},
		"the first elsewhere":          {"ban banned: Norway? > Chad", 0.41, nil, false},
		"the second elsewhere":         {"ban banned: Norway > Chad?", 0.41, nil, false},
		"both elsewhere":               {"ban banned: Norway? > Chad?", 0.41, nil, true},
		"both elsewhere, likelier":     {"ban banned: Norway? > Chad?", 0.46, nil, false},
		"in the place of others":       {"ban banned: Norway? > Chad?", 0.9, []func(*Proposal){near(0.7)}, true},
		"others are unlikely":          {"ban banned: Norway? > Chad?", 0.9, []func(*Proposal){near(0.3)}, false},
		"done again":                   {"ban banned: Norway? > Chad?", 0.9, []func(*Proposal){told(true, true)}, true},
		"done again by another":        {"ban banned: Norway? > Chad?", 0.9, []func(*Proposal){told(false, true)}, false},
		"done again to another":        {"ban banned: Norway? > Chad?", 0.9, []func(*Proposal){told(true, false)}, false},
		"planned after it was told":    {"ban banned: Norway? > Chad?", 0.9, []func(*Proposal){told(true, true), proposed}, false},
		"a duty of one named before":   {"deadline banned: Norway?", 0.41, nil, false},
		"states that join":             {"signing banned: Norway~ > Chad~", 0.9, []func(*Proposal){joinsIt}, true},
		"states that sign":             {"signing banned: Norway~ > Chad~", 0.9, nil, false},
		"a state that joins a body":    {"signing banned: Norway~ > Chad", 0.9, []func(*Proposal){joinsIt}, false},
		"a body that a state joins":    {"signing banned: Norway > Chad~", 0.9, []func(*Proposal){joinsIt}, false},
		"elsewhere, not both, joining": {"signing banned: Norway? > Chad~", 0.9, []func(*Proposal){joinsIt}, false},
	} {
		if got := d.proposal(t, c.proposal, c.p, c.changes...).Empty(0.4); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestRank orders what is asked first, and TestOneSided's parties come late.
func TestRank(t *testing.T) {
	d := draw(t, "Norway/nsubj/banned banned Chad/dobj/banned")
	for name, c := range map[string]struct {
		proposal string
		change   func(*Proposal)
		want     int
	}{
		"by rules":            {"ban banned: Norway? > Chad+", ruled(&factwire.Fact{}), 3},
		"the first elsewhere": {"ban banned: Norway? > Chad", nil, 0}, "the second elsewhere": {"ban banned: Norway > Chad?", nil, 0},
		"goods": {"ban banned: Norway > Chad+", nil, 1}, "named": {"ban banned: Norway > Chad", nil, 2}, "one side": {"signing banned: Norway > Chad", beside, 1},
		"in another's phrase":        {"ban banned: Norway > Chad", func(p *Proposal) { p.A.side.Nested = true }, 1},
		"second in another's phrase": {"ban banned: Norway > Chad", func(p *Proposal) { p.B.side.Nested = true }, 1},
	} {
		var changes []func(*Proposal)
		if c.change != nil {
			changes = append(changes, c.change)
		}
		if got := d.proposal(t, c.proposal, 0.5, changes...).rank(); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestOneSided(t *testing.T) {
	for name, c := range map[string]struct {
		kind                                       factwire.Kind
		together, outside, plural, joining, behind bool
		one, beside                                bool
	}{
		"instruments":              {"signing", true, true, true, false, false, true, true},
		"joining":                  {"signing", true, true, false, true, false, true, true},
		"one instrument":           {"signing", true, true, false, false, false, false, true},
		"behind with":              {"signing", true, false, false, false, true, true, true},
		"behind with, one outside": {"signing", true, true, false, false, true, false, true},
		"two who join":             {"signing", true, false, false, true, false, false, true},
		"two alone":                {"signing", true, false, true, false, false, false, false},
		"apart":                    {"signing", false, true, true, true, true, false, false},
		"another kind":             {"ban", true, true, true, true, false, false, true},
	} {
		p := &Proposal{Kind: c.kind, behind: c.behind}
		p.Looks.Together, p.Looks.Outside, p.Looks.Plural, p.Looks.Joining = c.together, c.outside, c.plural, c.joining
		if p.oneSided() != c.one || p.beside() != c.beside {
			t.Errorf("%s: one-sided %t, beside %t", name, p.oneSided(), p.beside())
		}
	}
}

// programme makes the second of a proposal one.
func programme(p *Proposal) { p.B.Entity.Type = factwire.Program }

// TestFits weighs one proposal against those that were taken before it.
func TestFits(t *testing.T) {
	d := draw(t, "Norway/nsubj/banned and/cc/Norway Chad/conj/Norway banned Acme/dobj/banned plus/cc/Acme Borea/conj/Acme after/prep/banned talks/pobj/after with/prep/talks Vela/pobj/with limiting/advcl/banned Skarn/dobj/limiting")
	first, second := &factwire.Fact{}, &factwire.Fact{}
	type proposal struct {
		text    string
		p       float64
		changes []func(*Proposal)
	}
	is := func(text string, p float64, changes ...func(*Proposal)) proposal { return proposal{text, p, changes} }
	spans := func(word string, second bool) func(*Proposal) { // one whose name holds a word
		return func(p *Proposal) {
			side := &p.A
			if second {
				side = &p.B
			}
			side.First, side.Last = d.at(t, word), d.at(t, word)+1
		}
	}
	for name, c := range map[string]struct {
		taken []proposal
		p     proposal
		want  bool
	}{
		"alone":                    {nil, is("ban banned: Norway > Acme", 0.3), true},
		"two on one side":          {nil, is("signing banned: Norway > Acme", 0.9, beside), false},
		"two on one side by rules": {nil, is("signing banned: Norway > Acme", 0.9, beside, ruled(first)), true},

		"both join a programme":        {[]proposal{is("signing banned: Norway > Vela", 0.9, programme), is("signing banned: Chad > Vela", 0.8, programme)}, is("signing banned: Norway > Chad", 0.7), false},
		"both join it, by rules":       {[]proposal{is("signing banned: Norway > Vela", 0.9, programme), is("signing banned: Chad > Vela", 0.8, programme)}, is("signing banned: Norway > Chad", 0.7, ruled(first)), true},
		"both sign with somebody":      {[]proposal{is("signing banned: Norway > Vela", 0.9), is("signing banned: Chad > Vela", 0.8)}, is("signing banned: Norway > Chad", 0.7), true},
		"one of them joins it":         {[]proposal{is("signing banned: Norway > Vela", 0.9, programme)}, is("signing banned: Norway > Chad", 0.7), true},
		"both join it by another word": {[]proposal{is("signing limiting: Norway > Vela", 0.9, programme), is("signing limiting: Chad > Vela", 0.8, programme)}, is("signing banned: Norway > Chad", 0.7), true},

		"told by another word":          {[]proposal{is("ban limiting: Norway > Acme", 0.9)}, is("ban banned: Norway > Acme", 0.5), false},
		"by rules too":                  {[]proposal{is("ban limiting: Norway > Acme", 0.9)}, is("ban banned: Norway > Acme", 0.5, ruled(first)), true},
		"of another kind":               {[]proposal{is("signing limiting: Norway > Acme", 0.9)}, is("ban banned: Norway > Acme", 0.5), true},
		"of another target":             {[]proposal{is("ban limiting: Norway > Skarn", 0.9)}, is("ban banned: Norway > Acme", 0.5), true},
		"another status by another":     {[]proposal{is("ban limiting: Norway > Acme", 0.9, proposed)}, is("ban banned: Norway > Acme", 0.5), false},
		"another status by other rules": {[]proposal{is("ban limiting: Norway > Acme", 0.9, proposed, ruled(second))}, is("ban banned: Norway > Acme", 0.5, ruled(first)), true},
		"another status beside a rule":  {[]proposal{is("ban limiting: Norway > Acme", 0.9, proposed, ruled(second))}, is("ban banned: Norway > Acme", 0.5), false},
		"another status of another":     {[]proposal{is("ban limiting: Norway > Skarn", 0.9, proposed)}, is("ban banned: Norway > Acme", 0.5), true},
		"another status, another kind":  {[]proposal{is("signing limiting: Norway > Acme", 0.9, proposed)}, is("ban banned: Norway > Acme", 0.5), true},

		"in the name of one":              {[]proposal{is("ban limiting: Norway > Skarn", 0.9, ruled(first), spans("banned", false))}, is("ban banned: Chad > Acme", 0.5), false},
		"in the name of the other":        {[]proposal{is("ban limiting: Norway > Skarn", 0.9, ruled(first), spans("banned", true))}, is("ban banned: Chad > Acme", 0.5), false},
		"in a name, by rules":             {[]proposal{is("ban limiting: Norway > Skarn", 0.9, ruled(first), spans("banned", false))}, is("ban banned: Chad > Acme", 0.5, ruled(second)), true},
		"in a name that models see":       {[]proposal{is("ban limiting: Norway > Skarn", 0.9, spans("banned", false))}, is("ban banned: Chad > Acme", 0.5), true},
		"in a name of another kind":       {[]proposal{is("signing limiting: Norway > Skarn", 0.9, ruled(first), spans("banned", false))}, is("ban banned: Chad > Acme", 0.5), true},
		"rules know the kind":             {[]proposal{is("signing banned: Norway > Vela", 0.9, ruled(first))}, is("ban banned: Chad > Acme", 0.95), false},
		"models think of another kind":    {[]proposal{is("signing banned: Norway > Vela", 0.9)}, is("ban banned: Chad > Acme", 0.5), true},
		"rules think of two kinds":        {[]proposal{is("signing banned: Norway > Vela", 0.9, ruled(first))}, is("ban banned: Chad > Acme", 0.5, ruled(second)), true},
		"rules know the kind of its noun": {[]proposal{is("signing Acme: Norway > Vela", 0.9, ruled(first))}, is("ban banned: Chad > Acme", 0.5), false},
		"the noun's kind, but certain":    {[]proposal{is("signing Acme: Norway > Vela", 0.9, ruled(first))}, is("ban banned: Chad > Acme", 0.95), true},
		"rules know another word's kind":  {[]proposal{is("signing limiting: Norway > Vela", 0.9, ruled(first))}, is("ban banned: Chad > Acme", 0.5), true},

		"rules know by when":        {[]proposal{is("deadline limiting: Norway", 0.9, ruled(first))}, is("deadline banned: Norway", 0.95), false},
		"by when of another":        {[]proposal{is("deadline limiting: Chad", 0.9, ruled(first))}, is("deadline banned: Norway", 0.5), true},
		"by when, twice by rules":   {[]proposal{is("deadline limiting: Norway", 0.9, ruled(first))}, is("deadline banned: Norway", 0.5, ruled(second)), true},
		"a ban is no duty":          {[]proposal{is("ban limiting: Norway > Skarn", 0.9, ruled(first))}, is("ban banned: Norway > Acme", 0.95), true},
		"one duty has one date":     {[]proposal{is("deadline banned: Norway", 0.9)}, is("deadline banned: Norway", 0.8), false},
		"rules tell a second date":  {[]proposal{is("deadline banned: Norway", 0.9)}, is("deadline banned: Norway", 0.8, ruled(first)), true},
		"a second who is bound":     {[]proposal{is("deadline banned: Norway", 0.9)}, is("deadline banned: Chad", 0.8), true},
		"another who is not beside": {[]proposal{is("deadline banned: Norway", 0.9)}, is("deadline banned: Vela", 0.95), false},

		"rules fill the roles":              {[]proposal{is("ban banned: Norway > Acme", 0.9, ruled(first))}, is("ban banned: Norway > Borea", 0.8), false},
		"rules fill them, models certain":   {[]proposal{is("ban banned: Norway > Acme", 0.9, ruled(first))}, is("ban banned: Norway > Borea", 0.95), true},
		"rules alone":                       {[]proposal{is("ban banned: Norway > Acme", 0.9, ruled(first))}, is("ban banned: Vela > Skarn", 0.3, ruled(second)), true},
		"rules beside models":               {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Vela > Skarn", 0.3, ruled(first)), false},
		"rules beside models and their own": {[]proposal{is("ban banned: Norway > Acme", 0.9), is("ban banned: Norway > Borea", 0.9, ruled(first))}, is("ban banned: Vela > Skarn", 0.3, ruled(first)), true},
		"rules beside models and another":   {[]proposal{is("ban banned: Norway > Acme", 0.9), is("ban banned: Norway > Borea", 0.9, ruled(second))}, is("ban banned: Vela > Skarn", 0.3, ruled(first)), false},
		"all of a signing of many":          {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Vela > Skarn", 0.3, ruled(first), whole), true},
		"one of several instruments":        {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Vela > Skarn", 0.3, ruled(first), plural), true},
		"several, as models see":            {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Vela > Skarn", 0.3, plural), false},
		"one instrument":                    {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Vela > Skarn", 0.3, ruled(first)), false},
		"several bans":                      {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Vela > Skarn", 0.3, ruled(first), plural), false},

		"a further party beside one":      {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Norway > Borea", 0.3), true},
		"beside one, the other way":       {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Borea > Norway", 0.3), true},
		"a further party apart":           {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Norway > Vela", 0.3), false},
		"apart, the other way":            {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Vela > Norway", 0.3), false},
		"a likely party apart":            {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Norway > Vela", 0.7), true},
		"two further parties":             {[]proposal{is("signing banned: Norway > Acme", 0.9)}, is("signing banned: Chad > Borea", 0.7), false},
		"parties that are taken":          {[]proposal{is("signing banned: Norway > Acme", 0.9), is("signing banned: Norway > Vela", 0.9)}, is("signing banned: Acme > Vela", 0.1), true},
		"parties of another word beneath": {[]proposal{is("signing Acme: Norway > Vela", 0.9)}, is("signing banned: Chad > Skarn", 0.3), false},
		"parties of another word apart":   {[]proposal{is("signing limiting: Norway > Vela", 0.9)}, is("signing banned: Chad > Skarn", 0.3), true},
		"parties of another status":       {[]proposal{is("signing banned: Norway > Vela", 0.9, proposed)}, is("signing banned: Chad > Skarn", 0.3), true},

		"another authority":           {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Vela > Acme", 0.95), false},
		"an authority beside it":      {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Chad > Acme", 0.3), true},
		"an authority from before":    {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Vela? > Acme", 0.95), false},
		"a target beside one":         {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Norway > Borea", 0.3), true},
		"a target apart":              {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Norway > Vela", 0.5), false},
		"a likely target apart":       {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Norway > Vela", 0.7), true},
		"a target from before":        {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Norway > Vela?", 0.7), false},
		"goods apart from a name":     {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Norway > Vela+", 0.95), false},
		"goods beside a name":         {[]proposal{is("ban banned: Norway > Acme", 0.9)}, is("ban banned: Norway > Borea+", 0.3), true},
		"goods apart from goods":      {[]proposal{is("ban banned: Norway > Acme+", 0.9)}, is("ban banned: Norway > Vela+", 0.7), true},
		"a name apart from goods":     {[]proposal{is("ban banned: Norway > Acme+", 0.9)}, is("ban banned: Norway > Vela", 0.7), true},
		"beside one who is from then": {[]proposal{is("ban banned: Norway > Acme?", 0.9)}, is("ban banned: Norway > Borea", 0.3), false},
	} {
		var taken []*Proposal
		for _, q := range c.taken {
			taken = append(taken, d.proposal(t, q.text, q.p, q.changes...))
		}
		if got := fits(d.View, d.proposal(t, c.p.text, c.p.p, c.p.changes...), taken); got != c.want {
			t.Errorf("%s: %s beside %v: %t", name, c.p.text, c.taken, got)
		}
	}
}

// TestPlaces holds how two phrases stand to each other in the tree: in one coordination, counted by another, inside another's phrase.
func TestPlaces(t *testing.T) {
	d := draw(t, "firms/dobj/banned banned including/prep/firms Acme/pobj/including or/cc/Acme Borea/conj/Acme from/prep/firms Chad/pobj/from US/compound/Senator Senator/compound/Ost Ost/nsubj/banned"+
		" Chinese/amod/app app/dobj/sold Temu/appos/app sold/conj/banned a/compound/b b/compound/c c/compound/e e/compound/f f/pobj/to to/prep/sold Oslo/poss/mayor mayor/pobj/for for/prep/sold")
	for _, c := range []struct {
		a, b                      string
		together, grouped, nested bool
	}{
		{"Acme", "Borea", true, false, false}, {"Borea", "Acme", true, true, false}, {"Acme", "Chad", false, false, false},
		{"Acme", "firms", false, true, false}, {"Borea", "firms", false, true, false}, {"firms", "Acme", false, false, false}, {"Chad", "firms", false, false, false},
		{"US", "Ost", false, false, true}, {"Senator", "Ost", false, false, true}, {"Ost", "US", false, false, false}, {"Ost", "banned", false, false, false},
		{"Chinese", "Temu", false, false, true}, {"Chinese", "app", false, false, true}, {"Temu", "app", false, true, false}, {"Oslo", "mayor", false, false, true},
		{"a", "e", false, false, true}, {"a", "f", false, false, false}, {"b", "f", false, false, true}, {"sold", "banned", true, true, false},
	} {
		i, k := d.at(t, c.a), d.at(t, c.b)
		a, b := d.side(t, c.a, "who"), d.side(t, c.b, "who")
		if together(d.View, i, k) != c.together || grouped(d.View, i, k) != c.grouped || a.nested(d.View, b) != c.nested {
			t.Errorf("%s to %s: together %t, counted %t, inside %t", c.a, c.b, together(d.View, i, k), grouped(d.View, i, k), a.nested(d.View, b))
		}
		if c.nested { // whoever stands in the phrase of one is not taken beside him, nor the other way round
			for _, pair := range [][2]filled{{a, b}, {b, a}} {
				if belongs(d.View, pair[0], pair[1:], 0.9) {
					t.Errorf("%s is taken beside %s", pair[0].Entity.Name, pair[1].Entity.Name)
				}
			}
		}
	}
	bare := *d.View
	bare.Words = nil
	if grouped(&bare, d.at(t, "Acme"), d.at(t, "firms")) {
		t.Error("without a lexicon nothing counts")
	}
	for _, c := range []struct {
		f    string
		o    []string
		p    float64
		want bool
	}{
		{"Acme", []string{"firms"}, 0.1, true}, {"firms", []string{"Acme"}, 0.1, true}, {"Chad", []string{"firms"}, 0.59, false}, {"Chad", []string{"firms"}, 0.6, true}, {"Chad", []string{"firms"}, 1, false},
		{"Chad?", []string{"firms"}, 0.9, false}, {"Borea", []string{"Acme?"}, 0.1, false}, {"Borea", []string{"Ost", "Acme"}, 0.1, true}, {"US", []string{"Ost?"}, 0.9, true},
	} {
		var all []filled
		for _, o := range c.o {
			all = append(all, d.side(t, o, "who"))
		}
		if got := belongs(d.View, d.side(t, c.f, "who"), all, c.p); got != c.want {
			t.Errorf("%s beside %v at %v: %t", c.f, c.o, c.p, got)
		}
	}
}

// TestJoiners finds two who join a third by another word: they sign with it and not with each other.
func TestJoiners(t *testing.T) {
	d := draw(t, "Norway/nsubj/signed signed Chad/dobj/signed when/mark/joined Acme/nsubj/joined joined/advcl/signed Vela/dobj/joined")
	far := func(second bool) func(*Proposal) {
		return func(p *Proposal) { p.A.side.Far, p.B.side.Far = !second, second }
	}
	for name, c := range map[string]struct {
		kind, one, other string
		change           func(*Proposal) // of the first that joins
		want             bool
	}{
		"a third":            {"signing", "signing joined: Norway > Acme", "signing joined: Chad > Acme", nil, true},
		"a third, turned":    {"signing", "signing joined: Acme > Norway", "signing joined: Acme > Chad", nil, true},
		"two different ones": {"signing", "signing joined: Norway > Acme", "signing joined: Chad > Vela", nil, false},
		"one alone":          {"signing", "signing joined: Norway > Acme", "signing joined: Vela > Acme", nil, false},
		"each other":         {"signing", "signing joined: Norway > Chad", "signing joined: Chad > Norway", nil, false},
		"of another kind":    {"ban", "signing joined: Norway > Acme", "signing joined: Chad > Acme", nil, false},
		"a ban":              {"signing", "ban joined: Norway > Acme", "ban joined: Chad > Acme", nil, false},
		"the same word":      {"signing", "signing signed: Norway > Acme", "signing signed: Chad > Acme", nil, false},
		"no joining":         {"signing", "signing joined: Norway > Acme", "signing joined: Chad > Acme", func(p *Proposal) { p.Looks.Joining = false }, false},
		"an unlikely one":    {"signing", "signing joined: Norway > Acme", "signing joined: Chad > Acme", func(p *Proposal) { p.Looks.Kinds = 0.5 }, false},
		"one elsewhere":      {"signing", "signing joined: Norway > Acme", "signing joined: Chad > Acme", far(false), false},
		"the other":          {"signing", "signing joined: Norway > Acme", "signing joined: Chad > Acme", far(true), false},
		"side by side":       {"signing", "signing joined: Norway > Acme", "signing joined: Chad > Acme", func(p *Proposal) { p.Looks.Together = true }, false},
	} {
		p, one, other := d.proposal(t, c.kind+" signed: Norway > Chad", 0.5), d.proposal(t, c.one, 0.9, joinsIt), d.proposal(t, c.other, 0.9, joinsIt)
		if c.change != nil {
			c.change(one)
		}
		if got := joiners(p, []*Proposal{p, one, other}); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestAgree adds up what words say that hang on each other.
func TestAgree(t *testing.T) {
	d := draw(t, "Norway/nsubj/signed signed pact/dobj/signed Chad/dobj/signed after/prep/signed talks/pobj/after Vela/nmod/talks limiting/advcl/signed")
	for name, c := range map[string]struct {
		other          string
		change         func(*Proposal)
		linked, agrees float64
	}{
		"the noun under it":   {"signing pact: Norway > Chad", nil, 0.9, 0.5},
		"turned round":        {"signing pact: Chad > Norway", nil, 0.9, 0.5},
		"of other sides":      {"signing pact: Norway > Vela", nil, 0.9, 0},
		"of another status":   {"signing pact: Norway > Chad", proposed, 0.9, 0},
		"of another kind":     {"ban pact: Norway > Chad", nil, 0, 0},
		"a word that is far":  {"signing limiting: Norway > Chad", nil, 0, 0},
		"the same word again": {"signing signed: Norway > Chad", nil, 0, 0},
	} {
		p, q := d.proposal(t, "signing signed: Norway > Chad", 0.5), d.proposal(t, c.other, 0.5)
		if c.change != nil {
			c.change(q)
		}
		agree(d.View, []*Proposal{p, q, q}) // an event counts once
		if p.Looks.Linked != c.linked || p.Looks.Agrees != c.agrees {
			t.Errorf("%s: linked %v, agrees %v", name, p.Looks.Linked, p.Looks.Agrees)
		}
	}
}

// TestWithin finds a side in the phrase of another of the same role.
func TestWithin(t *testing.T) {
	d := draw(t, "Mercosur/poss/member member/appos/Uruguay Uruguay/nsubj/signed signed Chad/dobj/signed US/compound/Ost Ost/dobj/signed")
	for name, c := range map[string]struct {
		p, q string
		want bool
	}{
		"a state before a name":  {"ban signed: Chad > US", "ban signed: Chad > Ost", true},
		"the name itself":        {"ban signed: Chad > Ost", "ban signed: Chad > US", false},
		"of another word":        {"ban signed: Chad > US", "ban member: Chad > Ost", false},
		"of another role":        {"ban signed: Chad > US", "ban signed: Ost > Chad", false},
		"that stands elsewhere":  {"ban signed: Chad > US?", "ban signed: Chad > Ost", false},
		"in one who is far":      {"ban signed: Chad > US", "ban signed: Chad > Ost?", false},
		"of a duty without whom": {"deadline signed: Chad", "ban signed: Chad > Ost", false},
	} {
		p, q := d.proposal(t, c.p, 0.5), d.proposal(t, c.q, 0.5)
		if got := p.B.within(d.View, p, []*Proposal{p, q}); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestJoined tells which proposals are one fact.
func TestJoined(t *testing.T) {
	d := draw(t, "Norway/nsubj/signed signed Chad/dobj/signed Acme/dobj/signed Vela/nsubj/signed")
	first, second := &factwire.Fact{}, &factwire.Fact{}
	for name, c := range map[string]struct {
		p, q    string
		changes []func(*Proposal) // of the second
		want    bool
	}{
		"parties of a signing":         {"signing signed: Norway > Chad", "signing signed: Vela > Acme", nil, true},
		"parties, one by a rule":       {"signing signed: Norway > Chad", "signing signed: Vela > Acme", []func(*Proposal){ruled(first)}, false},
		"targets of a ban":             {"ban signed: Norway > Chad", "ban signed: Norway > Acme", nil, true},
		"targets, one by a rule":       {"ban signed: Norway > Chad", "ban signed: Norway > Acme", []func(*Proposal){ruled(first)}, false},
		"authorities of a ban":         {"ban signed: Norway > Chad", "ban signed: Vela > Chad", nil, false},
		"those bound":                  {"deadline signed: Norway", "deadline signed: Vela", nil, true},
		"those bound by rules":         {"deadline signed: Norway", "deadline signed: Vela", []func(*Proposal){ruled(second)}, false},
		"another status":               {"signing signed: Norway > Chad", "signing signed: Vela > Acme", []func(*Proposal){proposed}, false},
		"another word":                 {"signing signed: Norway > Chad", "signing Acme: Norway > Chad", nil, false},
		"one that has too many for it": {"signing signed: Norway > Chad", "signing signed: Vela > Acme", []func(*Proposal){whole}, false},
	} {
		if got := joined(d.proposal(t, c.p, 0.5), d.proposal(t, c.q, 0.5, c.changes...)); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestJoinEntities keeps the rules' order and names.
func TestJoinEntities(t *testing.T) {
	d := draw(t, "Norway Chad Acme Vela")
	var rules []factwire.Entity
	for _, w := range []string{"Acme", "Norway"} {
		rules = append(rules, d.side(t, w, "who").Entity)
	}
	var got []string
	for _, e := range joinEntities(rules, []filled{d.side(t, "Norway", "who"), d.side(t, "Vela", "who"), d.side(t, "Vela", "who")}) {
		got = append(got, e.Name)
	}
	if want := []string{"Norway", "Vela"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
