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
	var r *run
	scored := func() {
		var err error
		if r, err = prepare(c, func(Progress) {}); err != nil {
			b.Fatal(err)
		}
		if err := r.score(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("score", func(b *testing.B) {
		for b.Loop() {
			scored()
		}
	})
	if r == nil {
		scored()
	}
	b.Run("evidence", func(b *testing.B) {
		for b.Loop() {
			if _, err := r.examine(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
