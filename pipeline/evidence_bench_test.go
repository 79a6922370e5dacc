package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkEvidence takes the whole UN corpus by year, pooled and by issuer:
// the scoring stage, and the evidence stage with 1,000 draws.
func BenchmarkEvidence(b *testing.B) {
	corpora := os.Getenv("FRAMESHIFT_CORPORA")
	if corpora == "" {
		b.Skip("FRAMESHIFT_CORPORA is not set")
	}
	c := Config{Preset: "ungdc", Inputs: []string{filepath.Join(corpora, "ungdc", "UNGDC_1946-2024.tgz")}, By: []string{"issuer"}}
	var j *job
	scored := func() {
		var err error
		if j, err = prepare(c); err != nil {
			b.Fatal(err)
		}
		if err := j.score(context.Background(), newRegister(j.calendars, nil, newSummary(j.plan), nil), nil); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("score", func(b *testing.B) {
		for b.Loop() {
			scored()
		}
	})
	if j == nil {
		scored()
	}
	b.Run("evidence", func(b *testing.B) {
		for b.Loop() {
			if _, err := weigh(context.Background(), j.calendars, j.Workers); err != nil {
				b.Fatal(err)
			}
		}
	})
}
