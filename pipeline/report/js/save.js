// What is taken away: a table as CSV, a picture as SVG or PNG. Everything is made
// here, of what the page shows.
function save(name, type, content) {
  const a = el('a', {download: name, href: URL.createObjectURL(new Blob([content], {type}))});
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}
// A cell of a CSV file. A text that a spreadsheet would run as a formula gets a '
// before it, as in frameshift show --format csv.
function cell(v) {
  if (v === null || v === undefined) return '';
  let text = String(v);
  if (typeof v === 'string' && /^[=+\-@\t\r\n]/.test(text) && (text.trim() === '' || !Number.isFinite(Number(text)))) text = "'" + text;
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}
const csv = rows => rows.map(r => r.map(cell).join(',') + '\n').join('');
// A number of the table as it is shown, without what rounding of binary numbers adds.
const plainly = (m, v) => v === null || v === undefined ? null : Number((v * m.scale).toPrecision(12));

const looks = ['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor'];
// A picture that stands alone: what style sheets say is written into it, what is
// only there to be pointed at is left out.
function standing(picture, caption) {
  const [, , w, h] = picture.getAttribute('viewBox').split(' ').map(Number), top = 22;
  const out = svg('svg', {xmlns: SVG, viewBox: '0 0 ' + w + ' ' + (h + top), width: w, height: h + top}, [
    svg('title', {}, caption), svg('desc', {}, 'frameshift report, run ' + data.run),
    svg('rect', {x: 0, y: 0, width: w, height: h + top, fill: getComputedStyle(document.body).backgroundColor}),
    svg('text', {x: 4, y: 15, 'font-family': 'sans-serif', 'font-size': '12px', 'font-weight': 600, fill: getComputedStyle(document.body).color}, caption)]);
  out.append(svg('g', {transform: 'translate(0 ' + top + ')'}, [...picture.children].map(styled)));
  return out;
}
function styled(node) {
  const copy = node.cloneNode(false), style = getComputedStyle(node);
  for (const name of ['class', 'style', 'tabindex', 'role']) copy.removeAttribute(name);
  for (const name of looks) { // of what is not in the page there is none
    const value = ['title', 'g'].includes(node.tagName) ? '' : style.getPropertyValue(name);
    if (value) copy.setAttribute(name, value);
  }
  for (const c of node.childNodes) {
    if (c.nodeType === Node.TEXT_NODE) copy.append(c.data);
    else if (c.nodeType === Node.ELEMENT_NODE && !c.classList.contains('cell')) copy.append(styled(c));
  }
  return copy;
}
// Draws a standing picture on a canvas, shape by shape: the page's policy lets no
// picture be loaded, not even one of its own.
function paint(node, ctx) {
  const at = name => parseFloat(node.getAttribute(name)) || 0, move = /translate\(([-\d.]+)[ ,]([-\d.]+)\)/.exec(node.getAttribute('transform') || '');
  ctx.save();
  if (move) ctx.translate(Number(move[1]), Number(move[2]));
  ctx.globalAlpha *= node.hasAttribute('opacity') ? at('opacity') : 1;
  const shape = {
    line: () => 'M' + at('x1') + ' ' + at('y1') + 'L' + at('x2') + ' ' + at('y2'), path: () => node.getAttribute('d'),
    rect: () => 'M' + at('x') + ' ' + at('y') + 'h' + at('width') + 'v' + at('height') + 'h' + -at('width') + 'z',
    circle: () => 'M' + (at('cx') - at('r')) + ' ' + at('cy') + 'a' + at('r') + ' ' + at('r') + ' 0 1 0 ' + 2 * at('r') + ' 0a' + at('r') + ' ' + at('r') + ' 0 1 0 ' + -2 * at('r') + ' 0z',
  }[node.tagName];
  const fill = node.getAttribute('fill') || '#000', stroke = node.getAttribute('stroke') || 'none';
  if (shape) {
    const p = new Path2D(shape());
    if (fill !== 'none' && node.tagName !== 'line') {
      const alpha = ctx.globalAlpha;
      ctx.globalAlpha *= node.hasAttribute('fill-opacity') ? at('fill-opacity') : 1;
      ctx.fillStyle = fill;
      ctx.fill(p);
      ctx.globalAlpha = alpha;
    }
    if (stroke !== 'none') {
      ctx.globalAlpha *= node.hasAttribute('stroke-opacity') ? at('stroke-opacity') : 1;
      ctx.strokeStyle = stroke;
      ctx.lineWidth = at('stroke-width') || 1;
      ctx.lineJoin = 'round';
      ctx.setLineDash((node.getAttribute('stroke-dasharray') || '').match(/[\d.]+/g)?.map(Number) || []);
      ctx.stroke(p);
    }
  } else if (node.tagName === 'text') {
    ctx.font = (node.getAttribute('font-weight') || 400) + ' ' + (node.getAttribute('font-size') || '12px') + ' ' + (node.getAttribute('font-family') || 'sans-serif');
    ctx.textAlign = {middle: 'center', end: 'right'}[node.getAttribute('text-anchor')] || 'left';
    ctx.fillStyle = fill;
    ctx.fillText([...node.childNodes].filter(c => c.nodeType === Node.TEXT_NODE).map(c => c.data).join(''), at('x'), at('y'));
  } else for (const c of node.children) paint(c, ctx);
  ctx.restore();
}
function savePNG(name, picture) {
  const fine = 2, [, , w, h] = picture.getAttribute('viewBox').split(' ').map(Number), canvas = el('canvas', {width: w * fine, height: h * fine}), ctx = canvas.getContext('2d');
  ctx.scale(fine, fine);
  paint(picture, ctx);
  canvas.toBlob(b => save(name + '.png', 'image/png', b), 'image/png');
}
// The buttons under a chart. A wall of small pictures is one picture.
function downloads(id, name, rows, picture, caption) {
  const file = () => 'frameshift-' + data.run + '-' + name().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').toLowerCase().slice(0, 80);
  const button = (text, what, onclick) => el('button', {type: 'button', class: 'show', 'aria-label': text + ' of ' + what, onclick}, text);
  clear($(id), 'Download: ', button('CSV', 'the table, ' + caption(), () => save(file() + '.csv', 'text/csv;charset=utf-8', csv(rows()))), ...(picture ? [' ',
    button('SVG', 'the picture, ' + caption(), () => save(file() + '.svg', 'image/svg+xml', new XMLSerializer().serializeToString(standing(picture(), caption())))), ' ',
    button('PNG', 'the picture, ' + caption(), () => savePNG(file(), standing(picture(), caption())))] : []));
}
// Small pictures with their names, as one.
function wall(list, across) {
  const W = 190, H = 84, rows = Math.ceil(list.length / across);
  return svg('svg', {viewBox: '0 0 ' + W * Math.min(across, list.length) + ' ' + H * rows}, list.map((button, i) => svg('g', {transform: 'translate(' + W * (i % across) + ' ' + H * Math.floor(i / across) + ')'}, [
    svg('text', {x: 4, y: 14, 'font-family': 'sans-serif', 'font-size': '11px', fill: getComputedStyle(document.body).color}, button.querySelector('.name').textContent.slice(0, 28)),
    svg('g', {transform: 'translate(4 20)'}, [...button.querySelector('svg').children].map(styled))])));
}
