package suggest

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// view is what texts look like to some of a frame's entries: the sentences they
// hit, and how often each candidate stands apart from their hits and from what the
// exceptions block.
type view struct {
	*grams
	active []bool // by entry: it counts, or it blocks

	inside, beside, beyond float64 // words of hit sentences, of the others of their documents, of all others
	hits                   int64   // places, overlapping ones taken together

	tallies []tally
	weights []float32 // of contexts, by hash: how much more at home the frame is there
}

// tally is what is counted of one candidate, where no hit lies over it.
type tally struct {
	inside, beside, all int32   // in hit sentences, in the others of their documents, anywhere
	context             float32 // sum of the weights of its contexts
}

// contexts is how many hashes contexts share.
const contexts = 1 << 22

// setting is the hash of the words to the left and right, or 0 where neither is
// one.
func setting(left, right uint32) uint32 {
	if left == 0 && right == 0 {
		return 0
	}
	return uint32((uint64(left)<<32|uint64(right))*0x9e3779b97f4a7c15>>42) | 1
}

// backdrop counts the contexts of all candidates: what is expected of any.
func (g *grams) backdrop() []int32 {
	counts := make([]int32, contexts)
	for i := range g.docs {
		g.sentences(i, nil, func(s *sentence) {
			for _, o := range s.found {
				counts[s.context(o.start, o.end)]++
			}
		})
	}
	return counts
}

// sentence is one sentence of a document, with its candidates.
type sentence struct {
	words []uint32
	found []stand
	mask  []bool // words under a hit or a block; nil: not asked for
	hit   bool
	first int // word of the document
}

// stand is where a candidate stands in a sentence.
type stand struct{ gram, start, end int }

func (s *sentence) context(start, end int) uint32 {
	left, right := uint32(0), uint32(0)
	if start > 0 {
		left = s.words[start-1]
	}
	if end < len(s.words) {
		right = s.words[end]
	}
	return setting(left, right)
}

// length is how many words the sentence has.
func (s *sentence) length() (n float64) {
	for _, w := range s.words {
		if w != 0 {
			n++
		}
	}
	return n
}

// free says whether no hit and no block lies over any of the words.
func (s *sentence) free(start, end int) bool {
	for _, m := range s.mask[start:end] {
		if m {
			return false
		}
	}
	return true
}

// sentences calls visit for every sentence of a document; the sentence is valid
// until it returns.
func (g *grams) sentences(doc int, m *masker, visit func(*sentence)) {
	d, found := &g.docs[doc], g.found[doc]
	var s sentence
	at, start := 0, 0
	if len(found) > 0 {
		at = found[0].step()
	}
	if m != nil {
		m.begin(d)
	}
	for _, end := range d.ends {
		s.words, s.found, s.first = d.words[start:end], s.found[:0], start
		for len(found) > 0 && at < int(end) {
			if gram := found[0].gram(); gram != 0 {
				s.found = append(s.found, stand{gram, at - start, at - start + len(g.terms[gram])})
			}
			if found = found[1:]; len(found) > 0 {
				at += found[0].step()
			}
		}
		if m != nil {
			s.mask, s.hit = m.sentence(start, int(end))
		}
		visit(&s)
		start = int(end)
	}
}

// masker marks the words under hits and blocks.
type masker struct {
	entries []soughtEntry
	active  []bool
	places  []place
	mask    []bool
	hits    []place // of the sentence
}

func (m *masker) begin(d *document) { m.places = d.places }

// sentence returns the mask of words start..end and whether there is a hit.
func (m *masker) sentence(start, end int) ([]bool, bool) {
	n := 0
	for n < len(m.places) && int(m.places[n].start) < end {
		n++
	}
	here := m.places[:n]
	m.places = m.places[n:]
	m.mask = append(m.mask[:0], make([]bool, end-start)...)
	m.hits = m.hits[:0]
	for _, p := range here {
		if !m.active[p.entry] {
			continue
		}
		for i := p.start; i < p.start+p.size; i++ {
			m.mask[int(i)-start] = true
		}
		if !m.entries[p.entry].block && !m.blocked(here, p) {
			m.hits = append(m.hits, p)
		}
	}
	return m.mask, len(m.hits) > 0
}

