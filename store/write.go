package store

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/similar"
)

// Entry is an article with what was observed in it.
type Entry struct {
	Article factwire.Article
	Facts   []factwire.Fact
}

// Outcome is what Put did with an entry.
type Outcome int

// The outcomes.
const (
	Added     Outcome = iota
	Unchanged         // the same text was there, or a better version of it
	Replaced          // its text, or what is read in it, changed
)

// maxObservations is how many facts of one article are kept: more come from no news article, and the key numbers them in two bytes.
const maxObservations = 10_000

// Put writes entries in one transaction: each article with its observations and all facts that follow
// from them, or nothing. The outcomes are in the order of the entries.
//
// An article of an origin whose text changed replaces the former one. Where several origins hold articles of one id (one address
// saved twice, one text in two files), the version that was published last is kept, then the longer one, so that the order in
// which they come does not matter.
func (s *Store) Put(entries []Entry) ([]Outcome, error) {
	outcomes := make([]Outcome, 0, len(entries))
	err := s.update(func(t *txn) error {
		touched := map[place]bool{}
		for _, e := range entries {
			o, err := t.putOne(e, touched)
			if err != nil {
				return err
			}
			outcomes = append(outcomes, o)
		}
		return t.remerge(touched, nil)
	})
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

// reading is what a store keeps of an article beside the article itself.
type reading struct {
	Print  similar.Print `json:"print,omitempty"`
	Places []string      `json:"places,omitempty"` // of the observations, in their order
	// Origins are where the article was read, sorted; Owner is the one whose version is kept.
	Origins []string `json:"origins,omitempty"`
	// Given are names that users gave to origins, by origin, where those differ; Held are the origins that hold the version that is kept,
	// if not all do. See place.
	Given map[string]string `json:"given,omitempty"`
	Held  []string          `json:"held,omitempty"`
	Owner string            `json:"owner,omitempty"`
	// Pruned is the hash of a text that was dropped; what was read in it stays.
	Pruned string `json:"pruned,omitempty"`
}

// checkEntry returns an error for what no run may put into a store.
func checkEntry(e Entry) error {
	if err := CheckArticle(e.Article); err != nil {
		return err
	}
	if len(e.Facts) > maxObservations {
		return fmt.Errorf("article %s has %d facts, more than %d", e.Article.ID, len(e.Facts), maxObservations)
	}
	for _, f := range e.Facts {
		if err := kind.CheckFact(f); err != nil {
			return fmt.Errorf("article %s: %w", e.Article.ID, err)
		}
	}
	return nil
}

func (t *txn) putOne(e Entry, touched map[place]bool) (Outcome, error) {
	if err := checkEntry(e); err != nil {
		return 0, err
	}
	a := e.Article
	outcome, err := t.arrive(a, touched)
	if err != nil {
		return 0, err
	}
	var old factwire.Article
	known, err := t.get(bucketArticles, []byte(a.ID), &old)
	if err != nil {
		return 0, err
	}
	if known {
		return t.putAgain(e, old, touched)
	}
	r := reading{Print: similar.Of(a.Text), Owner: a.Origin}
	if a.Origin != "" {
		r.Origins = []string{a.Origin}
		r.named(a, nil)
	}
	c, err := t.count()
	if err != nil {
		return 0, err
	}
	c.Articles++
	return outcome, t.keep(a, r, e.Facts, touched)
}

// arrive notes that an article stands at its origin, which another may have held before: then the outcome is Replaced.
func (t *txn) arrive(a factwire.Article, touched map[place]bool) (Outcome, error) {
	if a.Origin == "" {
		return Added, nil
	}
	outcome := Added
	var former string
	if _, err := t.get(bucketOrigins, []byte(a.Origin), &former); err != nil {
		return 0, err
	}
	if former != "" && former != a.ID {
		if err := t.leave(former, a, touched); err != nil {
			return 0, err
		}
		outcome = Replaced
	}
	if former != a.ID {
		if err := t.put(bucketOrigins, []byte(a.Origin), a.ID); err != nil {
			return 0, err
		}
	}
	return outcome, t.accepted(a.Origin)
}

// putAgain puts an article of which the store has a version, old.
func (t *txn) putAgain(e Entry, old factwire.Article, touched map[place]bool) (Outcome, error) {
	a := e.Article
	r := reading{Print: similar.Of(a.Text), Owner: a.Origin}
	var was reading
	if _, err := t.get(bucketReadings, []byte(a.ID), &was); err != nil {
		return 0, err
	}
	moved := r.join(&a, &old, was, e.Article)
	elsewhere := e.Article.Origin != was.Owner && !later(e.Article, old)
	if elsewhere || e.Article.Origin == "" && later(old, e.Article) { // of what comes from standard input the order tells nothing
		if moved { // only one more place where it stands
			old.Origin, old.Given, was.Origins, was.Given, was.Held = a.Origin, a.Given, r.Origins, r.Given, r.Held
			if err := t.put(bucketArticles, []byte(a.ID), old); err != nil {
				return 0, err
			}
			return Unchanged, t.put(bucketReadings, []byte(a.ID), was)
		}
		return Unchanged, nil
	}
	facts, err := t.observed(a.ID, was)
	if err != nil {
		return 0, err
	}
	unchanged := sameFacts(e.Facts, facts)
	if was.Pruned != "" && was.Pruned == factwire.Hash("text", a.Text) {
		if unchanged {
			return Unchanged, nil // its text was dropped, and stays so
		}
		old.Text = a.Text
	}
	unchanged = unchanged && same(a, old)
	if unchanged && !moved && r.Owner == was.Owner {
		return Unchanged, nil
	}
	if old.Text != a.Text {
		if err := t.remember(a.ID, factwire.Hash("text", old.Text)); err != nil {
			return 0, err
		}
	}
	if err := t.forget(a.ID, was, touched); err != nil {
		return 0, err
	}
	outcome := Replaced
	if unchanged {
		outcome = Unchanged
	}
	return outcome, t.keep(a, r, e.Facts, touched)
}

// join adds the place of a further copy, came, to those of a reading of before: what a, the version that may be kept, and old, the one that is,
// then say of where and when it was read. It reports whether anything of that changed.
func (r *reading) join(a, old *factwire.Article, was reading, came factwire.Article) (moved bool) {
	r.Origins = was.Origins
	if a.Origin != "" && !slices.Contains(r.Origins, a.Origin) {
		r.Origins = append(slices.Clone(r.Origins), a.Origin)
		slices.Sort(r.Origins)
	}
	r.Given, r.Held = was.Given, was.Held
	renamed := r.named(*a, was.Origins)
	renamed = r.hold(came, *old, was) || renamed
	if len(r.Origins) > 0 {
		a.Origin = r.Origins[0] // one of several copies: the name does not depend on the order
		a.Given = r.Given[a.Origin]
	}
	narrowed := false
	if a.Text == old.Text && a.Published == "" && old.Published == "" { // two files of one text: it was there when the earlier one was
		a.Between = factwire.Narrower(old.Between, a.Between)
		narrowed = a.Between != old.Between
		old.Between = a.Between
	}
	return renamed || narrowed || a.Origin != old.Origin || len(r.Origins) != len(was.Origins)
}

// later reports whether version a of an article is kept rather than b, which stands elsewhere.
func later(a, b factwire.Article) bool { return Rank(a) > Rank(b) }

// Rank tells the versions of one article apart, wherever they were read: compared as bytes, that of the one that is kept is the
// greater. The later publication comes first, then the longer text, then a hash of all.
func Rank(a factwire.Article) string {
	parts := append([]string{"version", a.URL, a.Title, a.Site, a.Language, a.Published, a.PublishedRaw, a.PublishedFrom, a.Text}, a.Authors...)
	// a space sorts before all that an ISO 8601 time may hold
	return fmt.Sprintf("%s %010d %s", a.Published, len(a.Text), factwire.Hash(parts...))
}

func same(a, b factwire.Article) bool {
	a.Origin, b.Origin, a.Given, b.Given, a.Between, b.Between = "", "", "", "", "", ""
	return a.ID == b.ID && a.URL == b.URL && a.Title == b.Title && a.Site == b.Site && a.Language == b.Language && a.Published == b.Published &&
		a.PublishedRaw == b.PublishedRaw && a.PublishedFrom == b.PublishedFrom && a.Text == b.Text && slices.Equal(a.Authors, b.Authors)
}

func sameFacts(a, b []factwire.Fact) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i], b[i]
		x.ID, y.ID = "", ""
		x.Evidence, y.Evidence = unplaced(x.Evidence), unplaced(y.Evidence)
		x.Who, x.Whom, x.People = entity.WithoutItems(x.Who), entity.WithoutItems(x.Whom), entity.WithoutItems(x.People)
		p, err1 := json.Marshal(x)
		q, err2 := json.Marshal(y)
		if err1 != nil || err2 != nil || string(p) != string(q) {
			return false
		}
	}
	return true
}

// unplaced is evidence without where its article was read, which the article's reading says.
func unplaced(evidence []factwire.Evidence) []factwire.Evidence {
	if !slices.ContainsFunc(evidence, func(e factwire.Evidence) bool { return e.Origin != "" }) {
		return evidence
	}
	out := slices.Clone(evidence)
	for i := range out {
		out[i].Origin = ""
	}
	return out
}
