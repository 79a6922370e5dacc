package token

import (
	"encoding/binary"
	"math/bits"
	"sync/atomic"
	"unicode/utf8"
)

// recent is what one Tokenizer saw last of a language's spans, in so little memory
// that it stays near the processor. More than nine spans in ten of a text are found
// here; the table of all spans is larger than any cache, and each look at it waits
// for memory. A span has one of two places, and the one that came first gives way.
//
// A stretch of spans is cut and then looked up, in loops that decide nothing by what
// they read, so that the processor waits for the memory of many spans at once.
type recent struct {
	slots [recents + stretch]slot // those of two places each; behind them, what else is found

	n      int // spans of the stretch under way
	places [stretch]place
	found  [stretch]int // by span, which of slots
	misses int
	missed [stretch]int // spans that had no place
	others [stretch]int // of these, the ones that are not where the table is looked at first
	loose  []*span      // what nobody remembers, numbered from firstLoose
}

const (
	recentBits = 13
	recents    = 2 << recentBits
	stretch    = 128
	firstLoose = 1 << 31
)

// place is where a span stands.
type place struct {
	key
	start, end int32
	blank      bool // a blank line stands before it
}

// slot returns where the two places of a key begin.
func (k *key) slot() int { return int(k.hash >> (64 - recentBits) * 2) }

// cut cuts the next stretch of spans of a text from i on and returns where it ends. A
// long span, which takes long to learn, is its last.
func (r *recent) cut(v *spanVocabulary, text []byte, i int) int {
	for r.n = 0; r.n < stretch && i < len(text); {
		start, blank := i+1, false
		if !oneSpace(text, i) {
			if start, blank = skipSpace(text, i); start == len(text) {
				return start
			}
		}
		p := &r.places[r.n]
		i, p.key = v.cut(text, start)
		p.start, p.end, p.blank = int32(start), int32(i), blank
		if r.n++; i-start > maxSpan {
			break
		}
	}
	return i
}

// lookup finds what is known of the spans of the stretch, or learns it. Words the
// vocabulary has no room for are appended to extra.
func (r *recent) lookup(v *spanVocabulary, text []byte, extra *[]string) {
	misses := 0
	for n := range r.places[:r.n] {
		p := &r.places[n]
		at, second, miss := p.slot(), 0, 0
		if r.slots[at].differs(p) != 0 {
			second = 1
		}
		if r.slots[at+1].differs(p) != 0 {
			miss = 1
		}
		r.found[n] = at + second
		r.missed[misses] = n
		misses += second & miss
	}
	r.misses = misses
	t, others := v.tab.Load(), 0
	for i, n := range r.missed[:misses] {
		p := &r.places[n]
		from, to := &t.slots[t.first(&p.key)], &r.slots[recents+i]
		r.found[n] = recents + i
		r.others[others] = n
		if atomic.LoadUint32(&from.n) == 0 {
			others++ // somebody may be writing it
			continue
		}
		*to = *from
		other := 0
		if to.differs(p) != 0 || p.end-p.start > keyBytes {
			other = 1
		}
		others += other
	}
	r.loose = r.loose[:0]
	for _, n := range r.others[:others] {
		p, at := &r.places[n], &r.slots[r.found[n]]
		known, s := v.lookup(p.key, text[p.start:p.end], extra)
		if known != nil {
			*at = *known
			continue
		}
		*at = slot{a: p.a, b: p.b, glance: s.glance(), n: firstLoose + uint32(len(r.loose))}
		r.loose = append(r.loose, s)
	}
}

// span returns all that is known of a span that was found.
func (r *recent) span(v *spanVocabulary, s *slot) *span {
	if s.n >= firstLoose {
		return r.loose[s.n-firstLoose]
	}
	return v.span(s.n)
}

// keep gives the spans that had no place one, when nothing is asked of the stretch any
// more.
func (r *recent) keep() {
	for _, n := range r.missed[:r.misses] {
		s, at := &r.slots[r.found[n]], r.places[n].slot()
		if s.n < firstLoose && s.size <= keyBytes {
			r.slots[at], r.slots[at+1] = *s, r.slots[at]
		}
	}
}

// cut returns the end of the span that starts at i, and its key.
func (v *Vocabulary) cut(text []byte, i int) (int, key) {
	if end, k := v.cutPlain(text, i); end > i {
		return end, k
	}
	end := spanEnd(text, i)
	return end, v.key(text, i, end)
}

// cutPlain is cut, eight bytes at a time, for a span of up to sixteen ASCII
// characters behind which a space or line end stands: nearly every one. Of any other
// it says so by an end of 0.
func (v *Vocabulary) cutPlain(text []byte, i int) (int, key) {
	if i+keyBytes >= len(text) {
		return 0, key{}
	}
	// Whether a span goes on behind eight bytes no processor foresees: both are looked at.
	a, b := binary.LittleEndian.Uint64(text[i:]), binary.LittleEndian.Uint64(text[i+8:])
	n := bits.TrailingZeros64(notShown(a)) / 8
	more := bits.TrailingZeros64(notShown(b)) / 8 & -(n / 8)
	a <<= (64 - 8*n) & 63
	b <<= 64 - 8*more
	n += more
	if !space[text[i+n]] {
		return 0, key{}
	}
	return i + n, keyOf(a, b, v.salt)
}

// notShown marks the bytes of w that are no ASCII characters other than spaces and
// controls, by their highest bits.
func notShown(w uint64) uint64 {
	return (^((w | tops) - '!'*ones) | w) & tops
}

const ones, tops = 0x0101010101010101, 0x8080808080808080

// oneSpace says whether the white space at i is a single space before an ASCII
// character.
func oneSpace(text []byte, i int) bool {
	return i+1 < len(text) && text[i] == ' ' && '!' <= text[i+1] && text[i+1] < utf8.RuneSelf
}
