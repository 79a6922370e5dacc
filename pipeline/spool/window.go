package spool

import (
	"os"
	"unsafe"
)

// window reads pieces of a file. Of pieces that lie one behind the other it reads several
// at once: a short one takes less time than to ask for it.
type window struct {
	file *os.File
	have string // of the file, from a place on
	from int64
	next int64 // where the last piece ended
}

// ahead is how many more pieces of the size of one are read with it, aheadBytes how many
// bytes at most.
const ahead, aheadBytes = 15, 32 << 10

// read returns a piece. It shares its memory with those that were read with it.
func (w *window) read(at int64, size int) (string, error) {
	if inside := at - w.from; inside < 0 || inside > int64(len(w.have)-size) {
		more := 0
		if at == w.next {
			more = min(ahead*size, aheadBytes)
		}
		raw := make([]byte, size+more)
		n, err := w.file.ReadAt(raw, at)
		if n < size {
			return "", err
		}
		w.have, w.from = unsafe.String(unsafe.SliceData(raw), n), at
	}
	w.next = at + int64(size)
	return w.have[at-w.from:][:size], nil
}
