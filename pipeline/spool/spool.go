package spool

import (
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"sort"

	"github.com/apache/arrow/go/v17/arrow/ipc"

	"github.com/frameshift/frameshift/pipeline/score"
)

// FileName is hidden: the spool of a run is no part of its results.
const FileName = ".spool.arrow"

// File is a file of scored documents in the order of their arrival, from
// which each can be read back by its number. It is filled by one goroutine,
// then sealed, then read by any number of goroutines.
type File struct {
	file   *os.File
	out    *fileBuffer
	writer *ipc.FileWriter
	reader *ipc.FileReader

	first []int // the number of each batch's first document
	next  int   // the number of the next document
	cache batchCache
	kept  bool // it stays when it is closed
}

// Create makes an empty spool in dir.
func Create(dir string) (*File, error) {
	file, err := os.Create(filepath.Join(dir, FileName))
	if err != nil {
		return nil, err
	}
	s := &File{file: file, out: &fileBuffer{Writer: bufio.NewWriterSize(file, 256<<10)}}
	s.writer, err = ipc.NewFileWriter(s.out, ipc.WithSchema(schema))
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Append adds the documents of a batch, which get the next numbers.
func (s *File) Append(b *Batch) error {
	if b.Len() == 0 {
		return nil
	}
	if err := s.writer.Write(b.record); err != nil {
		return fmt.Errorf("write spool %s: %w", s.file.Name(), err)
	}
	s.first = append(s.first, s.next)
	s.next += b.Len()
	return nil
}

// Seal ends the writing; from now on documents can be read.
func (s *File) Seal() error {
	if err := errors.Join(s.writer.Close(), s.out.Flush()); err != nil {
		return fmt.Errorf("write spool %s: %w", s.file.Name(), err)
	}
	var err error
	if s.reader, err = ipc.NewFileReader(s.file); err != nil {
		return fmt.Errorf("read spool %s: %w", s.file.Name(), err)
	}
	return nil
}

// Read returns document i, counted from 0 in the order of arrival, as
// Batch.Document does.
func (s *File) Read(i int) (*score.Document, error) {
	n := sort.SearchInts(s.first, i+1) - 1
	b, err := s.batch(n)
	if err != nil {
		return nil, err
	}
	if i -= s.first[n]; i >= b.Len() {
		return nil, fmt.Errorf("read spool %s: batch %d has %d documents only", s.file.Name(), n, b.Len())
	}
	return b.Document(i), nil
}

func (s *File) batch(n int) (*Batch, error) {
	if b := s.cache.get(n); b != nil {
		return b, nil
	}
	if s.reader == nil {
		return nil, fmt.Errorf("read spool %s: it is not sealed", s.file.Name())
	}
	record, err := s.reader.RecordAt(n)
	if err != nil {
		return nil, fmt.Errorf("read spool %s, batch %d: %w", s.file.Name(), n, err)
	}
	b := &Batch{record}
	s.cache.put(n, b)
	return b, nil
}

// Close closes the file and removes it, unless it is one of those that are kept.
func (s *File) Close() error {
	if s.kept {
		return s.file.Close()
	}
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}

// fileBuffer buffers a file for Arrow's writer, which writes many small pieces
// and asks for its position by seeking to where it is.
type fileBuffer struct {
	*bufio.Writer
	at  int64
	sum uint32
}

func (b *fileBuffer) Write(p []byte) (int, error) {
	n, err := b.Writer.Write(p)
	b.at += int64(n)
	b.sum = crc32.Update(b.sum, castagnoli, p[:n])
	return n, err
}

func (b *fileBuffer) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekCurrent {
		return 0, errors.ErrUnsupported
	}
	return b.at, nil
}
