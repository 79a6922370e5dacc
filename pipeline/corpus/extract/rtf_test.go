package extract

import "testing"

func TestRTF(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"paragraphs", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\colortbl;\red0;}\f0 We uphold\par sovereignty.\line Here\par}`, "We uphold\n\nsovereignty.\nHere"},
		{"line ends of the file are none", "{\\rtf1 sove\r\nreignty}", "sovereignty"},
		{"code page", `{\rtf1\ansi\ansicpg1251 \'cc\'e8\'f0}`, "Мир"},
		{"code page of a font", `{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 SimSun;}}{\f1 \'d6\'d0\'b9\'fa} and}`, "中国 and"},
		{"Unicode with a stand-in", `{\rtf1\ansi\u20013?\u22269?}`, "中国"},
		{"stand-ins of two bytes", `{\rtf1\uc2\u20013\'d6\'d0x}`, "中x"},
		{"negative Unicode", `{\rtf1 \u-10179?\u-8704?}`, "😀"},
		{"quotes and dashes", `{\rtf1 \ldblquote peace\rdblquote\emdash now\'92s}`, "“peace”—now’s"},
		{"passed over", `{\rtf1{\info{\title T}}{\header page head}{\*\generator W;}{\pict\bin3 }}}}text}`, "text"},
		{"fields keep their result", `{\rtf1{\field{\*\fldinst HYPERLINK "war"}{\fldrslt peace}}}`, "peace"},
		{"what is tracked as deleted", `{\rtf1 peace{\deleted  war\par\u20013?} and \deleted no\deleted0 order}`, "peace\n\nand order"},
		{"escapes", `{\rtf1 a\{b\}c\\d}`, `a{b}c\d`},
		{"not closed", `{\rtf1 text`, "text"},
	} {
		if got := read(t, RTF, []byte(c.data)); got.Text != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got.Text, c.want)
		}
	}
	if doc := read(t, RTF, []byte(`{\rtf1{\info{\title A speech}{\author The Minister}}x}`)); doc.Title != "A speech" || doc.Author != "The Minister" {
		t.Errorf("facts: %+v", doc)
	}
}
