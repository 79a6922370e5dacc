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
// The intervals, as bars where there are few hits; an end that is open, or outside,
// is where the plot ends.
function ribbons(s, x, y, low, high) {
  const out = [], top = i => y(s.h[i] === null ? high : Math.min(high, s.h[i])).toFixed(1), end = i => y(s.l[i] === null ? low : Math.max(low, s.l[i])).toFixed(1);
  let run = [];
  const flush = () => {
    const half = i => x(i) + 0.5;
    if (run.length === 1) out.push('M' + (x(run[0]) - 1.5) + ' ' + top(run[0]) + 'h3V' + end(run[0]) + 'h-3Z');
    else if (run.length) out.push('M' + run.map(i => half(i) + ' ' + top(i)).join('L') + 'L' + run.reverse().map(i => half(i) + ' ' + end(i)).join('L') + 'Z');
    run = [];
  };
  s.e.forEach((v, i) => {
    const missing = v === null || s.l[i] === null && s.h[i] === null;
    if (missing || s.n[i] <= data.few) flush();
    if (missing) return;
    run.push(i);
    if (s.n[i] <= data.few) flush();
  });
  flush();
  return out.join('');
}
