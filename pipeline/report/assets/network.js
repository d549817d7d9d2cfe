// Who signed with whom: parties, ties between two that signed, and a mark of its own for an instrument of three and more.

const MOST = 100; // parties drawn at most

// net works out what is drawn of the signings shown: the parties with most of them, and how nodes are tied.
function net() {
  const parties = new Map(), signings = shown.filter((f) => OF[f.k].report.network);
  const keysOf = (f) => [...new Set((f.w || []).map((i) => KEYS[i]))];
  for (const f of signings) {
    for (const i of f.w || []) if (!parties.has(KEYS[i])) parties.set(KEYS[i], { key: KEYS[i], name: label(KEYS[i]), type: ENTITIES[i].type, facts: [] });
    for (const k of keysOf(f)) parties.get(k).facts.push(f);
  }
  const ranked = [...parties.values()].sort((a, b) => b.facts.length - a.facts.length || compare(a.key, b.key));
  const nodes = ranked.slice(0, MOST), at = new Map(nodes.map((n, i) => [n.key, i])), ties = new Map();
  const tie = (a, b, f) => { const k = Math.min(a, b) + ' ' + Math.max(a, b); if (!ties.has(k)) ties.set(k, []); ties.get(k).push(f); };
  for (const f of signings) {
    const ends = keysOf(f).map((k) => at.get(k)).filter((i) => i !== undefined);
    if (ends.length === 2) tie(ends[0], ends[1], f);
    if (ends.length < 3) continue;
    const i = nodes.push({ name: headline(f), type: 'instrument', facts: [f] }) - 1;
    for (const e of ends) tie(e, i, f);
  }
  return { nodes, ties, left: ranked.length - Math.min(ranked.length, MOST) };
}

function networkView() {
  const { nodes, ties, left } = net();
  if (!nodes.length) return h('p', null, 'No signings among the facts shown.');
  const width = Math.max(320, room()), height = Math.round(Math.max(480, Math.min(width * 0.66, 820), width < 600 ? Math.min(1100, nodes.length * 12) : 0));
  const dense = Math.min(1, Math.max(0.4, Math.sqrt((width * height) / nodes.length) / 130)); // marks are smaller where many must do
  const pairs = [...ties.keys()].map((k) => k.split(' ').map(Number)), places = place(nodes.length, pairs), few = nodes.length <= 3, pad = 60;
  nodes.forEach((n, i) => {
    n.x = pad + places[i][0] * (width - 2 * pad);
    n.y = 26 + places[i][1] * (height - 56);
    n.r = dense * Math.min(16, 4 + 2 * Math.sqrt(n.facts.length));
  });
  const labels = labelled(nodes, pairs, width, few);
  const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': 'Network of signings; arrow keys move between parties' },
    [...ties.values()].map((facts, i) => {
      const [a, b] = pairs[i], now = latest(facts), title = `${nodes[a].name} – ${nodes[b].name}`;
      return svg('line', { class: 'tie s-' + now.s, 'data-a': a, 'data-b': b, x1: nodes[a].x, y1: nodes[a].y, x2: nodes[b].x, y2: nodes[b].y, 'stroke-width': (dense * Math.min(6, 1 + Math.sqrt(facts.length))).toFixed(2),
        onclick: () => showList(title, facts) }, svg('title', null, `${title}: ${plural(facts.length, 'signing')}, ${now.s}`));
    }),
    nodes.map((n, i) => node(n, labels.get(n), (on) => { for (const l of picture.querySelectorAll('.tie')) l.classList.toggle('lit', on && (l.dataset.a === String(i) || l.dataset.b === String(i))); })).reverse());
  rove(picture, '.party');
  const parties = nodes.filter((n) => n.key !== undefined);
  const others = (n) => [...new Map(n.facts.flatMap((f) => f.w || []).map((i) => [KEYS[i], label(KEYS[i])])).entries()].filter(([k]) => k !== n.key).map(([, name]) => name);
  return [
    h('p', { class: 'legend' }, STATUSES.map((s) => [status(s), ' ']), 'Circle: a country or bloc. Square: a company, programme or other body. Diamond: an instrument of three parties or more. Thicker: more signings.'),
    left ? h('p', { class: 'dim' }, `Drawn are the ${MOST} parties with most signings of those shown; ${plural(left, 'party', 'parties')} more stand in the list of facts.`) : '',
    h('div', { class: 'drawing' }, picture),
    h('details', null, h('summary', null, 'The same as a table'), h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of parties' }, h('table', { 'aria-label': 'Parties and their signings' },
      h('thead', null, h('tr', null, ['Party', 'with', 'signings'].map((t) => h('th', { scope: 'col' }, t)))),
      h('tbody', null, parties.map((n) => h('tr', null, h('th', { scope: 'row' }, words(n.name)), h('td', null, words(others(n).join(', '))), h('td', null, h('button', { type: 'button', class: 'number', onclick: () => openNode(n) }, n.facts.length)))))))),
  ];
}

