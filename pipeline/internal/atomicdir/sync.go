package atomicdir

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"golang.org/x/sync/errgroup"
)

// atOnce is how many files are synced at a time: what waits for the disk waits together.
const atOnce = 8

// syncTree makes sure that all files and folders under root are on the disk.
func syncTree(root string) error {
	var g errgroup.Group
	g.SetLimit(atOnce)
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir():
			g.Go(func() error { return syncDir(path) })
		case e.Type().IsRegular():
			g.Go(func() error { return syncFile(path) })
		}
		return nil
	})
	return errors.Join(err, g.Wait())
}

func syncFile(path string) error {
	// Some systems sync only what is open for writing.
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncDir syncs a folder's list of names. Where folders cannot be synced there
// is nothing to be done; Windows refuses it as if it were a matter of rights.
func syncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
