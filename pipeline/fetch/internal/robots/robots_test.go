package robots_test

import (
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/fetch/internal/robots"
)

func TestAllowed(t *testing.T) {
	for name, c := range map[string]struct {
		file    string
		allowed []string
		refused []string
	}{
		"empty":               {"", []string{"/", "/a"}, nil},
		"all":                 {"User-agent: *\nDisallow: /\n", nil, []string{"/", "/a", "/a?b"}},
		"nothing":             {"User-agent: *\nDisallow:\n", []string{"/", "/a"}, nil},
		"longest wins":        {"User-agent: *\nDisallow: /news/\nAllow: /news/free/\n", []string{"/news/free/x", "/about"}, []string{"/news/x"}},
		"equal allows":        {"User-agent: *\nDisallow: /a\nAllow: /a\n", []string{"/a"}, nil},
		"own group":           {"User-agent: *\nDisallow: /\n\nUser-agent: FactWire\nDisallow: /private\n", []string{"/a"}, []string{"/private/x"}},
		"groups are joined":   {"User-agent: factwire\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: factwire\nDisallow: /b\n", []string{"/c"}, []string{"/a", "/b"}},
		"shared group":        {"User-agent: other\nUser-agent: factwire\nDisallow: /a\n", []string{"/b"}, []string{"/a"}},
		"longer name is none": {"User-agent: factwirebot\nDisallow: /\n", []string{"/a"}, nil},
		"version is ignored":  {"User-agent: factwire/1.0\nDisallow: /\n", nil, []string{"/a"}},
		"star":                {"User-agent: *\nDisallow: /*/print$\nDisallow: /*.pdf\n", []string{"/a/printed", "/a"}, []string{"/a/print", "/x.pdf?y"}},
		"end":                 {"User-agent: *\nDisallow: /a$\n", []string{"/ab", "/a/"}, []string{"/a"}},
		"escapes":             {"User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /ü\n", nil, []string{"/caf%C3%A9", "/%c3%bc"}},
		"typo":                {"user agent: *\ndissallow: /a\nDisallow /b\n", nil, []string{"/a", "/b"}},
		"mark":                {"\ufeffUser-agent: *\nDisallow: /a\n", nil, []string{"/a"}},
		"old line ends":       {"User-agent: *\rDisallow: /a\rDisallow: /b", nil, []string{"/a", "/b"}},
		"comment":             {"User-agent: * # all\nDisallow: /a # not this\n", []string{"/b"}, []string{"/a"}},
		"index page":          {"User-agent: *\nDisallow: /\nAllow: /news/index.html\n", []string{"/news/", "/news/index.html"}, []string{"/news/x"}},
		"rules of nobody":     {"Disallow: /\nUser-agent: *\nDisallow: /a\n", []string{"/b"}, []string{"/a"}},
	} {
		r := robots.Parse([]byte(c.file))
		for _, p := range c.allowed {
			if !r.Allowed("factwire", "https://example.com"+p) {
				t.Errorf("%s: %s is refused", name, p)
			}
		}
		for _, p := range c.refused {
			if r.Allowed("factwire", "https://example.com"+p) {
				t.Errorf("%s: %s is allowed", name, p)
			}
		}
	}
	if robots.RefuseAll().Allowed("factwire", "https://example.com/") {
		t.Error("RefuseAll allows")
	}
	if !robots.AllowAll().Allowed("factwire", "https://example.com/") {
		t.Error("AllowAll refuses")
	}
}

func TestDelayAndSitemaps(t *testing.T) {
	r := robots.Parse([]byte("Sitemap: https://example.com/s.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n\nUser-agent: other\nCrawl-delay: 60\n"))
	if d := r.CrawlDelay("factwire"); d != 2500*time.Millisecond {
		t.Errorf("delay %v", d)
	}
	if d := r.CrawlDelay("Other"); d != time.Minute {
		t.Errorf("delay of the other agent %v", d)
	}
	if s := r.Sitemaps(); len(s) != 1 || s[0] != "https://example.com/s.xml" {
		t.Errorf("sitemaps %v", s)
	}
}

// A pattern of many stars must not make matching explode.
func TestHostilePattern(t *testing.T) {
	file := "User-agent: *\nDisallow: /" + strings.Repeat("*a", 5000) + "b\n"
	r := robots.Parse([]byte(file))
	start := time.Now()
	r.Allowed("factwire", "https://example.com/"+strings.Repeat("a", 2000))
	if d := time.Since(start); d > 30*time.Second {
		t.Errorf("matching took %v", d)
	}
}

func FuzzRobots(f *testing.F) {
	for _, s := range []string{"User-agent: *\nDisallow: /\n", "user-agent: factwire\nallow: /*x$\ncrawl-delay: 1e9\n", "\xef\xbb\xbfuser agent a\rdisallow b"} {
		f.Add([]byte(s), "https://example.com/a?b")
	}
	f.Fuzz(func(t *testing.T, data []byte, address string) {
		r := robots.Parse(data)
		got := r.Allowed("factwire", address)
		if again := robots.Parse(append(data, "\n# end\n"...)).Allowed("factwire", address); again != got {
			t.Errorf("a comment at the end changes the answer for %q", address)
		}
		if r.CrawlDelay("factwire") < 0 {
			t.Error("negative delay")
		}
	})
}
