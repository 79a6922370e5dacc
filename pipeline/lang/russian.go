package lang

import "strings"

// Russian has two points over ё in primers, stress marks over any vowel, and in
// most texts neither.
var Russian = define(Language{
	Code: "ru", Name: "Russian", Aliases: []string{"русский"}, Script: Cyrillic,
	Evidence:  Evidence{Found: 5, Stated: 5},
	Ignored:   func(r rune) bool { return r == '\u0300' || r == '\u0301' },
	Compared:  strings.NewReplacer("ё", "е", "Ё", "Е").Replace,
	Closed:    wordSet(closedRussian),
	Sentences: Sentences{Standard: true},
	// From GOST R 7.0.12-2011 (abbreviations of words in Russian) and the
	// customary ones of GOST 7.80. A year (г.) is mostly followed by the rest of
	// its sentence, a city always.
	Abbreviations: abbreviations(
		"г гг им ул просп пл пос д-р проф акад ген адм полк тов гр см ср напр т.е т.н т.к св",
		"ст п пп ч гл разд стр с рис табл прим пар абз подп рез док т вып кн",
		"т.д т.п др пр тыс млн млрд трлн руб коп долл вв в н.э доп испр"),
	Compounds: wordSet(`
		азиатско американо англо анти арабо афро бы буро в вице военно восточно все
		генерал государств евро европейско естественно западно из информационно
		искусственно ирано какие какого какой когда кое кто либо миро мини морально
		научно нефте нибудь общественно палестино по правительств премьер
		природно российско северно социально страна стран так таки торгово
		украино финансово французско что экс экономико юго южно ядерно`),
	Encoding: "Windows-1251",
})
