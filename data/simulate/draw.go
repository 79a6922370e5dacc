package simulate

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
)

// The streams of random numbers of one corpus. What is planted and how it is
// worded have streams of their own, so that a new template never changes a count.
const (
	streamWander = iota + 1
	streamPlan
	streamText
	streamFrames
)

// stream is the generator of one purpose for document j of a cell.
func stream(seed, purpose uint64, cl cell, j int) *rand.Rand {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[0:], seed)
	binary.LittleEndian.PutUint64(key[8:], purpose)
	binary.LittleEndian.PutUint32(key[16:], uint32(cl.year))
	binary.LittleEndian.PutUint32(key[20:], uint32(cl.audience))
	binary.LittleEndian.PutUint64(key[24:], uint64(j))
	return rand.New(rand.NewChaCha8(key))
}

// kind is what a sentence is there for.
type kind uint8

const (
	neutral kind = iota
	sovereignty
	development
	pair
	course
)

// planned is a sentence before it has words.
type planned struct {
	kind kind
	// frame is that of its clause; concept, of a pair, the phrase of balance it
	// is worded as, if any.
	frame, concept  string
	security, cyber bool
}

// plan draws the sentences of a document.
func (c *Corpus) plan(cl cell, j int) []planned {
	o := c.opt
	r, frames := stream(o.Seed, streamPlan, cl, j), stream(o.Seed, streamFrames, cl, j)
	out := make([]planned, o.SentencesMin+r.IntN(o.SentencesMax-o.SentencesMin+1))
	u := newUrn(cl.p, o.Dispersion)
	for i := range out {
		place := r.Float64()
		isFramed := r.Float64() < o.HitRate
		side := u.draw(r)
		s := planned{security: r.Float64() < o.SecurityShare, cyber: r.Float64() < cl.cyber}
		hegemonism, concept := frames.Float64() < o.HegemonismShare, cl.concept(frames, o.BalanceShare)
		k := slices.IndexFunc(cl.ends, func(end float64) bool { return place < end })
		switch {
		case k == 0:
			s.kind, s.frame, s.concept, s.security = pair, developmentFrame, concept, true
		case k > 0:
			s.kind, s.frame, s.security = course, o.Courses[k-1].Frame, false
		case isFramed && side == sovereignty && hegemonism:
			s.kind, s.frame = side, hegemonismFrame
		case isFramed && side == sovereignty:
			s.kind, s.frame = side, sovereigntyFrame
		case isFramed:
			s.kind, s.frame = side, developmentFrame
		}
		out[i] = s
	}
	return out
}

// concept draws how a pair is worded: as a phrase of balance or, for "", not.
// It draws the same number of times whatever comes out.
func (cl cell) concept(r *rand.Rand, share float64) string {
	worded, newest, other := r.Float64() < share, r.Float64() < 0.5, r.Uint64()
	n := len(cl.concepts)
	switch {
	case !worded || n == 0:
		return ""
	case newest:
		return cl.concepts[n-1]
	}
	return at(cl.concepts, other)
}

// An urn draws sides that are beta-binomial with mean p: every side drawn makes
// itself likelier (Pólya). Drawing a side that is not used leaves the rest
// exchangeable, so that the used ones are beta-binomial too.
type urn struct{ p, weight, n, s float64 }

// newUrn has the correlation rho between any two draws.
func newUrn(p, rho float64) *urn {
	if rho == 0 {
		return &urn{p: p, weight: math.Inf(1)}
	}
	return &urn{p: p, weight: (1 - rho) / rho}
}

func (u *urn) draw(r *rand.Rand) kind {
	p := u.p
	if !math.IsInf(u.weight, 1) {
		p = (float64(u.p*u.weight) + u.s) / (u.weight + u.n)
	}
	u.n++
	if r.Float64() < p {
		u.s++
		return sovereignty
	}
	return development
}

// wander is the AR(1) for n years, started in its stationary distribution.
func (o Options) wander(n int) []float64 {
	w := make([]float64, n)
	if o.Sigma == 0 {
		return w
	}
	r := stream(o.Seed, streamWander, cell{}, 0)
	w[0] = r.NormFloat64() * o.Sigma / math.Sqrt(1-float64(o.Phi*o.Phi))
	for i := 1; i < n; i++ {
		w[i] = float64(o.Phi*w[i-1]) + float64(o.Sigma*r.NormFloat64())
	}
	return w
}

// logistic is the probability with log-odds x.
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// count adds up what a plan holds.
func count(plan []planned) Planted {
	n := Planted{Sentences: len(plan)}
	for _, s := range plan {
		switch s.kind {
		case sovereignty:
			n.Sovereignty++
		case development:
			n.Development++
		case pair:
			n.Pairs++
		}
		if s.cyber {
			n.Cyber++
		}
		if s.concept != "" {
			n.Balance++
			n.hit(balanceFrame)
		}
		if s.frame != "" {
			n.hit(s.frame)
		}
		if s.security {
			n.hit(securityFrame)
		}
	}
	return n
}

func (n *Planted) hit(frame string) { n.Hits[slices.Index(Frames[:], frame)]++ }

// pick draws one of a list.
func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
