package store

import (
	"testing"

	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

var synthetic = spooltest.Documents

// spooled is a sealed spool of the documents, a few in each batch.
func spooled(tb testing.TB, docs []*score.Document) *spool.File {
	tb.Helper()
	file, err := spool.Create(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { file.Close() })
	for len(docs) > 0 {
		n := min(4, len(docs))
		if err := file.Append(spool.NewBatch(docs[:n])); err != nil {
			tb.Fatal(err)
		}
		docs = docs[n:]
	}
	if err := file.Seal(); err != nil {
		tb.Fatal(err)
	}
	return file
}
