// Key words in context: a hit a line, sorted by what stands beside it.
const breadth = 70; // characters on either side
function around(p, h) {
  const text = ((p.b ? p.b + ' ' : '') + p.t + (p.a ? ' ' + p.a : '')), shift = p.b ? p.b.length + 1 : 0;
  const left = text.slice(0, h.start + shift), hit = text.slice(h.start + shift, h.end + shift), right = text.slice(h.end + shift);
  return {left, hit, right, keys: {left: outward(left, true), hit: folded(hit), right: outward(right, false)}};
}
// What stands beside a hit, the nearest first: words, or characters where a script
// has no spaces.
function outward(text, back) {
  const near = folded(back ? text.slice(-breadth) : text.slice(0, breadth)).match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}'’-]+/gu) || [];
  return (back ? near.reverse() : near).join(' ');
}
const lesser = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const days = f => data.documents[f.p.d].date;
const by = side => (a, b) => lesser(a.around.keys[side], b.around.keys[side]) || lesser(a.around.keys.hit, b.around.keys.hit) || lesser(days(b), days(a));
const orders = {
  newest: {label: 'newest first', by: null}, // as they stand in the page
  oldest: {label: 'oldest first', by: (a, b) => lesser(days(a), days(b))},
  left: {label: 'by what stands before', of: 'context', by: by('left')},
  hit: {label: 'by the hit', of: 'context', by: by('hit')},
  right: {label: 'by what follows', of: 'context', by: by('right')},
};
function inContext({p, around, marks}) {
  const meaning = data.entries[marks[0].entry].g, d = data.documents[p.d], cut = around.left.length > breadth;
  return el('li', {title: [d.date, d.speaker, d.who, d.title, d.id].filter(t => t).join(' · ')}, [
    el('span', {class: 'date'}, d.date + ' ' + (d.code || '')),
    el('span', {class: 'left', lang: d.lang}, el('bdi', {}, (cut ? '…' : '') + around.left.slice(-breadth))), ' ',
    el('span', {}, [el('mark', {lang: d.lang}, around.hit), meaning ? el('span', {class: 'meaning'}, meaning) : '']), ' ',
    el('span', {class: 'right', lang: d.lang}, el('bdi', {}, around.right.slice(0, breadth) + (around.right.length > breadth ? '…' : '')))]);
}
