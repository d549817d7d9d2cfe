// Package source describes where articles come from and how the web is asked for them, as a configuration
// says it. It needs nothing of what reads them.
package source

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/fetch/internal/guard"
)

// Source is a place that articles come from, as the configuration describes it.
// Exactly one of Feed, Sitemap, URLs, List, Archive, Page, OPML, CCNews and GDELT says where it is.
type Source struct {
	// Name is unique among the sources; what was fetched is remembered by it.
	Name string `yaml:"name"`
	// Feed is the address of an RSS, Atom or JSON feed, or of a page that points
	// to one.
	Feed string `yaml:"feed"`
	// Sitemap is the address of a sitemap, a news sitemap or an index of them; the
	// address of a site stands for the sitemaps that its robots.txt names.
	Sitemap string `yaml:"sitemap"`
	// URLs are the addresses of single pages.
	URLs []string `yaml:"urls"`
	// List is the address of a list of addresses of pages, one a line.
	List string `yaml:"list"`
	// Page is an address of any of the above by its content, and else of a single page.
	Page string `yaml:"page"`
	// Archive is a WARC or ARC file, or a pattern of such files.
	Archive string `yaml:"archive"`
	// OPML is a file of subscriptions, as feed readers write it; it stands for all feeds in it.
	OPML string `yaml:"opml"`
	// CCNews is a day of Common Crawl's news crawl (2026-03-10), an hour of it (2026-03-10T14), or the first and the last of several
	// (2026-03-01/2026-03-07). A day has some 20 archives of 1 GB, which are read as they come and not kept.
	CCNews string `yaml:"ccnews"`
	// GDELT is a day, an hour or several of the list of all articles that GDELT sees, likewise; or the address of such a list; or words that its search of
	// the last three months (or of max_age) looks for, as "export controls".
	GDELT string `yaml:"gdelt"`
	// Mirror stands in for the servers of Common Crawl and GDELT: an address below which their paths stand.
	Mirror string `yaml:"mirror"`

	// Include are regular expressions; an article is taken only if its address matches one of them.
	Include []string `yaml:"include"`
	// Exclude are regular expressions; an article whose address matches one of them is left out.
	Exclude []string `yaml:"exclude"`
	// Language leaves out articles of another language (ISO 639-1, as "en").
	Language string `yaml:"language"`
	// Words leave out articles with none of them in title or text.
	Words []string `yaml:"words"`
	// MinLength leaves out articles whose text has fewer bytes.
	MinLength int `yaml:"min_length"`

	// Limit is how many pages a run gets from this source; 0 for no limit.
	Limit int `yaml:"limit"`
	// MaxAge leaves out what a feed or sitemap dates further back; 0 for no limit.
	MaxAge time.Duration `yaml:"max_age"`
	// Every is the time between two requests to one host, if longer than that of fetch.
	Every time.Duration `yaml:"every"`
	// StaleAfter is how long the source may go without success before it counts
	// as stale, as 'factwire sources' tells; 0 for two days.
	StaleAfter time.Duration `yaml:"stale_after"`
	// Credentials let the program in where a source wants a name and a password, a token, a header or a cookie.
	Credentials Credentials `yaml:"credentials"`
	// Ports are those of public addresses that may be reached beside 80 and 443.
	Ports []int `yaml:"ports"`
	// Allow are ranges of addresses (192.168.1.0/24) that may be reached though they are not public.
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
		if err := checkAddress(p.address); err != nil {
			return p.key, err
		}
	}
	for _, u := range s.URLs {
		if err := checkAddress(u); err != nil {
			return "urls", err
		}
	}
	if len(s.URLs) > 0 {
		places++
	}
	for _, p := range []string{s.Archive, s.OPML, s.CCNews, s.GDELT} {
		if p != "" {
			places++
		}
	}
	if key, err := s.checkLists(); err != nil {
		return key, err
	}
	if places != 1 {
		return "name", fmt.Errorf("%s needs exactly one of path, feed, sitemap, urls, list, page, archive, opml, ccnews and gdelt", s.Name)
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
	if err := checkPorts(s.Ports); err != nil {
		return "ports", err
	}
	if err := s.Credentials.Check(); err != nil {
		return "credentials", err
	}
	return notNegative([]number{{"min_length", s.MinLength < 0}, {"limit", s.Limit < 0}, {"max_age", s.MaxAge < 0}, {"every", s.Every < 0}, {"stale_after", s.StaleAfter < 0}})
}

// dayLike are values that are meant for days, and not for words of a search.
var dayLike = regexp.MustCompile(`^\s*\d{4}-\d`)

