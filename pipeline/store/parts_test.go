package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
)

// kept is a Kept in memory that counts.
type kept struct {
	mu          sync.Mutex
	parts       map[string][]byte
	found, made int
}

func (k *kept) Get(of ...string) ([]byte, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	part, ok := k.parts[strings.Join(of, "\x00")]
	if ok {
		k.found++
	}
	return part, ok
}

func (k *kept) Put(part []byte, of ...string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.made++
	k.parts[strings.Join(of, "\x00")] = slices.Clone(part)
}

// digested are the places of documents, with their digests.
func digested(docs []*score.Document) placeList {
	places := ascending(docs)
	batch := spool.NewBatch(docs)
	for i := range places {
		places[i].Rows = 1500 // so that a few documents make several parts
		places[i].Digest = batch.Digest(i)
	}
	return places
}

// TestKeptParts: tables of which parts were kept are those that are made anew, and of
// a document that changes, comes or goes one part is made, or two.
func TestKeptParts(t *testing.T) {
	docs := synthetic(600, 12, 4)
	k := &kept{parts: map[string][]byte{}}
	write := func(docs []*score.Document, kept Kept) map[string]string {
		info, dir := testInfo(t), t.TempDir()
		info.Kept = kept
		if err := WriteDocuments(context.Background(), dir, spooled(t, docs).Reader, digested(docs), info); err != nil {
			t.Fatal(err)
		}
		return sums(t, dir)
	}
	parts, err := cut(digested(docs))
	all := len(parts)
	if err != nil || all < 5 {
		t.Fatalf("%v: %d parts are too few to tell", err, all)
	}
	changed := *docs[300]
	changed.Hits = changed.Hits[1:]
	for _, c := range []struct {
		name string
		docs []*score.Document
		most int // parts that are made
	}{
		{"first", docs, all},
		{"again", docs, 0},
		{"changed", slices.Concat(docs[:300], []*score.Document{&changed}, docs[301:]), 1},
		{"gone", slices.Concat(docs[:400], docs[401:]), 2},
		{"fewer", docs[3:], 2},
	} {
		k.found, k.made = 0, 0
		if got, want := write(c.docs, k), write(c.docs, nil); !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
		if k.made > 4*c.most || c.name == "first" && k.made != 4*c.most {
			t.Errorf("%s: %d tables' parts made, want %d", c.name, k.made, 4*c.most)
		}
	}
}

// TestKeepParts: of documents that are some of a run's most of the tables are made ahead,
// and they are those of the run, though others come before, behind and between.
func TestKeepParts(t *testing.T) {
	docs := synthetic(900, 12, 4)
	places := digested(docs)
	all := spooled(t, docs).Reader
	k := &kept{parts: map[string][]byte{}}
	for _, some := range []placeList{places[:300], places[300:700], places[700:]} {
		info := testInfo(t)
		info.Kept = k
		if err := KeepParts(context.Background(), all, some, info); err != nil {
			t.Fatal(err)
		}
	}
	if k.made < 4*3 {
		t.Fatalf("%d tables' parts are made ahead", k.made)
	}
	write := func(kept Kept, without int) map[string]string {
		info, dir := testInfo(t), t.TempDir()
		info.Kept = kept
		if err := WriteDocuments(context.Background(), dir, all, slices.Delete(slices.Clone(places), without, without+1), info); err != nil {
			t.Fatal(err)
		}
		return sums(t, dir)
	}
	for _, without := range []int{0, 150, 500, 899} { // it was rejected at the merge, say
		k.found = 0
		if got, want := write(k, without), write(nil, without); !maps.Equal(got, want) {
			t.Errorf("without %d: %v, want %v", without, got, want)
		}
		if k.found < 4*2 {
			t.Errorf("without %d: %d tables' parts found", without, k.found)
		}
	}
}

// TestCut: parts hold all documents in their order, none of them is much too large,
// and only the last may be small.
func TestCut(t *testing.T) {
	for _, rows := range []int{0, 1, 900, partRows - 1, 9 * partRows} {
		places := make(placeList, 3000)
		for i := range places {
			places[i] = Place{N: int32(i), ID: fmt.Sprintf("%06d", i), Rows: int32(rows)}
		}
		n := 0
		parts, err := cut(places)
		if err != nil {
			t.Fatal(err)
		}
		for i, part := range parts {
			p := part.of(places)
			if sum := len(p) * rows; i < len(parts)-1 && sum < partRows/4 || len(p) > 1 && sum-rows >= 4*partRows {
				t.Errorf("%d rows each: part %d has %d", rows, i, sum)
			}
			for _, place := range p {
				if int(place.N) != n {
					t.Fatalf("%d rows each: document %d comes in the place of %d", rows, place.N, n)
				}
				n++
			}
		}
		if n != len(places) {
			t.Errorf("%d rows each: %d documents, want %d", rows, n, len(places))
		}
	}
}
