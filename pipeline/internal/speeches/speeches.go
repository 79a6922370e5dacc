// Package speeches gives tests the speeches of the UN General Debate Corpus.
package speeches

import (
	"archive/tar"
	"compress/gzip"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// Each visits the speeches in the order of the archive, with their file names
// without .txt, until visit says no. It skips the test, saying so, where
// FRAMESHIFT_CORPORA is unset.
func Each(tb testing.TB, visit func(id, text string) bool) {
	tb.Helper()
	dir := os.Getenv("FRAMESHIFT_CORPORA")
	if dir == "" {
		tb.Skip("FRAMESHIFT_CORPORA is unset: no UN speeches to compare on")
	}
	f, err := os.Open(filepath.Join(dir, "ungdc", "UNGDC_1946-2024.tgz"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	gz, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	for tr := tar.NewReader(gz); ; {
		h, err := tr.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			tb.Fatal(err)
		}
		id, ok := strings.CutSuffix(path.Base(h.Name), ".txt")
		if !ok || strings.HasPrefix(id, ".") {
			continue
		}
		b, err := io.ReadAll(tr)
		if err != nil {
			tb.Fatal(err)
		}
		if !visit(id, string(b)) {
			return
		}
	}
}
