//go:build browser

package report

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// TestAccess looks at every view and an open card as assistive technology does.
func TestAccess(t *testing.T) {
	file := save(t, many(400), Options{Since: "2026-01-01"})
	p := start(t).open(t, file)
	var card string
	p.js(&card, "JSON.parse(document.getElementById('facts').textContent).facts[0].id")
	for _, hash := range append(hashes(), "#f-"+card, "#view=map&map=squares") {
		p.visit(file + hash)
		p.js(nil, "document.querySelectorAll('#view details').forEach((d) => { d.open = true; })")
		if got := p.text(headings); got != "" {
			t.Errorf("%s: %s", hash, got)
		}
		roles := p.nameless(hash)
		for _, r := range []string{"main", "banner", "contentinfo", "search"} {
			// An open card makes all else inert.
			if !strings.HasPrefix(hash, "#f-") && roles[r] != 1 {
				t.Errorf("%s has %d landmarks %s", hash, roles[r], r)
			}
		}
		if strings.HasPrefix(hash, "#f-") != (roles["dialog"] == 1) {
			t.Errorf("%s has %d dialogs", hash, roles["dialog"])
		}
	}
}

func hashes() []string {
	var out []string
	for _, v := range views {
		out = append(out, "#view="+v)
	}
	return out
}

// headings tells where the levels of the headings begin below the first or skip one.
const headings = `(() => {
	const out = [];
	let last = document.getElementById('card').open ? 1 : 0; // a card begins with its own second level
	const within = last ? document.getElementById('card') : document;
	const all = [...within.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((e) => e.checkVisibility());
	for (const e of all) {
		const level = Number(e.localName[1]);
		if (level > last + 1) out.push(e.localName + ' "' + e.textContent.slice(0, 40) + '" after level ' + last);
		last = level;
	}
	if (!all.length) out.push('no heading');
	return out.join(', ');
})()`

// nameless reports what acts or holds parts and has no name, and counts the nodes of each role.
func (p *tab) nameless(where string) map[string]int {
	p.t.Helper()
	named := " button link searchbox textbox combobox checkbox tab option Date tabpanel tablist dialog region group img search navigation columnheader rowheader table "
	var tree struct {
		Nodes []struct {
			Ignored    bool
			Role, Name struct{ Value any }
			BackendDOM int `json:"backendDOMNodeId"`
		}
	}
	p.call("Accessibility.getFullAXTree", nil, &tree)
	roles := map[string]int{}
	for _, n := range tree.Nodes {
		role := fmt.Sprint(n.Role.Value)
		if n.Ignored {
			continue
		}
		roles[role]++
		if name, _ := n.Name.Value.(string); strings.TrimSpace(name) == "" && strings.Contains(named, " "+role+" ") {
			var node struct{ OuterHTML string }
			p.call("DOM.getOuterHTML", object{"backendNodeId": n.BackendDOM}, &node)
			if strings.HasPrefix(node.OuterHTML, "<details") { // its summary names it
				continue
			}
			p.t.Errorf("%s: a %s has no name: %.120s", where, role, node.OuterHTML)
		}
	}
	if len(roles) < 10 {
		p.t.Errorf("%s: the tree has roles %v alone", where, roles)
	}
	return roles
}

// TestFocus goes through each view by the tab key, and wants to see at every stop where it is.
func TestFocus(t *testing.T) {
	file := save(t, many(400), Options{Since: "2026-01-01"})
	p := start(t).open(t, file)
	for _, scheme := range []string{"light", "dark"} {
		p.media("screen", scheme)
		for _, hash := range hashes() {
			p.visit(file + hash)
			stops, seen, last := 0, map[string]bool{}, ""
			for range 80 {
				p.keys("Tab")
				var s struct{ Where, Mark string }
				p.js(&s, focused)
				if s.Where == last { // a date has parts
					continue
				}
				if s.Where == "BODY" || seen[s.Where] { // once round
					break
				}
				last = s.Where
				seen[s.Where] = true
				stops++
				if s.Mark != "" {
					t.Errorf("%s, %s: %s: %s", hash, scheme, s.Where, s.Mark)
				}
			}
			if stops < 15 {
				t.Errorf("%s, %s: the tab key stops %d times", hash, scheme, stops)
			}
		}
	}
}

