package spool_test

import (
	"errors"
	"fmt"
	"iter"
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
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
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
	for _, i := range rand.Perm(len(docs)) {
		got, err := file.Read(i)
		if err != nil {
			t.Fatal(err)
		}
		same(t, got, docs[i])
	}
}

func TestSpoolIsReadConcurrently(t *testing.T) {
	docs := spooltest.Documents(300, 5, 2)
	file := spooled(t, docs)
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for i := range docs {
				i = (i*7 + worker*75) % len(docs)
				if got, err := file.Read(i); err != nil || got.ID != docs[i].ID {
					t.Errorf("document %d: %v", i, err)
				}
			}
		})
	}
	group.Wait()
}

// A batch is read as it is on its way too.
func TestBatchDocuments(t *testing.T) {
	docs := spooltest.Documents(50, 3, 1)
	batch := spool.NewBatch(docs)
	for i := range batch.Len() {
		got, err := batch.Document(i)
		if err != nil {
			t.Fatal(err)
		}
		same(t, got, docs[i])
	}
}

// Documents read back add up to the same tables as those that were never away.
func TestAddedUpFromTheSpool(t *testing.T) {
	m, err := spooltest.Compile(spooltest.Lexicon)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(3) {
		docs, err := spooltest.Scored(m, rand.New(rand.NewPCG(seed, 3)), 200)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range []series.Options{
			{Draws: 100, By: []string{"issuer", "audience+region"}},
			{Draws: 100, Weighting: series.Documents, Unit: series.UnitSentence},
			{Draws: 100, Freq: series.Half, Topic: "net"},
		} {
			want, got := added(t, m, o, slices.Values(docs)), added(t, m, o, readBack(t, docs))
			if g, w := spooltest.Differ(got, want); g != w {
				t.Fatalf("got  %s\nwant %s", g, w)
			}
		}
	}
}

// readBack are the documents as the spool gives them back.
func readBack(t *testing.T, docs []*score.Document) iter.Seq[*score.Document] {
	file := spooled(t, docs)
	return func(yield func(*score.Document) bool) {
		for i := range docs {
			d, err := file.Read(i)
			if err != nil {
				t.Fatal(err)
			}
			same(t, d, docs[i])
			if !yield(d) {
				return
			}
		}
	}
}

func added(t *testing.T, m *lexicon.Matcher, o series.Options, docs iter.Seq[*score.Document]) string {
	t.Helper()
	a, err := series.New(m, o)
	if err != nil {
		t.Fatal(err)
	}
	for d := range docs {
		a.Add(d)
	}
	text, err := spooltest.Tables(a)
	if err != nil {
		t.Fatal(err)
	}
	return text
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

// same compares to the bit; an empty list is the same as none, and the full
// text is not kept.
func same(t *testing.T, got, want *score.Document) {
	t.Helper()
	if got.Text != "" {
		t.Fatal("the text was kept")
	}
	head, wantHead := *got.Document, *want.Document
	wantHead.Text = ""
	if len(wantHead.Meta) == 0 {
		wantHead.Meta = nil
	}
	if !reflect.DeepEqual(head, wantHead) {
		t.Fatalf("got  %+v\nwant %+v", head, wantHead)
	}
	if g, w := bits(got), bits(want); g != w {
		t.Fatalf("got  %s\nwant %s", g, w)
	}
}

func bits(d *score.Document) string {
	var weights []uint64
	frames := append([]score.FrameCount{}, d.Frames...)
	for i := range frames {
		weights = append(weights, math.Float64bits(frames[i].Weight))
		frames[i].Weight = 0
	}
	classes := ""
	for _, c := range d.Classes {
		classes += fmt.Sprintf("%+v %d %d; ", *c.Kind, c.Sentences, c.Tokens)
	}
	return fmt.Sprintf("%d %d %v %v %v %+v %s %+v %+v %+v", d.Tokens, d.Sentences, frames, weights, d.Pairs, d.Topics, classes, d.Sides, d.Hits, d.Passages)
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
