// The figure.
function draw() {
  const s = line(), m = data.measures[s.m], subject = data.subjects[s.o], n = s.e.length;
  clear($('says'), says(s));
  clear($('caption'), title(s));
  const over = state.over.map(i => data.series[i]);
  const W = Math.max(280, $('chart').clientWidth || 800), left = 56, right = over.length ? Math.min(150, W / 4) : 8, plot = 250;
  const sided = ['position', 'share', 'difference'].includes(m.key);
  const text = data.texts[s.x], most = Math.max(1, ...text.d), varied = text.d.some(d => d && d < most); // as in print
  const top = (sided ? 20 : 6) + (s.b.length ? 36 : 0), bottom = top + plot, strip = bottom + (sided ? 24 : 8), H = strip + (varied ? 50 : 24);
  const [low, high] = domain([s, ...over], true), width = (W - left - right) / n;
  const x = i => left + (i + 0.5) * width, y = v => bottom - (v - low) / (high - low) * plot, edge = i => left + i * width;
  const g = svg('svg', {viewBox: '0 0 ' + W + ' ' + H, role: 'group', 'aria-label': title(s) + (several ? '' : ', by ' + calendar().label)});
  const add = (tag, attributes, children) => g.append(svg(tag, attributes, children));

  const scale = ticks(low * m.scale, high * m.scale, 5), decimals = Math.max(0, Math.min(4, -Math.floor(Math.log10(scale.step) + 1e-9) + (scale.step.toPrecision(1) * 1 !== scale.step ? 1 : 0)));
  for (const t of scale.out) {
    const at = y(t / m.scale), zero = Math.abs(t) < scale.step / 1e6;
    add('line', {x1: left, x2: W - right, y1: at, y2: at, class: zero ? 'zero' : 'grid'});
    add('text', {x: left - 6, y: at + 4, 'text-anchor': 'end'}, (zero ? 0 : t).toFixed(zero ? 0 : decimals).replace('-', '−'));
  }
  if (sided) {
    const room = Math.floor((W - left) / 7.5), fit = t => t.length > room ? t.slice(0, room - 1) + '…' : t;
    add('text', {x: left, y: 13, class: 'strong one'}, fit('↑ more ' + subject.labels[0]));
    add('text', {x: left, y: bottom + 16, class: 'strong other'}, fit('↓ more ' + subject.labels[1]));
  }
  add('path', {d: ribbons(s, x, y, low, high), class: over.length ? 'ribbon among' : 'ribbon'});
  over.forEach((o, k) => add('path', {d: ribbons(o, x, y, low, high), class: 'band over-' + k}));
  over.forEach((o, k) => add('path', {d: path(o.e, x, y), class: 'line over-' + k}, svg('title', {}, groupName(o))));
  if (over.length) names([s, ...over], add, y, W - right + 6, bottom, right - 6);
  course(s, add, x, y, edge);
  steps(s, add, x, edge, top, bottom, n);
  add('path', {d: path(s.e, x, y), class: 'line'});
  if (width > 3.5) s.e.forEach((v, i) => {
    if (v === null) return;
    add('circle', {cx: x(i), cy: y(v), r: Math.min(3.2, width / 2.6), class: 'dot' + (m.weak.includes(s.w[i]) ? ' doubtful' : '')});
  });
  if (varied) text.d.forEach((d, i) => { if (d) add('rect', {x: edge(i) + width * 0.12, width: width * 0.76, y: strip + 22 - 22 * d / most, height: 22 * d / most, class: 'strip'}); });
  if (varied) {
    add('text', {x: left - 6, y: strip + 10, 'text-anchor': 'end'}, 'texts');
    add('text', {x: left - 6, y: strip + 22, 'text-anchor': 'end'}, '0–' + whole(most));
  }
  axis(add, x, H - 10, W, n);
  g.append(cells(s, edge, width, top, H - 26 - top));
  const held = $('chart').contains(document.activeElement) && document.activeElement.getAttribute('data-period');
  clear($('chart'), g);
  if (held) g.querySelector('.cell[data-period="' + held + '"]')?.focus({preventScroll: true});
  readout(s, -1);
  clear($('brief'), ...s.brief.map(t => el('p', {}, t)));
  clear($('table'), table(s, m));
  stepButtons(s);
  $('readhere').hidden = !data.passages.length;
  many();
}

