// Draws the figures of the page and leads from them to the sentences. It reads
// the JSON in #data and makes nodes of elements and text; it never parses markup.
(function () {
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const $ = id => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';

function put(node, attributes, children) {
  for (const [k, v] of Object.entries(attributes || {})) {
    if (k === 'onclick') node.addEventListener('click', v);
    else if (v !== undefined && v !== null && v !== false) node.setAttribute(k, v === true ? '' : v);
  }
  for (const c of [].concat(children === undefined ? [] : children)) node.append(c);
  return node;
}
const el = (tag, attributes, children) => put(document.createElement(tag), attributes, children);
const svg = (tag, attributes, children) => put(document.createElementNS(SVG, tag), attributes, children);
const clear = (node, ...children) => node.replaceChildren(...children);
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

// What is chosen: series in the figure, and the filter of the sentences.
const state = {series: data.headline, period: -1, frame: -1, entry: -1, shown: 0};
const line = () => data.series[state.series];
const calendar = () => data.calendars[line().f];

function options(select, list, chosen) {
  clear(select, ...list.map(([value, label]) => el('option', {value, selected: value === chosen}, label)));
  select.value = String(chosen);
  select.disabled = list.length < 2;
}
const distinct = (key, fits) => [...new Set(data.series.filter(fits).map(s => s[key]))];

function controls() {
  const s = line(), named = (list, places) => places.map(i => [i, list[i].label]);
  options($('measure'), named(data.measures, distinct('m', () => true)), s.m);
  options($('subject'), named(data.subjects, distinct('o', x => x.m === s.m)), s.o);
  const topics = distinct('t', x => x.m === s.m && x.o === s.o);
  options($('topic'), topics.map(i => [i, data.topics[i].key ? 'within ' + data.topics[i].label : data.topics[i].label]), s.t);
  options($('group'), named(data.groups, distinct('g', x => x.m === s.m && x.o === s.o && x.t === s.t)), s.g);
  options($('freq'), named(data.calendars, distinct('f', x => x.m === s.m && x.o === s.o && x.t === s.t && x.g === s.g).sort((a, b) => a - b)), s.f);
}

// The series nearest to what is asked for: what was changed last counts most.
function change(key, value) {
  const s = line(), want = {m: s.m, o: s.o, t: s.t, g: s.g, f: s.f, [key]: value};
  let best = -1, bestScore = -1;
  data.series.forEach((x, i) => {
    if (x[key] !== value) return;
    const score = 16 * (x.m === want.m) + 8 * (x.o === want.o) + 4 * (x.t === want.t) + 2 * (x.g === want.g) + (x.f === want.f);
    if (score > bestScore) { best = i; bestScore = score; }
  });
  choose(best);
}
function choose(series) {
  const from = line().f, s = data.series[series];
  state.series = series;
  if (s.f !== from && state.period >= 0) state.period = meanwhile(state.period, from, s);
  state.frame = state.entry = -1;
  controls();
  draw();
  filter();
}

// The period of another calendar with the newest text of a period, that of the
// group if it has any; -1 if nobody has.
function meanwhile(period, from, s) {
  const texts = data.documents.filter(d => d.p[from] === period && d.p[s.f] >= 0), d = texts.find(d => d.g.includes(s.g)) || texts[0];
  return d ? d.p[s.f] : -1;
}

const several = new Set(data.series.map(s => s.f)).size > 1;
function title(s) {
  const m = data.measures[s.m], topic = data.topics[s.t];
  return m.label + ', ' + data.subjects[s.o].label + (topic.key ? ', within ' + topic.label : '') +
    (data.groups[s.g].key ? ', ' + data.groups[s.g].label : '') + (several ? ', by ' + data.calendars[s.f].label : '') + (m.unit ? ' (' + m.unit + ')' : '');
}
// An end that does not exist is left open, as in the sentences.
function interval(s, i) {
  const m = data.measures[s.m], l = s.l[i], h = s.h[i];
  if (l === null) return h === null ? '' : 'up to ' + shown(m, h);
  return h === null ? 'from ' + shown(m, l) : shown(m, l) + ' to ' + shown(m, h);
}
function describe(s, i) {
  const m = data.measures[s.m], text = data.texts[s.x], parts = [];
  if (s.e[i] === null) parts.push('no estimate');
  else parts.push(shown(m, s.e[i]) + unit(m) + (!interval(s, i) ? '' : ' (95 % interval ' + interval(s, i) + (data.units[s.u[i]] ? ', ' + data.units[s.u[i]] : '') + ')'));
  parts.push(counted(s.n[i], data.subjects[s.o].count) + (data.subjects[s.o].count === 'hit' ? ' in ' : ' on its sides, of ') + counted(text.d[i], 'document') + ', ' + counted(text.s[i], 'sentence') + ', ' + counted(text.k[i], 'word'));
  const list = data.warnings[s.w[i]];
  if (list) parts.push('Note: ' + list.split('; ').map(meaning).join('; '));
  return data.calendars[s.f].periods[i] + ': ' + parts.join('. ') + '.';
}
function meaning(w) {
  const known = data.meanings.find(k => k.key === w);
  return known ? known.label : w;
}

// Scales.
function ticks(low, high, n) {
  const raw = (high - low) / n, power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 2.5, 5, 10].map(f => f * power).find(v => v >= raw), out = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) out.push(i * step);
  return {step, out};
}
// The values from 0, and of their intervals what lies no further out than they
// are apart: the ends of a few wide ones would flatten everything else.
function domain(list, intervals) {
  const all = side => list.flatMap(s => s[side]).filter(v => v !== null), ends = all('e').concat(list.flatMap(s => s.c.flatMap(p => p.v)));
  let low = Math.min(0, ...ends), high = Math.max(0, ...ends);
  if (intervals) {
    const far = high - low || Infinity;
    [low, high] = [Math.max(low - far, Math.min(low, ...all('l'))), Math.min(high + far, Math.max(high, ...all('h')))];
  }
  if (low === high) high = low + 1;
  const room = (high - low) * 0.04;
  return [low < 0 ? low - room : 0, high + room];
}
// A path over the periods with a value, broken where one is missing.
function path(values, x, y) {
  let d = '', pen = false;
  values.forEach((v, i) => {
    if (v !== null) d += (pen ? 'L' : 'M') + x(i).toFixed(1) + ' ' + y(v).toFixed(1);
    pen = v !== null;
  });
  return d;
}
// The intervals; an end that is open, or outside, is where the plot ends.
function ribbons(s, x, y, low, high) {
  const out = [], top = i => y(s.h[i] === null ? high : Math.min(high, s.h[i])).toFixed(1), end = i => y(s.l[i] === null ? low : Math.max(low, s.l[i])).toFixed(1);
  let run = [];
  const flush = () => {
    const half = i => x(i) + 0.5;
    if (run.length === 1) out.push('M' + (x(run[0]) - 1.5) + ' ' + top(run[0]) + 'h3V' + end(run[0]) + 'h-3Z');
    else if (run.length) out.push('M' + run.map(i => half(i) + ' ' + top(i)).join('L') + 'L' + run.reverse().map(i => half(i) + ' ' + end(i)).join('L') + 'Z');
    run = [];
  };
  s.e.forEach((v, i) => { if (v === null || s.l[i] === null && s.h[i] === null) flush(); else run.push(i); });
  flush();
  return out.join('');
}

