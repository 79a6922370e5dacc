package atomicdir

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// Exclusively runs f while no other process makes, names or removes folders in
// parent, which is there.
func Exclusively(parent string, f func() error) error { return exclusively(parent, f) }

// Remove removes the folders in parent that choose names, called while no other
// process makes, names or removes one. Each disappears in one step, so that nobody
// finds half of it, and is deleted then: what somebody has open stays readable. What
// is no folder, a link to one too, is left. A process that dies on the way leaves
// hidden folders, which the next Create clears.
func Remove(parent string, choose func() ([]string, error)) (removed []string, err error) {
	var hidden []string
	err = exclusively(parent, func() error {
		names, err := choose()
		for _, name := range names {
			path, errHide := hide(parent, name)
			if errHide != nil {
				err = errors.Join(err, fmt.Errorf("remove %s: %w", filepath.Join(parent, name), errHide))
				continue
			}
			removed, hidden = append(removed, name), append(hidden, path)
		}
		return errors.Join(err, syncDir(parent))
	})
	for _, path := range hidden {
		err = errors.Join(err, os.RemoveAll(path))
	}
	return removed, err
}

// hide renames a folder to the first free hidden name. The caller holds the lock of
// parent.
func hide(parent, name string) (string, error) {
	if filepath.Base(name) != name || !filepath.IsLocal(name) {
		return "", errors.New("no name of a folder")
	}
	old := filepath.Join(parent, name)
	info, err := os.Lstat(old)
	if err == nil && !info.IsDir() {
		err = errors.New("it is no folder")
	}
	if err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		path := filepath.Join(parent, staging+strconv.Itoa(n))
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			return path, os.Rename(old, path)
		}
	}
}
