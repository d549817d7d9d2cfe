package extractors

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/compose"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
)

// Signal is a word that may signal a fact, with what the models made of it.
type Signal struct {
	Sentence int
	Token    int // of the document
	Kind     score.Choice
	Status   score.Choice // of the event; without features where nothing is proposed
	Proposed []Weighed    // what rules and models propose of it, the likeliest first
}

// Weighed is a proposed fact with its score.
type Weighed struct {
	Kind         factwire.Kind
	Status       factwire.Status
	Who, Whom    factwire.Entity // Whom is the other party of a signing, and empty for a deadline
	P, Bound     float64         // it is told from the bound on, if nothing likelier stands against it
	Rules        bool            // whether rules tell it
	Told         bool
	Elsewhere    bool // it is told, but another word is taken for what signals it
	For, Against []score.Reason
}

// leastSignal is the probability from which a word that signals nothing after all is shown.
const leastSignal = 0.05

// Signals explains what the models made of the words of a reading that may signal facts, in text order. The candidates are the engine's own, by
// which it is known what was told; without models there is nothing to explain.
func (e *Engine) Signals(r *reading.Reading, candidates []reading.Candidate) []Signal {
	if e.models == nil {
		return nil
	}
	proposed := map[int][]*compose.Proposal{} // by the token of their cue
	proposals := e.Proposals(r, e.Rules(r))
	e.weigh(proposals)
	for _, s := range proposals {
		for _, p := range s.Proposals {
			proposed[p.Event.Cue] = append(proposed[p.Event.Cue], p)
		}
	}
	var out []Signal
	for i := range r.Doc.Sentences {
		if !e.models.May(r, i) && !slices.ContainsFunc(candidates, func(c reading.Candidate) bool { return cueIn(r, &c.Fact, i) }) {
			continue
		}
		v := feature.NewView(r, i, e.Parse(r, i), e.words)
		cues := e.models.Cues(v)
		for k := range v.N {
			all := proposed[v.First+k]
			if len(all) == 0 && !slices.Contains(cues, k) {
				continue
			}
			s := Signal{Sentence: i, Token: v.First + k, Kind: e.models.WhyKind(v, k)}
			if len(all) == 0 && s.Kind.Class == score.None && s.Kind.PSecond < leastSignal {
				continue
			}
			if len(all) > 0 {
				s.Status = e.models.WhyStatus(v, string(all[0].Kind), k, e.Judged(r, s.Token))
			}
			for _, p := range all {
				w := Weighed{Kind: p.Kind, Status: p.Status, P: p.P, Bound: e.bound(v, p), Rules: p.Rule != nil}
				w.Who, w.Whom = p.Entities()
				w.For, w.Against = e.models.WhyFact(v, &p.Looks)
				for _, c := range candidates {
					if c.Dropped == "" && tells(&c.Fact, &w) {
						at := cued(r, &c.Fact, s.Token)
						w.Told, w.Elsewhere = w.Told || at, w.Elsewhere || !at
					}
				}
				s.Proposed = append(s.Proposed, w)
			}
			slices.SortStableFunc(s.Proposed, func(a, b Weighed) int {
				if a.Told != b.Told {
					return map[bool]int{true: -1, false: 1}[a.Told]
				}
				return cmp.Compare(b.P, a.P)
			})
			out = append(out, s)
		}
	}
	return out
}

func cueIn(r *reading.Reading, f *factwire.Fact, sentence int) bool {
	t := compose.CueToken(r, f)
	return t >= 0 && r.Doc.SentenceOf(t) == sentence
}

// tells reports whether a fact is what was proposed.
func tells(f *factwire.Fact, w *Weighed) bool {
	if f.Kind != w.Kind || f.Status != w.Status || !among(f.Who, w.Who) {
		return false
	}
	switch f.Kind {
	case factwire.Deadline:
		return true
	case factwire.Signing:
		return among(f.Who, w.Whom)
	}
	return among(f.Whom, w.Whom)
}

// cued reports whether a token is among the words that are taken for what signals a fact.
func cued(r *reading.Reading, f *factwire.Fact, token int) bool {
	start, _ := r.Folded.Stored(r.Doc.Tokens[token].Start, r.Doc.Tokens[token].End)
	return slices.ContainsFunc(f.Evidence, func(v factwire.Evidence) bool {
		return slices.ContainsFunc(v.Spans["cue"], func(s factwire.Span) bool { return s[0] == start })
	})
}

func among(all []factwire.Entity, e factwire.Entity) bool {
	return slices.ContainsFunc(all, func(x factwire.Entity) bool { return x.Key() == e.Key() })
}
