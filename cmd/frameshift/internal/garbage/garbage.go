// Package garbage says when the program looks for what it needs no more. Only the
// program imports it: a library leaves that to whoever uses it.
package garbage

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
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
	runtime.SetFinalizer(new([64]byte), func(*[64]byte) {
		Within(run)
	})
}

// run is about what a run over ten thousand speeches holds.
const run = 240 << 20

// overhead is about what the runtime holds beside the heap.
const overhead, most = 16 << 20, 256 << 20

// Within looks for garbage before the process holds so much, if that is enough: of
// what it holds a third may be garbage, and 256 MiB at most. Shards run side by side
// on one machine, and a merge of millions of documents holds gigabytes.
func Within(bytes int64) {
	if own() {
		return
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var after func(*[64]byte)
	after = func(*[64]byte) {
		metrics.Read(live)
		debug.SetGCPercent(110)
		used := int64(live[0].Value.Uint64())
		debug.SetMemoryLimit(max(bytes, used+min(used/2, most)+overhead))
		runtime.SetFinalizer(new([64]byte), after)
	}
	after(nil)
}

// own says whether whoever starts the process has set when it is to look.
func own() bool { return os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" }
