//go:build browser

package serve_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire/pipeline/serve"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// TestBrowser opens pages full of hostile texts in headless Chromium (CHROMIUM names it; FACTWIRE_PAYLOADS names a JSON list of more texts). Each
// text that could run would change the page's title; the page is dumped when its scripts have run.
func TestBrowser(t *testing.T) {
	name := os.Getenv("CHROMIUM")
	if name == "" {
		name = "chromium"
	}
	texts := []string{"Velloria"}
	for _, x := range hostile {
		texts = append(texts, strings.ReplaceAll(x, "alert(1)", "document.title='ran'"))
	}
	if file := os.Getenv("FACTWIRE_PAYLOADS"); file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var more []string
		if err := json.Unmarshal(data, &more); err != nil {
			t.Fatal(err)
		}
		for _, x := range more {
			for _, call := range []string{"alert(1)", "alert('XSS')", `alert("XSS")`, "alert(document.domain)", "prompt(1)", "confirm(1)"} {
				x = strings.ReplaceAll(x, call, "document.title='ran'")
			}
			texts = append(texts, x)
		}
	}
	s := start(t, serve.Options{Store: fill(t, texts)})
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Host = "127.0.0.1:8080" // the port is the test's
		s.ServeHTTP(w, r)
	}))
	defer web.Close()
	var all struct{ Facts []merge.Fact }
	if err := json.Unmarshal([]byte(text(t, ask(s, "GET", "/api/facts?limit=1000", ""))), &all); err != nil {
		t.Fatal(err)
	}
	targets := []string{"/", "/facts?quotes=1&limit=1000", "/verdicts", "/about"}
	for i, f := range all.Facts {
		if i%6 == 0 {
			targets = append(targets, "/facts/"+f.ID, "/articles/"+f.Evidence[0].Article, "/entity?"+url.Values{"key": {entity.New(nil).Key(f.Who[0])}}.Encode())
		}
	}
	for _, x := range texts {
		targets = append(targets, "/facts?"+url.Values{"text": {x}, "who": {x}}.Encode())
	}
	const most = 80 // pages: each takes Chromium half a second
	dir := t.TempDir()
	for _, target := range targets[:min(most, len(targets))] {
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		out, err := exec.CommandContext(ctx, name, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir="+dir, "--virtual-time-budget=500", "--dump-dom", web.URL+target).Output()
		stop()
		if err != nil {
			t.Fatalf("%s: %v", target, err)
		}
		page := string(out)
		_, rest, ok := strings.Cut(page, "<title>")
		title, _, _ := strings.Cut(rest, "</title>")
		if !ok || title == "ran" || !strings.HasSuffix(title, "– factwire") || !strings.Contains(page, "<footer>") {
			t.Errorf("%s: the title is %q", target, title)
		}
	}
}
