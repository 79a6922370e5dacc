package token

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/internal/speeches"
	"github.com/frameshift/frameshift/pipeline/lang"
)

// sameCuts holds the cut of eight bytes at a time, and what is remembered of a span,
// against the plain rules at every byte of a text.
func sameCuts(tb testing.TB, v *spanVocabulary, r *recent, text []byte) {
	tb.Helper()
	var extra []string
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
		got := r.lookup(v, k, text[i:end], &extra)
		want, glance, known := v.lookup(k, text[i:end], &extra)
		switch room := end-i <= maxSpan && v.tab.Load().n < v.maxSpans; {
		case !known && !room: // what nobody remembers is another each time
			if got.span.text != string(text[i:end]) {
				tb.Fatalf("%q at %d: got %q", text, i, got.span.text)
			}
		case got.span != want || got.glance != glance:
			tb.Fatalf("%q at %d: got %+v, want %+v", text, i, got, want)
		}
	}
}

func newRecent() (*spanVocabulary, *recent) { return NewVocabulary().of(lang.English), new(recent) }

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
