package validate

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// AgreementRow is how far coders agree.
type AgreementRow struct {
	_         struct{} `table:"agreement" row:"a statistic of agreement × frame × language × coders" key:"frame lang statistic coders"`
	Frame     string   `column:"frame,repeats" about:"key of the frame"`
	Lang      string   `column:"lang,repeats" about:"language; empty for all"`
	Statistic string   `column:"statistic,repeats" about:"krippendorff_alpha or cohen_kappa"`
	Coders    string   `column:"coders,repeats" about:"the coders, joined by \"; \""`
	Value     float64  `column:"value,null" about:"the statistic; null where it is not defined"`
	Low       float64  `column:"ci_low,null" about:"lower end of its 95 % interval: percentiles over draws of sentences"`
	High      float64  `column:"ci_high,null" about:"upper end of it"`
	Units     int64    `column:"units" unit:"sentences" about:"sentences that several coded"`
	Same      float64  `column:"same,null" unit:"share" about:"share of them on which all say the same"`
	Warnings  string   `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// Warnings of agreement.
const (
	noOverlap = "no-overlap" // no sentence that several coded
	allSame   = "one-label"  // everyone says the same of every sentence, so that chance can't be told
)

// Agree takes the agreement by frame: of all coders, and of each pair.
func Agree(v *Validation, o stats.ResampleOptions) ([]AgreementRow, error) {
	if err := v.need(); err != nil {
		return nil, err
	}
	langs := v.langs()
	if len(langs) > 1 {
		langs = append([]string{""}, langs...)
	}
	var out []AgreementRow
	for _, f := range v.Frames {
		for _, lang := range langs {
			coders, ratings := v.ratings(f.Key, lang)
			out = append(out, agreement(f.Key, lang, coders, ratings, "krippendorff_alpha", alphaOf, o))
			for i := range coders {
				for j := i + 1; j < len(coders) && len(coders) > 2; j++ {
					out = append(out, agreement(f.Key, lang, []string{coders[i], coders[j]}, [][]float64{ratings[i], ratings[j]}, "cohen_kappa", kappaOf, o))
				}
			}
			if len(coders) == 2 {
				out = append(out, agreement(f.Key, lang, coders, ratings, "cohen_kappa", kappaOf, o))
			}
		}
	}
	slices.SortFunc(out, func(a, b AgreementRow) int {
		return cmp.Or(strings.Compare(a.Frame, b.Frame), strings.Compare(a.Lang, b.Lang), strings.Compare(a.Statistic, b.Statistic), strings.Compare(a.Coders, b.Coders))
	})
	return out, nil
}

// WriteAgreement puts the rows beside the codings.
func WriteAgreement(dir string, rows []AgreementRow) error { return put(dir, rows) }

func alphaOf(r [][]float64) stats.Agreement { return stats.KrippendorffAlpha(r, stats.Nominal) }
func kappaOf(r [][]float64) stats.Agreement { return stats.CohenKappa(r[0], r[1]) }

func agreement(frame, lang string, coders []string, ratings [][]float64, name string, of func([][]float64) stats.Agreement, o stats.ResampleOptions) AgreementRow {
	row := AgreementRow{Frame: frame, Lang: lang, Statistic: name, Coders: strings.Join(coders, listSeparator), Value: math.NaN(), Low: math.NaN(), High: math.NaN(), Same: math.NaN()}
	ratings = several(ratings)
	if len(ratings) < 2 || len(ratings[0]) == 0 {
		row.Warnings = noOverlap
		return row
	}
	a := of(ratings)
	row.Value, row.Units, row.Same = a.Value, int64(len(ratings[0])), same(ratings)
	if math.IsNaN(a.Value) {
		row.Warnings = allSame
		return row
	}
	b := stats.AgreementInterval(ratings, of, o)
	row.Low, row.High = b.Low, b.High
	row.Warnings = strings.Join(append(a.Warnings, b.Warnings...), listSeparator)
	return row
}

// several are the sentences that two coders or more coded.
func several(ratings [][]float64) [][]float64 {
	out := make([][]float64, len(ratings))
	for u := range first(ratings) {
		n := 0
		for _, r := range ratings {
			if !math.IsNaN(r[u]) {
				n++
			}
		}
		for c, r := range ratings {
			if n > 1 {
				out[c] = append(out[c], r[u])
			}
		}
	}
	return out
}

func first(ratings [][]float64) []float64 {
	if len(ratings) == 0 {
		return nil
	}
	return ratings[0]
}

func same(ratings [][]float64) float64 {
	alike := 0
	for u := range ratings[0] {
		low, high := math.Inf(1), math.Inf(-1)
		for _, r := range ratings {
			if !math.IsNaN(r[u]) {
				low, high = min(low, r[u]), max(high, r[u])
			}
		}
		if low == high {
			alike++
		}
	}
	return float64(alike) / float64(len(ratings[0]))
}

// ratings are those of a frame, by coder and sentence, NaN where there is none.
func (v *Validation) ratings(frame, lang string) (coders []string, out [][]float64) {
	place := map[string]int{}
	for _, u := range v.units {
		if lang == "" || u.Lang == lang {
			place[u.Item] = len(place)
		}
	}
	for _, c := range v.Codings {
		at, in := place[c.Item]
		if !in || c.Frame != frame || c.Label < 0 {
			continue
		}
		who := slices.Index(coders, c.Coder)
		if who < 0 {
			who = len(coders)
			coders = append(coders, c.Coder)
			empty := make([]float64, len(place))
			for i := range empty {
				empty[i] = math.NaN()
			}
			out = append(out, empty)
		}
		out[who][at] = float64(c.Label)
	}
	return sortedBy(coders, out)
}

// sortedBy puts coders into the order of their names, and their ratings with them.
func sortedBy(coders []string, ratings [][]float64) ([]string, [][]float64) {
	names := slices.Sorted(slices.Values(coders))
	out := make([][]float64, len(ratings))
	for i, name := range names {
		out[i] = ratings[slices.Index(coders, name)]
	}
	return names, out
}

// alpha is that of a frame.
func (v *Validation) alpha(frame, lang string) float64 {
	_, ratings := v.ratings(frame, lang)
	ratings = several(ratings)
	if len(ratings) < 2 || len(ratings[0]) == 0 {
		return math.NaN()
	}
	return alphaOf(ratings).Value
}

// Disagreement is a sentence of which coders do not say the same.
type Disagreement struct {
	Item, Frame, Text string
	Yes, No           []string // coders
}

// Disagreements are in the order of the sheets.
func Disagreements(v *Validation) (out []Disagreement) {
	said, err := v.said()
	if err != nil {
		return nil // Load has checked them
	}
	for _, u := range v.units {
		for at, f := range v.Frames {
			d := Disagreement{Item: u.Item, Frame: f.Key, Text: u.Text}
			for _, c := range v.coders {
				if s := said[u.Item][c]; s[0]>>at&1 != 0 {
					d.Yes = append(d.Yes, c)
				} else if s[1]>>at&1 != 0 {
					d.No = append(d.No, c)
				}
			}
			if len(d.Yes) > 0 && len(d.No) > 0 {
				out = append(out, d)
			}
		}
	}
	return out
}
