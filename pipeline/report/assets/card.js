// The card of a fact: all that is known of it, and why.

const status = (s) => h('span', { class: 'status s-' + s, title: MEANS[s] }, h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGN[s]), ' ', s);
const permalink = (id) => '#f-' + id;

// factLink opens a fact's card and keeps the filters.
function factLink(f, ...children) {
  return h('a', { href: permalink(f.id), class: 'fact', onclick: (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return; // a new tab gets the bare permalink
    e.preventDefault();
    set({ fact: f.id }, true);
  } }, children);
}

// marked is a sentence with the words marked that stand for the fact's fields.
function marked(text, marks) {
  const out = [];
  let at = 0;
  for (const [start, length, field] of marks || []) {
    if (start < at) continue;
    out.push(text.slice(at, start));
    out.push(h('mark', { class: 'm-' + DATA.fields[field], title: DATA.fields[field] }, text.slice(start, start + length)));
    at = start + length;
  }
  out.push(text.slice(at));
  return h('bdi', { class: 'text' }, out);
}

function entity(e) {
  const more = [e.title, e.affiliation && country(e.affiliation), e.code, e.wikidata && 'Wikidata ' + e.wikidata].filter(Boolean).join(', ');
  return [words(e.name), more ? h('span', { class: 'dim' }, ' (', words(more), ')') : ''];
}

function rows(f) {
  const all = (list) => (list || []).map((i) => h('div', null, entity(ENTITIES[i])));
  const head = OF[f.k].headings;
  return [
    ['Status', [status(f.s), h('span', { class: 'dim' }, ' ' + MEANS[f.s])]],
    [head.who, all(f.w)], [head.whom, all(f.m)], [head.people, all(f.p)],
    [spoken(f) && f.f !== 'direct' ? head.indirect : head.what, words(spoken(f) ? headline(f) : f.x || '')],
    ['Stance', f.st],
    [head.about || 'Subject', f.a && words(f.a)],
    ['When', f.d && [when(f), f.dd && f.dd[0] !== f.dd[1] ? h('span', { class: 'dim' }, ` (some day from ${isoDay(f.dd[0])} to ${isoDay(f.dd[1])})`) : '', due(f)]],
    ['Where', f.wh && words(f.wh)],
    ['Confidence', [f.c.toFixed(2), h('span', { class: 'dim' }, ' ' + reason(f))]],
    ['Reported', [f.t0 ? (f.t0 === f.t1 ? f.t0 : f.t0 + ' to ' + f.t1) : '', h('span', { class: 'dim' },
      ` ${plural(f.n[0], 'article')}, ${plural(f.n[1], 'outlet')}, ${plural(f.n[2], 'independent source')}`)]],
    ['Reviewed', f.rev && words([f.rev.verdict, (f.rev.fields || []).join(', '), f.rev.by && 'by ' + f.rev.by, f.rev.time && f.rev.time.slice(0, 10), f.rev.why].filter(Boolean).join(' · '))],
  ].filter(([name, value]) => name && value && (!Array.isArray(value) || value.flat(Infinity).some(Boolean)));
}

const due = (f) => (OF[f.k].report.due && f.s === 'done' && f.dd ? h('span', { class: 'dim' }, ' – ' + left(f)) : '');

// reason tells where the confidence comes from: the rules that found the fact and how many sources say so.
function reason(f) {
  const rules = [...new Set(f.e.map((p) => p.r).filter(Boolean))].sort();
  return (rules.length ? 'from the ' + (rules.length > 1 ? 'rules ' : 'rule ') + rules.join(', ') : '') +
    (f.n[2] > 1 ? `, raised by ${f.n[2]} independent sources` : ', one independent source');
}

function evidence(p) {
  const a = articleOf(p);
  return h('li', null,
    h('blockquote', null, marked(DATA.sentences[p.s], p.m)),
    h('p', { class: 'source' }, [a.site && words(a.site, 'site'), a.published && a.published.slice(0, 10), a.title ? outside(a.url, words(a.title)) : outside(a.url, 'article'), a.origin && words(a.origin, 'origin')]
      .filter(Boolean).map((x, i) => [i ? ' · ' : '', x])));
}

function steps(f) {
  return h('ol', { class: 'history' }, (f.h || []).map((s) => h('li', null, s.d ? h('time', null, s.d) : h('span', { class: 'dim' }, 'undated'), ' ', status(s.s), h('span', { class: 'dim' }, ' ' + plural(s.n, 'article')))));
}

