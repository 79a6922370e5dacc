package corpus

import (
	"cmp"
	"context"
	"crypto/sha256"
	"hash"
	"io"
	"sync/atomic"

	"github.com/frameshift/frameshift/pipeline/objects"
)

// source is a file on disk that is being read from front to back. It hashes
// what passes, moves the progress bar, and stops when the run does.
type source struct {
	ctx   context.Context
	file  io.Reader
	hash  hash.Hash
	n     int64
	done  *atomic.Int64
	fatal error // a read error of the disk, as opposed to damage in the data
}

func newSource(ctx context.Context, f io.Reader, done *atomic.Int64) *source {
	return &source{ctx: ctx, file: f, hash: sha256.New(), done: done}
}

// Read implements io.Reader.
func (s *source) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, stop{err}
	}
	n, err := s.file.Read(b)
	s.hash.Write(b[:n])
	s.n += int64(n)
	s.done.Add(int64(n))
	if err != nil && err != io.EOF {
		s.fatal = cause(err)
		err = s.fatal
	}
	return n, err
}

// finish reads what nobody asked for, so that the hash covers the whole file.
func (s *source) finish() error {
	if s.fatal != nil {
		return nil
	}
	_, err := io.Copy(io.Discard, onlyReader{s})
	if isStop(err) {
		return err
	}
	return nil
}

// onlyReader hides every other method, so that io.Copy comes through Read.
type onlyReader struct{ io.Reader }

// hashFile is the hash of a file that is not read otherwise.
func hashFile(ctx context.Context, at root, path string) ([]byte, error) {
	f, err := at.open(path)
	if objects.IsFailure(err) {
		return nil, stop{err}
	} else if err != nil {
		return nil, nil // openInputs has opened it before: it vanished since
	}
	defer f.Close()
	s := newSource(ctx, f, new(atomic.Int64))
	err = cmp.Or(s.finish(), failed(f))
	return s.hash.Sum(nil), err
}
