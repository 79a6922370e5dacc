package corpus

import (
	"fmt"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus/extract"
	"github.com/frameshift/frameshift/pipeline/lang"
)

// Precision says how much of a date the source stated.
type Precision uint8

// The precisions, coarse to fine.
const (
	PrecisionNone Precision = iota
	PrecisionYear
	PrecisionMonth
	PrecisionDay
)

// String is the word written into the documents table.
func (p Precision) String() string {
	return [...]string{"none", "year", "month", "day"}[p]
}

// Date is a calendar date no finer than its source stated. Month and Day are 1
// where the precision does not reach them.
type Date struct {
	Year, Month, Day int
	Precision        Precision
}

// String prints the date with its own precision: 2019, 2019-03, 2019-03-05.
func (d Date) String() string {
	switch d.Precision {
	case PrecisionYear:
		return fmt.Sprintf("%04d", d.Year)
	case PrecisionMonth:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case PrecisionDay:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	return ""
}

// First is the first day the date can mean, at midnight UTC.
func (d Date) First() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Field is one of the user's own columns.
type Field struct{ Key, Value string }

// Document is one dated official text.
type Document struct {
	// Seq numbers the items of a run in the order they were read, from 0;
	// documents and rejections share the count.
	Seq int64
	ID  string
	// Text is valid UTF-8 and never altered: for a UTF-8 source it is the
	// bytes of the source, BOM included; otherwise what its encoding decoded to.
	Text string
	// Offset is where Text begins in the text of its file, of which corpus.split
	// makes several documents; otherwise 0.
	Offset int
	Date   Date
	Lang   string // a code of package lang
	Title  string
	// Issuer is who speaks (after the mapping by date range); Code is the code
	// the source files it under, which can stay the same when the issuer changes.
	Issuer, Code string
	Venue        string
	Audience     string
	Type         string
	URL          string
	// Source is the input, the path inside it after "/", and the line, row or
	// position of a record after "#"; never an absolute path.
	Source   string
	Encoding string   // utf-8, utf-8-bom, utf-16le, gb18030, windows-1252 …; of a converted document pdf, docx, odt, rtf, epub, xml, mail
	SHA256   [32]byte // of Text; of a converted document, unless it is a part of one, of the bytes it was made from
	Flags    []string // what to know before using the text: FlagConverted, FlagMixed …
	Meta     []Field  // further columns, in the order of the configuration

	// Skip are the bytes of Text that are none of it, in their order: front matter,
	// what corpus.skip fits, paragraphs in languages that are not accepted.
	Skip []lang.Span
	// Parts are the stretches of Text by language, in their order and without
	// gaps; empty where all of it is in Lang.
	Parts []lang.Part

	rows   []match // by metadata table
	notes  []note
	shared bool // see Lone
}

// The flags of a document that reading it finds out.
const (
	FlagConverted    = "converted"          // the text was made from another format: offsets are into that text, the hash is of the original
	FlagScannedPages = extract.ScannedPages // some pages have no text
	FlagMojibake     = "mojibake"           // some characters were misread before the text was saved (â€™ for ’), or are U+FFFD: words with them are missed
	FlagMixed        = "mixed-language"     // a twentieth of it or more is in another language than lang; each paragraph is read in its own
)

// Get finds a field of the document by the name it has in a configuration,
// or one of the user's columns. code is the issuer as the source files it.
func (d *Document) Get(key string) (string, bool) {
	switch key {
	case "id":
		return d.ID, true
	case "date":
		return d.Date.String(), true
	case "precision":
		return d.Date.Precision.String(), true
	case "lang":
		return d.Lang, true
	case "title":
		return d.Title, true
	case "issuer":
		return d.Issuer, true
	case "code":
		return d.Code, true
	case "venue":
		return d.Venue, true
	case "audience":
		return d.Audience, true
	case "type":
		return d.Type, true
	case "url":
		return d.URL, true
	case "source":
		return d.Source, true
	}
	return find(d.Meta, key)
}

// FieldNames are the fields that Get finds in every document.
func FieldNames() []string {
	return []string{"id", "date", "precision", "lang", "title", "issuer", "code", "venue", "audience", "type", "url", "source"}
}

// Rejection is an input that became no document, or a document taken out again.
type Rejection struct {
	Seq    int64
	Source string
	Reason Reason
	Detail string
	// Lost says that what follows in the same file was lost with it: nobody knows
	// how many documents that were.
	Lost bool
}
