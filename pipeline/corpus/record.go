package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

func recordSource(f *file, line int) string { return f.source + "#" + strconv.Itoa(line) }

// recordFields parses the record of a Raw into at most limit fields. The lists of
// the fields texts are paragraphs.
func recordFields(raw Raw, texts Names, limit int) ([]Field, error) {
	if raw.form == formGroup {
		return raw.record, nil
	}
	if err := checkRecord(raw); err != nil {
		return nil, err
	}
	var fields []Field
	var err error
	switch raw.form {
	case formJSON:
		fields, err = jsonFields(raw, texts, limit)
	case formCSV:
		var cells []string
		if cells, err = parseRow(raw.data, raw.file.table.comma); err == nil {
			fields, err = raw.file.table.pair(cells)
		}
	case formCells:
		fields, err = raw.file.table.pairSheet(raw.cells)
	}
	if known := (*fault)(nil); err != nil && !errors.As(err, &known) {
		err = faultf(ReasonBadRecord, "%v", err)
	}
	return fields, err
}

// jsonFields are those of the record, then what it inherits.
func jsonFields(raw Raw, texts Names, limit int) ([]Field, error) {
	o, err := parseObject(raw.data, texts, limit)
	if err != nil {
		return nil, err
	}
	for _, f := range raw.outer {
		if o.index(f.Key) < 0 {
			o.set(f.Key, f.Value)
		}
	}
	return o.fields, o.tooWide()
}

// lists are the lists of objects in a record that is parsed once more, each
// with their number; those of objects with a text come first.
func (r Raw) lists(texts Names) []Field {
	if r.form != formJSON {
		return nil
	}
	o, err := parseObject(r.data, texts, 0)
	if err != nil {
		return nil
	}
	var with, without []Field
	for _, list := range o.lists[:min(len(o.lists), maxNamed)] {
		var members Names
		for _, text := range texts {
			members = append(members, list.Key+"[]."+text)
		}
		if again, err := parseObject(r.data, members, 0); err == nil && hasAny(again.fields, members) {
			with = append(with, list)
		} else {
			without = append(without, list)
		}
	}
	return append(with, without...)
}

// checkRecord looks for bytes that the parsers would mend in silence.
func checkRecord(raw Raw) error {
	if !utf8.Valid(raw.data) {
		return faultf(ReasonEncoding, "not UTF-8 at byte %d of the record; state corpus.encoding", invalidUTF8(raw.data))
	}
	if i := bytes.IndexByte(raw.data, 0); i >= 0 {
		return faultf(ReasonBinary, "NUL at byte %d of the record", i)
	}
	if raw.file.encoding == encodingUTF8 || raw.file.encoding == encodingUTF8BOM {
		return nil
	}
	if i := bytes.IndexRune(raw.data, utf8.RuneError); i >= 0 { // what was wrong was mended with it
		return faultf(ReasonEncoding, "not %s after %d bytes of the record", raw.file.encoding, i)
	}
	return nil
}

// parseObject reads one JSON object into fields, in its order. Objects inside
// it become dotted names, lists of plain values are joined with "; " (for the
// texts, with an empty line between), null is no field. Of a list of objects
// a text may name a member: events[].text. NaN and infinity, which JSON has not and
// Python's json writes for what is missing, are null.
func parseObject(data []byte, texts Names, limit int) (*object, error) {
	o, err := parseStrict(data, texts, limit)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		if finite := withoutNaN(data); !bytes.Equal(finite, data) {
			return parseStrict(finite, texts, limit)
		}
	}
	return o, err
}

// reNaN are strings, which are left alone, and the words of Python and R for numbers that JSON has not.
var reNaN = regexp.MustCompile(`"(?:[^"\\]|\\.)*"?|-?\b(?:NaN|Infinity)\b`)

