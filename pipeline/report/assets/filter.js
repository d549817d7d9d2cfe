// What is shown: the filters, the view and the sort, which stand in the address behind the #, so that a link shows
// the same to everybody and the file works from a disk, where a browser lets no script change the rest.

const FIRST = { view: 'summary', q: '', kind: [], status: [], country: '', who: '', whom: '', outlet: '', from: '', to: '', conf: '', sort: 'last', role: '', map: '', area: '', fact: '' };
let state = { ...FIRST };
let shown = FACTS;

// readAddress takes "#view=matrix&kind=ban,signing&q=5g" and the permalink "#f-ID", which may stand first.
function readAddress() {
  const s = { ...FIRST, kind: [], status: [] };
  for (const part of location.hash.slice(1).split('&')) {
    if (part.startsWith('f-')) { s.fact = part.slice(2); continue; }
    const at = part.indexOf('=');
    if (at < 0) continue;
    const name = part.slice(0, at);
    let value;
    try { value = decodeURIComponent(part.slice(at + 1).replace(/\+/g, ' ')); } catch { continue; }
    if (name === 'kind') s.kind = value.split(',').filter((v) => KINDS.includes(v));
    else if (name === 'status') s.status = value.split(',').filter((v) => STATUSES.includes(v));
    else if (name === 'view') s.view = VIEWS.some((v) => v.id === value) ? value : FIRST.view;
    else if (name === 'from' || name === 'to') s[name] = /^\d{4}-\d\d-\d\d$/.test(value) ? value : '';
    else if (name === 'conf') s.conf = Number(value) > 0 && Number(value) <= 1 ? String(Number(value)) : '';
    else if (name === 'sort') s.sort = SORTS.some((o) => o.id === value.replace(/^-/, '')) ? value : FIRST.sort;
    else if (name === 'role') s.role = ROLES.some((r) => r[0] === value) ? value : '';
    else if (name === 'map') s.map = ['outlines', 'squares'].includes(value) ? value : '';
    else if (name === 'area') s.area = AREAS.some((a) => a.id === value) ? value : '';
    else if (Object.hasOwn(FIRST, name) && name !== 'fact') s[name] = value;
  }
  return s;
}

function address(s) {
  const parts = s.fact ? ['f-' + s.fact] : [];
  for (const name of Object.keys(FIRST)) {
    const v = String(s[name]);
    if (name !== 'fact' && v !== String(FIRST[name])) parts.push(name + '=' + encodeURIComponent(v).replace(/%2C/g, ','));
  }
  return '#' + parts.join('&');
}

// set changes what is shown. Only a new view or card becomes a step of the browser's history.
function set(change, step) {
  const next = { ...state, ...change };
  if (address(next) === address(state)) return;
  // Not location.hash, which would scroll to the top when a card closes.
  if (step) history.pushState(null, '', address(next));
  else history.replaceState(null, '', address(next));
  follow();
}

function matches(f, s, terms, from, to, least) {
  if (s.kind.length && !s.kind.includes(f.k)) return false;
  if (s.status.length && !s.status.includes(f.s)) return false;
  if (s.country && !f.countries.has(s.country)) return false;
  if (s.who && !(f.w || []).some((i) => KEYS[i] === s.who)) return false;
  if (s.outlet && !f.outlets.has(s.outlet)) return false;
  if (s.whom && !(f.m || []).some((i) => KEYS[i] === s.whom)) return false;
  if (f.c < least) return false;
  if (from !== null || to !== null) {
    // A vague date is within the range if any of its days is; a fact without date goes by its first report.
    const [lo, hi] = f.dd || (f.dated === null ? [null, null] : [f.dated, f.dated]);
    if (lo === null || (from !== null && hi < from) || (to !== null && lo > to)) return false;
  }
  if (terms.length) {
    const text = searchable(f);
    for (const t of terms) if (!text.includes(t)) return false;
  }
  return true;
}

function choose() {
  const terms = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const from = state.from ? dayNumber(state.from) : null, to = state.to ? dayNumber(state.to) : null;
  const least = Number(state.conf) || 0;
  shown = FACTS.filter((f) => matches(f, state, terms, from, to, least));
  shown.sort(order(state.sort));
}

// SORTS are the orders of the list; "-" before the name turns one round. Those that fall begin with the most.
const text = (get) => (a, b) => get(a).localeCompare(get(b), 'en');
const number = (get) => (a, b) => get(a) - get(b);
const SORTS = [
  { id: 'last', falls: true, name: 'newest report', by: (a, b) => compare(b.t1 || '', a.t1 || '') },
  { id: 'date', name: 'date', by: number((f) => (f.dated === null ? Infinity : f.dated)) },
  { id: 'due', name: 'day due', by: (a, b) => compare(dueDay(a) || '~', dueDay(b) || '~') },
  { id: 'first', name: 'first report', by: (a, b) => compare(a.t0 || '~', b.t0 || '~') },
  { id: 'kind', name: 'kind', by: number((f) => KINDS.indexOf(f.k)) },
  { id: 'status', name: 'status', by: number((f) => STATUSES.indexOf(f.s)) },
  { id: 'who', name: 'who', by: text((f) => f.who) },
  { id: 'what', name: 'whom and what', by: text(headline) },
  { id: 'conf', falls: true, name: 'confidence', by: number((f) => -f.c) },
  { id: 'reports', falls: true, name: 'reports', by: number((f) => -f.n[0]) },
];
function order(sort) {
  const turn = sort.startsWith('-') ? -1 : 1;
  const by = SORTS.find((o) => o.id === sort.replace(/^-/, '')).by;
  return (a, b) => turn * (by(a, b) || 0) || compare(a.id, b.id);
}

