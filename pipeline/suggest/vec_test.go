package suggest

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lang"
)

func TestReadVectors(t *testing.T) {
	x := textsOf(lang.English, "peace new york bread")
	read := func(content string) (vectors, error) {
		path := filepath.Join(t.TempDir(), "words.vec")
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		return readVectors(path, x)
	}
	for _, content := range []string{
		"3 2\nPeace 3 4\npeace 1 0\nwar 9 9\n", // the first form counts
		"Peace 3 4\nother 1 1\n",               // without a header
		"peace 3 4 \r\n\r\n",                   // spaces and empty lines
		"at peace 1 1\npeace 3 4\n",            // a word with a space, known by the line before it
	} {
		if strings.HasPrefix(content, "at") {
			content = "x 0 1\n" + content
		}
		v, err := read(content)
		at := 0
		for i, w := range x.words {
			if w == "peace" {
				at = i
			}
		}
		if err != nil || v[at] == nil || math.Abs(float64(v[at][0])-0.6) > 1e-6 || math.Abs(float64(v[at][1])-0.8) > 1e-6 {
			t.Errorf("%q: got %v, %v", content, v, err)
		}
	}
	for content, want := range map[string]string{
		"":                                     "words.vec: no vectors in it",
		"2 2\npeace 1 2\n":                     "words.vec: 1 vectors, where the first line states 2: the file is cut",
		"peace 1 2\nbread 1\n":                 "words.vec:2: 1 numbers, where line 1 has 2: the line is cut",
		"2 2\npeace 1 2\nbread 1 2 3\n":        "words.vec:3: 3 numbers, where line 1 has 2",
		"peace 1 x\n":                          `words.vec:1: "x" is no number`,
		"peace 1 NaN\n":                        `words.vec:1: "NaN" is no number`,
		"peace 1 2\n\xff\xfe\x00 1 2\n":        "words.vec:2: not UTF-8: convert it",
		"krieg 1 2\n":                          "words.vec: none of its 1 words stands in the texts in English",
		"peace\n":                              "words.vec:1: vectors of 0 numbers",
		"1 9000\npeace 1\n":                    "words.vec:1: vectors of 9000 numbers",
		"peace " + strings.Repeat("1 ", 1<<20): "words.vec:1: a line of more than 1048576 bytes",
	} {
		if _, err := read(content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: got %v, want %s", content, err, want)
		}
	}
	if _, err := readVectors(filepath.Join(t.TempDir(), "none.vec"), x); err == nil {
		t.Error("a missing file is read")
	}
}
