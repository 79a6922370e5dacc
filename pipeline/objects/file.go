package objects

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/minio/minio-go/v7"
)

// small is the size up to which an object is fetched at once; larger ones are read as
// they come.
const small = 1 << 20

// tries is how often in a row reading goes on where a connection broke.
const tries = 5

// stall is how long a connection may be silent in the middle of an object.
const stall = 2 * time.Minute

// File is an object that is being read.
type File struct {
	store *Store
	path  string
	info  *Info
	data  []byte // of a small one
	at    int64
	body  io.ReadCloser
	err   error

	block   []byte // of ReadAt
	blockAt int64
}

// Open opens an object, in the state in which it was listed if it was.
func (s *Store) Open(path string) (*File, error) {
	f := &File{store: s, path: path}
	f.info, _ = s.known(path)
	if err := f.request(); err != nil {
		return nil, err
	}
	if f.info.size < 0 {
		_ = f.Close()
		return nil, &Failure{Path: path, what: "the storage does not say how long it is"}
	} else if f.info.size > small {
		return f, nil
	}
	data := make([]byte, f.info.size)
	_, err := io.ReadFull(f, data)
	_ = f.Close()
	if err != nil && err != io.EOF {
		return nil, err
	}
	f.data, f.at = data, 0
	return f, nil
}

// request asks for the object from where reading is.
func (f *File) request() error {
	var err error
	f.body, err = f.ask(f.at, 0)
	return err
}

// ask asks for n bytes of the object, or for the rest of it.
func (f *File) ask(from, n int64) (io.ReadCloser, error) {
	client, err := f.store.storage()
	if err != nil {
		return nil, err
	}
	var o minio.GetObjectOptions
	if f.info != nil && f.info.ETag != "" {
		err = o.SetMatchETag(f.info.ETag)
	}
	if n > 0 {
		err = errors.Join(err, o.SetRange(from, from+n-1))
	} else if from > 0 {
		err = errors.Join(err, o.SetRange(from, 0))
	}
	if err != nil {
		return nil, err
	}
	bucket, key := split(f.path)
	ctx, end := context.WithCancel(f.store.ctx)
	body, got, _, err := client.GetObject(ctx, bucket, key, o)
	if err != nil {
		end()
		return nil, f.store.failure(f.path, err)
	}
	if f.info == nil {
		f.info = infoOf(got)
	} else if got.ETag != "" && f.info.ETag != "" && got.ETag != f.info.ETag { // where If-Match is not known
		end()
		return nil, errors.Join(ErrChanged, body.Close())
	}
	timer := time.AfterFunc(stall, end)
	timer.Stop()
	return &patient{body, timer, end}, nil
}

// patient is a body that must not be silent for long.
type patient struct {
	io.ReadCloser
	timer *time.Timer
	end   context.CancelFunc
}

func (p *patient) Read(b []byte) (int, error) {
	p.timer.Reset(stall)
	n, err := p.ReadCloser.Read(b)
	p.timer.Stop()
	return n, err
}

func (p *patient) Close() error {
	p.timer.Stop()
	p.end()
	return p.ReadCloser.Close()
}

// Read goes on where a connection broke.
func (f *File) Read(b []byte) (int, error) {
	if f.data != nil {
		if f.at == int64(len(f.data)) {
			return 0, io.EOF
		}
		n := copy(b, f.data[f.at:])
		f.at += int64(n)
		return n, nil
	}
	for broken := 0; ; broken++ {
		if f.err != nil {
			return 0, f.err
		}
		if f.at >= f.info.size {
			return 0, io.EOF
		}
		n, err := f.body.Read(b)
		f.at += int64(n)
		if n > 0 || len(b) == 0 {
			return n, nil
		}
		if f.err = f.again(err, broken); f.err != nil {
			return 0, f.err
		}
	}
}

// again asks for the rest of an object whose connection broke.
func (f *File) again(err error, broken int) error {
	if err == nil {
		return nil
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if broken == tries || f.store.ctx.Err() != nil {
		return f.store.failure(f.path, fmt.Errorf("at byte %d of %d: %w", f.at, f.info.size, plain(err)))
	}
	_ = f.Close()
	return f.request()
}

// blockSize is how much ReadAt asks for at once.
const blockSize = 1 << 20

// ReadAt implements io.ReaderAt for one goroutine, by blocks of which it keeps the last.
func (f *File) ReadAt(b []byte, at int64) (n int, err error) {
	for n < len(b) {
		from := at + int64(n)
		if from >= f.info.size {
			return n, io.EOF
		}
		if from < f.blockAt || from >= f.blockAt+int64(len(f.block)) {
			if err := f.fetch(from); err != nil {
				return n, err
			}
		}
		n += copy(b[n:], f.block[from-f.blockAt:])
	}
	return n, nil
}

// fetch makes the block that holds a byte the one that is kept.
func (f *File) fetch(from int64) (err error) {
	if f.data != nil {
		f.block, f.blockAt = f.data, 0
		return nil
	}
	from -= from % blockSize
	block := make([]byte, min(blockSize, f.info.size-from))
	for range tries {
		var body io.ReadCloser
		if body, err = f.ask(from, int64(len(block))); err != nil {
			break // which the library has tried again
		}
		_, err = io.ReadFull(body, block)
		_ = body.Close() // the bytes are there, or they are not
		if err == nil {
			f.block, f.blockAt = block, from
			return nil
		}
		err = f.store.failure(f.path, plain(err))
	}
	f.err = err
	return err
}

// Stat is what was listed.
func (f *File) Stat() (fs.FileInfo, error) { return f.info, nil }

// Err is why reading ended before the end, if it did.
func (f *File) Err() error { return f.err }

// Close ends the reading, and may be called twice.
func (f *File) Close() error {
	if f.body != nil {
		_ = f.body.Close() // whatever a connection says that is cut off
		f.body = nil
	}
	return nil
}
