package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/token"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the versions that decide what is written",
		Example: "  frameshift version",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprint(cmd.OutOrStdout(), versions())
			return err
		}),
	}
}

// versions are those of the program, which runs name, and of this binary: the tag or
// commit it was built from, where the Go command knew.
func versions() string {
	text := fmt.Sprintf("frameshift %s\ntokenizer  %s\nschema     %d\nbuilt with %s for %s/%s", pipeline.Version,
		token.Version, store.SchemaVersion, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		text += " from " + info.Main.Version
	}
	return text + "\n"
}

func newPresets() *cobra.Command {
	return &cobra.Command{
		Use:     "presets",
		Short:   "List the corpora whose layout comes with the program",
		Example: "  frameshift presets",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			presets, err := pipeline.Presets()
			if err != nil {
				return err
			}
			for _, p := range presets {
				if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\n    %s\n", p.Name, p.About); err != nil {
					return err
				}
			}
			return nil
		}),
	}
}
