package validate

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// CorrectOptions say how series are corrected. The zero value is the default.
type CorrectOptions struct {
	Method string // DSL if empty
	Draws  int    // of the corrected series, for their shape: 100 if 0
	Seed   uint64
}

// Correction is what correcting a run gives.
type Correction struct {
	Rows      []CorrectedRow
	Shapes    []CorrectedShapeRow
	Stability []store.StabilityRow
}

// Correct corrects the series of a run: rates of the frames that were coded, and
// position and share of the contrasts all of whose frames were, pooled and by group,
// over all discourse.
//
// A total of sentences in a period is Σλf_i + ΣN_h·mean(y − λf), the mean over the
// codings of the period in each stratum where there are five or more; else over those
// of its block, and then it is correction-pooled. With λ = 1 that is design-based
// supervised learning, f_i + (R_i/π_i)(y_i − f_i) with the probabilities of being coded
// in that period; prediction-powered inference takes the λ with the least variance.
//
// The variance is N²s²/n of each stratum, and Ns² more where codings are of other
// periods; and that of documents, as of a Poisson bootstrap of them, of sentences
// where a period has fewer than ten.
func Correct(v *Validation, o CorrectOptions) (*Correction, error) {
	o.Method, o.Draws = cmp.Or(o.Method, DSL), cmp.Or(o.Draws, 100)
	if assumes[o.Method] == "" {
		return nil, usage.Errorf("method %q: want dsl, ppi or matrix", o.Method)
	}
	if err := v.need(); err != nil {
		return nil, err
	}
	p, st, err := v.populationOf(v.run)
	if err != nil {
		return nil, err
	}
	all := v.tallyAll(p, st)
	c := v.corrector(p, o)
	for i := range all {
		c.group(&all[i])
	}
	c.shapes()
	if c.out.Stability, err = c.stability(&all[0]); err != nil {
		return nil, err
	}
	c.sort()
	return c.out, nil
}

func (v *Validation) corrector(p *population, o CorrectOptions) *corrector {
	c := &corrector{Validation: v, o: o, docs: map[string]*document{}, out: &Correction{}}
	for i := range p.docs {
		c.docs[p.docs[i].ID] = &p.docs[i]
	}
	return c
}

// corrector makes a Correction.
type corrector struct {
	*Validation
	o       CorrectOptions
	docs    map[string]*document
	inGroup []bool // units of the group
	out     *Correction
	series  []*corrected
}

// corrected is a series in the making, with what its draws are made of.
type corrected struct {
	name   store.SeriesName
	rows   []CorrectedRow
	errors []periodError
}

// group corrects the series of a group.
func (c *corrector) group(t *tallies) {
	c.inGroup = make([]bool, len(c.units))
	for i := range c.units {
		c.inGroup[i] = groupOf(c.docs[c.units[i].ID], t.keys) == t.group
	}
	for i := range c.targets {
		if g := &c.targets[i]; g.frame != "" {
			c.add(t, "rate", g.frame, i, -1)
		} else if !g.negative {
			c.add(t, "position", g.contrast, i, i+1)
			c.add(t, "share", g.contrast, i, i+1)
		}
	}
}

func (c *corrector) add(t *tallies, name, of string, a, b int) {
	s := &corrected{name: store.SeriesName{Measure: name, Of: of, Group: t.group, Freq: c.Freq}}
	p := newPools(c.Validation, a, b, [2]float64{c.lambda(a), c.lambda(b)}, c.inGroup)
	e := &estimator{corrector: c, pools: p, scale: scales[name], a: a, b: b, matrix: []errorMatrix{c.matrix(a), c.matrix(b)}}
	for i, cell := range t.cells {
		row, err := e.period(t.periods[i], cell)
		row.SeriesName = s.name
		s.rows, s.errors = append(s.rows, row), append(s.errors, err)
	}
	c.series = append(c.series, s)
	c.out.Rows = append(c.out.Rows, s.rows...)
}

// lambda is how much the machine's word counts: 1, or for prediction-powered inference
// what makes the design variance of the whole least.
func (c *corrector) lambda(t int) float64 {
	if c.o.Method != PPI || t < 0 {
		return 1
	}
	var both, square float64
	for h := range c.Strata {
		var n, sf, sy, sff, sfy float64
		for i := range c.units {
			u := &c.units[i]
			if y := u.human[t]; u.stratum == h && !math.IsNaN(y) {
				f := 0.0
				if c.targets[t].has(u.frames) {
					f = 1
				}
				n, sf, sy, sff, sfy = n+1, sf+f, sy+y, sff+f, sfy+float64(f*y)
			}
		}
		if n > 1 {
			w := float64(c.Strata[h].Size) * float64(c.Strata[h].Size) / n
			both += w * (sfy - float64(sf*sy)/n) / (n - 1)
			square += w * (sff - float64(sf*sf)/n) / (n - 1)
		}
	}
	if square <= 0 {
		return 1
	}
	return max(0, min(1, both/square))
}

func (c *corrector) sort() {
	slices.SortStableFunc(c.out.Rows, func(a, b CorrectedRow) int {
		return cmp.Or(compareNames(a.SeriesName, b.SeriesName), a.Period.Compare(b.Period))
	})
	slices.SortStableFunc(c.out.Shapes, func(a, b CorrectedShapeRow) int {
		return cmp.Or(compareNames(a.SeriesName, b.SeriesName), strings.Compare(a.Kind, b.Kind), cmp.Compare(a.Step, b.Step))
	})
}

func compareNames(a, b store.SeriesName) int {
	return cmp.Or(strings.Compare(a.Measure, b.Measure), strings.Compare(a.Of, b.Of), strings.Compare(a.Topic, b.Topic),
		strings.Compare(a.Group, b.Group), strings.Compare(a.Freq, b.Freq))
}

// Write puts the tables beside the codings.
func (c *Correction) Write(dir string) error {
	return replace(dir, func(to string) error {
		for _, write := range []func() error{
			func() error { return fill(to, c.Rows) },
			func() error { return fill(to, c.Shapes) },
			func() error { return fill(to, c.Stability) },
		} {
			if err := write(); err != nil {
				return err
			}
		}
		return nil
	})
}

// CorrectionOf reads the correction of a run from the folder where it lies by default;
// nil where there is none.
func CorrectionOf(run *result.Run) (*Correction, error) {
	dir := Folder(run.Dir)
	d, err := Open(dir)
	if err != nil || d.Fingerprint != run.Manifest.Fingerprint {
		return nil, nil // none, or one of another run under that name
	}
	c := &Correction{}
	if c.Rows, err = rows[CorrectedRow](dir); errors.Is(err, table.ErrNoTable) {
		return nil, nil
	}
	var err2, err3 error
	c.Shapes, err2 = rows[CorrectedShapeRow](dir)
	c.Stability, err3 = rows[store.StabilityRow](dir)
	return c, errors.Join(err, err2, err3)
}
