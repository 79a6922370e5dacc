// The state in the fragment of the address: what is named there is found again in
// any page of the run, and of another run as far as it has it.
function fragment() {
  const s = line(), out = new URLSearchParams(), d = data.calendars[s.f];
  const add = (key, value) => { if (value) out.append(key, value); };
  out.append('m', data.measures[s.m].key);
  out.append('of', data.subjects[s.o].key);
  add('topic', data.topics[s.t].key);
  add('group', data.groups[s.g].key);
  for (const i of state.over) out.append('with', data.groups[data.series[i].g].key);
  if (s.f) add('freq', d.freq);
  add('at', state.period < 0 ? 'all' : d.periods[state.period]);
  add('frame', state.frame === anyFrame ? '*' : state.frame < 0 ? '' : data.frames[state.frame].key);
  add('term', state.entry < 0 ? '' : data.entries[state.entry].t);
  add('q', state.query);
  if (state.view !== 'sentences') add('view', state.view);
  if (state.sort !== 'newest') add('sort', state.sort);
  if (state.beside) out.append('panel', '1');
  return '#' + out;
}
// Writes the state down: as a new step of the browser's history, or, while
// somebody is typing, in place of the last.
let told = false; // whether the page has been shown as it was asked for
function remember(instead) {
  if (!told || fragment() === location.hash) return;
  history[instead ? 'replaceState' : 'pushState'](null, '', fragment());
}
const stateful = hash => hash.includes('=');

// Takes the state from a fragment; what it does not name is as at the start.
function recall(hash) {
  const want = new URLSearchParams(stateful(hash) ? hash.slice(1) : '');
  const named = (list, key, value) => list.findIndex(x => x[key] === value);
  const first = data.series[data.headline];
  const is = (s, key, list, value, missing) => value === null ? missing(s) : list[s[key]].key === value;
  let best = -1, bestScore = -1;
  data.series.forEach((s, i) => {
    const score = 16 * is(s, 'm', data.measures, want.get('m'), x => x.m === first.m) + 8 * is(s, 'o', data.subjects, want.get('of'), x => x.o === first.o) +
      4 * is(s, 'g', data.groups, want.get('group') || '', () => true) + 2 * is(s, 't', data.topics, want.get('topic') || (want.has('m') ? '' : data.topics[first.t].key), () => true) +
      (data.calendars[s.f].freq === (want.get('freq') || data.calendars[0].freq));
    if (score > bestScore) { best = i; bestScore = score; }
  });
  state.series = best;
  const s = line();
  state.over = want.getAll('with').map(key => likeness(named(data.groups, 'key', key), s)).filter(i => i >= 0 && i !== best).slice(0, mostOver);
  state.period = want.has('at') ? data.calendars[s.f].periods.indexOf(want.get('at')) : opening(s);
  state.frame = want.get('frame') === '*' ? anyFrame : named(data.frames, 'key', want.get('frame'));
  state.entry = !want.get('term') ? -1 : data.entries.findIndex(e => e.t === want.get('term') && (state.frame < 0 || e.f === state.frame));
  state.query = want.get('q') || '';
  state.view = want.get('view') === 'context' ? 'context' : 'sentences';
  state.sort = want.get('sort') in orders ? want.get('sort') : 'newest';
  if (orders[state.sort].of && state.view !== 'context') state.sort = 'newest';
  $('search').value = state.query;
  beside(want.get('panel') === '1', false);
}
// Where the sentences open: after the largest step, else at the newest hits.
function opening(s) {
  const size = b => Math.abs((s.e[b.j] ?? 0) - (s.e[b.i] ?? 0));
  return s.b.length ? s.b.reduce((a, b) => size(b) > size(a) ? b : a).j : s.n.findLastIndex(n => n > 0);
}
function follow() {
  if (location.hash && !stateful(location.hash)) return; // a section of the page
  told = false;
  recall(location.hash);
  show();
  told = true;
  if (location.hash) $('caption').parentElement.scrollIntoView({block: 'start'});
}

// The address of what is shown, put where it can be copied from.
async function copyLink() {
  const box = $('address'), address = location.href.split('#')[0] + fragment();
  box.value = address;
  box.parentElement.hidden = false;
  box.select();
  let done = false;
  try {
    await navigator.clipboard.writeText(address);
    done = true;
  } catch (refused) {
    done = document.execCommand('copy');
  }
  clear($('copied'), done ? 'Copied.' : 'Copy it from the box.');
}
