// The world in outlines, or a part of it. A country too small to see has a dot where it lies, which moves aside where
// another dot stands already.

// AREAS are boxes of the map, in units of OUTLINES: left, top, width, height.
const AREAS = [
  { id: '', name: 'the world', box: [-20, -10, 4040, 1770] },
  { id: 'africa', name: 'Africa', box: [1596, 418, 927, 1066] },
  { id: 'asia', name: 'Asia', box: [2090, 202, 1320, 927] },
  { id: 'europe', name: 'Europe', box: [1645, 62, 701, 410] },
  { id: 'north-america', name: 'North America', box: [548, 73, 960, 788] },
  { id: 'oceania', name: 'Oceania', box: [3050, 845, 950, 792] },
  { id: 'south-america', name: 'South America', box: [900, 771, 640, 957] },
];

// world draws the outlines and notes which codes can be seen.
function world(of, drawn) {
  const [left, top, wide, tall] = AREAS.find((a) => a.id === state.area).box;
  const width = room() - 2, height = Math.round(Math.min(780, (width * tall) / wide));
  const scale = Math.min(width / wide, height / tall);
  const box = [left + wide / 2 - width / scale / 2, top + tall / 2 - height / scale / 2, width / scale, height / scale];
  const at = ([x, y]) => [(x - box[0]) * scale, (y - box[1]) * scale];
  const transform = `scale(${scale.toFixed(5)}) translate(${-box[0].toFixed(2)} ${-box[1].toFixed(2)})`;
  const outline = (path) => svg('path', { d: path, transform, 'fill-rule': 'evenodd' });
  const bare = [], lands = [], dots = [], taken = [];
  for (const [code, [x, y, r, path]] of Object.entries(OUTLINES)) {
    if (!of.has(code)) bare.push(path ? svg('g', null, svg('title', null, country(code)), outline(path)) : svg('circle', { cx: at([x, y])[0], cy: at([x, y])[1], r: 1.2 }));
  }
  const fullest = fullestOf(of);
  const most = [...of].filter(([code]) => Object.hasOwn(OUTLINES, code)).sort((a, b) => b[1].length - a[1].length || compare(a[0], b[0]));
  for (const [code, facts] of most) {
    const [, , , path] = OUTLINES[code], seen = sight(OUTLINES[code], box, 8 / scale);
    if (!seen) { if (path) bare.push(svg('g', null, outline(path))); continue; }
    drawn.add(code);
    const now = latest(facts).s, [x, y] = at(seen), r = seen[2] * scale, open = () => showList(label(code), facts);
    const name = `${label(code)}: ${now}, ${plural(facts.length, 'fact')}`;
    const g = svg('g', { class: 'land s-' + now, role: 'button', 'data-code': code, 'data-x': x.toFixed(1), 'data-y': y.toFixed(1), 'aria-label': name + '; open', onclick: open, onkeydown: press(open) },
      svg('title', null, name), path ? outline(path) : '');
    const n = SIGN[now] + ' ' + (facts.length > 999 ? '1k+' : facts.length);
    if (r >= 22) add(g, [svg('text', { class: 'code', x, y: y - 1 }, code), svg('text', { class: volume(facts.length, fullest), x, y: y + 13 }, n)]);
    else if (r >= 13) add(g, svg('text', { class: volume(facts.length, fullest), x, y: y + 4 }, n));
    if (r < 3) dots.push([g, code, x, y, now]);
    else lands.push(g);
  }
  for (const [g, code, x, y, now] of dots) {
    const r = code === 'EU' ? 11 : 7, [dx, dy] = aside(x, y, r, taken);
    taken.push([dx, dy, r]);
    g.dataset.x = dx.toFixed(1);
    g.dataset.y = dy.toFixed(1);
    add(g, [dx === x && dy === y ? '' : svg('line', { x1: x, y1: y, x2: dx, y2: dy }), svg('circle', { cx: dx, cy: dy, r }), svg('text', { class: 'in', x: dx, y: dy + 3.5 }, code === 'EU' ? 'EU' : SIGN[now])]);
  }
  // The border of the focused land is drawn over its neighbours.
  const ring = svg('path', { class: 'ring', transform, 'aria-hidden': 'true' });
  const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': 'Map of countries; arrow keys move between those with facts',
    onfocusin: (e) => { const p = e.target.querySelector('path'); ring.setAttribute('d', p && e.target.matches(':focus-visible') ? p.getAttribute('d') : ''); }, onfocusout: () => ring.setAttribute('d', '') },
  svg('defs', null, STATUSES.slice(1).map((s) => weave(s, scale))), svg('g', { class: 'bare', 'aria-hidden': 'true' }, bare), lands, ring, dots.map(([g]) => g));
  rove(picture, '.land');
  const swatch = (s) => svg('svg', { class: 'swatch', width: 16, height: 12, 'aria-hidden': 'true' }, svg('g', { class: 'land s-' + s }, svg('path', { d: `M0,0h${16 / scale}v${12 / scale}h${-16 / scale}z`, transform: `scale(${scale})` })));
  return [h('p', { class: 'legend' }, STATUSES.map((s) => [h('span', { class: 'whole' }, swatch(s), status(s)), ' '])), h('div', { class: 'drawing map' }, picture)];
}

