package series

import (
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
)

// classCount is how many sentences of a class a document has, and their tokens.
type classCount struct{ class, sentences, tokens uint32 }

// class is a class of sentences and what one of them adds to the counters.
type class struct {
	kind   *score.Kind
	key    uint64 // of the kind
	topics uint64
	steps  []step
}

type step struct{ counter, n int32 }

// inside says whether sentences of the class are inside a topic; the 0th is
// all discourse.
func (c *class) inside(topic int) bool { return inside(c.topics, topic) }

// classTable holds every class of a corpus once. The counters are the
// sentences, then the hits of each frame and the sentences on each side of the
// contrasts that count them, which are frames of one hit a sentence; then the
// sentences of each pair with both, only A and only B, and, where entries weigh
// differently, the weights of the hits of each frame.
type classTable struct {
	lex      *lexicon.Lexicon
	parts    float64 // in a weight of 1
	weighted bool
	halves   [][2][]int // frames of either half, by pair
	sides    *lexicon.Sides
	index    map[string]uint32
	list     []class
}

func newClassTable(m *lexicon.Matcher) classTable {
	lex := m.Lexicon()
	t := classTable{lex: lex, parts: float64(m.Parts()), weighted: m.Weighted(), sides: lexicon.NewSides(lex), index: map[string]uint32{}}
	for _, p := range lex.Pairs {
		t.halves = append(t.halves, [2][]int{frames(lex, p.A), frames(lex, p.B)})
	}
	return t
}

// The places of the counters.
const counterSentences = 0

func (t *classTable) counterFrame(f int) int { return 1 + f }
func (t *classTable) counterPair(p int) int  { return 1 + t.frames() + 3*p }

// frames is how many frames are counted, sides among them, and sideFrame the
// place of a side.
func (t *classTable) frames() int            { return t.sideFrame(t.sides.Number()) }
func (t *classTable) sideFrame(side int) int { return len(t.lex.Frames) + side }

// counterWeight is that of the hits where all count alike.
func (t *classTable) counterWeight(f int) int {
	if !t.weighted {
		return t.counterFrame(f)
	}
	return t.counterPair(len(t.lex.Pairs)) + f
}

// countersOf are those that a measure is taken from, beside the tokens.
func (t *classTable) countersOf(m *measured) (out []int) {
	counter := t.counterFrame
	if m.Weighted {
		counter = t.counterWeight
	}
	for _, f := range slices.Concat(m.a, m.b) {
		out = append(out, counter(f))
	}
	if m.pair >= 0 {
		at := t.counterPair(m.pair)
		out = append(out, at, at+1, at+2)
	}
	if m.Smoothed || m.ofNothing() {
		out = append(out, counterSentences)
	}
	return out
}

func (t *classTable) counters() int {
	if !t.weighted {
		return t.counterPair(len(t.lex.Pairs))
	}
	return t.counterWeight(t.frames())
}

// number finds the class of a kind, or enters it.
func (t *classTable) number(k *score.Kind) uint32 {
	i, ok := t.index[k.Key]
	if !ok {
		i = uint32(len(t.list))
		t.index[k.Key] = i
		t.list = append(t.list, class{k, textKey(k.Key), k.Topics, t.steps(k)})
	}
	return i
}

func (t *classTable) steps(c *score.Kind) []step {
	out := []step{{counterSentences, 1}}
	hits := make([]int32, len(t.lex.Frames))
	for _, f := range c.Frames {
		hits[f.Frame] = f.Hits
		out = append(out, step{int32(t.counterFrame(int(f.Frame))), f.Hits})
	}
	var on []step // the weight of a sentence is 1
	for side := range t.sides.Number() {
		if t.sides.On(side, hits) {
			out = append(out, step{int32(t.counterFrame(t.sideFrame(side))), 1})
			on = append(on, step{int32(t.counterWeight(t.sideFrame(side))), int32(t.parts)})
		}
	}
	for p, s := range t.halves {
		a, b := hit(hits, s[0]), hit(hits, s[1])
		switch at := int32(t.counterPair(p)); {
		case a && b:
			out = append(out, step{at, 1})
		case a:
			out = append(out, step{at + 1, 1})
		case b:
			out = append(out, step{at + 2, 1})
		}
	}
	if t.weighted {
		for _, f := range c.Frames {
			out = append(out, step{int32(t.counterWeight(int(f.Frame))), f.Weight})
		}
		out = append(out, on...)
	}
	return out
}

// addTo adds the sentences of a class to a tally.
func (t *classTable) addTo(y *tally, k *class, c classCount) {
	n := int64(c.sentences)
	y.sentences += n
	y.tokens += int64(c.tokens)
	for _, s := range k.steps {
		switch at := int(s.counter); {
		case at == counterSentences:
		case at < t.counterPair(0):
			y.frames[at-t.counterFrame(0)] += n * int64(s.n)
		case at >= t.counterPair(len(t.halves)):
			y.weights[at-t.counterWeight(0)] += n * int64(s.n)
		default:
			p := &y.pairs[(at-t.counterPair(0))/3]
			*[...]*int64{&p.both, &p.onlyA, &p.onlyB}[(at-t.counterPair(0))%3] += n
		}
	}
}

// hit says whether one of the frames is hit.
func hit(hits []int32, frames []int) bool {
	for _, f := range frames {
		if hits[f] > 0 {
			return true
		}
	}
	return false
}

// textKey is FNV-1a of a text, in 64 bits.
func textKey[T string | []byte](s T) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
