package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

func recordSource(f *file, line int) string { return fmt.Sprintf("%s#%d", f.source, line) }

// recordFields parses the record of a Raw. listText is the field whose lists are paragraphs.
func recordFields(raw Raw, listText string) ([]Field, error) {
	if err := checkRecord(raw); err != nil {
		return nil, err
	}
	var fields []Field
	var err error
	switch raw.form {
	case formJSON:
		fields, err = parseObject(raw.data, listText)
	case formCSV:
		var cells []string
		if cells, err = parseRow(raw.data, raw.file.table.comma); err == nil {
			fields, err = raw.file.table.pair(cells)
		}
	case formCells:
		fields, err = raw.file.table.pairSheet(raw.cells)
	}
	if err != nil {
		return nil, faultf(ReasonBadRecord, "%v", err)
	}
	return fields, nil
}

// checkRecord looks for bytes that the parsers would mend in silence.
func checkRecord(raw Raw) error {
	if !utf8.Valid(raw.data) {
		return faultf(ReasonEncoding, "not UTF-8 at byte %d of the record; state corpus.encoding", invalidUTF8(raw.data))
	}
	if i := bytes.IndexByte(raw.data, 0); i >= 0 {
		return faultf(ReasonBinary, "NUL at byte %d of the record", i)
	}
	mended := raw.file.encoding != encodingUTF8 && raw.file.encoding != encodingUTF8BOM
	if i := bytes.IndexRune(raw.data, utf8.RuneError); mended && i >= 0 {
		return faultf(ReasonEncoding, "not %s after %d bytes of the record", raw.file.encoding, i)
	}
	return nil
}

// parseObject reads one JSON object into fields, in its order. Objects inside
// it become dotted names, lists of plain values are joined with "; " (for the text,
// with an empty line between), null is no field.
func parseObject(data []byte, listText string) ([]Field, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	t, err := d.Token()
	if err != nil {
		return nil, jsonError(err)
	}
	if t != json.Delim('{') {
		return nil, fmt.Errorf("not an object")
	}
	o := object{decoder: d, listText: listText}
	if err := o.members(""); err != nil {
		return nil, jsonError(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("something follows the object")
	}
	return o.fields, o.surrogates(data)
}

func jsonError(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return fmt.Errorf("the object is cut off")
	}
	return err
}

type object struct {
	decoder  *json.Decoder
	listText string
	fields   []Field
	depth    int
}

const maxDepth = 100

// members reads up to the closing bracket of an object.
func (o *object) members(prefix string) error {
	if o.depth++; o.depth > maxDepth {
		return fmt.Errorf("nested deeper than %d", maxDepth)
	}
	defer func() { o.depth-- }()
	for o.decoder.More() {
		key, err := o.decoder.Token()
		if err != nil {
			return err
		}
		if err := o.value(prefix + key.(string)); err != nil {
			return err
		}
	}
	_, err := o.decoder.Token()
	return err
}

func (o *object) value(key string) error {
	t, err := o.decoder.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('{'):
		return o.members(key + ".")
	case json.Delim('['):
		return o.list(key)
	case nil:
		return nil
	}
	o.set(key, fmt.Sprint(t))
	return nil
}

// set keeps the last of several members with one name, as other readers do.
func (o *object) set(key, value string) {
	for i := range o.fields {
		if o.fields[i].Key == key {
			o.fields[i].Value = value
			return
		}
	}
	o.fields = append(o.fields, Field{key, value})
}

// list reads up to the closing bracket of a list. What is no plain value stays JSON.
func (o *object) list(key string) error {
	var parts []string
	for o.decoder.More() {
		var item json.RawMessage
		if err := o.decoder.Decode(&item); err != nil {
			return err
		}
		var text string
		if json.Unmarshal(item, &text) != nil {
			text = string(item)
		}
		parts = append(parts, text)
	}
	between := "; "
	if key == o.listText {
		between = "\n\n"
	}
	o.set(key, strings.Join(parts, between))
	_, err := o.decoder.Token()
	return err
}

// surrogates finds half a character in an escape, which the decoder writes as U+FFFD.
func (o *object) surrogates(data []byte) error {
	if bytes.ContainsRune(data, utf8.RuneError) || !bytes.Contains(data, []byte(`\u`)) ||
		bytes.Contains(bytes.ToLower(data), []byte(`\ufffd`)) {
		return nil
	}
	for _, f := range o.fields {
		if strings.ContainsRune(f.Value, utf8.RuneError) {
			return fmt.Errorf("field %s has an escape that is half a character", f.Key)
		}
	}
	return nil
}
