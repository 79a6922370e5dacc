package spool

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

// FuzzBody: whatever a body says, it is a document, which has a body of its own, or an
// error.
func FuzzBody(f *testing.F) {
	for _, d := range append(spooltest.Documents(6, 5, 3), spooltest.Bare()) {
		f.Add(appendBody(nil, d))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var first, second decoded
		d, err := first.read(string(body))
		if err != nil {
			if !errors.Is(err, ErrContent) {
				t.Fatal(err)
			}
			return
		}
		once := appendBody(nil, d)
		again, err := second.read(string(once))
		if err != nil || string(appendBody(nil, again)) != string(once) {
			t.Fatalf("%v: %+v became %+v", err, d, again)
		}
		// In the place of another it is the same.
		if _, err := second.read(string(appendBody(nil, spooltest.Documents(2, 9, 4)[1]))); err != nil {
			t.Fatal(err)
		}
		if again, err = second.read(string(once)); err != nil || string(appendBody(nil, again)) != string(once) {
			t.Fatalf("%v: %+v became %+v after another", err, d, again)
		}
	})
}

// A body that is cut off, or goes on, is none.
func TestNoBody(t *testing.T) {
	body, read := string(appendBody(nil, spooltest.Documents(3, 4, 2)[2])), new(decoded).read
	for n := range body {
		if d, err := read(body[:n]); !errors.Is(err, ErrContent) {
			t.Fatalf("of %d bytes: %+v, %v", n, d, err)
		}
	}
	if d, err := read(body + "\x00"); !errors.Is(err, ErrContent) {
		t.Errorf("with a byte more: %+v, %v", d, err)
	}
}

// A list cannot be said to be longer than what is there for it.
func TestLongLists(t *testing.T) {
	body := appendBody(nil, spooltest.Bare())
	for at := range body {
		long := append(append(append([]byte{}, body[:at]...), 0xff, 0xff, 0xff, 0xff, 0x0f), body[at+1:]...)
		if n := testing.AllocsPerRun(1, func() { new(decoded).read(string(long)) }); n > 100 {
			t.Errorf("byte %d: %v allocations", at, n)
		}
	}
}

// FuzzKept: a file that anybody may have written has the documents it is said to have,
// or errors.
func FuzzKept(f *testing.F) {
	raw, content := keptFile(f, spooltest.Documents(7, 3, 2))
	f.Add(raw, int64(content.Bodies[1]), 3, 4)
	f.Add(raw, int64(-8), 1, 1<<31-1)
	f.Add(raw[:len(raw)-9], int64(0), 3, 4)
	f.Fuzz(func(t *testing.T, raw []byte, second int64, n, m int) {
		path := filepath.Join(t.TempDir(), "kept")
		if err := os.WriteFile(path, raw, 0o666); err != nil {
			t.Fatal(err)
		}
		c := Content{[]int{n, m}, []int64{content.Bodies[0], second}, int64(len(raw)), crc32.Checksum(raw, castagnoli)}
		file, err := Open(path, c)
		if err != nil {
			return
		}
		defer file.Close()
		read := file.Reader()
		for i := -1; i <= min(c.Documents(), 20); i++ {
			if d, err := read(i); err == nil && (i < 0 || i >= c.Documents() || d == nil) {
				t.Errorf("document %d of %d", i, c.Documents())
			}
		}
	})
}

// keptFile is a file of documents in two batches, as it rests beside a part.
func keptFile(tb testing.TB, docs []*score.Document) ([]byte, Content) {
	tb.Helper()
	file, err := Create(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "kept")
	err = errors.Join(file.Append(NewBatch(docs[:3])), file.Append(NewBatch(docs[3:])))
	content, kept := file.Keep(path)
	raw, read := os.ReadFile(path)
	if err := errors.Join(err, kept, read); err != nil {
		tb.Fatal(err)
	}
	return raw, content
}

func TestKept(t *testing.T) {
	docs := spooltest.Documents(7, 3, 2)
	raw, content := keptFile(t, docs)
	if again, same := keptFile(t, docs); string(again) != string(raw) || !reflect.DeepEqual(same, content) {
		t.Error("the same documents have other bytes")
	}
	path := filepath.Join(t.TempDir(), "kept")
	if err := os.WriteFile(path, raw, 0o666); err != nil {
		t.Fatal(err)
	}
	file, err := Open(path, content)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read := file.Reader()
	for i, want := range docs {
		if d, err := read(i); err != nil || string(appendBody(nil, d)) != string(appendBody(nil, want)) {
			t.Errorf("document %d: %+v, %v", i, d, err)
		}
	}
	for _, i := range []int{-1, len(docs)} {
		if d, err := read(i); !errors.Is(err, ErrContent) {
			t.Errorf("document %d: %+v, %v", i, d, err)
		}
	}
	content.Sum++
	if _, err := Open(path, content); !errors.Is(err, ErrContent) {
		t.Errorf("%v: want to hear of other bytes", err)
	}
}

// What stands at the end of a file, for Arrow's reader, is not asked: it can say that there
// are billions of columns.
func TestEndIsNotAsked(t *testing.T) {
	raw, content := keptFile(t, spooltest.Documents(7, 3, 2))
	const tail = 10 // the length of what stands there, and the magic
	end := int(binary.LittleEndian.Uint32(raw[len(raw)-tail:])) + tail
	for back := 4; back < end; back += 3 {
		bad := append([]byte{}, raw...)
		copy(bad[len(bad)-back:], "\x7f\x7f\x7f\x7f")
		path := filepath.Join(t.TempDir(), "kept")
		if err := os.WriteFile(path, bad, 0o666); err != nil {
			t.Fatal(err)
		}
		c := content
		c.Sum = crc32.Checksum(bad, castagnoli)
		file, err := Open(path, c)
		if err != nil {
			t.Fatalf("%d bytes before the end: %v", back, err)
		}
		if _, err := file.Reader()(6); err != nil {
			t.Errorf("%d bytes before the end: %v", back, err)
		}
		file.Close()
	}
}
