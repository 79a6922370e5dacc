package corpus

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// jsonSplitter finds where the records of an array or a sequence begin and end,
// without keeping more than one of them. One that is too long is passed over
// in bounded memory. One that is broken costs no other: its brackets and quotes
// say nothing then, so the next record is looked for by how records begin.
type jsonSplitter struct {
	limit int
	found found

	array   bool
	closed  bool // the array ended
	tookEnd bool // its bracket ended a broken record
	single  bool // nothing is read behind its end
	count   int  // records so far
	longest int  // of those that were whole
	fed     int  // bytes so far
	again   int  // bytes that were read again
	scan    jsonScanner
	match   startMatcher
	gap     []byte // white space before the record under way
	data    []byte // of that record
	size    int    // its bytes, also those that were not kept
	failed  int    // its bytes where it turned out to be broken
}

// freeAgain is what may be read again in any case, where a record swallowed
// others; beyond it, no more than has been read.
const freeAgain = mib

func newJSONSplitter(limit int, found found) *jsonSplitter {
	return &jsonSplitter{limit: limit, found: found, match: newMatcher(), scan: newScanner()}
}

func splitJSON(r *bufio.Reader, limit int, found found) error {
	s := newJSONSplitter(limit, found)
	for {
		part, err := r.ReadSlice('\n')
		if _, stopped := s.feed(part); stopped != nil {
			return stopped
		}
		if err == io.EOF {
			return s.end()
		} else if err != nil && err != bufio.ErrBufferFull {
			return err
		}
	}
}

// feed takes the next bytes, and returns how many: all, except behind the end of a
// single array.
func (s *jsonSplitter) feed(part []byte) (n int, err error) {
	for n < len(part) {
		if n += s.between(part[n:]); n == len(part) || s.single && s.closed {
			break
		}
		used, err := s.record(part[n:])
		if n += used; err != nil {
			return n, err
		}
	}
	return n, nil
}

// between passes over what may stand between two records.
func (s *jsonSplitter) between(part []byte) int {
	if s.size > 0 {
		return 0
	}
	for i, b := range part {
		switch {
		case b == ' ' || b == '\t' || b == '\r' || b == '\n':
			if len(s.gap) < maxStart {
				s.gap = append(s.gap, b)
			}
			continue
		case b == ',':
		case b == '[' && s.count == 0 && !s.array, b == '[' && s.closed:
			s.array, s.closed = true, false
		case b == ']' && s.array && !s.closed:
			if s.closed = true; s.single {
				return i + 1
			}
		default:
			return i
		}
		s.gap = s.gap[:0]
	}
	return len(part)
}

// record takes bytes of the record under way, to its end at most.
func (s *jsonSplitter) record(part []byte) (used int, err error) {
	for i, b := range part {
		if s.scan.depth == 0 && s.scan.isWord() && (b == ',' || b == ']' || b == '{' || b == '[') {
			s.take(part[:i])
			return i, s.flush()
		}
		wasBroken := s.scan.broken
		end := s.scan.next(b)
		switch {
		case end:
			s.take(part[:i+1])
			return i + 1, s.flush()
		case s.scan.broken && !wasBroken:
			s.take(part[:i+1])
			return i + 1, s.fail()
		case s.scan.broken && s.match.next(b):
			s.take(part[:i+1])
			return i + 1, s.resume()
		}
	}
	s.take(part)
	return len(part), nil
}

// fail notes that the record is no JSON, and looks for the next from here on.
// That may have begun already: a bracket or a quote is missing before it.
func (s *jsonSplitter) fail() error {
	s.failed = s.size
	s.match.learn(s.data, s.gap)
	if at := s.swallowed(); at > 0 {
		return s.goBack(at)
	}
	s.match.forget()
	if len(s.data) == 0 {
		return nil
	}
	for _, b := range s.data[max(1, len(s.data)-maxStart):] {
		s.match.next(b)
	}
	return nil
}

