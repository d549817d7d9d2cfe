//go:build browser

package report

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

var views = []string{"summary", "matrix", "map", "timeline", "network", "voices", "facts"}

func save(t *testing.T, facts []merge.Fact, o Options) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(render(t, facts, o)), 0o644); err != nil {
		t.Fatal(err)
	}
	return "file://" + file
}

// TestViews draws every view of a few facts, of 5,000 and of none.
func TestViews(t *testing.T) {
	marks := map[string]string{"summary": ".counts .number", "matrix": ".cell", "map": ".land[role=button]", "timeline": ".mark, .bin", "network": ".party", "voices": ".speaker", "facts": ".facts tbody tr"}
	c := start(t)
	for name, facts := range map[string][]merge.Fact{"4 facts": few(), "5,000 facts": many(5000), "no facts": nil} {
		file := save(t, facts, Options{Since: "2026-01-01"})
		p := c.open(t, file)
		for _, view := range views {
			p.visit(file + "#view=" + view)
			n := 0
			p.js(&n, "document.getElementById('view').querySelectorAll(%s).length", marks[view])
			if (n == 0) != (len(facts) == 0) {
				t.Errorf("%s: view %s shows %d marks", name, view, n)
			}
			if p.text("document.getElementById('view').innerText.trim()") == "" {
				t.Errorf("%s: view %s is empty without a word", name, view)
			}
			t.Logf("%s, %s: %d marks, drawn in %s ms, first paint after %s ms", name, view, n, p.text("document.documentElement.dataset.ms"),
				p.text("Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime)"))
			p.calm()
		}
	}
}

// TestSpeed holds the first paint and a filter of 5,000 facts below bounds that a slow machine keeps too.
func TestSpeed(t *testing.T) {
	file := save(t, many(5000), Options{})
	p := start(t).open(t, file)
	p.wait("performance.getEntriesByName('first-contentful-paint').length")
	var paint, drawn, filter, search float64
	p.js(&drawn, "performance.getEntriesByType('navigation')[0].loadEventEnd")
	p.js(&paint, "performance.getEntriesByName('first-contentful-paint')[0].startTime")
	p.click("#tab-facts")
	p.click("input[name=kind][value=ban]")
	p.js(&filter, "Number(document.documentElement.dataset.ms)")
	p.click("#c-q")
	p.call("Input.insertText", object{"text": "masts minister"}, nil)
	p.wait("location.hash.includes('q=masts')")
	p.js(&search, "Number(document.documentElement.dataset.ms)")
	t.Logf("5,000 facts: first paint after %.0f ms, the summary drawn after %.0f ms, a filter takes %.0f ms, the first search %.0f ms", paint, drawn, filter, search)
	if drawn == 0 || drawn > 15000 || paint > 15000 || filter > 3000 || search > 5000 {
		t.Error("that is too slow")
	}
}

// TestFilters clicks the filters, one after the other, and wants the count and the address to follow.
func TestFilters(t *testing.T) {
	facts := many(5000)
	p := start(t).open(t, save(t, facts, Options{}))
	p.click("#tab-facts")
	var kept func(merge.Fact) bool
	keep := func(more func(merge.Fact) bool) {
		before := kept
		kept = func(f merge.Fact) bool { return (before == nil || before(f)) && more(f) }
	}
	want := func(hash string) {
		t.Helper()
		n := 0
		for _, f := range facts {
			if kept(f) {
				n++
			}
		}
		if n == 0 || n == len(facts) {
			t.Fatalf("the filter keeps %d facts, which tests nothing", n)
		}
		p.wait("document.getElementById('count').textContent === (%s).toLocaleString('en') + ' of 5,000 facts'", n)
		p.wait("location.hash.includes(%s)", hash)
	}
	p.click("input[name=kind][value=ban]")
	keep(func(f merge.Fact) bool { return f.Kind == factwire.Ban })
	want("kind=ban")
	p.click("input[name=status][value=done]")
	p.click("input[name=status][value=reversed]")
	keep(func(f merge.Fact) bool { return f.Status == factwire.Done || f.Status == factwire.Reversed })
	want("status=done,reversed")
	target := facts[slices.IndexFunc(facts, func(f merge.Fact) bool {
		return f.Kind == factwire.Ban && f.Status == factwire.Done && f.Whom[0].Code == ""
	})].Whom[0].Name
	p.choose("#c-whom", strings.ToLower(target))
	keep(func(f merge.Fact) bool { return f.Whom[0].Name == target })
	want("whom=" + strings.ReplaceAll(strings.ToLower(target), " ", "%20"))
	p.choose("#c-from", "2021-01-01")
	keep(func(f merge.Fact) bool {
		_, last, _ := f.When.Date.Bounds()
		return last.Format("2006-01-02") >= "2021-01-01"
	})
	want("from=2021-01-01")
	p.choose("#c-conf", "0.8")
	keep(func(f merge.Fact) bool { return f.Confidence >= 0.8 })
	want("conf=0.8")
	if p.text("document.getElementById('active').textContent") != "5 filters on" {
		t.Error("the head of the filters does not say that five are on")
	}
	// The address alone shows the same again.
	address, count := p.text("location.href"), p.text("document.getElementById('count').textContent")
	p.visit(address)
	if got := p.text("document.getElementById('count').textContent"); got != count {
		t.Errorf("the address shows %q, and its filters showed %q", got, count)
	}
	p.click("#controls > button")
	p.wait("document.getElementById('count').textContent === '5,000 facts'")
	// A country, the search, and what is no filter.
	p.choose("#c-country", "CN")
	p.wait("/^\\d+ of 5,000/.test(document.getElementById('count').textContent)")
	p.click("#controls > button")
	p.click("#c-q")
	p.call("Input.insertText", object{"text": "no such word"}, nil)
	p.wait("document.getElementById('count').textContent === '0 of 5,000 facts'")
	p.wait("document.getElementById('view').textContent.includes('No fact matches')")
	p.visit(strings.Split(address, "#")[0] + "#view=none&kind=%zz&status=x&from=soon&conf=9&sort=up&role=x&toString=1&__proto__=2&%")
	p.wait("document.getElementById('count').textContent === '5,000 facts'")
}

