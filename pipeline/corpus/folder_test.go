package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func TestFolder(t *testing.T) {
	dir := folder(t,
		entry{"b/2002.txt", english}, entry{"a 1/2001.txt", english}, entry{"a/2000.md", english},
		entry{"._2001.txt", "x"}, entry{".DS_Store", "x"}, entry{".git/config.txt", "x"}, entry{"__MACOSX/x.txt", "x"},
		entry{"~$2001.xlsx", "x"}, entry{"2003.docx", "x"}, entry{"notes", "x"}, entry{"2004.TXT", english},
		entry{"README.txt", english}, entry{"drafts/2005.txt", english})
	o := dated()
	o.Files.Ignore = []string{"README*", "drafts/**"}
	got := readCorpus(t, o, dir)
	wantReasons(t, got, 4, map[Reason]int{ReasonResourceFork: 1, ReasonHiddenFile: 4, ReasonUnsupportedFormat: 2, ReasonIgnored: 2})
	var ids []string
	for _, d := range got.docs {
		ids = append(ids, d.ID)
	}
	if want := []string{"2004", "a/2000", "a 1/2001", "b/2002"}; !slices.Equal(ids, want) {
		t.Errorf("order %q, want %q", ids, want)
	}
	if r := got.rejection(t, "README.txt"); r.Detail != "files.ignore: README*" || !r.Reason.Junk() {
		t.Errorf("%+v", r)
	}
}

func TestFolderHash(t *testing.T) {
	dir := folder(t, entry{"a/2001.txt", english}, entry{"b.docx", "x"})
	in := readCorpus(t, dated(), dir).reader.Inputs()[0]
	text := sha256.Sum256([]byte(english))
	all := sha256.Sum256([]byte("a/2001.txt\x00" + hex.EncodeToString(text[:]) + "\nb.docx\x00-\n"))
	want := Input{Name: "corpus", Kind: "folder", Files: 2, Bytes: int64(len(english)) + 1, SHA256: hex.EncodeToString(all[:])}
	if in != want {
		t.Errorf("got %+v, want %+v", in, want)
	}
}

func TestEmptyFolder(t *testing.T) {
	got := readCorpus(t, Options{}, t.TempDir())
	wantReasons(t, got, 0, nil)
	if done, total := got.reader.Progress(); done != 0 || total != 0 {
		t.Errorf("progress %d of %d", done, total)
	}
}

func TestLinks(t *testing.T) {
	outside := temp(t, "2000.txt", english)
	dir := folder(t, entry{"2001.txt", english})
	for name, target := range map[string]string{"loop": dir, "out.txt": outside, "in.txt": filepath.Join(dir, "2001.txt"), "gone.txt": "/nowhere"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Skip("no pipes here:", err)
	}
	wantReasons(t, readCorpus(t, dated(), dir), 1, map[Reason]int{ReasonUnsafePath: 5})
	// A link that is named itself is followed.
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	got := readCorpus(t, dated(), link)
	wantReasons(t, got, 1, map[Reason]int{ReasonUnsafePath: 5})
	if got.docs[0].Source != "link/2001.txt" {
		t.Error(got.docs[0].Source)
	}
}

func TestNoPermission(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	dir := folder(t, entry{"2001.txt", english}, entry{"2002.txt", english}, entry{"sub/2003.txt", english})
	for _, name := range []string{"2002.txt", "sub"} {
		if err := os.Chmod(filepath.Join(dir, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "sub"), 0o755) })
	got := readCorpus(t, dated(), dir)
	wantReasons(t, got, 1, map[Reason]int{ReasonUnreadable: 2})
	for _, r := range got.rejected {
		if strings.Contains(r.Detail, dir) {
			t.Errorf("%s tells where the folder lies: %s", r.Source, r.Detail)
		}
	}
}

func TestOpenErrors(t *testing.T) {
	file := temp(t, "2001.txt", english)
	for want, inputs := range map[string][]string{
		"no input": nil, "does not exist": {filepath.Join(t.TempDir(), "gone")}, "named twice": {file, file}, "neither": {"/dev/null"},
	} {
		if _, err := Open(inputs, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", inputs, err, want)
		}
	}
}