// blocked says whether an exception lies over a hit.
func (m *masker) blocked(here []place, p place) bool {
	for _, b := range here {
		if m.active[b.entry] && m.entries[b.entry].block && b.start <= p.start && b.start+b.size >= p.start+p.size {
			return true
		}
	}
	return false
}

// merged calls visit with each stretch of words that hits of the sentence lie over.
func (m *masker) merged(first int, visit func(start, end int)) {
	start, end := -1, -1
	for _, p := range m.hits { // by start
		from, to := int(p.start)-first, int(p.start+p.size)-first
		if from >= end {
			if end > 0 {
				visit(start, end)
			}
			start, end = from, to
		}
		end = max(end, to)
	}
	if end > 0 {
		visit(start, end)
	}
}

func (g *grams) newView(entries []soughtEntry, active []bool, backdrop []int32) *view {
	v := &view{grams: g, active: active, tallies: make([]tally, len(g.terms))}
	v.weigh(entries, backdrop)
	m := &masker{entries: entries, active: active}
	var waiting []stand // outside hit sentences, until the document is known to have one
	for i := range g.docs {
		any, rest := false, 0.0
		waiting = waiting[:0]
		g.sentences(i, m, func(s *sentence) {
			words := s.length()
			if any = any || s.hit; s.hit {
				v.inside += words
			} else {
				rest += words
			}
			for _, o := range s.found {
				if !s.free(o.start, o.end) {
					continue
				}
				t := &v.tallies[o.gram]
				t.all++
				t.context += v.weights[s.context(o.start, o.end)]
				if s.hit {
					t.inside++
				} else {
					waiting = append(waiting, o)
				}
			}
		})
		if !any {
			v.beyond += rest
			continue
		}
		v.beside += rest
		for _, o := range waiting {
			v.tallies[o.gram].beside++
		}
	}
	return v
}

// weigh finds the weights of contexts: the positive pointwise mutual information
// of frame and context, discounted where it rests on few hits (Pantel and Lin 2002).
func (v *view) weigh(entries []soughtEntry, backdrop []int32) {
	counts := make([]int32, contexts)
	m := &masker{entries: entries, active: v.active}
	for i := range v.docs {
		v.sentences(i, m, func(s *sentence) {
			m.merged(s.first, func(start, end int) {
				counts[s.context(start, end)]++
				v.hits++
			})
		})
	}
	all := 0.0
	for _, n := range backdrop {
		all += float64(n)
	}
	v.weights = make([]float32, contexts)
	for h, n := range counts {
		if n == 0 || h == 0 {
			continue
		}
		pmi := math.Log(float64(n) / float64(v.hits) / ((float64(backdrop[h]) + 1) / all))
		v.weights[h] = float32(max(0, pmi) * float64(n) / float64(n+1))
	}
}

// keyness is G² of a candidate in hit sentences against the others of the same
// documents.
func (v *view) keyness(gram int) float64 {
	t := &v.tallies[gram]
	return stats.G2(float64(t.inside), v.inside, float64(t.beside), v.beside)
}

// plain is G² of a candidate in hit sentences against all others.
func (v *view) plain(gram int) float64 {
	t := &v.tallies[gram]
	return stats.G2(float64(t.inside), v.inside, float64(t.all-t.inside), v.beside+v.beyond)
}

// shrink is how many contexts without weight a candidate is taken to have besides.
const shrink = 40

// neighbours is the mean weight of a candidate's contexts.
func (v *view) neighbours(gram int) float64 {
	t := &v.tallies[gram]
	return float64(t.context) / (float64(t.all) + shrink)
}
