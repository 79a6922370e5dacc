package corpus

import "io"

// freeRatio is how much a member may unpack to before its ratio matters.
const freeRatio = mib

// guard counts what comes out of a decompressor against what went in, and
// stops a bomb before it costs anything.
type guard struct {
	r      io.Reader
	in     func() int64 // packed bytes taken so far
	limits Limits

	out       int64
	memberOut int64 // out and in where the current member began
	memberIn  int64
	tripped   *fault
}

func newGuard(r io.Reader, in func() int64, limits Limits) *guard {
	return &guard{r: r, in: in, limits: limits}
}

// member starts counting afresh: the ratio is that of one member.
func (g *guard) member() { g.memberOut, g.memberIn = g.out, g.in() }

// Read implements io.Reader. Once a limit is passed, every call fails.
func (g *guard) Read(b []byte) (int, error) {
	if g.tripped != nil {
		return 0, g.tripped
	}
	n, err := g.r.Read(b)
	g.out += int64(n)
	if g.check(); g.tripped != nil {
		return 0, g.tripped
	}
	return n, err
}

func (g *guard) check() {
	if g.out > int64(g.limits.Unpacked) {
		g.tripped = faultf(ReasonSuspiciousArchive, "unpacks to more than limits.unpacked (%s)", g.limits.Unpacked)
		return
	}
	out := g.out - g.memberOut - freeRatio
	if out <= 0 {
		return
	}
	if in := g.in() - g.memberIn; float64(out) > g.limits.Ratio*float64(in) {
		g.tripped = faultf(ReasonSuspiciousArchive, "unpacks to more than %g times its size (limits.ratio)", g.limits.Ratio)
	}
}
