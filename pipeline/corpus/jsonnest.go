package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// nest finds the records inside an object of JSON, see Options.Records.
type nest struct {
	reader *Reader
	limit  int // of a record, in bytes
	found  func(inner) error
	count  int // records so far
}

// inner is a record inside an object, or what is wrong with one.
type inner struct {
	n     int
	data  []byte
	outer []Field // what it inherits
	wrong *fault
}

// object takes the records that path leads to.
func (n *nest) object(data []byte, path []string, outer []Field) error {
	if _, ok := openObject(data); !ok {
		return n.wrong(faultf(ReasonBadRecord, "not an object, as corpus.records has it"))
	}
	if len(path) == 0 {
		return n.members(data, outer)
	}
	at, ok := locate(data, path[0])
	if !ok && len(outer) == 0 && n.holdsRecords(data) {
		return n.members(data, nil)
	} else if !ok {
		o, err := parseObject(data, nil, n.reader.options.Limits.Fields)
		if err != nil {
			return n.wrong(faultf(ReasonBadRecord, "%v", err))
		}
		return n.wrong(faultf(ReasonMissingText, "no %q in it, of corpus.records; it has %s", path[0], namesOf(o.fields)))
	}
	value := data[at:]
	switch value[0] {
	case '[':
		return n.list(data, at, path, outer)
	case '{':
		end := valueEnd(value)
		if end == 0 {
			return n.wrong(lostf(ReasonBadRecord, "%q is cut off: passed over %d bytes", path[0], len(value)))
		}
		return n.object(value[:end], path[1:], n.inherit(data, at, at+end, outer))
	}
	return n.wrong(faultf(ReasonMissingText, "%q, of corpus.records, is no list and no object", path[0]))
}

