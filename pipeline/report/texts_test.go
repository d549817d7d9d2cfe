//go:build browser

package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// TestHostileInBrowser draws hostile text in every view: nothing runs, no element appears that the script does not
// make, and the text reads as it was written.
func TestHostileInBrowser(t *testing.T) {
	var facts []merge.Fact
	for i, s := range hostile {
		for j, f := range few() {
			f.ID = fmt.Sprintf("%d-%d", i, j)
			f.What, f.About, f.Where = s, s, s
			f.Who = []factwire.Entity{{Name: s, Type: factwire.Company, Title: s, Affiliation: s}, {Name: "B" + s, Type: factwire.Country, Code: s}}
			if f.Kind == factwire.Ban {
				f.Whom = f.Who
			}
			f.Evidence = []factwire.Evidence{{Article: s, URL: "javascript:alert(1)//" + s, Title: s, Site: s, Published: s, Text: s, End: len(s), Rule: s}}
			facts = append(facts, f)
		}
	}
	file := save(t, facts, Options{Title: hostile[0], Since: hostile[1], Gone: hostile,
		Changes: map[string]Change{"0-1": {Was: factwire.Status(hostile[0]), Lines: hostile}, "1-1": {New: true}}})
	p := start(t).open(t, file)
	for _, hash := range []string{"", "#view=matrix", "#view=map", "#view=timeline", "#view=network", "#view=voices", "#view=facts", "#f-0-1", "#f-1-1&view=facts", "#f-%3Cimg%20src=x%20onerror=alert(1)%3E"} {
		p.visit(file + hash)
		p.js(nil, "document.querySelectorAll('details').forEach((d) => { d.open = true; })")
		p.js(nil, "document.querySelectorAll('#view button, #view [role=button]').forEach((b) => { b.dispatchEvent(new MouseEvent('click')); })")
		if got := p.text(strange); got != "" {
			t.Errorf("%s: the page holds %s", hash, got)
		}
		p.calm()
	}
	p.visit(file + "#view=facts")
	for _, s := range []string{hostile[0], hostile[1], "${alert(1)}", "&lt;b&gt;"} {
		if !strings.Contains(p.text("document.querySelector('.facts').textContent"), s) {
			t.Errorf("the list does not read %q", s)
		}
	}
}

// strange lists the elements that the script does not make, attributes that run, and links that lead out of the web.
const strange = `(() => {
	const made = 'html head meta title link style body a header h1 p time noscript details summary span div nav main dialog footer script ' +
		'button input select option label fieldset legend h2 h3 table caption thead tbody tr th td ul ol li bdi mark blockquote strong section sub textarea svg g line rect circle text defs pattern path';
	const known = new Set(made.split(' ')), out = [];
	for (const e of document.querySelectorAll('*')) {
		if (!known.has(e.localName)) out.push('<' + e.localName + '>');
		for (const a of e.attributes) {
			if (a.name.startsWith('on') || a.name === 'style' || a.name === 'src') out.push(e.localName + ' ' + a.name);
			if (/href$/.test(a.name) && !/^(#|https?:|data:,$)/.test(a.value)) out.push(e.localName + ' to ' + a.value);
		}
	}
	return [...new Set(out)].join(', ');
})()`

// awkward are texts of each class that pages and programs are known to stumble over, beside those of hostile.
var awkward = append(slices.Clone(hostile),
	"", " ", "\t", "  two  spaces  ", "\u00a0no\u00a0break\u00a0", "\r\n", "a\rb\nc\r\nd", "\ufeffmark", "zero\u200bwidth\u200d\u2060", // white space
	"__proto__", "constructor", "hasOwnProperty", "toString", "valueOf", "undefined", "null", "NaN", "true", "false", "-0", "1e309", "0x7f", "Infinity", "[object Object]", // names and numbers of JavaScript
	"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", `=HYPERLINK("http://x.example")`, `a"b,c;d`, `""`, `'`, "a\n\"b\"\r\nc", // spreadsheets
	`<iframe srcdoc="<script>alert(1)</script>">`, `<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>`, `<b>bold</b>`, `<textarea>`, `</textarea><script>alert(1)</script>`, // markup
	`</title><script>alert(1)</script>`, `</style><script>alert(1)</script>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<template><script>alert(1)</script></template>`,
	`<a href=javascript:alert(1)>`, `<svg><animate onbegin=alert(1) attributeName=x>`, `<body onload=alert(1)>`, `<plaintext>`, `<?xml version="1.0"?>`, `<![CDATA[x]]>`, `+ADw-script+AD4-`, `%3Cscript%3E`,
	`" onmouseover="alert(1)`, `' autofocus onfocus='alert(1)`, "` onclick=alert(1)", `#"><img src=/ onerror=alert(1)>`, `&#60;script&#62;`, `&amp;amp;`, `&nbsp;`, `&`, `{{constructor.constructor('alert(1)')()}}`, "#{1+1}", "<%= 1 %>", // attributes, entities, templates
	"javascript:alert(1)", "JaVaScRiPt:alert(1)", " \tjavascript:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "blob:x", "file:///etc/passwd", "//x.example", // addresses
	`https://x.example/"onmouseover="alert(1)`, "https://x.example/<script>", "https://user:word@x.example/", "http://x.example/\u202egnp", "https://x.example/ a\tb", "HTTPS://X.EXAMPLE/%00",
	"\u202eright to left\u202c", "\u2066isolate\u2069", "مرحبا بالعالم", "שלום abc", "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀", "Z\u0351\u036b\u0343\u036a\u0302a\u0329\u0353l\u0334g\u0337o", "👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇸", "İıſß", "ﷺ", // scripts
	"\u0001\u0002\u0007\b\f\u007f\u0085\u009f", "\ufffe\uffff\U0010ffff", "\ufffd", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\x80b", // bytes
	"'; DROP TABLE facts; --", "$(touch x)", "../../etc/passwd", "%s%n%x", "{0}", "\\", "\\u0041", strings.Repeat("long ", 400), strings.Repeat("W", 3000),
)

