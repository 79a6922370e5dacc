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

	"github.com/apache/arrow/go/v17/arrow"
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
	for _, ends := range s.ends {
		c.Batches = append(c.Batches, len(ends)-1)
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
	err = s.check(c)
	if err == nil {
		err = s.readEnds(c)
	}
	if err != nil {
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

// readEnds reads where the bodies end, of all that are said to be there.
func (s *File) readEnds(c Content) error {
	if s.next > int(s.size)/arrow.Int32SizeBytes {
		return ErrContent // there is no room for so many
	}
	for i, at := range c.Bodies {
		raw := make([]byte, arrow.Int32SizeBytes*(c.Batches[i]+1))
		if _, err := s.file.ReadAt(raw, at); err != nil {
			return errors.Join(ErrContent, err)
		}
		ends := make([]int32, c.Batches[i]+1)
		if _, err := binary.Decode(raw, binary.LittleEndian, ends); err != nil {
			return err
		}
		s.ends = append(s.ends, ends)
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
