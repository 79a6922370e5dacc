package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newAgree() *cobra.Command {
	var o stats.ResampleOptions
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "agree FILE",
		Short: "Measure how far coders agree",
		Long: `Measure how far coders agree, from a CSV or Parquet file with a row a unit and a
column a coder; a first column named unit is no coder. An empty rating, or NA, is
missing. Krippendorff's alpha takes every unit with two ratings, at the nominal,
ordinal, interval and ratio level where the ratings are numbers; Cohen's kappa the
units that both of a pair rated; Fleiss' kappa those that all rated.

The 95 % intervals are percentiles over draws of as many units as there are, with
replacement, each with all its ratings; every statistic has the same draws.
(Krippendorff's own bootstrap draws pairs of ratings and gives other intervals.)`,
		Example: "  frameshift agree ratings.csv\n  frameshift agree ratings.csv --draws 200 --seed 7 --json",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			if o.Draws < 1 || o.Draws > maxDraws {
				return usage.Wrap(fmt.Errorf("draws %d: want 1 to %d", o.Draws, maxDraws))
			}
			r, err := readRatings(args[0])
			if err != nil {
				return err
			}
			rows, err := r.agreement(cmd.Context(), o)
			if err != nil {
				return err
			}
			if asJSON {
				return agreeJSON(cmd.OutOrStdout(), r, rows)
			}
			printAgreement(cmd.OutOrStdout(), r, rows)
			return nil
		}),
	}
	flags := cmd.Flags()
	flags.IntVar(&o.Draws, "draws", 1000, "number of draws behind an interval")
	flags.Uint64Var(&o.Seed, "seed", 0, "seed of the draws")
	flags.BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

const maxDraws = 100_000

// agreeRow is one statistic of agreement.
type agreeRow struct {
	statistic, level string
	coders           []string
	of               func([][]float64) stats.Agreement
	stats.Agreement
	stats.Bounds
}

// agreement computes every statistic that the ratings allow.
func (r *ratingsFile) agreement(ctx context.Context, o stats.ResampleOptions) ([]agreeRow, error) {
	rows := append(r.alphas(), r.kappas()...)
	for i := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		row := &rows[i]
		row.Agreement = row.of(r.ratings)
		row.Bounds = stats.AgreementInterval(r.ratings, row.of, o)
	}
	return rows, nil
}

func (r *ratingsFile) alphas() (rows []agreeRow) {
	levels := []string{"nominal", "ordinal", "interval", "ratio"} // as stats.Nominal …
	switch {
	case !r.numbers:
		levels = levels[:1]
	case r.negative:
		levels = levels[:3]
		r.warnings = append(r.warnings, "negative ratings: no ratio level")
	}
	for i, level := range levels {
		rows = append(rows, agreeRow{statistic: "krippendorff_alpha", level: level, coders: r.coders,
			of: func(ratings [][]float64) stats.Agreement { return stats.KrippendorffAlpha(ratings, stats.Level(i)) }})
	}
	return rows
}

func (r *ratingsFile) kappas() (rows []agreeRow) {
	for a := range r.coders {
		for b := a + 1; b < len(r.coders); b++ {
			rows = append(rows, agreeRow{statistic: "cohen_kappa", level: "nominal", coders: []string{r.coders[a], r.coders[b]},
				of: func(ratings [][]float64) stats.Agreement { return stats.CohenKappa(ratings[a], ratings[b]) }})
		}
	}
	return append(rows, agreeRow{statistic: "fleiss_kappa", level: "nominal", coders: r.coders, of: stats.FleissKappa})
}

func agreeJSON(w io.Writer, r *ratingsFile, rows []agreeRow) error {
	type statistic struct {
		Statistic string   `json:"statistic"`
		Level     string   `json:"level"`
		Coders    []string `json:"coders"`
		Value     any      `json:"value"`
		Low       any      `json:"ci_low"`
		High      any      `json:"ci_high"`
		Units     int      `json:"units"`
		Ratings   int      `json:"ratings"`
		Warnings  []string `json:"warnings"`
	}
	list := []statistic{}
	for _, row := range rows {
		list = append(list, statistic{row.statistic, row.level, row.coders, finite(row.Value), finite(row.Low), finite(row.High),
			row.Units, row.Ratings, row.allWarnings()})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Units      int         `json:"units"`
		Ratings    int         `json:"ratings"`
		Statistics []statistic `json:"statistics"`
		Warnings   []string    `json:"warnings"`
	}{len(r.ratings[0]), r.given, list, append([]string{}, r.warnings...)})
}

func (r *agreeRow) allWarnings() []string {
	return slices.Concat([]string{}, r.Agreement.Warnings, r.Bounds.Warnings)
}

func printAgreement(w io.Writer, r *ratingsFile, rows []agreeRow) {
	fmt.Fprintf(w, "%d units, %d coders, %d ratings\n", len(r.ratings[0]), len(r.coders), r.given)
	t := newTableWriter(w, "statistic", "level", "coders", "value", "95 % low", "high", "units", "ratings")
	alignRight(t, 4, 8)
	for _, row := range rows {
		t.AppendRow(table.Row{row.statistic, row.level, prettyCell(row.between()), fixed(row.Value), fixed(row.Low), fixed(row.High),
			row.Units, row.Ratings})
	}
	t.Render()
	for _, warning := range r.warnings {
		fmt.Fprintf(w, "warning: %s\n", clean(warning))
	}
	printWarnings(w, rows)
}

// between names the coders of a pair.
func (r *agreeRow) between() string {
	if r.statistic == "cohen_kappa" {
		return strings.Join(r.coders, ", ")
	}
	return "all"
}

// printWarnings prints each warning once, with the statistics it concerns.
func printWarnings(w io.Writer, rows []agreeRow) {
	var order []string
	concerned := map[string][]string{}
	for _, row := range rows {
		for _, warning := range row.allWarnings() {
			if concerned[warning] == nil {
				order = append(order, warning)
			}
			concerned[warning] = append(concerned[warning], fmt.Sprintf("%s %s of %s", row.statistic, row.level, row.between()))
		}
	}
	for _, warning := range order {
		line := warning
		if len(concerned[warning]) < len(rows) {
			line += " (" + strings.Join(concerned[warning], "; ") + ")"
		}
		fmt.Fprintf(w, "warning: %s\n", clean(line))
	}
}
