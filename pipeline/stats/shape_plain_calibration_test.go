//go:build calibrate

package stats_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// plain is a series of values around a course, all as exact, as `frameshift shape`
// reads them from a file.
func plain(c course, heavy bool, r *rand.Rand) (y []float64, steps []int) {
	mu, steps := c.draw(r)
	for i := range mu {
		z := r.NormFloat64()
		if heavy { // t with 5 degrees of freedom, of the same variance
			s := 0.0
			for range 5 {
				v := r.NormFloat64()
				s += v * v
			}
			z *= math.Sqrt(3 / s)
		}
		mu[i] += 0.23 * z
	}
	return mu, steps
}

var plainKinds = []struct {
	name string
	course
}{
	{"flat", course{kind: "flat", years: 40}},
	{"line −1", course{kind: "line", years: 40, size: -1}},
	{"ramp of 10", course{kind: "ramp", years: 40, size: 1, length: 10}},
	{"walk .15", course{kind: "walk", years: 40, sd: 0.15}},
	{"AR .5", course{kind: "ar", years: 40, sd: 0.3, phi: 0.5}},
	{"step 1", course{kind: "step", years: 40, size: 1}},
	{"step .7", course{kind: "step", years: 40, size: 0.7}},
}

func number(tb testing.TB, name string, otherwise int) int {
	if v, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return v
	}
	return otherwise
}

// TestCalibratePlain prints the shapes of plain series.
func TestCalibratePlain(t *testing.T) {
	n := number(t, "SHAPES", 400)
	fmt.Println("| series | noise | flat | trend | step(s) | trend and step | undecided | dates within one (right number) | date sets hold (dates) |\n|---|---|" + strings.Repeat("--:|", 7))
	for _, k := range plainKinds {
		for _, heavy := range []bool{false, true} {
			classes := map[stats.Class]int{}
			right, near, held := 0, 0, 0
			for i := range n {
				r := rand.New(rand.NewPCG(uint64(len(k.name))+77, uint64(i)))
				y, steps := plain(k.course, heavy, r)
				s := stats.FitShape(y, nil, stats.ShapeOptions{Seed: r.Uint64()})
				classes[s.Class]++
				if s.Class.Dated() && len(s.Steps) == len(steps) {
					right++
					d := s.Dates(stats.DateOptions{Seed: uint64(i)})[0]
					if d.At-steps[0] <= 1 && steps[0]-d.At <= 1 {
						near++
					}
					for _, at := range d.Set {
						if at == steps[0] {
							held++
						}
					}
				}
			}
			share := func(c ...stats.Class) string {
				sum := 0
				for _, v := range c {
					sum += classes[v]
				}
				return fmt.Sprintf("%.1f", 100*float64(sum)/float64(n))
			}
			of := func(part int) string {
				if right == 0 {
					return "–"
				}
				return fmt.Sprintf("%.1f", 100*float64(part)/float64(right))
			}
			fmt.Printf("| %s | %s | %s | %s | %s | %s | %s | %s (%d) | %s |\n", k.name, map[bool]string{false: "normal", true: "t(5)"}[heavy],
				share(stats.Flat), share(stats.Moves), share(stats.Steps), share(stats.MovesAndSteps),
				share(stats.Undecided, stats.UndecidedChanged, stats.UndecidedWanders), of(near), right, of(held))
		}
	}
}

// TestCalibrateFalseDiscovery prints which part of the steps with q up to .1 is false
// in families of 50 series, ten of which have a step and ten a ramp.
func TestCalibrateFalseDiscovery(t *testing.T) {
	families := number(t, "FAMILIES", 20)
	told, wrong := 0, 0
	kept, falsely := 0, 0
	for f := range families {
		r := rand.New(rand.NewPCG(911, uint64(f)))
		var p []float64
		var step, truth []bool
		for i := range 50 {
			c := course{kind: "flat", years: 40}
			switch {
			case i < 10:
				c = course{kind: "step", years: 40, size: 1}
			case i < 20:
				c = course{kind: "ramp", years: 40, size: 1, length: 10}
			}
			y, _ := plain(c, false, r)
			s := stats.FitShape(y, nil, stats.ShapeOptions{Seed: r.Uint64(), StepDraws: 999})
			p, step, truth = append(p, s.PStep), append(step, s.Class.Dated()), append(truth, i < 10)
		}
		for i, q := range stats.FalseDiscovery(p) {
			if !step[i] {
				continue
			}
			told++
			if !truth[i] {
				wrong++
			}
			if q <= 0.1 {
				kept++
				if !truth[i] {
					falsely++
				}
			}
		}
	}
	fmt.Printf("of %d families: %d steps told, %d of them false; with q up to .1 %d, %d of them false\n", families, told, wrong, kept, falsely)
}
