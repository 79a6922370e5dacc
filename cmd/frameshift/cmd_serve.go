package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/cmd/frameshift/internal/garbage"
	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/usage"
)

const serveLong = `Make shards of a corpus as an engine asks for them (Spark, Flink, or any other that
writes to a process and reads from it): configuration, lexicons, metadata tables and
the list of files are read once, then each line of standard input is a task, I/N, and
each has a line of standard output as its answer, in the order of tasks:

  {"task":"3/16","part":"parts/003-of-016.part","bytes":9214,"documents":42,"quarantined":0,"filtered":0}
  {"task":"x","error":"shard \"x\": want the number of one and how many there are, such as 3/16"}

Parts are those of frameshift shard, to the byte, for frameshift merge. A task that
fails is an answer, and the next one is taken; what can't be read is quarantined, as in
a run. Nothing else is written to standard output; the log goes to standard error.

At the end of input all tasks that were given are done, and the exit code is 0. When
nobody reads the answers any more, or on an interrupt, the task in work is given up
within a second and leaves nothing; the exit code is 1. Wrong usage or configuration
ends it at once with 2.`

func newServe() *cobra.Command {
	var f runFlags
	var list string
	cmd := &cobra.Command{
		Use:     "serve [PATH...]",
		Short:   "Make shards as an engine asks for them, a task a line",
		Long:    serveLong,
		Example: "  frameshift serve --preset ungdc --out parts UNGDC_1946-2024.tgz",
	}
	f.register(cmd)
	registerList(cmd, &list)
	without(cmd, "cache", "again", "temp", "keep")
	cmd.RunE = started(func(cmd *cobra.Command, args []string) error {
		garbage.Within(shardBytes)
		c, err := f.mergeShards(cmd, args)
		if err != nil {
			return usage.Wrap(err)
		}
		s := server{answers: cmd.OutOrStdout(), log: cmd.ErrOrStderr(), format: c.LogFormat}
		if _, err := newWatch(io.Discard, c.LogFormat); err != nil {
			return usage.Wrap(err)
		}
		if s.shards, err = pipeline.OpenShards(cmd.Context(), c, list); err != nil {
			return err
		}
		err = s.serve(cmd.Context(), cmd.InOrStdin())
		if cmd.Context().Err() != nil {
			fmt.Fprintln(cmd.ErrOrStderr(), "frameshift: interrupted; the task in work was given up, parts that are done stay")
			return failure{err, true}
		}
		return err
	})
	return cmd
}

// mergeShards is merge for commands that write parts.
func (f *runFlags) mergeShards(cmd *cobra.Command, args []string) (pipeline.Config, error) {
	if out := cmd.Flags().Lookup("out"); !out.Changed {
		f.config.Out, out.Changed = "parts", true
	}
	return f.merge(cmd, args)
}

// server answers tasks.
type server struct {
	shards  *pipeline.Shards
	answers io.Writer
	log     io.Writer
	format  string
}

// answer is what became of a task.
type answer struct {
	Task string `json:"task"`
	*made
	Error string `json:"error,omitempty"`
}

type made struct {
	Part        string `json:"part"`
	Bytes       int64  `json:"bytes"`
	Documents   int    `json:"documents"`
	Quarantined int    `json:"quarantined"`
	Filtered    int    `json:"filtered"`
}

// errUnread ends a server whose answers nobody reads.
var errUnread = errors.New("nobody reads the answers any more: the engine has ended")

// serve answers the tasks of in until it ends.
func (s *server) serve(ctx context.Context, in io.Reader) error {
	defer surviveUnread()()
	ctx, hangup := signal.NotifyContext(ctx, hangups()...)
	defer hangup()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer onUnread(bare(s.answers), func() { cancel(errUnread) })()
	tasks, failed := make(chan string), make(chan error, 1)
	go func() {
		defer close(tasks)
		failed <- eachTask(in, func(task string) bool {
			select {
			case tasks <- task:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	for {
		select {
		case task, more := <-tasks:
			if !more && ctx.Err() == nil {
				return <-failed
			}
			if err := s.answer(ctx, task); err != nil {
				return err
			}
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// mostTask is how many bytes of a line can be a task.
const mostTask = 64

// eachTask tells of the lines of in; of one that is too long to be a task, the beginning.
func eachTask(in io.Reader, tell func(string) bool) error {
	r := bufio.NewReaderSize(in, 4<<10)
	for {
		line, err := r.ReadSlice('\n')
		task := string(bytes.TrimSpace(line[:min(len(line), mostTask)]))
		for err == bufio.ErrBufferFull {
			_, err = r.ReadSlice('\n')
		}
		if (err == nil || len(line) > 0) && !tell(task) {
			return nil
		}
		if err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("read tasks: %w", err)
		}
	}
}

// answer carries out a task. It fails where the server is to end.
func (s *server) answer(ctx context.Context, task string) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	a := answer{Task: strings.ToValidUTF8(task, "\uFFFD")}
	out, err := s.carryOut(ctx, task)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		a.Error = clean(err.Error())
	default:
		a.made = &made{out.Path, out.Bytes, out.Documents, out.Quarantined, out.Filtered}
	}
	line, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if _, err := s.answers.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("write an answer: %w", err)
	}
	return nil
}

func (s *server) carryOut(ctx context.Context, task string) (*pipeline.Shard, error) {
	i, n, err := parseShard(task)
	if err != nil {
		return nil, err
	}
	watch, err := newWatch(s.log, s.format)
	if err != nil {
		return nil, err
	}
	defer watch.clear()
	defer runtime.GC() // what a task held is not there beside the next one
	return s.shards.Run(ctx, i, n, watch.report)
}
