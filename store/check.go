package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/internal/pages"
	"github.com/factwire/factwire/store/merge"
)

// Report is what a check found.
type Report struct {
	Counts   Counts   `json:"counts"`
	Runs     int      `json:"runs"`
	Verdicts int      `json:"verdicts"`
	Problems []string `json:"problems"` // at most MaxProblems
}

// MaxProblems is how many problems a check tells before it stops looking.
const MaxProblems = 100

var errTooMany = errors.New("too many problems")

// Check examines a store without changing it: the structure of the file, every value's checksum, every reference from one part
// to another, and that facts, ids and lists are those that merging all observations anew gives. The structure comes first, and is read
// page by page without mapping the file; only a sound one is opened, so that no damage can crash or hang the program.
//
// Problems are no error: the error says that the check could not be made.
func Check(ctx context.Context, path string, o Options) (Report, error) {
	r := Report{Problems: []string{}}
	err := pages.Check(path, pages.All)
	switch {
	case errors.Is(err, pages.ErrForeign):
		return r, fmt.Errorf("store %s %w", path, ErrForeign)
	case errors.Is(err, pages.ErrDamaged):
		r.Problems = append(r.Problems, err.Error())
		return r, nil
	}
	o.ReadOnly = true
	s, err := Open(path, o) // also tells what is wrong with a file that cannot be read at all
	if err != nil {
		if errors.Is(err, ErrCorrupt) {
			r.Problems = append(r.Problems, err.Error())
			return r, nil
		}
		return r, err
	}
	defer s.Close()
	c := checker{ctx: ctx, report: &r, progress: o.Progress}
	err = s.view(func(t *txn) error {
		c.t = t
		counts, err := t.count()
		if err != nil {
			return err
		}
		// what run goes through: articles and their readings one by one, then groups, whose number is at least that of the facts in them
		c.todo = int64(2*counts.Articles + counts.Facts)
		return c.run()
	})
	switch {
	case errors.Is(err, errTooMany):
		return r, nil
	case errors.Is(err, ErrCorrupt):
		r.Problems = append(r.Problems, err.Error())
		return r, nil
	}
	return r, err
}

type checker struct {
	ctx    context.Context
	t      *txn
	report *Report

	progress   Progress
	done, todo int64 // of what is examined

	observations, facts, terms int // as counted
	wantTerms                  int
}

func (c *checker) problem(format string, args ...any) error {
	c.report.Problems = append(c.report.Problems, fmt.Sprintf(format, args...))
	if len(c.report.Problems) >= MaxProblems {
		return errTooMany
	}
	return c.ctx.Err()
}

// examined tells that one thing more was looked at.
func (c *checker) examined() {
	if c.done++; c.done%256 == 0 {
		c.progress.tell("check", min(c.done, c.todo), c.todo)
	}
}

func (c *checker) run() error {
	for _, step := range []func() error{c.numbers, c.articles, c.small, c.seats, c.groups, c.lists, c.totals} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// numbers checks that only what is numbered counts: runs, and verdicts, of which some may have been taken back.
func (c *checker) numbers() error {
	return c.t.Tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
		n, last := b.Sequence(), uint64(0)
		if bytes.Equal(name, bucketVerdicts) {
			if k, _ := b.Cursor().Last(); k != nil {
				last = parseNumber(k)
			}
		}
		switch {
		case bytes.Equal(name, bucketRuns):
			return nil // see small
		case bytes.Equal(name, bucketGroups):
			return nil // see seats
		case bytes.Equal(name, bucketVerdicts) && n >= last, n == 0:
			return nil
		}
		return c.problem("the part %q counts to %d", name, n)
	})
}

// each opens every value of a bucket.
func (c *checker) each(bucket []byte, into func(k []byte) any, use func(k []byte) error) error {
	n := 0
	return c.t.bucket(bucket).ForEach(func(k, v []byte) error {
		c.examined()
		if n++; n%1024 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		if err := c.t.s.codec.OpenJSON(k, v, into(k)); err != nil {
			return c.problem("%s %q %v", bucket, k, err)
		}
		return use(k)
	})
}

