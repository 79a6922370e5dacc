package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/token"
)

// surfaces are the kept hits of a lexicon with one frame, in the words of the text.
func surfaces(t *testing.T, code, entries, except, text string) (out []string) {
	t.Helper()
	source := "name: t\nframes:\n- key: a\n  entries: {" + code + ": [" + entries + "]}\n"
	if except != "" {
		source += "  except: {" + code + ": [" + except + "]}\n"
	}
	lex, err := Parse(strings.NewReader(source), "t.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Compile(lex, Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := token.NewTokenizer(token.NewVocabulary()).Tokenize(text, code)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range m.NewFinder().Find(d) {
		if h.Reason == Kept {
			start, end := d.Text.Raw(int(h.Start), int(h.End))
			out = append(out, text[start:end])
		}
	}
	return out
}

// TestLanguages: made-up texts with every hit counted by hand.
func TestLanguages(t *testing.T) {
	for _, c := range []struct{ code, about, entries, except, text, want string }{
		{"ar", "an entry without the article matches with any particle, once", "سيادة", "",
			"سيادة والسيادة وبالسيادة للسيادة وللسيادة كالسيادة فسيادة سيادتها أسيادة", "سيادة|والسيادة|وبالسيادة|للسيادة|وللسيادة|كالسيادة|فسيادة"},
		{"ar", "one with the article only with it", "السلم", "", "السلم والسلم للسلم بالسلم وسلم سلم", "السلم|والسلم|للسلم|بالسلم"},
		{"ar", "stars go with particles", "'سيادت*'", "", "سيادتها وسيادتنا سيادة", "سيادتها|وسيادتنا"},
		{"ar", "forms of alef, vowel signs and tatweel", "أمن", "", "الأمن الامن اﻷمن والأمـــن أَمْنٌ آمن", "الأمن|الامن|اﻷمن|والأمـــن|أَمْن|آمن"},
		{"ar", "phrases, and exceptions with particles", "أمن", "مجلس الأمن", "في مجلس الأمن ولمجلس الأمن، والأمن القومي", "والأمن"},
		{"ar", "a star that stands alone takes one word", "'تنمية * شاملة'", "", "التنمية البشرية الشاملة", "التنمية البشرية الشاملة"},
		{"fr", "elision before an entry and inside it", "indépendance, souveraineté de l'état", "", "l'indépendance, L’INDÉPENDANCE, la souveraineté de l'Etat et d’indépendance", "indépendance|INDÉPENDANCE|souveraineté de l'Etat|indépendance"},
		{"fr", "an entry's own accent", "état, œuvre", "", "Etat état ÉTAT oeuvre Œuvre étal", "Etat|état|ÉTAT|oeuvre|Œuvre"},
		{"ru", "cases by a star, yo and stress", "'территориальн* целостност*', 'зелён*'", "", "территориальной целостности, зеленый, Зелёная, территориальна\u0301я целостность", "территориальной целостности|зеленый|Зелёная|территориальна\u0301я целостность"},
		{"es", "capitals without accent", "áfrica, 'soberan*'", "", "Africa y África soberanas, áfrica", "Africa|África|soberanas|áfrica"},
		{"es", "no phrase crosses a mark", "paz y seguridad", "", "¿Paz? Y seguridad. Paz y seguridad", "Paz y seguridad"},
	} {
		got := surfaces(t, c.code, c.entries, c.except, c.text)
		if want := strings.Split(c.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s, %s:\ngot  %s\nwant %s", c.code, c.about, strings.Join(got, "|"), c.want)
		}
	}
}

// TestCheckLanguages: what a frame lacks is said once a frame, and which
// languages say little of it.
func TestCheckLanguages(t *testing.T) {
	lex, err := Parse(strings.NewReader(`
name: t
frames:
- key: a
  definition: A.
  entries: {en: [one, two, three], fr: [un, deux], ru: [раз], zh: [一]}
- key: b
  definition: B.
  entries: {en: [four], ar: [أربعة]}
`), "t.yaml")
	if err != nil {
		t.Fatal(err)
	}
	findings, err := Check(lex)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range findings {
		got = append(got, fmt.Sprint(f.Where, ": ", f.What))
	}
	want := []string{
		"a: it has no entries in ar, which other frames have",
		"a: its languages are out of balance: 3 entries in en, 1 in ru and 1 in zh",
		"b: it has no entries in fr, ru and zh, which other frames have",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
