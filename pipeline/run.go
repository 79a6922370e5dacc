package pipeline

import (
	"context"
	"errors"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/token"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/where"
)

// Version is the version of the software, in every manifest.
const Version = "0.1.0"

// samplePreset describes the embedded sample.
const samplePreset = "sample"

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
	started := time.Now()
	if report == nil {
		report = func(Progress) {}
	}
	r, err := prepare(c, report)
	if err != nil {
		return nil, err
	}
	if r.run, err = store.Create(r.config.Out); err != nil {
		return nil, err
	}
	spool, err := r.run.Spool()
	for _, stage := range []func() error{
		func() error { return timed(&r.timing.Scoring, func() error { return r.score(ctx, spool) }) },
		func() error { return timed(&r.timing.Scoring, func() error { return r.recount(ctx) }) },
		func() error { return r.write(ctx) },
		func() error { return r.publish(started) },
	} {
		if err == nil {
			err = stage()
		}
	}
	if err != nil {
		return nil, errors.Join(err, r.run.Abort())
	}
	return r.summary, nil
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
// during the call.
func EachDocument(ctx context.Context, c Config, report func(Progress), visit func(*lexicon.Matcher, *score.Document)) (*Summary, error) {
	if report == nil {
		report = func(Progress) {}
	}
	r, err := prepare(c, report)
	if err != nil {
		return nil, err
	}
	r.visit = func(d *score.Document) { visit(r.match, d) }
	if err := r.score(ctx, nil); err != nil {
		return nil, err
	}
	rows, err := r.sums.Rows()
	if err != nil {
		return nil, usage.Wrap(err)
	}
	for range r.watched(rows) { // the summary wants the headline
	}
	return r.summary, nil
}

// run is a run under way.
type run struct {
	config Config // effective
	lex    *library.Lexicon
	where  where.Conditions
	reader *corpus.Reader
	match  *lexicon.Matcher
	words  *token.Vocabulary
	sums   *series.Aggregator // by Config.Freq
	// calendars are the sums by Config.Freq, and by each of Config.AlsoFreq.
	calendars []*series.Aggregator
	report    func(Progress)
	visit     func(*score.Document) // told of every document that counts, if not nil

	alsoLexicons []store.LexiconFile // those of Config.AlsoLexicon

	run      *store.Run
	timing   store.Timing
	evidence series.Evidence
	ledger   *ledger
	summary  *Summary
}

// prepare checks everything that can be checked before the first document.
func prepare(c Config, report func(Progress)) (*run, error) {
	c, err := c.resolve()
	if err != nil {
		return nil, usage.Wrap(err)
	}
	r := &run{config: c, report: report, words: token.NewVocabulary(), summary: &Summary{}}
	if r.where, err = where.Parse(c.Where); err != nil {
		return nil, usage.Wrap(err)
	}
	if r.lex, err = library.Load(c.Lexicon); err != nil {
		return nil, usage.Wrap(err)
	}
	if err := r.checkOthers(); err != nil {
		return nil, usage.Wrap(err)
	}
	if r.match, err = lexicon.Compile(r.lex.Lexicon, lexicon.Options{Scope: lexicon.Scope(c.Scope)}); err != nil {
		return nil, usage.Wrap(err)
	}
	for i, freq := range append([]string{c.Freq}, c.AlsoFreq...) {
		o, err := c.seriesOptions(freq)
		if err != nil {
			return nil, usage.Wrap(err)
		}
		sums, err := series.New(r.match, o)
		if err != nil {
			return nil, usage.Wrap(err)
		}
		if i == 0 {
			r.sums = sums
		}
		r.calendars = append(r.calendars, sums)
	}
	if err := r.open(); err != nil {
		return nil, usage.Wrap(err)
	}
	return r, nil
}
