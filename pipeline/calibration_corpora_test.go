//go:build calibrate

package pipeline_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"
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
	lift       bool    // the course is that of lift
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
	yearly.with(func(s *simulation) {
		s.name, s.course, s.months, s.periods, s.documents = "no season, 8 years of months", "flat", true, 96, 4
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
	if s.lift {
		return s.together(b, name, r)
	}
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
