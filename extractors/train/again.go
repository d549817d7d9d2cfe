package train

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/compose"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/model"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
)

// Labelled is an article with the facts that somebody who knows asks for.
type Labelled struct {
	Article factwire.Article
	Facts   []factwire.Fact
	// Optional tells of each fact whether it is neither asked for nor held against a reader.
	Optional []bool
	// Partly says that somebody judged facts that were shown to him: what is neither among Facts nor among Rejected is
	// unknown, where else it is wrong.
	Partly   bool
	Rejected []factwire.Fact
}

// Counter counts, for each kind, how many of the facts that a reader tells of the i-th labelled article are right and wrong, and how many of those
// asked for it misses.
type Counter func(i int, told []factwire.Fact) map[factwire.Kind]Count

// Count counts facts.
type Count struct{ Right, Wrong, Missed int }

// Sum returns the sum of two counts.
func (c Count) Sum(d Count) Count {
	return Count{c.Right + d.Right, c.Wrong + d.Wrong, c.Missed + d.Missed}
}

// Precision is the share of what is told that is right; 0 if nothing is told.
func (c Count) Precision() float64 { return float64(c.Right) / float64(max(1, c.Right+c.Wrong)) }

// Recall is the share of what is asked for that is told.
func (c Count) Recall() float64 { return float64(c.Right) / float64(max(1, c.Right+c.Missed)) }

// F1 is the harmonic mean of both.
func (c Count) F1() float64 {
	return 2 * float64(c.Right) / float64(max(1, 2*c.Right+c.Wrong+c.Missed))
}

// Again is what labelled articles taught.
type Again struct {
	// Bundle has the weights that all of them taught, for the kinds that are Kept; else those before. Its figures are those of the bundle before.
	Bundle *model.Bundle
	Kept   []factwire.Kind // those that are read better than before, by Before and After
	// Before is how the models read the articles that taught them, by kind; After is how each fifth of them is read by weights
	// that the other four taught.
	Before, After map[factwire.Kind]Count
}

// ErrNothing says that there is nothing to learn from.
var ErrNothing = errors.New("there is nothing to learn")

// folds is the number of parts in which labelled articles are read by weights that the others taught.
const folds = 5

// again learns anew from articles that were read once.
type again struct {
	engine  *extractors.Engine
	models  *score.Models
	measure Counter
	read    []heard
	before  map[factwire.Kind]Count // of all articles in which nothing is proposed
}

// heard is an article as it is read, with what is proposed in it. The weights of whole facts and the bounds change none of that.
type heard struct {
	article   int
	reading   *reading.Reading
	rules     []reading.Candidate
	sentences []extractors.Sentence
	judged    map[factwire.Kind][]judged
}

// Relearn learns anew which proposals are told, on top of the weights of models, from labelled articles: the weights of
// whole facts, and from which probability on they are told. The fewer the labels, the nearer it stays to what was there. Done is
// called after each article; it may be nil.
func Relearn(ctx context.Context, e *extractors.Engine, m *score.Models, all []Labelled, measure Counter, done func()) (*Again, error) {
	a := &again{engine: e.With(m), models: m, measure: measure, before: map[factwire.Kind]Count{}}
	judges := 0
	for i := range all {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		h := a.hear(i, &all[i])
		if len(h.sentences) == 0 {
			add(a.before, measure(i, told(a.engine, h)))
		} else {
			a.read = append(a.read, h)
		}
		if len(h.judged) > 0 {
			judges++
		}
		if done != nil {
			done()
		}
	}
	if judges < 2 {
		return nil, fmt.Errorf("%w: what rules and models propose is judged by the labels in %d of %d articles, and what is learned from one is tried on others: label more articles", ErrNothing, judges, len(all))
	}
	out := &Again{Before: maps.Clone(a.before), After: maps.Clone(a.before)}
	for f := range min(folds, len(a.read)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var others, held []heard
		for n, h := range a.read {
			if n%folds == f {
				held = append(held, h)
			} else {
				others = append(others, h)
			}
		}
		add(out.Before, a.tell(m.Bundle(), held))
		add(out.After, a.tell(a.learn(others), held))
	}
	out.Bundle = a.learn(a.read)
	for _, k := range slices.Sorted(maps.Keys(out.Before)) {
		if better(out.After[k], out.Before[k], 1) && out.After[k].Precision() > out.Before[k].Precision()-leastPrecision {
			out.Kept = append(out.Kept, k)
		} else {
			a.restore(out.Bundle, k)
		}
	}
	return out, nil
}

// leastPrecision is how much precision may be lost where more is won in recall.
const leastPrecision = 0.01

// restore gives a kind the weights and bounds that it had.
func (a *again) restore(b *model.Bundle, k factwire.Kind) {
	if w := a.models.Bundle().Vectors[score.Fact+string(k)]; w != nil {
		b.Vectors[score.Fact+string(k)] = w
	}
	for _, rules := range []bool{false, true} {
		b.Numbers[score.BoundName(k, rules)] = a.models.Bound(k, rules)
	}
}

func add(sum, more map[factwire.Kind]Count) {
	for k, c := range more {
		sum[k] = sum[k].Sum(c)
	}
}

