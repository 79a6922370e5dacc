package validate

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// errorMatrix is how often the lexicon errs, taken for the same everywhere.
type errorMatrix struct{ sensitivity, specificity, sensitivityVariance, specificityVariance float64 }

// matrix is that of a target, of all languages and blocks; nothing of none.
func (c *corrector) matrix(t int) (m errorMatrix) {
	if t < 0 || c.o.Method != Matrix {
		return m
	}
	strata := make([]stats.Stratum, len(c.Strata))
	for i := range c.Strata {
		strata[i] = stats.Stratum{Size: float64(c.Strata[i].Size), Far: c.Strata[i].Kind == Far}
	}
	var codings []stats.Coding
	for _, u := range c.units {
		if y := u.human[t]; !math.IsNaN(y) {
			codings = append(codings, stats.Coding{Stratum: u.stratum, Machine: c.targets[t].has(u.frames), Human: y})
		}
	}
	a := stats.Measure(strata, codings)
	return errorMatrix{a.Recall.Value, a.Specificity, a.RecallVariance, a.SpecificityVariance}
}

// byMatrix corrects the totals of a period by Rogan and Gladen.
func (e *estimator) byMatrix(cell *tally, raw [2]float64) (total [2]float64, err periodError, warnings []string) {
	all := float64(cell.sentences)
	var share [2]float64
	for k := range total {
		if k == 1 && e.b < 0 {
			continue
		}
		m := e.matrix[k]
		if share[k] = stats.RoganGladen(raw[k]/all, m.sensitivity, m.specificity); math.IsNaN(share[k]) {
			return total, err, []string{notCorrected}
		}
		total[k] = share[k] * all
	}
	warnings = append(e.floor(&total), constantError)
	for k := range total {
		if m := e.matrix[k]; k == 0 || e.b >= 0 {
			j := m.sensitivity + m.specificity - 1
			up, down := -share[k]/j, (1-share[k])/j
			err.coding[k][k] = float64(all*all) * (float64(up*up*m.sensitivityVariance) + float64(down*down*m.specificityVariance))
		}
	}
	return total, err, warnings
}
