package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/diff"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/usage"
)

const diffLong = `Say what changed between two runs: what they were told (first, since it explains
the rest), inputs, documents that came, went and changed, series that moved beyond
their interval, shapes and dated steps that are other ones, and what more was
quarantined.

Without a RUN, the latest one against the run before it that has the same
configuration; with one RUN, that against the latest; with two, the first against
the second. A series has moved in a period where its new estimate lies outside the
95 % interval that it had. docs/repeating.md explains the rest, and --json.`

func newDiff() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff [RUN [RUN]]",
		Short: "Say what changed between two runs",
		Long:  diffLong,
		Example: `  frameshift diff out/latest
  frameshift diff out/latest out/latest --json`,
		Args: cobra.MaximumNArgs(2),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			before, after, err := pairOf(args)
			if err != nil {
				return err
			}
			o := diff.Options{Most: shownChanges}
			if asJSON {
				o.Most = 0
			}
			c, err := diff.Of(cmd.Context(), before, after, o)
			if err != nil {
				return err
			}
			if !asJSON {
				return printChanges(cmd.OutOrStdout(), c)
			}
			raw, err := c.JSON()
			if err == nil {
				_, err = cmd.OutOrStdout().Write(raw)
			}
			return err
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print everything, as JSON")
	return cmd
}

// pairOf opens the two runs to compare.
func pairOf(args []string) (before, after *result.Run, err error) {
	if len(args) == 2 {
		if before, err = openRun(args[0]); err == nil {
			after, err = openRun(args[1])
		}
		return before, after, err
	}
	latest, err := result.Latest("out")
	if err != nil {
		return nil, nil, err
	}
	if after, err = openRun(latest); err != nil {
		return nil, nil, err
	}
	if len(args) == 1 {
		before, err = openRun(args[0])
		return before, after, err
	}
	before, err = diff.Earlier(filepath.Dir(after.Dir), after)
	if err == nil && before == nil {
		err = usage.Errorf("no run before %s has its configuration: name two runs, frameshift diff RUN RUN", filepath.Base(after.Dir))
	}
	return before, after, err
}

// openRun opens a run by its folder or by a link to it.
func openRun(path string) (*result.Run, error) {
	dir, err := runFolder(path)
	if err != nil {
		return nil, err
	}
	return result.Open(dir)
}

// runFolder is the folder behind the name of a run: latest is a link, or, where
// there are none, a file with a path.
func runFolder(path string) (string, error) {
	if filepath.Base(path) == "latest" {
		if dir, err := result.Latest(filepath.Dir(path)); err == nil {
			return dir, nil
		}
	}
	dir, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", fmt.Errorf("no run %s: name the folder of a run, such as out/latest: %w", path, errors.Unwrap(err))
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return "", fmt.Errorf("%s is a file, where the folder of a run is wanted: frameshift unpack makes one of a package", path)
	}
	return dir, nil
}

// shownChanges is where lists of changes are cut on a terminal.
const shownChanges = 12

func printChanges(w io.Writer, c *diff.Changes) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s → %s\n\n%s\n", clean(c.Before.Run), clean(c.After.Run), wrapped(c.Paragraph(), widthOf(w)))
	for _, s := range c.Sections(shownChanges) {
		fmt.Fprintf(&b, "\n%s\n", s.Title)
		for _, line := range s.Lines {
			fmt.Fprintf(&b, "  %s\n", clean(line))
		}
		if s.More > 0 {
			fmt.Fprintf(&b, "  and %s more\n", grouped(int64(s.More)))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
