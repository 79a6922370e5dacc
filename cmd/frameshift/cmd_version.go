package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

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
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "frameshift %s\ntokenizer  %s\nschema     %d\nbuilt with %s for %s/%s\n",
				pipeline.Version, token.Version, store.SchemaVersion, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		}),
	}
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

func newMan() *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "Write the man pages into a folder",
		Example: "  frameshift man /usr/local/share/man/man1",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			header := &doc.GenManHeader{Title: "FRAMESHIFT", Section: "1", Source: "frameshift " + pipeline.Version}
			cmd.Root().DisableAutoGenTag = true
			return doc.GenManTree(cmd.Root(), header, args[0])
		}),
	}
}
