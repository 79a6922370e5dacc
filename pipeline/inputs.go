package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/data"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/objects"
	"github.com/frameshift/frameshift/pipeline/where"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// inputs are the inputs of a run and how they are laid out; without any, the sample
// where it is embedded. What the run is told by and where its results go are no inputs.
func (c Config) inputs() ([]string, corpus.Options) {
	inputs, o := c.Inputs, c.Corpus
	o.Results = cmp.Or(o.Results, c.Out)
	o.Own = append(slices.Clone(o.Own), c.Lexicon)
	o.Own = append(o.Own, c.AlsoLexicon...)
	o.Own = append(o.Own, c.Assertion...)
	if len(inputs) == 0 {
		inputs, o.FS = []string{data.Sample}, data.FS
	}
	return inputs, o
}

// under makes requests to object storage end with a context. What is listed there stays
// the same for all that the configuration is used for.
func (c Config) under(ctx context.Context) Config {
	c.Corpus.Objects = objects.New(ctx)
	return c
}

// wrong makes an error of opening the inputs the user's, unless it may be gone later.
func wrong(err error) error {
	if objects.IsPassing(err) {
		return err
	}
	return usage.Wrap(err)
}

func open(c Config, known *memory) (*corpus.Reader, error) {
	if listed := known.listing(); listed != nil {
		return listed.Open(known.store())
	}
	inputs, o := c.inputs()
	o.Cache = known.store()
	return corpus.Open(inputs, o)
}

// checkKeys makes sure that documents have what they are to be chosen and
// grouped by, so that a misspelt key is an error and not an empty result. known
// are the user's columns.
func checkKeys(known []string, chosen where.Conditions, grouped []string) error {
	check := func(what, key string) error {
		if _, base := (&corpus.Document{}).Get(key); base || slices.Contains(known, key) {
			return nil
		}
		return fmt.Errorf("%s %s: documents have no %q; %sthey have the columns of the documents table%s",
			what, key, key, usage.Meant(key, slices.Concat(corpus.FieldNames(), known)), strings.Join(append([]string{""}, known...), ", "))
	}
	for _, c := range chosen.Part(false) {
		if err := check("where", c.Key); err != nil {
			return err
		}
	}
	for _, key := range grouped {
		if err := check("by", key); err != nil {
			return err
		}
	}
	return nil
}
