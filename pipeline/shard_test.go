package pipeline

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/sized"
	"github.com/frameshift/frameshift/pipeline/internal/speeches"
	"github.com/frameshift/frameshift/pipeline/part"
)

// statement is a text that hits a frame or the other, of an issuer and an audience.
func statement(n int) string {
	word := []string{"sovereignty", "development", "security"}[n%3]
	return strings.Repeat(fmt.Sprintf("Statement %d of this year speaks of %s and, in the end, of development. ", n, word), 3+n%5)
}

// smallLexicon has what evidence and topics need.
const smallLexicon = `
name: small
version: "1"
frames:
  - {key: sovereignty, label: Sovereignty, entries: {en: [{term: "sovereignty"}, {term: "security"}]}}
  - {key: development, label: Development, entries: {en: [{term: "development"}, {term: "speaks of", weight: 0.5}]}}
topics:
  - {key: place, label: Place, entries: {en: [{term: "abroad"}, {term: "security"}]}}
pairs:
  - {key: both, label: Both, a: [sovereignty], b: [development]}
contrasts:
  - {key: first, label: First, positive: [development], negative: [sovereignty]}
`

func record(n int) string {
	return fmt.Sprintf(`{"id":"r%d","date":"%d-0%d-11","lang":"en","issuer":"I%d","audience":"%s","text":"%s"}`+"\n",
		n, 1990+n%20, 1+n%9, n%3, []string{"home", "abroad"}[n%2], statement(n))
}

// laid writes a corpus of everything into a folder: texts, records, archives whole and
// damaged, links, junk, a table, and the same again, here with another text.
func laid(t *testing.T) Config {
	t.Helper()
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	lexicon := filepath.Join(dir, "small.yaml")
	for path, text := range map[string]string{lexicon: smallLexicon, filepath.Join(dir, "other.yaml"): strings.ReplaceAll(smallLexicon, "security", "year")} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(in, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	table := "name,speaker,audience\n"
	for n := range 24 {
		put(fmt.Sprintf("texts/%d/I%d_%d_%02d.txt", n/9, n%3, 1990+n%20, n), statement(n))
		if n != 7 {
			table += fmt.Sprintf("I%d_%d_%02d.txt,Speaker %d,%s\n", n%3, 1990+n%20, n, n%5, []string{"home", "abroad"}[n%2])
		}
	}
	put("speakers.csv", table+"I0_1999_99.txt,Nobody,home\nI0_1990_00.txt,Somebody else,home\n")
	put("texts/I1_1999_again.txt", statement(3))                                     // the text of another
	put("texts/I1_1999_near.txt", strings.Replace(statement(23), "year", "week", 1)) // nearly
	put("texts/I0_1999_short.txt", "Sovereignty.")
	put("texts/I0_1999_none.txt", "1 2 3")
	put("texts/nameless.txt", statement(70))
	put("texts/._I0_1999_1.txt", "x")
	put("texts/I0_1999.md", "---\ntitle: A title\n---\n\n"+statement(30))
	put("a/empty.txt", "")
	put("a/picture.png", "\x89PNG\r\n\x1a\n\x00\x00")
	var lines, again, rows string
	for n := range 20 {
		lines += record(n)
		if n%4 == 0 {
			again += strings.Replace(record(n), "Statement", []string{"Statement", "Declaration"}[n/4%2], 1)
		}
		rows += fmt.Sprintf("c%d,%d/%d/%d,I%d,abroad,%q\n", n, 1+n, 1+n%9, 1991+n, n%3, statement(200+n))
	}
	put("b/records.jsonl", lines+`{"id": "cut", "date":`)
	put("z/again.jsonl", again) // ids that are there, with the same text or another
	put("z/rows.csv", "id,date,issuer,audience,text\n"+rows)
	put("c/whole.tgz", packed(t, 0, 10))
	put("c/cut.tgz", packed(t, 100, 40)[:2000])
	put("c/none.tgz", "no archive")
	put("c/whole.zip", zipped(t))
	if err := os.Symlink("b", filepath.Join(in, "link")); err != nil {
		t.Fatal(err)
	}
	allow := 1.0
	return Config{
		Inputs: []string{in}, Draws: 100, Lexicon: lexicon, Cache: cacheOff, Quarantine: Quarantine{Allow: &allow},
		Corpus: corpus.Options{
			Path: []string{"regex:(?P<issuer>I[0-9])_(?P<year>[0-9]{4})", "regex:[a-z]+\\.(jsonl|csv)$"}, Lang: "en",
			Metadata: []corpus.Table{{
				File: "speakers.csv", On: corpus.Mapping{{From: "name", To: "file"}},
				Columns: corpus.Mapping{{From: "speaker", To: "speaker"}, {From: "audience", To: "audience"}},
			}},
		},
	}
}

// noise is a text that does not compress to nothing.
func noise(n int) string {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "word%d%d ", n*n, (n+7)*i*i)
	}
	return b.String()
}

