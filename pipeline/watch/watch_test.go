package watch_test

import (
	"context"
	"crypto/hmac"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/watch"
	"github.com/factwire/factwire/pipeline/watch/watchlist"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/merge"
)

var day = time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC)

func clock() time.Time { return day }

// bench is a store of facts with a ledger beside it.
type bench struct {
	t      *testing.T
	facts  *store.Store
	ledger *watch.Ledger
}

func newBench(t *testing.T) bench {
	t.Helper()
	open := func(name string) *store.Store {
		s, err := store.Open(filepath.Join(t.TempDir(), name), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	return bench{t, open("facts.db"), watch.NewLedger(open("watches.db").Shelf("watches"))}
}

// article puts an article of a name with facts into the store.
func (b bench) article(name string, facts ...factwire.Fact) {
	b.t.Helper()
	a := factwire.Article{Text: "A text of " + name + ".", URL: "https://news.example/" + name, Site: name, Published: "2026-03-09", Origin: name}
	a.ID = factwire.Hash("article", name)
	for i := range facts {
		facts[i].Evidence = []factwire.Evidence{{Article: a.ID, URL: a.URL, Site: a.Site, Published: a.Published, Text: a.Text, End: len(a.Text), Rule: "test"}}
	}
	if _, err := b.facts.Put([]store.Entry{{Article: a, Facts: facts}}); err != nil {
		b.t.Fatal(err)
	}
}

// run ends a run of the store, so that what follows has another number.
func (b bench) run() {
	b.t.Helper()
	if _, err := b.facts.AddRun(store.Run{Ended: "done"}); err != nil {
		b.t.Fatal(err)
	}
}

// find returns what is found, and keeps it as told.
func (b bench) find(w watchlist.Watch, now time.Time) []watch.News {
	b.t.Helper()
	found, err := b.ledger.Find(b.facts, []watchlist.Watch{w}, now)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := b.ledger.Keep(found[0], false, now); err != nil {
		b.t.Fatal(err)
	}
	return found[0].News
}

func said(news []watch.News) string {
	var out []string
	for _, n := range news {
		s := fmt.Sprintf("%s %s", n.Event, n.Line)
		if len(n.Changes) > 0 {
			s += " {" + strings.Join(n.Changes, "; ") + "}"
		}
		if n.Left {
			s += " left"
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func state(name, code string) factwire.Entity {
	return factwire.Entity{Name: name, Type: factwire.Country, Code: code}
}

func ban(status factwire.Status, whom string) factwire.Fact {
	return factwire.Fact{Kind: factwire.Ban, Status: status, Who: []factwire.Entity{state("Norway", "NO")}, Whom: []factwire.Entity{{Name: whom, Type: factwire.Company}}, What: "ban", About: "ports", Confidence: 0.8}
}

func deadline(date factwire.Date) factwire.Fact {
	return factwire.Fact{Kind: factwire.Deadline, Status: factwire.Done, Who: []factwire.Entity{{Name: "Telia", Type: factwire.Company}}, What: "report its masts", When: factwire.When{Date: date, Relation: factwire.By}, Confidence: 0.8}
}

// TestFind follows a watch from run to run.
func TestFind(t *testing.T) {
	b := newBench(t)
	w := watchlist.Watch{Name: "acme", Any: []string{"Acme"}}
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"first", func() {
			b.article("one", ban(factwire.Proposed, "Acme"))
			b.article("two", ban(factwire.Done, "Boxly"))
		}, "new Norway (NO): ban of Acme from ports (proposed)"},
		{"nothing", func() {}, ""},
		{"another report", func() { b.article("three", ban(factwire.Proposed, "Acme")) }, ""},
		{"changed in the same run", func() { b.article("four", ban(factwire.Done, "Acme")) },
			"changed Norway (NO): ban of Acme from ports {status: proposed → done}"},
		{"next run", func() { b.run(); b.article("five", ban(factwire.Done, "Acme Telecom")) }, "new Norway (NO): ban of Acme Telecom from ports"},
		{"nothing either", func() { b.run() }, ""},
		{"rejected", func() {
			all, err := b.facts.Facts(func(f merge.Fact) bool { return f.Whom[0].Name == "Acme Telecom" })
			if err != nil || len(all) != 1 {
				t.Fatal(all, err)
			}
			if _, err := b.facts.Judge(merge.Verdict{Action: merge.Reject, Target: b.facts.Target(all[0])}); err != nil {
				t.Fatal(err)
			}
		}, "changed Norway (NO): ban of Acme Telecom from ports {review: rejected} left"},
		{"gone", func() {
			b.article("one")
			b.article("three")
			b.article("four")
		}, "gone Norway (NO): ban of Acme from ports"},
		{"nothing at last", func() { b.run() }, ""},
	}
	for _, s := range steps {
		s.do()
		if got := said(b.find(w, day)); got != s.want {
			t.Errorf("%s: told\n%s\nwant\n%s", s.name, got, s.want)
		}
	}
	w.Any = []string{"Boxly"}
	if got := said(b.find(w, day)); got != "new Norway (NO): ban of Boxly from ports" {
		t.Errorf("with other filters it tells %q", got)
	}
}

// TestReports tells of further reports where the watch asks for them.
func TestReports(t *testing.T) {
	b := newBench(t)
	w := watchlist.Watch{Name: "acme", Reports: true}
	b.article("one", ban(factwire.Done, "Acme"))
	b.find(w, day)
	b.run()
	b.article("two", ban(factwire.Done, "Acme"))
	if got := said(b.find(w, day)); !strings.Contains(got, "reports: 1 articles, 1 independent → 2 articles") {
		t.Errorf("told %q", got)
	}
}

// TestNear tells a deadline once when it comes near, though nothing changed.
func TestNear(t *testing.T) {
	b := newBench(t)
	w := watchlist.Watch{Name: "soon", DueWithin: 30}
	b.article("one", deadline("2026-06-30"), ban(factwire.Done, "Acme"))
	for _, c := range []struct {
		now  string
		want string
	}{{"2026-03-10", ""}, {"2026-05-30", ""}, {"2026-05-31", "new Telia: report its masts, by 2026-06-30"}, {"2026-06-01", ""}, {"2026-07-05", ""}} {
		now, err := time.Parse(time.DateOnly, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := said(b.find(w, now)); got != c.want {
			t.Errorf("on %s it tells %q, want %q", c.now, got, c.want)
		}
	}
}

// TestDeliver tells each batch to each way once; a way that fails gets all that it missed later, in order and with the same keys, and a way that
// comes new gets nothing old.
func TestDeliver(t *testing.T) {
	b := newBench(t)
	w := watchlist.Watch{Name: "all", Webhook: "https://desk.example/"}
	heard := map[string][]string{}
	down := true
	failure := errors.New("down")
	way := func(name string) watch.Way {
		return watch.Way{Name: name, Tell: func(_ context.Context, x watch.Batch) error {
			if name == "webhook" && down {
				return failure
			}
			heard[name] = append(heard[name], x.Key)
			return nil
		}}
	}
	tell := func(ways ...watch.Way) []error {
		t.Helper()
		failed, err := b.ledger.Deliver(t.Context(), w.Name, ways, clock)
		if err != nil {
			t.Fatal(err)
		}
		return failed
	}
	for i := range 3 {
		b.article(fmt.Sprint(i), ban(factwire.Done, fmt.Sprintf("Acme%d", i)))
		b.find(w, day.Add(time.Duration(i)*time.Hour))
		if failed := tell(way("lines"), way("webhook")); len(failed) != 1 || !errors.Is(failed[0], failure) {
			t.Fatalf("failures: %v", failed)
		}
	}
	if len(heard["lines"]) != 3 || len(heard["webhook"]) != 0 {
		t.Fatalf("heard %v", heard)
	}
	down = false
	w.Atom = "x.atom"
	b.find(w, day)
	if failed := tell(way("lines"), way("webhook"), way("atom")); len(failed) > 0 {
		t.Fatal(failed)
	}
	if !slices.Equal(heard["webhook"], heard["lines"]) || len(heard["atom"]) > 0 {
		t.Errorf("heard %v", heard)
	}
	if pending, err := b.ledger.Pending(w.Name); len(pending) > 0 || err != nil {
		t.Errorf("pending: %v %v", pending, err)
	}
}

// TestBatches parts many news, and none is lost or told twice.
func TestBatches(t *testing.T) {
	b := newBench(t)
	w := watchlist.Watch{Name: "all"}
	for i := range 250 {
		b.article(fmt.Sprint(i), ban(factwire.Done, fmt.Sprintf("Acme%03d", i)))
	}
	b.find(w, day)
	pending, err := b.ledger.Pending(w.Name)
	if err != nil || len(pending) != 3 {
		t.Fatalf("%d batches, %v", len(pending), err)
	}
	seen := map[string]bool{}
	for i, p := range pending {
		if p.Number != uint64(i+1) || seen[p.Key] {
			t.Errorf("batch %d has number %d and key %s", i, p.Number, p.Key)
		}
		seen[p.Key] = true
		for _, n := range p.News {
			if seen[n.ID] {
				t.Errorf("%s is told twice", n.ID)
			}
			seen[n.ID] = true
		}
	}
	if len(seen) != 253 {
		t.Errorf("%d facts and keys", len(seen))
	}
}

func batch() watch.Batch {
	return watch.Batch{Key: "00112233", Watch: "acme", Number: 1, Time: "2026-03-10T08:00:00Z", News: []watch.News{
		{Key: "aa", Event: watch.New, ID: "f1", Line: "A & <B>", Fact: &merge.Fact{Fact: factwire.Fact{ID: "f1", Kind: factwire.Ban, Status: factwire.Done,
			Evidence: []factwire.Evidence{{Site: "Wire", URL: "https://news.example/x", Published: "2026-03-09T10:00:00Z", Text: "A bars\x1b B."}}}, First: "2026-03-09"}},
		{Key: "bb", Event: watch.Gone, ID: "f2", Line: "C", Became: []string{"f3"}, Changes: []string{"now part of f3"}}}}
}

// TestWebhook posts signed JSON, tries again what fails for now, and not what is refused; errors do not show the address's path.
func TestWebhook(t *testing.T) {
	const secret = "whsec_c2VjcmV0"
	var answers []int
	var ids, bodies []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		h := r.Header
		want := "v1," + base64.StdEncoding.EncodeToString(watch.Sign([]byte("secret"), h.Get("Webhook-Id"), h.Get("Webhook-Timestamp"), data))
		if !hmac.Equal([]byte(h.Get("Webhook-Signature")), []byte(want)) || h.Get("Webhook-Timestamp") != fmt.Sprint(day.Unix()) {
			t.Errorf("signature %q of %q at %q", h.Get("Webhook-Signature"), h.Get("Webhook-Id"), h.Get("Webhook-Timestamp"))
		}
		ids, bodies = append(ids, h.Get("Idempotency-Key")), append(bodies, string(data))
		w.Header().Set("Location", "/elsewhere")
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(answers[0])
		answers = answers[1:]
	}))
	defer server.Close()
	for _, c := range []struct {
		answers []int
		waits   []time.Duration
		failure string
	}{
		{[]int{204}, nil, ""},
		{[]int{503, 429, 200}, []time.Duration{7 * time.Second, 7 * time.Second}, ""},
		{[]int{500, 500, 500, 500}, []time.Duration{7 * time.Second, 7 * time.Second, 16 * time.Second}, "answers 500"},
		{[]int{404}, nil, "refuses the news: 404"},
		{[]int{302}, nil, "name the address that it leads to"},
	} {
		answers, ids, bodies = c.answers, nil, nil
		var waits []time.Duration
		way, err := watch.Webhook(watch.Hook{URL: server.URL + "/hush", Secret: secret, Now: clock, Sleep: func(_ context.Context, d time.Duration) error {
			waits = append(waits, d)
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		err = way.Tell(t.Context(), batch())
		if (err == nil) != (c.failure == "") || err != nil && (!strings.Contains(err.Error(), c.failure) || strings.Contains(err.Error(), "hush")) {
			t.Errorf("%v: error %v", c.answers, err)
		}
		if !slices.Equal(waits, c.waits) || len(answers) > 0 {
			t.Errorf("%v: waits %v, answers left %v", c.answers, waits, answers)
		}
		for i := range ids {
			if ids[i] != "00112233" || bodies[i] != bodies[0] {
				t.Errorf("try %d differs: %s %s", i, ids[i], bodies[i])
			}
		}
		var got watch.Batch
		if err := json.Unmarshal([]byte(bodies[0]), &got); err != nil || got.News[0].Fact.ID != "f1" || got.News[1].Became[0] != "f3" {
			t.Errorf("body %s: %v", bodies[0], err)
		}
	}
	server.Close()
	way, err := watch.Webhook(watch.Hook{URL: server.URL + "/hush", Now: clock, Sleep: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	if err := way.Tell(t.Context(), batch()); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("nobody listens: %v", err)
	}
	if _, err := watch.Webhook(watch.Hook{URL: "https://x.example", Secret: "whsec_?"}); err == nil {
		t.Error("a secret that is no base64 is taken")
	}
}

// TestFeed tells a batch twice, as after a kill: its entries stand in the file once.
func TestFeed(t *testing.T) {
	b := newBench(t)
	file := filepath.Join(t.TempDir(), "acme.atom")
	way := b.ledger.Feed(file)
	for range 2 {
		if err := way.Tell(t.Context(), batch()); err != nil {
			t.Fatal(err)
		}
	}
	many := watch.Batch{Watch: "acme", Time: "2026-03-11T08:00:00Z"}
	for i := range 99 {
		many.News = append(many.News, watch.News{Key: fmt.Sprint(i), Event: watch.Changed, ID: "f", Line: "D"})
	}
	if err := way.Tell(t.Context(), many); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var feed struct {
		Updated string `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Summary string `xml:"summary"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(data, &feed); err != nil {
		t.Fatal(err)
	}
	last := feed.Entries[len(feed.Entries)-1]
	if len(feed.Entries) != 100 || feed.Updated != many.Time || last.ID != "urn:factwire:news:aa" || last.Title != "A & <B>" || last.Summary != "A bars B. · Wire, 2026-03-09" {
		t.Errorf("%d entries, the last %+v", len(feed.Entries), last)
	}
}

// TestText words a batch.
func TestText(t *testing.T) {
	var out strings.Builder
	if err := watch.Text(&out, batch(), day); err != nil {
		t.Fatal(err)
	}
	const want = "acme, new (1)\n- A & <B>  [f1]\n    Wire, 2026-03-09, https://news.example/x\nacme, gone (1)\n- C  [f2]\n    now part of f3\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}
