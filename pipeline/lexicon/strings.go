package lexicon

import (
	"sort"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/token"
)

// stringTrie finds entries as strings of characters, one a step. Node 0 is its
// root.
type stringTrie struct {
	begins []uint64 // a bit for each character that an entry begins with: few are
	steps  map[stringStep]int32
	ends   [][]ending // by node
}

type stringStep struct {
	from int32
	r    rune
}

func newStringTrie() *stringTrie {
	return &stringTrie{steps: map[stringStep]int32{}, ends: make([][]ending, 1)}
}

// end returns what ends where the text does.
func (t *stringTrie) end(text string) *[]ending {
	at := int32(0)
	for _, r := range text {
		step := stringStep{at, r}
		to, ok := t.steps[step]
		if !ok {
			if at == 0 {
				t.begin(r)
			}
			to = int32(len(t.ends))
			t.steps[step] = to
			t.ends = append(t.ends, nil)
		}
		at = to
	}
	return &t.ends[at]
}

func (t *stringTrie) begin(r rune) {
	if n := int(r)/64 + 1; n > len(t.begins) {
		t.begins = append(t.begins, make([]uint64, n-len(t.begins))...)
	}
	t.begins[r/64] |= 1 << (r % 64)
}

func (t *stringTrie) beginsWith(r rune) bool {
	return int(r)/64 < len(t.begins) && t.begins[r/64]&(1<<(r%64)) != 0
}

// characters marks those that the language's dictionary vetoes.
func (s *Finder) characters(d *token.Document, f *index, sentence int32) error {
	sent := d.Sentences[sentence]
	text := string(d.Text.Norm[sent.Start:sent.End])
	words := d.Tokens[sent.First:sent.Last]
	for i, r := range text {
		if err := s.pause(); err != nil {
			return err
		}
		if !f.strings.beginsWith(r) {
			continue
		}
		s.follow(f, text[i:], Hit{Sentence: sentence, Start: sent.Start + int32(i)}, words)
	}
	return nil
}

// follow collects the entries that text begins with.
func (s *Finder) follow(f *index, text string, h Hit, words []token.Token) {
	at := int32(0)
	for i, r := range text {
		if at = f.strings.steps[stringStep{at, r}]; at == 0 {
			return
		}
		for _, e := range f.strings.ends[at] {
			h.Entry = e.entry
			h.Size, h.Reason = int32(i+utf8.RuneLen(r)), Kept
			h.End = h.Start + h.Size
			if f.lang.Veto && insideWord(words, h.Start, h.End) {
				h.Reason = InsideWord
			}
			s.candidate(h)
		}
	}
}

// insideWord says whether start or end lies inside one of the words, which are
// sorted, and that word is longer than the hit.
func insideWord(words []token.Token, start, end int32) bool {
	return cuts(words, start, end-start) || cuts(words, end, end-start)
}

func cuts(words []token.Token, at, size int32) bool {
	i := sort.Search(len(words), func(i int) bool { return words[i].End > at })
	return i < len(words) && words[i].Start < at && words[i].End-words[i].Start > size
}
