// Elements are made here and nowhere else. What articles say enters the page as text nodes and as attributes that
// cannot run; an address becomes a link only if it is one of the web.

const SVG = 'http://www.w3.org/2000/svg';

function fill(e, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) e.addEventListener(name.slice(2), value);
    else e.setAttribute(name, value === true ? '' : String(value));
  }
  add(e, children);
  return e;
}

function add(e, children) {
  for (const c of [children].flat(Infinity)) {
    if (c === undefined || c === null || c === false || c === '') continue;
    e.append(c instanceof Node ? c : document.createTextNode(String(c)));
  }
}

const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

function replace(e, ...children) {
  e.replaceChildren();
  add(e, children);
}

// outside is a link to an article, or its text alone where the address is none of the web.
function outside(address, text) {
  if (!/^https?:\/\//i.test(address || '')) return text;
  return h('a', { href: address, rel: 'noopener noreferrer nofollow', target: '_blank' }, text);
}

const plural = (n, one, many) => n.toLocaleString('en') + ' ' + (n === 1 ? one : many || one + 's');
const cut = (s, n) => ([...s].length > n ? [...s].slice(0, n - 1).join('').trimEnd() + '…' : s);

// words is text of an article: its direction is its own and does not spill into the page.
const words = (text, kind) => h('bdi', { class: kind }, text);

// press calls what a click would for a drawing that acts as a button.
const press = (act) => (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); act(); } };

// rove makes many buttons one stop of the tab key: arrows go to the nearest one in their direction, Home and End to the
// first and the last.
function rove(box, selector) {
  const all = [...box.querySelectorAll(selector)];
  all.forEach((e, i) => e.setAttribute('tabindex', i ? '-1' : '0'));
  const turns = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  box.addEventListener('focusin', (e) => {
    const here = e.target.closest(selector);
    if (here) for (const o of all) o.setAttribute('tabindex', o === here ? '0' : '-1');
  });
  box.addEventListener('keydown', (e) => {
    const here = e.target.closest(selector), turn = turns[e.key];
    if (!here || e.ctrlKey || e.metaKey || e.altKey || !(turn || e.key === 'Home' || e.key === 'End')) return;
    e.preventDefault();
    let to = e.key === 'Home' ? all[0] : e.key === 'End' ? all[all.length - 1] : null;
    if (turn) {
      const mid = (o) => {
        if (o.dataset.x) return [Number(o.dataset.x), Number(o.dataset.y)]; // a drawing says itself where it is
        const r = o.getBoundingClientRect();
        return [r.left + r.width / 2, r.top + r.height / 2];
      };
      const [x, y] = mid(here);
      let least = Infinity;
      for (const o of all) {
        const [ox, oy] = mid(o), ahead = (ox - x) * turn[0] + (oy - y) * turn[1], aside = Math.abs((ox - x) * turn[1]) + Math.abs((oy - y) * turn[0]);
        const far = ahead + 2 * aside; // straight ahead is nearer than aslant
        if (o !== here && ahead > 1 && far < least) { least = far; to = o; }
      }
    }
    if (to) to.focus();
  });
}
