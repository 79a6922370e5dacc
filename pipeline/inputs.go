package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/data"
	"github.com/frameshift/frameshift/pipeline/corpus"
)

// open opens the inputs; without any, the sample where it is embedded.
func (r *run) open() error {
	inputs, options := r.config.Inputs, r.config.Corpus
	options.Results = r.config.Out
	if len(inputs) == 0 {
		r.summary.Sample = true
		inputs, options.FS = []string{data.Sample}, data.FS
	}
	var err error
	if r.reader, err = corpus.Open(inputs, options); err != nil {
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
