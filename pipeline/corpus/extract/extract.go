package extract

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Document is what a file says: its text, and what it says about itself where it does.
type Document struct {
	Text string
	// Format is docx, odt or epub, where Package alone does not say it.
	Format string
	// Title, Author, Site and Lang are as stated: a template's language is
	// often not that of the text in it.
	Title, Author, Site, Lang string
	// Date is when the document was published, as YYYY-MM-DD, YYYY-MM or YYYY.
	Date string
	// Created is when the file was made, which is often another day.
	Created string
	// Flags tell what to know before using the text: ScannedPages.
	Flags []string
}

// ScannedPages flags a PDF of which some pages have no text.
const ScannedPages = "scanned-pages"

// Limits bound what one document may cost. The zero value is the default.
type Limits struct {
	Text     int64         // bytes of text that come out; default 16 MiB
	Unpacked int64         // bytes that all members of an archive unpack to; default 256 MiB
	Ratio    float64       // unpacked to packed bytes of a member above 1 MiB; default 200
	Pages    int           // of a PDF; default 5,000
	Time     time.Duration // default two minutes
}

const mib = 1 << 20

func (l Limits) withDefaults() Limits {
	l.Text = orDefault(l.Text, 16*mib)
	l.Unpacked = orDefault(l.Unpacked, 256*mib)
	l.Ratio = orDefault(l.Ratio, 200)
	l.Pages = orDefault(l.Pages, 5000)
	l.Time = orDefault(l.Time, 2*time.Minute)
	return l
}

func orDefault[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

// What can be wrong with a document; every error of Read wraps one of these.
var (
	ErrScanned     = errors.New("pictures of pages without a text")
	ErrBroken      = errors.New("broken")
	ErrLocked      = errors.New("locked with a password")
	ErrTooLarge    = errors.New("too large")
	ErrTooSlow     = errors.New("not done in time")
	ErrBomb        = errors.New("unpacks to more than it should")
	ErrUnsupported = errors.New("not read")
	ErrPanic       = errors.New("a library gave up")
)

var readers = map[Format]func(context.Context, []byte, Limits) (Document, error){
	HTML: readHTML, PDF: readPDF, Package: readPackage, RTF: readRTF, XML: readXML, Mail: readMail,
}

// Read makes text of a document. Data of HTML must be UTF-8: see Charset.
//
// A reader that outlasts the limit of time is left behind: its goroutine ends
// when it is done, because Go can't end it. The PDF library alone is stopped.
func Read(ctx context.Context, format Format, data []byte, limits Limits) (Document, error) {
	read, ok := readers[format]
	if !ok {
		return Document{}, fmt.Errorf("%w: format %q", ErrUnsupported, format)
	}
	limits = limits.withDefaults()
	ctx, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	type outcome struct {
		doc Document
		err error
	}
	done := make(chan outcome, 1)
	go func() {
		doc, err := guarded(func() (Document, error) { return read(ctx, data, limits) })
		done <- outcome{doc, err}
	}()
	select {
	case out := <-done:
		if out.err != nil && ctx.Err() != nil {
			return Document{}, timeout(ctx)
		}
		if out.err == nil && int64(len(out.doc.Text)) > limits.Text {
			return Document{}, fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, limits.Text)
		}
		return out.doc, out.err
	case <-ctx.Done():
		return Document{}, timeout(ctx)
	}
}

func timeout(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	return ErrTooSlow
}

func guarded(read func() (Document, error)) (doc Document, err error) {
	defer func() {
		if v := recover(); v != nil {
			doc, err = Document{}, fmt.Errorf("%w: %v", ErrPanic, v)
		}
	}()
	return read()
}
