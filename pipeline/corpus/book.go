package corpus

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/zip"
	"github.com/xuri/excelize/v2"
	"github.com/xuri/nfp"
)

// book is an open workbook: its sheets, and what their cells refer to.
type book struct {
	zip        *zip.Reader
	limits     Limits
	guard      *guard // of the part opened last
	sheets     []bookSheet
	strings    []string
	stringsEnd string       // why there are no more of them
	dateStyles map[int]bool // the styles of cells that show a date
	date1904   bool
}

type bookSheet struct{ name, part string }

// unzippedPerMember bounds what one part of a workbook unpacks to.
const unzippedPerMember = 4

type xmlRelations struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

type xmlWorkbook struct {
	Props struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name string `xml:"name,attr"`
		ID   string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
}

type xmlStyles struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

func openBook(data []byte, limits Limits) (b *book, err error) {
	defer recovered(&err)
	defer func() {
		if err != nil && bytes.HasPrefix(data, []byte("PK")) { // a workbook that is damaged, with all its rows
			err = restLost{err}
		}
	}()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, faultf(ReasonUnreadable, "no workbook that can be read: %v", err)
	}
	b = &book{zip: z, limits: limits, stringsEnd: "the workbook has no more"}
	if err := b.load(); err != nil {
		return nil, faultf(ReasonUnreadable, "no workbook that can be read: %v", err)
	}
	return b, nil
}

// load reads everything but the sheets.
func (b *book) load() error {
	main, err := b.mainPart()
	if err != nil {
		return err
	}
	var w xmlWorkbook
	if err := b.decode(main, &w); err != nil {
		return err
	}
	b.date1904 = w.Props.Date1904 == "1" || strings.EqualFold(w.Props.Date1904, "true")
	var relations xmlRelations
	if err := b.decode(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), &relations); err != nil {
		return err
	}
	parts := map[string]string{}
	for _, r := range relations.List {
		part := resolvePart(main, r.Target)
		switch path.Base(r.Type) {
		case "worksheet":
			parts[r.ID] = part
		case "sharedStrings":
			b.loadStrings(part)
		case "styles":
			err = b.loadStyles(part)
		}
		if err != nil {
			return err
		}
	}
	for _, s := range w.Sheets {
		if part := parts[s.ID]; part != "" { // else a sheet of charts or macros
			b.sheets = append(b.sheets, bookSheet{s.Name, part})
		}
	}
	if len(b.sheets) == 0 {
		return errors.New("it has no sheet of cells")
	}
	return nil
}

func (b *book) mainPart() (string, error) {
	var relations xmlRelations
	if err := b.decode("_rels/.rels", &relations); err != nil {
		return "", err
	}
	for _, r := range relations.List {
		if path.Base(r.Type) == "officeDocument" {
			return resolvePart("", r.Target), nil
		}
	}
	return "", errors.New("it names no main part")
}

// resolvePart leads from one part to another.
func resolvePart(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if rooted, ok := strings.CutPrefix(target, "/"); ok {
		return rooted
	}
	return path.Join(path.Dir(from), target)
}

func (b *book) decode(part string, into any) error {
	r, err := b.part(part)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := newXML(r).Decode(into); err != nil {
		return fmt.Errorf("%s: %w", part, err)
	}
	return nil
}

// loadStrings reads the texts that cells share, up to where they are damaged:
// a row that needs one beyond is rejected.
func (b *book) loadStrings(part string) {
	r, err := b.part(part)
	if err != nil {
		b.stringsEnd = err.Error()
		return
	}
	defer r.Close()
	d := newXML(r)
	for {
		t, err := d.Token()
		if err == io.EOF {
			return
		}
		start, ok := t.(xml.StartElement)
		if err == nil && ok && start.Name.Local == "si" {
			var text xmlText
			if err = d.element(&text, &start); err == nil {
				b.strings = append(b.strings, text.String())
			}
		}
		if err != nil {
			b.stringsEnd = fmt.Sprintf("%s is damaged there: %v", part, err)
			return
		}
	}
}

// loadStyles finds the styles of dates: numbers of Excel's own formats, and
// formats with a day, a month or a year in them.
func (b *book) loadStyles(part string) error {
	var styles xmlStyles
	if err := b.decode(part, &styles); err != nil {
		return err
	}
	dates := map[int]bool{}
	for _, f := range styles.Formats {
		dates[f.ID] = isDateFormat(f.Code)
	}
	b.dateStyles = map[int]bool{}
	for i, c := range styles.Cells {
		custom, known := dates[c.Format]
		b.dateStyles[i] = custom || !known && isDateNumber(c.Format)
	}
	return nil
}

// isDateNumber knows the formats that need no code (ECMA-376 part 1, 18.8.30), those of
// Chinese, Japanese and Korean programs among them; formats of a time alone are left out.
func isDateNumber(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id >= 57 && id <= 58
}

func isDateFormat(code string) bool {
	parser := nfp.NumberFormatParser()
	for _, section := range parser.Parse(code) {
		for _, token := range section.Items {
			value := strings.ToLower(token.TValue)
			if token.TType == nfp.TokenTypeDateTimes && (strings.ContainsAny(value, "yde") || strings.HasPrefix(value, "mmm")) {
				return true
			}
		}
	}
	return false
}

// dateCell writes a day, and a time where there is one, as ISO 8601 does; a
// number that is no day stays what it is.
func dateCell(value string, date1904 bool) string {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(n) || n < 1 || n > maxSerial {
		return value
	}
	t, err := excelize.ExcelDateToTime(n, date1904)
	if err != nil {
		return value
	}
	if n == math.Floor(n) {
		return t.Format(time.DateOnly)
	}
	return t.Format(cellTime)
}

const cellTime = "2006-01-02T15:04:05"

// parseCell reads what dateCell writes, whatever formats texts have.
func parseCell(text string) (Date, bool) {
	for _, layout := range []string{time.DateOnly, cellTime} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= minYear {
			return dateOf(t, PrecisionDay), true
		}
	}
	return Date{}, false
}
