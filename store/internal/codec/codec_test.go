package codec_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/internal/codec"
)

func observation() factwire.Fact {
	return factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, What: "ban", About: "5G", Where: "Oslo", Confidence: 0.75,
		Who: []factwire.Entity{{Name: "Sweden", Type: factwire.Country, Code: "SE"}}, Whom: []factwire.Entity{{Name: "Velloria", Type: factwire.Company}},
		People: []factwire.Entity{{Name: "Ada Ost", Type: factwire.Person, Title: "minister", Affiliation: "SE"}}, When: factwire.When{Date: "2020-10", Relation: factwire.From},
		Evidence: []factwire.Evidence{{Article: "a1", URL: "https://a.example/1", Title: "T", Site: "a.example", Published: "2020-10-21", Start: 3, End: 9, Text: "banned", Spans: map[string][]factwire.Span{"cue": {{3, 9}}, "who": {{0, 2}, {4, 5}}}, Rule: "r"}}}
}

func TestObservation(t *testing.T) {
	for _, f := range []factwire.Fact{observation(), {}, {Kind: factwire.Quote, Evidence: []factwire.Evidence{{}, {Start: -1}}}} {
		got, err := codec.ReadObservation(codec.AppendObservation(nil, f))
		if err != nil || !reflect.DeepEqual(got, f) {
			t.Errorf("got %+v, %v; want %+v", got, err, f)
		}
	}
}

func TestSeal(t *testing.T) {
	c, err := codec.New()
	if err != nil {
		t.Fatal(err)
	}
	key := []byte("key")
	for _, body := range [][]byte{nil, []byte("short"), []byte(strings.Repeat("long and dull ", 500))} {
		sealed := c.Seal(key, body)
		if got, err := c.Open(key, sealed); err != nil || !bytes.Equal(got, body) {
			t.Errorf("%d bytes: got %d, %v", len(body), len(got), err)
		}
		if _, err := c.Open([]byte("kex"), sealed); err == nil {
			t.Error("a value opens under another key")
		}
		for i := range min(len(sealed), 200) {
			sealed[i] ^= 4
			if _, err := c.Open(key, sealed); err == nil {
				t.Errorf("a flipped bit of byte %d goes unnoticed", i)
			}
			sealed[i] ^= 4
		}
	}
}

// FuzzOpen feeds values that no store wrote: there must be an error or a body, and what is read must be written the same way again.
func FuzzOpen(f *testing.F) {
	c, err := codec.New()
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("key"), codec.AppendObservation(nil, observation()))
	f.Add([]byte(""), []byte{1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, key, data []byte) {
		_, _ = c.Open(key, data)
		if body, err := c.Open(key, c.Seal(key, data)); err != nil || !bytes.Equal(body, data) {
			t.Errorf("sealed and opened: %q, %v; want %q", body, err, data)
		}
		fact, err := codec.ReadObservation(data)
		if err != nil {
			return
		}
		again, err := codec.ReadObservation(codec.AppendObservation(nil, fact))
		if err != nil || len(again.Evidence) != len(fact.Evidence) || again.What != fact.What {
			t.Errorf("read, written and read: %+v, %v; want %+v", again, err, fact)
		}
	})
}
