package suggest

import (
	"gonum.org/v1/gonum/floats"
)

// meanings are vectors of a frame's entries, and how near words are to them. The
// vector of a candidate is the mean of its words', that of an entry the mean of what
// it finds.
type meanings struct {
	*grams
	words   vectors
	size    int
	entries []int32     // those with a vector
	vectors [][]float64 // of these
	dots    [][]float64 // by word, with each of these; nil: the word has no vector
}

func newMeanings(g *grams, words vectors, of []soughtEntry, frame int) *meanings {
	m := &meanings{grams: g, words: words, dots: make([][]float64, len(words))}
	for _, v := range words {
		m.size = max(m.size, len(v))
	}
	sums := make([][]float64, len(of))
	for i := range g.docs {
		d := &g.docs[i]
		for _, p := range d.places {
			if of[p.entry].frame == frame && !of[p.entry].block {
				sums[p.entry] = m.add(sums[p.entry], d.words[p.start:p.start+p.size])
			}
		}
	}
	for i, v := range sums {
		if v != nil {
			normalize(v)
			m.entries, m.vectors = append(m.entries, int32(i)), append(m.vectors, v)
		}
	}
	parallel(len(words), func(w int) {
		if words[w] == nil {
			return
		}
		m.dots[w] = make([]float64, len(m.vectors))
		for k, v := range m.vectors {
			for i, x := range words[w] {
				m.dots[w][k] += float64(float64(x) * v[i])
			}
		}
	})
	return m
}

// add adds the vector of some words, brought to length 1, to a sum.
func (m *meanings) add(to []float64, words []uint32) []float64 {
	v := make([]float64, m.size)
	m.sum(v, words)
	length := floats.Norm(v, 2)
	if length == 0 {
		return to
	}
	if to == nil {
		to = make([]float64, m.size)
	}
	floats.AddScaled(to, 1/length, v)
	return to
}

// sum makes of out the sum of the vectors of words that have one.
func (m *meanings) sum(out []float64, words []uint32) {
	clear(out)
	for _, w := range words {
		if m.weak[w] {
			continue
		}
		for i, x := range m.words[w] {
			out[i] += float64(x)
		}
	}
}

func normalize(v []float64) {
	if n := floats.Norm(v, 2); n > 0 {
		floats.Scale(1/n, v)
	}
}

// scratch is what similar works in.
type scratch struct{ vector, dots []float64 }

func (m *meanings) scratch() *scratch {
	return &scratch{make([]float64, m.size), make([]float64, len(m.vectors))}
}

// nearest is how many entries a candidate is held against.
const nearest = 3

// similar is how near a candidate is to the entries that count: the mean cosine with
// the three nearest of them, and with all, and which is the nearest; −1 where it, or
// every entry, has no vector.
func (m *meanings) similar(gram int, active []bool, b *scratch) (near, mean float64, entry int32) {
	words := m.terms[gram]
	m.sum(b.vector, words)
	length := floats.Norm(b.vector, 2)
	if length == 0 {
		return 0, 0, -1
	}
	all := b.dots
	clear(all)
	for _, w := range words {
		if m.dots[w] != nil && !m.weak[w] {
			floats.Add(all, m.dots[w])
		}
	}
	var top [nearest]float64
	entry = -1
	n := 0
	for k, x := range all {
		if !active[m.entries[k]] {
			continue
		}
		n++
		x /= length
		mean += x
		if entry < 0 || x > top[0] {
			entry = m.entries[k]
		}
		for i := range top {
			if x > top[i] {
				x, top[i] = top[i], x
			}
		}
	}
	for _, x := range top {
		near += x
	}
	return near / float64(max(min(n, nearest), 1)), mean / float64(max(n, 1)), entry
}
