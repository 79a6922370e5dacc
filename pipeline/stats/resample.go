package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// ResampleOptions change how AgreementInterval draws. The zero value is the
// default.
type ResampleOptions struct {
	Draws      int     // zero means 1,000
	Seed       uint64  // the same seed draws the same units, whatever the statistic
	Confidence float64 // in (0, 1); zero means 0.95
}

// Bounds are the ends of an interval, NaN where there is none; Warnings says why.
type Bounds struct {
	Low, High float64
	Warnings  []string
}

// AgreementInterval is the percentile bootstrap interval of a statistic of
// ratings[coder][unit]. Every draw takes as many units as there are, each with
// all its ratings, at random and with replacement. Draws in which the statistic
// is not defined (one category only) are left out, with a warning.
//
// Units are what a study samples, and so is resampled here, for α as for κ:
// Zapf, Castell, Morawietz and Karch, BMC Medical Research Methodology 16:93
// (2016). Krippendorff's own bootstrap of α (kalpha) resamples the pairs of
// ratings instead and holds the expected disagreement fixed; its intervals
// differ from these.
func AgreementInterval(ratings [][]float64, of func([][]float64) Agreement, o ResampleOptions) Bounds {
	if o.Draws == 0 {
		o.Draws = 1000
	}
	if o.Confidence == 0 {
		o.Confidence = 0.95
	}
	drawn := make([][]float64, len(ratings))
	for c, row := range ratings {
		drawn[c] = make([]float64, len(row))
	}
	var values []float64
	for d := range o.Draws {
		drawUnits(drawn, ratings, rand.New(rand.NewPCG(o.Seed, uint64(d))))
		if v := of(drawn).Value; !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	b := Bounds{Low: math.NaN(), High: math.NaN()}
	if n := of(ratings).Units; n < fewUnits {
		b.Warnings = append(b.Warnings, fmt.Sprintf("only %d units: the interval is rough", n))
	}
	if len(values) < o.Draws {
		b.Warnings = append(b.Warnings, fmt.Sprintf("%d of %d draws left out of the interval: agreement is not defined in them", o.Draws-len(values), o.Draws))
	}
	if len(values) > 0 {
		var draws ordered
		draws.set(values)
		b.Low, b.High = draws.quantile((1-o.Confidence)/2), draws.quantile((1+o.Confidence)/2)
	}
	return b
}

// fewUnits is the number of units under which an interval is called rough.
const fewUnits = 20

// drawUnits fills drawn with units of ratings.
func drawUnits(drawn, ratings [][]float64, r *rand.Rand) {
	if len(ratings) == 0 {
		return
	}
	units := len(ratings[0])
	for i := range units {
		unit := r.IntN(units)
		for c := range ratings {
			drawn[c][i] = ratings[c][unit]
		}
	}
}
