package diffusion

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// searcher finds phrases in sentences: a lexicon of which each phrase is a frame.
type searcher struct {
	phrases  []*concept
	tokens   *token.Tokenizer
	finder   *lexicon.Finder
	matcher  *lexicon.Matcher
	language map[string]*sieve // see sift
}

// newSearcher compiles the phrases among the concepts; without any it is nil.
func newSearcher(list []*concept) (*searcher, error) {
	s := &searcher{tokens: token.NewTokenizer(token.NewVocabulary()), language: map[string]*sieve{}}
	lex := &lexicon.Lexicon{Name: "phrases"}
	for _, c := range list {
		if c.terms == nil {
			continue
		}
		f := lexicon.Frame{Key: fmt.Sprintf("phrase.%d", len(s.phrases)), Entries: map[string][]lexicon.Entry{}}
		for _, p := range c.terms {
			for _, l := range lang.All() {
				if p.in(l) {
					f.Entries[l.Code] = append(f.Entries[l.Code], lexicon.Entry{Term: p.term, Weight: 1, Match: lexicon.MatchGlob})
				}
			}
		}
		s.phrases, lex.Frames = append(s.phrases, c), append(lex.Frames, f)
	}
	if len(s.phrases) == 0 {
		return nil, nil
	}
	var err error
	if s.matcher, err = lexicon.Compile(lex, lexicon.Options{}); err != nil {
		return nil, usage.Errorf("phrase: %w", err)
	}
	s.finder = s.matcher.NewFinder()
	return s, nil
}

// search adds the uses in one sentence of a document.
func (s *searcher) search(d *document, at int, sentence *sentenceRow) error {
	if !s.sift(d.Lang).passes(sentence.Text) {
		return nil
	}
	tokens, err := s.tokens.Tokenize(sentence.Text, d.Lang)
	if err != nil {
		return fmt.Errorf("sentence %d of %s: %w", sentence.Sentence, d.ID, err)
	}
	for _, h := range s.finder.Find(tokens) {
		if h.Reason != lexicon.Kept {
			continue
		}
		start, end := tokens.Text.Raw(int(h.Start), int(h.End))
		s.phrases[s.matcher.Entries()[h.Entry].Frame].add(use{
			document: at, hits: 1, sentence: sentence.Sentence, surface: sentence.Text[start:end],
			start: sentence.Start + int64(start), end: sentence.Start + int64(end),
		})
	}
	return nil
}

// sieve are, of each term of a language, the runs of letters that a sentence with it
// must have, the longest first.
type sieve struct {
	terms [][][]byte // in lower case; nil: everything passes
	lower []byte
}

// sift makes the sieve of a language.
func (s *searcher) sift(code string) *sieve {
	if known := s.language[code]; known != nil {
		return known
	}
	out := &sieve{}
	s.language[code] = out
	l := lang.Of(code)
	for _, c := range s.phrases {
		for _, p := range c.terms {
			if l == nil || !p.in(l) {
				continue
			}
			letters := letterRuns(p.term)
			if len(letters) == 0 || l.Unit != lang.Tokens {
				out.terms = nil
				return out
			}
			out.terms = append(out.terms, letters)
		}
	}
	return out
}

// letterRuns are the runs of ASCII letters of a term, which a sentence has whatever
// stands between words.
func letterRuns(term string) (out [][]byte) {
	for _, w := range strings.FieldsFunc(strings.ToLower(term), func(r rune) bool { return r < 'a' || r > 'z' }) {
		out = append(out, []byte(w))
	}
	slices.SortStableFunc(out, func(a, b []byte) int { return cmp.Compare(len(b), len(a)) })
	return out
}

// passes says whether a sentence may hold one of the terms. Of a sentence in which
// letters may be told apart or be written in another way (a soft hyphen, a line end, an
// entity, an accent), it says yes.
func (s *sieve) passes(text string) bool {
	if s.terms == nil {
		return true
	}
	s.lower = s.lower[:0]
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case typographic(text[i:]):
			b, i = ' ', i+2
		case b >= 0x80 || odd[b]:
			return true
		case 'A' <= b && b <= 'Z':
			b += 'a' - 'A'
		}
		s.lower = append(s.lower, b)
	}
	return slices.ContainsFunc(s.terms, func(letters [][]byte) bool {
		return !slices.ContainsFunc(letters, func(run []byte) bool { return !bytes.Contains(s.lower, run) })
	})
}

// odd are the ASCII characters that may be no part of the word they stand in.
var odd = [0x80]bool{'&': true, '<': true, '\n': true, '\r': true, '_': true, '*': true}

// typographic says whether a text begins with a dash, a quotation mark or an ellipsis,
// U+2010 to U+2027, which part words as their ASCII likes do.
func typographic(text string) bool {
	return len(text) > 2 && text[0] == 0xE2 && text[1] == 0x80 && text[2] >= 0x90 && text[2] <= 0xA7
}
