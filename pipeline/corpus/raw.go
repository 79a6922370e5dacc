package corpus

import (
	"io/fs"

	"github.com/frameshift/frameshift/pipeline/corpus/extract"
)

// Raw is one item of the inputs on its way to becoming a document: the bytes
// of a text file or record, which it owns, or a rejection that is certain already.
type Raw struct {
	// Seq numbers the items of a run in reading order, from 0.
	Seq int64
	// Source is the input, and the member or line inside it.
	Source string

	file      *file
	form      form
	line      int // of a record: line, row or position in its file, from 1
	data      []byte
	cells     []string
	record    []Field   // of a group of rows: its fields, with the text apart
	text      string    // of a group of rows
	outer     []Field   // what the record inherits, see Options.Records
	sum       *[32]byte // SHA-256 of data, where it is known already
	rejection *Rejection
	leftOut   bool   // by its name: it has no data
	note      []byte // of its file, which was not opened, see Know
}

// form is what the data of a Raw are.
type form uint8

const (
	formText     form = iota
	formJSON          // one object
	formCSV           // one row, still quoted
	formCells         // one row, as cells
	formGroup         // rows joined to one record
	formDocument      // a document that has no text of its own, as it lies there
)

// Size is the number of bytes that the item holds in memory.
func (r Raw) Size() int {
	n := len(r.data) + len(r.text) + len(r.note)
	for _, c := range r.cells {
		n += len(c)
	}
	return n
}

func (r Raw) reject(f *fault) *Rejection {
	return &Rejection{Seq: r.Seq, Source: r.Source, Reason: f.reason, Detail: f.detail, Lost: f.lost}
}

// file is where items come from: a file of a folder, a member of an archive,
// or an input itself. All records of a file share one.
type file struct {
	source   string         // label of the input, then the path
	path     string         // inside the input; of an input that is a file, its base name
	kind     kind           // how it is read
	format   extract.Format // of a document
	fields   []Field        // captured from the path
	encoding string         // of a record file, found out from its beginning
	table    *tableHead
	date1904 bool   // a workbook that counts days from 1904
	sheet    string // of a workbook
	sheets   bool   // others of it are read as well

	named  bool    // given as an input itself: no rule about junk applies
	inside bool    // a member of an archive
	disk   *source // the file on disk, where it is read as it is
	stamp  string  // what the system says of the file of a folder, see Know
	size   int64
	listed fs.DirEntry // where that is of when the folder was listed
	place  string      // where it lies
}

// tableHead is what the rows of a table share.
type tableHead struct {
	columns []string
	twice   string // a name that a later column has too
	comma   rune
}
