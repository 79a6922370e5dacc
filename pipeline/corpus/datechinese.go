package corpus

import (
	"regexp"
	"strconv"
	"strings"
)

// A Chinese date: year, month and day with their signs, then at most the day of
// the week and a time.
var reChinese = regexp.MustCompile(`^(\d{4}) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号號])?)?` +
	` ?(?:\(?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]\)?)? ?(?:凌晨|早上|上午|中午|下午|晚上)?` +
	` ?(?:\d{1,2} ?[:时時点點] ?(?:\d{1,2} ?分?)?(?::?\d{1,2} ?秒?)?)?$`)

// reRepublic is the year of a calendar that counts from 1912, as Taiwan does.
var reRepublic = regexp.MustCompile(`^(?:中[華华])?民[國国] ?(元|\d{1,3}) ?年`)

const yearBeforeRepublic = 1911

// reHanNumber is a number in Chinese characters before the sign of its part of a date.
var reHanNumber = regexp.MustCompile(`([〇○零一二三四五六七八九十廿卅]+) ?([年月日号號])`)

// readChinese reads a Chinese date; ok says that it is one, or wants to be.
func readChinese(text string) (r reading, ok bool) {
	if !strings.Contains(text, "年") {
		return reading{}, false
	}
	text = reHanNumber.ReplaceAllStringFunc(text, func(s string) string {
		m := reHanNumber.FindStringSubmatch(s)
		return hanNumber(m[1]) + m[2]
	})
	if m := reRepublic.FindStringSubmatch(text); m != nil {
		year, err := strconv.Atoi(m[1])
		if err != nil {
			year = 1 // 元年
		}
		text = strconv.Itoa(yearBeforeRepublic+year) + "年" + text[len(m[0]):]
	}
	m := reChinese.FindStringSubmatch(text)
	if m == nil {
		return reading{}, true
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	precision := PrecisionDay
	if m[3] == "" {
		day, precision = 1, PrecisionMonth
	}
	if m[2] == "" {
		month, precision = 1, PrecisionYear
	}
	d, ok := dayOf(year, month, day)
	if ok {
		d.Precision = precision
	}
	return reading{date: d}, true
}

// hanNumber writes 二〇二四 as 2024 and 二十七 or 廿七 as 27: a year digit by digit,
// a day by its tens.
func hanNumber(s string) string {
	s = strings.NewReplacer("廿", "二十", "卅", "三十").Replace(s)
	digits := []rune(hanDigits.Replace(s))
	ten := strings.IndexRune(string(digits), '十')
	if ten < 0 {
		return string(digits)
	}
	if ten > 1 || len(digits) > ten+2 {
		return s // 二百一十 and the like are no day
	}
	tens, ones := "1", "0"
	if ten == 1 {
		tens = string(digits[0])
	}
	if len(digits) == ten+2 {
		ones = string(digits[ten+1])
	}
	return tens + ones
}

var hanDigits = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5",
	"六", "6", "七", "7", "八", "8", "九", "9")
