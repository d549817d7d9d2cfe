package fetch

import (
	"time"

	"github.com/factwire/factwire/pipeline/fetch/internal/warc"
)

// State is what is known of a source between runs. It is kept as JSON.
type State struct {
	LastTry     time.Time `json:"last_try,omitzero"`
	LastSuccess time.Time `json:"last_success,omitzero"`
	// Failures counts runs without success since the last one with it.
	Failures int    `json:"failures,omitempty"`
	Error    string `json:"error,omitempty"` // of the last failure; empty after success
	// NotBefore is when the source may be tried again: a server asked to be left
	// alone, or the source has failed often.
	NotBefore time.Time `json:"not_before,omitzero"`
	// Documents holds the validators of the source's own documents (its feed, its
	// sitemaps) by address.
	Documents map[string]Validator `json:"documents,omitempty"`
	// Files says how far archives were read, by path.
	Files map[string]Progress `json:"files,omitempty"`
	// Articles counts the articles that the source gave, over all runs.
	Articles int `json:"articles,omitempty"`
}

// Validator is what a server gave along with a document, so that it can be asked
// for the document only if it changed.
type Validator struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// Progress is how far an archive was read.
type Progress struct {
	Size int64         `json:"size"` // of the file then: if it differs, it is another file
	Next warc.Position `json:"next"`
	// Broken counts records that were passed over.
	Broken int `json:"broken,omitempty"`
}

// Visit is what is known of a page that was got, by the key of its address.
type Visit struct {
	At time.Time `json:"at"`
	// Version is the date of the last change as the feed or sitemap wrote it.
	Version string `json:"version,omitempty"`
	Validator
	// Outcome is "article", or why the page gave none ("paywall", "no body",
	// "filtered", "gone").
	Outcome string `json:"outcome"`
	// Hash is that of the article's text; Former are those of its earlier
	// versions, oldest first.
	Hash   string   `json:"hash,omitempty"`
	Former []string `json:"former,omitempty"`
}

// States keeps the state of sources.
type States interface {
	// Source returns the state of a source, the zero one if none was kept.
	Source(name string) (State, error)
	PutSource(name string, s State) error
}

// Visits keeps what is known of pages.
type Visits interface {
	// Page returns what is known under a key, and whether anything is.
	Page(key string) (Visit, bool, error)
	// PutPages keeps visits by key, all of them or none.
	PutPages(visits map[string]Visit) error
}

// Backoff is how long a source is left alone after so many failures in a row: a
// quarter of an hour, doubled each time, up to a day. A cron line that runs more
// often than that does not hammer a server that is down.
func Backoff(failures int) time.Duration {
	if failures <= 1 {
		return 0 // a single failure is often over by the next run
	}
	return min(15*time.Minute<<min(failures-2, 10), 24*time.Hour)
}
