package corpus

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSourceChanged: what goes, comes or grows while it is read is said, and the
// inputs are counted as they were read.
func TestSourceChanged(t *testing.T) {
	n := len(english) + len("0 ...")
	counts := func(bytes, files int) string {
		return fmt.Sprintf("corpus: 3 files of %d bytes when the run began, %d files of %d bytes when they were read", 3*n, files, bytes)
	}
	for _, c := range []struct {
		about  string
		change func(dir string) error // after the first document
		docs   int
		files  int64
		want   string
	}{
		{"at rest", func(string) error { return nil }, 3, 3, ""},
		{"gone", func(dir string) error { return os.Remove(filepath.Join(dir, "b", "2.txt")) }, 2, 2,
			counts(2*n, 2)},
		{"come", func(dir string) error { return os.WriteFile(filepath.Join(dir, "b", "4.txt"), []byte(english), 0o666) }, 4, 4,
			counts(3*n+len(english), 4)},
		{"grown", func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "b", "2.txt"), []byte("2 "+english+" more"), 0o666)
		}, 3, 3,
			counts(3*n+2, 3)},
		{"all gone", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "b")) }, 1, 1, counts(n, 1)},
		{"gone from its list", func(dir string) error { return os.Remove(filepath.Join(dir, "a", "2.txt")) }, 2, 2, "corpus/a/2.txt: gone since the run began"},
	} {
		var entries []entry
		for i, name := range []string{"a/1.txt", "b/2.txt", "b/3.txt"} {
			if c.about == "gone from its list" {
				name = "a/" + filepath.Base(name)
			}
			entries = append(entries, entry{name, fmt.Sprintf("%d %s...", i, english)})
		}
		dir := folder(t, entries...)
		o := options(t, "set: {date: 2019}")
		r, err := Open([]string{dir}, o)
		if err != nil {
			t.Fatal(err)
		}
		docs, said := 0, []string{}
		err = r.Read(context.Background(), func(raw Raw) error {
			d, x := r.Decode(raw)
			if x != nil {
				said = append(said, fmt.Sprintf("%s: %s", x.Source, x.Detail))
				if x.Reason != ReasonSourceChanged {
					t.Errorf("%s: %+v", c.about, x)
				}
			}
			if d == nil {
				return nil
			}
			docs++
			if docs == 1 {
				return c.change(dir)
			}
			return nil
		})
		if err != nil || docs != c.docs || r.Inputs()[0].Files != c.files || !strings.Contains(strings.Join(said, "; "), c.want) || (c.want == "") != (len(said) == 0) {
			t.Errorf("%s: %v, %d documents, %+v, %q", c.about, err, docs, r.Inputs()[0], said)
		}
	}
}

// A file that grows while it is open.
func TestSourceGrows(t *testing.T) {
	path := temp(t, "a.jsonl", strings.Repeat(`{"date":"2019","text":"`+english+`"}`+"\n", 5000))
	r, err := Open([]string{path}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	grown, said := false, ""
	err = r.Read(context.Background(), func(raw Raw) error {
		if _, x := r.Decode(raw); x != nil {
			said += string(x.Reason)
		}
		if grown {
			return nil
		}
		grown = true
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = f.WriteString(`{"date":"2019","text":"` + english + `"}` + "\n")
		return err
	})
	if err != nil || said != string(ReasonSourceChanged) {
		t.Errorf("%v, %q", err, said)
	}
}