// hear reads an article and judges what is proposed in it by its labels.
func (a *again) hear(i int, x *Labelled) heard {
	h := heard{article: i, reading: a.engine.Read(x.Article), judged: map[factwire.Kind][]judged{}}
	h.rules = a.engine.Rules(h.reading)
	h.sentences = a.engine.Proposals(h.reading, h.rules)
	events, rejected := marks(x.Facts, x.Optional), marks(x.Rejected, nil)
	for _, s := range h.sentences {
		for _, p := range s.Proposals {
			class := verdict(p, events)
			if class == 0 && x.Partly && verdict(p, rejected) != 1 {
				class = -1
			}
			if class >= 0 {
				h.judged[p.Kind] = append(h.judged[p.Kind], a.judge(p, s.View, class))
			}
		}
	}
	return h
}

// judge is a proposal with what trees add to its figures: they stay, and the weights are learned beside them.
func (a *again) judge(p *compose.Proposal, v *feature.View, class int) judged {
	figures := p.Looks.Figures(v)
	return judged{figures, class, 1, a.models.Corrected(p.Kind, figures)}
}

func told(e *extractors.Engine, h heard) []factwire.Fact {
	var out []factwire.Fact
	for _, c := range e.Tell(h.reading, h.rules, h.sentences) {
		if c.Dropped == "" {
			out = append(out, c.Fact)
		}
	}
	return out
}

// tell measures how weights read articles.
func (a *again) tell(b *model.Bundle, read []heard) map[factwire.Kind]Count {
	sum := map[factwire.Kind]Count{}
	m, err := score.New(b)
	if err != nil {
		panic(err) // it has the models that a.models has
	}
	e := a.engine.With(m)
	for _, h := range read {
		add(sum, a.measure(h.article, told(e, h)))
	}
	return sum
}

// learn returns the weights of whole facts and the bounds that articles teach.
func (a *again) learn(read []heard) *model.Bundle {
	b := *a.models.Bundle()
	b.Vectors, b.Numbers = maps.Clone(b.Vectors), maps.Clone(b.Numbers)
	if b.Numbers == nil {
		b.Numbers = map[string]float64{}
	}
	taught := map[factwire.Kind]bool{}
	before := a.tell(a.models.Bundle(), read)
	for k := range before {
		name := score.Fact + string(k)
		var js []judged
		for _, h := range read {
			js = append(js, h.judged[k]...)
		}
		if len(js) > 0 && b.Vectors[name] != nil {
			b.Vectors[name] = fitFigures(js, b.Vectors[name], pullAgain)
			taught[k] = true
		}
	}
	for _, rules := range []bool{false, true} {
		a.bounds(&b, read, taught, before, rules)
	}
	// what reads its own articles worse is not worth a trial on others
	after := a.tell(&b, read)
	for k := range taught {
		if !better(after[k], before[k], 1) {
			a.restore(&b, k)
		}
	}
	return &b
}

// pullAgain is how strongly weights are pulled towards those before, in judged proposals: as if so many had taught those.
const pullAgain = 60

// steps is the number of bounds that are tried, and margin how many more right facts, or fewer wrong ones, another bound must bring than
// the one before.
const (
	steps  = 20
	margin = 2
)

// bounds chooses from which probability on proposals, of rules or of models alone, are told: the one by which the articles are read best, where
// precision does not suffer; of several next to each other that do equally well, the middle. Kinds do not touch each other, so that
// one reading tries a bound of all.
func (a *again) bounds(b *model.Bundle, read []heard, kinds map[factwire.Kind]bool, before map[factwire.Kind]Count, rules bool) {
	type choice struct {
		first, last  float64
		start, count Count
	}
	best := map[factwire.Kind]*choice{}
	for k, c := range a.tell(b, read) {
		if kinds[k] {
			best[k] = &choice{a.models.Bound(k, rules), -1, c, c}
		}
	}
	trial := *b
	for i := range steps {
		at := float64(i) / steps
		trial.Numbers = maps.Clone(b.Numbers)
		for k := range best {
			trial.Numbers[score.BoundName(k, rules)] = at
		}
		for k, c := range a.tell(&trial, read) {
			switch is := best[k]; {
			case is == nil:
			case better(c, is.start, margin) && better(c, is.count, 1) && c.Precision() >= before[k].Precision():
				is.first, is.last, is.count = at, at, c
			case c == is.count && is.last == float64(i-1)/steps:
				is.last = at
			}
		}
	}
	for k, is := range best {
		at := is.first
		if is.last >= 0 {
			at = math.Round((is.first+is.last)*50) / 100
		}
		b.Numbers[score.BoundName(k, rules)] = at
	}
}

// better reports whether a reading finds more than another: by F1, and by at least so many facts.
func better(c, than Count, by int) bool {
	return c.F1() > than.F1() && (c.Right-than.Right)-(c.Wrong-than.Wrong) >= by
}

// marks gives labels the form of marks.
func marks(facts []factwire.Fact, optional []bool) []Event {
	var out []Event
	for i, f := range facts {
		e := Event{Kind: f.Kind, Status: f.Status, Names: map[string][]string{}, Date: string(f.When.Date), About: f.About, Optional: i < len(optional) && optional[i]}
		if e.Status == "" {
			e.Status = factwire.Done
		}
		for role, all := range map[string][]factwire.Entity{"who": f.Who, "whom": f.Whom} {
			for _, y := range all {
				name := y.Code
				if name == "" {
					name = y.Name
				}
				e.Names[role] = append(e.Names[role], name)
			}
		}
		out = append(out, e)
	}
	return out
}
