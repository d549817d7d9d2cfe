//go:build browser

package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// TestFits wants no view wider than its screen, no name of a drawing cut off by its edge, and all tabs in sight, also with
// names and words of any length.
func TestFits(t *testing.T) {
	c := start(t)
	long := few()
	for i := range long {
		f := &long[i]
		f.What, f.About, f.Where = strings.Repeat("W", 300), strings.Repeat("long words ", 50), "here"
		f.Who = []factwire.Entity{{Name: strings.Repeat("Ministry", 30), Type: factwire.Organization, Title: strings.Repeat("T", 200)}, {Name: strings.Repeat("Of Affairs ", 30), Type: factwire.Country, Code: "NO"}}
		f.Evidence[0].Title, f.Evidence[0].URL, f.Evidence[0].Text = strings.Repeat("T", 300), "https://x.example/"+strings.Repeat("a", 500), strings.Repeat("S", 500)
		if f.Kind == factwire.Ban {
			f.Whom = f.Who
		}
	}
	for name, facts := range map[string][]merge.Fact{"400 facts": many(400), "long names": long} {
		file := save(t, facts, Options{Title: "Facts", Since: "2026-01-01"})
		p := c.open(t, file)
		for _, width := range []int{1440, 1024, 390} {
			p.size(width, 900)
			for _, hash := range append(hashes(), "#f-"+facts[0].ID, "#view=map&map=outlines&area=europe") {
				p.visit(file + hash)
				if got := p.text(`(() => {
					const out = [], wide = innerWidth;
					if (document.documentElement.scrollWidth > wide) out.push('the page is ' + document.documentElement.scrollWidth + ' wide');
					for (const e of document.querySelectorAll('body *')) {
						if (!e.checkVisibility() || e.closest('svg, .scroll, .name, .skip, option')) continue;
						const r = e.getBoundingClientRect();
						if (r.width && (r.right > wide + 1 || r.left < -1)) out.push(e.nodeName + '.' + e.className + ' reaches from ' + Math.round(r.left) + ' to ' + Math.round(r.right));
					}
					for (const e of document.querySelectorAll('#view svg text')) {
						const r = e.getBoundingClientRect(), box = e.ownerSVGElement.getBoundingClientRect();
						if (e.checkVisibility() && r.width && (r.left < box.left - 1 || r.right > box.right + 1 || r.bottom > box.bottom + 1)) out.push('the drawing cuts off ' + e.textContent.slice(0, 30));
					}
					return out.slice(0, 3).join(', ');
				})()`); got != "" {
					t.Errorf("%s, %s at %d: %s", name, hash, width, got)
				}
			}
		}
		p.close()
	}
}

