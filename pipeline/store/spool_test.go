package store

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

func TestSpoolRoundTrip(t *testing.T) {
	docs := synthetic(700, 20, 5)
	docs[3] = bare()
	docs[4].Frames[0].Weight = math.Float64frombits(0x7ff8_0000_0000_beef)
	docs[5].Frames[0].Weight = math.Copysign(0, -1)
	docs[6].Frames[0].Weight = 0.1 + 0.2
	docs[7].Date = corpus.Date{Year: 1, Month: 1, Day: 1, Precision: corpus.PrecisionYear}
	docs[8].Title = "一体之两翼\x00 & \U0001F5F3"
	spool := spooled(t, docs)
	if spool.Len() != len(docs) {
		t.Fatalf("%d documents, want %d", spool.Len(), len(docs))
	}
	for _, i := range rand.Perm(len(docs)) {
		got, err := spool.Read(i)
		if err != nil {
			t.Fatal(err)
		}
		same(t, got, docs[i])
	}
}

func TestSpoolIsReadConcurrently(t *testing.T) {
	docs := synthetic(300, 5, 2)
	spool := spooled(t, docs)
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for i := range docs {
				i = (i*7 + worker*75) % len(docs)
				if got, err := spool.Read(i); err != nil || got.ID != docs[i].ID {
					t.Errorf("document %d: %v", i, err)
				}
			}
		})
	}
	group.Wait()
}

// A batch is read as it is on its way too.
func TestBatchDocuments(t *testing.T) {
	docs := synthetic(50, 3, 1)
	e := NewEncoder()
	for range 2 { // an encoder is used again
		batch := encoded(e, docs)
		for i := range batch.Len() {
			same(t, batch.Document(i), docs[i])
		}
	}
}

func TestSpoolWithoutDocuments(t *testing.T) {
	if spool := spooled(t, nil); spool.Len() != 0 {
		t.Fatal("want no documents")
	}
}

func TestCacheIsBounded(t *testing.T) {
	docs := synthetic(2, 1, 0)
	for i := range docs {
		docs[i].Passages = []score.Passage{{Text: string(make([]byte, cacheBytes))}}
	}
	var cache batchCache
	for i, d := range docs {
		cache.put(i, encoded(NewEncoder(), []*score.Document{d}))
	}
	if cache.get(0) != nil || cache.get(1) == nil || cache.bytes > 2*cacheBytes {
		t.Error("want only the last batch, though it is larger than the bound")
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
	return fmt.Sprintf("%d %d %v %v %v %+v %+v", d.Tokens, d.Sentences, frames, weights, d.Pairs, d.Hits, d.Passages)
}

func encoded(e *Encoder, docs []*score.Document) *Batch {
	for _, d := range docs {
		e.Add(d)
	}
	return e.Batch()
}

func spooled(t testing.TB, docs []*score.Document) *Spool {
	t.Helper()
	spool, err := NewSpool(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { spool.Close() })
	e, from, size := NewEncoder(), 0, 0
	for i, d := range docs {
		// As the pipeline cuts them.
		if size += len(d.Text); size < 64<<10 && i-from < 255 && i < len(docs)-1 {
			continue
		}
		if err := spool.AppendBatch(encoded(e, docs[from:i+1])); err != nil {
			t.Fatal(err)
		}
		from, size = i+1, 0
	}
	if err := spool.Seal(); err != nil {
		t.Fatal(err)
	}
	return spool
}
