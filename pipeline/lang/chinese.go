package lang

// Chinese is matched on characters of either script; gse's dictionary knows the
// words.
var Chinese = define(Language{
	Code: "zh", Name: "Chinese", Aliases: []string{"cmn", "中文"}, Script: Han,
	Evidence: Evidence{Found: 3, Stated: 1, Against: []Script{Kana}},

	Unit: Characters, Dictionary: "zh_s", Veto: true,
	Sentences: Sentences{Marks: "。！？；…!?;", Closers: `”’」』）》)"`},
	Fold:      foldChinese,
	Closed:    wordSet(closedChinese),
	Compounds: compounds, // of the English words in it
	Encoding:  "GB18030",
})
