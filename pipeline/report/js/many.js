// Many series at once: the headline's groups, ranked, on a wall and on a map, and
// all frames.
const mostSmall = 24, mostRanked = 15;
const opened = new Set(); // lists that are shown whole

function many() {
  const s = line();
  const groups = data.series.map((x, i) => [x, i]).filter(([x]) => x.m === s.m && x.o === s.o && x.t === s.t && x.f === s.f && data.groups[x.g].key);
  $('sidebyside-block').hidden = groups.length < 2;
  if (groups.length >= 2) {
    const name = $('order').value === 'name' ? groups.slice() : groups.slice().sort(byChange);
    small('sidebyside', name, x => groupName(x), x => toldOf(x));
    wallButtons('sidebyside', () => 'groups ' + titled(s, ''), () => titled(s, '') + ', by group', groups);
    rank(groups);
  }
  map(groups);
  const rate = data.measures.findIndex(m => m.key === 'rate');
  const frames = data.series.map((x, i) => [x, i]).filter(([x]) => x.m === rate && x.t === s.t && x.g === s.g && x.f === s.f).sort((a, b) => framesOf(a[0])[0] - framesOf(b[0])[0]);
  small('rates', frames, x => data.subjects[x.o].label, x => x.lead);
  wallButtons('rates', () => 'frames ' + (groupName(s)), () => 'Rates of frames, per 1,000 words, ' + groupName(s), frames);
}

// How far a course goes from its first to its last period, if one is told.
function changed(s) {
  if (!s.c.length) return null;
  return s.c[s.c.length - 1].v.at(-1) - s.c[0].v[0];
}
function byChange([a], [b]) {
  const of = s => changed(s) === null ? -1 : Math.abs(changed(s));
  return of(b) - of(a) || a.g - b.g;
}
function toldOf(s) {
  const c = changed(s), m = data.measures[s.m];
  return (c ? shown({...m, signed: true}, c) + '; ' : '') + s.lead;
}

function small(id, list, name, note) {
  const all = list, W = 180, H = 60;
  if (!opened.has(id)) list = list.slice(0, mostSmall);
  const [low, high] = domain(list.map(([x]) => x), false), n = line().e.length;
  const px = i => 2 + (i + 0.5) * (W - 4) / n, py = v => H - 2 - (v - low) / (high - low) * (H - 4);
  clear($(id), ...list.map(([s, i]) => {
    const m = data.measures[s.m], values = s.e.filter(v => v !== null);
    const picture = svg('svg', {viewBox: '0 0 ' + W + ' ' + H, 'aria-hidden': 'true'}, [
      svg('line', {x1: 0, x2: W, y1: py(0), y2: py(0), class: 'grid'}),
      ...s.b.map(b => svg('line', {x1: px((b.i + b.j) / 2), x2: px((b.i + b.j) / 2), y1: 0, y2: H, class: 'break'})),
      svg('path', {d: path(s.e, px, py), class: 'line'}),
      ...s.e.map((v, j) => v !== null && s.e[j - 1] == null && s.e[j + 1] == null ? svg('circle', {cx: px(j), cy: py(v), r: 1.6, class: 'dot'}) : ''),
    ]);
    const range = values.length ? shown(m, Math.min(...values)) + ' to ' + shown(m, Math.max(...values)) : 'no estimate', text = note(s);
    return el('button', {type: 'button', 'aria-pressed': String(i === state.series), onclick: () => { choose(i); $('caption').parentElement.scrollIntoView({block: 'start'}); }},
      [el('span', {class: 'name'}, name(s)), picture, el('span', {class: 'range'}, range + (text && '; ' + text))]);
  }), rest(id, all.length, mostSmall));
}
// What leads to the rest of a list.
function rest(id, n, most) {
  if (n <= most) return '';
  const open = opened.has(id);
  return el('p', {class: 'note rest'}, el('button', {type: 'button', onclick: () => {
    open ? opened.delete(id) : opened.add(id);
    many();
  }}, open ? 'Show ' + most + ' of ' + whole(n) : 'Show all ' + whole(n)));
}
function wallButtons(id, name, caption, list) {
  const rows = () => [[...['group', 'of', 'period', 'estimate', 'low', 'high', 'count'].slice(id === 'rates' ? 1 : 0)], ...list.flatMap(([s]) => calendarOf(s).map((p, i) =>
    [groupName(s), data.subjects[s.o].label, p, ...['e', 'l', 'h'].map(k => plainly(data.measures[s.m], s[k][i])), s.n[i]].slice(id === 'rates' ? 1 : 0)))];
  downloads(id + '-save', name, rows, () => wall([...$(id).querySelectorAll('button[aria-pressed]')], 4), caption);
}
const calendarOf = s => data.calendars[s.f].periods;

