package feature

import "math"

// Fact is what is asked of a proposed fact before it is told.
type Fact struct {
	Kind, Status string
	Rules        bool    // whether rules tell it
	Models       bool    // whether the models propose it
	Trust        float64 // what the rules think of it, 0 if they do not tell it
	Kinds        float64 // probability that the cue signals the kind
	Statuses     float64 // probability of the status
	Best         bool    // whether the status is the likeliest
	Sides        [2]Side // parties; authority and target; who is bound
	Due          float64 // probability of the date; 0 if there is none
	Judged       string  // what the rules of factuality say of the event
	Conditional  bool    // a word of condition stands over the event: if, unless, whether
	Dropped      string  // why rules that saw it left it out
	Linked       float64 // probabilities that the words which this one governs, or which govern it, signal the kind, added up
	Agrees       float64 // probability of the less likely side where such a word proposes the same sides; 0 if none does
	Together     bool    // the two sides stand in one coordination
	Outside      bool    // somebody else stands in the same role outside that coordination
	Joining      bool    // somebody joins what is there already
	Joiners      bool    // the two sides are told to join a third, by another word of the sentence
	Plural       bool    // several instruments are told of
	Others       int     // further events in the sentence
	Rivals       int     // further proposals of the same event
}

// Side is one of the two whom a fact joins.
type Side struct {
	Role   string
	P      float64 // probability of the role
	Rank   int     // place among the candidates of the role, from 0
	Gap    float64 // logit of the likeliest candidate less this one's
	Type   string  // of the entity
	Form   string
	Member bool // stands in a coordination with the likeliest
	Nested bool // stands in the phrase of another candidate of its role
	Far    bool // stands in another sentence
	// Of a side that stands in another sentence:
	Told     bool    // it is one of the matter told last
	Back     int     // sentences since it was named
	Salience float64 // how often and how near it is named
	Open     float64 // probability of the likeliest phrase in this sentence that names nobody
	Fits     bool    // it is of the type that this phrase calls: a state for "the government"
}

// FactNames name the figures that Figures gives, in order.
var FactNames = []string{"one", "kind", "status", "first", "second", "lower", "product", "both", "rules", "trust", "trust of both", "first further", "second further",
	"first member", "second member", "first far", "second far", "due", "rivals", "others", "length", "quoted", "title", "question", "best status",
	"first state", "second state", "first unnamed", "second unnamed", "first adjective", "second adjective", "first gap", "second gap", "done", "reversed or negated",
	"hypothetical", "judged so", "judged otherwise", "together", "together beside another", "plural together beside another", "apart together with another", "conditional",
	"first told", "second told", "first salience", "second salience", "first open", "second open", "first back", "second back", "both told", "joined together", "joined apart", "dropped", "undated",
	"kind with linked", "linked", "agrees", "agreed", "another sense",
	"first fits", "second fits", "first modifier", "second modifier", "first open and fits", "joiners", "first nested", "second nested"}

func logit(p float64) float64 {
	p = min(max(p, 0.002), 0.998)
	return math.Log(p / (1 - p))
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// judgedAs are the statuses that the verdicts of the rules of factuality come to for most kinds.
var judgedAs = map[string]string{"happened": "done", "decided": "done", "planned": "proposed", "possible": "proposed", "negated": "negated", "ended": "reversed"}

// Figures describes a proposed fact by numbers, one for each of FactNames.
func (f *Fact) Figures(v *View) []float64 {
	a, b := f.Sides[0], f.Sides[1]
	if b.Role == "" {
		b.P = 0.9
	}
	due := 0.0
	product := math.Log(max(f.Kinds, 0.002)) + math.Log(max(f.Statuses, 0.002)) + math.Log(max(a.P, 0.002)) + math.Log(max(b.P, 0.002))
	if f.Due > 0 {
		due = logit(f.Due)
		product += math.Log(max(f.Due, 0.002))
	}
	trust := logit(f.Trust)
	if !f.Rules {
		trust = 0
	}
	both := f.Rules && f.Models
	agreed := 0.0
	if f.Agrees > 0 {
		agreed = logit(f.Agrees) - logit(min(a.P, b.P))
	}
	return []float64{1, logit(f.Kinds), logit(f.Statuses), logit(a.P), logit(b.P), logit(min(a.P, b.P)), product,
		flag(both), flag(f.Rules && !f.Models), trust * flag(!f.Models), trust * flag(both), flag(a.Rank > 0), flag(b.Rank > 0),
		flag(a.Member), flag(b.Member), flag(a.Far), flag(b.Far), due, math.Log(1 + float64(f.Rivals)), math.Log(1 + float64(f.Others)),
		float64(v.N) / 40, flag(v.Quoted), flag(v.Title), flag(v.Question), flag(f.Best),
		flag(a.Type == "country" || a.Type == "bloc"), flag(b.Type == "country" || b.Type == "bloc"), flag(a.Type == "group"), flag(b.Type == "group"),
		flag(a.Form == "adj"), flag(b.Form == "adj"), min(a.Gap, 4), min(b.Gap, 4), flag(f.Status == "done"), flag(f.Status == "reversed" || f.Status == "negated"),
		flag(f.Judged == "hypothetical"), flag(judgedAs[f.Judged] == f.Status), flag(judgedAs[f.Judged] != "" && judgedAs[f.Judged] != f.Status),
		flag(f.Together), flag(f.Together && f.Outside), flag(f.Together && f.Outside && f.Plural), flag(!f.Together && f.Outside), flag(f.Conditional),
		flag(a.Told), flag(b.Told), a.Salience, b.Salience, a.Open, b.Open, float64(min(a.Back, 6)), float64(min(b.Back, 6)), flag(a.Told && b.Told),
		flag(f.Joining && f.Together), flag(f.Joining && !f.Together), flag(f.Dropped != ""), flag(f.Kind == "deadline" && f.Due == 0),
		logit(f.Kinds + f.Linked), flag(f.Linked > 0), flag(f.Agrees > 0), agreed, flag(f.SenseDoubted()),
		flag(a.Fits), flag(b.Fits), flag(a.Form == "modifier"), flag(b.Form == "modifier"), a.Open * flag(a.Fits), flag(f.Joiners), flag(a.Nested), flag(b.Nested)}
}

// SenseDoubted reports whether rules found the word in another sense than that of the kind: nobody whom it can bar stands by it.
func (f *Fact) SenseDoubted() bool {
	return f.Dropped == "no named target" || f.Dropped == "no target of this kind of measure"
}
