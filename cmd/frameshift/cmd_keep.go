package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/keep"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newPin() *cobra.Command {
	var off bool
	cmd := &cobra.Command{
		Use:     "pin RUN",
		Short:   "Keep a run for good, or no longer",
		Long:    "Keep a run, whatever run --keep and prune remove; with --off, no longer.",
		Example: "  frameshift pin out/latest\n  frameshift pin out/latest --off",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			run, err := openRun(args[0])
			if err != nil {
				return err
			}
			do, said := keep.Pin, "pinned"
			if off {
				do, said = keep.Unpin, "no longer pinned"
			}
			if err := do(run.Dir); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", said, clean(filepath.Base(run.Dir)))
			return err
		}),
	}
	cmd.Flags().BoolVar(&off, "off", false, "let it go when it is old")
	return cmd
}

func newPrune() *cobra.Command {
	var out string
	var o keep.Options
	cmd := &cobra.Command{
		Use:   "prune --keep N",
		Short: "Remove old runs",
		Long: `Remove old runs from an output folder. Of every configuration, inputs and all, the
newest N stay, and of those that fell short (exit code 3) as many; beside them the
latest and those that are pinned. Only finished runs go; links are not followed.`,
		Example: "  frameshift prune --keep 7 --dry-run\n  frameshift prune --keep 7",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			if o.Newest < 1 {
				return usage.Errorf("--keep %d: say how many runs are to stay, 1 or more", o.Newest)
			}
			names, err := keep.Prune(out, o)
			said := "removed"
			if o.DryRun {
				said = "would remove"
			}
			for _, name := range names {
				fmt.Fprintf(cmd.OutOrStdout(), "%s %s\n", said, clean(filepath.Join(out, "runs", name)))
			}
			if err == nil && len(names) == 0 {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), "nothing to remove")
			}
			return err
		}),
	}
	flags := cmd.Flags()
	flags.IntVar(&o.Newest, "keep", 0, "how many runs of each configuration stay")
	flags.StringVar(&out, "out", pipeline.DefaultOut, "`DIR` with the runs")
	flags.BoolVar(&o.DryRun, "dry-run", false, "only say what would go")
	return cmd
}
