package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// tables are 2×2 tables of sentences of documents whose shares among the sentences
// with a side and the others are scattered by a logit they have in common.
func tables(periods, documents int, together float64, r *rand.Rand) (first, second []stats.Moments, cross []stats.CrossMoments) {
	first, second = make([]stats.Moments, periods), make([]stats.Moments, periods)
	cross = make([]stats.CrossMoments, periods)
	for t := range periods {
		for range documents {
			u := together * r.NormFloat64()
			with, without := 20+r.IntN(20), 40+r.IntN(40)
			both, only := binomial(with, 1/(1+math.Exp(-u)), r), binomial(without, 1/(1+math.Exp(1-u)), r)
			first[t].Add(both, float64(with))
			second[t].Add(only, float64(without))
			cross[t].Add(both, float64(with), only, float64(without))
		}
	}
	return first, second, cross
}

func binomial(n int, p float64, r *rand.Rand) (k float64) {
	for range n {
		if r.Float64() < p {
			k++
		}
	}
	return k
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// meanShare is that of documents whose logits scatter around one.
func meanShare(around, scatter float64) (mean float64) {
	const steps = 1000
	for i := range steps {
		z := math.Sqrt2 * math.Erfinv(2*(float64(i)+0.5)/steps-1)
		mean += 1 / (1 + math.Exp(-around-scatter*z)) / steps
	}
	return mean
}

func TestOddsRatioByHand(t *testing.T) {
	first, second, cross := make([]stats.Moments, 1), make([]stats.Moments, 1), make([]stats.CrossMoments, 1)
	first[0].Add(3, 10)
	second[0].Add(5, 50)
	cross[0].Add(3, 10, 5, 50)
	s := stats.OddsRatios(first, second, cross)
	if want := math.Log(3.5 * 45.5 / (7.5 * 5.5)); math.Abs(s.Y[0]-want) > 1e-12 {
		t.Errorf("log odds ratio %v, want %v", s.Y[0], want)
	}
	if want := stats.Shares(first).C[0] + stats.Shares(second).C[0]; s.C[0] != want {
		t.Errorf("variance %v of one document, want %v, that of both", s.C[0], want)
	}
}

// Documents that say more of a side everywhere do so among both lots of sentences:
// the ratio is known better than if they went apart, and its interval still covers.
func TestOddsRatioTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 0))
	const periods = 1000
	for _, together := range []float64{0, 0.8} {
		first, second, cross := tables(periods, 8, together, r)
		s := stats.OddsRatios(first, second, cross)
		apart := 0.0
		a, b := stats.Shares(first), stats.Shares(second)
		held, mean, variance := 0, 0.0, 0.0
		truth := logit(meanShare(0, together)) - logit(meanShare(-1, together))
		for i, e := range s.Estimates(0.95) {
			apart += (a.C[i] + b.C[i]) / periods
			mean += s.C[i] / periods
			variance += (s.Y[i] - truth) * (s.Y[i] - truth) / periods
			if e.Low <= truth && truth <= e.High {
				held++
			}
		}
		if c := float64(held) / periods; c < 0.93 || c > 0.98 {
			t.Errorf("together %v: %.3f of intervals hold the odds ratio", together, c)
		}
		if math.Abs(mean/variance-1) > 0.25 {
			t.Errorf("together %v: variance %.4f, seen %.4f", together, mean, variance)
		}
		if smaller := mean < 0.7*apart; smaller != (together > 0) {
			t.Errorf("together %v: variance %.4f, of both shares %.4f", together, mean, apart)
		}
	}
}
