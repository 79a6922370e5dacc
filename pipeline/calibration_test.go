//go:build calibrate

package pipeline_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// calibrationLexicon has made-up words only. hits counts what sides counts by
// sentence, where half the sentences of the negative side are there by a pair.
// Both have the same true logit, since a sentence of either side has as many
// hits.
const calibrationLexicon = `
name: calibration
version: "1"
title: Made-up words
frames:
- {key: pro, label: Pro, entries: {en: [zalvorin, bexumar, tiqandor, wulpenak, frostimel]}}
- {key: con, label: Con, entries: {en: [kardovin, pelumtas]}}
- {key: half, label: Half, entries: {en: [mirquast]}}
- {key: other, label: Other half, entries: {en: [dolbrennik]}}
pairs: [{key: meeting, label: Meeting, a: [half], b: [other]}]
contrasts:
- {key: hits, label: Hits, positive: [pro], negative: [con, half]}
- {key: sides, label: Sentences, count: sentences, positive: [pro], negative: {frames: [con], pairs: [meeting]}}
`

var (
	proWords   = []string{"zalvorin", "bexumar", "tiqandor", "wulpenak", "frostimel"}
	proWeights = []float64{.4, .25, .15, .12, .08}
	conWords   = []string{"kardovin", "pelumtas"}
)

// simulation is a kind of corpus: the course of its true logit, its documents,
// and what else happens in it.
type simulation struct {
	name    string
	course  string
	size    float64
	sd, phi float64
	periods int
	months  bool

	documents  int
	sentences  float64 // framed ones of a document, on average
	sigma      float64 // of the logarithm of their number
	withLength float64 // logits a sigma longer
	rho        float64 // correlation of two framed sentences of a document
	mix        float64 // how far apart two issuers are, the second going from 20 to 80 % of documents
	dies       bool    // the largest word of a side is no longer said from the middle on
	replaced   bool    // and the others take its place
}

func (s simulation) with(change func(*simulation)) simulation {
	change(&s)
	return s
}

var (
	yearly = simulation{periods: 40, documents: 10, sentences: 20, sigma: .8, rho: .05}
	single = simulation{periods: 53, documents: 1, sentences: 60, sigma: .8, rho: .1}
)

var simulations = []simulation{
	yearly.with(func(s *simulation) { s.name, s.course = "flat", "flat" }),
	yearly.with(func(s *simulation) { s.name, s.course, s.size = "line −1", "line", -1 }),
	yearly.with(func(s *simulation) { s.name, s.course, s.size = "ramp of 10 years", "ramp", 1 }),
	yearly.with(func(s *simulation) { s.name, s.course, s.sd = "walk .15", "walk", .15 }),
	yearly.with(func(s *simulation) { s.name, s.course, s.sd, s.phi = "AR .5", "ar", .3, .5 }),
	yearly.with(func(s *simulation) { s.name, s.course, s.sd, s.phi = "AR .8", "ar", .3, .8 }),
	yearly.with(func(s *simulation) { s.name, s.course, s.size = "step 1", "step", 1 }),
	yearly.with(func(s *simulation) { s.name, s.course, s.size = "step .7", "step", .7 }),
	yearly.with(func(s *simulation) { s.name, s.course, s.size = "outlier year", "outlier", 1 }),
	yearly.with(func(s *simulation) { s.name, s.course, s.mix = "two issuers 1 apart, mix changes", "flat", 1 }),
	yearly.with(func(s *simulation) {
		s.name, s.course, s.dies, s.replaced = "a word dies, others replace it", "flat", true, true
	}),
	yearly.with(func(s *simulation) { s.name, s.course, s.dies = "a word dies, 40 % of its side", "flat", true }),
	yearly.with(func(s *simulation) {
		s.name, s.course, s.sigma, s.withLength = "lengths sd 1.2, flat", "flat", 1.2, .3
	}),
	yearly.with(func(s *simulation) {
		s.name, s.course, s.sd, s.sigma, s.withLength = "lengths sd 1.5, walk .15", "walk", .15, 1.5, .3
	}),
	yearly.with(func(s *simulation) {
		s.name, s.course, s.size, s.sigma, s.withLength = "lengths sd 1.5, step 1", "step", 1, 1.5, .3
	}),
	single.with(func(s *simulation) { s.name, s.course = "1 document, flat", "flat" }),
	single.with(func(s *simulation) { s.name, s.course, s.sd = "1 document, walk .15", "walk", .15 }),
	single.with(func(s *simulation) { s.name, s.course, s.size = "1 document, line −1.5", "line", -1.5 }),
	single.with(func(s *simulation) { s.name, s.course, s.size = "1 document, step 1.5", "step", 1.5 }),
	yearly.with(func(s *simulation) {
		s.name, s.course, s.size, s.months, s.periods, s.documents = "season .6, 8 years of months", "season", .6, true, 96, 4
	}),
}

