// Package shuffle parts the work of a store over machines that share nothing: [Writer] turns articles into lines, any
// engine sorts the lines, and [Merge] turns sorted lines into the facts that one store would hold. It is the map and the reduce step of
// Dean and Ghemawat (2004) for package merge, whose facts depend on the set of observations alone.
//
// # Lines
//
// A line has four columns with tabs between. No column holds a tab or a line feed.
//
//	key      a letter, and 16 hexadecimal digits that say what belongs together
//	article  the article's id; empty for a rejected input
//	version  which version of the article it is: of two versions the one that is kept has the greater, compared as bytes
//	body     a JSON object
//
// The letter says what the line is:
//
//	a  an article, its id behind the letter. Body: {"article": …, "facts": […]}, a line of 'factwire export --format archive';
//	   {} where only facts are asked for
//	f  an observation, a hash of its group behind the letter. Body: {"print": …, "fact": …}, the print of the article's text
//	   (store/similar) in hexadecimal, and the fact as the article tells it
//	c  a tie of an observation, a hash of the tie behind the letter: observations with one tie, of other groups, may have to be merged with
//	   it (merge.Tie). Body: {"fact": …}, what the fact's parties and its day are
//	r  an input that is no article, a hash of it behind the letter. Body: {"origin", "title", "url", "reason", "error"}
//
// Sorted as bytes, articles and ties come before observations: so the reader of the latter knows which versions count, and which groups
// belong together. Lines that are
// repeated count once.
package shuffle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
	"github.com/factwire/factwire/store/similar"
)

// The letters that keys begin with.
const (
	Article     = 'a'
	Observation = 'f'
	Tied        = 'c'
	Rejected    = 'r'
)

// keyLength is a letter and 16 digits.
const keyLength = 1 + 16

// ErrLine says that a line is none of this package's.
var ErrLine = errors.New("is no line of 'factwire observe'")

// Line is one line in its columns, which may share the memory of what they were parsed from.
type Line struct {
	Key, Article, Version, Body []byte
}

// Append appends the line with its line feed.
func (l Line) Append(b []byte) []byte {
	for _, column := range [][]byte{l.Key, l.Article, l.Version} {
		b = append(append(b, column...), '\t')
	}
	return append(append(b, l.Body...), '\n')
}

// Is reports whether a line, by its begin, is one of this package's.
func Is(line []byte) bool {
	if len(line) <= keyLength || line[keyLength] != '\t' || bytes.IndexByte([]byte{Article, Observation, Tied, Rejected}, line[0]) < 0 {
		return false
	}
	for _, c := range line[1:keyLength] {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Parse parts a line, without its line feed, into its columns.
func Parse(line []byte) (Line, error) {
	columns := bytes.SplitN(line, []byte{'\t'}, 4)
	if len(columns) != 4 || !Is(line) {
		return Line{}, ErrLine
	}
	return Line{Key: columns[0], Article: columns[1], Version: columns[2], Body: columns[3]}, nil
}

// group is the key of an observation: observations that must be merged together have one key. Where a kind's nodes can be linked
// to each other, it is what linked nodes share, else the node.
func group(f factwire.Fact, c *entity.Canon) string {
	if block, terms := merge.Terms(f, c); len(terms) > 0 {
		return string(Observation) + factwire.Hash("block", strconv.FormatUint(uint64(block), 10))
	}
	return string(Observation) + merge.Place(merge.Node(f, c))
}

// observed is the body of an observation.
type observed struct {
	Print string        `json:"print,omitempty"`
	Fact  factwire.Fact `json:"fact"`
}

func (o observed) print() similar.Print {
	n, err := strconv.ParseUint(o.Print, 16, 64)
	if err != nil {
		return 0
	}
	return similar.Print(n)
}

// whole is the body of an article.
type whole struct {
	Article *factwire.Article `json:"article,omitempty"`
	Facts   []factwire.Fact   `json:"facts,omitempty"`
}

// rejected is the body of an input that is no article. It names no time: the same input gives the same line.
type rejected struct {
	Origin string `json:"origin,omitempty"`
	Title  string `json:"title,omitempty"`
	URL    string `json:"url,omitempty"`
	Reason string `json:"reason"`
	Error  string `json:"error"`
}

// Entry returns the article of an article's line, with what was observed in it.
func (l Line) Entry() (store.Entry, error) {
	var w whole
	if err := json.Unmarshal(l.Body, &w); err != nil {
		return store.Entry{}, fmt.Errorf("%w: %w", ErrLine, err)
	}
	if w.Article == nil || w.Article.ID == "" {
		return store.Entry{}, errors.New("the line holds no article: it was written with --facts-only")
	}
	return store.Entry{Article: *w.Article, Facts: w.Facts}, nil
}

// Reject returns what the line of a rejected input says; its time is empty.
func (l Line) Reject() (store.Rejected, error) {
	var r rejected
	if err := json.Unmarshal(l.Body, &r); err != nil {
		return store.Rejected{}, fmt.Errorf("%w: %w", ErrLine, err)
	}
	return store.Rejected{Origin: r.Origin, Title: r.Title, URL: r.URL, Reason: r.Reason, Error: r.Error}, nil
}
