package inspect

import (
	"cmp"
	"context"
	"slices"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
)

// Coverage is what a lexicon finds in a corpus.
type Coverage struct {
	Lexicon *lexicon.Lexicon
	Entries []EntryCoverage // in the order of the lexicon
	// Years are the sentences by year, pooled and by group, sorted by group and
	// year.
	Years []YearCoverage
}

// EntryCoverage is what one entry of a frame finds.
type EntryCoverage struct {
	Frame, Lang, Term string
	Hits              int64
	Share             float64 // of the frame's hits in that language
	First, Last       int     // years with a hit; 0 where none is known
}

// YearCoverage is how many sentences of a year have a kept hit of any frame.
type YearCoverage struct {
	Group           string
	Year            int
	Sentences, With int64
	Topics          []int64 // sentences inside each topic of the lexicon
}

// Cover reads a corpus and says what a lexicon finds in it, documents without a
// date too, whose year is 0. The keys of Config.By make the groups.
func Cover(ctx context.Context, c pipeline.Config) (*Coverage, error) {
	v := &coverage{years: map[yearKey]*YearCoverage{}, by: c.By}
	c.Text, c.Corpus.Undated = string(score.TextNone), true
	_, err := pipeline.EachDocument(ctx, c, nil, v.add)
	if err != nil {
		return nil, err
	}
	return v.result(), nil
}

// coverage is a Coverage in the making.
type coverage struct {
	by      []string
	m       *lexicon.Matcher
	entries []EntryCoverage // by number of the compiled entry
	years   map[yearKey]*YearCoverage
}

type yearKey struct {
	group string
	year  int
}

func (v *coverage) add(m *lexicon.Matcher, d *score.Document) {
	if v.m == nil {
		v.m, v.entries = m, make([]EntryCoverage, len(m.Entries()))
	}
	with := map[int32]bool{}
	for _, h := range d.Hits {
		if h.Reason != lexicon.Kept {
			continue
		}
		with[h.Sentence] = true
		e := &v.entries[h.Entry]
		e.Hits++
		if e.First == 0 || d.Date.Year > 0 && d.Date.Year < e.First {
			e.First = d.Date.Year
		}
		e.Last = max(e.Last, d.Date.Year)
	}
	v.year("", d, int64(len(with)))
	for _, key := range v.by {
		value, _ := d.Get(key)
		v.year(group.Key{{Key: key, Value: value}}.String(), d, int64(len(with)))
	}
}

func (v *coverage) year(name string, d *score.Document, with int64) {
	k := yearKey{name, d.Date.Year}
	y := v.years[k]
	if y == nil {
		y = &YearCoverage{Group: name, Year: d.Date.Year, Topics: make([]int64, len(v.m.Lexicon().Topics))}
		v.years[k] = y
	}
	y.Sentences += int64(d.Sentences)
	y.With += with
	for k := range y.Topics {
		n, _ := d.Inside(k)
		y.Topics[k] += int64(n)
	}
}

func (v *coverage) result() *Coverage {
	out := &Coverage{}
	if v.m == nil {
		return out
	}
	out.Lexicon = v.m.Lexicon()
	totals := map[[2]string]int64{}
	for i, e := range v.m.Entries() {
		if e.Blocks || e.Frame < 0 {
			continue
		}
		c := v.entries[i]
		c.Frame, c.Lang, c.Term = e.Key, e.Lang, e.Term
		totals[[2]string{c.Frame, c.Lang}] += c.Hits
		out.Entries = append(out.Entries, c)
	}
	for i := range out.Entries {
		e := &out.Entries[i]
		if total := totals[[2]string{e.Frame, e.Lang}]; total > 0 {
			e.Share = float64(e.Hits) / float64(total)
		}
	}
	for _, y := range v.years {
		out.Years = append(out.Years, *y)
	}
	slices.SortFunc(out.Years, func(a, b YearCoverage) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Year, b.Year))
	})
	return out
}
