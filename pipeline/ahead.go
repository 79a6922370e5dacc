package pipeline

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"

	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/spool"
)

// A shard makes most of the tables of its documents, so that a merge copies what it
// would otherwise make of each. Which of it fits shows there: other documents may come
// between, or repeat these.

// ahead writes parts of the tables of documents, one after the other.
type ahead struct {
	file   *os.File
	places []aheadPlace
	err    error // the first one
}

// aheadPlace is where a part of a table stands in the file.
type aheadPlace struct {
	Of    []byte // hash of what it was made of
	Bytes int64
	Sum   uint32 // CRC-32C
}

func newAhead(w *part.Writer) (*ahead, error) {
	file, err := os.Create(w.Path(part.TablesExt))
	if err == nil {
		_, err = file.WriteString(aheadMagic)
	}
	return &ahead{file: file}, err
}

// aheadMagic begins the file, which some storage takes only if it is not empty.
const aheadMagic = "frameshift tables\n"

func (a *ahead) Get(...string) ([]byte, bool) { return nil, false }

func (a *ahead) Put(raw []byte, of ...string) {
	if a.err == nil {
		_, a.err = a.file.Write(raw)
	}
	key := madeOf(of)
	a.places = append(a.places, aheadPlace{key[:], int64(len(raw)), crc32.Checksum(raw, castagnoli)})
}

func (a *ahead) close() error { return errors.Join(a.err, a.file.Sync(), a.file.Close()) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func madeOf(of []string) [16]byte {
	h := sha256.New()
	for _, s := range of {
		h.Write(binary.AppendUvarint(nil, uint64(len(s))))
		h.Write([]byte(s))
	}
	return [16]byte(h.Sum(nil))
}

// ofShard stands for what is in a document of a shard.
func ofShard(shard, n int) (d spool.Digest) {
	binary.LittleEndian.PutUint64(d[:], uint64(shard))
	binary.LittleEndian.PutUint64(d[8:], uint64(n))
	return d
}

// madeAhead is what shards have made, by the hash of what it was made of.
type madeAhead map[[16]byte]aheadPart

type aheadPart struct {
	file *os.File
	at   int64
	aheadPlace
}

// add takes the parts in the file of a shard, if they are all there.
func (m madeAhead) add(path string, places []aheadPlace) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	at := int64(len(aheadMagic))
	for _, p := range places {
		if len(p.Of) != len([16]byte{}) || p.Bytes < 0 || p.Bytes > mostAhead {
			err = part.ErrDamaged
			break
		}
		m[[16]byte(p.Of)] = aheadPart{file, at, p}
		at += p.Bytes
	}
	if err == nil && at != info.Size() {
		err = part.ErrDamaged
	}
	return file, err
}

// mostAhead is more than a part of a table may have.
const mostAhead = 1 << 32

// Get returns a part of a table; one that is damaged is made again.
func (m madeAhead) Get(of ...string) ([]byte, bool) {
	p, ok := m[madeOf(of)]
	if !ok {
		return nil, false
	}
	raw := make([]byte, p.Bytes)
	if _, err := p.file.ReadAt(raw, p.at); err != nil || crc32.Checksum(raw, castagnoli) != p.Sum {
		return nil, false
	}
	return raw, true
}

func (m madeAhead) Put([]byte, ...string) {}
