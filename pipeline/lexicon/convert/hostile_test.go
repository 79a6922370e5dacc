package convert

import (
	"strings"
	"testing"
	"time"
)

// TestTruncated: a file cut at any byte gives a valid lexicon or an error that
// says where, never a panic.
func TestTruncated(t *testing.T) {
	lex := read1(t, full)
	for _, f := range Formats() {
		whole, _ := written(t, lex, f.Format, Options{})
		for _, text := range []string{whole, utf16(whole)} {
			for i := range len(text) {
				check(t, f.Format, text[:i])
			}
		}
	}
	for _, c := range readCases() {
		for i := range len(c.text) {
			check(t, c.format, c.text[:i])
		}
	}
}

// check holds what is true of every file: a lexicon that is valid, or an error
// that begins with the file and the line.
func check(tb testing.TB, f Format, text string) {
	tb.Helper()
	lex, lost, err := Read(strings.NewReader(text), f, Options{Name: "t"})
	if err != nil {
		if !strings.HasPrefix(err.Error(), "t:") {
			tb.Errorf("%s %q: the error does not say where: %v", f, text, err)
		}
		return
	}
	if err := lex.Validate(); err != nil {
		tb.Errorf("%s %q: not valid: %v", f, text, err)
	}
	for _, l := range lost {
		if l.What == "" || l.Why == "" || l.Line < 0 || l.Line > strings.Count(text, "\n")+strings.Count(text, "\r")+1 {
			tb.Errorf("%s %q: loss %+v", f, text, l)
		}
	}
}

// filling gives a file of each format with a term n times over.
var filling = map[Format]struct{ head, row, tail string }{
	Own:        {"name: t\nframes:\n- key: a\n  entries:\n    en:\n", "    - x\n", ""},
	CSV:        {"frame,term\n", "a,x\n", ""},
	Quanteda:   {"a:\n", "- x\n", ""},
	LIWC:       {"%\n1\ta\n%\n", "x\t1\n", ""},
	Dicx:       {"DicTerm,a\n", "x,X\n", ""},
	WordStat:   {"a\n", "\tx(1)\n", ""},
	Yoshikoder: {"<dictionary><cnode name='a'>", "<pnode name='x'/>", "</cnode></dictionary>"},
	Lexicoder:  {"+a\n", "x\n", ""},
}

// TestTooLong: one term of 10,000 tokens, or one of a megabyte.
func TestTooLong(t *testing.T) {
	for f, c := range filling {
		for _, term := range []string{strings.Repeat("x ", 9_999) + "x", strings.Repeat("x", 1<<20)} {
			text := c.head + strings.Replace(c.row, "x", term, 1) + c.tail
			_, _, err := Read(strings.NewReader(text), f, Options{Name: "t"})
			if f == Own && len(term) == 1<<20 {
				continue // lexicon.Parse takes a word of any length
			}
			if err == nil || !strings.HasPrefix(err.Error(), "t:") || len(err.Error()) > 300 {
				t.Errorf("%s: %.400v", f, err)
			}
		}
	}
}

// TestTooDeep: nesting beyond 64 is an error with its line; 64 is none.
func TestTooDeep(t *testing.T) {
	deep := map[Format]func(n int) string{
		Quanteda: func(n int) string {
			var b strings.Builder
			for i := range n {
				b.WriteString(strings.Repeat(" ", i) + "a:\n")
			}
			return b.String() + strings.Repeat(" ", n) + "- x\n"
		},
		LIWC: func(n int) string {
			text := "%\n"
			for i := range n {
				text += strings.Repeat("\t", i) + number(float64(i)) + " a\n"
			}
			return text + "%\nx\t" + number(float64(n-1)) + "\n"
		},
		WordStat: func(n int) string {
			text := ""
			for i := range n {
				text += strings.Repeat("\t", i) + "a\n"
			}
			return text + strings.Repeat("\t", n) + "x (1)\n"
		},
		Yoshikoder: func(n int) string {
			return "<dictionary>\n<cnode name='r'>" + strings.Repeat("<cnode name='a'>\n", n) + "<pnode name='x'/>" + strings.Repeat("</cnode>", n+1) + "</dictionary>"
		},
	}
	for f, text := range deep {
		lex, _ := read(t, f, Options{}, text(maxDepth))
		if n := strings.Count(lex.Frames[len(lex.Frames)-1].Key, "."); n != maxDepth-1 {
			t.Errorf("%s: %d levels", f, n+1)
		}
		for _, n := range []int{maxDepth + 1, 1000} {
			_, _, err := Read(strings.NewReader(text(n)), f, Options{Name: "t"})
			if err == nil || !strings.Contains(err.Error(), "deep") || strings.HasPrefix(err.Error(), "t:0") {
				t.Errorf("%s: %d levels: %v", f, n, err)
			}
		}
	}
}

