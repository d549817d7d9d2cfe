// The map: countries in the colour of the status of what was reported of them last. Those that act are one map, those
// that are acted upon another: a country that bars differs from one that is barred.

const ROLES = [['', 'act or are named'], ['acts', 'act: sign, bar, are bound, speak'], ['target', 'are barred, or their firms are']];

// homes are the codes of entities: their own, or that of the country which they belong to.
const homes = (list) => new Set((list || []).map((i) => ENTITIES[i]).map((e) => e.code || (/^[A-Z]{2}$/.test(e.affiliation || '') ? e.affiliation : '')).filter(Boolean));

// onMap are the codes that a fact colours.
function onMap(f) {
  if (state.role === 'acts') return homes(f.w);
  if (state.role === 'target') return homes(f.m);
  return new Set([...homes(f.w), ...homes(f.m)]);
}

function mapView() {
  // Quotes are all "done"; they would paint over what is known of bans and signings. Alone they have the map.
  const quotesToo = state.kind.length > 0 && state.kind.every((k) => k === 'quote');
  const counted = shown.filter((f) => quotesToo || f.k !== 'quote');
  const of = new Map();
  let nowhere = 0;
  for (const f of counted) {
    const codes = onMap(f);
    if (!codes.size) nowhere++;
    for (const c of codes) { if (!of.has(c)) of.set(c, []); of.get(c).push(f); }
  }
  const role = h('label', { class: 'field' }, h('span', null, 'Countries that'), h('select', { id: 'role', onchange: (e) => set({ role: e.target.value }) },
    ROLES.map(([id, name]) => h('option', { value: id, selected: state.role === id }, name))));
  const tools = h('div', { class: 'tools' }, role);
  if (!of.size) return [tools, h('p', null, 'No signing, ban or deadline of a country among the facts shown.')];
  const rows = [...of].map(([code, facts]) => ({ code, facts, now: latest(facts).s })).sort((a, b) => b.facts.length - a.facts.length || compare(label(a.code), label(b.code)));
  const drawn = new Set();
  const picture = tiles(of, drawn);
  const off = rows.filter((r) => !drawn.has(r.code));
  const open = (r) => showList(label(r.code), r.facts);
  return [
    tools,
    h('p', { class: 'legend' }, STATUSES.map((s) => [status(s), ' ']), 'The colour is the status of the latest report. One square a country; the figure counts its facts. ' +
      (quotesToo ? '' : 'Quotes are left out. ') + (nowhere ? plural(nowhere, 'fact') + ' of no country ' + (nowhere === 1 ? 'is' : 'are') + ' not drawn.' : '')),
    picture,
    off.length ? h('p', null, 'Without a square: ', off.map((r, i) => [i ? ', ' : '', h('button', { type: 'button', class: 'number', onclick: () => open(r) }, words(label(r.code)) , ` (${r.facts.length})`)])) : '',
    h('details', null, h('summary', null, 'The same as a table'), h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Countries by status' }, h('table', { class: 'counts' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Country'), h('th', { scope: 'col' }, 'now'), STATUSES.map((s) => h('th', { scope: 'col' }, status(s))))),
      h('tbody', null, rows.map((r) => h('tr', null,
        h('th', { scope: 'row' }, h('button', { type: 'button', class: 'number', onclick: () => open(r) }, words(label(r.code)))), h('td', null, status(r.now)),
        STATUSES.map((s) => h('td', null, r.facts.filter((f) => f.s === s).length || '–')))))))),
  ];
}

// tiles draws the squares and notes which codes have one.
function tiles(of, drawn) {
  const room = Math.min(1360, document.getElementById('view').clientWidth || 1000);
  const narrow = room < 700, across = narrow ? 10 : 30;
  const size = Math.min(narrow ? 44 : 40, Math.floor((room - 24) / across)), gap = 2;
  const out = [];
  let down = 0, deepest = 0;
  for (const p of PARTS) {
    const x0 = 10 + (narrow ? 0 : p.column * size), y0 = narrow ? down + 26 : 26 + p.row * size;
    out.push(svg('text', { class: 'part', x: x0 + (p.rows[0].startsWith('..') && !narrow ? size : 0), y: y0 - 8 }, p.name));
    p.rows.forEach((r, j) => r.split(' ').forEach((code, i) => {
      if (code === '..') return;
      drawn.add(code);
      out.push(tile(code, of.get(code), x0 + i * size, y0 + j * size, size - gap));
    }));
    down = y0 + p.rows.length * size + 8;
    deepest = Math.max(deepest, down);
  }
  const width = 20 + across * size;
  const picture = svg('svg', { viewBox: `0 0 ${width} ${deepest}`, width, height: deepest, role: 'group', 'aria-label': 'Map of countries; arrow keys move between those with facts' }, out);
  rove(picture, '.tile[role=button]');
  return h('div', { class: 'drawing map' }, picture);
}

function tile(code, facts, x, y, size) {
  const name = country(code);
  const small = size < 28;
  const at = (dy, text, attributes) => svg('text', { x: x + size / 2, y: y + dy, 'text-anchor': 'middle', ...attributes }, text);
  if (!facts) {
    return svg('g', { class: 'tile none', 'aria-hidden': 'true' }, svg('title', null, name), svg('rect', { x, y, width: size, height: size, rx: 3 }), at(size / 2 + 4, code, { 'font-size': small ? 8 : 10 }));
  }
  const now = latest(facts).s, open = () => showList(label(code), facts);
  const text = `${label(code)}: ${now}, ${plural(facts.length, 'fact')}`;
  return svg('g', { class: 'tile s-' + now, role: 'button', 'data-code': code, 'aria-label': text + '; open', onclick: open, onkeydown: press(open) },
    svg('title', null, text), svg('rect', { x, y, width: size, height: size, rx: 3 }),
    at(size / 2 - (small ? 0 : 2), code, { class: 'code' }), at(size - (small ? 2 : 5), SIGN[now] + ' ' + (facts.length > 999 ? '1k+' : facts.length), { class: 'n' }));
}
