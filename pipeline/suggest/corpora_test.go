package suggest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
)

// debate is the General Debate, where there is one.
func debate(t testing.TB) pipeline.Config {
	dir := os.Getenv("FRAMESHIFT_CORPORA")
	if dir == "" || testing.Short() {
		t.Skip("FRAMESHIFT_CORPORA is not set, or -short: the General Debate is not read")
	}
	return pipeline.Config{Preset: "ungdc", Inputs: []string{filepath.Join(dir, "ungdc", "UNGDC_1946-2024.tgz")}, Lexicon: "norms"}
}

// BenchmarkSuggest: one frame of the whole General Debate.
func BenchmarkSuggest(b *testing.B) {
	c := debate(b)
	for b.Loop() {
		if _, err := Suggest(context.Background(), c, Options{Frames: []string{"values.sovereignty"}, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
