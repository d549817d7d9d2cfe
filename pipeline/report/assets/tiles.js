// The map's layout: a square for each country and territory that has a code of ISO 3166-1, and for Kosovo and the
// European Union, where it lies among its neighbours. All squares are of one size, so that Malta is as easy to see and to
// click as Canada. Each part stands at a column and a row of the whole; on a narrow screen the parts stand below each other.

const PARTS = [
  { name: 'Americas', column: 0, row: 0, rows: [
    '.. CA .. .. .. .. .. GL ..',
    '.. US .. .. PM .. .. .. ..',
    '.. MX .. .. BM .. .. .. ..',
    'GT BZ .. CU BS TC VG AI MF',
    'SV HN KY JM HT DO PR SX BL',
    '.. NI .. .. .. VI KN AG ..',
    '.. CR .. .. .. .. MS GP DM',
    '.. PA .. AW CW BQ VC LC MQ',
    '.. .. CO VE TT GD BB .. ..',
    '.. EC PE BR GY SR GF .. ..',
    '.. .. BO PY .. .. .. .. ..',
    '.. .. CL AR UY .. .. .. ..',
    'AQ .. .. FK GS .. .. .. ..',
  ] },
  { name: 'Europe', column: 10, row: 0, rows: [
    'IS .. FO .. SJ .. AX FI .. ..',
    '.. .. .. .. NO SE .. EE .. ..',
    'IE IM GB .. DK .. .. LV .. RU',
    '.. GG JE NL DE PL LT BY .. ..',
    'EU .. BE LU CZ SK UA MD .. ..',
    '.. .. FR LI CH AT HU RO .. ..',
    'PT ES AD MC SI HR RS BG .. ..',
    '.. GI .. SM IT BA XK MK .. ..',
    '.. .. .. VA .. ME AL GR .. ..',
    '.. .. .. MT .. .. .. .. CY ..',
  ] },
  { name: 'Africa', column: 10, row: 10, rows: [
    '.. .. MA DZ TN LY EG .. .. ..',
    '.. EH MR ML NE TD SD ER .. ..',
    'CV SN BF .. NG CF SS ET DJ ..',
    'GM GW GN CI BJ CM UG KE SO ..',
    '.. SL LR GH TG GA CG RW .. SC',
    '.. .. ST GQ .. CD BI TZ .. ..',
    'SH .. .. .. AO ZM MW .. KM YT',
    '.. .. .. .. NA BW ZW MZ .. MU',
    'BV .. .. .. .. ZA LS SZ MG RE',
  ] },
  { name: 'Asia', column: 20, row: 2, rows: [
    '.. .. .. .. KZ .. MN .. ..',
    '.. GE AZ TM UZ KG CN KP ..',
    'TR AM IR AF TJ NP BT KR JP',
    'LB SY IQ PK IN BD MM .. TW',
    'IL JO KW .. .. TH LA HK MO',
    'PS SA BH QA LK KH VN .. PH',
    '.. YE OM AE MV .. MY BN ..',
    '.. .. .. .. IO SG ID TL ..',
  ] },
  { name: 'Oceania', column: 21, row: 11, rows: [
    '.. PW GU MP MH UM .. ..',
    '.. PG FM NR KI TV TK ..',
    'CX .. SB WF WS AS CK PF',
    'CC AU VU FJ TO NU .. PN',
    '.. .. NC NF .. .. .. ..',
    'HM TF NZ .. .. .. .. ..',
  ] },
];

// tiles draws the squares and notes which codes have one.
function tiles(of, drawn) {
  const fullest = fullestOf(of);
  const narrow = room() < 700, across = narrow ? 10 : 30;
  const size = Math.min(narrow ? 44 : 40, Math.floor((room() - 24) / across)), gap = 2;
  const out = [];
  let down = 0, deepest = 0;
  for (const p of PARTS) {
    const x0 = 10 + (narrow ? 0 : p.column * size), y0 = narrow ? down + 26 : 26 + p.row * size;
    out.push(svg('text', { class: 'part', x: x0 + (p.rows[0].startsWith('..') && !narrow ? size : 0), y: y0 - 8 }, p.name));
    p.rows.forEach((r, j) => r.split(' ').forEach((code, i) => {
      if (code === '..') return;
      drawn.add(code);
      out.push(tile(code, of.get(code), x0 + i * size, y0 + j * size, size - gap, fullest));
    }));
    down = y0 + p.rows.length * size + 8;
    deepest = Math.max(deepest, down);
  }
  const width = 20 + across * size;
  const picture = svg('svg', { viewBox: `0 0 ${width} ${deepest}`, width, height: deepest, role: 'group', 'aria-label': 'Map of countries; arrow keys move between those with facts' }, out);
  rove(picture, '.tile[role=button]');
  return h('div', { class: 'drawing map' }, picture);
}

function tile(code, facts, x, y, size, fullest) {
  const name = country(code);
  const small = size < 28;
  const at = (dy, text, attributes) => svg('text', { x: x + size / 2, y: y + dy, 'text-anchor': 'middle', ...attributes }, text);
  if (!facts) {
    return svg('g', { class: 'tile none', 'aria-hidden': 'true' }, svg('title', null, name), svg('rect', { x, y, width: size, height: size, rx: 3 }), at(size / 2 + 4, code, { 'font-size': small ? 8 : 10 }));
  }
  const now = latest(facts).s, open = () => showList(label(code), facts);
  const text = `${label(code)}: ${now}, ${plural(facts.length, 'fact')}`;
  return svg('g', { class: 'tile s-' + now, role: 'button', 'data-code': code, 'aria-label': text + '; open', onclick: open, onkeydown: press(open) },
    svg('title', null, text), svg('rect', { x, y, width: size, height: size, rx: 3 }),
    at(size / 2 - (small ? 0 : 2), code, { class: 'code' }), at(size - (small ? 2 : 5), SIGN[now] + ' ' + (facts.length > 999 ? '1k+' : facts.length), { class: 'n ' + volume(facts.length, fullest) }));
}
