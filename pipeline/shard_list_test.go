package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// listOf writes the list of a corpus.
func listOf(t *testing.T, c Config) (path string, contents *corpus.Contents) {
	t.Helper()
	var lines []byte
	n := 0
	contents, err := List(context.Background(), c, func(u corpus.Unit) {
		n++
		lines = u.Append(lines, n)
	})
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "list.txt")
	if err := os.WriteFile(path, lines, 0o666); err != nil {
		t.Fatal(err)
	}
	return path, contents
}

// odd puts what is hard to find again by its name into a corpus.
func odd(t *testing.T, c Config) {
	t.Helper()
	in := c.Inputs[0]
	for i, name := range []string{
		"texts/3/I1_1999_tab\t.txt", "texts/3/I1_1999_\"q\".txt", "texts/é/I1_1999_é.txt", "texts/zip.zip/I1_1999_1.txt", "texts!/I1_1999_2.txt",
		"texts\\3\\I1_1999_3.txt", "texts/3/I1_1999_\xff.txt", "texts/3/I1_1999_\xfe.txt", "c/whole/I1_1999_4.txt",
	} {
		path := filepath.Join(in, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(statement(300+i)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(in, "texts", "zip.zip", "inner.zip"), []byte(zipped(t)), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestShardsByList: with a list and without it, and whatever was made before, parts have
// the same bytes.
func TestShardsByList(t *testing.T) {
	for name, tell := range map[string]func(*Config){
		"folder": func(*Config) {},
		"inputs": func(c *Config) {
			in := c.Inputs[0]
			c.Inputs = nil
			for _, name := range []string{"c/whole.tgz", "b/records.jsonl", "texts", "c/cut.tgz", "c/whole.zip", "z", "c", "a"} {
				c.Inputs = append(c.Inputs, filepath.Join(in, name))
			}
			c.Corpus.Metadata[0].File = filepath.Join(in, "speakers.csv")
		},
		"lexicons": func(c *Config) { c.AlsoLexicon = []string{filepath.Join(filepath.Dir(c.Lexicon), "other.yaml")} },
		"where":    func(c *Config) { c.Where = []string{"issuer!=I1", "tokens=20.."} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := laid(t)
			odd(t, c)
			tell(&c)
			list, contents := listOf(t, c)
			read, err := corpus.ReadContents(list)
			if err != nil || read.Units != contents.Units || read.Bytes != contents.Bytes || read.Sum != contents.Sum {
				t.Fatalf("the list is read as %d units of %d bytes, %v, want %d of %d", read.Units, read.Bytes, err, contents.Units, contents.Bytes)
			}
			c.Out = t.TempDir()
			s, err := OpenShards(context.Background(), c, list)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range []int{1, 3, 16, 90} {
				if n != 3 && testing.Short() {
					continue // one shard or ninety work as three do
				}
				sameParts(t, c, s, n)
			}
		})
	}
}

// sameParts wants the parts of the last shard first to be those of shards for themselves.
func sameParts(t *testing.T, c Config, s *Shards, n int) {
	t.Helper()
	alone := c
	alone.Out = t.TempDir()
	for i := n; i > 0; i-- {
		got, err := s.Run(context.Background(), i, n, nil)
		if err != nil {
			t.Fatalf("%d of %d: %v", i, n, err)
		}
		want, err := RunShard(context.Background(), alone, i, n, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, ext := range []string{part.Ext, part.DocumentsExt} {
			a, err := os.ReadFile(strings.TrimSuffix(got.Path, part.Ext) + ext)
			b, err2 := os.ReadFile(strings.TrimSuffix(want.Path, part.Ext) + ext)
			if err != nil || err2 != nil || !bytes.Equal(a, b) {
				t.Errorf("%d of %d: %s differs: %v %v", i, n, ext, err, err2)
			}
		}
		got.Path, want.Path = "", ""
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%d of %d: %+v, want %+v", i, n, got, want)
		}
	}
}

// TestStaleList: what is not as it was listed is refused by name, by the shard that it
// belongs to; the others do not look at it.
func TestStaleList(t *testing.T) {
	for name, of := range map[string]struct {
		change func(in string) error
		want   string
	}{
		"another size": {func(in string) error {
			return os.WriteFile(filepath.Join(in, "b/2.txt"), []byte("We want peace."), 0o666)
		}, "b/2.txt with "},
		"gone":       {func(in string) error { return os.Remove(filepath.Join(in, "b/2.txt")) }, "b/2.txt with "},
		"first gone": {func(in string) error { return os.RemoveAll(filepath.Join(in, "a")) }, "in/a/"},
		"last gone":  {func(in string) error { return os.Remove(filepath.Join(in, "c/3.txt")) }, "in/c/3.txt with 27 bytes where there is nothing"},
		"renamed": {func(in string) error {
			return os.Rename(filepath.Join(in, "b/2.txt"), filepath.Join(in, "b/23.txt"))
		}, "b/2.txt with 27"},
		"one more": {func(in string) error {
			return os.WriteFile(filepath.Join(in, "b/15.txt"), []byte("We want it."), 0o666)
		}, "in/b/15.txt with 11 bytes"},
		"more behind": {func(in string) error { return os.WriteFile(filepath.Join(in, "c/5.txt"), []byte("We want it."), 0o666) }, "its end where there is in/c/5.txt with 11 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			in := filepath.Join(t.TempDir(), "in")
			for _, dir := range []string{"a", "b", "c"} {
				if err := os.MkdirAll(filepath.Join(in, dir), 0o777); err != nil {
					t.Fatal(err)
				}
				for n := range 4 {
					if err := os.WriteFile(filepath.Join(in, dir, fmt.Sprint(n, ".txt")), []byte("We want development today. "), 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			lexicon := filepath.Join(t.TempDir(), "small.yaml")
			if err := os.WriteFile(lexicon, []byte(smallLexicon), 0o666); err != nil {
				t.Fatal(err)
			}
			c := Config{Inputs: []string{in}, Lexicon: lexicon, Draws: 100, Out: t.TempDir(), Corpus: corpus.Options{Lang: "en", Set: map[string]string{"date": "2019"}}}
			list, _ := listOf(t, c)
			if err := of.change(in); err != nil {
				t.Fatal(err)
			}
			s, err := OpenShards(context.Background(), c, list)
			if err != nil {
				t.Fatal(err)
			}
			var refused []int
			for i := range 6 {
				if _, err := s.Run(context.Background(), i+1, 6, nil); err != nil {
					refused = append(refused, i+1)
					if !errors.Is(err, usage.ErrUsage) || !strings.Contains(err.Error(), of.want) || !strings.Contains(err.Error(), list) {
						t.Errorf("shard %d: %v, want %s", i+1, err, of.want)
					}
				}
			}
			if len(refused) == 0 || len(refused) > 3 {
				t.Errorf("shards %v refuse it, of six", refused)
			}
			if left, _ := filepath.Glob(filepath.Join(c.Out, ".staging*")); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// TestNoList: a file that is none says in which line.
func TestNoList(t *testing.T) {
	c := laid(t)
	list, _ := listOf(t, c)
	raw, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(raw), "\n")
	for name, text := range map[string]string{
		"line 1:": "frameshift\n",
		"line 3:": strings.Join(slices.Delete(slices.Clone(lines), 2, 3), ""),
		"line 2:": lines[0] + "2\tin/x.txt\t-4\n",
		"line 4:": strings.Join(lines[:3], "") + "4\t\"in/x.txt\t7\n",
	} {
		if err := os.WriteFile(list, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenShards(context.Background(), c, list); !errors.Is(err, usage.ErrUsage) || !strings.Contains(err.Error(), name) {
			t.Errorf("%q: %v, want %s", text, err, name)
		}
	}
}