// TestTexts wants every text to read as it was given, in every view, in the card and in the CSV, as a name, a title, a
// quote, a sentence and an address; nothing runs, and the page has no element that one of plain words lacks. With
// FACTWIRE_PAYLOADS, a file with a JSON list of texts, it tries those instead.
func TestTexts(t *testing.T) {
	all := awkward
	if file := os.Getenv("FACTWIRE_PAYLOADS"); file != "" {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = nil
		if err := json.Unmarshal(b, &all); err != nil || len(all) == 0 {
			t.Fatalf("%s holds %d texts: %v", file, len(all), err)
		}
	}
	c := start(t)
	plain := make([]string, 100)
	for i := range plain {
		plain[i] = fmt.Sprintf("plain words, and number %d", i)
	}
	plain[0], plain[1], plain[2] = "https://plain.example/", strings.Repeat("plain ", 400), strings.ToUpper(plain[3])
	benign, _ := outline(t, render(t, told(plain), Options{Title: "x"}))
	known := map[string]bool{}
	for _, some := range [][]string{plain, plain[:12]} {
		read(t, c, some, func(_, kind string) { known[kind] = true }, map[string]int{})
	}
	found := map[string]int{}
	for some := range slices.Chunk(all, 100) {
		for _, s := range some {
			if got, _ := outline(t, render(t, told([]string{s}), Options{Title: s})); got != benign {
				t.Errorf("%q changed the page's elements", s)
			}
		}
		read(t, c, some, func(where, kind string) {
			if !known[kind] {
				t.Errorf("%s: the page holds %s", where, kind)
			}
		}, found)
	}
	for _, k := range slices.Sorted(maps.Keys(found)) {
		t.Logf("%6d %s", found[k], k)
	}
}

// told are facts of each kind that say a text wherever an article's words stand.
func told(all []string) []merge.Fact {
	var out []merge.Fact
	for i, s := range all {
		who := factwire.Entity{Name: s, Type: factwire.Company, Title: s}
		for j, f := range few() {
			f.ID = fmt.Sprintf("%04d-%d", i, j)
			f.What, f.About, f.Where = s, s, s
			f.Who = []factwire.Entity{who}
			switch f.Kind {
			case factwire.Signing:
				f.Who = append(f.Who, factwire.Entity{Name: "Norway", Type: factwire.Country, Code: "NO"})
			case factwire.Ban:
				f.Whom = []factwire.Entity{{Name: s, Type: factwire.Product}}
			case factwire.Quote:
				f.Who[0].Type = factwire.Person
				f.Who[0].Affiliation = s
			}
			f.Evidence = []factwire.Evidence{{Article: fmt.Sprint("a", i), URL: s, Title: s, Site: s, Published: "2026-01-05", Text: s, End: len(s), Rule: "rule",
				Spans: map[string][]factwire.Span{"what": {{0, len(s) / 2}}}}}
			out = append(out, f)
		}
	}
	return out
}

// read draws the facts of some texts in every view and compares what stands there. Differences that the report makes on
// purpose are counted in found by their names.
func read(t *testing.T, c *chromium, all []string, element func(where, kind string), found map[string]int) {
	t.Helper()
	p := c.open(t, save(t, told(all), Options{}))
	defer p.close()
	var got map[string][][3]string // view: text's number, place, what it reads
	p.js(&got, reading)
	var kinds [][2]string
	p.js(&kinds, "window.kinds")
	for _, k := range kinds {
		element(k[0], k[1])
	}
	p.calm()
	if len(got) != len(views)+1 {
		t.Errorf("read were %d places", len(got))
	}
	for view, texts := range got {
		if len(texts) < len(all)/3 {
			t.Errorf("%s shows %d of %d texts", view, len(texts), len(all))
		}
		for _, x := range texts {
			var i int
			fmt.Sscan(x[0], &i)
			why := differs(all, i, x[1], x[2])
			if strings.HasPrefix(why, "!") {
				t.Errorf("%s, %s: %.300q reads %.300q", view, x[1], all[i], x[2])
				why = why[1:]
			}
			found[view+": "+why]++
		}
	}
	copied(t, p.text("window.copied"), all, found)
}

