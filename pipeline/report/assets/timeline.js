// The timeline: signings, bans and deadlines by date. An exact day is a dot, a vague date a bar over all the days
// that it may mean. Where the marks would be too many to tell apart, bars count them.

const LANES = kindsIn('lane');
const CROWD = 260; // marks beyond which the drawing counts
let range = null; // days shown, null for all

function timelineView() {
  const dated = shown.filter((f) => LANES.includes(f.k) && f.dd);
  const undated = shown.filter((f) => LANES.includes(f.k) && !f.dd).length;
  if (!dated.length) return h('p', null, `No dated ${joined(LANES)} among the facts shown.`);
  let lo = Infinity, hi = -Infinity;
  for (const f of dated) { lo = Math.min(lo, f.dd[0]); hi = Math.max(hi, f.dd[1]); }
  const margin = Math.max(15, Math.round((hi - lo) * 0.02));
  lo -= margin; hi += margin;
  const [a, b] = range || [lo, hi];
  const inside = dated.filter((f) => f.dd[1] >= a && f.dd[0] <= b);
  const move = (by, scale) => {
    const mid = (a + b) / 2 + by * (b - a), half = Math.max(4, ((b - a) / 2) * scale);
    range = [Math.max(lo, Math.round(mid - half)), Math.min(hi, Math.round(mid + half))];
    if (range[0] <= lo && range[1] >= hi) range = null;
    draw();
  };
  const keys = { '+': () => move(0, 0.5), '=': () => move(0, 0.5), '-': () => move(0, 2), ArrowLeft: () => move(-0.25, 1), ArrowRight: () => move(0.25, 1), 0: () => { range = null; draw(); } };
  const button = (name, sign, act) => h('button', { type: 'button', id: 'go-' + sign, 'aria-label': name, title: name, onclick: act }, sign);
  const width = Math.max(320, room());
  // On paper each lane is a drawing of its own, which fits a page.
  const lanes = LANES.filter((k) => dated.some((f) => f.k === k));
  const marked = () => (paper ? lanes.map((k) => marksOf(inside, a, b, width - 2, [k])) : marksOf(inside, a, b, width, lanes));
  const picture = h('div', null, inside.length > CROWD ? crowd(inside, a, b, width, lanes) : marked());
  rove(picture, '.mark, .bin');
  return [
    h('div', { class: 'tools' }, button('Earlier', '←', keys.ArrowLeft), button('Later', '→', keys.ArrowRight), button('Zoom in', '+', keys['+']), button('Zoom out', '−', keys['-']), button('All dates', 'All', keys[0]),
      h('span', { class: 'dim' }, ` ${isoDay(a)} to ${isoDay(b)}: ${plural(inside.length, 'fact')}` + (undated ? `; ${undated.toLocaleString('en')} without a date are not drawn` : ''))),
    h('p', { class: 'legend' }, STATUSES.map((s) => [status(s), ' ']), inside.length > CROWD ? 'Bars count facts; a vague date is spread over its days. Zoom in or filter for single facts.' : 'Dot: an exact day. Bar: some day within it.'),
    h('div', { id: 'timeline', class: 'drawing', tabindex: '0', role: 'group', 'aria-label': 'Timeline; plus and minus zoom, arrows move', onkeydown: (e) => {
      // Among the marks, arrows go from one to the next.
      if (!keys[e.key] || e.ctrlKey || e.metaKey || e.altKey || (e.key.startsWith('Arrow') && e.target.id !== 'timeline')) return;
      e.preventDefault();
      keys[e.key]();
      document.getElementById('timeline').focus();
    } }, picture),
  ];
}

// ticks are the years, quarters, months or days of a range, not more than fit.
function ticks(a, b, room) {
  const from = new Date(a * 86400000), out = [];
  const span = b - a;
  const step = span > 3000 ? [12 * Math.ceil(span / 365 / room), 'y'] : span > 900 ? [Math.max(3, 3 * Math.ceil(span / 91 / room)), 'm'] : span > 70 ? [Math.max(1, Math.ceil(span / 30 / room)), 'm'] : [Math.max(1, Math.ceil(span / room)), 'd'];
  if (step[1] === 'd') {
    for (let n = a; n <= b; n += step[0]) out.push([n, isoDay(n)]);
    return out;
  }
  let t = new Date(Date.UTC(from.getUTCFullYear(), 0, 1));
  for (let i = 0; i < 2000; i++) {
    const n = Math.round(t / 86400000);
    if (n > b) break;
    if (n >= a) out.push([n, step[1] === 'y' || t.getUTCMonth() === 0 ? String(t.getUTCFullYear()) : isoDay(n).slice(0, 7)]);
    t = new Date(Date.UTC(t.getUTCFullYear(), t.getUTCMonth() + step[0], 1));
  }
  return out;
}

function frame(a, b, width, height, left, body) {
  const x = (n) => left + ((n - a) / Math.max(1, b - a)) * (width - left - 12);
  const now = TODAY >= a && TODAY <= b ? [svg('line', { class: 'today', x1: x(TODAY), x2: x(TODAY), y1: 18, y2: height - 4 }), svg('text', { class: 'today', x: Math.min(x(TODAY), width - 22), y: height - 6, 'text-anchor': 'middle' }, 'report')] : [];
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': 'Facts by date; arrow keys move between them' },
    ticks(a, b, Math.max(3, Math.floor((width - left) / 90))).map(([n, name]) => [svg('line', { class: 'tick', x1: x(n), x2: x(n), y1: 18, y2: height - 18 }), svg('text', { class: 'tick', x: x(n), y: 12, 'text-anchor': 'middle' }, name)]),
    now, body(x));
}

