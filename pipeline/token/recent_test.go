package token

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/internal/speeches"
	"github.com/frameshift/frameshift/pipeline/lang"
)

// sameCuts holds the cut of eight bytes at a time against the plain rules at every byte of
// a text, and the spans that are cut and looked up by the stretch, from several places on,
// against the same one by one.
func sameCuts(tb testing.TB, v *spanVocabulary, r *recent, text []byte) {
	tb.Helper()
	for i := range text {
		if oneSpace(text, i) {
			if next, blank := skipSpace(text, i); next != i+1 || blank {
				tb.Fatalf("%q at %d: white space up to %d, blank: %v", text, i, next, blank)
			}
		}
		if next, _ := skipSpace(text, i); next > i {
			continue
		}
		end, k := v.cut(text, i)
		if want := spanEnd(text, i); end != want || k != v.key(text, i, want) {
			tb.Fatalf("%q at %d: end %d, want %d, key %x", text, i, end, want, k)
		}
	}
	for from := range min(len(text), 8) {
		var extra []string
		for i, at := from, from; i < len(text); {
			i = r.cut(v, text, i)
			r.lookup(v, text, &extra)
			for n := range r.n {
				start, blank := skipSpace(text, at)
				at = spanEnd(text, start)
				if p := r.places[n]; int(p.start) != start || int(p.end) != at || p.blank != blank {
					tb.Fatalf("%q at %d: got %+v, want %d..%d, blank: %v", text, start, p, start, at, blank)
				}
				sameSpan(tb, v, r, &r.slots[r.found[n]], text[start:at])
			}
			r.keep()
			if end, _ := skipSpace(text, at); i != at && i != end {
				tb.Fatalf("%q: stretch up to %d, spans up to %d", text, i, at)
			}
		}
	}
}

// sameSpan holds what was found of a span against the vocabulary.
func sameSpan(tb testing.TB, v *spanVocabulary, r *recent, got *slot, text []byte) {
	tb.Helper()
	s := r.span(v, got)
	want := v.find(v.tab.Load(), v.key(text, 0, len(text)), text)
	switch remembered := got.n < firstLoose; {
	case s.text != string(text) || got.glance != s.glance():
		tb.Fatalf("%q: got %+v, %+v", text, got, s)
	case remembered != (want != nil) || remembered && *got != *want:
		tb.Fatalf("%q: got %+v, want %+v", text, got, want)
	case !remembered && len(text) <= maxSpan && v.tab.Load().n < v.maxSpans:
		tb.Fatalf("%q is not remembered", text)
	}
}

// TestDiffers: no bit of a key, and no size, stands for another.
func TestDiffers(t *testing.T) {
	s := slot{a: 0x1f77777777777777, b: 0x1f77777777777777, glance: glance{size: 16}}
	for bit := range 128 {
		for other := range 128 {
			p := place{key: key{a: s.a, b: s.b}, end: 16}
			for _, n := range [...]int{bit, other} {
				if n < 64 {
					p.a ^= 1 << n
				} else {
					p.b ^= 1 << (n - 64)
				}
			}
			if same := bit == other; (s.differs(&p) == 0) != same {
				t.Errorf("bits %d and %d: differs %x", bit, other, s.differs(&p))
			}
		}
	}
	for size := range int32(1000) {
		if p := (place{key: key{a: s.a, b: s.b}, end: size}); (s.differs(&p) == 0) != (size == 16) {
			t.Errorf("%d bytes: differs %x", size, s.differs(&p))
		}
	}
}

// newRecent remembers each span at once: of one that waits to come again, what a stretch
// found may be loose where the vocabulary has it by now.
func newRecent() (*spanVocabulary, *recent) {
	v := NewVocabulary()
	v.readily = maxSpans
	return v.of(lang.English), new(recent)
}

// TestCuts tries every span of up to four characters of different widths, at every
// place where eight or sixteen bytes may end.
func TestCuts(t *testing.T) {
	v, r := newRecent()
	marks := []string{"a", ".", " ", "\n", "\x00", "\x1f", "\x7f", "\u0085", "\u00a0", "é", "\u2003", "主"}
	for n := range 18 {
		word := strings.Repeat("w", n)
		for _, a := range marks {
			for _, b := range marks {
				sameCuts(t, v, r, []byte(word+a+b))
				sameCuts(t, v, r, []byte("x "+word+a+word+b+" x and so on until the end"))
			}
		}
	}
}

func TestCutsSpeeches(t *testing.T) {
	v, r := newRecent()
	n := 0
	speeches.Each(t, func(_, text string) bool {
		if n++; n%10 == 0 && (n%1000 == 0 || !testing.Short()) {
			sameCuts(t, v, r, []byte(text))
		}
		return true
	})
}

// TestRecentForgets: words for which the vocabulary has no room are those of one
// document, and not remembered.
func TestRecentForgets(t *testing.T) {
	v := NewVocabulary()
	v.maxSpans = 0
	tk := NewTokenizer(v)
	for i := range 3 {
		want := "word" + string(rune(65+i))
		d, err := tk.Tokenize(want+" peace "+strings.Repeat("x ", 20), "en")
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Word(d.Tokens[0].Word) + " " + d.Word(d.Tokens[1].Word); got != want+" peace" {
			t.Errorf("got %s, want %s peace", got, want)
		}
	}
}

// TestReadily: a span is remembered when it comes for the first time, but where there are
// many when it comes again.
func TestReadily(t *testing.T) {
	v := NewVocabulary()
	v.readily = 1
	tk, en := NewTokenizer(v), v.of(lang.English)
	for i, c := range []struct {
		word  string
		spans int
	}{{"peace", 1}, {"peace", 1}, {"states", 1}, {"order", 1}, {"peace", 1}, {"order", 2}, {"order", 2}, {"states", 3}} {
		d, err := tk.Tokenize(c.word+" ", "en")
		if err != nil || d.Word(d.Tokens[0].Word) != c.word {
			t.Fatalf("%v: %v", err, d.Tokens)
		}
		if got := en.tab.Load().n; got != c.spans {
			t.Errorf("%d: after %s there are %d spans, want %d", i, c.word, got, c.spans)
		}
	}
}

func FuzzCuts(f *testing.F) {
	f.Add([]byte("sovereignty, of states\u00a0and\u2028peoples\x85 \n\nself-determination;\x00 "))
	f.Add([]byte("x " + strings.Repeat("0", maxSpan+1)))
	v, r := newRecent()
	f.Fuzz(func(t *testing.T, text []byte) { sameCuts(t, v, r, text) })
}
