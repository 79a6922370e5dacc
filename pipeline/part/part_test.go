package part

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// written is a part with two sections.
func written(tb testing.TB, out string, h Head) string {
	tb.Helper()
	w, err := Create(out, h)
	if err != nil {
		tb.Fatal(err)
	}
	for _, ext := range []string{DocumentsExt, TablesExt} {
		if err := os.WriteFile(w.Path(ext), []byte("of "+ext), 0o666); err != nil {
			tb.Fatal(err)
		}
	}
	for _, f := range frames {
		if err := w.Frame(f.kind, f.data); err != nil {
			tb.Fatal(err)
		}
	}
	path, err := w.Publish()
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

type frame struct {
	kind Kind
	data []byte
}

var frames = []frame{
	{Records, []byte(strings.Repeat("some records ", 100))}, {Sketches, []byte("123")}, {End, []byte("{}")}, {Rejections, nil}, {End, []byte("end")},
}

// all are the frames of a part.
func all(r *Sections, err error) ([]frame, error) {
	var out []frame
	for err == nil {
		var f frame
		if f.kind, f.data, err = r.Next(); err == nil {
			out = append(out, f)
		}
	}
	return out, err
}

func TestPart(t *testing.T) {
	dir := t.TempDir()
	h := Head{Shard: 3, Of: 16, Made: []Fact{{"program", "1"}}, Data: []byte(`{"a":1}`)}
	path := written(t, dir, h)
	if want := filepath.Join(dir, "003-of-016.part"); path != want {
		t.Errorf("published as %s, want %s", path, want)
	}
	f, err := Open(path)
	if err != nil || f.Shard != 3 || f.Of != 16 || !slices.Equal(f.Made, h.Made) || string(f.Data) != string(h.Data) {
		t.Fatalf("%+v, %v", f, err)
	}
	for _, ext := range []string{DocumentsExt, TablesExt} {
		if raw, err := os.ReadFile(f.Beside(ext)); err != nil || string(raw) != "of "+ext {
			t.Errorf("%s holds %q, %v", ext, raw, err)
		}
	}
	got, err := all(f.Sections())
	same := func(a, b frame) bool { return a.kind == b.kind && bytes.Equal(a.data, b.data) }
	if err != io.EOF || !slices.EqualFunc(got, frames, same) {
		t.Errorf("%v, %v", got, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 4 { // and the lock
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// TestDamage: no byte of a part can be another, and none be missing.
func TestDamage(t *testing.T) {
	path := written(t, t.TempDir(), Head{Shard: 1, Of: 1})
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw {
		broken := slices.Clone(raw)
		broken[i] ^= 4
		for what, b := range map[string][]byte{"another byte": broken, "an end": raw[:i]} {
			if _, err := all(read(bytes.NewReader(b), "x", int64(len(b)))); !errors.Is(err, ErrDamaged) {
				t.Errorf("%s at %d: %v", what, i, err)
			}
		}
	}
	longer := append(slices.Clone(raw), 0)
	if _, err := all(read(bytes.NewReader(longer), "x", int64(len(longer)))); !errors.Is(err, ErrDamaged) {
		t.Errorf("a byte more: %v", err)
	}
}

func TestComplete(t *testing.T) {
	dir := t.TempDir()
	of := func(sub string, shard, of int, lexicon string) *File {
		f, err := Open(written(t, filepath.Join(dir, sub), Head{Shard: shard, Of: of, Made: []Fact{{"program", "1"}, {"lexicon", lexicon}}}))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	a, b, c := of("x", 1, 3, "l"), of("x", 2, 3, "l"), of("x", 3, 3, "l")
	alone := of("y", 2, 3, "l")
	if err := os.Remove(alone.Beside(DocumentsExt)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		parts []*File
		want  string // in the error; empty: none
	}{
		{[]*File{c, a, b}, ""},
		{nil, "no part"},
		{[]*File{a, b}, "missing: 3/3"},
		{[]*File{b}, "missing: 1/3, 3/3"},
		{[]*File{a, b, c, b}, "twice: " + b.Path + ", " + b.Path},
		{[]*File{a, of("z", 2, 3, "m"), c}, "z/002-of-003.part (another lexicon)"},
		{[]*File{a, b, of("z", 3, 4, "l")}, "z/003-of-004.part (of 4 shards, not 3)"},
		{[]*File{a, alone, c}, "missing: " + alone.Beside(DocumentsExt)},
	} {
		err := Complete(test.parts)
		if err == nil && test.want != "" || err != nil && (test.want == "" || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%v, want %q", err, test.want)
		}
	}
}

// Whatever is taken for a part, it is read to some end.
func FuzzPart(f *testing.F) {
	raw, err := os.ReadFile(written(f, f.TempDir(), Head{Shard: 1, Of: 1}))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) { all(read(bytes.NewReader(raw), "x", int64(len(raw)))) })
}
