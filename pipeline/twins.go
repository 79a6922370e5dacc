package pipeline

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/pile"
	"github.com/frameshift/frameshift/pipeline/internal/sketch"
	"github.com/frameshift/frameshift/pipeline/score"
)

// nearlySame is the least similarity of a near-duplicate.
const nearlySame = 0.7

// twins knows the texts that came before, by the place of their documents. They come in
// the order of the inputs, so that of two the first counts, whatever the number of
// workers.
type twins struct {
	kept  corpus.Duplicates
	texts map[[16]byte]int32 // the first document with a text
	near  sketch.Index
	like  []sketched // by number in near
	pile  *pile.Pile // of sketches
	read  *pile.Reader
	buf   []byte
	first sketch.Sketch
}

// sketched is a document with a sketch.
type sketched struct {
	place int32
	at    pile.Place
}

func newTwins(kept corpus.Duplicates) twins {
	p := &pile.Pile{}
	return twins{kept: kept, texts: map[[16]byte]int32{}, pile: p, read: p.NewReader()}
}

// find returns the earlier document whose text this one has, or nearly has, and how
// similar they are; or a place below 0. Texts that are not the same may be as similar as 1.
func (t *twins) find(d *score.Document, like sketch.Sketch) (place int, similarity float64, same bool) {
	if t.kept == corpus.DuplicatesKeep {
		return -1, 0, false
	}
	if first, ok := t.texts[[16]byte(d.SHA256[:])]; ok {
		return int(first), 1, true
	}
	if like == nil {
		return -1, 0, false
	}
	at, similarity := t.near.Find(like, nearlySame, t.sketch)
	if at < 0 {
		return -1, 0, false
	}
	return int(t.like[at].place), math.Round(1000*similarity) / 1000, false
}

// sketch reads one until the next call.
func (t *twins) sketch(n int) sketch.Sketch {
	raw := t.read.Read(t.like[n].at)
	t.first = t.first[:0]
	for ; len(raw) >= 4; raw = raw[4:] {
		t.first = append(t.first, binary.LittleEndian.Uint32(raw))
	}
	return t.first
}

// add makes the document at a place one that later ones may repeat.
func (t *twins) add(d *score.Document, like sketch.Sketch, place int) {
	if t.kept == corpus.DuplicatesKeep {
		return
	}
	if text := [16]byte(d.SHA256[:]); !t.known(text) {
		t.texts[text] = int32(place)
	}
	if like == nil {
		return
	}
	t.near.Add(like)
	t.buf = t.buf[:0]
	for _, v := range like {
		t.buf = binary.LittleEndian.AppendUint32(t.buf, v)
	}
	t.like = append(t.like, sketched{int32(place), t.pile.Add(t.buf)})
}

func (t *twins) known(text [16]byte) bool {
	_, ok := t.texts[text]
	return ok
}

func (t *twins) err() error {
	if err := t.pile.Err(); err != nil {
		return fmt.Errorf("what texts look like: %w", err)
	}
	return nil
}
