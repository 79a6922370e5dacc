package lang

import (
	"strings"
	"unicode/utf8"
)

// StandardArabic is compared without vowel signs, tatweel and the hamza of an
// alef, and with or without the particles that are written together with a word.
var StandardArabic = define(Language{
	Code: "ar", Name: "Arabic", Aliases: []string{"العربية", "عربي"}, Script: Arabic,
	Evidence: Evidence{Found: 5, Stated: 5},
	Ignored:  isArabicMark,
	Compared: func(word string) string {
		if strings.ContainsFunc(word, isArabicMark) { // out of compatibility characters
			word = strings.Map(func(r rune) rune {
				if isArabicMark(r) {
					return -1
				}
				return r
			}, word)
		}
		return arabicLetters.Replace(word)
	},
	Particles: proclitics,
	Closed:    wordSet(closedArabic),
	Sentences: Sentences{Standard: true},
	// A letter without case can't be told from the next sentence's first, so only
	// what stands before a name or a number is listed.
	Abbreviations: abbreviations("د أ أ.د م ش ص.ب", "ص ف ج ق.م ص.ص", ""),
	Encoding:      "Windows-1256",
})

// isArabicMark reports tatweel, vowel signs and the marks of recitation.
func isArabicMark(r rune) bool {
	return r == '\u0640' || r >= '\u064b' && r <= '\u065f' || r == '\u0670' || r >= '\u06d6' && r <= '\u06ed' && r != '\u06dd' && r != '\u06de' && r != '\u06e9'
}

// arabicLetters are the forms of alef, and the letters of Persian keyboards.
// Both sides of each pair are written for each other in official texts. Text out
// of a PDF often has the ligature of lam and alef the wrong way round: two alefs
// in a row are no spelling of any word, so there it is known (األمن is الأمن).
var arabicLetters = strings.NewReplacer("األ", "الا", "اإل", "الا", "اآل", "الا", "اال", "الا", "أ", "ا", "إ", "ا", "آ", "ا", "ٱ", "ا", "ى", "ي", "ی", "ي", "ک", "ك")

// leastStem is how many letters a proclitic leaves.
const leastStem = 2

// proclitics returns a word without the particles before it: و or ف (and, so),
// then ب, ل or ك (in, for, as), then ال (the); للـ is ل and ال. Each is cut where
// enough letters stay, whether it is one or not: وحدة (unity) is also حدة.
func proclitics(word string) (without []string) {
	add := func(stem string) bool {
		if utf8.RuneCountInString(stem) < leastStem {
			return false
		}
		without = append(without, stem)
		return true
	}
	prefixed := []string{word}
	if stem, ok := cutOneOf(word, "و", "ف"); ok && add(stem) {
		prefixed = append(prefixed, stem)
	}
	for _, w := range prefixed {
		if stem, ok := strings.CutPrefix(w, "لل"); ok && add("ال"+stem) {
			add(stem)
		}
		if stem, ok := strings.CutPrefix(w, "ال"); ok {
			add(stem)
		}
		if stem, ok := cutOneOf(w, "ب", "ل", "ك"); ok && add(stem) {
			if stem, ok := strings.CutPrefix(stem, "ال"); ok {
				add(stem)
			}
		}
	}
	return without
}

func cutOneOf(word string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if stem, ok := strings.CutPrefix(word, p); ok {
			return stem, true
		}
	}
	return word, false
}
