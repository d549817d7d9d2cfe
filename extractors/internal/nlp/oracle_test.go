package nlp

import (
	"bytes"
	"math"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/factwire/factwire/extractors/internal/linear"
	"github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/data"
)

// TestTaggerIsProses tags each sentence with prose itself and with the flat tables.
// Only sentences count in which both see the same words, each of them once: prose
// gives a word that comes twice the tag of its last place.
func TestTaggerIsProses(t *testing.T) {
	r := reader(t)
	first, err := prose.NewDocument("Hello.", prose.WithExtraction(false), prose.WithSegmentation(false))
	if err != nil {
		t.Fatal(err)
	}
	compared, same := 0, 0
	d := r.Segment(strings.Join(lines(t, "news.txt"), "\n"))
	for _, s := range d.Sentences {
		tokens := d.Tokens[s.First:s.Last]
		text := strings.ReplaceAll(d.Text[s.Start:s.End], "’", "'")
		if strings.ContainsAny(text, "“”\"") || capitals(tokens) != usual {
			continue
		}
		oracle, err := prose.NewDocument(text, prose.UsingModel(first.Model), prose.WithExtraction(false), prose.WithSegmentation(false))
		if err != nil {
			t.Fatal(err)
		}
		theirs := oracle.Tokens()
		seen := map[string]bool{}
		usable := len(theirs) == len(tokens)
		for i := 0; usable && i < len(tokens); i++ {
			usable = theirs[i].Text == tokens[i].Text && !seen[tokens[i].Text]
			seen[tokens[i].Text] = true
		}
		if !usable {
			continue
		}
		r.tagger.tag(tokens, nil)
		for i := range tokens {
			compared++
			if tokens[i].Tag == theirs[i].Tag {
				same++
			} else {
				t.Logf("%s: %s is %s, prose has %s", text, tokens[i].Text, tokens[i].Tag, theirs[i].Tag)
			}
		}
	}
	if compared < 150 {
		t.Fatalf("only %d tokens compared", compared)
	}
	if float64(same) < 0.998*float64(compared) {
		t.Errorf("%d of %d tags are the same", same, compared)
	}
}

// TestWeights reads the model with encoding/gob and asks the tables for each row.
func TestWeights(t *testing.T) {
	r := reader(t)
	want := proseWeights(t)
	rows, total, kept := 0, 0, len(r.tagger.weights)
	for _, seen := range r.tagger.seen[:len(r.tagger.seen)-len(r.tagger.before)] { // behind them stand the rows that are added up
		kept += bits.OnesCount64(seen)
	}
	for feature, weights := range want {
		total += len(weights)
		word, ok := strings.CutPrefix(feature, "i word ")
		if !ok {
			continue
		}
		rows++
		got := map[string]float64{}
		if w := r.tagger.words.of(word); w != nil {
			got = r.tagger.weightsOf(w.self)
		}
		if len(got) != len(weights) {
			t.Fatalf("%q has %v, want %v", feature, got, weights)
		}
		for tag, v := range weights {
			if math.Abs(got[tag]-v) > 1e-9 {
				t.Fatalf("%q has %v, want %v", feature, got, weights)
			}
		}
	}
	if rows < 5000 || kept != total {
		t.Errorf("%d rows and %d weights, want %d", rows, kept, total)
	}
}

// TestTagsBefore adds up what the model has of each two tags before a word.
func TestTagsBefore(t *testing.T) {
	r := reader(t)
	all := proseWeights(t)
	names := slices.Concat(r.tagger.classes, []string{start1, start2})
	if len(r.tagger.before) != len(names)*len(names) {
		t.Fatalf("%d rows", len(r.tagger.before))
	}
	for i, row := range r.tagger.before {
		p1, p2 := names[i/len(names)], names[i%len(names)]
		want := map[string]float64{}
		for _, feature := range []string{"bias", "i-1 tag " + p1, "i-2 tag " + p2, "i tag+i-2 tag " + p1 + " " + p2} {
			for tag, w := range all[feature] {
				want[tag] += w
			}
		}
		got := r.tagger.weightsOf(row)
		if len(got) != len(want) || len(got) == 0 {
			t.Fatalf("%s %s: %v, want %v", p1, p2, got, want)
		}
		for tag, w := range want {
			if math.Abs(got[tag]-w) > 1e-9 {
				t.Fatalf("%s %s: %s has %v, want %v", p1, p2, tag, got[tag], w)
			}
		}
	}
	if len(all["i-1 tag DT"]) == 0 || len(all["i-2 tag DT"]) == 0 || len(all["i tag+i-2 tag DT IN"]) == 0 {
		t.Error("the features have other names")
	}
}

