package serve_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/serve"
	"github.com/factwire/factwire/store"
)

// wants fails for each word that a page lacks.
func wants(t *testing.T, s *serve.Server, target string, heads []string, words ...string) {
	t.Helper()
	page := text(t, ask(s, "GET", target, "", heads...))
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("%s has no %q", target, w)
		}
	}
}

// TestRecord judges as two people in one browser, and wants each page to tell who decided what, and why.
func TestRecord(t *testing.T) {
	s := start(t, serve.Options{Store: fill(t, []string{"Velloria"})})
	id := factOf(t, s, "/api/facts?kind=ban")
	wants(t, s, "/facts/"+id, nil, `name="by" value="ada"`)
	r := ask(s, "POST", "/facts/"+id+"/edit", url.Values{"about": {"ports"}, "why": {"the gazette"}, "by": {"Bea <b>"}}.Encode())
	if r.StatusCode != 303 {
		t.Fatalf("edit: %s %s", r.Status, text(t, r))
	}
	cookie := strings.SplitN(r.Header.Get("Set-Cookie"), ";", 2)[0]
	wants(t, s, "/facts/"+id+"?done=1", []string{"Cookie", cookie}, "Corrected – about: ports.", `name="by" value="Bea &lt;b&gt;"`, `>corrected</span>`, "edit <bdi>about: ports</bdi>, by <bdi>Bea &lt;b&gt;</bdi>", "the gazette")
	wants(t, s, "/verdicts", nil, "<bdi>about: ports</bdi>", "Norway (NO): ban of Firm Velloria from ports", "Bea &lt;b&gt;", "the gazette")
	if r := ask(s, "POST", "/facts/"+id+"/reject", "by=ada"); r.StatusCode != 303 || strings.Contains(r.Header.Get("Set-Cookie"), "ada") {
		t.Errorf("reject: %s, %q", r.Status, r.Header.Get("Set-Cookie"))
	}
	wants(t, s, "/facts/"+id+"?done=2", nil, "Rejected: lists and exports leave it out.", `>rejected</span>`)
	if r := ask(s, "POST", "/facts/"+id+"/accept", "by="+strings.Repeat("x", 300)); r.StatusCode != 400 {
		t.Errorf("a name of 300 bytes: %s", r.Status)
	}
	wrong := ask(s, "POST", "/facts/"+id+"/edit", "when=someday")
	if page := text(t, wrong); wrong.StatusCode != 400 || !strings.Contains(page, `<a href="/facts/`+id+`">Back to the fact</a>`) {
		t.Errorf("a wrong edit: %s %s", wrong.Status, page)
	}
}

func factOf(t *testing.T, s *serve.Server, target string) string {
	t.Helper()
	raw := string(facts(t, s, target).Facts[0])
	_, rest, _ := strings.Cut(raw, `"id":"`)
	id, _, ok := strings.Cut(rest, `"`)
	if !ok {
		t.Fatalf("no id in %s", raw)
	}
	return id
}

// TestFirstPage shows what last changed also after runs that changed nothing, which are most of a clock's.
func TestFirstPage(t *testing.T) {
	path := fill(t, []string{"Velloria"})
	wants(t, start(t, serve.Options{Store: path}), "/", nil, "What the last run changed", "ban of Firm Velloria")
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2026-03-02", "2026-03-03"} {
		if _, err := st.AddRun(store.Run{Started: day + "T00:00:00Z", Ended: "done"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	wants(t, start(t, serve.Options{Store: path}), "/", nil, "What last changed, by the run of 2026-03-01 00:00", "ban of Firm Velloria", `href="/facts?changed-since=1"`)
}

// TestListPage names lists by their filters, keeps them in its form, and says each date once.
func TestListPage(t *testing.T) {
	s := start(t, serve.Options{Store: fill(t, []string{"Velloria"})})
	wants(t, s, "/facts", nil, "<title>Facts – factwire</title>")
	wants(t, s, "/facts?text=masts&quotes=1", nil, "<title>Facts: text masts – factwire</title>")
	wants(t, s, "/facts?kind=ban&any=Velloria&since=2026-01-01", nil, "any Velloria", "kind ban", `name="since" type="date" value="2026-01-01"`, `type="hidden" name="any" value="Velloria"`)
	page := text(t, ask(s, "GET", "/facts?kind=deadline", ""))
	if n := strings.Count(page, "2099"); n != 1 {
		t.Errorf("the list says the date of one deadline %d times", n)
	}
	if strings.Contains(text(t, ask(s, "GET", "/facts?since=2026-01-01", "")), `type="hidden" name="since"`) {
		t.Error("a day that the form holds is in it twice")
	}
}

// TestProgress is told how much is read before the server answers.
func TestProgress(t *testing.T) {
	var done, total int
	start(t, serve.Options{Store: fill(t, []string{"Velloria"}), Progress: func(d, n int) { done, total = d, n }})
	if done != 3 || total != 3 {
		t.Errorf("%d of %d facts were told of, want 3 of 3", done, total)
	}
}
