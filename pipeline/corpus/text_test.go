package corpus

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestLegible: codes of glyphs are garbled, figures and lines around words are not.
func TestLegible(t *testing.T) {
	words := "Exports of goods and services by year "
	for _, c := range []struct {
		about, text string
		ok          bool
	}{
		{"glyph names", strings.Repeat("/0 /1 /2/3 /i255 /14 /7 ", 10), false},
		{"glyph numbers", strings.Repeat("12 7 33 18 101 4 ", 10), false},
		{"glyph ids", strings.Repeat("(cid:12)(cid:7) ", 10), false},
		{"control characters", strings.Repeat("\x01\x02\x11 \x05\x08a ", 10), false},
		{"signs", strings.Repeat("7KH$%&'()+* !\"#1,-2.3 ", 10), false},
		{"a few words before glyph names", words + strings.Repeat("/0 /1 /2/3 /i255 /14 /7 ", 10), false},
		{"a table", words + strings.Repeat("2019 1,234.5 (12.3%) $45 -3.1 ", 4), true},
		{"a contents page", "Introduction ........................................ 3\nSecurity . . . . . . . . . . . . . . . . . . . . . 12", true},
		{"ruled", "Statement\n==============================\nby the Minister\n------------------------------", true},
		{"prose", english, true}, {"few characters", "2019-03-05", true}, {"Chinese", chinese, true},
	} {
		if letters, all, ok := legible(c.text); ok != c.ok {
			t.Errorf("%s: %d letters of %d (%d drawn): got %v", c.about, letters, all, countDrawn(c.text), ok)
		}
	}
}

// TestNothing: words for nothing are no texts; words that say something are.
func TestNothing(t *testing.T) {
	for _, text := range []string{"NA", "n/a", "N.A.", " NaN\n", "null", "NULL", "None", "none.", "nil", "[deleted]", "[removed]", "#REF!", "#N/A", "#DIV/0!", "<NA>", "\\N", `"NA"`, "(null)", "Not available", "undefined", "无", "暂无。"} {
		got := readCorpus(t, Options{Lang: "en"}, temp(t, "a.jsonl", fmt.Sprintf(`{"date":"2020","text":%q}`, text)))
		if len(got.docs) != 0 || got.rejected[0].Reason != ReasonEmpty {
			t.Errorf("%q: %+v", text, got.rejected)
		}
	}
	for _, text := range []string{"Nobody", "No.", "None of us.", "Nil returns are due.", "NATO", "Null and void."} {
		if isNothing(text) {
			t.Errorf("%q is taken for nothing", text)
		}
	}
}

// TestFrontMatter: YAML at the head of a Markdown file is fields and no text.
func TestFrontMatter(t *testing.T) {
	for _, c := range []struct{ about, name, text, want string }{
		{"YAML", "a.md", "---\ntitle: On peace\ndate: 2020-03-05\ntags: [a, b]\nby: {name: X}\nempty:\n---\n" + english, "2020-03-05|On peace|a; b|X|"},
		{"with a BOM and CRLF", "a.markdown", "\uFEFF---\r\ntitle: On peace\r\ndate: 2020-03-05\r\n---\r\n" + english, "2020-03-05|On peace|||\uFEFF"},
		{"no YAML: a colon in a title", "a.md", "---\ntitle: Peace: a plan\ndate: \"2020-03-05\"\n---\n" + english, "2020-03-05|Peace: a plan|||"},
		{"closed by dots", "a.md", "---\ndate: 2020-03\n...\n" + english, "2020-03||||"},
		{"never closed", "2020.md", "---\ntitle: x\n\n" + english, "2020||||---\ntitle: x"},
		{"a rule, not front matter", "2020.md", "---\n\n---\n" + english, "2020||||---\n\n---"},
		{"no Markdown", "2020.txt", "---\ntitle: x\n---\n" + english, "2020||||---\ntitle: x\n---"},
	} {
		o := dated()
		o.Meta = Columns{Names: []string{"tags", "by.name"}}
		got := readCorpus(t, o, temp(t, c.name, c.text))
		if len(got.docs) != 1 {
			t.Errorf("%s: %+v", c.about, got.rejected)
			continue
		}
		d := got.docs[0]
		tags, _ := d.Get("tags")
		by, _ := d.Get("by.name")
		if have := fmt.Sprintf("%s|%s|%s|%s|%s", d.Date, d.Title, tags, by, visibleOf(d, english)); have != c.want || d.Text != c.text {
			t.Errorf("%s: got %q, want %q", c.about, have, c.want)
		}
	}
}

// visibleOf is what of a document is not skipped, without the end.
func visibleOf(d *Document, end string) string {
	out, at := "", 0
	for _, s := range d.Skip {
		out, at = out+d.Text[at:s.Start], s.End
	}
	return strings.TrimRight(strings.TrimSuffix(out+d.Text[at:], end), "\r\n")
}

// TestSkipAndFromText: what patterns fit is skipped, overlaps or not; fields come from
// the text where nothing else states them.
func TestSkipAndFromText(t *testing.T) {
	o := options(t, `
skip: ['^\[.*\]$', 'Page \d+', 'Page \d+ of \d+']
from_text: {date: '^Date: (.*)$', issuer: '^(?:From (\w+)|(\w+) speaking)$', session: 'session (\d+)'}
`)
	text := "Date: 5 March 2020\nNorland speaking\n[applause]\n" + english + " Page 3 of 9 session 12"
	got := readCorpus(t, o, temp(t, "a.jsonl", fmt.Sprintf(`{"text":%q}`+"\n"+`{"text":%q,"date":"2019","issuer":"A"}`+"\n"+`{"text":"[%s]","date":"2019"}`, text, text, english)))
	wantReasons(t, got, 2, map[Reason]int{ReasonEmpty: 1})
	for i, want := range []string{"2020-03-05 Norland 12", "2019 A 12"} {
		d := got.docs[i]
		session, _ := d.Get("session")
		if have := fmt.Sprintf("%s %s %s", d.Date, d.Issuer, session); have != want {
			t.Errorf("got %s, want %s", have, want)
		}
		var skipped []string
		for _, s := range d.Skip {
			skipped = append(skipped, d.Text[s.Start:s.End])
		}
		if want := []string{"[applause]", "Page 3 of 9"}; !slices.Equal(skipped, want) || d.Text != text {
			t.Errorf("skipped %q", skipped)
		}
	}
}

func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{"---\na: b\n---\nc", "---\na: [b, {c: d}]\nx: &y z\nw: *y\n---", "---\n\n---\n", "---\na: b: c\n...\n", "---\n- a\n---"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		start, inside, end := frontMatter(text)
		if start > end || end > len(text) || !strings.Contains(text[start:end], inside) {
			t.Errorf("%q: %d..%d, %q", text, start, end, inside)
		}
		for _, field := range yamlFields(inside) {
			if field.Key == "" || field.Value == "" {
				t.Errorf("%q: %+v", text, field)
			}
		}
	})
}
