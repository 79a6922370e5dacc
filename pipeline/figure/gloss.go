package figure

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
)

// glossesOf are what entries in other languages than English mean. Where all are in
// ASCII the lexicon is not read for it, which takes longer than most figures.
func (s *source) glossesOf(entries []lexicon.Named) (map[lexicon.Named]string, error) {
	foreign := func(e lexicon.Named) bool {
		return strings.ContainsFunc(e.Term, func(r rune) bool { return r >= utf8.RuneSelf })
	}
	if !slices.ContainsFunc(entries, foreign) {
		return nil, nil
	}
	all, err := s.glosses()
	if errors.Is(err, result.ErrTooOld) {
		return nil, nil
	}
	return all, err
}

// glossed is an entry with what it means, both cut.
func glossed(e lexicon.Named, glosses map[lexicon.Named]string) string {
	const longest = 40
	term := chart.Shorten(chart.Clean(e.Term), longest)
	if gloss := glosses[e]; gloss != "" {
		return term + " (" + chart.Shorten(chart.Clean(gloss), longest) + ")"
	}
	return term
}

// glossSaid says in a caption what stands in brackets; nothing where nothing does.
func glossSaid(entries []lexicon.Named, glosses map[lexicon.Named]string) string {
	if slices.ContainsFunc(entries, func(e lexicon.Named) bool { return glosses[e] != "" }) {
		return "In brackets: an English entry of the same concept, or its name."
	}
	return ""
}
