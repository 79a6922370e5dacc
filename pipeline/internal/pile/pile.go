// Package pile keeps records of bytes, more of them than memory holds: the first ones
// stay there, and where there is a file the others go into it.
package pile

import (
	"encoding/binary"
	"io"
	"math"
	"os"
	"slices"
	"sync/atomic"
)

// Pile is filled by one goroutine, while others may read what was put there before.
// The zero value keeps all in memory.
type Pile struct {
	// File takes what does not stay in memory; nil: all does.
	File *os.File
	// Held is how many bytes stay there; 0: 32 MB.
	Held int64
	// Chunk is how many are written at a time; 0: 1 MB.
	Chunk int

	chunks [][]byte // nil: in the file
	inFile []int64  // where a chunk begins there
	held   int64
	size   int64
	failed atomic.Pointer[error]
}

// The defaults of Held and Chunk.
const mostHeld, chunkBytes = 32 << 20, 1 << 20

// Place says where a record is.
type Place int64 // its chunk, and 32 bits for the place in it

// Add puts a record behind the others.
func (p *Pile) Add(record []byte) Place {
	var head [binary.MaxVarintLen64]byte
	n := binary.PutUvarint(head[:], uint64(len(record)))
	last := len(p.chunks) - 1
	if last < 0 || len(p.chunks[last])+n+len(record) > cap(p.chunks[last]) {
		p.spill(last)
		p.chunks = append(p.chunks, make([]byte, 0, max(p.chunk(), n+len(record))))
		last++
	}
	at := Place(last)<<32 | Place(len(p.chunks[last]))
	p.chunks[last] = append(append(p.chunks[last], head[:n]...), record...)
	return at
}

func (p *Pile) chunk() int {
	if p.Chunk > 0 {
		return p.Chunk
	}
	return chunkBytes
}

// spill writes a chunk that is full into the file, beyond what stays in memory.
func (p *Pile) spill(chunk int) {
	p.inFile = append(p.inFile, p.size)
	if chunk < 0 || p.File == nil {
		return
	}
	most := p.Held
	if most == 0 {
		most = mostHeld
	}
	if p.held += int64(len(p.chunks[chunk])); p.held <= most {
		return
	}
	if _, err := p.File.WriteAt(p.chunks[chunk], p.size); err != nil {
		p.fail(err)
	}
	p.inFile[chunk] = p.size
	p.size += int64(len(p.chunks[chunk]))
	p.chunks[chunk] = nil
}

func (p *Pile) fail(err error) { p.failed.CompareAndSwap(nil, &err) }

// Err is the first error of the file. Records read after it may be empty.
func (p *Pile) Err() error {
	if err := p.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// Reader reads records. It belongs to one goroutine.
type Reader struct {
	pile   *Pile
	window []byte // of the file
	from   int64  // where it begins
}

// NewReader returns a reader of what is or will be there.
func (p *Pile) NewReader() *Reader { return &Reader{pile: p} }

// windowBytes are read from the file at a time: a record and some of those behind it.
const windowBytes = 16 << 10

// Read returns a record until the next call.
func (r *Reader) Read(at Place) []byte {
	chunk, offset := at>>32, at&math.MaxUint32
	if c := r.pile.chunks[chunk]; c != nil {
		record, _ := first(c[offset:])
		return record
	}
	return r.fromFile(r.pile.inFile[chunk] + int64(offset))
}

func (r *Reader) fromFile(at int64) []byte {
	if inside := at - r.from; inside >= 0 && inside < int64(len(r.window)) {
		if record, ok := first(r.window[inside:]); ok {
			return record
		}
	}
	record, ok := first(r.load(at, windowBytes))
	if !ok {
		if n, size := binary.Uvarint(r.window); size > 0 && n < math.MaxInt32 {
			record, ok = first(r.load(at, size+int(n)))
		}
	}
	if !ok {
		r.pile.fail(io.ErrUnexpectedEOF)
	}
	return record
}

// first is the record that bytes begin with, if they hold all of it.
func first(b []byte) ([]byte, bool) {
	n, size := binary.Uvarint(b)
	if size <= 0 || n > uint64(len(b)-size) {
		return nil, false
	}
	return b[size : size+int(n) : size+int(n)], true
}

// load reads some of the file from a place on, less where it ends.
func (r *Reader) load(at int64, bytes int) []byte {
	r.window = slices.Grow(r.window[:0], bytes)[:bytes]
	n, err := r.pile.File.ReadAt(r.window, at)
	if err != nil && err != io.EOF {
		r.pile.fail(err)
	}
	r.window, r.from = r.window[:n], at
	return r.window
}
