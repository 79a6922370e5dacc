package part

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// mostUnpacked bounds what a frame may unpack to, mostPacked what it may be.
const mostUnpacked, mostPacked = 1 << 30, 1 << 30

// ErrDamaged is the error of a file that is no part, or a damaged one.
var ErrDamaged = errors.New("no part of frameshift " + Version + ", or a damaged one")

// File is a part. Its frames are read by one Sections at a time.
type File struct {
	Path string
	Size int64
	Head
}

// Open reads the head of a part.
func Open(path string) (*File, error) {
	f := &File{Path: path}
	r, err := f.Sections()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	f.Head = r.head
	return f, nil
}

// Beside is the path of another file of the part.
func (f *File) Beside(ext string) string { return strings.TrimSuffix(f.Path, Ext) + ext }

// Sections reads the frames of a part in their order.
type Sections struct {
	path string
	file *os.File
	buf  *bufio.Reader
	zstd *zstd.Decoder
	head Head
	left int64 // bytes of the file
}

// Sections opens a part from its first section on.
func (f *File) Sections() (*Sections, error) {
	file, err := os.Open(f.Path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s: no file", f.Path)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	f.Size = info.Size()
	s, err := read(file, f.Path, f.Size)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	s.file = file
	return s, nil
}

func read(from io.Reader, path string, size int64) (*Sections, error) {
	s := &Sections{path: path, buf: bufio.NewReaderSize(from, 64<<10), left: size - int64(len(magic))}
	var err error
	s.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostUnpacked), zstd.WithDecodeAllCapLimit(false))
	if err != nil {
		return nil, err
	}
	begin := make([]byte, len(magic))
	if _, err := io.ReadFull(s.buf, begin); err != nil || string(begin) != magic {
		return nil, fmt.Errorf("%s: %w", path, ErrDamaged)
	}
	k, raw, err := s.frame()
	if err != nil || k != head || json.Unmarshal(raw, &s.head) != nil || s.head.Shard < 1 || s.head.Shard > s.head.Of {
		return nil, fmt.Errorf("%s: %w", path, ErrDamaged)
	}
	return s, nil
}

// Next returns the next frame, and io.EOF behind the last one.
func (s *Sections) Next() (Kind, []byte, error) {
	k, data, err := s.frame()
	switch {
	case err == nil && k == last && s.left == 0:
		return 0, nil, io.EOF
	case err != nil || k == last || k == head:
		return 0, nil, fmt.Errorf("%s: %w", s.path, errors.Join(ErrDamaged, err))
	}
	return k, data, nil
}

// Skip passes over a section.
func (s *Sections) Skip() error {
	for {
		k, _, err := s.Next()
		if err != nil {
			return err
		}
		if k == End {
			return nil
		}
	}
}

func (s *Sections) frame() (Kind, []byte, error) {
	var top [9]byte
	if _, err := io.ReadFull(s.buf, top[:]); err != nil {
		return 0, nil, err
	}
	k, n := Kind(top[0]), int64(binary.LittleEndian.Uint32(top[1:]))
	if s.left -= n + int64(len(top)); s.left < 0 || n > mostPacked {
		return 0, nil, ErrDamaged
	}
	packed := make([]byte, n)
	if _, err := io.ReadFull(s.buf, packed); err != nil {
		return 0, nil, err
	}
	if checksum(k, packed) != binary.LittleEndian.Uint32(top[5:]) {
		return 0, nil, ErrDamaged
	}
	if k == Sketches {
		return k, packed, nil
	}
	data, err := s.zstd.DecodeAll(packed, nil)
	return k, data, err
}

// Close closes the file.
func (s *Sections) Close() error {
	s.zstd.Close()
	return s.file.Close()
}
