//go:build calibrate

package series

import (
	"fmt"
	"math"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/frameshift/frameshift/data/simulate"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// TestCalibrateIntervals counts how often the interval of an estimate covers
// the truth of the corpus it was made from, in 2,000 corpora of ten years for
// each setting, and writes docs/calibration-intervals.csv:
//
//	go test -tags calibrate -run CalibrateIntervals -timeout 60m ./pipeline/series
//
// An estimate that carries a warning is counted apart; the others have to be
// covered in 93 to 97 % of rows.
func TestCalibrateIntervals(t *testing.T) {
	const corpora, years = 2000, 10
	out := &strings.Builder{}
	fmt.Fprintln(out, "measure,documents,dispersion,baseline,unit,rows,covered,warned,covered_warned")
	for _, docs := range []int{1, 5, 20, 100} {
		for _, dispersion := range []float64{0, 0.1, 0.3} {
			for _, baseline := range []float64{0, 1, 2} {
				o := simulate.Options{From: 2001, To: 2000 + years, Documents: docs, Dispersion: dispersion, Baseline: baseline}
				for _, c := range calibrate(t, o, corpora) {
					if s := c.share(0); c.rows[0] > 0 && (s < 0.93 || s > 0.97) {
						t.Errorf("%s, %d documents, dispersion %v, baseline %v: %.4f of rows cover the truth", c.measure, docs, dispersion, baseline, s)
					}
					fmt.Fprintf(out, "%s,%d,%g,%g,%s,%d,%.4f,%.4f,%.4f\n", c.measure, docs, dispersion, baseline, c.unit,
						c.rows[0], c.share(0), float64(c.rows[1])/float64(c.rows[0]+c.rows[1]), c.share(1))
				}
			}
		}
	}
	t.Log("\n" + out.String())
	if err := os.WriteFile("../../docs/calibration-intervals.csv", []byte(out.String()), 0o666); err != nil {
		t.Error(err)
	}
}

// coverage counts rows without and with a warning.
type coverage struct {
	measure, unit string
	rows, covered [2]int
}

func (c *coverage) share(warned int) float64 {
	return float64(c.covered[warned]) / float64(c.rows[warned])
}

var calibrated = []string{"position", "share", "difference", "rate"}

func calibrate(t *testing.T, o simulate.Options, corpora int) []coverage {
	out := make([]coverage, len(calibrated))
	var lock sync.Mutex
	var group sync.WaitGroup
	const workers = 2
	for w := range workers {
		group.Add(1)
		go func() {
			defer group.Done()
			for seed := w; seed < corpora; seed += workers {
				rows := simulated(t, o, uint64(seed))
				lock.Lock()
				for _, r := range rows {
					out[r.measure].add(r)
				}
				lock.Unlock()
			}
		}()
	}
	group.Wait()
	for i := range out {
		out[i].measure = calibrated[i]
	}
	return out
}

func (c *coverage) add(r simulatedRow) {
	at := 0
	if len(r.Warnings) > 0 {
		at = 1
	}
	c.unit = r.Unit
	c.rows[at]++
	if r.Low <= r.truth && r.truth <= r.High {
		c.covered[at]++
	}
}

type simulatedRow struct {
	Row
	measure int
	truth   float64
}

// simulated are the rows of one corpus, which is scored as it was planted: one
// hit for each framed sentence, twenty tokens for any.
func simulated(t *testing.T, o simulate.Options, seed uint64) (out []simulatedRow) {
	o.Seed = seed
	c, err := simulate.New(o)
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(matcher(t), Options{Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	k := 0
	for _, y := range c.Truth().Years {
		for range y.Documents {
			a.Add(planted(c.Planted(k), k, y.Year))
			k++
		}
	}
	e, err := a.NewExaminer()
	if err != nil {
		t.Fatal(err)
	}
	e.a.o.BreaksOf = []string{"none"}
	e.Examine("")
	rows, err := a.Rows()
	if err != nil {
		t.Fatal(err)
	}
	p := 1 / (1 + math.Exp(-o.Baseline))
	const hitRate, perSentence = 0.6, 20
	truths := []float64{o.Baseline, p, hitRate * (2*p - 1) / perSentence, 1000 * hitRate * p / perSentence}
	for r := range rows {
		for i, name := range calibrated {
			if r.Measure == name && (r.Of == "c" || r.Of == "p") {
				out = append(out, simulatedRow{r, i, truths[i]})
			}
		}
	}
	return out
}

func planted(p simulate.Planted, k, at int) *score.Document {
	d := &score.Document{Document: &corpus.Document{ID: fmt.Sprint(k), Date: year(at)}}
	for i, n := range []int{p.Sovereignty, p.Development, p.Sentences - p.Sovereignty - p.Development} {
		if n == 0 {
			continue
		}
		c := score.Class{Kind: &score.Kind{Key: fmt.Sprint(i)}, Sentences: n, Tokens: 20 * n}
		if i < 2 {
			c.Frames = []score.FrameHits{{Frame: int32(i), Hits: 1}}
		}
		d.Classes = append(d.Classes, c)
	}
	d.Counts = counts(d.Classes, func(score.Class) bool { return true })
	return d
}