// The groups of a period by their level, with intervals.
function rank(groups) {
  const s = line(), m = data.measures[s.m], periods = calendar().periods;
  const having = i => groups.filter(([x]) => x.e[i] !== null).length, counts = periods.map((p, i) => having(i));
  const usual = () => counts.findLastIndex(n => n >= Math.max(2, Math.max(...counts) / 2));
  const i = state.ranked >= 0 && state.ranked < periods.length ? state.ranked : usual();
  options($('ranked'), periods.map((p, k) => [k, p]).filter(([k]) => counts[k]), i);
  const all = groups.filter(([x]) => x.e[i] !== null && !data.groups[x.g].key.includes(' vs ')).sort(([a], [b]) => b.e[i] - a.e[i] || a.g - b.g);
  const list = opened.has('ranking') ? all : all.slice(0, mostRanked);
  const one = {e: all.map(([x]) => x.e[i]), l: all.map(([x]) => x.l[i]), h: all.map(([x]) => x.h[i]), c: []}, [low, high] = domain([one], true), W = 200;
  const x = v => 4 + (Math.min(high, Math.max(low, v)) - low) / (high - low) * (W - 8);
  const rows = list.map(([r, at], k) => {
    const bar = svg('svg', {viewBox: '0 0 ' + W + ' 16', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, [
      svg('line', {x1: x(0), x2: x(0), y1: 0, y2: 16, class: 'grid'}),
      svg('line', {x1: x(r.l[i] ?? low), x2: x(r.h[i] ?? high), y1: 8, y2: 8, class: 'whisker'}), svg('circle', {cx: x(r.e[i]), cy: 8, r: 3, class: 'dot'})]);
    return el('tr', {}, [el('td', {class: 'number'}, whole(k + 1)), el('th', {scope: 'row'}, el('button', {type: 'button', class: 'plain', onclick: () => { choose(at); $('caption').parentElement.scrollIntoView({block: 'start'}); }}, groupName(r))),
      el('td', {class: 'bar'}, bar), el('td', {class: 'number'}, shown(m, r.e[i])), el('td', {class: 'number'}, interval(r, i) || '–'), el('td', {class: 'number'}, whole(r.n[i]))]);
  });
  const head = ['', 'Group', 'Level', m.label, '95 % interval', data.subjects[s.o].count === 'hit' ? 'Hits' : 'Sentences'];
  clear($('ranking'), el('table', {}, [el('thead', {}, el('tr', {}, head.map((h, k) => el('th', {scope: 'col', class: k > 2 ? 'number' : ''}, h || el('span', {class: 'hidden'}, 'Rank'))))), el('tbody', {}, rows)]), rest('ranking', all.length, mostRanked));
  clear($('ranking-note'), counted(all.length, 'group') + ' of ' + whole(groups.length) + ' with an estimate in ' + periods[i] + '. Where intervals overlap, the order of two groups is not told.');
  downloads('ranking-save', () => 'ranking ' + periods[i], () => [['rank', 'group', 'estimate', 'low', 'high', 'count'], ...all.map(([r], k) => [k + 1, groupName(r), ...['e', 'l', 'h'].map(f => plainly(m, r[f][i])), r.n[i]])],
    () => ranking(all.slice(0, list.length), i, x, low, high, m), () => titled(s, '') + ', ' + periods[i]);
}
// The ranking as one picture.
function ranking(list, i, x, low, high, m) {
  const ink = getComputedStyle(document.body).color, text = (at, y, t, anchor) => svg('text', {x: at, y, fill: ink, 'font-family': 'sans-serif', 'font-size': '11px', 'text-anchor': anchor}, t);
  return svg('svg', {viewBox: '0 0 640 ' + (list.length * 16 + 4)}, list.flatMap(([r], k) => [text(200, k * 16 + 12, groupName(r).slice(0, 34), 'end'),
    svg('line', {x1: 206 + x(r.l[i] ?? low), x2: 206 + x(r.h[i] ?? high), y1: k * 16 + 8, y2: k * 16 + 8, stroke: '#5b7f9e', 'stroke-width': 2}),
    svg('circle', {cx: 206 + x(r.e[i]), cy: k * 16 + 8, r: 3, fill: '#14507d'}), text(414, k * 16 + 12, shown(m, r.e[i]) + (interval(r, i) ? ' (' + interval(r, i) + ')' : ''), 'start')]));
}