// TestNetwork wants parties apart from each other and within the drawing, whatever ties them; a name over no other name; an
// instrument of many parties as a mark of its own; and, with a filter, the parties that it is about.
func TestNetwork(t *testing.T) {
	signing := func(id int, names ...string) merge.Fact {
		f := few()[0]
		f.ID, f.Who = fmt.Sprintf("id-%d", id), nil
		for _, n := range names {
			f.Who = append(f.Who, factwire.Entity{Name: n, Type: factwire.Company})
		}
		return f
	}
	c := start(t)
	for _, n := range []int{1, 2, 3, 25, 100, 150} {
		facts := []merge.Fact{signing(0, "Party 0", "Alone")}
		for i := 1; i < n; i++ {
			facts = append(facts, signing(i, fmt.Sprint("Party ", i/3), fmt.Sprint("Party ", i)))
		}
		p := c.open(t, save(t, facts, Options{})+"#view=network")
		var got struct {
			Parties, Named int
			Wrong          string
		}
		p.js(&got, `(() => {
			const box = document.querySelector('.drawing svg').getBoundingClientRect(), wrong = [];
			const parties = [...document.querySelectorAll('.party')], mid = (e) => { const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; };
			const at = parties.map((g) => mid(g.querySelector('rect'))), names = [...document.querySelectorAll('.party text:not(.on-demand)')].map((e) => e.getBoundingClientRect());
			at.forEach((a, i) => { if (a[0] < box.left || a[0] > box.right || a[1] < box.top || a[1] > box.bottom) wrong.push('outside'); at.forEach((b, j) => { if (i < j && Math.hypot(a[0] - b[0], a[1] - b[1]) < 8) wrong.push('on each other'); }); });
			names.forEach((a, i) => { if (a.left < box.left || a.right > box.right) wrong.push('a name is cut'); names.forEach((b, j) => { if (i < j && a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 4 && b.top < a.bottom - 4) wrong.push('names overlap'); }); });
			return { Parties: parties.length, Named: names.length, Wrong: [...new Set(wrong)].join(', ') };
		})()`)
		if got.Parties != min(n+1, 100) || got.Wrong != "" || got.Named < got.Parties*3/4 {
			t.Errorf("of %d parties %d are drawn and %d named: %s", n+1, got.Parties, got.Named, got.Wrong)
		}
		p.close()
	}
	facts := []merge.Fact{signing(0, "Small one", "Small two"), signing(1, "Quad A", "Quad B", "Quad C", "Quad D")}
	for i := range 200 {
		facts = append(facts, signing(i+2, fmt.Sprint("Party ", i), fmt.Sprint("Party ", i+1)))
	}
	p := c.open(t, save(t, facts, Options{})+"#view=network&q=small")
	p.wait("document.querySelectorAll('.party').length === 2 && document.querySelectorAll('.tie').length === 1")
	p.click(".tie")
	p.wait("document.getElementById('card').open && document.getElementById('card').innerText.includes('Small one – Small two')")
	p.visit(p.text("location.href.replace(/#.*/, '')") + "#view=network&q=quad")
	p.js(nil, "document.querySelector('.party[class*=s-]').dispatchEvent(new MouseEvent('click'))")
	p.wait("location.hash.startsWith('#f-id-1')")
}

// TestMap gives every country a fact: each can be seen on the map of the world, and on that of a part each is drawn or
// named below.
func TestMap(t *testing.T) {
	var facts []merge.Fact
	for code := range codes() {
		f := few()[0]
		f.ID, f.Who = "id-"+code, []factwire.Entity{{Name: "Land " + code, Type: factwire.Country, Code: code}}
		facts = append(facts, f)
	}
	file := save(t, facts, Options{})
	p := start(t).open(t, file+"#view=map")
	for _, area := range []string{"", "africa", "asia", "europe", "north-america", "oceania", "south-america"} {
		if area != "" {
			p.choose("#area", area)
			p.wait("location.hash.includes(%s)", "area="+area)
		}
		var drawn, below int
		p.js(&drawn, "document.querySelectorAll('.land[role=button]').length")
		p.js(&below, "document.querySelectorAll('.elsewhere button').length")
		if drawn+below != len(facts) || area == "" && below > 0 || area != "" && (drawn < 15 || below < 50) {
			t.Errorf("part %q: %d countries drawn, %d named below", area, drawn, below)
		}
		if got := p.text(`(() => {
			const out = [], box = document.querySelector('.map').getBoundingClientRect(), dots = [...document.querySelectorAll('.land circle')];
			for (const l of document.querySelectorAll('.land[role=button]')) {
				const r = l.getBoundingClientRect(), x = box.left + Number(l.dataset.x), y = box.top + Number(l.dataset.y);
				if (Math.min(r.width, r.height) < 3 || x < box.left || x > box.right || y < box.top || y > box.bottom) out.push(l.dataset.code + ' cannot be seen');
			}
			const at = dots.map((d) => [d.cx, d.cy, d.r].map((v) => v.baseVal.value));
			at.forEach((a, i) => at.forEach((b, j) => { if (i < j && Math.hypot(a[0] - b[0], a[1] - b[1]) < a[2] + b[2] - 0.1) out.push('dots overlap'); }));
			return [...new Set(out)].join(', ');
		})()`); got != "" {
			t.Errorf("part %q: %s", area, got)
		}
	}
	p.visit(file + "#view=map&map=squares")
	var squares int
	p.js(&squares, "document.querySelectorAll('.tile[role=button]').length")
	if squares != len(facts) {
		t.Errorf("%d squares", squares)
	}
	p.size(390, 800)
	p.visit(file + "#view=map")
	p.js(&squares, "document.querySelectorAll('.tile[role=button]').length")
	if squares != len(facts) {
		t.Errorf("%d squares on a narrow screen", squares)
	}
}
