// What is chosen: series in the figure, those laid over it, and the filter of the
// sentences, which may stand beside the figure.
const anyFrame = -2;
const state = {series: data.headline, over: [], period: -1, frame: -1, entry: -1, query: '', view: 'sentences', sort: 'newest', ranked: -1, beside: false, shown: 0};
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
  comparisons();
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
  state.over = state.over.map(i => likeness(data.series[i].g, s)).filter(i => i >= 0 && i !== series);
  state.series = series;
  if (s.f !== from && state.period >= 0) state.period = meanwhile(state.period, from, s);
  state.frame = state.entry = -1;
  show();
}
function show() {
  controls();
  draw();
  filter();
  remember();
}
// The series that is like another, of a group; -1 if the page has none.
const likeness = (group, s) => data.series.findIndex(x => x.m === s.m && x.o === s.o && x.t === s.t && x.f === s.f && x.g === group);

// Groups whose series may be laid over the figure, and those that are.
const mostOver = 4;
function comparisons() {
  const s = line(), free = data.series.map((x, i) => [i, x]).filter(([i, x]) => x.m === s.m && x.o === s.o && x.t === s.t && x.f === s.f && i !== state.series && !state.over.includes(i));
  $('compare').parentElement.hidden = !free.length && !state.over.length;
  options($('compare'), [[-1, state.over.length < mostOver ? 'add a group' : 'no more fit'], ...(state.over.length < mostOver ? free.map(([i, x]) => [i, data.groups[x.g].label]) : [])], -1);
  clear($('compared'), ...state.over.map((i, k) => el('button', {type: 'button', class: 'chip over-' + k, 'aria-label': 'Take ' + groupName(data.series[i]) + ' out of the figure', onclick: () => {
    state.over = state.over.filter(x => x !== i);
    show();
    $('compare').focus();
  }}, [svg('svg', {viewBox: '0 0 28 8', 'aria-hidden': 'true'}, svg('line', {x1: 0, x2: 28, y1: 4, y2: 4, class: 'line over-' + k})), ' ' + groupName(data.series[i]) + ' ✕'])));
}
const groupName = s => data.groups[s.g].label;

// The period of another calendar with the newest text of a period, that of the
// group if it has any; -1 if nobody has.
function meanwhile(period, from, s) {
  const texts = data.documents.filter(d => d.p[from] === period && d.p[s.f] >= 0), d = texts.find(d => d.g.includes(s.g)) || texts[0];
  return d ? d.p[s.f] : -1;
}

// What the figure says, if a shape was told: its title, as in print.
const says = s => s.title && (data.groups[s.g].key ? groupName(s) + ': ' + data.measures[s.m].label.toLowerCase() : data.measures[s.m].label) + ' ' + s.title;
const several = new Set(data.series.map(s => s.f)).size > 1;
function title(s) {
  return titled(s, data.groups[s.g].key ? ', ' + groupName(s) : '');
}
function titled(s, group) {
  const m = data.measures[s.m], topic = data.topics[s.t];
  return m.label + ', ' + data.subjects[s.o].label + (topic.key ? ', within ' + topic.label : '') +
    group + (several ? ', by ' + data.calendars[s.f].label : '') + (m.unit ? ' (' + m.unit + ')' : '');
}
// An end that does not exist is left open, as in the sentences.
function interval(s, i) {
  const m = data.measures[s.m], l = s.l[i], h = s.h[i];
  if (l === null) return h === null ? '' : 'up to ' + shown(m, h);
  return h === null ? 'from ' + shown(m, l) : shown(m, l) + ' to ' + shown(m, h);
}
// An estimate with its interval, and where that comes from.
function worth(s, i, from) {
  if (s.e[i] === null) return 'no estimate';
  const m = data.measures[s.m], within = interval(s, i);
  return shown(m, s.e[i]) + unit(m) + (within ? ' (95 % interval ' + within + (from ? ', ' + from : '') + ')' : '');
}
function describe(s, i) {
  const text = data.texts[s.x], parts = [worth(s, i, data.units[s.u[i]])];
  parts.push(counted(s.n[i], data.subjects[s.o].count) + (data.subjects[s.o].count === 'hit' ? ' in ' : ' on its sides, of ') + counted(text.d[i], 'document') + ', ' + counted(text.s[i], 'sentence') + ', ' + counted(text.k[i], 'word'));
  const list = data.warnings[s.w[i]];
  if (list) parts.push('Note: ' + list.split('; ').map(meaning).join('; '));
  return data.calendars[s.f].periods[i] + ': ' + parts.join('. ') + '.';
}
function meaning(w) {
  const known = data.meanings.find(k => k.key === w);
  return known ? known.label : w;
}
