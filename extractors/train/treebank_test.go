package train

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/antecedent"
)

// row is a line of CoNLL-U of which only the number, the word and the last column matter.
func row(id, word, misc string) string {
	return id + "\t" + word + "\t_\t_\t_\t_\t_\t_\t_\t" + misc + "\n"
}

// TestTreebank reads a text, its paragraphs and its chains, with words written as one, from CoNLL-U.
func TestTreebank(t *testing.T) {
	dir := t.TempDir()
	file := "# newdoc id = X_news_a\n# newpar\n" +
		row("1-2", "Vale's", "_") + row("1", "Vale", "Entity=(2-organization-new-ssss-cf1-1-coref(1-place-new-ssss-cf1-1-coref") + row("2", "'s", "Entity=1)") +
		row("3", "board", "Entity=2)") + row("4", "met", "SpaceAfter=No") + row("5", ".", "_") + "\n" +
		"# newpar\n" + row("1", "They", "Entity=(3-person-acc-ssss-cf1-1-ana)|SplitAnte=1<3,2<3") + row("2", "left", "SpaceAfter=No") + row("3", ".", "_") + "\n"
	if err := os.WriteFile(filepath.Join(dir, "X_news_a.conllu"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := treebank(dir, []string{"news"}, 4)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].article.Text != "Vale's board met.\n\nThey left.\n" {
		t.Fatalf("read %+v, want one text of two paragraphs", all)
	}
	got := map[string]string{}
	for _, m := range all[0].marks {
		got[m.chain] = all[0].article.Text[m.start:m.end]
	}
	if got["1"] != "Vale's" || got["2"] != "Vale's board" || got["3"] != "They" || len(got) != 3 {
		t.Errorf("chains %q", got)
	}
	if len(all[0].split["3"]) != 2 {
		t.Errorf("those who are meant together: %q, want two", all[0].split)
	}
	if _, err := treebank(t.TempDir(), nil, 4); err == nil {
		t.Error("an empty folder is no error")
	}
	if none, err := treebank(dir, []string{"bio"}, 4); err != nil || len(none) != 0 {
		t.Errorf("of another part: %d texts, %v, want none", len(none), err)
	}
}

// TestLearnReferences learns that the nearest is meant, or nobody, and tells so of what it was not taught with.
func TestLearnReferences(t *testing.T) {
	var all []referring
	for i := range 400 { // the nearest is meant, but where the words mean nobody
		x := referring{fold: i % referenceFolds}
		x.Kind = antecedent.Thing
		x.Candidates, x.Alone = [][]float64{make([]float64, antecedent.Figured), make([]float64, antecedent.Figured)}, make([]float64, antecedent.AloneFigured)
		x.Candidates[i%2][antecedent.Nearest] = 1
		x.right = []bool{i%2 == 0, i%2 == 1}
		if i%10 == 3 {
			x.Alone[antecedent.Expletive], x.right = 1, []bool{false, false}
		}
		all = append(all, x)
	}
	var out bytes.Buffer
	if bound := chooseBounds(&out, all)["thing"]; bound <= 0 {
		t.Errorf("bound %v, want one above 0", bound)
	}
	if want := "thing     400 references,  360 to somebody named:  360 taken,  360 right, P 1.000 R 1.000"; !strings.HasPrefix(out.String(), want) {
		t.Errorf("got  %s\nwant %s …", out.String(), want)
	}
}
