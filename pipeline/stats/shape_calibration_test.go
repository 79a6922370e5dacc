//go:build calibrate

package stats_test

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// A course is what the truth does over the periods, on the scale of a series: a
// line, a ramp, steps … of a size.
type course struct {
	kind     string
	years    int
	size     float64 // of the move, or of each step
	second   float64 // step of "two", if not size
	length   int     // of a ramp, or a period of a sine
	width    float64 // of a sigmoid
	sd, phi  float64 // of a walk's steps, of an AR(1)
	downward float64 // slope of "line and step"
}

// draw gives the truth and the first periods of new levels.
func (c course) draw(r *rand.Rand) (mu []float64, steps []int) {
	n := c.years
	mu = make([]float64, n)
	between := func(low, high int) int { return low + r.IntN(high-low) }
	step := func(at int, size float64) {
		steps = append(steps, at)
		for i := at; i < n; i++ {
			mu[i] += size
		}
	}
	each := func(f func(t float64) float64) {
		for i := range mu {
			mu[i] += f(float64(i))
		}
	}
	last := float64(n - 1)
	switch c.kind {
	case "flat":
	case "line":
		each(func(t float64) float64 { return c.size * (t/last - 0.5) })
	case "ramp":
		s := float64(between(n/5, n-c.length-n/5+1))
		each(func(t float64) float64 { return c.size * min(1, max(0, (t-s+0.5)/float64(c.length))) })
	case "sigmoid":
		each(func(t float64) float64 { return c.size / (1 + math.Exp(-(t-float64(n)/2+0.5)/c.width)) })
	case "hump":
		each(func(t float64) float64 { return c.size * 4 * (t/last - 0.5) * (t/last - 0.5) })
	case "sine":
		at := 6.28 * r.Float64()
		each(func(t float64) float64 { return c.size / 2 * math.Sin(2*math.Pi*t/float64(c.length)+at) })
	case "walk":
		sum := 0.0
		each(func(float64) float64 { sum += c.sd * r.NormFloat64(); return sum })
	case "ar", "ar and step":
		e := c.sd * r.NormFloat64()
		each(func(float64) float64 {
			now := e
			e = c.phi*e + c.sd*math.Sqrt(1-c.phi*c.phi)*r.NormFloat64()
			return now
		})
		if c.kind != "ar" {
			step(between(n/4, 3*n/4+1), c.size)
		}
	case "step":
		step(between(n/4, 3*n/4+1), c.size)
	case "two":
		step(between(n/5, 2*n/5), c.size)
		step(between(3*n/5, 4*n/5), c.second)
	case "line and step":
		each(func(t float64) float64 { return -c.downward * (t/last - 0.5) })
		step(between(3*n/10, 7*n/10+1), c.size)
	case "season":
		each(func(t float64) float64 { return c.size * []float64{0.5, 0, -0.5, 0}[int(t)%4] })
	case "outlier":
		mu[between(5, n-5)] = c.size
	default:
		panic(c.kind)
	}
	return mu, steps
}

// papers are the documents of a period: their number, the hits of each (with
// tokens: a thousand times as many), which are log-normal, how alike the hits of
// one are, and how framing goes with length.
type papers struct {
	n                 int
	vary              bool // 1 to 200, median 8, in place of n
	hits, sigma       float64
	dispersion        float64
	withLength, level float64
	rate              bool
	missing           float64 // share of periods without documents
	grows             bool    // ten times as many documents from the middle on
	mix               float64 // difference of two issuers, the second of 20 %, at last 80 %, of documents
}

func (p papers) draw(mu []float64, r *rand.Rand) []stats.Moments {
	out := make([]stats.Moments, len(mu))
	for t := range mu {
		n := p.n
		if p.vary {
			n = min(200, max(1, int(math.Round(math.Exp(math.Log(8)+1.2*r.NormFloat64())))))
		}
		if p.missing > 0 && r.Float64() < p.missing {
			continue
		}
		if p.grows && t >= len(mu)/2 {
			n *= 10
		}
		for range n {
			x := mu[t]
			if p.mix > 0 && r.Float64() < second(t, len(mu)) {
				x += p.mix
			}
			out[t].Add(p.document(x, r))
		}
	}
	return out
}

