package verify_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/verify"
)

const lexicon = `name: base
version: "1"
title: Base
about: Two sides.
frames:
  - {key: a, label: A, definition: Says so., entries: {en: ["sovereign*", treaty]}}
  - {key: b, label: B, definition: Says the other., entries: {en: [security]}}
contrasts:
  - {key: a-b, label: A against B, positive: [a], negative: [b]}
`

// made makes a run of two texts and returns it with the folder of its texts.
func made(t *testing.T) (*result.Run, string) {
	t.Helper()
	root := t.TempDir()
	texts := filepath.Join(root, "texts")
	if err := os.Mkdir(texts, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"2001-01-01.txt": "We respect sovereignty and the treaty.", "2002-01-01.txt": "We want security, and a treaty on it.",
	} {
		write(t, filepath.Join(texts, name), text)
	}
	write(t, filepath.Join(root, "l.yaml"), lexicon)
	s, err := pipeline.Run(t.Context(), pipeline.Config{
		Inputs: []string{texts}, Lexicon: filepath.Join(root, "l.yaml"), Out: filepath.Join(root, "out"), Draws: 100,
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, s.Dir), texts
}

func open(t *testing.T, dir string) *result.Run {
	t.Helper()
	r, err := result.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// forge changes a file of a run, and has the manifest say that it was so.
func forge(t *testing.T, r *result.Run, name string, change func([]byte) []byte) {
	t.Helper()
	path := filepath.Join(r.Dir, name)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw = change(raw)
	write(t, path, string(raw))
	sum := sha256.Sum256(raw)
	for i := range r.Manifest.Files {
		if f := &r.Manifest.Files[i]; f.Name == name {
			f.SHA256, f.Bytes = hex.EncodeToString(sum[:]), int64(len(raw))
		}
	}
	saveManifest(t, r)
}

func saveManifest(t *testing.T, r *result.Run) {
	t.Helper()
	raw, err := json.Marshal(r.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(r.Dir, store.ManifestName), string(raw))
}

// TestFirstDifference: of a run whose files agree with its manifest and yet do not
// come out again, the first table, row and column are named.
func TestFirstDifference(t *testing.T) {
	for _, c := range []struct {
		name  string
		forge func(t *testing.T, r *result.Run, texts string)
		want  string
	}{
		{"another lexicon", func(t *testing.T, r *result.Run, _ string) {
			forge(t, r, store.LexiconName, func(b []byte) []byte { return bytes.Replace(b, []byte("treaty"), []byte("accord"), 1) })
		}, "differs: table counts, row 1 (id 2001-01-01, frame a), column hits: it was “2”, it is “1”"},
		{"another codebook", func(t *testing.T, r *result.Run, _ string) {
			forge(t, r, "codebook.md", func(b []byte) []byte { return append([]byte("# Mine\n"), b...) })
		}, "differs: file codebook.md, line 1: it was “# Mine”, it is “# Codebook”"},
		{"another number of rows in the manifest", func(t *testing.T, r *result.Run, _ string) {
			r.Manifest.Quarantined = []store.ReasonRows{{Reason: "empty", Rows: 1}}
			saveManifest(t, r)
		}, "damaged: the manifest does not say"},
		{"another text", func(t *testing.T, r *result.Run, texts string) {
			write(t, filepath.Join(texts, "2001-01-01.txt"), "We respect sovereignty and the treaties")
		}, "input texts differs: the run read 2 files of 75 bytes"},
		{"no such table", func(t *testing.T, r *result.Run, _ string) {
			if err := os.Remove(filepath.Join(r.Dir, "shapes.parquet")); err != nil {
				t.Fatal(err)
			}
		}, "damaged: shapes.parquet is gone from the run"},
		{"a truncated table", func(t *testing.T, r *result.Run, _ string) {
			if err := os.Truncate(filepath.Join(r.Dir, "series.parquet"), 100); err != nil {
				t.Fatal(err)
			}
		}, "damaged: series.parquet has 100 bytes"},
		{"a bad hash", func(t *testing.T, r *result.Run, _ string) {
			r.Manifest.Files[0].SHA256 = strings.Repeat("0", 64)
			saveManifest(t, r)
		}, "has other bytes than the manifest says"},
		{"another configuration", func(t *testing.T, r *result.Run, _ string) {
			r.Manifest.Configuration = bytes.Replace(r.Manifest.Configuration, []byte(`"year"`), []byte(`"month"`), 1)
			saveManifest(t, r)
		}, "damaged: manifest.json was changed"},
		{"a file outside", func(t *testing.T, r *result.Run, _ string) {
			r.Manifest.Files[0].Name = "../../../../etc/passwd"
			saveManifest(t, r)
		}, "damaged: manifest.json names a file outside the run"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, texts := made(t)
			c.forge(t, r, texts)
			_, err := verify.Run(t.Context(), open(t, r.Dir), verify.Options{Temp: t.TempDir()})
			if !errors.Is(err, verify.ErrDiffers) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

// TestEqual: a run comes out again, with the file of its lexicon gone, and leaves
// nothing in the temporary folder.
func TestEqual(t *testing.T) {
	r, _ := made(t)
	if err := os.Remove(filepath.Join(r.Dir, "..", "..", "..", "l.yaml")); err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	out, err := verify.Run(t.Context(), r, verify.Options{Temp: temp})
	if err != nil || out.Files != len(r.Manifest.Files) || out.Inputs != 1 {
		t.Errorf("%+v, %v", out, err)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
	if _, err := verify.Run(t.Context(), r, verify.Options{Temp: filepath.Join(temp, "absent")}); err == nil || errors.Is(err, verify.ErrDiffers) {
		t.Error(fmt.Errorf("no temporary space: %w", err))
	}
}
