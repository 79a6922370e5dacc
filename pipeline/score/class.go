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
	*Kind
	Sentences int
	Tokens    int
}

// Kind is what the sentences of a class have in common. A Scorer has one of
// each for all documents; it is not changed.
type Kind struct {
	Topics uint64      // bit k: inside the k-th topic
	Frames []FrameHits // frames with a kept hit, ascending
	Key    string      // the same for the same Topics and Frames, in any document
}

// NewKind makes the kind of sentences inside the topics, with so many hits of
// the frames, which are ascending.
func NewKind(topics uint64, frames []FrameHits) Kind {
	key := binary.LittleEndian.AppendUint64(nil, topics)
	for _, f := range frames {
		key = f.appendTo(key)
	}
	return Kind{Topics: topics, Frames: frames, Key: string(key)}
}

// FrameHits is how often a sentence hits a frame.
type FrameHits struct {
	Frame, Hits int32
	Weight      int32 // of the hits, in parts of lexicon.Matcher.Parts; 0 where every entry weighs 1
}

func (f FrameHits) appendTo(key []byte) []byte {
	key = binary.LittleEndian.AppendUint32(key, uint32(f.Frame))
	key = binary.LittleEndian.AppendUint32(key, uint32(f.Hits))
	if f.Weight > 0 {
		key = binary.LittleEndian.AppendUint32(key, uint32(f.Weight))
	}
	return key
}

// classes sorts the sentences of a document into classes, in the order in
// which they first occur.
type classes struct {
	entries []lexicon.CompiledEntry
	hits    []int32 // by frame, of the sentence under way
	weights []int32 // the same with weights; nil where every entry weighs 1
	key     []byte
	known   map[string]*place
	plain   *place // of sentences with neither topic nor hit: most of them
	doc     int
	list    []Class
}

// place is where a kind stands in the list of a document.
type place struct {
	Kind
	doc, at int
}

func newClasses(m *lexicon.Matcher) *classes {
	frames := len(m.Lexicon().Frames)
	c := &classes{entries: m.Entries(), hits: make([]int32, frames), known: map[string]*place{}}
	if m.Weighted() {
		c.weights = make([]int32, frames)
	}
	c.plain = c.kind(0)
	return c
}

// reset begins a document, also after one that ended in a panic.
func (c *classes) reset() {
	clear(c.hits)
	clear(c.weights)
	c.doc++
	c.list = nil
}

// add counts one sentence.
func (c *classes) add(words int, hits []Hit, topics uint64) {
	p := c.plain
	if len(hits) > 0 || topics != 0 {
		p = c.sentence(hits, topics)
	}
	if p.doc != c.doc {
		p.doc, p.at = c.doc, len(c.list)
		c.list = append(c.list, Class{Kind: &p.Kind})
	}
	c.list[p.at].Sentences++
	c.list[p.at].Tokens += words
}

func (c *classes) sentence(hits []Hit, topics uint64) *place {
	for i := range hits {
		if hits[i].Reason == lexicon.Kept {
			c.hits[hits[i].Frame]++
			if c.weights != nil {
				c.weights[hits[i].Frame] += c.entries[hits[i].Entry].Parts
			}
		}
	}
	p := c.kind(topics)
	for i := range hits {
		c.hits[hits[i].Frame] = 0
		if c.weights != nil {
			c.weights[hits[i].Frame] = 0
		}
	}
	return p
}

// kind finds that of the sentence under way.
func (c *classes) kind(topics uint64) *place {
	c.key = binary.LittleEndian.AppendUint64(c.key[:0], topics)
	for f, n := range c.hits {
		if n > 0 {
			c.key = FrameHits{int32(f), n, c.weight(f)}.appendTo(c.key)
		}
	}
	if p := c.known[string(c.key)]; p != nil {
		return p
	}
	var frames []FrameHits
	for f, n := range c.hits {
		if n > 0 {
			frames = append(frames, FrameHits{int32(f), n, c.weight(f)})
		}
	}
	p := &place{Kind: NewKind(topics, frames)}
	c.known[p.Key] = p
	return p
}

func (c *classes) weight(frame int) int32 {
	if c.weights == nil {
		return 0
	}
	return c.weights[frame]
}
