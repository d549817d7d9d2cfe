// The views, and what happens when the address changes.

const VIEWS = [
  { id: 'summary', name: 'Summary', make: summaryView },
  { id: 'matrix', name: 'Who barred whom', make: matrixView },
  { id: 'map', name: 'Map', make: mapView },
  { id: 'timeline', name: 'Timeline', make: timelineView },
  { id: 'network', name: 'Who signed with whom', make: networkView },
  { id: 'voices', name: 'Voices', make: voicesView },
  { id: 'facts', name: 'Facts', make: factsView },
];
const view = document.getElementById('view'), tabs = document.getElementById('tabs');

// Paper is narrower than most screens, and nobody opens on it what is closed. paper is its width while a print is made.
let paper = 0;
const room = () => Math.min(1360, paper || view.clientWidth || 1000);
window.addEventListener('beforeprint', () => {
  paper = 720;
  draw();
  // A modal card would be cut off where the page ends.
  if (dialog.open) { dialog.close(); dialog.show(); }
  for (const d of view.querySelectorAll('details')) d.open = true;
});
window.addEventListener('afterprint', () => {
  paper = 0;
  draw();
  if (dialog.open) { dialog.close(); dialog.showModal(); }
});

function draw() {
  const v = VIEWS.find((x) => x.id === state.view), held = view.contains(document.activeElement) && document.activeElement.id;
  view.setAttribute('aria-labelledby', 'tab-' + v.id);
  // The summary has heads of its own; the other views' are read by screen readers and on paper.
  replace(view, v.id === 'summary' ? '' : h('h2', { class: 'name' }, v.name), v.make());
  // What the view was told by goes on with the focus in what replaces it.
  if (held && document.getElementById(held)) document.getElementById(held).focus();
}

// follow brings the page in line with the address. Its time is kept as a measure, which developer tools show.
function follow() {
  const start = performance.now(), before = state;
  state = readAddress();
  const same = address({ ...state, fact: '' }) === address({ ...before, fact: '' }) && view.childElementCount > 0;
  if (!same) {
    if (state.view !== before.view || state.q !== before.q) pages = 1;
    choose();
    updateControls();
    for (const t of tabs.children) {
      const on = t.id === 'tab-' + state.view;
      t.setAttribute('aria-selected', String(on));
      t.tabIndex = on ? 0 : -1;
    }
    replace(document.getElementById('count'), shown.length === FACTS.length ? plural(shown.length, 'fact') : `${shown.length.toLocaleString('en')} of ${plural(FACTS.length, 'fact')}`);
    if (unasked && window.innerWidth >= 900) filters.open = state.view !== FIRST.view || document.getElementById('active').childElementCount > 0;
    draw();
  }
  if (state.fact) openCard(state.fact);
  else if (dialog.open) dialog.close();
  document.documentElement.dataset.ms = (performance.now() - start).toFixed(1);
}

function go(id, focus) {
  set({ view: id }, true);
  if (focus) document.getElementById('tab-' + id).focus();
}

replace(document.getElementById('controls'), controls());
replace(tabs, VIEWS.map((v, i) => h('button', { type: 'button', role: 'tab', id: 'tab-' + v.id, 'aria-controls': 'view', onclick: () => go(v.id), onkeydown: (e) => {
  const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: VIEWS.length - 1 }[e.key];
  if (to === undefined) return;
  e.preventDefault();
  go(VIEWS[(to + VIEWS.length) % VIEWS.length].id, true);
} }, v.name)));
// The first screen is a picture, not a form: the filters open with a view that is looked through, or when some are on.
let unasked = true;
const filters = document.getElementById('filters');
filters.querySelector('summary').addEventListener('click', () => { unasked = false; });
document.querySelector('.skip').addEventListener('click', (e) => { e.preventDefault(); view.focus(); }); // the address is taken
window.addEventListener('hashchange', follow);
let resizing = 0;
window.addEventListener('resize', () => { clearTimeout(resizing); resizing = setTimeout(() => { if (['map', 'timeline', 'network'].includes(state.view)) draw(); }, 150); });
follow();
