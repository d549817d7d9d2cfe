package train

import (
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/reading"
)

// anchor is the token of an event's cue by which it is found; -1 where no token will do.
type anchor struct {
	token int
	event *Event
}

// tokensIn returns the tokens that a stretch of bytes covers, wholly or in part.
func tokensIn(r *reading.Reading, start, end int) []int {
	lo, _ := slices.BinarySearchFunc(r.Doc.Tokens, start, func(t token, at int) int { return t.End - at - 1 })
	var out []int
	for t := lo; t < len(r.Doc.Tokens) && r.Doc.Tokens[t].Start < end; t++ {
		if r.Doc.Tokens[t].End > start {
			out = append(out, t)
		}
	}
	return out
}

func content(tag string) bool {
	return strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "VB") || strings.HasPrefix(tag, "JJ")
}

// counted returns how often each word alone is marked as cue.
func counted(engine *extractors.Engine, examples []Example) map[string]map[factwire.Kind]int {
	examples = slices.Clone(examples)
	l := &learner{engine: engine, cues: map[string]map[factwire.Kind]int{}}
	readings := make([]*reading.Reading, len(examples))
	for i := range examples {
		readings[i] = engine.Read(examples[i].Article)
		examples[i] = examples[i].folded(readings[i])
	}
	l.countCues(examples, readings)
	return l.cues
}

// countCues counts the words that alone are marked as cue.
func (l *learner) countCues(examples []Example, readings []*reading.Reading) {
	for i, x := range examples {
		for _, e := range x.Events {
			for _, c := range e.Cues {
				if in := tokensIn(readings[i], c[0], c[1]); len(in) == 1 {
					lemma := readings[i].Doc.Tokens[in[0]].Lemma
					if l.cues[lemma] == nil {
						l.cues[lemma] = map[factwire.Kind]int{}
					}
					l.cues[lemma][e.Kind]++
				}
			}
		}
	}
}

// anchors picks one token of each event's cue: the word most often marked alone for its kind, else the one that governs the others.
func (l *learner) anchors(r *reading.Reading, x Example) []anchor {
	var out []anchor
	for k := range x.Events {
		e := &x.Events[k]
		for n, c := range e.Cues {
			if n > 0 {
				break
			}
			best, most := -1, 0
			in := tokensIn(r, c[0], c[1])
			for _, t := range in {
				tok := r.Doc.Tokens[t]
				if n := l.cues[tok.Lemma][e.Kind]; n > most && (content(tok.Tag) || len(in) == 1) {
					best, most = t, n
				}
			}
			if best < 0 {
				best = l.lead(r, in)
			}
			out = append(out, anchor{best, e})
		}
	}
	return out
}

// lead returns the word of content that governs the others, or -1.
func (l *learner) lead(r *reading.Reading, in []int) int {
	if len(in) == 0 {
		return -1
	}
	s := r.Doc.SentenceOf(in[0])
	v := feature.NewView(r, s, l.engine.Parse(r, s), l.engine.Words())
	best, least := -1, 1000
	for _, t := range in {
		if t-v.First >= v.N || !content(r.Doc.Tokens[t].Tag) {
			continue
		}
		depth := 0
		for h := v.Head[t-v.First]; h >= 0; h = v.Head[h] {
			depth++
		}
		if depth < least {
			best, least = t, depth
		}
	}
	return best
}
