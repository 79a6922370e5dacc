package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/validate"
)

// load opens a run and its validation.
func (v *validation) load() (*validate.Validation, error) {
	run, dir, err := v.open()
	if err != nil {
		return nil, err
	}
	return validate.Load(run, dir)
}

func newValidateAgree() *cobra.Command {
	var v validation
	var o stats.ResampleOptions
	var list bool
	cmd := &cobra.Command{
		Use:   "agree",
		Short: "Measure how far coders agree, by frame",
		Long: `Measure how far coders agree on the sentences that several coded: Krippendorff's
alpha of all (nominal), Cohen's kappa of each pair, with 95 % intervals over draws
of sentences. frameshift agree does the same for a table of ratings.`,
		Example: "  frameshift validate agree\n  frameshift validate agree --list",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			if o.Draws < 1 || o.Draws > maxDraws {
				return usage.Errorf("draws %d: want 1 to %d", o.Draws, maxDraws)
			}
			loaded, err := v.load()
			if err != nil {
				return err
			}
			rows, err := validate.Agree(loaded, o)
			if err != nil {
				return err
			}
			if list {
				printDisagreements(cmd.OutOrStdout(), validate.Disagreements(loaded))
			}
			printAgreements(cmd.OutOrStdout(), rows)
			return validate.WriteAgreement(loaded.Dir, rows)
		}),
	}
	v.flags(cmd)
	cmd.Flags().IntVar(&o.Draws, "draws", 1000, "number of draws behind an interval")
	cmd.Flags().Uint64Var(&o.Seed, "seed", 0, "seed of the draws")
	cmd.Flags().BoolVar(&list, "list", false, "print the sentences on which coders disagree")
	return cmd
}

func printDisagreements(w io.Writer, list []validate.Disagreement) {
	t := newTableWriter(w, "item", "frame", "yes", "no", "sentence")
	for _, d := range list {
		t.AppendRow(table.Row{d.Item, d.Frame, strings.Join(d.Yes, ", "), strings.Join(d.No, ", "), d.Text})
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 5, WidthMax: cellWidth, WidthMaxEnforcer: text.WrapSoft}})
	t.Render()
}

func printAgreements(w io.Writer, rows []validate.AgreementRow) {
	t := newTableWriter(w, "frame", "language", "statistic", "coders", "value", "95 %", "sentences", "same", "warnings")
	alignRight(t, 5, 8)
	for _, r := range rows {
		t.AppendRow(table.Row{r.Frame, r.Lang, r.Statistic, r.Coders, shareText(r.Value), between(r.Low, r.High), r.Units, shareText(r.Same), r.Warnings})
	}
	t.Render()
}

func newValidateScore() *cobra.Command {
	var v validation
	cmd := &cobra.Command{
		Use:   "score",
		Short: "Say how well the lexicon finds what people find",
		Long: `Precision, recall and F1 by frame, language and block of time, of the corpus and not
of the sheets: every coding has the weight of its stratum. On the row of all blocks
stands whether precision and recall are the same in all of them: an error that
changes over time can look like a change of framing.`,
		Example: "  frameshift validate score",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			loaded, err := v.load()
			if err != nil {
				return err
			}
			rows, err := validate.Score(loaded)
			if err != nil {
				return err
			}
			printScores(cmd.OutOrStdout(), rows)
			return validate.WriteScores(loaded.Dir, rows)
		}),
	}
	v.flags(cmd)
	return cmd
}

func printScores(w io.Writer, rows []validate.ScoreRow) {
	t := newTableWriter(w, "frame", "language", "block", "n", "precision", "95 %", "recall", "95 %", "F1", "alpha", "same in all blocks: p", "warnings")
	alignRight(t, 4, 10)
	for _, r := range rows {
		block := ""
		if from, to, ok := strings.Cut(r.Block, ".."); ok {
			block = from[:4] + "–" + to[:4]
		}
		p := ""
		if !math.IsNaN(r.DiffP) || !math.IsNaN(r.DiffR) {
			p = fmt.Sprintf("%s, %s", shareText(r.DiffP), shareText(r.DiffR))
		}
		t.AppendRow(table.Row{r.Frame, r.Lang, block, r.N, shareText(r.Precision), between(r.PLow, r.PHigh), shareText(r.Recall), between(r.RLow, r.RHigh),
			shareText(r.F1), shareText(r.Alpha), p, r.Warnings})
	}
	t.Render()
}

// shareText is a number with two digits, nothing where there is none.
func shareText(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return fmt.Sprintf("%.2f", v)
}

func between(low, high float64) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return ""
	}
	return fmt.Sprintf("%.2f–%.2f", low, high)
}

func newValidatePower() *cobra.Command {
	var v validation
	width := 0.1
	cmd := &cobra.Command{
		Use:   "power",
		Short: "Say how many codings an interval takes",
		Long: `Say how many codings a 95 % interval of a width takes, by the codings there are, which
a small first wave gives: of precision, sentences with a hit; of recall, sentences
of all kinds, spread so that the fewest are needed. frameshift validate more draws
them.`,
		Example: "  frameshift validate power --width 0.1",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			loaded, err := v.load()
			if err != nil {
				return err
			}
			plans, err := validate.Power(loaded, width)
			if err != nil {
				return err
			}
			t := newTableWriter(cmd.OutOrStdout(), "frame", "precision", "codings", "recall", "codings", "hit", "near", "far")
			alignRight(t, 2, 8)
			for _, p := range plans {
				t.AppendRow(table.Row{p.Frame, shareText(p.Precision), countText(p.ForPrecision), shareText(p.Recall), countText(p.ForRecall),
					countText(p.Hits), countText(p.Near), countText(p.Far)})
			}
			t.Render()
			return nil
		}),
	}
	v.flags(cmd)
	cmd.Flags().Float64Var(&width, "width", width, "width of the interval")
	return cmd
}

func countText(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	return grouped(int64(math.Ceil(v)))
}
