// The summary: what changed since the last report, deadlines ahead and behind, counts.

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
  const more = plural(facts.length - most, 'more', 'more');
  return [ul, h('button', { type: 'button', onclick: (e) => {
    ul.append(...facts.slice(most).map((f) => h('li', null, line(f))));
    e.target.nextSibling.remove();
    e.target.remove();
    const next = ul.children[most].querySelector('a');
    if (next) next.focus();
  } }, 'Show ' + more), h('p', { class: 'paper' }, 'and ' + more)];
}

const line = (f) => [status(f.s), ' ', h('span', { class: 'kind' }, f.k), ' ', factLink(f, words(f.who), ' – ', words(cut(headline(f), 110))), h('span', { class: 'dim' }, ' ' + when(f))];

// changed lists what the store says became of the facts since the last report: by its own records, not by the dates of
// articles, which may reach it late.
function changed() {
  if (!DATA.since) {
    return h('section', { id: 'changed' }, h('h2', null, 'What changed'), h('p', { class: 'dim' }, 'No earlier report to compare with. The report that replaces this file will list what is new and what turned.'));
  }
  const touched = shown.filter((f) => f.ch);
  const turned = touched.filter((f) => f.ch.w), fresh = touched.filter((f) => f.ch.n), other = touched.filter((f) => !f.ch.w && !f.ch.n);
  const told = (f) => [line(f), f.ch.w ? h('div', { class: 'dim' }, 'was ', status(f.ch.w)) : '', (f.ch.l || []).map((l) => h('div', { class: 'dim' }, words(l)))];
  const part = (title, facts) => facts.length ? [h('h3', null, `${title} (${facts.length.toLocaleString('en')})`), list(facts, 8, told)] : '';
  const gone = DATA.gone || [];
  return h('section', { id: 'changed' }, h('h2', null, 'What changed since ', words(DATA.since)),
    touched.length + gone.length ? [part('Status changed', turned), part('New', fresh), part('Told anew', other),
      gone.length ? [h('h3', null, `Gone (${gone.length.toLocaleString('en')})`), list(gone, 8, words)] : ''] : h('p', null, 'Nothing among the facts shown.'));
}

function deadlines() {
  const due = shown.filter((f) => OF[f.k].report.due && f.s === 'done' && f.dd).sort((a, b) => a.dd[1] - b.dd[1] || compare(a.id, b.id));
  const entry = (f) => [h('span', { class: 'days' }, left(f)), ' ', factLink(f, words(f.who), ' – ', words(cut(headline(f), 110))), h('span', { class: 'dim' }, ' ' + when(f))];
  const ahead = due.filter((f) => f.dd[1] >= TODAY), behind = due.filter((f) => f.dd[1] < TODAY && f.r !== 'from' && f.r !== 'after').reverse();
  // what went by years ago is no news
  const fresh = behind.filter((f) => f.dd[1] >= TODAY - 366), old = behind.length - fresh.length;
  const none = h('p', null, 'None among the facts shown.');
  return h('section', { class: 'two', id: 'deadlines' },
    h('div', null, h('h2', null, `Upcoming deadlines (${ahead.length.toLocaleString('en')})`), ahead.length ? list(ahead, 8, entry) : none),
    h('div', null, h('h2', null, `Overdue deadlines (${fresh.length.toLocaleString('en')})`), fresh.length ? [h('p', { class: 'dim' }, 'The day has gone by and no report moved it; whether it was met, the reports do not say.'), list(fresh, 8, entry)] : none.cloneNode(true),
      old ? h('p', { class: 'dim' }, `${plural(old, 'deadline')} that passed more than a year ago ${old === 1 ? 'is' : 'are'} not listed here.`) : ''));
}

// trend draws how many facts were first reported in each of the last weeks, by status.
function trend() {
  const WEEKS = 26, STEP = 24, HEIGHT = 110;
  const monday = (day) => day - (((day + 3) % 7) + 7) % 7;
  const first = new Map(shown.filter((f) => f.t0).map((f) => [f, dayNumber(f.t0)]).filter(([, d]) => d !== null && d <= TODAY));
  let latest = null;
  for (const d of first.values()) if (latest === null || d > latest) latest = d;
  if (latest === null) return '';
  const start = monday(latest) - 7 * (WEEKS - 1), weeks = Array.from({ length: WEEKS }, () => ({}));
  for (const [f, d] of first) if (d >= start) { const w = weeks[(monday(d) - start) / 7]; w[f.s] = (w[f.s] || 0) + 1; }
  const all = weeks.map((w) => Object.values(w).reduce((a, b) => a + b, 0)), most = Math.max(...all);
  const bars = weeks.map((w, i) => {
    let y = HEIGHT;
    const told = STATUSES.filter((s) => w[s]).map((s) => w[s] + ' ' + s).join(', ') || 'nothing';
    return svg('g', null, svg('title', null, `Week of ${isoDay(start + 7 * i)}: ${told}`), STATUSES.filter((s) => w[s]).map((s) => {
      const height = Math.max(1, w[s] / most * HEIGHT);
      y -= height;
      return svg('rect', { class: 'week s-' + s, x: i * STEP, y: Math.max(0, y).toFixed(1), width: STEP - 4, height: height.toFixed(1) });
    }));
  });
  return h('section', { id: 'trend' }, h('h2', null, 'Week by week'),
    svg('svg', { class: 'trend', viewBox: `0 0 ${WEEKS * STEP} ${HEIGHT}`, role: 'img', preserveAspectRatio: 'none', 'aria-label': `Facts first reported in each week from ${isoDay(start)} to ${isoDay(start + 7 * WEEKS - 1)}; at most ${most} in one` }, bars),
    h('p', { class: 'legend' }, `${isoDay(start)} to ${isoDay(start + 7 * WEEKS - 1)}, at most ${most.toLocaleString('en')} in a week, by first report: `, STATUSES.map((s) => [status(s), ' '])));
}

function summaryView() {
  const count = (get) => { const n = {}; for (const f of shown) n[get(f)] = (n[get(f)] || 0) + 1; return n; };
  const byKind = count((f) => f.k), cells = count((f) => f.k + ' ' + f.s);
  const cell = (k, s) => { const n = cells[k + ' ' + s] || 0; return h('td', null, n ? h('button', { type: 'button', class: 'number', 'aria-label': `${n} ${k} ${s}: show them`, onclick: () => set({ kind: [k], status: [s], view: 'facts' }, true) }, n.toLocaleString('en')) : h('span', { class: 'dim' }, '–')); };
  const outlets = new Set(), articles = new Set();
  for (const f of shown) for (const p of f.e) { const a = articleOf(p); articles.add(a); if (a.site) outlets.add(a.site); }
  const counts = h('section', { id: 'counts' }, h('h2', null, 'Counts'),
    h('p', null, `${plural(shown.length, 'fact')} from ${plural(articles.size, 'article')}${outlets.size ? ' of ' + plural(outlets.size, 'outlet') : ''}.`),
    h('div', { class: 'scroll' }, h('table', { class: 'counts', 'aria-label': 'Facts by kind and status' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Kind'), STATUSES.map((s) => h('th', { scope: 'col' }, status(s))), h('th', { scope: 'col' }, 'all'))),
      h('tbody', null, KINDS.map((k) => h('tr', null, h('th', { scope: 'row' }, OF[k].plural), STATUSES.map((s) => cell(k, s)), h('td', null, (byKind[k] || 0).toLocaleString('en'))))))));
  return [trend(), changed(), deadlines(), counts];
}
