// Sentences.
function read(period) {
  state.period = period;
  state.frame = state.entry = -1;
  for (const c of document.querySelectorAll('.cell')) c.classList.toggle('chosen', Number(c.getAttribute('data-period')) === period);
  readout(line(), -1);
  turnTo();
}
function readTerm(entry) {
  state.period = -1;
  state.frame = data.entries[entry].f;
  state.entry = entry;
  turnTo();
}
function turnTo() {
  filter();
  beside(true, true);
  remember();
}
// Puts the sentences beside the figure, or back to their place in the page.
function beside(open, focus) {
  const moved = state.beside !== open;
  state.beside = open;
  document.documentElement.classList.toggle('beside', open);
  $('close').hidden = !open;
  if (!focus) return;
  if (open) {
    $('sentences').scrollTop = 0;
    $('sentences-title').focus({preventScroll: true});
    if (moved || !inView($('chart'))) $('caption').parentElement.scrollIntoView({block: 'start'});
  } else (document.querySelector('.cell.chosen') || document.querySelector('.cell[tabindex="0"]')).focus();
}
function inView(node) {
  const box = node.getBoundingClientRect();
  return box.top >= 0 && box.top < innerHeight / 2;
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
  options($('frame'), [[-1, 'those of the figure'], [anyFrame, 'any'], ...data.frames.map((f, i) => [i, f.label])], state.frame);
  const inside = e => state.frame === anyFrame || (state.frame < 0 ? frames.includes(e.f) : e.f === state.frame);
  const terms = data.entries.map((e, i) => [i, e.t, e]).filter(t => inside(t[2]) && (t[2].h.length || used.has(t[0]))).sort((a, b) => a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[0] - b[0]);
  if (!terms.some(t => t[0] === state.entry)) state.entry = -1;
  options($('entry'), [[-1, 'all terms'], ...terms.map(([i, t, e]) => [i, t + gloss(e)])], state.entry);
  state.shown = 0;
  $('view').value = state.view;
  options($('sort'), Object.entries(orders).filter(([, o]) => o.of !== 'context' || state.view === 'context').map(([key, o]) => [key, o.label]), state.sort);
  clear($('passages'));
  list();
}
// What an entry of another language means, as its lexicon says.
const gloss = e => e.g ? ' – ' + e.g : '';

