package token

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/frameshift/frameshift/pipeline/lang"
)

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"plain", "Peace and security.", "Peace and security."},
		{"composed", "cafe\u0301 society", "café society"},
		{"kept apart by NFC", "½ ﬁn", "½ ﬁn"},
		{"byte order mark", "\ufeffPeace", "Peace"},
		{"zero width", "sove\u200breign\u2060ty", "sovereignty"},
		{"soft hyphen", "sover\u00adeignty", "sovereignty"},
		{"OCR's soft hyphen", "interna¬tional", "international"},
		{"a negation stays", "¬ p", "¬ p"},
		{"line end", "develop-\nment", "development"},
		{"line end, CRLF and blanks", "develop- \r\n  ment", "development"},
		{"line end of a compound", "self-\ndetermination", "self-determination"},
		{"line end before a capital", "Asia-\nPacific", "Asia-\nPacific"},
		{"blank line is no line end", "develop-\n\nment", "develop-\n\nment"},
		{"hyphen within a line", "cyber-sovereignty", "cyber-sovereignty"},
		{"dash", "peace—security", "peace — security"},
		{"double hyphen", "peace--security", "peace -- security"},
		{"slash", "and/or", "and / or"},
		{"ellipsis", "peace…security", "peace … security"},
		{"guillemets", "«peace»", " « peace » "},
		{"opening quotation mark", "the ‘security’ of", "the ‘ security’ of"},
		{"opening apostrophe", "'security'", "' security'"},
		{"apostrophe inside", "China's", "China's"},
	} {
		var text Text
		text.normalize(c.raw, lang.English)
		if got := string(text.Norm); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.name, c.raw, got, c.want)
		}
	}
	chinese := Normalized("统筹发\n  展和安全。\n\n网络 空间，Internet 治理, ＩＣＴ\ufe0f５𝐀oﬃce", lang.Chinese)
	if got, want := chinese, "统筹发展和安全。\n\n网络空间，internet 治理, ict5aoffice"; got != want {
		t.Errorf("Chinese: got %q, want %q", got, want)
	}
}

// TestOffsets: every word of the normalised text leads back to the raw bytes
// that spell it.
func TestOffsets(t *testing.T) {
	raw := "\ufeffThe cafe\u0301’s “sove\u200breignty”—and develop-\r\nment ‘security’ of interna¬tional/na\u0308ive order."
	want := []string{"The", "cafe\u0301", "’s", "sove\u200breignty", "and", "develop-\r\nment", "security", "of", "interna¬tional", "na\u0308ive", "order"}
	d, err := NewTokenizer(NewVocabulary()).Tokenize(raw, "en")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, tok := range d.Tokens {
		if tok.Word != Boundary {
			start, end := d.Text.Raw(int(tok.Start), int(tok.End))
			got = append(got, raw[start:end])
		}
	}
	diff(t, "token", raw, got, want)
}

// plainNormalize is Normalize by one replacement after the other.
func plainNormalize(raw string) string {
	s := norm.NFC.String(raw)
	s = regexp.MustCompile(`(\pL)¬(\pL)`).ReplaceAllString(s, "$1$2")
	s = strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, s)
	s = regexp.MustCompile(`(\pL+)([-\x{2010}])[ \t]*(?:\r\n|\n|\r)[ \t]*(\p{Ll})`).ReplaceAllStringFunc(s, func(m string) string {
		word := m[:strings.IndexFunc(m, func(r rune) bool { return !unicode.IsLetter(r) })]
		hyphen, size := utf8.DecodeRuneInString(m[len(word):])
		_ = size
		next := m[len(strings.TrimRightFunc(m, unicode.IsLetter)):]
		if lang.English.Compounds[strings.ToLower(word)] {
			return word + string(hyphen) + next
		}
		return word + next
	})
	s = regexp.MustCompile(`(^|[\s(\["“/‒–—―−…«»‹›•·■-])(['‘])(\pL)`).ReplaceAllString(s, "$1$2 $3")
	s = regexp.MustCompile(`-{2,}|[/‒–—―−…«»‹›•·■]`).ReplaceAllString(s, " $0 ")
	return s
}

