// Command frameshift measures how official discourse is framed, and how the
// framing moves. Its work is done by package pipeline.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/frameshift/frameshift/cmd/frameshift/internal/garbage"
	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitQuarantined = 3
)

func main() {
	garbage.Later()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// errShort ends a run that is complete but falls short of what it is to have.
var errShort = errors.New("the run is kept, and is not the latest")

// failure marks an error of a command that had started, in contrast to one in
// the command line, which cobra returns as it is.
type failure struct {
	error
	logged bool // as a log line, so not to be printed again
}

func (f failure) Unwrap() error { return f.error }

// run is main without the process: it returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	stderr = newScreen(stderr)
	root.SetOut(newScreen(stdout))
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	var f failure
	var nothing *pipeline.NoDocuments
	var night errNight
	begun := errors.As(err, &f)
	switch {
	case f.logged:
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "frameshift: interrupted; nothing was written, earlier runs are untouched")
	default:
		fmt.Fprintln(stderr, "frameshift:", err)
	}
	switch {
	case ctx.Err() != nil:
		return exitFailed
	case errors.As(err, &night):
		return night.code
	case errors.Is(err, errShort) || errors.Is(err, errNoGuess) || errors.As(err, &nothing):
		return exitQuarantined
	case errors.Is(err, usage.ErrUsage) || !begun:
		return exitUsage
	}
	return exitFailed
}

const rootLong = `frameshift reads official texts, matches lexicons of frames in them, and writes
time series of how the framing moves, as Parquet tables with every single hit on
record.

Without any file of your own, "frameshift run" measures the synthetic sample
that comes with the program.

Exit codes: 0 done; 1 failed; 2 wrong usage or configuration; 3 done, but without
a document, with fewer than min_documents, or with more in quarantine than
quarantine.allow permits: such a run is kept, and out/latest stays where it was.`

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "frameshift",
		Short:         "Measure how official discourse is framed, and how the framing moves",
		Long:          rootLong,
		Example:       "  frameshift run\n  frameshift show series --where measure=position",
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       versions(),
	}
	root.SetVersionTemplate("{{.Version}}")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newRun(), newShow(), newExplain(), newFigure(), newReport(), newDiff(), newVerify(), newPack(), newUnpack(), newPin(), newPrune(), newLexicon(), newInit(), newConfig(), newNightly(), newCache(), newTrend(), newBreaks(), newShape(), newAgree(), newValidate(), newDiffusion(), newFirsts(), newAdoption(), newPresets(), newVersion(), newMan(), newNetwork(), newReuse(), newCompare(), newList(), newShard(), newServe(), newMerge())
	complete(root)
	return root
}

// flagError is what cobra says of a wrong flag, with the one that was meant.
func flagError(cmd *cobra.Command, err error) error {
	name, unknown := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !unknown {
		return err
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := usage.Near(name, names); near != "" {
		return fmt.Errorf("%w: did you mean --%s?", err, near)
	}
	return fmt.Errorf("%w: %s --help has those there are", err, cmd.CommandPath())
}

// started wraps a command's work so that run can tell its errors from those of
// the command line.
func started(work func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		done := atWork(cmd)
		err := heard(cmd.Context(), func() error { return work(cmd, args) })
		done()
		if f := (failure{}); err == nil || errors.As(err, &f) {
			return err
		}
		return failure{error: err}
	}
}

// grace is the time that work has to end by itself after an interrupt.
const grace = 800 * time.Millisecond

// heard is work that ends within a second of an interrupt. What does not hear one
// by itself, such as drawing a figure, has nothing to clear up, and ends with the
// process.
func heard(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(grace):
		return ctx.Err()
	}
}
