package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Version is the version of the software, in every manifest.
const Version = "0.1.0"

// Progress is how far a run has come.
type Progress struct {
	Stage       string // reading or writing
	Documents   int64
	Bytes       int64 // of text read
	Done, Total int64 // bytes of the inputs on disk
}

// Run makes one run: it reads, scores, adds up and writes, and publishes the
// run folder at the end or not at all. report, if not nil, is called from one
// goroutine after every batch. An error that is usage.ErrUsage is the user's.
func Run(ctx context.Context, c Config, report func(Progress)) (*Summary, error) {
	summary, err := run(ctx, c, true, report)
	if errors.Is(err, corpus.ErrChanged) { // while the run went on: it reads all files
		return run(ctx, c, false, report)
	}
	return summary, err
}

// run makes a run; trusting, it does not open files that it knows.
func run(ctx context.Context, c Config, trusting bool, report func(Progress)) (*Summary, error) {
	started := time.Now()
	c, err := c.under(ctx).resolve()
	if err != nil {
		return nil, usage.Wrap(err)
	}
	inputs := c.beginList()
	p, err := newPlan(c)
	if err != nil {
		return nil, err
	}
	known, err := p.remember(<-inputs)
	if err != nil {
		return nil, err
	}
	if known != nil {
		known.doubt = !trusting
	}
	if summary, err := known.unchanged(p); summary != nil || err != nil {
		return summary, err
	}
	summary := newSummary(p)
	known.open(p.Config, summary)
	defer known.close(summary)
	j, err := p.open(known)
	if err != nil {
		return nil, err
	}
	folder, err := store.Create(j.Out, j.Temp)
	if err != nil {
		return nil, err
	}
	if err := j.run(ctx, folder, started, summary, report); err != nil {
		return nil, errors.Join(err, folder.Abort())
	}
	return summary, nil
}

// run takes a job through its stages: scoring.go, recount.go, weigh.go beside
// write.go, publish.go.
func (j *job) run(ctx context.Context, folder *store.Folder, started time.Time, summary *Summary, report func(Progress)) error {
	spool, err := folder.Spool()
	if err != nil {
		return err
	}
	j.scratch = folder.Scratch
	timing := store.Timing{Started: started, Workers: j.Workers}
	docs := newRegister(j.calendars, newShelf(spool, j), summary, nil)
	err = timed(&timing.Scoring, func() error { return j.score(ctx, docs, report) })
	if err != nil {
		return err
	}
	var others []store.LexiconFile
	err = timed(&timing.Scoring, func() (err error) { others, err = j.recount(ctx, report); return err })
	if err != nil {
		return err
	}
	j.memory.flush()
	tell(report, "writing", j.in, docs)
	evidence, terms, err := j.weighAndWrite(ctx, folder.Dir(), docs, &timing)
	j.memory.close(summary)
	if err != nil {
		return err
	}
	err = timed(&timing.Writing, func() error { return j.writeSums(folder.Dir(), docs, evidence, terms, summary) })
	if err != nil {
		return err
	}
	if err := folder.Settle(); err != nil {
		return err
	}
	m, err := j.manifest(j.in.Inputs(), summary, others)
	if err != nil {
		return err
	}
	timing.Known = summary.Known
	if err := publish(ctx, folder, m, timing, summary); err != nil {
		return err
	}
	j.memory.published(j.ledger, summary)
	j.prune(m, summary)
	return nil
}

// NoDocuments is the error where something was read and none of it is a document.
type NoDocuments struct{ Summary *Summary }

func (e *NoDocuments) Error() string {
	var reasons []string
	total := 0
	for _, q := range e.Summary.Quarantined {
		total += q.Count
		reasons = append(reasons, fmt.Sprintf("%s %d", q.Reason, q.Count))
	}
	return fmt.Sprintf("no document: %d quarantined (%s): say how the corpus is laid out with --config or --preset; frameshift init PATH writes a configuration",
		total, strings.Join(reasons, ", "))
}

// timed adds the seconds that work takes.
func timed(seconds *float64, work func() error) error {
	began := time.Now()
	err := work()
	*seconds += time.Since(began).Seconds()
	return err
}

// EachDocument reads and scores as Run does and tells visit of every document that
// counts, in the order of the inputs, but writes nothing. A Document is valid
// during the call. Where nothing is a document the error is NoDocuments.
func EachDocument(ctx context.Context, c Config, report func(Progress), visit func(*lexicon.Matcher, *score.Document)) (*Summary, error) {
	j, err := prepare(c.under(ctx))
	if err != nil {
		return nil, err
	}
	summary := newSummary(j.plan)
	docs := newRegister(j.calendars, nil, summary, func(d *score.Document) { visit(j.match, d) })
	if err := j.score(ctx, docs, report); err != nil {
		return nil, err
	}
	if summary.Documents == 0 {
		return nil, &NoDocuments{summary}
	}
	rows, err := j.calendars[0].Rows()
	if err != nil {
		return nil, usage.Wrap(err)
	}
	for range summary.watched(rows, j.headline) {
	}
	return summary, nil
}