// second is the share of the second issuer.
func second(t, n int) float64 { return 0.2 + 0.6*float64(t)/float64(n-1) }

func (p papers) document(mu float64, r *rand.Rand) (part, whole float64) {
	z := r.NormFloat64()
	mean := p.hits * math.Exp(p.sigma*z-p.sigma*p.sigma/2)
	x := p.level + mu + p.withLength*z
	if p.rate {
		rate := math.Exp(x)
		if p.dispersion > 0 {
			rate *= distuv.Gamma{Alpha: 1 / p.dispersion, Beta: 1 / p.dispersion, Src: r}.Rand()
		}
		tokens := math.Ceil(1000 * mean)
		return distuv.Poisson{Lambda: rate * tokens / 1000, Src: r}.Rand(), tokens
	}
	whole = 1 + distuv.Poisson{Lambda: mean, Src: r}.Rand()
	q := 1 / (1 + math.Exp(-x))
	if p.dispersion > 0 {
		k := 1/p.dispersion - 1
		q = distuv.Beta{Alpha: q * k, Beta: (1 - q) * k, Src: r}.Rand()
	}
	return distuv.Binomial{N: whole, P: q, Src: r}.Rand(), whole
}

// truth is what counts over tokens, or parts over wholes, tend to: of framing
// that goes with length, the mean over hits.
func (p papers) truth(mu []float64, t int) float64 {
	if p.mix > 0 {
		w, logistic := second(t, len(mu)), func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
		q := (1-w)*logistic(mu[t]) + w*logistic(mu[t]+p.mix)
		return math.Log(q / (1 - q))
	}
	return p.tends(mu[t])
}

func (p papers) tends(mu float64) float64 {
	if p.rate {
		return p.level + mu + p.withLength*p.sigma + p.withLength*p.withLength/2 - math.Log(1000)
	}
	if p.withLength == 0 {
		return p.level + mu
	}
	mean := func(shift float64) (sum float64) {
		const steps = 400
		for i := range steps {
			z := shift + math.Sqrt2*math.Erfinv((2*float64(i)+1)/steps-1)
			sum += 1 / (1 + math.Exp(-p.level-mu-p.withLength*z)) / steps
		}
		return sum
	}
	q := (mean(0) + p.hits*mean(p.sigma)) / (1 + p.hits)
	return math.Log(q / (1 - q))
}

// A kind of series, and the share of steps (trend and step included) that the
// design's procedure calls in it; NaN if it was not tried.
type shapeKind struct {
	name   string
	course course
	papers papers
	called float64
}

var (
	usual = papers{n: 10, hits: 20, sigma: 0.8, dispersion: 0.05}
	noisy = papers{n: 10, hits: 8, sigma: 0.8, dispersion: 0.1}
	three = papers{n: 3, hits: 20, sigma: 0.8, dispersion: 0.1}
	many  = papers{n: 200, hits: 20, sigma: 0.8, dispersion: 0.05}
	vary  = papers{vary: true, hits: 20, sigma: 0.8, dispersion: 0.05}
	holes = papers{n: 10, hits: 20, sigma: 0.8, dispersion: 0.05, missing: 0.3}
)

var mixed, mixed2 = func() (a, b papers) {
	a, b = usual, usual
	a.mix, b.mix = 1, 2
	return a, b
}()

var rare, rareRate = func() (a, b papers) {
	a = papers{n: 1, hits: 50, sigma: .8, dispersion: .01, level: -3.9, grows: true}
	b = papers{n: 1, hits: 1, sigma: .8, dispersion: .2, rate: true, grows: true}
	return a, b
}()

func alone(dispersion float64) papers {
	return papers{n: 1, hits: 60, sigma: 0.8, dispersion: dispersion}
}

func rated(p papers) papers { // .8 hits in a thousand tokens
	p.rate, p.dispersion, p.level = true, 4*p.dispersion, math.Log(0.8)
	return p
}

// lengthy are papers whose framing goes with their length.
func lengthy(p papers, sigma float64) papers {
	p.withLength, p.sigma = .3, sigma
	return p
}

var none = math.NaN()

