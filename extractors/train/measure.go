package train

import (
	"fmt"
	"io"

	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/model"
	"github.com/factwire/factwire/extractors/score"
)

// tally counts what was found, what of it was asked for, and what was missed.
type tally struct{ tp, fp, fn int }

func (t tally) String() string {
	p, r := float64(t.tp)/max(1, float64(t.tp+t.fp)), float64(t.tp)/max(1, float64(t.tp+t.fn))
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f (%d)", p, r, 2*p*r/max(1e-9, p+r), t.tp+t.fn)
}

// Measure prints how well the models find the events of examples that they were not taught with, layer by layer.
func Measure(w io.Writer, engine *extractors.Engine, b *model.Bundle, taught, examples []Example) error {
	m, err := score.New(b)
	if err != nil {
		return err
	}
	thresholds := []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}
	kind := make([]tally, len(thresholds))
	both := make([]tally, len(thresholds))
	var s score.Scratch
	for _, x := range examples {
		r := engine.Read(x.Article)
		x = x.folded(r)
		type key struct{ kind, status string }
		need, may := map[key]bool{}, map[key]bool{}
		needK, mayK := map[string]bool{}, map[string]bool{}
		for _, e := range x.Events {
			k := key{string(e.Kind), string(e.Status)}
			may[k], mayK[k.kind] = true, true
			if !e.Optional {
				need[k], needK[k.kind] = true, true
			}
		}
		var got []score.Event
		for i, sent := range r.Doc.Sentences {
			if sent.End <= x.From || !m.May(r, i) {
				continue
			}
			v := feature.NewView(r, i, engine.Parse(r, i), engine.Words())
			got = append(got, m.Events(v, func(t int) string { return engine.Judged(r, t) }, thresholds[0], nil, &s)...)
		}
		for n, th := range thresholds {
			have, haveK := map[key]bool{}, map[string]bool{}
			for _, e := range got {
				if e.P >= th {
					have[key{string(e.Kind), string(e.Status)}] = true
					haveK[string(e.Kind)] = true
				}
			}
			count(&kind[n], needK, mayK, haveK)
			count(&both[n], need, may, have)
		}
	}
	for n, th := range thresholds {
		fmt.Fprintf(w, "%.1f kind %v   kind and status %v\n", th, kind[n], both[n])
	}
	return measureRoles(w, engine, b, taught, examples)
}

func count[K comparable](t *tally, need, may, have map[K]bool) {
	for k := range have {
		switch {
		case need[k]:
			t.tp++
		case !may[k]:
			t.fp++
		}
	}
	for k := range need {
		if !have[k] {
			t.fn++
		}
	}
}

// measureRoles prints how well roles and status are told of events whose cue and kind are given.
func measureRoles(w io.Writer, engine *extractors.Engine, b *model.Bundle, taught, examples []Example) error {
	l := &learner{engine: engine, cues: counted(engine, taught)}
	for i := range examples {
		r := engine.Read(examples[i].Article)
		x := examples[i].folded(r)
		for _, a := range l.anchors(r, x) {
			if a.token < 0 || a.event.Optional {
				continue
			}
			s := r.Doc.SentenceOf(a.token)
			v := feature.NewView(r, s, engine.Parse(r, s), engine.Words())
			l.event(v, a, 1)
		}
	}
	one := func(m *model.Linear, all []instance) (map[string]tally, [][]int) {
		out := map[string]tally{}
		conf := make([][]int, len(m.Classes))
		for i := range conf {
			conf[i] = make([]int, len(m.Classes))
		}
		var logits []int32
		for _, x := range all {
			logits = m.Score(x.features, logits)
			best := 0
			for c := range logits {
				if logits[c] > logits[best] {
					best = c
				}
			}
			conf[x.class][best]++
			if best == x.class {
				t := out[m.Classes[best]]
				t.tp++
				out[m.Classes[best]] = t
			} else {
				t := out[m.Classes[best]]
				t.fp++
				out[m.Classes[best]] = t
				t = out[m.Classes[x.class]]
				t.fn++
				out[m.Classes[x.class]] = t
			}
		}
		return out, conf
	}
	rb, rs, rd := b.Models[score.Role], b.Models[score.Status], b.Models[score.Due]
	a, conf := one(rb, l.role)
	for _, c := range rb.Classes {
		fmt.Fprintf(w, "role %-8s %v\n", c, a[c])
	}
	fmt.Fprintln(w, conf)
	a, conf = one(rs, l.status)
	for _, c := range rs.Classes {
		fmt.Fprintf(w, "status %-8s %v\n", c, a[c])
	}
	fmt.Fprintln(w, conf)
	a, _ = one(rd, l.due)
	fmt.Fprintf(w, "due %v\n", a["yes"])
	return nil
}
