package part

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strconv"

	"github.com/klauspost/compress/zstd"

	"github.com/frameshift/frameshift/pipeline/internal/atomicdir"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Fact is one of the things a part was made by or from, by name: its value, or a hash.
type Fact struct{ Name, Value string }

// Head says which shard a part is, and what has to be the same in all of them.
type Head struct {
	Shard, Of int
	Made      []Fact
	Data      json.RawMessage // what package pipeline says beyond that
}

// Name is the name of a shard's files, without an extension.
func (h Head) Name() string {
	width := max(3, len(strconv.Itoa(h.Of)))
	return fmt.Sprintf("%0*d-of-%0*d", width, h.Shard, width, h.Of)
}

// The extensions of the files of a part.
const Ext, DocumentsExt, TablesExt = ".part", ".arrow", ".tables"

// Exts are those, in the order in which the files appear: with a part the others are
// there.
var Exts = []string{TablesExt, DocumentsExt, Ext}

// Writer writes a part into a folder of its own, from which it is published.
type Writer struct {
	out  string
	dir  *atomicdir.Dir
	name string
	file *os.File
	buf  *bufio.Writer
	zstd *zstd.Encoder
	size int64
}

// Create begins a part in the folder out, which is made if it is missing, and clears it
// of what dead processes left there. The caller ends it with Publish or Abort.
func Create(out string, h Head) (*Writer, error) {
	dir, err := atomicdir.Create(out)
	if err != nil {
		return nil, err
	}
	w := &Writer{out: out, dir: dir, name: h.Name()}
	if err := w.begin(h); err != nil {
		return nil, errors.Join(err, w.Abort())
	}
	return w, nil
}

// windowBytes bounds the memory of the packer: frames have some megabytes.
const windowBytes = 1 << 20

func (w *Writer) begin(h Head) (err error) {
	if w.file, err = os.Create(w.Path(Ext)); err != nil {
		return err
	}
	w.buf = bufio.NewWriterSize(w.file, 256<<10)
	w.zstd, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithWindowSize(windowBytes), zstd.WithEncoderCRC(false))
	if err != nil {
		return err
	}
	if err := w.write([]byte(magic)); err != nil {
		return err
	}
	raw, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return w.Frame(head, raw)
}

// Dir is the folder of the files until they are published.
func (w *Writer) Dir() string { return w.dir.Path() }

// Path is that of one of the files until it is published.
func (w *Writer) Path(ext string) string { return filepath.Join(w.dir.Path(), w.name+ext) }

// Frame writes a frame.
func (w *Writer) Frame(k Kind, data []byte) error {
	packed := data
	if k != Sketches {
		packed = w.zstd.EncodeAll(data, nil)
	}
	var top [9]byte
	top[0] = byte(k)
	binary.LittleEndian.PutUint32(top[1:], uint32(len(packed)))
	binary.LittleEndian.PutUint32(top[5:], checksum(k, packed))
	return errors.Join(w.write(top[:]), w.write(packed))
}

func checksum(k Kind, packed []byte) uint32 {
	return crc32.Update(crc32.Checksum([]byte{byte(k)}, castagnoli), castagnoli, packed)
}

func (w *Writer) write(b []byte) error {
	n, err := w.buf.Write(b)
	w.size += int64(n)
	return err
}

// Size is how many bytes the part has so far.
func (w *Writer) Size() int64 { return w.size }

// Publish makes the files appear, in place of those of an earlier attempt, and
// returns the path of the part.
func (w *Writer) Publish() (string, error) {
	err := errors.Join(w.Frame(last, nil), w.buf.Flush(), w.file.Sync(), w.file.Close())
	if err == nil {
		err = w.dir.Sync()
	}
	for _, ext := range Exts {
		if err == nil {
			err = os.Rename(w.Path(ext), filepath.Join(w.out, w.name+ext))
		}
	}
	return filepath.Join(w.out, w.name+Ext), errors.Join(err, w.Abort())
}

// Abort removes what was written and not published.
func (w *Writer) Abort() error { return w.dir.Abort() }