// The figure.
function draw() {
  const s = line(), m = data.measures[s.m], subject = data.subjects[s.o], n = s.e.length;
  clear($('caption'), title(s));
  const W = Math.max(280, $('chart').clientWidth || 800), left = 56, right = 8, plot = 250;
  const sided = ['position', 'share', 'difference'].includes(m.key);
  const top = (sided ? 20 : 6) + (s.b.length ? 36 : 0), bottom = top + plot, strip = bottom + (sided ? 24 : 8), H = strip + 50;
  const [low, high] = domain([s], true), width = (W - left - right) / n;
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
  add('path', {d: ribbons(s, x, y, low, high), class: 'ribbon'});
  course(s, add, x, y, edge);
  steps(s, add, edge, y, top, bottom, n);
  add('path', {d: path(s.e, x, y), class: 'line'});
  if (width > 3.5) s.e.forEach((v, i) => {
    if (v === null) return;
    const doubtful = data.warnings[s.w[i]].split('; ').some(w => data.meanings.some(k => k.key === w && k.doubtful));
    add('circle', {cx: x(i), cy: y(v), r: Math.min(3.2, width / 2.6), class: 'dot' + (doubtful ? ' doubtful' : '')});
  });
  const text = data.texts[s.x], most = Math.max(1, ...text.d);
  text.d.forEach((d, i) => { if (d) add('rect', {x: edge(i) + width * 0.12, width: width * 0.76, y: strip + 22 - 22 * d / most, height: 22 * d / most, class: 'strip'}); });
  add('text', {x: left - 6, y: strip + 10, 'text-anchor': 'end'}, 'texts');
  add('text', {x: left - 6, y: strip + 22, 'text-anchor': 'end'}, '0–' + whole(most));
  axis(add, x, strip + 40, W, n);
  g.append(cells(s, edge, width, top, strip + 24 - top));
  clear($('chart'), g);
  readout(s, -1);
  clear($('brief'), ...s.brief.map(t => el('p', {}, t)));
  clear($('table'), table(s, m));
  multiples();
}

