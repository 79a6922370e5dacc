package score

import (
	"encoding/binary"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// Class is the sentences of a document that are alike in all that is counted:
// inside the same topics, with as many kept hits of each frame. They differ in
// length only. Counts are sums over classes, and so a bootstrap that draws
// sentences can draw a class at once.
type Class struct {
	Topics    uint64      // bit k: inside the k-th topic
	Frames    []FrameHits // frames with a kept hit, ascending
	Sentences int
	Tokens    int
	Key       string // the same for the same Topics and Frames, in any document
}

// FrameHits is how often a sentence hits a frame.
type FrameHits struct{ Frame, Hits int32 }

// classes sorts the sentences of a document into classes, in the order in
// which they first occur.
type classes struct {
	hits  []int32 // by frame, of the sentence under way
	key   []byte
	index map[string]int
	list  []Class
}

func newClasses(frames int) *classes {
	return &classes{hits: make([]int32, frames), index: map[string]int{}}
}

// add counts one sentence.
func (c *classes) add(words int, hits []Hit, topics uint64) {
	for i := range hits {
		if hits[i].Reason == lexicon.Kept {
			c.hits[hits[i].Frame]++
		}
	}
	c.key = binary.LittleEndian.AppendUint64(c.key[:0], topics)
	for f, n := range c.hits {
		if n > 0 {
			c.key = binary.LittleEndian.AppendUint32(c.key, uint32(f))
			c.key = binary.LittleEndian.AppendUint32(c.key, uint32(n))
		}
	}
	i, ok := c.index[string(c.key)]
	if !ok {
		i = c.open(topics)
	}
	c.list[i].Sentences++
	c.list[i].Tokens += words
	for i := range hits {
		c.hits[hits[i].Frame] = 0
	}
}

// open begins the class of the sentence under way.
func (c *classes) open(topics uint64) int {
	k := Class{Topics: topics, Key: string(c.key)}
	for f, n := range c.hits {
		if n > 0 {
			k.Frames = append(k.Frames, FrameHits{int32(f), n})
		}
	}
	c.index[k.Key] = len(c.list)
	c.list = append(c.list, k)
	return len(c.list) - 1
}

// reset begins a document, also after one that ended in a panic.
func (c *classes) reset() {
	clear(c.hits)
	clear(c.index)
	c.list = nil
}
