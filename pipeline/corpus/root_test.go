package corpus

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

// filesOf is a folder with every kind of file that is read by another way, a
// metadata table, and what is refused.
func filesOf(t *testing.T) string {
	dir := folder(t, entry{"a/2001.txt", english}, entry{"._2002.txt", "x"}, entry{"2003.xyz", "x"},
		entry{"table.csv", "year,venue\n2001,Amber Sea\n"},
		entry{"c.tgz", string(gzipped(t, tarEntries(t, entry{"2004.txt", english})))},
		entry{"d.zip", string(zipped(t, entry{"2005.txt", english}))})
	if err := os.Symlink(filepath.Join(dir, "a"), filepath.Join(dir, "loop")); err != nil {
		t.Skip("no links here:", err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Skip("no pipes here:", err)
	}
	return dir
}

// TestFileSystem: a folder read through an fs.FS gives what it gives by its
// path, hashes, joins and refusals included.
func TestFileSystem(t *testing.T) {
	dir := filesOf(t)
	o := Options{Path: []string{"{year}.txt"}}
	o.Metadata = []Table{{File: "table.csv", On: Mapping{{"year", "year"}}, Columns: Mapping{{"venue", "venue"}}}}
	want := readCorpus(t, o, dir)
	wantReasons(t, want, 3, map[Reason]int{ReasonResourceFork: 1, ReasonUnsupportedFormat: 1, ReasonUnsafePath: 2, ReasonIgnored: 1})
	if d := want.docs[0]; d.Venue != "Amber Sea" {
		t.Errorf("the table was not joined: %+v", d)
	}
	o.FS = os.DirFS(filepath.Dir(dir))
	got := readCorpus(t, o, filepath.Base(dir))
	if !reflect.DeepEqual(got.docs, want.docs) || !reflect.DeepEqual(got.rejected, want.rejected) {
		t.Errorf("through fs.FS: %d documents and %v, by path: %d and %v", len(got.docs), got.rejected, len(want.docs), want.rejected)
	}
	if !reflect.DeepEqual(got.reader.Inputs(), want.reader.Inputs()) {
		t.Errorf("inputs %+v, want %+v", got.reader.Inputs(), want.reader.Inputs())
	}
}

// sequential hides random access, as a compressed file system has none.
type sequential struct{ fs.FS }

func (s sequential) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	return struct{ fs.File }{f}, err
}

func TestFileSystemInputs(t *testing.T) {
	files := fstest.MapFS{
		"in/2001.txt": {Data: []byte(english)},
		"in/c.zip":    {Data: zipped(t, entry{"2002.txt", english})},
		"in/pipe.txt": {Mode: fs.ModeNamedPipe},
	}
	o := dated()
	o.FS = files
	wantReasons(t, readCorpus(t, o, "in/2001.txt", "./in/c.zip"), 2, nil)
	for name, want := range map[string]string{
		"../in": "without ..", "/in/2001.txt": "leading slash", "in/gone": "does not exist", "in/pipe.txt": "neither a file nor a folder",
	} {
		if _, err := Open([]string{name}, o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
	o.FS = sequential{files}
	got := readCorpus(t, o, "in/2001.txt", "in/c.zip")
	wantReasons(t, got, 1, map[Reason]int{ReasonUnreadable: 1})
}
