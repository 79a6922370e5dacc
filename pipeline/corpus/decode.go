package corpus

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"unsafe"
)

// Decode makes a document of an item, or the rejection that says why it is
// none, or LeftOut: exactly one of the two is not nil. It may run on many goroutines at
// once, but only once for each item, whose bytes may become the document's text.
// Of an item that holds several documents it returns the first; see DecodeAll.
func (r *Reader) Decode(raw Raw) (doc *Document, rejection *Rejection) {
	first := true
	r.DecodeAll(context.Background(), raw, func(d *Document, x *Rejection) {
		if first {
			doc, rejection, first = d, x, false
		}
	})
	return doc, rejection
}

// DecodeAll calls found for everything that an item holds, at least once: for
// one document, or, with corpus.split or corpus.documents, for several; each
// time with a document or a rejection. It ends early, with rejections, where the
// context does.
func (r *Reader) DecodeAll(ctx context.Context, raw Raw, found func(*Document, *Rejection)) {
	switch {
	case raw.rejection != nil:
		found(nil, raw.rejection)
		return
	case raw.leftOut:
		found(nil, LeftOut)
		return
	}
	drafts, rejection := r.drafts(ctx, raw)
	if rejection != nil {
		found(nil, rejection)
	}
	for _, d := range drafts {
		found(r.finish(d))
	}
}

// drafts reads the text of an item and cuts it into documents.
func (r *Reader) drafts(ctx context.Context, raw Raw) (out []*draft, rejection *Rejection) {
	defer raw.recovered(&rejection)
	d := &draft{ctx: ctx, raw: raw}
	if err := r.readText(d); err != nil {
		return nil, raw.rejectError(err)
	}
	out, err := r.parts(d)
	if err != nil {
		return nil, raw.rejectError(err)
	}
	return out, nil
}

// finish takes the steps that each document takes by itself.
func (r *Reader) finish(d *draft) (doc *Document, rejection *Rejection) {
	defer d.raw.recovered(&rejection)
	for _, step := range [...]func(*draft) error{r.findDate, r.mapped, r.choose, r.language, r.needDate, r.issuer} {
		if err := step(d); err == errLeftOut {
			return nil, LeftOut
		} else if err != nil {
			return nil, d.raw.rejectError(err)
		}
	}
	return r.document(d), nil
}

// findDate takes the steps that find the date of a document, and all it takes to.
func (r *Reader) findDate(d *draft) error {
	for _, step := range [...]func(*draft) error{r.skipped, checkText, checkReading, r.readCaptures, r.constants, r.mapKeys, r.statedDate, r.join, r.furtherDate} {
		if err := step(d); err != nil {
			return err
		}
	}
	return nil
}

// recovered turns a panic of a library on bad text into a rejection.
func (r Raw) recovered(rejection **Rejection) {
	if v := recover(); v != nil {
		*rejection = r.reject(faultf(ReasonPanic, "%v", v))
	}
}

func (r Raw) rejectError(err error) *Rejection {
	var f *fault
	if !errors.As(err, &f) {
		f = faultf(ReasonBadRecord, "%v", err)
	}
	return r.reject(f)
}

// readText finds the text and whatever else the path and the record say.
func (r *Reader) readText(d *draft) (err error) {
	d.fields = append(make([]Field, 0, len(d.raw.file.fields)+len(baseFields)), d.raw.file.fields...)
	switch d.raw.form {
	case formText:
		err = r.readFile(d)
	case formDocument:
		err = r.convert(d)
	default:
		err = r.readRecord(d)
	}
	return err
}

func (r *Reader) readFile(d *draft) (err error) {
	if d.text, d.encoding, err = decodeText(d.raw.data, r.options.Encoding); err != nil {
		return err
	}
	d.frontMatter()
	r.fillFrom(d)
	return nil
}

