package corpus

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// Append appends the line of a unit in a list: its number, from 1, its source and its
// size, with tabs between. A source with anything in it that is not printable, or a quote,
// stands in quotes, as Go writes it.
func (u Unit) Append(line []byte, number int) []byte {
	line = append(strconv.AppendInt(line, int64(number), 10), '\t')
	if quoted := strconv.Quote(u.Source); quoted != `"`+u.Source+`"` {
		line = append(line, quoted...)
	} else {
		line = append(line, u.Source...)
	}
	return append(strconv.AppendInt(append(line, '\t'), u.Size, 10), '\n')
}

var errLine = errors.New("no line of frameshift list")

func parseUnit(line string, number int) (u Unit, err error) {
	first, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
	source, size, _ := strings.Cut(rest, "\t")
	if at, err := strconv.Atoi(first); err != nil || at != number {
		return u, errLine
	}
	u.Source = source
	if strings.Contains(u.Source, `"`) {
		if u.Source, err = strconv.Unquote(u.Source); err != nil {
			return u, errLine
		}
	}
	u.Size, err = strconv.ParseInt(size, 10, 64)
	if err != nil || u.Size < 0 {
		return u, errLine
	}
	return u, nil
}

// ReadContents reads the Contents of inputs from a list that was written of them, without
// looking at the inputs: whoever reads a share by it finds out where it does not fit.
func ReadContents(path string) (*Contents, error) {
	c := &Contents{listed: &list{path: path, archives: map[string]int{}}}
	sum := sha256.New()
	offset := int64(0)
	err := eachUnit(path, 0, 1, func(u Unit, bytes int) bool {
		if c.Units%listStep == 0 {
			c.listed.offsets = append(c.listed.offsets, offset)
		}
		offset += int64(bytes)
		c.listed.count(u.Source)
		c.add(sum, u)
		return true
	})
	sum.Sum(c.Sum[:0])
	return c, err
}

// add counts a unit.
func (c *Contents) add(sum hash.Hash, u Unit) {
	c.Units++
	c.Bytes += u.Size
	c.sizes = binary.AppendUvarint(c.sizes, uint64(u.Size))
	c.line = append(strconv.AppendQuote(c.line[:0], u.Source), ' ')
	sum.Write(append(strconv.AppendInt(c.line, u.Size, 10), '\n'))
}

// list is a list in a file. Of its names no more is held than where they stand.
type list struct {
	path     string
	offsets  []int64        // of every listStep-th line
	archives map[string]int // how many units each archive holds
}

// listStep is how many lines are read in vain at most.
const listStep = 1 << 10

var reAgain = regexp.MustCompile(` \(\d+\)$`) // behind the name of an input, see openInputs

// count counts a unit for all that may be its archive by name.
func (l *list) count(source string) {
	for from, i := 0, 0; i <= len(source); i++ {
		if i < len(source) && source[i] != '/' {
			continue
		}
		name := source[from:i]
		if from == 0 && strings.HasSuffix(name, ")") {
			name = reAgain.ReplaceAllString(name, "")
		}
		if kindOf(name).archive() {
			l.archives[strings.Clone(source[:i])]++
		}
		from = i + 1
	}
}

// units are those from first to before end.
func (l *list) units(first, end int) (out []Unit, err error) {
	if first >= end {
		return nil, nil
	}
	from := first / listStep
	at := from * listStep
	err = eachUnit(l.path, l.offsets[from], at+1, func(u Unit, _ int) bool {
		if at >= first {
			out = append(out, u)
		}
		at++
		return at < end
	})
	if err == nil && len(out) < end-first {
		err = fmt.Errorf("read list of files %s: it has become shorter", l.path)
	}
	return out, err
}

// eachUnit tells of the lines of a list from a place in it on, the first of which has a
// number.
func eachUnit(path string, offset int64, number int, tell func(u Unit, bytes int) bool) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read list of files: %w", err)
	}
	defer f.Close()
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		return fmt.Errorf("read list of files: %w", err)
	}
	for r := bufio.NewReader(f); ; number++ {
		line, err := r.ReadString('\n')
		if err == io.EOF && line == "" {
			return nil
		} else if err != nil && err != io.EOF {
			return fmt.Errorf("read list of files: %w", err)
		}
		u, err := parseUnit(line, number)
		if err != nil {
			return fmt.Errorf("read list of files %s: line %d: %w", path, number, err)
		}
		if !tell(u, len(line)) {
			return nil
		}
	}
}

// ErrList is the error of a share that does not fit the list it was cut by.
type ErrList struct{ Path, Listed, Found string }

func (e *ErrList) Error() string {
	return fmt.Sprintf("%s does not fit the inputs: it has %s where there is %s; list them again, and run all shards again", e.Path, e.Listed, e.Found)
}

func (u Unit) words() string { return fmt.Sprintf("%s with %d bytes", u.Source, u.Size) }
