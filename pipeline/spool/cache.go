package spool

import (
	"cmp"
	"slices"
	"sync"

	"github.com/apache/arrow/go/v17/arrow/util"
)

// cacheBytes bounds what the cache holds; one batch may be larger.
const cacheBytes = 8 << 20

// batchCache keeps the batches that were used last. It is safe for concurrent
// use; two goroutines that miss the same batch both read it.
type batchCache struct {
	most  int64 // bytes; 0: cacheBytes
	mu    sync.Mutex
	held  []cachedBatch // least recently used first
	bytes int64
}

type cachedBatch struct {
	n     int
	batch *Batch
	bytes int64
}

// get returns batch n, or nil.
func (c *batchCache) get(n int) *Batch {
	c.mu.Lock()
	defer c.mu.Unlock()
	// From the end: documents are mostly read one after the other.
	for i := len(c.held) - 1; i >= 0; i-- {
		if held := c.held[i]; held.n == n {
			c.held = append(slices.Delete(c.held, i, i+1), held)
			return held.batch
		}
	}
	return nil
}

// put adds batch n and drops the least recently used beyond the bound.
func (c *batchCache) put(n int, b *Batch) {
	size := util.TotalRecordSize(b.record)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held = append(c.held, cachedBatch{n, b, size})
	c.bytes += size
	drop := 0
	for ; c.bytes > cmp.Or(c.most, cacheBytes) && drop < len(c.held)-1; drop++ {
		c.bytes -= c.held[drop].bytes
	}
	c.held = slices.Delete(c.held, 0, drop)
}
