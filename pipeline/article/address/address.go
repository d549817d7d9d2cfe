// Package address makes one web address of the many under which an article is
// reached. It is the only package that touches the tables of international names
// and of public suffixes.
package address

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// MaxBytes is the length of the longest address that is taken for one.
const MaxBytes = 4096

// ErrNotWeb says that an address is none of the web.
var ErrNotWeb = errors.New("is no http or https address")

// Canonical returns the canonical form of an absolute http or https address. It
// keeps what tells two pages apart and drops the rest: the fragment, user names,
// default ports, the parameters of campaigns and trackers, the order of
// parameters, a trailing slash, index pages; the forms for telephones ("m.",
// "mobile.") and of AMP (by suffix, by host, by cache) lead to the plain form.
// Host names are lower-case and in ASCII; http becomes https where a name and the
// usual port are used. Canonical is idempotent.
//
// It guesses: fetch an article by the address that was given, and keep it by this.
func Canonical(raw string) (string, error) {
	u, err := parse(raw)
	if err != nil {
		return "", err
	}
	// An AMP cache holds the address in its path, and that may again be AMP.
	for range 3 {
		inner, ok := uncache(u)
		if !ok {
			break
		}
		u = inner
	}
	host := plainHost(u.Hostname())
	port := u.Port()
	if u.Scheme == "http" && (port == "" || port == "80") && isName(host) {
		u.Scheme = "https"
		port = ""
	}
	if (u.Scheme == "http" && port == "80") || (u.Scheme == "https" && port == "443") {
		port = ""
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "" {
		host += ":" + port
	}
	out := u.Scheme + "://" + host + plainPath(u.EscapedPath())
	if q := plainQuery(u.RawQuery); q != "" {
		out += "?" + q
	}
	return out, nil
}

// Key returns what all forms of an address share: the canonical form without
// scheme and "www.". It serves to tell whether an address was seen, and is "" for
// what is no address.
func Key(raw string) string {
	c, err := Canonical(raw)
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(c, "://")
	return strings.TrimPrefix(rest, "www.")
}

// Host returns the host name of an address without "www.", or "".
func Host(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// Resolve returns the absolute address that ref, found on the page base, leads to,
// without a user and a password, or an error if that is no web address.
func Resolve(base, ref string) (string, error) {
	b, err := url.Parse(strings.TrimSpace(base))
	if err != nil {
		return "", fmt.Errorf("%q %w", clip(base), ErrNotWeb)
	}
	r, err := b.Parse(strings.TrimSpace(ref))
	if err != nil || (r.Scheme != "http" && r.Scheme != "https") || r.Host == "" {
		return "", fmt.Errorf("%q %w", clip(ref), ErrNotWeb)
	}
	r.User = nil // nobody else's secret is to be used, kept or told
	return r.String(), nil
}

var userinfo = regexp.MustCompile(`(?i)([a-z][a-z0-9+.-]*://)[^/?#\s"'<>]*@`)

// Redact returns a text, such as an address or the words of an error, without the users and passwords of the addresses
// in it.
func Redact(text string) string {
	if !strings.Contains(text, "@") || !strings.Contains(text, "://") {
		return text
	}
	return userinfo.ReplaceAllString(text, "$1")
}

func parse(raw string) (*url.URL, error) {
	s := strings.TrimSpace(raw)
	if len(s) > MaxBytes {
		return nil, fmt.Errorf("an address of %d bytes %w", len(s), ErrNotWeb)
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Hostname() == "" {
		return nil, fmt.Errorf("%q %w", clip(raw), ErrNotWeb)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%q %w", clip(raw), ErrNotWeb)
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return nil, fmt.Errorf("%q %w: its host is no name", clip(raw), ErrNotWeb)
	}
	if port := u.Port(); port != "" {
		host = bracket(host) + ":" + port
	} else {
		host = bracket(host)
	}
	u.Host = host
	return u, nil
}

func bracket(host string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]"
	}
	return host
}

// asciiHost lower-cases a name and writes it in ASCII. Names with an underscore,
// which IDNA refuses and the web uses, are kept.
func asciiHost(host string) (string, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.WithZone("").String(), nil
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	for label := range strings.SplitSeq(host, ".") {
		if label == "" {
			return "", ErrNotWeb
		}
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err == nil && ascii != "" {
		return ascii, nil
	}
	if host == "" {
		return "", ErrNotWeb
	}
	for _, r := range host {
		if !(r == '-' || r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z') {
			return "", ErrNotWeb
		}
	}
	return host, nil
}

// isName tells a public host name from an address or a local name.
func isName(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	return strings.Contains(host, ".") && !strings.HasSuffix(host, ".localhost")
}

// mobileLabels are the first labels of the hosts that serve a site to telephones
// or as AMP.
var mobileLabels = []string{"m", "mobile", "amp", "touch", "wap"}

// plainHost leads the host of a site for telephones to its plain host: one below
// the registered name to "www.", one label among several to none.
func plainHost(host string) string {
	if !isName(host) {
		return host
	}
	registered, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil || registered == host {
		return host
	}
	labels := strings.Split(strings.TrimSuffix(host, "."+registered), ".")
	kept := slices.DeleteFunc(slices.Clone(labels), func(l string) bool { return slices.Contains(mobileLabels, l) })
	if len(kept) == len(labels) {
		return host
	}
	if len(kept) == 0 {
		return "www." + registered
	}
	return strings.Join(kept, ".") + "." + registered
}

// uncache returns the address that an AMP cache or viewer holds in its path.
func uncache(u *url.URL) (*url.URL, bool) {
	host := u.Hostname()
	rest := ""
	switch {
	case strings.HasSuffix(host, ".cdn.ampproject.org") || host == "cdn.ampproject.org":
		for _, p := range []string{"/c/", "/v/", "/wp/"} {
			if r, ok := strings.CutPrefix(u.Path, p); ok {
				rest = r
			}
		}
	case host == "google.com" || strings.HasPrefix(host, "www.google."):
		rest, _ = strings.CutPrefix(u.Path, "/amp/")
		if rest == u.Path {
			rest = ""
		}
	}
	if rest == "" {
		return nil, false
	}
	scheme := "http"
	if r, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https", r
	}
	inner, err := parse(scheme + "://" + rest)
	if err != nil || !isName(inner.Hostname()) {
		return nil, false
	}
	inner.RawQuery = u.RawQuery
	return inner, true
}

// plainPath normalizes an escaped path.
func plainPath(p string) string {
	p = dropDots(plainEscapes(p))
	for {
		before := p
		p = strings.TrimRight(p, "/")
		for _, index := range []string{"/index.html", "/index.htm", "/index.php", "/amp", "/amp.html"} {
			p = strings.TrimSuffix(p, index)
		}
		if strings.HasSuffix(p, ".amp.html") {
			p = strings.TrimSuffix(p, ".amp.html") + ".html"
		}
		p = strings.TrimSuffix(p, ".amp")
		if p == before {
			break
		}
	}
	if rest, ok := strings.CutPrefix(p, "/amp/"); ok && strings.Contains(rest, "/") {
		p = "/" + rest
		return plainPath(p)
	}
	if p == "" {
		return "/"
	}
	return p
}

// plainEscapes decodes what needs no escape and writes the others in upper case.
func plainEscapes(p string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(p))
	for i := 0; i < len(p); i++ {
		c := p[i]
		if c == '%' && i+2 < len(p) && unhex(p[i+1]) >= 0 && unhex(p[i+2]) >= 0 {
			v := byte(unhex(p[i+1])<<4 | unhex(p[i+2]))
			i += 2
			if unreserved(v) {
				b.WriteByte(v)
			} else {
				b.WriteByte('%')
				b.WriteByte(hex[v>>4])
				b.WriteByte(hex[v&15])
			}
			continue
		}
		if c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '%' {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// dropDots removes the segments "." and ".." as RFC 3986 says.
func dropDots(p string) string {
	if !strings.Contains(p, "/.") {
		return p
	}
	var kept []string
	for _, s := range strings.Split(strings.TrimPrefix(p, "/"), "/") {
		switch s {
		case ".":
		case "..":
			kept = kept[:max(0, len(kept)-1)]
		default:
			kept = append(kept, s)
		}
	}
	return "/" + strings.Join(kept, "/")
}

func clip(s string) string {
	s = Redact(s)
	if len(s) > 80 {
		return s[:80] + "…"
	}
	return s
}
