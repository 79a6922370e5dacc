package lexicon

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/lexicons"
	"github.com/frameshift/frameshift/pipeline/token"
)

const head = "name: t\nframes:\n"

// sides is a lexicon up to the contrasts.
const sides = head + "- {key: a, entries: {en: [x]}}\n- {key: b, entries: {en: [y]}}\npairs: [{key: p, a: [a], b: [b]}]\ncontrasts:\n"

// TestParseErrors: what is wrong, and where.
func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ name, yaml, want string }{
		{"empty", "", "t.yaml: the file is empty"},
		{"tab", "name: t\nframes:\n\t- key: a\n", "t.yaml:3: a tab indents the line"},
		{"unknown key", "name: t\nframe: []\n", "t.yaml:2: unknown key frame"},
		{"unknown key of a frame", head + "- key: a\n  entry: {en: [x]}\n", "t.yaml:4: unknown key entry"},
		{"unknown key of an entry", head + "- key: a\n  entries:\n    en:\n    - {trem: x}\n", "t.yaml:6: unknown key trem"},
		{"duplicate frame", head + "- key: a\n  entries: {en: [x]}\n- key: a\n  entries: {en: [y]}\n", "t.yaml:5: duplicate frame a: it stands on line 3"},
		{"empty entry", head + "- key: a\n  entries:\n    en:\n    - x\n    - ''\n", "t.yaml:7: frame a: an empty entry"},
		{"null entry", head + "- key: a\n  entries:\n    en:\n    - x\n    -\n", "t.yaml:7: an empty entry"},
		{"punctuation", head + "- key: a\n  entries:\n    en: ['peace, security']\n", "t.yaml:5: frame a: entry \"peace, security\" holds punctuation"},
		{"several", head + "- key: a\n  entries:\n    en: ['x, y',\n      '']\n- key: a\n  entries: {en: []}\n",
			"t.yaml:6: frame a: an empty entry: give a term or take the line out\nt.yaml:7: duplicate frame a: it stands on line 3 already; merge the two\nt.yaml:7: frame a has no entries"},
		{"bad match", head + "- key: a\n  entries:\n    en: [{term: x, match: fuzzy}]\n", "match \"fuzzy\""},
		{"bad regex", head + "- key: a\n  entries:\n    en: [{term: 'x(', match: regex}]\n", "missing closing )"},
		{"no number", head + "- key: a\n  entries:\n    en: [{term: x, weight: .nan}]\n", "weight NaN"},
		{"no end", head + "- key: a\n  entries:\n    en: [{term: x, weight: .inf}]\n", "weight +Inf"},
		{"a slash", head + "- key: a\n  entries:\n    en: [9/11]\n", "holds punctuation"},
		{"a dash", head + "- key: a\n  entries:\n    en: [win–win]\n", "holds punctuation"},
		{"bad weight", head + "- key: a\n  entries:\n    en: [{term: x, weight: -1}]\n", "weight -1"},
		{"language", head + "- key: a\n  entries: {la: [x]}\n", "language \"la\""},
		{"Chinese glob", head + "- key: a\n  entries: {zh: ['主权*']}\n", "may hold no * or ?"},
		{"no frames", "name: t\n", "at least one frame"},
		{"contrast", head + "- key: a\n  entries: {en: [x]}\ncontrasts:\n- {key: c, positive: [a], negative: [b]}\n", "t.yaml:6: contrast c names b"},
		{"pair of hits", sides + "- {key: c, positive: [a], negative: {pairs: [p]}}\n", "say count: sentences"},
		{"no such pair", sides + "- {key: c, count: sentences, positive: [a], negative: {pairs: [q]}}\n", "names q, which is no pair"},
		{"pair twice", sides + "- {key: c, count: sentences, positive: {pairs: [p]}, negative: {pairs: [p]}}\n", "names p twice"},
		{"empty side", sides + "- {key: c, count: sentences, positive: [a], negative: {}}\n", "a side names no frame"},
		{"what is counted", sides + "- {key: c, count: words, positive: [a], negative: [b]}\n", "count \"words\": want hits or sentences"},
		{"key of a side", sides + "- {key: c, positive: [a], negative: {frame: [b]}}\n", "unknown key frame"},
		{"not YAML", "name: [\n", "t.yaml"},
		{"long entry", head + "- key: a\n  entries:\n    en: ['" + strings.Repeat("x ", 10_000) + "']\n", "has 10000 tokens"},
	} {
		_, err := Parse(strings.NewReader(c.yaml), "t.yaml")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want %q in it", c.name, err, c.want)
		}
	}
}

