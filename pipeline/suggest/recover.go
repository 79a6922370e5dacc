package suggest

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// Trial says how entries are hidden. The zero value is the default.
type Trial struct {
	Options
	// Share of the entries that is hidden. Default 0.2.
	Share float64
	// Repeats is how many times. Default 20.
	Repeats int
}

func (t Trial) defaults() Trial {
	t.Options = t.Options.defaults()
	t.Share, t.Repeats = cmp.Or(t.Share, 0.2), cmp.Or(t.Repeats, 20)
	return t
}

// Depths are how many suggestions are looked through.
var Depths = []int{20, 50, 100, 200, 500}

// Recovery says how many of the hidden entries of a frame come back.
type Recovery struct {
	Frame string `json:"frame"` // empty: all frames together
	Lang  string `json:"lang"`
	// Entries are those of the frame; Hidden, in all repeats, those hidden; Missed
	// of these, those that miss something then, which are what can come back: the
	// others have too few hits that no remaining entry lies over, or are longer
	// than a candidate.
	Entries int `json:"entries"`
	Hidden  int `json:"hidden"`
	Missed  int `json:"missed"`

	Methods []Recalled `json:"methods"`
	Note    string     `json:"note,omitempty"`

	ranks [methods][]int
}

// Recalled is the part of the missed entries that come back by one method.
type Recalled struct {
	Method string `json:"method"`
	// Recall is by depth; MRR the mean reciprocal rank. NaN where nothing was missed.
	Recall []float64 `json:"recall"`
	MRR    float64   `json:"mrr"`
}

// Recover reads a corpus and tests what Suggest would do: it hides some of the
// entries of each frame, suggests from the others, and looks at which rank a
// candidate stands that a hidden entry finds whole.
func Recover(ctx context.Context, c pipeline.Config, t Trial) ([]Recovery, error) {
	t = t.defaults()
	s, err := open(ctx, c, t.Options)
	if err != nil {
		return nil, err
	}
	var out []Recovery
	for _, code := range lang.Codes() {
		in := s.texts[lang.Of(code)]
		if in == nil {
			continue
		}
		g, err := s.ground(in)
		if err != nil {
			return nil, err
		}
		all := Recovery{Lang: code}
		for i := range s.frames {
			r, err := s.recover(ctx, t, g, i, code)
			if err != nil {
				return nil, err
			}
			all.add(&r)
			out = append(out, r)
		}
		if len(s.frames) > 1 {
			out = append(out, all)
		}
	}
	for i := range out {
		out[i].summarize()
	}
	return out, nil
}

func (r *Recovery) add(o *Recovery) {
	r.Entries, r.Hidden, r.Missed = r.Entries+o.Entries, r.Hidden+o.Hidden, r.Missed+o.Missed
	for m := range r.ranks {
		r.ranks[m] = append(r.ranks[m], o.ranks[m]...)
	}
}

func (r *Recovery) summarize() {
	for _, m := range Methods() {
		of := Recalled{Method: m.String(), MRR: stats.ReciprocalRank(r.ranks[m])}
		for _, k := range Depths {
			of.Recall = append(of.Recall, stats.RecallAt(r.ranks[m], k))
		}
		r.Methods = append(r.Methods, of)
	}
}

func (s *session) recover(ctx context.Context, t Trial, g *ground, frame int, code string) (Recovery, error) {
	r := Recovery{Frame: s.frames[frame], Lang: code}
	var mine []int32
	for i, on := range s.active(frame, code) {
		if on && !s.entries[i].block {
			mine = append(mine, int32(i))
		}
	}
	r.Entries = len(mine)
	hide := int(math.Round(t.Share * float64(len(mine))))
	if hide == 0 || hide == len(mine) {
		r.Note = fmt.Sprintf("%d entries in this language: too few to hide %g of them", len(mine), t.Share)
		return r, nil
	}
	m := newMeanings(g.grams, g.vectors, s.entries, frame)
	whole := s.whole(g.grams, frame, code)
	for repeat := range t.Repeats {
		if ctx.Err() != nil {
			return r, ctx.Err()
		}
		active, hidden := s.active(frame, code), map[int32]bool{}
		random := rand.New(rand.NewPCG(t.Seed, uint64(repeat)))
		for _, k := range random.Perm(len(mine))[:hide] {
			active[mine[k]], hidden[mine[k]] = false, true
		}
		r.Hidden += hide
		r.count(rank(g.newView(s.entries, active, g.backdrop), m, t.Least), whole, hidden)
	}
	r.Missed = len(r.ranks[Fused])
	return r, nil
}

// whole lists, by candidate, the entries of a frame that find all of it somewhere.
func (s *session) whole(g *grams, frame int, code string) map[int][]int32 {
	active := s.active(frame, code)
	out := map[int][]int32{}
	for i := range g.docs {
		at := map[[2]int][]int32{}
		for _, p := range g.docs[i].places {
			if active[p.entry] && !s.entries[p.entry].block {
				k := [2]int{int(p.start), int(p.size)}
				at[k] = append(at[k], p.entry)
			}
		}
		g.sentences(i, nil, func(of *sentence) {
			for _, o := range of.found {
				for _, e := range at[[2]int{of.first + o.start, o.end - o.start}] {
					if !slices.Contains(out[o.gram], e) {
						out[o.gram] = append(out[o.gram], e)
					}
				}
			}
		})
	}
	return out
}

// count notes, for each hidden entry that a candidate stands for, the best rank by
// each method.
func (r *Recovery) count(ranked []candidate, whole map[int][]int32, hidden map[int32]bool) {
	best := map[int32]*[methods]int{}
	var order []int32
	for i := range ranked {
		for _, e := range whole[ranked[i].gram] {
			if !hidden[e] {
				continue
			}
			if best[e] == nil {
				best[e] = &[methods]int{}
				order = append(order, e)
			}
			for m, rank := range ranked[i].rank {
				if b := &best[e][m]; rank > 0 && (*b == 0 || rank < *b) {
					*b = rank
				}
			}
		}
	}
	for _, e := range order {
		for m, rank := range best[e] {
			r.ranks[m] = append(r.ranks[m], rank)
		}
	}
}