func TestSeveralInputs(t *testing.T) {
	a, b := folder(t, entry{"2001.txt", english}), folder(t, entry{"2002.txt", english})
	got := readCorpus(t, dated(), a, b, temp(t, "2003.txt", english), temp(t, ".2004.txt", english))
	wantReasons(t, got, 4, nil)
	var sources []string
	for _, d := range got.docs {
		sources = append(sources, d.Source)
	}
	if want := []string{"corpus/2001.txt", "corpus (2)/2002.txt", "2003.txt", ".2004.txt"}; !slices.Equal(sources, want) {
		t.Errorf("got %q, want %q", sources, want)
	}
	if done, total := got.reader.Progress(); done != total || total != int64(4*len(english)) {
		t.Errorf("progress %d of %d", done, total)
	}
}

func TestReadStops(t *testing.T) {
	dir := folder(t, entry{"c.tgz", string(gzipped(t, tarEntries(t, speeches(3)...)))}, entry{"2001.txt", english})
	r, err := Open([]string{dir}, dated())
	if err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	if err := r.Read(t.Context(), func(Raw) error { return enough }); err != enough {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err = r.Read(ctx, func(Raw) error { n++; cancel(); return nil })
	if err != context.Canceled || n != 1 {
		t.Errorf("%d items, %v", n, err)
	}
	// A Reader can be read again.
	n = 0
	if err := r.Read(t.Context(), func(Raw) error { n++; return nil }); err != nil || n != 4 {
		t.Errorf("%d items, %v", n, err)
	}
}

func TestFilesRules(t *testing.T) {
	for _, c := range []struct {
		glob, path string
		want       bool
	}{
		{"README*", "a/b/README.txt", true}, {"*.txt", "a/b.txt", true}, {"TXT/**/*.txt", "x/TXT/a/b.txt", true},
		{"TXT/**/*.txt", "TXT/b.txt", true}, {"/b.txt", "a/b.txt", false}, {"/a/*", "a/b.txt", true},
		{"a/*", "a/b/c.txt", false}, {"**/c.{txt,md}", "a/b/c.md", true}, {"B.txt", "b.txt", false},
	} {
		if got := globMatch(c.glob, c.path); got != c.want {
			t.Errorf("%s on %s: %v", c.glob, c.path, got)
		}
	}
	o := dated()
	o.Files.Only = []string{"TXT/*.txt"}
	dir := t.TempDir()
	for i, name := range []string{"TXT/2001.txt", "TXT/c.zip", "other/2002.txt"} {
		data := []byte(english)
		if i == 1 {
			data = zipped(t, entry{"TXT/2003.txt", english}, entry{"2004.txt", english})
		}
		writeFile(t, filepath.Join(dir, name), data)
	}
	wantReasons(t, readCorpus(t, o, dir), 2, map[Reason]int{ReasonIgnored: 2})
	// The folder itself may be the input.
	wantReasons(t, readCorpus(t, o, filepath.Join(dir, "TXT")), 2, map[Reason]int{ReasonIgnored: 1})
}

func ExampleReader() {
	dir, _ := os.MkdirTemp("", "corpus")
	defer os.RemoveAll(dir)
	_ = os.WriteFile(filepath.Join(dir, "FRA_79_2024.txt"), []byte("The sovereignty of states is the basis of this order."), 0o600)
	_ = os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("to be read"), 0o600)
	r, err := Open([]string{dir}, Options{Path: []string{"{issuer}_{session}_{year}.txt"}, ID: "{stem}"})
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = r.Read(context.Background(), func(raw Raw) error {
		if doc, rejection := r.Decode(raw); doc != nil {
			r.Keep(doc)
			fmt.Println(doc.ID, doc.Issuer, doc.Date, doc.Lang, doc.Encoding, doc.Meta)
		} else {
			fmt.Println(rejection.Reason, rejection.Detail)
		}
		return nil
	})
	// Output:
	// FRA_79_2024 FRA 2024 en utf-8 [{session 79}]
	// name-mismatch no pattern of corpus.path fits notes.txt
}
