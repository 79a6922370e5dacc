// Draws the figures of the page and leads from them to the sentences. It reads
// the JSON in #data and makes nodes of elements and text; it never parses markup.
const data = JSON.parse(document.getElementById('data').textContent);
const $ = id => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';

function put(node, attributes, children) {
  for (const [k, v] of Object.entries(attributes || {})) {
    if (k === 'onclick') node.addEventListener('click', v);
    else if (v !== undefined && v !== null && v !== false) node.setAttribute(k, v === true ? '' : typeof v === 'string' && k !== 'href' ? visible(v) : v);
  }
  for (const c of [].concat(children === undefined ? [] : children)) node.append(typeof c === 'string' ? visible(c) : c);
  return node;
}
// A text in which what steers the text around it, or is no letter at all, is seen as
// its escape, as frameshift writes it elsewhere.
const visible = t => t.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
  c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
const el = (tag, attributes, children) => put(document.createElement(tag), attributes, children);
const svg = (tag, attributes, children) => put(document.createElementNS(SVG, tag), attributes, children);
const clear = (node, ...children) => node.replaceChildren(...children.map(c => typeof c === 'string' ? visible(c) : c));
const whole = n => n.toString().replace(/\B(?=(\d{3})+$)/g, ',');
const counted = (n, noun) => whole(n) + ' ' + noun + (n === 1 ? '' : 's');

// Numbers as the sentences of the page write them.
function shown(measure, v) {
  if (v === null) return '–';
  const text = rounded(v * measure.scale, measure.decimals), sign = /[1-9]/.test(text) ? v < 0 ? '−' : measure.signed ? '+' : '' : '';
  return sign + text + (measure.unit === '%' ? ' %' : '');
}
// The size of a number; what lies halfway goes to the even digit, as in the
// sentences.
function rounded(v, decimals) {
  const size = Math.abs(v), up = size.toFixed(decimals), halves = size * 2 ** (decimals + 1);
  return Number.isInteger(halves) && halves % 2 && up.slice(-1) % 2 ? (size * (1 - 1e-15)).toFixed(decimals) : up;
}
const unit = m => !m.unit || m.unit === '%' ? '' : ' ' + m.unit;
