package inspect

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Parallel is what a lexicon finds in the same texts in two languages, A and B.
type Parallel struct {
	Lexicon string
	Langs   [2]string // of the two corpora; several are joined by +
	Texts   int       // with the same id in both
	Alone   [2]int    // without a counterpart: they count nowhere
	Tokens  [2]int64
	// Rows are the frames, then the topics, each followed by its ids with a hit.
	Rows []Equivalence
}

// Equivalence is what a frame, or the entries of one id in it, find on both sides.
// A topic's hits are the sentences inside it.
type Equivalence struct {
	Frame   string
	ID      string   // empty: the whole frame
	Entries [2]int   // of the frame or id in the languages of either side
	Hits    [2]int64 // kept
	Texts   [2]int   // with a hit
	// Ratio is the hits of B for one of A; Kappa says how far the same texts
	// have a hit, Concordance how far texts have as many (Lin). NaN where that is
	// not defined.
	Ratio, Kappa, Concordance float64
}

// Match reads two corpora whose documents have the same ids and says how far
// what the lexicon finds in the one is found in the other.
func Match(ctx context.Context, a, b pipeline.Config) (*Parallel, error) {
	var sides [2]*side
	for i, c := range []pipeline.Config{a, b} {
		sides[i] = &side{texts: map[string]counted{}, langs: map[string]bool{}}
		c.Text, c.Corpus.Undated = string(score.TextNone), true
		if _, err := pipeline.EachDocument(ctx, c, nil, sides[i].add); err != nil {
			return nil, err
		}
	}
	ids := slices.Sorted(maps.Keys(sides[0].texts))
	ids = slices.DeleteFunc(ids, func(id string) bool { _, ok := sides[1].texts[id]; return !ok })
	if len(ids) == 0 {
		return nil, usage.Errorf("no document of the first corpus has the id of one of the second%s: "+
			"give both the same ids, with corpus.id in a file for --config", sides[0].example(sides[1]))
	}
	return parallel(sides, ids), nil
}

// row names a row: a frame by its place in the lexicon, and perhaps an id.
type row struct {
	list int
	id   string
}

// counted is what one text has: its tokens and, by row, its hits.
type counted struct {
	tokens int
	hits   map[row]int
}

// side is one of the two corpora.
type side struct {
	m     *lexicon.Matcher
	texts map[string]counted
	langs map[string]bool
}

func (s *side) add(m *lexicon.Matcher, d *score.Document) {
	s.m = m
	s.langs[d.Lang] = true
	c := counted{tokens: d.Tokens, hits: map[row]int{}}
	for _, h := range d.Hits {
		if h.Reason != lexicon.Kept {
			continue
		}
		c.hits[row{int(h.Frame), ""}]++
		if id := m.Entries()[h.Entry].ID; id != "" {
			c.hits[row{int(h.Frame), id}]++
		}
	}
	for k := range m.Lexicon().Topics {
		if n, _ := d.Inside(k); n > 0 {
			c.hits[row{len(d.Frames) + k, ""}] = n
		}
	}
	s.texts[d.ID] = c
}

// entries counts the entries of every row in the side's languages.
func (s *side) entries() map[row]int {
	n := map[row]int{}
	for i, f := range s.m.Lexicon().Lists() {
		for code := range s.langs {
			n[row{i, ""}] += len(f.Entries[code])
			for _, e := range f.Entries[code] {
				if e.ID != "" {
					n[row{i, e.ID}]++
				}
			}
		}
	}
	return n
}

// example shows how the ids differ.
func (s *side) example(other *side) string {
	if len(s.texts) == 0 || len(other.texts) == 0 {
		return ""
	}
	first := func(s *side) string { return slices.Min(slices.Collect(maps.Keys(s.texts))) }
	return " (ids are like " + first(s) + " and like " + first(other) + ")"
}

func parallel(sides [2]*side, ids []string) *Parallel {
	lex := sides[0].m.Lexicon()
	p := &Parallel{Lexicon: lex.Name, Texts: len(ids)}
	var entries [2]map[row]int
	for i, s := range sides {
		p.Langs[i] = strings.Join(slices.Sorted(maps.Keys(s.langs)), "+")
		p.Alone[i] = len(s.texts) - len(ids)
		entries[i] = s.entries()
		for _, id := range ids {
			p.Tokens[i] += int64(s.texts[id].tokens)
		}
	}
	found, lists := columns(sides, ids), lex.Lists()
	for i := range lists { // a frame without a hit has a row too
		if r := (row{i, ""}); found[r] == nil {
			found[r] = &[2][]cell{}
		}
	}
	for _, r := range slices.SortedFunc(maps.Keys(found), func(a, b row) int {
		return cmp.Or(cmp.Compare(a.list, b.list), cmp.Compare(a.id, b.id))
	}) {
		e := equivalence(found[r], len(ids))
		e.Frame, e.ID = lists[r.list].Key, r.id
		e.Entries = [2]int{entries[0][r], entries[1][r]}
		p.Rows = append(p.Rows, e)
	}
	return p
}

// cell is how many hits a text has, by its place among the texts.
type cell struct{ text, hits int }

// columns turns the counts of texts into those of rows.
func columns(sides [2]*side, ids []string) map[row]*[2][]cell {
	found := map[row]*[2][]cell{}
	for i, s := range sides {
		for text, id := range ids {
			for r, n := range s.texts[id].hits {
				if found[r] == nil {
					found[r] = &[2][]cell{}
				}
				found[r][i] = append(found[r][i], cell{text, n})
			}
		}
	}
	return found
}

func equivalence(cells *[2][]cell, texts int) (e Equivalence) {
	var hits, present [2][]float64
	for i, column := range cells {
		hits[i], present[i] = make([]float64, texts), make([]float64, texts)
		for _, c := range column {
			e.Hits[i] += int64(c.hits)
			hits[i][c.text], present[i][c.text] = float64(c.hits), 1
		}
		e.Texts[i] = len(column)
	}
	e.Ratio = math.NaN()
	if e.Hits[0] > 0 {
		e.Ratio = float64(e.Hits[1]) / float64(e.Hits[0])
	}
	e.Kappa = stats.CohenKappa(present[0], present[1]).Value
	e.Concordance = stats.Concordance(hits[0], hits[1]).Value
	return e
}