// The claim of a series: its level, its way, or its levels around steps.
function course(s, add, x, y, edge) {
  const said = s.brief[0] || '', way = (px, p) => p.v.map((v, k) => (k ? 'L' : 'M') + px(p.i + k).toFixed(1) + ' ' + y(v).toFixed(1)).join('');
  for (const p of s.c) add('path', {d: p.v.length > 1 ? way(x, p) : way(edge, p) + 'H' + edge(p.j + 1).toFixed(1), class: 'level'}, svg('title', {}, said));
}
function steps(s, add, edge, y, top, bottom, n) {
  let last = [-1e9, -1e9];
  for (const b of s.b) {
    const at = (edge(b.i + 1) + edge(b.j)) / 2;
    add('line', {x1: at, x2: at, y1: top - 8, y2: bottom, class: 'break'}, svg('title', {}, b.t));
    add('line', {x1: edge(b.l + 1) - 2, x2: edge(b.h + 1) + 2, y1: top - 8, y2: top - 8, class: 'reach'}, svg('title', {}, b.t));
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
  clear($('readout'), i < 0 ? 'Point at a period, or move there with the keyboard, for its numbers. ' + (s.c.length ? 'Dashed: ' + s.lead + '. ' : '') + (s.b.length ? 'Purple bar: where the date may lie, at 95 %. ' : '') + 'Hollow points: estimates that are hardly more than chance.' : describe(s, i));
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

// Small multiples.
const mostMultiples = 24;
function multiples() {
  const s = line(), find = fits => data.series.map((x, i) => [x, i]).filter(([x]) => fits(x));
  const groups = find(x => x.m === s.m && x.o === s.o && x.t === s.t && x.f === s.f && data.groups[x.g].key);
  $('sidebyside-block').hidden = groups.length < 2;
  small($('sidebyside'), groups, x => data.groups[x.g].label);
  const rate = data.measures.findIndex(m => m.key === 'rate');
  small($('rates'), find(x => x.m === rate && x.t === s.t && x.g === s.g && x.f === s.f).sort((a, b) => framesOf(a[0])[0] - framesOf(b[0])[0]), x => data.subjects[x.o].label);
}
function small(into, list, name) {
  const more = list.length - mostMultiples, W = 180, H = 60;
  list = list.slice(0, mostMultiples);
  const [low, high] = domain(list.map(([x]) => x), false), n = line().e.length;
  const px = i => 2 + (i + 0.5) * (W - 4) / n, py = v => H - 2 - (v - low) / (high - low) * (H - 4);
  clear(into, ...list.map(([s, i]) => {
    const m = data.measures[s.m], values = s.e.filter(v => v !== null);
    const picture = svg('svg', {viewBox: '0 0 ' + W + ' ' + H, 'aria-hidden': 'true'}, [
      svg('line', {x1: 0, x2: W, y1: py(0), y2: py(0), class: 'grid'}),
      ...s.b.map(b => svg('line', {x1: px((b.i + b.j) / 2), x2: px((b.i + b.j) / 2), y1: 0, y2: H, class: 'break'})),
      svg('path', {d: path(s.e, px, py), class: 'line'}),
      ...s.e.map((v, j) => v !== null && s.e[j - 1] == null && s.e[j + 1] == null ? svg('circle', {cx: px(j), cy: py(v), r: 1.6, class: 'dot'}) : ''),
    ]);
    const range = values.length ? shown(m, Math.min(...values)) + ' to ' + shown(m, Math.max(...values)) : 'no estimate';
    return el('button', {type: 'button', 'aria-pressed': String(i === state.series), onclick: () => { choose(i); $('caption').scrollIntoView({block: 'start'}); }},
      [el('span', {class: 'name'}, name(s)), picture, el('span', {class: 'range'}, range + (s.lead && '; ' + s.lead))]);
  }), more > 0 ? el('p', {class: 'note'}, 'and ' + whole(more) + ' more, in the list above the figure') : '');
}

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
    const name = t.e < 0 ? t.label : el('button', {type: 'button', class: 'plain', 'aria-label': 'Read the sentences with ' + t.label, onclick: () => readTerm(t.e)}, t.label);
    return el('tr', {}, [el('th', {scope: 'row'}, name), el('td', {}, data.frames[t.f] ? data.frames[t.f].label : ''),
      el('td', {class: 'number'}, whole(t.from) + ' → ' + whole(t.to)), el('td', {class: 'bar'}, bar), el('td', {class: 'number'}, shown(two, t.part))]);
  });
  const head = [['Term', ''], ['Frame', ''], [c.count === 'hit' ? 'Hits' : 'Sentences', 'number'], ['', 'bar'], ['Part, per 1,000 words', 'number']];
  clear($('change-table'), el('table', {}, [el('thead', {}, el('tr', {}, head.map(([h, k]) => el('th', {scope: 'col', class: k}, h || el('span', {class: 'hidden'}, 'Bar'))))), el('tbody', {}, rows)]));
}