// TestSort clicks the heads of the list.
func TestSort(t *testing.T) {
	p := start(t).open(t, save(t, many(300), Options{}))
	p.click("#tab-facts")
	for column, id := range []string{"kind", "status", "who", "what", "date", "due", "first", "last", "reports", "conf"} {
		head := fmt.Sprintf(".facts th:nth-child(%d)", column+1)
		if id == "last" { // the list begins with it
			continue
		}
		p.click(head + " button")
		p.wait("document.querySelector(%s).getAttribute('aria-sort') !== 'none'", head)
		p.wait("location.hash.includes(%s)", "sort="+id)
		before := p.text("document.querySelector(%s).getAttribute('aria-sort')", head)
		p.click(head + " button")
		p.wait("location.hash.includes(%s)", "sort=-"+id)
		if p.text("document.querySelector(%s).getAttribute('aria-sort')", head) == before {
			t.Errorf("%s does not turn round", id)
		}
	}
	p.choose(".tools select", "who")
	var sorted bool
	p.js(&sorted, "(() => { const a = [...document.querySelectorAll('.facts td:nth-child(3)')].map((c) => c.textContent); return a.length === 100 && a.every((x, i) => !i || a[i - 1].localeCompare(x, 'en') <= 0); })()")
	if !sorted {
		t.Error("sorted by who, the list is in another order")
	}
	p.click("#view > button")
	p.wait("document.querySelectorAll('.facts tbody tr').length === 200")
}

// TestCards opens cards: from a permalink, a cell, a square of the map, a party, a mark, and closes them by key.
func TestCards(t *testing.T) {
	file := save(t, few(), Options{})
	p := start(t).open(t, file+"#f-0000000000000002")
	p.wait("document.getElementById('card').open")
	text := p.text("document.getElementById('card').textContent")
	if !strings.Contains(text, "Brask") || !strings.Contains(text, "Naïve 😀 words") {
		t.Errorf("the card reads %q", text)
	}
	if got := p.text("[...document.querySelectorAll('#card mark[title]')].map((m) => m.textContent).join('|')"); got != "Norway| said of |Brask|barred" {
		t.Errorf("marked are %q", got)
	}
	p.keys("Escape")
	p.wait("!document.getElementById('card').open && !location.hash.includes('f-')")
	opens := func(tab, mark, says string) {
		t.Helper()
		p.click("#tab-" + tab)
		p.click(mark)
		p.wait("document.getElementById('card').open")
		if got := p.text("document.getElementById('card').innerText"); !strings.Contains(got, says) {
			t.Errorf("%s opens %q, without %q", mark, got, says)
		}
		p.keys("Escape")
		p.wait("!document.getElementById('card').open")
	}
	opens("matrix", ".cell", "Norway – Brask")
	opens("map", ".land[data-code=CL]", "treaty")
	opens("map", ".land[data-code=NO]", "masts")
	p.choose("#map", "squares")
	p.wait("location.hash.includes('map=squares') && document.activeElement.id === 'map'")
	opens("map", ".tile[data-code=CL]", "treaty")
	opens("network", ".party", "signings")
	opens("timeline", ".mark", "treaty")
	opens("voices", ".speaker a.fact", "Liv Tangen")
	opens("facts", ".facts a.fact", "Confidence")
	// A fact in the list of a cell opens its card, and going back closes it.
	p.click("#tab-matrix")
	p.click(".cell")
	p.click("#card a.fact")
	p.wait("location.hash.startsWith('#f-0000000000000002') && document.querySelector('#card .evidence')")
	p.js(nil, "history.back()")
	p.wait("!document.getElementById('card').open")
	p.visit(file + "#f-none")
	if got := p.text("document.getElementById('card').textContent"); !strings.Contains(got, "holds no fact") {
		t.Errorf("the card of an unknown fact reads %q", got)
	}
}

