package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/data"
	"github.com/frameshift/frameshift/data/simulate"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/stage"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/token"
)

// Version is the version of the software, in every manifest.
const Version = "0.1.0"

// samplePreset describes the embedded sample.
const samplePreset = "sample"

// ErrConfig is what errors are that the user mends by writing another command
// line, configuration or lexicon.
var ErrConfig = errors.New("wrong usage or configuration")

// configError is an error that is ErrConfig without saying so.
type configError struct{ error }

func (e configError) Unwrap() error        { return e.error }
func (e configError) Is(target error) bool { return target == ErrConfig }

// AsConfig makes err an ErrConfig.
func AsConfig(err error) error { return configError{err} }

// Progress is how far a run has come.
type Progress struct {
	Stage       string // reading or writing
	Documents   int64
	Bytes       int64 // of text read
	Done, Total int64 // bytes of the inputs on disk
}

// Run makes one run: it reads, scores, adds up and writes, and publishes the
// run folder at the end or not at all. report, if not nil, is called from one
// goroutine after every batch. An error that is ErrConfig is the user's.
func Run(ctx context.Context, c Config, report func(Progress)) (*Summary, error) {
	started := time.Now()
	if report == nil {
		report = func(Progress) {}
	}
	r, err := prepare(c, report)
	if err != nil {
		return nil, err
	}
	defer r.cleanUp()
	if r.run, err = store.Create(r.config.Out); err != nil {
		return nil, err
	}
	if err = r.score(ctx); err == nil {
		err = r.write(ctx)
	}
	if err == nil {
		err = r.publish(started)
	}
	if err != nil {
		return nil, errors.Join(err, r.run.Abort())
	}
	return r.summary, nil
}

// run is a run under way.
type run struct {
	config Config // effective
	lex    *loadedLexicon
	where  Where
	reader *corpus.Reader
	match  *lexicon.Matcher
	words  *token.Vocabulary
	sums   *series.Aggregator
	report func(Progress)
	temp   string // holds the sample while it is read

	run     *store.Run
	ledger  *ledger
	summary *Summary
}

// prepare checks everything that can be checked before the first document.
func prepare(c Config, report func(Progress)) (*run, error) {
	c, err := c.resolve()
	if err != nil {
		return nil, AsConfig(err)
	}
	r := &run{config: c, report: report, words: token.NewVocabulary(), summary: &Summary{}}
	if r.where, err = ParseWhere(c.Where); err != nil {
		return nil, AsConfig(err)
	}
	if r.lex, err = loadLexicon(c.Lexicon); err != nil {
		return nil, AsConfig(err)
	}
	if r.match, err = lexicon.Compile(r.lex.Lexicon, lexicon.Options{Scope: lexicon.Scope(c.Scope)}); err != nil {
		return nil, AsConfig(err)
	}
	r.sums, err = series.New(r.match, series.Options{
		Freq: series.Freq(c.Freq), Weighting: series.Weighting(c.Weighting), By: c.By,
	})
	if err != nil {
		return nil, AsConfig(err)
	}
	if err := r.open(); err != nil {
		r.cleanUp()
		return nil, AsConfig(err)
	}
	return r, nil
}

// open opens the inputs; without any, the sample, laid out in a temporary file.
func (r *run) open() error {
	inputs := r.config.Inputs
	if len(inputs) == 0 {
		r.summary.Sample = true
		sample, err := r.sample()
		if err != nil {
			return err
		}
		inputs = []string{sample}
	}
	var err error
	if r.reader, err = corpus.Open(inputs, r.config.Corpus); err != nil {
		return err
	}
	return r.checkKeys()
}

