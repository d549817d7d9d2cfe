package address_test

import (
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/article/address"
)

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"https://www.example.com/a", "https://www.example.com/a"},
		{"HTTP://WWW.Example.COM:80/a/", "https://www.example.com/a"},
		{"https://example.com:443", "https://example.com/"},
		{"https://example.com:8443/a", "https://example.com:8443/a"},
		{"http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"},
		{"https://user:secret@example.com/a#top", "https://example.com/a"},
		{"https://example.com/a?utm_source=x&b=2&fbclid=y&a=1&UTM_Medium=z", "https://example.com/a?a=1&b=2"},
		{"https://example.com/a?id=7&page=2", "https://example.com/a?id=7&page=2"},
		{"https://example.com/a?", "https://example.com/a"},
		{"https://example.com/news/index.html", "https://example.com/news"},
		{"https://example.com/a/../b/./c", "https://example.com/b/c"},
		{"https://example.com/caf%c3%a9/%7Eme", "https://example.com/caf%C3%A9/~me"},
		{"https://example.com/café", "https://example.com/caf%C3%A9"},
		{"https://bücher.example/ß", "https://xn--bcher-kva.example/%C3%9F"},
		{"https://m.example.com/a", "https://www.example.com/a"},
		{"https://mobile.example.co.uk/a", "https://www.example.co.uk/a"},
		{"https://en.m.example.org/wiki/A", "https://en.example.org/wiki/A"},
		{"https://amp.example.com/a", "https://www.example.com/a"},
		{"https://example.com/a/amp/", "https://example.com/a"},
		{"https://example.com/amp/news/a", "https://example.com/news/a"},
		{"https://example.com/a.amp.html", "https://example.com/a.html"},
		{"https://example.com/a?amp=1", "https://example.com/a"},
		{"https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a/amp", "https://www.example.com/a"},
		{"https://www.google.com/amp/s/www.example.com/a", "https://www.example.com/a"},
		{"https://example.com/a;b?c=d;e", "https://example.com/a;b?c=d;e"},
		{"https://example.com/Camp", "https://example.com/Camp"},
	} {
		got, err := address.Canonical(c.raw)
		if err != nil || got != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.raw, got, err, c.want)
		}
	}
	for _, bad := range []string{"", "example.com", "/a", "mailto:a@example.com", "javascript:alert(1)", "https://", "https://exa mple.com/", "file:///etc/passwd", "https://example.com/" + strings.Repeat("a", 5000)} {
		if got, err := address.Canonical(bad); err == nil {
			t.Errorf("%.40q is taken: %s", bad, got)
		}
	}
}

// Pages that differ keep their difference.
func TestDistinct(t *testing.T) {
	seen := map[string]string{}
	for _, raw := range []string{
		"https://example.com/a", "https://example.com/A", "https://example.com/b", "https://example.com/a?id=1", "https://example.com/a?id=2",
		"https://news.example.com/a", "https://example.org/a", "https://example.com/a/b", "https://example.com/a%2Fb",
	} {
		k := address.Key(raw)
		if before, ok := seen[k]; ok {
			t.Errorf("%s and %s have one key, %s", raw, before, k)
		}
		seen[k] = raw
	}
	same := address.Key("http://m.example.com/a/?utm_source=x")
	for _, raw := range []string{"https://example.com/a", "https://www.example.com/a#x", "https://amp.example.com/a"} {
		// The plain host of a telephone's form is a guess; the key makes all forms one.
		if address.Key(raw) != same {
			t.Errorf("%s has the key %s, not %s", raw, address.Key(raw), same)
		}
	}
}

func TestResolve(t *testing.T) {
	if got, err := address.Resolve("https://example.com/news/", "../a?b"); err != nil || got != "https://example.com/a?b" {
		t.Errorf("%s, %v", got, err)
	}
	for _, ref := range []string{"javascript:x", "mailto:a@b", "file:///etc/passwd", "data:text/html,x"} {
		if got, err := address.Resolve("https://example.com/", ref); err == nil {
			t.Errorf("%s leads to %s", ref, got)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"https://www.example.com/a/?utm_source=x#y", "http://m.example.co.uk/amp/a.amp.html", "https://www.google.com/amp/s/example.com/a/amp", "https://bücher.example/%zz%41"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		once, err := address.Canonical(raw)
		if err != nil {
			return
		}
		twice, err := address.Canonical(once)
		if err != nil && len(once) <= address.MaxBytes {
			t.Fatalf("%q became %q, which is refused: %v", raw, once, err)
		}
		if err == nil && twice != once {
			t.Errorf("%q becomes %q, then %q", raw, once, twice)
		}
	})
}

// No form of an address tells the user and the password that it holds.
func TestRedact(t *testing.T) {
	for in, want := range map[string]string{
		"https://ana:s3cret@news.example/feed":               "https://news.example/feed",
		"https://s3cret@news.example":                        "https://news.example",
		"https://ana:s3@cret@news.example/a":                 "https://news.example/a",
		`parse "http://ana:s3cret@news.example:x/": no port`: `parse "http://news.example:x/": no port`,
		"https://news.example/@ana/post":                     "https://news.example/@ana/post",
		"https://news.example/?to=ana@desk.example":          "https://news.example/?to=ana@desk.example",
		"ana@desk.example":                                   "ana@desk.example",
	} {
		if got := address.Redact(in); got != want {
			t.Errorf("%s: got %s", in, got)
		}
	}
	if got, err := address.Resolve("https://news.example/", "//ana:s3cret@news.example/a"); err != nil || got != "https://news.example/a" {
		t.Errorf("resolved to %s, %v", got, err)
	}
	if _, err := address.Canonical("ftp://ana:s3cret@news.example/a"); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("error %v", err)
	}
}
