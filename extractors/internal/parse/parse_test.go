package parse_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/internal/parse"
)

func load(t testing.TB) *parse.Parser {
	t.Helper()
	p, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var reader = sync.OnceValues(nlp.New)

func read(t testing.TB, text string) (words, tags []string) {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range r.Read(text).Tokens {
		words, tags = append(words, w.Text), append(tags, w.Tag)
	}
	return words, tags
}

// TestTrees reads testdata/trees.txt: a sentence a paragraph, and below it arcs that its tree
// has, as "word label head"; a word that stands more than once has its place behind it, "the/2".
func TestTrees(t *testing.T) {
	p := load(t)
	data, err := os.ReadFile("testdata/trees.txt")
	if err != nil {
		t.Fatal(err)
	}
	asked, right := 0, 0
	for _, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		text, arcs, _ := strings.Cut(block, "\n")
		words, tags := read(t, text)
		var tree parse.Tree
		p.Parse(&tree, words, tags)
		for _, arc := range strings.Split(arcs, "\n") {
			f := strings.Fields(arc)
			if len(f) != 3 {
				t.Fatalf("%q is no arc", arc)
			}
			d := find(t, words, f[0])
			asked++
			head := "-"
			if h := tree.Head[d]; h >= 0 {
				head = words[h]
			}
			if want := find(t, words, f[2]); int(tree.Head[d]) == want && tree.Label[d].String() == f[1] {
				right++
			} else {
				t.Logf("%s\n\t%s: found %s %s", text, arc, tree.Label[d], head)
			}
		}
	}
	if t.Logf("%d of %d arcs", right, asked); right < asked*94/100 {
		t.Errorf("%d of %d arcs are right, fewer than 94 in 100", right, asked)
	}
}

func find(t *testing.T, words []string, name string) int {
	t.Helper()
	if name == "-" {
		return -1
	}
	word, place, _ := strings.Cut(name, "/")
	nth := 1
	if place != "" {
		nth = int(place[0] - '0')
	}
	for i, w := range words {
		if w == word {
			if nth--; nth == 0 {
				return i
			}
		}
	}
	t.Fatalf("no %q in %q", name, words)
	return 0
}

func TestParseIsATree(t *testing.T) {
	p := load(t)
	long := strings.Repeat("The court said that the minister of the state, who ", 100)
	for _, text := range []string{"", "Yes", "–", ". . . , , ( ( (", "\xff\xfe \x00", "and or but if", long, strings.Repeat("( ", 500)} {
		words, tags := read(t, text)
		if text == "" {
			words, tags = nil, nil
		}
		var tree parse.Tree
		p.Parse(&tree, words, tags)
		if len(tree.Head) != len(words) || len(tree.Label) != len(words) {
			t.Fatalf("%d heads, %d labels for %d words", len(tree.Head), len(tree.Label), len(words))
		}
		roots := 0
		for i := range words {
			if tree.Head[i] < 0 {
				roots++
				if tree.Label[i] != parse.Root {
					t.Errorf("the root's label is %v", tree.Label[i])
				}
			}
			at := int32(i)
			for range words {
				if at = tree.Head[at]; at < 0 {
					break
				}
			}
			if at >= 0 {
				t.Fatalf("word %d of %d has no way to the root", i, len(words))
			}
		}
		if len(words) > 0 && roots != 1 {
			t.Errorf("%d roots in %.40q", roots, text)
		}
	}
}

func TestParseAllocates(t *testing.T) {
	if raceEnabled {
		t.Skip("pools drop things under the race detector")
	}
	p := load(t)
	words, tags := read(t, "The commission fined two banks, and a court in Lisbon upheld the order.")
	var tree parse.Tree
	p.Parse(&tree, words, tags)
	if n := testing.AllocsPerRun(100, func() { p.Parse(&tree, words, tags) }); n > 0 {
		t.Errorf("a sentence costs %v allocations", n)
	}
}

func TestParseConcurrently(t *testing.T) {
	p := load(t)
	words, tags := read(t, "The ministers, who met in Oslo on Monday, agreed to sign the accord and to lift the ban.")
	var want parse.Tree
	p.Parse(&want, words, tags)
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			var tree parse.Tree
			for k := range 50 {
				cut := len(words) - (n+k)%5
				p.Parse(&tree, words[:cut], tags[:cut])
				if cut == len(words) && !reflect.DeepEqual(tree, want) {
					t.Errorf("tree %v, want %v", tree, want)
				}
			}
		})
	}
	wg.Wait()
}

func TestNewRefuses(t *testing.T) {
	for _, data := range []string{"", "x", "factwire-parser-2 16 16 0 00000000\n"} {
		if _, err := parse.New([]byte(data)); err == nil || !strings.HasPrefix(err.Error(), "parser: ") {
			t.Errorf("%.20q: error %v", data, err)
		}
	}
}

func TestLabels(t *testing.T) {
	names := parse.Labels()
	if !slices.Contains(names, "nsubjpass") || parse.Label(slices.Index(names, "nsubjpass")) != parse.Nsubjpass {
		t.Errorf("names and numbers of the labels differ: %q", names)
	}
	if names[0] = "x"; parse.Labels()[0] != "ROOT" || parse.Label(200).String() != "?" {
		t.Error("labels can be changed from outside, or one that there is not has a name")
	}
}

func BenchmarkParse(b *testing.B) {
	p := load(b)
	words, tags := read(b, "The commission said on Tuesday that it had fined two of the country's largest banks, which had failed to report transfers, and barred them from new business.")
	var tree parse.Tree
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(&tree, words, tags)
	}
}
