package names

import (
	"net/url"
	"strings"
)

// Publisher returns the code of the state on whose own site an article stands, by its address or the name of its site; empty for any other
// site. What such a text says of "the government" and of itself it says of that state.
func (f *Finder) Publisher(address, site string) string {
	host := ""
	if u, err := url.Parse(address); err == nil {
		host = strings.ToLower(u.Hostname())
	}
	if site = strings.ToLower(strings.TrimSpace(site)); host == "" && strings.Contains(site, ".") && !strings.Contains(site, " ") {
		host = site
	}
	for host != "" {
		if code, ok := f.w.publishers[host]; ok {
			return code
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return ""
}
