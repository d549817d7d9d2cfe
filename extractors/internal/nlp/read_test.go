package nlp

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
)

// shared is the reader of all tests; a reader is safe for concurrent use.
var shared = sync.OnceValues(New)

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// lines returns the lines of a test file without comments, which begin with "# ".
func lines(t testing.TB, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\n"); !strings.HasPrefix(line, "# ") {
			out = append(out, line)
		}
	}
	if len(out) < 10 {
		t.Fatalf("%s has only %d lines", name, len(out))
	}
	return out
}

func TestTokens(t *testing.T) {
	r, cases, text := reader(t), 0, ""
	for _, line := range lines(t, "tokens.txt") {
		want, ok := strings.CutPrefix(line, "= ")
		if !ok {
			text = line
			continue
		}
		cases++
		var got []string
		for _, tok := range r.Read(text).Tokens {
			got = append(got, tok.Text)
		}
		if got := strings.Join(got, "|"); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	if cases < 20 {
		t.Fatalf("only %d cases", cases)
	}
}

func TestSentences(t *testing.T) {
	r, cases := reader(t), 0
	for block := range strings.SplitSeq(strings.Join(lines(t, "sentences.txt"), "\n"), "\n\n") {
		block = strings.Trim(block, "\n")
		if block == "" {
			continue
		}
		cases++
		text := strings.NewReplacer("¦", "", "⏎", "").Replace(block)
		d := r.Read(text)
		var got strings.Builder
		at := 0
		for i, p := range d.Paragraphs {
			if i > 0 {
				got.WriteString(text[at:p.Start])
				at = p.Start
			}
			for k := p.First; k < p.Last; k++ {
				s := d.Sentences[k]
				got.WriteString(strings.ReplaceAll(text[at:s.End], "\n", "⏎\n"))
				if at = s.End; k+1 < p.Last {
					got.WriteString("¦")
				}
			}
		}
		if got.String() != block {
			t.Errorf("got\n%s\nwant\n%s", got.String(), block)
		}
	}
	if cases < 15 {
		t.Fatalf("only %d cases", cases)
	}
}

func TestLemmas(t *testing.T) {
	r := reader(t)
	for _, line := range lines(t, "lemmas.txt") {
		f := strings.Fields(line)
		if len(f) != 3 {
			t.Fatalf("bad case %q", line)
		}
		low := lowered(f[0], &r.tagger.words)
		if got := r.lemmas.lemma(low, f[1]); got != f[2] {
			t.Errorf("%s %s is %s, want %s", f[0], f[1], got, f[2])
		}
	}
}

func TestTags(t *testing.T) {
	r := reader(t)
	for _, line := range lines(t, "tags.txt") {
		var words, want []string
		for f := range strings.FieldsSeq(line) {
			word, tag, _ := strings.Cut(f, "_")
			words, want = append(words, word), append(want, tag)
		}
		// The words of the case are joined as a text has them, so that marks stand
		// against their words.
		text := ""
		for i, w := range words {
			glue := i == 0 || strings.Contains(",.!?;:%”", w) || w == "'" || strings.HasPrefix(w, "'") || strings.HasPrefix(w, "’") ||
				w == "n't" || w == "n’t" || text[len(text)-1] == '$' || strings.HasSuffix(text, "“") || i == 1 && text == `"` || w == `"`
			if !glue {
				text += " "
			}
			text += w
		}
		d := r.Read(text)
		if len(d.Sentences) != 1 || len(d.Tokens) != len(words) {
			t.Errorf("%s: %d sentences, %d tokens, want 1 and %d", text, len(d.Sentences), len(d.Tokens), len(words))
			continue
		}
		for i, tok := range d.Tokens {
			if want[i] != "" && tok.Tag != want[i] {
				t.Errorf("%s: %s is %s, want %s", text, tok.Text, tok.Tag, want[i])
			}
		}
	}
}

// TestTagIsLazy pins that Segment leaves tags out, and that Tag fills one sentence as
// Read does.
func TestTagIsLazy(t *testing.T) {
	r := reader(t)
	const text = "Orlan bans Lintel. It does not ban Birkom."
	all, d := r.Read(text), r.Segment(text)
	r.Tag(d, 1)
	r.Tag(d, 1)
	for i, tok := range d.Tokens {
		want := all.Tokens[i]
		if i < d.Sentences[0].Last {
			want.Tag, want.Lemma = "", ""
		}
		if tok != want {
			t.Errorf("token %d is %+v, want %+v", i, tok, want)
		}
	}
}

// TestRelease reads texts in memory that others were read in: nothing is left of those.
func TestRelease(t *testing.T) {
	r := reader(t)
	for _, text := range []string{"Norway signed two accords on Monday. Chad did not.", "Fine.", "", "Chad has barred the firm's ships, its ministers said, and will bar more."} {
		d, want := r.Read(text), r.Read(text)
		if !slices.Equal(d.Tokens, want.Tokens) || !slices.Equal(d.Sentences, want.Sentences) {
			t.Errorf("%q is read as %v, want %v", text, d.Tokens, want.Tokens)
		}
		r.Release(d)
		if len(d.Tokens) > 0 {
			t.Error("a document keeps words that it gave back")
		}
	}
}

func TestReadIsConcurrent(t *testing.T) {
	r := reader(t)
	text := strings.Join(lines(t, "news.txt"), "\n")
	want := r.Read(text)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got := r.Read(text)
			for i := range want.Tokens {
				if got.Tokens[i] != want.Tokens[i] {
					t.Errorf("token %d is %+v, want %+v", i, got.Tokens[i], want.Tokens[i])
					return
				}
			}
		})
	}
	wg.Wait()
}
