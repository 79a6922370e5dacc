//go:build calibrate

package validate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// world is a corpus of which everything is known: two frames whose truth moves, and a
// lexicon whose errors move too.
type world struct {
	periods, docs, sentences int
	spread                   float64 // standard deviation of a document's logits
	drift                    float64 // how far the errors move from first to last, 1: all the way
	blocks, draw             int     // sentences drawn of each kind and block
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// rates are what is true at a time in [0, 1]: shares of sentences that have each frame,
// and the errors: share of those with it that are missed, of those without that are hit.
func (w world) rates(at float64) (truth, missed, wrong [2]float64) {
	d := w.drift * at
	truth = [2]float64{logistic(-2.2 - 0.5*at), logistic(-2.6 + 0.6*at)}
	missed = [2]float64{0.15 + 0.35*d, 0.40 - 0.25*d}
	wrong = [2]float64{0.010 + 0.010*d, 0.004 + 0.026*d}
	return truth, missed, wrong
}

// simulated is a draw of a world: a validation, and what the expected shares are.
func (w world) simulate(r *rand.Rand) (*Validation, *population, [][2]float64) {
	lex := &lexicon.Lexicon{
		Frames:    []lexicon.Frame{{Key: "a"}, {Key: "b"}},
		Contrasts: []lexicon.Contrast{{Key: "c", Positive: lexicon.Side{Frames: []string{"a"}}, Negative: lexicon.Side{Frames: []string{"b"}}}},
	}
	d := &Design{Freq: "year", Frames: []Frame{{Key: "a"}, {Key: "b"}}, Waves: 1, Seed: r.Uint64()}
	p := &population{frames: []string{"a", "b"}, freq: series.Year}
	human := map[string][2]uint64{}
	expected := make([][2]float64, w.periods)
	for t := range w.periods {
		truth, missed, wrong := w.rates(float64(t) / float64(w.periods-1))
		expected[t] = w.mean(truth)
		for i := range w.docs {
			doc := document{DocumentRow: store.DocumentRow{ID: fmt.Sprintf("%d-%d", t, i), Lang: "en", Sentences: int64(w.sentences), Tokens: int64(20 * w.sentences)},
				period: time.Date(2000+t, 1, 1, 0, 0, 0, 0, time.UTC)}
			shift := [2]float64{w.spread * r.NormFloat64(), w.spread * r.NormFloat64()}
			var found []sentence
			for n := range w.sentences {
				var y, f uint64
				for k := range 2 {
					has := r.Float64() < logistic(math.Log(truth[k]/(1-truth[k]))+shift[k])
					hit := r.Float64() < wrong[k]
					if has {
						y |= 1 << k
						hit = r.Float64() >= missed[k]
					}
					if hit {
						f |= 1 << k
					}
				}
				human[fmt.Sprint(doc.ID, "/", n)] = [2]uint64{y, 3 &^ y}
				if f != 0 {
					found = append(found, sentence{int32(n), f})
				}
			}
			doc.sentences = nearby(found, int32(w.sentences))
			p.docs = append(p.docs, doc)
		}
	}
	d.Blocks = p.blocks(w.blocks)
	v := &Validation{Design: d, lex: lex, run: &result.Run{}, targets: targets(d, lex)}
	st := newStrata(p, d)
	more := make([]int, len(d.Strata))
	for i := range more {
		more[i] = min(w.draw, d.Strata[i].Size)
		if d.Strata[i].Kind == Hit {
			more[i] = min((w.draw+1)/2, d.Strata[i].Size)
		}
	}
	s := &Sample{Design: *d}
	for _, one := range s.pick(p, st, more) {
		doc := &p.docs[one.doc]
		u := unit{KeyRow: &KeyRow{ID: doc.ID, Period: doc.period}, stratum: one.stratum, frames: one.frames}
		y := human[fmt.Sprint(doc.ID, "/", one.n)]
		for i := range v.targets {
			u.human = append(u.human, v.targets[i].said(y[0], y[1]))
		}
		v.units = append(v.units, u)
	}
	return v, p, expected
}

// mean is the share over documents.
func (w world) mean(truth [2]float64) (out [2]float64) {
	const steps = 400
	for k := range truth {
		for i := range steps {
			z := math.Sqrt2 * math.Erfinv(2*(float64(i)+0.5)/steps-1)
			out[k] += logistic(math.Log(truth[k]/(1-truth[k]))+w.spread*z) / steps
		}
	}
	return out
}

// TestCalibrateCorrected prints how often intervals of raw and of corrected series hold
// the truth, and wants the latter to do it in 93 to 97.5 of 100.
//
//	go test -tags calibrate -run CalibrateCorrected -timeout 60m -v ./pipeline/validate
func TestCalibrateCorrected(t *testing.T) {
	const worlds = 300
	base := world{periods: 24, docs: 20, sentences: 60, spread: 0.4, drift: 1}
	for _, c := range []struct {
		name         string
		blocks, draw int
		drift        float64
		low          float64 // of the corrected coverage that is accepted
	}{
		{"no drift, 3 blocks", 3, 100, 0, 0.93},
		{"drift, 3 blocks", 3, 100, 1, 0.93},
		{"drift, 8 blocks", 8, 60, 1, 0.93},
		{"drift, a block a period", 24, 40, 1, 0.93},
	} {
		w := base
		w.blocks, w.draw, w.drift = c.blocks, c.draw, c.drift
		for _, method := range []string{DSL, PPI, Matrix} {
			tallyCoverage(t, w, c.name, method, worlds, c.low)
		}
	}
}

func tallyCoverage(t *testing.T, w world, name, method string, worlds int, low float64) {
	type count struct{ n, raw, corrected, width, rawWidth float64 }
	counts := map[string]*count{}
	for i := range worlds {
		v, p, expected := w.simulate(rand.New(rand.NewPCG(7, uint64(i))))
		c := v.corrector(p, CorrectOptions{Method: method})
		st := newStrata(p, v.Design)
		all := v.tallyAll(p, st)
		c.group(&all[0])
		for _, row := range c.out.Rows {
			e := expected[row.Period.Year()-2000]
			truth := math.Log(e[0] / e[1])
			switch {
			case row.Measure == "share":
				continue
			case row.Of == "a":
				truth = 1000 * e[0] / 20
			case row.Of == "b":
				truth = 1000 * e[1] / 20
			}
			key := row.Measure + " " + row.Of
			if counts[key] == nil {
				counts[key] = &count{}
			}
			k := counts[key]
			k.n++
			if row.RawLow <= truth && truth <= row.RawHigh {
				k.raw++
			}
			if row.Low <= truth && truth <= row.High {
				k.corrected++
			}
			k.rawWidth += row.RawHigh - row.RawLow
			k.width += row.High - row.Low
		}
	}
	for _, key := range []string{"rate a", "rate b", "position c"} {
		k := counts[key]
		t.Logf("%-24s %-7s %-11s raw %.3f (width %.2f), corrected %.3f (width %.2f)", name, method, key, k.raw/k.n, k.rawWidth/k.n, k.corrected/k.n, k.width/k.n)
		if method == DSL && (k.corrected/k.n < low || k.corrected/k.n > 0.975) {
			t.Errorf("%s, %s: corrected intervals hold the truth in %.3f", name, key, k.corrected/k.n)
		}
	}
}
