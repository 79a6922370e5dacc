//go:build calibrate

package pipeline_test

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestCalibrateProgram prints what docs/calibration.md says of the whole
// program: each kind of corpus is written as documents, a hundred corpora (or
// CORPORA of them) as the issuers of one run, and the tables are read. It fails
// where surely more than 5 % of series that have no step are called one.
func TestCalibrateProgram(t *testing.T) {
	corpora := 100
	if v, err := strconv.Atoi(os.Getenv("CORPORA")); err == nil {
		corpora = v
	}
	fmt.Println("| series | counts | flat | trend | step(s) | trend and step | undecided | called a step | within a year (right number) | sets of dates (dates) | estimates | differences of levels | levels | season p ≤ .05 |\n|---|---|" + strings.Repeat("--:|", 12))
	for i, s := range simulations {
		if !strings.Contains(s.name, os.Getenv("KIND")) {
			continue
		}
		run, known := s.run(t, corpora, uint64(2026+i))
		tallies := tally(t, run, known)
		for _, of := range []string{"hits", "sides"} {
			r := tallies[of]
			if r == nil || r.series != corpora {
				t.Fatalf("%s: series of %s: %+v", s.name, of, r)
			}
			fmt.Println(r.line(s, of))
			n, p := float64(r.series), float64(r.called)/float64(r.series)
			if s.course != "step" && (!s.dies || s.replaced) && p-2.6*math.Sqrt(.05*.95/n) > .05 {
				t.Errorf("%s, %s: %d of %d series are called steps", s.name, of, r.called, r.series)
			}
		}
	}
}

// TestCalibrateMeasures prints how often intervals of the other measures hold,
// and what they are from; in 50 corpora of a kind, or CORPORA of them.
func TestCalibrateMeasures(t *testing.T) {
	corpora := 50
	if v, err := strconv.Atoi(os.Getenv("CORPORA")); err == nil {
		corpora = v
	}
	few := yearly.with(func(s *simulation) { s.name, s.course, s.documents = "3 documents, flat", "flat", 3 })
	uneven := few.with(func(s *simulation) { s.name, s.sigma, s.withLength = "3 documents, lengths sd 1.2, flat", 1.2, .3 })
	fmt.Println("| series | measure | from | intervals | hold |\n|---|---|---|--:|--:|")
	for i, s := range append(simulations, few, uneven) {
		if s.course != "flat" || s.mix > 0 || s.dies || s.months {
			continue
		}
		run, known := s.run(t, corpora, uint64(3026+i))
		held, all := map[[2]string]int{}, map[[2]string]int{}
		for _, row := range rowsOf[store.SeriesRow](t, run) {
			p, ok := known[row.Group]
			if v := s.measured(row.Measure, row.Of, p.truth[row.Period]); ok && row.Unit != "" && !math.IsNaN(v) {
				key := [2]string{row.Measure, row.Unit}
				all[key]++
				held[key] += within(row.Low, v, row.High)
			}
		}
		for _, measure := range []string{"position", "share", "difference", "salience", "rate"} {
			for _, unit := range []string{"spread", "document", "sentence", "exact"} {
				if key := [2]string{measure, unit}; all[key] > 0 {
					fmt.Printf("| %s | %s | %s | %d | %.1f |\n", s.name, measure, unit, all[key], 100*float64(held[key])/float64(all[key]))
				}
			}
		}
	}
}

// TestCalibrateSurvival prints how often the word that makes a step by dying is
// named as one without which there is no step, and how often the largest word
// is where all words make the step; in 60 corpora, or CORPORA of them, each a
// run of its own.
func TestCalibrateSurvival(t *testing.T) {
	corpora := 60
	if v, err := strconv.Atoi(os.Getenv("CORPORA")); err == nil {
		corpora = v
	}
	fmt.Println("| series | corpora | with one step | the word is named |\n|---|--:|--:|--:|")
	for _, s := range simulations {
		if s.name != "step 1" && (!s.dies || s.replaced) {
			continue
		}
		steps, named := 0, 0
		for c := range corpora {
			run, _ := s.run(t, 1, uint64(4026+c))
			for _, row := range rowsOf[store.BreakRow](t, run) {
				if row.Group == "" && row.Of == "hits" && row.Measure == "position" && row.Breaks == 1 {
					steps++
					if strings.Contains(row.SurvivesTerms, proWords[0]) {
						named++
					}
				}
			}
		}
		fmt.Printf("| %s | %d | %d | %d |\n", s.name, corpora, steps, named)
	}
}
