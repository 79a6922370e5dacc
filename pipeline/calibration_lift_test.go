//go:build calibrate

package pipeline_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestCalibrateLift prints shapes and intervals of lift: half of a pair is in
// three of ten sentences, the other half in two of ten of the rest, and beside
// the first with odds that follow the course; documents scatter around both.
// 50 corpora a kind, or CORPORA of them.
func TestCalibrateLift(t *testing.T) {
	corpora := 50
	if v, err := strconv.Atoi(os.Getenv("CORPORA")); err == nil {
		corpora = v
	}
	fmt.Println("| series | measure | flat | trend | step(s) | trend and step | undecided | called a step | within a year (right number) | sets of dates (dates) | estimates | differences of levels | levels | season |\n|---|---|" + strings.Repeat("--:|", 12))
	for i, s := range simulations[:8] {
		if s.course == "ar" {
			continue
		}
		s.lift = true
		run, known := s.run(t, corpora, uint64(5026+i))
		r := &programTally{classes: map[string]int{}}
		wanted := func(n store.SeriesName) (planted, bool) {
			p, ok := known[n.Group]
			return p, ok && n.Measure == "lift" && n.Of == "meeting"
		}
		for _, row := range rowsOf[store.ShapeRow](t, run) {
			if _, ok := wanted(row.SeriesName); ok {
				r.shape(row)
			}
		}
		for _, row := range rowsOf[store.SeriesRow](t, run) {
			if p, ok := wanted(row.SeriesName); ok && !math.IsNaN(row.Low) {
				r.estimates++
				r.estimatesHeld += within(row.Low, p.truth[row.Period], row.High)
			}
		}
		for _, row := range rowsOf[store.BreakRow](t, run) {
			if p, ok := wanted(row.SeriesName); ok && row.Breaks == 1 && !p.step.IsZero() {
				r.dated(row, p)
			}
		}
		if r.series != corpora {
			t.Fatalf("%s: %d series of lift", s.name, r.series)
		}
		fmt.Println(r.line(s, "lift"))
	}
}

// together writes the records of a corpus whose course is that of lift.
func (s simulation) together(b *strings.Builder, name string, r *rand.Rand) (truth []float64, step int) {
	mu, step := s.draw(r)
	for t := range mu {
		beside, without := logistic(mu[t]+logit(.2)), .2
		truth = append(truth, mu[t])
		for k := range s.documents {
			p, q := beta(beside, s.rho, r), beta(without, s.rho, r)
			var out []string
			z := r.NormFloat64()
			for range 1 + poisson(3*s.sentences*math.Exp(s.sigma*z-s.sigma*s.sigma/2), r) {
				said := "today"
				other := q
				if r.Float64() < .3 {
					said += " and mirquast"
					other = p
				}
				if r.Float64() < other {
					said += " and dolbrennik"
				}
				out = append(out, "They spoke of "+said+".")
			}
			fmt.Fprintf(b, `{"id":"%s-%d-%d","issuer":"%s","date":"%s","lang":"en","text":"%s"}`+"\n",
				name, t, k, name, s.period(t).AddDate(0, 0, k).Format(time.DateOnly), strings.Join(out, " "))
		}
	}
	return truth, step
}
