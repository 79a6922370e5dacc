package suggest

import (
	"cmp"
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"gonum.org/v1/gonum/mat"
)

// What vectors are trained on: the most frequent words that are not weak, those
// they stand near to, within so many others of a sentence, and how many numbers a
// vector has. Contexts count to the power of smoothing (Levy, Goldberg and Dagan
// 2015).
const (
	vectorWords    = 24_000
	vectorContexts = 3_000
	window         = 5
	dimensions     = 100
	smoothing      = 0.75
	leastForVector = 10
)

// vectors are those of words, of length 1, by their number; nil: it has none.
type vectors [][]float32

// train makes vectors out of the texts: the positive pointwise mutual information
// of words and the words near them, and of that matrix the singular vectors, each
// weighed with the root of its value.
func train(t *texts, weak []bool, seed uint64) vectors {
	count := make([]int32, len(t.words))
	for i := range t.docs {
		for _, w := range t.docs[i].words {
			count[w]++
		}
	}
	var words []uint32
	for w := range count {
		if w > 0 && !weak[w] && count[w] >= leastForVector {
			words = append(words, uint32(w))
		}
	}
	slices.SortFunc(words, func(a, b uint32) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	words = words[:min(len(words), vectorWords)]
	out := make(vectors, len(t.words))
	if len(words) < 2 {
		return out
	}
	m := near(t, weak, words, min(len(words), vectorContexts))
	m.inform(smoothing)
	rows := m.singular(min(dimensions, len(words)-1, m.columns), seed)
	for i, w := range words {
		if v := rows.RawRowView(i); mat.Norm(mat.NewVecDense(len(v), v), 2) > 0 {
			out[w] = unit(v)
		}
	}
	return out
}

// unit is a vector of length 1 in the same direction.
func unit[F float32 | float64](v []F) []float32 {
	square := 0.0
	for _, x := range v {
		square += float64(float64(x) * float64(x))
	}
	out := make([]float32, len(v))
	if square > 0 {
		for i, x := range v {
			out[i] = float32(float64(x) / math.Sqrt(square))
		}
	}
	return out
}

// sparse is a matrix of which most is 0: by row, the columns and values that are
// not.
type sparse struct {
	columns int
	at      [][]uint16
	value   [][]float32
}

// rowsAtOnce is how many rows are counted at a time, in full.
const rowsAtOnce = 2_000

// near counts how often each of the words, which are sorted by frequency, stands
// near each of the first so many.
func near(t *texts, weak []bool, words []uint32, columns int) *sparse {
	m := &sparse{columns, make([][]uint16, len(words)), make([][]float32, len(words))}
	rank := make([]int32, len(t.words)) // and 1
	for i, w := range words {
		rank[w] = int32(i) + 1
	}
	lots := (len(words) + rowsAtOnce - 1) / rowsAtOnce
	parallel(lots, func(lot int) {
		from := lot * rowsAtOnce
		to := min(from+rowsAtOnce, len(words))
		dense := make([]uint32, (to-from)*columns)
		count(t, weak, rank, int32(from), int32(to), columns, dense)
		for i := from; i < to; i++ {
			for k, n := range dense[(i-from)*columns : (i-from+1)*columns] {
				if n > 0 {
					m.at[i], m.value[i] = append(m.at[i], uint16(k)), append(m.value[i], float32(n))
				}
			}
		}
	})
	return m
}

// count fills the rows from..to.
func count(t *texts, weak []bool, rank []int32, from, to int32, columns int, dense []uint32) {
	var line []int32
	for i := range t.docs {
		start := int32(0)
		for _, end := range t.docs[i].ends {
			line = line[:0]
			for _, w := range t.docs[i].words[start:end] {
				if w != 0 && !weak[w] {
					line = append(line, rank[w]-1)
				}
			}
			start = end
			for a, row := range line {
				if row < from || row >= to {
					continue
				}
				cells := dense[int(row-from)*columns : int(row-from+1)*columns]
				for b := max(0, a-window); b < min(len(line), a+window+1); b++ {
					if b != a && line[b] >= 0 && int(line[b]) < columns {
						cells[line[b]]++
					}
				}
			}
		}
	}
}

// inform turns counts into positive pointwise mutual information, contexts counting
// to a power.
func (m *sparse) inform(power float64) {
	byColumn := make([]float64, m.columns)
	all := 0.0
	for i := range m.at {
		for k, c := range m.at[i] {
			byColumn[c] += float64(m.value[i][k])
			all += float64(m.value[i][k])
		}
	}
	smooth := 0.0
	for c, n := range byColumn {
		byColumn[c] = portable.Pow(n, power)
		smooth += byColumn[c]
	}
	for i := range m.at {
		row := 0.0
		for _, n := range m.value[i] {
			row += float64(n)
		}
		kept := 0
		for k, c := range m.at[i] {
			pmi := portable.Log(float64(m.value[i][k]) * smooth / (row * byColumn[c]))
			if pmi > 0 {
				m.at[i][kept], m.value[i][kept] = c, float32(pmi)
				kept++
			}
		}
		m.at[i], m.value[i] = slices.Clip(m.at[i][:kept]), slices.Clip(m.value[i][:kept])
	}
}