func packed(t *testing.T, from, n int) string {
	t.Helper()
	var b bytes.Buffer
	gz := gzip.NewWriter(&b)
	w := tar.NewWriter(gz)
	for i := range n {
		text := statement(from+40+i) + noise(i)
		w.WriteHeader(&tar.Header{Name: fmt.Sprintf("I%d_%d_%d.txt", i%3, 1990+i%20, from+i), Size: int64(len(text)), Mode: 0o644})
		w.Write([]byte(text))
		w.WriteHeader(&tar.Header{Name: "to", Linkname: "there", Typeflag: tar.TypeSymlink})
	}
	w.Close()
	gz.Close()
	return b.String()
}

func zipped(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 9 {
		f, err := w.Create(fmt.Sprintf("in/I%d_%d_zip%d.txt", i%3, 1990+i, i))
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(statement(60 + i)))
	}
	w.Create("in/I0_1990_empty.txt")
	w.Create("../I0_1990_out.txt")
	w.Close()
	return b.String()
}

// sharded makes a run of shards, in an order that is not theirs.
func sharded(t *testing.T, c Config, n int) *Summary {
	t.Helper()
	parts := partsOf(t, c, n)
	slices.Reverse(parts)
	s, err := Merge(context.Background(), append(parts[n/2:], parts[:n/2]...), Config{Out: t.TempDir()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func partsOf(t *testing.T, c Config, n int) (paths []string) {
	t.Helper()
	c.Out = t.TempDir()
	for i := range n {
		s, err := RunShard(context.Background(), c, i+1, n, nil)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, s.Path)
	}
	return paths
}

// sameRun wants a merged run to be the other to the byte, and to say the same.
func sameRun(t *testing.T, n int, got, want *Summary) {
	t.Helper()
	if diff := differentFile(t, want.Dir, got.Dir); diff != "" {
		t.Errorf("%d shards: %s is not that of one run", n, diff)
	}
	a, b := *got, *want
	for _, s := range []*Summary{&a, &b} {
		s.Dir, s.Elapsed, s.Headline = "", 0, nil // which may hold NaN
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%d shards: the summary is\n%+v\nwant\n%+v", n, a, b)
	}
}

// TestShards: however a corpus is cut, the run is that of one machine.
func TestShards(t *testing.T) {
	for name, tell := range map[string]func(*Config){
		"pooled":     func(*Config) {},
		"by":         func(c *Config) { c.By = []string{"issuer", "audience+issuer"} },
		"by month":   func(c *Config) { c.By, c.Freq, c.AlsoFreq = []string{"issuer"}, "month", []string{"year", "quarter"} },
		"documents":  func(c *Config) { c.By, c.Weighting = []string{"audience"}, "document" },
		"versus":     func(c *Config) { c.Versus = []string{"audience=home vs audience=abroad"} },
		"topic":      func(c *Config) { c.Topic, c.Within = "place", "document" },
		"lexicons":   func(c *Config) { c.AlsoLexicon = []string{filepath.Join(filepath.Dir(c.Lexicon), "other.yaml")} },
		"dropped":    func(c *Config) { c.Corpus.Duplicates = corpus.DuplicatesDrop },
		"kept":       func(c *Config) { c.Corpus.Duplicates = corpus.DuplicatesKeep },
		"where":      func(c *Config) { c.Where = []string{"issuer!=I1", "tokens=20..", "flag!=near-duplicate"} },
		"all fields": func(c *Config) { c.Corpus.Meta.All = true },
		"no texts":   func(c *Config) { c.Text, c.Assertion = "none", []string{AssertionOff} },
		"inputs": func(c *Config) {
			in := c.Inputs[0]
			c.Inputs = nil
			for _, name := range []string{"c/whole.tgz", "b/records.jsonl", "texts", "c/cut.tgz", "c/whole.zip", "z"} {
				c.Inputs = append(c.Inputs, filepath.Join(in, name))
			}
			c.Corpus.Metadata[0].File = filepath.Join(in, "speakers.csv")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := laid(t)
			tell(&c)
			want := mustRun(t, c)
			for _, n := range []int{1, 4, 16} {
				if n == 16 && !sized.Full() || n == 1 && testing.Short() {
					continue
				}
				sameRun(t, n, sharded(t, c, n), want)
			}
		})
	}
}

// TestShardsOfSample: also of one file, and of more shards than there are files.
func TestShardsOfSample(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: TestShards has all that works at once")
	}
	c := Config{Draws: 100, Cache: cacheOff, By: []string{"audience"}}
	sameRun(t, 3, sharded(t, c, 3), mustRun(t, c))
}

