package corpus

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unsafe"
)

// Decode makes a document of an item, or the rejection that says why it is
// none: exactly one of the two is not nil. It may run on many goroutines at
// once, but only once for each item, whose bytes may become the document's text.
func (r *Reader) Decode(raw Raw) (*Document, *Rejection) {
	return r.DecodeContext(context.Background(), raw)
}

// DecodeContext is Decode until the context ends.
func (r *Reader) DecodeContext(ctx context.Context, raw Raw) (doc *Document, rejection *Rejection) {
	if raw.rejection != nil {
		return nil, raw.rejection
	}
	defer func() {
		if v := recover(); v != nil {
			doc, rejection = nil, raw.reject(ReasonPanic, fmt.Sprint(v))
		}
	}()
	d := &draft{ctx: ctx, raw: raw}
	for _, step := range []func(*draft) error{
		r.readText, r.constants, r.statedDate, r.join, r.furtherDate, r.mapped, r.language, needDate, r.issuer,
	} {
		if err := step(d); err != nil {
			return nil, raw.rejectError(err)
		}
	}
	return r.document(d), nil
}

func (r Raw) rejectError(err error) *Rejection {
	var f *fault
	if errors.As(err, &f) {
		return r.reject(f.reason, f.detail)
	}
	return r.reject(ReasonBadRecord, err.Error())
}

// readText finds the text and whatever else the path and the record say.
func (r *Reader) readText(d *draft) (err error) {
	d.fields = append(d.fields, d.raw.file.fields...)
	switch d.raw.form {
	case formText:
		d.text, d.encoding, err = decodeText(d.raw.data, r.options.Encoding)
	case formDocument:
		err = r.convert(d)
	default:
		err = r.readRecord(d)
	}
	if err != nil {
		return err
	}
	return checkText(d.text)
}

// checkText asks whether there is anything to read.
func checkText(text string) error {
	if !hasContent(text) {
		return faultf(ReasonEmpty, "no letter or digit in %d bytes", len(text))
	}
	if letters, all := countLetters(text); all >= garbledFrom && 2*letters < all {
		return faultf(ReasonGarbled, "letters are %d of %d characters", letters, all)
	}
	return nil
}

func (r *Reader) readRecord(d *draft) (err error) {
	if d.record, err = recordFields(d.raw, r.recordField("text")); err != nil {
		return err
	}
	d.encoding = d.raw.file.encoding
	var ok bool
	if d.text, ok = find(d.record, r.recordField("text")); !ok {
		return faultf(ReasonMissingText, "no field %q; it has %s (see corpus.fields.text)", r.recordField("text"), names(d.record))
	}
	if i := strings.IndexByte(d.text, 0); i >= 0 { // an escape in JSON
		return faultf(ReasonBinary, "NUL at byte %d of the text", i)
	}
	r.fillFrom(d)
	return nil
}

// fillFrom fills the fields of the document from those of its record.
func (r *Reader) fillFrom(d *draft) {
	for _, name := range baseFields[1:] {
		if v, ok := find(d.record, r.recordField(name)); ok {
			d.fill(name, strings.TrimSpace(v))
		}
	}
	for to, from := range r.options.Fields {
		if v, ok := find(d.record, from); ok && !isBase(to) {
			d.fill(to, strings.TrimSpace(v))
		}
	}
}

// recordField is the record field that fills a document field.
func (r *Reader) recordField(name string) string {
	if from, ok := r.options.Fields[name]; ok {
		return from
	}
	return name
}

func names(fields []Field) string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Key)
	}
	return strings.Join(out, ", ")
}

func (r *Reader) constants(d *draft) error {
	for name, value := range r.options.Set {
		d.set(name, value)
	}
	return nil
}

// document writes the finished draft down.
func (r *Reader) document(d *draft) *Document {
	doc := &Document{
		Seq: d.raw.Seq, Source: d.raw.Source,
		Text: d.text, Encoding: d.encoding, Date: d.date,
		Lang: d.get("lang"), Title: d.get("title"), Issuer: d.issuer, Code: d.get("issuer"),
		rows:  d.rows,
		Venue: d.get("venue"), Audience: d.get("audience"), Type: d.get("type"), URL: d.get("url"),
	}
	doc.ID = r.idOf(d)
	doc.Meta = r.metaOf(d)
	doc.SHA256, doc.Flags = d.hash(), d.flags
	return doc
}

// hash is that of the text, or of the bytes that a converted text was made from.
func (d *draft) hash() [32]byte {
	converted := d.raw.form == formDocument
	switch {
	case d.raw.sum != nil && (converted || d.encoding == encodingUTF8 || d.encoding == encodingUTF8BOM):
		return *d.raw.sum
	case converted:
		return sha256.Sum256(d.raw.data)
	}
	return sha256.Sum256(unsafe.Slice(unsafe.StringData(d.text), len(d.text)))
}

func (r *Reader) idOf(d *draft) string {
	if len(r.id) > 0 {
		return r.id.fill(d)
	}
	if id := d.get("id"); id != "" {
		return id
	}
	if d.raw.form == formText || d.raw.form == formDocument {
		return d.get("path")
	}
	return d.get("path") + "#" + d.get("line")
}

func (r *Reader) metaOf(d *draft) []Field {
	meta := make([]Field, 0, len(r.meta))
	for _, name := range r.meta {
		meta = append(meta, Field{name, d.get(name)})
	}
	if !r.options.Meta.All {
		return meta
	}
	for _, f := range d.record {
		if !r.fills(f.Key) && !slices.Contains(r.meta, f.Key) {
			meta = append(meta, f)
		}
	}
	return meta
}

// fills reports whether a record field ends up in a document field already.
func (r *Reader) fills(name string) bool {
	for _, base := range baseFields {
		if r.recordField(base) == name {
			return true
		}
	}
	return false
}
