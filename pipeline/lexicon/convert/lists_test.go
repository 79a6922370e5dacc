package convert

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/lexicons"
	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// TestListsAsEncoded: the short way writes what the encoder does.
func TestListsAsEncoded(t *testing.T) {
	for _, name := range []string{"norms", "norms-broad", "norms-strict"} {
		raw, err := lexicons.FS.ReadFile(name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		lex := read1(t, string(raw))
		sameAsEncoded(t, lex)
		var kept lists
		nodes, all := 0, 0
		for _, f := range lex.Frames {
			nodes += len(kept.entries(f.Entries["en"]))
			all += len(f.Entries["en"])
		}
		if nodes > all/3 {
			t.Errorf("%s: %d entries in English are %d nodes", name, all, nodes)
		}
	}
	sameAsEncoded(t, read1(t, full))
	marked := strings.Replace(full, "First line.", "- "+mark+"0", 1)
	sameAsEncoded(t, read1(t, marked))
}

func sameAsEncoded(t *testing.T, lex *lexicon.Lexicon) {
	t.Helper()
	var got, want bytes.Buffer
	w := bufio.NewWriter(&got)
	err := encodeOwn(&want, lex, entryNodes)
	if other := writeOwn(w, lex); (err == nil) != (other == nil) {
		t.Fatal(err, other)
	} else if err != nil {
		return
	}
	w.Flush()
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Errorf("got\n%s\nwant\n%s", &got, &want)
	}
}

// FuzzListsAsEncoded: any strings of an entry, among plain ones.
func FuzzListsAsEncoded(f *testing.F) {
	for _, s := range []string{"a", "no", "null", "a b", "a,b", "a: b", "'a", "a ", "a\nb", "1", "中文", "\U00020000", "é\u0301", "a*", "-a", "a #b", "a  b", "a: b, c", "a, b: \"c\"; d", "a:", "a'b", "a', b", "a''b", "a?", "?", "a? 'b", "a'", ", a", "a,", "a; b", "a, b ", mark + "0"} {
		f.Add(s, s, s)
	}
	f.Fuzz(func(t *testing.T, term, id, note string) {
		list := []lexicon.Entry{
			{Term: "a", Weight: 1, Match: lexicon.MatchGlob}, {Term: term, Weight: 1, Match: lexicon.MatchGlob},
			{Term: "b", ID: id, Note: note, Weight: 1, Match: lexicon.MatchFixed}, {Term: term, ID: id, Source: note, Weight: 1, Match: lexicon.MatchGlob},
		}
		lex := &lexicon.Lexicon{Name: "l", Frames: []lexicon.Frame{{Key: "f", Entries: map[string][]lexicon.Entry{"en": list}}}}
		if lex.Validate() == nil {
			sameAsEncoded(t, lex)
		}
	})
}
