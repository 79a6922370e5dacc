package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/explain"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/where"
)

type explainFlags struct {
	run, from, to, format string
	where                 []string
	top                   int
	rawCells              bool
	o                     explain.Options
}

func newExplain() *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain --from SPAN --to SPAN",
		Short: "Say which terms are behind a change",
		Long: `Split the change between two spans of a finished run by term: of the difference of
a contrast, or of the rate of a frame, in text per 1,000 tokens, in csv and json in
the unit of the measure: a difference is per token. The contributions of the terms
sum to the change. log_odds says how much more at home a term is in the
second span (with a Dirichlet prior: the pooled use in 1,000 tokens; Monroe,
Colaresi, Quinn 2008), and z how sure that is.

A span is 1975..1984, 1975-03..1984-06, or 1984; a document counts by the first day
its date can mean. --where compares columns of documents. Within a topic, spans are
whole periods and --where picks groups that the run has (--by), for that is what is
on record.`,
		Example: `  frameshift explain --from 2008..2015 --to 2016..2024
  frameshift explain --from 2008..2015 --to 2016..2024 --topic cyber --where audience=international
  frameshift explain --from 2008..2015 --to 2016..2024 --of values.development --top 0 --format csv > terms.csv`,
		Args: cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			if err := f.parse(); err != nil {
				return usage.Wrap(err)
			}
			if err := orLatest(&f.run); err != nil {
				return err
			}
			run, err := result.Open(f.run)
			if err != nil {
				return err
			}
			s, err := explain.Change(run, f.o)
			if err != nil {
				return err
			}
			return f.print(cmd.OutOrStdout(), s)
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&f.from, "from", "", "first `SPAN`")
	flags.StringVar(&f.to, "to", "", "second `SPAN`")
	flags.StringVar(&f.run, "run", "", "`DIR` of the run (default out/latest)")
	flags.StringVar(&f.o.Of, "of", "", "`KEY` of a contrast or frame (default the first contrast)")
	flags.StringArrayVar(&f.where, "where", nil, "only documents with `KEY=VALUE[,VALUE]` or KEY!=VALUE; repeat for and")
	flags.StringVar(&f.o.Topic, "topic", "", "only text inside this `TOPIC` of the lexicon")
	flags.IntVar(&f.top, "top", 20, "show this many terms; 0 for all")
	flags.StringVar(&f.format, "format", "text", "text, csv or json")
	flags.BoolVar(&f.rawCells, "raw-cells", false, rawCellsHelp)
	return cmd
}

func (f *explainFlags) parse() (err error) {
	if f.from == "" || f.to == "" {
		return fmt.Errorf("--from and --to are needed: spans such as 1975..1984")
	}
	if f.o.From, f.o.To, err = series.ParseSpans(f.from, f.to); err != nil {
		return err
	}
	if f.format != "text" && f.format != "csv" && f.format != "json" {
		return fmt.Errorf("format %q: want text, csv or json", f.format)
	}
	if f.top < 0 {
		return fmt.Errorf("top %d: want 0 or more", f.top)
	}
	f.o.Where, err = where.Parse(f.where)
	return err
}

func (f *explainFlags) print(w io.Writer, s *explain.Shift) error {
	top := f.top
	if top == 0 {
		top = len(s.Terms)
	}
	switch f.format {
	case "csv":
		return shiftCSV(w, s, top, f.rawCells)
	case "json":
		return shiftJSON(w, s, top)
	}
	shiftText(w, s, top)
	return nil
}
