package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/cmd/frameshift/internal/garbage"
	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/objects"
	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/usage"
)

const listLong = `List what a run would read, without reading it: the number of each file and of each
member of an archive, its name from the input down, and its size in bytes (0 where it
is not known). Shards are stretches of this list. In a file it spares them the walk
(frameshift shard --list).`

func newList() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:     "list [PATH...]",
		Short:   "List the files of a corpus in the order of reading",
		Long:    listLong,
		Example: "  frameshift list\n  frameshift list my-texts",
	}
	f.register(cmd)
	without(cmd, "out", "cache", "again", "temp", "keep", "workers", "log-format")
	cmd.RunE = started(func(cmd *cobra.Command, args []string) error {
		c, err := f.merge(cmd, args)
		if err != nil {
			return usage.Wrap(err)
		}
		out, n := bufio.NewWriter(cmd.OutOrStdout()), 0
		_, err = pipeline.List(cmd.Context(), c, func(u corpus.Unit) {
			n++
			out.Write(u.Append(nil, n))
		})
		return errors.Join(err, out.Flush())
	})
	return cmd
}

// without takes flags from a command to which they mean nothing.
func without(cmd *cobra.Command, names ...string) {
	for _, name := range names {
		cmd.Flags().Lookup(name).Hidden = true
	}
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		for _, name := range names {
			if cmd.Flags().Changed(name) {
				return fmt.Errorf("--%s means nothing to %s: %s --help has the flags there are", name, cmd.CommandPath(), cmd.CommandPath())
			}
		}
		return nil
	}
}

const shardLong = `Read and score one of N shares of a corpus, and write what is found into a part in
--out, for frameshift merge. Each share is a stretch of the list of files (frameshift
list) with about as many bytes as the others; a file is never cut. All shards are given
the same flags and see the same corpus; each can run on a machine of its own, in any
order, and be run again: the same shard writes the same bytes, and a part is there
whole or not at all. On one machine:

  seq 16 | xargs -P 4 -I {} frameshift shard {}/16 --out parts my-texts
  frameshift merge --out results parts

PATH and --out may lie in object storage (s3://BUCKET/PREFIX): shards then need no
file system in common.

A shard of which much can't be read is no failure: frameshift merge says so of them
all. What hangs on other files is refused: dates such as 03/05/2019, of which only the
corpus as a whole shows the order, are to be given a format (corpus.dates).`

func newShard() *cobra.Command {
	var f runFlags
	var list string
	cmd := &cobra.Command{
		Use:     "shard I/N [PATH...]",
		Short:   "Read and score a share of a corpus, for frameshift merge",
		Long:    shardLong,
		Example: "  frameshift shard 3/16 --out parts my-texts",
		Args:    cobra.MinimumNArgs(1),
	}
	f.register(cmd)
	registerList(cmd, &list)
	without(cmd, "cache", "again", "temp", "keep")
	cmd.RunE = started(func(cmd *cobra.Command, args []string) error {
		i, n, err := parseShard(args[0])
		if err != nil {
			return usage.Wrap(err)
		}
		c, err := f.mergeShards(cmd, args[1:])
		if err != nil {
			return usage.Wrap(err)
		}
		watch, err := newWatch(cmd.ErrOrStderr(), c.LogFormat)
		if err != nil {
			return usage.Wrap(err)
		}
		garbage.Within(shardBytes)
		s, err := runShard(cmd.Context(), c, list, i, n, watch.report)
		watch.clear()
		if err != nil {
			return failure{err, watch.failed(err)}
		}
		return printShard(cmd.OutOrStdout(), s)
	})
	return cmd
}

// shardBytes and mergeBytes are about what a shard and a merge hold, if it is enough.
const shardBytes, mergeBytes = 110 << 20, 240 << 20

func runShard(ctx context.Context, c pipeline.Config, list string, i, n int, report func(pipeline.Progress)) (*pipeline.Shard, error) {
	s, err := pipeline.OpenShards(ctx, c, list)
	if err != nil {
		return nil, err
	}
	return s.Run(ctx, i, n, report)
}

