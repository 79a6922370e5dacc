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

// ErrOther is of a folder that was not made here, or has something of somebody's in it.
var ErrOther = errors.New("holds something else")

// Replace has a folder filled under another name, among its files the one that marks it,
// and puts it in the place of the one before. Of a folder only what was made here goes:
// one without the mark, or with a file that is neither a table nor made again, is left as
// it is, unless it is empty.
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
	if err := errors.Join(os.Chmod(made, 0o755), fill(made), ours(dir, mark, made)); err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.Rename(made, dir)
}

func ours(dir, mark, made string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	_, unmarked := os.Stat(filepath.Join(dir, mark))
	for _, e := range entries {
		_, again := os.Stat(filepath.Join(made, e.Name()))
		if unmarked != nil || again != nil && filepath.Ext(e.Name()) != ".parquet" {
			return fmt.Errorf("%s %w (%s): name a folder with --dir that is empty, or not there", dir, ErrOther, e.Name())
		}
	}
	return err
}
