package corpus

import (
	"bufio"
	"bytes"
	"io"
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
	return p.records(f, formJSON, func(found found) error {
		if first == '[' || first == '{' && extension(f.path) == ".json" {
			return splitJSON(r, int(p.options.Limits.Document), found)
		}
		return splitLines(r, int(p.options.Limits.Document), found)
	})
}

func firstByte(r *bufio.Reader) byte {
	head, _ := r.Peek(4096)
	if head = bytes.TrimLeft(head, " \t\r\n"); len(head) > 0 {
		return head[0]
	}
	return 0
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
		case len(bytes.TrimSpace(data)) > 0:
			err = found(lines.line, data, nil)
		}
		if err != nil {
			return err
		}
	}
}

// jsonSplitter finds where the objects of an array or a sequence begin and
// end, without parsing them: it follows brackets and strings only. So one that is
// too long is passed over in bounded memory, and one that is broken inside
// costs no other.
type jsonSplitter struct {
	limit    int
	found    found
	count    int // records so far
	depth    int
	inString bool
	escaped  bool
	data     []byte
	size     int
}

func splitJSON(r *bufio.Reader, limit int, found found) error {
	s := jsonSplitter{limit: limit, found: found}
	if firstByte(r) == '[' {
		if _, err := r.ReadBytes('['); err != nil {
			return err
		}
	}
	for {
		part, err := r.ReadSlice('\n')
		if stopped := s.feed(part); stopped != nil {
			return stopped
		}
		if err == io.EOF {
			return s.end()
		} else if err != nil && err != bufio.ErrBufferFull {
			return err
		}
	}
}

// feed takes the next bytes; a record lies between commas outside all brackets.
func (s *jsonSplitter) feed(part []byte) error {
	start := 0
	for i, b := range part {
		switch {
		case s.inString:
			s.string(b)
		case b == '"':
			s.inString = true
		case b == '{' || b == '[':
			s.depth++
		case b == '}' || b == ']':
			if s.depth--; s.depth == 0 {
				s.take(part[start : i+1])
				start = i + 1
				if err := s.flush(); err != nil {
					return err
				}
			}
			s.depth = max(s.depth, 0)
		case b == ',' && s.depth == 0:
			s.take(part[start:i])
			start = i + 1
			if err := s.flush(); err != nil {
				return err
			}
		}
	}
	s.take(part[start:])
	return nil
}

func (s *jsonSplitter) string(b byte) {
	switch {
	case s.escaped:
		s.escaped = false
	case b == '\\':
		s.escaped = true
	case b == '"':
		s.inString = false
	}
}

func (s *jsonSplitter) take(part []byte) {
	if s.size += len(part); s.size <= s.limit {
		s.data = append(s.data, part...)
	} else {
		s.data = nil
	}
}

// flush hands on the record that ends here, if there is anything but white space.
func (s *jsonSplitter) flush() error {
	data, size := bytes.TrimSpace(s.data), s.size
	s.data, s.size = nil, 0
	if size <= s.limit && len(data) == 0 {
		return nil
	}
	s.count++
	if size > s.limit {
		return s.found(s.count, nil, faultf(ReasonTooLarge, "longer than limits.document (%s)", Size(s.limit)))
	}
	return s.found(s.count, data, nil)
}

// end looks at what is left when the file ends: the bracket of the array, or
// an object that was cut off.
func (s *jsonSplitter) end() error {
	rest := bytes.TrimSpace(s.data)
	if s.depth == 0 && s.size <= s.limit && (len(rest) == 0 || string(rest) == "]") {
		return nil
	}
	s.count++
	return s.found(s.count, nil, faultf(ReasonBadRecord, "the file ends inside a record"))
}
