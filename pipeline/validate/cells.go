package validate

import (
	"math"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

const misspelt = -2

// truth reads a label: 1, 0, or the words that spreadsheets and people write for them.
func truth(text string) int {
	text = strings.ToLower(strings.TrimSpace(text))
	switch text {
	case "", "0", "no", "n", "false", "f", "nein", "non", "falsch", "faux", "нет", "否", "لا":
		return 0
	case "1", "yes", "y", "true", "t", "x", "ja", "oui", "sí", "si", "wahr", "vrai", "да", "是", "نعم":
		return 1
	case "?", "-1":
		return Unsure
	}
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64) // 1.0, or 1,0
	switch {
	case err == nil && v == 0:
		return 0
	case err == nil && v == 1:
		return 1
	}
	return misspelt
}

// sameText says whether a text on a returned sheet is that of the key, but for white
// space, quotation marks that a program made typographic, and characters an encoding had
// no room for, which are lost.
func sameText(got, want string) (same, lost bool) {
	a, b := []rune(essence(got)), []rune(essence(want))
	if len(a) != len(b) {
		return false, false
	}
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if a[i] != '?' && a[i] != '\ufffd' || b[i] < 0x80 {
			return false, false
		}
		lost = true
	}
	return true, lost
}

var marks = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "…", "...")

func essence(text string) string {
	text = strings.TrimPrefix(strings.TrimSpace(text), "'")
	return strings.Join(strings.Fields(marks.Replace(norm.NFC.String(text))), " ")
}

func shorten(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// dateOrder is the order of day and month in the dates of a file.
type dateOrder int

const (
	orderUnknown dateOrder = iota
	dayFirst
	monthFirst
)

// order finds out the order from the dates that can have one only.
func (r *reading) order(f *codedFile) dateOrder {
	switch {
	case r.o.DayFirst:
		return dayFirst
	case r.o.MonthFirst:
		return monthFirst
	}
	for i := range f.entries {
		n := numbersOf(f.entries[i].date)
		switch {
		case len(n) != 3 || n[0] > 31 || n[2] < 0:
		case n[0] > 12:
			return dayFirst
		case n[1] > 12:
			return monthFirst
		}
	}
	return orderUnknown
}

// numbersOf are the numbers of a date of three: 3/4/2026, 30.11.26, 2026-11-30.
func numbersOf(date string) (out []int) {
	date, _, _ = strings.Cut(strings.TrimSpace(date), " ")
	date, _, _ = strings.Cut(date, "T")
	for _, part := range strings.FieldsFunc(date, func(r rune) bool { return strings.ContainsRune("./-年月日", r) }) {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// parse reads a date as Excel and people write it; what says what is wrong with it.
func (o dateOrder) parse(text string) (day time.Time, what string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return day, ""
	}
	// The number of days since 1900, as Excel has it.
	if v, err := strconv.ParseFloat(text, 64); err == nil && v > 36526 && v < 73051 {
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(math.Floor(v))), ""
	}
	n := numbersOf(text)
	if len(n) != 3 {
		return day, "date " + strconv.Quote(text) + " can't be read"
	}
	year, month, d := n[0], n[1], n[2]
	if year <= 31 {
		year, month, d = n[2], n[1], n[0]
		switch {
		case o == monthFirst:
			month, d = d, month
		case o == orderUnknown && month != d && month <= 12 && d <= 12 && !strings.Contains(text, "."):
			return day, "date " + strconv.Quote(text) + " may be two days (--dates dmy or mdy says which)"
		}
	}
	if year < 100 {
		year += 2000
	}
	day = time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if day.Day() != d || int(day.Month()) != month || year < 2000 || year > 2100 {
		return time.Time{}, "date " + strconv.Quote(text) + " is no day"
	}
	return day, ""
}
