package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/report"
	"github.com/frameshift/frameshift/pipeline/usage"
)

type reportFlags struct {
	run   string
	to    string
	maxMB float64
}

func newReport() *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Write a page that shows a run to a colleague",
		Long: `Write one HTML file that shows a finished run to somebody who has never seen the
program: what was asked, what changed when and how sure that is, figures, and
the sentences behind every period and term. It opens from disk and needs no
network.`,
		Example: `  frameshift report
  frameshift report --run out/latest --to china.html
  frameshift report --to all.html --max-mb 20`,
		Args: cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			if err := orLatest(&f.run); err != nil {
				return err
			}
			if !(f.maxMB > 0) || f.maxMB > mostMB {
				return usage.Errorf("max-mb %v: want more than 0, and at most %d", f.maxMB, mostMB)
			}
			var page bytes.Buffer
			made, err := report.Write(&page, f.run, report.Options{MaxBytes: int(f.maxMB * 1e6)})
			if err == nil {
				err = replaceFile(f.to, page.Bytes())
			}
			if err == nil {
				fmt.Fprintf(cmd.OutOrStdout(), "written to %s: %.1f MB, %s of %s hits in %s of %s sentences\n", f.to, float64(made.Bytes)/1e6,
					grouped(int64(made.Hits)), grouped(int64(made.AllHits)), grouped(int64(made.Sentences)), grouped(int64(made.AllSentences)))
			}
			return err
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&f.run, "run", "", "`DIR` of the run (default out/latest)")
	flags.StringVar(&f.to, "to", "report.html", "`FILE` to write")
	flags.Float64Var(&f.maxMB, "max-mb", report.DefaultMaxBytes/1e6, "largest size of the file in `MB`; sentences that find no room are left out and counted")
	return cmd
}

// mostMB is more than a browser likes to open.
const mostMB = 500

// replaceFile writes a file whole or not at all.
func replaceFile(path string, data []byte) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), ".report-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(data)
	if err == nil {
		err = temp.Chmod(0o644)
	}
	if closing := temp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	return err
}
