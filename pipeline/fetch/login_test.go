package fetch_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/factwire/factwire/pipeline/fetch"
	"github.com/factwire/factwire/pipeline/fetch/source"
)

const secret = "ana:s3cret"

// locked is a site that lets nobody in without what wants tells of a request.
func locked(t *testing.T, wants func(r *http.Request) bool) *site {
	t.Helper()
	s := newSite(t)
	inner := s.mux
	s.mux = http.NewServeMux()
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if !wants(r) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		inner.ServeHTTP(w, r)
	})
	text := func(path, kind, body string) {
		inner.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			fmt.Fprint(w, body)
		})
	}
	text("/a", "text/html", page("Alpha", "A further round is planned for the autumn, according to the joint statement."))
	text("/feed", "application/rss+xml", feedOf(s.URL+"/a"))
	return s
}

// Each form of credentials, from the environment and from a file, opens the feed and its pages.
func TestCredentials(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte(secret))
	cookie := func(r *http.Request) bool { c, err := r.Cookie("session"); return err == nil && c.Value == "s3cret" }
	for name, c := range map[string]struct {
		credentials source.Credentials
		wants       func(r *http.Request) bool
	}{
		"basic":           {source.Credentials{As: "basic", Secret: source.Secret{Env: "WIRE"}}, func(r *http.Request) bool { return r.Header.Get("Authorization") == basic }},
		"basic of a file": {source.Credentials{As: "basic", Secret: source.Secret{File: file("basic", secret+"\n")}}, func(r *http.Request) bool { return r.Header.Get("Authorization") == basic }},
		"bearer":          {source.Credentials{As: "bearer", Secret: source.Secret{Env: "WIRE"}}, func(r *http.Request) bool { return r.Header.Get("Authorization") == "Bearer "+secret }},
		"header":          {source.Credentials{As: "header", Header: "X-Api-Key", Secret: source.Secret{Env: "WIRE"}}, func(r *http.Request) bool { return r.Header.Get("X-Api-Key") == secret }},
		"cookie":          {source.Credentials{As: "cookie", Secret: source.Secret{File: file("cookie", "session=s3cret; theme=dark")}}, cookie},
		"cookies":         {source.Credentials{As: "cookie", Secret: source.Secret{File: file("cookies", "# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\ts3cret\n#HttpOnly_127.0.0.1\tFALSE\t/\tTRUE\t0\tsession\tother\nnews.example\tTRUE\t/\tFALSE\t0\tsession\tforeign\n")}}, cookie},
	} {
		s := locked(t, c.wants)
		cfg := config(newMemory())
		cfg.Env = func(name string) string { return map[string]string{"WIRE": secret}[name] }
		src := fetch.Source{Name: "s", Feed: s.URL + "/feed", Allow: loopback, IgnoreRobots: true, Credentials: c.credentials}
		if titles, reasons := run(t, cfg, src); len(titles) != 1 || len(reasons) > 0 {
			t.Errorf("%s: got %q, %q", name, titles, reasons)
		}
		src.Credentials = source.Credentials{}
		cfg.States, cfg.Visits = newMemory(), newMemory()
		if _, reasons := run(t, cfg, src); len(reasons) != 1 || reasons[0] != "source: blocked" {
			t.Errorf("%s: without credentials %q", name, reasons)
		}
	}
}

