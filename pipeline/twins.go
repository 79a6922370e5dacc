package pipeline

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/sketch"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/store"
)

// nearlySame is the least similarity of a near-duplicate.
const nearlySame = 0.7

// twins knows the texts that came before. They come in the order of the inputs,
// so that of two the first counts, whatever the number of workers.
type twins struct {
	kept  corpus.Duplicates
	texts map[[32]byte]string // id of the first document with a text
	near  sketch.Index
	ids   []string // by number in near
}

func newTwins(kept corpus.Duplicates) twins { return twins{kept: kept, texts: map[[32]byte]string{}} }

// find returns the earlier document whose text this one has, or nearly has. It
// forgets nothing; a document that is dropped is known by the text it repeats.
func (t *twins) find(d *score.Document, like sketch.Sketch) (twin store.Twin, same bool) {
	if first, ok := t.texts[d.SHA256]; ok {
		return store.Twin{ID: first, Similarity: 1}, true
	}
	t.texts[d.SHA256] = d.ID
	if like == nil || t.kept == corpus.DuplicatesKeep {
		return store.Twin{}, false
	}
	at, similarity := t.near.Add(like)
	t.ids = append(t.ids, d.ID)
	if similarity < nearlySame {
		return store.Twin{}, false
	}
	return store.Twin{ID: t.ids[at], Similarity: math.Round(1000*similarity) / 1000}, false
}
