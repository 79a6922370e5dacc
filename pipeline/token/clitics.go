package token

import (
	"strings"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// clitics returns the lengths, in characters, of the tokens of a word with
// apostrophes: the whole word where nothing is to be cut off. A wildcard at the
// end of an entry belongs to its last token.
func clitics(word string, l *lang.Language) []int {
	if bare := strings.TrimSuffix(word, anyLetters); bare != word {
		lengths := clitics(bare, l)
		lengths[len(lengths)-1]++
		return lengths
	}
	if l.Clitics && len(word) <= maxSpan {
		if lengths, ok := askProse(word); ok {
			return lengths
		}
	}
	var lengths []int
	for {
		first, rest, _ := strings.Cut(word, "'")
		if rest == "" || !l.Elisions[strings.ToLower(first)] {
			return append(lengths, utf8.RuneCountInString(word))
		}
		lengths, word = append(lengths, utf8.RuneCountInString(first)+1), rest
	}
}

// askProse lets prose split a word (state's, don't). prose drops what follows
// a clitic that does not end the word; such a word is none of its clitics.
func askProse(word string) (lengths []int, ok bool) {
	defer func() {
		if recover() != nil {
			lengths, ok = nil, false
		}
	}()
	doc, err := prose.NewDocument(word, prose.WithSegmentation(false),
		prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return nil, false
	}
	var all strings.Builder
	for _, tok := range doc.Tokens() {
		all.WriteString(tok.Text)
		lengths = append(lengths, utf8.RuneCountInString(tok.Text))
	}
	return lengths, all.String() == word
}
