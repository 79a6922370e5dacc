package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// recordBuffer is both the read buffer of record files and how much of one
// its encoding is judged on.
const recordBuffer = 256 << 10

// utf8Reader returns the file as UTF-8 and the name of the encoding it is in.
// Where the beginning is UTF-8 the rest is taken for it, and a record that is
// not is rejected by itself.
func utf8Reader(r *bufio.Reader, stated string) (*bufio.Reader, string, error) {
	name := stated
	if stated == encodingAuto {
		var err error
		r = pastASCII(r)
		if name, err = recordEncoding(r); err != nil {
			return nil, "", err
		}
	}
	switch name {
	case encodingUTF8, encodingUTF8BOM:
		if bom, _ := r.Peek(3); bytes.Equal(bom, bomUTF8) {
			_, err := r.Discard(3)
			return r, encodingUTF8BOM, err
		}
		return r, name, nil
	case encodingUTF16LE:
		return transformed(r, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), name, nil
	case encodingUTF16BE:
		return transformed(r, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()), name, nil
	}
	enc, err := charset(name)
	if err != nil {
		return nil, "", err
	}
	return transformed(r, enc.NewDecoder()), name, nil
}

// mostASCII is how far a file is read ahead for the first byte above ASCII.
const mostASCII = 4 << 20

// pastASCII makes a longer beginning of a file to judge where the usual one is all
// ASCII, which is no evidence: up to the buffer in which the first other byte
// comes, or the end.
func pastASCII(r *bufio.Reader) *bufio.Reader {
	head, err := r.Peek(recordBuffer)
	if err != nil || firstHigh(head) >= 0 {
		return r
	}
	var ahead bytes.Buffer
	for ahead.Len() < mostASCII {
		n, err := io.CopyN(&ahead, r, recordBuffer)
		if err != nil || firstHigh(ahead.Bytes()[ahead.Len()-int(n):]) >= 0 {
			break
		}
	}
	size := ahead.Len()
	return bufio.NewReaderSize(io.MultiReader(&ahead, r), size)
}

// recordEncoding judges a file by its beginning. Where only some records are
// no UTF-8 or hold NULs, they are rejected one by one, so the file passes as
// UTF-8 here: unless the NULs begin in its first line.
func recordEncoding(r *bufio.Reader) (string, error) {
	head, _ := r.Peek(r.Size())
	if len(head) == r.Size() {
		head = wholeCharacters(head)
	}
	name, err := detectEncoding(head)
	nul, line := bytes.IndexByte(head, 0), bytes.IndexByte(head, '\n')
	if name == encodingUTF8 || err != nil && nul >= 0 && line >= 0 && line < nul {
		return encodingUTF8, nil
	}
	return name, err
}

// wholeCharacters cuts off the end of a head where it may be half a character.
func wholeCharacters(head []byte) []byte {
	if bytes.IndexByte(head, 0) >= 0 {
		return head[:len(head)&^1]
	}
	for i := len(head); i > 0; i-- {
		// A line end is no second byte of any encoding; a letter may be one.
		if head[i-1] < 0x30 {
			return head[:i]
		}
	}
	return head
}

func transformed(r io.Reader, t transform.Transformer) *bufio.Reader {
	return bufio.NewReaderSize(transform.NewReader(r, t), 64<<10)
}

// found takes one record of a file, or what is wrong with it. It may keep the data.
type found func(line int, data []byte, wrong *fault) error

// table reads a file of records: read hands each of them to record.
func (p *pass) table(read func() error) error {
	p.count, p.group = 0, nil
	before := p.seq
	if len(p.options.Group.By) > 0 {
		p.group = newGrouper(p)
	}
	err := read()
	if p.group != nil && !isStop(err) {
		if stopped := p.group.close(); stopped != nil {
			return stopped
		}
	}
	switch {
	case err == nil && p.seq == before:
		return faultf(ReasonEmpty, "no records")
	case err != nil && !isStop(err) && (p.count > 0 || isTooLarge(err)):
		return restLost{err}
	}
	return err
}

// isTooLarge tells a file of records that was not read for its size from one that
// is none.
func isTooLarge(err error) bool {
	f := (*fault)(nil)
	return errors.As(err, &f) && f.reason == ReasonTooLarge
}

// record takes one record of a file.
func (p *pass) record(raw Raw) error {
	p.count++
	if f := p.tooMany(); f != nil {
		return f
	}
	if p.group != nil && raw.rejection == nil {
		return p.group.add(raw)
	}
	return p.send(raw)
}

// From freeRecords on a record of a compressed file has to have some bytes of
// that file to itself. What is said once takes that much; nothing said a
// million times over is worth its memory.
const freeRecords, bytesPerRecord = 10_000, 2

func (p *pass) tooMany() *fault {
	l := p.options.Limits
	if l.Records > 0 && p.count > l.Records {
		return lostf(ReasonTooLarge, "more than %d records (limits.records): the rest is not read", l.Records)
	}
	if p.guard == nil || p.count <= freeRecords {
		return nil
	}
	if packed := p.guard.in() - p.guard.memberIn; int64(p.count-freeRecords) > packed/bytesPerRecord {
		return lostf(ReasonSuspiciousArchive, "%d records in %d packed bytes: the rest is not read", p.count, packed)
	}
	return nil
}

// records hands on the records that split finds in a file.
func (p *pass) records(f *file, form form, split func(found) error) error {
	return split(func(line int, data []byte, wrong *fault) error {
		source := recordSource(f, line)
		if wrong != nil {
			return p.record(rejected(source, wrong))
		}
		return p.record(Raw{Source: source, file: f, form: form, line: line, data: data})
	})
}

// lineReader reads lines of any length in bounded memory.
type lineReader struct {
	r    *bufio.Reader
	max  int
	line int // number of the line read last
}

// next returns a line with its end, in memory of its own. A line over the
// limit is skipped to its end and comes back as long without data. The last
// line comes with a nil error; io.EOF follows.
func (l *lineReader) next() (data []byte, long bool, err error) {
	total := 0
	for {
		part, err := l.r.ReadSlice('\n')
		if total == 0 && len(part) > 0 {
			l.line++
		}
		if total += len(part); total > l.max {
			data, long = nil, true
		} else {
			data = append(data, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && total > 0:
			return data, long, nil
		}
		return data, long, err
	}
}

func (l *lineReader) tooLong() *fault {
	return faultf(ReasonTooLarge, "longer than limits.document (%s)", Size(l.max))
}
