package markup

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/internal/growth"
)

// TestBlank: what is markup goes, what only looks like it stays.
func TestBlank(t *testing.T) {
	for _, c := range []struct{ about, text, want string }{
		{"an address", "See https://norland.example/a?b=c#d.", "See ."},
		{"in brackets", "(see http://norland.example/a_(b))", "(see )"},
		{"in a Markdown link", "[peace](https://norland.example/peace) now", "[peace]( ) now"},
		{"glued to a word", "peacehttps://t.co/Ab1 now", "peace now"},
		{"another scheme", "at ftp://norland.example and git+ssh://x", "at and git+ "},
		{"www", "Visit www.norland.example/x, please", "Visit , please"},
		{"a host", "from un.org, mfa.gov.cn and Norland.com.", "from , and ."},
		{"a short address", "read pic.twitter.com/Ab1 and t.co/x9", "read and "},
		{"Chinese behind it", "见https://www.norland.cn/art/1主权，", "见 主权，"},
		{"letters above ASCII", "https://norland.example/wiki/Права_человека end", " end"},
		{"cut off", "peace https://t.co/ab… and", "peace … and"},
		{"mail", "Write to first.last+press@mfa.norland.example.", "Write to ."},
		{"a mail link", "mailto:a@b.example", " "},
		{"a name", "thanks @norland and #peace", "thanks @norland and #peace"},
		{"and/or", "peace and/or security, 9/11, km/h, U.S./Norland, a.m./p.m.", "peace and/or security, 9/11, km/h, U.S./Norland, a.m./p.m."},
		{"a lost space", "development.Thus peace.in fact.It is", "development.Thus peace.in fact.It is"},
		{"a ratio", "3:1, 10:30, note: peace://", "3:1, 10:30, note: "},
		{"tags", `<p class="peace">We</p><br/>go<img src='x>y'>.`, " We go ."},
		{"no tags", "a < b, 3 <4, <peace and security>, x<y and y>z", "a < b, 3 <4, <peace and security>, x<y and y>z"},
		{"an element of XML", "<speaker>Mr. A</speaker> said", " Mr. A said"},
		{"with attributes", `<u who="#A" xml:id="x">Peace</u>`, " Peace "},
		{"a comment", "peace <!-- <b>war</b> --> now", "peace now"},
		{"a script", "<script>var peace=1</script>now <style>p{}</style>.", " now ."},
		{"an open comment", "peace <!-- and war", "peace <!-- and war"},
		{"declarations", `<?xml version="1.0"?><!DOCTYPE html><P>peace`, " peace"},
	} {
		got := Blank(c.text)
		if len(got) != len(c.text) {
			t.Errorf("%s: %d bytes became %d", c.about, len(c.text), len(got))
		}
		if squeezed, want := strings.Join(strings.Fields(got), " "), strings.Join(strings.Fields(c.want), " "); squeezed != want {
			t.Errorf("%s: %q became %q, want %q", c.about, c.text, squeezed, want)
		}
	}
}

func TestEntity(t *testing.T) {
	for text, want := range map[string]string{
		"&amp;": "&", "&nbsp;x": "\u00a0", "&#45;": "-", "&#x2019;": "’", "&#8217;s": "’", "&eacute;": "é", "&amp;nbsp;": "\u00a0", "&amp;amp;lt;": "<",
		"&amp more": "&", "&more": "", "&T": "", "& ": "", "&": "", "&notice;": "", "&#;": "", "&ampersand": "", "&#x;": "",
	} {
		decoded, size := Entity(text)
		if decoded != want || size > len(text) || (size == 0) != (want == "") {
			t.Errorf("%q: got %q, %d; want %q", text, decoded, size, want)
		}
	}
}

// TestLinear has texts that begin again and again what never ends.
func TestLinear(t *testing.T) {
	for _, piece := range []string{"<a ", `<a "`, `<a b='`, "<!--", "<a b='<a''", "</", "<x>", "a@", "a.", "www.", "://", "a.b/", "&", "http://(", "<script>"} {
		growth.Linear(t, piece, 1<<16/len(piece), func(n int) func() {
			text := strings.Repeat(piece, n)
			return func() { Blank(text) }
		})
	}
}

func FuzzBlank(f *testing.F) {
	for _, seed := range []string{"See https://a.example/b.", "<p class='x'>a</p>", "a@b.example &amp;nbsp; &#x41;", "<!-- x -->www.a.example/(b)", "主https://x主"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		got := Blank(text)
		if len(got) != len(text) || !utf8.ValidString(got) || strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Errorf("%q became %q", text, got)
		}
		for i := range text {
			switch text[i] {
			case '&':
				if decoded, size := Entity(text[i:]); size > len(text)-i || !utf8.ValidString(decoded) {
					t.Errorf("%q at %d: %q, %d", text, i, decoded, size)
				}
			case ':', '.', '/', '@':
				if start, end := Address(text, i); end != 0 && (start > i || end <= i || end > len(text)) {
					t.Errorf("%q at %d: %d..%d", text, i, start, end)
				}
			}
		}
	})
}

// TestNext: no mark is passed over, wherever it stands in eight bytes.
func TestNext(t *testing.T) {
	for b := range 256 {
		for n := range 20 {
			text := strings.Repeat("a", n) + string([]byte{byte(b)}) + strings.Repeat("z", 20)
			if at := next(text, 0); marks[b] && at > n {
				t.Errorf("%q: goes on at %d", text, at)
			}
		}
	}
	if text := strings.Repeat("peace, ", 10); next(text, 0) < len(text)-8 {
		t.Errorf("%q: stops at %d", text, next(text, 0))
	}
}
