package main

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/verify"
)

const verifyLong = `Make a finished run again from what it keeps, its configuration and its lexicon,
and compare the hash of every file. First the files are held against the manifest,
then the inputs, which are found by their names: where they were, or in the PATHs,
each an input or a folder that holds some. RUN may be a package, packed or unpacked.

Where something differs the exit code is 1, and one sentence says what: the file of
the run that is damaged, the input that is gone or another one, or the first table,
row and column. changes.json and timing.json are not compared.`

type verifyFlags struct {
	quick   bool
	temp    string
	workers int
}

func newVerify() *cobra.Command {
	var f verifyFlags
	cmd := &cobra.Command{
		Use:   "verify RUN [PATH...]",
		Short: "Make a run again and compare every byte",
		Long:  verifyLong,
		Example: `  frameshift verify out/latest
  frameshift verify out/latest --quick`,
		Args: cobra.MinimumNArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			run, left, done, err := openPackage(cmd, args[0], f.temp)
			defer done()
			if err != nil {
				return err
			}
			return f.verify(cmd, run, verify.Options{Paths: args[1:], LeftOut: left})
		}),
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.quick, "quick", false, "only hold the files against the manifest")
	flags.StringVar(&f.temp, "temp", "", "`DIR` in which the run is made again (default that of the system)")
	flags.IntVar(&f.workers, "workers", 0, "scoring workers (default one a core)")
	return cmd
}

func (f *verifyFlags) verify(cmd *cobra.Command, run *result.Run, o verify.Options) error {
	began := time.Now()
	w, ctx := cmd.OutOrStdout(), cmd.Context()
	if f.quick {
		if err := verify.Intact(ctx, run, o.LeftOut...); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w, "intact: %d files have the hashes of the manifest; whether they come out again was not tried\n", len(run.Manifest.Files)-len(o.LeftOut))
		return err
	}
	watch, err := newWatch(cmd.ErrOrStderr(), "")
	if err != nil {
		return err
	}
	o.Temp, o.Workers, o.Report = f.temp, f.workers, watch.report
	out, err := verify.Run(ctx, run, o)
	watch.clear()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "equal: %s of %s come out again, made of %s by %s in %.1f s\n",
		plural(out.Files, "file"), clean(filepath.Base(run.Dir)), plural(out.Inputs, "input"), out.Software, time.Since(began).Seconds())
	return err
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%s %ss", grouped(int64(n)), one)
}
