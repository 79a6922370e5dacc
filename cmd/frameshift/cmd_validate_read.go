package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/validate"
)

func newValidateRead() *cobra.Command {
	var v validation
	var o validate.ReadOptions
	var dates string
	cmd := &cobra.Command{
		Use:   "read FILE...",
		Short: "Read codings back",
		Long: `Read the files that coders sent back: what the page exports (.json), sheets in CSV
with any separator and encoding that Excel writes, in XLSX or JSONL. All files of
all waves are named together; what was read before is replaced.

A row that is missing, doubled, of another sample, with an edited sentence or a
label that is neither 1 nor 0 is named with its cure, and then nothing is read.`,
		Example: `  frameshift validate read codings-1.json codings-2.json
  frameshift validate read ann.csv ben.csv --dates dmy
  frameshift validate read half.csv --partial`,
		Args: cobra.MinimumNArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			switch dates {
			case "":
			case "dmy":
				o.DayFirst = true
			case "mdy":
				o.MonthFirst = true
			default:
				return usage.Errorf("dates %q: want dmy or mdy", dates)
			}
			_, dir, err := v.open()
			if err != nil {
				return err
			}
			c, err := validate.Read(dir, args, o)
			if err != nil {
				return err
			}
			w := cmd.OutOrStdout()
			for _, n := range c.Notes {
				fmt.Fprintln(w, clean(n))
			}
			if len(c.Faults) > 0 {
				return faulty(cmd.ErrOrStderr(), c.Faults)
			}
			if err := c.Write(dir); err != nil {
				return err
			}
			printCodings(w, c.Rows)
			return nil
		}),
	}
	v.flags(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&o.Partial, "partial", false, "take sheets that are not complete")
	flags.BoolVar(&o.Several, "several", false, "a file may hold several coders, told by its column coder")
	flags.StringVar(&dates, "dates", "", "`ORDER` of day and month where 3/4/2026 may be either: dmy or mdy")
	return cmd
}

// mostFaults is how many are printed.
const mostFaults = 50

func faulty(w io.Writer, faults []validate.Fault) error {
	for i, f := range faults {
		if i == mostFaults {
			fmt.Fprintf(w, "… and %d more\n", len(faults)-mostFaults)
			break
		}
		fmt.Fprintln(w, clean(f.String()))
	}
	return fmt.Errorf("nothing was read: %d faults", len(faults))
}

func printCodings(w io.Writer, rows []validate.CodingRow) {
	sentences, coders, unsure := map[string]bool{}, map[string]int{}, 0
	var order []string
	for _, r := range rows {
		sentences[r.Item] = true
		if coders[r.Coder] == 0 {
			order = append(order, r.Coder)
		}
		coders[r.Coder]++
		if r.Label == validate.Unsure {
			unsure++
		}
	}
	slices.Sort(order)
	fmt.Fprintf(w, "%d labels of %d sentences by %d coders (%s)", len(rows), len(sentences), len(order), clean(strings.Join(order, ", ")))
	if unsure > 0 {
		fmt.Fprintf(w, ", %d of them unsure, which count as not coded", unsure)
	}
	fmt.Fprintln(w)
}
