//go:build calibrate

package stats_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/data/simulate"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// corpora per setting, and bootstrap draws of each for the dates.
const corpora, dateDraws = 4000, 500

// A setting is a kind of corpus: years from 2000, ten documents a year.
type setting struct {
	years          int
	baseline, size float64
	at, back       int // index of the first year of the new level; and of the old one again, 0 if it stays
	dispersion     float64
	phi, sigma     float64
	long           bool // documents of 40 to 120 sentences, as speeches have, in place of 3 to 8
}

func (s setting) String() string {
	b := fmt.Sprintf("%d years", s.years)
	switch {
	case s.back > 0:
		b += fmt.Sprintf(", %+g in year %d to %d", s.size, s.at+1, s.back)
	case s.size != 0:
		b += fmt.Sprintf(", %+g from year %d on, baseline %g", s.size, s.at+1, s.baseline)
	}
	if s.long {
		b += ", long documents"
	}
	if s.dispersion > 0 {
		b += fmt.Sprintf(", dispersion %g", s.dispersion)
	}
	if s.sigma > 0 {
		b += fmt.Sprintf(", wander φ %g σ %g", s.phi, s.sigma)
	}
	return b
}

func (s setting) options(seed uint64) simulate.Options {
	o := simulate.Options{Seed: seed, From: 2000, To: 2000 + s.years - 1, Baseline: s.baseline,
		Dispersion: s.dispersion, Phi: s.phi, Sigma: s.sigma}
	if s.long {
		o.SentencesMin, o.SentencesMax = 40, 120
	}
	if s.size != 0 {
		o.Breaks = append(o.Breaks, simulate.Break{Year: 2000 + s.at, Size: s.size})
	}
	if s.back > 0 {
		o.Breaks = append(o.Breaks, simulate.Break{Year: 2000 + s.back, Size: -s.size})
	}
	return o
}

// A tally counts, over the corpora of a setting, how often something is so.
type tally map[string]int

func (t tally) add(what string, is bool) {
	if _, ok := t[what]; !ok {
		t[what] = 0
	}
	if is {
		t[what]++
	}
}

// A document is a year, from 0, and its sentences: framed on one side, framed, all.
type document struct{ year, positive, total, sentences int }

func documents(t *testing.T, o simulate.Options) (docs []document) {
	t.Helper()
	c, err := simulate.New(o)
	if err != nil {
		t.Fatal(err)
	}
	k := 0
	for i, y := range c.Truth().Years {
		for range y.Documents {
			p := c.Planted(k)
			docs = append(docs, document{i, p.Sovereignty, p.Sovereignty + p.Development, p.Sentences})
			k++
		}
	}
	return docs
}

func run(t *testing.T, s setting, dated bool) tally {
	out := tally{}
	for seed := range uint64(corpora) {
		docs := documents(t, s.options(seed))
		positive, total, rate := addUp(s.years, docs)
		b, err := stats.CountBreaks(positive, total, stats.BreakOptions{})
		if err != nil {
			t.Fatal(err)
		}
		test := stats.CountBreakTest(positive, total, stats.TestOptions{Seed: seed})
		found := b.Candidates[b.Reported(test.P)].Last
		out.add(bic, b.Chosen > 0)
		out.add(reported, len(found) > 0)
		out.add(small, test.P <= 0.05)
		out.add(smallAR, test.PAR <= 0.05)
		test = stats.MeanBreakTest(rate, stats.TestOptions{Seed: seed})
		out.add(smallRate, test.P <= 0.05)
		out.add(smallRateAR, test.PAR <= 0.05)
		if dated {
			dates(out, s, seed, docs, found)
		}
	}
	return out
}

// addUp gives the counts of each year, and sentences of one side per sentence.
func addUp(years int, docs []document) (positive, total []int64, rate []float64) {
	positive, total, rate = make([]int64, years), make([]int64, years), make([]float64, years)
	sentences := make([]float64, years)
	for _, d := range docs {
		positive[d.year] += int64(d.positive)
		total[d.year] += int64(d.total)
		sentences[d.year] += float64(d.sentences)
	}
	for i := range rate {
		rate[i] = float64(positive[i]) / sentences[i]
	}
	return positive, total, rate
}

const (
	bic      = "least BIC with a break"
	reported = "break reported"
	small    = "p ≤ 0.05"
	smallAR  = "p_ar ≤ 0.05"

	smallRate   = "rate: p ≤ 0.05"
	smallRateAR = "rate: p_ar ≤ 0.05"

	onTheYear = "year exact"
	within    = "year within one"
	single    = "one break, year exact"
	covered   = "interval holds the year"
	bound     = "best possible: exact"
	boundOne  = "best possible: within one"
)

// A table shows some shares of some settings.
type table struct {
	name     string
	dated    bool
	shares   []string
	settings []setting
	target   func(s setting, share string) (least, most float64)
}

func anything(setting, string) (float64, float64) { return 0, 1 }

