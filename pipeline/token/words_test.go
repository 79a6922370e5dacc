package token

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/go-ego/gse"

	"github.com/frameshift/frameshift/pipeline/internal/sized"
)

// gseEnds is what words are compared with: gse itself, over its own dictionary.
func gseEnds(t testing.TB) func(text []byte) []int32 {
	seg, err := gseLoaded()
	if err != nil {
		t.Fatal(err)
	}
	return func(text []byte) []int32 {
		var ends []int32
		for _, s := range seg.Segment(text) {
			ends = append(ends, int32(s.End()))
		}
		return ends
	}
}

var gseLoaded = sync.OnceValues(func() (*gse.Segmenter, error) {
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	return seg, seg.LoadDictEmbed("zh_s")
})

func loaded(t testing.TB) *dictionary {
	w, err := newDictionary(simplified, simplifiedTotal)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestSimplifiedTotal adds up each word's first count, as gse does.
func TestSimplifiedTotal(t *testing.T) {
	list, err := entries(simplified)
	if err != nil {
		t.Fatal(err)
	}
	seen, total := make(map[string]bool, len(list)), 0.0
	for _, e := range list {
		if word := strings.Map(lower, e.word); !seen[word] {
			seen[word] = true
			total += e.count
		}
	}
	if total != simplifiedTotal {
		t.Errorf("the words were counted %.0f times, not %d", total, int64(simplifiedTotal))
	}
}

// TestWordsAreThoseOfGse compares the words found with gse's own over the words of
// the dictionary (in CI all, at a desk every fifth), texts put together of its words and characters, and, where there
// are corpora, Chinese texts.
func TestWordsAreThoseOfGse(t *testing.T) {
	ours, theirs := loaded(t), gseEnds(t)
	list, err := entries(simplified)
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for _, e := range list {
		known = append(known, e.word)
	}
	texts := append(mixtures(known, 4_000), workReports(t)...)
	for i := 0; i < len(known); i += sized.Of(1, 5) {
		texts = append(texts, known[i])
	}
	for _, text := range texts {
		_, got := ours.segment([]byte(text), nil, nil)
		if want := theirs([]byte(text)); !slices.Equal(got, want) {
			t.Fatalf("%q is cut at %v, by gse at %v", text, got, want)
		}
	}
}

// mixtures puts words, halves of words, and what is no Chinese together.
func mixtures(known []string, n int) []string {
	rng := rand.New(rand.NewPCG(1, 2))
	odd := []string{" ", "，", "A", "Ok", "ÀÉ", "Ａ", "12", "½", "\t", "\u0301", "𠮷", "g", "а", "\uFFFD", "。", "-"}
	texts := make([]string, n)
	for i := range texts {
		var b strings.Builder
		for range 1 + rng.IntN(40) {
			word := known[rng.IntN(len(known))]
			switch rng.IntN(6) {
			case 0:
				b.WriteString(odd[rng.IntN(len(odd))])
			case 1:
				_, size := utf8.DecodeRuneInString(word)
				b.WriteString(word[:size])
			default:
				b.WriteString(word)
			}
		}
		texts[i] = b.String()
	}
	return texts
}

// workReports returns lines of real Chinese, JSON and all, where there are corpora.
func workReports(t *testing.T) []string {
	root := os.Getenv("FRAMESHIFT_CORPORA")
	if root == "" {
		return nil
	}
	b, err := os.ReadFile(filepath.Join(root, "gwr", "government_work_reports.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.SplitAfter(string(b), "。")
}

func FuzzWords(f *testing.F) {
	ours, theirs := loaded(f), gseEnds(f)
	for _, s := range []string{"绝不称霸", "T恤ok12GB的A股", "4S店\x00卡拉okay", "維護國家主權"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		// gse takes a zero byte for the end of a word wherever it stands.
		if strings.ContainsRune(text, 0) || !utf8.ValidString(text) {
			return
		}
		if _, got := ours.segment([]byte(text), nil, nil); !slices.Equal(got, theirs([]byte(text))) {
			t.Fatalf("%q is cut at %v, by gse at %v", text, got, theirs([]byte(text)))
		}
	})
}

func BenchmarkWords(b *testing.B) {
	text := []byte(strings.Repeat("统筹发展和安全，坚决维护国家主权、安全、发展利益，推动构建人类命运共同体。", 200))
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			loaded(b)
		}
	})
	b.Run("cut", func(b *testing.B) {
		w := loaded(b)
		var units []unit
		var ends []int32
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			units, ends = w.segment(text, units, ends[:0])
		}
	})
	b.Run("gse", func(b *testing.B) {
		cut := gseEnds(b)
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			cut(text)
		}
	})
}

// BenchmarkCut is gse's own Cut over the work reports, which bench/table.py holds a
// whole run over them against.
func BenchmarkCut(b *testing.B) {
	root := os.Getenv("FRAMESHIFT_CORPORA")
	if root == "" {
		b.Skip("FRAMESHIFT_CORPORA names no folder")
	}
	raw, err := os.ReadFile(filepath.Join(root, "gwr", "government_work_reports.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for line := range bytes.Lines(raw) {
		var r struct {
			Year    *string
			Content string
		}
		if err := json.Unmarshal(line, &r); err != nil {
			b.Fatal(err)
		}
		if r.Year != nil { // as bench/table.py
			texts = append(texts, r.Content)
		}
	}
	seg := &gse.Segmenter{SkipLog: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, t := range texts {
			seg.Cut(t, true)
		}
	}
}
