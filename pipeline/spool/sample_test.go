package spool_test

import (
	"context"
	"slices"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

// The sample adds up to the same from memory and from the spool.
func TestSample(t *testing.T) {
	var match *lexicon.Matcher
	var docs []*score.Document
	_, err := pipeline.EachDocument(context.Background(), pipeline.Config{Preset: "sample"}, nil, func(m *lexicon.Matcher, d *score.Document) {
		match, docs = m, append(docs, d)
	})
	if err != nil {
		t.Fatal(err)
	}
	versus, err := series.ParseVersus("audience=domestic vs audience=international")
	if err != nil {
		t.Fatal(err)
	}
	o := series.Options{Draws: 100, By: []string{"audience"}, Versus: []group.Group{versus}}
	want := added(t, match, o, slices.Values(docs))
	if g, w := spooltest.Differ(added(t, match, o, readBack(t, docs)), want); g != w {
		t.Errorf("from the spool\ngot  %s\nwant %s", g, w)
	}
}
