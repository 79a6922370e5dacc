package pack

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline/safe"
)

// What a package may be. Its tables are compressed already, so that a zip which
// becomes mostRatio times as large, beyond a size that is small, is none of ours.
const (
	mostFiles  = 10_000
	mostRatio  = 200
	smallBytes = 64 << 20
)

// Unpack makes a folder of a package: whole, with the sizes and hashes that its
// datapackage.json states, or not at all. It takes no name that leads out of the
// folder, no link, nothing that is not stated, and no target that exists.
func Unpack(ctx context.Context, path, dir string) error {
	if _, err := os.Lstat(dir); err == nil {
		return fmt.Errorf("%s exists: name a folder that does not", dir)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("%s is no package: %w", path, err)
	}
	defer z.Close()
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	stated, err := contents(&z.Reader, info.Size())
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), ".unpack-*")
	if err != nil {
		return err
	}
	err = os.Chmod(temp, 0o755)
	for _, e := range z.File {
		if err == nil {
			err = extract(ctx, e, temp, stated)
		}
	}
	if err == nil {
		err = os.Rename(temp, dir)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), os.RemoveAll(temp))
	}
	return nil
}

// contents holds the entries of a zip against what its datapackage.json states.
func contents(z *zip.Reader, size int64) (map[string]resource, error) {
	if len(z.File) > mostFiles {
		return nil, fmt.Errorf("%d entries: no package has more than %d", len(z.File), mostFiles)
	}
	d, err := stated(z)
	if err != nil {
		return nil, err
	}
	byPath, total := map[string]resource{}, int64(0)
	for _, r := range d.Resources {
		if _, twice := byPath[r.Path]; twice || r.Bytes < 0 || r.Bytes > mostRatio*size+smallBytes {
			return nil, fmt.Errorf("%s states %s twice, or with a size that can't be", PackageName, safe.Line(r.Path))
		}
		byPath[r.Path] = r
		total += r.Bytes
	}
	if total > mostRatio*size+smallBytes {
		return nil, fmt.Errorf("it would unpack to %d bytes, %d times its size", total, total/max(size, 1))
	}
	return byPath, entries(z, byPath)
}

// entries wants every entry stated once, with its size and a safe name, and
// everything stated to be there.
func entries(z *zip.Reader, stated map[string]resource) error {
	met := map[string]bool{}
	for _, e := range z.File {
		name := safe.Line(e.Name)
		r, ok := stated[e.Name]
		switch {
		case !fs.ValidPath(e.Name) || !filepath.IsLocal(filepath.FromSlash(e.Name)) || strings.ContainsAny(e.Name, `\:`):
			return fmt.Errorf("%s: a name that leads out of the folder", name)
		case !e.Mode().IsRegular():
			return fmt.Errorf("%s is no file", name)
		case met[e.Name]:
			return fmt.Errorf("%s is there twice", name)
		case !ok && e.Name != PackageName:
			return fmt.Errorf("%s is not stated in %s", name, PackageName)
		case ok && e.UncompressedSize64 != uint64(r.Bytes):
			return fmt.Errorf("%s has %d bytes, %s states %d", name, e.UncompressedSize64, PackageName, r.Bytes)
		}
		met[e.Name] = true
	}
	for path := range stated {
		if !met[path] {
			return fmt.Errorf("%s states files that are not there", PackageName)
		}
	}
	return nil
}

// stated reads datapackage.json.
func stated(z *zip.Reader) (*datapackage, error) {
	for _, e := range z.File {
		if e.Name != PackageName {
			continue
		}
		f, err := e.Open()
		if err != nil {
			return nil, err
		}
		defer f.Close()
		raw, err := io.ReadAll(io.LimitReader(f, mostPackage+1))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", PackageName, err)
		}
		if len(raw) > mostPackage {
			return nil, fmt.Errorf("%s is too large", PackageName)
		}
		return parse(raw)
	}
	return nil, fmt.Errorf("no package of a run: it has no %s", PackageName)
}

// extract writes an entry, and no byte more than is stated.
func extract(ctx context.Context, e *zip.File, dir string, stated map[string]resource) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := filepath.Join(dir, filepath.FromSlash(e.Name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	in, err := e.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	r, ok := stated[e.Name]
	most := r.Bytes
	if !ok {
		most = mostPackage
	}
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, h), io.LimitReader(in, most+1))
	if err = errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("%s: %w", e.Name, err)
	}
	if ok && (n != r.Bytes || "sha256:"+hex.EncodeToString(h.Sum(nil)) != r.Hash) || n > most {
		return fmt.Errorf("%s is not what %s states: the package is damaged", e.Name, PackageName)
	}
	return nil
}

// Intact says whether the files of an unpacked package are what its datapackage.json
// states; a folder without one is no such folder, and intact.
func Intact(dir string) error {
	raw, err := os.ReadFile(filepath.Join(dir, PackageName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	d, err := parse(raw)
	if err != nil {
		return err
	}
	for _, r := range d.Resources {
		if !filepath.IsLocal(filepath.FromSlash(r.Path)) {
			return fmt.Errorf("%s names a file outside the folder: %s", PackageName, safe.Line(r.Path))
		}
		f, err := os.Open(filepath.Join(dir, filepath.FromSlash(r.Path)))
		if err != nil {
			return fmt.Errorf("damaged: %s is gone from the package", safe.Line(r.Path))
		}
		h := sha256.New()
		_, err = io.Copy(h, f)
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
		if "sha256:"+hex.EncodeToString(h.Sum(nil)) != r.Hash {
			return fmt.Errorf("damaged: %s is not what %s states", safe.Line(r.Path), PackageName)
		}
	}
	return nil
}