// aside is the place nearest to a point, on a spiral round it, where a dot covers no other.
function aside(x, y, r, taken) {
  const free = (p) => taken.every((t) => Math.hypot(p[0] - t[0], p[1] - t[1]) > r + t[2]);
  let p = [x, y];
  for (let i = 1; i < 2000 && !free(p); i++) p = [x + 1.5 * Math.sqrt(i) * Math.cos(i * 2.4), y + 1.5 * Math.sqrt(i) * Math.sin(i * 2.4)];
  return p;
}

// weave is the pattern of a status, so that lands differ without their colours: stripes, dots, a lattice.
function weave(s, scale) {
  const lines = { proposed: 'M-1,1l2-2M0,6l6-6M5,7l2-2', negated: 'M1.5,3h3', reversed: 'M0,3h6M3,0v6' };
  return svg('pattern', { id: 'weave-' + s, class: 's-' + s, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: `scale(${1 / scale})` }, svg('rect', { width: 6, height: 6 }), svg('path', { d: lines[s] }));
}

// sight is where the mark of a land stands in a box, a margin from its edge, and how far from the border; null if the box shows nothing of it.
function sight([x, y, r, path], [left, top, wide, tall], margin) {
  const inside = (p) => p[0] > left + margin && p[0] < left + wide - margin && p[1] > top + margin && p[1] < top + tall - margin;
  if (inside([x, y])) return [x, y, r];
  if (!path) return null;
  const rings = ringsOf(path);
  let best = null;
  for (let i = 1; i < 24; i++) {
    for (let j = 1; j < 16; j++) {
      const p = [left + (wide * i) / 24, top + (tall * j) / 16];
      if (!rings.reduce((odd, ring) => odd !== holds(ring, p), false)) continue;
      const room = Math.min(p[0] - left, left + wide - p[0], p[1] - top, top + tall - p[1], ...rings.flat().map((q) => Math.hypot(p[0] - q[0], p[1] - q[1])));
      if (!best || room > best[2]) best = [...p, room];
    }
  }
  return best;
}

// ringsOf reads a path of OUTLINES: a point, then steps.
function ringsOf(path) {
  return path.split('M').slice(1).map((part) => {
    const n = part.match(/-?\d+/g).map(Number), ring = [[n[0], n[1]]];
    for (let i = 2; i < n.length; i += 2) { const [x, y] = ring[ring.length - 1]; ring.push([x + n[i], y + n[i + 1]]); }
    return ring;
  });
}

function holds(ring, [x, y]) {
  let odd = false;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length];
    if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  });
  return odd;
}
