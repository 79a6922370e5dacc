//go:build calibrate

package pipeline_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/result"
)

// calibrationLexicon has made-up words only. hits counts what sides counts by
// sentence, where half the sentences of the negative side are there by a pair.
// Both have the same true logit, since a sentence of either side has as many
// hits.
const calibrationLexicon = `
name: calibration
version: "1"
title: Made-up words
frames:
- {key: pro, label: Pro, entries: {en: [zalvorin, bexumar, tiqandor, wulpenak, frostimel]}}
- {key: con, label: Con, entries: {en: [kardovin, pelumtas]}}
- {key: half, label: Half, entries: {en: [mirquast]}}
- {key: other, label: Other half, entries: {en: [dolbrennik]}}
pairs: [{key: meeting, label: Meeting, a: [half], b: [other]}]
contrasts:
- {key: hits, label: Hits, positive: [pro], negative: [con, half]}
- {key: sides, label: Sentences, count: sentences, positive: [pro], negative: {frames: [con], pairs: [meeting]}}
`

// planted is what is true of a corpus.
type planted struct {
	truth map[time.Time]float64
	step  time.Time // first of the new level; zero if there is none
	ends  [2]time.Time
}

// run makes a run of corpora, each of which is an issuer.
func (s simulation) run(t *testing.T, corpora int, seed uint64) (*result.Run, map[string]planted) {
	t.Helper()
	dir := t.TempDir()
	var b strings.Builder
	known := map[string]planted{}
	for c := range corpora {
		name := fmt.Sprintf("C%03d", c)
		truth, step := s.write(&b, name, rand.New(rand.NewPCG(seed, uint64(c))))
		p := planted{truth: map[time.Time]float64{}, ends: [2]time.Time{s.period(0), s.period(s.periods - 1)}}
		for i, v := range truth {
			p.truth[s.period(i)] = v
		}
		if step >= 0 {
			p.step = s.period(step)
		}
		known["issuer="+name] = p
	}
	input, lex := filepath.Join(dir, "corpora.jsonl"), filepath.Join(dir, "lexicon.yaml")
	for path, text := range map[string]string{input: b.String(), lex: calibrationLexicon} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	c := pipeline.Config{Inputs: []string{input}, Lexicon: lex, By: []string{"issuer"}, Text: "none", Draws: 100, Seed: seed,
		BreaksOf: []string{"position", "lift"}, Out: filepath.Join(dir, "out"), Freq: "year"}
	if s.months {
		c.Freq = "month"
	}
	summary, err := pipeline.Run(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	run, err := result.Open(summary.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return run, known
}

func rowsOf[T any](t *testing.T, run *result.Run) []T {
	t.Helper()
	rows, err := result.Rows[T](run)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
