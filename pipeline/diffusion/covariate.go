package diffusion

import (
	"maps"
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// CovariateRow holds a concept's course against an outside series, some periods apart.
type CovariateRow struct {
	_ struct{} `table:"covariates" row:"a concept × shift of an outside series" key:"concept shift"`
	About
	Series   string  `column:"series,repeats" about:"the file's name"`
	Shift    int64   `column:"shift" unit:"periods" about:"how many periods later the text is than the series: above 0 the series comes first"`
	Pairs    int64   `column:"pairs" about:"periods, or issuers × periods, with both"`
	R        float64 `column:"r,null" about:"correlation of the share of documents that use the concept with the series; of a file with issuers, of what differs from each issuer's mean"`
	RChange  float64 `column:"r_change,null" about:"correlation of their changes from one period to the next, which a common trend does not make"`
	P        float64 `column:"p_change,null" about:"share of ways to turn the series round in time whose r_change is as large in size or larger"`
	Warnings string  `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// mostShift is how many periods a series is shifted either way.
const mostShift = 3

// covariate is an outside series, by issuer ("" where there are none) and period.
type covariate struct {
	name   string
	values map[string][]float64
}

// covariates holds every concept against the outside series.
func (s *study) covariates() error {
	if s.o.Covariate == "" {
		return nil
	}
	x, err := s.readCovariate(s.o.Covariate)
	if err != nil {
		return err
	}
	by := ""
	if _, pooled := x.values[""]; !pooled || len(x.values) > 1 {
		by = "issuer"
	}
	_, members, err := s.docs.groupOf(by)
	if err != nil {
		return err
	}
	issuers := slices.Sorted(maps.Keys(x.values))
	for _, c := range s.sorted() {
		var pairs [][2][]float64
		for _, who := range issuers {
			if members[who] != nil {
				pairs = append(pairs, [2][]float64{x.values[who], shares(s.tallies(c, members[who]))})
			}
		}
		if len(pairs) == 0 {
			return usage.Errorf("%s: none of its issuers is one of the run: it has %s", x.name, some(issuers))
		}
		for shift := -mostShift; shift <= mostShift; shift++ {
			row := covariateOf(pairs, shift)
			row.About, row.Series = c.about(), x.name
			s.out.Covariates = append(s.out.Covariates, row)
		}
	}
	return nil
}

func shares(list []tally) []float64 {
	out := missing(len(list))
	for i, t := range list {
		if t.documents > 0 {
			out[i] = t.share()
		}
	}
	return out
}

// changes are those from one period to the next.
func changes(x []float64) []float64 {
	out := missing(len(x))
	for i := 1; i < len(x); i++ {
		out[i] = x[i] - x[i-1]
	}
	return out
}

func covariateOf(pairs [][2][]float64, shift int) CovariateRow {
	changed := make([][2][]float64, len(pairs))
	for i, p := range pairs {
		changed[i] = [2][]float64{changes(p[0]), changes(p[1])}
	}
	n := len(pairs[0][0])
	row := CovariateRow{Shift: int64(shift)}
	row.R, row.Pairs = correlation(pairs, shift, 0)
	row.RChange, _ = correlation(changed, shift, 0)
	row.P = shifted(n, func(turn int) float64 { r, _ := correlation(changed, shift, turn); return math.Abs(r) })
	var w warnings
	w.add(math.IsNaN(row.R), "constant")
	w.add(n < fewShifts, "few-periods")
	row.Warnings = w.String()
	return row
}

// correlation is that of the first series with the second some periods later, each less
// its mean; the first may be turned round by some periods.
func correlation(pairs [][2][]float64, shift, turn int) (r float64, n int64) {
	var xx, yy, xy float64
	for _, p := range pairs {
		var x, y []float64
		for t := range p[1] {
			q := t - shift
			if q < 0 || q >= len(p[0]) {
				continue
			}
			if a, b := p[0][(q+turn)%len(p[0])], p[1][t]; !math.IsNaN(a) && !math.IsNaN(b) {
				x, y = append(x, a), append(y, b)
			}
		}
		mx, my := mean(x), mean(y)
		for i := range x {
			xx += float64((x[i] - mx) * (x[i] - mx))
			yy += float64((y[i] - my) * (y[i] - my))
			xy += float64((x[i] - mx) * (y[i] - my))
		}
		n += int64(len(x))
	}
	if !(xx > 1e-12 && yy > 1e-12) {
		return math.NaN(), n
	}
	return xy / math.Sqrt(float64(xx*yy)), n
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
