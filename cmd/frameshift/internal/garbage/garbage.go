// Package garbage says when the program looks for what it needs no more. Only the
// program imports it: a library leaves that to whoever uses it.
package garbage

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
)

// Packages set up tables before main begins, and a third of the time to start would go
// into looking among them. Go sets packages up in the order of their paths, as far as
// imports let it: this one comes before those that take much.
func init() {
	if !own() {
		debug.SetGCPercent(-1)
	}
}

// begun is how much a process may hold before it looks.
const begun = 128 << 20

// Later spares short commands the collection of garbage. After the first one,
// little lives long in a run: what it holds at most is worth a little time.
func Later() {
	if own() {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(begun)
	wanted.Store(run)
	watched.Do(watch)
}

// run is about what a run over ten thousand speeches holds.
const run = 240 << 20

// Within looks for garbage before the process holds so much, if that is enough: of
// what it holds a fifth may be garbage, and 256 MiB at most. Shards run side by side
// on one machine, and a merge of millions of documents holds gigabytes. What it was
// told last counts.
func Within(bytes int64) {
	if own() {
		return
	}
	wanted.Store(bytes)
	limit()
	watched.Do(watch)
}

var (
	wanted  atomic.Int64
	watched sync.Once
)

// watch sets the limit anew after each collection.
func watch() {
	runtime.SetFinalizer(new([64]byte), func(*[64]byte) {
		limit()
		watch()
	})
}

// overhead is about what the runtime holds beside the heap.
const overhead, most = 16 << 20, 256 << 20

func limit() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	used := int64(live[0].Value.Uint64())
	debug.SetGCPercent(110)
	debug.SetMemoryLimit(max(wanted.Load(), used+min(used/4, most)+overhead))
}

// own says whether whoever starts the process has set when it is to look.
func own() bool { return os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" }
