package corpus

import (
	"bytes"
	"io"
)

// rowReader finds the rows of a .csv without parsing them.
type rowReader struct {
	limits Limits
	lines  lineReader
	head   *tableHead
	ahead  []line // lines that were read already, the next row's first
}

type line struct {
	number int
	data   []byte
	long   bool
}

// next returns the lines of one row. A quote that opens a cell and is never
// closed costs its line only: the lines after it are read again as rows. So
// does one that what follows shows to be no opening quote, see quotes. A row over the limit is
// skipped to its end.
func (r *rowReader) next() (number int, data []byte, wrong *fault, err error) {
	q := quotes{comma: byte(r.head.comma)}
	for n, total := 0, 0; ; n++ {
		l, err := r.line(n)
		switch {
		case err == io.EOF && n > 0:
			cut := !bytes.HasSuffix(r.ahead[n-1].data, []byte("\n"))
			number, data, wrong = r.giveUp("is never closed")
			if wrong != nil {
				wrong.lost = cut
			}
			return number, data, wrong, nil
		case err != nil:
			return 0, nil, nil, err
		}
		stray := q.line(l.data)
		if total += len(l.data); l.long || total > r.lines.max {
			number, wrong, err = r.skip(&q, n, total)
			return number, nil, wrong, err
		}
		switch {
		case stray:
			number, data, wrong = r.giveUp("is closed in the middle of a cell in line %d", l.number)
			return number, data, wrong, nil
		case !q.open:
			number, data = r.ahead[0].number, joinLines(r.ahead[:n+1])
			r.drop(n + 1)
			return number, data, nil, nil
		}
	}
}

// line returns the nth line from the beginning of the row under way.
func (r *rowReader) line(n int) (line, error) {
	if n < len(r.ahead) {
		return r.ahead[n], nil
	}
	data, long, err := r.lines.next()
	if err != nil {
		return line{}, err
	}
	l := line{r.lines.line, data, long}
	r.ahead = append(r.ahead, l)
	return l, nil
}

// drop lets go of the first lines. Where none is left, as behind most rows, their place
// is taken again.
func (r *rowReader) drop(n int) {
	if n == len(r.ahead) {
		clear(r.ahead)
		r.ahead = r.ahead[:0]
		return
	}
	r.ahead = r.ahead[n:]
}

// giveUp takes the first line for itself. In a file of tabs, where most programs quote
// nothing, its quotes may be mere characters; see parseRow.
func (r *rowReader) giveUp(why string, args ...any) (number int, data []byte, wrong *fault) {
	first := r.ahead[0]
	r.drop(1)
	if r.head.comma == '\t' {
		return first.number, first.data, nil
	}
	args = append([]any{first.number}, args...)
	return first.number, nil, faultf(ReasonBadRecord, "the quote opened in line %d "+why, args...)
}

// skip passes over a row that is longer than the limit, whose lines up to the
// nth are read, without keeping it. Where the quote that holds it together
// turns out to open nothing, the row after it begins.
func (r *rowReader) skip(q *quotes, n, total int) (number int, wrong *fault, err error) {
	first := r.ahead[0].number
	r.drop(n + 1)
	for q.open {
		l, err := r.line(0)
		if err == io.EOF {
			return first, lostf(ReasonTooLarge, "the quote opened in line %d is never closed, and %d bytes follow, more than limits.document (%s)", first, total, Size(r.lines.max)), nil
		} else if err != nil {
			return first, nil, err
		}
		if q.line(l.data) {
			return first, faultf(ReasonTooLarge, "the quote opened in line %d opens no cell: passed over %d bytes, more than limits.document (%s)", first, total, Size(r.lines.max)), nil
		}
		total += len(l.data)
		r.drop(1)
	}
	return first, r.lines.tooLong(), nil
}

func joinLines(row []line) []byte {
	if len(row) == 1 {
		return row[0].data
	}
	var data []byte
	for _, l := range row {
		data = append(data, l.data...)
	}
	return data
}

// quotes follows the quotes of a row over its lines. Only a quote at the
// beginning of a cell opens one; any other is a character, or, after the closing quote,
// makes a character of that. The closing quote of a cell that goes over
// several lines stands at its end: one in its middle shows that the cell was
// opened by a stray quote.
type quotes struct {
	comma byte
	open  bool // at the end of the lines so far

	keep   bool
	commas []int // between the cells of a line, if they are to be kept
}

// line follows one line, and reports whether it shows that the open cell is none.
func (q *quotes) line(data []byte) (stray bool) {
	older, start := q.open, !q.open
	for i := 0; i < len(data); i++ {
		mark := q.comma // to the next one nothing counts
		if q.open {
			mark = '"'
		} else if start && data[i] == '"' {
			q.open, start = true, false
			continue
		}
		n := bytes.IndexByte(data[i:], mark)
		if n < 0 {
			return false
		}
		i += n
		switch {
		case q.open && i+1 < len(data) && data[i+1] == '"':
			i++
		case q.open:
			if older && !cellEnds(data[i+1:], q.comma) {
				return true
			}
			q.open, older = false, false
		default:
			if start = true; q.keep {
				q.commas = append(q.commas, i)
			}
		}
	}
	return false
}

func cellEnds(rest []byte, comma byte) bool {
	return len(rest) == 0 || rest[0] == comma || rest[0] == '\n' || bytes.HasPrefix(rest, []byte("\r\n"))
}
