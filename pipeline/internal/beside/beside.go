// Package beside keeps what is made of a run beside it, since a run is never changed: a
// folder of its own, replaced whole, and marked by a file so that no other is taken for
// one.
package beside

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Folder is where what a verb makes of a run lies by default: out/<verb>/<run>.
func Folder(runDir, verb string) string {
	if real, err := filepath.EvalSymlinks(runDir); err == nil {
		runDir = real
	}
	return filepath.Join(runDir, "..", "..", verb, filepath.Base(runDir))
}

// Replace has a folder filled under another name, among its files the one that marks it,
// and puts it in the place of the one before. A folder without the mark is left as it is,
// unless it is empty.
func Replace(dir, mark string, fill func(to string) error) error {
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	made, err := os.MkdirTemp(parent, ".new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(made)
	if err := errors.Join(os.Chmod(made, 0o755), fill(made)); err != nil {
		return err
	}
	if err := remove(dir, mark); err != nil {
		return err
	}
	return os.Rename(made, dir)
}

func remove(dir, mark string) error {
	if _, err := os.Stat(filepath.Join(dir, mark)); err == nil {
		return os.RemoveAll(dir)
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s holds something else than is written there: %w", dir, err)
	}
	return nil
}