// TestBombs: files that are small but would become large.
func TestBombs(t *testing.T) {
	lol := `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>`
	var aliases strings.Builder
	aliases.WriteString("a0: &a0 [x, y, z]\n")
	for i := range 60 {
		a, b := number(float64(i)), number(float64(i+1))
		aliases.WriteString("a" + b + ": &a" + b + "\n  - {p: *a" + a + "}\n  - {q: *a" + a + "}\n")
	}
	long := strings.Repeat("n", 400)
	for _, c := range []struct {
		name   string
		format Format
		text   string
		want   string
	}{
		{"entities in entities", Yoshikoder, lol + "<dictionary><cnode name='a'><pnode name='&b;'/></cnode></dictionary>", "t:1: the XML can't be read: invalid character entity &b;"},
		{"an entity of a file", Lexicoder, lol + "<dictionary><cnode name='a'><pnode name='&f;'/></cnode></dictionary>", "t:1: the XML can't be read: invalid character entity &f;"},
		{"aliases of aliases", Quanteda, aliases.String(), "t:"},
		{"a long name above many", WordStat, long + "\n\t" + long + "\n\t\tx (1)\n", "t:3: the category"},
		{"many categories", Dicx, "DicTerm" + strings.Repeat(",a", 10) + manyColumns(maxFrames+1) + "\n", "t:1: more than 100000 categories"},
		{"one line", LIWC, "%\n1\ta\n%\n" + strings.Repeat("x", 1<<20), "t:4: a line of 1048576 bytes"},
		{"too large", LIWC, "%\n1\ta\n%\n" + strings.Repeat("x\t1\n", maxBytes/4), "t: larger than 64 MiB"},
	} {
		start := time.Now()
		_, _, err := Read(strings.NewReader(c.text), c.format, Options{Name: "t"})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want %q", c.name, err, c.want)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s took %v", c.name, took)
		}
	}
}

func manyColumns(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(",c" + number(float64(i)))
	}
	return b.String()
}

// TestManyLosses: losses beyond the limit are counted.
func TestManyLosses(t *testing.T) {
	text := "+a\nx\n" + strings.Repeat("what?\n", maxLosses+5)
	_, lost := read(t, Lexicoder, Options{}, text)
	if len(lost) != maxLosses+1 || lost[maxLosses].What != "5 further losses" {
		t.Errorf("%d losses, the last %v", len(lost), lost[len(lost)-1])
	}
}

func FuzzOwn(f *testing.F)        { fuzzOne(f, Own) }
func FuzzCSV(f *testing.F)        { fuzzOne(f, CSV) }
func FuzzQuanteda(f *testing.F)   { fuzzOne(f, Quanteda) }
func FuzzLIWC(f *testing.F)       { fuzzOne(f, LIWC) }
func FuzzDicx(f *testing.F)       { fuzzOne(f, Dicx) }
func FuzzWordStat(f *testing.F)   { fuzzOne(f, WordStat) }
func FuzzYoshikoder(f *testing.F) { fuzzOne(f, Yoshikoder) }
func FuzzLexicoder(f *testing.F)  { fuzzOne(f, Lexicoder) }

func fuzzOne(f *testing.F, format Format) {
	if format == Own {
		f.Add(full, false)
	}
	for _, c := range readCases() {
		if c.format == format {
			f.Add(c.text, c.lang == "zh")
		}
	}
	f.Fuzz(func(t *testing.T, text string, zh bool) { fuzz(t, format, text, zh) })
}

// fuzz: whatever a file holds, what is read of it is valid, and frameshift's
// own format and the table keep it.
func fuzz(t *testing.T, format Format, text string, zh bool) {
	o := Options{Name: "t"}
	if zh {
		o.Lang = "zh"
	}
	_, _ = Detect("t.txt", []byte(text))
	check(t, format, text)
	lex, _, err := Read(strings.NewReader(text), format, o)
	if err != nil {
		return
	}
	own, _ := written(t, lex, Own, o)
	if got, want := exported(read1(t, own)), exported(lex); got != want {
		t.Errorf("%s %q as %q: got\n%s\nwant\n%s", format, text, own, got, want)
	}
	for _, f := range Formats()[1:] {
		var b strings.Builder
		if _, err := Write(&b, lex, f.Format, o); err != nil {
			continue // nothing it can hold
		}
		if _, _, err := Read(strings.NewReader(b.String()), f.Format, o); err != nil && !beyond(err) {
			t.Errorf("%s %q as %s %q: %v", format, text, f.Format, b.String(), err)
		}
	}
}

// beyond says whether a written file may be refused: its names are longer than
// a dictionary's, or no term of it can be an entry in that language.
func beyond(err error) bool {
	return strings.Contains(err.Error(), "has a name of") || strings.Contains(err.Error(), "no category with an entry")
}
