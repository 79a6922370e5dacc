package figure

import (
	"fmt"
	"slices"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/store"
)

// frames are the rates of all frames, as small multiples on one scale.
func frames(s *source) (*Figure, error) {
	rows, err := s.seriesOf("rate", func(_, group string) bool { return group == s.Group })
	if err != nil {
		return nil, err
	}
	keys, of := byKey(rows, func(r seriesRow) string { return r.of })
	s.inOrder(keys)
	y := chart.Numbers(append(extent(rows), 0), 3)
	first, last := rows[0], rows[len(rows)-1]
	var panels []*chart.Panel
	columns := s.chose(3, 5)
	for _, key := range keys {
		p := &chart.Panel{Title: s.label(key), Height: 40, X: over(rows, 2), Y: y}
		course(p, of[key], nil, nil)
		panels = append(panels, p)
	}
	c := chart.Grid(panels, columns)
	c.Side = "Hits per 1,000 tokens"
	t := seriesTable(rows, false)
	t.columns = append(texts("frame"), t.columns...)
	for i, r := range rows {
		t.rows[i] = append([]cell{word(r.of)}, t.rows[i]...)
	}
	one := of[keys[0]]
	return &Figure{chart: c, tables: []table{t}, Caption: s.caption(
		fmt.Sprintf("Rates of the frames by %s, %s: hits per 1,000 tokens, all on one scale.", first.freq, between(first.period, last.period, first.freq)),
		intervals(rows, y), fmt.Sprintf("n = %s, %s in all frames.", count(int(documents(one)), "document", "documents"), count(int(hits(rows)), "hit", "hits")))}, nil
}

// byKey sorts rows into lists, with the keys in the order in which they come.
func byKey[T any, K comparable](rows []T, key func(T) K) (keys []K, lists map[K][]T) {
	lists = map[K][]T{}
	for _, r := range rows {
		k := key(r)
		if lists[k] == nil {
			keys = append(keys, k)
		}
		lists[k] = append(lists[k], r)
	}
	return keys, lists
}

// inOrder sorts keys of frames as the lexicon has them; the rest comes last.
func (s *source) inOrder(keys []string) {
	place := func(key string) int {
		if i := slices.IndexFunc(s.glossary.Frames, func(t store.Term) bool { return t.Key == key }); i >= 0 {
			return i
		}
		return len(s.glossary.Frames)
	}
	slices.SortStableFunc(keys, func(a, b string) int { return place(a) - place(b) })
}