// withoutNaN writes null for NaN, Infinity and -Infinity.
func withoutNaN(data []byte) []byte {
	if !bytes.Contains(data, []byte("NaN")) && !bytes.Contains(data, []byte("Infinity")) {
		return data
	}
	return reNaN.ReplaceAllFunc(data, func(word []byte) []byte {
		if word[0] == '"' {
			return word
		}
		return []byte("null")
	})
}

func parseStrict(data []byte, texts Names, limit int) (*object, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	t, err := d.Token()
	if err != nil {
		return nil, jsonError(err)
	}
	if t != json.Delim('{') {
		return nil, fmt.Errorf("not an object")
	}
	o := &object{decoder: d, texts: texts, limit: limit}
	if err := o.members(""); err != nil {
		return nil, jsonError(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("something follows the object")
	}
	if err := o.tooWide(); err != nil {
		return nil, err
	}
	return o, o.surrogates(data)
}

func jsonError(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return fmt.Errorf("the object is cut off")
	}
	return err
}

type object struct {
	decoder *json.Decoder
	texts   Names
	limit   int // of fields; 0 is none
	fields  []Field
	places  map[string]int // of the fields, once there are many
	lists   []Field        // names of lists of objects, with the number of these
	depth   int
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
// Of a record that is too wide the fields beyond the limit are not kept.
func (o *object) set(key, value string) {
	if i := o.index(key); i >= 0 {
		o.fields[i].Value = value
	} else if o.limit == 0 || len(o.fields) <= o.limit {
		o.fields = append(o.fields, Field{key, value})
	}
}

// manyFields is from where on looking through them costs more than a map.
const manyFields = 32

func (o *object) index(key string) int {
	if len(o.fields) < manyFields {
		return slices.IndexFunc(o.fields, func(f Field) bool { return f.Key == key })
	}
	if o.places == nil {
		o.places = map[string]int{}
	}
	for i := len(o.places); i < len(o.fields); i++ {
		o.places[o.fields[i].Key] = i
	}
	if i, ok := o.places[key]; ok {
		return i
	}
	return -1
}

func (o *object) tooWide() error {
	if o.limit > 0 && len(o.fields) > o.limit {
		return tooWide(o.limit)
	}
	return nil
}

func tooWide(limit int) error {
	return faultf(ReasonTooLarge, "more than %d fields (limits.fields)", limit)
}

// list reads up to the closing bracket of a list. What is no plain value stays
// JSON, but never makes a text.
func (o *object) list(key string) error {
	var parts []string
	objects, nested, texts := 0, false, map[string][]string{}
	for o.decoder.More() {
		var item json.RawMessage
		if err := o.decoder.Decode(&item); err != nil {
			return err
		}
		nested = nested || item[0] == '['
		if item[0] == '{' {
			objects++
			o.memberTexts(key, item, texts)
		}
		var text string
		if json.Unmarshal(item, &text) != nil {
			text = string(item)
		}
		parts = append(parts, text)
	}
	for _, name := range o.texts {
		if len(texts[name]) > 0 {
			o.set(name, strings.Join(texts[name], "\n\n"))
		}
	}
	isText := slices.Contains(o.texts, key)
	if objects > 0 || nested && isText {
		o.lists = append(o.lists, Field{key, strconv.Itoa(len(parts))})
	}
	switch {
	case isText && (objects > 0 || nested):
	case isText:
		o.set(key, strings.Join(parts, "\n\n"))
	default:
		o.set(key, strings.Join(parts, "; "))
	}
	_, err := o.decoder.Token()
	return err
}

// memberTexts takes from an object in a list what is part of a text.
func (o *object) memberTexts(list string, item []byte, texts map[string][]string) {
	for _, name := range o.texts {
		inner, ok := strings.CutPrefix(name, list+"[].")
		if !ok {
			continue
		}
		member, err := parseObject(item, Names{inner}, o.limit)
		if err != nil {
			continue
		}
		if text, ok := find(member.fields, inner); ok {
			texts[name] = append(texts[name], text)
		}
	}
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
