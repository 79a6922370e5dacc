package stats

import (
	"math"
	"strings"
	"testing"
)

// wordCounts gives the counts of the words of two texts, in order of appearance.
func wordCounts(a, b string) (words []string, x, y []int64) {
	at := map[string]int{}
	for i, text := range []string{a, b} {
		for _, w := range strings.Fields(text) {
			k, known := at[w]
			if !known {
				k = len(words)
				at[w] = k
				words, x, y = append(words, w), append(x, 0), append(y, 0)
			}
			[][]int64{x, y}[i][k]++
		}
	}
	return words, x, y
}

// TestLogOddsPublished: z as the README of the Python package fightin_words
// (Wigder, after Hessel) prints it, with a prior of 0.05 a word.
func TestLogOddsPublished(t *testing.T) {
	words, x, y := wordCounts("the quick brown fox jumps over the lazy pig", "the lazy purple pig jumps over the lazier donkey")
	for i, r := range LogOdds(x, y, LogOddsOptions{Alpha: 0.05}) {
		want := 0.6894227886807968 * float64(x[i]-y[i])
		if math.Abs(r.Z-want) > 1e-15 {
			t.Errorf("z of %s is %.16g, want %.16g", words[i], r.Z, want)
		}
	}
}

// TestLogOddsByHand: 3 of 10 against 1 of 10, with one more of each.
func TestLogOddsByHand(t *testing.T) {
	r := LogOdds([]int64{3, 7}, []int64{1, 9}, LogOddsOptions{Prior: []float64{1, 1}})[0]
	near(t, "δ", r.Delta, math.Log(4.0/8)-math.Log(2.0/10), nineDigits)
	near(t, "σ²", r.Variance, 1.0/4+1.0/2, nineDigits)
}

// TestPooledPrior: the default prior draws a rare term that only one text has
// further to 0 than a common one whose rate triples.
func TestPooledPrior(t *testing.T) {
	a, b := []int64{300, 1, 0, 99_699}, []int64{100, 0, 0, 99_900}
	prior := PooledPrior(a, b, 1000)
	near(t, "α of the first", prior[0], 2, nineDigits)
	near(t, "α_0", sum(prior), 1000, nineDigits)
	r := LogOdds(a, b, LogOddsOptions{})
	near(t, "default", r[0].Z, LogOdds(a, b, LogOddsOptions{Prior: prior})[0].Z, nineDigits)
	if r[0].Z < 9 || r[1].Z > 1 || r[1].Z < 0 {
		t.Errorf("z of 300 against 100: %.3g; of 1 against 0: %.3g", r[0].Z, r[1].Z)
	}
	if !math.IsNaN(r[2].Z) {
		t.Errorf("a term that is nowhere has z %v", r[2].Z)
	}
	turned := LogOdds(b, a, LogOddsOptions{})
	for i := range 2 {
		near(t, "turned", turned[i].Delta, -r[i].Delta, nineDigits)
	}
}