// focused names the focused element and says what its mark lacks: an outline, or for a land the ring over its border,
// that is two pixels wide and stands out from what lies round it.
var focused = `(() => {` + colours + `
	const e = document.activeElement, c = getComputedStyle(e);
	if (e === document.body) return { where: 'BODY', mark: '' };
	const where = e.nodeName + (e.id && '#' + e.id) + ' ' + (e.getAttribute('aria-label') || e.getAttribute('name') || '') + (e.value || '') + e.textContent.slice(0, 30) + Math.round(e.getBoundingClientRect().top + scrollY);
	let style = c.outlineStyle, width = parseFloat(c.outlineWidth), colour = c.outlineColor;
	if (e.matches('.land')) {
		const dot = e.querySelector('circle'), ring = dot || document.querySelector('.ring');
		style = dot || ring.getAttribute('d') ? 'solid' : 'none';
		width = parseFloat(getComputedStyle(ring).strokeWidth);
		colour = getComputedStyle(ring).stroke;
	}
	let mark = style === 'none' || width < 2 ? 'no outline' : '';
	if (!mark && style !== 'auto') { const r = contrast(over(colour, behind(e.parentElement)), behind(e.parentElement)); if (r < 3) mark = 'an outline of contrast ' + r.toFixed(1); }
	if (e.matches('.skip') && e.getBoundingClientRect().left < 0) mark = 'out of sight';
	return { where, mark };
})()`

// colours are functions for the contrast ratio of WCAG 2.2: contrast(a, b) of two opaque colours; over(a, b), a colour
// laid over an opaque one; behind(e), what lies behind the text of an element.
const colours = `
	const parse = (s) => { const m = s.match(/rgba?\(([^)]*)\)/); if (!m) throw Error('colour ' + s); const n = m[1].split(/[ ,\/]+/).map(Number); return [n[0], n[1], n[2], n.length > 3 ? n[3] : 1]; };
	const over = (s, under, opacity = 1) => { const c = typeof s === 'string' ? parse(s) : s, a = c[3] * opacity; return [0, 1, 2].map((i) => c[i] * a + under[i] * (1 - a)).concat(1); };
	const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
	const behind = (e) => { const chain = []; for (let n = e; n; n = n.parentElement) chain.push(n);
		return chain.reverse().reduce((under, n) => over(getComputedStyle(n).backgroundColor, under), [255, 255, 255, 1]); };
`

// TestContrast computes the contrast of every text with what lies behind it, at least 4.5 (3 for large text), and of
// what is drawn and of the borders of fields with what lies round them, at least 3, in both colour schemes.
func TestContrast(t *testing.T) {
	facts := many(400)
	file := save(t, facts, Options{Since: "2026-01-01", Changes: map[string]Change{facts[0].ID: {Was: "done", Lines: []string{"date: a → b"}}}, Gone: []string{"one"}})
	p := start(t).open(t, file)
	for _, scheme := range []string{"light", "dark"} {
		p.media("screen", scheme)
		for _, hash := range append(hashes(), "#f-"+facts[0].ID, "#view=map&map=squares", "#view=map&area=europe") {
			p.visit(file + hash)
			p.js(nil, "document.querySelectorAll('#view details').forEach((d) => { d.open = true; })")
			var got struct {
				Texts, Drawn int
				Low          []string
			}
			p.js(&got, faint)
			for _, l := range got.Low {
				t.Errorf("%s, %s: %s", hash, scheme, l)
			}
			if got.Texts < 20 {
				t.Errorf("%s, %s: %d texts looked at", hash, scheme, got.Texts)
			}
			t.Logf("%s, %s: %d texts and %d drawn parts", hash, scheme, got.Texts, got.Drawn)
		}
	}
}

