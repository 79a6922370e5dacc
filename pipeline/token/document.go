package token

import "github.com/frameshift/frameshift/pipeline/lang"

// Token is one token: bytes Start..End of the normalised text. Word is
// Boundary for punctuation; otherwise [Document.Word] gives its text.
type Token struct {
	Word       uint32
	Start, End int32
}

// Sentence is bytes Start..End of the normalised text and the tokens
// First..Last of its document. Paragraphs are numbered from 0.
type Sentence struct {
	Start, End  int32
	First, Last int32
	Paragraph   int32
	Words       int32 // tokens with a letter or a digit
	Lang        *lang.Language
}

// Document is one tokenized text. It belongs to the Tokenizer that made it and
// is valid until its next call.
type Document struct {
	Lang      *lang.Language // what most of it is in
	Text      Text
	Sentences []Sentence
	// Tokens are the words and boundaries in the order of the text. Where
	// matching is on characters no token has a Word: the tokens are there for
	// their edges.
	Tokens []Token
	// Hashes stand for the words in their order, where texts are held against each
	// other: the same in every run, without regard to case in ASCII. Where matching is
	// on characters each ideograph counts as a word.
	Hashes []uint32
	// Extra holds the words the vocabulary had no room for.
	Extra []string
	Words int // tokens with a letter or a digit

	vocabulary []string
}

// Word returns the text of a token's word, case kept.
func (d *Document) Word(w uint32) string {
	if w >= firstExtra {
		return d.Extra[w-firstExtra]
	}
	return d.vocabulary[w]
}

// Listed says whether the id belongs to the vocabulary, so that what is found
// out about its word can be kept for the next document.
func Listed(w uint32) bool { return w < firstExtra }