// resume ends a broken record where the next begins.
func (s *jsonSplitter) resume() error {
	start := bytes.Clone(s.match.seen)
	f := faultf(ReasonBadRecord, "no JSON at byte %d of the record: passed over %d bytes to the next record", s.failed, s.size-len(start))
	before := bytes.Clone(s.match.before)
	s.begin()
	s.gap = before
	s.count++
	if err := s.found(s.count, nil, f); err != nil {
		return err
	}
	_, err := s.record(start)
	return err
}

func (s *jsonSplitter) begin() {
	s.data, s.size, s.failed, s.gap, s.scan = nil, 0, 0, s.gap[:0], newScanner()
	s.match.forget()
}

func (s *jsonSplitter) take(part []byte) {
	s.fed += len(part)
	if s.size += len(part); s.size <= s.limit {
		s.data = append(s.data, part...)
	} else {
		s.data = nil
	}
}

// flush hands on the record that ends here. Where records are objects, a list that
// holds what begins as they do is one that a lost bracket opened.
func (s *jsonSplitter) flush() error {
	if s.array && s.match.learnt > 0 && !s.scan.broken && len(s.data) > 0 && s.data[0] == '[' {
		if at := s.swallowed(); at > 0 {
			return s.goBack(at)
		}
	}
	data, size := bytes.TrimSpace(s.data), s.size
	s.tookEnd = s.scan.broken && bytes.HasSuffix(data, []byte("]"))
	if !s.scan.broken {
		s.match.learn(data, s.gap)
		s.longest = max(s.longest, size)
	}
	s.begin()
	s.count++
	if size > s.limit {
		return s.found(s.count, nil, faultf(ReasonTooLarge, "longer than limits.document (%s): passed over %d bytes", Size(s.limit), size))
	}
	return s.found(s.count, data, nil)
}

// end looks at what is left when the file ends.
func (s *jsonSplitter) end() error {
	for s.size > 0 {
		switch rest := s.swallowed(); {
		case rest > 0:
			if err := s.goBack(rest); err != nil {
				return err
			}
			continue
		case s.scan.depth == 0 && s.scan.isWord() && !s.array:
			return s.flush()
		}
		s.count++
		f := faultf(ReasonBadRecord, "the file ends inside a record: passed over %d bytes", s.size)
		f.lost = !s.lastOnly()
		return s.found(s.count, nil, f)
	}
	if s.array && !s.closed && !s.tookEnd {
		s.count++
		return s.found(s.count, nil, lostf(ReasonBadRecord, "the file ends before its array does"))
	}
	return nil
}

// swallowed is where another record begins in one that did not end, or 0: a list
// that lost its end takes records for its items. To tell them from items of
// its own, records must begin on lines.
func (s *jsonSplitter) swallowed() int {
	if len(s.data) == 0 || s.again+len(s.data) > s.fed+freeAgain {
		return 0
	}
	m := s.match
	m.forget()
	m.learnt, m.gaps = 2, map[string]bool{}
	for gap := range s.match.gaps {
		m.gaps[gap] = strings.Contains(gap, "\n")
	}
	if s.count == 0 { // what stands before the first is not what stands between two
		m.gaps["\n"], m.gaps["\r\n"] = true, true
	}
	for i, b := range s.data[1:] {
		if m.next(b) {
			return i + 2 - len(m.seen)
		}
	}
	return 0
}

// goBack reads again from where a record begins in the one that is under way.
func (s *jsonSplitter) goBack(at int) error {
	rest, gap := s.data[at:], bytes.Clone(s.gap)
	s.again += len(rest)
	s.begin()
	s.gap = gap
	s.count++
	err := s.found(s.count, nil, faultf(ReasonBadRecord, "no end of the record: passed over %d bytes to the next record", at))
	if err == nil {
		_, err = s.feed(rest)
	}
	return err
}

// lastOnly reports whether what is left is the last record only: broken, but
// with the end of the file where it belongs, and no longer than others are.
func (s *jsonSplitter) lastOnly() bool {
	end := "}"
	if s.array {
		end = "]"
	}
	return s.scan.broken && bytes.HasSuffix(bytes.TrimSpace(s.data), []byte(end)) && s.size <= 4*s.longest+maxStart
}
