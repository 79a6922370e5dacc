package main

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/suggest"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newLexiconRecover() *cobra.Command {
	var f suggestFlags
	var trial suggest.Trial
	cmd := &cobra.Command{
		Use:   "recover",
		Short: "Test suggestions: hide entries, count how many come back",
		Long: `Test lexicon suggest on a corpus: hide a fifth of a frame's entries, suggest terms
from the others, and count how many of the hidden ones are among the first 20, 50,
100, 200 and 500: an entry comes back where a suggested term is one that it finds
whole. Only entries count that are missed, which is those with --least hits or more
of a term that no remaining entry lies over: what "national sovereignty" finds is not
missed where "sovereign*" remains. Each method is listed by itself, plain keyness
first, which the others are held against.`,
		Example: "  frameshift lexicon recover --frame values.sovereignty --corpus sample\n  frameshift lexicon recover --frame values.sovereignty,values.development,values.security --preset ungdc --corpus UNGDC_1946-2024.tgz",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			return f.recover(cmd, trial)
		}),
	}
	f.register(cmd)
	cmd.Flags().Float64Var(&trial.Share, "share", 0.2, "the `PART` of the entries that is hidden")
	cmd.Flags().IntVar(&trial.Repeats, "repeats", 20, "how many times other ones are hidden")
	return cmd
}

func (f *suggestFlags) recover(cmd *cobra.Command, trial suggest.Trial) error {
	c, err := f.resolve()
	switch {
	case err != nil:
		return err
	case !(trial.Share > 0 && trial.Share < 1):
		return usage.Errorf("share %v: want a part between 0 and 1", trial.Share)
	case trial.Repeats < 1:
		return usage.Errorf("repeats %d: want 1 or more", trial.Repeats)
	}
	trial.Options = f.o
	found, err := suggest.Recover(cmd.Context(), c, trial)
	if err != nil {
		return err
	}
	switch f.format {
	case "csv":
		return recoveryCSV(cmd.OutOrStdout(), found, f.rawCells)
	case "json":
		return printJSON(cmd.OutOrStdout(), shownRecoveries(found))
	}
	printRecovery(cmd.OutOrStdout(), found, trial)
	return nil
}

// frameOf names the frame of a row, or all.
func frameOf(r *suggest.Recovery) string {
	if r.Frame == "" {
		return "all"
	}
	return r.Frame
}

func depths() (header []string) {
	for _, k := range suggest.Depths {
		header = append(header, fmt.Sprintf("recall_%d", k))
	}
	return append(header, "mrr")
}

func printRecovery(w io.Writer, found []suggest.Recovery, trial suggest.Trial) {
	header := []any{"frame", "lang", "entries", "hidden", "missed", "method"}
	for _, k := range suggest.Depths {
		header = append(header, fmt.Sprintf("@%d", k))
	}
	t := newTableWriter(w, append(header, "MRR")...)
	for i := range found {
		r := &found[i]
		for n, m := range r.Methods {
			row := table.Row{"", "", "", "", "", m.Method}
			if n == 0 {
				row = table.Row{frameOf(r), r.Lang, r.Entries, r.Hidden, r.Missed, m.Method}
			}
			for _, x := range m.Recall {
				row = append(row, decimals(x))
			}
			t.AppendRow(append(row, thousandths(m.MRR)))
		}
	}
	var right []table.ColumnConfig
	for _, n := range []int{3, 4, 5, 7, 8, 9, 10, 11, 12} {
		right = append(right, table.ColumnConfig{Number: n, Align: text.AlignRight})
	}
	t.SetColumnConfigs(right)
	t.Render()
	fmt.Fprintf(w, "\n%g of the entries hidden, %d times; of the missed ones, the part among the first so many\n", trial.Share, trial.Repeats)
	for i := range found {
		if found[i].Note != "" {
			fmt.Fprintf(w, "%s in %s: %s\n", frameOf(&found[i]), found[i].Lang, found[i].Note)
		}
	}
}

func thousandths(x float64) string {
	if finite(x) == nil {
		return ""
	}
	return fmt.Sprintf("%.3f", x)
}

func recoveryCSV(w io.Writer, found []suggest.Recovery, raw bool) error {
	c := csv.NewWriter(dataFile(w))
	c.Write(append([]string{"frame", "lang", "entries", "hidden", "missed", "method"}, depths()...)) // its error stays until the end
	for i := range found {
		r := &found[i]
		for _, m := range r.Methods {
			cells := []any{frameOf(r), r.Lang, int64(r.Entries), int64(r.Hidden), int64(r.Missed), m.Method}
			for _, x := range append(m.Recall[:len(m.Recall):len(m.Recall)], m.MRR) {
				cells = append(cells, six(x))
			}
			c.Write(csvCells(cells, raw))
		}
	}
	c.Flush()
	return c.Error()
}

type shownRecovery struct {
	suggest.Recovery
	Methods []map[string]any `json:"methods"`
}

func shownRecoveries(found []suggest.Recovery) []shownRecovery {
	out := []shownRecovery{}
	for _, r := range found {
		s := shownRecovery{Recovery: r}
		for _, m := range r.Methods {
			row := map[string]any{"method": m.Method, "mrr": six(m.MRR)} // written in the order of its keys
			for i, k := range suggest.Depths {
				row[fmt.Sprintf("recall_%d", k)] = six(m.Recall[i])
			}
			s.Methods = append(s.Methods, row)
		}
		out = append(out, s)
	}
	return out
}
