package corpus

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// dateParser reads the texts of dates: by the configured formats, in their order,
// and where "auto" is among them by every form that has one meaning.
type dateParser struct {
	formats []dateFormat
	auto    bool
	columns bool // the order of 03/05/2019 is for the column to say: no format states it
}

// reading is what a text says of a date.
type reading struct {
	date  Date      // of no precision where none can be read
	other Date      // the other of two readings, day and month changed over
	order dateOrder // of a date in numbers alone: what it shows of the order
	why   string    // what stands against the text, where that is known
}

func newDateParser(formats []string) (*dateParser, error) {
	p := &dateParser{columns: true}
	for _, f := range formats {
		if f == datesAuto {
			p.auto = true
			continue
		}
		c, err := compileDate(f)
		if err != nil {
			return nil, err
		}
		p.formats = append(p.formats, c)
		p.columns = p.columns && !statesOrder(f)
	}
	return p, nil
}

// statesOrder says whether a format has a day and a month as numbers before the year.
func statesOrder(format string) bool {
	year := max(strings.Index(format, "%Y"), strings.Index(format, "%y"))
	day, month := strings.Index(format, "%d"), strings.Index(format, "%m")
	return format == "%D" || day >= 0 && day < year && month >= 0 && month < year
}

// maxDateText is more than any date is long.
const maxDateText = 100

func (p *dateParser) read(text string) reading {
	if d, ok := parseDate(text, p.formats); ok {
		return reading{date: d}
	}
	if !p.auto || len(text) > maxDateText {
		return reading{}
	}
	if d, ok := knownDate(text); ok {
		return reading{date: d}
	}
	if m := reSides.FindStringSubmatch(text); m != nil {
		return p.readSides(m)
	}
	return p.understand(text)
}

// knownDate tries the known forms, which all begin with a year.
func knownDate(text string) (Date, bool) {
	if len(text) < 4 || strings.Trim(text[:4], "0123456789") != "" {
		return Date{}, false
	}
	return parseDate(text, knownDates)
}

// understand reads the forms that people write. Every number of the text has to
// find its place in the date or the time: what is left over (a range of days, a
// number of a page) makes it no date.
func (p *dateParser) understand(text string) reading {
	text = plainDate(text)
	if reNumber.MatchString(text) {
		return readNumber(text)
	}
	if r, ok := readChinese(text); ok {
		return r
	}
	text = reTime.ReplaceAllString(text, " ")
	text = strings.Trim(reWeekday.ReplaceAllString(text, " "), " ,.()")
	if d, ok := knownDate(text); ok {
		return reading{date: d}
	}
	if m := reSides.FindStringSubmatch(text); m != nil {
		return p.readSides(m)
	}
	if m := reMonthYear.FindStringSubmatch(text); m != nil {
		text = m[2] + "-" + m[1]
		d, _ := knownDate(text)
		return reading{date: d}
	}
	return readWords(text)
}

var (
	reLabel = regexp.MustCompile(`^\p{L}[\p{L} ]{0,40}:\s*`)
	reVerb  = regexp.MustCompile(`(?i)^(?:(?:published|posted|issued|released|adopted|delivered|signed|dated?|given|on|the)\s+){1,4}`)
	// A time of day, and the zone after it. It moves no date.
	reTime = regexp.MustCompile(`(?i)(?:^|[\s,T])(?:(?:at|à|в)\s+)?\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s*[ap]\.?m\b\.?)?` +
		`(?:\s*(?:Z\b|(?:UTC|GMT)?[+-]\d{2}:?\d{2}))?(?-i:\s*\(?(?:UTC|GMT|CET|EET|WET|MSK|[A-Z]{1,3}[SD]T)\b\)?)?(?:\s*\(\p{L}[\p{L} ]*\))?`)
	reWeekday = regexp.MustCompile(`(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?`)
	// What programs and people write where there is no date.
	reNoDate    = regexp.MustCompile(`(?i)^(?:nat|nan|null|none|nil|n/?a|unknown|undated|[ns]\.? ?d\.?|[-–—?]+|无|不详|(?:000[01]-0[01]-0[01]|9999-12-31)(?:[ T]\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?)?)$`)
	reMonthYear = regexp.MustCompile(`^(\d{1,2})[/-](\d{4})$`)
	reNumber    = regexp.MustCompile(`^\d+(?:\.\d*)?$`)
	reSides     = regexp.MustCompile(`^(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{2}|\d{4})$`)
)

