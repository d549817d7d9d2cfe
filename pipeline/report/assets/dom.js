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
