package validate

import (
	"math"
	"math/rand/v2"
	"runtime"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/stats"
	"golang.org/x/sync/errgroup"
)

// shapes tells the shape, raw and corrected, of pooled positions and rates, and how often
// draws of the corrected series have the same; of groups, of the first contrast, and
// without draws.
func (c *corrector) shapes() {
	var told []*corrected
	for _, s := range c.series {
		pooled := s.name.Group == "" && s.name.Measure != "share"
		if pooled || s.name.Measure == "position" && s.name.Of == c.lex.Contrasts[0].Key {
			told = append(told, s)
		}
	}
	rows := make([][]CorrectedShapeRow, len(told))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range told {
		g.Go(func() error {
			rows[i] = c.shape(s, uint64(i))
			return nil
		})
	}
	g.Wait() // which no series fails
	for _, r := range rows {
		c.out.Shapes = append(c.out.Shapes, r...)
	}
}

func (c *corrector) shape(s *corrected, number uint64) []CorrectedShapeRow {
	n := len(s.rows)
	raw, rawV, y, v := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for i, r := range s.rows {
		raw[i], rawV[i] = onScale(s.name.Measure, r.Raw), float64(s.errors[i].raw*s.errors[i].raw)
		y[i] = onScale(s.name.Measure, r.Corrected)
		v[i] = float64(s.errors[i].own*s.errors[i].own) + s.errors[i].variance()
	}
	o := stats.ShapeOptions{Seed: stats.Mix(c.o.Seed ^ number)}
	out := c.shapeRows(s, "raw", stats.FitShape(raw, rawV, o), nil)
	fit := stats.FitShape(y, v, o)
	var draws []drawnShape
	if s.name.Group == "" && fit.N > 0 && !math.IsNaN(fit.PStep) {
		draws = c.redraw(s, y, v, o)
	}
	return append(out, c.shapeRows(s, "corrected", fit, draws)...)
}

// onScale is a value on the scale its shape is told on: a rate's is its logarithm.
func onScale(name string, v float64) float64 {
	if name == "rate" {
		if v <= 0 {
			return math.NaN()
		}
		return portable.Log(v)
	}
	return v
}

// drawn shape: its class and steps.
type drawnShape struct {
	class stats.Class
	steps []int
}

// redraw tells the shape of draws of the corrected series: the error that periods share
// moves them together.
func (c *corrector) redraw(s *corrected, y, v []float64, o stats.ShapeOptions) (out []drawnShape) {
	o.Draws, o.Clear, o.Enough = 39, 19, 3
	one := make([]float64, len(y))
	for b := range c.o.Draws {
		r := rand.New(rand.NewPCG(o.Seed, uint64(b)))
		pulls := map[*pool][2]float64{}
		for i := range y {
			one[i] = y[i]
			for _, part := range s.errors[i].shared {
				e, known := pulls[part.pool]
				if !known {
					e = part.pool.draw(r)
					pulls[part.pool] = e
				}
				one[i] += float64(part.size * (float64(s.errors[i].slope[0]*e[0]) + float64(s.errors[i].slope[1]*e[1])))
			}
			one[i] += float64(s.errors[i].own * r.NormFloat64())
		}
		fit := stats.FitShape(one, v, o)
		out = append(out, drawnShape{fit.Class, fit.Steps})
	}
	return out
}

// draw is an error of the pool's means.
func (o *pool) draw(r *rand.Rand) [2]float64 {
	a, b := r.NormFloat64(), r.NormFloat64()
	s := math.Sqrt(max(0, o.scatter[0][0]) / o.n)
	if s == 0 {
		return [2]float64{0, math.Sqrt(max(0, o.scatter[1][1])/o.n) * b}
	}
	slope := o.scatter[0][1] / o.scatter[0][0]
	rest := max(0, o.scatter[1][1]-float64(slope*o.scatter[0][1])) / o.n
	return [2]float64{float64(s * a), float64(slope*s*a) + float64(math.Sqrt(rest)*b)}
}

func (c *corrector) shapeRows(s *corrected, kind string, fit stats.Shape, draws []drawnShape) (out []CorrectedShapeRow) {
	nan := math.NaN()
	row := CorrectedShapeRow{SeriesName: s.name, Kind: kind, Class: fit.Class.String(), PStep: fit.PStep, PChange: fit.PChange,
		Support: nan, ClassKept: nan, DrawsDated: nan, DrawsChange: nan, Draws: int64(len(draws)), N: int64(fit.N)}
	for _, w := range fit.Warnings {
		row.Warnings = joined(row.Warnings, w)
	}
	if n := float64(len(draws)); n > 0 {
		row.ClassKept, row.DrawsDated, row.DrawsChange = 0, 0, 0
		for _, d := range draws {
			row.ClassKept += among(d.class == fit.Class, n)
			row.DrawsDated += among(d.class.Dated(), n)
			row.DrawsChange += among(d.class.Dated() || d.class == stats.Moves || d.class == stats.UndecidedChanged, n)
		}
	}
	if !fit.Class.Dated() {
		return []CorrectedShapeRow{row}
	}
	for i, d := range fit.Dates(stats.DateOptions{}) {
		row.Step, row.Date, row.DateLow, row.DateHigh = int64(i+1), s.period(d.At), s.period(d.Low), s.period(d.High)
		if len(draws) > 0 {
			row.Support = 0
			for _, o := range draws {
				row.Support += among(anyWithin(o.steps, d.Low, d.High), float64(len(draws)))
			}
		}
		if kind == "corrected" && c.atSeam(row.DateLow, row.DateHigh) {
			row.Warnings = joined(row.Warnings, stepAtSeam)
		}
		out = append(out, row)
	}
	return out
}

// stepAtSeam warns of a step that may be the seam between two blocks.
const stepAtSeam = "step-at-seam"

// atSeam says whether a block of several periods begins within a step's interval: what
// its codings have by chance moves all its periods at once.
func (c *corrector) atSeam(low, high time.Time) bool {
	single := c.singleBlocks()
	for i, b := range c.Blocks[1:] {
		if from, err := time.Parse(time.DateOnly, b.From); err == nil && !from.Before(low) && !from.After(high) {
			return !single[i] || !single[i+1]
		}
	}
	return false
}

func among(yes bool, n float64) float64 {
	if yes {
		return 1 / n
	}
	return 0
}

func anyWithin(steps []int, low, high int) bool {
	for _, s := range steps {
		if s >= low && s <= high {
			return true
		}
	}
	return false
}

func (s *corrected) period(at int) time.Time { return s.rows[at].Period }
