package sqlite_test

import (
	"database/sql"
	"errors"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/export/sqlite"
	"github.com/factwire/factwire/store/merge"
)

func each[T any](all []T, last error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range all {
			if !yield(v, nil) {
				return
			}
		}
		if last != nil {
			var zero T
			yield(zero, last)
		}
	}
}

func facts() []merge.Fact {
	sweden := factwire.Entity{Name: "Sweden", Type: factwire.Country, Code: "SE"}
	e := factwire.Evidence{Article: "a1", Start: 2, End: 9, Text: "it's 'quoted'", Rule: "r", Spans: map[string][]factwire.Span{"cue": {{2, 4}}}}
	return []merge.Fact{
		{Fact: factwire.Fact{ID: "f1", Kind: factwire.Ban, Status: factwire.Done, Who: []factwire.Entity{sweden}, Whom: []factwire.Entity{{Name: "Velloria", Type: factwire.Company}}, What: "ban", When: factwire.When{Date: "2020-10"}, Confidence: 0.9, Evidence: []factwire.Evidence{e}},
			History: []merge.Stage{{Status: factwire.Proposed}, {Status: factwire.Done, Date: "2020-10", Articles: 1}}, Articles: 1, Contradicts: []string{"f2"}, Disputed: true},
		{Fact: factwire.Fact{ID: "f2", Kind: factwire.Quote, Status: factwire.Done, Who: []factwire.Entity{sweden}, What: "no", Confidence: 0.5, Evidence: []factwire.Evidence{e}}, Articles: 1, Review: &merge.Review{Verdict: "accepted"}},
	}
}

func key(e factwire.Entity) string { return strings.ToLower(e.Name) }

func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a ?#%.sqlite")
	n, err := sqlite.Write(t.Context(), path, key, each(facts(), nil), each([]factwire.Article{{ID: "a1", Title: "T"}}, nil))
	if err != nil || n != 2 {
		t.Fatalf("%d facts, %v", n, err)
	}
	db, err := sql.Open("sqlite", filepath.Join(filepath.Dir(path), "a ?#%.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	if db, err = sql.Open("sqlite", "file:"+filepath.Dir(path)+"/a%20%3F%23%25.sqlite?mode=ro"); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range map[string]string{
		"SELECT count(*) FROM facts": "2",
		"SELECT e.name FROM facts f JOIN parties p ON p.fact = f.id JOIN entities e ON e.id = p.entity WHERE f.kind = 'ban' AND p.role = 'whom'": "Velloria",
		"SELECT count(*) FROM entities":                                                                                   "2",
		"SELECT name FROM entities WHERE canonical = 'velloria'":                                                          "Velloria",
		"SELECT text FROM mentions WHERE fact = 'f1'":                                                                     "it's 'quoted'",
		"SELECT status FROM history WHERE fact = 'f1' ORDER BY step DESC":                                                 "done",
		"SELECT other FROM contradictions":                                                                                "f2",
		"SELECT review FROM facts WHERE review IS NOT NULL":                                                               "accepted",
		"SELECT who || '|' || whom || '|' || who_code || '|' || evidence || '|' || article_title FROM bans":               "Sweden|Velloria|SE|it's 'quoted'|T",
		"SELECT \"when\" FROM all_facts WHERE id = 'f1'":                                                                  "2020-10",
		"SELECT count(*) FROM quotes":                                                                                     "1",
		"SELECT f.id FROM facts f WHERE f.rowid IN (SELECT rowid FROM facts_fts WHERE facts_fts MATCH 'velloria')":        "f1",
		"SELECT count(*) FROM mentions WHERE rowid IN (SELECT rowid FROM mentions_fts WHERE mentions_fts MATCH 'quoted')": "2",
		"SELECT title FROM articles":                                                                                      "T",
		"SELECT count(*) FROM pragma_foreign_key_check('mentions')":                                                       "0",
	} {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", query, got, err, want)
		}
	}
}

func TestError(t *testing.T) {
	broken := errors.New("broken")
	if _, err := sqlite.Write(t.Context(), filepath.Join(t.TempDir(), "a.sqlite"), key, each(facts(), broken), each[factwire.Article](nil, nil)); !errors.Is(err, broken) {
		t.Errorf("an error among the facts: %v", err)
	}
	if _, err := sqlite.Write(t.Context(), filepath.Join(t.TempDir(), "missing", "a.sqlite"), key, each(facts(), nil), each[factwire.Article](nil, nil)); err == nil {
		t.Error("a missing folder is no error")
	}
}
