function start() {
  document.documentElement.classList.add('scripted');
  changes();
  if (!data.series.length) {
    for (const id of ['figure', 'sentences', 'frames']) $(id).hidden = true;
    return;
  }
  for (const [id, key] of [['measure', 'm'], ['subject', 'o'], ['topic', 't'], ['group', 'g'], ['freq', 'f']]) $(id).addEventListener('change', e => change(key, Number(e.target.value)));
  $('compare').addEventListener('change', e => {
    state.over.push(Number(e.target.value));
    show();
  });
  for (const [id, key] of [['view', 'view'], ['sort', 'sort']]) $(id).addEventListener('change', e => {
    state[key] = e.target.value;
    if (key === 'view') state.sort = state.view === 'context' ? 'left' : 'newest';
    filter();
    remember();
  });
  for (const kind of ['input', 'change']) $('search').addEventListener(kind, e => {
    if (state.query === e.target.value) return;
    state.query = e.target.value;
    filter();
    remember(true);
  });
  for (const id of ['order', 'ranked']) $(id).addEventListener('change', e => {
    if (id === 'ranked') state.ranked = Number(e.target.value);
    many();
  });
  for (const [id, key] of [['period', 'period'], ['frame', 'frame'], ['entry', 'entry']]) $(id).addEventListener('change', e => {
    state[key] = Number(e.target.value);
    if (key === 'frame') state.entry = -1;
    filter();
    remember();
  });
  $('freq').parentElement.hidden = !several;
  for (const form of document.forms) form.addEventListener('submit', e => e.preventDefault());
  for (const b of document.querySelectorAll('button[data-series]')) b.addEventListener('click', () => { choose(Number(b.getAttribute('data-series'))); $('caption').parentElement.scrollIntoView({block: 'start'}); });
  $('change').addEventListener('change', drawChange);
  $('more').addEventListener('click', () => list());
  for (const id of ['close', 'back']) $(id).addEventListener('click', e => {
    if (!state.beside) return;
    e.preventDefault();
    beside(false, true);
    remember();
  });
  $('readhere').addEventListener('click', () => read(state.period >= 0 ? state.period : opening(line())));
  $('copy').addEventListener('click', copyLink);
  addEventListener('keydown', e => { if (e.key === 'Escape' && state.beside) $('close').click(); });
  addEventListener('hashchange', follow);
  const unfolded = []; // on paper nothing can be unfolded
  addEventListener('beforeprint', () => document.querySelectorAll('#question details:not([open]), #repeat details:not([open])').forEach(d => { d.open = true; unfolded.push(d); }));
  addEventListener('afterprint', () => unfolded.splice(0).forEach(d => { d.open = false; }));
  downloads('figure-save', () => title(line()), figureRows, () => $('chart').firstChild, () => title(line()));
  downloads('sentences-save', () => 'sentences ' + heading(), sentenceRows, null, () => 'the sentences that fit');
  recall(location.hash);
  show();
  told = true;
  if (stateful(location.hash)) $('caption').parentElement.scrollIntoView({block: 'start'});
  performance.mark('figure');
  let width = $('chart').clientWidth;
  new ResizeObserver(() => {
    if ($('chart').clientWidth === width) return;
    width = $('chart').clientWidth;
    draw();
  }).observe($('chart'));
}
