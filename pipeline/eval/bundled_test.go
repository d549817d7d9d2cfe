package eval

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// TestBundledGold holds the bundled gold facts to their articles: each article has gold, and each name and each quoted word
// stands in the article, so that a slip of the pen is no missed fact.
func TestBundledGold(t *testing.T) {
	articles := "../../testdata/articles"
	cases, err := Load("../../testdata/gold", articles)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(articles, "*.txt"))
	if err != nil || len(files) != len(cases) {
		t.Errorf("%d articles, %d of them with gold (%v)", len(files), len(cases), err)
	}
	kinds := map[factwire.Kind]int{}
	for _, c := range cases {
		data, err := os.ReadFile(c.Article)
		if err != nil {
			t.Fatal(err)
		}
		held := strings.Fields(plain(string(data)))
		has := func(what, words string) {
			for _, w := range strings.Fields(plain(words)) {
				if !small[w] && !slices.Contains(held, w) {
					t.Errorf("%s: %s %q has the word %q, which the article has not", c.Name, what, words, w)
				}
			}
		}
		for _, f := range c.Facts {
			kinds[f.Kind]++
			for _, list := range [][]factwire.Entity{f.Who, f.Whom, f.People} {
				for _, e := range list {
					if !code.MatchString(e.Name) && e.Code == "" {
						has("name", e.Name)
					}
				}
			}
			if f.Kind == factwire.Quote {
				has("quote", f.What)
				if f.Form == "" || len(f.Who) == 0 {
					t.Errorf("%s: quote %q lacks its form or speaker", c.Name, f.What)
				}
			}
			if f.Status == "" || f.Kind != factwire.Quote && f.What == "" {
				t.Errorf("%s: %s lacks its status or what it is: %+v", c.Name, f.Kind, f.Fact)
			}
		}
	}
	for _, k := range kind.Defaults() {
		if kinds[k] < 20 {
			t.Errorf("only %d gold facts of kind %s", kinds[k], k)
		}
	}
}
