package token

import (
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/internal/speeches"
	"github.com/frameshift/frameshift/pipeline/lang"
)

// wantHashes are those of the tokens with a word, one by one.
func wantHashes(d *Document) (want []uint32) {
	for _, t := range d.Tokens {
		if t.Word != Boundary {
			want = append(want, wordHash(d.Word(t.Word)))
		}
	}
	return want
}

// TestWordHash: parts of a run that were made elsewhere are held against each other.
func TestWordHash(t *testing.T) {
	for word, want := range map[string]uint32{"": 0xf52a15e9, "sovereignty": 0xea2d69d9, "État": 0x4163bb2f, "主": 0x16706ba1} {
		if got := wordHash(word); got != want {
			t.Errorf("%q: %#x, want %#x", word, got, want)
		}
	}
	for _, same := range [][2]string{{"Sovereignty", "SOVEREIGNTY"}, {"l'", "L"}, {"U.S", "us"}} {
		if wordHash(same[0]) != wordHash(same[1]) {
			t.Error(same)
		}
	}
}

// TestHashes: of every word one, whether its span is remembered or not.
func TestHashes(t *testing.T) {
	text := "The self-determination of States' peoples (U.S.), naïve: don't, states\n\nco-operation " + strings.Repeat("x", 70) + " l'État 主权 «ЮНЕСКО»."
	for _, spans := range []int{1 << 10, 3} {
		tk := NewTokenizer(NewVocabularyOf(spans))
		for range 2 {
			d, err := tk.Tokenize(text, "en")
			if err != nil || d.Words < 15 || !slices.Equal(d.Hashes, wantHashes(d)) {
				t.Errorf("%d spans: %v, %d words, got %x, want %x", spans, err, d.Words, d.Hashes, wantHashes(d))
			}
		}
	}
	one, tk := hashesOf(t, "we uphold peace\n"), NewTokenizer(NewVocabulary())
	d, err := tk.TokenizeInput(t.Context(), Input{Text: "We uphold peace\n和平\n", Lang: "en", Parts: []lang.Part{
		{Span: lang.Span{Start: 0, End: 16}, Lang: lang.Of("en")}, {Span: lang.Span{Start: 16, End: 23}, Lang: lang.Of("zh")},
	}})
	if want := append(one, wordHash("和"), wordHash("平")); err != nil || !slices.Equal(d.Hashes, want) {
		t.Errorf("in two languages: %v, got %x, want %x", err, d.Hashes, want)
	}
}

// TestCharacterHashes: it does not matter what the dictionary finds.
func TestCharacterHashes(t *testing.T) {
	var want []uint32
	for _, word := range strings.Fields("坚 持 统 筹 发 展 和 安 全 gdp 2020 年 主 权") {
		want = append(want, wordHash(word))
	}
	for _, raw := range []string{"坚持统筹发展和安全，GDP 2020年。主权", "坚 持 统 筹 发 展 和 安 全\n\nGDP 2020 年 主 权", "堅持統籌發展和安全，GDP 2020年。主權"} {
		d, err := NewTokenizer(NewVocabulary()).Tokenize(raw, "zh")
		if err != nil || !slices.Equal(d.Hashes, want) {
			t.Errorf("%s: %v, got %x, want %x", raw, err, d.Hashes, want)
		}
	}
}

func hashesOf(t *testing.T, text string) []uint32 {
	d, err := NewTokenizer(NewVocabulary()).Tokenize(text, "en")
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(d.Hashes)
}

// TestHashesOfSpeeches is the first test over every tenth speech, with one vocabulary.
func TestHashesOfSpeeches(t *testing.T) {
	tk, n := NewTokenizer(NewVocabulary()), 0
	speeches.Each(t, func(id, text string) bool {
		if n++; n%10 > 0 {
			return true
		}
		d, err := tk.Tokenize(text, "en")
		if err != nil || !slices.Equal(d.Hashes, wantHashes(d)) {
			t.Fatal(id, err)
		}
		return true
	})
}
