package spool_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"syscall"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

func TestSpoolRoundTrip(t *testing.T) {
	docs := spooltest.Documents(700, 20, 5)
	docs[3] = spooltest.Bare()
	docs[4].Frames[0].Weight = math.Float64frombits(0x7ff8_0000_0000_beef)
	docs[5].Frames[0].Weight = math.Copysign(0, -1)
	docs[6].Frames[0].Weight = 0.1 + 0.2
	docs[7].Date = corpus.Date{Year: 1, Month: 1, Day: 1, Precision: corpus.PrecisionYear}
	docs[8].Title = "一体之两翼\x00 & \U0001F5F3"
	file := spooled(t, docs)
	for _, order := range [][]int{rand.Perm(len(docs)), inTurn(len(docs))} {
		read := file.Reader()
		for _, i := range order {
			got, err := read(i)
			if err != nil {
				t.Fatal(err)
			}
			same(t, got, docs[i])
		}
	}
}

func inTurn(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

// Texts of a document stay when the next one is read.
func TestTextsStay(t *testing.T) {
	docs := spooltest.Documents(100, 5, 2)
	read := spooled(t, docs).Reader()
	var texts, want []string
	for i, d := range docs {
		got, err := read(i)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, got.ID, got.Meta[1].Value, got.Hits[0].Surface, got.Passages[1].Text)
		want = append(want, d.ID, d.Meta[1].Value, d.Hits[0].Surface, d.Passages[1].Text)
	}
	if !slices.Equal(texts, want) {
		t.Error("they are others")
	}
}

func TestSpoolIsReadConcurrently(t *testing.T) {
	docs := spooltest.Documents(300, 5, 2)
	file := spooled(t, docs)
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			read := file.Reader()
			for i := range docs {
				i = (i*7 + worker*75) % len(docs)
				if got, err := read(i); err != nil || got.ID != docs[i].ID {
					t.Errorf("document %d: %v", i, err)
				}
			}
		})
	}
	group.Wait()
}

func TestFullDisk(t *testing.T) {
	if f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err != nil {
		t.Skip("no /dev/full here")
	} else {
		f.Close()
	}
	dir := t.TempDir()
	if err := os.Symlink("/dev/full", filepath.Join(dir, spool.FileName)); err != nil {
		t.Fatal(err)
	}
	file, err := spool.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if err = file.Append(spool.NewBatch(spooltest.Documents(4, 180, 50))); err != nil {
			break
		}
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("%v: want no space left on device", err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
}

// same compares what tables have, to the bit; an empty list is the same as none.
func same(t *testing.T, got, want *score.Document) {
	t.Helper()
	if !reflect.DeepEqual(kept(got), kept(want)) {
		t.Fatalf("got  %+v\nwant %+v", kept(got), kept(want))
	}
}

type rows struct {
	head              corpus.Document
	tokens, sentences int
	frames            []score.FrameCount
	weights           []uint64
	hits              []score.Hit
	passages          []score.Passage
}

func kept(d *score.Document) rows {
	r := rows{*d.Document, d.Tokens, d.Sentences, append([]score.FrameCount{}, d.Frames...), nil, append([]score.Hit{}, d.Hits...), append([]score.Passage{}, d.Passages...)}
	r.head.Seq, r.head.Text, r.head.Meta = 0, "", append([]corpus.Field{}, d.Meta...)
	for i := range r.frames { // one may be no number
		r.weights = append(r.weights, math.Float64bits(r.frames[i].Weight))
		r.frames[i].Weight = 0
	}
	return r
}

func spooled(tb testing.TB, docs []*score.Document) *spool.File {
	return spooledIn(tb, tb.TempDir(), docs)
}

func spooledIn(tb testing.TB, dir string, docs []*score.Document) *spool.File {
	tb.Helper()
	file, err := spool.Create(dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { file.Close() })
	from, size := 0, 0
	for i, d := range docs {
		// As the pipeline cuts them.
		if size += len(d.Text); size < 64<<10 && i-from < 255 && i < len(docs)-1 {
			continue
		}
		if err := file.Append(spool.NewBatch(docs[from : i+1])); err != nil {
			tb.Fatal(err)
		}
		from, size = i+1, 0
	}
	if err := file.Seal(); err != nil {
		tb.Fatal(err)
	}
	return file
}
