package suggest

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

func TestAccept(t *testing.T) {
	read := func() *lexicon.Lexicon {
		lex, err := lexicon.Parse(strings.NewReader(peace), "small.yaml")
		if err != nil {
			t.Fatal(err)
		}
		return lex
	}
	lex := read()
	n, err := Accept(lex, strings.NewReader("\ufeffframe,lang,term,accept\n"+
		"peace,en,calm waters,x\npeace,en,bread,\npeace,en,roses,no\npeace,en,Peace,1\npeace,zh,友谊,yes\n"), "terms.csv")
	en, zh := lex.Frames[0].Entries["en"], lex.Frames[0].Entries["zh"]
	if err != nil || n != 2 || len(en) != 3 || en[2].Term != "calm waters" || en[2].Source != "suggested" || len(zh) != 1 || zh[0].Term != "友谊" {
		t.Errorf("got %d, %v, %v, %v", n, err, en, zh)
	}
	for content, want := range map[string]string{
		"":                                   "terms.csv: the file is empty",
		"frame;lang;term;accept\n":           "terms.csv: its columns stand between semicolons: save it with commas",
		"frame,lang,term\n":                  "terms.csv: no column accept",
		"frame,lang,term,accept\nwar,en,x,x": `terms.csv:2: frame "war": lexicon small has peace, bread`,
		"frame,lang,term,accept\npeace,en,calm,x\npeace,xx,x,x": `terms.csv:3: lang "xx": want`,
		"frame,lang,term,accept\npeace,en,\"a, b\",x":           "terms.csv:2: entry \"a, b\" holds punctuation",
		"frame,lang,term,accept\npeace,en,x":                    "wrong number of fields",
		"frame,lang,term,accept\npeace,en,caf\xe9,x":            "terms.csv: not UTF-8: save it as CSV UTF-8",
	} {
		lex := read()
		if n, err := Accept(lex, strings.NewReader(content), "terms.csv"); err == nil || n != 0 || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %d, %v, want %s", content, n, err, want)
		}
		if len(lex.Frames[0].Entries["en"]) != 2 {
			t.Errorf("%q: half of it was read", content)
		}
	}
}
