package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/validate"
)

func newValidateRecord() *cobra.Command {
	var v validation
	var corpus, note, to string
	cmd := &cobra.Command{
		Use:   "record",
		Short: "Put the figures beside the lexicon",
		Long: `Put by whom, on what, how many and with which figures the lexicon was validated into
validation.yaml beside its file. lexicon show, the codebook of every later run and
the report have it from there, as long as the lexicon is the same to the byte.`,
		Example: "  frameshift validate record --to validation.yaml --corpus \"General Debate 1946–2024\"",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			loaded, err := v.load()
			if err != nil {
				return err
			}
			if to == "" {
				c, err := pipeline.LoadConfig(filepath.Join(v.run, store.ManifestName))
				if err != nil {
					return err
				}
				if !strings.ContainsAny(c.Lexicon, `./\`) {
					return usage.Errorf("lexicon %s comes with the program: --to says where its record goes", c.Lexicon)
				}
				to = filepath.Join(filepath.Dir(c.Lexicon), library.RecordsName)
			}
			r, err := validate.Record(loaded, corpus, note)
			if err != nil {
				return err
			}
			if err := validate.WriteRecord(to, r); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", clean(to), clean(r.Said()))
			return err
		}),
	}
	v.flags(cmd)
	cmd.Flags().StringVar(&corpus, "corpus", "", "what the sentences are of (default the names of the inputs)")
	cmd.Flags().StringVar(&note, "note", "", "what else is to be known")
	cmd.Flags().StringVar(&to, "to", "", "`FILE` (default validation.yaml beside the lexicon)")
	return cmd
}

func newValidateMore() *cobra.Command {
	var v validation
	var o validate.Options
	var n int
	var inputs []string
	cmd := &cobra.Command{
		Use:   "more",
		Short: "Draw a further wave of a sample",
		Long: `Draw further sentences in the strata of a sample. With --sentences they are spread so
that what people find is known best, by the codings read so far (Neyman); with
--hits, --near and --far evenly, as in the first wave. All waves together are one
random sample: read all files of all waves together.`,
		Example: "  frameshift validate more --sentences 300\n  frameshift validate more --far 200",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			run, dir, err := v.open()
			if err != nil {
				return err
			}
			c, err := inputsOf(run, inputs)
			if err != nil {
				return err
			}
			s, err := validate.More(cmd.Context(), run, dir, n, o, textsOf(c))
			if err != nil {
				return err
			}
			if err := s.Write(dir); err != nil {
				return err
			}
			printSample(cmd.OutOrStdout(), dir, s)
			return nil
		}),
	}
	v.flags(cmd)
	flags := cmd.Flags()
	flags.IntVar(&n, "sentences", 0, "draw so many, spread by what was found so far")
	flags.IntVar(&o.Hits, "hits", 0, "draw so many sentences with a hit, in each language")
	flags.IntVar(&o.Near, "near", 0, "draw so many near a hit")
	flags.IntVar(&o.Far, "far", 0, "draw so many far from any")
	flags.StringSliceVar(&inputs, "input", nil, "read the texts from these `PATHS`, where the inputs of the run lie elsewhere now")
	return cmd
}
