package pipeline

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/pile"
	"github.com/frameshift/frameshift/pipeline/internal/sketch"
)

// nearlySame is the least similarity of a near-duplicate.
const nearlySame = 0.7

// twins knows what the texts look like that came before, by the number of their
// documents. They come in the order of the inputs, so that of two the first counts,
// whatever the number of workers.
type twins struct {
	kept  corpus.Duplicates
	near  sketch.Index
	like  []pile.Place // of sketches; an empty one where a text has none
	pile  *pile.Pile
	read  *pile.Reader
	buf   []byte
	first sketch.Sketch
}

// sketchesHeld is how many bytes of sketches stay in memory, of some 16,000 long texts: few
// are ever read.
const sketchesHeld = 8 << 20

// twin is an earlier document with the same text, or nearly the same, and how similar
// they are. Texts that are not the same may be as similar as 1.
type twin struct {
	doc        int32
	similarity float64
}

func newTwins(kept corpus.Duplicates) twins {
	p := &pile.Pile{Held: sketchesHeld}
	return twins{kept: kept, pile: p, read: p.NewReader()}
}

// find returns the earlier document whose text one nearly has; nil for none.
func (t *twins) find(like sketch.Sketch) *twin {
	n, similarity := t.near.Find(like, nearlySame, t.sketch)
	if n < 0 {
		return nil
	}
	return &twin{int32(n), math.Round(1000*similarity) / 1000}
}

// sketch reads one until the next call.
func (t *twins) sketch(n int) sketch.Sketch {
	raw := t.read.Read(t.like[n])
	t.first = t.first[:0]
	for ; len(raw) >= 4; raw = raw[4:] {
		t.first = append(t.first, binary.LittleEndian.Uint32(raw))
	}
	return t.first
}

// add adds the next document, which later ones may repeat.
func (t *twins) add(like sketch.Sketch) {
	if t.kept == corpus.DuplicatesKeep {
		return
	}
	t.near.Add(like)
	t.buf = t.buf[:0]
	for _, v := range like {
		t.buf = binary.LittleEndian.AppendUint32(t.buf, v)
	}
	t.like = append(t.like, t.pile.Add(t.buf))
}

func (t *twins) err() error {
	if err := t.pile.Err(); err != nil {
		return fmt.Errorf("what texts look like: %w", err)
	}
	return nil
}
