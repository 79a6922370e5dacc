package spool

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"sync"

	"github.com/apache/arrow/go/v17/arrow/ipc"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Content is what is to be known of a file of documents to read it again.
type Content struct {
	Batches []int   // how many documents are in each
	Bodies  []int64 // where those of each begin
	Bytes   int64
	Sum     uint32 // CRC-32C
}

// Documents is how many there are.
func (c *Content) Documents() (n int) {
	for _, in := range c.Batches {
		n += in
	}
	return n
}

// Keep ends the writing and closes the file, which stays, under another name.
func (s *File) Keep(path string) (Content, error) {
	var err error
	if s.size == 0 {
		err = s.Seal()
	}
	if err == nil {
		err = errors.Join(s.file.Sync(), s.file.Close(), os.Rename(s.file.Name(), path))
	}
	if err != nil {
		return Content{}, fmt.Errorf("write spool: %w", err)
	}
	c := Content{Bodies: s.bodies, Bytes: s.size, Sum: s.out.sum}
	for i, first := range s.first {
		end := s.next
		if i+1 < len(s.first) {
			end = s.first[i+1]
		}
		c.Batches = append(c.Batches, end-first)
	}
	return c, nil
}

// ErrContent is the error of a file that has not the content it is to have.
var ErrContent = errors.New("not the documents that belong here, or damaged ones")

// Open opens a file that was kept.
func Open(path string, c Content) (*File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s := &File{file: file, kept: true, size: c.Bytes, bodies: c.Bodies}
	for _, n := range c.Batches {
		if n <= 0 || n > math.MaxInt32 {
			return nil, errors.Join(ErrContent, file.Close())
		}
		s.first = append(s.first, s.next)
		s.next += n
	}
	if err := s.check(c); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), file.Close())
	}
	return s, nil
}

func (s *File) check(c Content) (err error) {
	sum := crc32.New(castagnoli)
	n, err := io.Copy(sum, s.file)
	if err != nil || n != c.Bytes || sum.Sum32() != c.Sum || len(c.Bodies) != len(c.Batches) {
		return errors.Join(ErrContent, err)
	}
	begin := make([]byte, len(beginning()))
	if _, err := s.file.ReadAt(begin, 0); err != nil || !bytes.Equal(begin, beginning()) {
		return errors.Join(ErrContent, err)
	}
	return nil
}

// beginning is how a file begins: Arrow's magic and the schema. Arrow's reader is not asked
// what it says, nor what stands at its end, for it would make room for whatever somebody
// has written there.
var beginning = sync.OnceValue(func() []byte {
	var empty bytes.Buffer
	out := &fileBuffer{Writer: bufio.NewWriter(&empty)}
	w, err := ipc.NewFileWriter(out, ipc.WithSchema(schema))
	if err == nil {
		err = errors.Join(w.Close(), out.Flush())
	}
	if err != nil {
		panic(err) // of a buffer
	}
	// The magic and what aligns it, a mark and a length, and so much for the schema.
	const head = 16
	return empty.Bytes()[:head+binary.LittleEndian.Uint32(empty.Bytes()[head-4:])]
})
