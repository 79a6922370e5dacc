package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/stats"
)

func newTrend() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "trend FILE",
		Short: "Test a series for a trend",
		Long: `Test the series in a CSV or Parquet file for a monotone trend: Mann-Kendall with
ties, the same corrected for autocorrelation after Hamed and Rao (with the lags
that entered), Kendall's tau-b, and Sen's slope with its 95 % interval; and Pettitt's
test for one change of level; and tell whether the series moves gradually or in
steps (frameshift shape). The file has a column value, or positive and total,
whose share is tested. An empty value, or a total of 0, is a gap.`,
		Example: "  frameshift trend series.csv\n  frameshift trend series.csv --json",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			s, err := readSeries(args[0])
			if err != nil {
				return err
			}
			rows, shape := trendRows(s.shares()), s.shape(0)
			if asJSON {
				return trendJSON(cmd.OutOrStdout(), rows, shape)
			}
			fmt.Fprintln(cmd.OutOrStdout(), s.say(shape))
			t := newTableWriter(cmd.OutOrStdout(), "statistic", "value", "meaning")
			for _, r := range rows {
				t.AppendRow(table.Row{r.name, shown(r.value), r.meaning})
			}
			t.Render()
			return nil
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// trendJSON prints the shape first, then the statistics by name.
func trendJSON(w io.Writer, rows []trendRow, shape shownShape) error {
	first, err := json.Marshal(shape)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\"shape\": %s", first)
	for _, r := range rows {
		value, err := json.Marshal(finite(r.value))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, ", %q: %s", r.name, value)
	}
	b.WriteString("}")
	var out bytes.Buffer
	if err := json.Indent(&out, b.Bytes(), "", "  "); err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, out.String())
	return err
}

// shares returns the values of a series; of counts, positive out of total.
func (s *seriesFile) shares() []float64 {
	if s.total == nil {
		return s.values
	}
	out := make([]float64, len(s.total))
	for i, t := range s.total {
		out[i] = math.NaN()
		if t > 0 {
			out[i] = float64(s.positive[i]) / float64(t)
		}
	}
	return out
}

// trendRow is one statistic by its name in the tables.
type trendRow struct {
	name    string
	value   any
	meaning string
}

func trendRows(y []float64) []trendRow {
	t := stats.MannKendall(y, stats.TrendOptions{})
	u, at, p := stats.Pettitt(y)
	return []trendRow{
		{"n", t.N, "observed periods"},
		{"s", t.S, "Mann-Kendall: pairs that rise minus pairs that fall"},
		{"var_s", t.VarS, "its variance without a trend, corrected for ties"},
		{"z", t.Z, "with continuity correction"},
		{"p", t.P, "two-sided"},
		{"tau_b", t.TauB, "Kendall's rank correlation with time"},
		{"sen", t.Sen, "median slope, a period"},
		{"sen_low", t.SenLow, "lower end of its 95 % interval"},
		{"sen_high", t.SenHigh, "upper end"},
		{"z_hr", t.ZHR, "z corrected for autocorrelation (Hamed, Rao)"},
		{"p_hr", t.PHR, "two-sided"},
		{"lags", append([]int{}, t.Lags...), "lags that entered the correction"},
		{"n_effective", t.EffectiveN, "observed periods divided by the correction"},
		{"pettitt_u", u, "Pettitt's test for one change of level"},
		{"pettitt_at", append([]int{}, at...), "last period before it, from 1"},
		{"pettitt_p", p, "approximate"},
		{"warnings", append([]string{}, t.Warnings...), ""},
	}
}

// finite is a value as JSON can hold it: what does not exist is null.
func finite(v any) any {
	if f, ok := v.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return nil
	}
	return v
}

func shown(v any) string {
	if f, ok := v.(float64); ok {
		if finite(v) == nil {
			return ""
		}
		return fmt.Sprintf("%.6g", f)
	}
	return fmt.Sprint(v)
}