function marksOf(facts, a, b, width, lanes) {
  const left = width < 600 ? 12 : 84, row = paper ? 14 : 18;
  const x0 = (n) => left + ((n - a) / Math.max(1, b - a)) * (width - left - 12);
  // Each mark takes the first row of its lane that is free where it stands.
  let top = 40;
  const under = width < 600 ? 14 : 0; // the head of a lane stands over it where it has no room beside it
  const placed = [], heads = [];
  for (const k of lanes) {
    const ends = [];
    heads.push([k, top]);
    const lane = facts.filter((f) => f.k === k).sort((p, q) => p.dd[0] - q.dd[0] || p.dd[1] - q.dd[1] || compare(p.id, q.id));
    for (const f of lane) {
      const from = Math.max(left, x0(f.dd[0]) - 6), to = Math.min(width - 2, x0(f.dd[1]) + 6);
      const name = cut(OF[f.k].report.network ? f.who : f.who + ' – ' + (f.whom || f.x || ''), 30);
      const wide = to + 4 + name.length * 7.2;
      const fits = lane.length <= 60 && wide < width;
      // The name stands after the mark, or before it where the drawing ends.
      const before = from - 4 - name.length * 7.2, turned = lane.length <= 60 && !fits && before > left;
      let r = ends.findIndex((e) => e < (turned ? before : from));
      if (r < 0) { r = ends.length; ends.push(0); }
      ends[r] = fits ? wide + 4 : to + 2;
      placed.push([f, top + 8 + under + r * row, from, to, fits || turned ? name : '', turned]);
    }
    top += Math.max(1, ends.length) * row + 30 + under;
  }
  return frame(a, b, width, top + 6, left, () => [
    heads.map(([k, y]) => [svg('line', { class: 'lane', x1: 0, x2: width, y1: y - 14, y2: y - 14 }), svg('text', { class: 'lane', x: 4, y: y + 1 }, OF[k].plural)]),
    placed.map(([f, y, from, to, name, turned]) => svg('a', { href: permalink(f.id), class: 'mark s-' + f.s, 'aria-label': `${f.k} ${f.s} ${when(f)}: ${f.who} – ${cut(headline(f), 80)}`, onclick: (e) => { e.preventDefault(); set({ fact: f.id }, true); } },
      svg('title', null, `${when(f)} ${f.s}: ${f.who} – ${cut(headline(f), 120)}`),
      f.dd[0] === f.dd[1] ? svg('circle', { cx: (from + to) / 2, cy: y, r: 5.5 }) : svg('rect', { class: 'span', x: from + 4, y: y - 4.5, width: Math.max(4, to - from - 8), height: 9, rx: 4.5 }),
      name ? svg('text', turned ? { x: from - 1, y: y + 4, 'text-anchor': 'end' } : { x: to + 3, y: y + 4 }, name) : '')),
  ]);
}

// crowd counts the facts of each stretch of time. A vague date is spread over its days: all of a year's facts on the
// first of January would be a peak that nobody reported.
function crowd(facts, a, b, width, lanes) {
  const left = width < 600 ? 12 : 84, bins = Math.max(12, Math.floor((width - left) / 14)), size = (b - a) / bins, tall = 96;
  const counts = lanes.map(() => Array.from({ length: bins }, () => ({})));
  let most = 1;
  for (const f of facts) {
    const from = Math.floor((f.dd[0] - a) / size), to = Math.floor((f.dd[1] - a) / size), part = 1 / (to - from + 1);
    for (let i = Math.max(0, from); i <= Math.min(bins - 1, to); i++) {
      const c = counts[lanes.indexOf(f.k)][i];
      c[f.s] = (c[f.s] || 0) + part;
      c.all = (c.all || 0) + part;
      most = Math.max(most, c.all);
    }
  }
  return frame(a, b, width, 40 + lanes.length * (tall + 28), left, (x) => lanes.map((k, lane) => {
    const base = 40 + lane * (tall + 28) + tall;
    return [svg('text', { class: 'lane', x: 4, y: base - tall + 1 }, OF[k].plural), svg('line', { class: 'lane', x1: 0, x2: width, y1: base, y2: base }), counts[lane].map((c, i) => {
      if (!c.all) return '';
      const from = a + i * size, to = from + size;
      let y = base;
      const name = `${isoDay(Math.floor(from))} to ${isoDay(Math.floor(to))}: about ${plural(Math.max(1, Math.round(c.all)), k)}`;
      const go = () => { range = [Math.floor(from - size), Math.ceil(to + size)]; draw(); document.getElementById('timeline').focus(); };
      return svg('g', { role: 'button', class: 'bin', 'aria-label': name + '; zoom in', onclick: go, onkeydown: press(go) }, svg('title', null, name),
        STATUSES.filter((s) => c[s]).map((s) => { const t = (c[s] / most) * (tall - 14); y -= t; return svg('rect', { class: 's-' + s, x: x(from) + 1, y, width: Math.max(2, x(to) - x(from) - 2), height: t }); }));
    })];
  }));
}