// TestNormalizeSpeeches: on real speeches the one-pass rewriting equals the
// plain replacements.
func TestNormalizeSpeeches(t *testing.T) {
	var text Text
	for _, raw := range everyNth(t, 7, some(1500)) {
		text.normalize(raw, lang.English)
		got, want := strings.Fields(string(text.Norm)), strings.Fields(plainNormalize(raw))
		diff(t, "span", raw, got, want)
	}
}

// FuzzTokenize: whatever the text, sentences are those of prose on the normalised
// paragraphs, words those of UAX #29, and every token leads back into the raw text.
func FuzzTokenize(f *testing.F) {
	for _, s := range []string{
		"Mr. Smith went. He said \"no.\" and left.", "The U.S. and the U.N. agreed. (See para. 3.) Nothing else.",
		"1. One.\n2. Two. 3.5 per cent. J. Bach . . . and so on...", "“Peace.” he said. ‘Security’ isn't İstanbul's.",
		"no. 5 vs. Gov. X?! Yes! F.B.I. agents. etc. The", "a-b--c d/e f—g\n\nh-\ni ¬ j¬k \ufeff", "'sovereign' 'll don't can't İn't",
	} {
		f.Add(s)
	}
	v := NewVocabulary()
	f.Fuzz(func(t *testing.T, raw string) {
		if !utf8.ValidString(raw) || strings.Contains(raw, "Yahoo!") {
			t.Skip()
		}
		tk := NewTokenizer(v)
		oracle(loadedProse).compare(t, tk, raw)
		for _, tok := range tk.doc.Tokens {
			s, e := tk.doc.Text.Raw(int(tok.Start), int(tok.End))
			if s < 0 || e > len(raw) || s > e {
				t.Fatalf("token %v leads to %d..%d of %d raw bytes", tok, s, e, len(raw))
			}
		}
	})
}

// TestTraditionalOffsets: a hit in traditional characters leads back to them.
func TestTraditionalOffsets(t *testing.T) {
	raw := "堅持統籌發展和安全。"
	d, err := NewTokenizer(NewVocabulary()).Tokenize(raw, "zh")
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(d.Text.Norm), "统筹发展和安全")
	if at < 0 {
		t.Fatalf("%s", d.Text.Norm)
	}
	if start, end := d.Text.Raw(at, at+len("统筹发展和安全")); raw[start:end] != "統籌發展和安全" {
		t.Errorf("%q", raw[start:end])
	}
}

// TestComposed: what composed says yes to is NFC, each character by itself and
// before each other, and it says yes to what stands in most texts.
func TestComposed(t *testing.T) {
	var all []rune
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if composed(string(r)) {
			all = append(all, r)
		}
	}
	for _, a := range all {
		for _, b := range all {
			if s := string([]rune{a, b}); !norm.NFC.IsNormalString(s) {
				t.Fatalf("%U %U", a, b)
			}
		}
	}
	if !composed("\ufeffnaïve “peace” – and so on…") || composed("e\u0301") || composed("主权") {
		t.Errorf("of %d characters", len(all))
	}
}

// TestAfterPlain: whatever is passed over is plain, wherever it stands in eight bytes.
func TestAfterPlain(t *testing.T) {
	for b := range 256 {
		for n := range 20 {
			text := strings.Repeat("a", n) + string([]byte{byte(b)}) + strings.Repeat("z", 20)
			if at := afterPlain(text, 1); n > 0 && !plain[b] && at > n {
				t.Errorf("%q: goes on at %d", text, at)
			}
		}
	}
	if text := strings.Repeat("peace, ", 10); afterPlain(text, 0) < len(text)-8 {
		t.Errorf("%q: stops at %d", text, afterPlain(text, 0))
	}
}
