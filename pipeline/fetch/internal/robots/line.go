package robots

import "strings"

// keys are the spellings of each key. The misspelt ones are those that Google's
// parser takes, by what webmasters write.
var keys = []struct{ prefix, key string }{
	{"user-agent", "user-agent"}, {"useragent", "user-agent"}, {"user agent", "user-agent"},
	{"allow", "allow"},
	{"disallow", "disallow"}, {"dissallow", "disallow"}, {"dissalow", "disallow"}, {"disalow", "disallow"},
	{"diasllow", "disallow"}, {"disallaw", "disallow"},
	{"sitemap", "sitemap"}, {"site-map", "sitemap"},
	{"crawl-delay", "crawl-delay"},
}

// split reads a line: its key, known and rightly spelt or "", and its value.
func split(line string) (key, value string) {
	if i := strings.IndexByte(line, '#'); i >= 0 {
		line = line[:i]
	}
	line = strings.Trim(line, " \t\v\f\x00")
	name, value, ok := strings.Cut(line, ":")
	if !ok {
		// A missing colon is understood where just two words stand.
		i := strings.IndexAny(line, " \t")
		if i <= 0 {
			return "", ""
		}
		name, value = line[:i], strings.Trim(line[i:], " \t")
		if value == "" || strings.ContainsAny(value, " \t") {
			return "", ""
		}
	}
	name, value = strings.ToLower(strings.Trim(name, " \t")), strings.Trim(value, " \t\v\f")
	if name == "" {
		return "", ""
	}
	for _, k := range keys {
		if strings.HasPrefix(name, k.prefix) {
			return k.key, value
		}
	}
	return "", ""
}

// agentOf returns the product token of a user-agent line in lower case, "*" if it
// is for all, or "" if it is none.
func agentOf(value string) string {
	if strings.HasPrefix(value, "*") && (len(value) == 1 || value[1] == ' ' || value[1] == '\t') {
		return "*"
	}
	return strings.ToLower(token(value))
}

// token is the part of a user agent that names the product.
func token(agent string) string {
	for i := range len(agent) {
		c := agent[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' {
			continue
		}
		return agent[:i]
	}
	return agent
}

// trimBOM drops a byte-order mark, or the beginning of one.
func trimBOM(data []byte) []byte {
	for _, b := range []byte("\xef\xbb\xbf") {
		if len(data) == 0 || data[0] != b {
			break
		}
		data = data[1:]
	}
	return data
}
