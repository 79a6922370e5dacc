package validate

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// ScoreRow is how well the lexicon finds what people find.
type ScoreRow struct {
	_         struct{} `table:"validation" row:"a frame, or side of a contrast × language × block of time" key:"frame lang block"`
	Frame     string   `column:"frame,repeats" about:"key of the frame; of a side of a contrast, its key and positive or negative"`
	Lang      string   `column:"lang,repeats" about:"language; empty for all"`
	Block     string   `column:"block,repeats" about:"first and last day of the block of time; empty for all"`
	N         int64    `column:"n" unit:"sentences" about:"sentences that were coded"`
	Found     int64    `column:"found" unit:"sentences" about:"those of them in which the lexicon finds it"`
	Precision float64  `column:"precision,null" unit:"share" about:"share of the sentences found in which people find it too; null if none was coded"`
	PLow      float64  `column:"p_low,null" unit:"share" about:"lower end of its 95 % interval (Wilson, effective number of codings)"`
	PHigh     float64  `column:"p_high,null" unit:"share" about:"upper end of it"`
	Recall    float64  `column:"recall,null" unit:"share" about:"share of the sentences in which people find it that the lexicon finds, in the corpus, by the design weights"`
	RLow      float64  `column:"r_low,null" unit:"share" about:"lower end of its 95 % interval (logit, delta method, finite population)"`
	RHigh     float64  `column:"r_high,null" unit:"share" about:"upper end of it"`
	F1        float64  `column:"f1,null" unit:"share" about:"harmonic mean of both"`
	FLow      float64  `column:"f_low,null" unit:"share" about:"lower end of its 95 % interval"`
	FHigh     float64  `column:"f_high,null" unit:"share" about:"upper end of it"`
	Right     float64  `column:"right,null" unit:"sentences" about:"sentences of the corpus that are found rightly, estimated"`
	Missed    float64  `column:"missed,null" unit:"sentences" about:"sentences of the corpus that are not found, estimated"`
	Unseen    float64  `column:"unseen,null" unit:"sentences" about:"most that may be missed far from any hit, where none was seen there"`
	Alpha     float64  `column:"alpha,null" about:"Krippendorff's alpha of the coders; of frames, over all blocks"`
	DiffP     float64  `column:"differential_p,null" about:"p of precision being the same in all blocks (score test); on the row of all blocks"`
	DiffR     float64  `column:"differential_recall_p,null" about:"p of recall being the same in all blocks"`
	Warnings  string   `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// A warning of a frame whose error changes over time.
const errorChanges = "error-changes"

// Score takes precision and recall by frame, language and block.
func Score(v *Validation) ([]ScoreRow, error) {
	if err := v.need(); err != nil {
		return nil, err
	}
	langs := v.langs()
	if len(langs) > 1 {
		langs = append([]string{""}, langs...)
	}
	var out []ScoreRow
	for t := range v.targets {
		for _, lang := range langs {
			whole, blocks := v.score(t, lang)
			out = append(out, whole)
			out = append(out, blocks...)
		}
	}
	slices.SortFunc(out, func(a, b ScoreRow) int {
		return cmp.Or(strings.Compare(a.Frame, b.Frame), strings.Compare(a.Lang, b.Lang), strings.Compare(a.Block, b.Block))
	})
	return out, nil
}

// WriteScores puts the rows beside the codings.
func WriteScores(dir string, rows []ScoreRow) error { return put(dir, rows) }

// score is that of a target in a language, and in each block of it.
func (v *Validation) score(t int, lang string) (whole ScoreRow, blocks []ScoreRow) {
	whole, _ = v.measure(t, lang, -1)
	var shares, sizes, recalls, variances []float64
	for b := range v.Blocks {
		row, a := v.measure(t, lang, b)
		if row.Block = v.blockName(b); len(v.Blocks) > 1 {
			blocks = append(blocks, row)
		}
		if a.Found > 0 {
			shares, sizes = append(shares, a.Precision.Value), append(sizes, a.Weight)
		}
		if a.RecallVariance > 0 {
			recalls, variances = append(recalls, a.Recall.Value), append(variances, a.RecallVariance)
		}
	}
	whole.DiffP, whole.DiffR = stats.SameShares(shares, sizes), stats.SameValues(recalls, variances)
	if whole.DiffP < 0.05 || whole.DiffR < 0.05 {
		whole.Warnings = joined(whole.Warnings, errorChanges)
	}
	if v.targets[t].frame != "" {
		whole.Alpha = v.alpha(v.targets[t].frame, lang)
	}
	return whole, blocks
}

func joined(list, more string) string {
	if list == "" {
		return more
	}
	return list + listSeparator + more
}

// measure is that of a target in a language and a block; -1: all.
func (v *Validation) measure(t int, lang string, block int) (ScoreRow, stats.Accuracy) {
	within := func(s *Stratum) bool { return (lang == "" || s.Lang == lang) && (block < 0 || s.Block == block) }
	place := map[int]int{}
	var strata []stats.Stratum
	for i := range v.Strata {
		if s := &v.Strata[i]; within(s) {
			place[i] = len(strata)
			strata = append(strata, stats.Stratum{Size: float64(s.Size), Far: s.Kind == Far})
		}
	}
	var codings []stats.Coding
	coded := make([]bool, len(strata))
	for _, u := range v.units {
		at, in := place[u.stratum]
		if y := u.human[t]; in && !math.IsNaN(y) {
			codings = append(codings, stats.Coding{Stratum: at, Machine: v.targets[t].has(u.frames), Human: y})
			coded[at] = true
		}
	}
	a := stats.Measure(strata, codings)
	row := ScoreRow{
		Frame: v.targets[t].name, Lang: lang, N: int64(a.N), Found: int64(a.Found),
		Precision: a.Precision.Value, PLow: a.Precision.Low, PHigh: a.Precision.High,
		Recall: a.Recall.Value, RLow: a.Recall.Low, RHigh: a.Recall.High,
		F1: a.F1.Value, FLow: a.F1.Low, FHigh: a.F1.High, Right: a.Right, Missed: a.Missed, Unseen: a.Unseen,
		Alpha: math.NaN(), DiffP: math.NaN(), DiffR: math.NaN(), Warnings: strings.Join(a.Warnings, listSeparator),
	}
	if a.N > 0 && slices.Contains(coded, false) {
		row.Warnings = joined(row.Warnings, strataNotCoded)
	}
	return row, a
}

// A warning: strata of which nothing was coded are taken as if they were not there.
const strataNotCoded = "strata-not-coded"
