package main

import (
	"fmt"
	"io"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors"
	"github.com/factwire/factwire/extractors/score"
	"github.com/factwire/factwire/extractors/train"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/eval"
)

// calibrate measures confidences on the marked articles of a folder, each read by models that it did not teach, puts into the bundle how they are
// turned into probabilities, the figures of that reading, and from which confidence on they have the precision asked for; and prints how often facts of each tenth are right. Beside NAME.spans.jsonl the folder holds
// NAME.gold.jsonl, with the facts of all kinds.
func calibrate(w io.Writer, e *extractors.Engine, l *train.Learned, dir string, examples []train.Example, precision float64) error {
	cases, err := eval.Load(dir, "")
	if err != nil {
		return err
	}
	gold := map[string][]eval.Gold{}
	for _, c := range cases {
		gold[c.Name] = c.Facts
	}
	var engines [train.Parts]*extractors.Engine
	for part, b := range l.Held {
		b.Numbers = l.Bundle.Numbers
		m, err := score.New(b)
		if err != nil {
			return err
		}
		engines[part] = e.With(m)
	}
	measured := eval.NewScore(nil)
	for _, x := range examples {
		if facts, ok := gold[x.ID]; ok {
			measured.Add(x.ID, x.Article.Text, facts, engines[x.Part()].Extract(x.Article))
		}
	}
	told := map[factwire.Kind][]train.Told{}
	for _, j := range measured.Judged {
		told[j.Kind] = append(told[j.Kind], train.Told{Confidence: j.Confidence, Right: j.Right})
	}
	for k, all := range told {
		l.Bundle.Vectors[score.Calibration+string(k)] = train.Calibrate(all)
	}
	m, err := score.New(l.Bundle)
	if err != nil {
		return err
	}
	l.Bundle.Figures = map[string]float64{"macro f1": measured.MacroF1()}
	for _, k := range kind.Defaults() {
		t := measured.Kinds[k]
		l.Bundle.Figures[string(k)+" precision"], l.Bundle.Figures[string(k)+" recall"] = t.Precision(), t.Recall()
		fmt.Fprintf(w, "%s: %d told, P %.3f R %.3f F1 %.3f\n", k, len(told[k]), t.Precision(), t.Recall(), t.F1())
	}
	tenths(w, "confidence as it was", measured.Judged, func(j eval.Judged) float64 { return j.Confidence })
	tenths(w, "calibrated", measured.Judged, func(j eval.Judged) float64 { return m.Calibrated(j.Kind, j.Confidence) })
	if from := floor(w, m, measured, precision); from > 0 {
		l.Bundle.Numbers[score.TellFrom] = from
	}
	return nil
}

// floor returns the least confidence from which on facts have a precision, 0 for none, and prints what each floor gives.
func floor(w io.Writer, m *score.Models, measured *eval.Score, precision float64) float64 {
	fmt.Fprintln(w, "told from a confidence on: precision, and F1 of each kind")
	from := 0.0
	for i := range 20 {
		at := float64(i) / 20
		right, all := map[factwire.Kind]int{}, map[factwire.Kind]int{}
		var r, n int
		for _, j := range measured.Judged {
			if m.Calibrated(j.Kind, j.Confidence) >= at {
				all[j.Kind]++
				n++
				if j.Right {
					right[j.Kind]++
					r++
				}
			}
		}
		share := float64(r) / float64(max(n, 1))
		fmt.Fprintf(w, "  %.2f  %.3f ", at, share)
		for _, k := range measured.Order {
			t := measured.Kinds[k]
			fmt.Fprintf(w, " %s %.3f", k, 2*float64(right[k])/float64(max(1, all[k]+t.Right+t.Missed)))
		}
		fmt.Fprintln(w)
		if from == 0 && precision > 0 && share >= precision {
			from = at
		}
	}
	return from
}

// tenths prints how often facts of each tenth of confidence are right, beside their mean confidence.
func tenths(w io.Writer, title string, all []eval.Judged, confidence func(eval.Judged) float64) {
	fmt.Fprintln(w, title)
	for i := 9; i >= 0; i-- {
		n, right, sum := 0, 0, 0.0
		for _, j := range all {
			if c := confidence(j); min(9, int(c*10)) == i {
				n++
				sum += c
				if j.Right {
					right++
				}
			}
		}
		if n > 0 {
			fmt.Fprintf(w, "  %.1f  %4d of %4d  right %.3f  mean %.3f\n", float64(i)/10, right, n, float64(right)/float64(n), sum/float64(n))
		}
	}
}
