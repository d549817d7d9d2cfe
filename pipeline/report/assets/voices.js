// Voices: who said what, by the country or body that the speakers belong to, each speaker's quotes in order.

function voicesView() {
  const groups = new Map();
  let quotes = 0;
  for (const f of shown) {
    if (!OF[f.k].report.voices) continue;
    quotes++;
    for (const i of f.w || []) {
      const e = ENTITIES[i], home = e.affiliation ? keyOf(e.affiliation) : e.type === 'person' ? '' : KEYS[i];
      if (e.affiliation && !nameOf.has(home)) nameOf.set(home, country(e.affiliation));
      if (!groups.has(home)) groups.set(home, new Map());
      const speakers = groups.get(home);
      if (!speakers.has(KEYS[i])) speakers.set(KEYS[i], { name: e.name, titles: new Set(), facts: [] });
      const s = speakers.get(KEYS[i]);
      if (e.title) s.titles.add(e.title);
      s.facts.push(f);
    }
  }
  if (!quotes) return h('p', null, 'No quotes among the facts shown.');
  const total = (m) => [...m.values()].reduce((n, s) => n + s.facts.length, 0);
  const sorted = [...groups].sort((a, b) => (a[0] === '') - (b[0] === '') || total(b[1]) - total(a[1]) || compare(label(a[0]), label(b[0])));
  const quote = (f) => h('li', null, h('span', { class: 'dim' }, (f.d || f.t0 || 'undated') + ' '), factLink(f, words(headline(f), 'said')));
  const speaker = (s) => h('section', { class: 'speaker' }, h('h3', null, words(s.name), s.titles.size ? h('span', { class: 'dim' }, ' ', words([...s.titles].sort().join(', '))) : ''),
    h('ol', { class: 'plain' }, s.facts.sort((a, b) => (a.dated ?? Infinity) - (b.dated ?? Infinity) || compare(a.id, b.id)).map(quote)));
  const group = ([home, speakers], i) => {
    const d = h('details', { open: paper > 0 || (i < 5 && quotes < 400) || i < 2 }, h('summary', null, h('strong', null, words(home ? label(home) : 'No affiliation given')), h('span', { class: 'dim' }, ` ${plural(speakers.size, 'speaker')}, ${plural(total(speakers), 'quote')}`)));
    // A group's quotes are made when it is first opened.
    const make = () => { if (d.open && d.childElementCount === 1) add(d, [...speakers.values()].sort((a, b) => b.facts.length - a.facts.length || compare(a.name, b.name)).map(speaker)); };
    d.addEventListener('toggle', make);
    make();
    return d;
  };
  return [h('p', { class: 'legend' }, `${plural(quotes, 'quote')} by country or body of the speaker; reported words stand without marks.`), sorted.map(group)];
}