// articles checks that articles, readings, observations and origins name each other.
func (c *checker) articles() error {
	var a factwire.Article
	err := c.each(bucketArticles, func([]byte) any { a = factwire.Article{}; return &a }, func(k []byte) error {
		c.report.Counts.Articles++
		if a.ID != string(k) {
			return c.problem("article %q stands under %q", a.ID, k)
		}
		if c.t.bucket(bucketReadings).Get(k) == nil {
			return c.problem("article %s was not read", k)
		}
		return nil
	})
	if err != nil {
		return err
	}
	var r reading
	return c.each(bucketReadings, func([]byte) any { r = reading{}; return &r }, func(k []byte) error {
		if c.t.bucket(bucketArticles).Get(k) == nil {
			return c.problem("the article of reading %s is missing", k)
		}
		c.report.Counts.Observations += len(r.Places)
		for n, name := range r.Places {
			p, err := parsePlace(name)
			if err != nil {
				return c.problem("article %s: %v", k, err)
			}
			at, err := c.t.seat(p)
			if err != nil {
				return c.problem("article %s: %v", k, err)
			}
			key := at.observation(string(k), n)
			data := c.t.bucket(bucketGroups).Get(key)
			if data == nil {
				if err := c.problem("article %s: observation %d is missing", k, n); err != nil {
					return err
				}
				continue
			}
			print, f, err := c.t.openObservation(key, data)
			if err == nil && (print != r.Print || placeOf(merge.Node(f, c.t.s.canon)) != p) {
				err = errors.New("stands in the wrong place")
			}
			if err != nil {
				if err := c.problem("article %s: observation %d: %v", k, n, err); err != nil {
					return err
				}
			}
		}
		for _, origin := range r.Origins {
			var id string
			if ok, err := c.t.get(bucketOrigins, []byte(origin), &id); err != nil || !ok || id != string(k) {
				if err := c.problem("origin %q does not lead to its article %s", origin, k); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// small checks the buckets that only need to be readable.
func (c *checker) small() error {
	var id string
	err := c.each(bucketOrigins, func([]byte) any { id = ""; return &id }, func(k []byte) error {
		if c.t.bucket(bucketArticles).Get([]byte(id)) == nil {
			return c.problem("origin %q leads to article %s, which is missing", k, id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	var hashes []string
	if err := c.each(bucketVersions, func([]byte) any { return &hashes }, func([]byte) error { return nil }); err != nil {
		return err
	}
	var rejected Rejected
	if err := c.each(bucketRejected, func([]byte) any { return &rejected }, func([]byte) error { c.report.Counts.Rejected++; return nil }); err != nil {
		return err
	}
	var run Run
	err = c.each(bucketRuns, func([]byte) any { run = Run{}; return &run }, func(k []byte) error {
		c.report.Runs++
		if run.Number != parseNumber(k) || run.Number > c.t.bucket(bucketRuns).Sequence() {
			return c.problem("run %d stands under %d", run.Number, parseNumber(k))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if n := c.t.bucket(bucketRuns).Sequence(); n != uint64(c.report.Runs) {
		if err := c.problem("%d runs are kept, %d were numbered", c.report.Runs, n); err != nil {
			return err
		}
	}
	if c.t.Tx.Bucket(bucketShelves) != nil {
		var value json.RawMessage // what is on a shelf is its owner's
		if err := c.each(bucketShelves, func([]byte) any { return &value }, func([]byte) error { return nil }); err != nil {
			return err
		}
	}
	var v merge.Verdict
	return c.each(bucketVerdicts, func([]byte) any { v = merge.Verdict{}; return &v }, func(k []byte) error {
		c.report.Verdicts++
		if v.Number != parseNumber(k) {
			return c.problem("verdict %d stands under %d", v.Number, parseNumber(k))
		}
		return nil
	})
}

// CheckTimeout bounds a check by the size of a store: a sound one takes a few seconds for each hundred megabytes.
func CheckTimeout(size int64) time.Duration {
	return time.Minute + time.Duration(size>>20)*time.Second/2
}
