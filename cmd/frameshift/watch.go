package main

import (
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/frameshift/frameshift/pipeline"
)

// watch tells how far a run has come: a bar at a terminal, log lines elsewhere.
type watch struct {
	log   *slog.Logger // nil at a terminal
	json  bool
	bar   *progressbar.ProgressBar
	start time.Time
	mu    sync.Mutex // of what follows, which a terminal looks at between reports, too
	last  time.Time
	stage string
	told  int64 // documents
	over  chan struct{}
}

// beat is how long a terminal waits for a report before it shows that time goes on.
const beat = 500 * time.Millisecond

// logEvery is the time between two log lines of progress.
const logEvery = 10 * time.Second

func newWatch(w io.Writer, format string) (*watch, error) {
	v := &watch{start: time.Now(), last: time.Now(), stage: "opening", over: make(chan struct{})}
	terminal := isTerminal(w)
	switch format {
	case "":
		if !terminal {
			v.log = slog.New(slog.NewTextHandler(w, nil))
		}
	case "text":
		v.log = slog.New(slog.NewTextHandler(w, nil))
	case "json":
		v.log, v.json = slog.New(slog.NewJSONHandler(w, nil)), true
	default:
		return nil, fmt.Errorf("log-format %q: want text or json", format)
	}
	if v.log == nil {
		v.bar = progressbar.NewOptions64(1, progressbar.OptionSetWriter(bare(w)), progressbar.OptionSetWidth(30),
			progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetElapsedTime(true))
		v.show()
		go v.beat()
	}
	return v, nil
}

// beat shows the time while no report comes: before the first one, and while what was
// read is weighed and written.
func (v *watch) beat() {
	for tick := time.NewTicker(beat); ; {
		select {
		case <-v.over:
			tick.Stop()
			return
		case <-tick.C:
			v.mu.Lock()
			if time.Since(v.last) >= beat {
				v.show()
			}
			v.mu.Unlock()
		}
	}
}

func (v *watch) show() {
	v.bar.Describe(fmt.Sprintf("%-7s %s documents, %.0f s", clean(v.stage), grouped(v.told), time.Since(v.start).Seconds()))
}

func (v *watch) report(p pipeline.Progress) {
	v.mu.Lock()
	defer v.mu.Unlock()
	seconds := time.Since(v.start).Seconds()
	rate := float64(p.Bytes) / 1e6 / seconds
	if v.bar != nil {
		v.last, v.stage, v.told = time.Now(), p.Stage, p.Documents
		v.bar.ChangeMax64(max(p.Total, 1))
		v.bar.Describe(fmt.Sprintf("%-7s %s documents %6.1f MB/s", clean(p.Stage), grouped(p.Documents), rate))
		v.bar.Set64(min(p.Done, max(p.Total-1, 0))) // the bar is cleared when the run is done
		return
	}
	if time.Since(v.last) < logEvery && p.Stage == v.stage {
		return
	}
	v.last, v.stage = time.Now(), p.Stage
	attrs := []any{"documents", p.Documents, "mb", p.Bytes / 1e6}
	if p.Stage == "reading" && p.Done > 0 {
		left := seconds * float64(p.Total-p.Done) / float64(p.Done)
		attrs = append(attrs, "mb_per_s", int(rate), "percent", 100*p.Done/max(p.Total, 1), "seconds_left", int(left))
	}
	v.log.Info(p.Stage, attrs...)
}

// clear takes the bar off the terminal.
func (v *watch) clear() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.bar != nil {
		select {
		case <-v.over:
		default:
			close(v.over)
		}
		v.bar.Clear()
	}
}

// done ends the watch. It says whether it has logged the error.
func (v *watch) done(s *pipeline.Summary, err error) (logged bool) {
	if v.bar != nil {
		v.clear()
		return false
	}
	if err != nil {
		return v.failed(err)
	}
	for _, w := range s.Warnings {
		v.log.Warn(w)
	}
	if len(s.Removed) > 0 {
		v.log.Info("removed", "runs", s.Removed)
	}
	done := "done"
	if s.Unchanged {
		done = "unchanged"
	}
	v.log.Info(done, "run", s.Dir, "documents", s.Documents, "quarantined", total(s.Quarantined), "ignored", total(s.Ignored),
		"tokens", s.Tokens, "known", s.Known, "since", s.Since, "why", s.Why, "changes", s.Changes, "seconds", fmt.Sprintf("%.1f", s.Elapsed.Seconds()))
	return false
}

// failed logs an error where the log is JSON, and says whether it has: as a
// plain line of text an error reads better than as an attribute.
func (v *watch) failed(err error) (logged bool) {
	if v.json {
		v.log.Error("failed", "error", err.Error())
	}
	return v.json
}
