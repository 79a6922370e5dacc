package cache

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func TestCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	if info, err := Stat(dir); err != nil || info.Packs != 0 {
		t.Fatalf("a folder that is not there: %+v, %v", info, err)
	}
	fill(t, dir, 0, 100)
	fill(t, dir, 50, 150) // half of it is there already
	c := open(t, dir)
	for i := range 150 {
		if got, ok := c.Get(key(i)); !ok || !bytes.Equal(got, value(i)) {
			t.Fatalf("entry %d: %q, %v", i, got, ok)
		}
	}
	if _, ok := c.Get(key(150)); ok {
		t.Error("an entry nobody made")
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := Stat(dir); err != nil || info.Packs != 2 || info.Entries != 200 {
		t.Errorf("%+v, %v", info, err)
	}
}

// Whatever happens to the bytes of a pack, an entry is right or not there.
func TestDamage(t *testing.T) {
	source := t.TempDir()
	fill(t, source, 0, 20)
	names, _ := filepath.Glob(filepath.Join(source, "*"))
	whole, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	check := func(what string, raw []byte) {
		t.Helper()
		path := filepath.Join(dir, filepath.Base(names[0]))
		if err := os.WriteFile(path, raw, 0o666); err != nil {
			t.Fatal(err)
		}
		c := open(t, dir)
		found := 0
		for i := range 20 {
			got, ok := c.Get(key(i))
			if ok && !bytes.Equal(got, value(i)) {
				t.Fatalf("%s: entry %d is %q", what, i, got)
			}
			if ok {
				found++
			}
		}
		if found == 20 || c.Damaged() == 0 {
			t.Errorf("%s: %d entries, %d damaged", what, found, c.Damaged())
		}
		if err := c.Close(); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	for at := len(magic); at < len(whole); at++ {
		raw := bytes.Clone(whole)
		raw[at] ^= 1 << (at % 8)
		check(fmt.Sprintf("byte %d", at), raw)
	}
	for n := 0; n < len(whole); n += 7 {
		check(fmt.Sprintf("cut at %d", n), whole[:n])
	}
	check("a byte more", append(bytes.Clone(whole), 0))
}

func TestMerge(t *testing.T) {
	dir := t.TempDir()
	for i := range mostPacks + 3 {
		fill(t, dir, i, i+2)
	}
	info, err := Stat(dir)
	if err != nil || info.Packs > 3 {
		t.Fatalf("%+v, %v", info, err)
	}
	c := open(t, dir)
	defer c.Close()
	for i := range mostPacks + 4 {
		if got, ok := c.Get(key(i)); !ok || !bytes.Equal(got, value(i)) {
			t.Errorf("entry %d: %q, %v", i, got, ok)
		}
	}
}

// A large pack is not written anew for the sake of small ones, and packs of which
// nothing can be read do not keep the merging from its end.
func TestMergeLeavesTheLarge(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir)
	c.Put(key(1<<20), make([]byte, mergedPack-100))
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	large, _ := filepath.Glob(filepath.Join(dir, "*"))
	fill(t, dir, 0, 1)
	for _, path := range large {
		if err := os.Chtimes(path, time.Now(), time.Now().Add(-48*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range mostPacks {
		fill(t, dir, 1+2*i, 2+2*i)
	}
	if info, err := os.Stat(large[0]); err != nil || time.Since(info.ModTime()) < 47*time.Hour {
		t.Errorf("the large pack: %v, %v", info, err)
	}
	if info, err := Stat(dir); err != nil || info.Packs > 3 || info.Entries != mostPacks+2 {
		t.Errorf("%+v, %v", info, err)
	}
	spoilt := t.TempDir()
	for i := range mostPacks {
		fill(t, spoilt, 100+2*i, 101+2*i)
	}
	paths, _ := filepath.Glob(filepath.Join(spoilt, "*"))
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		raw[50] ^= 1 // of the value
		if err := os.WriteFile(path, raw, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	fill(t, spoilt, 99, 100)
	if info, err := Stat(spoilt); err != nil || info.Entries != 1 {
		t.Errorf("%+v, %v", info, err)
	}
}

func TestPrune(t *testing.T) {
	dir := t.TempDir()
	for i := range 3 {
		fill(t, dir, 10*i, 10*i+10)
		age(t, dir, time.Duration(3-i)*24*time.Hour)
	}
	c := open(t, dir)
	c.Get(key(0)) // the oldest pack is of use again
	c.Close()
	removed, err := Prune(dir, time.Now().Add(-36*time.Hour), -1)
	if err != nil || removed.Packs != 1 || removed.Entries != 10 {
		t.Errorf("by age: %+v, %v", removed, err)
	}
	removed, err = Prune(dir, time.Time{}, 0)
	if info, _ := Stat(dir); err != nil || removed.Packs != 2 || info.Packs != 0 {
		t.Errorf("by size: %+v, %v", removed, err)
	}
}

// age makes packs younger than a second older.
func age(t *testing.T, dir string, by time.Duration) {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if then := time.Now().Add(-by); time.Since(info.ModTime()) < time.Hour {
			if err := os.Chtimes(path, then, then); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Several processes and goroutines at once, merging and pruning among them.
func TestConcurrent(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for round := range 10 {
				c, err := Open(dir, "test")
				if err != nil {
					t.Error(err)
					return
				}
				r := rand.New(rand.NewPCG(uint64(g), uint64(round)))
				for range 50 {
					i := r.IntN(500)
					if got, ok := c.Get(key(i)); ok && !bytes.Equal(got, value(i)) {
						t.Errorf("entry %d: %q", i, got)
					}
					c.Put(key(i), value(i))
				}
				if err := c.Close(); err != nil {
					t.Error(err)
				}
				if g == 0 {
					if _, err := Prune(dir, time.Time{}, 20_000); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
}

func TestWriteFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := Open(filepath.Join(file, "cache"), "test")
	if err != nil {
		return // heard already
	}
	c.Put(key(1), value(1))
	if err := c.Close(); err == nil {
		t.Error("want to hear that nothing could be kept")
	}
}

func TestKey(t *testing.T) {
	c := open(t, t.TempDir())
	if c.Key("a", "bc") == c.Key("ab", "c") || c.Key("a") == c.Key("a", "") {
		t.Error("parts run into each other")
	}
	if other := open(t, t.TempDir()); other.Key("a") != c.Key("a") {
		t.Error("a key depends on the folder")
	}
	other, err := Open(t.TempDir(), "another")
	if err != nil || other.Key("a") == c.Key("a") {
		t.Errorf("a maker has the keys of another (%v)", err)
	}
}

// The program that runs knows itself, and is the same all the time it does.
func TestProgram(t *testing.T) {
	if p := Program(); p == "" || p != Program() {
		t.Errorf("%q", p)
	}
}

func BenchmarkGet(b *testing.B) {
	dir := b.TempDir()
	fill(b, dir, 0, 10_000)
	c := open(b, dir)
	defer c.Close()
	for i := 0; b.Loop(); i++ {
		if _, ok := c.Get(key(i % 10_000)); !ok {
			b.Fatal("not there")
		}
	}
}

func key(i int) Key { return (&Cache{maker: "test"}).Key(fmt.Sprint(i)) }

func value(i int) []byte { return bytes.Repeat([]byte{byte(i)}, i%300) }

func open(t testing.TB, dir string) *Cache {
	t.Helper()
	c, err := Open(dir, "test")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func fill(t testing.TB, dir string, from, to int) {
	t.Helper()
	c := open(t, dir)
	for i := from; i < to; i++ {
		c.Put(key(i), value(i))
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}