// checkLists says what is wrong with the keys of the large public lists.
func (s Source) checkLists() (key string, err error) {
	if _, _, ok := Times(s.CCNews); s.CCNews != "" && !ok {
		return "ccnews", fmt.Errorf("%q is no day such as 2026-03-10, and no first and last day such as 2026-03-01/2026-03-07", s.CCNews)
	}
	if _, _, ok := Times(s.GDELT); !ok && dayLike.MatchString(s.GDELT) {
		return "gdelt", fmt.Errorf("%q is no day such as 2026-03-10, and no first and last day such as 2026-03-01/2026-03-07", s.GDELT)
	}
	if strings.Contains(s.GDELT, "://") {
		if err := checkAddress(s.GDELT); err != nil {
			return "gdelt", err
		}
	}
	switch {
	case s.Mirror == "":
		return "", nil
	case s.CCNews == "" && s.GDELT == "":
		return "mirror", errors.New("a mirror goes with ccnews and gdelt alone")
	}
	return "mirror", checkAddress(s.Mirror)
}

// checkAddress says what is wrong with an address, without telling what is secret in it.
func checkAddress(raw string) error {
	plain := address.Redact(raw)
	switch {
	case plain != raw:
		return fmt.Errorf("%q holds a user or a password: name the variable or the file that holds them under credentials, and leave them out of the address", plain)
	case !IsWeb(raw):
		return fmt.Errorf("%q is no http or https address", plain)
	}
	return nil
}

// Address is where the source is, for people to read.
func (s Source) Address() string {
	for _, a := range []string{s.Feed, s.Sitemap, s.List, s.Page, s.Archive, s.OPML, s.CCNews, s.GDELT} {
		if a != "" {
			return a
		}
	}
	return strings.Join(s.URLs, " ")
}

// Kind names what the source is: "feed", "sitemap", "urls", "list", "page",
// "archive", "opml", "ccnews" or "gdelt".
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
	case s.OPML != "":
		return "opml"
	case s.CCNews != "":
		return "ccnews"
	case s.GDELT != "":
		return "gdelt"
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

// Settings hold for all sources of a run. What is zero is what Defaults gives.
type Settings struct {
	// Agent is the product token that robots.txt goes by: letters, "-" and "_".
	Agent string `yaml:"agent"`
	// Version stands behind the agent in the User-Agent header.
	Version string `yaml:"-"`
	// Contact is an address, of mail or of the web, by which a webmaster can reach
	// whoever runs the program.
	Contact string `yaml:"contact"`
	// Every is the time between two requests to one host.
	Every time.Duration `yaml:"every"`
	// PerHost is how many requests to one host run at once.
	PerHost int `yaml:"per_host"`
	// AtOnce is how many pages of one source are got at once, over all hosts.
	AtOnce int `yaml:"at_once"`
	// Timeout is how long one request may take.
	Timeout time.Duration `yaml:"timeout"`
	// MaxWait caps what a crawl delay or a Retry-After may ask.
	MaxWait time.Duration `yaml:"max_wait"`
	// Retries is how often a request is tried again; negative for never.
	Retries int `yaml:"retries"`
	// Proxy is the address of a proxy that all requests go through ("http://proxy.example:3128"). That of the environment is not used.
	Proxy string `yaml:"proxy"`
	// ProxyCredentials are the name and the password that the proxy wants, as "name:password".
	ProxyCredentials Secret `yaml:"proxy_credentials"`
}

// Defaults returns the settings with what is not set filled in.
func (s Settings) Defaults() Settings {
	s.Agent = cmp.Or(s.Agent, "factwire")
	s.Every = cmp.Or(s.Every, time.Second)
	s.PerHost = cmp.Or(s.PerHost, 2)
	s.AtOnce = cmp.Or(s.AtOnce, 4)
	s.Timeout = cmp.Or(s.Timeout, time.Minute)
	s.MaxWait = cmp.Or(s.MaxWait, 30*time.Second)
	s.Retries = cmp.Or(s.Retries, 2)
	return s
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
	if s.Proxy != "" {
		u, err := url.Parse(s.Proxy)
		switch {
		case address.Redact(s.Proxy) != s.Proxy:
			return "proxy", errors.New("an address holds no user and password: name the variable or the file that holds them under proxy_credentials")
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
			return "proxy", fmt.Errorf("%q is no http or https address of a proxy", s.Proxy)
		}
	}
	if err := s.ProxyCredentials.Check(); err != nil {
		return "proxy_credentials", err
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
