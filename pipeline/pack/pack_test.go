package pack_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/pack"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/table"
)

// secret is a word that stands in a text and in no lexicon.
const secret = "Xyzzyvian"

func made(t *testing.T) *result.Run {
	t.Helper()
	texts := filepath.Join(t.TempDir(), "texts.jsonl")
	var b strings.Builder
	for y := range 8 {
		fmt.Fprintf(&b, `{"id": "d%d", "date": "%d-01-01", "lang": "en", "text": "We respect %s sovereignty. We want %s development and security."}`+"\n", y, 2000+y, secret, secret)
	}
	if err := os.WriteFile(texts, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := pipeline.Run(t.Context(), pipeline.Config{Inputs: []string{texts}, Out: t.TempDir(), Draws: 100}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := result.Open(s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func packed(t *testing.T, r *result.Run, o pack.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := pack.Write(t.Context(), &b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTexts: without being asked, no word of a text leaves but those that matched.
func TestTexts(t *testing.T) {
	r := made(t)
	for _, texts := range []bool{false, true} {
		found := ""
		dir := filepath.Join(t.TempDir(), "unpacked")
		if err := unpack(t, packed(t, r, pack.Options{Texts: texts}), dir); err != nil {
			t.Fatal(err)
		}
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if base, ok := strings.CutSuffix(e.Name(), ".parquet"); ok {
				found += secretCells(t, dir, base)
			}
			raw, err := os.ReadFile(path)
			if bytes.Contains(raw, []byte(secret)) {
				found += " " + filepath.Base(path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		_, errTable := os.Stat(filepath.Join(dir, "sentences.parquet"))
		if want := map[bool]string{false: "", true: " report.html sentences.text sentences.parquet"}[texts]; (errTable == nil) != texts || found != want {
			t.Errorf("texts %v: they stand in%s; the table: %v", texts, found, errTable)
		}
	}
}

// secretCells names the columns of a table that have the secret in them.
func secretCells(t *testing.T, dir, name string) string {
	t.Helper()
	f, err := table.Open(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for row, err := range f.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range row {
			if strings.Contains(table.CellText(c), secret) {
				return " " + name + "." + f.Columns()[i].Name
			}
		}
	}
	return ""
}

// TestSame: the same run gives the same bytes, and the folder of the package is a run.
func TestSame(t *testing.T) {
	r := made(t)
	raw := packed(t, r, pack.Options{})
	if !bytes.Equal(raw, packed(t, r, pack.Options{})) {
		t.Error("two packages of a run differ")
	}
	dir := filepath.Join(t.TempDir(), "unpacked")
	if err := unpack(t, raw, dir); err != nil {
		t.Fatal(err)
	}
	again, err := result.Open(dir)
	if err != nil || again.Manifest.Fingerprint != r.Manifest.Fingerprint {
		t.Errorf("%v", err)
	}
	if err := pack.Intact(dir); err != nil {
		t.Error(err)
	}
	left, err := pack.LeftOut(dir)
	if err != nil || !slices.Equal(left, []string{"sentences.parquet"}) {
		t.Errorf("%q, %v", left, err)
	}
	if err := os.Truncate(filepath.Join(dir, "report.html"), 9); err != nil {
		t.Fatal(err)
	}
	if err := pack.Intact(dir); err == nil || !strings.Contains(err.Error(), "report.html is not what") {
		t.Error(err)
	}
	crate := map[string]any{}
	if err := json.Unmarshal(entry(t, raw, pack.CrateName), &crate); err != nil {
		t.Fatal(err)
	}
	if n := len(crate["@graph"].([]any)); n < 20 {
		t.Errorf("the crate describes %d things", n)
	}
}

func entry(t *testing.T, raw []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func unpack(t *testing.T, raw []byte, dir string) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "run.zip")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return pack.Unpack(t.Context(), path, dir)
}

// part is an entry of a zip made by hand.
type part struct {
	name   string
	text   string
	mode   fs.FileMode
	unsaid bool  // not in datapackage.json
	size   int64 // that datapackage.json states, if not its own
	hash   string
}

func zipOf(t *testing.T, parts ...part) []byte {
	t.Helper()
	var resources []string
	for _, p := range parts {
		size, hash := int64(len(p.text)), fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(p.text)))
		if p.size != 0 {
			size = p.size
		}
		if p.hash != "" {
			hash = p.hash
		}
		if !p.unsaid {
			resources = append(resources, fmt.Sprintf(`{"name": %q, "path": %[1]q, "bytes": %d, "hash": %q}`, p.name, size, hash))
		}
	}
	parts = append(parts, part{name: pack.PackageName, text: `{"resources": [` + strings.Join(resources, ",") + `]}`})
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		head := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		head.SetMode(0o644 | p.mode)
		w, err := z.CreateHeader(head)
		if err == nil {
			_, err = io.WriteString(w, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestHostile: what is no package, or means ill, leaves nothing behind.
func TestHostile(t *testing.T) {
	zeros := strings.Repeat("\x00", 100<<20)
	for _, c := range []struct {
		name string
		raw  []byte
		want string
	}{
		{"no zip", []byte("PK no"), "is no package"},
		{"cut", zipOf(t, part{name: "a", text: "a"})[:60], "is no package"},
		{"another zip", emptyZip(t), "it has no datapackage.json"},
		{"up", zipOf(t, part{name: "../a", text: "a"}), "leads out of the folder"},
		{"up inside", zipOf(t, part{name: "a/../../b", text: "a"}), "leads out of the folder"},
		{"absolute", zipOf(t, part{name: "/tmp/a", text: "a"}), "leads out of the folder"},
		{"backslashes", zipOf(t, part{name: `..\a`, text: "a"}), "leads out of the folder"},
		{"a drive", zipOf(t, part{name: `C:a`, text: "a"}), "leads out of the folder"},
		{"a link", zipOf(t, part{name: "a", text: "/etc/passwd", mode: fs.ModeSymlink}), "is no file"},
		{"a device", zipOf(t, part{name: "a", text: "a", mode: fs.ModeDevice}), "is no file"},
		{"twice", zipOf(t, part{name: "a", text: "a"}, part{name: "a", text: "a", unsaid: true}), "is there twice"},
		{"twice stated", zipOf(t, part{name: "a", text: "a"}, part{name: "a", text: "a"}), "states a twice"},
		{"unsaid", zipOf(t, part{name: "a", text: "a", unsaid: true}), "a is not stated"},
		{"larger than stated", zipOf(t, part{name: "a", text: "abc", size: 1}), "has 3 bytes, datapackage.json states 1"},
		{"another hash", zipOf(t, part{name: "a", text: "abc", hash: "sha256:00"}), "the package is damaged"},
		{"a bomb", zipOf(t, part{name: "a", text: zeros}), "with a size that can't be"},
		{"many small ones", zipOf(t, part{name: "a", text: zeros[:40<<20]}, part{name: "b", text: zeros[:60<<20]}), "it would unpack to"},
		{"a file where a folder is wanted", zipOf(t, part{name: "a", text: "a"}, part{name: "a/b", text: "b"}), "not a directory"},
		{"escapes", zipOf(t, part{name: "a\x1b[31m", text: "a", unsaid: true}), "a [31m is not stated"},
	} {
		root := t.TempDir()
		err := unpack(t, c.raw, filepath.Join(root, "in", "run"))
		if err == nil {
			t.Fatalf("%s: unpacked where no folder was", c.name)
		}
		err = unpack(t, c.raw, filepath.Join(root, "run"))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
		if left, err := os.ReadDir(root); err != nil || len(left) > 0 {
			t.Errorf("%s: %v is left, %v", c.name, left, err)
		}
	}
	if err := unpack(t, zipOf(t, part{name: "a", text: "a"}), t.TempDir()); err == nil || !strings.Contains(err.Error(), "exists") {
		t.Error(err)
	}
}

func emptyZip(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := zip.NewWriter(&b).Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
