package suggest

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// Options say what is suggested. The zero value is the default.
type Options struct {
	// Frames are the frames of the lexicon that terms are wanted for; none: all.
	Frames []string
	// Vectors is a file of word vectors in word2vec's text format, to be taken in
	// place of vectors trained on the corpus.
	Vectors string
	// Least is how often a term has to stand apart from the entries' hits. Default 5.
	Least int
	// Top is how many terms come back for a frame and language. Default 100.
	Top int
	// Sentences is how many of them show each term. Default 3, below 0 none.
	Sentences int
	// Seed of what is drawn.
	Seed uint64
}

func (o Options) defaults() Options {
	o.Least, o.Top = cmp.Or(o.Least, 5), cmp.Or(o.Top, 100)
	o.Sentences = max(0, cmp.Or(o.Sentences, 3))
	return o
}

// List is what is suggested for a frame in one language.
type List struct {
	Frame      string `json:"frame"`
	Lang       string `json:"lang"`
	Entries    int    `json:"entries"`
	Found      int    `json:"found"` // entries with a hit
	Hits       int64  `json:"hits"`  // overlapping ones counted once
	Documents  int    `json:"documents"`
	Candidates int    `json:"candidates"`
	// Terms come best first.
	Terms []Term `json:"terms"`
	// Note says why there are none, or what should be known.
	Note string `json:"note,omitempty"`
}

// Term is a candidate for a frame. Counts are of where no hit of the frame, and no
// exception of it, lies over any of its words.
type Term struct {
	Term      string  `json:"term"`
	Hits      int     `json:"hits"`
	Beside    int     `json:"beside_hits"` // in sentences with a hit of the frame
	Documents int     `json:"documents"`
	DP        float64 `json:"dp"` // Gries' deviation of proportions: 0 even, 1 in one document

	G2         float64 `json:"g2"`
	LogRatio   float64 `json:"log_ratio"`
	Neighbours float64 `json:"neighbours"`
	Similarity float64 `json:"similarity"` // NaN without a vector
	Nearest    string  `json:"nearest"`    // the entry with the nearest vector

	// Ranks by keyness, neighbours and vectors; 0: none.
	Ranks     [len(signals)]int `json:"ranks"`
	Sentences []Sentence        `json:"sentences"`
}

// Sentence is one in which a term stands.
type Sentence struct {
	Document string `json:"document"`
	Text     string `json:"text"`
}

// Suggest reads a corpus and lists, by frame and language, what the configured
// lexicon may miss in it.
func Suggest(ctx context.Context, c pipeline.Config, o Options) ([]List, error) {
	o = o.defaults()
	s, err := open(ctx, c, o)
	if err != nil {
		return nil, err
	}
	var lists []List
	for _, code := range lang.Codes() {
		found, err := s.suggest(ctx, code)
		if err != nil {
			return nil, err
		}
		lists = append(lists, found...)
	}
	slices.SortStableFunc(lists, func(a, b List) int {
		return cmp.Compare(slices.Index(s.frames, a.Frame), slices.Index(s.frames, b.Frame))
	})
	return lists, nil
}

// suggest makes the lists of a language that the corpus has texts in.
func (s *session) suggest(ctx context.Context, code string) ([]List, error) {
	t := s.texts[lang.Of(code)]
	if t == nil {
		return nil, nil
	}
	g, err := s.ground(t)
	if err != nil {
		return nil, err
	}
	var out []List
	for i := range s.frames {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		l, err := s.list(g, i, code)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

func (s *session) list(g *ground, frame int, code string) (List, error) {
	l := List{Frame: s.frames[frame], Lang: code, Documents: len(g.docs), Terms: []Term{}}
	active := s.active(frame, code)
	for i, e := range s.entries {
		if active[i] && !e.block {
			l.Entries++
		}
	}
	l.Found = s.found(g.texts, active)
	switch {
	case l.Entries == 0:
		l.Note = "the frame has no entries in this language: give it a few, which suggestions can start from"
		return l, nil
	case l.Found == 0:
		l.Note = "no entry of the frame has a hit in this language: there is nothing to start from"
		return l, nil
	}
	v := g.newView(s.entries, active, g.backdrop)
	m := newMeanings(g.grams, g.vectors, s.entries, frame)
	l.Hits = v.hits
	ranked := rank(v, m, s.Least)
	l.Candidates = len(ranked)
	ranked = slices.DeleteFunc(ranked, func(c candidate) bool { return c.rank[Fused] == 0 || c.rank[Fused] > s.Top })
	slices.SortFunc(ranked, func(a, b candidate) int { return cmp.Compare(a.rank[Fused], b.rank[Fused]) })
	if len(ranked) == 0 {
		l.Note = "no term stands often enough apart from the entries: a larger corpus, or --least below that, may have some"
	}
	for i := range ranked {
		l.Terms = append(l.Terms, s.term(v, &ranked[i]))
	}
	return l, s.show(v, ranked, l.Terms)
}

// found counts the entries with a hit.
func (s *session) found(t *texts, active []bool) (n int) {
	hit := make([]bool, len(s.entries))
	for i := range t.docs {
		for _, p := range t.docs[i].places {
			if active[p.entry] && !s.entries[p.entry].block && !hit[p.entry] {
				hit[p.entry] = true
				n++
			}
		}
	}
	return n
}

func (s *session) term(v *view, c *candidate) Term {
	t := &v.tallies[c.gram]
	out := Term{
		Term: v.term(c.gram), Hits: int(t.all), Beside: int(t.inside),
		G2: c.score[Keyness], LogRatio: stats.LogRatio(float64(t.inside), v.inside, float64(t.beside), v.beside),
		Neighbours: c.score[Neighbours], Similarity: math.NaN(), Sentences: []Sentence{},
	}
	for i, method := range signals {
		out.Ranks[i] = c.rank[method]
	}
	if c.entry >= 0 {
		out.Similarity, out.Nearest = c.score[Vectors], s.entries[c.entry].term
	}
	return out
}
