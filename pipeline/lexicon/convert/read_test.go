package convert

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lang"
)

type readCase struct {
	name   string
	format Format
	lang   string
	text   string
	want   string // summary, a line a frame
	losses string // beginnings, a line a loss
}

var quantedaCases = []readCase{
	{"keys, lists and one term", Quanteda, "", "PEACE: [peace, truce*, cease fire]\nwar: battle\n",
		"PEACE: peace; truce*; cease fire;\nwar: battle;", ""},
	{"a question mark in a list on one line", Quanteda, "", "a: [moderni?ation, wom?n , x]\nb: [y, small states?]\n",
		"a: moderni?ation; wom?n; x;\nb: y; small states?;", ""},
	{"keys nest to any depth", Quanteda, "", "a:\n  b:\n    c: [x]\n    d: [y]\n  e: [z]\n",
		"a.b.c: x;\na.b.d: y;\na.e: z;", ""},
	{"terms and keys in one list", Quanteda, "", "a:\n  - x\n  - b: [y]\n", "a: x;\na.b: y;", ""},
	{"a key no frame may have", Quanteda, "", "Good Words (all): [x]\n", "Good_Words_all[Good Words (all)]: x;", ""},
	{"two names, one key", Quanteda, "", "a b: [x]\na/b: [y]\n", "a_b[a b]: x;\na_b_2[a/b]: y;",
		`line 2: category "a/b": its key a_b is another category's already: it got the key a_b_2`},
	{"a key twice", Quanteda, "", "a: [x]\nb: [y]\na: [z, X]\n", "a: x; z;\nb: y;",
		"line 3: category \"a\": it stands on line 1 already\nline 3: entry \"X\" of a: it stands in the category already"},
	{"words that YAML takes for other things", Quanteda, "", "a: [no, on, 1990, 5G, 'null', 1.5, 0x1F]\n",
		"a: no; on; 1990; 5G; null; 1.5; 0x1F;", ""},
	{"nothing, punctuation, emoticons", Quanteda, "", "a:\n- x\n-\n- ':)'\n- 'peace, love'\n- U.S.A,\n- a\\b\n", "a: x;",
		`line 3: a term of a: left out: it is empty
		line 4: entry ":)" of a: left out: entry ":)" holds no letter
		line 5: entry "peace, love" of a: left out:
		line 6: entry "U.S.A," of a: left out:
		line 7: entry "a\\b" of a: left out: one of \`},
	{"a wildcard after a clitic, a slash", Quanteda, "", "a: [can't, can't*, 9/11]\n", "a: can't; can't*;",
		`line 1: entry "9/11" of a: left out: entry "9/11" holds punctuation (/), which is a boundary no entry crosses: leave it out or make two entries`},
	{"an alias is its list", Quanteda, "", "a: &l [x, y]\nb: *l\n", "a: x; y;\nb: x; y;", ""},
	{"an empty key, a second document", Quanteda, "", "a: [x]\nb: []\n---\nc: [y]\n", "a: x;",
		"line 4: the documents from here on: left out\nline 2: category \"b\": left out: it has no entry"},
	{"keys that are no names", Quanteda, "", "a: &l\n  b: [x]\nc:\n  <<: *l\n  ? [k]\n  : [y]\n  d: [z]\n", "a.b: x;\nc.d: z;",
		"line 4: a key: left out: it is no name\nline 5: a key: left out: it is no name"},
	{"a list in a list", Quanteda, "", "a: [x, [y, z]]\n", "a: x;", "line 1: a list in the list of a: left out"},
	{"Chinese", Quanteda, "zh", "主权: [主权, 安全*, '*发展*', '安*全', 合作 *]\n", "主权: 主权@zh; 安全@zh; 发展@zh; 合作@zh;",
		`line 1: entry "安全*" of 主权: read without its *
		line 1: entry "*发展*" of 主权: read without its *
		line 1: entry "安*全" of 主权: left out
		line 1: entry "合作 *" of 主权: read without its *`},
}

var liwcCases = []readCase{
	{"as LIWC 2007 writes", LIWC, "", text0("%", "01\tpeace", "02\twar", "%", "truce*\t01", "fight*\t02", "armed peace\t01\t02"),
		"peace: truce*; armed peace;\nwar: fight*; armed peace;", ""},
	{"spaces for tabs", LIWC, "", text0("%", "1 peace", "2  war", "%", "truce* 1", "armed peace  1 2", "route 66 2", "area 51"),
		"peace: truce*; armed peace;\nwar: armed peace; route 66;", `line 8: term "area": no category has the number 51`},
	{"categories nest by tabs, with labels", LIWC, "", text0("%", "1\taffect (Affect Words)", "\t2\tposemo (Positive Feelings)", "3\tdrives", "%", "glad*\t1\t2", "goal\t3"),
		"affect[Affect Words]: glad*;\naffect.posemo[Positive Feelings]: glad*;\ndrives: goal;", ""},
	{"the first % is missing", LIWC, "", text0("1\tpeace", "%", "truce\t1"), "peace: truce;", "line 1: the first line: the % before the categories is missing"},
	{"conditions", LIWC, "", text0("%", "1\tpron", "2\tlikes", "3\tfiller", "4\ttent", "%", "fond\t(01 02)2/3 (01)2\t3", "sort\t<of>4/2", "type\t<of>4", "odd\t2/3", "she\t1"),
		"pron: she;\nlikes: sort; !sort of;\nfiller: fond;\ntent: sort of; type of;",
		`line 7: term "fond" with (01 02)2/3: left out: frameshift has no condition
		line 7: term "fond" with (01)2: left out
		line 8: term "sort" with <of>4/2: read as the entry "sort of" of 4, and as an exception of 2
		line 9: term "type" with <of>4: read as the entry "type of"
		line 10: term "odd" with 2/3: left out: a choice`},
	{"a number of no category, no number, rubbish", LIWC, "", text0("%", "1\ta", "%", "x\t1\t9", "y", "z\t1\tq", "w\t(1 (2) 3)1", "%"),
		"a: x;", `line 4: term "x": no category has the number 9
		line 5: term "y": left out: it has no category
		line 6: term "z": left out: "q" in its categories was not understood
		line 7: term "w": left out: "( (2) 3)" in its categories was not understood
		line 8: a line of %: left out`},
	{"duplicates", LIWC, "", text0("%", "1\ta", "2\ta", "3\tempty", "1\ta", "%", "x\t1", "X\t2", "x\t1"), "a: x;",
		`line 3: category "a": it stands on line 2 already
		line 5: category "a": it stands on line 2 already
		line 8: entry "X" of a: it stands in the category already
		line 9: entry "x" of a: it stands in the category already
		line 4: category "empty": left out: it has no entry`},
	{"emoticons and a question mark", LIWC, "", text0("%", "1\ta", "%", ":)\t1", "what?\t1", "x\t1"), "a: x;",
		"line 4: entry \":)\" of a: left out\nline 5: entry \"what?\" of a: left out: one of ?"},
	{"Windows-1252", LIWC, "", "%\r\n1\ta\r\n%\r\ncaf\xE9\t1\r\nit\x92s\t1\r\n", "a: café; it’s;",
		"line 1: the encoding: line 4 is not UTF-8, so the file was read as Windows-1252"},
	{"GB18030", LIWC, "zh", "%\n1\ta\n%\n\xD6\xF7\xC8\xA8\t1\n", "a: 主权@zh;", "line 1: the encoding: line 4 is not UTF-8, so the file was read as GB18030"},
	{"UTF-16 with its mark", LIWC, "", utf16("%\n1\ta\n%\nnaïve\t1\n"), "a: naïve;", ""},
	{"UTF-8 with its mark, lines of old Macs", LIWC, "", "\uFEFF%\r1\ta\r%\rx\t1\r", "a: x;", ""},
}

var dicxCases = []readCase{
	{"X marks", Dicx, "", "DicTerm,peace,war and strife\ntruce*,X,\nfight,,x\narmed peace,X,X\n",
		"peace: truce*; armed peace;\nwar_and_strife[war and strife]: fight; armed peace;", ""},
	{"quotes, a mark of bytes, short rows", Dicx, "", "\uFEFFDicTerm,a,b\r\n\"x\",X\r\ny,,X\r\n", "a: x;\nb: y;", ""},
	{"weights and what is none", Dicx, "", "DicTerm,a,a,b\nx,2.5,,\ny,,,-1\nz,,,?\nv,,,,X\nu,,\nw,,X,X\nn,NaN,,\n", "a: x=2.5; w;\nb: w;",
		`line 1: category "a": it stands on line 1 already
		line 3: entry "y" of b: left out: entry "y": weight -1
		line 4: term "z": its mark "?" in column 4
		line 5: term "v": its mark "X" in column 5
		line 6: term "u": left out: it has no category
		line 8: entry "n" of a: left out: entry "n": weight NaN`},
	{"semicolons", Dicx, "", "DicTerm;a\nx;X\n", "a: x;", ""},
}

var wordstatCases = []readCase{
	{"a tree by tabs", WordStat, "", text0("SOUTH", "\tPEACE", "\t\tTRUCE* (1)", "\t\tCEASE_FIRE (1)", "\tWAR", "\t\tW?R (1)"),
		"SOUTH.PEACE: TRUCE*; CEASE FIRE;\nSOUTH.WAR: W?R;", ""},
	{"spaces before tabs", WordStat, "", text0("S", "   \tA", "   \t\tx (1)", "\tB", "\t   \ty z (1)"), "S.A: x;\nS.B: y z;", ""},
	{"weights", WordStat, "", text0("A", "\tx (12)", "\ty (2.5)", "\tz (0,5)", "\tw (-1)", "\tv (0)", "\tu(3)"), "A: x=12; y=2.5; z=0.5; u=3;",
		"line 5: term \"w\": left out: its weight is -1\nline 6: term \"v\": left out: its weight is 0"},
	{"rules", WordStat, "", text0("A", "\t@R1 [PEACE NEAR TALKS /S] (1)", "\t\tPEACE (1)", "\tx (1)", "@NEAR(a,b)"), "A: x;",
		`line 2: rule "@R1 [PEACE NEAR TALKS /S] (1)": left out: frameshift has no rules
		line 3: "PEACE (1)": left out: it belongs to the rule
		line 5: rule "@NEAR(a,b)"`},
	{"a category with terms and categories", WordStat, "", text0("A", "\tx (1)", "\tB", "\t\ty (1)", "\tz (1)"), "A: x; z;\nA.B: y;", ""},
	{"what is a term", WordStat, "", text0("A", "\tGroup (2)", "\t\tx (1)", "\tlone", "y (1)"), "A.Group_2[A > Group (2)]: x;\nunnamed: y;",
		`line 2: "Group (2)": read as a category
		line 4: category "lone": left out: it is empty; if it is a term, write (1)
		line 5: term "y": it stands in no category`},
	{"Windows-1252", WordStat, "", "A\r\n\tcaf\xE9 (1)\r\n", "A: café;", "line 1: the encoding: line 2 is not UTF-8"},
}

var xmlCases = []readCase{
	{"Yoshikoder", Yoshikoder, "", `<?xml version="1.0" encoding="UTF-8"?>
		<dictionary style="050805" patternengine="substring"><cnode name="Mine" desc="">
		<cnode name="A CATEGORY" desc="about a"><pnode name="peac*"/><pnode name="Tom &amp; Co"/><cnode name="b"><pnode name="x"></pnode></cnode><pnode name="&#233;t&#233;" score="2"/></cnode>
		<pnode name="loose"/></cnode></dictionary>`,
		"A_CATEGORY[A CATEGORY]{about a}: peac*; été=2;\nA_CATEGORY.b[A CATEGORY > b]: x;\nMine: loose;",
		`line 3: entry "Tom & Co" of A_CATEGORY: left out`},
	{"one category is no wrapping", Yoshikoder, "", `<dictionary><cnode name="a"><pnode name="x"/></cnode></dictionary>`, "a: x;", ""},
	{"a category twice, empty, with a score", Yoshikoder, "", `<dictionary><cnode name="r"><cnode name="a"><pnode name="x"/></cnode>
		<cnode name="a" score="3"><pnode name="y" score="z"/></cnode><cnode name="b"/></cnode></dictionary>`, "a: x; y;",
		`line 2: the attribute "score" of cnode "a": left out
		line 2: category "a": it stands on line 1 already
		line 2: the score "z" of "y": it is no number
		line 2: category "b": left out: it has no entry`},
	{"nodes where none may be", Yoshikoder, "", `<dictionary><note/><cnode name="a">text<pnode name="x" colour="red"><pnode name="y"/></pnode><rule/><pnode name="what?"/></cnode><cnode name="g" desc="d"><cnode name="h"><pnode name="z"/></cnode></cnode></dictionary>`, "a: x;\ng.h: z;",
		`line 1: the text "text": left out
		line 1: the element note: left out
		line 1: the attribute "colour" of pnode "x"
		line 1: the element pnode "y" in a pattern: left out
		line 1: entry "what?" of a: left out
		line 1: the element rule: left out
		line 1: the description of "g": left out`},
	{"regular expressions", Yoshikoder, "", `<dictionary patternengine="regexp"><cnode name="a"><pnode name="pe(a|e)ce"/><pnode name="(?&lt;=x)y"/></cnode></dictionary>`,
		"a: pe(a|e)ce/regex;", `line 1: entry "(?<=x)y" of a: left out`},
	{"a declared encoding", Yoshikoder, "", "<?xml version='1.0' encoding='ISO-8859-1'?><dictionary><cnode name='a'><pnode name='caf\xE9'/></cnode></dictionary>", "a: café;", ""},
	{"an encoding that is not as declared", Yoshikoder, "", "<?xml version='1.0' encoding='UTF-8'?><dictionary><cnode name='a'><pnode name='caf\xE9'/></cnode></dictionary>", "a: café;",
		"line 1: the encoding: line 1 is not UTF-8, so the file was read as Windows-1252"},
	{"UTF-16", Yoshikoder, "", utf16(`<?xml version="1.0" encoding="UTF-16"?><dictionary><cnode name="a"><pnode name="été"/></cnode></dictionary>`), "a: été;", ""},
}

var lexicoderCases = []readCase{
	{"Lexicoder 3", Lexicoder, "", "+positive\npeac*\n good will \n\n+negative#ff0000\nbattle\n+positive\nx\n",
		"positive: peac*; good will; x;\nnegative: battle;",
		"line 5: the colour #ff0000 of category \"negative\"\nline 7: category \"positive\": it stands on line 1 already"},
	{"Lexicoder 2: spaces are the ends of words", Lexicoder, "", `<dictionary style="Lexicoder" name="topics"><cnode name="t100"><pnode name=" NBB "/><pnode name="econom"/><pnode name=" free trade"/><pnode name="ism "/><pnode name=" tax* "/><pnode name=" "/></cnode></dictionary>`,
		"t100: NBB; *econom*; free trade*; *ism; tax*;",
		`line 1: entry "" of t100: left out
		line 1: 3 patterns without a space at an end: Lexicoder 2 finds them inside words`},
	{"Lexicoder 2: case", Lexicoder, "", `<dictionary case="true"><cnode name="a"><pnode name=" US "/></cnode></dictionary>`, "a: US/case;", ""},
}

var tableCases = []readCase{
	{"all columns", CSV, "", "frame,kind,lang,term,weight,match,case,note,source,id\na.b,entry,en,US,2,fixed,true,\"n, o\",s,7\na.b,except,zh,主权,,,,,,\na.b,,,x,,,,,,\n",
		"a.b: US=2/fixed/case/n, o/s/7; x; !主权@zh;", ""},
	{"few columns, any order, case and extras", CSV, "zh", "Term;Frame;colour\n主权;a;red\n安全;a\n", "a: 主权@zh; 安全@zh;", `line 1: the column "colour": left out`},
	{"entries that can't be, twice, in a long row", CSV, "", "frame,term,note\na,x,1\na,x,2\na,\"p, q\",\na,,\nb b,y,,z\n", "a: x/1; x/2;\nb_b[b b]: y;",
		`line 4: entry "p, q" of a: left out
		line 5: entry "" of a: left out
		line 6: the cell "z": left out`},
	{"an exception alone is no frame", CSV, "", "frame,kind,term\na,entry,x\nb,except,y\n", "a: x;", `line 3: category "b": left out: it has no entry`},
}

func utf16(s string) string {
	out := "\xFF\xFE"
	for _, r := range s {
		out += string([]byte{byte(r), byte(r >> 8)})
	}
	return out
}

func readCases() (all []readCase) {
	for _, c := range [][]readCase{quantedaCases, liwcCases, dicxCases, wordstatCases, xmlCases, lexicoderCases, tableCases} {
		all = append(all, c...)
	}
	return all
}

func TestRead(t *testing.T) {
	for _, c := range readCases() {
		t.Run(string(c.format)+"/"+c.name, func(t *testing.T) {
			lex, lost := read(t, c.format, Options{Lang: c.lang}, c.text)
			match(t, "lexicon", summary(lex), c.want)
			match(t, "losses", lossList(lost), c.losses)
		})
	}
}

// TestReadErrors: where, what and the fix.
func TestReadErrors(t *testing.T) {
	const rows = "frame,kind,lang,term,weight,match,case\n"
	for _, c := range []struct {
		name   string
		format Format
		text   string
		want   string
	}{
		{"empty", Quanteda, "", "t.dat:1: the file is empty"},
		{"no keys", Quanteda, "- a\n- b\n", "t.dat:1: want keys with lists of terms"},
		{"broken YAML", Quanteda, "a: [x]\nb: [y\n", "t.dat:"},
		{"a tab", Quanteda, "a:\n\t- x\n", "t.dat:2: the YAML can't be read"},
		{"not UTF-8", Quanteda, "a: [x]\nb: [caf\xE9]\n", "t.dat:2: not UTF-8: save it as UTF-8"},
		{"a circle of aliases", Quanteda, "a: &x\n  b: *x\n", "t.dat:2: keys stand more than 64 deep"},
		{"no end of categories", LIWC, "%\n1\ta\n", "t.dat:2: the list of categories has no end"},
		{"no second %", LIWC, "%\n1\ta\nx\t1\n", `t.dat:3: "x\t1" is no category: want a number and a name, between two lines of %`},
		{"no % at all", LIWC, "peace\nwar\n", `t.dat:1: "peace" is no category`},
		{"a number twice", LIWC, "%\n1\ta\n1\tb\n%\nx\t1\n", `t.dat:3: the number 1 is that of "a" already: give "b" another`},
		{"nothing left", LIWC, "%\n1\ta\n%\n", "t.dat:1: no category with an entry"},
		{"no encoding", LIWC, "%\n1\ta\n%\n\x81\xE9\t1\n", "t.dat:4: neither UTF-8 nor Windows-1252: give the encoding"},
		{"UTF-16 without its mark", LIWC, utf16("%\n1\ta\n")[2:], "t.dat:1: a NUL byte"},
		{"no DicTerm", Dicx, "term,a\nx,X\n", `t.dat:1: the first column is "term": want DicTerm`},
		{"a quote left open", Dicx, "DicTerm,a\n\"x,X\n", "t.dat:2: the table is broken"},
		{"truncated XML", Yoshikoder, "<dictionary>\n<cnode name='a'>", "t.dat:2: the XML can't be read: unexpected EOF"},
		{"no dictionary", Yoshikoder, "<html></html>", "t.dat:1: want one element dictionary"},
		{"an entity", Yoshikoder, "<dictionary>\n<cnode name='&e;'/></dictionary>", "t.dat:2: the XML can't be read: invalid character entity &e;"},
		{"an encoding nobody knows", Yoshikoder, "<?xml version='1.0' encoding='x-none'?><dictionary/>", `t.dat:1: encoding "x-none" is not known`},
		{"a term first", Lexicoder, "x\n+a\n", `t.dat:1: the term "x" stands before the first category`},
		{"no frame", CSV, "term\nx\n", "t.dat:1: no column frame"},
		{"a column twice", CSV, "frame,term,Term\n", `t.dat:1: the column "Term" stands twice`},
		{"an empty frame", CSV, rows + ",,,x,,,\n", "t.dat:2: the cell of frame is empty"},
		{"a bad weight", CSV, rows + "a,,,x,two,,\n", `t.dat:2: weight "two": want a number above 0`},
		{"a bad case", CSV, rows + "a,,,x,,,maybe\n", `t.dat:2: case "maybe": want true or false`},
		{"a bad kind", CSV, rows + "a,no,,x,,,\n", `t.dat:2: kind "no": want entry or except`},
		{"a bad language", CSV, rows + "a,,la,x,,,\n", `t.dat:2: lang "la": want ` + lang.Choice()},
		{"own", Own, "name: t\nframes:\n- key: a\n", "t.dat:3: frame a has no entries"},
	} {
		_, _, err := Read(strings.NewReader(c.text), c.format, Options{Name: "t.dat"})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want %q", c.name, err, c.want)
		}
	}
}

func TestOptions(t *testing.T) {
	if _, _, err := Read(strings.NewReader(""), "word", Options{}); err == nil || !strings.Contains(err.Error(), `format "word" is not known: give one of own, csv, quanteda`) {
		t.Error(err)
	}
	if _, _, err := Read(strings.NewReader("a: [x]"), Quanteda, Options{Lang: "la"}); err == nil || err.Error() != `language "la": want `+lang.Choice() {
		t.Error(err)
	}
	if _, _, err := Read(strings.NewReader("a: [x]"), Quanteda, Options{Encoding: "none"}); err == nil || !strings.Contains(err.Error(), `dictionary:1: encoding "none" is not known`) {
		t.Error(err)
	}
	lex, lost, err := Read(strings.NewReader("+a\n\xE9t\xE9\n"), Lexicoder, Options{Encoding: "latin1", Name: "folder/My Words.lc3"})
	if err != nil || lost != nil || lex.Name != "My_Words" || lex.Frames[0].Entries["en"][0].Term != "été" {
		t.Error(lex, lost, err)
	}
	_, _, err = Read(strings.NewReader("+a\n\xE9t\xE9\n"), Lexicoder, Options{Encoding: "utf-8"})
	if err == nil || !strings.HasPrefix(err.Error(), "dictionary:2: not UTF-8, as utf-8 says") {
		t.Error(err)
	}
}
