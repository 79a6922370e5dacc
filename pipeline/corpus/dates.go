package corpus

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/ncruces/go-strftime"
	"github.com/xuri/excelize/v2"
)

// datesAuto in corpus.dates stands for every form that has one meaning.
const datesAuto = "auto"

// isoDates are the dates that stand in a configuration.
var isoDates = mustCompileDates("%Y", "%Y-%m", "%Y-%m-%d")

// knownDates are the forms most dates have, tried before anything that costs
// more: year first, with a time or without.
var knownDates = mustCompileDates(
	"%Y-%m-%d", "%Y", "%Y-%m", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y/%m", "%Y年%m月", "%Y年",
	"%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M",
	"%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S%:z", "%Y-%m-%d %H:%M",
	"%Y-%m-%dZ", "%Y-%m-%d%:z", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ",
)

// dateFormat is a compiled strptime format.
type dateFormat struct {
	source, layout string
	precision      Precision
}

// strptime takes one digit or two for a day and a month, which Go's parser
// does only for the unpadded forms. Where digits follow digits (%Y%m%d) that
// would be a guess, so there both must be written.
var lenient = strings.NewReplacer("%%", "%%", "%d", "%-d", "%e", "%-d", "%m", "%-m", "%F", "%Y-%-m-%-d", "%D", "%-m/%-d/%y")

func compileDate(format string) (dateFormat, error) {
	loose := format
	if !strings.Contains(format, "%Y%m") && !strings.Contains(format, "%m%d") && !strings.Contains(format, "%d%m") {
		loose = lenient.Replace(format)
	}
	layout, err := strftime.Layout(loose)
	if err != nil {
		return dateFormat{}, fmt.Errorf("date format %q: %w", format, err)
	}
	precision := formatPrecision(format)
	if precision == PrecisionNone {
		return dateFormat{}, fmt.Errorf("date format %q states no year: add %%Y", format)
	}
	return dateFormat{format, layout, precision}, nil
}

func formatPrecision(format string) Precision {
	has := func(directives ...string) bool {
		for _, d := range directives {
			if strings.Contains(format, d) {
				return true
			}
		}
		return false
	}
	whole := has("%F", "%D", "%x", "%c", "%v", "%+")
	switch {
	case !whole && !has("%Y", "%y"):
		return PrecisionNone
	case whole || has("%d", "%-d", "%e", "%j", "%-j"):
		return PrecisionDay
	case has("%m", "%-m", "%b", "%B", "%h"):
		return PrecisionMonth
	}
	return PrecisionYear
}

func compileDates(formats []string) ([]dateFormat, error) {
	out := make([]dateFormat, 0, len(formats))
	for _, f := range formats {
		c, err := compileDate(f)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func mustCompileDates(formats ...string) []dateFormat {
	out, err := compileDates(formats)
	if err != nil {
		panic(err)
	}
	return out
}

// minYear is the first year that a date may be of. The 1st of January of the year 1 is
// what many programs write for no date, and Go's zero time, which is none in a table.
const minYear = 2

// parseDate tries the formats in order. The date is the one written: a time
// zone in it moves nothing.
func parseDate(text string, formats []dateFormat) (Date, bool) {
	for i := range formats {
		f := &formats[i]
		if t, err := time.Parse(f.layout, text); err == nil && t.Year() >= minYear {
			return dateOf(t, f.precision), true
		}
	}
	return Date{}, false
}

func dateOf(t time.Time, p Precision) Date {
	d := Date{Year: t.Year(), Month: 1, Day: 1, Precision: p}
	if p >= PrecisionMonth {
		d.Month = int(t.Month())
	}
	if p >= PrecisionDay {
		d.Day = t.Day()
	}
	return d
}

// dayOf is the date of three numbers, if there is such a day.
func dayOf(year, month, day int) (Date, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < minYear || t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return Date{}, false
	}
	return dateOf(t, PrecisionDay), true
}

// covers says whether d is as fine as another date or coarser, and agrees with it.
func (d Date) covers(finer Date) bool {
	return d.Precision <= finer.Precision && (d.Precision < PrecisionYear || d.Year == finer.Year) &&
		(d.Precision < PrecisionMonth || d.Month == finer.Month) &&
		(d.Precision < PrecisionDay || d.Day == finer.Day)
}

// The serial numbers read as dates: above the years that a cell may hold as a
// plain number, and up to the end of 2199.
const minSerial, maxSerial = 3000, 109574

// parseSerial reads a workbook's date: days since its epoch, as Excel counts
// them (the 29th of February 1900 that never was included). A number below
// 3000 is a year, not a serial number.
func parseSerial(text string, date1904 bool) (Date, bool) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(n) || n < minSerial || n > maxSerial {
		return Date{}, false
	}
	t, err := excelize.ExcelDateToTime(math.Floor(n), date1904)
	if err != nil {
		return Date{}, false
	}
	return dateOf(t, PrecisionDay), true
}
