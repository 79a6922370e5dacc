package spool

import (
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

func TestCacheIsBounded(t *testing.T) {
	var cache batchCache
	for i := range 2 {
		d := &score.Document{Document: &corpus.Document{}, Passages: []score.Passage{{Text: string(make([]byte, cacheBytes))}}}
		cache.put(i, NewBatch([]*score.Document{d}))
	}
	if cache.get(0) != nil || cache.get(1) == nil || cache.bytes > 2*cacheBytes {
		t.Error("want only the last batch, though it is larger than the bound")
	}
}
