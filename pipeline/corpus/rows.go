package corpus

import "io"

// rowReader finds the rows of a .csv without parsing them.
type rowReader struct {
	lines   lineReader
	head    *tableHead
	pending []line // lines that are read again, see next
}

type line struct {
	number int
	data   []byte
	long   bool
}

// next returns the lines of one row. Where a quote is opened and never closed
// only its first line is given up, and the lines after it are read again as rows. A row over
// the limit is skipped to its end.
func (r *rowReader) next() (number int, data []byte, wrong *fault, err error) {
	var row []line
	open, total := false, 0
	for {
		l, err := r.line()
		switch {
		case err == io.EOF && len(row) > 0:
			number, wrong = r.neverClosed(row, total)
			return number, nil, wrong, nil
		case err != nil:
			return 0, nil, nil, err
		}
		open = quoteOpen(l.data, byte(r.head.comma), open)
		if total += len(l.data); l.long || total > r.lines.max {
			l.data, total = nil, r.lines.max+1
		}
		if row = append(row, l); total > r.lines.max {
			row = row[:1]
			row[0].data = nil
		}
		switch {
		case open:
		case total > r.lines.max:
			return row[0].number, nil, r.lines.tooLong(), nil
		default:
			return row[0].number, joinLines(row), nil, nil
		}
	}
}

func (r *rowReader) line() (line, error) {
	if len(r.pending) > 0 {
		l := r.pending[0]
		r.pending = r.pending[1:]
		return l, nil
	}
	data, long, err := r.lines.next()
	return line{r.lines.line, data, long}, err
}

func (r *rowReader) neverClosed(row []line, total int) (int, *fault) {
	first := row[0].number
	if total > r.lines.max {
		return first, faultf(ReasonTooLarge, "the quote opened in line %d is never closed, and more than limits.document (%s) follows", first, Size(r.lines.max))
	}
	r.pending = row[1:]
	return first, faultf(ReasonBadRecord, "the quote opened in line %d is never closed", first)
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

// quoteOpen reports whether a quoted cell is open at the end of a line. Only a
// quote at the beginning of a cell opens one; any other is left for the parser
// to complain about, so that it costs one row and not the rest of the file.
func quoteOpen(line []byte, comma byte, open bool) bool {
	start := !open
	for i := 0; i < len(line); i++ {
		switch b := line[i]; {
		case open && b == '"' && i+1 < len(line) && line[i+1] == '"':
			i++
		case open:
			open = b != '"'
		case b == '"' && start:
			open = true
		default:
			start = b == comma
			continue
		}
		start = false
	}
	return open
}