function related(title, ids) {
  const all = (ids || []).map((id) => byId.get(id)).filter(Boolean);
  return all.length ? h('p', null, h('strong', null, title + ' '), all.map((g, i) => [i ? '; ' : '', factLink(g, when(g) || g.s, ' ', words(cut(headline(g), 60)))])) : '';
}

function cardBody(f) {
  return [
    h('table', { class: 'fields', 'aria-label': 'What is known of the fact' }, h('tbody', null, rows(f).map(([name, value]) => h('tr', null, h('th', { scope: 'row' }, name), h('td', null, value))))),
    related('Replaced by', f.sup ? [f.sup] : []), related('Contradicted by', f.con),
    h('h3', null, 'Status history'), steps(f), h('p', { class: 'legend' }, 'The day of the event where the reports give it, else that of its first report.'),
    h('h3', null, plural(f.e.length, 'sentence') + ' of evidence'),
    h('p', { class: 'legend' }, 'Marked: ', [...new Set(f.e.flatMap((p) => p.m.map((m) => m[2])))].sort((a, b) => a - b).map((m) => [h('mark', { class: 'm-' + DATA.fields[m] }, DATA.fields[m]), ' '])),
    h('ol', { class: 'evidence' }, f.e.map(evidence)),
  ];
}

// openCard shows a fact, or says that the file does not hold it.
function openCard(id) {
  const f = byId.get(id);
  const close = h('button', { type: 'button', class: 'close', onclick: () => set({ fact: '' }, true), 'aria-label': 'Close' }, '✕');
  const copy = (e) => clip(location.href.split('#')[0] + permalink(id), e.target, 'Link copied');
  showDialog(f ? [
    h('div', { class: 'bar' }, h('span', { class: 'kind' }, f.k), h('button', { type: 'button', onclick: copy }, 'Copy link'), close),
    h('h2', { id: 'card-title' }, words(f.who), h('span', { class: 'dim' }, spoken(f) ? ': ' : ' – '), words(cut(headline(f), 160))),
    cardBody(f),
    h('p', { class: 'dim' }, 'Fact ', h('a', { href: permalink(f.id) }, f.id)),
  ] : [
    h('div', { class: 'bar' }, h('span', { class: 'kind' }, 'no such fact'), close),
    h('h2', { id: 'card-title' }, 'This report holds no fact ', words(cut(id, 40))),
    h('p', null, 'It may have been left out by a filter when the report was written, or joined with another fact since.'),
  ]);
}

const dialog = document.getElementById('card');
dialog.addEventListener('cancel', (e) => { e.preventDefault(); dismiss(); });
dialog.addEventListener('click', (e) => { if (e.target === dialog) dismiss(); });

function dismiss() {
  if (state.fact) set({ fact: '' }, true);
  else dialog.close();
}

function showDialog(children) {
  replace(dialog, h('div', { class: 'inner' }, children));
  dialog.setAttribute('aria-labelledby', 'card-title');
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

// showList opens facts that belong together, such as those of a cell, with their histories.
function showList(title, facts) {
  showDialog([
    h('div', { class: 'bar' }, h('span', { class: 'kind' }, plural(facts.length, 'fact')), h('button', { type: 'button', class: 'close', onclick: dismiss, 'aria-label': 'Close' }, '✕')),
    h('h2', { id: 'card-title' }, words(title)),
    h('ul', { class: 'plain' }, facts.map((f) => h('li', null, h('div', null, status(f.s), ' ', factLink(f, words(cut((spoken(f) ? '' : f.who + ' – ') + headline(f), 140))), h('span', { class: 'dim' }, ' ' + when(f))), (f.h || []).length > 1 ? steps(f) : ''))),
  ]);
}

// clip copies text, or shows it for copying by hand where the browser does not let a file copy.
function clip(text, button, done) {
  const was = button.textContent;
  const say = (s) => { button.textContent = s; setTimeout(() => { button.textContent = was; }, 2000); };
  const byHand = () => {
    const box = h('textarea', { readonly: true, 'aria-label': 'Text to copy' });
    box.value = text;
    showDialog([h('div', { class: 'bar' }, h('span', { class: 'kind' }, 'copy'), h('button', { type: 'button', class: 'close', onclick: dismiss, 'aria-label': 'Close' }, '✕')),
      h('h2', { id: 'card-title' }, 'Copy this text'), box]);
    box.select();
  };
  if (!navigator.clipboard) { byHand(); return; }
  navigator.clipboard.writeText(text).then(() => say(done), byHand);
}
