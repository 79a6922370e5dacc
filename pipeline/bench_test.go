package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkRun is the whole UN General Debate Corpus, all tables written.
func BenchmarkRun(b *testing.B) {
	dir := os.Getenv("FRAMESHIFT_CORPORA")
	if dir == "" {
		b.Skip("FRAMESHIFT_CORPORA is unset: no UN speeches to run on")
	}
	out := b.TempDir()
	b.SetBytes(199_000_000)
	for b.Loop() {
		_, err := Run(context.Background(), Config{
			Preset: "ungdc", Inputs: []string{filepath.Join(dir, "ungdc", "UNGDC_1946-2024.tgz")}, Out: out,
		}, nil)
		if err != nil {
			b.Fatal(err)
		}
	}
}
