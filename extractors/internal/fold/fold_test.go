package fold_test

import (
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/factwire/factwire/extractors/internal/fold"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/lexicon"
)

var shared = sync.OnceValues(func() (*fold.Folder, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	words, err := nlp.New()
	if err != nil {
		return nil, err
	}
	return fold.New(lex, words), nil
})

func folder(t testing.TB) *fold.Folder {
	t.Helper()
	f, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

type foldCase struct{ name, text, want string }

func cases(t testing.TB) []foldCase {
	t.Helper()
	data, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []foldCase
	for _, part := range strings.Split(string(data), "<<< ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		text, rest, ok := strings.Cut(rest, "\n===\n")
		want, _, closed := strings.Cut(rest, "\n>>>")
		if !ok || !closed {
			t.Fatalf("case %q is not closed", name)
		}
		out = append(out, foldCase{name, unescape(t, text), want})
	}
	if len(out) < 14 {
		t.Fatalf("only %d cases", len(out))
	}
	return out
}

// unescape reads \uXXXX.
func unescape(t testing.TB, s string) string {
	t.Helper()
	parts := strings.Split(s, `\u`)
	for i, p := range parts[1:] {
		n, err := strconv.ParseUint(p[:4], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		parts[i+1] = string(rune(n)) + p[4:]
	}
	return strings.Join(parts, "")
}

func TestCases(t *testing.T) {
	for _, c := range cases(t) {
		if got := folder(t).Fold(c.text).Text; got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// TestStored wants each word that is read to lead back to its letters in the stored text.
func TestStored(t *testing.T) {
	for _, c := range cases(t) {
		text := folder(t).Fold(c.text)
		at := 0
		for _, w := range strings.Fields(text.Text) {
			start := at + strings.Index(text.Text[at:], w)
			at = start + len(w)
			from, to := text.Stored(start, at)
			again := folder(t).Fold(text.Slice(from, to)).Text
			if bare(again) != bare(w) && !strings.EqualFold(strings.ReplaceAll(bare(again), " ", ""), bare(w)) && !strings.Contains(text.Slice(from, to), strings.ToUpper(bare(w))) && !strings.HasPrefix(bare(text.Slice(from, to)), bare(w)) {
				t.Errorf("%s: %q stands in %q, which reads %q", c.name, w, text.Slice(from, to), again)
			}
		}
	}
}

// bare leaves out marks, for what faces which way depends on what stands beside a slice.
func bare(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune("“”‘’\"'*_#>[]()-—:.\n", r) {
			return -1
		}
		return r
	}, s))
}

// TestMarks wants a text and its copies with other marks to be read alike.
func TestMarks(t *testing.T) {
	curly := "“We can’t wait,” said O’Hara. ‘No,’ he said — “it’s ‘the’ yard’s.” The ’90s."
	straight := strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'").Replace(curly)
	a, b := folder(t).Fold(curly), folder(t).Fold(straight)
	if a.Text != b.Text || a.Text != curly {
		t.Errorf("%q and %q", a.Text, b.Text)
	}
	if got := b.Words("it’s ‘the’ yard’s.", 0, len(b.Text)); got != "it's 'the' yard's." {
		t.Errorf("words of the stored text: %q", got)
	}
}

// FuzzFold wants valid text, ranges that stay within the stored text and in order, and twice the same.
func FuzzFold(f *testing.F) {
	for _, c := range cases(f) {
		f.Add(c.text)
	}
	for _, s := range []string{"&amp;amp;amp;lt;", "[[[](", "***a***b*", "\"'\"'", "Q: \nA: \nQ. x\n", "â€", "-\n-\na-\nb", "\xff\u00ad\xfe", "(@a) — B (@c)\n— D (@e)"} {
		f.Add(s)
	}
	fold := folder(f)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4096 {
			t.Skip()
		}
		got := fold.Fold(s)
		if utf8.ValidString(s) && !utf8.ValidString(got.Text) {
			t.Fatalf("%q is not valid", got.Text)
		}
		last := 0
		for i := range got.Text {
			from, to := got.Stored(i, min(i+1, len(got.Text)))
			if from < last || to < from || to > len(s) {
				t.Fatalf("%q: byte %d of %q stands at %d to %d, behind %d", s, i, got.Text, from, to, last)
			}
			last = from
		}
		if again := fold.Fold(s).Text; again != got.Text {
			t.Fatalf("%q, then %q", got.Text, again)
		}
	})
}
