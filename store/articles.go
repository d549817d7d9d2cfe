package store

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// ErrNoArticle says that no article has the id, the address or the place asked for.
var ErrNoArticle = errors.New("no article is known by this")

// Told is an article with the facts that it tells, and all places where it was read.
type Told struct {
	Article factwire.Article
	Facts   []merge.Fact // as all articles tell them, in the order of their ids
	Origins []string     // sorted
}

// Tell returns an article with its facts, by its id, the beginning of an id that only one article has, its address, or where it was read.
func (s *Store) Tell(name string) (told Told, err error) {
	err = s.view(func(t *txn) error {
		id, err := t.articleOf(name)
		if err != nil {
			return err
		}
		if _, err := t.get(bucketArticles, []byte(id), &told.Article); err != nil {
			return err
		}
		var r reading
		if _, err := t.get(bucketReadings, []byte(id), &r); err != nil {
			return err
		}
		told.Origins = r.Origins
		seen := map[string]bool{}
		for _, place := range r.Places {
			p, err := parsePlace(place)
			if err != nil {
				return err
			}
			facts, _, err := t.merged(p)
			if err != nil {
				return err
			}
			for _, f := range facts {
				if !seen[f.ID] && tells(f, id) {
					seen[f.ID] = true
					if err := t.complete(&f); err != nil {
						return err
					}
					told.Facts = append(told.Facts, f)
				}
			}
		}
		return nil
	})
	return told, err
}

// tells reports whether an article is among a fact's evidence.
func tells(f merge.Fact, article string) bool {
	for _, e := range f.Evidence {
		if e.Article == article {
			return true
		}
	}
	return false
}

func (t *txn) articleOf(name string) (string, error) {
	var id string
	if ok, err := t.get(bucketOrigins, []byte(name), &id); err != nil || ok {
		return id, err
	}
	if strings.Contains(name, "://") {
		name = factwire.ArticleID(name, "")
	}
	c := t.bucket(bucketArticles).Cursor()
	prefix := []byte(strings.ToLower(name))
	k, _ := c.Seek(prefix)
	if len(prefix) < 4 || !bytes.HasPrefix(k, prefix) {
		return "", fmt.Errorf("%w: %s", ErrNoArticle, name)
	}
	id = string(k)
	if k, _ = c.Next(); bytes.HasPrefix(k, prefix) && id != name {
		return "", fmt.Errorf("several articles have an id that begins with %s: %s, %s", name, id, k)
	}
	return id, nil
}

// The longest names by which a store finds an article.
const (
	maxID     = 256
	maxOrigin = 16 << 10
)

// CheckArticle returns an error for an article that no store can keep: one without an id, or with one, or an origin, that is no name.
func CheckArticle(a factwire.Article) error {
	switch {
	case a.ID == "":
		return fmt.Errorf("an article of %q has no id", a.Origin)
	case len(a.ID) > maxID || strings.ContainsFunc(a.ID, unicode.IsControl):
		return fmt.Errorf("an article's id is none: it has %d bytes, beginning with %.40q", len(a.ID), a.ID)
	case len(a.Origin) > maxOrigin:
		return fmt.Errorf("article %s was read at a place whose name has %d bytes, more than %d", a.ID, len(a.Origin), maxOrigin)
	}
	return nil
}
