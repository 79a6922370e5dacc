package validate

import (
	"fmt"
	"math"
	"time"

	"github.com/frameshift/frameshift/pipeline/series"
)

func errStrata(v *Validation) error {
	return fmt.Errorf("%s: the strata of the design are not those of the run %s: was it made anew? draw a sample of it", v.Dir, v.Run)
}

// ownCodings is how many codings a period has to have in a stratum to be corrected by
// them alone: with fewer, what they leave open outweighs what changes inside a block.
const ownCodings = 30

// pool is what some codings of a stratum say of two targets' errors: y − λf.
type pool struct {
	n    float64
	mean [2]float64
	// scatter is the covariance of the errors of one sentence. Where all are alike it is
	// that of half an error, lest what was not seen be taken for impossible.
	scatter matrix2
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
	single  []bool              // blocks of one period
}

type ownKey struct {
	stratum int
	period  time.Time
}

// newPools takes the codings of two targets; of units in the group, those of a period
// are its own.
func newPools(v *Validation, a, b int, lambda [2]float64, inGroup []bool) *pools {
	p := &pools{v: v, targets: [2]int{a, b}, lambda: lambda, byCell: make([][]int, len(v.Strata)),
		own: map[ownKey][]int{}, coded: map[time.Time]int64{}, shared: map[string]*pool{}, single: v.singleBlocks()}
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

// singleBlocks says which blocks are one period.
func (d *Design) singleBlocks() (out []bool) {
	for _, b := range d.Blocks {
		from, err := time.Parse(time.DateOnly, b.From)
		to, err2 := time.Parse(time.DateOnly, b.To)
		out = append(out, err == nil && err2 == nil && series.Freq(d.Freq).Next(from).AddDate(0, 0, -1).Equal(to))
	}
	return out
}

// of is the pool for a period that has so many sentences in a stratum: its own codings,
// where there are enough or all there can be, else those of the block,
// else those of the stratum in all blocks; nil where there are none.
func (p *pools) of(stratum int, period time.Time, size float64) *pool {
	own := p.own[ownKey{stratum, period}]
	whole := len(own) > 0 && len(own) == len(p.byCell[stratum]) && p.single[p.v.Strata[stratum].Block]
	if len(own) >= ownCodings || whole || float64(len(own)) == size {
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
			out.scatter[a][b] /= max(1, out.n-1)
		}
		if p.targets[a] >= 0 && out.scatter[a][a] < 1e-12 {
			out.scatter[a][a] = 0.5 / (out.n + 1)
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
