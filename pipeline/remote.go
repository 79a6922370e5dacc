package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/internal/atomicdir"
	"github.com/frameshift/frameshift/pipeline/objects"
	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// remote is where parts are to lie that are made in a folder of the machine for what is
// temporary, and put there when all is well.
type remote struct {
	to      string
	storage *objects.Store
}

// newRemote finds out before there is work to lose whether parts can lie there.
func newRemote(ctx context.Context, c Config) (*remote, error) {
	r := &remote{c.Out, objects.New(ctx)}
	if _, err := objects.Clean(r.to); err != nil {
		return nil, usage.Wrap(fmt.Errorf("--out: %w", err))
	}
	for _, in := range c.Inputs {
		if objects.Is(in) && strings.HasPrefix(r.to+"/", strings.TrimSuffix(in, "/")+"/") {
			return nil, usage.Errorf("--out %s lies in the input %s, so that parts would be read as texts: name another prefix", r.to, in)
		}
	}
	if _, err := r.storage.Stat(r.to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, wrong(fmt.Errorf("--out: %w", err))
	}
	return r, nil
}

// put makes a shard in a folder that is gone afterwards, and brings its files where they
// are to lie: with a part the others are there.
func (r *remote) put(make func(dir string) (*Shard, error)) (*Shard, error) {
	dir, err := os.MkdirTemp("", "frameshift-shard-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	s, err := make(dir)
	if err != nil {
		return nil, err
	}
	made := part.File{Path: s.Path}
	for _, ext := range part.Exts {
		file := made.Beside(ext)
		s.Path = objects.Join(r.to, filepath.Base(file))
		if err := r.storage.Upload(file, s.Path); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// checkFolders refuses to work in object storage, which has no folders to rename.
func (c Config) checkFolders() error {
	for _, f := range []struct{ key, path string }{{"out", c.Out}, {"cache", c.Cache}, {"temp", c.Temp}} {
		if objects.Is(f.path) {
			return fmt.Errorf("%s: want a folder of this machine, not %s…; a run that is done can be copied to object storage, and shards write their parts there", f.key, objects.Scheme)
		}
	}
	return nil
}

// fetches is how many parts are fetched at once.
const fetches = 8

// fetched are parts that lie in object storage, on this machine.
type fetched struct {
	dir   *atomicdir.Dir
	paths []string // of all parts, also of those that lay here
	from  []string // where what is in the folders 0, 1 … of dir lies
}

// fetch brings parts here. The caller closes them.
func fetch(ctx context.Context, paths []string, c Config) (*fetched, error) {
	f := &fetched{}
	if !slices.ContainsFunc(paths, objects.Is) {
		f.paths = paths
		return f, nil
	}
	parent := filepath.Join(cmp.Or(c.Out, DefaultOut), "runs")
	if c.Temp != "" {
		parent = filepath.Join(c.Temp, "frameshift")
	}
	var err error
	if f.dir, err = atomicdir.Create(parent); err != nil {
		return nil, err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(fetches)
	storage := objects.New(ctx)
	for _, path := range paths {
		if err == nil {
			err = f.add(g, storage, path)
		}
	}
	if err = cmp.Or(g.Wait(), err); err != nil { // the first is why the second is what it is
		return nil, errors.Join(wrong(f.named(err)), f.close())
	}
	return f, nil
}

// add fetches a part, or those in a folder, if they are not here.
func (f *fetched) add(g *errgroup.Group, storage *objects.Store, path string) error {
	if !objects.Is(path) {
		f.paths = append(f.paths, path)
		return nil
	}
	info, err := storage.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s does not exist", path)
	} else if err != nil {
		return err
	}
	if !info.IsDir() {
		return f.part(g, storage, path)
	}
	folder, err := objects.Clean(path)
	if err != nil {
		return err
	}
	return storage.Walk(folder, func(path string, _ fs.DirEntry, _ error) error {
		if objects.Parent(path) != folder || filepath.Ext(path) != part.Ext {
			return nil
		}
		return f.part(g, storage, path)
	})
}

// part fetches a part and the files beside it; of those that are missing others will
// speak.
func (f *fetched) part(g *errgroup.Group, storage *objects.Store, path string) error {
	if ext := filepath.Ext(path); ext != part.Ext && slices.Contains(part.Exts, ext) {
		return nil
	}
	at := slices.Index(f.from, objects.Parent(path))
	if at < 0 {
		at = len(f.from)
		f.from = append(f.from, objects.Parent(path))
		if err := os.Mkdir(f.folder(at), 0o777); err != nil {
			return err
		}
	}
	here := part.File{Path: filepath.Join(f.folder(at), filepath.Base(path))}
	there := part.File{Path: path}
	f.paths = append(f.paths, here.Path)
	for _, ext := range part.Exts {
		g.Go(func() error {
			if err := storage.Download(there.Beside(ext), here.Beside(ext)); ext == part.Ext || !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			return nil
		})
	}
	return nil
}

func (f *fetched) folder(n int) string { return filepath.Join(f.dir.Path(), strconv.Itoa(n)) }

// named makes an error speak of where parts lie.
func (f *fetched) named(err error) error {
	if err == nil || f.dir == nil {
		return err
	}
	var names []string
	for n, from := range f.from {
		names = append(names, f.folder(n)+string(filepath.Separator), from+"/")
	}
	return named{err, strings.NewReplacer(names...).Replace(err.Error())}
}

// named is an error in other words.
type named struct {
	error
	words string
}

func (n named) Error() string { return n.words }

func (n named) Unwrap() error { return n.error }

func (f *fetched) close() error {
	if f.dir == nil {
		return nil
	}
	return f.dir.Abort()
}
