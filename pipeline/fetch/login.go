package fetch

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/factwire/factwire/pipeline/fetch/source"
)

// ErrCredentials says that what lets the program in at a source cannot be had.
var ErrCredentials = errors.New("its credentials cannot be read")

// maxSecret bounds a file that holds a secret: one of cookies has some hundred lines.
const maxSecret = 1 << 20

// read returns a secret; its errors tell where it was looked for and never what was found.
func (f *Fetcher) read(s source.Secret) (string, error) {
	if s.Env != "" {
		if f.config.Env == nil || f.config.Env(s.Env) == "" {
			return "", fmt.Errorf("%w: the variable %s is not set", ErrCredentials, s.Env)
		}
		return strings.TrimSpace(f.config.Env(s.Env)), nil
	}
	info, err := os.Stat(s.File)
	switch {
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrCredentials, err)
	case !info.Mode().IsRegular() || info.Size() > maxSecret:
		return "", fmt.Errorf("%w: %s is no file of at most 1 MB", ErrCredentials, s.File)
	}
	data, err := os.ReadFile(s.File)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrCredentials, err)
	}
	secret := strings.TrimSpace(string(data))
	if secret == "" {
		return "", fmt.Errorf("%w: %s is empty", ErrCredentials, s.File)
	}
	return secret, nil
}

// authorize returns what adds a source's credentials to requests, nil if it has none.
func (f *Fetcher) authorize(s Source) (func(*url.URL, http.Header), error) {
	c := s.Credentials
	if c.As == "" {
		return nil, nil
	}
	secret, err := f.read(c.Secret)
	if err != nil {
		return nil, err
	}
	plain := map[string]bool{} // hosts with ports that have them over http
	hosts := map[string]bool{}
	for _, h := range c.Hosts {
		hosts[strings.ToLower(h)] = true
	}
	for _, a := range append([]string{s.Feed, s.Sitemap, s.List, s.Page}, s.URLs...) {
		if u, err := url.Parse(a); err == nil && u.Host != "" {
			hosts[strings.ToLower(u.Hostname())] = true
			plain[strings.ToLower(u.Host)] = plain[strings.ToLower(u.Host)] || u.Scheme == "http"
		}
	}
	name, value := "Authorization", ""
	switch c.As {
	case "basic":
		value = "Basic " + base64.StdEncoding.EncodeToString([]byte(secret))
	case "bearer":
		value = "Bearer " + secret
	case "header":
		name, value = c.Header, secret
	case "cookie":
		name, value = "Cookie", secret
	}
	saved := c.As == "cookie" && strings.Contains(secret, "\t")
	if !saved && strings.ContainsAny(value, "\r\n\x00") {
		return nil, fmt.Errorf("%w: they have more than one line", ErrCredentials)
	}
	return func(u *url.URL, h http.Header) {
		if !hosts[strings.ToLower(u.Hostname())] || u.Scheme != "https" && !plain[strings.ToLower(u.Host)] {
			return
		}
		if value := value; value != "" {
			if saved {
				value = cookies(secret, u)
			}
			if value != "" {
				h.Set(name, value)
			}
		}
	}, nil
}

// cookies returns those of a file of cookies that go with an address. A line has the domain, whether names below it count, the path,
// whether the cookie wants https, when it ends, its name and its value, parted by tabs.
func cookies(file string, u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	var out []string
	for line := range strings.Lines(file) {
		line = strings.TrimPrefix(strings.TrimRight(line, "\r\n"), "#HttpOnly_")
		f := strings.Split(line, "\t")
		if len(f) != 7 || strings.HasPrefix(line, "#") {
			continue
		}
		domain := strings.ToLower(strings.TrimPrefix(f[0], "."))
		below := strings.EqualFold(f[1], "TRUE") && strings.HasSuffix(host, "."+domain)
		if domain == "" || host != domain && !below || !strings.HasPrefix(u.EscapedPath()+"/", f[2]) || strings.EqualFold(f[3], "TRUE") && u.Scheme != "https" {
			continue
		}
		if f[5] != "" && !strings.ContainsAny(f[5]+f[6], ";\x00") {
			out = append(out, f[5]+"="+f[6])
		}
	}
	return strings.Join(out, "; ")
}

// proxy returns the proxy of the settings, nil for none.
func (f *Fetcher) proxy() (*url.URL, error) {
	if f.settings.Proxy == "" {
		return nil, nil
	}
	u, err := url.Parse(f.settings.Proxy)
	if err != nil {
		return nil, fmt.Errorf("proxy: %w", err)
	}
	if f.settings.ProxyCredentials.Named() {
		secret, err := f.read(f.settings.ProxyCredentials)
		if err != nil {
			return nil, fmt.Errorf("proxy: %w", err)
		}
		name, password, _ := strings.Cut(secret, ":")
		u.User = url.UserPassword(name, password)
	}
	return u, nil
}
