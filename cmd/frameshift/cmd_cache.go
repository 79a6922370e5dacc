package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/cache"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newCache() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "Say what is kept for the next run, and remove what is of no use",
		Long: `Say what is kept for the next run, and remove what is of no use.

A run keeps how documents were scored, and the texts of converted ones (PDF, HTML,
DOCX …), so that the next run need not do it again. What is kept holds for the same
text, lexicon, options and program only; it changes no result. The folder can be
deleted at any time, also by hand and while a run uses it.`,
		Example: "  frameshift cache stat\n  frameshift cache prune --days 30 --size 2GB",
	}
	cmd.AddCommand(newCacheStat(), newCachePrune())
	return cmd
}

func newCacheStat() *cobra.Command {
	return &cobra.Command{
		Use:     "stat [DIR]",
		Short:   "Say how much is kept",
		Example: "  frameshift cache stat out/cache",
		Args:    cobra.MaximumNArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			dir := cacheDir(args)
			info, err := cache.Stat(dir)
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "%s: %s documents and texts, %s in %d files\n", clean(dir), grouped(int64(info.Entries)), humanize.Bytes(uint64(info.Bytes)), info.Packs)
			if info.Damaged > 0 {
				fmt.Fprintf(out, "%d files are damaged: the next run makes anew what was in them\n", info.Damaged)
			}
			if n := int(time.Since(info.Oldest).Hours() / 24); info.Packs > 0 {
				fmt.Fprintf(out, "what was left longest was last of use %d days ago\n", n)
			}
			return nil
		}),
	}
}

func newCachePrune() *cobra.Command {
	var unused int
	var size string
	cmd := &cobra.Command{
		Use:   "prune [DIR]",
		Short: "Remove what has been of no use for long",
		Long: `Remove what no run has used for so many days, and then, beginning with what was
last of use longest ago, as much as it takes for the rest to have the size.`,
		Example: "  frameshift cache prune --days 30\n  frameshift cache prune --size 500MB out/cache",
		Args:    cobra.MaximumNArgs(1),
	}
	cmd.Flags().IntVar(&unused, "days", 90, "remove what was last of use so many `DAYS` ago")
	cmd.Flags().StringVar(&size, "size", "", "remove more, until the rest has at most this `SIZE`, like 2GB")
	cmd.RunE = started(func(cmd *cobra.Command, args []string) error {
		most := int64(-1)
		if size != "" {
			n, err := humanize.ParseBytes(size)
			if err != nil || n > 1<<62 {
				return usage.Errorf("--size %q: want a size like 500MB", size)
			}
			most = int64(n)
		}
		if unused < 0 {
			return usage.Wrap(errors.New("--days: want 0 or more"))
		}
		dir := cacheDir(args)
		gone, err := cache.Prune(dir, time.Now().AddDate(0, 0, -unused), most)
		fmt.Fprintf(cmd.OutOrStdout(), "%s: removed %s documents and texts, %s in %d files\n",
			clean(dir), grouped(int64(gone.Entries)), humanize.Bytes(uint64(gone.Bytes)), gone.Packs+gone.Damaged)
		return err
	})
	return cmd
}

func cacheDir(args []string) string {
	if len(args) > 0 {
		return args[0]
	}
	return filepath.Join(pipeline.DefaultOut, "cache")
}
