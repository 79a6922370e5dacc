package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/inspect"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newLexiconCoverage() *cobra.Command {
	var f corpusFlags
	var lex string
	years := 10
	cmd := &cobra.Command{
		Use:   "coverage",
		Short: "Say what a lexicon finds in a corpus",
		Long: `Say what a lexicon finds in a corpus: for every entry its hits, its share of its
frame, and the first and last year with a hit; the entries without one; and the
share of sentences with a hit of any frame, and inside each topic, by time and
group.`,
		Example: "  frameshift lexicon coverage --corpus sample\n  frameshift lexicon coverage --preset ungdc --where issuer=CHN --corpus UNGDC_1946-2024.tgz",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			if len(f.paths) == 0 || years < 1 {
				return usage.Wrap(fmt.Errorf("name a corpus with --corpus PATH, or --corpus sample; --years is at least 1"))
			}
			c, err := f.resolve(lex)
			if err != nil {
				return usage.Wrap(err)
			}
			found, err := inspect.Cover(cmd.Context(), c)
			if err != nil {
				return err
			}
			printEntries(cmd.OutOrStdout(), found)
			return printYears(cmd.OutOrStdout(), found, years)
		}),
	}
	f.register(cmd)
	cmd.Flags().StringSliceVar(&f.config.By, "by", nil, "group by these `KEYS` besides all together")
	cmd.Flags().StringVar(&lex, "lexicon", "", "lexicon: a `NAME` or a file (default norms)")
	cmd.Flags().IntVar(&years, "years", years, "years in one row of the share of sentences")
	return cmd
}

func printEntries(w io.Writer, c *inspect.Coverage) {
	t := newTableWriter(w, "frame", "lang", "entry", "hits", "% of frame", "first", "last")
	silent := map[string][]string{}
	var order []string
	for _, e := range c.Entries {
		if e.Hits == 0 {
			key := e.Frame + " " + e.Lang
			if silent[key] == nil {
				order = append(order, key)
			}
			silent[key] = append(silent[key], e.Term)
			continue
		}
		t.AppendRow(table.Row{e.Frame, e.Lang, e.Term, grouped(e.Hits), fmt.Sprintf("%.1f", 100*e.Share), year(e.First), year(e.Last)})
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 4, Align: text.AlignRight}, {Number: 5, Align: text.AlignRight}, {Number: 6, Align: text.AlignRight}, {Number: 7, Align: text.AlignRight}})
	t.Render()
	if len(order) > 0 {
		fmt.Fprintln(w, "\nentries without a hit:")
	}
	for _, key := range order {
		fmt.Fprintf(w, "  %s: %s\n", key, strings.Join(silent[key], ", "))
	}
}

// printYears prints the share of sentences with a hit, so many years a row.
func printYears(w io.Writer, c *inspect.Coverage, years int) error {
	header := []any{"group", "years", "sentences", "with a hit", "%"}
	if c.Lexicon != nil {
		for _, topic := range c.Lexicon.Topics {
			header = append(header, "in "+topic.Key, "%")
		}
	}
	fmt.Fprintln(w)
	t := newTableWriter(w, header...)
	sum := inspect.YearCoverage{Year: -1}
	flush := func() {
		if sum.Sentences == 0 {
			return
		}
		row := table.Row{sum.Group, span(sum.Year, years), grouped(sum.Sentences), grouped(sum.With), percent(sum.With, sum.Sentences)}
		for _, n := range sum.Topics {
			row = append(row, grouped(n), percent(n, sum.Sentences))
		}
		t.AppendRow(row)
	}
	for _, y := range c.Years {
		first := y.Year - y.Year%years
		if y.Group != sum.Group || first != sum.Year {
			flush()
			sum = inspect.YearCoverage{Group: y.Group, Year: first, Topics: make([]int64, len(y.Topics))}
		}
		sum.Sentences += y.Sentences
		sum.With += y.With
		for i, n := range y.Topics {
			sum.Topics[i] += n
		}
	}
	flush()
	t.Render()
	return nil
}

// year is a year, or nothing where none is known.
func year(y int) string {
	if y == 0 {
		return ""
	}
	return fmt.Sprint(y)
}

func span(first, years int) string {
	switch {
	case first == 0:
		return "no date"
	case years == 1:
		return fmt.Sprint(first)
	}
	return fmt.Sprintf("%d–%d", first, first+years-1)
}

func percent(n, of int64) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", math.Round(1000*float64(n)/float64(of))/10)
}
