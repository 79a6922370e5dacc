package corpus

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// Which files have a stamp: those of a folder that hold one text, once a further change
// of theirs would show.
func TestStamp(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"2001.txt": "One text.", "2002.md": "Another.", "r.jsonl": `{"text":"A record.","date":"2003"}`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	stamps := func() (out []string) {
		r, err := Open([]string{dir}, Options{Path: []string{"{year}", "{_}"}})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Read(context.Background(), func(raw Raw) error { out = append(out, raw.Stamp()); return nil }); err != nil {
			t.Fatal(err)
		}
		return out
	}
	time.Sleep(2 * settled)
	old := stamps()
	if len(old) != 3 || old[0] == "" || old[1] == "" || old[0] == old[1] || old[2] != "" {
		t.Errorf("%q", old)
	}
	if again := stamps(); !reflect.DeepEqual(again, old) {
		t.Errorf("%q, then %q", old, again)
	}
	// The same length, with the time it had.
	path := filepath.Join(dir, "2001.txt")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(path, []byte("One texT."), 0o666), os.Chtimes(path, time.Time{}, info.ModTime())); err != nil {
		t.Fatal(err)
	}
	if now := stamps(); now[0] != "" {
		t.Errorf("%q was written just now", now[0])
	}
	time.Sleep(2 * settled)
	if now := stamps(); now[0] == old[0] || now[0] == "" {
		t.Errorf("changed in secret: %q", now[0])
	}
	if err := os.WriteFile(path, []byte("One more."), 0o666); err != nil {
		t.Fatal(err)
	}
}

// A document made again is the document, but for its text; a known file that has
// changed is not taken for what it was.
func TestRecollect(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "2001-03_XX.txt")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("First says this.\n\nSecond says that, and more â€™ too.")
	for name, text := range map[string]string{"t.csv": "code,name\nXX,Country\nYY,Other\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	open := func() *Reader {
		r, err := Open([]string{dir}, Options{
			Path: []string{"{year}-{month}_{code}"}, Split: Split{Pattern: `(?m)^(?P<issuer>\w+) says`}, Dates: []string{"auto"},
			Metadata: []Table{{File: "t.csv", On: Mapping{{"code", "code"}}, Columns: Mapping{{"name", "state"}}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	time.Sleep(2 * settled)
	r, again := open(), open()
	var raws []Raw
	if err := r.Read(context.Background(), func(raw Raw) error { raws = append(raws, raw); return nil }); err != nil {
		t.Fatal(err)
	}
	raw := raws[0]
	var kept [][]byte
	r.DecodeAll(context.Background(), raw, func(d *Document, x *Rejection) {
		if x != nil {
			t.Fatal(x)
		}
		b := d.Append(nil)
		got, err := again.Recollect(raw, b)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Append(nil), b) {
			t.Errorf("%+v is not kept as %+v is", got, d)
		}
		want := *d
		want.Text, want.Skip, want.Parts = "", nil, nil
		for i, m := range want.rows { // each Reader has rows of its own
			if got.rows[i].row.key[0] != m.row.key[0] || !got.rows[i].row.used.Load() {
				t.Errorf("row %v, want %v", got.rows[i].row.key, m.row.key)
			}
		}
		got.rows, want.rows = nil, nil
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("%+v\nwant %+v", *got, want)
		}
		for n := range b {
			if _, err := again.Recollect(raw, b[:n]); err == nil {
				t.Errorf("%d of %d bytes are taken for a document", n, len(b))
			}
		}
		kept = append(kept, b)
	})
	if len(kept) != 2 {
		t.Fatalf("%d documents", len(kept))
	}

	sum := raw.Sum()
	again.Know(func(stamp string) (Note, bool) { return Note{sum, kept[0]}, stamp == raw.Stamp() })
	raws = nil
	if err := again.Read(context.Background(), func(raw Raw) error { raws = append(raws, raw); return nil }); err != nil {
		t.Fatal(err)
	}
	if again.Inputs()[0].SHA256 != r.Inputs()[0].SHA256 || raws[0].Note() == nil {
		t.Errorf("%+v, want the hash %s", again.Inputs()[0], r.Inputs()[0].SHA256)
	}
	loaded, err := again.Load(raws[0])
	if err != nil || string(loaded.data) != string(raw.data) || loaded.Note() != nil {
		t.Errorf("%v, %q", err, loaded.data)
	}
	write("Third says nothing.")
	if _, err := again.Load(raws[0]); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that has changed: %v", err)
	}
}

// Whatever is taken for a document, the reader says no or makes one.
func FuzzRecollect(f *testing.F) {
	r := &Reader{tables: []*table{{listed: []*tableRow{{place: 1}}}}}
	d := &Document{ID: "a", Meta: []Field{{"k", "v"}}, Flags: []string{"x"}, rows: []match{{row: r.tables[0].listed[0], met: 1}}, notes: []note{{noteDates, "n"}}}
	f.Add(d.Append(nil))
	f.Fuzz(func(t *testing.T, kept []byte) { r.Recollect(Raw{}, kept) })
}
