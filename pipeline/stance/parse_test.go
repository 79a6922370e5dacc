package stance_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/stance"
)

const head = "name: t\nlang: en\n"

// TestParseErrors: what is wrong with a rule file is said with the line and the cure.
func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "t.yaml: the file is empty"},
		{"lang: en\ndenied: [not]\n", `t.yaml:1: name: "": want a short name`},
		{"name: t\ndenied: [not]\n", `t.yaml:1: lang: "": want the language the cues are in: ar`},
		{"name: t\nlang: klingon\ndenied: [not]\n", `t.yaml:1: lang: "klingon"`},
		{head, "t.yaml:1: no cue: give some under denied, uncertain, speech or quotes"},
		{head + "denied: [not]\nnegated: [no]\n", "t.yaml:4: unknown key negated"},
		{head + "denied:\n\t- not\n", "t.yaml:4: a tab indents the line"},
		{head + "denied: [not]\n---\nname: u\n", "t.yaml:4: a second document begins here (---): a rule file is one"},
		{head + "denied:\n- not\n- {cue: no, reach: 3}\n", "t.yaml:5: unknown key reach of a cue: it may have cue, direction, width, undoes, case, note"},
		{head + "denied:\n- {cue: no, width: wide}\n", "t.yaml:4: width: "},
		{head + "denied:\n- [not]\n", "t.yaml:4: a cue is a wording or a mapping with the key cue"},
		{head + "denied:\n- {width: 3}\n", "t.yaml:4: denied: a cue without a wording"},
		{head + "denied: [not, 'not']\n", `t.yaml:3: denied: "not" stands on line 3 already: take one out`},
		{head + "denied:\n- {cue: no, direction: left}\n", `t.yaml:4: denied: direction "left" of "no": want before`},
		{head + "denied:\n- {cue: no, width: 51}\n", `t.yaml:4: denied: width 51 of "no": want 1 to 50 words`},
		{head + "denied:\n- {cue: no, undoes: -1}\n", `t.yaml:4: denied: undoes -1 of "no": want 1 to 50 words`},
		{head + "uncertain:\n- {cue: if, undoes: 3}\n", `t.yaml:4: uncertain: "if" undoes a denial: only cues under denied can`},
		{head + "denied: [not]\npseudo:\n- {cue: not only, width: 2}\n", `t.yaml:5: pseudo: "not only" has a direction or a width`},
		{head + "denied: ['?!']\n", `t.yaml:3: denied: "?!" holds no letter: a cue is words`},
		{head + "denied: ['no, never']\n", `t.yaml:3: denied: "no, never" holds punctuation (,)`},
		{head + "denied: [" + strings.Repeat("x", 201) + "]\n", "is longer than 200 bytes: a cue is a word or a few"},
		{"name: t\nlang: zh\ndenied: ['不*']\n", `t.yaml:3: denied: "不*": a Chinese cue matches as a string of characters`},
		{head + "width: 51\ndenied: [not]\n", "t.yaml:1: width: 51: want 1 to 50 words"},
		{head + "speech: {before: -1, verbs: [say]}\n", "t.yaml:1: speech.before: -1: want 1 to 50 words"},
		{head + "quotes: {marks: ['\"']}\n", `t.yaml:1: quotes.marks: "\"": want two marks, the opening and the closing one`},
		{head + "quotes: {marks: [ab]}\n", `t.yaml:1: quotes.marks: "ab"`},
	} {
		_, err := stance.Parse(strings.NewReader(c.text), "t.yaml")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q\ngot  %v\nwant %s", c.text, err, c.want)
		}
	}
	var many strings.Builder
	many.WriteString(head + "denied:\n")
	for i := range 10_001 {
		fmt.Fprintf(&many, "- x%d\n", i)
	}
	if _, err := stance.Parse(strings.NewReader(many.String()), "t.yaml"); err == nil || !strings.Contains(err.Error(), "10001 cues: at most 10000") {
		t.Errorf("10,001 cues: %v", err)
	}
}

// TestCompileErrors: rule files that contradict each other.
func TestCompileErrors(t *testing.T) {
	parse := func(text string) *stance.Rules {
		r, err := stance.Parse(strings.NewReader(text), "t.yaml")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	a, b := parse(head+"denied: [not]\n"), parse("name: u\nlang: en\ndenied: [no]\n")
	if _, err := stance.Compile(a, b); err == nil || !strings.Contains(err.Error(), "rule files t and u are both of the language en: name one") {
		t.Errorf("two files of one language: %v", err)
	}
	if _, err := stance.Compile(parse(head + "denied: [not]\nuncertain: [not]\n")); err == nil || !strings.Contains(err.Error(), `"not" is in two lists`) {
		t.Errorf("a cue of two kinds: %v", err)
	}
}

// Whatever is taken for a rule file, it is one, and compiles or says why not, or is
// refused with the name of the file.
func FuzzParse(f *testing.F) {
	for _, name := range stance.Default() {
		file, err := stance.Load(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(file.Raw))
	}
	f.Add(head + "width: 3\ndenied: [not, {cue: 'no*', direction: after, width: 2, undoes: 4, case: true}]\nshields: [that]\nquotes: {marks: ['“”'], words: [so called]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := stance.Parse(strings.NewReader(text), "t.yaml")
		if err != nil {
			if !strings.Contains(err.Error(), "t.yaml") {
				t.Errorf("%v: no name of the file", err)
			}
			return
		}
		if _, err := stance.Compile(rules); err != nil && err.Error() == "" {
			t.Error("an error without a word")
		}
	})
}
