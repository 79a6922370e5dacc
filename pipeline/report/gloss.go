package report

import "github.com/frameshift/frameshift/pipeline/lexicon"

// readGlosses says what entries in other languages than English mean. A run of an early
// version has no lexicon, and no gloss.
func (r *run) readGlosses() map[lexicon.Named]string {
	lex, err := r.Lexicon()
	if err != nil {
		return nil
	}
	return lex.Glosses()
}

// gloss is what an entry means, to stand behind it.
func (r *run) gloss(frame, entry string) string {
	if g := r.glosses[lexicon.Named{Frame: frame, Term: entry}]; g != "" {
		return " (" + g + ")"
	}
	return ""
}