func sizes(s setting, share string) (float64, float64) {
	if share == reported && s.sigma == 0 || share == smallAR || share == smallRateAR {
		return 0, 0.06
	}
	return 0, 1
}

func timing(s setting, share string) (float64, float64) {
	centred := s.at == 10 && s.baseline != 0 && (s.dispersion == 0 || s.long && s.dispersion == 0.1)
	switch {
	case share == covered:
		return 0.90, 1
	case share == onTheYear && centred:
		return 0.80, 1
	case share == within && centred:
		return 0.95, 1
	}
	return 0, 1
}

func tables() []table {
	null := table{"No break", false, []string{bic, reported, small, smallAR, smallRate, smallRateAR}, nil, sizes}
	wander := table{"A level that wanders", false, null.shares, nil, sizes}
	step := table{"A break of one logit: when", true, []string{onTheYear, within, single, bound, boundOne, covered}, nil, timing}
	drift := table{"A break of one logit in a level that wanders: when", true, []string{onTheYear, within, single, covered}, nil, anything}
	power := table{"A break of one logit: whether", false, []string{reported, smallAR, smallRateAR}, nil, anything}
	hump := table{"A hump: whether", false, []string{reported, smallAR}, nil, anything}
	for _, years := range []int{20, 40, 79} {
		for _, dispersion := range []float64{0, 0.1, 0.3} {
			null.settings = append(null.settings, setting{years: years, dispersion: dispersion})
		}
		for _, sigma := range []float64{0.3, 0.6} {
			for _, phi := range []float64{0, 0.3, 0.6} {
				wander.settings = append(wander.settings, setting{years: years, phi: phi, sigma: sigma})
			}
		}
		s := setting{years: years, baseline: 0.5, size: -1, at: years / 2}
		h := setting{years: years, baseline: 0.5, size: -1, at: 3 * years / 10, back: 7 * years / 10}
		for _, phi := range []float64{-1, 0, 0.3, 0.6} {
			if phi >= 0 {
				s.phi, s.sigma, h.phi, h.sigma = phi, 0.3, phi, 0.3
			}
			power.settings, hump.settings = append(power.settings, s), append(hump.settings, h)
		}
	}
	for _, dispersion := range []float64{0, 0.1, 0.3} {
		for _, s := range []setting{{baseline: 0.5, at: 10}, {baseline: 0.5, at: 5}, {at: 10}, {at: 5}} {
			s.years, s.size, s.dispersion = 20, -1, dispersion
			step.settings = append(step.settings, s)
		}
		step.settings = append(step.settings, setting{years: 20, baseline: 0.5, size: -1, at: 10, dispersion: dispersion, long: true})
	}
	for _, sigma := range []float64{0.3, 0.6} {
		for _, phi := range []float64{0, 0.3, 0.6} {
			s := step.settings[0]
			s.phi, s.sigma = phi, sigma
			drift.settings = append(drift.settings, s)
		}
	}
	return []table{null, wander, step, drift, power, hump}
}

// TestCalibrateBreaks measures what docs/calibration.md says of breaks, fails
// where a target is missed, and writes ../../docs/calibration.csv.
func TestCalibrateBreaks(t *testing.T) {
	csv := "what,setting,corpora,value,low,high,target\n"
	for _, table := range tables() {
		columns := table.shares
		if table.dated {
			columns = append(columns, "its years")
		}
		fmt.Printf("\n%s\n\n| setting | %s |\n|---|%s\n", table.name, strings.Join(columns, " | "), strings.Repeat("--:|", len(columns)))
		for _, s := range table.settings {
			result := run(t, s, table.dated)
			fmt.Printf("| %s |", s)
			for _, share := range table.shares {
				n := corpora
				if share == covered {
					n = result[reportedDates]
				}
				value := float64(result[share]) / float64(n)
				low, high := wilson(value, float64(n))
				least, most := table.target(s, share)
				fmt.Printf(" %.1f %% |", 100*value)
				csv += fmt.Sprintf("%q,%q,%d,%.4f,%.4f,%.4f,%s\n", share, s.String(), n, value, low, high, target(least, most))
				if value < least || value > most {
					t.Errorf("%s: %s: %.4f is not within [%g, %g]", s, share, value, least, most)
				}
			}
			if table.dated {
				fmt.Printf(" %.1f |", 1+float64(result[width])/float64(result[reportedDates]))
			}
			fmt.Println()
		}
	}
	if err := os.WriteFile("../../docs/calibration.csv", []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
}

func target(least, most float64) string {
	switch {
	case least > 0:
		return fmt.Sprintf(">= %.2f", least)
	case most < 1:
		return fmt.Sprintf("<= %.2f", most)
	}
	return ""
}

// wilson is the 95 % interval of a share (Wilson 1927, JASA 22).
func wilson(p, n float64) (low, high float64) {
	z := 1.959964
	mid, half := (p+z*z/(2*n))/(1+z*z/n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))/(1+z*z/n)
	return mid - half, mid + half
}
