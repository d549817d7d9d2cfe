package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
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

func (t *txn) putOne(e Entry, touched map[place]bool) (Outcome, error) {
	a := e.Article
	if err := CheckArticle(a); err != nil {
		return 0, err
	}
	if len(e.Facts) > maxObservations {
		return 0, fmt.Errorf("article %s has %d facts, more than %d", a.ID, len(e.Facts), maxObservations)
	}
	for _, f := range e.Facts {
		if err := kind.CheckFact(f); err != nil {
			return 0, fmt.Errorf("article %s: %w", a.ID, err)
		}
	}
	outcome := Added
	if a.Origin != "" {
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
		if err := t.accepted(a.Origin); err != nil {
			return 0, err
		}
	}
	var old factwire.Article
	known, err := t.get(bucketArticles, []byte(a.ID), &old)
	if err != nil {
		return 0, err
	}
	r := reading{Print: similar.Of(a.Text), Owner: a.Origin}
	if !known {
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
	var was reading
	if _, err := t.get(bucketReadings, []byte(a.ID), &was); err != nil {
		return 0, err
	}
	r.Origins = was.Origins
	if a.Origin != "" && !slices.Contains(r.Origins, a.Origin) {
		r.Origins = append(slices.Clone(r.Origins), a.Origin)
		slices.Sort(r.Origins)
	}
	r.Given, r.Held = was.Given, was.Held
	renamed := r.named(a, was.Origins)
	renamed = r.hold(e.Article, old, was) || renamed
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
	moved := renamed || narrowed || a.Origin != old.Origin || len(r.Origins) != len(was.Origins)
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
	if was.Pruned != "" && was.Pruned == factwire.Hash("text", a.Text) {
		if sameFacts(e.Facts, facts) {
			return Unchanged, nil // its text was dropped, and stays so
		}
		old.Text = a.Text
	}
	if same(a, old) && !moved && r.Owner == was.Owner && sameFacts(e.Facts, facts) {
		return Unchanged, nil
	}
	if same(a, old) && sameFacts(e.Facts, facts) {
		outcome = Unchanged
	} else {
		outcome = Replaced
	}
	if old.Text != a.Text {
		if err := t.remember(a.ID, factwire.Hash("text", old.Text)); err != nil {
			return 0, err
		}
	}
	if err := t.forget(a.ID, was, touched); err != nil {
		return 0, err
	}
	return outcome, t.keep(a, r, e.Facts, touched)
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

// keep writes an article with its observations.
func (t *txn) keep(a factwire.Article, r reading, facts []factwire.Fact, touched map[place]bool) error {
	groups := t.bucket(bucketGroups)
	t.samples = nil
	for n, f := range facts {
		f.ID, f.Evidence = "", unplaced(f.Evidence)
		p := placeOf(merge.Node(f, t.s.canon))
		_, known, err := t.sample(p)
		if err != nil {
			return err
		}
		if !known {
			if err := t.putTerms(p, f); err != nil {
				return err
			}
		}
		key := p.observation(a.ID, n)
		if err := groups.Put(key, t.sealObservation(key, r.Print, f)); err != nil {
			return err
		}
		r.Places = append(r.Places, p.String())
		touched[p] = true
		t.arrived(p, arrival{a.ID, r.Print, f})
	}
	c, err := t.count()
	if err != nil {
		return err
	}
	c.Observations += len(facts)
	if err := t.put(bucketArticles, []byte(a.ID), a); err != nil {
		return err
	}
	return t.put(bucketReadings, []byte(a.ID), r)
}

// forget takes an article's observations out of their groups. What was linked to a group that ends with them is
// touched as well.
func (t *txn) forget(id string, r reading, touched map[place]bool) error {
	t.samples = nil
	defer func() { t.samples = nil }()
	for n, name := range r.Places {
		p, err := parsePlace(name)
		if err != nil {
			return err
		}
		f, ok, err := t.sample(p)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("article %s: observation %d is missing: %w", id, n, ErrCorrupt)
		}
		touched[p] = true
		t.departed(p)
		near, err := t.linked(p, f, map[place]bool{})
		if err != nil {
			return err
		}
		for _, q := range near {
			touched[q] = true
		}
		for _, partner := range t.s.docket.Partners(name) {
			q, err := parsePlace(partner)
			if err != nil {
				return err
			}
			touched[q] = true
		}
		t.samples = nil
		if err := t.bucket(bucketGroups).Delete(p.observation(id, n)); err != nil {
			return err
		}
		if _, ok, err = t.sample(p); err != nil {
			return err
		}
		if !ok {
			if err := t.dropTerms(p, f); err != nil {
				return err
			}
		}
	}
	c, err := t.count()
	if err != nil {
		return err
	}
	c.Observations -= len(r.Places)
	return nil
}

// leave takes one origin from an article that it no longer holds, and the article too if no other origin holds it. The hash of
// its text is kept with the article that came in its place.
func (t *txn) leave(id string, successor factwire.Article, touched map[place]bool) error {
	var old factwire.Article
	var r reading
	ok, err := t.get(bucketArticles, []byte(id), &old)
	if err != nil || !ok {
		return err
	}
	if _, err := t.get(bucketReadings, []byte(id), &r); err != nil {
		return err
	}
	r.Origins = slices.DeleteFunc(slices.Clone(r.Origins), func(o string) bool { return o == successor.Origin })
	if len(r.Origins) > 0 {
		r.Given = maps.Clone(r.Given)
		delete(r.Given, successor.Origin)
		r.Held = slices.DeleteFunc(slices.Clone(r.Held), func(o string) bool { return o == successor.Origin })
		old.Origin = r.Origins[0]
		old.Given = r.Given[old.Origin]
		if r.Owner == successor.Origin {
			r.Owner = r.Origins[0]
		}
		if err := t.put(bucketArticles, []byte(id), old); err != nil {
			return err
		}
		return t.put(bucketReadings, []byte(id), r)
	}
	if err := t.forget(id, r, touched); err != nil {
		return err
	}
	if err := t.remember(successor.ID, factwire.Hash("text", old.Text)); err != nil {
		return err
	}
	c, err := t.count()
	if err != nil {
		return err
	}
	c.Articles--
	if err := t.bucket(bucketReadings).Delete([]byte(id)); err != nil {
		return err
	}
	return t.bucket(bucketArticles).Delete([]byte(id))
}

// observed returns an article's observations in their order.
func (t *txn) observed(id string, r reading) ([]factwire.Fact, error) {
	var out []factwire.Fact
	for n, name := range r.Places {
		p, err := parsePlace(name)
		if err != nil {
			return nil, err
		}
		key := p.observation(id, n)
		data := t.bucket(bucketGroups).Get(key)
		if data == nil {
			return nil, fmt.Errorf("article %s: observation %d is missing: %w", id, n, ErrCorrupt)
		}
		_, f, err := t.openObservation(key, data)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// remember keeps the hash of a text that an article had before.
func (t *txn) remember(id, hash string) error {
	var hashes []string
	if _, err := t.get(bucketVersions, []byte(id), &hashes); err != nil {
		return err
	}
	if slices.Contains(hashes, hash) {
		return nil
	}
	return t.put(bucketVersions, []byte(id), append(hashes, hash))
}