// plainDate writes a date with the digits and the spaces of ASCII, without the
// label before it (Date: …, Published …).
func plainDate(text string) string {
	text = strings.Map(asciiDigit, norm.NFKC.String(text))
	text = strings.Join(strings.Fields(text), " ")
	text = reLabel.ReplaceAllString(text, "")
	return reVerb.ReplaceAllString(text, "")
}

// asciiDigit writes the digits of Arabic and Persian, which NFKC leaves alone.
func asciiDigit(r rune) rune {
	switch {
	case '٠' <= r && r <= '٩':
		return '0' + r - '٠'
	case '۰' <= r && r <= '۹':
		return '0' + r - '۰'
	}
	return r
}

// Epochs are read from September 2001, where they have ten digits, to 2030: what
// follows would be taken for a day and an hour without anything between them.
const minEpoch, maxEpoch = 1_000_000_000, 1_900_000_000

// readNumber reads a date that is one number: 20190305, with hours, minutes and
// seconds behind it or not; the seconds since 1970, or their thousandths and less;
// and the year 2020.0, which other programs make of a column with gaps. Any other
// number with a fraction is no date: 2020.1 may be January, October or February.
func readNumber(text string) reading {
	digits, fraction, _ := strings.Cut(text, ".")
	whole := strings.Trim(fraction, "0") == ""
	switch n := len(digits); {
	case n == 10 || n == 13 || n == 16 || n == 19:
		seconds, err := strconv.ParseInt(digits[:10], 10, 64)
		if err == nil && seconds >= minEpoch && seconds < maxEpoch {
			return reading{date: dateOf(time.Unix(seconds, 0).UTC(), PrecisionDay)}
		}
	case !whole:
		return reading{why: "a number with a fraction is no date: where it is year and month, keep the column as text and say " +
			`corpus.dates: ["%Y.%m"]`}
	case n == 4, n == 8, n == 12, n == 14:
		t, err := time.Parse("20060102150405"[:n], digits)
		precision := PrecisionDay
		if n == 4 {
			precision = PrecisionYear
		}
		if err == nil && t.Year() >= minYear {
			return reading{date: dateOf(t, precision)}
		}
	}
	return reading{}
}

// readSides reads day, month and year as numbers, of which the first two can
// stand in either order.
func (p *dateParser) readSides(m []string) reading {
	first, _ := strconv.Atoi(m[1])
	second, _ := strconv.Atoi(m[2])
	year, _ := strconv.Atoi(m[3])
	switch {
	case !p.columns:
		return reading{}
	case len(m[3]) == 2:
		return reading{why: `a year of two digits: say corpus.dates: ["%d/%m/%y"] or what else it is`}
	}
	dayFirst, isDay := dayOf(year, second, first)
	monthFirst, isMonth := dayOf(year, first, second)
	switch {
	case isDay && isMonth && dayFirst != monthFirst:
		return reading{date: dayFirst, other: monthFirst}
	case isDay && !isMonth:
		return reading{date: dayFirst, order: orderDayFirst}
	case isMonth && !isDay:
		return reading{date: monthFirst, order: orderMonthFirst}
	}
	return reading{date: dayFirst} // 05/05/2019, or no day at all
}

func (r reading) ambiguous() bool { return r.other.Precision != PrecisionNone }

// said is what is wrong with a text that is no date, and what would help.
func (p *dateParser) said(text string, r reading) string {
	switch {
	case r.why != "":
		return fmt.Sprintf("%.40q: %s", text, r.why)
	case !p.auto:
		var formats []string
		for _, f := range p.formats {
			formats = append(formats, f.source)
		}
		return fmt.Sprintf("%.40q fits no format of corpus.dates (%s); corpus.date_from takes a date out of other text", text, strings.Join(formats, ", "))
	}
	return fmt.Sprintf(`%.40q is no date with one meaning: list its format in corpus.dates, such as "%%d/%%m/%%Y", or take the date out of it with corpus.date_from`, text)
}