// copied compares the CSV.
func copied(t *testing.T, text string, all []string, found map[string]int) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 4*len(all)+1 {
		t.Errorf("copied are %d rows: %v", len(rows), err)
		return
	}
	for _, r := range rows[1:] {
		var i int
		fmt.Sscanf(r[slices.Index(rows[0], "id")], "%d", &i)
		for _, column := range []string{"who", "what", "about", "where", "evidence", "url"} {
			s, cell := shown(all[i]), r[slices.Index(rows[0], column)]
			want, why := s, "as given"
			switch column {
			case "who":
				if r[slices.Index(rows[0], "kind")] == "signing" {
					want += "; Norway (NO)"
				}
			case "evidence":
				if want = strings.Join(strings.FieldsFunc(s, space), " "); want != s {
					why = "white space of a sentence joined"
				}
			case "url":
				if want = link(s); want != s {
					why = "no address of the web, left out"
				}
			}
			if want != "" && strings.ContainsAny(want[:1], "=+-@\t\r") {
				want, why = "'"+want, "an apostrophe before what a spreadsheet would run"
			}
			if strings.Contains(want, "\r\n") { // by the reader of this test
				want, why = strings.ReplaceAll(want, "\r\n", "\n"), "line ends"
			}
			if cell != want {
				t.Errorf("CSV, %s: %.300q reads %.300q", column, all[i], cell)
			}
			if why == "as given" && s != all[i] {
				why = "bytes that are no UTF-8 replaced"
			}
			found["CSV: "+why]++
		}
	}
}

// shown is a text in which each byte that is no UTF-8 is U+FFFD.
func shown(s string) string { return string([]rune(s)) }

// space is what JavaScript takes for white space.
func space(r rune) bool { return r != 0x85 && unicode.IsSpace(r) || r == 0xfeff }

// differs says in which way of the report's own a text stands otherwise than given, or with a "!" that it is wrong.
// The place may name a limit of length behind a "<".
func differs(all []string, i int, place, got string) string {
	want, why := shown(all[i]), "as given"
	if want != all[i] {
		why = "bytes that are no UTF-8 replaced"
	}
	switch {
	case strings.Contains(place, "quoted"):
		want = "“" + want + "”"
	case strings.Contains(place, "line"):
		line := want + ", Norway – " + want
		if want != "" {
			line += ": " + want
		}
		want = line
	}
	if got == want {
		return why
	}
	_, limit, _ := strings.Cut(place, "<")
	var most int
	fmt.Sscan(limit, &most)
	clip := func(s string) string {
		if r := []rune(s); most > 0 && len(r) > most {
			return strings.TrimRightFunc(string(r[:most-1]), space) + "…"
		}
		return s
	}
	if got == clip(want) {
		return fmt.Sprintf("cut to %d characters", most)
	}
	// Names that differ in case or white space alone are one, under the first of them.
	if strings.Contains(place, "name") {
		for _, other := range all {
			one := func(s string) string {
				return strings.ToLower(strings.Join(strings.FieldsFunc(strings.ToLower(s), space), " "))
			}
			if one(shown(other)) == one(want) && got == clip(shown(other)) {
				return "under another spelling of the name"
			}
		}
		if strings.TrimFunc(want, space) == "" && (got == "no target named" || got == "No affiliation given" || got == "") {
			return "no name"
		}
	}
	return "!wrong"
}

