package series

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// randomDocs are scored documents of a lexicon with two frames and a topic.
func randomDocs(r *rand.Rand, n int) []*score.Document {
	var out []*score.Document
	for i := range n {
		d := &score.Document{Document: &corpus.Document{ID: fmt.Sprint("d", i), Date: year(2001 + r.IntN(3)), Issuer: string(rune('A' + r.IntN(3)))}}
		for range 1 + r.IntN(6) {
			c := score.Class{Kind: &score.Kind{Topics: uint64(r.IntN(2))}, Sentences: 1 + r.IntN(5)}
			c.Tokens = c.Sentences * (4 + r.IntN(9))
			for f := range int32(2) {
				if k := int32(r.IntN(3)); k > 0 {
					c.Frames = append(c.Frames, score.FrameHits{Frame: f, Hits: k})
				}
			}
			c.Key = fmt.Sprint(c.Topics, c.Frames)
			d.Classes = append(d.Classes, c)
		}
		d.Counts = counts(d.Classes, 0).Counts
		out = append(out, d)
	}
	return out
}

// plainCounts are those of a document, or of what is inside the topic, and its
// sentences with both frames, or one alone.
type plainCounts struct {
	score.Counts
	both, onlyA, onlyB int
}

// counts are the sums of classes, counted plainly.
func counts(classes []score.Class, topic int) plainCounts {
	s := plainCounts{Counts: score.Counts{Frames: make([]score.FrameCount, 2)}}
	for _, c := range classes {
		if topic == 1 && c.Topics == 0 {
			continue
		}
		s.Sentences += c.Sentences
		s.Tokens += c.Tokens
		var on [2]bool
		for _, f := range c.Frames {
			s.Frames[f.Frame].Hits += int(f.Hits) * c.Sentences
			on[f.Frame] = true
		}
		switch {
		case on[0] && on[1]:
			s.both += c.Sentences
		case on[0]:
			s.onlyA += c.Sentences
		case on[1]:
			s.onlyB += c.Sentences
		}
	}
	return s
}

func aggregate(tb testing.TB, docs []*score.Document, o Options) *Aggregator {
	tb.Helper()
	a, err := New(topicMatcher(tb), o)
	if err != nil {
		tb.Fatal(err)
	}
	for _, d := range docs {
		a.Add(d)
	}
	return a
}

// plainDraws adds the counts of documents, or of classes of sentences, weighted
// as the generator says, one draw after the other.
func plainDraws(docs []*score.Document, unit Unit, topic int, seed uint64, b int) (hits [2]int64, sentences, both int64) {
	g := stats.NewWeights(seed)
	w := make([]int32, b+1)
	for _, d := range docs {
		if unit == UnitDocument {
			c := counts(d.Classes, topic)
			g.Draw(textKey(d.ID), 1, w)
			n := int64(w[b])
			hits[0] += n * int64(c.Frames[0].Hits)
			hits[1] += n * int64(c.Frames[1].Hits)
			sentences += n * int64(c.Sentences)
			both += n * int64(c.both)
			continue
		}
		for _, c := range d.Classes {
			if topic == 1 && c.Topics == 0 {
				continue
			}
			g.Draw(textKey(d.ID)^stats.Mix(textKey(c.Key)), c.Sentences, w)
			n := int64(w[b])
			sentences += n
			for _, f := range c.Frames {
				hits[f.Frame] += n * int64(f.Hits)
			}
			if len(c.Frames) == 2 {
				both += n
			}
		}
	}
	return hits, sentences, both
}

// TestDrawsAreWeightedSums: the counters of a cell are what a plain program
// adds up, draw by draw, with either unit, in all discourse and in the topic.
func TestDrawsAreWeightedSums(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		docs := randomDocs(r, 12)
		a := aggregate(t, docs, Options{Freq: Year, Seed: 3, Draws: 40})
		w := newDrawer(a)
		w.want(allOf(a))
		into := newDraws(a.classes.counters(), 40)
		for start, c := range a.groups[""] {
			var here []*score.Document
			for _, d := range docs {
				if d.Date.Year == start.Year() {
					here = append(here, d)
				}
			}
			for _, unit := range []Unit{UnitDocument, UnitSentence} {
				for topic := range 2 {
					w.cell(c, unit, topic, into)
					for b := range 40 {
						hits, sentences, both := plainDraws(here, unit, topic, 3, b)
						got := [4]int64{int64(into.counters[1][b]), int64(into.counters[2][b]), int64(into.counters[0][b]), int64(into.counters[3][b])}
						if want := [4]int64{hits[0], hits[1], sentences, both}; got != want {
							t.Fatalf("%s, topic %d, draw %d: %v, want %v", unit, topic, b, got, want)
						}
					}
				}
			}
		}
	}
}

// allOf are all measures.
func allOf(a *Aggregator) (all []int) {
	for i := range a.measures {
		all = append(all, i)
	}
	return all
}

// TestDrawsOfOne: a measure has the values alone that it has where everything is drawn.
func TestDrawsOfOne(t *testing.T) {
	a := aggregate(t, randomDocs(rand.New(rand.NewPCG(11, 12)), 40), Options{Draws: 60})
	alone, together := newDrawer(a), newDrawer(a)
	together.want(allOf(a))
	one, all := newDraws(a.classes.counters(), 60), newDraws(a.classes.counters(), 60)
	got, want := make([]float64, 60), make([]float64, 60)
	for _, c := range a.groups[""] {
		few := &cell{docs: c.docs[:1]} // of which many draws have nothing
		for _, c := range []*cell{c, few} {
			for _, unit := range []Unit{UnitDocument, UnitSentence} {
				together.cell(c, unit, 0, all)
				for m := range a.measures {
					alone.want([]int{m})
					alone.cell(c, unit, 0, one)
					alone.values(&a.measures[m], one, got)
					together.values(&a.measures[m], all, want)
					if fmt.Sprint(got) != fmt.Sprint(want) {
						t.Fatalf("%s of %s: %v, want %v", a.measures[m].Name, unit, got, want)
					}
				}
			}
		}
	}
}

// TestPackedDraws: packed counters come to what draws.add adds up, however often they run
// full, and whatever does not fit into them.
func TestPackedDraws(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	a := aggregate(t, nil, Options{})
	counters, unpacked := a.classes.counters(), 0
	for range 60 {
		a.o.Draws = 1 + r.IntN(70)
		w := newDrawer(a)
		got, want := newDraws(counters, a.o.Draws), newDraws(counters, a.o.Draws)
		for range r.IntN(300) {
			var steps []step
			for c := range int32(counters) {
				if r.IntN(2) == 0 {
					steps = append(steps, step{c, int32(r.IntN(1 << r.IntN(14)))})
				}
			}
			unit, n, tokens := r.Uint64(), 1+r.IntN(1<<r.IntN(18)), r.Int64N(1<<r.IntN(35))
			if n > stats.MostPacked || !fits(w.weights.Most(n), steps, tokens) {
				unpacked++
			}
			w.add(unit, n, steps, tokens, got)
			w.weights.Draw(unit, n, w.w)
			want.add(w.w, steps, tokens)
		}
		w.packed.settle(got)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%d draws: not what is added up plainly", a.o.Draws)
		}
	}
	if unpacked < 100 {
		t.Errorf("only %d that do not fit were tried", unpacked)
	}
}

func BenchmarkDrawDocument(b *testing.B) {
	a := aggregate(b, nil, Options{})
	w, into := newDrawer(a), newDraws(a.classes.counters(), a.o.Draws)
	var steps []step
	for c := range int32(a.classes.counters()) {
		steps = append(steps, step{c, 1 + c})
	}
	for unit := uint64(0); b.Loop(); unit++ {
		w.add(unit, 1, steps, 40*tokenParts, into)
	}
}

// TestDrawsAddUp: the draws of two shards of a corpus sum to those of the
// whole, in whatever order the documents come.
func TestDrawsAddUp(t *testing.T) {
	docs := randomDocs(rand.New(rand.NewPCG(7, 8)), 30)
	for _, d := range docs {
		d.Date = year(2001)
	}
	for _, unit := range []Unit{UnitDocument, UnitSentence} {
		whole := drawnCell(t, docs, unit)
		backwards := append([]*score.Document(nil), docs...)
		for i, j := 0, len(docs)-1; i < j; i, j = i+1, j-1 {
			backwards[i], backwards[j] = backwards[j], backwards[i]
		}
		if !reflect.DeepEqual(whole, drawnCell(t, backwards, unit)) {
			t.Errorf("%s: the order of documents matters", unit)
		}
		sum, more := drawnCell(t, docs[:11], unit), drawnCell(t, docs[11:], unit)
		for b := range sum.tokens {
			sum.tokens[b] += more.tokens[b]
			for k := range sum.counters {
				sum.counters[k][b] += more.counters[k][b]
			}
		}
		if !reflect.DeepEqual(whole, sum) {
			t.Errorf("%s: two shards do not sum to the whole", unit)
		}
	}
}

func drawnCell(t *testing.T, docs []*score.Document, unit Unit) *draws {
	a := aggregate(t, docs, Options{Seed: 1, Draws: 50})
	into, w := newDraws(a.classes.counters(), 50), newDrawer(a)
	w.want(allOf(a))
	w.cell(a.groups[""][date(2001, 1, 1)], unit, 0, into)
	return into
}
