package pipeline

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/sized"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Whatever happens to the inputs, the lexicon and the cache from one run to the next,
// a run's files are those of a run that remembers nothing.
func TestAnyHistory(t *testing.T) {
	rounds := sized.Of(40, 16)
	if testing.Short() {
		rounds = 8
	}
	dir := t.TempDir()
	h := &history{dir: filepath.Join(dir, "in"), lexicon: filepath.Join(dir, "lex.yaml"), random: rand.New(rand.NewPCG(14, 2))}
	if err := os.Mkdir(h.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	h.write(t, h.lexicon, lexiconOf(0))
	for range 12 {
		h.add(t)
	}
	last, known := "", 0
	for round := range rounds {
		what := h.step(t, filepath.Join(dir, "out", "cache"))
		c := Config{Inputs: []string{h.dir}, Lexicon: h.lexicon, Draws: 100, Corpus: corpus.Options{Path: []string{"{year}_{number}"}}, Out: filepath.Join(dir, "out"), Workers: 1 + round%3}
		got, err := Run(context.Background(), c, nil)
		if err != nil {
			t.Fatalf("round %d, %s: %v", round, what, err)
		}
		if what == "nothing" && round > 0 && got.Dir != last {
			t.Errorf("round %d: nothing has changed, and there is a run", round)
		}
		last = got.Dir
		known += got.Known
		if got.Documents == 0 {
			t.Fatalf("round %d: no document", round)
		}
		c.Cache, c.Out, c.Workers = cacheOff, filepath.Join(dir, "clean"), 1
		want, err := Run(context.Background(), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differentFile(t, got.Dir, want.Dir); diff != "" {
			t.Fatalf("round %d, %s: %s is not that of a clean run", round, what, diff)
		}
		if err := os.RemoveAll(want.Dir); err != nil {
			t.Fatal(err)
		}
	}
	if known == 0 {
		t.Error("nothing was ever remembered")
	}
}

// history changes a folder of texts at random.
type history struct {
	dir, lexicon string
	random       *rand.Rand
	english      bool // alone, so that no dictionary is loaded
	made         int
}

func (h *history) step(t *testing.T, cache string) string {
	files, err := filepath.Glob(filepath.Join(h.dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	some := files[h.random.IntN(len(files))]
	switch h.random.IntN(9) {
	case 0:
		return "nothing"
	case 1, 2:
		h.add(t)
		return "added"
	case 3:
		if len(files) > 5 {
			h.remove(t, some)
		}
		return "removed"
	case 4:
		h.write(t, some, h.text())
		return "changed"
	case 5: // the same length and time, another text
		info, err := os.Stat(some)
		raw, err2 := os.ReadFile(some)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		h.write(t, some, strings.Replace(string(raw), "security", "securitx", 1))
		if err := os.Chtimes(some, time.Time{}, info.ModTime()); err != nil {
			t.Fatal(err)
		}
		return "changed in secret"
	case 6:
		h.write(t, h.lexicon, lexiconOf(h.random.IntN(3)))
		return "another lexicon"
	case 7:
		h.damage(t, cache)
		return "damaged"
	}
	if err := os.RemoveAll(cache); err != nil {
		t.Fatal(err)
	}
	return "forgotten"
}

func (h *history) add(t *testing.T) {
	h.made++
	kind := "%d_%d.txt"
	text := h.text()
	if h.made%3 == 0 {
		kind, text = "%d_%d.html", "<html><body><article><h1>A title</h1><p>"+text+"</p></article></body></html>"
	}
	h.write(t, filepath.Join(h.dir, fmt.Sprintf(kind, 1990+h.random.IntN(20), h.made)), text)
}

func (h *history) text() string {
	said := []string{"We respect sovereignty.", "Development is first.", "Their security is ours.", "安全和发展。", "Nothing was said here."}
	if h.english {
		said = append(said[:3], said[4])
	}
	var b strings.Builder
	for range 5 + h.random.IntN(60) {
		b.WriteString(said[h.random.IntN(len(said))] + " ")
	}
	return b.String()
}

func (h *history) damage(t *testing.T, cache string) {
	packs, _ := filepath.Glob(filepath.Join(cache, "*"))
	for _, path := range packs {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for range 1 + len(raw)/2000 {
			raw[h.random.IntN(len(raw))] ^= byte(1 + h.random.IntN(255))
		}
		h.write(t, path, string(raw[:len(raw)-h.random.IntN(2)*h.random.IntN(len(raw))]))
	}
}

func (h *history) write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func (h *history) remove(t *testing.T, path string) {
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func lexiconOf(n int) string {
	return fmt.Sprintf(`
name: l
frames:
- {key: a, entries: {en: [sovereignty%s], zh: [安全]}}
- {key: b, entries: {en: [development, security], zh: [发展]}}
contrasts:
- {key: c, positive: [a], negative: [b]}
`, []string{"", ", first", ", nothing"}[n])
}

// differentFile names a file of two runs that differs, but for those that hang on when
// they were made and what was there before.
func differentFile(t *testing.T, a, b string) string {
	t.Helper()
	entries, err := os.ReadDir(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !store.Described(e.Name()) && e.Name() != store.ManifestName {
			continue
		}
		x, err := os.ReadFile(filepath.Join(a, e.Name()))
		y, err2 := os.ReadFile(filepath.Join(b, e.Name()))
		if err != nil || err2 != nil || !bytes.Equal(x, y) {
			return e.Name()
		}
	}
	return ""
}

// Sources that grow: what was there is not scored again, whatever it lies in.
func TestSourcesGrow(t *testing.T) {
	record := func(i int) string {
		text := strings.Repeat(fmt.Sprintf("Statement %d speaks of sovereignty and of development. ", i), 10)
		return fmt.Sprintf(`{"id":"s%d","date":"%d","lang":"en","text":"%s"}`+"\n", i, 1990+i, text)
	}
	row := func(i int) string {
		return fmt.Sprintf("s%d,%d,en,%s\n", i, 1990+i, strings.Repeat(fmt.Sprintf("Statement %d speaks of sovereignty. ", i), 15))
	}
	for name, grow := range map[string]func(path string, from, to int) error{
		"appended.jsonl": func(path string, from, to int) error { return appendTo(path, "", from, to, record) },
		"appended.csv":   func(path string, from, to int) error { return appendTo(path, "id,date,lang,text\n", from, to, row) },
		"replaced.zip": func(path string, _, to int) error {
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			for i := range to {
				w, err := z.Create(fmt.Sprintf("%d.jsonl", i))
				if err != nil {
					return err
				}
				io.WriteString(w, record(i))
			}
			return errors.Join(z.Close(), os.WriteFile(path, b.Bytes(), 0o666))
		},
		"partitioned": func(path string, from, to int) error {
			for i := from; i < to; i++ {
				dir := filepath.Join(path, fmt.Sprintf("date=%d", 1990+i))
				if err := errors.Join(os.MkdirAll(dir, 0o777), os.WriteFile(filepath.Join(dir, "part-0.jsonl"), []byte(record(i)), 0o666)); err != nil {
					return err
				}
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			source, lexicon := filepath.Join(dir, name), filepath.Join(dir, "l.yaml")
			if err := os.WriteFile(lexicon, []byte(lexiconOf(0)), 0o666); err != nil {
				t.Fatal(err)
			}
			c := Config{Inputs: []string{source}, Lexicon: lexicon, Draws: 100, Out: filepath.Join(dir, "out")}
			for _, n := range [][2]int{{0, 4}, {4, 7}} {
				if err := grow(source, n[0], n[1]); err != nil {
					t.Fatal(err)
				}
				got, err := Run(context.Background(), c, nil)
				if err != nil || got.Documents != n[1] || got.Known != n[0] {
					t.Fatalf("%v: %d documents, %d known; want %d, %d", err, got.Documents, got.Known, n[1], n[0])
				}
			}
		})
	}
}

func appendTo(path, head string, from, to int, line func(int) string) error {
	old, err := os.ReadFile(path)
	if err != nil {
		old = []byte(head)
	}
	for i := from; i < to; i++ {
		old = append(old, line(i)...)
	}
	return os.WriteFile(path, old, 0o666)
}