// reading goes through the views and returns what stands at each place that shows a text, and notes each kind of element:
// its name, class and attributes.
const reading = `(async () => {
	const out = {}, kinds = new Map();
	const cardOf = (a) => a && a.getAttribute('href').slice(3);
	const note = (where) => { for (const e of document.querySelectorAll('*')) { const k = e.localName + ' ' + (e.getAttribute('class') || '') + ' ' + [...e.attributes].map((a) => a.name).sort().join(' '); if (!kinds.has(k)) kinds.set(k, where); } };
	const go = (hash) => { history.replaceState(null, '', hash); window.dispatchEvent(new HashChangeEvent('hashchange')); };
	const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
	const put = (view, id, place, text) => { (out[view] ||= []).push([String(Number(id.slice(0, 4))), place, text]); };
	const ids = JSON.parse(document.getElementById('facts').textContent).facts.map((f) => f.id);

	go('#view=facts');
	while (document.querySelector('#view > button')) document.querySelector('#view > button').click();
	for (const r of all('.facts tbody tr')) { const a = r.querySelector('a'), id = cardOf(a); if (!id.endsWith('-0')) put('facts', id, 'who <80', r.children[2].textContent); if (id.endsWith('-3')) put('facts', id, 'quoted <180', a.textContent); }
	navigator.clipboard.writeText = (t) => { window.copied = t; return Promise.resolve(); };
	document.querySelector('.tools button').click();
	note('facts');

	for (const id of ids) {
		go('#f-' + id);
		const card = document.getElementById('card'), rows = Object.fromEntries(all('.fields tr', card).map((r) => [r.children[0].textContent, r.children[1]]));
		const bdi = (e) => e ? e.querySelector('bdi').textContent : '';
		if (rows.Where) put('card', id, 'where', bdi(rows.Where));
		if (id.endsWith('-1')) { put('card', id, 'authority', bdi(rows.Authority)); put('card', id, 'target', bdi(rows.Target)); put('card', id, 'scope', bdi(rows.Scope)); }
		if (id.endsWith('-2') && rows.What) put('card', id, 'action', bdi(rows.What));
		if (id.endsWith('-3')) { put('card', id, 'speaker', bdi(rows.Speaker)); put('card', id, 'words', bdi(rows.Words).slice(1, -1)); }
		put('card', id, 'sentence', card.querySelector('.text').textContent);
		const site = card.querySelector('.source .site'), link = card.querySelector('.source a'), title = [...card.querySelectorAll('.source bdi')].pop();
		if (site) { put('card', id, 'outlet', site.textContent); put('card', id, 'title', title.textContent); }
		if (link) put('card', id, 'address', link.getAttribute('href'));
		note('card');
	}

	go('#view=matrix');
	if (document.getElementById('whole')) document.getElementById('whole').click();
	// Cells tell which fact a row and a column are of.
	const heads = all('.matrix thead th');
	for (const r of all('.matrix tbody tr')) all('button', r).forEach((b) => {
		b.click();
		const link = document.querySelector('#card a.fact'), id = cardOf(link), col = [...r.children].indexOf(b.parentElement) - 1;
		put('matrix', id, 'name of row <28', r.children[0].textContent); put('matrix', id, 'name of row', r.children[0].title);
		put('matrix', id, 'name of column <28', heads[col].textContent); put('matrix', id, 'name of column', heads[col].title);
		document.getElementById('card').close();
	});
	note('matrix');

	go('#view=network');
	for (const g of all('.party:not([class*=s-])')) {
		g.dispatchEvent(new MouseEvent('click'));
		const links = all('#card a.fact').map(cardOf).filter((id) => id.endsWith('-0'));
		const title = g.querySelector('title').textContent.replace(/ \(company\): \d+ signings?$/, ''), text = g.querySelector('text').textContent;
		if (links.length === 1 && !title.startsWith('Norway (')) { put('network', links[0], 'name', title); put('network', links[0], g.querySelector('.on-demand') ? 'name <40' : 'name <26', text); put('network', links[0], 'name', document.querySelector('#card h2').textContent.replace(/: signings$/, '')); }
		else if (links.length > 1 && title !== 'Norway' && !title.startsWith('Norway (')) put('network', links[0], 'name', title);
		document.getElementById('card').close();
	}
	note('network');

	go('#view=voices');
	for (const d of all('#view details')) { d.open = true; d.dispatchEvent(new Event('toggle')); for (const s of all('.speaker', d)) for (const a of all('a.fact', s)) {
		const id = cardOf(a);
		put('voices', id, 'name of home', d.querySelector('summary bdi').textContent); put('voices', id, 'name of speaker', s.querySelector('h3 bdi').textContent);
		put('voices', id, 'quote', a.textContent.slice(1, -1));
	} }
	note('voices');

	go('#view=timeline');
	for (const m of all('.mark')) { const id = cardOf(m); const text = m.querySelector('title').textContent.replace(/^\S* \S+: /, ''), at = text.lastIndexOf(', Norway – '); if (at >= 0) put('timeline', id, 'name', text.slice(0, at)); }
	note('timeline');

	go('#view=summary');
	all('#deadlines button').forEach((b) => { b.click(); });
	for (const a of all('#deadlines a.fact')) { const id = cardOf(a), b = a.querySelectorAll('bdi'); put('summary', id, 'who', b[0].textContent); }
	note('summary');
	go('#view=map');
	all('.land[role=button]').forEach((l) => { l.dispatchEvent(new MouseEvent('click')); });
	for (const a of all('#card a.fact')) put('map', cardOf(a), 'line <140', a.textContent);
	note('map');
	window.kinds = [...kinds].map(([k, where]) => [where, k]);
	return out;
})()`