// Sentences.
function read(period) {
  state.period = period;
  state.frame = state.entry = -1;
  for (const c of document.querySelectorAll('.cell')) c.classList.toggle('chosen', Number(c.getAttribute('data-period')) === period);
  readout(line(), -1);
  filter();
  $('sentences-title').focus();
}
function readTerm(entry) {
  state.period = -1;
  state.frame = data.entries[entry].f;
  state.entry = entry;
  filter();
  $('sentences-title').focus();
}
const used = new Set(data.passages.flatMap(p => p.h.filter((v, i) => i % 4 === 2))); // entries that the page has sentences of
const framesOf = s => [...new Set([...data.subjects[s.o].sides, ...data.subjects[s.o].pairs].flat(9))];

// Frames with a hit in each sentence, whose passages follow one another.
const spoken = [];
for (const p of data.passages) {
  if (!(p.c & 4)) spoken.push(new Set());
  p.s = spoken.length - 1;
  for (let i = 2; i < p.h.length; i += 4) spoken[p.s].add(data.entries[p.h[i]].f);
}
// What a sentence has of each side where sentences count: the frames, and those
// of pairs both halves of which are in it.
function sidesIn(subject, sentence) {
  const has = f => spoken[sentence].has(f);
  return [0, 1].map(i => subject.sides[i].filter(has).concat(subject.pairs[i].filter(p => p.every(half => half.some(has))).flat(2).filter(has)));
}
function filter() {
  const s = line(), frames = framesOf(s);
  options($('period'), [[-1, 'all periods'], ...calendar().periods.map((p, i) => [i, p])], state.period);
  options($('frame'), [[-1, 'those of the figure'], ...data.frames.map((f, i) => [i, f.label])], state.frame);
  const inside = e => state.frame < 0 ? frames.includes(e.f) : e.f === state.frame;
  const terms = data.entries.map((e, i) => [i, e.t, e]).filter(t => inside(t[2]) && (t[2].h.length || used.has(t[0]))).sort((a, b) => a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[0] - b[0]);
  if (!terms.some(t => t[0] === state.entry)) state.entry = -1;
  options($('entry'), [[-1, 'all terms'], ...terms.map(([i, t]) => [i, t])], state.entry);
  state.shown = 0;
  clear($('passages'));
  list();
}

// The hits of a passage that fit the filter.
function fitting(p) {
  const s = line(), d = data.documents[p.d], out = [];
  let frames = framesOf(s);
  if (d.p[s.f] < 0 || state.period >= 0 && d.p[s.f] !== state.period || !d.g.includes(s.g)) return out;
  if (state.frame < 0 && data.subjects[s.o].count !== 'hit') frames = sidesIn(data.subjects[s.o], p.s).flat();
  for (let i = 0; i < p.h.length; i += 4) {
    const [start, length, entry, topics] = p.h.slice(i, i + 4), f = data.entries[entry].f;
    if (data.topics[s.t].key && !(topics & (1 << s.t))) continue;
    if (state.frame >= 0 ? f !== state.frame : !frames.includes(f)) continue;
    if (state.entry < 0 || entry === state.entry) out.push({start, end: start + length, entry});
  }
  return out;
}
// How many hits the run has for the filter; -1 where the page does not know.
function total() {
  const s = line(), of = x => state.period < 0 ? x.n.reduce((a, b) => a + b, 0) : x.n[state.period];
  if (state.entry >= 0) {
    if (s.f || data.groups[s.g].key || data.topics[s.t].key) return -1;
    const h = data.entries[state.entry].h;
    return h.filter((n, i) => i % 2 && (state.period < 0 || h[i - 1] === state.period)).reduce((a, b) => a + b, 0);
  }
  if (state.frame < 0) return of(s);
  const rate = data.series.find(x => data.measures[x.m].key === 'rate' && x.t === s.t && x.g === s.g && x.f === s.f && framesOf(x)[0] === state.frame);
  return rate ? of(rate) : -1;
}

