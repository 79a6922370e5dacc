package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/frameshift/frameshift/pipeline/objects/objectstest"
	"github.com/frameshift/frameshift/pipeline/store"
)

// speechTree writes 1,000 speeches and the dirt of the field, an archive, records and a
// table, as a folder that is a bucket of the server too.
func speechTree(t *testing.T, bucket string) string {
	dir, n := filepath.Join(bucket, "texts"), 0
	put := func(name, text string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		writeFile(t, path, []byte(text))
	}
	packed := map[string]string{}
	eachSpeech(t, func(id, text string) bool {
		switch session := strings.Split(id, "_")[1]; {
		case n%50 == 7:
			packed[id+".txt"] = text
		case n%3 == 0:
			put("S"+session+"-a/"+id+".txt", text)
		default:
			put("S"+session+"/é +%&'#? ü/"+id+".txt", text)
		}
		n++
		return n < 1000
	})
	put("more.tgz", string(mustTarGz(t, packed)))
	for name, text := range map[string]string{
		"._AFG_01_1946.txt": "x", ".hidden/AFG_01_1946.txt": "x", "S01/Thumbs.db": "x", "S01/XXX_01_1946.txt": "", "broken.zip": "PK\x03\x04",
		"README.md": "# About", "S01/YYY_01_1946.txt": "\x00\x01\x02", "a\\b.txt": "x",
		"regions.csv": "code,region\nUSA,Americas\nCHN,Asia\n",
	} {
		put(name, text)
	}
	return dir
}

