package atomicdir

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// lockOf lets every user who may read the folder take the lock, so that several
// can share an output folder.
func lockOf(path string) *flock.Flock { return flock.New(path, flock.SetPermissions(0o666)) }

// exclusively runs f while no other process makes, names or clears folders in
// parent.
func exclusively(parent string, f func() error) error {
	lock := lockOf(filepath.Join(parent, ".lock"))
	if err := lock.Lock(); err != nil {
		return fmt.Errorf("lock %s: %w", parent, err)
	}
	return errors.Join(f(), lock.Close())
}

// clearStale removes the folders whose lock nobody holds. What cannot be removed
// (another user's, say) is no reason not to start.
func clearStale(parent string) {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".lock"); strings.HasPrefix(name, staging) {
			removeUnlocked(filepath.Join(parent, name))
		}
	}
}

func removeUnlocked(path string) {
	lock := lockOf(path + ".lock")
	defer lock.Close()
	if free, err := lock.TryLock(); err != nil || !free {
		return
	}
	// The folder goes first: were this process killed in between, the lock file
	// alone would still be found and removed.
	if os.RemoveAll(path) == nil {
		os.Remove(lock.Path())
	}
}
