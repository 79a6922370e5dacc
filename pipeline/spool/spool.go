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

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/bitutil"
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
	size   int64 // once it is sealed
	kept   bool  // it stays when it is closed

	first  []int     // the number of each batch's first document
	bodies []int64   // where the offsets of its bodies stand in the file; the bodies are behind them
	ends   [][]int32 // these offsets: a document is read at once
	next   int       // the number of the next document
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

// Append adds the documents of a batch, which get the next numbers. The batch is used up.
func (s *File) Append(b *Batch) error {
	defer b.release()
	if b.Len() == 0 {
		return nil
	}
	if err := s.writer.Write(b.record); err != nil {
		return fmt.Errorf("write spool %s: %w", s.file.Name(), err)
	}
	// Bodies are the last column, so that these are the last two buffers of the batch.
	s.bodies = append(s.bodies, s.out.at-aligned(len(b.bodies.ValueBytes()))-offsets(b.Len()))
	s.ends = append(s.ends, b.bodies.ValueOffsets())
	s.first = append(s.first, s.next)
	s.next += b.Len()
	return nil
}

// offsets is how many bytes those of so many bodies take.
func offsets(n int) int64 { return aligned(arrow.Int32SizeBytes * (n + 1)) }

// aligned is how many bytes of an Arrow file a buffer takes.
func aligned(size int) int64 { return int64(bitutil.CeilByte(size)) }

// Seal ends the writing; from now on documents can be read.
func (s *File) Seal() error {
	if err := errors.Join(s.writer.Close(), s.out.Flush()); err != nil {
		return fmt.Errorf("write spool %s: %w", s.file.Name(), err)
	}
	s.size = s.out.at
	return nil
}

// Reader returns what reads documents by their number, counted from 0 in the order of
// arrival: what tables have of them. It belongs to one goroutine, and a document stands
// until the next one is read; but its texts stay. Anybody may have written the file.
func (s *File) Reader() func(i int) (*score.Document, error) {
	var d decoded
	w := window{file: s.file}
	return func(i int) (*score.Document, error) {
		body, err := s.body(i, &w)
		if err == nil {
			var doc *score.Document
			if doc, err = d.read(body); err == nil {
				return doc, nil
			}
		}
		return nil, fmt.Errorf("read spool %s, document %d: %w", s.file.Name(), i, err)
	}
}

// body reads the body of a document and nothing else: Arrow's reader would read, and copy
// twice, all of its batch.
func (s *File) body(i int, through *window) (string, error) {
	if s.size == 0 {
		return "", errors.New("it is not sealed")
	}
	if i < 0 || i >= s.next {
		return "", ErrContent
	}
	n := sort.SearchInts(s.first, i+1) - 1
	ends := s.ends[n]
	from, till := ends[i-s.first[n]], ends[i-s.first[n]+1]
	at := s.bodies[n] + offsets(len(ends)-1)
	if from < 0 || from > till || at > s.size-int64(till) {
		return "", ErrContent
	}
	return through.read(at+int64(from), int(till-from))
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