// weightsOf returns the weights of a row by their tags.
func (t *tagger) weightsOf(r row) map[string]float64 {
	all := map[string]float64{}
	n, from := int(r>>rowShift), int(r&(1<<rowShift-1))
	if n == isWide {
		for c, w := range t.wide[from*linear.WideClasses : (from+1)*linear.WideClasses] {
			if t.seen[from]>>c&1 != 0 {
				all[t.classes[c]] = float64(w) / scale
			}
		}
		return all
	}
	for _, w := range t.weights[from : from+n] {
		all[t.classes[w.tag()]] = float64(w.value()) / scale
	}
	return all
}

// TestGobIsChecked cuts and flips the model: an error, never a panic or a hang.
func TestGobIsChecked(t *testing.T) {
	raw, err := prose.Asset("model/AveragedPerceptron/classes.gob")
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw {
		(&tagger{}).readAll(raw[:i])
		flipped := bytes.Clone(raw)
		flipped[i] ^= 0xff
		(&tagger{}).readAll(flipped)
	}
	if (&tagger{}).readAll(raw[:len(raw)/2]) == nil {
		t.Error("half a model gives no error")
	}
	if err := (&tagger{}).readAll(raw); err != nil {
		t.Error(err)
	}
}

func (t *tagger) readAll(classes []byte) error {
	g := &gobReader{data: classes}
	g.value()
	t.readClasses(g)
	return g.err
}

// TestPunktStorage reads Punkt's model with encoding/json.
func TestPunktStorage(t *testing.T) {
	raw, err := data.Asset("data/english.json")
	if err != nil {
		t.Fatal(err)
	}
	want, err := sentences.LoadTraining(raw)
	if err != nil {
		t.Fatal(err)
	}
	got, err := punktStorage(raw)
	if err != nil {
		t.Fatal(err)
	}
	for name, pair := range map[string][2]sentences.SetString{
		"AbbrevTypes": {got.AbbrevTypes, want.AbbrevTypes}, "Collocations": {got.Collocations, want.Collocations},
		"SentStarters": {got.SentStarters, want.SentStarters}, "OrthoContext": {got.OrthoContext, want.OrthoContext},
	} {
		if len(pair[0]) != len(pair[1]) || len(pair[1]) == 0 {
			t.Errorf("%s has %d entries, want %d", name, len(pair[0]), len(pair[1]))
		}
		for k, v := range pair[1] {
			if pair[0][k] != v {
				t.Errorf("%s[%q] is %d, want %d", name, k, pair[0][k], v)
			}
		}
	}
	for _, broken := range []string{"", "{", `{"AbbrevTypes": {"x"`, `{"AbbrevTypes": {"x": y}}`, `{"x`} {
		if _, err := punktStorage([]byte(broken)); err == nil {
			t.Errorf("%q gives no error", broken)
		}
	}
}

// TestPunktOnCandidates pins that Punkt says the same of the words around full stops
// alone as it says of the whole text.
func TestPunktOnCandidates(t *testing.T) {
	r := reader(t)
	for _, name := range []string{"news.txt", "sentences.txt"} {
		for _, line := range lines(t, name) {
			whole := map[int]bool{}
			for _, tok := range r.segmenter.punkt.AnnotatedTokens(line) {
				if tok.SentBreak {
					whole[tok.Position] = true
				}
			}
			for _, c := range r.segmenter.candidates(line, 0, len(line)) {
				if c.next < len(line) && c.breaks != whole[c.end] { // it loses a last word that ends in a long rune
					t.Errorf("%s: %s at %d is %v, want %v", line, line[c.start:c.end], c.end, c.breaks, whole[c.end])
				}
				delete(whole, c.end)
			}
			for at := range whole {
				t.Errorf("%s: no candidate at %d", line, at)
			}
		}
	}
}
