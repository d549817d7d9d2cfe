// Package source describes where articles come from and how the web is asked for them, as a configuration
// says it. It needs nothing of what reads them.
package source

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/fetch/guard"
)

// Source is a place that articles come from, as the configuration describes it.
// Exactly one of Feed, Sitemap, URLs, List, Archive and Page says where it is.
type Source struct {
	// Name is unique among the sources; state is kept by it.
	Name string `yaml:"name"`
	// Feed is the address of an RSS, Atom or JSON feed, or of a page that points
	// to one.
	Feed string `yaml:"feed"`
	// Sitemap is the address of a sitemap, a news sitemap or an index of them; the
	// address of a site stands for the sitemaps that its robots.txt names.
	Sitemap string `yaml:"sitemap"`
	// URLs are the addresses of single pages; List is the address of a list of
	// them, one a line.
	URLs []string `yaml:"urls"`
	List string   `yaml:"list"`
	// Page is any of the above by its content, and else a single page.
	Page string `yaml:"page"`
	// Archive is a WARC or ARC file, or a pattern of such files.
	Archive string `yaml:"archive"`

	// Filters: an article is taken if its address matches one of Include (if there
	// are any) and none of Exclude, its language is Language, its title or text
	// holds one of Words, and its text has MinLength bytes.
	Include   []string `yaml:"include"`
	Exclude   []string `yaml:"exclude"`
	Language  string   `yaml:"language"`
	Words     []string `yaml:"words"`
	MinLength int      `yaml:"min_length"`

	// Limit is how many pages a run gets from this source; 0 for no limit.
	Limit int `yaml:"limit"`
	// MaxAge leaves out what a feed or sitemap dates further back; 0 for no limit.
	MaxAge time.Duration `yaml:"max_age"`
	// Every is the time between two requests to one host, if longer than the
	// general one.
	Every time.Duration `yaml:"every"`
	// StaleAfter is how long the source may go without success before it counts
	// as stale; 0 for two days.
	StaleAfter time.Duration `yaml:"stale_after"`
	// Allow are ranges of addresses that may be reached though they are not public.
	Allow []string `yaml:"allow"`
	// IgnoreRobots leaves robots.txt unread, for sites whose owner agreed.
	IgnoreRobots bool `yaml:"ignore_robots"`
}

// DefaultStaleAfter is how long a source may go without success.
const DefaultStaleAfter = 48 * time.Hour

// Check says what is wrong with a source, and under which key.
func (s Source) Check() (key string, err error) {
	if s.Name == "" {
		return "name", errors.New("a source needs a name")
	}
	places := 0
	for _, p := range []struct{ key, address string }{{"feed", s.Feed}, {"sitemap", s.Sitemap}, {"list", s.List}, {"page", s.Page}} {
		if p.address == "" {
			continue
		}
		places++
		if !IsWeb(p.address) {
			return p.key, fmt.Errorf("%q is no http or https address", p.address)
		}
	}
	for _, u := range s.URLs {
		if !IsWeb(u) {
			return "urls", fmt.Errorf("%q is no http or https address", u)
		}
	}
	if len(s.URLs) > 0 {
		places++
	}
	if s.Archive != "" {
		places++
	}
	if places != 1 {
		return "name", fmt.Errorf("%s needs exactly one of path, feed, sitemap, urls, list, page and archive", s.Name)
	}
	if _, err := Patterns(s.Include); err != nil {
		return "include", err
	}
	if _, err := Patterns(s.Exclude); err != nil {
		return "exclude", err
	}
	if _, err := guard.ParseRanges(s.Allow); err != nil {
		return "allow", err
	}
	return notNegative([]number{{"min_length", s.MinLength < 0}, {"limit", s.Limit < 0}, {"max_age", s.MaxAge < 0}, {"every", s.Every < 0}, {"stale_after", s.StaleAfter < 0}})
}

// Address is where the source is, for people to read.
func (s Source) Address() string {
	for _, a := range []string{s.Feed, s.Sitemap, s.List, s.Page, s.Archive} {
		if a != "" {
			return a
		}
	}
	return strings.Join(s.URLs, " ")
}

// Kind names what the source is: "feed", "sitemap", "urls", "list", "page" or
// "archive".
func (s Source) Kind() string {
	switch {
	case s.Feed != "":
		return "feed"
	case s.Sitemap != "":
		return "sitemap"
	case s.List != "":
		return "list"
	case s.Page != "":
		return "page"
	case s.Archive != "":
		return "archive"
	}
	return "urls"
}

// IsWeb tells whether s is an absolute http or https address.
func IsWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

// Patterns compiles patterns.
func Patterns(list []string) ([]*regexp.Regexp, error) {
	var out []*regexp.Regexp
	for _, p := range list {
		re, err := regexp.Compile(p)
		if err != nil {
			return nil, fmt.Errorf("pattern %q cannot be read: %w", p, err)
		}
		out = append(out, re)
	}
	return out, nil
}

// Settings hold for all sources of a run.
type Settings struct {
	// Agent is the product token that robots.txt goes by: letters, "-" and "_".
	Agent string `yaml:"agent"`
	// Version stands behind the agent in the User-Agent header.
	Version string `yaml:"-"`
	// Contact is an address, of mail or of the web, by which a webmaster can reach
	// whoever runs the program.
	Contact string `yaml:"contact"`
	// Every is the time between two requests to one host; 0 for one second.
	Every time.Duration `yaml:"every"`
	// PerHost is how many requests to one host run at once; 0 for 2.
	PerHost int `yaml:"per_host"`
	// AtOnce is how many pages of one source are got at once, over all hosts; 0 for 4.
	AtOnce int `yaml:"at_once"`
	// Timeout is how long one request may take; 0 for a minute.
	Timeout time.Duration `yaml:"timeout"`
	// MaxWait caps what a crawl delay or a Retry-After may ask; 0 for 30 seconds.
	MaxWait time.Duration `yaml:"max_wait"`
	// Retries is how often a request is tried again; 0 for twice, negative for never.
	Retries int `yaml:"retries"`
}

// Check says what is wrong with the settings, and under which key.
func (s Settings) Check() (key string, err error) {
	for _, r := range s.Agent {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_' {
			return "agent", fmt.Errorf("%q: a product token has letters, - and _ only", s.Agent)
		}
	}
	if strings.ContainsAny(s.Contact, "\r\n()") {
		return "contact", errors.New("a contact has no line ends and no parentheses")
	}
	return notNegative([]number{{"every", s.Every < 0}, {"per_host", s.PerHost < 0}, {"at_once", s.AtOnce < 0}, {"timeout", s.Timeout < 0}, {"max_wait", s.MaxWait < 0}})
}

// number is a key of the configuration and whether its value is below zero.
type number struct {
	key string
	bad bool
}

func notNegative(all []number) (key string, err error) {
	for _, n := range all {
		if n.bad {
			return n.key, errors.New("must not be negative")
		}
	}
	return "", nil
}

// Stale tells whether a source whose last success was at last has gone without success for too long.
func (s Source) Stale(last, now time.Time) bool {
	limit := s.StaleAfter
	if limit == 0 {
		limit = DefaultStaleAfter
	}
	return last.IsZero() || now.Sub(last) > limit
}

// Names returns the names that several of the sources share, sorted: they must not, since state is kept by name.
func Names(sources []Source) (repeated []string) {
	seen := map[string]int{}
	for _, s := range sources {
		if seen[s.Name]++; seen[s.Name] == 2 {
			repeated = append(repeated, s.Name)
		}
	}
	slices.Sort(repeated)
	return repeated
}
