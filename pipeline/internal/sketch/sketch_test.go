package sketch

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// jaccard compares all sequences of three words, one by one.
func jaccard(a, b []string) float64 {
	sets := [2]map[string]bool{{}, {}}
	for k, list := range [][]string{a, b} {
		for i := range len(list) - 2 {
			sets[k][strings.Join(list[i:i+3], " ")] = true
		}
	}
	both := 0
	for s := range sets[0] {
		if sets[1][s] {
			both++
		}
	}
	return float64(both) / float64(len(sets[0])+len(sets[1])-both)
}

func text(rng *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint("w", rng.IntN(5000))
	}
	return words
}

// TestSimilarity: the estimate is near what comparing everything gives.
func TestSimilarity(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	worst := 0.0
	for range 300 {
		a := text(rng, 20+rng.IntN(2000))
		b := append([]string(nil), a...)
		for range rng.IntN(len(b) / 4) {
			b[rng.IntN(len(b))] = "changed"
		}
		got, want := Of(strings.Join(a, " ")).Similarity(Of(strings.ToUpper(strings.Join(b, ", ")))), jaccard(a, b)
		worst = max(worst, math.Abs(got-want))
		if len(a) < size/2 && got != want {
			t.Errorf("%d words: got %v, want %v", len(a), got, want)
		}
	}
	if worst > 4.5*0.045 {
		t.Errorf("off by %v", worst)
	}
}

// TestIndex: among many texts each finds the one it was made from.
func TestIndex(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var x Index
	const n = 2000
	texts := make([][]string, n)
	for i := range texts {
		texts[i] = append(strings.Fields("on behalf of the government of norland allow me to congratulate you"), text(rng, 40+rng.IntN(300))...)
		if like, s := x.Add(Of(strings.Join(texts[i], " "))); s > 0.5 {
			t.Fatalf("%d is like %d: %v", i, like, s)
		}
	}
	for i, words := range texts {
		for range len(words) / 20 {
			words[rng.IntN(len(words))] = "changed"
		}
		if like, s := x.Add(Of(strings.Join(words, " "))); like != i || s < 0.55 {
			t.Errorf("%d: found %d (%v)", i, like, s)
		}
	}
}

func TestFewWords(t *testing.T) {
	if s := Of("one two three four"); s != nil {
		t.Errorf("%v", s)
	}
	if a, b := Of("坚持统筹发展和安全，"), Of("坚持 统筹 发展 和 安全"); a == nil || a.Similarity(b) != 1 {
		t.Errorf("%v, %v", a, b)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("We uphold the sovereignty of all states, and so do they.", "主权 naïve\u0301 12")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		x, y := Of(a), Of(b)
		if s := x.Similarity(y); s != y.Similarity(x) || s < 0 || s > 1 || x != nil && x.Similarity(x) != 1 {
			t.Errorf("%q, %q: %v", a, b, s)
		}
	})
}
