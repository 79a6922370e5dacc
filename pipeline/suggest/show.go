package suggest

import (
	"strings"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// stood is how often a term stands in a document, apart from hits, and the first
// sentence that has it.
type stood struct {
	doc, count, sentence int
}

// show finds out in which documents the terms stand and takes sentences from them.
func (s *session) show(v *view, ranked []candidate, terms []Term) error {
	at := map[int]int{}
	for i := range ranked {
		at[ranked[i].gram] = i
	}
	found := make([][]stood, len(ranked))
	sizes := make([]float64, len(v.docs))
	m := &masker{entries: s.entries, active: v.active}
	for doc := range v.docs {
		number := 0
		v.sentences(doc, m, func(of *sentence) {
			for _, o := range of.found {
				i, ok := at[o.gram]
				if !ok || !of.free(o.start, o.end) {
					continue
				}
				if n := len(found[i]); n == 0 || found[i][n-1].doc != doc {
					found[i] = append(found[i], stood{doc: doc, sentence: number})
				}
				found[i][len(found[i])-1].count++
			}
			sizes[doc] += of.length()
			number++
		})
	}
	for i := range terms {
		t := &terms[i]
		t.Documents, t.DP = len(found[i]), dispersion(found[i], sizes)
		for _, at := range spread(len(found[i]), s.Sentences) {
			sentence, err := v.sentenceOf(found[i][at])
			if err != nil {
				return err
			}
			t.Sentences = append(t.Sentences, sentence)
		}
	}
	return nil
}

func dispersion(found []stood, sizes []float64) float64 {
	counts := make([]float64, len(sizes))
	for _, f := range found {
		counts[f.doc] = float64(f.count)
	}
	return stats.DP(counts, sizes)
}

// spread returns up to k places out of n, evenly.
func spread(n, k int) (at []int) {
	k = min(n, k)
	for i := range k {
		at = append(at, (2*i+1)*n/(2*k))
	}
	return at
}

func (v *view) sentenceOf(f stood) (Sentence, error) {
	d := &v.docs[f.doc]
	text, err := d.text()
	if err != nil {
		return Sentence{}, err
	}
	in := d.spans[f.sentence]
	return Sentence{d.id, strings.Join(strings.Fields(text[in.start:in.end]), " ")}, nil
}
