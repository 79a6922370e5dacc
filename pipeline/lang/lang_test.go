package lang

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestTable: every language of the table says what the other packages ask.
func TestTable(t *testing.T) {
	if len(languages) > maxLanguages || !slices.IsSorted(Codes()) {
		t.Errorf("%q: want at most %d, in order", Codes(), maxLanguages)
	}
	for _, l := range languages {
		if Of(l.Code) != l || Parse(l.Name) != l.Code || Parse(l.Code+"-x") != l.Code {
			t.Errorf("%s is not found by its names", l.Code)
		}
		if l.Evidence.Found < 1 || l.Evidence.Stated < 1 || l.Encoding == "" {
			t.Errorf("%s: nothing is evidence of it, or no old encoding", l.Code)
		}
		if l.Veto && (l.Dictionary == "" || l.Unit != Characters) {
			t.Errorf("%s: a veto without a dictionary", l.Code)
		}
		if (l.Dictionary != "") != (l.Sentences.Marks != "") {
			t.Errorf("%s: text without spaces needs marks that end sentences, text with spaces is Punkt's", l.Code)
		}
		for _, word := range strings.Fields(l.Evidence.Own + " " + l.Evidence.Frequent) {
			if len(word) > longestWord {
				t.Errorf("%s: %s is longer than what is looked up", l.Code, word)
			}
		}
	}
}

// TestOwnWords: no word that is one language's own is frequent in another.
func TestOwnWords(t *testing.T) {
	for _, l := range languages {
		for _, other := range languages {
			for word := range strings.FieldsSeq(other.Evidence.Frequent + " " + other.Evidence.Own) {
				if l != other && slices.Contains(strings.Fields(l.Evidence.Own), word) {
					t.Errorf("%s is in the lists of %s and %s", word, l.Code, other.Code)
				}
			}
		}
	}
}

func TestParse(t *testing.T) {
	for field, want := range map[string]string{"EN-us": "en", "eng": "en", "zh_Hans_CN": "zh", "cmn": "zh", "Chinese": "zh", "zho": "zh", "fr": "fr", "": ""} {
		if got := Parse(field); got != want {
			t.Errorf("%q: got %q, want %q", field, got, want)
		}
	}
}

// TestGuess: a few words are taken for the language of their letters.
func TestGuess(t *testing.T) {
	for text, want := range map[string]*Language{"": English, "ICT, naïve": English, "ICT 主权": Chinese, "Я": Russian, "ICT والسيادة": StandardArabic, "ω": English,
		"La souveraineté des États": French, "soberanía de los pueblos": Spanish, "sovereignty of la Paz": English, "desarrollo": English} {
		if got := Guess(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got.Code, want.Code)
		}
	}
}

// The shortcut must never say yes where counting says no.
func FuzzPlainlyLatin(f *testing.F) {
	f.Add("The sovereignty of states")
	f.Add("主权abc")
	f.Add("aЯ")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		if c := countLetters([]string{text}); plainlyLatin([]string{text}) && 2*c.by[Latin] < c.all {
			t.Errorf("%q: %d of %d letters are Latin", text, c.by[Latin], c.all)
		}
	})
}