function openNode(n) {
  if (n.type === 'instrument') set({ fact: n.facts[0].id }, true);
  else showList(n.name + ': signings', n.facts);
}

// node draws a party or an instrument; light tells when its ties are to be seen best.
function node(n, at, light) {
  const says = n.type === 'instrument' ? `${cut(n.name, 80)}, ${plural((n.facts[0].w || []).length, 'party', 'parties')}, ${n.facts[0].s}` : `${n.name} (${n.type}): ${plural(n.facts.length, 'signing')}`;
  const r = n.r, shape = n.type === 'instrument' ? svg('path', { d: `M${n.x - r},${n.y}l${r},${-r}l${r},${r}l${-r},${r}z` })
    : ['country', 'bloc'].includes(n.type) ? svg('circle', { cx: n.x, cy: n.y, r }) : svg('rect', { x: n.x - r, y: n.y - r, width: 2 * r, height: 2 * r, rx: 2 });
  return svg('g', { class: 'party' + (n.type === 'instrument' ? ' s-' + n.facts[0].s : ''), role: 'button', 'aria-label': says + '; open', onclick: () => openNode(n), onkeydown: press(() => openNode(n)),
    onmouseenter: () => light(true), onmouseleave: () => light(false), onfocus: () => light(true), onblur: () => light(false) },
  svg('title', null, says), shape, at ? svg('text', { x: at.x, y: at.y, 'text-anchor': at.anchor }, at.text) : svg('text', { class: 'on-demand', x: n.x, y: n.y - r - 4, 'text-anchor': 'middle' }, cut(n.name, 40)));
}

// labelled says where the names stand: from the busiest party down, where they cover no name and no party, and as few ties
// as may be.
function labelled(nodes, pairs, width, few) {
  const taken = nodes.map((n) => [n.x - n.r, n.y - n.r, n.x + n.r, n.y + n.r]), out = new Map();
  const free = (box) => box[0] >= 0 && box[2] <= width - 6 && taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
  const lines = pairs.map(([a, b]) => [nodes[a].x, nodes[a].y, nodes[b].x, nodes[b].y]);
  for (const n of nodes) {
    const text = cut(n.name, 26), w = text.length * 7.3, r = n.r + 3;
    let best = null;
    for (const [x, y, anchor] of [[n.x + r, n.y + 4, 'start'], [n.x - r, n.y + 4, 'end'], [n.x, n.y - r - 2, 'middle'], [n.x, n.y + r + 10, 'middle']]) {
      const from = anchor === 'start' ? x : anchor === 'end' ? x - w : x - w / 2, box = [from, y - 10, from + w, y + 3];
      if (!free(box)) continue;
      const over = lines.filter((l) => meets(l, box)).length;
      if (!best || over < best.over) best = { over, box, at: { text, x, y, anchor } };
    }
    // Of few parties none goes without its name.
    if (!best && few) best = { box: [0, 0, 0, 0], at: { text, x: Math.max(w / 2, Math.min(width - w / 2 - 6, n.x)), y: n.y + r + 12, anchor: 'middle' } };
    if (!best) continue;
    taken.push(best.box);
    out.set(n, best.at);
  }
  return out;
}
