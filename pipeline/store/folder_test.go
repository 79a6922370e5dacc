package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/spool"
)

// published makes a run as the pipeline does.
func published(t *testing.T, out, name string) string {
	t.Helper()
	run, err := Create(out, "")
	if err != nil {
		t.Fatal(err)
	}
	defer run.Abort()
	if err := filled(t, run); err != nil {
		t.Fatal(err)
	}
	path, err := run.Publish(name, testManifest(), Timing{Started: time.Now(), Finished: time.Now(), Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func testManifest() Manifest {
	return Manifest{
		Software: "frameshift <test>", Fingerprint: "abc", Seed: 1 << 63,
		Configuration: json.RawMessage(`{"a":["x & y"],"b":1}`),
		Inputs:        []InputFile{{Name: "corpus.zip", Kind: "archive", Files: 1, Bytes: 7, SHA256: "00"}},
		Quarantined:   []ReasonRows{{Reason: "empty", Rows: 2}},
	}
}

// filled writes everything a run has but the manifest.
func filled(t *testing.T, run *Folder) error {
	t.Helper()
	file, err := run.Spool()
	if err != nil {
		return err
	}
	docs, info := synthetic(40, 10, 2), testInfo(t)
	for _, step := range []func() error{
		func() error { return file.Append(spool.NewBatch(docs)) },
		file.Seal,
		func() error {
			return WriteDocuments(context.Background(), run.Dir(), file.Reader, ascending(docs), info)
		},
		func() error {
			return WriteSums(run.Dir(), &Sums{Series: slices.Values(testRows), Terms: testTerms, Rejections: testRejections})
		},
		func() error {
			return Codebook{Glossary: NewGlossary(info.Matcher.Lexicon(), nil), Meta: MetaColumns(info.Meta)}.Write(run.Dir())
		},
		func() error { return os.Mkdir(filepath.Join(run.Dir(), "figures"), 0o777) },
		func() error {
			return os.WriteFile(filepath.Join(run.Dir(), "figures", "a.svg"), []byte("<svg/>"), 0o666)
		},
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func TestPublish(t *testing.T) {
	out := t.TempDir()
	path := published(t, out, "20260102T030405Z-0123abcd")
	if latest, err := Latest(out); err != nil || latest != path {
		t.Errorf("latest is %s, %v", latest, err)
	}
	m, err := ReadManifest(path)
	if err != nil {
		t.Fatal(err)
	}
	if m.SchemaVersion != SchemaVersion || m.Seed != 1<<63 || m.Rows["documents"] != 40 || m.Rows["hits"] != 400 ||
		m.Rows["quarantine"] != 3 || m.Rows["counts"] != 160 || len(m.Rows) != len(Specs(nil)) {
		t.Errorf("%+v", m)
	}
	var names []string
	for _, f := range m.Files {
		names = append(names, f.Name)
		raw, err := os.ReadFile(filepath.Join(path, filepath.FromSlash(f.Name)))
		if err != nil || int64(len(raw)) != f.Bytes || fmt.Sprintf("%x", sha256.Sum256(raw)) != f.SHA256 {
			t.Errorf("%+v: %v", f, err)
		}
	}
	want := []string{"codebook.md", "figures/a.svg"}
	for _, s := range Specs(nil) {
		want = append(want, s.Name+".parquet")
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("files %q, want %q: no spool, no manifest, no timing", names, want)
	}
	if _, err := os.Stat(filepath.Join(path, TimingName)); err != nil {
		t.Error(err)
	}
}

// Two runs of the same differ in nothing but the timing.
func TestPublishTwice(t *testing.T) {
	out := t.TempDir()
	one, two := sums(t, published(t, out, "run")), sums(t, published(t, out, "run"))
	delete(one, TimingName)
	delete(two, TimingName)
	if !maps.Equal(one, two) {
		t.Errorf("%v\n%v", one, two)
	}
}

func TestPublishWantsAName(t *testing.T) {
	for _, name := range []string{"", ".hidden", "..", "a/b", `a\b`} {
		run, err := Create(t.TempDir(), "")
		if err != nil {
			t.Fatal(err)
		}
		if path, err := run.Publish(name, Manifest{}, Timing{}); err == nil || path != "" {
			t.Errorf("%q: want an error", name)
		}
		if err := run.Abort(); err != nil {
			t.Error(err)
		}
	}
}

func TestAbortLeavesEarlierRuns(t *testing.T) {
	out := t.TempDir()
	path := published(t, out, "first")
	before := sums(t, path)
	run, err := Create(out, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := filled(t, run); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(run.Abort(), run.Abort()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(run.Dir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is left", run.Dir())
	}
	if latest, err := Latest(out); err != nil || latest != path || !maps.Equal(sums(t, path), before) {
		t.Errorf("latest is %s, %v", latest, err)
	}
}

// A full disk is an error that names the file and the cause, whatever is
// being written.
func TestFullDisk(t *testing.T) {
	if f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err != nil {
		t.Skip("no /dev/full here")
	} else {
		f.Close()
	}
	files := []string{spool.FileName, "codebook.md", "documents.parquet", "counts.parquet", "hits.parquet",
		"sentences.parquet", "series.parquet", "terms.parquet", "quarantine.parquet", ManifestName, TimingName}
	for _, file := range files {
		t.Run(file, func(t *testing.T) {
			out := t.TempDir()
			run, err := Create(out, "")
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink("/dev/full", filepath.Join(run.Dir(), file)); err != nil {
				t.Fatal(err)
			}
			if err = filled(t, run); err == nil {
				_, err = run.Publish("run", Manifest{}, Timing{})
			}
			if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), file) {
				t.Errorf("%v: want no space left on device, and the file", err)
			}
			if err := run.Abort(); err != nil {
				t.Error(err)
			}
			if entries, _ := os.ReadDir(filepath.Join(out, "runs")); len(entries) != 1 {
				t.Errorf("left behind: %v", entries)
			}
		})
	}
}
