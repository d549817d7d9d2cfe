package serve_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/serve"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

// hostile texts, in the manner of the lists of texts that break pages.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'-alert(1)-'`, `javascript:alert(1)`, `</title><svg/onload=alert(1)>`, `{{7*7}}`, `${alert(1)}`,
	`<a href="javascript:alert(1)">x</a>`, "\u202eevil\u202c", `<!--`, `]]>`, `&lt;script&gt;`, `" autofocus onfocus=alert(1) x="`, "a\x00b", `%3Cscript%3E`, `<iframe srcdoc="<script>alert(1)</script>">`, `../../etc/passwd`, `'; DROP TABLE facts;--`,
}

// fill makes a store whose articles tell a ban, a deadline and a quote each; texts stand wherever an article's words can.
func fill(t *testing.T, texts []string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "news.factwire")
	s, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var entries []store.Entry
	for i, x := range texts {
		text := "Norway barred " + x + " from its masts. It must remove them by 2099. “We obey,” said " + x + "."
		a := factwire.Article{URL: fmt.Sprintf("https://fjord.example/%d", i), Title: "Title " + x, Site: "Site " + x, Published: "2026-03-01", Origin: "saved/" + x, Text: text}
		a.ID = factwire.ArticleID(a.URL, a.Text)
		e := factwire.Evidence{Article: a.ID, URL: a.URL, Title: a.Title, Site: a.Site, Published: a.Published, Start: 0, End: len(text), Text: text, Rule: "test",
			Spans: map[string][]factwire.Span{"cue": {{7, 13}}, "who": {{0, 6}}, "whom": {{14, 14 + len(x)}}}}
		firm := factwire.Entity{Name: "Firm " + x, Type: factwire.Company}
		norway := factwire.Entity{Name: "Norway", Type: factwire.Country, Code: "NO"}
		base := factwire.Fact{Status: factwire.Done, Confidence: 0.9, Evidence: []factwire.Evidence{e}}
		ban, due, said := base, base, base
		ban.Kind, ban.Who, ban.Whom, ban.What, ban.About = factwire.Ban, []factwire.Entity{norway}, []factwire.Entity{firm}, "ban", "masts "+x
		due.Kind, due.Who, due.What, due.When = factwire.Deadline, []factwire.Entity{firm}, "remove masts "+x, factwire.When{Date: "2099", Relation: factwire.By}
		said.Kind, said.Form, said.Who, said.What = factwire.Quote, factwire.Direct, []factwire.Entity{{Name: "Ada " + x, Type: factwire.Person, Title: "minister " + x}}, "We obey "+x
		entries = append(entries, store.Entry{Article: a, Facts: []factwire.Fact{ban, due, said}})
	}
	if _, err := s.Put(entries); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddRun(store.Run{Started: "2026-03-01T00:00:00Z", Ended: "done"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func start(t *testing.T, o serve.Options) *serve.Server {
	t.Helper()
	if o.Listen == "" {
		o.Listen = "127.0.0.1:8080"
	}
	o.Now = func() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }
	o.By = "ada"
	s, err := serve.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// ask sends a request as a program would; heads are pairs.
func ask(s http.Handler, method, target, body string, heads ...string) *http.Response {
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+target, strings.NewReader(body))
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(heads); i += 2 {
		if heads[i] == "Host" {
			r.Host = heads[i+1]
		}
		r.Header.Set(heads[i], heads[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

type list struct {
	Facts []json.RawMessage
	Total int
	Next  string
}

func facts(t *testing.T, s http.Handler, target string) (l list) {
	t.Helper()
	r := ask(s, "GET", target, "")
	if err := json.Unmarshal([]byte(text(t, r)), &l); err != nil || r.StatusCode != 200 {
		t.Fatalf("%s: %s, %v", target, r.Status, err)
	}
	return l
}

// TestFacts holds the facts of the API against the JSON lines of an export.
func TestFacts(t *testing.T) {
	path := fill(t, []string{"Huawei", "Velloria", "Huawei Marine"})
	s := start(t, serve.Options{Store: path})
	st, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	for _, x := range []struct {
		target string
		query  store.Query
		n      int
	}{
		{"/api/facts?limit=100", store.Query{}, 9},
		{"/api/facts?whom=Huawei&kind=ban", store.Query{Whom: []string{"Huawei"}, Kinds: []factwire.Kind{"ban"}}, 2},
		{"/api/facts?whom=Huawei&whom=Velloria&kind=ban,quote", store.Query{Whom: []string{"Huawei", "Velloria"}, Kinds: []factwire.Kind{"ban", "quote"}}, 3},
		{"/api/facts?text=obey+marine", store.Query{Texts: []string{"obey marine"}}, 3},
		{"/api/facts?kind=ban&whom=nobody", store.Query{Whom: []string{"nobody"}}, 0},
	} {
		var want []string
		if err := st.Each(x.query, func(f merge.Fact) error {
			var b bytes.Buffer
			err := tabular.JSONL(&b, []merge.Fact{f})
			want = append(want, strings.TrimSpace(b.String()))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		got := facts(t, s, x.target)
		if len(got.Facts) != len(want) || len(want) != x.n || got.Total != x.n {
			t.Errorf("%s: %d of %d facts, want %d and %d", x.target, len(got.Facts), got.Total, len(want), x.n)
			continue
		}
		for i := range want {
			if string(got.Facts[i]) != want[i] {
				t.Errorf("%s: got %s, want %s", x.target, got.Facts[i], want[i])
			}
		}
	}
	// pages lead through all facts, each once
	seen := map[string]bool{}
	for next := "/api/facts?limit=2"; next != ""; {
		l := facts(t, s, next)
		for _, f := range l.Facts {
			if seen[string(f)] {
				t.Errorf("twice: %s", f)
			}
			seen[string(f)] = true
		}
		next = l.Next
	}
	if len(seen) != 9 {
		t.Errorf("%d facts by pages of two", len(seen))
	}
}

func TestHost(t *testing.T) {
	s := start(t, serve.Options{Store: fill(t, []string{"Velloria"}), Hosts: []string{"facts.example.org"}})
	for host, code := range map[string]int{"127.0.0.1:8080": 200, "localhost:8080": 200, "[::1]:8080": 200, "facts.example.org": 200, "evil.example": 403, "evil.example:8080": 403, "127.0.0.1:81": 403,
		"127.0.0.1.evil.example:8080": 403, "localhost.evil.example": 403, "": 403, "10.0.0.1:8080": 403, "169.254.169.254": 403, "facts.example.org.evil.example": 403} {
		for _, target := range []string{"/", "/api/facts", "/style.css", "/nothing"} {
			want := code
			if target == "/nothing" && code == 200 {
				want = 404
			}
			if r := ask(s, "GET", target, "", "Host", host); r.StatusCode != want {
				t.Errorf("host %q gets %d for %s, want %d", host, r.StatusCode, target, want)
			}
		}
	}
}

// TestVerdicts judges a fact by a form and by the API, takes it back, and wants the store to hold what was said.
func TestVerdicts(t *testing.T) {
	path := fill(t, []string{"Velloria"})
	s := start(t, serve.Options{Store: path})
	id := struct{ ID string }{}
	if err := json.Unmarshal(facts(t, s, "/api/facts?kind=ban").Facts[0], &id); err != nil {
		t.Fatal(err)
	}
	count := func() int { return facts(t, s, "/api/facts?kind=ban").Total }
	form := url.Values{"why": {"a satire"}}.Encode()
	if r := ask(s, "POST", "/facts/"+id.ID+"/reject", form, "Sec-Fetch-Site", "same-origin", "Origin", "http://127.0.0.1:8080"); r.StatusCode != 303 || r.Header.Get("Location") != "/facts/"+id.ID+"?done=1" {
		t.Fatalf("reject: %s to %q", r.Status, r.Header.Get("Location"))
	}
	if n := count(); n != 0 {
		t.Errorf("%d bans after one was rejected", n)
	}
	if page := text(t, ask(s, "GET", "/facts/"+id.ID+"?done=1", "")); !strings.Contains(page, "Rejected: lists and exports leave it out.") || !strings.Contains(page, "rejected by ada") || !strings.Contains(page, "a satire") {
		t.Error("the page does not tell the verdict")
	}
	if n := facts(t, s, "/api/facts?kind=ban&rejected=1").Total; n != 1 {
		t.Errorf("%d bans with rejected ones", n)
	}
	if r := ask(s, "POST", "/verdicts/1/undo", ""); r.StatusCode != 303 || count() != 1 {
		t.Errorf("undo: %s, %d bans", r.Status, count())
	}
	body := `{"action":"edit","fields":{"when":"by 2027","about":"ports"},"why":"checked"}`
	if r := ask(s, "POST", "/api/facts/"+id.ID+"/verdicts", body, "Content-Type", "application/json"); r.StatusCode != 201 {
		t.Fatalf("edit: %s %s", r.Status, text(t, r))
	}
	var f factwire.Fact
	if err := json.Unmarshal([]byte(text(t, ask(s, "GET", "/api/facts/"+id.ID, ""))), &f); err != nil || f.About != "ports" || f.When.Date != "2027" {
		t.Errorf("after the edit: %+v, %v", f, err)
	}
	if facts(t, s, "/api/facts?kind=ban&text=ports").Total != 1 {
		t.Error("the search does not find what was corrected")
	}
	st, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	all, err := st.Verdicts()
	st.Close()
	if err != nil || len(all) != 2 || all[0].Field != "about" || all[1].Field != "when" || all[0].By != "ada" {
		t.Errorf("the store holds %+v, %v", all, err)
	}
	for _, bad := range []struct {
		method, target, body string
		code                 int
	}{
		{"POST", "/api/facts/" + id.ID + "/verdicts", `{"action":"edit","fields":{"status":"gone"}}`, 400},
		{"POST", "/api/facts/" + id.ID + "/verdicts", `{"action":"destroy"}`, 400},
		{"POST", "/api/facts/" + id.ID + "/verdicts", `{"action":"edit","fields":{"id":"1"}}`, 400},
		{"POST", "/api/facts/" + id.ID + "/verdicts", `{"action":"accept"} {}`, 400},
		{"POST", "/api/facts/" + id.ID + "/verdicts", `{`, 400},
		{"POST", "/api/facts/0123456789abcdef/verdicts", `{"action":"accept"}`, 404},
		{"DELETE", "/api/verdicts/99", "", 404},
		{"DELETE", "/api/verdicts/x", "", 404},
	} {
		if r := ask(s, bad.method, bad.target, bad.body, "Content-Type", "application/json"); r.StatusCode != bad.code {
			t.Errorf("%s %s %s: %s, want %d", bad.method, bad.target, bad.body, r.Status, bad.code)
		}
	}
}

// TestForeign refuses changes that other sites' pages ask for, and all changes where only reading is served.
func TestForeign(t *testing.T) {
	path := fill(t, []string{"Velloria"})
	s := start(t, serve.Options{Store: path})
	id := struct{ ID string }{}
	if err := json.Unmarshal(facts(t, s, "/api/facts?kind=ban").Facts[0], &id); err != nil {
		t.Fatal(err)
	}
	for _, heads := range [][]string{
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "http://evil.example"}, {"Origin", "null"}, {"Origin", "http://127.0.0.1:9999"}, {"Origin", "http://127.0.0.1:8080.evil.example"},
		{"Sec-Fetch-Site", "same-origin", "Origin", "http://evil.example"},
	} {
		for _, target := range []string{"/facts/" + id.ID + "/reject", "/api/facts/" + id.ID + "/verdicts", "/verdicts/1/undo"} {
			if r := ask(s, "POST", target, `{"action":"reject"}`, heads...); r.StatusCode != 403 {
				t.Errorf("%s with %v: %s", target, heads, r.Status)
			}
		}
	}
	if r := ask(s, "POST", "/api/facts/"+id.ID+"/verdicts", `{"action":"reject"}`, "Content-Type", "text/plain"); r.StatusCode != 415 {
		t.Errorf("a verdict as plain text: %s", r.Status)
	}
	for _, method := range []string{"GET", "HEAD", "PUT"} {
		if r := ask(s, method, "/facts/"+id.ID+"/reject", ""); r.StatusCode < 400 {
			t.Errorf("%s: %s", method, r.Status)
		}
	}
	if facts(t, s, "/api/facts?kind=ban").Total != 1 {
		t.Error("a refused verdict was kept")
	}
	only := start(t, serve.Options{Store: path, ReadOnly: true})
	for _, x := range [][2]string{{"POST", "/facts/" + id.ID + "/accept"}, {"POST", "/verdicts/1/undo"}, {"DELETE", "/api/verdicts/1"}} {
		if r := ask(only, x[0], x[1], ""); r.StatusCode != 403 {
			t.Errorf("read only: %v: %s", x, r.Status)
		}
	}
	if strings.Contains(text(t, ask(only, "GET", "/facts/"+id.ID, "")), "<form method=\"post\"") {
		t.Error("a server that shows only has forms")
	}
}

func TestToken(t *testing.T) {
	path := fill(t, []string{"Velloria"})
	if _, err := serve.New(serve.Options{Store: path, Listen: "0.0.0.0:8080", Now: time.Now}); err == nil {
		t.Error("everybody is served without a token")
	}
	const token = "a-token-of-the-test"
	s := start(t, serve.Options{Store: path, Token: token, Listen: "0.0.0.0:8080"})
	for target, code := range map[string]int{"/": 303, "/facts": 303, "/api/facts": 401, "/facts.csv": 401, "/login": 200, "/style.css": 200} {
		if r := ask(s, "GET", target, ""); r.StatusCode != code {
			t.Errorf("%s: %s, want %d", target, r.Status, code)
		}
		if r := ask(s, "GET", target, "", "Authorization", "Bearer "+token); r.StatusCode != 200 {
			t.Errorf("%s with the token: %s", target, r.Status)
		}
	}
	if r := ask(s, "GET", "/api/facts", "", "Authorization", "Bearer "+token+"x"); r.StatusCode != 401 {
		t.Errorf("a wrong token: %s", r.Status)
	}
	if r := ask(s, "POST", "/login", "token=wrong"); r.StatusCode != 401 || len(r.Cookies()) > 0 {
		t.Errorf("a wrong token in the form: %s", r.Status)
	}
	r := ask(s, "POST", "/login", url.Values{"token": {token}}.Encode())
	if r.StatusCode != 303 || len(r.Cookies()) != 1 || !r.Cookies()[0].HttpOnly || r.Cookies()[0].SameSite != http.SameSiteStrictMode || strings.Contains(r.Cookies()[0].Value, token) {
		t.Fatalf("the token in the form: %s, %v", r.Status, r.Cookies())
	}
	if r := ask(s, "GET", "/", "", "Cookie", "factwire="+r.Cookies()[0].Value); r.StatusCode != 200 {
		t.Errorf("with the cookie: %s", r.Status)
	}
}

// TestHostile shows hostile texts in every page and wants them to be texts.
func TestHostile(t *testing.T) {
	s := start(t, serve.Options{Store: fill(t, hostile)})
	targets := []string{"/", "/facts", "/facts?quotes=1&limit=100", "/about", "/verdicts", "/facts.atom?quotes=1", "/facts.csv?quotes=1"}
	var all struct {
		Facts []merge.Fact
	}
	if err := json.Unmarshal([]byte(text(t, ask(s, "GET", "/api/facts?limit=1000", ""))), &all); err != nil {
		t.Fatal(err)
	}
	for _, f := range all.Facts {
		targets = append(targets, "/facts/"+f.ID, "/articles/"+f.Evidence[0].Article)
	}
	for _, x := range hostile {
		for _, name := range []string{"text", "who", "whom", "any", "country", "site", "sort", "kind", "x"} {
			targets = append(targets, "/facts?"+url.Values{name: {x}}.Encode(), "/api/facts?"+url.Values{name: {x}}.Encode())
		}
		targets = append(targets, "/entity?"+url.Values{"key": {x}}.Encode(), "/facts/"+url.PathEscape(x), "/articles/"+url.PathEscape(x), "/"+url.PathEscape(x))
	}
	for _, target := range targets {
		r := ask(s, "GET", target, "")
		page := text(t, r)
		if r.StatusCode >= 500 {
			t.Errorf("%s: %s", target, r.Status)
		}
		if policy := r.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", target, policy)
		}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			continue
		}
		for _, bad := range []string{"<script>alert", "<img", "<iframe", "onerror=alert(1)>", "<svg/onload", `href="javascript:`, " onfocus=alert(1) x=\"\"", "<a href=\"javascript"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s: the page holds %q", target, bad)
			}
		}
	}
	var feed struct {
		Entries []struct {
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(text(t, ask(s, "GET", "/facts.atom?quotes=1&limit=100", ""))), &feed); err != nil || len(feed.Entries) != len(all.Facts) {
		t.Errorf("the feed has %d entries, %v", len(feed.Entries), err)
	}
}

// TestPaths asks for files that no address leads to.
func TestPaths(t *testing.T) {
	s := start(t, serve.Options{Store: fill(t, []string{"Velloria"})})
	for _, target := range []string{"/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/assets/style.css", "/style.css/..%2fbase.html", "/articles/..%2f..%2fetc%2fpasswd", "/facts/..%2f..", "/api/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//evil.example/", "/facts//evil.example", "/api/facts/%00", "/facts/" + strings.Repeat("a", 5000)} {
		r := ask(s, "GET", target, "")
		page := text(t, r)
		if r.StatusCode == 200 || strings.Contains(page, "root:") {
			t.Errorf("%s: %s", target, r.Status)
		}
		if to := r.Header.Get("Location"); strings.Contains(to, "evil.example") && !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") {
			t.Errorf("%s leads to %s", target, to)
		}
	}
}

// TestNewer takes in what another process writes, while pages are read.
func TestNewer(t *testing.T) {
	path := fill(t, []string{"Velloria"})
	s := start(t, serve.Options{Store: path})
	go s.Follow(t.Context(), 10*time.Millisecond)
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r := ask(s, "GET", "/facts", ""); r.StatusCode != 200 {
		t.Errorf("while the store is written: %s", r.Status)
	}
	a := factwire.Article{URL: "https://fjord.example/new", Published: "2026-03-02", Text: "Sweden barred Telmark."}
	a.ID = factwire.ArticleID(a.URL, a.Text)
	f := factwire.Fact{Kind: factwire.Ban, Status: factwire.Done, Confidence: 0.9, What: "ban", Who: []factwire.Entity{{Name: "Sweden", Type: factwire.Country, Code: "SE"}}, Whom: []factwire.Entity{{Name: "Telmark", Type: factwire.Company}},
		Evidence: []factwire.Evidence{{Article: a.ID, URL: a.URL, Published: a.Published, End: len(a.Text), Text: a.Text}}}
	if _, err := st.Put([]store.Entry{{Article: a, Facts: []factwire.Fact{f}}}); err != nil {
		t.Fatal(err)
	}
	if r := ask(s, "POST", "/verdicts/1/undo", ""); r.StatusCode != 503 {
		t.Errorf("a verdict while the store is written: %s", r.Status)
	}
	if _, err := st.AddRun(store.Run{Started: "2026-03-02T00:00:00Z", Ended: "done"}); err != nil {
		t.Fatal(err)
	}
	if err := st.Snapshot(); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	for range 500 {
		if facts(t, s, "/api/facts?who=SE").Total == 1 {
			var changes struct{ Changes []struct{ New bool } }
			if err := json.Unmarshal([]byte(text(t, ask(s, "GET", "/api/changes", ""))), &changes); err != nil || len(changes.Changes) != 1 || !changes.Changes[0].New {
				t.Errorf("the last run changed %+v, %v", changes, err)
			}
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("what was written does not appear")
}

// TestDescription holds the descriptions against what is answered.
func TestDescription(t *testing.T) {
	s := start(t, serve.Options{Store: fill(t, []string{"Velloria"})})
	var doc struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			Parameters []struct{ Name string }
		}
	}
	if err := json.Unmarshal([]byte(text(t, ask(s, "GET", "/api/openapi.json", ""))), &doc); err != nil || !strings.HasPrefix(doc.OpenAPI, "3.") {
		t.Fatalf("%+v, %v", doc, err)
	}
	article := struct{ Evidence []struct{ Article string } }{}
	id := struct{ ID string }{}
	first := facts(t, s, "/api/facts?kind=ban").Facts[0]
	if err := json.Unmarshal(first, &article); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(first, &id); err != nil {
		t.Fatal(err)
	}
	for path, methods := range doc.Paths {
		if _, ok := methods["get"]; !ok {
			continue
		}
		target := strings.ReplaceAll(path, "{id}", id.ID)
		if strings.Contains(path, "articles") {
			target = strings.ReplaceAll(path, "{id}", article.Evidence[0].Article)
		}
		if strings.HasSuffix(path, "entity") {
			target += "?key=NO"
		}
		if r := ask(s, "GET", target, ""); r.StatusCode != 200 {
			t.Errorf("%s is described, and answers %s", target, r.Status)
		}
	}
	for _, p := range doc.Paths["/api/facts"]["get"].Parameters {
		value := map[string]string{"kind": "ban", "status": "done", "since": "2026-01-01", "until": "2027-01-01", "changed-since": "1", "due-within": "3", "min-confidence": "0.1", "sort": "newest", "limit": "1", "offset": "0"}[p.Name]
		if value == "" {
			value = "1"
		}
		if r := ask(s, "GET", "/api/facts?"+p.Name+"="+value, ""); r.StatusCode != 200 {
			t.Errorf("parameter %s is described, and answers %s", p.Name, r.Status)
		}
	}
	var schema struct {
		Properties map[string]any
		Required   []string
	}
	if err := json.Unmarshal([]byte(text(t, ask(s, "GET", "/api/schema.json", ""))), &schema); err != nil {
		t.Fatal(err)
	}
	var fact map[string]any
	if err := json.Unmarshal(first, &fact); err != nil {
		t.Fatal(err)
	}
	for name := range fact {
		if _, ok := schema.Properties[name]; !ok {
			t.Errorf("the schema lacks %s", name)
		}
	}
	if !slices.Contains(schema.Required, "kind") || slices.Contains(schema.Required, "whom") {
		t.Errorf("required: %v", schema.Required)
	}
}
