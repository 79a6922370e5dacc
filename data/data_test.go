package data

import (
	"bytes"
	"io"
	"io/fs"
	"testing"

	"github.com/frameshift/frameshift/data/simulate"
)

// The files in the repository are those the generator makes. After a change of
// the generator: go generate ./data
func TestSampleIsGenerated(t *testing.T) {
	c, err := simulate.New(simulate.Sample())
	if err != nil {
		t.Fatal(err)
	}
	files := []struct {
		name  string
		write func(io.Writer, *simulate.Corpus) error
	}{
		{"sample/statements.jsonl", simulate.WriteJSONL},
		{"sample/truth.yaml", simulate.WriteTruth},
	}
	for _, f := range files {
		got, err := fs.ReadFile(FS, f.name)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		if err := f.write(&want, c); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s is not what the generator makes; run go generate ./data", f.name)
		}
	}
}