// scan returns the hits of a text as "surface frame[ reason]".
func scan(tb testing.TB, lex *Lexicon, text, lang string) []string {
	tb.Helper()
	m, err := Compile(lex, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	d, err := token.NewTokenizer(token.NewVocabulary()).Tokenize(text, lang)
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for _, h := range m.NewFinder().Find(d) {
		s, e := d.Text.Raw(int(h.Start), int(h.End))
		out = append(out, strings.TrimSpace(text[s:e]+" "+m.Entries()[h.Entry].Key+" "+h.Reason.String()))
	}
	return out
}

func parse(tb testing.TB, yaml string) *Lexicon {
	tb.Helper()
	lex, err := Parse(strings.NewReader(yaml), "t.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return lex
}

func TestScan(t *testing.T) {
	lex := parse(t, `
name: t
frames:
- key: sec
  entries:
    en: [secur*, peace and security, {term: US, case: true}, {term: '\*', match: glob}, {term: 'd.v', match: regex}, "people's", 'wom?n']
    zh: [安全, 主权, 印度, 统筹发展和安全]
  except:
    en: [security council]
    zh: [安全理事会]
`)
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Security, and peace and security.", "Security sec|peace and security sec"},
		{"en", "The Security Council's security.", "Security sec blocked|security sec"},
		{"en", "cyber-security", "security sec"},
		{"en", "peace\nand   security", "peace\nand   security sec"},
		{"en", "peace and, security", "security sec"},
		{"en", "peace and. Security", "Security sec"},
		{"en", "the US and us", "US sec"},
		{"en", "a dev and devs", "dev sec"},
		{"en", "the people’s will", "people’s sec"},
		{"en", "women and woman and womens", "women sec|woman sec"},
		{"zh", "主权和安全。安全理事会", "主权 sec|安全 sec|安全 sec blocked"},
		{"zh", "印度尼西亚与印度", "印度 sec inside-word|印度 sec"},
		{"zh", "坚持统筹发展和安全", "统筹发展和安全 sec"},
		{"zh", "堅持統籌發展和安全", "統籌發展和安全 sec"},
		{"zh", "坚持统筹发\n展和安全", "统筹发\n展和安全 sec"},
	} {
		if got := strings.Join(scan(t, lex, c.text, c.lang), "|"); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestEmbedded: every lexicon that comes with the program parses and compiles.
func TestEmbedded(t *testing.T) {
	files, err := lexicons.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), lexicons.RulePrefix) {
			continue
		}
		r, err := lexicons.FS.Open(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		lex, err := Parse(r, f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Compile(lex, Options{}); err != nil {
			t.Error(err)
		}
	}
}

// TestRegexIsLinear: a pattern that explodes elsewhere takes no time in RE2.
func TestRegexIsLinear(t *testing.T) {
	lex := parse(t, head+"- key: a\n  entries:\n    en: [{term: '(a|aa)+$', match: regex}, '*a*a*a*a*a*a*a*b']\n")
	if got := scan(t, lex, strings.Repeat("a", 200_000)+"c", "en"); got != nil {
		t.Errorf("got %v", got)
	}
}

// TestCheckFindsItself: an entry whose own text is no hit can never match.
func TestCheckFindsItself(t *testing.T) {
	text := "name: a\nframes:\n- key: a\n  definition: a\n  entries:\n    en: [\"U.S. policy\", \"etc. Peace\", \"vol. 5\"]\n"
	lex, err := Parse(strings.NewReader(text), "a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	findings, err := Check(lex)
	if err != nil || len(findings) != 1 || !findings[0].Error || findings[0].Where != "a: etc. Peace" {
		t.Errorf("%+v, %v", findings, err)
	}
}
