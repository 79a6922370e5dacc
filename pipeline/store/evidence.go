package store

import (
	"fmt"
	"math"
	"strings"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/table"
)

func trendRow(r *series.TrendRow) TrendRow {
	return TrendRow{
		SeriesName: seriesName(r.Name), N: int64(r.N), S: r.S, VarS: r.VarS, Z: r.Z, P: r.P, TauB: r.TauB,
		Sen: r.Sen, SenLow: r.SenLow, SenHigh: r.SenHigh,
		Lags: strings.Join(strings.Fields(strings.Trim(fmt.Sprint(r.Lags), "[]")), "; "),
		ZHR:  r.ZHR, PHR: r.PHR, EffectiveN: r.EffectiveN, ZSeason: r.ZSeason, PSeason: r.PSeason, Warnings: measure.Join(measure.Of(r.Warnings)),
	}
}

func shapeRow(r *series.ShapeRow) ShapeRow {
	out := ShapeRow{
		SeriesName: seriesName(r.Name), N: int64(r.N), Shape: r.Class.String(), PStep: r.PStep, Q: r.Q, PChange: r.PChange,
		First: r.First, Last: r.Last, From: r.From, To: r.To, Level: r.Level.Estimate, LevelLow: r.Level.Low, LevelHigh: r.Level.High,
		RampFrom: r.RampFrom, RampTo: r.RampTo, Unseen: finite(r.Unseen), Spread: r.Spread, Noise: r.Noise.String(),
		StepGain: finite(r.StepGain), ChangeGain: finite(r.ChangeGain), RampMargin: finite(r.RampMargin), GradualMargin: finite(r.GradualMargin),
		Constant: finite(r.Criteria.Constant), Walk: finite(r.Criteria.Walk), Line: finite(r.Criteria.Line), OneStep: finite(r.Criteria.Step),
		LineStep: finite(r.Criteria.LineStep), TwoSteps: finite(r.Criteria.TwoSteps), ThreeSteps: finite(r.Criteria.ThreeSteps),
		Season: r.Season, Warnings: measure.Join(r.Warnings),
	}
	if r.Class.Dated() {
		out.Steps = int64(len(r.Steps))
	}
	switch {
	case math.IsNaN(r.Spread):
	case r.Within:
		out.SpreadOf = "documents"
	default:
		out.SpreadOf = "periods"
	}
	return out
}

func breakRow(r *series.BreakRow) BreakRow {
	return BreakRow{
		SeriesName: seriesName(r.Name), Breaks: int64(r.Breaks), Index: int64(r.Index),
		Date: r.Date, Next: r.Next, DateLow: r.Low, DateHigh: r.High,
		Before: r.Before.Estimate, BeforeLow: r.Before.Low, BeforeHigh: r.Before.High,
		After: r.After.Estimate, AfterLow: r.After.Low, AfterHigh: r.After.High,
		Change: r.Change.Estimate, ChangeLow: r.Change.Low, ChangeHigh: r.Change.High,
		P: r.P, Q: r.Q, N: int64(r.N),
		SurvivesTerms: r.Survives.Terms, SurvivesIssuers: r.Survives.Issuers, SurvivesDocuments: r.Survives.Documents,
	}
}

// finite is f, or NaN: a course that is not there has an infinite criterion, which
// not every reader of tables knows.
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

// writeComposition makes the rows as they are written.
func writeComposition(dir string, s *Sums) error {
	return write(dir, func(w *table.Writer[CompositionRow]) error {
		for i := range s.Evidence.Composition {
			for r := range s.Evidence.Composition[i].Rows() {
				if err := w.Put(compositionRow(&r)); err != nil {
					return err
				}
			}
		}
		return nil
	})
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
