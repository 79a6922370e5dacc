package corpus

import (
	"bufio"
	"context"
	"errors"
	"io"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus/extract"
)

// settleKind looks at the first bytes of a file: a PDF named .txt is a PDF, a
// page saved as .php is a page. It returns a reader of the whole file.
func (p *pass) settleKind(f *file, r io.Reader) (io.Reader, error) {
	if p.head == nil {
		p.head = bufio.NewReaderSize(nil, 4<<10)
	}
	p.head.Reset(r)
	head, err := p.head.Peek(extract.HeadSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	format := extract.Sniff(head, extension(f.path))
	switch f.kind {
	case kindXLSX:
		return p.head, nil
	case kindCSV, kindJSON: // markup may stand in a cell
		if !format.Binary() {
			return p.head, nil
		}
	}
	unnamed := f.kind == kindUnsupported
	switch {
	case format == extract.Parquet:
		f.kind = kindParquet
	case format != extract.Unknown:
		f.kind, f.format = kindDocument, format
	case f.kind == kindDocument || f.kind == kindParquet || unnamed:
		if f.kind = kindUnsupported; p.ofPage(f) {
			return nil, faultf(ReasonIgnored, "a script, style or picture of a saved web page")
		}
		return nil, unsupported(f.path)
	}
	if unnamed {
		if fault := p.named(f); fault != nil {
			return nil, fault
		}
	}
	return p.head, nil
}

// document reads a document of another format whole, into memory that the Raw then owns.
func (p *pass) document(f *file, r io.Reader, size int64) error {
	if p.leftOutByName(f, formDocument) {
		return p.send(Raw{Source: f.source, file: f, form: formDocument, leftOut: true})
	}
	limit, key := p.options.Limits.Document, "document"
	if f.format.Binary() {
		limit, key = p.options.Limits.Member, "member"
	}
	data, err := readAll(r, size, limit, key)
	if err != nil {
		return err
	}
	return p.send(Raw{Source: f.source, file: f, form: formDocument, data: data, sum: sumOf(f.disk)})
}

// convert makes the text of a document, and a record of what the file says
// about itself: title, author, site, language, published and created.
func (r *Reader) convert(d *draft) error {
	format, data := d.raw.file.format, d.raw.data
	d.encoding = string(format)
	if format == extract.HTML {
		text, encoding, err := r.decodePage(data)
		if err != nil {
			return err
		}
		data, d.encoding = []byte(text), encoding
	}
	limits := extract.Limits{Text: int64(r.options.Limits.Document), Ratio: r.options.Limits.Ratio}
	ctx := d.ctx
	if end, ok := ctx.Deadline(); ok {
		timed, cancel := context.WithDeadline(ctx, end) // d.ctx itself may set no timer
		defer cancel()
		ctx, limits.Time = timed, max(1, time.Until(end))
	}
	doc, err := r.extracted(ctx, format, data, limits)
	if err != nil {
		return conversionFault(err)
	}
	if doc.Format != "" {
		d.encoding = doc.Format
	}
	d.text, d.flags = doc.Text, append([]string{FlagConverted}, doc.Flags...)
	for _, f := range []Field{
		{"title", doc.Title}, {"author", doc.Author}, {"site", doc.Site},
		{"language", doc.Lang}, {"published", doc.Date}, {"created", doc.Created},
	} {
		if f.Value != "" {
			d.record = append(d.record, f)
		}
	}
	r.fillFrom(d)
	return nil
}

// decodePage trusts the encoding that a page states as far as its bytes agree.
func (r *Reader) decodePage(data []byte) (text, name string, err error) {
	stated := r.options.Encoding
	if stated == encodingAuto {
		if name, err = encodingName(extract.Charset(data)); err == nil {
			if text, name, err = decodeText(data, name); err == nil {
				return text, name, nil
			}
		}
	}
	return decodeText(data, stated)
}

// conversionReasons in the order in which they are looked for.
var conversionReasons = []struct {
	err    error
	reason Reason
}{
	{extract.ErrScanned, ReasonScanned}, {extract.ErrTooLarge, ReasonTooLarge}, {extract.ErrTooSlow, ReasonTooSlow}, {extract.ErrBomb, ReasonSuspiciousArchive},
	{extract.ErrUnsupported, ReasonUnsupportedFormat}, {extract.ErrPanic, ReasonPanic},
	{extract.ErrLocked, ReasonUnreadable}, {extract.ErrBroken, ReasonUnreadable},
}

func conversionFault(err error) *fault {
	for _, c := range conversionReasons {
		if errors.Is(err, c.err) {
			return faultf(c.reason, "%v", err)
		}
	}
	return faultf(ReasonUnreadable, "%v", err)
}

// published is the day that a converted document states for itself. It counts
// where neither the configuration nor the path gives a date.
func published(d *draft) Date {
	stated, _ := find(d.record, "published")
	t, err := time.Parse(time.DateOnly, stated)
	if err != nil {
		return Date{}
	}
	return dateOf(t, PrecisionDay)
}