var shapeKinds = []shapeKind{
	{"flat T40", course{kind: "flat", years: 40}, usual, .5},
	{"flat T20", course{kind: "flat", years: 20}, usual, .4},
	{"line −1 T40", course{kind: "line", years: 40, size: -1}, usual, 0},
	{"line −2 T79", course{kind: "line", years: 79, size: -2}, usual, 0},
	{"ramp10 T40", course{kind: "ramp", years: 40, size: 1, length: 10}, usual, 2.6},
	{"walk .15 T40", course{kind: "walk", years: 40, sd: .15}, usual, 2.6},
	{"AR .5 T40", course{kind: "ar", years: 40, sd: .3, phi: .5}, usual, .5},
	{"AR .8 T40", course{kind: "ar", years: 40, sd: .3, phi: .8}, usual, 2.7},
	{"step 1 T40", course{kind: "step", years: 40, size: 1}, usual, 84.3},
	{"step .7 T40", course{kind: "step", years: 40, size: .7}, usual, 61.7},
	{"step 1 T30", course{kind: "step", years: 30, size: 1}, usual, 77.8},
	{"step 1 T20", course{kind: "step", years: 20, size: 1}, usual, 58},
	{"step .7 T20", course{kind: "step", years: 20, size: .7}, usual, 31.2},
	{"two +1 −1 T40", course{kind: "two", years: 40, size: 1, second: -1}, usual, 73.7},
	{"two +.8 +.8 T40", course{kind: "two", years: 40, size: .8, second: .8}, usual, 44.7},
	{"line −1, step +1 T40", course{kind: "line and step", years: 40, size: 1, downward: 1}, usual, 83},
	{"noisy line −1 T40", course{kind: "line", years: 40, size: -1}, noisy, .7},
	{"noisy ramp10 T40", course{kind: "ramp", years: 40, size: 1, length: 10}, noisy, 3.5},
	{"noisy walk .15 T40", course{kind: "walk", years: 40, sd: .15}, noisy, 3},
	{"noisy step 1 T40", course{kind: "step", years: 40, size: 1}, noisy, 60.2},
	{"1 document, step 1.5, ρ .1 T53", course{kind: "step", years: 53, size: 1.5}, alone(.1), 21.8},
	{"1 document, step 1.5, ρ .2 T53", course{kind: "step", years: 53, size: 1.5}, alone(.2), 5},
	{"1 document, flat, ρ .2 T53", course{kind: "flat", years: 53}, alone(.2), 0},
	{"ramp6 T40", course{kind: "ramp", years: 40, size: 1, length: 6}, usual, 10.7},
	{"ramp10 of 1.5 T40", course{kind: "ramp", years: 40, size: 1.5, length: 10}, usual, 1.5},
	{"sigmoid T40", course{kind: "sigmoid", years: 40, size: 1, width: 3}, usual, 2.3},
	{"hump T40", course{kind: "hump", years: 40, size: 1}, usual, .2},
	{"ramp8 T40", course{kind: "ramp", years: 40, size: 1, length: 8}, usual, 3.7},
	{"3 documents, step 1 T40", course{kind: "step", years: 40, size: 1}, three, 15},
	{"3 documents, walk .15 T40", course{kind: "walk", years: 40, sd: .15}, three, 2.2},
	{"1–200 documents, walk .15 T40", course{kind: "walk", years: 40, sd: .15}, vary, 3.6},
	{"1–200 documents, step 1 T40", course{kind: "step", years: 40, size: 1}, vary, 85.2},
	{"with length, step 1 T40", course{kind: "step", years: 40, size: 1}, lengthy(usual, .8), 78.7},
	{"AR .5 (sd .2) and step 1 T40", course{kind: "ar and step", years: 40, size: 1, sd: .2, phi: .5}, usual, 52.4},
	{"200 documents, step .7 T40", course{kind: "step", years: 40, size: .7}, many, 98.3},
	{"step .7 T30", course{kind: "step", years: 30, size: .7}, usual, 45.2},
	{"noisy step .8 T40", course{kind: "step", years: 40, size: .8}, noisy, 40},
	{"sine20 T40", course{kind: "sine", years: 40, size: 1, length: 20}, usual, 0},
	{"walk .25 T60", course{kind: "walk", years: 60, sd: .25}, usual, 2.3},
	{"walk .1 T30", course{kind: "walk", years: 30, sd: .1}, usual, 2},
	{"1–200 documents, line −1 T40", course{kind: "line", years: 40, size: -1}, vary, 0},
	{"outlier T40", course{kind: "outlier", years: 40, size: 1}, usual, 0},
	{"line −1 T20", course{kind: "line", years: 20, size: -1}, usual, .2},
	{"AR .9 T40", course{kind: "ar", years: 40, sd: .3, phi: .9}, usual, 3.7},
	{"200 documents, walk .15 T40", course{kind: "walk", years: 40, sd: .15}, many, 1.6},
	{"200 documents, line −1 T40", course{kind: "line", years: 40, size: -1}, many, .2},
	{"200 documents, ramp10 T40", course{kind: "ramp", years: 40, size: 1, length: 10}, many, 0},
	{"flat T15", course{kind: "flat", years: 15}, usual, .2},
	{"walk .15 T79", course{kind: "walk", years: 79, sd: .15}, usual, 2},
	// Not of the design.
	{"flat T12", course{kind: "flat", years: 12}, usual, none},
	{"line −1 T12", course{kind: "line", years: 12, size: -1}, usual, none},
	{"walk .25 T12", course{kind: "walk", years: 12, sd: .25}, usual, none},
	{"step 1 T12", course{kind: "step", years: 12, size: 1}, usual, none},
	{"line −1 T79", course{kind: "line", years: 79, size: -1}, usual, none},
	{"step .7 T79", course{kind: "step", years: 79, size: .7}, usual, none},
	{"lengths sd 1.2, flat T40", course{kind: "flat", years: 40}, lengthy(usual, 1.2), none},
	{"lengths sd 1.2, step 1 T40", course{kind: "step", years: 40, size: 1}, lengthy(usual, 1.2), none},
	{"lengths sd 1.5, walk .15 T40", course{kind: "walk", years: 40, sd: .15}, lengthy(usual, 1.5), none},
	{"lengths sd 1.5, step 1 T40", course{kind: "step", years: 40, size: 1}, lengthy(usual, 1.5), none},
	{"two issuers 1 apart, mix changes T40", course{kind: "flat", years: 40}, mixed, none},
	{"two issuers 2 apart, mix changes T79", course{kind: "flat", years: 79}, mixed2, none},
	{"rare (2 %), 1 to 10 documents, flat T40", course{kind: "flat", years: 40}, rare, none},
	{"rare (2 %), 1 to 10 documents, walk .15 T40", course{kind: "walk", years: 40, sd: .15}, rare, none},
	{"rate, rare, 1 to 10 documents, flat T40", course{kind: "flat", years: 40}, rareRate, none},
	{"season .6, 20 years of quarters", course{kind: "season", years: 80, size: .6}, usual, none},
	{"holes (30 %), line −1 T40", course{kind: "line", years: 40, size: -1}, holes, none},
	{"holes (30 %), walk .15 T40", course{kind: "walk", years: 40, sd: .15}, holes, none},
	{"holes (30 %), ramp10 T40", course{kind: "ramp", years: 40, size: 1, length: 10}, holes, none},
	{"holes (30 %), step 1 T40", course{kind: "step", years: 40, size: 1}, holes, none},
	{"rate, flat T40", course{kind: "flat", years: 40}, rated(usual), none},
	{"rate, line −1 T40", course{kind: "line", years: 40, size: -1}, rated(usual), none},
	{"rate, ramp10 T40", course{kind: "ramp", years: 40, size: 1, length: 10}, rated(usual), none},
	{"rate, walk .15 T40", course{kind: "walk", years: 40, sd: .15}, rated(usual), none},
	{"rate, AR .5 T40", course{kind: "ar", years: 40, sd: .3, phi: .5}, rated(usual), none},
	{"rate, step 1 T40", course{kind: "step", years: 40, size: 1}, rated(usual), none},
	{"rate, step .7 T20", course{kind: "step", years: 20, size: .7}, rated(usual), none},
	{"rate, 1–200 documents, step 1 T40", course{kind: "step", years: 40, size: 1}, rated(vary), none},
	{"rate, 3 documents, lengths sd .8, flat T40", course{kind: "flat", years: 40}, rated(lengthy(three, .8)), none},
	{"rate, 3 documents, lengths sd 1.2, flat T40", course{kind: "flat", years: 40}, rated(lengthy(three, 1.2)), none},
	{"rate, 3 documents, lengths sd 1.5, flat T40", course{kind: "flat", years: 40}, rated(lengthy(three, 1.5)), none},
	{"rate, 1 document, step 1.5 T53", course{kind: "step", years: 53, size: 1.5}, rated(alone(.1)), none},
}

