package atomicdir

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// point makes link a symbolic link to target, relative to the link's folder,
// in one step. Where symbolic links cannot be made, link becomes a file that
// holds the relative path and a line end. Anything at link but a folder is
// replaced. The caller holds the lock of target's folder.
func point(link, target string) error {
	rel, err := filepath.Rel(filepath.Dir(link), target)
	if err != nil {
		return err
	}
	tmp := filepath.Join(filepath.Dir(link), "."+filepath.Base(link)+".new")
	os.Remove(tmp) // a killed process can have left one
	if err := symlink(rel, tmp); err != nil {
		if err := os.WriteFile(tmp, []byte(filepath.ToSlash(rel)+"\n"), 0o666); err != nil {
			return err
		}
	}
	if err := os.Rename(tmp, link); err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	return syncDir(filepath.Dir(link))
}

// Point makes link point to target, a folder that Publish has named, if it does not yet.
func Point(link, target string) error {
	if there, err := Resolve(link); err == nil && there == target {
		return nil
	}
	return exclusively(filepath.Dir(target), func() error { return point(link, target) })
}

// symlink is replaced in the test of file systems that have none. Windows wants rights
// for links, and puts no other in the place of one that leads to a folder.
var symlink = func(target, link string) error {
	if runtime.GOOS == "windows" {
		return errors.ErrUnsupported
	}
	return os.Symlink(target, link)
}

// Resolve returns what Publish made link point to.
func Resolve(link string) (string, error) {
	info, err := os.Lstat(link)
	if err != nil {
		return "", err
	}
	var rel string
	if info.Mode().IsRegular() {
		var raw []byte
		raw, err = os.ReadFile(link)
		rel = strings.TrimRight(string(raw), "\r\n")
	} else {
		rel, err = os.Readlink(link)
	}
	if err != nil {
		return "", err
	}
	return filepath.Join(filepath.Dir(link), filepath.FromSlash(rel)), nil
}
