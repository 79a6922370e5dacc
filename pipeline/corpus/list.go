package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"
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
	c, err := newContents(path)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read list of files: %w", err)
	}
	defer f.Close()
	if err := c.listed.each(f, 1, func(u Unit, bytes int) bool { c.add(u, bytes); return true }); err != nil {
		return nil, err
	}
	return c, c.close()
}

// list are the lines of units, in blocks. There may be very many: of those in a file no
// more is held than where each block stands, and others are packed.
type list struct {
	path     string         // of the file; empty: the inputs were walked
	archives map[string]int // how many units each archive holds

	starts []int64 // of blocks in the file
	at     int64   // where the next line stands

	packed [][]byte // blocks, where there is no file
	lines  []byte   // of the next one
	zstd   *zstd.Encoder
}

// listStep is how many lines a block has.
const listStep = 1 << 10

func newList(path string) (*list, error) {
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<16), zstd.WithLowerEncoderMem(true))
	return &list{path: path, archives: map[string]int{}, zstd: pack}, err
}

// add adds a unit by its number, from 1; its line in the file has so many bytes.
func (l *list) add(u Unit, number, bytes int) {
	l.count(u.Source)
	begins := number%listStep == 1
	if l.path != "" {
		if begins {
			l.starts = append(l.starts, l.at)
		}
		l.at += int64(bytes)
		return
	}
	if begins {
		l.pack()
	}
	l.lines = u.Append(l.lines, number)
}

func (l *list) pack() {
	if len(l.lines) > 0 {
		l.packed = append(l.packed, l.zstd.EncodeAll(l.lines, nil))
		l.lines = l.lines[:0]
	}
}

func (l *list) close() error {
	l.pack()
	pack := l.zstd
	l.starts, l.lines, l.zstd = append(l.starts, l.at), nil, nil
	return pack.Close()
}

// block returns the lines of a block.
func (l *list) block(k int) (lines []byte, err error) {
	if l.path == "" {
		unpack, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, err
		}
		defer unpack.Close()
		return unpack.DecodeAll(l.packed[k], nil)
	}
	f, err := os.Open(l.path)
	if err != nil {
		return nil, fmt.Errorf("read list of files: %w", err)
	}
	defer f.Close()
	lines = make([]byte, l.starts[k+1]-l.starts[k])
	if _, err := f.ReadAt(lines, l.starts[k]); err != nil {
		return nil, fmt.Errorf("read list of files %s: it has become shorter", l.path)
	}
	return lines, nil
}

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
	for k := first / listStep; k*listStep < end; k++ {
		lines, err := l.block(k)
		if err != nil {
			return nil, err
		}
		at := k * listStep
		if err := l.each(bytes.NewReader(lines), at+1, func(u Unit, _ int) bool {
			if at >= first {
				out = append(out, u)
			}
			at++
			return at < end
		}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// each tells of lines, the first of which has a number.
func (l *list) each(from io.Reader, number int, tell func(u Unit, bytes int) bool) error {
	for r := bufio.NewReader(from); ; number++ {
		line, err := r.ReadString('\n')
		if err == io.EOF && line == "" {
			return nil
		} else if err != nil && err != io.EOF {
			return fmt.Errorf("read list of files: %w", err)
		}
		u, err := parseUnit(line, number)
		if err != nil {
			return fmt.Errorf("read list of files %s: line %d: %w", l.path, number, err)
		}
		if !tell(u, len(line)) {
			return nil
		}
	}
}

// ErrList is the error of a share that does not fit the list it was cut by.
type ErrList struct {
	Path          string // of the list; empty: the inputs were walked
	Listed, Found string
}

func (e *ErrList) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("files have come or gone since the inputs were listed, %s where there is %s: run the shard again, and all others if it is not the first", e.Listed, e.Found)
	}
	return fmt.Sprintf("%s does not fit the inputs: it has %s where there is %s; list them again, and run all shards again", e.Path, e.Listed, e.Found)
}

func (u Unit) words() string { return fmt.Sprintf("%s with %d bytes", u.Source, u.Size) }