const pageOf = 20;
function list() {
  const found = [], sentences = new Set();
  let hits = 0;
  for (const p of data.passages) {
    const marks = fitting(p);
    if (marks.length) { found.push([p, marks]); hits += marks.length; sentences.add(p.s); }
  }
  const next = found.slice(state.shown, state.shown + (state.shown ? pageOf : 10));
  $('passages').append(...next.map(([p, marks]) => passage(p, marks)));
  state.shown += next.length;
  const s = line(), all = total();
  let text = (state.period < 0 ? 'All periods' : calendar().periods[state.period]) + ', ' +
    (state.entry >= 0 ? '“' + data.entries[state.entry].t + '”' : state.frame >= 0 ? data.frames[state.frame].label : data.subjects[s.o].label) +
    (data.topics[s.t].key ? ', within ' + data.topics[s.t].label : '') + (data.groups[s.g].key ? ', ' + data.groups[s.g].label : '') + ': ';
  text += hits ? counted(hits, 'hit') + ' in ' + counted(found.length, data.plain ? 'place' : 'passage') + ', newest first; ' + whole(state.shown) + ' shown.' : 'no sentence on this page.';
  const subject = data.subjects[s.o], noun = state.frame < 0 && state.entry < 0 ? subject.count : 'hit';
  const here = noun === 'hit' ? hits : [...sentences].flatMap(i => sidesIn(subject, i)).filter(side => side.length).length;
  if (all > here) text += ' ' + counted(all - here, noun) + ' of the run left out of this page.';
  clear($('count'), text);
  $('more').hidden = state.shown >= found.length;
}
function passage(p, marks) {
  const d = data.documents[p.d], parts = [];
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  let at = 0;
  if (p.c & 1) parts.push('… ');
  for (const h of marks) {
    if (h.end <= at) continue;
    const from = Math.max(at, h.start);
    parts.push(p.t.slice(at, from), el('mark', {}, p.t.slice(from, h.end)));
    at = h.end;
  }
  parts.push(p.t.slice(at), p.c & 2 ? ' …' : '');
  const terms = [...new Set(marks.map(h => h.entry))].map(i => data.entries[i].t + ' (' + data.frames[data.entries[i].f].label + ')');
  const where = [d.date, d.who, d.title, d.id, d.source].filter(t => t).join(' · ');
  return el('li', {}, [
    el('span', {lang: d.lang}, parts),
    el('span', {class: 'where'}, where),
    d.url ? el('span', {class: 'where'}, el('a', {href: d.url, rel: 'noopener noreferrer nofollow'}, d.url)) : '',
    el('span', {class: 'where'}, terms.join(', ')),
  ]);
}

function start() {
  document.documentElement.classList.add('scripted');
  changes();
  if (!data.series.length) {
    for (const id of ['figure', 'sentences', 'frames']) $(id).hidden = true;
    return;
  }
  for (const [id, key] of [['measure', 'm'], ['subject', 'o'], ['topic', 't'], ['group', 'g'], ['freq', 'f']]) $(id).addEventListener('change', e => change(key, Number(e.target.value)));
  for (const [id, key] of [['period', 'period'], ['frame', 'frame'], ['entry', 'entry']]) $(id).addEventListener('change', e => {
    state[key] = Number(e.target.value);
    if (key === 'frame') state.entry = -1;
    filter();
  });
  $('freq').parentElement.hidden = !several;
  for (const form of document.forms) form.addEventListener('submit', e => e.preventDefault());
  for (const b of document.querySelectorAll('button[data-series]')) b.addEventListener('click', () => { choose(Number(b.getAttribute('data-series'))); $('caption').scrollIntoView({block: 'start'}); });
  $('change').addEventListener('change', drawChange);
  $('more').addEventListener('click', () => list());
  state.period = line().n.findLastIndex(n => n > 0);
  choose(state.series);
  let width = $('chart').clientWidth;
  addEventListener('resize', () => {
    if ($('chart').clientWidth === width) return;
    width = $('chart').clientWidth;
    draw();
  });
}
start();
})();
