package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/validate"
)

func newValidateCorrect() *cobra.Command {
	var v validation
	var o validate.CorrectOptions
	cmd := &cobra.Command{
		Use:   "correct",
		Short: "Correct the series of a run by codings",
		Long: `Correct the series of a run by what people found: rates of the frames that were
coded, position and share of the contrasts all of whose frames were, pooled and by
group. The table corrected has raw and corrected side by side, of sentences both,
with intervals of coding and of documents; corrected_shapes has what can be said of
either, and how many draws of the corrected series say it too.

--method dsl (design-based supervised learning) needs nothing but that sentences were
drawn at random with known probabilities and that coders are right. A period with too
few codings of its own is corrected by those of its block, says so
(correction-pooled), and takes for granted that errors are alike within it. ppi weighs
the lexicon's word by how much it helps. matrix (Rogan and Gladen) takes it that
errors are the same everywhere, which is what changes of framing are most easily
mistaken for: its rows say so.`,
		Example: "  frameshift validate correct\n  frameshift validate correct --method ppi",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			if o.Draws < 0 || o.Draws > 10_000 {
				return usage.Errorf("draws %d: want 1 to 10000", o.Draws)
			}
			loaded, err := v.load()
			if err != nil {
				return err
			}
			c, err := validate.Correct(loaded, o)
			if err != nil {
				return err
			}
			printCorrection(cmd.OutOrStdout(), c)
			return c.Write(loaded.Dir)
		}),
	}
	v.flags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.Method, "method", validate.DSL, "dsl, ppi or matrix")
	flags.IntVar(&o.Draws, "draws", 0, "draws of the corrected series, for its shape (default 100)")
	flags.Uint64Var(&o.Seed, "seed", 0, "seed of the draws")
	return cmd
}

func printCorrection(w io.Writer, c *validate.Correction) {
	for _, r := range c.Stability {
		if r.Kind == "corrected" {
			fmt.Fprintf(w, "%s, change between the spans of the run: raw %+.2f, corrected %+.2f\n", clean(r.Of), r.Change-r.Delta, r.Change)
		}
	}
	t := newTableWriter(w, "measure", "of", "group", "series", "shape", "steps", "same class in draws", "dated in draws")
	alignRight(t, 7, 8)
	for i := 0; i < len(c.Shapes); i++ {
		s := c.Shapes[i]
		if s.Group != "" {
			continue
		}
		var steps []string
		for ; i < len(c.Shapes) && c.Shapes[i].SeriesName == s.SeriesName && c.Shapes[i].Kind == s.Kind; i++ {
			if r := c.Shapes[i]; r.Step > 0 {
				text := r.Date.Format(time.DateOnly)
				if !math.IsNaN(r.Support) {
					text += fmt.Sprintf(" (in %.0f %% of draws)", 100*r.Support)
				}
				if strings.Contains(r.Warnings, "step-at-seam") {
					text += ", at a seam of codings"
				}
				steps = append(steps, text)
			}
		}
		i--
		t.AppendRow(table.Row{s.Measure, s.Of, s.Group, s.Kind, s.Class, strings.Join(steps, ", "), percentText(s.ClassKept), percentText(s.DrawsDated)})
	}
	t.Render()
	printCorrectionWarnings(w, c.Rows, c.Shapes)
}

func percentText(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return fmt.Sprintf("%.0f %%", 100*v)
}

func printCorrectionWarnings(w io.Writer, rows []validate.CorrectedRow, shapes []validate.CorrectedShapeRow) {
	counts, all := map[string]int{}, 0
	for _, r := range rows {
		if r.Documents == 0 {
			continue
		}
		all++
		for _, warning := range strings.Split(r.Warnings, "; ") {
			counts[warning]++
		}
	}
	names := make([]string, 0, len(counts))
	for name := range counts {
		if name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if slices.ContainsFunc(shapes, func(s validate.CorrectedShapeRow) bool { return strings.Contains(s.Warnings, "step-at-seam") }) {
		fmt.Fprintln(w, "seam: a block of codings begins within the interval of the step, which may be no more than that; more blocks have smaller seams")
	}
	for _, name := range names {
		fmt.Fprintf(w, "%s: %d of %d rows\n", name, counts[name], all)
	}
	if len(rows) > 0 {
		fmt.Fprintf(w, "assumed: %s\n", rows[0].Assumes)
	}
}
