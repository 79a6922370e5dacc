package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"time"

	"github.com/frameshift/frameshift/pipeline/cache"
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
	if err != nil {
		return Listing{}, false, err
	}
	var all listing
	for _, in := range r.inputs {
		all.line("input %s %s", in.path, hex.EncodeToString(in.listed.sum()))
		all.sees(in.listed.newest)
	}
	for _, t := range r.options.Metadata {
		path, _ := r.findTable(t.File)
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

// add takes a file. A file's time can be set back; that of its last change, which the
// system keeps where it has one, can't.
func (l *listing) add(path string, info fs.FileInfo) {
	if info.IsDir() {
		l.line("%q/", path)
		return
	}
	changed := changeOf(info)
	l.line("%q %v %d %d %s", path, info.Mode(), info.Size(), info.ModTime().UnixNano(), changed.id)
	l.sees(info.ModTime())
	l.sees(changed.at)
}

// change is what the system knows of a file besides its size and time.
type change struct {
	id string
	at time.Time
}