// TestKeyboard goes through the page without a mouse.
func TestKeyboard(t *testing.T) {
	p := start(t).open(t, save(t, many(400), Options{}))
	here := func() string {
		return p.text("document.activeElement.id || document.activeElement.className.baseVal || document.activeElement.className")
	}
	p.keys("Tab")
	if here() != "skip" {
		t.Errorf("the first stop is %q, not the link to the facts", here())
	}
	p.keys("Enter")
	if here() != "view" {
		t.Errorf("the link to the facts goes to %q", here())
	}
	p.js(nil, "document.getElementById('tab-summary').focus()")
	for _, v := range views[1:] {
		p.keys("ArrowRight")
		p.wait("document.activeElement.id === %s && document.activeElement.getAttribute('aria-selected') === 'true'", "tab-"+v)
		p.wait("document.querySelectorAll('[role=tab][tabindex=\"0\"]').length === 1")
	}
	p.keys("Home")
	p.wait("document.activeElement.id === 'tab-summary'")
	// A matrix, a map and a network are one stop each; arrows move in them, Enter opens, and focus comes back.
	for tab, marks := range map[string]string{"matrix": ".cell", "map": ".land[role=button]", "network": ".party"} {
		p.js(nil, "document.getElementById(%s).click()", "tab-"+tab)
		var stops int
		p.js(&stops, "document.querySelectorAll(%s).length", marks+`[tabindex="0"]`)
		if stops != 1 {
			t.Errorf("%s has %d stops of the tab key", tab, stops)
		}
		p.js(nil, "document.querySelector(%s).focus()", marks)
		first := p.text("document.activeElement.getAttribute('aria-label')")
		p.keys("End")
		last := p.text("document.activeElement.getAttribute('aria-label')")
		p.keys("ArrowLeft")
		moved := p.text("document.activeElement.getAttribute('aria-label')")
		if moved == last { // nothing lies to its left
			p.keys("ArrowUp")
			moved = p.text("document.activeElement.getAttribute('aria-label')")
		}
		if first == last || moved == last {
			t.Errorf("%s: from %q the keys go to %q and %q", tab, first, last, moved)
		}
		p.keys("Enter")
		p.wait("document.getElementById('card').open && document.getElementById('card').contains(document.activeElement)")
		p.keys("Escape")
		p.wait("!document.getElementById('card').open")
		if got := p.text("document.activeElement.getAttribute('aria-label')"); got != moved {
			t.Errorf("%s: after the card the focus is on %q, not on %q", tab, got, moved)
		}
	}
	p.js(nil, "document.getElementById('tab-timeline').click()")
	p.js(nil, "document.getElementById('timeline').focus()")
	before := p.text("document.querySelector('.tools .dim').textContent")
	p.keys("+")
	if p.text("document.querySelector('.tools .dim').textContent") == before || here() != "timeline" {
		t.Error("plus does not zoom the timeline, or takes the focus away")
	}
}

// TestCopy reads the clipboard after "Copy as CSV", and the text shown where a browser lets no page copy.
func TestCopy(t *testing.T) {
	facts := few()
	facts[0].Who[0].Name = `=HYPERLINK("http://x")`
	facts[0].What, facts[0].About = "@sum", "+1, \"two\"\nthree"
	facts[1].What = "-2"
	p := start(t).open(t, save(t, facts, Options{}))
	p.click("#tab-facts")
	p.click("input[name=kind][value=signing]")
	p.click("input[name=kind][value=ban]")
	p.click(".tools button")
	p.wait("document.querySelector('.tools button').textContent === '2 rows copied'")
	var text string
	p.js(&text, "navigator.clipboard.readText()")
	check := func(text string) {
		t.Helper()
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) != 3 {
			t.Fatalf("copied are %d rows, %v", len(rows), err)
		}
		for _, want := range []string{`'=HYPERLINK("http://x")`, "'@sum", "'+1, \"two\"\nthree", "'-2"} {
			found := false
			for _, r := range rows {
				for _, c := range r {
					found = found || strings.HasPrefix(c, want)
					if c != "" && strings.ContainsAny(c[:1], "=+-@\t\r") {
						t.Errorf("a spreadsheet would run %q", c)
					}
				}
			}
			if !found {
				t.Errorf("no cell begins with %q", want)
			}
		}
	}
	check(text)
	p.js(nil, "navigator.clipboard.writeText = () => Promise.reject(Error('no'))")
	p.wait("document.querySelector('.tools button').textContent === 'Copy as CSV'")
	p.click(".tools button")
	p.wait("document.querySelector('#card textarea')")
	check(p.text("document.querySelector('#card textarea').value"))
}
