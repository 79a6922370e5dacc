package corpus

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/objects"
)

// root is where paths lead: into a file system that the caller handed over, or,
// without one, into that of the machine or into object storage.
type root struct {
	fs      fs.FS
	objects *objects.Store
	ahead   *objects.Ahead // what fetches objects before they are opened, if anything does
}

func newRoot(o Options) root {
	return root{fs: o.FS, objects: cmp.Or(o.Objects, objects.New(context.Background()))}
}

// remote says whether a path leads into object storage.
func (r root) remote(p string) bool { return r.fs == nil && objects.Is(p) }

// abs is the path by which a file is known, however it was named.
func (r root) abs(p string) (string, error) {
	switch {
	case r.remote(p):
		return objects.Clean(p)
	case r.fs == nil:
		return filepath.Abs(p)
	}
	p = filepath.ToSlash(filepath.Clean(p))
	if !fs.ValidPath(p) {
		return "", fmt.Errorf("%w: a path inside the file system, without .. and a leading slash, is wanted", fs.ErrInvalid)
	}
	return p, nil
}

// join is the path of a name in a folder; without one it is the name.
func (r root) join(dir, name string) string {
	switch {
	case dir == "" && r.remote(name):
		return name
	case r.remote(dir):
		return objects.Join(dir, filepath.ToSlash(name))
	}
	return filepath.Join(dir, name)
}

// parent is the folder that a path lies in.
func (r root) parent(p string) string {
	if r.remote(p) {
		return objects.Parent(p)
	}
	return filepath.Dir(p)
}

// resolve follows links of the machine's file system.
func (r root) resolve(p string) (string, error) {
	if r.fs == nil && !r.remote(p) {
		return filepath.EvalSymlinks(p)
	}
	return p, nil
}

func (r root) open(p string) (fs.File, error) {
	switch {
	case r.remote(p) && r.ahead != nil:
		return fileOf(r.ahead.Open(p))
	case r.remote(p):
		return fileOf(r.objects.Open(p))
	case r.fs == nil:
		return os.Open(p)
	}
	return r.fs.Open(filepath.ToSlash(p))
}

// fileOf keeps no file from becoming one that is not nil.
func fileOf(f *objects.File, err error) (fs.File, error) {
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (r root) stat(p string) (fs.FileInfo, error) {
	switch {
	case r.remote(p):
		return r.objects.Stat(p)
	case r.fs == nil:
		return os.Stat(p)
	}
	return fs.Stat(r.fs, filepath.ToSlash(p))
}

func (r root) read(p string) ([]byte, error) {
	switch {
	case r.remote(p):
		f, err := r.objects.Open(p)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return io.ReadAll(f)
	case r.fs == nil:
		return os.ReadFile(p)
	}
	return fs.ReadFile(r.fs, filepath.ToSlash(p))
}

func (r root) walk(p string, visit fs.WalkDirFunc) error {
	switch {
	case r.remote(p):
		return r.objects.Walk(p, visit)
	case r.fs == nil:
		return filepath.WalkDir(p, visit)
	}
	return fs.WalkDir(r.fs, filepath.ToSlash(p), visit)
}
