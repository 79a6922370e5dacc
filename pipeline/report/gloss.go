package report

import (
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// readGlosses says what entries in other languages than English mean: what the English
// entries of their concept say, else the name of the concept. A run of an early
// version has no lexicon, and no gloss.
func (r *run) readGlosses() map[[2]string]string {
	out := map[[2]string]string{}
	lex, err := r.Lexicon()
	if err != nil {
		return out
	}
	for _, f := range lex.Frames {
		english := map[string]string{}
		for _, e := range f.Entries["en"] {
			if e.ID != "" && english[e.ID] == "" {
				english[e.ID] = spoken(&e)
			}
		}
		for code, entries := range f.Entries {
			for i := range entries {
				e := &entries[i]
				if code == "en" || e.ID == "" {
					continue
				}
				gloss := english[e.ID]
				if gloss == "" {
					gloss = strings.ReplaceAll(e.ID, "-", " ")
				}
				out[[2]string{f.Key, e.Term}] = gloss
			}
		}
	}
	return out
}

// gloss is what an entry means, to stand behind it.
func (r *run) gloss(frame, entry string) string {
	if g := r.glosses[[2]string{frame, entry}]; g != "" {
		return " (" + g + ")"
	}
	return ""
}

// spoken is a term as it is said, without the marks of patterns at its ends.
func spoken(e *lexicon.Entry) string {
	if e.Match == lexicon.MatchRegex {
		return strings.ReplaceAll(e.ID, "-", " ")
	}
	words := strings.Fields(e.Term)
	for i := range words {
		words[i] = strings.TrimRight(words[i], "*")
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}
