// Package sqlite writes articles, facts, mentions and entities as the tables of an SQLite database, for those who query.
package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"

	_ "modernc.org/sqlite" // the driver, in Go alone

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/merge"
)

//go:embed schema.sql
var schema string

//go:embed indexes.sql
var indexes string

// Write makes a database at path, which must not exist, and returns the number of facts in it. The texts of the articles stay out: the
// mentions hold the sentences that matter. Key gives what all names of one entity have in common. Where it fails, a broken file may be
// left behind.
func Write(ctx context.Context, path string, key func(factwire.Entity) string, facts iter.Seq2[merge.Fact, error], articles iter.Seq2[factwire.Article, error]) (n int, err error) {
	// the file is a new one that is thrown away on failure: a journal would only cost time
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)")
	if err != nil {
		return 0, fmt.Errorf("write database: %w", err)
	}
	defer func() {
		if cerr := db.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("write database: %w", cerr)
		}
	}()
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("write database: %w", err)
	}
	defer tx.Rollback() // after Commit it does nothing
	w := &writer{ctx: ctx, tx: tx, key: key, prepared: map[string]*sql.Stmt{}, entities: map[factwire.Entity]int64{}}
	if _, err := tx.ExecContext(ctx, schema); err != nil {
		return 0, fmt.Errorf("write database: %w", err)
	}
	for a, err := range articles {
		if err != nil {
			return 0, err
		}
		if err := w.exec("INSERT INTO articles VALUES (?,?,?,?,?,?,?,?)", a.ID, a.URL, a.Title, a.Site, a.Published, a.Language, strings.Join(a.Authors, "; "), a.Place()); err != nil {
			return 0, err
		}
	}
	for f, err := range facts {
		if err != nil {
			return n, err
		}
		if err := w.fact(f); err != nil {
			return n, err
		}
		n++
	}
	if _, err := tx.ExecContext(ctx, indexes); err != nil {
		return n, fmt.Errorf("write database: %w", err)
	}
	for _, d := range kind.All() { // a sheet a kind, for those who look
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("CREATE VIEW %q AS SELECT * FROM all_facts WHERE kind = '%s'", d.Plural, d.Name)); err != nil {
			return n, fmt.Errorf("write database: %w", err)
		}
	}
	if err := tx.Commit(); err != nil {
		return n, fmt.Errorf("write database: %w", err)
	}
	return n, nil
}

type writer struct {
	ctx      context.Context
	tx       *sql.Tx
	key      func(factwire.Entity) string
	prepared map[string]*sql.Stmt
	entities map[factwire.Entity]int64 // without title and affiliation
}

func (w *writer) exec(query string, args ...any) error {
	stmt := w.prepared[query]
	if stmt == nil {
		var err error
		if stmt, err = w.tx.PrepareContext(w.ctx, query); err != nil {
			return fmt.Errorf("write database: %w", err)
		}
		w.prepared[query] = stmt
	}
	for i, a := range args {
		if a == "" {
			args[i] = nil // what is not known is NULL
		}
	}
	if _, err := stmt.ExecContext(w.ctx, args...); err != nil {
		return fmt.Errorf("write database: %w", err)
	}
	return nil
}

// namesOf joins the names of entities as people read them.
func namesOf(all []factwire.Entity) string {
	var names []string
	for _, e := range all {
		names = append(names, e.Name)
	}
	return strings.Join(names, "; ")
}

func (w *writer) fact(f merge.Fact) error {
	review := ""
	if f.Review != nil {
		review = f.Review.Verdict
	}
	errs := []error{w.exec("INSERT INTO facts VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", f.ID, string(f.Kind), string(f.Status), namesOf(f.Who), namesOf(f.Whom), namesOf(f.People), f.What, string(f.Form), string(f.Stance), f.About,
		string(f.When.Date), string(f.When.Relation), kind.EventDay(f.Fact), kind.DueDay(f.Fact), f.Where, f.Confidence, f.Articles, f.Outlets, f.Independent, f.First, f.Last, f.SupersededBy, f.Disputed, review)}
	for i, h := range f.History {
		errs = append(errs, w.exec("INSERT INTO history VALUES (?,?,?,?,?)", f.ID, i, string(h.Status), h.Date, h.Articles))
	}
	for _, other := range f.Contradicts {
		errs = append(errs, w.exec("INSERT INTO contradictions VALUES (?,?)", f.ID, other))
	}
	for _, role := range []struct {
		name string
		all  []factwire.Entity
	}{{"who", f.Who}, {"whom", f.Whom}, {"people", f.People}} {
		for i, e := range role.all {
			id, err := w.entity(e)
			errs = append(errs, err, w.exec("INSERT INTO parties VALUES (?,?,?,?,?,?)", f.ID, role.name, i, id, e.Title, e.Affiliation))
		}
	}
	for _, e := range f.Evidence {
		spans, err := json.Marshal(e.Spans)
		errs = append(errs, err, w.exec("INSERT INTO mentions VALUES (?,?,?,?,?,?,?)", f.ID, e.Article, e.Start, e.End, e.Text, e.Rule, string(spans)))
	}
	return errors.Join(errs...)
}

func (w *writer) entity(e factwire.Entity) (int64, error) {
	key := factwire.Entity{Name: e.Name, Type: e.Type, Code: e.Code}
	if id, ok := w.entities[key]; ok {
		return id, nil
	}
	id := int64(len(w.entities) + 1)
	w.entities[key] = id
	if _, err := w.tx.ExecContext(w.ctx, "INSERT INTO entities VALUES (?,?,?,?,?,?)", id, e.Name, string(e.Type), e.Code, w.key(key), e.Wikidata); err != nil {
		return 0, fmt.Errorf("write database: %w", err)
	}
	return id, nil
}
