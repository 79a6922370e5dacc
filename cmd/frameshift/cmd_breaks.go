package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newBreaks() *cobra.Command {
	var minSegment string
	var most int
	var seed uint64
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "breaks FILE",
		Short: "Cut a series where its level changes",
		Long: `Cut the series in a CSV or Parquet file where its level changes, for every number
of breaks, exactly: by least squares (a column value), or by the likelihood of the
binomial (columns positive and total). A column period names the periods. An empty
value, or a total of 0, is a gap. The number with the least BIC is chosen (Bai and
Perron 1998, as in strucchange).

BIC takes a level that changes for granted: of a slow change, or of levels that
wander, it cuts pieces too. The shape says whether the series has steps at all
(frameshift shape); where it has none, report no break.`,
		Example: "  frameshift breaks series.csv\n  frameshift breaks series.csv --min-segment 0.1 --max 3 --json",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			s, err := readSeries(args[0])
			if err != nil {
				return err
			}
			o, err := pipeline.BreakOptions(minSegment, most)
			if err != nil {
				return usage.Wrap(err)
			}
			b, err := s.breaks(o)
			if err != nil {
				return err
			}
			if asJSON {
				return breaksJSON(cmd.OutOrStdout(), s, b, s.shape(seed))
			}
			return printBreaks(cmd.OutOrStdout(), s, b, s.shape(seed))
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&minSegment, "min-segment", "", "least length of a segment: so many periods, or a share such as 0.15 (default 0.15, and at least 3 periods)")
	flags.IntVar(&most, "max", 0, "largest number of breaks; 0 for as many as there is room for")
	flags.Uint64Var(&seed, "seed", 0, "seed of the bootstrap")
	flags.BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (s *seriesFile) breaks(o stats.BreakOptions) (stats.Breaks, error) {
	if s.total != nil {
		return stats.CountBreaks(s.positive, s.total, o)
	}
	return stats.MeanBreaks(s.values, o)
}

// criterion names what the cuts minimise.
func (s *seriesFile) criterion() string {
	if s.total != nil {
		return "deviance"
	}
	return "rss"
}

func breaksJSON(w io.Writer, s *seriesFile, b stats.Breaks, shape shownShape) error {
	type candidate map[string]any
	list := []candidate{}
	for m, c := range b.Candidates {
		row := candidate{"breaks": m, s.criterion(): finite(c.Fit), "bic": nil, "last_index": c.Last, "chosen": m == b.Chosen}
		if !math.IsInf(c.BIC, 0) && !math.IsNaN(c.BIC) {
			row["bic"] = c.BIC
		}
		list = append(list, row)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Shape      shownShape  `json:"shape"`
		Candidates []candidate `json:"candidates"`
		Dispersion any         `json:"dispersion"`
		Warnings   []string    `json:"warnings"`
	}{shape, list, finite(b.Dispersion), append([]string{}, b.Warnings...)})
}

func printBreaks(w io.Writer, s *seriesFile, b stats.Breaks, shape shownShape) error {
	fmt.Fprintln(w, s.say(shape))
	t := newTableWriter(w, "breaks", s.criterion(), "bic", "last periods of the segments", "chosen")
	for m, c := range b.Candidates {
		var last []string
		for _, i := range c.Last {
			name := fmt.Sprint(i)
			if p := s.periods[i-1]; p != "" {
				name += " (" + p + ")"
			}
			last = append(last, name)
		}
		chosen := ""
		if m == b.Chosen {
			chosen = "least BIC"
		}
		t.AppendRow(table.Row{m, fmt.Sprintf("%.6g", c.Fit), fmt.Sprintf("%.5g", c.BIC), strings.Join(last, ", "), chosen})
	}
	t.Render()
	if s.total != nil {
		fmt.Fprintf(w, "dispersion %.3g\n", b.Dispersion)
	}
	for _, warning := range slices.Concat(b.Warnings, shape.Warnings) {
		fmt.Fprintf(w, "warning: %s\n", warning)
	}
	return nil
}