var faint = `(() => {` + colours + `
	const low = new Map(), round = document.getElementById('card').open ? document.getElementById('card') : document.body;
	let texts = 0, drawn = 0;
	const note = (what, e, r, least) => { if (r < least - 0.005) { const k = what + ' ' + e.nodeName + '.' + (e.getAttribute('class') || '') + ' in .' + (e.parentElement.getAttribute('class') || e.parentElement.id); if (!low.has(k)) low.set(k, k + ': ' + r.toFixed(2) + ' "' + e.textContent.slice(0, 30) + '"'); } };
	const walk = document.createTreeWalker(round, NodeFilter.SHOW_TEXT);
	for (let n = walk.nextNode(); n; n = walk.nextNode()) {
		const e = n.parentElement, c = getComputedStyle(e);
		if (!n.data.trim() || !e.checkVisibility() || e.closest('title, script, style, option, noscript, .name') || c.display === 'none') continue;
		texts++;
		let back = behind(e), ink = c.color;
		if (e.ownerSVGElement) {
			// A drawn text stands on its halo, else on the shape that it is grouped with, else on the drawing.
			ink = c.fill;
			const shape = e.parentElement.localName === 'g' && [...e.parentElement.querySelectorAll('rect, circle, path')].pop(), on = shape && shape.getBoundingClientRect(), r = e.getBoundingClientRect();
			if (c.stroke !== 'none' && parseFloat(c.strokeWidth) >= 3) back = over(c.stroke, back);
			else if (shape && on.left <= r.left + r.width / 2 && on.right >= r.left + r.width / 2 && on.top <= r.top + r.height / 2 && on.bottom >= r.top + r.height / 2) back = over(getComputedStyle(shape).fill, back);
		}
		const size = parseFloat(c.fontSize), large = size >= 24 || (size >= 18.66 && Number(c.fontWeight) >= 700);
		note('text', e, contrast(over(ink, back), back), large ? 3 : 4.5);
	}
	for (const e of document.querySelectorAll('#c-q')) note('placeholder', e, contrast(over(getComputedStyle(e, '::placeholder').color, behind(e)), behind(e)), 4.5);
	for (const e of round.querySelectorAll('input:not([type=checkbox]), select, textarea')) {
		if (!e.checkVisibility()) continue;
		drawn++;
		note('border', e, contrast(over(getComputedStyle(e).borderTopColor, behind(e.parentElement)), behind(e.parentElement)), 3);
	}
	for (const e of round.querySelectorAll('.mark circle, .mark rect, .bin rect, .tie, .party circle, .party rect, .party path, .land path, .land circle, .tile[role=button] rect, line.today, .cell')) {
		const c = getComputedStyle(e), back = behind(e.closest('.drawing') || e.parentElement);
		// What is hollow or woven shows by its border.
		const hollow = e.matches('line, .mark.s-proposed *, .tile.s-proposed *') || c.fill.startsWith('url');
		const fill = e.matches('.cell') ? (c.boxShadow === 'none' ? c.backgroundColor : c.boxShadow) : hollow ? c.stroke : c.fill;
		drawn++;
		note('shape', e, contrast(over(fill, back, Number(c.opacity)), back), 3);
	}
	return { texts, drawn, low: [...low.values()] };
})()`

// TestStill wants nothing to move for those who ask for that.
func TestStill(t *testing.T) {
	file := save(t, few(), Options{})
	p := start(t).open(t, file)
	p.call("Emulation.setEmulatedMedia", object{"features": []object{{"name": "prefers-reduced-motion", "value": "reduce"}}}, nil)
	for _, hash := range append(hashes(), "#f-0000000000000002") {
		p.visit(file + hash)
		if got := p.text(`[...document.querySelectorAll('*')].filter((e) => { const c = getComputedStyle(e);
			return parseFloat(c.transitionDuration) > 0 || c.animationName !== 'none' || c.scrollBehavior === 'smooth'; }).map((e) => e.nodeName).join(', ')`); got != "" {
			t.Errorf("%s: %s move", hash, got)
		}
	}
}

