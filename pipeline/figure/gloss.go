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

// entryLabels are the entries as they are printed: with what they mean, and of two alike
// in different frames with the frames.
func (s *source) entryLabels(entries []lexicon.Named, glosses map[lexicon.Named]string) (labels []string) {
	often := map[string]int{}
	for _, e := range entries {
		often[e.Term]++
	}
	for _, e := range entries {
		label := glossed(e, glosses)
		if often[e.Term] > 1 {
			label += " · " + readable(e.Frame)
		}
		labels = append(labels, label)
	}
	return labels
}

// glossSaid says in a caption what stands in brackets; nothing where nothing does.
func glossSaid(entries []lexicon.Named, glosses map[lexicon.Named]string) string {
	if slices.ContainsFunc(entries, func(e lexicon.Named) bool { return glosses[e] != "" }) {
		return "In brackets: an English entry of the same concept, or its name."
	}
	return ""
}
