package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestLook: every item is seen as it lies there, with no field asked for and none
// of it used up.
func TestLook(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt": "Words.", "b.csv": "x,y\n1,two\n", "c.jsonl": "{\"k\": {\"v\": 1}}\n{broken\n", "._d.txt": "junk",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := Open([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	err = r.Read(t.Context(), func(raw Raw) error {
		if g, ok := r.Look(raw); ok {
			got = append(got, fmt.Sprint(g.Path, g.Record, g.Fields))
		}
		return nil
	})
	want := "[a.txtfalse [] b.csvtrue [{x 1} {y two}] c.jsonltrue [{k.v 1}]]"
	if fmt.Sprint(got) != want || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

// TestDatesOf: dates are read as those of documents are, a number in a workbook too.
func TestDatesOf(t *testing.T) {
	cells := Glimpse{raw: Raw{form: formCells, file: &file{}}}
	for _, c := range []struct {
		formats    []string
		in         Glimpse
		text, want string
	}{
		{nil, Glimpse{}, "5 March 2019", "2019-03-05"}, {nil, Glimpse{}, "2019-03", "2019-03"}, {nil, Glimpse{}, "soon, \"very\"", ""}, {nil, Glimpse{}, "", ""},
		{[]string{"%d/%m/%Y"}, Glimpse{}, "25/03/2019", "2019-03-25"}, {[]string{"%m/%d/%Y"}, Glimpse{}, "25/03/2019", ""},
		{nil, cells, "43529", "2019-03-05"}, {nil, Glimpse{}, "43529", ""},
	} {
		parse, err := Dates(c.formats)
		if err != nil {
			t.Fatal(err)
		}
		if d, ok := parse(c.in, c.text); d.String() != c.want || ok != (c.want != "") {
			t.Errorf("%q by %q: got %s, %v, want %q", c.text, c.formats, d, ok, c.want)
		}
	}
	if _, err := Dates([]string{"%Q"}); err == nil {
		t.Error("a format that is none")
	}
}
