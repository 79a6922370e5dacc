package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/validate"
)

func newValidateSample() *cobra.Command {
	var v validation
	var o validate.Options
	var inputs []string
	var near string
	cmd := &cobra.Command{
		Use:   "sample",
		Short: "Draw sentences of a run and make sheets for coders",
		Long: `Draw sentences of a finished run and make sheets for coders: with a hit of a frame
that is coded, near one, and far from any, each with a known probability, spread
over frames and blocks of time. The sheets show neither hits nor documents, in an
order of their own; key.parquet has what was drawn and why, and is not for coders.

A run keeps no text of sentences without hits, so the texts are read again from its
inputs and held against their hashes; --input says where they are now.

In sheets/ every coder has the same sheet four times: .html is a page to code in
that needs nothing but a browser, .xlsx and .csv are for spreadsheets, .jsonl for
programs.`,
		Example: `  frameshift validate sample
  frameshift validate sample --dir balance --frames values.balance --hits 100 --near 100 --far 200 --blocks 4 --seed 7
  frameshift validate sample --dir wide --near-lexicon norms-broad --coders 3 --overlap 0.3`,
		Args: cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) (err error) {
			run, dir, err := v.open()
			if err != nil {
				return err
			}
			if _, err := os.Stat(filepath.Join(dir, validate.DesignName)); !errors.Is(err, os.ErrNotExist) {
				return usage.Errorf("%s holds a sample already: frameshift validate more draws a second wave of it, --dir says where another goes", dir)
			}
			c, err := inputsOf(run, inputs)
			if err != nil {
				return err
			}
			if o.WiderName = near; near != "" {
				if o.Wider, err = widerPlaces(cmd.Context(), c, near, o.Frames); err != nil {
					return err
				}
			}
			s, err := validate.Draw(cmd.Context(), run, o, textsOf(c))
			if err != nil {
				return err
			}
			if err := s.Create(dir); err != nil {
				return err
			}
			printSample(cmd.OutOrStdout(), dir, s)
			return nil
		}),
	}
	v.flags(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.Frames, "frames", nil, "code these `FRAMES` (default those of the first contrast)")
	flags.StringSliceVar(&o.Langs, "langs", nil, "only documents in these `LANGUAGES`")
	flags.IntVar(&o.Hits, "hits", 0, "draw so many sentences with a hit, in each language (default 200)")
	flags.IntVar(&o.Near, "near", 0, "draw so many near a hit (default 200)")
	flags.IntVar(&o.Far, "far", 0, "draw so many far from any (default 300)")
	flags.StringVar(&near, "near-lexicon", "", "near is also where this wider `LEXICON` finds something; reads the whole corpus")
	flags.IntVar(&o.Blocks, "blocks", 0, "cut time into so many blocks (default 3)")
	flags.IntVar(&o.Coders, "coders", 0, "make sheets for so many coders of each language (default 2)")
	flags.Float64Var(&o.Overlap, "overlap", 0, "give this share to all coders (default 0.2, negative: none)")
	flags.Uint64Var(&o.Seed, "seed", 0, "seed of the draw")
	flags.StringSliceVar(&inputs, "input", nil, "read the texts from these `PATHS`, where the inputs of the run lie elsewhere now")
	return cmd
}

func printSample(w io.Writer, dir string, s *validate.Sample) {
	t := newTableWriter(w, "language", "kind", "frame", "block", "sentences", "drawn")
	alignRight(t, 5, 6)
	for _, st := range s.Strata {
		b := s.Blocks[st.Block]
		t.AppendRow(table.Row{st.Lang, st.Kind, st.Frame, b.From[:4] + "–" + b.To[:4], grouped(int64(st.Size)), st.N()})
	}
	t.Render()
	for _, sheet := range s.Sheets() {
		fmt.Fprintf(w, "%s: %d sentences\n", clean(sheet.Coder), len(sheet.Items))
	}
	fmt.Fprintf(w, "sheets are in %s\nread them back with: frameshift validate read --run … FILE…\n", clean(filepath.Join(dir, "sheets")))
}
