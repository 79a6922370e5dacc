package spool

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"github.com/apache/arrow/go/v17/arrow/ipc"

	"github.com/frameshift/frameshift/pipeline/score"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Content is what is to be known of a file of documents to read it again.
type Content struct {
	Batches []int // how many documents are in each
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
	if s.reader == nil {
		err = s.Seal()
	}
	if err == nil {
		err = errors.Join(s.file.Sync(), s.file.Close(), os.Rename(s.file.Name(), path))
	}
	if err != nil {
		return Content{}, fmt.Errorf("write spool: %w", err)
	}
	c := Content{Bytes: s.out.at, Sum: s.out.sum}
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

// Open opens a file that was kept. Of its batches about so many bytes stay in memory.
func Open(path string, c Content, most int64) (*File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s := &File{file: file, kept: true, cache: batchCache{most: most}}
	for _, n := range c.Batches {
		if n < 0 {
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
	if err != nil || n != c.Bytes || sum.Sum32() != c.Sum {
		return errors.Join(ErrContent, err)
	}
	defer recovered(&err)
	if s.reader, err = ipc.NewFileReader(s.file); err != nil {
		return errors.Join(ErrContent, err)
	}
	if is := s.reader.Schema(); !is.Equal(schema) || !is.Metadata().Equal(schema.Metadata()) || s.reader.NumRecords() != len(c.Batches) {
		return ErrContent
	}
	return nil
}

// recovered makes an error of a panic: anybody may have written the file.
func recovered(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%w: %v", ErrContent, v)
	}
}

// ReadKept is Read of a file that anybody may have written.
func (s *File) ReadKept(i int) (d *score.Document, err error) {
	if i < 0 || i >= s.next {
		return nil, ErrContent
	}
	defer recovered(&err)
	return s.Read(i)
}
