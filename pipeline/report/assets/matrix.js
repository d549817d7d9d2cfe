// Who barred whom: authorities down, targets across, each cell in the colour of its current status.

let wholeMatrix = false;

function matrixView() {
  const bans = shown.filter((f) => OF[f.k].report.matrix);
  if (!bans.length) return h('p', null, 'No bans among the facts shown.');
  const cells = new Map(), down = new Map(), across = new Map();
  for (const f of bans) {
    const whom = f.m && f.m.length ? f.m.map((i) => KEYS[i]) : [''];
    for (const a of new Set((f.w || []).map((i) => KEYS[i]))) {
      for (const t of new Set(whom)) {
        const at = a + '\n' + t;
        if (!cells.has(at)) cells.set(at, []);
        cells.get(at).push(f);
        down.set(a, (down.get(a) || 0) + 1);
        across.set(t, (across.get(t) || 0) + 1);
      }
    }
  }
  const target = (t) => (t ? label(t) : 'no target named');
  const ranked = (m, name) => [...m.keys()].sort((a, b) => m.get(b) - m.get(a) || compare(name(a), name(b)));
  let left = ranked(down, label), top = ranked(across, target);
  const hidden = Math.max(0, left.length - 40) + Math.max(0, top.length - 24);
  if (!wholeMatrix) { left = left.slice(0, 40); top = top.slice(0, 24); }
  const cell = (a, t) => {
    const facts = cells.get(a + '\n' + t);
    if (!facts) return h('td', { class: 'none' });
    const now = latest(facts);
    const title = `${label(a)} – ${target(t)}`;
    return h('td', null, h('button', { type: 'button', class: 'cell s-' + now.s, title: `${title}: ${now.s}, ${plural(facts.length, 'fact')}`,
      'aria-label': `${title}: ${now.s}, ${plural(facts.length, 'fact')}; open the history`,
      onclick: () => showList(title, facts) }, SIGN[now.s], facts.length > 1 ? h('sub', null, facts.length) : ''));
  };
  const grid = (some) => h('table', { class: 'matrix' },
    h('caption', null, plural(bans.length, 'ban') + ' by authority and target'),
    h('thead', null, h('tr', null, h('td', null), some.map((t) => h('th', { scope: 'col', title: target(t) }, h('span', null, words(cut(target(t), 28))))))),
    h('tbody', null, left.map((a) => h('tr', null, h('th', { scope: 'row', title: label(a) }, words(cut(label(a), 28))), some.map((t) => cell(a, t))))));
  // A sheet of paper has room for so many columns; the next ones stand below.
  const most = paper ? 18 : top.length, grids = [];
  for (let i = 0; i < top.length; i += most) grids.push(grid(top.slice(i, i + most)));
  const box = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Matrix of bans; arrow keys move between its cells' }, grids);
  rove(box, '.cell');
  return [
    h('p', { class: 'legend' }, 'Authorities down, who or what is barred across. ', STATUSES.map((s) => [status(s), ' '])),
    hidden && !wholeMatrix ? h('p', { class: 'paper' }, `${plural(hidden, 'row or column', 'rows and columns')} with the fewest bans are left out.`) : '',
    hidden ? h('p', null, h('button', { type: 'button', id: 'whole', 'aria-pressed': String(wholeMatrix), onclick: () => { wholeMatrix = !wholeMatrix; draw(); } },
      wholeMatrix ? 'Show the busiest rows and columns' : `Show the ${plural(hidden, 'row or column', 'rows and columns')} left out`)) : '',
    box,
  ];
}
