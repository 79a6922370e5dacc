package token

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// TestMarkup: what is markup is no word, and every word leads back to its bytes.
func TestMarkup(t *testing.T) {
	for _, c := range []struct{ about, code, raw, words, surfaces string }{
		{"entities", "en", "peace&nbsp;and self&#45;determination, caf&eacute;", "peace and self determination café", "peace|and|self|determination|caf&eacute;"},
		{"written out twice", "en", "R&amp;amp;D &amp;lt;b&amp;gt;peace", "R D peace", "R|D|peace"},
		{"a soft hyphen", "en", "sover&shy;eignty", "sovereignty", "sover&shy;eignty"},
		{"an address", "en", "peace https://norland.example/war and", "peace and", "peace|and"},
		{"tags in a word", "en", "sove<b>reign</b>ty</p><p>peace", "sovereignty peace", "sove<b>reign</b>ty|peace"},
		{"a footnote", "en", "development<sup>12</sup> of", "development of", "development|of"},
		{"combining after an entity", "en", "cafe&#769; &amp; bar", "café bar", "cafe&#769;|bar"},
	} {
		d, err := NewTokenizer(NewVocabulary()).Tokenize(c.raw, c.code)
		if err != nil {
			t.Fatal(err)
		}
		words, surfaces := wordsOf(d, c.raw)
		if words != c.words || surfaces != c.surfaces {
			t.Errorf("%s: %q: got %q from %q, want %q from %q", c.about, c.raw, words, surfaces, c.words, c.surfaces)
		}
	}
}

func wordsOf(d *Document, raw string) (words, surfaces string) {
	var w, s []string
	for _, tok := range d.Tokens {
		if tok.Word != Boundary {
			start, end := d.Text.Raw(int(tok.Start), int(tok.End))
			w, s = append(w, d.Word(tok.Word)), append(s, raw[start:end])
		}
	}
	return strings.Join(w, " "), strings.Join(s, "|")
}

// TestTagsEndSentences: paragraphs and cells are apart, lines and emphasis not.
func TestTagsEndSentences(t *testing.T) {
	for raw, want := range map[string]int{
		"<p>We want peace</p><p>They do not</p>": 2, "We want<br>peace": 1, "<b>We</b> want": 1, "<td>One</td><td>Two</td>": 2,
		"We want peace<br><br>They do not": 2, "<li>One<li>Two<li>Three": 3,
	} {
		d, err := NewTokenizer(NewVocabulary()).Tokenize(raw, "en")
		if err != nil || len(d.Sentences) != want {
			t.Errorf("%q: %d sentences, want %d; %v", raw, len(d.Sentences), want, err)
		}
	}
}

// TestSkip: what is skipped is no word, ends no sentence and keeps no words apart
// that a line end joins.
func TestSkip(t *testing.T) {
	for _, c := range []struct {
		about, raw, skip string
		sentences        int
		words            string
	}{
		{"a line", "We want sustain-\n[Page 3]\nable development.", "[Page 3]", 1, "We want sustainable development"},
		{"a line with blanks, CRLF", "We want\r\n  [Page 3] \r\npeace.", "[Page 3]", 1, "We want peace"},
		{"within a line", "We want [applause] peace.", "[applause]", 1, "We want peace"},
		{"inside a word", "sover[x]eignty", "[x]", 1, "sover eignty"},
		{"a paragraph", "One.\n\nShare this.\n\nTwo.", "Share this.", 2, "One Two"},
		{"the last line", "One.\nShare this.", "Share this.", 1, "One"},
		{"all of it", "Share this.", "Share this.", 0, ""},
		{"with an entity before it", "A &amp; B [x] C", "[x]", 1, "A B C"},
	} {
		at := strings.Index(c.raw, c.skip)
		d, err := NewTokenizer(NewVocabulary()).TokenizeInput(t.Context(), Input{Text: c.raw, Lang: "en", Skip: []lang.Span{{Start: at, End: at + len(c.skip)}}})
		if err != nil {
			t.Fatal(err)
		}
		if words, _ := wordsOf(d, c.raw); words != c.words || len(d.Sentences) != c.sentences {
			t.Errorf("%s: got %q in %d sentences, want %q in %d", c.about, words, len(d.Sentences), c.words, c.sentences)
		}
	}
}

// TestParts: each part is tokenized by its language, and leads back to its bytes.
func TestParts(t *testing.T) {
	raw := "We want peace.\n\n主权和发展。\nAnd [x] ﬁnally café&nbsp;peace."
	zh, en := strings.Index(raw, "主"), strings.Index(raw, "And")
	skip := strings.Index(raw, "[x]")
	tk := NewTokenizer(NewVocabulary())
	for range 2 { // memory is used again
		d, err := tk.TokenizeInput(t.Context(), Input{
			Text: raw, Lang: "en", Skip: []lang.Span{{Start: skip, End: skip + 3}},
			Parts: []lang.Part{
				{Span: lang.Span{Start: 0, End: zh}, Lang: lang.English}, {Span: lang.Span{Start: zh, End: en}, Lang: lang.Chinese},
				{Span: lang.Span{Start: en, End: len(raw)}, Lang: lang.English},
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		words, surfaces := wordsOf(d, raw)
		if words != "We want peace And finally café peace" || surfaces != "We|want|peace|And|ﬁnally|café|peace" {
			t.Errorf("%q from %q", words, surfaces)
		}
		var got []string
		for _, s := range d.Sentences {
			start, end := d.Text.Raw(int(s.Start), int(s.End))
			got = append(got, s.Lang.Code+" "+raw[start:end])
		}
		if want := "en We want peace.|zh 主权和发展。|en And [x] ﬁnally café&nbsp;peace."; strings.Join(got, "|") != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if d.Sentences[1].Paragraph == d.Sentences[0].Paragraph || d.Words != 10 {
			t.Errorf("%+v, %d words", d.Sentences, d.Words)
		}
	}
}

// FuzzInput: skipped stretches and parts leave sentences and tokens in order, and
// no token leads to a byte that is skipped alone.
func FuzzInput(f *testing.F) {
	f.Add("We want [x] peace.\n主权。\n&amp; <b>so</b> on", 8, 11, 19)
	f.Add("a\n\nb&nbsp;c", 0, 1, 2)
	tk := NewTokenizer(NewVocabulary())
	if _, err := tk.Tokenize("主", "zh"); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw string, from, to, cut int) {
		from, to, cut = runeAt(raw, from), runeAt(raw, to), runeAt(raw, cut)
		if !utf8.ValidString(raw) || from >= to {
			return
		}
		in := Input{Text: raw, Lang: "en", Skip: []lang.Span{{Start: from, End: to}}}
		if cut > 0 && cut < len(raw) {
			in.Parts = []lang.Part{{Span: lang.Span{Start: 0, End: cut}, Lang: lang.English}, {Span: lang.Span{Start: cut, End: len(raw)}, Lang: lang.Chinese}}
		}
		d, err := tk.TokenizeInput(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		at, last := int32(0), 0
		for _, s := range d.Sentences {
			for _, tok := range d.Tokens[s.First:s.Last] {
				start, end := d.Text.Raw(int(tok.Start), int(tok.End))
				if tok.Start < at || start < last || end < start || end > len(raw) || start >= from && end <= to && end > start {
					t.Fatalf("%q: token %+v leads to %d..%d (skipped %d..%d)", raw, tok, start, end, from, to)
				}
				at, last = tok.End, start
			}
		}
	})
}

// runeAt moves a number to where a character of the text begins.
func runeAt(text string, at int) int {
	if at < 0 || at > len(text) {
		return 0
	}
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}
