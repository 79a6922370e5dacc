// Terms.
function changes() {
  $('terms').hidden = !data.changes.length;
  if (!data.changes.length) return;
  options($('change'), data.changes.map((c, i) => [i, c.label]), 0);
  drawChange();
}
function drawChange() {
  const c = data.changes[Number($('change').value)], most = Math.max(1e-9, ...c.terms.map(t => Math.abs(t.part)));
  clear($('change-text'), c.text);
  const two = {scale: 1, decimals: 2, signed: true};
  const rows = c.terms.map(t => {
    const length = 98 * Math.abs(t.part) / most;
    const bar = svg('svg', {viewBox: '0 0 200 16', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, [
      svg('rect', {x: t.part < 0 ? 100 - length : 100, y: 2, width: length, height: 12, class: t.part < 0 ? 'bar-other' : 'bar-one'}),
      svg('line', {x1: 100, x2: 100, y1: 0, y2: 16, class: 'zero'})]);
    const name = t.e < 0 ? t.label : el('button', {type: 'button', class: 'plain', 'aria-label': 'Read the sentences with ' + t.label, onclick: () => readTerm(t.e)}, t.label + (t.e < 0 ? '' : gloss(data.entries[t.e])));
    return el('tr', {}, [el('th', {scope: 'row'}, name), el('td', {}, data.frames[t.f] ? data.frames[t.f].label : ''),
      el('td', {class: 'number'}, whole(t.from) + ' → ' + whole(t.to)), el('td', {class: 'bar'}, bar), el('td', {class: 'number'}, shown(two, t.part))]);
  });
  const head = [['Term', ''], ['Frame', ''], [c.count === 'hit' ? 'Hits' : 'Sentences', 'number'], ['', 'bar'], ['Part, per 1,000 words', 'number']];
  clear($('change-table'), el('table', {}, [el('thead', {}, el('tr', {}, head.map(([h, k]) => el('th', {scope: 'col', class: k}, h || el('span', {class: 'hidden'}, 'Bar'))))), el('tbody', {}, rows)]));
  downloads('change-save', () => 'terms ' + c.label, () => [['term', 'frame', 'count_from', 'count_to', 'part_per_1000_words'], ...c.terms.map(t => [t.label, data.frames[t.f] ? data.frames[t.f].label : '', t.from, t.to, t.part])],
    () => termPicture(c, most), () => c.label);
}
// The terms as one picture.
function termPicture(c, most) {
  const ink = getComputedStyle(document.body).color, text = (x, y, t, anchor) => svg('text', {x, y, fill: ink, 'font-family': 'sans-serif', 'font-size': '11px', 'text-anchor': anchor}, t);
  return svg('svg', {viewBox: '0 0 560 ' + (c.terms.length * 18 + 4)}, c.terms.flatMap((t, i) => {
    const length = 140 * Math.abs(t.part) / most, y = i * 18;
    return [text(190, y + 13, t.label.slice(0, 32), 'end'), svg('rect', {x: t.part < 0 ? 350 - length : 350, y: y + 3, width: length, height: 12, fill: t.part < 0 ? '#b5480a' : '#0a5f9e'}), text(500, y + 13, shown({scale: 1, decimals: 2, signed: true}, t.part), 'start')];
  }));
}