// draw gives the true logit of each period, and the first of a new level or -1.
func (s simulation) draw(r *rand.Rand) (mu []float64, step int) {
	mu, step = make([]float64, s.periods), -1
	n := s.periods
	at := n/4 + r.IntN(n/2+1)
	start := n/5 + r.IntN(max(1, n-10-2*(n/5)+1))
	wander := s.sd * r.NormFloat64()
	for t := range mu {
		switch s.course {
		case "line":
			mu[t] = s.size * (float64(t)/float64(n-1) - .5)
		case "ramp":
			mu[t] = s.size * min(1, max(0, (float64(t-start)+.5)/10))
		case "walk":
			wander += s.sd * r.NormFloat64()
			mu[t] = wander
		case "ar":
			mu[t] = wander
			wander = s.phi*wander + s.sd*math.Sqrt(1-s.phi*s.phi)*r.NormFloat64()
		case "step":
			if t >= at {
				mu[t] = s.size
			}
		case "outlier":
			if t == at {
				mu[t] = s.size
			}
		case "season":
			mu[t] = s.size / 2 * math.Sin(2*math.Pi*float64(t%12)/12)
		}
	}
	if s.course == "step" || s.dies && !s.replaced {
		step = at
	}
	return mu, step
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
func logit(p float64) float64    { return math.Log(p / (1 - p)) }

// second is the share of the second issuer.
func (s simulation) second(t int) float64 { return .2 + .6*float64(t)/float64(s.periods-1) }

// truth is what the estimate of a period tends to with its number of documents.
func (s simulation) truth(mu float64, t, died int) float64 {
	p := s.over(mu)
	if s.mix > 0 {
		p = (1-s.second(t))*p + s.second(t)*s.over(mu+s.mix)
	}
	x := logit(p)
	if s.dies && !s.replaced && t >= died {
		x += math.Log(1 - proWeights[0])
	}
	return x
}

// over is the mean share over framed sentences where framing goes with length:
// a document has one and, on average, exp(σz−σ²/2) times sentences more.
func (s simulation) over(mu float64) float64 {
	mean := func(shift float64) (sum float64) {
		const points = 400
		for i := range points {
			z := shift + math.Sqrt2*math.Erfinv((2*float64(i)+1)/points-1)
			sum += logistic(mu+s.withLength*z) / points
		}
		return sum
	}
	return (mean(0) + s.sentences*mean(s.sigma)) / (1 + s.sentences)
}

// write appends the records of a corpus and gives its truth by period.
func (s simulation) write(b *strings.Builder, name string, r *rand.Rand) (truth []float64, step int) {
	mu, step := s.draw(r)
	died := step
	if s.dies && died < 0 {
		died = s.periods / 2
	}
	for t := range mu {
		truth = append(truth, s.truth(mu[t], t, died))
		for k := range s.documents {
			fmt.Fprintf(b, `{"id":"%s-%d-%d","issuer":"%s","date":"%s","lang":"en","text":"%s"}`+"\n",
				name, t, k, name, s.period(t).AddDate(0, 0, k).Format(time.DateOnly), s.text(mu[t], t, s.dies && t >= died, r))
		}
	}
	return truth, step
}

func (s simulation) period(t int) time.Time {
	if s.months {
		return time.Date(2001, time.Month(1+t), 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1950+t, 1, 1, 0, 0, 0, 0, time.UTC)
}

// text is a document: each of its framed sentences is on one side, with one hit
// or, in three of ten, two.
func (s simulation) text(mu float64, t int, dead bool, r *rand.Rand) string {
	z := r.NormFloat64()
	x := mu + s.withLength*z
	if s.mix > 0 && r.Float64() < s.second(t) {
		x += s.mix
	}
	share := beta(logistic(x), s.rho, r)
	out := []string{"The meeting took place in the large hall."}
	for range 1 + poisson(s.sentences*math.Exp(s.sigma*z-s.sigma*s.sigma/2), r) {
		hits := 1
		if r.Float64() < .3 {
			hits = 2
		}
		var said []string
		switch pair := r.IntN(2) == 0; {
		case r.Float64() < share:
			if said = s.pro(hits, dead, r); said == nil {
				continue
			}
		case pair:
			said = append(slices.Repeat([]string{"mirquast"}, hits), "dolbrennik")
		default:
			for range hits {
				said = append(said, conWords[r.IntN(len(conWords))])
			}
		}
		out = append(out, "They spoke of "+strings.Join(said, " and ")+" today.")
	}
	return strings.Join(out, " ")
}

// pro are words of the positive side. Of a dead word that nothing replaces the
// sentence is not said.
func (s simulation) pro(hits int, dead bool, r *rand.Rand) (words []string) {
	first := pick(r)
	for dead && s.replaced && first == 0 {
		first = pick(r)
	}
	if dead && first == 0 {
		return nil
	}
	words = append(words, proWords[first])
	for len(words) < hits {
		if next := pick(r); !dead || next > 0 {
			words = append(words, proWords[next])
		}
	}
	return words
}

func pick(r *rand.Rand) int {
	u := r.Float64()
	for i, w := range proWeights {
		if u -= w; u < 0 {
			return i
		}
	}
	return len(proWeights) - 1
}

// poisson adds up exponential waits.
func poisson(mean float64, r *rand.Rand) (n int) {
	for at := r.ExpFloat64(); at < mean; at += r.ExpFloat64() {
		n++
	}
	return n
}

// beta is a share of that mean, and of variance rho·mean·(1−mean): a ratio of
// gammas (Marsaglia and Tsang 2000).
func beta(mean, rho float64, r *rand.Rand) float64 {
	k := 1/rho - 1
	a, b := gamma(mean*k, r), gamma((1-mean)*k, r)
	return a / (a + b)
}

func gamma(shape float64, r *rand.Rand) float64 {
	if shape < 1 {
		return gamma(shape+1, r) * math.Pow(r.Float64(), 1/shape)
	}
	d := shape - 1./3
	for {
		x := r.NormFloat64()
		v := math.Pow(1+x/math.Sqrt(9*d), 3)
		if v > 0 && math.Log(r.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// programTally counts over the series of a kind.
type programTally struct {
	series, called, right, near, dates, held, season int
	classes                                          map[string]int
	levels, levelsHeld, changes, changesHeld         int
	estimates, estimatesHeld                         int
}

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

// planted is what is true of a corpus.
type planted struct {
	truth map[time.Time]float64
	step  time.Time // first of the new level; zero if there is none
	ends  [2]time.Time
}

// run makes a run of corpora, each of which is an issuer.
func (s simulation) run(t *testing.T, corpora int, seed uint64) (*result.Run, map[string]planted) {
	t.Helper()
	dir := t.TempDir()
	var b strings.Builder
	known := map[string]planted{}
	for c := range corpora {
		name := fmt.Sprintf("C%03d", c)
		truth, step := s.write(&b, name, rand.New(rand.NewPCG(seed, uint64(c))))
		p := planted{truth: map[time.Time]float64{}, ends: [2]time.Time{s.period(0), s.period(s.periods - 1)}}
		for i, v := range truth {
			p.truth[s.period(i)] = v
		}
		if step >= 0 {
			p.step = s.period(step)
		}
		known["issuer="+name] = p
	}
	input, lex := filepath.Join(dir, "corpora.jsonl"), filepath.Join(dir, "lexicon.yaml")
	for path, text := range map[string]string{input: b.String(), lex: calibrationLexicon} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	c := pipeline.Config{Inputs: []string{input}, Lexicon: lex, By: []string{"issuer"}, Text: "none", Draws: 100, Seed: seed,
		BreaksOf: []string{"position"}, Out: filepath.Join(dir, "out"), Freq: "year"}
	if s.months {
		c.Freq = "month"
	}
	summary, err := pipeline.Run(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	run, err := result.Open(summary.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return run, known
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
		if s.course != "flat" || s.mix > 0 || s.dies {
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

// measured is the truth of a measure of the contrast hits, or of the frame pro;
// NaN of another. A framed sentence has 1.3 hits, and 5.6 words, or 7.6 with a
// pair; a document has eight words more.
func (s simulation) measured(name, of string, position float64) float64 {
	p, sentences := logistic(position), 1+s.sentences
	tokens := 8 + sentences*(6.6-p)
	switch name + " " + of {
	case "position hits":
		return position
	case "share hits":
		return p
	case "difference hits":
		return 1.3 * sentences * (2*p - 1) / tokens
	case "salience hits":
		return 1.3 * sentences / tokens
	case "rate pro":
		return 1000 * 1.3 * sentences * p / tokens
	}
	return math.NaN()
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

func rowsOf[T any](t *testing.T, run *result.Run) []T {
	t.Helper()
	rows, err := result.Rows[T](run)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func tally(t *testing.T, run *result.Run, known map[string]planted) map[string]*programTally {
	t.Helper()
	out := map[string]*programTally{"hits": {classes: map[string]int{}}, "sides": {classes: map[string]int{}}}
	wanted := func(n store.SeriesName) (*programTally, planted, bool) {
		p, ok := known[n.Group]
		return out[n.Of], p, ok && n.Measure == "position" && out[n.Of] != nil
	}
	for _, row := range rowsOf[store.ShapeRow](t, run) {
		if r, _, ok := wanted(row.SeriesName); ok {
			r.shape(row)
		}
	}
	for _, row := range rowsOf[store.SeriesRow](t, run) {
		if r, p, ok := wanted(row.SeriesName); ok && row.Unit != "" {
			r.estimates++
			r.estimatesHeld += within(row.Low, p.truth[row.Period], row.High)
		}
	}
	for _, row := range rowsOf[store.BreakRow](t, run) {
		if r, p, ok := wanted(row.SeriesName); ok && row.Breaks == 1 && !p.step.IsZero() {
			r.dated(row, p)
		}
	}
	return out
}

func (r *programTally) shape(row store.ShapeRow) {
	r.series++
	r.classes[row.Shape]++
	if row.Steps > 0 {
		r.called++
	}
	if row.Season <= .05 {
		r.season++
	}
}

// dated looks at a series that has one step and of which one is told.
func (r *programTally) dated(row store.BreakRow, p planted) {
	r.right++
	if apart := row.Next.Sub(p.step).Hours() / 24; math.Abs(apart) < 367 {
		r.near++
	}
	r.dates++
	last := p.step.AddDate(-1, 0, 0) // steps are planted in series of years
	if !last.Before(row.DateLow) && !last.After(row.DateHigh) {
		r.held++
	}
	before, after := p.truth[p.ends[0]], p.truth[p.ends[1]]
	if !math.IsNaN(row.BeforeLow) && !math.IsNaN(row.AfterLow) {
		r.levels += 2
		r.levelsHeld += within(row.BeforeLow, before, row.BeforeHigh) + within(row.AfterLow, after, row.AfterHigh)
	}
	if !math.IsNaN(row.ChangeLow) {
		r.changes++
		r.changesHeld += within(row.ChangeLow, after-before, row.ChangeHigh)
	}
}

// within says whether an interval holds a value; an end that is null is none.
func within(low, v, high float64) int {
	if v < low || v > high {
		return 0
	}
	return 1
}

func (r *programTally) line(s simulation, of string) string {
	share := func(a, b int) string {
		if b == 0 {
			return "–"
		}
		return fmt.Sprintf("%.1f", 100*float64(a)/float64(b))
	}
	undecided := r.series
	cells := []string{s.name, of}
	for _, class := range []string{"flat", "trend", "step", "trend and step"} {
		undecided -= r.classes[class]
		cells = append(cells, share(r.classes[class], r.series))
	}
	number := "–"
	if r.right > 0 {
		number = share(r.near, r.right) + " (" + share(r.right, r.called) + ")"
	}
	season := "–"
	if s.months {
		season = share(r.season, r.series)
	}
	cells = append(cells, share(undecided, r.series), share(r.called, r.series), number,
		share(r.held, r.dates)+fmt.Sprintf(" (%d)", r.dates), share(r.estimatesHeld, r.estimates),
		share(r.changesHeld, r.changes)+fmt.Sprintf(" (%d)", r.changes), share(r.levelsHeld, r.levels)+fmt.Sprintf(" (%d)", r.levels), season)
	return "| " + strings.Join(cells, " | ") + " |"
}
