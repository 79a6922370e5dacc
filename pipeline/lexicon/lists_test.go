package lexicon

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// What takeLists must leave to the YAML package, and what it need not.
var forms = []struct {
	name, entries string
	taken         int // how many entries are read without the YAML package
}{
	{"plain", "- cyber attack\n- 网络攻击\n- l'eau de vie\n- a; \"b\"\n", 4},
	{"mapping", "- {term: 'cyber attack*', id: cyber-attack, note: \"So, it is: written.\"}\n- {id: a, term: b, match: fixed, source: c}\n", 2},
	{"twice a key", "- {term: a, term: b}\n- c\n", 2},
	{"unknown key", "- {terms: a}\n- c\n", 0},
	{"no term", "- {id: a}\n- c\n", 2},
	{"weight", "- {term: a, weight: 2}\n- c\n", 1},
	{"spaces kept", "- ' a  b '\n- {term: ' a ', note: ' b '}\n- a  b\n", 3},
	{"null", "- null\n- a\n", 0},
	{"null in a mapping", "- {term: a, note: NULL}\n- b\n", 1},
	{"other words of YAML", "- true\n- yes\n- {term: No, id: false}\n", 3},
	{"escapes", "- 'it''s'\n- \"a\\tb\"\n- a\n", 1},
	{"comment", "- a # b\n# c\n- d\n", 1},
	{"goes on", "- a\n- b\n  c\n- d\n", 0},
	{"goes on in quotes", "- 'a\n- b\n- c'\n- d\n", 0},
	{"block", "- |\n  - a\n  - b\n- c\n", 0},
	{"anchor", "- &a b\n- *a\n- c\n", 1},
	{"deeper", "- a\n  - b\n- c\n", 0},
	{"nested", "- - a\n- b\n", 0},
	{"less deep", "- a\n- b\n - c\n", 0},
	{"tag", "- !!str a\n- b\n", 1},
	{"colon", "- a: b\n- c\n", 0},
	{"invalid UTF-8", "- a\xff\n- b\n", 0},
	{"control character", "- a\x01\n- b\n", 0},
	{"line separator", "- a\u2028- b\n- c\n", 0},
	{"no-break space", "- a\u00a0b\n- c\n", 1},
	{"return", "- a\r\n- b\r\n", 0},
	{"a mark", "- " + mark + "0\n- a\n", 0},
	{"no end", "- a\n- b", 1},
}

func inLexicon(entries string) string {
	return "name: l\nframes:\n- key: a\n  entries:\n    en:\n      " +
		strings.TrimSuffix(strings.ReplaceAll(entries, "\n", "\n      "), "      ")
}

// TestListsAsYAML: the short way reads what the YAML package does, lines included, and
// takes what it is there for.
func TestListsAsYAML(t *testing.T) {
	for _, c := range forms {
		text := inLexicon(c.entries)
		sameAsYAML(t, []byte(text))
		taken := 0
		if _, runs := takeLists(text); decodeLists(text, "l", &Lexicon{}) {
			for _, r := range runs {
				taken += len(r)
			}
		}
		if taken != c.taken {
			t.Errorf("%s: %d entries taken, want %d", c.name, taken, c.taken)
		}
	}
	for _, text := range []string{
		"name: l\nabout: |\n  - a\n  - b\nframes:\n- key: a\n  entries:\n    en:\n    - c\n",
		"name: l\nframes:\n- key: a\n  definition: b\n   - c\n  entries:\n    en:\n    - d\n",
		"name: l\nframes:\n- key: a\n  entries: &x\n    en:\n    - c\n  except: *x\n",
		"name: l\nframes:\n- key: a\n  entries: {en: [\n    - c\n    - d\n  ]}\n",
		"name: l\nframes:\n- {key: a, entries: {en: [b]}}\n- {key: c, entries: {en: [d]}}\ncontrasts:\n- key: e\n  positive:\n  - a\n  negative:\n  - c\n",
		"name: l\nframes:\n- key: a\n  entries:\n    en:\n    - c\n    fr:\n    es: []\n",
		"- a\n- b\n", "---\n- a\n---\n- b\n", "",
	} {
		sameAsYAML(t, []byte(text))
	}
}

// The lexicons that come with the program are read the short way.
func TestListsOfLibrary(t *testing.T) {
	files, err := filepath.Glob("../../lexicons/norms*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no lexicon", err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sameAsYAML(t, raw)
		if rest, _ := takeLists(string(raw)); !decodeLists(string(raw), f, &Lexicon{}) || strings.Count(rest, "\n      - ") > strings.Count(string(raw), "\n      - ")/10 {
			t.Errorf("%s is left to the YAML package", f)
		}
	}
}

func sameAsYAML(t *testing.T, raw []byte) {
	t.Helper()
	var want, got Lexicon
	err := decode(raw, "l", "lexicon", &want)
	if fast := decodeLists(string(raw), "l", &got); fast && (err != nil || !reflect.DeepEqual(got, want)) {
		t.Errorf("%q:\n%+v, want\n%+v, %v", raw, got, want, err)
	}
}

func FuzzLists(f *testing.F) {
	for _, c := range forms {
		f.Add([]byte(inLexicon(c.entries)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if !bytes.Contains(raw, []byte("- ")) {
			t.Skip()
		}
		sameAsYAML(t, raw)
	})
}
