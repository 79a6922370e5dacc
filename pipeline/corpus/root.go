package corpus

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// root is where paths lead: into a file system that the caller handed over, or,
// without one, into that of the machine.
type root struct{ fs fs.FS }

// abs is the path by which a file is known, however it was named.
func (r root) abs(p string) (string, error) {
	if r.fs == nil {
		return filepath.Abs(p)
	}
	p = filepath.ToSlash(filepath.Clean(p))
	if !fs.ValidPath(p) {
		return "", fmt.Errorf("%w: a path inside the file system, without .. and a leading slash, is wanted", fs.ErrInvalid)
	}
	return p, nil
}

// resolve follows links of the machine's file system.
func (r root) resolve(p string) (string, error) {
	if r.fs == nil {
		return filepath.EvalSymlinks(p)
	}
	return p, nil
}

func (r root) open(p string) (fs.File, error) {
	if r.fs == nil {
		return os.Open(p)
	}
	return r.fs.Open(filepath.ToSlash(p))
}

func (r root) stat(p string) (fs.FileInfo, error) {
	if r.fs == nil {
		return os.Stat(p)
	}
	return fs.Stat(r.fs, filepath.ToSlash(p))
}

func (r root) read(p string) ([]byte, error) {
	if r.fs == nil {
		return os.ReadFile(p)
	}
	return fs.ReadFile(r.fs, filepath.ToSlash(p))
}

func (r root) walk(p string, visit fs.WalkDirFunc) error {
	if r.fs == nil {
		return filepath.WalkDir(p, visit)
	}
	return fs.WalkDir(r.fs, filepath.ToSlash(p), visit)
}
