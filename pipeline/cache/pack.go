package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"time"
)

// The layout of a pack: magic, entries, index, footer.
//
//	entry   value, crc32 of key and value
//	index   by key in order: key, offset, length of the value
//	footer  offset of the index, number of entries, crc32 of the index
const (
	magic       = "fscache1"
	slotSize    = len(Key{}) + 8 + 4
	footerSize  = 8 + 4 + 4
	sumSize     = 4
	packSuffix  = ".pack"
	freshPrefix = ".new-"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(key Key, value []byte) uint32 {
	return crc32.Update(crc32.Checksum(key[:], castagnoli), castagnoli, value)
}

// place is where an entry stands in its pack.
type place struct {
	key    Key
	offset int64
	length int
}

// pack is one that was opened for reading.
type pack struct {
	path  string
	file  *os.File
	size  int64
	used  time.Time // when it last gave an entry, as the disk knows it
	index []byte
	hit   bool // it gave one in this process
}

// openPack fails where a pack is damaged beyond single entries.
func openPack(path string) (*pack, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	p := &pack{path: path, file: f}
	if err := p.readIndex(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", filepath.Base(path), err), f.Close())
	}
	return p, nil
}

var errDamaged = errors.New("damaged")

func (p *pack) readIndex() error {
	info, err := p.file.Stat()
	if err != nil {
		return err
	}
	p.size, p.used = info.Size(), info.ModTime()
	if !info.Mode().IsRegular() || p.size < int64(len(magic)+footerSize) {
		return errDamaged
	}
	var footer [footerSize]byte
	if _, err := p.file.ReadAt(footer[:], p.size-footerSize); err != nil {
		return err
	}
	at, n := binary.LittleEndian.Uint64(footer[:]), binary.LittleEndian.Uint32(footer[8:])
	if at > uint64(p.size) || int64(at)+int64(n)*int64(slotSize)+footerSize != p.size {
		return errDamaged
	}
	p.index = make([]byte, int(n)*slotSize)
	if _, err := p.file.ReadAt(p.index, int64(at)); err != nil {
		return err
	}
	if crc32.Checksum(p.index, castagnoli) != binary.LittleEndian.Uint32(footer[12:]) {
		return errDamaged
	}
	return nil
}

func (p *pack) len() int { return len(p.index) / slotSize }

func (p *pack) place(i int) place {
	slot := p.index[i*slotSize : (i+1)*slotSize]
	n := len(Key{})
	return place{
		Key(slot[:n]), int64(binary.LittleEndian.Uint64(slot[n:])), int(binary.LittleEndian.Uint32(slot[n+8:])),
	}
}

// find returns the place of a key.
func (p *pack) find(key Key) (place, bool) {
	i := sort.Search(p.len(), func(i int) bool {
		return bytes.Compare(p.index[i*slotSize:i*slotSize+len(key)], key[:]) >= 0
	})
	if i == p.len() {
		return place{}, false
	}
	at := p.place(i)
	return at, at.key == key
}

// value reads an entry; it fails where that is damaged.
func (p *pack) value(at place) ([]byte, error) {
	if at.offset < 0 || at.offset+int64(at.length)+sumSize > p.size {
		return nil, errDamaged
	}
	raw := make([]byte, at.length+sumSize)
	if _, err := p.file.ReadAt(raw, at.offset); err != nil {
		return nil, err
	}
	value := raw[:at.length:at.length]
	if checksum(at.key, value) != binary.LittleEndian.Uint32(raw[at.length:]) {
		return nil, errDamaged
	}
	return value, nil
}

// writer makes a pack. It holds it in memory until it is written, so that what a
// killed process leaves behind is at most a file of the moment.
type writer struct {
	buf    []byte
	places []place
}

func (w *writer) add(key Key, value []byte) {
	if len(w.buf) == 0 {
		w.buf = append(w.buf, magic...)
	}
	w.places = append(w.places, place{key, int64(len(w.buf)), len(value)})
	w.buf = append(w.buf, value...)
	w.buf = binary.LittleEndian.AppendUint32(w.buf, checksum(key, value))
}

// write puts the pack into the folder and empties the writer.
func (w *writer) write(dir string) (path string, err error) {
	if len(w.places) == 0 {
		return "", nil
	}
	slices.SortFunc(w.places, func(a, b place) int {
		return cmp.Or(bytes.Compare(a.key[:], b.key[:]), cmp.Compare(a.offset, b.offset))
	})
	at := len(w.buf)
	for _, p := range w.places {
		w.buf = append(w.buf, p.key[:]...)
		w.buf = binary.LittleEndian.AppendUint64(w.buf, uint64(p.offset))
		w.buf = binary.LittleEndian.AppendUint32(w.buf, uint32(p.length))
	}
	index := w.buf[at:]
	name := sha256.Sum256(index)
	sum := crc32.Checksum(index, castagnoli)
	w.buf = binary.LittleEndian.AppendUint64(w.buf, uint64(at))
	w.buf = binary.LittleEndian.AppendUint32(w.buf, uint32(len(w.places)))
	w.buf = binary.LittleEndian.AppendUint32(w.buf, sum)
	path = filepath.Join(dir, hex.EncodeToString(name[:8])+packSuffix)
	err = Replace(path, w.buf)
	w.buf, w.places = w.buf[:0], w.places[:0]
	return path, err
}

// Replace writes a file of a cache, which is there whole or not at all. It is not
// synced: what a power cut leaves of a pack fails its checksum.
func Replace(path string, data []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, freshPrefix)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
