package simulate

import (
	"math"
	"testing"
)

const corpora = 400

// pooled adds up one year of one audience over many corpora.
func pooled(t *testing.T, o Options, corpora int) map[[2]string]Planted {
	t.Helper()
	sum := make(map[[2]string]Planted)
	for seed := range corpora {
		o.Seed = uint64(seed)
		c := mustNew(t, o)
		for k := range c.Len() {
			cl, _ := c.locate(k)
			key := [2]string{day(cl.year, 0)[:4], c.opt.Audiences[cl.audience].Name}
			n := sum[key]
			n.add(c.Planted(k))
			sum[key] = n
		}
	}
	return sum
}

// Over many corpora the log-odds of the planted terms are the planted ones, for
// every year and audience, within five standard errors (102 comparisons).
func TestPlantedOddsAreRecovered(t *testing.T) {
	o := Sample()
	o.Sigma, o.Dispersion = 0, 0
	held := pooled(t, o, corpora)
	for _, y := range mustNew(t, o).Truth().Years {
		for _, a := range y.Audiences {
			n, ok := held[[2]string{day(y.Year, 0)[:4], a.Name}]
			if ok != (a.Documents > 0) {
				t.Errorf("%d %s: documents %v, truth says %d", y.Year, a.Name, ok, a.Documents)
			}
			if !ok {
				continue
			}
			s, d := float64(n.Sovereignty), float64(n.Development)
			near(t, y.Year, a.Name+" log-odds", math.Log(s/d), a.Logit, math.Sqrt(1/s+1/d))
			share, all := float64(n.Balance)/float64(n.Sentences), float64(n.Sentences)
			near(t, y.Year, a.Name+" balance", share, y.Balance, math.Sqrt(y.Balance*(1-y.Balance)/all))
			rate := (s + d) / (all - float64(n.Balance))
			near(t, y.Year, a.Name+" hit rate", rate, o.HitRate, math.Sqrt(o.HitRate*(1-o.HitRate)/all))
		}
	}
}

func near(t *testing.T, year int, what string, got, want, se float64) {
	t.Helper()
	if math.Abs(got-want) > 5*se {
		t.Errorf("%d %s: %.4f, planted %.4f, standard error %.4f", year, what, got, want, se)
	}
}

// The variance of a document's count is that of the beta-binomial:
// n·p·(1−p)·(1+(n−1)·rho).
func TestDispersionIsBetaBinomial(t *testing.T) {
	const n, p, rho = 10, 0.3, 0.2
	o := Options{From: 2000, To: 2000, Documents: 20000, SentencesMin: n, SentencesMax: n,
		HitRate: 1, Dispersion: rho, Baseline: math.Log(p / (1 - p))}
	c := mustNew(t, o)
	var sum, squares float64
	for k := range c.Len() {
		s := float64(c.Planted(k).Sovereignty)
		sum += s
		squares += s * s
	}
	mean := sum / float64(c.Len())
	variance := squares/float64(c.Len()) - mean*mean
	if want := float64(n * p); math.Abs(mean-want) > 0.1 {
		t.Errorf("mean %.3f, want %.3f", mean, want)
	}
	if want := n * p * (1 - p) * (1 + (n-1)*rho); math.Abs(variance/want-1) > 0.05 {
		t.Errorf("variance %.3f, want %.3f", variance, want)
	}
}

// The wander has the variance and the lag-one correlation of its AR(1), in the
// first year as in the last.
func TestWanderIsStationary(t *testing.T) {
	const phi, sigma, seeds = 0.6, 0.3, 20000
	o := Options{From: 2000, To: 2004, Phi: phi, Sigma: sigma}
	var first, last, cross float64
	for seed := range seeds {
		o.Seed = uint64(seed)
		w := o.wander(5)
		first += w[0] * w[0] / seeds
		last += w[4] * w[4] / seeds
		cross += w[3] * w[4] / seeds
	}
	want := sigma * sigma / (1 - phi*phi)
	for what, got := range map[string]float64{"first": first, "last": last, "lag one": cross / phi} {
		if math.Abs(got/want-1) > 0.05 {
			t.Errorf("%s: variance %.4f, want %.4f", what, got, want)
		}
	}
}

// The break of the sample is there to be found in the sample itself.
func TestSampleShowsItsBreak(t *testing.T) {
	c := mustNew(t, Sample())
	var before, after Planted
	for i, h := range c.heldByYear() {
		if c.opt.From+i < 2016 {
			before.add(h)
		} else {
			after.add(h)
		}
	}
	odds := func(n Planted) float64 { return math.Log(float64(n.Sovereignty) / float64(n.Development)) }
	if got := odds(after) - odds(before); math.Abs(got+1.2) > 0.4 {
		t.Errorf("the sample's level moves by %.2f logits, planted -1.2", got)
	}
	if before.Balance != 0 || after.Balance < 30 {
		t.Errorf("balance phrases: %d before 2016, %d after", before.Balance, after.Balance)
	}
}
