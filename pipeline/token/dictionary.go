package token

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// unspaced cuts a text without white space between words into paragraphs at
// blank lines and into sentences at the language's marks, and finds the words of
// each sentence by the language's dictionary.
func (t *Tokenizer) unspaced() error {
	known, err := dictionaries[t.doc.Lang.Dictionary]()
	if err != nil {
		return err
	}
	text := t.doc.Text.Norm
	paragraph := int32(0)
	for i := 0; i < len(text); {
		start, blank := skipSpace(text, i)
		if blank && len(t.doc.Sentences) > 0 {
			paragraph++
		}
		if start == len(text) {
			break
		}
		i = sentenceEnd(text, start, t.doc.Lang.Sentences)
		if err := t.unspacedSentence(known, start, trimSpaceEnd(text, start, i), paragraph); err != nil {
			return err
		}
	}
	return nil
}

// sentenceEnd returns the end of the sentence that starts at i: after its last
// mark and the closers behind it, or before a blank line.
func sentenceEnd(text []byte, i int, rule lang.Sentences) int {
	ended := false
	for i < len(text) {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case strings.ContainsRune(rule.Marks, r):
			ended = true
		case ended && !strings.ContainsRune(rule.Closers, r):
			return i
		case unicode.IsSpace(r):
			next, blank := skipSpace(text, i)
			if blank {
				return i
			}
			size = next - i
		}
		i += size
	}
	return i
}

func trimSpaceEnd(text []byte, start, end int) int {
	for end > start {
		r, size := utf8.DecodeLastRune(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	return end
}

func (t *Tokenizer) unspacedSentence(known *dictionary, start, end int, paragraph int32) error {
	d := &t.doc
	s := Sentence{Start: int32(start), End: int32(end), First: int32(len(d.Tokens)), Paragraph: paragraph, Lang: d.Lang}
	for start < end {
		if err := t.pause(); err != nil {
			return err
		}
		to := pieceEnd(d.Text.Norm, start, end)
		t.units, t.ends = known.segment(d.Text.Norm[start:to], t.units, t.ends[:0])
		from := start
		for _, end := range t.ends {
			end := start + int(end)
			if word := string(d.Text.Norm[from:end]); wordlike(word) {
				d.Hashes = characterHashes(d.Hashes, word)
				s.Words++
			}
			d.Tokens = append(d.Tokens, Token{Boundary, int32(from), int32(end)})
			from = end
		}
		start = to
	}
	s.Last = int32(len(d.Tokens))
	d.Words += int(s.Words)
	d.Sentences = append(d.Sentences, s)
	return nil
}

// pieceBytes is how much of a sentence is cut into words at once, more than any real
// one has.
const pieceBytes = 16 << 10

// pieceEnd returns where the piece of a sentence that begins at start ends: with
// the sentence, behind white space, or wherever a character does.
func pieceEnd(text []byte, start, end int) int {
	if end-start <= pieceBytes {
		return end
	}
	to := start + pieceBytes
	for !utf8.RuneStart(text[to]) {
		to--
	}
	if i := bytes.LastIndexAny(text[start:to], " \n\t，、"); i > 0 {
		_, size := utf8.DecodeRune(text[start+i:])
		return start + i + size
	}
	return to
}