// TestPrint looks at each view as a printer does, and prints it.
func TestPrint(t *testing.T) {
	facts := many(400)
	facts[0].Evidence[0].URL = "https://printed.example/address"
	file := save(t, facts, Options{Since: "2026-01-01"})
	p := start(t).open(t, file)
	p.size(1440, 1000)
	for _, hash := range append(hashes(), "#f-"+facts[0].ID) {
		p.media("screen", "light")
		p.visit(file + hash + "&kind=signing,ban,deadline,quote&conf=0.5")
		p.media("print", "light")
		p.js(nil, "window.dispatchEvent(new Event('beforeprint'))")
		if got := p.text(`[...document.querySelectorAll('input, select, [role=tab], .skip, button')].filter((e) => e.checkVisibility() && !e.matches('.cell, .sort, .number')).map((e) => e.nodeName + ' ' + e.textContent).join(', ')`); got != "" {
			t.Errorf("%s: printed are %s", hash, got)
		}
		if got := p.text("[...document.querySelectorAll('#view details')].filter((d) => !d.open || d.childElementCount < 2).length"); got != "0" {
			t.Errorf("%s: %s parts are printed closed", hash, got)
		}
		// What is taller than a page is cut, and a modal card stands on one page alone.
		if got := p.text("[...document.querySelectorAll('#view svg')].filter((e) => e.getBoundingClientRect().height > 1000).length"); got != "0" {
			t.Errorf("%s: %s drawings are taller than a page", hash, got)
		}
		if strings.HasPrefix(hash, "#f-") {
			if p.text("document.getElementById('card').open && !document.getElementById('card').matches(':modal')") != "true" {
				t.Error("a card is printed as a modal one")
			}
			if got := p.text("getComputedStyle(document.querySelector('#card .source a'), '::after').content"); !strings.Contains(got, "href") && !strings.Contains(got, "https://") {
				t.Errorf("%s: the address of an article is not printed: %s", hash, got)
			}
			if p.text("document.querySelector('h1').checkVisibility()") != "false" {
				t.Error("a card is printed with the page behind it")
			}
		} else {
			text := p.text("document.body.innerText")
			for _, want := range []string{"400 facts", "Shown are facts of kind: signing, ban, deadline, quote; confidence from 0.5"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s: the print does not say %q", hash, want)
				}
			}
			if name := p.text("document.querySelector('[role=tab][aria-selected=true]').textContent"); name != "Summary" && !strings.Contains(text, name) {
				t.Errorf("%s: the print does not say which view it is", hash)
			}
		}
		p.media("print", "dark")
		var seen struct{ Low []string }
		p.js(&seen, faint)
		if len(seen.Low) > 0 || p.text("getComputedStyle(document.documentElement).backgroundColor") != "rgb(255, 255, 255)" {
			t.Errorf("%s: printed from a dark screen are %q", hash, seen.Low)
		}
		// A sheet is 720 pixels wide between its margins.
		p.size(720, 1000)
		if got := p.text(`[...document.querySelectorAll('#view *')].filter((e) => e.checkVisibility() && !e.closest('.name') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.nodeName + '.' + (e.getAttribute('class') || '') + ' ' + Math.round(e.getBoundingClientRect().right)).slice(0, 3).join(', ')`); got != "" {
			t.Errorf("%s: the paper cuts off %s", hash, got)
		}
		p.js(nil, "window.dispatchEvent(new Event('afterprint'))")
		if strings.HasPrefix(hash, "#f-") && p.text("document.getElementById('card').matches(':modal')") != "true" {
			t.Error("after the print the card is no modal one")
		}
		p.size(1440, 1000)
		p.media("screen", "light")
		p.js(nil, "window.asked = 0; window.addEventListener('beforeprint', () => window.asked++)")
		var pdf struct{ Data string }
		p.call("Page.printToPDF", object{"printBackground": false, "paperWidth": 8.27, "paperHeight": 11.69}, &pdf)
		b, err := base64.StdEncoding.DecodeString(pdf.Data)
		if err != nil || !strings.HasPrefix(string(b), "%PDF-") || len(b) < 5000 {
			t.Errorf("%s: printed to %d bytes, %v", hash, len(b), err)
		}
		if p.text("window.asked") != "1" {
			t.Errorf("%s: the page was not told that it is printed", hash)
		}
	}
}
