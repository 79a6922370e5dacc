package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"time"
)

// dated is the date of all entries: the first that a zip can hold.
var dated = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// stored are the endings of files that do not shrink.
var stored = map[string]bool{".parquet": true, ".png": true, ".pdf": true}

// writeZip writes files in their order.
func writeZip(ctx context.Context, w io.Writer, files []file) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		if err := errors.Join(ctx.Err(), writeEntry(z, f)); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return z.Close()
}

func writeEntry(z *zip.Writer, f file) error {
	head := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: dated}
	if stored[path.Ext(f.name)] {
		head.Method = zip.Store
	}
	head.SetMode(0o644)
	out, err := z.CreateHeader(head)
	if err != nil {
		return err
	}
	in := io.Reader(bytes.NewReader(f.raw))
	if f.path != "" {
		disk, err := os.Open(f.path)
		if err != nil {
			return err
		}
		defer disk.Close()
		in = disk
	}
	n, err := io.Copy(out, in)
	if err == nil && n != f.bytes {
		err = errors.New("it changed while it was packed")
	}
	return err
}
