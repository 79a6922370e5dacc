package token

import (
	_ "unsafe" // for go:linkname

	_ "github.com/jdkato/prose/v2"
	"gopkg.in/neurosnap/sentences.v1"
)

// newSentenceTokenizer is prose's own constructor of its Punkt tokenizer, with
// the changes prose makes to the model and the rules. prose.NewDocument calls
// it anew for every document, which takes longer than everything else done to
// a speech; called once, it gives the same sentences. prose does not export it
// and rebuilding it here would be a second copy of its rules.
//
//go:linkname newSentenceTokenizer github.com/jdkato/prose/v2.newSentenceTokenizer
func newSentenceTokenizer(*sentences.Storage) (*sentences.DefaultSentenceTokenizer, error)