// shapeTally counts over the series of a kind.
type shapeTally struct {
	series, rejected                 int
	classes                          [stats.UndecidedWanders + 1]int
	right, near, dates, held, wide   int
	levels, levelsHeld, sizesHeld    int
	steps, differencesHeld           int
	estimates, estimatesHeld, called int
	dispersion                       float64
}

func (k shapeKind) run(n int) (r shapeTally) {
	h := fnv.New64()
	h.Write([]byte(k.name))
	for i := range uint64(n) {
		rng := rand.New(rand.NewPCG(h.Sum64(), i))
		mu, steps := k.course.draw(rng)
		s := newSeries(k.papers.rate, k.papers.draw(mu, rng))
		shape := s.Shape(stats.ShapeOptions{Seed: rng.Uint64()})
		r.series++
		r.dispersion += s.Value
		r.classes[shape.Class]++
		if shape.PStep <= 0.05 {
			r.rejected++
		}
		for t, e := range s.Estimates(0) {
			if !math.IsNaN(e.Value) {
				r.estimates++
				r.estimatesHeld += holds(e, k.papers.truth(mu, t))
			}
		}
		if shape.Class.Dated() {
			r.called++
			r.dated(s, &shape, k, mu, steps, i)
		}
	}
	return r
}

func newSeries(rate bool, m []stats.Moments) *stats.Counted {
	if rate {
		return stats.Rates(m)
	}
	return stats.Shares(m)
}

