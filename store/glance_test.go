package store_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// TestGlances reads all facts one by one, together, and as lists show them: they are the same, but that a glance has one piece of the
// evidence. Ids that are no more are left out.
func TestGlances(t *testing.T) {
	s, err := store.Open(filepath.Join(t.TempDir(), "a.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Put(append(fiction(5, 120), speeches(5, 60)...)); err != nil {
		t.Fatal(err)
	}
	all, err := s.Facts(nil)
	if err != nil || len(all) < 50 {
		t.Fatalf("%d facts, %v", len(all), err)
	}
	ids := []string{"0000000000000000", "zz"}
	for _, f := range all {
		ids = append(ids, f.ID)
	}
	whole, err := s.Some(ids)
	if err != nil || len(whole) != len(all) {
		t.Fatalf("%d of %d facts, %v", len(whole), len(all), err)
	}
	glances, err := s.Glances(ids)
	if err != nil || len(glances) != len(all) {
		t.Fatalf("%d glances at %d facts, %v", len(glances), len(all), err)
	}
	for i, want := range all {
		if text(t, whole[i]) != text(t, want) {
			t.Errorf("fact %s differs:\n%s\n%s", want.ID, text(t, whole[i]), text(t, want))
		}
		e := glances[i].Evidence
		if len(e) != 1 || !slices.ContainsFunc(want.Evidence, func(x factwire.Evidence) bool {
			return x.Article == e[0].Article && x.Start == e[0].Start && x.Text == e[0].Text && x.Origin == e[0].Origin
		}) {
			t.Errorf("a glance at %s has the evidence %+v", want.ID, e)
		}
		glances[i].Evidence, want.Evidence = nil, nil
		if text(t, glances[i]) != text(t, want) {
			t.Errorf("a glance at %s differs:\n%s\n%s", want.ID, text(t, glances[i]), text(t, want))
		}
	}
	page, brief, err := s.Page(ids)
	if err != nil || len(page) != len(all) {
		t.Fatalf("a page of %d facts has %d, %v", len(all), len(page), err)
	}
	if len(brief) == 0 || len(brief) == len(all) || !slices.IsSorted(brief) {
		t.Errorf("%d of %d facts are brief", len(brief), len(all))
	}
	glances, err = s.Glances(ids)
	for i, want := range whole {
		if slices.Contains(brief, want.ID) {
			want = glances[i]
		}
		if text(t, page[i]) != text(t, want) {
			t.Errorf("on a page fact %s differs:\n%s\n%s", want.ID, text(t, page[i]), text(t, want))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func text(t *testing.T, f merge.Fact) string {
	t.Helper()
	data, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
