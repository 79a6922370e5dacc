package spool_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

// The sample adds up to the same from memory, from the spool, and from three
// parts of it that were read from the spool, encoded and merged.
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
	if g, w := spooltest.Differ(inParts(t, match, o, docs), want); g != w {
		t.Errorf("in parts\ngot  %s\nwant %s", g, w)
	}
}

func inParts(t *testing.T, m *lexicon.Matcher, o series.Options, docs []*score.Document) string {
	t.Helper()
	var parts [4]*series.Aggregator // the last takes the others in
	for i := range parts {
		var err error
		if parts[i], err = series.New(m, o); err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(5, 5))
	for d := range readBack(t, docs) {
		parts[r.IntN(3)].Add(d)
	}
	for _, i := range r.Perm(3) {
		var b bytes.Buffer
		if err := parts[i].Encode(&b); err != nil {
			t.Fatal(err)
		}
		if err := parts[3].Decode(&b); err != nil {
			t.Fatal(err)
		}
	}
	text, err := spooltest.Tables(parts[3])
	if err != nil {
		t.Fatal(err)
	}
	return text
}
