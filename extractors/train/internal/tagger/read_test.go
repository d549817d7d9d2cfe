package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/nlp"
)

// bank is a treebank of one sentence with words that are written as one, a word of an enhanced graph and one that the program does not part.
var bank = strings.ReplaceAll(`# text = They don't go to the Oslo-based firm (yet).
1 They they PRON PRP _ 3 nsubj _ _
2-3 don't _ _ _ _ _ _ _ _
2 do do AUX VBP _ 4 aux _ _
3 n't not PART RB _ 4 advmod _ _
4 go go VERB VB _ 0 root _ _
4.1 went go VERB VBD _ _ _ _ _
5 to to ADP IN _ 8 case _ _
6 the the DET DT _ 8 det _ _
7 Oslo Oslo PROPN NNP _ 9 obl _ SpaceAfter=No
8 - - PUNCT HYPH _ 9 punct _ SpaceAfter=No
9 based base VERB VBN _ 10 amod _ _
10 firm firm NOUN NN _ 4 obl _ _
11 ( ( PUNCT -LRB- _ 12 punct _ SpaceAfter=No
12 yet yet ADV RB _ 4 advmod _ SpaceAfter=No
13 ) ) PUNCT -RRB- _ 12 punct _ SpaceAfter=No
14 . . PUNCT . _ 4 punct _ _

`, " ", "\t")

func TestRead(t *testing.T) {
	dir := t.TempDir()
	body := strings.ReplaceAll(bank, "#\ttext", "# text")
	if err := os.WriteFile(filepath.Join(dir, "a.conllu"), []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	got, err := read(r, []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 {
		t.Fatalf("%d sentences, want 1", len(got))
	}
	var line []string
	for i, w := range got[0].words {
		line = append(line, w.Text+"_"+got[0].gold[i])
	}
	want := "They_PRP do_VBP n't_RB go_VB to_TO the_DT Oslo-based_ firm_NN (_( yet_RB )_) ._."
	if s := strings.Join(line, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.conllu"), []byte("1\tonly\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := read(r, []string{dir}); err == nil || !strings.Contains(err.Error(), ":1: not ten columns") {
		t.Errorf("error %v", err)
	}
}

func TestReadTagged(t *testing.T) {
	name := filepath.Join(t.TempDir(), "silver")
	if err := os.WriteFile(name, []byte("Oslo\tVB\tNNP\t1\tnsubj\nsigned\tVBD\tVBD\t-1\tROOT\n\nYes\tUH\tXX\t-1\tROOT\n\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := readTagged(name, 100)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].words[0].Tag != "VB" || got[0].gold[0] != "NNP" || got[1].gold[0] != "" {
		t.Errorf("read %v", got)
	}
	if got, _ := readTagged(name, 1); len(got) != 1 {
		t.Errorf("%d sentences of one word at most", len(got))
	}
}
