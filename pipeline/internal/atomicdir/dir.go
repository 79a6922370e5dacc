// Package atomicdir makes a folder that is complete or absent.
//
// A folder is filled under a hidden name beside its final place, synced to the
// disk, and renamed in one step. What a killed process left behind is removed
// by the next one; a folder that another process is still filling is known by
// the lock that process holds, and is left alone. Locks are advisory locks on
// files (flock), so the file system must have them.
//
//	parent/.lock             held for the moments of making, naming and clearing
//	parent/.staging-7        a folder being filled
//	parent/.staging-7.lock   held for as long as it is
//	parent/<name>            the complete folder
package atomicdir

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/gofrs/flock"
)

// Dir is a folder being filled. It belongs to one goroutine.
type Dir struct {
	parent string
	path   string
	lock   *flock.Flock
	done   bool
}

const staging = ".staging-"

// Create makes an empty folder to be filled in parent, which is made too if it
// is missing, and clears parent of what dead processes left in it.
func Create(parent string) (*Dir, error) {
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, err
	}
	var d *Dir
	err := exclusively(parent, func() (err error) {
		clearStale(parent)
		d, err = create(parent)
		return err
	})
	return d, err
}

// create takes the first free name. The caller holds the lock of parent.
func create(parent string) (*Dir, error) {
	for n := 1; ; n++ {
		path := filepath.Join(parent, staging+strconv.Itoa(n))
		err := os.Mkdir(path, 0o777)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		lock := lockOf(path + ".lock")
		if err := lock.Lock(); err != nil {
			return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), os.Remove(path))
		}
		return &Dir{parent: parent, path: path, lock: lock}, nil
	}
}

// Path is where the folder is filled.
func (d *Dir) Path() string { return d.path }

// Sync brings what was put into the folder to the disk, so that Publish has less to
// wait for. It may go on beside the filling.
func (d *Dir) Sync() error { return syncTree(d.path) }

// Publish syncs the folder and gives it its name in parent, or the name with
// -2, -3 … behind it if that is taken. It returns the new path. If link is not
// empty, that symbolic link is then made to point to the folder. After an error
// with an empty path nothing is published, and Abort is still to be called.
func (d *Dir) Publish(name, link string) (path string, err error) {
	if d.done {
		return "", errors.New("publish: the folder is published or aborted already")
	}
	if err := syncTree(d.path); err != nil {
		return "", err
	}
	err = exclusively(d.parent, func() error {
		if path, err = d.rename(name); err != nil {
			return err
		}
		d.done = true
		if err := errors.Join(syncDir(d.parent), d.unlock()); err != nil {
			return err
		}
		if link == "" {
			return nil
		}
		return point(link, path)
	})
	return path, err
}

// rename moves the folder to the first free name. The caller holds the lock of
// parent, so that the name is still free when it is taken.
func (d *Dir) rename(name string) (string, error) {
	path := filepath.Join(d.parent, name)
	for n := 2; ; n++ {
		_, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return "", err
		}
		path = filepath.Join(d.parent, name+"-"+strconv.Itoa(n))
	}
	if err := os.Rename(d.path, path); err != nil {
		return "", err
	}
	return path, nil
}

// Abort removes the folder. After Publish or another Abort it does nothing, so
// that it can be deferred.
func (d *Dir) Abort() error {
	if d.done {
		return nil
	}
	d.done = true
	return exclusively(d.parent, func() error {
		return errors.Join(os.RemoveAll(d.path), d.unlock())
	})
}

// unlock lets go of the folder's lock. The caller holds the lock of parent:
// nobody takes the name for a new folder between the two steps.
func (d *Dir) unlock() error {
	return errors.Join(d.lock.Close(), os.Remove(d.lock.Path()))
}
