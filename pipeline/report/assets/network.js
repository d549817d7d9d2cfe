// Who signed with whom. The places come with the file; the filters take away the ties, and the parties without one.

function networkView() {
  const at = new Map();
  DATA.network.nodes.forEach((n, i) => n.e.forEach((e) => at.set(e, i)));
  const ties = new Map(), facts = new Map();
  for (const f of shown) {
    if (f.k !== 'signing') continue;
    const with_ = [...new Set((f.w || []).map((e) => at.get(e)).filter((i) => i !== undefined))].sort((a, b) => a - b);
    for (const i of with_) { if (!facts.has(i)) facts.set(i, []); facts.get(i).push(f); }
    with_.forEach((a, i) => {
      for (let j = i + 1; j < with_.length && (i === 0 || with_.length <= 12); j++) {
        const k = a + ' ' + with_[j];
        if (!ties.has(k)) ties.set(k, []);
        ties.get(k).push(f);
      }
    });
  }
  if (!facts.size) return h('p', null, 'No signings among the facts shown.');
  const name = (i) => ENTITIES[DATA.network.nodes[i].e[0]].name;
  const type = (i) => ENTITIES[DATA.network.nodes[i].e[0]].type;
  const width = Math.max(320, room()), height = Math.round(Math.max(360, Math.min(width * 0.66, 820)));
  const few = facts.size <= 3, pad = 60;
  const x = (i) => pad + (DATA.network.nodes[i].x / 1000) * (width - 2 * pad), y = (i) => 26 + (DATA.network.nodes[i].y / 1000) * (height - 56);
  const radius = (i) => Math.min(16, 4 + 2 * Math.sqrt(facts.get(i).length));
  const order = [...facts.keys()].sort((a, b) => facts.get(b).length - facts.get(a).length || a - b);
  // Names are written from the busiest party down, where they cover no name and no party.
  const taken = order.map((i) => [x(i) - radius(i), y(i) - radius(i), x(i) + radius(i), y(i) + radius(i)]);
  const free = (box) => box[0] >= 0 && box[2] <= width - 6 && taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
  const labels = new Map();
  for (const i of order) {
    const s = cut(name(i), 26), w = s.length * 7.3, r = radius(i) + 3;
    for (const [lx, ly, anchor] of [[x(i) + r, y(i) + 4, 'start'], [x(i) - r, y(i) + 4, 'end'], [x(i), y(i) - r - 2, 'middle'], [x(i), y(i) + r + 10, 'middle']]) {
      const from = anchor === 'start' ? lx : anchor === 'end' ? lx - w : lx - w / 2;
      const box = [from, ly - 10, from + w, ly + 3];
      if (!free(box) && !few) continue;
      taken.push(box);
      labels.set(i, [s, lx, ly, anchor]);
      break;
    }
  }
  const tie = ([k, all]) => {
    const [a, b] = k.split(' ').map(Number);
    const now = latest(all);
    return svg('line', { class: 'tie s-' + now.s, 'data-a': a, 'data-b': b, x1: x(a), y1: y(a), x2: x(b), y2: y(b), 'stroke-width': Math.min(6, 1 + Math.sqrt(all.length)) }, svg('title', null, `${name(a)} – ${name(b)}: ${plural(all.length, 'signing')}, ${now.s}`));
  };
  const show = (i) => showList(name(i) + ': signings', facts.get(i));
  const light = (i) => () => { for (const l of picture.querySelectorAll('.tie')) l.classList.toggle('lit', i !== null && (l.dataset.a === String(i) || l.dataset.b === String(i))); };
  const dot = (i) => svg('g', { class: 'party t-' + type(i), role: 'button', 'aria-label': `${name(i)}, ${type(i)}: ${plural(facts.get(i).length, 'signing')}; open`, onclick: () => show(i),
    onkeydown: press(() => show(i)), onmouseenter: light(i), onmouseleave: light(null), onfocus: light(i), onblur: light(null) },
  svg('title', null, `${name(i)} (${type(i)}): ${plural(facts.get(i).length, 'signing')}`),
  ['country', 'bloc'].includes(type(i)) ? svg('circle', { cx: x(i), cy: y(i), r: radius(i) }) : svg('rect', { x: x(i) - radius(i), y: y(i) - radius(i), width: 2 * radius(i), height: 2 * radius(i), rx: 2 }),
  svg('text', { class: labels.has(i) ? '' : 'on-demand', ...(labels.has(i) ? { x: labels.get(i)[1], y: labels.get(i)[2], 'text-anchor': labels.get(i)[3] } : { x: x(i), y: y(i) - radius(i) - 4, 'text-anchor': 'middle' }) }, labels.has(i) ? labels.get(i)[0] : cut(name(i), 40)));
  const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': 'Network of signings; arrow keys move between parties' }, [...ties].map(tie), [...order].reverse().map(dot));
  rove(picture, '.party');
  return [
    h('p', { class: 'legend' }, STATUSES.map((s) => [status(s), ' ']), 'Circle: a country or bloc. Square: a company, programme or other body. Thicker: more signings.'),
    DATA.network.left ? h('p', { class: 'dim' }, `Drawn are the ${DATA.network.nodes.length} parties with most signings; ${plural(DATA.network.left, 'party', 'parties')} more stand in the list of facts.`) : '',
    h('div', { class: 'drawing' }, picture),
    h('details', null, h('summary', null, 'The same as a table'), h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of parties' }, h('table', { 'aria-label': 'Parties and their signings' },
      h('thead', null, h('tr', null, ['Party', 'with', 'signings'].map((t) => h('th', { scope: 'col' }, t)))),
      h('tbody', null, order.map((i) => h('tr', null, h('th', { scope: 'row' }, words(name(i))), h('td', null, words([...new Set(facts.get(i).flatMap((f) => f.w).filter((e) => at.get(e) !== i).map((e) => ENTITIES[e].name))].join(', '))), h('td', null, h('button', { type: 'button', class: 'number', onclick: () => show(i) }, facts.get(i).length)))))))),
  ];
}
