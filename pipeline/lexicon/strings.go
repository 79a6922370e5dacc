package lexicon

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/token"
)

// stringTable finds entries as strings of characters: by the first character,
// then by comparison.
type stringTable map[rune][]stringEntry

type stringEntry struct {
	text string
	id   int32
}

func (t stringTable) add(text string, id int32) {
	r, _ := utf8.DecodeRuneInString(text)
	t[r] = append(t[r], stringEntry{text, id})
}

// characters collects every entry that stands anywhere in the sentence, and
// marks those that the language's dictionary vetoes.
func (s *Finder) characters(d *token.Document, f *index, sentence int32) {
	sent := d.Sentences[sentence]
	text := string(d.Text.Norm[sent.Start:sent.End])
	words := d.Tokens[sent.First:sent.Last]
	for i, r := range text {
		for _, e := range f.strings[r] {
			if !strings.HasPrefix(text[i:], e.text) {
				continue
			}
			h := Hit{Sentence: sentence, Start: sent.Start + int32(i), Size: int32(len(e.text)), Entry: e.id}
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