// The hits of a passage that fit the filter.
function fitting(p) {
  const s = line(), d = data.documents[p.d], out = [];
  let frames = framesOf(s);
  if (d.p[s.f] < 0 || state.period >= 0 && d.p[s.f] !== state.period || !d.g.includes(s.g)) return out;
  if (state.frame === -1 && data.subjects[s.o].count !== 'hit') frames = sidesIn(data.subjects[s.o], p.s).flat();
  for (let i = 0; i < p.h.length; i += 4) {
    const [start, length, entry, topics] = p.h.slice(i, i + 4), f = data.entries[entry].f;
    if (data.topics[s.t].key && !(topics & (1 << s.t))) continue;
    if (state.frame !== anyFrame && (state.frame >= 0 ? f !== state.frame : !frames.includes(f))) continue;
    if (state.entry < 0 || entry === state.entry) out.push({start, end: start + length, entry});
  }
  return out;
}
// How many hits the run has for the filter; -1 where the page does not know.
function total() {
  if (state.query || state.frame === anyFrame) return -1;
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

// Where a text is found in what somebody looks for: small letters and capitals are
// one, and a run of spaces is a space.
const folded = t => t.toLowerCase().replace(/\s/g, ' ');
function sought(text) {
  const want = folded(state.query.trim()).replace(/ +/g, ' '), out = [];
  if (!want) return out;
  const there = folded(text);
  if (there.length !== text.length) return there.includes(want) ? [{start: 0, end: 0}] : []; // letters that grow when they are made small
  for (let at = there.indexOf(want); at >= 0; at = there.indexOf(want, at + want.length)) out.push({start: at, end: at + want.length});
  return out;
}

const pageOf = 20;
function list() {
  const found = [], sentences = new Set();
  let hits = 0, elsewhere = 0;
  for (const p of data.passages) {
    const wanted = sought(p.t);
    if (state.query.trim() && !wanted.length) continue;
    elsewhere++;
    const marks = fitting(p);
    if (marks.length) { found.push({p, marks, wanted}); hits += marks.length; sentences.add(p.s); }
  }
  const rows = state.view === 'context' ? found.flatMap(f => f.marks.map(h => ({...f, marks: [h], around: around(f.p, h)}))) : found;
  const order = orders[state.sort].by;
  if (order) rows.sort(order);
  const next = rows.slice(state.shown, state.shown + (state.shown ? pageOf : state.view === 'context' ? 2 * pageOf : 10));
  $('passages').append(...next.map(state.view === 'context' ? inContext : passage));
  $('passages').classList.toggle('context', state.view === 'context');
  state.shown += next.length;
  clear($('count'), heading() + reckoning(hits, found.length, [...sentences]));
  clear($('elsewhere'), state.query.trim() && !hits && elsewhere ? el('button', {type: 'button', onclick: () => {
    state.period = state.entry = -1;
    state.frame = anyFrame;
    filter();
    remember();
  }}, 'Search all periods and frames: ' + counted(elsewhere, 'passage') + ' found') : '');
  $('more').hidden = state.shown >= rows.length;
}
function heading() {
  const s = line();
  return (state.period < 0 ? 'All periods' : calendar().periods[state.period]) + ', ' +
    (state.entry >= 0 ? '“' + data.entries[state.entry].t + '”' : state.frame >= 0 ? data.frames[state.frame].label : state.frame === anyFrame ? 'any frame' : data.subjects[s.o].label) +
    (data.topics[s.t].key ? ', within ' + data.topics[s.t].label : '') + (data.groups[s.g].key ? ', ' + groupName(s) : '') + (state.query.trim() ? ', with “' + state.query.trim() + '”' : '') + ': ';
}
// What is shown of what there is, and what is left out.
function reckoning(hits, places, sentences) {
  const all = total(), newest = orders[state.sort].label;
  let text = hits ? counted(hits, 'hit') + ' in ' + counted(places, data.plain ? 'place' : 'passage') + ', ' + newest + '; ' + whole(state.shown) + ' shown.' : 'no sentence on this page.';
  const subject = data.subjects[line().o], noun = state.frame < 0 && state.entry < 0 ? subject.count : 'hit';
  const here = noun === 'hit' ? hits : sentences.flatMap(i => sidesIn(subject, i)).filter(side => side.length).length;
  if (all > here) text += ' ' + counted(all - here, noun) + ' of the run left out of this page.';
  return text;
}
// The text with its hits, and within and between them what was looked for.
function marked(text, marks, wanted) {
  const cuts = [...new Set([0, text.length, ...marks.concat(wanted).flatMap(h => [h.start, h.end])])].filter(i => i <= text.length).sort((a, b) => a - b), parts = [];
  const within = (list, from) => list.some(h => h.start <= from && from < h.end);
  let from = 0;
  cuts.forEach((to, k) => { // a piece ends where what it is changes
    if (!k) return;
    const next = cuts[k], is = [within(marks, from), within(wanted, from)];
    if (k < cuts.length - 1 && is[0] === within(marks, next) && is[1] === within(wanted, next) && !marks.some(h => h.start === next)) return;
    const piece = text.slice(from, to);
    from = to;
    const inner = is[1] ? el('span', {class: 'sought'}, piece) : piece;
    parts.push(is[0] ? el('mark', {}, inner) : inner);
  });
  return parts;
}
function passage({p, marks, wanted}) {
  const d = data.documents[p.d];
  const terms = [...new Set(marks.map(h => h.entry))].map(i => data.entries[i].t + gloss(data.entries[i]) + ' (' + data.frames[data.entries[i].f].label + ')');
  const where = [d.date, d.speaker, d.who, d.title, d.id, d.source].filter(t => t).join(' · ');
  return el('li', {}, [
    p.b ? el('span', {class: 'near', lang: d.lang}, p.b + ' ') : '',
    el('span', {lang: d.lang, class: 'hit'}, [p.c & 1 ? '… ' : '', ...marked(p.t, marks, wanted), p.c & 2 ? ' …' : '']),
    p.a ? el('span', {class: 'near', lang: d.lang}, ' ' + p.a) : '',
    el('span', {class: 'where'}, where),
    d.url ? el('span', {class: 'where'}, link(d.url)) : '',
    el('span', {class: 'where'}, terms.join(', ')),
  ]);
}
const link = url => el('a', {href: url, rel: 'noopener noreferrer nofollow'}, url);
// The sentences that fit, as a table.
function sentenceRows() {
  const out = [['period', 'date', 'speaker', 'who', 'title', 'document', 'source', 'url', 'language', 'before', 'sentence', 'after', 'terms']];
  for (const p of data.passages) {
    if (state.query.trim() && !sought(p.t).length) continue;
    const marks = fitting(p), d = data.documents[p.d];
    if (marks.length) out.push([calendar().periods[d.p[line().f]], d.date, d.speaker, d.who, d.title, d.id, d.source, d.url, d.lang, p.b, p.t, p.a, [...new Set(marks.map(h => data.entries[h.entry].t))].join('; ')]);
  }
  return out;
}
