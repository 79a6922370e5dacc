package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// json reads .json, .jsonl and .ndjson. A file that begins with [ is an array
// of objects, whatever its extension; one of .json that begins with { is a sequence of
// objects that may span lines; every other is one object a line.
func (p *pass) json(f *file, r *bufio.Reader) error {
	r, name, err := utf8Reader(r, p.options.Encoding)
	if err != nil {
		return err
	}
	f.encoding = name
	first := firstByte(r)
	limit := int(p.options.Limits.Document)
	switch {
	case first == '{' && extension(f.path) == ".json":
		return p.objects(f, r)
	case first == '[':
		return p.outerRecords(f, func(found found) error { return splitJSON(r, limit, found) })
	}
	return p.outerRecords(f, func(found found) error { return splitLines(r, limit, found) })
}

// outerRecords hands on the objects that split finds, or the records inside them.
func (p *pass) outerRecords(f *file, split func(found) error) error {
	if p.options.Records == "" {
		return p.records(f, formJSON, split)
	}
	return split(func(line int, data []byte, wrong *fault) error {
		if wrong != nil {
			return p.record(rejected(recordSource(f, line), wrong))
		}
		return p.nested(f, recordSource(f, line), data)
	})
}

// objects reads a sequence of objects; mostly there is but one. One that holds
// records is held whole, so its limit is that of such files.
func (p *pass) objects(f *file, r *bufio.Reader) error {
	l, inside := p.options.Limits, p.options.Records != ""
	if !inside && !looksNested(r) {
		return p.records(f, formJSON, func(found found) error { return splitJSON(r, int(l.Document), found) })
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(l.Member)+1))
	if err != nil {
		return err
	}
	if whole := len(data) <= int(l.Member); whole && isOne(data) && (inside || p.holdsRecords(data)) {
		return p.nested(f, f.source, data)
	}
	r = bufio.NewReader(io.MultiReader(bytes.NewReader(data), r))
	limit := l.Document
	if inside {
		limit = l.Member
	}
	return p.outerRecords(f, func(found found) error { return splitJSON(r, int(limit), found) })
}

// isOne reports whether data are one value, though it may be damaged.
func isOne(data []byte) bool {
	end := valueEnd(data)
	return end == 0 || len(bytes.TrimSpace(data[end:])) == 0
}

// looksNested reports whether the first member of an object is an object.
func looksNested(r *bufio.Reader) bool {
	head, _ := r.Peek(4096)
	d := json.NewDecoder(bytes.NewReader(head))
	for range 2 { // the bracket and the key
		if _, err := d.Token(); err != nil {
			return false
		}
	}
	return bytes.HasPrefix(bytes.TrimLeft(head[d.InputOffset():], " \t\r\n:"), []byte("{"))
}

// holdsRecords reports whether a document of JSON is no record, but holds some.
func (p *pass) holdsRecords(data []byte) bool {
	return (&nest{reader: p.Reader}).holdsRecords(withoutNaN(data))
}

// nested hands on the records inside an object, which are numbered from 1.
func (p *pass) nested(f *file, source string, data []byte) error {
	n := nest{reader: p.Reader, limit: int(p.options.Limits.Document)}
	n.found = func(r inner) error {
		at := fmt.Sprintf("%s#%d", source, r.n)
		if r.wrong != nil {
			return p.record(rejected(at, r.wrong))
		}
		return p.record(Raw{Source: at, file: f, form: formJSON, line: p.count + 1, data: r.data, outer: r.outer})
	}
	return n.object(withoutNaN(data), recordPath(p.options.Records), nil)
}

func recordPath(path string) []string {
	if path == "" || path == "." {
		return nil
	}
	return strings.Split(path, ".")
}

func firstByte(r *bufio.Reader) byte {
	head, _ := r.Peek(4096)
	if head = bytes.TrimLeft(head, " \t\r\n"); len(head) > 0 {
		return head[0]
	}
	return 0
}

// isCut reports whether the last line of a file breaks off inside an object.
func isCut(line []byte) bool {
	return len(line) > 0 && line[0] == '{' && line[len(line)-1] != '\n' && !bytes.HasSuffix(bytes.TrimSpace(line), []byte("}"))
}

// splitLines takes one record from each line that is not blank.
func splitLines(r *bufio.Reader, limit int, found found) error {
	lines := lineReader{r: r, max: limit}
	for {
		data, long, err := lines.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case long:
			err = found(lines.line, nil, lines.tooLong())
		case isCut(data):
			err = found(lines.line, nil, lostf(ReasonBadRecord, "the file ends inside a record: passed over %d bytes", len(data)))
		case len(bytes.TrimSpace(data)) > 0:
			err = found(lines.line, data, nil)
		}
		if err != nil {
			return err
		}
	}
}
