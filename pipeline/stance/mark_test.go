package stance_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/internal/growth"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/token"
)

// pieces are what random texts are made of.
var pieces = []string{
	"not ", "No ", "never ", "without ", "Without ", "not only ", "but ", "that ", "; ", ", ", ". ", "\n\n", "“", "”", `"`, `" `, "'", " ‘",
	"hegemony ", "sovereignty ", "interfere in internal affairs ", "development ", "They claim ", "we believe ", "so-called ", "if there is ", "the ", "x ",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(60) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

// TestParagraphs: how a text stands to a hit hangs on the hit's paragraph only, and
// not on what the marker has read before.
func TestParagraphs(t *testing.T) {
	m := rules(t)
	whole := newReader(t, m)
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		text := randomText(r)
		_, got := whole.read(t, text)
		var want []string
		for _, p := range strings.Split(text, "\n\n") {
			_, s := whole.read(t, p)
			want = append(want, s...)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("%q\ngot  %q\nwant %q", text, got, want)
		}
		if _, again := newReader(t, m).read(t, text); !reflect.DeepEqual(got, again) {
			t.Fatalf("%q\ngot  %q\nthen %q", text, got, again)
		}
	}
}

// TestNoRules: hits of a language without rules have no stance.
func TestNoRules(t *testing.T) {
	only, err := stance.Parse(strings.NewReader("name: t\nlang: fr\ndenied: [jamais]\n"), "t.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := stance.Compile(only)
	if err != nil {
		t.Fatal(err)
	}
	if _, got := newReader(t, m).read(t, "We never seek hegemony."); len(got) != 1 || got[0] != "" {
		t.Errorf("got %q, want one hit that nothing is told of", got)
	}
}

// Whatever a text is, each hit has a stance whose cue lies outside of it and in the
// text, the same twice.
func FuzzMark(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 8 {
		f.Add(randomText(r), "en")
	}
	f.Add("绝不称霸，所谓“主权”。没有主权，就没有发展。", "zh")
	m, find := rules(f), terms(f)
	f.Fuzz(func(t *testing.T, text, lang string) {
		d, err := token.NewTokenizer(token.NewVocabulary()).Tokenize(strings.ToValidUTF8(text, ""), lang)
		if err != nil {
			return
		}
		var places []stance.Place
		for _, h := range find.NewFinder().Find(d) {
			if h.Reason == lexicon.Kept {
				places = append(places, stance.Place{Sentence: h.Sentence, Start: h.Start, End: h.End})
			}
		}
		marker := m.NewMarker()
		got := append([]stance.Stance{}, marker.Mark(d, places)...)
		for i, s := range got {
			p := places[i]
			if s.Cued() != (s.CueEnd > 0) || s.Cued() && (s.CueStart < 0 || s.CueStart >= s.CueEnd || int(s.CueEnd) > len(d.Text.Norm)) ||
				s.Cued() && s.CueStart < p.End && s.CueEnd > p.Start {
				t.Fatalf("%q: hit %v has the stance %v", text, p, s)
			}
		}
		if again := marker.Mark(d, places); !reflect.DeepEqual(append([]stance.Stance{}, again...), got) {
			t.Fatalf("%q: %v, then %v", text, got, again)
		}
	})
}

// BenchmarkMark is the cost of marking, beside that of tokenizing and matching.
func BenchmarkMark(b *testing.B) {
	text := strings.Repeat("No country should impose its hegemony on others, but development, they say, is for all; we defend sovereignty. Nothing here. ", 500)
	r := newReader(b, rules(b))
	d, err := r.tok.Tokenize(text, "en")
	if err != nil {
		b.Fatal(err)
	}
	var places []stance.Place
	for _, h := range r.find.Find(d) {
		places = append(places, stance.Place{Sentence: h.Sentence, Start: h.Start, End: h.End})
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r.mark.Mark(d, places)
	}
}

// TestGrowth: twice the text takes twice the time, though it be one sentence of
// nothing but cues, hits and punctuation.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	m, find := rules(t), terms(t)
	for _, piece := range []string{"not hegemony ", "not , , “ ", "They claim ", `"hegemony `, "without no hegemony ", "hegemony is impossible ", "hegemony.\n"} {
		growth.Linear(t, piece, 2000, func(n int) func() {
			v := token.NewVocabulary()
			d, err := token.NewTokenizer(v).Tokenize(strings.Repeat(piece, n), "en")
			if err != nil {
				t.Fatal(err)
			}
			var places []stance.Place
			for _, h := range find.NewFinder().Find(d) {
				places = append(places, stance.Place{Sentence: h.Sentence, Start: h.Start, End: h.End})
			}
			marker := m.NewMarker()
			return func() { marker.Mark(d, places) }
		})
	}
}
