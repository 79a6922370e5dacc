//go:build !race

package convert

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/sized"
)

// TestTooMany: ten million entries, or as many as 64 MiB hold, end in an error
// soon and without filling the memory.
func TestTooMany(t *testing.T) {
	if testing.Short() || !sized.Full() {
		t.Skip("reads eight files of 64 MiB: FRAMESHIFT_FULL is unset")
	}
	for f, c := range filling {
		n := min(10_000_000, (maxBytes-len(c.head)-len(c.tail))/len(c.row))
		text := c.head + strings.Repeat(c.row, n) + c.tail
		start := time.Now()
		_, _, err := Read(strings.NewReader(text), f, Options{Name: "t"})
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		t.Logf("%s: %d entries, %v, %d MiB of heap: %v", f, n, time.Since(start).Round(time.Millisecond), m.HeapSys>>20, err)
		if err == nil || !strings.HasPrefix(err.Error(), "t:") || !strings.Contains(err.Error(), "split") {
			t.Errorf("%s: %v", f, err)
		}
	}
}
