package stats

import (
	"math"
	"slices"
	"testing"
)

// Nine years of quarters with a season and a trend.
var quarters = []float64{12, 11.4, 9.4, 11.5, 13.6, 9.3, 7.9, 12.8, 14.1, 10.3, 10.1, 10.6, 13, 10.1, 10.3, 11.4, 15.1, 13.1,
	9.4, 11.6, 15.5, 13.5, 10.5, 14.2, 13.6, 13.5, 10.6, 15, 16, 12.8, 11.7, 14.2, 16, 12.6, 11, 15}

// rounded has ties.
func rounded(y []float64) []float64 {
	out := make([]float64, len(y))
	for i, v := range y {
		out[i] = math.RoundToEven(v)
	}
	return out
}

// TestSeasonReference: scipy 1.17.1, friedmanchisquare.
func TestSeasonReference(t *testing.T) {
	for _, c := range []struct {
		y    []float64
		q, p float64
	}{
		{quarters, 23.53333333333333, 3.125962227705968e-05},
		{rounded(quarters), 22.658823529411773, 4.756545986361742e-05},
	} {
		s := FindSeason(c.y, 4, 0)
		near(t, "Q", s.Q, c.q, nineDigits)
		near(t, "P", s.P, c.p, nineDigits)
		if s.Years != 9 || len(s.Warnings) > 0 {
			t.Errorf("%+v", s)
		}
	}
}

// TestSeasonParts: years that are not complete do not count, and what starts
// later in the year is the same; without its season a series has none.
func TestSeasonParts(t *testing.T) {
	whole := FindSeason(quarters, 4, 0)
	y := slices.Concat([]float64{3, 99, math.NaN(), 4, 5, 6}, quarters, []float64{70})
	part := FindSeason(y, 4, 2)
	if part.Q != whole.Q || part.Years != 9 || !slices.Equal(part.Effects, whole.Effects) {
		t.Errorf("%+v, want %+v", part, whole)
	}
	rest := FindSeason(whole.Deseason(quarters, 0), 4, 0)
	if rest.P < 0.2 || math.Abs(rest.Effects[0]) > 1e-12 {
		t.Errorf("after the season is taken away: %+v", rest)
	}
	for _, y := range [][]float64{nil, quarters[:3], make([]float64, 40)} {
		if s := FindSeason(y, 4, 0); !math.IsNaN(s.P) {
			t.Errorf("p %g of %v", s.P, y)
		}
	}
	if s := FindSeason(quarters[:12], 4, 0); len(s.Warnings) != 1 {
		t.Errorf("warnings %q", s.Warnings)
	}
}

// TestSeasonalTrendReference: pymannkendall 1.4.3, seasonal_test, whose slope is
// per year and whose Tau leaves ties alone.
func TestSeasonalTrendReference(t *testing.T) {
	for _, c := range []struct {
		y                   []float64
		s                   int64
		v, z, p, tau, slope float64
	}{
		{quarters, 86, 362, 4.467500815434912, 7.91387098031393e-06, .5972222222222222, .39285714285714257},
		{rounded(quarters), 82, 345.3333333333333, 4.358788220255115, 1.3078459702775547e-05, .5694444444444444, .41428571428571426},
	} {
		r := SeasonalMannKendall(c.y, 4, TrendOptions{})
		if r.S != c.s {
			t.Errorf("S = %d, want %d", r.S, c.s)
		}
		near(t, "VarS", r.VarS, c.v, nineDigits)
		near(t, "Z", r.Z, c.z, nineDigits)
		near(t, "P", r.P, c.p, 1e-8)
		near(t, "S of pairs", float64(r.S)/(4*36), c.tau, nineDigits)
		near(t, "Sen", 4*r.Sen, c.slope, nineDigits)
	}
}

// TestSeasonalTrendOfOneSeason is the plain test.
func TestSeasonalTrendOfOneSeason(t *testing.T) {
	a, b := MannKendall(quarters, TrendOptions{}), SeasonalMannKendall(quarters, 1, TrendOptions{})
	if a.S != b.S || a.P != b.P || a.TauB != b.TauB || a.Sen != b.Sen || a.SenHigh != b.SenHigh {
		t.Errorf("%+v, want %+v", b, a)
	}
	if r := SeasonalMannKendall(quarters[:3], 4, TrendOptions{}); !math.IsNaN(r.P) || len(r.Warnings) != 1 {
		t.Errorf("no pairs: %+v", r)
	}
}