// Names at the ends of lines, moved apart where they would lie over one another.
function names(list, add, y, x, bottom, room) {
  const ends = list.map((s, k) => ({k, name: groupName(s), at: y(s.e.findLast(v => v !== null) ?? 0)})).sort((a, b) => a.at - b.at || a.k - b.k);
  ends.forEach((e, i) => { if (i) e.at = Math.max(e.at, ends[i - 1].at + 14); });
  ends.reverse().forEach((e, i) => { e.at = Math.min(e.at, i ? ends[i - 1].at - 14 : bottom); });
  const most = Math.floor(room / 7.3);
  for (const e of ends) add('text', {x, y: e.at + 4, class: e.k ? 'strong over-' + (e.k - 1) : 'strong line-name'}, [e.name.length > most ? e.name.slice(0, most - 1) + '…' : e.name, svg('title', {}, e.name)]);
}

// What leads from a step to the sentences on its two sides.
function stepButtons(s) {
  const periods = calendar().periods;
  clear($('steps'), ...(data.passages.length ? s.b : []).map(b => el('li', {}, [b.d + ': ',
    el('button', {type: 'button', class: 'show', onclick: () => read(b.i)}, 'sentences of ' + periods[b.i] + ', before'), ' ',
    el('button', {type: 'button', class: 'show', onclick: () => read(b.j)}, 'of ' + periods[b.j] + ', after')])));
  $('steps').hidden = !$('steps').children.length;
}

// The claim of a series: its level, its way, or its levels around steps.
function course(s, add, x, y, edge) {
  const said = s.brief[0] || '', way = (px, p) => p.v.map((v, k) => (k ? 'L' : 'M') + px(p.i + k).toFixed(1) + ' ' + y(v).toFixed(1)).join('');
  for (const p of s.c) add('path', {d: p.v.length > 1 ? way(x, p) : way(edge, p) + 'H' + edge(p.j + 1).toFixed(1), class: 'level'}, svg('title', {}, said));
}
function steps(s, add, x, edge, top, bottom, n) {
  let last = [-1e9, -1e9];
  for (const b of s.b) {
    const at = (x(b.i) + x(b.j)) / 2;
    add('line', {x1: at, x2: at, y1: top - 8, y2: bottom, class: 'break'}, svg('title', {}, b.t));
    add('line', {x1: x(b.l), x2: x(b.h), y1: top - 8, y2: top - 8, class: 'reach'}, svg('title', {}, b.t));
    const half = b.d.length * 3.4, row = at - half > last[0] ? 0 : at - half > last[1] ? 1 : -1;
    if (row < 0) continue;
    last[row] = at + half + 6;
    const right = edge(n), place = Math.min(Math.max(at, edge(0) + half), right - half);
    add('text', {x: place, y: top - 14 - 13 * row, 'text-anchor': 'middle', class: 'break-label'}, [b.d, svg('title', {}, b.t)]);
  }
}

// Names of as many periods as have room: where there are parts of years, the
// same parts of every year, or of every second, fifth …
function axis(add, x, at, W, n) {
  const {freq, periods} = calendar(), half = periods[0].length * 3.5, least = Math.ceil(n / Math.max(1, Math.floor((x(n - 1) - x(0)) / (2 * half + 20))));
  const parts = {year: 1, half: 2, quarter: 4, month: 12}[freq];
  let step = Math.max(1, least), from = Math.floor((n - 1) % step / 2);
  if (parts) {
    const steps = [1, 2, 3, 4, 6].filter(v => parts % v === 0).concat([1, 2, 5, 10, 20, 25, 50, 100].map(v => v * parts)), [year, part] = periods[0].match(/\d+/g).map(Number);
    step = steps.find(v => v >= least) || step;
    from = -(year * parts + (part || 1) - 1); // the first part of the year 0
  }
  let last = -Infinity;
  periods.forEach((p, i) => {
    const to = Math.min(Math.max(x(i), half), W - half);
    if ((i - from) % step || to - last < 2 * half + 6) return;
    add('text', {x: to, y: at, 'text-anchor': 'middle'}, p);
    last = to;
  });
}

