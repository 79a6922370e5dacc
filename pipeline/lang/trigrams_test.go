package lang

import (
	"strconv"
	"testing"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
)

// TestProfiles: what is linked to has the form it is read in.
func TestProfiles(t *testing.T) {
	p := loadProfiles()
	if len(p.speech) < 40 || len(p.speech) > 64 || len(p.had) < 2000 {
		t.Fatalf("%d languages, %d trigrams", len(p.speech), len(p.had))
	}
	for _, of := range []map[whatlanggo.Lang][]string{latinLangs, cyrillicLangs, arabicLangs} {
		for l, trigrams := range of {
			if len(trigrams) != mostRanks {
				t.Errorf("%s has %d trigrams", l, len(trigrams))
			}
			for _, three := range trigrams {
				if utf8.RuneCountInString(three) != 3 {
					t.Errorf("%s: %q", l, three)
				}
			}
		}
	}
}

// sameAsWhatlanggo holds detect to the library, where this is sure of anything.
func sameAsWhatlanggo(t *testing.T, text string) {
	t.Helper()
	want := whatlanggo.Detect(text)
	lang, confidence := detect(text)
	if confidence != want.Confidence || confidence > 0 && lang != want.Lang {
		t.Errorf("%q: got %s, %v; whatlanggo has %s, %v", text, lang, confidence, want.Lang, want.Confidence)
	}
}

var detected = []string{
	"", " ", "a", "q", "QU", "x\x00y", "\xff\xfe the", "İstanbul'da, ÉTAT №5", terse, list,
	inEnglish, inChinese, inGerman, inRussian, inSerbian, inPersian, inArabic, inHebrew,
	"日本 the", "ですthe", "the от", "от в 中 the", "a\u00a0b\u2028c",
}

func TestDetect(t *testing.T) {
	for _, text := range detected {
		for _, other := range detected {
			sameAsWhatlanggo(t, text+other)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, text := range detected {
		f.Add(text)
	}
	f.Fuzz(sameAsWhatlanggo)
}

func BenchmarkDetect(b *testing.B) {
	for _, text := range []string{terse, inEnglish, inRussian} {
		b.Run(strconv.Itoa(len(text)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				detect(text)
			}
		})
	}
}
