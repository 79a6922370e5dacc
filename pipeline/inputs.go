package pipeline

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/data"
	"github.com/frameshift/frameshift/data/simulate"
	"github.com/frameshift/frameshift/pipeline/corpus"
)

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
	r.config.Corpus.Results = r.config.Out
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
	if r.config.SampleSeed == 0 {
		raw, err := data.FS.ReadFile("sample/statements.jsonl")
		if err != nil {
			return "", err
		}
		return path, os.WriteFile(path, raw, 0o600)
	}
	o := simulate.Sample()
	o.Seed = r.config.SampleSeed
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
