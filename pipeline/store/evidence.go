package store

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
)

// Columns of the tables of evidence.
var (
	nameColumns = seriesSpec.Columns[:5]
	spanColumns = []Column{
		{Name: "from_start", Type: Date, Meaning: "first day of the first span"},
		{Name: "from_end", Type: Date, Meaning: "last day of the first span"},
		{Name: "to_start", Type: Date, Meaning: "first day of the second span"},
		{Name: "to_end", Type: Date, Meaning: "last day of the second span"},
	}
	nameKey = seriesSpec.Key[:5]
)

// maybe is a number that may be missing.
func maybe(name, unit, meaning string) Column {
	return Column{Name: name, Type: Real, Nullable: true, Unit: unit, Meaning: meaning}
}

// concat makes one list of columns.
func concat(lists ...[]Column) (out []Column) {
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

var trendsSpec = TableSpec{
	Name: "trends", Row: "the trend of a series", Key: nameKey,
	Columns: concat(nameColumns, []Column{
		{Name: "n", Type: Integer, Unit: "periods", Meaning: "periods with an estimate"},
		{Name: "s", Type: Integer, Meaning: "Mann-Kendall S: pairs of periods that rise minus pairs that fall"},
		maybe("var_s", "", "variance of S without a trend, corrected for ties"),
		maybe("z", "", "S in standard deviations, with the correction for continuity"),
		maybe("p", "", "two-sided p of z"),
		maybe("tau_b", "", "Kendall's tau-b of time and estimate"),
		maybe("sen", "of the measure per period", "Sen's slope: the median slope of all pairs of periods"),
		maybe("sen_low", "of the measure per period", "lower end of its 95 % interval"),
		maybe("sen_high", "of the measure per period", "upper end of its 95 % interval"),
		{Name: "lags", Type: Text, Meaning: "lags whose autocorrelation entered the correction of Hamed and Rao, joined by \"; \"", repeats: true},
		maybe("z_hr", "", "z corrected for autocorrelation (Hamed and Rao 1998)"),
		maybe("p_hr", "", "two-sided p of z_hr"),
		maybe("n_effective", "periods", "n divided by the correction: how many independent periods the series is worth"),
		{Name: "warnings", Type: Text, Meaning: "reasons to doubt the row, joined by \"; \"; empty if none", repeats: true},
	}),
}

var breaksSpec = TableSpec{
	Name: "breaks", Row: "a series × candidate number of breaks × break; a candidate without breaks has one row", Key: append(nameKey[:len(nameKey):len(nameKey)], "breaks", "index"),
	Columns: concat(nameColumns, []Column{
		{Name: "breaks", Type: Integer, Meaning: "the candidate number of breaks"},
		{Name: "index", Type: Integer, Meaning: "number, in the calendar of the run from 1, of the last period before the break; 0 where there is none"},
		{Name: "date", Type: Date, Nullable: true, Meaning: "last period of the old level"},
		{Name: "date_next", Type: Date, Nullable: true, Meaning: "first period of the new level"},
		{Name: "date_low", Type: Date, Nullable: true, Meaning: "lower end of the 95 % interval of date, from cutting every draw anew with as many breaks; chosen candidates only"},
		{Name: "date_high", Type: Date, Nullable: true, Meaning: "upper end of it"},
		maybe("support", "", "share of the draws that put a break exactly there; chosen candidates only"),
		maybe("before", "of the measure", "level from the break before, or the start, to date: the mean of its periods, or of a position its counts together"),
		maybe("before_low", "of the measure", "lower end of its 95 % interval; chosen candidates only"),
		maybe("before_high", "of the measure", "upper end of it"),
		maybe("after", "of the measure", "level from date_next to the next break or the end"),
		maybe("after_low", "of the measure", "lower end of its 95 % interval; chosen candidates only"),
		maybe("after_high", "of the measure", "upper end of it"),
		maybe("change", "of the measure", "after minus before"),
		maybe("change_low", "of the measure", "lower end of its 95 % interval; chosen candidates only"),
		maybe("change_high", "of the measure", "upper end of it"),
		{Name: "method", Type: Text, Meaning: "binomial (position: the likelihood of P out of P+N) or least-squares", repeats: true},
		maybe("fit", "", "deviance of the binomial, or residual sum of squares"),
		maybe("dispersion", "", "dispersion of the counts by which BIC scales deviances; 1 for least squares"),
		maybe("bic", "", "criterion of the candidate: least is best; compares candidates of one series only"),
		{Name: "chosen", Type: Truth, Meaning: "whether the candidate counts: least bic, or no break where p is above 0.05"},
		maybe("p", "", "permutation p of no break at all, if periods are independent"),
		maybe("p_ar", "", "p of no break at all if the level wanders as an autoregression of order 1"),
		{Name: "n", Type: Integer, Unit: "periods", Meaning: "periods with an estimate"},
		maybe("survives_terms", "", "share of the series without one term in which the break is found again, give or take a period; pooled headline only"),
		maybe("survives_issuers", "", "the same without one issuer"),
		maybe("survives_documents", "", "the same without one document"),
		{Name: "warnings", Type: Text, Meaning: "reasons to doubt the row, joined by \"; \"; empty if none", repeats: true},
	}),
}

var shiftsSpec = TableSpec{
	Name: "shifts", Row: "a term × a change of a contrast's difference", Key: append(nameKey[:len(nameKey):len(nameKey)], "from_start", "to_start", "break", "rank"),
	Columns: concat(nameColumns, spanColumns, []Column{
		{Name: "break", Type: Date, Nullable: true, Meaning: "the break (breaks.date) whose change it is; null for the change between the spans of the run"},
		{Name: "rank", Type: Integer, Meaning: "place by size of the contribution, from 1"},
		frameColumn,
		{Name: "entry", Type: Text, Meaning: "the term; (other terms) sums up those without a row"},
		{Name: "hits_from", Type: Integer, Unit: "hits", Meaning: "hits in the first span"},
		{Name: "hits_to", Type: Integer, Unit: "hits", Meaning: "hits in the second span"},
		maybe("rate_from", "per 1,000 tokens", "its hits per 1,000 tokens of the first span"),
		maybe("rate_to", "per 1,000 tokens", "its hits per 1,000 tokens of the second span"),
		maybe("contribution", "of the measure", "its part in the change of the difference, which is per token; the parts of one change sum to it"),
		maybe("log_odds", "logits", "how much more at home it is in the second span: log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008)"),
		maybe("z", "", "log_odds in standard errors"),
	}),
}

var stabilitySpec = TableSpec{
	Name: "stability", Row: "an item left out of the pooled headline", Key: append(nameKey[:len(nameKey):len(nameKey)], "kind", "rank"),
	Columns: concat(nameColumns, []Column{
		{Name: "kind", Type: Text, Meaning: "what is left out: all (nothing), term, issuer or document; lexicon: measured with another one", repeats: true},
		{Name: "item", Type: Text, Meaning: "the term with its frame, the issuer, the document or the lexicon; empty for all"},
		{Name: "hits", Type: Integer, Unit: "hits", Meaning: "hits that go with it; of all and lexicon, all there are"},
		maybe("change", "of the measure", "change between the spans of the run without it; null where a span then has no hit"),
		maybe("delta", "of the measure", "change minus that with nothing left out"),
		{Name: "rank", Type: Integer, Meaning: "place among its kind by size of delta, from 1; 0 for all"},
		{Name: "breaks_kept", Type: Integer, Meaning: "chosen breaks of the whole series that are found again, give or take a period"},
		{Name: "breaks", Type: Integer, Meaning: "breaks that are found, by least BIC"},
	}),
}

var compositionSpec = TableSpec{
	Name: "composition", Row: "an issuer's part in the change of a pooled series, and the sum", Key: append(nameKey[:len(nameKey):len(nameKey)], "issuer"),
	Columns: concat(nameColumns, spanColumns, []Column{
		{Name: "issuer", Type: Text, Meaning: "the issuer; empty for the sum of all"},
		maybe("weight_from", "", "its share of the tokens (of share: of the hits) in the first span"),
		maybe("weight_to", "", "the same in the second span"),
		maybe("value_from", "of the measure", "the measure in the first span; null without weight"),
		maybe("value_to", "of the measure", "the measure in the second span; null without weight"),
		maybe("within", "of the measure", "weight_from × change of the value"),
		maybe("mix", "of the measure", "change of the weight × distance of value_from from the pooled value; whole for who comes or goes"),
		maybe("interaction", "of the measure", "change of the weight × change of the value"),
		maybe("total", "of the measure", "within + mix + interaction; the sum of all is the change of the series"),
	}),
}

// WriteEvidence writes the tables of the evidence, whose rows are in order.
func WriteEvidence(dir string, e *series.Evidence) error {
	return errors.Join(
		writeRows(dir, trendsSpec, e.Trends, trendRow),
		writeRows(dir, breaksSpec, e.Breaks, breakRow),
		writeRows(dir, shiftsSpec, e.Shifts, shiftRow),
		writeRows(dir, stabilitySpec, e.Stability, stabilityRow),
		writeRows(dir, compositionSpec, e.Composition, compositionRow),
	)
}

func writeRows[T any](dir string, spec TableSpec, rows []T, put func(*tableWriter, *T)) error {
	return writeTable(dir, spec, func(w *tableWriter) error {
		for i := range rows {
			put(w, &rows[i])
			if err := w.end(); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *tableWriter) name(n *series.Name) {
	for _, s := range [...]string{n.Measure, n.Of, n.Topic, n.Group, n.Freq} {
		w.text(s)
	}
}

func (w *tableWriter) reals(list ...float64) {
	for _, f := range list {
		w.real(f)
	}
}

// day appends a date, or null if it is zero.
func (w *tableWriter) day(t time.Time) {
	if t.IsZero() {
		w.null()
		return
	}
	w.date(t)
}

func (w *tableWriter) spans(from, to series.Span) {
	for _, t := range [...]time.Time{from.Start, from.End, to.Start, to.End} {
		w.date(t)
	}
}

func trendRow(w *tableWriter, r *series.TrendRow) {
	w.name(&r.Name)
	w.integer(int64(r.N))
	w.integer(r.S)
	w.reals(r.VarS, r.Z, r.P, r.TauB, r.Sen, r.SenLow, r.SenHigh)
	w.text(strings.Join(strings.Fields(strings.Trim(fmt.Sprint(r.Lags), "[]")), "; "))
	w.reals(r.ZHR, r.PHR, r.EffectiveN)
	w.text(measure.Join(measure.Of(r.Warnings)))
}

func breakRow(w *tableWriter, r *series.BreakRow) {
	w.name(&r.Name)
	w.integer(int64(r.Breaks))
	w.integer(int64(r.Index))
	for _, t := range [...]time.Time{r.Date, r.Next, r.Low, r.High} {
		w.day(t)
	}
	w.real(r.Support)
	for _, l := range [...]series.Level{r.Before, r.After, r.Change} {
		w.reals(l.Estimate, l.Low, l.High)
	}
	w.text(r.Method)
	w.reals(r.Fit, r.Dispersion, finite(r.BIC))
	w.truth(r.Chosen)
	w.reals(r.P, r.PAR)
	w.integer(int64(r.N))
	w.reals(r.Survives.Terms, r.Survives.Issuers, r.Survives.Documents)
	w.text(measure.Join(r.Warnings))
}

// finite is f, or NaN: a series that a cut fits without a remainder has the
// criterion −∞, which not every reader of tables knows.
func finite(f float64) float64 {
	if math.IsInf(f, 0) {
		return math.NaN()
	}
	return f
}

func shiftRow(w *tableWriter, r *series.ShiftRow) {
	w.name(&r.Name)
	w.spans(r.FromSpan, r.ToSpan)
	w.day(r.Break)
	w.integer(int64(r.Rank))
	w.text(r.Frame)
	w.text(r.Entry)
	w.integer(r.TermPart.From)
	w.integer(r.TermPart.To)
	w.reals(r.RateFrom, r.RateTo, r.Contribution, r.LogOdds, r.Z)
}

func stabilityRow(w *tableWriter, r *series.StabilityRow) {
	w.name(&r.Name)
	w.text(r.Kind)
	w.text(r.Item)
	w.integer(r.Hits)
	w.reals(r.Change, r.Delta)
	w.integer(int64(r.Rank))
	w.integer(int64(r.Kept))
	w.integer(int64(r.Breaks))
}

func compositionRow(w *tableWriter, r *series.CompositionRow) {
	w.name(&r.Name)
	w.spans(r.From, r.To)
	w.text(r.Issuer)
	w.reals(r.WeightFrom, r.WeightTo)
	w.reals(weighed(r.WeightFrom, r.ValueFrom), weighed(r.WeightTo, r.ValueTo))
	w.reals(r.Within, r.Mix, r.Interaction, r.Total)
}

// weighed is the value of an issuer that has weight.
func weighed(weight, value float64) float64 {
	if weight == 0 {
		return math.NaN()
	}
	return value
}