// registerList makes flags that commands have which write parts.
func registerList(cmd *cobra.Command, list *string) {
	cmd.Flags().Lookup("out").Usage = "`DIR` for parts, also s3://BUCKET/PREFIX (default parts)"
	cmd.Flags().StringVar(list, "list", "", "`FILE` that frameshift list wrote of the same inputs, in place of a walk through them")
}

func printShard(w io.Writer, s *pipeline.Shard) error {
	left := ""
	if s.Filtered > 0 {
		left = fmt.Sprintf(", %s left out by --where", grouped(int64(s.Filtered)))
	}
	_, err := fmt.Fprintf(w, "%s: %s documents, %s in quarantine%s, %s bytes\n",
		clean(s.Path), grouped(int64(s.Documents)), grouped(int64(s.Quarantined)), left, grouped(s.Bytes))
	return err
}

// mostShards is more than anybody has machines.
const mostShards = 1_000_000

// parseShard reads 3/16.
func parseShard(text string) (i, n int, err error) {
	first, of, _ := strings.Cut(text, "/")
	i, err = strconv.Atoi(first)
	n, other := strconv.Atoi(of)
	if err != nil || other != nil || i < 1 || i > n || n > mostShards {
		return 0, 0, fmt.Errorf("shard %q: want the number of one and how many there are, such as 3/16", text)
	}
	return i, n, nil
}

const mergeLong = `Make the run of which the parts are the shards: all its files are, to the byte, those
that frameshift run makes of the corpus on one machine. Nothing but the parts is
needed: they carry the configuration. Only a lexicon or rules that are no embedded ones
are to lie where they lay for the shards.

A PART is a file NNN-of-NNN.part, with NNN-of-NNN.arrow and NNN-of-NNN.tables beside it,
or a folder of them, also in object storage (s3://BUCKET/PREFIX), from which they are
fetched into --temp, or --out; where the others are named too they are passed over. Parts
may be named in any order.
Parts of another corpus, configuration, lexicon or program, and parts that are missing
or come twice, are refused by name, with exit code 2.`

func newMerge() *cobra.Command {
	var c pipeline.Config
	cmd := &cobra.Command{
		Use:     "merge PART...",
		Short:   "Make one run of the parts that shards have written",
		Long:    mergeLong,
		Example: "  frameshift merge --out results parts",
		Args:    cobra.MinimumNArgs(1),
	}
	flags := cmd.Flags()
	flags.StringVar(&c.Out, "out", "", "`DIR` for results (default out)")
	flags.StringVar(&c.Temp, "temp", "", "`DIR` for what is needed only until the run is done (default where the run is written)")
	flags.IntVar(&c.Keep, "keep", 0, "keep this many runs of the configuration and remove older ones (default all); see frameshift pin")
	flags.IntVar(&c.Workers, "workers", 0, "workers (default one a core); changes no result")
	flags.StringVar(&c.LogFormat, "log-format", "", "log lines away from a terminal: text or json (default text)")
	cmd.RunE = started(func(cmd *cobra.Command, args []string) error {
		if flags.Changed("workers") && c.Workers < 1 {
			return usage.Errorf("--workers %d: want at least 1", c.Workers)
		}
		watch, err := newWatch(cmd.ErrOrStderr(), c.LogFormat)
		if err != nil {
			return usage.Wrap(err)
		}
		paths, err := partsOf(args)
		if err != nil {
			return usage.Wrap(err)
		}
		garbage.Within(mergeBytes)
		summary, err := pipeline.Merge(cmd.Context(), paths, c, watch.report)
		return finish(cmd, watch, c, summary, err)
	})
	return cmd
}

// partsOf takes the parts out of folders, and leaves out the files beside them.
func partsOf(paths []string) (out []string, err error) {
	for _, path := range paths {
		if objects.Is(path) { // of which the merge finds out
			out = append(out, path)
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return nil, err
		case info.IsDir():
			entries, err := os.ReadDir(path)
			if err != nil {
				return nil, err
			}
			for _, e := range entries {
				if filepath.Ext(e.Name()) == part.Ext {
					out = append(out, filepath.Join(path, e.Name()))
				}
			}
		case filepath.Ext(path) == part.Ext || !slices.Contains(part.Exts, filepath.Ext(path)):
			out = append(out, path)
		}
	}
	return out, nil
}
