// Package nightly makes the runs of a night: several configurations, one after the
// other, of which none stands in another's way; and measures for whoever watches
// machines.
package nightly

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Job is a configuration of a night.
type Job struct {
	Name   string // of the measures
	Config pipeline.Config
	Report func(pipeline.Progress) // may be nil
}

// Outcome is what became of a job.
type Outcome struct {
	Name     string
	Summary  *pipeline.Summary // nil where there is no run
	Shape    string            // of the headline, where there is one
	Err      error
	Started  time.Time
	Finished time.Time
}

// ErrLocked is the error of a job that is still under way from an earlier night.
var ErrLocked = errors.New("an earlier night is still at it")

// Run makes the run of a job, unless another process is at it: one of the same
// configuration, or another whose results go to the same folder under the same name.
func Run(ctx context.Context, j Job) Outcome {
	o := Outcome{Name: j.Name, Started: time.Now()}
	o.Summary, o.Err = locked(j, func() (*pipeline.Summary, error) { return pipeline.Run(ctx, j.Config, j.Report) })
	if o.Err == nil {
		o.Shape, o.Err = shape(o.Summary)
	}
	o.Finished = time.Now()
	return o
}

// locked holds the lock of a job, a file in the folder of results that stays there:
// removing it would let two processes hold locks of the same name.
func locked(j Job, work func() (*pipeline.Summary, error)) (*pipeline.Summary, error) {
	c, err := j.Config.Effective()
	if err != nil {
		return nil, usage.Wrap(err)
	}
	if err := os.MkdirAll(c.Out, 0o777); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(c.Out, ".nightly-"+j.Name+".lock"))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", lock.Path(), err)
	}
	if !held {
		return nil, fmt.Errorf("%s: %w (it holds %s)", j.Name, ErrLocked, lock.Path())
	}
	defer lock.Close()
	return work()
}

// shape is that of the headline.
func shape(s *pipeline.Summary) (string, error) {
	if len(s.Headline) == 0 {
		return "", nil
	}
	run, err := result.Open(s.Dir)
	if err != nil {
		return "", err
	}
	n := s.Headline[0].Name
	c, err := claim.Read(run, store.SeriesName{Measure: n.Measure, Of: n.Of, Topic: n.Topic, Group: n.Group, Freq: n.Freq})
	return c.Shape, err
}

// Code is the exit code of a job's outcome, as that of frameshift run.
func (o Outcome) Code() int {
	var nothing *pipeline.NoDocuments
	switch {
	case errors.As(o.Err, &nothing):
		return Short
	case errors.Is(o.Err, usage.ErrUsage):
		return Usage
	case o.Err != nil:
		return Failed
	case o.Summary.Shortfall() != "":
		return Short
	}
	return Done
}

// The exit codes.
const (
	Done   = 0
	Failed = 1
	Usage  = 2
	Short  = 3
)

// severity orders exit codes: a run that falls short is there, one that a configuration
// forbids won't be until somebody mends it, and of one that failed nobody knows.
var severity = map[int]int{Done: 0, Short: 1, Usage: 2, Failed: 3}

// Worst is the exit code of a night.
func Worst(night []Outcome) int {
	worst := Done
	for _, o := range night {
		if code := o.Code(); severity[code] > severity[worst] {
			worst = code
		}
	}
	return worst
}
