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

// volume is the class of a country's figure, which grows with its facts in four steps: by their logarithms, so that what is told little of is
// still seen. Fullest is how many facts the country has that has most.
const volume = (n, fullest) => 'v' + Math.min(4, 1 + Math.floor((4 * Math.log(n)) / Math.log(Math.max(fullest, 2))));
const fullestOf = (of) => Math.max(...[...of.values()].map((facts) => facts.length));

function mapView() {
  // Quotes are all "done"; they would paint over what is known of bans and signings. Alone they have the map.
  const aside = KINDS.filter((k) => !OF[k].report.map), all = state.kind.length > 0 && state.kind.every((k) => aside.includes(k));
  const counted = shown.filter((f) => all || OF[f.k].report.map);
  const of = new Map();
  let nowhere = 0;
  for (const f of counted) {
    const codes = onMap(f);
    if (!codes.size) nowhere++;
    for (const c of codes) { if (!of.has(c)) of.set(c, []); of.get(c).push(f); }
  }
  // Europe on a phone is a smudge: there squares are drawn unless outlines are asked for.
  const squares = state.map ? state.map === 'squares' : room() < 700;
  const pick = (name, title, value, all) => h('label', { class: 'field wide' }, h('span', null, title), h('select', { id: name, onchange: (e) => set({ [name]: e.target.value }) },
    all.map(([id, text]) => h('option', { value: id, selected: value === id }, text))));
  const tools = h('div', { class: 'tools' }, pick('role', 'Countries that', state.role, ROLES), pick('map', 'Drawn as', squares ? 'squares' : 'outlines', [['outlines', 'outlines'], ['squares', 'squares of one size']]),
    squares ? '' : pick('area', 'Part', state.area, AREAS.map((a) => [a.id, a.name])));
  if (!of.size) return [tools, h('p', null, `No ${joined(kindsIn('map'))} of a country among the facts shown.`)];
  const rows = [...of].map(([code, facts]) => ({ code, facts, now: latest(facts).s })).sort((a, b) => b.facts.length - a.facts.length || compare(label(a.code), label(b.code)));
  const drawn = new Set();
  const picture = squares ? tiles(of, drawn) : world(of, drawn);
  const off = rows.filter((r) => !drawn.has(r.code));
  const open = (r) => showList(label(r.code), r.facts);
  return [
    tools,
    h('p', { class: 'legend' }, squares ? STATUSES.map((s) => [status(s), ' ']) : '', 'The colour is the status of the latest report' + (squares ? '; one square a country' : '') + '; the figure counts its facts, and grows with them. ' +
      (all || !aside.length ? '' : plurals(aside) + ' are left out. ') + (nowhere ? plural(nowhere, 'fact') + ' of no country ' + (nowhere === 1 ? 'is' : 'are') + ' not drawn.' : '')),
    picture,
    off.length ? h('p', { class: 'elsewhere' }, squares ? 'Without a square: ' : state.area ? 'Elsewhere: ' : 'Without a place: ', off.map((r, i) => [h('span', null, h('button', { type: 'button', class: 'number', onclick: () => open(r) }, words(label(r.code)), ` (${r.facts.length})`), i + 1 < off.length ? ',' : ''), ' '])) : '',
    h('details', null, h('summary', null, 'The same as a table'), h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of countries' }, h('table', { class: 'counts', 'aria-label': 'Countries by status' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Country'), h('th', { scope: 'col' }, 'now'), STATUSES.map((s) => h('th', { scope: 'col' }, status(s))))),
      h('tbody', null, rows.map((r) => h('tr', null,
        h('th', { scope: 'row' }, h('button', { type: 'button', class: 'number', onclick: () => open(r) }, words(label(r.code)))), h('td', null, status(r.now)),
        STATUSES.map((s) => h('td', null, r.facts.filter((f) => f.s === s).length || '–')))))))),
  ];
}