func (r *shapeTally) dated(s *stats.Counted, shape *stats.Shape, k shapeKind, mu []float64, steps []int, seed uint64) {
	p := k.papers
	if k.course.kind == "ar and step" { // the level it comes back to
		mu = make([]float64, len(mu))
		for i := steps[0]; i < len(mu); i++ {
			mu[i] = k.course.size
		}
	}
	if len(shape.Steps) != len(steps) {
		return
	}
	r.right++
	dates := shape.Dates(stats.DateOptions{Seed: seed})
	near := true
	for j, d := range dates {
		near = near && max(d.At-steps[j], steps[j]-d.At) <= 1
		r.dates++
		r.wide += len(d.Set)
		if slices.Contains(d.Set, steps[j]) {
			r.held++
		}
		r.sizesHeld += holds(d.Size, p.truth(mu, steps[j])-p.truth(mu, steps[j]-1))
	}
	if near {
		r.near++
	}
	if shape.Class == stats.Steps && k.course.kind != "line and step" {
		for j, at := range steps {
			edges := append(append([]int{0}, shape.Steps...), len(mu))
			before, after := s.Level(edges[j], edges[j+1], 0, shape), s.Level(edges[j+1], edges[j+2], 0, shape)
			r.steps++
			r.differencesHeld += holds(stats.Difference(before, after), p.truth(mu, at)-p.truth(mu, at-1))
		}
		last := shape.Steps[len(shape.Steps)-1]
		r.levels++
		r.levelsHeld += holds(s.Level(last, len(mu), 0, shape), p.truth(mu, len(mu)-1))
	}
}

func holds(e stats.Estimate, v float64) int {
	if e.Low <= v && v <= e.High {
		return 1
	}
	return 0
}

