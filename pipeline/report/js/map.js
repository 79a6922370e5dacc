// The map: one square a state, about where it lies, coloured by the change of its
// course. It shows no more than the courses that are told.
function map(groups) {
  const placed = groups.filter(([s]) => data.groups[s.g].x !== undefined && !data.groups[s.g].pair).sort(([a], [b]) => data.groups[a.g].y - data.groups[b.g].y || data.groups[a.g].x - data.groups[b.g].x);
  $('map-block').hidden = placed.length < 8;
  if (placed.length < 8) return;
  const s = line(), subject = data.subjects[s.o], m = data.measures[s.m], size = 30, changes = placed.map(([x]) => changed(x));
  const most = Math.max(1e-12, ...changes.map(c => Math.abs(c ?? 0)));
  const xs = placed.map(([x]) => data.groups[x.g].x), ys = placed.map(([x]) => data.groups[x.g].y), left = Math.min(...xs), top = Math.min(...ys);
  const g = svg('svg', {viewBox: '0 0 ' + (Math.max(...xs) - left + 1) * size + ' ' + (Math.max(...ys) - top + 1) * size, role: 'group', 'aria-label': 'Map of squares: change of ' + titled(s, '')});
  placed.forEach(([x, i], k) => {
    const group = data.groups[x.g], c = changes[k], X = (group.x - left) * size, Y = (group.y - top) * size;
    const square = svg('g', {role: 'button', class: 'square' + (i === state.series ? ' chosen' : ''), tabindex: i === state.series || k === 0 ? 0 : -1, 'aria-label': group.label + ': ' + toldOf(x)}, [
      svg('rect', {x: X + 1, y: Y + 1, width: size - 2, height: size - 2, class: c === null ? 'untold' : c > 0 ? 'bar-one' : c < 0 ? 'bar-other' : 'flat', 'fill-opacity': c ? (0.18 + 0.42 * Math.abs(c) / most).toFixed(3) : null}),
      svg('text', {x: X + size / 2, y: Y + size / 2 + 3.5, 'text-anchor': 'middle', class: 'code'}, group.code), svg('title', {}, group.label + ': ' + toldOf(x))]);
    square.addEventListener('click', () => choose(i));
    g.append(square);
  });
  g.addEventListener('keydown', e => {
    const at = [...g.children].indexOf(e.target.closest('.square')), to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: placed.length - 1, ArrowDown: below(placed, at, 1), ArrowUp: below(placed, at, -1)}[e.key];
    if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); choose(placed[at][1]); $('map').querySelector('.square.chosen')?.focus(); }
    if (to === undefined) return;
    e.preventDefault();
    const next = g.children[Math.min(placed.length - 1, Math.max(0, to))];
    for (const c of g.children) c.setAttribute('tabindex', -1);
    next.setAttribute('tabindex', 0);
    next.focus();
  });
  if (g.querySelectorAll('[tabindex="0"]').length > 1) g.children[0].setAttribute('tabindex', -1);
  clear($('map'), g);
  const up = subject.labels[1] ? 'towards ' + subject.labels[0] : 'more of it', down = subject.labels[1] ? 'towards ' + subject.labels[1] : 'less of it';
  const key = (kind, text) => el('span', {class: 'key'}, [svg('svg', {viewBox: '0 0 14 14', 'aria-hidden': 'true'}, svg('rect', {x: 1, y: 1, width: 12, height: 12, class: kind, 'fill-opacity': kind.startsWith('bar') ? 0.6 : null})), ' ' + text]);
  clear($('map-key'), key('bar-one', up), key('bar-other', down), key('flat', 'no change'), key('untold', 'can’t be told'), el('span', {}, 'Deepest colour: ' + shown({...m, signed: false}, most) + unit(m) + '. ' + whole(changes.filter(c => c !== null).length) + ' of ' + whole(placed.length) + ' squares are told.' + without(groups)));
  downloads('map-save', () => 'map ' + titled(s, ''), () => [['code', 'group', 'change', 'shape'], ...placed.map(([x], k) => [data.groups[x.g].code, data.groups[x.g].label, plainly(m, changes[k]), x.lead])], () => mapPicture(['more ' + subject.labels[0], subject.labels[1] ? 'more ' + subject.labels[1] : 'less']), () => titled(s, '') + ', change by state');
}
// Who has no square: states that are no more, and what is no state.
function without(groups) {
  const names = groups.filter(([s]) => data.groups[s.g].x === undefined && !data.groups[s.g].pair).map(([s]) => groupName(s)).sort();
  return names.length ? ' Without a square, being no state or one that is no more: ' + names.slice(0, 20).join(', ') + (names.length > 20 ? ' and ' + whole(names.length - 20) + ' more' : '') + '.' : '';
}
// The map with its key, to stand alone.
function mapPicture([up, down]) {
  const map = $('map').firstChild, [, , w, h] = map.getAttribute('viewBox').split(' ').map(Number), ink = getComputedStyle(document.body).color;
  const key = ['bar-one', 'bar-other', 'flat', 'untold'].flatMap((kind, k) => [
    styled($('map-key').querySelector('.' + kind)), svg('text', {x: 18, y: 11, fill: ink, 'font-family': 'sans-serif', 'font-size': '12px'}, [up, down, 'no change', 'can’t be told'][k]),
  ].reduce((g, node) => put(g, {}, node), svg('g', {transform: 'translate(4 ' + (h + 6 + 17 * k) + ')'})));
  return svg('svg', {viewBox: '0 0 ' + w + ' ' + (h + 78)}, [...[...map.children].map(styled), ...key]);
}
// The square next above or below, nearest in its row.
function below(placed, at, step) {
  const here = data.groups[placed[at][0].g], row = placed.map(([s], i) => [i, data.groups[s.g]]).filter(([, g]) => Math.sign(g.y - here.y) === step);
  const near = row.sort(([, a], [, b]) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y) || Math.abs(a.x - here.x) - Math.abs(b.x - here.x))[0];
  return near ? near[0] : at;
}