// TestShardsOfSpeeches compares on 1,000 speeches of the United Nations, as a folder and
// as an archive.
func TestShardsOfSpeeches(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "in")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	n := 0
	speeches.Each(t, func(id, text string) bool {
		if len(text) > 1200 {
			text = text[:1200] // the rest would tell no more
		}
		if err := os.WriteFile(filepath.Join(dir, id+".txt"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		n++
		return n < 1000
	})
	c := Config{Preset: "ungdc", Inputs: []string{dir}, Cache: cacheOff, Draws: 100, By: []string{"issuer"}}
	want := mustRun(t, c)
	for _, n := range []int{1, 4, 16} {
		sameRun(t, n, sharded(t, c, n), want)
	}
}

// TestShardsAreEven: every file is in one share, and none has much more than the others.
func TestShardsAreEven(t *testing.T) {
	var units []corpus.Unit
	contents, err := List(context.Background(), laid(t), func(u corpus.Unit) { units = append(units, u) })
	if err != nil {
		t.Fatal(err)
	}
	most := int64(0)
	for _, u := range units {
		most = max(most, u.Size)
	}
	for _, n := range []int{1, 2, 5, 16, 200} {
		at := 0
		for i := range n {
			first, end := contents.Span(i+1, n)
			if first != at && first != end || end < first {
				t.Fatalf("%d of %d: files %d to %d, after %d", i+1, n, first, end, at)
			}
			bytes := int64(0)
			for _, u := range units[first:end] {
				bytes += u.Size + 1
			}
			if even := (contents.Bytes+int64(contents.Units))/int64(n) + most + 1; bytes > even {
				t.Errorf("%d of %d: %d bytes, want no more than %d", i+1, n, bytes, even)
			}
			at = max(at, end)
		}
		if at != len(units) {
			t.Errorf("%d shards: %d of %d files", n, at, len(units))
		}
	}
}

// TestShardsRepeat: a shard that is run again writes the same bytes.
func TestShardsRepeat(t *testing.T) {
	c := laid(t)
	first, second := partsOf(t, c, 2), partsOf(t, c, 2)
	for i := range first {
		for _, ext := range []string{part.Ext, part.DocumentsExt} {
			a, err := os.ReadFile(strings.TrimSuffix(first[i], part.Ext) + ext)
			b, err2 := os.ReadFile(strings.TrimSuffix(second[i], part.Ext) + ext)
			if err != nil || err2 != nil || !bytes.Equal(a, b) {
				t.Errorf("%s%s differs: %v %v", filepath.Base(first[i]), ext, err, err2)
			}
		}
	}
}

// TestDamagedDocuments: a byte of the documents of a part that is another is found,
// wherever it stands, and there is no run.
func TestDamagedDocuments(t *testing.T) {
	c := laid(t)
	c.Draws = 100
	path := partsOf(t, c, 1)[0]
	documents := strings.TrimSuffix(path, part.Ext) + part.DocumentsExt
	raw, err := os.ReadFile(documents)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(raw); at += len(raw)/20 + 1 {
		broken := slices.Clone(raw)
		broken[at] ^= 0x55
		if err := os.WriteFile(documents, broken, 0o666); err != nil {
			t.Fatal(err)
		}
		out := t.TempDir()
		if _, err := Merge(context.Background(), []string{path}, Config{Out: out}, nil); err == nil || !strings.Contains(err.Error(), documents) {
			t.Errorf("byte %d of the documents: %v", at, err)
		}
		if runs, _ := filepath.Glob(filepath.Join(out, "runs", "2*")); len(runs) > 0 {
			t.Errorf("byte %d of the documents: a run all the same", at)
		}
	}
}

// TestTablesAhead: what shards make of tables ahead is what the run has of them. Where it
// was damaged it is made again, and what is not all there is refused.
func TestTablesAhead(t *testing.T) {
	c := Config{Draws: 100, Out: filepath.Join(t.TempDir(), "out")}
	c.Corpus.Lang = "en"
	put := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	for file := range 2 {
		var b strings.Builder
		b.WriteString("id,date,text\n")
		for i := range sized.Of(16_000, 9_000) {
			fmt.Fprintf(&b, "d%d-%05d,%d,The digital economy and cyber sovereignty matter to %d states.\n", file, i, 2000+i%9, i)
		}
		put(filepath.Join(dir, fmt.Sprint(file, ".csv")), b.String())
	}
	c.Inputs = []string{dir}
	want, paths := mustRun(t, c), partsOf(t, c, 2)
	tables := strings.TrimSuffix(paths[1], part.Ext) + part.TablesExt
	raw, err := os.ReadFile(tables)
	if err != nil || len(raw) < 10_000 {
		t.Fatalf("%d bytes of tables are made ahead: %v", len(raw), err)
	}
	merged := func() (*Summary, error) {
		return Merge(context.Background(), paths, Config{Out: filepath.Join(t.TempDir(), "out")}, nil)
	}
	for _, damaged := range []bool{false, true} {
		got, err := merged()
		if err != nil {
			t.Fatal(err)
		}
		sameRun(t, 2, got, want)
		if !damaged {
			for at := 0; at < len(raw); at += 1000 {
				raw[at] ^= 0x55
			}
			put(tables, string(raw))
		}
	}
	put(tables, string(raw[1:]))
	if _, err := merged(); err == nil || !strings.Contains(err.Error(), "the tables of "+paths[1]) {
		t.Errorf("tables that were cut: %v", err)
	}
}

// Whatever is taken for the frames of a part, it is refused or makes some documents.
func FuzzBlock(f *testing.F) {
	j, err := prepare(Config{Cache: cacheOff, Draws: 100})
	if err != nil {
		f.Fatal(err)
	}
	s := newScorer(j, j.scorers()(), false)
	w := &sectionWriter{known: map[string][32]byte{}}
	n := 0
	err = j.each(context.Background(), false, func(b *batch) error {
		for i := range b.docs {
			if n++; n <= 20 {
				w.document(&b.docs[i])
			}
		}
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(joinColumns(1, w.records, w.counts), w.sketches, appendRejections(nil, []corpus.Rejection{{Seq: 1, Source: "a", Reason: corpus.ReasonEmpty, Lost: true}}))
	f.Fuzz(func(t *testing.T, records, sketches, rejections []byte) {
		for b := newBlock(records, sketches); b.more(); {
			if _, _, err := b.next(s, 0); err != nil {
				break
			}
		}
		for r := (&partReader{rest: rejections}); len(r.rest) > 0 && !r.bad; {
			r.rejection()
		}
	})
}