func (r shapeTally) line(k shapeKind) string {
	share := func(a, b int) string {
		if b == 0 {
			return "–"
		}
		return fmt.Sprintf("%.1f", 100*float64(a)/float64(b))
	}
	c := r.classes
	undecided := c[stats.Undecided] + c[stats.UndecidedChanged] + c[stats.UndecidedWanders]
	cells := []string{k.name}
	for _, v := range []int{c[stats.Flat], c[stats.Moves], c[stats.Steps], c[stats.MovesAndSteps], undecided} {
		cells = append(cells, share(v, r.series))
	}
	design := "–"
	if !math.IsNaN(k.called) {
		design = fmt.Sprintf("%.1f", k.called)
	}
	set := "–"
	if r.dates > 0 {
		set = fmt.Sprintf("%s (%d) / %.2f", share(r.held, r.dates), r.dates, float64(r.wide)/float64(r.dates))
	}
	cells = append(cells, share(r.called, r.series), design, share(r.rejected, r.series),
		share(r.near, r.right)+" ("+share(r.right, r.called)+")", set, share(r.sizesHeld, r.dates), share(r.differencesHeld, r.steps), share(r.levelsHeld, r.levels),
		share(r.estimatesHeld, r.estimates), fmt.Sprintf("%.3f", r.dispersion/float64(r.series)))
	return "| " + strings.Join(cells, " | ") + " |"
}

const shapeHeader = "| series | flat | trend | step(s) | trend and step | undecided | called a step | design | p_step ≤ .05 | dates within one (right number) | date sets hold (dates) / size | sizes hold | differences of levels hold | level after holds | estimates hold | dispersion |"

// surelyMore is the number of n that a share does not reach by chance, but for 2.5 %.
func surelyMore(share, n float64) float64 { return n*share + 1.96*math.Sqrt(n*share*(1-share)) }

// TestCalibrateShapes prints what docs/calibration.md says of shapes. It fails
// where more than 5 % of series that have no step are called one; 400 of a kind,
// or SHAPES of them.
func TestCalibrateShapes(t *testing.T) {
	n := 400
	if v, err := strconv.Atoi(os.Getenv("SHAPES")); err == nil {
		n = v
	}
	fmt.Println(shapeHeader + "\n|---|" + strings.Repeat("--:|", 15))
	for _, k := range shapeKinds {
		if only := os.Getenv("KIND"); only != "" && !strings.Contains(k.name, only) {
			continue
		}
		r := k.run(n)
		fmt.Println(r.line(k))
		smooth := !strings.Contains(k.course.kind, "step") && k.course.kind != "two" && k.name != "ramp6 T40"
		if smooth && float64(r.called) > surelyMore(0.05, float64(n)) {
			t.Errorf("%s: %d of %d series are called steps", k.name, r.called, n)
		}
	}
}

// TestCalibrateEstimates prints the share of intervals of a period that hold.
func TestCalibrateEstimates(t *testing.T) {
	n := 200
	fmt.Println("| counts | documents | mean hits | dispersion | level | estimates hold | mean dispersion |\n|---|--:|--:|--:|--:|--:|--:|")
	for _, rate := range []bool{false, true} {
		for _, size := range []papers{{n: 1, hits: 60}, {n: 1, hits: 8}, {n: 2, hits: 20}, {n: 5, hits: 20}, {n: 10, hits: 8}, {n: 40, hits: 8}} {
			for _, dispersion := range []float64{0, .1, .3} {
				for _, level := range []float64{0, -1.4} {
					size.sigma, size.dispersion, size.level, size.rate = 0.8, dispersion, level, rate
					if rate {
						size.dispersion *= 4
					}
					c := course{kind: "ar", years: 40, sd: .3}
					if size.n == 1 {
						c.kind = "flat"
					}
					r := shapeTally{}
					for i := range uint64(n) {
						rng := rand.New(rand.NewPCG(77, i))
						mu, _ := c.draw(rng)
						s := newSeries(rate, size.draw(mu, rng))
						r.dispersion += s.Value / float64(n)
						for t, e := range s.Estimates(0) {
							r.estimates++
							r.estimatesHeld += holds(e, size.truth(mu, t))
						}
					}
					name := "share"
					if rate {
						name = "rate"
					}
					fmt.Printf("| %s | %d | %g | %g | %g | %.1f | %.3f |\n", name, size.n, size.hits, size.dispersion, level,
						100*float64(r.estimatesHeld)/float64(r.estimates), r.dispersion)
				}
			}
		}
	}
}
