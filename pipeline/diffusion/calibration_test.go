//go:build calibrate

package diffusion_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/data/simulate"
	"github.com/frameshift/frameshift/pipeline/diffusion"
	"github.com/frameshift/frameshift/pipeline/survival"
)

// TestCalibrateLead: in how many of 2,000 corpora like the sample a lead of regional
// statements is called at 5 %, where none is planted, and where one is. What is planted
// is what the lexicon finds (data/simulate), so texts need not be matched.
//
//	go test -tags calibrate -run CalibrateLead -v ./pipeline/diffusion
func TestCalibrateLead(t *testing.T) {
	const corpora = 2000
	ks := []int{1, 2, 3, 4, 5, 10, 20}
	for _, lag := range []int{0, 1, 2} {
		text, labels := make([]int, len(ks)), make([]int, len(ks))
		for seed := range corpora {
			l, tokens := simulated(t, lag, uint64(seed))
			l.K = ks
			r := l.Relabel(999, uint64(seed))
			for i, k := range ks {
				if exposed(l, tokens, k).P <= .05 {
					text[i]++
				}
				if r.P[0][i] <= .05+1e-12 {
					labels[i]++
				}
			}
		}
		for i, k := range ks {
			byText, byLabels := 100*float64(text[i])/corpora, 100*float64(labels[i])/corpora
			t.Logf("lag %d years, k %2d: by text %5.1f %%, by labels %5.1f %%", lag, k, byText, byLabels)
			// Few uses have few orders: at k 1 the share of labelings is about a power of ½,
			// and the largest below 5 % is 3.1 %.
			if lag == 0 && (byText > 6 || byLabels > 6 || k == diffusion.DefaultK && byLabels < 4) {
				t.Errorf("size of the lead at k %d", k)
			}
		}
	}
}

// simulated is a corpus like the sample, its regional and international documents.
func simulated(t *testing.T, lag int, seed uint64) (*survival.Lags, []float64) {
	o := simulate.Sample()
	o.Seed, o.Lag = seed, lag
	c, err := simulate.New(o)
	if err != nil {
		t.Fatal(err)
	}
	type document struct {
		regional, uses bool
		day, tokens    float64
		year           int
	}
	var docs []document
	for k := range c.Len() {
		d := c.At(k)
		if d.Audience == "domestic" {
			continue
		}
		date, err := time.Parse(time.DateOnly, d.Date)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, document{d.Audience == "regional", d.Planted.Balance > 0, float64(date.Unix() / 86400), float64(len(strings.Fields(d.Text))), date.Year()})
	}
	slices.SortStableFunc(docs, func(a, b document) int { return int(a.day - b.day) })
	l, tokens := &survival.Lags{Uses: make([][]int, 1), Pooled: []bool{true}}, []float64(nil)
	for i, d := range docs {
		l.A, l.Date, l.Stratum, tokens = append(l.A, d.regional), append(l.Date, d.day), append(l.Stratum, d.year), append(tokens, d.tokens)
		if d.uses {
			l.Uses[0] = append(l.Uses[0], i)
		}
	}
	return l, tokens
}

func exposed(l *survival.Lags, tokens []float64, k int) survival.First {
	sums := map[int][2]float64{}
	for i, year := range l.Stratum {
		s := sums[year]
		if l.A[i] {
			s[0] += tokens[i]
		}
		s[1] += tokens[i]
		sums[year] = s
	}
	var ofA []bool
	var chance []float64
	for _, d := range l.Uses[0][:k] {
		s := sums[l.Stratum[d]]
		ofA, chance = append(ofA, l.A[d]), append(chance, s[0]/s[1])
	}
	return survival.FirstUses(ofA, chance)
}