// checkKeys makes sure that documents have what they are to be chosen and
// grouped by, so that a misspelt key is an error and not an empty result.
func (r *run) checkKeys() error {
	if r.config.Corpus.Meta.All {
		return nil // the columns are known when all records have been read
	}
	known := r.reader.MetaColumns()
	check := func(what, key string) error {
		if _, base := (&corpus.Document{}).Get(key); base || slices.Contains(known, key) {
			return nil
		}
		return fmt.Errorf("%s %s: documents have no %q; they have the columns of the documents table%s",
			what, key, key, strings.Join(append([]string{""}, known...), ", "))
	}
	for _, c := range r.where {
		if err := check("where", c.Key); err != nil {
			return err
		}
	}
	for _, key := range r.sums.Keys() {
		if err := check("by", key); err != nil {
			return err
		}
	}
	return nil
}

// sample writes the embedded sample, or one drawn anew with the seed, to a file.
func (r *run) sample() (string, error) {
	dir, err := os.MkdirTemp("", "frameshift-sample-")
	if err != nil {
		return "", err
	}
	r.temp = dir
	path := filepath.Join(dir, "statements.jsonl")
	if r.config.Seed == 0 {
		raw, err := data.FS.ReadFile("sample/statements.jsonl")
		if err != nil {
			return "", err
		}
		return path, os.WriteFile(path, raw, 0o600)
	}
	o := simulate.Sample()
	o.Seed = r.config.Seed
	made, err := simulate.New(o)
	if err != nil {
		return "", err
	}
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	return path, errors.Join(simulate.WriteJSONL(f, made), f.Close())
}

func (r *run) cleanUp() {
	if r.temp != "" {
		os.RemoveAll(r.temp)
	}
}

// score is the first half of a run: read → tokenize, match, score → add up.
// Scored documents rest in the spool until the second half writes them in the
// order of their ids.
func (r *run) score(ctx context.Context) error {
	spool, err := r.run.Spool()
	if err != nil {
		return err
	}
	r.ledger = newLedger(r, spool)
	g, ctx := errgroup.WithContext(ctx)
	chunks := make(chan *chunk)
	g.Go(func() error {
		defer close(chunks)
		return r.read(ctx, chunks)
	})
	results := stage.Map(ctx, g, r.config.Workers, chunks, r.worker)
	g.Go(func() error {
		for b := range results {
			if err := r.ledger.add(b); err != nil {
				return err
			}
			r.progress("reading")
		}
		return nil
	})
	if err := g.Wait(); err != nil {
		return err
	}
	return r.ledger.finish()
}

func (r *run) progress(stage string) {
	done, total := r.reader.Progress()
	r.report(Progress{stage, int64(len(r.ledger.order)), r.ledger.bytes, done, total})
}

// scorer is what a worker has for itself.
type scorer struct {
	*run
	score *score.Scorer
	enc   *store.Encoder
}

func (r *run) worker() func(*chunk) (*batch, error) {
	s := &scorer{r, score.New(r.match, r.words, score.Text(r.config.Text)), store.NewEncoder()}
	return s.work
}

// work decodes and scores the items of a chunk. What is wrong with a document
// costs that document only.
func (s *scorer) work(c *chunk) (*batch, error) {
	b := &batch{}
	for _, raw := range c.items {
		doc, rejection := s.reader.Decode(raw)
		if rejection == nil && !s.where.keeps(doc) {
			b.filtered++
			continue
		}
		if rejection == nil {
			b.bytes += int64(len(doc.Text))
			scored, err := s.score.Score(doc)
			if err == nil {
				b.docs = append(b.docs, scored)
				continue
			}
			rejection = &corpus.Rejection{Seq: raw.Seq, Source: raw.Source, Reason: corpus.ReasonPanic, Detail: err.Error()}
		}
		b.rejections = append(b.rejections, *rejection)
	}
	if len(b.docs) == 0 {
		return b, nil
	}
	for _, d := range b.docs {
		s.enc.Add(d)
		d.Text, d.Passages = "", nil // in the batch by now, or needed no more
	}
	b.batch = s.enc.Batch()
	return b, nil
}
