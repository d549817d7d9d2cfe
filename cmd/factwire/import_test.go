package main

import (
	"bytes"
	"testing"

	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// FuzzImport wants of any line that it is refused, or that its facts can be merged and written, and never a panic.
func FuzzImport(f *testing.F) {
	const evidence = `"evidence":[{"article":"a1","published":"2020-05-01","start":0,"end":4,"text":"text","spans":{"cue":[[1,2]]}}]`
	const fact = `{"kind":"deadline","status":"reversed","who":[{"name":"Sweden","type":"country","code":"SE"}],"what":"remove it","when":{"date":"2027","relation":"by"},"confidence":0.5,` + evidence + `}`
	f.Add([]byte(fact))
	f.Add([]byte(`{"article":{"id":"a1","text":"text"},"facts":[` + fact + `]}`))
	f.Add([]byte(`{"verdict":{"action":"join","target":{"id":"0123456789abcdef","kind":"ban","place":"0123456789abcdef"}}}`))
	f.Add([]byte(`a0123456789abcdef` + "\ta1\tv\t" + `{"article":{"id":"a1","text":"text"},"facts":[]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var rejects []store.Rejected
		entry, verdict, told, err := parseLine(line, &rejects)
		if err != nil {
			return
		}
		var facts []merge.Fact
		o := merge.Options{}
		if verdict != nil {
			o.Docket = merge.NewDocket([]merge.Verdict{*verdict})
		}
		if entry != nil {
			facts = merge.Merge(entry.Facts, o)
		}
		if told != nil {
			facts = append(facts, *told)
		}
		if err := tabular.JSONL(new(bytes.Buffer), facts); err != nil {
			t.Error(err)
		}
		out := tabular.NewWriter(new(bytes.Buffer), nil, tabular.Options{})
		for _, x := range facts {
			if err := out.Write(x); err != nil {
				t.Error(err)
			}
		}
	})
}