// Credentials go to the source's own host alone, whatever a feed or a redirect leads to, and nothing tells or keeps them.
func TestCredentialsStay(t *testing.T) {
	var mu sync.Mutex
	var strayed []string
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			mu.Lock()
			strayed = append(strayed, r.URL.Path)
			mu.Unlock()
		}
		w.WriteHeader(http.StatusTeapot)
	}))
	defer other.Close()
	foreign := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	s := newSite(t)
	s.mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, foreign+"/redirected", http.StatusFound)
	})
	s.text("/feed", "application/rss+xml", feedOf(foreign+"/linked", s.URL+"/away", other.URL+"/other-port"))
	m := newMemory()
	cfg := config(m)
	cfg.Env = func(string) string { return secret }
	src := fetch.Source{Name: "s", Feed: s.URL + "/feed", Allow: loopback, IgnoreRobots: true, Credentials: source.Credentials{As: "basic", Secret: source.Secret{Env: "WIRE"}}}
	f := fetch.New(cfg)
	defer f.Close()
	r := f.Start([]fetch.Source{src})
	for a, err := range r.Articles(t.Context()) {
		if told := fmt.Sprintf("%+v %v", a, err); strings.Contains(told, "s3cret") {
			t.Errorf("told: %s", told)
		}
		_ = r.Done(a.Origin)
	}
	if err := r.Finish(); err != nil {
		t.Error(err)
	}
	if len(strayed) > 0 {
		t.Errorf("credentials went to another host for %q", strayed)
	}
	if kept := fmt.Sprintf("%+v %+v", m.states, m.visits); strings.Contains(kept, "s3cret") {
		t.Error("credentials are kept")
	}
	cfg.Env = func(string) string { return "" }
	if _, reasons := run(t, cfg, src); len(reasons) != 1 || reasons[0] != "source: credentials" {
		t.Errorf("a variable that is not set: %q", reasons)
	}
}

func TestCheckCredentials(t *testing.T) {
	for _, c := range []source.Credentials{
		{As: "basic"}, {As: "bearer", Secret: source.Secret{Env: "A", File: "b"}}, {As: "token", Secret: source.Secret{Env: "A"}}, {As: "header", Secret: source.Secret{Env: "A"}},
		{As: "header", Header: "X: y", Secret: source.Secret{Env: "A"}}, {Secret: source.Secret{Env: "A"}}, {As: "basic", Secret: source.Secret{Env: "A=b"}}, {As: "basic", Secret: source.Secret{Env: "A"}, Hosts: []string{"https://a.example"}},
	} {
		if key, err := (fetch.Source{Name: "s", Feed: "https://news.example/feed", Credentials: c}).Check(); err == nil || key != "credentials" {
			t.Errorf("%+v passes", c)
		}
	}
}

// A proxy gets the requests; what it is asked for is guarded as if there were none.
func TestProxy(t *testing.T) {
	s := newSite(t)
	s.page("/a", "Alpha")
	s.text("/feed", "application/rss+xml", feedOf(s.URL+"/a", "http://10.0.0.1/b", "http://router.lan/c"))
	var mu sync.Mutex
	var asked, logins []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked, logins = append(asked, r.URL.String()), append(logins, r.Header.Get("Proxy-Authorization"))
		mu.Unlock()
		s.mux.ServeHTTP(w, r)
	}))
	defer proxy.Close()
	cfg := config(newMemory())
	cfg.Settings.Proxy = proxy.URL
	cfg.Settings.ProxyCredentials = source.Secret{Env: "PROXY"}
	cfg.Env = func(string) string { return secret }
	titles, reasons := run(t, cfg, fetch.Source{Name: "s", Feed: s.URL + "/feed", Allow: loopback, IgnoreRobots: true})
	equal(t, "titles", titles, []string{"Alpha"})
	equal(t, "reasons", reasons, []string{"forbidden address", "forbidden address"})
	if len(asked) != 2 || !strings.HasPrefix(asked[0], s.URL) || logins[0] != "Basic "+base64.StdEncoding.EncodeToString([]byte(secret)) {
		t.Errorf("the proxy was asked for %q with %q", asked, logins)
	}
	_, reasons = run(t, cfg, fetch.Source{Name: "inner", Feed: s.URL + "/feed", IgnoreRobots: true})
	equal(t, "a source that may not reach loopback", reasons, []string{"source: forbidden address"})
}

func TestCheckPorts(t *testing.T) {
	for _, p := range []int{0, -1, 65536} {
		if key, err := (fetch.Source{Name: "s", Feed: "https://news.example/feed", Ports: []int{8080, p}}).Check(); err == nil || key != "ports" {
			t.Errorf("port %d passes", p)
		}
	}
}