// list takes the objects of a list, or what the rest of the path leads to in each.
// The list is cut first, because what follows it is inherited too.
func (n *nest) list(data []byte, at int, path []string, outer []Field) error {
	var items []inner
	s := newJSONSplitter(n.limit, func(_ int, item []byte, wrong *fault) error {
		items = append(items, inner{data: item, wrong: wrong})
		return nil
	})
	s.single = true
	used, _ := s.feed(data[at:])
	if !s.closed {
		_ = s.end()
	}
	outer = n.inherit(data, at, at+used, outer)
	for _, item := range items {
		var err error
		switch {
		case item.wrong != nil:
			err = n.wrong(item.wrong)
		case len(path) > 1:
			err = n.object(item.data, path[1:], outer)
		default:
			err = n.record(item.data, outer, "")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inherit adds the fields around data[from:to] to those from further out.
func (n *nest) inherit(data []byte, from, to int, outer []Field) []Field {
	around := fmt.Appendf(nil, "%snull%s", data[:from], data[to:])
	o, err := parseObject(around, nil, n.reader.options.Limits.Fields)
	if err != nil { // what follows is damaged, which the list has told, or what stands around is too wide
		o, err = parseObject(fmt.Appendf(nil, "%snull}", data[:from]), nil, n.reader.options.Limits.Fields)
	}
	if err != nil {
		return outer
	}
	for _, f := range outer {
		if o.index(f.Key) < 0 {
			o.set(f.Key, f.Value)
		}
	}
	return o.fields
}

// members takes an object of records by id, or of columns. Where a member is no
// JSON, the next is looked for, as in an array (see startMatcher).
func (n *nest) members(data []byte, outer []Field) error {
	if columns, ok := n.columns(data); ok {
		return n.rows(columns, outer)
	}
	keys := map[string]bool{}
	at := bytes.IndexByte(data, '{') + 1
	for {
		end, broken, err := n.membersFrom(data, at, outer, keys)
		if err != nil || broken == nil {
			return err
		}
		next := nextMember(data, end, keys)
		if next < 0 {
			return n.wrong(lostf(ReasonBadRecord, "%v: passed over %d bytes", broken, len(data)-end))
		}
		if err := n.wrong(faultf(ReasonBadRecord, "%v: passed over %d bytes to the next record", broken, next-end)); err != nil {
			return err
		}
		at = next
	}
}

// membersFrom takes members as far as they are JSON. It returns where that
// ends, and notes the first keys of records.
func (n *nest) membersFrom(data []byte, at int, outer []Field, keys map[string]bool) (end int, broken, stopped error) {
	d := json.NewDecoder(io.MultiReader(strings.NewReader("{"), bytes.NewReader(data[at:])))
	end = at
	_, broken = d.Token()
	for broken == nil && d.More() {
		var key json.Token
		if key, broken = d.Token(); broken != nil {
			break
		}
		var item json.RawMessage
		if broken = d.Decode(&item); broken != nil {
			break
		}
		if first, ok := firstKey(item); ok && len(keys) < maxKeys {
			keys[first] = true
		}
		if err := n.member(item, outer, key.(string)); err != nil {
			return 0, nil, err
		}
		end = at + int(d.InputOffset()) - 1
	}
	if broken == nil {
		_, broken = d.Token() // the bracket
	}
	if broken != nil {
		broken = jsonError(broken)
	}
	return end, broken, nil
}

var memberStart = regexp.MustCompile(`,\s*("(?:[^"\\]|\\.)*"\s*:\s*\{\s*"([^"]*)"\s*:)`)

// nextMember finds where a member with one of these first keys begins, or -1. The
// one that is broken begins there too.
func nextMember(data []byte, from int, keys map[string]bool) int {
	from += bytes.IndexByte(data[from:], '{') + 1
	for from < len(data) {
		m := memberStart.FindSubmatchIndex(data[from:])
		if m == nil {
			return -1
		}
		if keys[string(data[from+m[4]:from+m[5]])] {
			return from + m[2]
		}
		from += m[2]
	}
	return -1
}

// member takes what stands under a key: a record, or a list of them. The key is
// a field of each.
func (n *nest) member(item []byte, outer []Field, key string) error {
	outer = append(slices.Clone(outer), Field{"key", key})
	if item[0] == '[' {
		return n.list(item, 0, nil, outer)
	}
	return n.record(item, outer, key)
}

// record hands on a record. One without an id of its own has that of its
// member, or that of what is around it with its number.
func (n *nest) record(data []byte, outer []Field, key string) error {
	n.count++
	id := n.reader.recordField("id")
	inherited := make([]Field, 0, len(outer)+1)
	for _, f := range outer {
		if f.Key == id && f.Value != "" && key == "" {
			f.Value += "#" + strconv.Itoa(n.count)
		}
		if f.Key != id || key == "" {
			inherited = append(inherited, f)
		}
	}
	if key != "" {
		inherited = append(inherited, Field{id, key})
	}
	if len(data) > n.limit {
		return n.found(inner{n: n.count, wrong: faultf(ReasonTooLarge, "longer than limits.document (%s)", Size(n.limit))})
	}
	return n.found(inner{n: n.count, data: data, outer: inherited})
}

func (n *nest) wrong(f *fault) error {
	n.count++
	return n.found(inner{n: n.count, wrong: f})
}

// locate finds where the value of a member of an object begins. What follows it may be damaged.
func locate(data []byte, key string) (int, bool) {
	d, ok := openObject(data)
	if !ok {
		return 0, false
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return 0, false
		}
		if name == key {
			at := int(d.InputOffset())
			at += bytes.IndexFunc(data[at:], func(r rune) bool { return !strings.ContainsRune(" \t\r\n:", r) })
			return at, at < len(data) && at > int(d.InputOffset())
		}
		var skipped json.RawMessage
		if d.Decode(&skipped) != nil {
			return 0, false
		}
	}
	return 0, false
}

// valueEnd is where the value ends with which data begin, or 0.
func valueEnd(data []byte) int {
	d := json.NewDecoder(bytes.NewReader(data))
	var value json.RawMessage
	if err := d.Decode(&value); err != nil && err != io.EOF {
		return 0
	}
	return int(d.InputOffset())
}