// checkText asks whether there is anything to read.
func checkText(d *draft) error {
	if d.wrong != nil {
		return d.wrong
	}
	if i := strings.IndexByte(d.text, 0); i >= 0 { // an escape in JSON
		return faultf(ReasonBinary, "NUL at byte %d of the text", i)
	}
	text := d.visible()
	if !hasContent(text) {
		return faultf(ReasonEmpty, "no letter or digit in %d bytes%s", len(text), d.leftOut())
	}
	if isNothing(text) {
		return faultf(ReasonEmpty, "%q says that there is no text", strings.TrimSpace(text))
	}
	if d.isRecord() && isSource(d.text) {
		return faultf(ReasonMissingText, "the text is the source of objects (%.20q…), no text: make each a document or name a field of theirs", d.text)
	}
	if letters, all, ok := legible(text); !ok {
		return faultf(ReasonGarbled, "letters are %d of %d characters", letters, all)
	}
	return nil
}

// leftOut says what may have made a text empty.
func (d *draft) leftOut() string {
	if len(d.skip) == 0 {
		return ""
	}
	return " but what is skipped: front matter, or what corpus.skip fits"
}

// checkReading asks whether the text was read in the right encoding before it
// came here.
func checkReading(d *draft) error {
	wrong, err := checkMisread(d.text)
	if wrong {
		d.flags = append(d.flags, FlagMojibake)
	}
	return err
}

func (r *Reader) readRecord(d *draft) (err error) {
	if d.record, err = recordFields(d.raw, r.textFields(), r.options.Limits.Fields); err != nil {
		return err
	}
	d.encoding = d.raw.file.encoding
	if head := d.raw.file.table; head != nil && head.twice != "" {
		d.note(noteColumns, head.twice)
	}
	switch {
	case d.raw.form == formGroup:
		d.text = d.raw.text
	case len(r.options.Documents) == 0:
		if d.text, err = r.textOf(d, r.textNames()); err != nil {
			return err
		}
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
		if v, ok := find(d.record, from[0]); ok && !isBase(to) {
			d.fill(to, strings.TrimSpace(v))
		}
	}
}

// recordField is the record field that fills a document field.
func (r *Reader) recordField(name string) string {
	if from, ok := r.options.Fields[name]; ok {
		return from[0]
	}
	return name
}

func (r *Reader) constants(d *draft) error {
	for name, value := range r.options.Set {
		d.set(name, value)
	}
	for name, value := range d.constants {
		d.set(name, value)
	}
	return nil
}

// document writes the finished draft down.
func (r *Reader) document(d *draft) *Document {
	doc := &Document{
		Seq: d.raw.Seq, Source: d.raw.Source,
		Text: d.text, Offset: d.offset, Encoding: d.encoding, Date: d.date,
		Lang: d.get("lang"), Title: d.get("title"), Issuer: d.issuer, Code: d.get("issuer"),
		rows: d.rows, notes: d.notes, shared: d.shared,
		Venue: d.get("venue"), Audience: d.get("audience"), Type: d.get("type"), URL: d.get("url"),
	}
	doc.ID = r.idOf(d)
	doc.Meta = r.metaOf(d)
	doc.SHA256, doc.Flags = d.hash(), d.flags
	doc.Skip, doc.Parts = d.skip, d.parts
	return doc
}

// hash is that of the text, or of the bytes that a converted text was made from.
func (d *draft) hash() [32]byte {
	converted := d.raw.form == formDocument
	switch {
	case d.suffix != "": // a part is no other for the file it is in
	case d.raw.sum != nil && (converted || d.encoding == encodingUTF8 || d.encoding == encodingUTF8BOM):
		return *d.raw.sum
	case converted:
		return sha256.Sum256(d.raw.data)
	}
	return sha256.Sum256(unsafe.Slice(unsafe.StringData(d.text), len(d.text)))
}

func (r *Reader) idOf(d *draft) string { return r.itemID(d) + d.suffix }

// itemID is the id of what the parts of a text or record have in common.
func (r *Reader) itemID(d *draft) string {
	if len(r.id) > 0 {
		return r.id.fill(d.get)
	}
	if id := d.get("id"); id != "" {
		return id
	}
	if d.raw.form == formText || d.raw.form == formDocument {
		return d.get("path")
	}
	path := d.get("path")
	if d.raw.file.sheets {
		path += "/" + d.raw.file.sheet
	}
	return path + "#" + d.get("line")
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
	if slices.Contains(r.textFields(), name) {
		return true
	}
	return slices.ContainsFunc(baseFields[1:], func(base string) bool { return r.recordField(base) == name })
}
