package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/stats"
)

func newShape() *cobra.Command {
	var asJSON bool
	var seed uint64
	cmd := &cobra.Command{
		Use:   "shape FILE",
		Short: "Tell the shape of a series: flat, trend, steps, both, or undecided",
		Long: `Tell the shape of the series in a CSV or Parquet file: flat, trend, step, trend and
step, or undecided. Steps have dates, with all dates that a test does not reject at
95 %; what moves gradually has none. The file has a column value, or positive and
total, whose logits are looked at with the spread between periods. A column period
names the periods. An empty value, or a total of 0, is a gap.`,
		Example: "  frameshift shape series.csv\n  frameshift shape series.csv --json",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			s, err := readSeries(args[0])
			if err != nil {
				return err
			}
			shape := s.shape(seed)
			if !asJSON {
				return printShape(cmd.OutOrStdout(), s, shape)
			}
			e := json.NewEncoder(cmd.OutOrStdout())
			e.SetIndent("", "  ")
			return e.Encode(struct {
				Shape shownShape `json:"shape"`
			}{shape})
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().Uint64Var(&seed, "seed", 0, "seed of the bootstrap")
	return cmd
}

// shownShape is a shape as JSON; what does not exist is null.
type shownShape struct {
	Class    string      `json:"class"`
	N        int         `json:"n"`
	Steps    []shownStep `json:"steps"`
	PStep    *float64    `json:"p_step"`
	PChange  *float64    `json:"p_change"`
	StepGain *float64    `json:"step_gain"`
	Change   *float64    `json:"change_gain"`
	Ramp     *float64    `json:"ramp_margin"`
	Gradual  *float64    `json:"gradual_margin"`
	Criteria struct {
		Constant   *float64 `json:"constant"`
		Walk       *float64 `json:"walk"`
		Line       *float64 `json:"line"`
		Step       *float64 `json:"step"`
		LineStep   *float64 `json:"line_step"`
		TwoSteps   *float64 `json:"two_steps"`
		ThreeSteps *float64 `json:"three_steps"`
	} `json:"criteria"`
	Noise    string   `json:"noise"`
	Spread   *float64 `json:"spread"`
	Warnings []string `json:"warnings"`
}

// shownStep is a step; indices count periods from 1.
type shownStep struct {
	LastIndex int      `json:"last_index"` // of the old level
	Low       int      `json:"last_index_low"`
	High      int      `json:"last_index_high"`
	Size      *float64 `json:"size"` // in logits of counts
	SizeLow   *float64 `json:"size_low"`
	SizeHigh  *float64 `json:"size_high"`
}

// shape tells the shape of the series; of counts, with the spread that periods
// show around it.
func (s *seriesFile) shape(seed uint64) shownShape {
	o := stats.ShapeOptions{Seed: seed}
	if s.total == nil {
		return newShownShape(stats.FitShape(s.values, nil, o), seed, math.NaN())
	}
	moments := make([]stats.Moments, len(s.total))
	for i, n := range s.total {
		moments[i].Add(float64(s.positive[i]), float64(n))
	}
	counted := stats.Shares(moments)
	return newShownShape(counted.Shape(o), seed, counted.Value)
}

func newShownShape(r stats.Shape, seed uint64, spread float64) shownShape {
	n := func(v float64) *float64 {
		if finite(v) == nil {
			return nil
		}
		return &v
	}
	out := shownShape{
		Class: r.Class.String(), N: r.N, Steps: []shownStep{}, PStep: n(r.PStep), PChange: n(r.PChange), StepGain: n(r.StepGain),
		Change: n(r.ChangeGain), Ramp: n(r.RampMargin), Gradual: n(r.GradualMargin), Noise: r.Noise.String(), Spread: n(spread),
		Warnings: append([]string{}, r.Warnings...),
	}
	c, to := r.Criteria, &out.Criteria
	to.Constant, to.Walk, to.Line, to.Step = n(c.Constant), n(c.Walk), n(c.Line), n(c.Step)
	to.LineStep, to.TwoSteps, to.ThreeSteps = n(c.LineStep), n(c.TwoSteps), n(c.ThreeSteps)
	if r.Class.Dated() {
		for _, d := range r.Dates(stats.DateOptions{Seed: seed}) {
			out.Steps = append(out.Steps, shownStep{d.At, d.Low, d.High, n(d.Size.Value), n(d.Size.Low), n(d.Size.High)})
		}
	}
	return out
}

// shapeWords say what may be said, as package claim does of series of a run.
var shapeWords = map[string]string{
	stats.Flat.String(): "shows no change", stats.Moves.String(): "moves gradually; no date can be given",
	stats.UndecidedChanged.String(): "changed; how can't be told", stats.UndecidedWanders.String(): "wanders; neither level nor date can be given",
	stats.Undecided.String(): "too few periods to tell a shape, or too many",
}

// say is the shape in a line or two.
func (s *seriesFile) say(r shownShape) string {
	if len(r.Steps) == 0 {
		return fmt.Sprintf("%s: %s", r.Class, shapeWords[r.Class])
	}
	var parts []string
	for _, d := range r.Steps {
		parts = append(parts, fmt.Sprintf("at %s | %s (95 %%: %s to %s)", s.name(d.LastIndex), s.name(d.LastIndex+1), s.name(d.Low), s.name(d.High)))
	}
	return r.Class + ": steps " + strings.Join(parts, ", and ")
}

// name names a period, by its number from 1 where the file does not.
func (s *seriesFile) name(number int) string {
	if number >= 1 && number <= len(s.periods) && s.periods[number-1] != "" {
		return s.periods[number-1]
	}
	return fmt.Sprint(number)
}

func printShape(w io.Writer, s *seriesFile, r shownShape) error {
	fmt.Fprintln(w, s.say(r))
	t := newTableWriter(w, "statistic", "value", "meaning")
	row := func(name string, v *float64, meaning string) {
		if v != nil {
			t.AppendRow(table.Row{name, fmt.Sprintf("%.6g", *v), meaning})
		}
	}
	row("p_step", r.PStep, "bootstrap, steps against a line")
	row("p_change", r.PChange, "bootstrap, any change against a constant")
	row("step_gain", r.StepGain, "criterion of the best course without a step less that with steps")
	row("change_gain", r.Change, "criterion of a constant less that of the best other course")
	row("ramp_margin", r.Ramp, "steps against ramps in their place; a step takes 2.7055")
	row("gradual_margin", r.Gradual, "a line or ramp against one step; a trend takes 2.7055")
	row("spread", r.Spread, "between periods beyond chance: correlation of two hits of a period")
	for _, d := range r.Steps {
		row("size", d.Size, fmt.Sprintf("of the step after %s", s.name(d.LastIndex)))
	}
	t.Render()
	for _, warning := range r.Warnings {
		fmt.Fprintf(w, "warning: %s\n", warning)
	}
	return nil
}
