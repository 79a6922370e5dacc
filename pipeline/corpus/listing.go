package corpus

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"strconv"
	"time"

	"github.com/frameshift/frameshift/pipeline/cache"
	"github.com/frameshift/frameshift/pipeline/objects"
)

// Listing says what lies in the inputs and the metadata tables, by the names, sizes
// and times of files, without reading any: with the same Sum nothing has changed.
type Listing struct {
	Sum string
	// Newest is when the file that was changed last was. What was written after the
	// clock showed that time may have the same size and time again.
	Newest time.Time

	reader *Reader
}

// Open is Open of what was listed, once, without looking at it again.
func (l Listing) Open(c *cache.Cache) (*Reader, error) {
	l.reader.options.Cache = c
	return l.reader, l.reader.loadTables()
}

// List lists the inputs that Open would open. It does so without reading the metadata
// tables, and says no for inputs that are not files of the machine.
func List(inputs []string, o Options) (Listing, bool, error) {
	if o.FS != nil {
		return Listing{}, false, nil
	}
	r, err := openReader(inputs, o)
	if err == nil {
		err = r.measure()
	}
	if err != nil {
		return Listing{}, false, err
	}
	var all listing
	for _, in := range r.inputs {
		all.line("input %s %s", in.path, hex.EncodeToString(in.listed.sum()))
		all.sees(in.listed.newest)
	}
	for _, t := range r.options.Metadata {
		path, _, err := r.findTable(t.File)
		if err != nil {
			return Listing{}, false, err
		}
		all.line("table %q", path)
		if info, err := r.root.stat(path); path != "" && err == nil {
			all.add(path, info)
		}
	}
	return Listing{hex.EncodeToString(all.sum()), all.newest, r}, true, nil
}

// listing is the hash of what a walk meets.
type listing struct {
	hash   hash.Hash
	newest time.Time
	buffer []byte
}

func (l *listing) line(format string, values ...any) {
	if l.hash == nil {
		l.hash = sha256.New()
	}
	fmt.Fprintf(l.hash, format+"\n", values...)
}

func (l *listing) sum() []byte {
	l.line("")
	return l.hash.Sum(nil)
}

func (l *listing) sees(t time.Time) {
	if t.After(l.newest) {
		l.newest = t
	}
}

// add takes a file.
func (l *listing) add(path string, info fs.FileInfo) {
	if info.IsDir() {
		l.line("%q/", path)
		return
	}
	s := statOf(info)
	l.sees(s.newest())
	l.line("")
	l.buffer = s.append(append(append(l.buffer[:0], path...), 0))
	l.hash.Write(l.buffer)
}

// stat is what the system says of a file. A file's time can be set back; that of its
// last change, which the system keeps where it has one, can't. In its place an object has
// a tag, which is another one each time that it is written with other bytes.
type stat struct {
	mode         fs.FileMode
	size         int64
	written      int64 // nanoseconds since 1970
	inode        uint64
	changed      int64
	keepsChanges bool
}

func statOf(info fs.FileInfo) stat {
	s := stat{mode: info.Mode(), size: info.Size(), written: info.ModTime().UnixNano()}
	if o, ok := info.(*objects.Info); ok {
		sum := sha256.Sum256([]byte(o.ETag))
		s.inode, s.keepsChanges = binary.LittleEndian.Uint64(sum[:]), o.ETag != ""
		return s
	}
	s.inode, s.changed, s.keepsChanges = changeOf(info)
	return s
}

func (s stat) newest() time.Time { return time.Unix(0, max(s.written, s.changed)) }

func (s stat) append(b []byte) []byte {
	b = strconv.AppendUint(b, uint64(s.mode), 8)
	for _, n := range []int64{s.size, s.written, int64(s.inode), s.changed} {
		b = strconv.AppendInt(append(b, ' '), n, 10)
	}
	return b
}

// Forget lets go of what Open remembers of files for the next walk through all of them,
// which a reader of shares does not make.
func (r *Reader) Forget() {
	for _, in := range r.inputs {
		in.met = nil
	}
}

// mostMet is of how many files of a folder a walk is remembered, for the next one.
const mostMet = 1 << 17

// met is a file of a folder as it was listed.
type met struct {
	path string
	stat
}

// meet finds a file in the list as long as walks meet the same files in the same order.
func (in *input) meet(path string) (stat, bool) {
	if len(in.ahead) == 0 || in.ahead[0].path != path {
		in.ahead = nil
		return stat{}, false
	}
	s := in.ahead[0].stat
	in.ahead = in.ahead[1:]
	return s, true
}
