package garbage

import (
	"os"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestLastCounts: a command that says how much it may hold is not overruled, after
// any collection, by what holds until commands say so.
func TestLastCounts(t *testing.T) {
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		t.Setenv(name, "") // to be set back
		os.Unsetenv(name)
	}
	Later()
	if got := debug.SetMemoryLimit(-1); got != begun {
		t.Errorf("to begin with, a limit of %d, want %d", got, begun)
	}
	const wanted = 111 << 20
	Within(wanted)
	for range 20 {
		runtime.GC()
		time.Sleep(time.Millisecond) // for finalizers
		if got := debug.SetMemoryLimit(-1); got != wanted {
			t.Fatalf("a limit of %d, want %d", got, wanted)
		}
	}
}
