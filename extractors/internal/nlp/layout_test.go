package nlp

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"flag"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/extractors/internal/linear"
)

var layoutFile = flag.String("layout", "", "write prose's weights as the program reads them to this `file`")

// scale is the rounding of prose's trainer: its weights are whole thousandths.
const scale = 1000

// proseWeights are those that prose has of each feature.
func proseWeights(t *testing.T) map[string]map[string]float64 {
	t.Helper()
	raw, err := prose.Asset("model/AveragedPerceptron/weights.gob")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]map[string]float64
	if err := gob.NewDecoder(bytes.NewReader(raw)).Decode(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestLayout lays prose's weights out anew: the file that the program carries has the very bytes.
func TestLayout(t *testing.T) {
	tags := &tagger{}
	if err := tags.readNames(); err != nil {
		t.Fatal(err)
	}
	made := layOutAnew(t, proseWeights(t), tags)
	if *layoutFile != "" {
		if err := os.WriteFile(*layoutFile, made, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := configs.Model("prose.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, kept) {
		t.Error("configs/model/prose.bin is not what prose's weights are: layout.go says how to make it anew")
	}
}

// TestDamagedLayout holds that what is cut short is an error, and no panic, whatever its checksum says.
func TestDamagedLayout(t *testing.T) {
	data, err := configs.Model("prose.bin")
	if err != nil {
		t.Fatal(err)
	}
	_, parts, err := linear.ReadFile(data, layoutMagic, layoutWidths[:]...)
	if err != nil {
		t.Fatal(err)
	}
	for i := range parts {
		var cut []linear.Part
		for k, p := range parts {
			if k == i {
				p = p[:len(p)/layoutWidths[k]/2*layoutWidths[k]]
			}
			cut = append(cut, linear.Part{Data: p, Width: layoutWidths[k]})
		}
		file := linear.WriteFile(layoutMagic, nil, cut...)
		broken := &tagger{classes: reader(t).tagger.classes}
		if broken.layOut(file) == nil {
			t.Errorf("without half of part %d it is read", i)
		}
	}
}

// layOutAnew returns the file of weights.
func layOutAnew(t *testing.T, all map[string]map[string]float64, tags *tagger) []byte {
	t.Helper()
	places := map[string]map[string]map[string]float64{} // by place and value
	wordSet, affixSet, pairsOf := map[string]bool{}, map[string]bool{}, map[string][]string{}
	for feature, weights := range all {
		place, value := cutPlace(feature)
		if places[place] == nil {
			places[place] = map[string]map[string]float64{}
		}
		places[place][value] = weights
		switch {
		case place == "i-1 tag+i word ":
			before, w, _ := strings.Cut(value, " ")
			if tags.class([]byte(before)) >= 0 {
				wordSet[w] = true
				pairsOf[w] = append(pairsOf[w], before)
			}
		case strings.HasSuffix(place, " word "):
			wordSet[value] = true
		case strings.HasSuffix(place, " suffix "):
			affixSet[value] = true
		}
	}
	words, affixes := slices.Sorted(maps.Keys(wordSet)), slices.Sorted(maps.Keys(affixSet))
	var counts, pairTags, weights, lower, upper []byte
	row := func(place, value string) {
		of := places[place][value]
		list := slices.SortedFunc(maps.Keys(of), func(a, b string) int {
			return cmp.Compare(tags.class([]byte(a)), tags.class([]byte(b)))
		})
		counts = append(counts, byte(len(list)))
		for _, tag := range list {
			v := int(math.Round(of[tag] * scale))
			c := byte(tags.class([]byte(tag)))
			if v < 0 {
				v, c = -v, c|sign
			}
			if v > math.MaxUint16 {
				t.Fatalf("%s%s has the weight %v", place, value, of[tag])
			}
			weights, lower, upper = append(weights, c), append(lower, byte(v)), append(upper, byte(v>>8))
		}
	}
	for _, place := range []string{"i word ", "i-1 word ", "i-2 word ", "i+1 word ", "i+2 word "} {
		for _, w := range words {
			row(place, w)
		}
	}
	for _, w := range words {
		slices.Sort(pairsOf[w])
		counts = append(counts, byte(len(pairsOf[w])))
		for _, before := range pairsOf[w] {
			pairTags = append(pairTags, byte(tags.class([]byte(before))))
		}
	}
	for _, w := range words {
		for _, before := range pairsOf[w] {
			row("i-1 tag+i word ", before+" "+w)
		}
	}
	for _, place := range []string{"i suffix ", "i-1 suffix ", "i+1 suffix "} {
		for _, a := range affixes {
			row(place, a)
		}
	}
	before := append(slices.Clone(tags.classes), start1, start2)
	for b := range 256 {
		row("i pref1 ", string([]byte{byte(b)}))
	}
	for _, place := range []string{"i-1 tag ", "i-2 tag "} {
		for _, tag := range before {
			row(place, tag)
		}
	}
	for _, one := range before {
		for _, two := range before {
			row("i tag+i-2 tag ", one+" "+two)
		}
	}
	row("bias", "")

	var parts []linear.Part
	fronted := func(list []string) (shared, more, text []byte) {
		before := ""
		for _, w := range list {
			n := 0
			for n < len(w) && n < len(before) && w[n] == before[n] {
				n++
			}
			shared, more, text = append(shared, byte(n)), append(more, byte(len(w)-n)), append(text, w[n:]...)
			before = w
		}
		return shared, more, text
	}
	shared, more, text := fronted(words)
	sharedAffix, moreAffix, textAffix := fronted(affixes)
	for i, data := range [][]byte{shared, more, text, sharedAffix, moreAffix, textAffix, counts, pairTags, weights, lower, upper} {
		parts = append(parts, linear.Part{Data: data, Width: layoutWidths[i]})
	}
	return linear.WriteFile(layoutMagic, nil, parts...)
}

// cutPlace parts the name of a feature from its value.
func cutPlace(feature string) (place, value string) {
	for _, place := range []string{"i-1 tag+i word ", "i word ", "i+1 word ", "i+2 word ", "i-2 word ", "i-1 word ", "i suffix ", "i+1 suffix ",
		"i-1 suffix ", "i tag+i-2 tag ", "i-2 tag ", "i-1 tag ", "i pref1 "} {
		if value, ok := strings.CutPrefix(feature, place); ok {
			return place, value
		}
	}
	return feature, ""
}
