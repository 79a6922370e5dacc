package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Merge makes the run of which the parts are the shards: it differs from Run only in
// where documents come from. Of the configuration that is c, which the parts have, only
// what changes no result is looked at: where the results go, workers, what is kept.
func Merge(ctx context.Context, paths []string, c Config, report func(Progress)) (*Summary, error) {
	started := time.Now()
	if err := c.checkFolders(); err != nil {
		return nil, usage.Wrap(err)
	}
	parts, err := fetch(ctx, paths, c)
	if err != nil {
		return nil, err
	}
	summary, err := merge(ctx, parts.paths, c, started, report)
	return summary, errors.Join(parts.named(err), parts.close())
}

func merge(ctx context.Context, paths []string, c Config, started time.Time, report func(Progress)) (*Summary, error) {
	files, whole, err := openParts(paths, &c)
	if err != nil {
		return nil, usage.Wrap(err)
	}
	p, err := newPlan(c)
	if err != nil {
		return nil, err
	}
	if err := p.checkParts(files[0], whole); err != nil {
		return nil, usage.Wrap(err)
	}
	j, err := p.gather(files, whole, 0)
	if err != nil {
		return nil, err
	}
	defer j.parts.close()
	folder, err := store.Create(j.Out, j.Temp)
	if err != nil {
		return nil, err
	}
	summary := newSummary(p)
	if err := j.run(ctx, folder, started, summary, report); err != nil {
		return nil, errors.Join(err, folder.Abort())
	}
	return summary, nil
}

// openParts opens the parts, all of one run, and takes the configuration from them.
func openParts(paths []string, c *Config) ([]*part.File, corpus.Whole, error) {
	var files []*part.File
	var whole corpus.Whole
	for _, path := range paths {
		f, err := part.Open(path)
		if err != nil {
			return nil, whole, err
		}
		files = append(files, f)
	}
	if err := part.Complete(files); err != nil {
		return nil, whole, err
	}
	var data partData
	if err := json.Unmarshal(files[0].Data, &data); err != nil || data.Whole == nil {
		return nil, whole, fmt.Errorf("%s: %w", files[0].Path, part.ErrDamaged)
	}
	told := *c
	*c = Config{}
	if err := decodeYAML(data.Config, c); err != nil {
		return nil, whole, fmt.Errorf("%s: %w", files[0].Path, err)
	}
	c.Out, c.Temp, c.Keep, c.Workers, c.LogFormat, c.Cache = told.Out, told.Temp, told.Keep, told.Workers, told.LogFormat, cacheOff
	return files, *data.Whole, nil
}

// checkParts holds what is here (the program, lexicon and rules) against what the parts
// were made with.
func (p *plan) checkParts(f *part.File, whole corpus.Whole) error {
	here, err := p.made(whole)
	if err != nil {
		return err
	}
	for i, fact := range here {
		if i >= len(f.Made) || f.Made[i] != fact {
			return fmt.Errorf("%s: made with another %s than is here", f.Path, fact.Name)
		}
	}
	return nil
}

// gather makes a job of a plan that reads a section of parts.
func (p *plan) gather(files []*part.File, whole corpus.Whole, section int) (*job, error) {
	j, err := p.begin(nil, func() (*corpus.Reader, error) { return corpus.Rejoin(p.Corpus, whole) })
	if err != nil {
		return nil, usage.Wrap(err)
	}
	total := int64(0)
	for _, f := range files {
		total += f.Size
	}
	j.in.Expect(total)
	j.parts = &gathered{files: files, whole: whole, section: section, ahead: madeAhead{}}
	return j, nil
}
