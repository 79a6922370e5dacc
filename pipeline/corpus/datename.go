package corpus

import (
	"fmt"
	"strings"
	"time"
)

// nameDate is the day that the name of a file states in the order year, month,
// day: 2019-03-05, 2019_03_05, 20190305, 2019年3月5日. Of two different days in a
// name none is taken.
func nameDate(path string) (found Date) {
	name := trimExt(baseName(path))
	runs := reNumbers.FindAllStringIndex(name, -1)
	for i := range runs {
		d, ok := dayInName(name, runs[i:])
		switch {
		case ok && found.Precision != PrecisionNone && d != found:
			return Date{}
		case ok:
			found = d
		}
	}
	return found
}

// dayInName reads a day that begins with the first of the runs of digits in a name.
func dayInName(name string, runs [][]int) (Date, bool) {
	part := func(i int) string { return name[runs[i][0]:runs[i][1]] }
	text := part(0)
	switch {
	case len(text) == 14:
		text = text[:8]
	case len(text) == 4 && len(runs) > 2:
		first, second := name[runs[0][1]:runs[1][0]], name[runs[1][1]:runs[2][0]]
		same := first == second && (first == "-" || first == "_" || first == ".") && len(part(1)) == 2 && len(part(2)) == 2
		signed := first == "年" && second == "月" && strings.HasPrefix(name[runs[2][1]:], "日") && len(part(1)) < 3 && len(part(2)) < 3
		if same || signed {
			text = fmt.Sprintf("%s%2s%2s", text, part(1), part(2))
		}
	}
	t, err := time.Parse("20060102", strings.ReplaceAll(text, " ", "0"))
	if err != nil || len(text) != 8 || t.Year() < 1500 || t.Year() > 2199 {
		return Date{}, false
	}
	return dateOf(t, PrecisionDay), true
}