// eachSpeech visits the speeches of the UN corpus until visit says no.
func eachSpeech(t *testing.T, visit func(id, text string) bool) {
	corpora := os.Getenv("FRAMESHIFT_CORPORA")
	if corpora == "" {
		t.Skip("FRAMESHIFT_CORPORA is not set: no speeches to put into a bucket")
	}
	f, err := os.Open(filepath.Join(corpora, "ungdc", "UNGDC_1946-2024.tgz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for members := tar.NewReader(unpacked); ; {
		h, err := members.Next()
		if err != nil {
			t.Fatal(err)
		}
		id, is := strings.CutSuffix(path.Base(h.Name), ".txt")
		if !is || strings.HasPrefix(id, ".") {
			continue
		}
		if text, err := io.ReadAll(members); err != nil {
			t.Fatal(err)
		} else if !visit(id, string(text)) {
			return
		}
	}
}

const speechConfig = `inputs: [s3://bucket/texts]
by: [issuer]
corpus:
  path: ["{issuer}_{session}_{year}.txt"]
  metadata: [{file: regions.csv, on: {code: issuer}, columns: {region: venue}}]
quarantine: {allow: 1}
draws: 100
`

// said runs a command, wants its exit code, and returns all that it says.
func said(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	code := run(t.Context(), args, strings.NewReader(""), &out, &out)
	if code != want {
		t.Fatalf("%q: exit code %d, want %d\n%s", args, code, want, &out)
	}
	if strings.Contains(out.String(), os.Getenv("AWS_SECRET_ACCESS_KEY")) {
		t.Errorf("%q says the secret:\n%s", args, &out)
	}
	return out.String()
}

// published are the files of the latest run in a folder, but for the name of the input.
func published(t *testing.T, out, input string) map[string]string {
	latest, err := store.Latest(out)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	if err := filepath.WalkDir(latest, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !store.Described(d.Name()) && d.Name() != store.ManifestName {
			return err
		}
		raw, err := os.ReadFile(path)
		files[d.Name()] = strings.Replace(string(raw), fmt.Sprintf("%q", input), "INPUT", 1)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

func sameFiles(t *testing.T, about string, got, want map[string]string) {
	t.Helper()
	if len(got) != len(want) || len(want) < 10 {
		t.Errorf("%s: %d files, want %d", about, len(got), len(want))
	}
	for name, content := range want {
		if got[name] != content {
			t.Errorf("%s: %s differs", about, name)
		}
	}
}

// TestObjectStorage: a bucket of a real server gives what the folder gives, byte for
// byte, in one run and in shards whose parts go there, by the lines of docs/cluster.md.
func TestObjectStorage(t *testing.T) {
	s := objectstest.Serve(t)
	lines := bucketLines(t)
	dir := speechTree(t, filepath.Join(s.Dir, "bucket"))
	t.Chdir(t.TempDir())
	writeFile(t, "frameshift.yaml", []byte(speechConfig))
	const config, there = "--config=frameshift.yaml", "s3://bucket/texts"

	if list := said(t, exitDone, "list", config); list != said(t, exitDone, "list", config, dir) || strings.Count(list, "\n") < 1000 {
		t.Errorf("the lists differ: %.500s", list)
	}
	said(t, exitDone, "run", "--out", "local", "--cache", "off", config, dir)
	want := published(t, "local", dir)
	said(t, exitDone, "run", "--out", "remote", config)
	sameFiles(t, "a run", published(t, "remote", there), want)
	if again := said(t, exitDone, "run", "--out", "remote", config); !strings.Contains(again, "nothing has changed") {
		t.Errorf("again: %s", again)
	}

	if out, err := exec.Command("bash", "-euo", "pipefail", "-c", lines).CombinedOutput(); err != nil || !strings.Contains(string(out), "series.parquet") {
		t.Fatalf("%v\n%s", err, out)
	}
	sameFiles(t, "a merge", published(t, "results", there), want)
	if left, err := filepath.Glob("results/runs/.staging*"); err != nil || len(left) > 0 {
		t.Errorf("%q are left, %v", left, err)
	}
	if err := os.Remove(filepath.Join(s.Dir, "bucket", "parts", "002-of-002.arrow")); err != nil {
		t.Fatal(err)
	}
	if got := said(t, exitUsage, "merge", "--out", "no", "s3://bucket/parts"); !strings.Contains(got, "files of parts are missing: s3://bucket/parts/002-of-002.arrow") {
		t.Error(got)
	}
}

// bucketLines are the commands of docs/cluster.md, but for those that the test does itself:
// it has a server, a configuration and one machine.
func bucketLines(t *testing.T) string {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "cluster.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(page), "## From a bucket to series.parquet")
	_, block, _ = strings.Cut(block, "```\n")
	block, _, _ = strings.Cut(block, "```")
	var lines []string
	for line := range strings.Lines(block) {
		if !strings.HasPrefix(line, "export ") && !strings.HasPrefix(line, "frameshift init ") {
			lines = append(lines, strings.NewReplacer("seq 16", "seq 2", "{}/16", "{}/2").Replace(line))
		}
	}
	if len(lines) != 4 {
		t.Fatalf("%q: want four lines", lines)
	}
	return strings.Join(lines, "")
}

// TestObjectStorageFailures: what is wrong with the storage is said, with what helps, and
// no run is made of what came of it.
func TestObjectStorageFailures(t *testing.T) {
	s := objectstest.Serve(t)
	dir := speechTree(t, filepath.Join(s.Dir, "bucket"))
	t.Chdir(t.TempDir())
	writeFile(t, "frameshift.yaml", []byte(speechConfig))
	for _, test := range []struct {
		words string
		args  []string
	}{
		{"there is no bucket nowhere at", []string{"run", "s3://nowhere/texts"}},
		{"there is no bucket nowhere at", []string{"shard", "1/2", "--out", "s3://nowhere/parts", "s3://bucket/texts"}},
		{"input s3://bucket/text does not exist", []string{"run", "s3://bucket/text"}},
		{"s3://bucket/parts does not exist", []string{"merge", "s3://bucket/parts"}},
		{"credentials do not belong in a path", []string{"run", "s3://me:" + os.Getenv("AWS_SECRET_ACCESS_KEY") + "@bucket/texts"}},
		{"want a folder of this machine", []string{"run", "--out", "s3://bucket/out", dir}},
		{"want a folder of this machine", []string{"merge", "--out", "s3://bucket/out", "frameshift.yaml"}},
		{"lies in the input", []string{"shard", "1/2", "--out", "s3://bucket/texts/parts", "s3://bucket/texts"}},
	} {
		if got := said(t, exitUsage, test.args...); !strings.Contains(got, test.words) {
			t.Errorf("%q: %s", test.args, got)
		}
	}
	right := os.Getenv("AWS_SECRET_ACCESS_KEY")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "another-secret")
	if got := said(t, exitUsage, "run", "s3://bucket/texts"); !strings.Contains(got, "AWS_SECRET_ACCESS_KEY") {
		t.Error(got)
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", right)

	// The server dies while documents are read.
	var once sync.Once
	out := &hearing{hear: func(line string) {
		if strings.Contains(line, "reading") {
			once.Do(s.Kill)
		}
	}}
	if code := run(context.Background(), []string{"run", "--config", "frameshift.yaml", "--cache", "off", "s3://bucket/texts"}, strings.NewReader(""), out, out); code != exitFailed {
		t.Errorf("exit code %d, want %d\n%s", code, exitFailed, out.all.String())
	}
	if got := out.all.String(); !strings.Contains(got, "frameshift: s3://bucket/texts/") || !strings.Contains(got, "no answer from http://127.0.0.1:") {
		t.Error(got)
	}
	if left, err := os.ReadDir(path.Join("out", "runs")); err != nil || len(left) != 1 { // the lock
		t.Errorf("%v are left, %v", left, err)
	}
}

// hearing is told of what is written to it.
type hearing struct {
	mu   sync.Mutex
	all  bytes.Buffer
	hear func(string)
}

func (h *hearing) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.hear(string(b))
	return h.all.Write(b)
}
