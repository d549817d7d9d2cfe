package body

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The table of weights can be read, and holds names and both scorers.
func TestTable(t *testing.T) {
	m, err := table()
	if err != nil || len(m.words) == 0 || len(m.scores[0]) == 0 || len(m.scores[1]) == 0 {
		t.Fatal(m, err)
	}
	for _, broken := range []string{"tree1 words<3 1", "tree1 words<3 1 2 3", "tree1 no-such<3 1 2", "word a b", "tree3 1", "word a"} {
		if _, err := parseModel(broken); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
	if m, err := parseModel("# a comment\nword story 1.5\ntree2 words<3 link-density<0.5 1 2 3\n"); err != nil || m.words["story"] != 1.5 || m.scores[1][0].score(&vector{fWords: 2, fLinkDensity: 1}) != 2 {
		t.Error(m, err)
	}
}

// The packed table is the one beside it.
func TestPacked(t *testing.T) {
	want, err := os.ReadFile("weights.txt")
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(weightsPacked))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want) {
		t.Errorf("weights.txt.gz is not weights.txt (%v): gzip -9nkf weights.txt", err)
	}
}

// Each block's text is that of the browser: words whole, space folded, marks of q elements.
func TestBlocks(t *testing.T) {
	for in, want := range map[string]string{
		"<p>a<b>b</b>c <i>d</i>\n e":                    "abc d e",
		"<p>Corvane<img>Marine":                         "Corvane Marine",
		"<p>“Yes<img>”":                                 "“Yes”",
		"<p>One.<span>Two</span><span>.</span>":         "One.Two.",
		"<p><span>One.</span><span>Two.</span>":         "One. Two.",
		"<p>a<script>b</script>c<style>d</style>e":      "ace",
		"<p>a<button>b</button>c":                       "abc",
		"<p>a</p><button>b</button><p>c":                "a|c",
		"<p>Kes&shy;trel Sig&#8203;nal":                 "Kestrel Signal",
		"<ul><li>a<ul><li>b</ul><li>c</ul>":             "a|b|c",
		"<table><tr><td>a<td>b<tr><td>c</table>":        "a b|c",
		"<div style='display:inline'>a</div>b":          "ab",
		"<span style='display: block'>a</span>b":        "a|b",
		"<p>a<br>b<br><br>c.<br>d":                      "a b|c.|d",
		"<q>a <q>b</q></q> c":                           "“a ‘b’” c",
		"<q>“a”</q> c":                                  "“a” c",
		"<q></q>a":                                      "a",
		"<p hidden>a</p><p aria-hidden=true>b</p>c":     "c",
		"<dialog>a</dialog><dialog open>b</dialog>":     "b",
		"<p>m<sup>2</sup> a<sup><a href=#n>1</a></sup>": "m2 a",
	} {
		root, err := html.Parse(strings.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range Blocks(root) {
			got = append(got, b.Text)
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("%s: %q, want %q", in, g, want)
		}
	}
}
