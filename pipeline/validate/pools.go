package validate

import (
	"fmt"
	"math"
	"time"
)

func errStrata(v *Validation) error {
	return fmt.Errorf("%s: the strata of the design are not those of the run %s: was it made anew? draw a sample of it", v.Dir, v.Run)
}

// ownCodings is how many codings a period has to have in a stratum to be corrected by
// them alone.
const ownCodings = 5

// pool is what some codings of a stratum say of two targets' errors: y − λf.
type pool struct {
	n    float64
	mean [2]float64
	// scatter is the covariance of the errors of one sentence, with half an error more
	// of either kind, so that what was not seen is not taken for impossible.
	scatter [2][2]float64
	warning string // of codings of other periods; empty: the period's own
}

// pools finds the codings to correct the periods of a series by.
type pools struct {
	v       *Validation
	targets [2]int     // second -1: one target
	lambda  [2]float64 // what the machine's word counts
	byCell  [][]int    // units by stratum
	own     map[ownKey][]int
	coded   map[time.Time]int64 // units by period
	shared  map[string]*pool    // by what is pooled
}

type ownKey struct {
	stratum int
	period  time.Time
}

// newPools takes the codings of two targets; of units in the group, those of a period
// are its own.
func newPools(v *Validation, a, b int, lambda [2]float64, inGroup []bool) *pools {
	p := &pools{v: v, targets: [2]int{a, b}, lambda: lambda, byCell: make([][]int, len(v.Strata)),
		own: map[ownKey][]int{}, coded: map[time.Time]int64{}, shared: map[string]*pool{}}
	for i := range v.units {
		u := &v.units[i]
		if math.IsNaN(u.human[a]) || b >= 0 && math.IsNaN(u.human[b]) {
			continue
		}
		p.byCell[u.stratum] = append(p.byCell[u.stratum], i)
		if inGroup[i] {
			k := ownKey{u.stratum, u.Period}
			p.own[k] = append(p.own[k], i)
			p.coded[u.Period]++
		}
	}
	return p
}

// of is the pool for a period in a stratum: its own codings, else those of the block,
// else those of the stratum in all blocks; nil where there are none.
func (p *pools) of(stratum int, period time.Time) *pool {
	if own := p.own[ownKey{stratum, period}]; len(own) >= ownCodings {
		out := p.make(own)
		return &out
	}
	st := &p.v.Strata[stratum]
	if len(p.byCell[stratum]) > 0 {
		return p.share(st.Name(), p.byCell[stratum], correctionPooled)
	}
	var all []int
	for i := range p.v.Strata {
		if o := &p.v.Strata[i]; o.Lang == st.Lang && o.Kind == st.Kind && o.Frame == st.Frame {
			all = append(all, p.byCell[i]...)
		}
	}
	return p.share(fmt.Sprintf("%s/%s:%s", st.Lang, st.Kind, st.Frame), all, blockNotCoded)
}

func (p *pools) share(name string, units []int, warning string) *pool {
	if len(units) == 0 {
		return nil
	}
	if p.shared[name] == nil {
		out := p.make(units)
		out.warning = warning
		p.shared[name] = &out
	}
	return p.shared[name]
}

func (p *pools) make(units []int) (out pool) {
	out.n = float64(len(units))
	for _, i := range units {
		d := p.errors(&p.v.units[i])
		out.mean[0], out.mean[1] = out.mean[0]+d[0]/out.n, out.mean[1]+d[1]/out.n
	}
	for _, i := range units {
		d := p.errors(&p.v.units[i])
		for a := range 2 {
			for b := range 2 {
				out.scatter[a][b] += float64((d[a] - out.mean[a]) * (d[b] - out.mean[b]))
			}
		}
	}
	for a := range 2 {
		for b := range 2 {
			if a == b && p.targets[a] >= 0 {
				out.scatter[a][b] += 0.5
			}
			out.scatter[a][b] /= out.n + 1
		}
	}
	return out
}

// errors are y − λf of a sentence.
func (p *pools) errors(u *unit) (d [2]float64) {
	for k, t := range p.targets {
		if t < 0 {
			continue
		}
		d[k] = u.human[t]
		if p.v.targets[t].has(u.frames) {
			d[k] -= p.lambda[k]
		}
	}
	return d
}

// along is the variance of the error of one sentence in a direction.
func (o *pool) along(slope [2]float64) float64 {
	v := 0.0
	for a := range 2 {
		for b := range 2 {
			v += float64(slope[a] * o.scatter[a][b] * slope[b])
		}
	}
	return max(0, v)
}
