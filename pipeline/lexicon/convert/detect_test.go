package convert

import (
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		path, head string
		want       Format
	}{
		{"a.yml", "a: [x]\n", Quanteda},
		{"a.yaml", "name: [x]\n", Quanteda},
		{"a.yaml", "name:\n  - x\nframes: [y]\n", Quanteda},
		{"a.yaml", "name: a\nframe: []\n", Own},
		{"a.yaml", "nmae: a\nframes:\n- key: b\n", Own},
		{"a.yaml", "# words\nname: a\nframes:\n", Own},
		{"a.YML", "\xEF\xBB\xBFname: a\ntitle: b\nframes:\n", Own},
		{"a.yaml", utf16("name: a\nframes:\n"), Own},
		{"a.dic", "%\n1\ta\n%\n", LIWC},
		{"a.DICX", "", Dicx},
		{"a.csv", "frame,term\n", CSV},
		{"a.csv", "\uFEFF\"DicTerm\",a\n", Dicx},
		{"a.cat", "", WordStat},
		{"a.ykd", "", Yoshikoder},
		{"a.lc3", "", Lexicoder},
		{"a.lcd", "<?xml", Lexicoder},
		{"a.txt", "%\r\n1\ta\n", LIWC},
		{"a.txt", "1\ta\n%\nx\t1", LIWC},
		{"a.xml", "<?xml version='1.0'?>\n<dictionary style='050805'>", Yoshikoder},
		{"a.xml", "<dictionary style=\"Lexicoder\">", Lexicoder},
		{"a", "+a\nx\n", Lexicoder},
		{"a", "A\n\tx (1)\n", WordStat},
		{"a", "DicTerm,a\n", Dicx},
		{"a", "kind,frame,term\n", CSV},
		{"a", "name: a\nframes:\n", Own},
	} {
		got, err := Detect(c.path, []byte(c.head))
		if got != c.want || err != nil {
			t.Errorf("%s %q: got %s, %v, want %s", c.path, c.head, got, err, c.want)
		}
	}
	for path, head := range map[string]string{"folder/a.txt": "some words", "a.dic": "12\nword/S\n", "a.xml": "<html>", "a": ""} {
		got, err := Detect(path, []byte(head))
		if err == nil || strings.Contains(err.Error(), "folder") {
			t.Errorf("%s: got %s, %v", path, got, err)
		}
	}
}

// TestDetectWritten: what Write writes, Detect knows.
func TestDetectWritten(t *testing.T) {
	lex := read1(t, full)
	for _, f := range Formats() {
		text, _ := written(t, lex, f.Format, Options{})
		for _, path := range []string{"a" + f.Extensions[0], "a.txt"} {
			got, err := Detect(path, []byte(text))
			if got != f.Format && !(f.Format == Quanteda && path == "a.txt") {
				t.Errorf("%s as %s: got %s, %v", f.Format, path, got, err)
			}
		}
	}
}
