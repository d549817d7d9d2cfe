package names_test

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
)

// checkResult tells what is wrong with a result whatever the text: mentions are in order, do
// not overlap, lie within the text and within one sentence, and At finds each of them.
func checkResult(t *testing.T, d *nlp.Document, r *names.Result) {
	t.Helper()
	end := 0
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.First >= m.Last || m.Last > len(d.Tokens) || m.TitleFirst > m.First || m.TitleFirst < 0 {
			t.Fatalf("mention %d has the tokens %d, %d, %d", i, m.TitleFirst, m.First, m.Last)
		}
		if m.Start < end || m.End <= m.Start || m.End > len(d.Text) || m.Start < d.Tokens[m.First].Start || m.End > d.Tokens[m.Last-1].End {
			t.Fatalf("mention %d has the bytes [%d, %d) after %d", i, m.Start, m.End, end)
		}
		end = m.End
		if a, b := d.SentenceOf(m.First), d.SentenceOf(m.Last-1); a != b {
			t.Fatalf("mention %d runs from sentence %d to %d", i, a, b)
		}
		for _, e := range m.Entities {
			if e < 0 || e >= len(r.Entities) {
				t.Fatalf("mention %d has the entity %d of %d", i, e, len(r.Entities))
			}
			if strings.TrimSpace(r.Entities[e].Name) == "" || r.Entities[e].Type == "" {
				t.Fatalf("mention %d has an entity without name or type", i)
			}
		}
		for k := m.First; k < m.Last; k++ {
			if r.At(k) != m {
				t.Fatalf("token %d is not found to belong to mention %d", k, i)
			}
		}
	}
	if r.At(-1) != nil || r.At(len(d.Tokens)) != nil {
		t.Fatal("a token outside the text has a mention")
	}
}

func FuzzFind(f *testing.F) {
	reader, finder := tools(f)
	for _, seed := range []string{
		"OSLO, May 3 (Newsline) - The Norwegian government said it had banned Quillnet.",
		"The minister, the minister's aide, and both companies of the two countries said so.",
		"Dr Mr. Prof. Sir von der de la al-bin Ó X. & & of of the and and",
		"US-Albania-Kenya 27 U.S. U.K.. “‘\"(Photo by [x) A.",
		"Chief Executive Officer President Minister of State for of Trade, and",
		"a\n\n\n1 \x00 \xff É ’s 's n't —:",
		"THE END OF ALL. MORE NEWS: IN THE CAPITALS (ABC) XYZ",
		"Chief of",
		"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			t.Skip()
		}
		d := reader.Read(text)
		r := finder.Find(d)
		checkResult(t, d, r)
		if again := finder.Find(d); !reflect.DeepEqual(r, again) {
			t.Fatal("the same document gave two results")
		}
	})
}

// TestLongRuns reads texts that a careless reading takes quadratic time for.
func TestLongRuns(t *testing.T) {
	reader, finder := tools(t)
	for _, unit := range []string{"Acme ", "Minister ", "Minister of Trade and ", "Paris and ", "he ", "the minister ", "Mr. ", "(Acme) ", "US-UK ", "“Acme ", "Acme, the ", "Kenya's ", "the two countries "} {
		d := reader.Read(strings.Repeat(unit, 20000))
		checkResult(t, d, finder.Find(d))
	}
}

// TestManyNames does the same for many different names that have words in common.
func TestManyNames(t *testing.T) {
	reader, finder := tools(t)
	for _, form := range []string{"Acme%s signed. The commission said the country and the Quill administration left. ", "Anna %s and Acme %s Bank met. ", "%s Quillfeather said. ", "Anna%s Quillfeather (AQ%s) said. "} {
		var b strings.Builder
		for i := range 6000 {
			word := "X" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, strconv.Itoa(i))
			b.WriteString(strings.ReplaceAll(form, "%s", word))
		}
		d := reader.Read(b.String())
		checkResult(t, d, finder.Find(d))
	}
}

// TestUntagged reads a document whose sentences have no tags, as a caller may leave them.
func TestUntagged(t *testing.T) {
	reader, finder := tools(t)
	d := reader.Segment("Portugal and Kenya signed a treaty. Minister Odília Vasconcel-Braga signed it.")
	r := finder.Find(d)
	checkResult(t, d, r)
	if len(r.Mentions) < 3 {
		t.Errorf("found %d mentions, want Portugal, Kenya and the minister", len(r.Mentions))
	}
}
