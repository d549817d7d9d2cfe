package tabular_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

// TestLongLine writes facts of more evidence than is encoded at once, whose texts hold what parts a fact's JSON: the line is that of encoding/json.
func TestLongLine(t *testing.T) {
	for _, n := range []int{1, 1000, 1001, 2500} {
		f := merge.Fact{Fact: factwire.Fact{ID: "a", Kind: factwire.Quote, Status: factwire.Done, What: `"evidence":[{"article":"0"} <&>`}, Articles: n, History: []merge.Stage{{Status: factwire.Done, Articles: n}}}
		for i := range n {
			f.Evidence = append(f.Evidence, factwire.Evidence{Article: fmt.Sprint(i), Text: `he said: "evidence":[{"article":"0"`, Spans: map[string][]factwire.Span{"cue": {{i, i + 1}}}})
		}
		var got, want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(f); err != nil {
			t.Fatal(err)
		}
		if err := tabular.JSONL(&got, []merge.Fact{f}); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%d pieces of evidence are written otherwise than by encoding/json", n)
		}
		if len(f.Evidence) != n {
			t.Errorf("%d of %d pieces of evidence are left", len(f.Evidence), n)
		}
	}
}
