package parquet_test

import (
	"bytes"
	"testing"

	pq "github.com/parquet-go/parquet-go"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/export/parquet"
	"github.com/factwire/factwire/store/merge"
)

func TestWrite(t *testing.T) {
	f := merge.Fact{Fact: factwire.Fact{ID: "f1", Kind: factwire.Ban, Status: factwire.Done, Who: []factwire.Entity{{Name: "Sweden", Type: factwire.Country, Code: "SE"}}, What: "ban", Confidence: 0.9,
		Evidence: []factwire.Evidence{{Article: "a1", Start: 2, End: 9, Text: "one"}, {Article: "a2", Text: "two"}}}, Articles: 2, Contradicts: []string{"f0"}}
	write := func() []byte {
		var b bytes.Buffer
		n, err := parquet.Write(&b, func(yield func(merge.Fact, error) bool) {
			for range 3 {
				if !yield(f, nil) {
					return
				}
			}
		})
		if err != nil || n != 3 {
			t.Fatalf("%d facts, %v", n, err)
		}
		return b.Bytes()
	}
	data := write()
	if !bytes.Equal(data, write()) {
		t.Error("the same facts give other bytes")
	}
	type part struct {
		ID  string `parquet:"id"`
		Who []struct {
			Code string `parquet:"code,optional"`
		} `parquet:"who,list"`
		Confidence float64 `parquet:"confidence"`
		Evidence   []struct {
			Article string `parquet:"article"`
			End     int64  `parquet:"end"`
		} `parquet:"evidence,list"`
		Contradicts []string `parquet:"contradicts,list"`
	}
	rows, err := pq.Read[part](bytes.NewReader(data), int64(len(data)))
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	r := rows[2]
	if r.ID != "f1" || len(r.Who) != 1 || r.Who[0].Code != "SE" || r.Confidence != 0.9 || len(r.Evidence) != 2 || r.Evidence[0].End != 9 || r.Evidence[1].Article != "a2" || len(r.Contradicts) != 1 {
		t.Errorf("read back: %+v", r)
	}
}
