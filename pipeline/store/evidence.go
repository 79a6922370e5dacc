package store

import (
	"fmt"
	"math"
	"strings"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
)

func trendRow(r *series.TrendRow) TrendRow {
	return TrendRow{
		SeriesName: seriesName(r.Name), N: int64(r.N), S: r.S, VarS: r.VarS, Z: r.Z, P: r.P, TauB: r.TauB,
		Sen: r.Sen, SenLow: r.SenLow, SenHigh: r.SenHigh,
		Lags: strings.Join(strings.Fields(strings.Trim(fmt.Sprint(r.Lags), "[]")), "; "),
		ZHR:  r.ZHR, PHR: r.PHR, EffectiveN: r.EffectiveN, Warnings: measure.Join(measure.Of(r.Warnings)),
	}
}

func breakRow(r *series.BreakRow) BreakRow {
	return BreakRow{
		SeriesName: seriesName(r.Name), Breaks: int64(r.Breaks), Index: int64(r.Index),
		Date: r.Date, Next: r.Next, DateLow: r.Low, DateHigh: r.High, Support: r.Support,
		Before: r.Before.Estimate, BeforeLow: r.Before.Low, BeforeHigh: r.Before.High,
		After: r.After.Estimate, AfterLow: r.After.Low, AfterHigh: r.After.High,
		Change: r.Change.Estimate, ChangeLow: r.Change.Low, ChangeHigh: r.Change.High,
		Method: r.Method, Fit: r.Fit, Dispersion: r.Dispersion, BIC: finite(r.BIC), Chosen: r.Chosen, P: r.P, PAR: r.PAR, N: int64(r.N),
		SurvivesTerms: r.Survives.Terms, SurvivesIssuers: r.Survives.Issuers, SurvivesDocuments: r.Survives.Documents,
		Warnings: measure.Join(r.Warnings),
	}
}

// finite is f, or NaN: a series that a cut fits without a remainder has the
// criterion −∞, which not every reader of tables knows.
func finite(f float64) float64 {
	if math.IsInf(f, 0) {
		return math.NaN()
	}
	return f
}

func spans(from, to series.Span) Spans {
	return Spans{FromStart: from.Start, FromEnd: from.End, ToStart: to.Start, ToEnd: to.End}
}

func shiftRow(r *series.ShiftRow) ShiftRow {
	return ShiftRow{
		SeriesName: seriesName(r.Name), Spans: spans(r.FromSpan, r.ToSpan), Break: r.Break, Rank: int64(r.Rank),
		Frame: r.Frame, Entry: r.Entry, HitsFrom: r.TermPart.From, HitsTo: r.TermPart.To,
		RateFrom: r.RateFrom, RateTo: r.RateTo, Contribution: r.Contribution, LogOdds: r.LogOdds, Z: r.Z,
	}
}

func stabilityRow(r *series.StabilityRow) StabilityRow {
	return StabilityRow{
		SeriesName: seriesName(r.Name), Kind: r.Kind, Item: r.Item, Hits: r.Hits, Change: r.Change, Delta: r.Delta,
		Rank: int64(r.Rank), Kept: int64(r.Kept), Breaks: int64(r.Breaks),
	}
}

func compositionRow(r *series.CompositionRow) CompositionRow {
	return CompositionRow{
		SeriesName: seriesName(r.Name), Spans: spans(r.From, r.To), Issuer: r.Issuer,
		WeightFrom: r.WeightFrom, WeightTo: r.WeightTo,
		ValueFrom: weighed(r.WeightFrom, r.ValueFrom), ValueTo: weighed(r.WeightTo, r.ValueTo),
		Within: r.Within, Mix: r.Mix, Interaction: r.Interaction, Total: r.Total,
	}
}

// weighed is the value of an issuer that has weight.
func weighed(weight, value float64) float64 {
	if weight == 0 {
		return math.NaN()
	}
	return value
}
