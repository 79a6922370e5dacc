package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"testing"
)

// kept is a folder for what several tests only read.
var kept string

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // runs leave little behind
	var err error
	if kept, err = os.MkdirTemp("", "frameshift"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if err := os.RemoveAll(kept); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// evidence is a run of the sample by audience, with a pair of audiences.
var evidence = sync.OnceValues(func() (*Summary, error) {
	return Run(context.Background(), Config{
		By: []string{"audience"}, Versus: []string{"audience=regional vs audience=international"}, Out: filepath.Join(kept, "evidence"),
	}, nil)
})

func evidenceRun(t *testing.T) string {
	t.Helper()
	s, err := evidence()
	if err != nil {
		t.Fatal(err)
	}
	return s.Dir
}
