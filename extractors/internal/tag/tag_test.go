package tag_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/internal/tag"
)

var reader = sync.OnceValues(nlp.New)

func load(t testing.TB) *tag.Tagger {
	t.Helper()
	m, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// read returns the words of a sentence with prose's tags.
func read(t testing.TB, text string) []tag.Word {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	d := r.Segment(text)
	var words []tag.Word
	for i := range d.Sentences {
		r.TagByProse(d, i)
	}
	for _, w := range d.Tokens {
		words = append(words, tag.Word{Text: w.Text, Tag: w.Tag})
	}
	return words
}

// TestTags reads testdata/tags.txt: a sentence a line, some of its words with the tag that they have, as "word_TAG". Those
// that prose has wrong show that the tagger does something.
func TestTags(t *testing.T) {
	m := load(t)
	data, err := os.ReadFile("testdata/tags.txt")
	if err != nil {
		t.Fatal(err)
	}
	asked, prose := 0, 0
	for line := range strings.Lines(string(data)) {
		var text []string
		want := map[int]string{}
		for i, f := range strings.Fields(line) {
			word, tag, ok := strings.Cut(f, "_")
			if text = append(text, word); ok {
				want[i] = tag
			}
		}
		words := read(t, strings.Join(text, " "))
		if len(words) != len(text) {
			t.Fatalf("%q has %d words, not %d", line, len(words), len(text))
		}
		before := slices.Clone(words)
		m.Tag(words)
		for i, tag := range want {
			asked++
			if before[i].Tag == tag {
				prose++
			}
			if words[i].Tag != tag {
				t.Errorf("%s: %s is %s, want %s (prose: %s)", strings.Join(text, " "), words[i].Text, words[i].Tag, tag, before[i].Tag)
			}
		}
	}
	if asked < 40 || asked-prose < 10 {
		t.Errorf("%d tags asked for, of which prose has %d: too easy", asked, prose)
	}
}

// A mark, a word with a hyphen and a line of capitals keep their tags.
func TestKept(t *testing.T) {
	m := load(t)
	words := []tag.Word{{Text: "Oslo-based", Tag: "XY"}, {Text: "…", Tag: "XY"}, {Text: "”", Tag: "XY"}, {Text: "no", Tag: "XY"}}
	m.Tag(words)
	shout := []tag.Word{{Text: "MINISTER", Tag: "XY"}, {Text: "SIGNS", Tag: "XY"}, {Text: "TREATY", Tag: "XY"}}
	m.Tag(shout)
	for _, w := range append(words, shout...) {
		if w.Tag != "XY" {
			t.Errorf("%s is %s now", w.Text, w.Tag)
		}
	}
}

func TestTagConcurrently(t *testing.T) {
	m := load(t)
	came := read(t, "Suppose that Chad and Norway, which met in Oslo on Monday, agreed to sign the accord and to lift the ban.")
	want := slices.Clone(came)
	m.Tag(want)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				got := slices.Clone(came)
				if m.Tag(got); !slices.Equal(got, want) {
					t.Errorf("%v, want %v", got, want)
				}
			}
		})
	}
	wg.Wait()
}

func TestNewRefuses(t *testing.T) {
	for _, data := range []string{"", "x", "factwire-tagger-1 1 1 1 1 0 00000000\n"} {
		if _, err := tag.New([]byte(data)); err == nil || !strings.HasPrefix(err.Error(), "tagger: ") {
			t.Errorf("%q: error %v", data, err)
		}
	}
	small, err := tag.Encode(tag.Weights{Sure: map[uint64]uint8{7: 1}}, []string{"NN"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tag.New(small); err == nil {
		t.Error("a word has a tag that there is not, and no error comes")
	}
	small, err = tag.Encode(tag.Weights{Sure: map[uint64]uint8{7: 0}}, []string{"NN"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tag.New(small); err != nil {
		t.Error(err)
	}
	small[len(small)-1] ^= 1
	if _, err := tag.New(small); err == nil {
		t.Error("a damaged file gives no error")
	}
}

func FuzzTag(f *testing.F) {
	m, err := tag.Load()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"Norway banned Chad .", "\xff\xe2\x80 \x00 É", "- -- … ’s", "A B C D"} {
		f.Add(s, "NNP")
	}
	f.Fuzz(func(t *testing.T, text, came string) {
		var words []tag.Word
		for w := range strings.FieldsSeq(text) {
			words = append(words, tag.Word{Text: w, Tag: came})
		}
		again := slices.Clone(words)
		m.Tag(words)
		if m.Tag(again); !slices.Equal(words, again) {
			t.Error("the same words have other tags")
		}
	})
}

func BenchmarkTag(b *testing.B) {
	m := load(b)
	came := read(b, "The commission said on Tuesday that it had fined two of the country's largest banks, which had failed to report transfers, and barred them from new business.")
	words := slices.Clone(came)
	b.ReportAllocs()
	for b.Loop() {
		copy(words, came)
		m.Tag(words)
	}
}
