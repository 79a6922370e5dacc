package corpus

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// sheetReader reads the rows of one sheet from its XML, as they come. Unlike a
// library that hands over rows and ends where the XML does, it says where it stopped and why.
type sheetReader struct {
	book  *book
	part  io.ReadCloser
	xml   *xmlReader
	row   int
	ended bool
}

// maxColumns is how many columns a sheet can have.
const maxColumns = 16384

func (b *book) open(s bookSheet) (*sheetReader, error) {
	part, err := b.part(s.part)
	if err != nil {
		return nil, err
	}
	return &sheetReader{book: b, part: part, xml: newXML(part)}, nil
}

// xmlReader reads XML in bounded memory: a decoder remembers every element that is open.
type xmlReader struct {
	*xml.Decoder
	depth int
}

func (x *xmlReader) Token() (xml.Token, error) {
	t, err := x.Decoder.Token()
	switch t.(type) {
	case xml.StartElement:
		x.depth++
	case xml.EndElement:
		x.depth--
	}
	if x.depth > maxDepth {
		return nil, fmt.Errorf("elements inside each other deeper than %d", maxDepth)
	}
	return t, err
}

// element reads the element that begins with start.
func (x *xmlReader) element(into any, start *xml.StartElement) error {
	x.depth--
	return x.DecodeElement(into, start)
}

// newXML knows the encodings that texts may have.
func newXML(r io.Reader) *xmlReader {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		enc, err := charset(strings.ToLower(label))
		if err != nil {
			return nil, err
		}
		return enc.NewDecoder().Reader(input), nil
	}
	return &xmlReader{Decoder: d}
}

// next returns the next row with a cell in it, and its number. What is wrong with
// one row comes without cells; an error ends the sheet.
func (s *sheetReader) next() (row int, cells []string, wrong *fault, err error) {
	for !s.ended {
		t, err := s.xml.Token()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return s.row, nil, nil, s.broken(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "row" {
				continue
			}
			s.number(t)
			if cells, wrong, err = s.cells(); err != nil {
				return s.row, nil, nil, s.broken(err)
			}
			if wrong != nil || strings.TrimSpace(strings.Join(cells, "")) != "" {
				return s.row, cells, wrong, nil
			}
		case xml.EndElement:
			s.ended = t.Name.Local == "sheetData"
		}
	}
	if _, err := io.Copy(io.Discard, s.part); err != nil { // its checksum comes last
		return s.row, nil, nil, s.broken(err)
	}
	return s.row, nil, nil, io.EOF
}

func (s *sheetReader) broken(err error) error {
	if known, ok := err.(*fault); ok { // of the guard
		return lostf(known.reason, "row %d: %s; the rows after it are not read", max(s.row, 1), known.detail)
	}
	return lostf(ReasonBadRecord, "row %d: %v; the rows after it are not read", max(s.row, 1), err)
}

func (s *sheetReader) number(row xml.StartElement) {
	s.row++
	for _, a := range row.Attr {
		if n, err := strconv.Atoi(a.Value); a.Name.Local == "r" && err == nil {
			s.row = n
		}
	}
}

// cells reads to the end of a row.
func (s *sheetReader) cells() (cells []string, wrong *fault, err error) {
	for size := 0; ; {
		t, err := s.xml.Token()
		if err != nil {
			return nil, nil, err
		}
		switch t := t.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return cells, wrong, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			var c xmlCell
			if err := s.xml.element(&c, &t); err != nil {
				return nil, nil, err
			}
			if wrong == nil {
				cells, wrong = s.cell(&c, cells, &size)
			}
		}
	}
}

// cell puts a cell into its row, of which size bytes are there.
func (s *sheetReader) cell(c *xmlCell, cells []string, size *int) ([]string, *fault) {
	text, wrong := s.book.text(c)
	at := c.column(len(cells))
	limit := s.book.limits.Document
	switch *size += len(text); {
	case wrong != nil:
		return nil, wrong
	case at >= maxColumns:
		return nil, faultf(ReasonBadRecord, "cell %s lies beyond the columns of a sheet", c.Ref)
	case *size > int(limit):
		return nil, faultf(ReasonTooLarge, "longer than limits.document (%s)", limit)
	case text == "":
		return cells, nil
	}
	return place(cells, at, text), nil
}

func place(cells []string, at int, text string) []string {
	for len(cells) <= at {
		cells = append(cells, "")
	}
	cells[at] = text
	return cells
}

// xmlCell is a cell as it is stored.
type xmlCell struct {
	Ref    string  `xml:"r,attr"`
	Style  int     `xml:"s,attr"`
	Type   string  `xml:"t,attr"`
	Value  string  `xml:"v"`
	Inline xmlText `xml:"is"`
}

// xmlText is a text, in one piece or in runs of one style; readings in
// another script (rPh) are no part of it.
type xmlText struct {
	Text []string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t *xmlText) String() string {
	all := strings.Join(t.Text, "")
	for _, r := range t.Runs {
		all += r.Text
	}
	return escapes.ReplaceAllStringFunc(all, unescape)
}

// Characters that XML can't hold are written _x000D_ in workbooks.
var escapes = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescape(s string) string {
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	if err != nil || n >= 0xD800 && n < 0xE000 {
		return s
	}
	return string(rune(n))
}

// column is where the cell stands, from 0; without a reference it is the next.
func (c *xmlCell) column(next int) int {
	at := 0
	for _, b := range []byte(c.Ref) {
		if b |= 0x20; b < 'a' || b > 'z' || at > maxColumns {
			break
		}
		at = 26*at + int(b-'a') + 1
	}
	if at == 0 {
		return next
	}
	return at - 1
}

// text is what a cell says. A number in a style of dates is a date.
func (b *book) text(c *xmlCell) (string, *fault) {
	switch c.Type {
	case "s":
		if c.Value == "" {
			return "", nil
		}
		i, err := strconv.Atoi(strings.TrimSpace(c.Value))
		if err != nil || i < 0 || i >= len(b.strings) {
			return "", faultf(ReasonBadRecord, "cell %s has text %.20q of %d; %s", c.Ref, c.Value, len(b.strings), b.stringsEnd)
		}
		return b.strings[i], nil
	case "inlineStr":
		return c.Inline.String(), nil
	case "str", "b", "e", "d":
		return escapes.ReplaceAllStringFunc(c.Value, unescape), nil
	}
	if b.dateStyles[c.Style] {
		return dateCell(c.Value, b.date1904), nil
	}
	return c.Value, nil
}

// part opens a part of the workbook; what it unpacks to is bounded.
func (b *book) part(name string) (io.ReadCloser, error) {
	for _, m := range b.zip.File {
		if !strings.EqualFold(strings.ReplaceAll(m.Name, `\`, "/"), name) {
			continue
		}
		r, err := m.Open()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		g := newGuard(r, func() int64 { return int64(m.CompressedSize64) }, b.limits)
		g.limits.Unpacked = unzippedPerMember * b.limits.Member
		b.guard = g
		return readCloser{g, r}, nil
	}
	return nil, fmt.Errorf("it has no %s", name)
}
