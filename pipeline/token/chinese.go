package token

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-ego/gse"
)

// loadChinese loads gse's dictionary of simplified Chinese when the first
// Chinese text comes; an English run never pays for it.
var loadChinese = sync.OnceValues(func() (*gse.Segmenter, error) {
	seg := &gse.Segmenter{SkipLog: true}
	return seg, seg.LoadDictEmbed("zh_s")
})

// chinese cuts the normalised text into paragraphs at blank lines and into
// sentences at 。！？；…, and lets gse find the words of each sentence.
func (t *Tokenizer) chinese() error {
	seg, err := loadChinese()
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
		i = chineseSentenceEnd(text, start)
		t.chineseSentence(seg, start, trimSpaceEnd(text, start, i), paragraph)
	}
	return nil
}

// chineseSentenceEnd returns the end of the sentence that starts at i: after
// its last end mark and the closing quotation marks behind it, or before a
// blank line.
func chineseSentenceEnd(text []byte, i int) int {
	ended := false
	for i < len(text) {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case isChineseEnd(r):
			ended = true
		case ended && !isClosing(r):
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

func isChineseEnd(r rune) bool {
	switch r {
	case '。', '！', '？', '；', '…', '!', '?', ';':
		return true
	}
	return false
}

func isClosing(r rune) bool {
	switch r {
	case '”', '’', '」', '』', '）', '》', ')', '"':
		return true
	}
	return false
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

func (t *Tokenizer) chineseSentence(seg *gse.Segmenter, start, end int, paragraph int32) {
	d := &t.doc
	s := Sentence{Start: int32(start), End: int32(end), First: int32(len(d.Tokens)), Paragraph: paragraph}
	for _, w := range seg.Segment(d.Text.Norm[start:end]) {
		if wordlike(string(d.Text.Norm[start+w.Start() : start+w.End()])) {
			s.Words++
		}
		d.Tokens = append(d.Tokens, Token{Boundary, int32(start + w.Start()), int32(start + w.End())})
	}
	s.Last = int32(len(d.Tokens))
	d.Words += int(s.Words)
	d.Sentences = append(d.Sentences, s)
}
