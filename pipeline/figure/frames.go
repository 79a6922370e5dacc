package figure

import (
	"fmt"
	"slices"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/store"
)

// frames are the rates of all frames, as small multiples.
func frames(s *source) (*Figure, error) {
	mine := func(_, group string) bool { return group == s.Group }
	rows, err := s.seriesOf("rate", mine)
	if err != nil {
		return nil, err
	}
	shapes, err := s.toldOf("rate", mine)
	if err != nil {
		return nil, err
	}
	keys, of := byKey(rows, func(r seriesRow) string { return r.of })
	s.inOrder(keys)
	const height = 40
	y, scale := rateAxis(rows), "all on one scale"
	if s.Scale == FreeScale {
		scale = "each frame on its own scale"
	}
	var panels []*chart.Panel
	var drawn intervalMarks
	for _, key := range keys {
		p := &chart.Panel{Title: s.label(key), Height: height, X: over(rows, 2), Y: y}
		if s.Scale == FreeScale {
			p.Y = rateAxis(of[key])
		}
		course(p, of[key], nil, nil)
		drawn.add(of[key], p.Y)
		panels = append(panels, p)
	}
	first, last := rows[0], rows[len(rows)-1]
	c := chart.Grid(panels, chart.Columns(len(panels), s.chose(3, 5)), s.Scale == FreeScale)
	c.Fill(keyPanel(drawn, height, "rate", false))
	c.Title = tally("Rates of frames", len(keys), shapes, func(t *told) string { return s.label(t.Of) })
	c.Note = fmt.Sprintf("Hits per 1,000 tokens by %s, %s", first.freq, scale)
	c.Side = "Per 1,000 tokens"
	return &Figure{chart: c, tables: []table{framesTable(rows)}, Caption: s.caption(
		fmt.Sprintf("Rates of the frames by %s, %s: hits per 1,000 tokens, %s.", first.freq, between(first.period, last.period, first.freq), scale),
		drawn.say(rows), fmt.Sprintf("n = %s, %s in all frames.", count(int(documents(of[keys[0]])), "document", "documents"), count(int(hits(rows)), "hit", "hits")))}, nil
}

func rateAxis(rows []seriesRow) chart.Axis { return chart.Numbers(append(extent(rows), 0), 3) }

func framesTable(rows []seriesRow) table {
	t := seriesTable(rows, false)
	t.columns = append(texts("frame"), t.columns...)
	for i, r := range rows {
		t.rows[i] = append([]cell{word(r.of)}, t.rows[i]...)
	}
	return t
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
