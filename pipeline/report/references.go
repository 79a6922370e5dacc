package report

import "github.com/frameshift/frameshift/pipeline/measure"

// cited are the works that the paragraph on methods may speak of, by their first
// authors. docs/report.md and the paper's template list them in the same words.
var cited = struct{ benjamini, hamed, kendall, mann, sen, siegmund, williams, worsley string }{
	benjamini: "Benjamini, Y., and Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B 57(1), 289–300. doi:10.1111/j.2517-6161.1995.tb02031.x",
	hamed:     "Hamed, K. H., and Rao, A. R. (1998). A modified Mann–Kendall trend test for autocorrelated data. Journal of Hydrology 204(1–4), 182–196. doi:10.1016/S0022-1694(97)00125-X",
	kendall:   "Kendall, M. G. (1975). Rank Correlation Methods, 4th edition. London: Griffin.",
	mann:      "Mann, H. B. (1945). Nonparametric tests against trend. Econometrica 13(3), 245–259. doi:10.2307/1907187",
	sen:       "Sen, P. K. (1968). Estimates of the regression coefficient based on Kendall’s tau. Journal of the American Statistical Association 63(324), 1379–1389. doi:10.1080/01621459.1968.10480934",
	siegmund:  "Siegmund, D. (1988). Confidence sets in change-point problems. First as Technical Report 2 (1987), Department of Statistics, Stanford University.",
	williams:  "Williams, D. A. (1982). Extra-binomial variation in logistic linear models. Applied Statistics 31, 144–148. doi:10.2307/2347977",
	worsley:   "Worsley, K. J. (1986). Confidence regions and tests for a change-point in a sequence of exponential family random variables. Biometrika 73(1), 91–104. doi:10.1093/biomet/73.1.91",
}

// references are those of the methods, by their authors.
func (r *run) references() (out []string) {
	l := r.headline
	if l == nil {
		return nil
	}
	_, trend := r.trends[l.name]
	_, shape := r.shapes[l.name]
	steps := shape && len(r.breaks[l.name]) > 0
	for _, ref := range []struct {
		wanted bool
		text   string
	}{
		{steps, cited.benjamini}, {trend, cited.hamed}, {trend, cited.kendall}, {trend, cited.mann}, {trend, cited.sen}, {steps, cited.siegmund},
		{measureOf(l.Measure).Spread != measure.NoSpread, cited.williams}, {steps, cited.worsley},
	} {
		if ref.wanted {
			out = append(out, ref.text)
		}
	}
	return out
}
