package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"testing"
)

// part is one file of a document that is a zip.
type part struct{ name, text string }

func zipOf(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(p.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, format Format, data []byte) Document {
	t.Helper()
	doc, err := Read(context.Background(), format, data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
