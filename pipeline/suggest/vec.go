package suggest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// Limits of a file of vectors: beyond them a line is none of one.
const (
	longestLine    = 1 << 20
	mostDimensions = 4096
)

// readVectors reads the vectors of the words that texts have, from a file in
// word2vec's text format: a line a word, the word and its numbers between spaces,
// perhaps after a line with how many words and numbers there are. Of several forms
// of a word that compare as the same, the first counts, which is the most frequent in
// the files there are.
func readVectors(path string, t *texts) (vectors, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usage.Wrap(err)
	}
	defer f.Close()
	r := &vectorReader{name: filepath.Base(path), texts: t, at: map[string]uint32{}, out: make(vectors, len(t.words))}
	for i, w := range t.words {
		r.at[w] = uint32(i)
	}
	if err := r.read(f); err != nil {
		return nil, usage.Wrap(err)
	}
	return r.out, nil
}

type vectorReader struct {
	*texts
	name  string
	at    map[string]uint32 // numbers of words
	out   vectors
	line  int
	size  int // of a vector; 0: not known yet
	first int // the line that told it
	rows  int // as the first line states; −1: it does not
	count int
	known int // words of the texts
}

func (r *vectorReader) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.name, r.line, fmt.Sprintf(format, args...))
}

func (r *vectorReader) read(from io.Reader) error {
	lines := bufio.NewScanner(from)
	lines.Buffer(make([]byte, 1<<16), longestLine)
	r.rows = -1
	for lines.Scan() {
		r.line++
		if err := r.row(lines.Text()); err != nil {
			return err
		}
	}
	r.line++
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return r.errorf("a line of more than %d bytes: want a word and its numbers, in word2vec's text format (save binary vectors as text)", longestLine)
	case err != nil:
		return fmt.Errorf("read %s: %w", r.name, err)
	case r.count == 0:
		return fmt.Errorf("%s: no vectors in it: want a line a word, the word and its numbers between spaces", r.name)
	case r.rows >= 0 && r.count != r.rows:
		return fmt.Errorf("%s: %d vectors, where the first line states %d: the file is cut; get it again, or mend its first line", r.name, r.count, r.rows)
	case r.known == 0:
		return fmt.Errorf("%s: none of its %d words stands in the texts in %s: is it of another language?", r.name, r.count, r.lang.Name)
	}
	return nil
}

// row reads a line.
func (r *vectorReader) row(line string) error {
	if !utf8.ValidString(line) {
		return r.errorf("not UTF-8: convert it (iconv -t UTF-8), or save binary vectors as text")
	}
	fields := strings.Fields(line)
	if r.line == 1 && len(fields) == 2 {
		rows, err1 := strconv.Atoi(fields[0])
		size, err2 := strconv.Atoi(fields[1])
		if err1 == nil && err2 == nil && rows >= 0 && size > 0 {
			r.rows, r.size, r.first = rows, size, 1
			return r.sized()
		}
	}
	if len(fields) == 0 {
		return nil
	}
	if r.size == 0 {
		r.size, r.first = len(fields)-1, r.line
		if err := r.sized(); err != nil {
			return err
		}
	}
	n := len(fields) - r.size
	if n < 1 || n > 1 && isNumber(fields[1]) {
		return r.errorf("%d numbers, where line %d has %d: the line is cut, or the file is put together from two", len(fields)-1, r.first, r.size)
	}
	r.count++
	return r.word(compared(r.lang, strings.Join(fields[:n], " ")), fields[n:])
}

func (r *vectorReader) sized() error {
	if r.size < 1 || r.size > mostDimensions {
		return r.errorf("vectors of %d numbers: want 1 to %d behind each word", r.size, mostDimensions)
	}
	return nil
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// word keeps the vector of a word that the texts have.
func (r *vectorReader) word(word string, numbers []string) error {
	w, ok := r.at[word]
	if !ok || w == 0 || r.out[w] != nil {
		return nil
	}
	v := make([]float64, r.size)
	for i, s := range numbers {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return r.errorf("%q is no number: want %d of them behind the word", s, r.size)
		}
		v[i] = x
	}
	r.known++
	r.out[w] = unit(v)
	return nil
}