// One button a period; the arrow keys move between them, one is in the tab order.
function cells(s, edge, width, top, height) {
  const all = svg('g', {}), first = state.period >= 0 ? state.period : s.e.findLastIndex(v => v !== null);
  s.e.forEach((v, i) => {
    const cell = svg('rect', {x: edge(i), y: top, width, height, class: 'cell' + (i === state.period ? ' chosen' : ''), role: 'button',
      tabindex: i === Math.max(0, first) ? 0 : -1, 'aria-label': describe(s, i), 'data-period': i});
    cell.addEventListener('mouseenter', () => readout(s, i));
    cell.addEventListener('mouseleave', () => readout(s, -1));
    cell.addEventListener('focus', () => readout(s, i));
    cell.addEventListener('click', () => read(i));
    all.append(cell);
  });
  all.addEventListener('keydown', e => {
    const i = Number(e.target.getAttribute('data-period')), n = s.e.length;
    const to = {ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: n - 1, PageUp: i - 10, PageDown: i + 10}[e.key];
    if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); read(i); }
    if (to === undefined) return;
    e.preventDefault();
    const next = all.children[Math.min(n - 1, Math.max(0, to))];
    e.target.setAttribute('tabindex', -1);
    next.setAttribute('tabindex', 0);
    next.focus();
  });
  return all;
}
function readout(s, i) {
  if (i < 0) i = state.period;
  clear($('readout'), i < 0 ? 'Point at a period, or move there with the keyboard, for its numbers. ' + (s.c.length ? 'Dashed: ' + s.title + '. ' : '') + (state.over.length ? 'Bands: 95 % intervals, each edged like its line; the dashed course is that of ' + groupName(s) + '. ' : '') + (s.b.length ? 'Purple bar: where the date may lie, at 95 %. ' : '') + 'Hollow points: estimates that are hardly more than chance.' : describe(s, i) + state.over.map(k => ' ' + groupName(data.series[k]) + ': ' + worth(data.series[k], i) + '.').join(''));
}

// The figure as rows of a file.
function figureRows() {
  const s = line(), m = data.measures[s.m];
  return [['group', 'period', 'estimate', 'low', 'high', 'count', 'documents', 'sentences', 'words', 'warnings'],
    ...[s, ...state.over.map(i => data.series[i])].flatMap(x => calendar().periods.map((p, i) => [groupName(x), p, ...['e', 'l', 'h'].map(k => plainly(m, x[k][i])), x.n[i],
      data.texts[x.x].d[i], data.texts[x.x].s[i], data.texts[x.x].k[i], data.warnings[x.w[i]]]))];
}
function table(s, m) {
  const head = ['Period', m.label, '95 % interval', data.subjects[s.o].count === 'hit' ? 'Hits' : 'Sentences on its sides', 'Documents', 'Words', 'Warnings', 'Sentences'];
  const text = data.texts[s.x];
  const rows = calendar().periods.map((p, i) => el('tr', {}, [
    el('th', {scope: 'row'}, p), el('td', {class: 'number'}, shown(m, s.e[i])),
    el('td', {class: 'number'}, interval(s, i) || '–'),
    ...[s.n[i], text.d[i], text.k[i]].map(v => el('td', {class: 'number'}, whole(v))),
    el('td', {}, data.warnings[s.w[i]]),
    el('td', {}, s.n[i] ? el('button', {type: 'button', class: 'show', 'aria-label': 'Read the sentences of ' + p, onclick: () => read(i)}, 'read') : ''),
  ]));
  return el('table', {}, [el('thead', {}, el('tr', {}, head.map(h => el('th', {scope: 'col'}, h)))), el('tbody', {}, rows)]);
}
