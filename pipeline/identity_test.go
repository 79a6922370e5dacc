package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/store"
)

func TestIDInFile(t *testing.T) {
	for _, c := range []struct{ id, source, want string }{
		{"1", "2020.csv#2", "2020#1"},
		{"1", "corpus/a/2020.csv#2", "corpus/a/2020#1"},
		{"statements#000002", "2020/statements.csv#2", "2020/statements#000002"},
		{"001", "jan.zip/001.txt", "jan.zip/001"},
		{"a/b", "in (2)/a/b.txt", "in (2)/a/b"},
		{"x#000002", "x.csv (2)#2", "x#x#000002"},
		{"CHN", "b/CHN_1971.txt", "b/CHN_1971#CHN"},
		{"7", "noext#2", "noext#7"},
	} {
		if got := idInFile(c.id, c.source); got != c.want {
			t.Errorf("%s of %s: got %s, want %s", c.id, c.source, got, c.want)
		}
	}
}

// TestIdentify: an id counts once; with another text it becomes one of its file, and
// with the same text it is the same document.
func TestIdentify(t *testing.T) {
	r := newRegister(nil, nil, &Summary{}, nil)
	var got []string
	for i, c := range []struct{ id, source, text string }{
		{"1", "a.csv#2", "x"}, {"1", "b.csv#2", "y"}, {"1", "b.csv#3", "z"}, {"1", "b.csv#4", "w"}, {"1", "c.csv#2", "x"}, {"b#1", "d.csv#2", "v"}, {"2", "c.csv#3", "x"},
	} {
		d := &score.Document{Document: &corpus.Document{ID: c.id, Source: c.source, SHA256: [32]byte{c.text[0]}}}
		if r.identify(d, int32(i)) {
			r.docs.add(d, store.Place{}, nil, nil)
		} else {
			d.ID = "-"
		}
		got = append(got, d.ID)
	}
	if have, want := strings.Join(got, " "), "1 b#1 b#1~2 b#1~3 - d#b#1 2"; have != want {
		t.Errorf("got %s, want %s", have, want)
	}
	if len(r.rejections) != 1 || r.rejections[0].Reason != corpus.ReasonDuplicateID || r.rejections[0].Source != "c.csv#2" {
		t.Errorf("%+v", r.rejections)
	}
	if have, want := fmt.Sprint(r.renamed.ids), "map[1:b#1 2:b#1~2 3:b#1~3 5:d#b#1]"; have != want || !strings.Contains(r.renamed.warnings()[0], "4 documents have the id") {
		t.Errorf("%s: %q", have, r.renamed.warnings())
	}
}
