package main

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/nightly"
	"github.com/frameshift/frameshift/pipeline/usage"
)

const nightlyLong = `Make the runs of several configurations, one after the other, unattended.

A configuration that fails does not keep the others from running. Where nothing has
changed since the last run of a configuration, no other one is made. Two nights do not
get into each other's way: a configuration that an earlier one is still at is left to it
and counts as failed.

The exit code is that of the worst configuration: 1 failed, before 2 wrong configuration,
before 3 done but short (see frameshift run), before 0. A line of each configuration says
what became of it. The log, on the standard error, is JSON, each line with the name of its
configuration, which is that of the file without its ending. --measures writes a file for
Prometheus' textfile collector: last success, duration, documents, what was quarantined,
what the cache had, the position and the shape of the headline.`

// errNight ends a night of which what failed has been logged.
type errNight struct{ code int }

func (e errNight) Error() string { return fmt.Sprintf("the worst configuration ended with %d", e.code) }

func newNightly() *cobra.Command {
	var measures, format string
	cmd := &cobra.Command{
		Use:     "nightly CONFIG...",
		Short:   "Make the runs of several configurations, unattended",
		Long:    nightlyLong,
		Example: "  frameshift nightly mine.yaml\n  frameshift nightly mine.yaml --log-format text --measures frameshift.prom",
		Args:    cobra.MinimumNArgs(1),
	}
	cmd.Flags().StringVar(&measures, "measures", "", "write measures for Prometheus into this `FILE`, which ends in .prom")
	cmd.Flags().StringVar(&format, "log-format", "json", "log lines: json or text")
	cmd.RunE = started(func(cmd *cobra.Command, args []string) error {
		if !strings.HasSuffix(measures, ".prom") && measures != "" {
			return usage.Errorf("--measures %s: the collector reads files that end in .prom", measures)
		}
		names, err := nightNames(args)
		if err != nil {
			return usage.Wrap(err)
		}
		var night []nightly.Outcome
		for i, path := range args {
			o, err := nightOf(cmd, path, names[i], format)
			if err != nil {
				return usage.Wrap(err)
			}
			fmt.Fprintln(cmd.OutOrStdout(), nightLine(o))
			if night = append(night, o); cmd.Context().Err() != nil {
				break
			}
		}
		if measures != "" {
			if err := nightly.WriteMeasures(measures, night); err != nil {
				return err
			}
		}
		if code := nightly.Worst(night); code != nightly.Done {
			return failure{errNight{code}, true}
		}
		return nil
	})
	return cmd
}

// nightLine says in a line what became of a configuration.
func nightLine(o nightly.Outcome) string {
	what := map[int]string{nightly.Done: "new run", nightly.Short: "short", nightly.Usage: "wrong configuration", nightly.Failed: "failed"}[o.Code()]
	if o.Summary == nil {
		return fmt.Sprintf("%s: %s", o.Name, what)
	}
	if o.Summary.Unchanged {
		what = "nothing changed"
	}
	return fmt.Sprintf("%s: %s, %s documents, %s quarantined, %s", o.Name, what, grouped(int64(o.Summary.Documents)), grouped(int64(total(o.Summary.Quarantined))), o.Summary.Dir)
}

// nightNames are the names of files without their ending, which tell them apart.
func nightNames(paths []string) ([]string, error) {
	names, seen := make([]string, len(paths)), map[string]string{}
	for i, path := range paths {
		base := filepath.Base(path)
		names[i] = strings.TrimSuffix(base, filepath.Ext(base))
		if other, ok := seen[names[i]]; ok {
			return nil, fmt.Errorf("%s and %s have the same name %q, by which their results, locks and measures are known", other, path, names[i])
		}
		seen[names[i]] = path
	}
	return names, nil
}

// nightOf makes the run of a configuration and logs what became of it.
func nightOf(cmd *cobra.Command, path, name, format string) (nightly.Outcome, error) {
	watch, err := newWatch(cmd.ErrOrStderr(), format)
	if err != nil {
		return nightly.Outcome{}, err
	}
	watch.log = watch.log.With("config", name)
	o := nightly.Outcome{Name: name, Started: time.Now(), Finished: time.Now()}
	config, err := pipeline.LoadConfig(path)
	if err != nil {
		o.Err = usage.Wrap(err)
	} else {
		config.Out = cmp.Or(config.Out, filepath.Join(pipeline.DefaultOut, name))
		o = nightly.Run(cmd.Context(), nightly.Job{Name: name, Config: config, Report: watch.report})
	}
	watch.json = true // what failed is a log line in either format
	switch {
	case cmd.Context().Err() != nil:
		watch.failed(errors.New("interrupted; nothing was written, earlier runs are untouched"))
	case watch.done(o.Summary, o.Err):
	case o.Summary.Shortfall() != "":
		watch.failed(fmt.Errorf("%s: the run is kept in %s and is not the latest", o.Summary.Shortfall(), o.Summary.Dir))
	}
	return o, nil
}
