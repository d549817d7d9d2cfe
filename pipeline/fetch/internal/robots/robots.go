// Package robots reads robots.txt as RFC 9309 says and as Google's parser does
// where the RFC leaves room: misspelt keys, missing colons and broken byte-order
// marks are understood, and the longest pattern that matches decides.
package robots

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// Limits on what is read; RFC 9309 asks for at least 500 KiB.
const (
	MaxBytes = 512 << 10
	maxLine  = 16 << 10
	maxRules = 50_000
)

// Rules is a robots.txt that was read. The zero value allows everything. It may be
// used by many goroutines at once.
type Rules struct {
	groups   []group
	sitemaps []string
	// refuse makes everything forbidden: the file could not be had.
	refuse bool
}

// group is a run of rules and the agents that they are for.
type group struct {
	agents []string // product tokens in lower case; "*" for all
	rules  []rule
	delay  time.Duration
}

type rule struct {
	pattern string
	allow   bool
}

// AllowAll is what holds where a server has no robots.txt.
func AllowAll() Rules { return Rules{} }

// RefuseAll is what holds where a server fails to give its robots.txt.
func RefuseAll() Rules { return Rules{refuse: true} }

// Parse reads a robots.txt. It never fails: lines that mean nothing are passed
// over, and what lies beyond MaxBytes is not looked at.
func Parse(data []byte) Rules {
	data = trimBOM(data[:min(len(data), MaxBytes)])
	var r Rules
	open, rules := false, 0 // open: the last line named an agent
	for len(data) > 0 {
		line := data
		if i := bytes.IndexAny(data, "\r\n"); i >= 0 {
			line, data = data[:i], data[i+1:]
		} else {
			data = nil
		}
		key, value := split(string(line[:min(len(line), maxLine)]))
		switch key {
		case "user-agent":
			if !open {
				r.groups = append(r.groups, group{})
			}
			open = true
			g := &r.groups[len(r.groups)-1]
			if agent := agentOf(value); agent != "" {
				g.agents = append(g.agents, agent)
			}
		case "allow", "disallow":
			if len(r.groups) == 0 || rules >= maxRules {
				continue
			}
			open = false
			rules++
			g := &r.groups[len(r.groups)-1]
			g.rules = append(g.rules, rule{pattern: escape(value, true), allow: key == "allow"})
		case "crawl-delay":
			if len(r.groups) == 0 {
				continue
			}
			g := &r.groups[len(r.groups)-1]
			if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && s < 1e6 {
				g.delay = time.Duration(s * float64(time.Second))
			}
		case "sitemap":
			if len(r.sitemaps) < 1000 && value != "" {
				r.sitemaps = append(r.sitemaps, value)
			}
		}
	}
	return r
}

// Sitemaps returns the addresses of the sitemaps that the file names, in order.
// The caller must not change the slice.
func (r Rules) Sitemaps() []string { return r.sitemaps }

// Allowed tells whether the agent may fetch the address, which must be escaped as
// RFC 3986 says. The agent is a product token such as "factwire": letters, "-" and
// "_" only, since a file can name no other; case does not count.
func (r Rules) Allowed(agent, address string) bool {
	if r.refuse {
		return false
	}
	path := pathOf(address)
	specific, named := r.decide(path, strings.ToLower(agent))
	if named {
		return specific
	}
	all, _ := r.decide(path, "*")
	return all
}

// CrawlDelay returns how long the file asks the agent to wait between two
// requests, zero if it does not say.
func (r Rules) CrawlDelay(agent string) time.Duration {
	agent = strings.ToLower(agent)
	var forAll, forIt time.Duration
	named := false
	for _, g := range r.groups {
		for _, a := range g.agents {
			switch a {
			case agent:
				named = true
				forIt = max(forIt, g.delay)
			case "*":
				forAll = max(forAll, g.delay)
			}
		}
	}
	if named {
		return forIt
	}
	return forAll
}

// decide weighs the rules of all groups for one agent: the longest matching
// pattern wins, and among equals the one that allows.
func (r Rules) decide(path, agent string) (allowed, named bool) {
	allow, disallow := -1, -1
	for _, g := range r.groups {
		if !has(g.agents, agent) {
			continue
		}
		named = true
		for _, rule := range g.rules {
			if rule.allow {
				allow = max(allow, allowWeight(rule.pattern, path))
			} else if matches(rule.pattern, path) {
				disallow = max(disallow, len(rule.pattern))
			}
		}
	}
	return disallow <= 0 || allow >= disallow, named
}

// allowWeight is the length of an allowing pattern that matches, or -1. As in
// Google's parser, a pattern that allows a directory's index page allows the
// directory's own address too.
func allowWeight(pattern, path string) int {
	if matches(pattern, path) {
		return len(pattern)
	}
	if i := strings.LastIndexByte(pattern, '/'); i >= 0 && strings.HasPrefix(pattern[i:], "/index.htm") {
		if dir := pattern[:i+1] + "$"; matches(dir, path) {
			return len(dir)
		}
	}
	return -1
}

func has(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}

// matches tells whether a pattern matches the beginning of path. "*" stands for
// any run of bytes, and "$" at the end for the end of the path. It needs time in
// the product of both lengths at worst: a star takes the shortest run that lets
// what follows match, which suffices since what is behind it may match later too.
func matches(pattern, path string) bool {
	anchored := strings.HasSuffix(pattern, "$")
	if anchored {
		pattern = pattern[:len(pattern)-1]
	}
	first, rest, star := strings.Cut(pattern, "*")
	if !strings.HasPrefix(path, first) {
		return false
	}
	path = path[len(first):]
	if !star {
		return !anchored || path == ""
	}
	for {
		var part string
		part, rest, star = strings.Cut(rest, "*")
		if !star {
			if anchored {
				return strings.HasSuffix(path, part)
			}
			return strings.Contains(path, part)
		}
		i := strings.Index(path, part)
		if i < 0 {
			return false
		}
		path = path[i+len(part):]
	}
}

// pathOf returns the path and query of an address, its escapes as in patterns.
func pathOf(address string) string {
	if i := strings.IndexByte(address, '#'); i >= 0 {
		address = address[:i]
	}
	rest := address
	if i := strings.Index(address, "://"); i >= 0 && !strings.ContainsAny(address[:i], "/?;") {
		rest = address[i+3:]
	} else if strings.HasPrefix(address, "//") {
		rest = address[2:]
	}
	i := strings.IndexAny(rest, "/?;")
	if i < 0 {
		return "/"
	}
	rest = rest[i:]
	if rest[0] != '/' {
		rest = "/" + rest
	}
	return escape(rest, false)
}

// escape writes the digits of escapes in upper case, and if high is set the bytes
// beyond ASCII as escapes.
func escape(s string, high bool) string {
	clean := true
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] == '%' {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteString(strings.ToUpper(s[i : i+3]))
			i += 2
		case c >= 0x80 && high:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
