package simulate

import (
	"math"
	"slices"
	"testing"

	"github.com/frameshift/frameshift/pipeline/stats"
)

const corpora = 100

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

// Over many corpora the log-odds of the sides and the hits of every frame are the
// planted ones, for every year and audience, within five standard errors (about
// 1,000 comparisons). It is what truth.yaml says of a frame's share.
func TestPlantedOddsAreRecovered(t *testing.T) {
	o := Sample()
	o.Sigma, o.Dispersion = 0, 0
	held := pooled(t, o, corpora)
	c := mustNew(t, o)
	for _, y := range c.truth.Years {
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
			at := slices.IndexFunc(c.cells, func(cl cell) bool { return cl.year == y.Year && o.Audiences[cl.audience].Name == a.Name })
			e, all := o.expect(c.cells[at]), float64(n.Sentences)
			for i, frame := range Frames {
				p := e.hits[i]
				near(t, y.Year, a.Name+" "+frame, float64(n.Hits[i])/all, p, math.Sqrt(p*(1-p)/all))
			}
			near(t, y.Year, a.Name+" pairs", float64(n.Pairs)/all, o.Pairs.at(y.Year, o.From), math.Sqrt(e.pairs/all))
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

// headlines are the two contrasts that the sample shows its step in, year by
// year, as a position in logits; in the order of contrasts.
func headlines(c *Corpus) [2][]float64 {
	var positions [2][]float64
	held := c.held()
	for i := range c.truth.Years {
		n := held[english.code][i]
		n.add(held[chinese.code][i])
		h := func(frame string) float64 { return float64(n.Hits[slices.Index(Frames[:], frame)]) + 0.5 }
		positions[0] = append(positions[0], math.Log(h(sovereigntyFrame)/(float64(n.Pairs)+0.5)))
		positions[1] = append(positions[1], math.Log(h(sovereigntyFrame)/h(developmentFrame)))
	}
	return positions
}

// The step of the sample is there to be found in the sample itself, in either
// headline: exactly one break by BIC, after 2015, of the planted size.
func TestSampleShowsItsStep(t *testing.T) {
	c := mustNew(t, Sample())
	for i, ys := range headlines(c) {
		k := contrasts[i]
		before, after := mean(ys[:2016-c.opt.From]), mean(ys[2016-c.opt.From:])
		want := c.level(k, 2016, c.opt.To+1) - c.level(k, c.opt.From, 2016)
		if math.Abs(after-before-want) > 0.25 {
			t.Errorf("%s moves by %.2f logits, planted %.2f", k.key, after-before, want)
		}
		found, err := stats.MeanBreaks(ys, stats.BreakOptions{MinSegment: max(3, len(ys)/10)})
		if err != nil {
			t.Fatal(err)
		}
		if got := found.Candidates[found.Chosen].Last; !slices.Equal(got, []int{2016 - c.opt.From}) {
			t.Errorf("%s: breaks after periods %v, want one after the %dth", k.key, got, 2016-c.opt.From)
		}
	}
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// The lead of the sample is there to be found: of all documents with a phrase of
// balance before the first international one, none is international, which by
// the documents alone, even odds, has a chance below one in a thousand. Each
// concept begins within a year of the years it was planted for.
func TestSampleShowsItsLead(t *testing.T) {
	c := mustNew(t, Sample())
	var regional int
	first := map[[2]string]int{}
	for k := range c.Len() {
		cl, j := c.locate(k)
		audience := c.opt.Audiences[cl.audience].Name
		used := false
		for _, s := range c.plan(cl, j) {
			if s.concept == "" {
				continue
			}
			used = true
			if key := [2]string{audience, s.concept}; first[key] == 0 {
				first[key] = cl.year
			}
		}
		if used && audience == "regional" && cl.year < 2012 {
			regional++
		}
		if used && audience != "regional" && cl.year < 2012 {
			t.Errorf("%s says a phrase of balance in %d", audience, cl.year)
		}
	}
	if regional < 10 {
		t.Errorf("%d regional documents with a phrase of balance before 2012: chance 1 in %d", regional, 1<<regional)
	}
	for _, k := range c.opt.Concepts {
		for audience, from := range map[string]int{"regional": k.From, "international": k.From + c.opt.Lag} {
			if got := first[[2]string{audience, k.ID}]; got < from || got > from+1 {
				t.Errorf("%s is first used in %s statements in %d, planted %d", k.ID, audience, got, from)
			}
		}
	}
}
