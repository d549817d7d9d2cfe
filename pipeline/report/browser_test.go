//go:build browser

package report

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// browse opens a page in headless Chromium (CHROMIUM names it, else it is found in the path) and returns what the
// script made of it. Whatever the console says fails the test: an error, and a request that the policy stopped.
func browse(t *testing.T, file, hash string) *html.Node {
	t.Helper()
	name := os.Getenv("CHROMIUM")
	if name == "" {
		name = "chromium"
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var out, log bytes.Buffer
	c := exec.CommandContext(ctx, name, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-logging=stderr",
		"--user-data-dir="+t.TempDir(), "--window-size=1440,1000", "--virtual-time-budget=5000", "--dump-dom", "file://"+file+hash)
	c.Stdout, c.Stderr = &out, &log
	if err := c.Run(); err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	for l := range strings.Lines(log.String()) {
		if strings.Contains(l, "CONSOLE") {
			t.Errorf("%s: %s", hash, l)
		}
	}
	root, err := html.Parse(&out)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// each calls f for all elements below n.
func each(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, f)
	}
}

func byID(n *html.Node, id string) (found *html.Node) {
	each(n, func(e *html.Node) {
		if attribute(e, "id") == id {
			found = e
		}
	})
	return found
}

func content(n *html.Node) string {
	if n == nil {
		return ""
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(content(c))
	}
	return b.String()
}

func save(t *testing.T, facts []merge.Fact) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(render(t, facts, Options{Since: "2026-01-01"})), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestViews(t *testing.T) {
	marks := map[string]string{"summary": "counts", "matrix": "cell s-", "timeline": "mark s-", "network": "party t-", "voices": "speaker", "facts": "facts"}
	few, lots := save(t, few()), save(t, many(5000))
	for view, class := range marks {
		for _, file := range []string{few, lots} {
			root := browse(t, file, "#view="+view)
			n := 0
			each(byID(root, "view"), func(e *html.Node) {
				if c := attribute(e, "class"); strings.HasPrefix(c, class) || file == lots && view == "timeline" && c == "bin" {
					n++
				}
			})
			if n == 0 {
				t.Errorf("view %s shows nothing", view)
			}
			each(root, func(e *html.Node) {
				if e.Data == "html" {
					t.Logf("%s of %s drawn in %s ms, %d marks", view, map[bool]string{true: "5,000 facts", false: "4 facts"}[file == lots], attribute(e, "data-ms"), n)
				}
			})
		}
	}
}

func TestFiltersInTheAddress(t *testing.T) {
	facts := many(5000)
	file := save(t, facts)
	n := 0
	for _, f := range facts {
		if f.Kind == factwire.Ban && (f.Status == factwire.Done || f.Status == factwire.Negated) {
			n++
		}
	}
	root := browse(t, file, "#view=facts&kind=ban&status=done,negated&sort=-conf")
	want := fmt.Sprintf("%d of 5,000 facts", n)
	if got := content(byID(root, "count")); got != want {
		t.Errorf("the page shows %q, want %q", got, want)
	}
	if got := content(byID(browse(t, file, "#q=no+such+word"), "count")); got != "0 of 5,000 facts" {
		t.Errorf("a search for nothing shows %q", got)
	}
	browse(t, file, "#view=none&kind=%zz&status=x&from=soon&conf=9&sort=up&toString=1&__proto__=2&%")
}

func TestPermalink(t *testing.T) {
	file := save(t, few())
	card := byID(browse(t, file, "#f-0000000000000002"), "card")
	if text := content(card); !strings.Contains(text, "Brask") || !strings.Contains(text, "Naïve 😀 words") {
		t.Errorf("the card reads %q", text)
	}
	var marked []string
	each(card, func(e *html.Node) {
		if e.Data == "mark" && attribute(e, "title") != "" {
			marked = append(marked, content(e))
		}
	})
	if got := strings.Join(marked, "|"); got != "Norway| said of |Brask|barred" {
		t.Errorf("marked are %q", got)
	}
	if text := content(byID(browse(t, file, "#f-none"), "card")); !strings.Contains(text, "holds no fact") {
		t.Errorf("the card of an unknown fact reads %q", text)
	}
}

// TestHostileInBrowser draws hostile text in every view: nothing runs, and no element appears that the script
// does not make.
func TestHostileInBrowser(t *testing.T) {
	made := strings.Fields("html head meta title link style body a header h1 p time noscript details summary span div nav main dialog footer script " +
		"button input select option label fieldset legend h2 h3 table caption thead tbody tr th td ul ol li bdi mark blockquote strong section sub svg g line rect circle text")
	var facts []merge.Fact
	for i, s := range hostile {
		for j, f := range few() {
			f.ID = fmt.Sprintf("%d-%d", i, j)
			f.What, f.About, f.Where = s, s, s
			f.Who = []factwire.Entity{{Name: s, Type: factwire.Company, Title: s, Affiliation: s}, {Name: "B" + s, Type: factwire.Country}}
			if f.Kind == factwire.Ban {
				f.Whom = f.Who
			}
			f.Evidence = []factwire.Evidence{{Article: s, URL: "javascript:alert(1)//" + s, Title: s, Site: s, Published: s, Text: s, End: len(s), Rule: s}}
			facts = append(facts, f)
		}
	}
	file := save(t, facts)
	for _, hash := range []string{"", "#view=matrix", "#view=timeline", "#view=network", "#view=voices", "#view=facts", "#f-0-1", "#f-1-1&view=facts", "#f-%3Cimg%20src=x%20onerror=alert(1)%3E"} {
		each(browse(t, file, hash), func(e *html.Node) {
			if !strings.Contains(" "+strings.Join(made, " ")+" ", " "+e.Data+" ") {
				t.Errorf("%s: the page holds an element %s", hash, e.Data)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "#") && a.Val != "data:," {
					t.Errorf("%s: %s has %s=%q", hash, e.Data, a.Key, a.Val)
				}
			}
		})
	}
}