// controls makes the form once; update brings it in line with the address.
function controls() {
  const boxes = (name, values) => h('fieldset', null, h('legend', null, name[0].toUpperCase() + name.slice(1)),
    values.map((v) => h('label', { class: 'box' }, h('input', { type: 'checkbox', name, value: v, onchange: () =>
      set({ [name]: [...document.querySelectorAll(`#controls input[name=${name}]:checked`)].map((b) => b.value) }) }),
    name === 'status' ? [h('span', { class: 'sign s-' + v, 'aria-hidden': 'true' }, SIGN[v]), ' ', v] : v)));
  const field = (name, title, input) => h('label', { class: 'field' }, h('span', null, title), fill(input, { id: 'c-' + name, name }));
  const onInput = (name) => (e) => set({ [name]: e.target.value });
  let timer = 0;
  const later = (e) => {
    clearTimeout(timer);
    timer = setTimeout(() => set({ q: e.target.value.trim() }), 120);
  };
  const used = (get) => {
    const n = new Map();
    for (const f of FACTS) for (const k of get(f)) n.set(k, (n.get(k) || 0) + 1);
    return [...n].sort((a, b) => label(a[0]).localeCompare(label(b[0]), 'en'));
  };
  const most = 400; // choices: nobody reads more, and a browser draws them all
  const select = (name, all) => h('select', { onchange: onInput(name) }, h('option', { value: '' }, 'all'),
    [...all].sort((a, b) => b[1] - a[1]).slice(0, most).sort((a, b) => label(a[0]).localeCompare(label(b[0]), 'en')).map(([k, n]) => h('option', { value: k }, cut(label(k), 40) + ' (' + n + ')')));
  return [
    field('q', 'Search', h('input', { type: 'search', placeholder: 'names, words, ids', oninput: later, autocomplete: 'off' })),
    boxes('kind', KINDS),
    boxes('status', STATUSES),
    field('country', 'Country', select('country', used((f) => f.countries))),
    field('who', 'Party or speaker', select('who', used((f) => new Set((f.w || []).map((i) => KEYS[i]))))),
    field('whom', 'Target', select('whom', used((f) => new Set((f.m || []).map((i) => KEYS[i]))))),
    field('outlet', 'Outlet', select('outlet', used((f) => f.outlets))),
    field('from', 'From', h('input', { type: 'date', onchange: onInput('from') })),
    field('to', 'To', h('input', { type: 'date', onchange: onInput('to') })),
    field('conf', 'Confidence from', h('select', { onchange: onInput('conf') },
      ['', '0.5', '0.6', '0.7', '0.8', '0.9', '0.95'].map((v) => h('option', { value: v }, v || 'any')))),
    h('button', { type: 'button', onclick: () => set({ ...FIRST, view: state.view, sort: state.sort, map: state.map, area: state.area }) }, 'Clear filters'),
  ];
}

function updateControls() {
  for (const name of ['q', 'country', 'who', 'whom', 'outlet', 'from', 'to', 'conf']) {
    const c = document.getElementById('c-' + name);
    if (name === 'conf' && ![...c.options].some((o) => o.value === state.conf)) c.append(h('option', { value: state.conf }, state.conf));
    if (state[name] && c.options && ![...c.options].some((o) => o.value === state[name])) c.append(h('option', { value: state[name] }, label(state[name])));
    if (c !== document.activeElement || c.type !== 'search') c.value = state[name];
  }
  for (const b of document.querySelectorAll('#controls input[type=checkbox]')) b.checked = state[b.name].includes(b.value);
  const n = ['q', 'country', 'who', 'whom', 'outlet', 'from', 'to', 'conf'].filter((k) => state[k]).length + (state.kind.length > 0) + (state.status.length > 0);
  // On paper the form is left out, so what it asks stands there in words.
  const asks = [state.q && ['search: ', words(state.q)], state.kind.length && 'kind: ' + state.kind.join(', '), state.status.length && 'status: ' + state.status.join(', '),
    state.country && ['country: ', words(label(state.country))], state.who && ['party or speaker: ', words(label(state.who))], state.whom && ['target: ', words(label(state.whom))], state.outlet && ['outlet: ', words(state.outlet)], state.from && 'from ' + state.from, state.to && 'to ' + state.to,
    state.conf && 'confidence from ' + state.conf].filter(Boolean);
  replace(document.getElementById('asked'), asks.map((a, i) => [i ? '; ' : 'Shown are facts of ', a]));
  replace(document.getElementById('active'), n ? h('span', { class: 'badge' }, plural(n, 'filter') + ' on') : '');
}
