package corpus

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/ar_SY"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/ru"
	"golang.org/x/text/unicode/norm"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
)

// calendarLocales name months and days of the week in the languages of documents.
// Chinese dates have numbers, see readChinese. ar_SY is the Arabic of the Levant,
// whose months (أيلول) the documents of the United Nations write beside the others.
func calendarLocales() map[string][]locales.Translator {
	return map[string][]locales.Translator{
		"en": {en.New()}, "fr": {fr.New()}, "es": {es.New()}, "ru": {ru.New()}, "ar": {ar.New(), ar_SY.New()},
	}
}

// dateWords are the words that stand in dates.
type dateWords struct {
	months map[string]int
	idle   map[string]bool   // words that change nothing: days of the week, of, the
	joined *strings.Replacer // months of two words, made one
}

// calendar is made when the first date asks for it.
var calendar = sync.OnceValue(func() *dateWords {
	w := &dateWords{months: map[string]int{"sept": 9, "setiembre": 9}, idle: map[string]bool{}}
	for _, word := range strings.Fields("of on the de del el le du en la في من год года г adopted dated given issued posted published released signed") {
		w.idle[dateWord(word)] = true
	}
	var pairs []string
	all := calendarLocales()
	for _, code := range slices.Sorted(maps.Keys(all)) {
		for _, l := range all[code] {
			pairs = append(pairs, w.add(l)...)
		}
	}
	w.joined = strings.NewReplacer(pairs...)
	return w
})

// add takes the words of a locale, and returns its months of two words with the
// words they are made.
func (w *dateWords) add(l locales.Translator) (pairs []string) {
	for _, list := range [][]string{l.MonthsWide(), l.MonthsAbbreviated()} {
		for i, name := range list {
			if whole := strings.ReplaceAll(name, " ", ""); whole != name {
				pairs, name = append(pairs, name, whole), whole
			}
			w.months[dateWord(name)] = i + 1
			if nominative, ok := russianNominative(name); ok {
				w.months[dateWord(nominative)] = i + 1
			}
		}
	}
	for _, list := range [][]string{l.WeekdaysWide(), l.WeekdaysAbbreviated()} {
		for _, name := range list {
			w.idle[dateWord(name)] = true
		}
	}
	for _, day := range []string{"tues", "thur", "thurs"} {
		w.idle[day] = true
	}
	return pairs
}

// russianNominative is the month as it stands without a day (сентябрь 2024), which
// the tables give as it stands after one (27 сентября 2024).
func russianNominative(month string) (string, bool) {
	switch {
	case strings.HasSuffix(month, "та"):
		return strings.TrimSuffix(month, "а"), true
	case month == "мая":
		return "май", true
	case strings.HasSuffix(month, "ря") || strings.HasSuffix(month, "ля") || strings.HasSuffix(month, "ня"):
		return strings.TrimSuffix(month, "я") + "ь", true
	}
	return "", false
}

// dateWord is a word without what writers leave out: capitals, accents, the dot
// of an abbreviation.
func dateWord(s string) string {
	if ascii.Len(s) == len(s) {
		return strings.Trim(strings.ToLower(s), ".")
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	return strings.Trim(plain, ".")
}

var (
	reNumbers   = regexp.MustCompile(`\d+`)
	reShortYear = regexp.MustCompile(`^(?:\d{1,2}[ ./-]\p{L}+|\p{L}+\.? \d{1,2})[ ,./-]+\d{2}$`)
	// A month against its numbers, as in 27SEP2024.
	reGluedBefore = regexp.MustCompile(`(\d)(\p{L}{3})`)
	reGluedBehind = regexp.MustCompile(`(\p{L}{3})(\d)`)
	// The ending of 1st, 27th, 1er.
	reOrdinal = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|er|º|ª|o)$`)
)

const dateSeparators = " ,.-/،()"

// readWords reads a month as a word, a year, and a day where there is one, in any
// order that people write, beside words that change nothing.
func readWords(text string) reading {
	year, month, day := 0, 0, 0
	words := calendar()
	spaced := reGluedBefore.ReplaceAllString(words.joined.Replace(text), "$1 $2")
	spaced = reGluedBehind.ReplaceAllString(spaced, "$1 $2")
	for part := range strings.FieldsFuncSeq(spaced, func(r rune) bool { return strings.ContainsRune(dateSeparators, r) }) {
		part = dateWord(part)
		if m := reOrdinal.FindStringSubmatch(part); m != nil {
			part = m[1]
		}
		n, err := strconv.Atoi(part)
		known := words.months[part]
		switch {
		case known > 0 && (month == 0 || month == known):
			month = known
		case err == nil && len(part) == 4 && year == 0 && n > 0:
			year = n
		case err == nil && len(part) < 3 && n > 0 && day == 0:
			day = n
		case !words.idle[part]:
			return unreadWords(text)
		}
	}
	switch {
	case year == 0 || month == 0:
		return unreadWords(text)
	case day == 0:
		return reading{date: Date{Year: year, Month: month, Day: 1, Precision: PrecisionMonth}}
	}
	d, _ := dayOf(year, month, day)
	return reading{date: d}
}

func unreadWords(text string) reading {
	if reShortYear.MatchString(text) {
		return reading{why: `a year of two digits: say corpus.dates: ["%d %b %y"] or what else it is`}
	}
	return reading{}
}
