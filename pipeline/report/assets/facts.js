// The list of facts, and the CSV of what is shown.

const PAGE = 100;
let pages = 1;

const HEADS = [['kind', 'Kind'], ['status', 'Status'], ['who', 'Who'], ['what', 'Whom and what'], ['date', 'When'], ['due', 'Due'], ['first', 'First report'], ['last', 'Last report'], ['reports', 'Reports'], ['conf', 'Conf.']];

function factsView() {
  const turn = (id) => set({ sort: state.sort === id ? '-' + id : id });
  const sorted = state.sort.replace(/^-/, ''), down = state.sort.startsWith('-') !== !!SORTS.find((o) => o.id === sorted).falls;
  const head = ([id, name]) => h('th', { scope: 'col', role: 'columnheader', 'aria-sort': sorted === id ? (down ? 'descending' : 'ascending') : 'none' },
    h('button', { type: 'button', class: 'sort', id: 'sort-' + id, onclick: () => turn(id) }, name, h('span', { 'aria-hidden': 'true' }, sorted === id ? (down ? ' ▾' : ' ▴') : '')));
  const cell = (name, ...children) => h('td', { role: 'cell', 'data-name': name }, children);
  const row = (f) => h('tr', { role: 'row' }, cell('', h('span', { class: 'kind' }, f.k)), cell('', status(f.s)), cell('', words(cut(f.who, 80))),
    cell('', factLink(f, words(cut(headline(f), 180) || f.k))), cell('when', when(f)), cell('due', dueDay(f)), cell('first report', f.t0 || ''), cell('last report', f.t1 || ''), cell('reports', f.n[0]), cell('confidence', f.c.toFixed(2)));
  const body = h('tbody', { role: 'rowgroup' }, shown.slice(0, PAGE * pages).map(row));
  const more = shown.length > PAGE * pages ? h('button', { type: 'button', onclick: (e) => {
    body.append(...shown.slice(PAGE * pages, PAGE * (pages + 1)).map(row));
    body.children[PAGE * pages].querySelector('a').focus();
    pages++;
    if (shown.length <= PAGE * pages) e.target.remove();
  } }, 'Show more') : '';
  return [
    h('div', { class: 'tools' },
      h('button', { type: 'button', onclick: (e) => clip(csv(shown), e.target, plural(shown.length, 'row') + ' copied') }, 'Copy as CSV'),
      h('label', { class: 'field narrow' }, h('span', null, 'Sort by'), h('select', { id: 'sort', onchange: (e) => set({ sort: e.target.value }) }, SORTS.map((o) => h('option', { value: o.id, selected: o.id === sorted }, o.name))))),
    shown.length ? h('table', { class: 'facts', role: 'table' }, h('caption', null, 'Facts'), h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, HEADS.map(head))), body) : h('p', null, 'No fact matches the filters.'),
    more, shown.length > PAGE * pages ? h('p', { class: 'paper' }, `The first ${plural(PAGE * pages, 'fact')} of ${shown.length.toLocaleString('en')}.`) : '',
  ];
}

// csv has the columns of "factwire export --format csv", quoted as RFC 4180 says. A cell that a spreadsheet would take
// for a formula begins with an apostrophe.
function csv(facts) {
  const entities = (list) => (list || []).map((i) => ENTITIES[i].name + (ENTITIES[i].code ? ' (' + ENTITIES[i].code + ')' : '')).join('; ');
  const each = (list, name) => (list || []).map((i) => ENTITIES[i][name]).filter(Boolean).join('; ');
  const column = {
    id: (f) => f.id, kind: (f) => f.k, status: (f) => f.s, who: (f) => entities(f.w), whom: (f) => entities(f.m), people: (f) => entities(f.p),
    what: (f) => f.x, form: (f) => f.f, stance: (f) => f.st, about: (f) => f.a, when: (f) => f.d, relation: (f) => f.r, event: (f) => eventDay(f), due: (f) => dueDay(f), where: (f) => f.wh, confidence: (f) => f.c,
    articles: (f) => f.n[0] || '', outlets: (f) => f.n[1] || '', independent: (f) => f.n[2] || '', first: (f) => f.t0, last: (f) => f.t1,
    superseded_by: (f) => f.sup, contradicts: (f) => (f.con || []).join('; '), review: (f) => f.rev && f.rev.verdict,
    evidence: (f, p) => (p ? DATA.sentences[p.s].split(/\s+/).filter(Boolean).join(' ') : ''), url: (f, p) => p && articleOf(p).url, origin: (f, p) => p && (articleOf(p).origin || articleOf(p).url),
    who_code: (f) => each(f.w, 'code'), whom_code: (f) => each(f.m, 'code'), title: (f) => each(f.w, 'title'), affiliation: (f) => each(f.w, 'affiliation'),
    who_wikidata: (f) => each(f.w, 'wikidata'), whom_wikidata: (f) => each(f.m, 'wikidata'),
    site: (f, p) => p && articleOf(p).site, article_title: (f, p) => p && articleOf(p).title, published: (f, p) => p && (articleOf(p).published || '').slice(0, 10),
  };
  const quote = (v) => {
    let s = v === undefined || v === null ? '' : String(v);
    if (/^[=+\-@\t\r]/.test(s)) s = "'" + s;
    return /[",\r\n]|^\s/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s;
  };
  const line = (f) => {
    const p = f.e[f.b || 0];
    return DATA.columns.map((c) => quote(column[c](f, p))).join(',');
  };
  return [DATA.columns.join(','), ...facts.map(line), ''].join('\r\n');
}
