// The summary: counts, what changed since a day, deadlines ahead and behind.

// left says how far a deadline is from the day of the report. A vague date counts by its last day.
function left(f) {
  const [lo, hi] = f.dd;
  if (f.r === 'from' || f.r === 'after') return hi < TODAY ? 'began' : 'begins in ' + plural(Math.max(0, lo - TODAY), 'day');
  if (hi < TODAY) return plural(TODAY - hi, 'day') + ' past';
  if (lo <= TODAY && lo !== hi) return 'within ' + plural(hi - TODAY, 'day');
  return hi === TODAY ? 'today' : plural(hi - TODAY, 'day') + ' left';
}

function list(facts, most, line) {
  const ul = h('ul', { class: 'plain lines' }, facts.slice(0, most).map((f) => h('li', null, line(f))));
  if (facts.length <= most) return ul;
  return [ul, h('button', { type: 'button', onclick: (e) => { ul.append(...facts.slice(most).map((f) => h('li', null, line(f)))); e.target.remove(); } },
    'Show ' + plural(facts.length - most, 'more', 'more'))];
}

const line = (f) => [status(f.s), ' ', h('span', { class: 'kind' }, f.k), ' ', factLink(f, words(f.who), ' – ', words(cut(headline(f), 110))), h('span', { class: 'dim' }, ' ' + when(f))];

// changes sorts what was reported since a day: new facts, known facts whose last step came since, and the rest.
function changes(since) {
  const out = { new: [], turned: [], again: [] };
  for (const f of shown) {
    if (!f.t1 || f.t1 < since) continue;
    const steps = f.h || [], last = steps[steps.length - 1];
    if (f.t0 >= since) out.new.push(f);
    else if (steps.length > 1 && (last.d || '') >= since) out.turned.push(f);
    else out.again.push(f);
  }
  return out;
}

function summaryView() {
  const count = (get) => { const n = {}; for (const f of shown) n[get(f)] = (n[get(f)] || 0) + 1; return n; };
  const byKind = count((f) => f.k), cells = count((f) => f.k + ' ' + f.s);
  const cell = (k, s) => { const n = cells[k + ' ' + s] || 0; return h('td', null, n ? h('button', { type: 'button', class: 'number', 'aria-label': `${n} ${k} ${s}: show them`, onclick: () => set({ kind: [k], status: [s], view: 'facts' }, true) }, n.toLocaleString('en')) : h('span', { class: 'dim' }, '–')); };
  const outlets = new Set(), articles = new Set();
  for (const f of shown) for (const p of f.e) { const a = articleOf(p); articles.add(a); if (a.site) outlets.add(a.site); }
  const out = [h('section', null, h('h2', null, 'Counts'),
    h('p', null, `${plural(shown.length, 'fact')} from ${plural(articles.size, 'article')} of ${plural(outlets.size, 'outlet')}.`),
    h('div', { class: 'scroll' }, h('table', { class: 'counts' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Kind'), STATUSES.map((s) => h('th', { scope: 'col' }, status(s))), h('th', { scope: 'col' }, 'all'))),
      h('tbody', null, KINDS.map((k) => h('tr', null, h('th', { scope: 'row' }, k + 's'), STATUSES.map((s) => cell(k, s)), h('td', null, (byKind[k] || 0).toLocaleString('en'))))))))];
  if (DATA.since) {
    const c = changes(DATA.since);
    const part = (title, facts) => facts.length ? [h('h3', null, `${title} (${facts.length.toLocaleString('en')})`), list(facts, 12, line)] : '';
    out.push(h('section', null, h('h2', null, 'Since ' + DATA.since),
      c.new.length + c.turned.length + c.again.length ? [part('Status changed', c.turned), part('New', c.new), part('Reported again', c.again)] : h('p', null, 'Nothing new among the facts shown.')));
  }
  const due = shown.filter((f) => f.k === 'deadline' && f.s === 'done' && f.dd).sort((a, b) => a.dd[1] - b.dd[1] || compare(a.id, b.id));
  const entry = (f) => [h('span', { class: 'days' }, left(f)), ' ', factLink(f, words(f.who), ' – ', words(cut(headline(f), 110))), h('span', { class: 'dim' }, ' ' + when(f))];
  const ahead = due.filter((f) => f.dd[1] >= TODAY), behind = due.filter((f) => f.dd[1] < TODAY && f.r !== 'from' && f.r !== 'after').reverse();
  out.push(h('section', { class: 'two' },
    h('div', null, h('h2', null, `Deadlines ahead (${ahead.length})`), ahead.length ? list(ahead, 12, entry) : h('p', null, 'None among the facts shown.')),
    h('div', null, h('h2', null, `Deadlines past (${behind.length})`), behind.length ? [h('p', { class: 'dim' }, 'The day has gone by and no report moved it; whether it was met, the reports do not say.'), list(behind, 12, entry)] : h('p', null, 'None among the facts shown.'))));
  return out;
}
