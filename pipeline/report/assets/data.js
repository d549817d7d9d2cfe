// The data of the file, and what is worked out from it once.

const DATA = JSON.parse(document.getElementById('facts').textContent);
const FACTS = DATA.facts, ENTITIES = DATA.entities;
// OF is what the program knows of each kind.
const KINDS = DATA.kinds.map((k) => k.name), OF = Object.fromEntries(DATA.kinds.map((k) => [k.name, k]));
const STATUSES = ['done', 'proposed', 'negated', 'reversed'];
// Each status has a sign too, so that nobody needs to tell colours apart.
const SIGN = { done: '●', proposed: '○', negated: '×', reversed: '↺' };
const MEANS = {
  done: 'happened, in force, or decided', proposed: 'planned, drafted, considered, urged',
  negated: 'said not to have happened', reversed: 'lifted, withdrawn, overturned, expired',
};
// Evidence comes as bare numbers, which take less room: sentence, rule, then start, length and field of each mark.
for (const f of FACTS) {
  f.e = (f.e || []).map(([s, r, ...m]) => ({ s, r: DATA.rules[r], m: Array.from({ length: m.length / 3 }, (_, i) => m.slice(3 * i, 3 * i + 3)) }));
}
const articleOf = (p) => DATA.articles[DATA.of[p.s]];
const byId = new Map(FACTS.flatMap((f) => (f.al || []).map((id) => [id, f])).concat(FACTS.map((f) => [f.id, f])));

// key says which entities are one: by code, else by name.
const key = (e) => e.code || e.name.toLowerCase().split(/\s+/).filter(Boolean).join(' ');
const keyOf = (affiliation) => (/^[A-Z]{2}$/.test(affiliation) ? affiliation : key({ name: affiliation }));
const KEYS = ENTITIES.map(key);
const nameOf = new Map();
ENTITIES.forEach((e, i) => { if (!nameOf.has(KEYS[i])) nameOf.set(KEYS[i], e.name); });
const label = (k) => nameOf.get(k) || country(k);

// country is the English name of a code that no entity of the file bears, where the browser knows it.
const regions = typeof Intl === 'object' && Intl.DisplayNames ? new Intl.DisplayNames(['en'], { type: 'region' }) : null;
function country(code) {
  if (!regions || !/^[A-Z]{2}$/.test(code)) return code;
  try { return regions.of(code) || code; } catch { return code; }
}

// countriesOf are the codes that a fact touches: parties, targets, and whom its people belong to.
function countriesOf(f) {
  const out = new Set();
  for (const i of [...(f.w || []), ...(f.m || []), ...(f.p || [])]) {
    const e = ENTITIES[i];
    if (e.code) out.add(e.code);
    if (/^[A-Z]{2}$/.test(e.affiliation || '')) out.add(e.affiliation);
  }
  return out;
}

const names = (list) => (list || []).map((i) => ENTITIES[i].name).join(', ');
const texts = (f) => f.e.map((p) => DATA.sentences[p.s]);

// What the filters and the sorts ask of a fact, worked out once.
for (const f of FACTS) {
  f.countries = countriesOf(f);
  f.outlets = new Set(f.e.map((p) => articleOf(p).site).filter(Boolean));
  f.who = names(f.w);
  f.whom = names(f.m);
  f.dated = f.dd ? f.dd[0] : f.t0 ? dayNumber(f.t0) : null;
}

// search is made when somebody first searches: it holds every word of a fact.
function searchable(f) {
  if (f.search === undefined) {
    const articles = f.e.map(articleOf);
    f.search = [f.id, f.who, f.whom, names(f.p), f.x, f.a, f.wh, f.d, ...texts(f), ...articles.map((a) => (a.title || '') + ' ' + (a.site || ''))]
      .join('\n').toLowerCase();
  }
  return f.search;
}

function dayNumber(iso) {
  const t = Date.parse(iso.slice(0, 10) + 'T00:00:00Z');
  return Number.isNaN(t) ? null : Math.round(t / 86400000);
}
const isoDay = (n) => new Date(n * 86400000).toISOString().slice(0, 10);
const TODAY = dayNumber(DATA.day);

// spoken facts are what somebody said; their what is in the speaker's words.
const spoken = (f) => !!OF[f.k].headings.indirect;
// kinds lists the kinds that stand in a part of the report, and joined names them.
const kindsIn = (part) => KINDS.filter((k) => OF[k].report[part]);
const plurals = (kinds) => { const s = joined(kinds.map((k) => OF[k].plural)).replace(' or ', ' and '); return s[0].toUpperCase() + s.slice(1); };
const joined = (names) => names.slice(0, -1).join(', ') + (names.length > 1 ? ' or ' : '') + names.slice(-1);

// eventDay and dueDay are the day by which a column sorts, as the columns of the CSV have it.
const eventDay = (f) => (f.dd && !OF[f.k].report.due ? isoDay(f.dd[0]) : '');
const dueDay = (f) => (f.dd && OF[f.k].report.due ? isoDay(f.r === 'before' ? f.dd[0] - 1 : f.r === 'from' ? f.dd[0] : f.dd[1]) : '');

// headline is a fact in a line.
function headline(f) {
  const what = (f.x || '') + (f.a ? ': ' + f.a : '');
  if (spoken(f)) return f.f === 'direct' ? '“' + (f.x || '') + '”' : f.x || '';
  return f.whom ? f.whom + ' – ' + what : what;
}

const when = (f) => (f.d ? (f.r && f.r !== 'on' ? f.r + ' ' : '') + f.d : '');

// latest is the fact that was reported last, whose status is the current one of facts that belong together.
const lastStep = (f) => (f.t1 || '') + ' ' + (f.h && f.h.length ? f.h[f.h.length - 1].d || '' : '');
const latest = (facts) => facts.reduce((x, y) => (compare(lastStep(y), lastStep(x)) > 0 ? y : x));
function compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }
