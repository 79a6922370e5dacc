package network

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// mostIssuers are compared with each other: those with the most documents.
const mostIssuers = 250

// profile is what an issuer has of each node in a span, and in every draw, of length 1.
// A profile without any is empty.
type profile struct {
	documents int
	drawn     []float64 // draws × nodes
	observed  []float64
	// counts and drawnCounts are those before they are scaled to length 1; nil where nodes
	// have no sign.
	counts, drawnCounts []float64
}

// aligner compares issuers.
type aligner struct {
	*corpus
	issuers []int32       // that are compared, in the order of their names
	docs    [][][]int32   // by span and issuer
	of      [][]*profile  // by span and place in issuers; nil without any text
	blocs   []blocMembers // places in issuers
}

type blocMembers struct {
	name string
	in   []bool
}

func (n *Networks) aligner(c *corpus) (*aligner, error) {
	a := &aligner{corpus: c}
	a.gather()
	n.Said = append(n.Said, a.choose()...)
	return a, a.name()
}

// align says how alike issuers are, span by span.
func (n *Networks) align(ctx context.Context, a *aligner) error {
	if len(a.issuers) < 2 {
		n.Said = append(n.Said, "no alignment: fewer than two issuers have text")
		return nil
	}
	if err := a.profiles(ctx); err != nil {
		return err
	}
	for span := range a.docs {
		rows, err := a.pairs(ctx, span)
		if err != nil {
			return err
		}
		n.Alignment = append(n.Alignment, rows...)
	}
	for _, b := range a.blocs {
		n.Alignment = append(n.Alignment, a.means(b, true)...)
		n.Alignment = append(n.Alignment, a.means(b, false)...)
	}
	slices.SortStableFunc(n.Alignment, func(x, y AlignmentRow) int {
		return cmp.Or(strings.Compare(x.Span, y.Span), strings.Compare(x.Kind, y.Kind), strings.Compare(x.A, y.A), strings.Compare(x.B, y.B))
	})
	return nil
}

func (a *aligner) gather() {
	a.docs = make([][][]int32, max(1, len(a.o.Spans)))
	for span := range a.docs {
		a.docs[span] = make([][]int32, len(a.corpus.issuers))
	}
	for i, d := range a.corpus.docs {
		a.docs[d.span][d.issuer] = append(a.docs[d.span][d.issuer], int32(i))
	}
}

// choose takes the issuers to compare.
func (a *aligner) choose() (said []string) {
	count := make([]int, len(a.corpus.issuers))
	for _, d := range a.corpus.docs {
		count[d.issuer]++
	}
	for i, name := range a.corpus.issuers {
		if name != "" {
			a.issuers = append(a.issuers, int32(i))
		}
	}
	names := a.corpus.issuers
	if len(a.issuers) > mostIssuers {
		slices.SortFunc(a.issuers, func(i, j int32) int { return cmp.Or(count[j]-count[i], strings.Compare(names[i], names[j])) })
		said = append(said, fmt.Sprintf("alignment: of %d issuers, the %d with the most documents", len(a.issuers), mostIssuers))
		a.issuers = a.issuers[:mostIssuers]
	}
	slices.SortFunc(a.issuers, func(i, j int32) int { return strings.Compare(names[i], names[j]) })
	return said
}

// name finds the issuers of the blocs.
func (a *aligner) name() error {
	for _, b := range a.o.Blocs {
		m := blocMembers{b.Name, make([]bool, len(a.issuers))}
		for _, issuer := range b.Issuers {
			at := slices.IndexFunc(a.issuers, func(i int32) bool { return a.corpus.issuers[i] == issuer })
			if at < 0 {
				return usage.Errorf("bloc %s: no document has the issuer %q", b.Name, issuer)
			}
			m.in[at] = true
		}
		a.blocs = append(a.blocs, m)
	}
	return nil
}

// profiles makes those of all issuers and spans.
func (a *aligner) profiles(ctx context.Context) error {
	a.of = make([][]*profile, len(a.docs))
	for span := range a.of {
		a.of[span] = make([]*profile, len(a.issuers))
	}
	return a.parallel(ctx, len(a.docs)*len(a.issuers), func() func(int) {
		weights, w := stats.NewWeights(a.o.Seed), make([]int32, a.o.Draws)
		return func(i int) {
			span, at := i/len(a.issuers), i%len(a.issuers)
			a.of[span][at] = a.profile(a.docs[span][a.issuers[at]], weights, w)
		}
	})
}

// parallel does so many jobs, the next one as soon as a worker is free; each worker has
// what start gives it.
func (c *corpus) parallel(ctx context.Context, jobs int, start func() func(int)) error {
	var next atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for range min(jobs, cmp.Or(c.o.Workers, runtime.GOMAXPROCS(0))) {
		g.Go(func() error {
			do := start()
			for i := int(next.Add(1)) - 1; i < jobs && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(i)
			}
			return ctx.Err()
		})
	}
	return g.Wait()
}

func (a *aligner) profile(docs []int32, weights *stats.Weights, w []int32) *profile {
	p := &profile{observed: make([]float64, a.nodes), drawn: make([]float64, len(w)*a.nodes)}
	for _, at := range docs {
		d := &a.corpus.docs[at]
		weights.Draw(d.key, 1, w)
		if len(d.counts) > 0 {
			p.documents++
		}
		for _, k := range d.counts {
			node := int(k.at) - 1
			if node < 0 || node >= a.nodes {
				continue
			}
			p.observed[node] += float64(k.n)
			for b, times := range w {
				p.drawn[b*a.nodes+node] += float64(times * k.n)
			}
		}
	}
	if a.o.Nodes == Stances {
		p.counts, p.drawnCounts = slices.Clone(p.observed), slices.Clone(p.drawn)
	}
	if !unit(p.observed) {
		return nil
	}
	for b := range w {
		if !unit(p.drawn[b*a.nodes : (b+1)*a.nodes]) {
			p.drawn[b*a.nodes] = math.NaN() // it has nothing in this draw
		}
	}
	return p
}

// unit scales a vector to length 1; false if it is 0.
func unit(v []float64) bool {
	sum := 0.0
	for _, x := range v {
		sum += float64(x * x)
	}
	if sum == 0 {
		return false
	}
	length := math.Sqrt(sum)
	for i := range v {
		v[i] /= length
	}
	return true
}

func dot(x, y []float64) (sum float64) {
	for i := range x {
		sum += float64(x[i] * y[i])
	}
	return min(1, sum)
}

// pairs compares all issuers of a span.
func (a *aligner) pairs(ctx context.Context, span int) ([]AlignmentRow, error) {
	rows := make([][]AlignmentRow, len(a.issuers))
	err := a.parallel(ctx, len(a.issuers), func() func(int) {
		drawn := make([]float64, a.o.Draws)
		var bounds stats.Percentiles
		return func(i int) {
			for j := i + 1; j < len(a.issuers); j++ {
				if a.of[span][i] != nil && a.of[span][j] != nil {
					rows[i] = append(rows[i], a.pairRow(span, i, j, drawn, &bounds))
				}
			}
		}
	})
	return slices.Concat(rows...), err
}

func (a *aligner) pairRow(span, i, j int, drawn []float64, bounds *stats.Percentiles) AlignmentRow {
	x, y := a.of[span][i], a.of[span][j]
	row := a.row(span, "pair", a.corpus.issuers[a.issuers[i]], a.corpus.issuers[a.issuers[j]])
	row.Pairs, row.Cosine, row.Documents = 1, dot(x.observed, y.observed), int64(min(x.documents, y.documents))
	a.cosines(x, y, drawn)
	if row.Documents < enoughDocuments {
		row.Warnings = fewDocuments
	}
	if row.Documents > 1 { // of one, nothing varies
		row.Corrected, row.Low, row.High = basic(row.Cosine, drawn, bounds, min(x.documents, y.documents))
		row.Corrected, row.High = min(1, row.Corrected), min(1, row.High)
	}
	if a.o.Nodes == Stances {
		a.signed(&row, x, y, drawn, bounds)
	}
	return row
}

// basic is the basic bootstrap interval, which is turned round at the estimate, and the
// estimate less its bias (Davison and Hinkley 1997, Bootstrap Methods and their
// Application, 2.1 and 5.2). Draws have the noise of the sample and their own, and noise
// makes profiles less alike: their percentiles lie too low.
func basic(value float64, drawn []float64, bounds *stats.Percentiles, n int) (corrected, low, high float64) {
	sum, known := 0.0, 0.0
	for _, v := range drawn {
		if v == v {
			sum += v
			known++
		}
	}
	low, high = bounds.Interval(drawn, n)
	return 2*value - sum/known, 2*value - high, 2*value - low
}

// cosines of two issuers in every draw, NaN where one has nothing in it.
func (a *aligner) cosines(x, y *profile, into []float64) {
	for b := range into {
		from, to := b*a.nodes, (b+1)*a.nodes
		into[b] = dot(x.drawn[from:to], y.drawn[from:to])
	}
}

func (a *aligner) row(span int, kind, x, y string) AlignmentRow {
	return AlignmentRow{Topic: a.o.Topic, Span: a.spanName(span), Kind: kind, A: x, B: y, Cosine: math.NaN(), Corrected: math.NaN(), Low: math.NaN(), High: math.NaN(),
		Change: math.NaN(), ChangeLow: math.NaN(), ChangeHigh: math.NaN(),
		Congruence: math.NaN(), Conflict: math.NaN(), Average: math.NaN(), AverageLow: math.NaN(), AverageTop: math.NaN()}
}

// signed fills in who is for and against what: nodes are the frames as asserted, then as
// denied. It overwrites drawn.
func (a *aligner) signed(row *AlignmentRow, x, y *profile, drawn []float64, bounds *stats.Percentiles) {
	of := func(counts []float64) stats.Stances {
		return stats.Stances{For: counts[:a.nodes/2], Against: counts[a.nodes/2:]}
	}
	row.Congruence, row.Conflict = of(x.counts).Congruence(of(y.counts))
	row.Average = of(x.counts).Average(of(y.counts))
	if row.Documents < 2 {
		return
	}
	for b := range drawn {
		from, to := b*a.nodes, (b+1)*a.nodes
		drawn[b] = of(x.drawnCounts[from:to]).Average(of(y.drawnCounts[from:to])) // NaN where neither has anything
	}
	row.AverageLow, row.AverageTop = bounds.Interval(drawn, int(row.Documents))
}
