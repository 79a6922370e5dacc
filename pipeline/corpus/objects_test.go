package corpus

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/objects"
	"github.com/frameshift/frameshift/pipeline/objects/objectstest"
)

// bucketOf is a bucket that holds what a folder does.
func bucketOf(t *testing.T, dir string) *objectstest.Fake {
	held := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(filepath.Dir(dir), path)
		held[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return objectstest.New(t, held)
}

const inBucket = "s3://" + objectstest.Bucket + "/corpus"

// mixed is a folder with files that are read in every way, and many texts.
func mixed(t *testing.T) string {
	entries := []entry{{"._2002.txt", "x"}, {"2003.xyz", "x"}, {"table.csv", "year,venue\n2001,Amber Sea\n"},
		{"c.tgz", string(gzipped(t, tarEntries(t, entry{"2004.txt", english}, entry{"../2005.txt", english})))},
		{"d.zip", string(zipped(t, entry{"2006.txt", english}, entry{"2007.txt", strings.Repeat(english+" ", 20_000)}))},
		{"broken.zip", "PK"}, {"2009.txt", ""}, {"2001.jsonl", fmt.Sprintf("{\"text\": %q}\n", english)}}
	for i := range 100 {
		entries = append(entries, entry{fmt.Sprintf("%d/a-%d/%d.txt", i%3, i%7, 1900+i), fmt.Sprint(english, i)}, entry{fmt.Sprintf("%d/a/%d.txt", i%3, 1900+i), fmt.Sprint(english, -i)})
	}
	return folder(t, entries...)
}

func mixedOptions() Options {
	return Options{
		Path: []string{"{year}.{_}"}, Files: Files{Ignore: []string{"broken*"}},
		Metadata: []Table{{File: "table.csv", On: Mapping{{"year", "year"}}, Columns: Mapping{{"venue", "venue"}}}},
	}
}

// TestObjects: a bucket gives what the folder gives, hashes, joins and refusals included,
// and what is of no use is not asked for.
func TestObjects(t *testing.T) {
	dir := mixed(t)
	want := readCorpus(t, mixedOptions(), dir)
	fake := bucketOf(t, dir)
	got := readCorpus(t, mixedOptions(), inBucket)
	if len(got.docs) != 204 || !reflect.DeepEqual(got.docs, want.docs) || !reflect.DeepEqual(got.rejected, want.rejected) {
		t.Errorf("%d documents and %v, of the folder %d and %v", len(got.docs), got.rejected, len(want.docs), want.rejected)
	}
	if !reflect.DeepEqual(got.reader.Inputs(), want.reader.Inputs()) {
		t.Errorf("inputs %+v, want %+v", got.reader.Inputs(), want.reader.Inputs())
	}
	gets := fake.Gets()
	for _, name := range []string{"corpus/._2002.txt", "corpus/broken.zip"} {
		if slices.Contains(gets, name) {
			t.Errorf("%s was fetched", name)
		}
	}
	if n := len(slices.Compact(gets)); n != 206 { // 201 texts, records, two archives, one to be looked at, the table
		t.Errorf("%d objects were fetched", n)
	}
}

// TestObjectShares: shares fetch what is theirs, and find together what all find.
func TestObjectShares(t *testing.T) {
	dir := mixed(t)
	want := readCorpus(t, mixedOptions(), dir)
	var sources []string
	texts := map[string]int{}
	for i := 1; i <= 4; i++ {
		fake := bucketOf(t, dir)
		r, err := Open([]string{inBucket}, mixedOptions())
		if err != nil {
			t.Fatal(err)
		}
		c, err := r.Contents(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Take(c, i, 4); err != nil {
			t.Fatal(err)
		}
		if err := r.Read(context.Background(), func(raw Raw) error {
			sources = append(sources, raw.Source)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for _, key := range slices.Compact(fake.Gets()) {
			if strings.HasSuffix(key, ".txt") {
				texts[key]++
			}
		}
	}
	if n := len(want.docs) + len(want.rejected); len(sources) != n {
		t.Errorf("%d items in four shares, want %d", len(sources), n)
	}
	if len(texts) != 201 {
		t.Errorf("%d texts were fetched, want 201", len(texts))
	}
	for key, n := range texts {
		if n != 1 {
			t.Errorf("%s was fetched by %d shares", key, n)
		}
	}
}

// TestKnownObjects: an object of which a note is kept is not fetched, until it is
// written anew.
func TestKnownObjects(t *testing.T) {
	fake := objectstest.New(t, map[string]string{"corpus/2001.txt": "One text.", "corpus/2002.txt": "Another."})
	notes := map[string]Note{}
	read := func() (known int) {
		r, err := Open([]string{inBucket}, Options{Path: []string{"{year}.txt"}})
		if err != nil {
			t.Fatal(err)
		}
		r.Know(func(stamp string) (Note, bool) { n, ok := notes[stamp]; return n, ok })
		if err := r.Read(context.Background(), func(raw Raw) error {
			if raw.Note() != nil {
				known++
			} else {
				notes[raw.Stamp()] = Note{raw.Sum(), []byte("noted")}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return known
	}
	if n := read(); n != 0 || len(notes) != 2 {
		t.Errorf("%d known at first, %d noted", n, len(notes))
	}
	if n := read(); n != 2 || len(fake.Gets()) != 2 {
		t.Errorf("%d known, %q fetched", n, fake.Gets())
	}
	fake.Put("corpus/2001.txt", "One texT.") // the same size and time
	if n := read(); n != 1 || len(fake.Gets()) != 3 {
		t.Errorf("%d known, %q fetched", n, fake.Gets())
	}
}

// TestObjectsChange: what is wrong with an object is quarantined, and what is wrong with
// the storage ends the reading.
func TestObjectsChange(t *testing.T) {
	for _, c := range []struct {
		about  string
		change func(*objectstest.Fake)
		want   string // rejections, or the error
	}{
		{"at rest", func(*objectstest.Fake) {}, ""},
		{"gone", func(f *objectstest.Fake) { f.Put("corpus/2050.txt", "") }, "source-changed corpus/2050.txt: gone since the run began"},
		{"written anew", func(f *objectstest.Fake) { f.Put("corpus/2050.txt", "2 "+english) }, "source-changed corpus/2050.txt: written anew since it was listed"},
		{"come", func(f *objectstest.Fake) { f.Put("corpus/2100.txt", "2 "+english) }, ""},
		{"refused", func(f *objectstest.Fake) {
			f.Refuse = func(key string) string {
				if key == "corpus/2050.txt" {
					return "AccessDenied"
				}
				return ""
			}
		}, "error s3://bucket/corpus/2050.txt: no permission: the credentials want s3:ListBucket and s3:GetObject for reading, s3:PutObject for parts"},
		{"archived", func(f *objectstest.Fake) {
			f.Refuse = func(string) string { return "InvalidObjectState" }
		}, "error s3://bucket/corpus/2000.txt: the object is in an archive: have it restored, or leave it out by corpus.files.ignore"},
	} {
		held := map[string]string{}
		for i := range 99 {
			held[fmt.Sprintf("corpus/%d.txt", 2000+i)] = fmt.Sprint(i, english)
		}
		fake := objectstest.New(t, held)
		r, err := Open([]string{inBucket}, Options{Path: []string{"{year}.txt"}})
		if err != nil {
			t.Fatal(err)
		}
		c.change(fake)
		var said []string
		err = r.Read(context.Background(), func(raw Raw) error {
			if _, x := r.Decode(raw); x != nil {
				said = append(said, fmt.Sprintf("%s %s: %s", x.Reason, x.Source, x.Detail))
			}
			return nil
		})
		if err != nil {
			said = append(said, "error "+err.Error())
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
	}
}

// TestObjectsLostInSurvey: dates whose order other files show are not told by half of them.
func TestObjectsLostInSurvey(t *testing.T) {
	fake := objectstest.New(t, map[string]string{
		"corpus/a.jsonl": fmt.Sprintf("{\"text\": %q, \"date\": \"03/05/2019\"}\n", english),
		"corpus/b.jsonl": fmt.Sprintf("{\"text\": %q, \"date\": \"25/05/2019\"}\n", english),
	})
	r, err := Open([]string{inBucket}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var raws []Raw
	if err := r.Read(context.Background(), func(raw Raw) error { raws = append(raws, raw); return nil }); err != nil {
		t.Fatal(err)
	}
	fake.Refuse = func(string) string { return "AccessDenied" }
	for _, raw := range raws {
		r.Decode(raw)
	}
	if err := r.Lost(); !objects.IsFailure(err) {
		t.Errorf("%v, want the failure of the storage", err)
	}
}

// TestObjectTables: a table that may be left out is not taken for one that is not there
// because nobody could look.
func TestObjectTables(t *testing.T) {
	fake := objectstest.New(t, map[string]string{"corpus/2001.txt": english, "table.csv": "year,venue\n2001,Amber Sea\n"})
	o := mixedOptions()
	for _, file := range []string{"table.csv", "s3://bucket/table.csv"} {
		o.Metadata[0].File = file
		if got := readCorpus(t, o, inBucket); len(got.docs) != 1 || got.docs[0].Venue != "Amber Sea" {
			t.Errorf("%s: %+v", file, got.docs)
		}
	}
	o.Metadata[0].Optional = true
	o.Metadata[0].File = "none.csv"
	if got := readCorpus(t, o, inBucket); len(got.docs) != 1 {
		t.Errorf("%+v", got.docs)
	}
	fake.Refuse = func(key string) string {
		if strings.HasSuffix(key, "none.csv") {
			return "InvalidAccessKeyId"
		}
		return ""
	}
	if _, err := Open([]string{inBucket}, o); !objects.IsFailure(err) {
		t.Errorf("%v, want the failure of the storage", err)
	}
}

// TestServedObjectsChange: a real server says of what is gone or was written anew what
// the fake does.
func TestServedObjectsChange(t *testing.T) {
	s := objectstest.Serve(t)
	for i := range 50 {
		writeFile(t, filepath.Join(s.Dir, "bucket", "corpus", fmt.Sprintf("%d.txt", 2000+i)), []byte(fmt.Sprint(i, english)))
	}
	r, err := Open([]string{inBucket}, Options{Path: []string{"{year}.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	removeFile(t, filepath.Join(s.Dir, "bucket", "corpus", "2017.txt"))
	writeFile(t, filepath.Join(s.Dir, "bucket", "corpus", "2018.txt"), []byte("18 "+english))
	var said []string
	documents := 0
	if err := r.Read(context.Background(), func(raw Raw) error {
		if d, x := r.Decode(raw); d != nil {
			documents++
		} else {
			said = append(said, fmt.Sprintf("%s %s: %s", x.Reason, x.Source, x.Detail))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	want := []string{"source-changed corpus/2017.txt: gone since the run began", "source-changed corpus/2018.txt: written anew since it was listed"}
	if documents != 48 || !slices.Equal(said, want) {
		t.Errorf("%d documents, %q, want 48 and %q", documents, said, want)
	}
}

// BenchmarkObjects reads 500 objects from a storage that is 20 ms away: one after the
// other they would take ten seconds.
func BenchmarkObjects(b *testing.B) {
	held := map[string]string{}
	for i := range 500 {
		held[fmt.Sprintf("corpus/%d.txt", 1500+i)] = strings.Repeat(english, 100)
	}
	objectstest.New(b, held).Distance = 20 * time.Millisecond
	for b.Loop() {
		r, err := Open([]string{inBucket}, Options{Path: []string{"{year}.txt"}})
		if err == nil {
			err = r.Read(context.Background(), func(Raw) error { return nil })
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
