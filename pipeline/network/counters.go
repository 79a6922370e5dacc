package network

// counters are where in the counts of a document what is found: its units, the units
// with each node, and for each pair of nodes those where they meet, and those where they
// do so only in hits that share bytes.
type counters struct{ nodes, pairs int }

func newCounters(nodes int) counters { return counters{nodes, nodes * (nodes - 1) / 2} }

func (c counters) size() int { return 1 + c.nodes + 2*c.pairs }

func (c counters) node(i int) int { return 1 + i }

// pair is the number of the pair of i and j, i before j.
func (c counters) pair(i, j int) int { return i*(2*c.nodes-i-1)/2 + j - i - 1 }

func (c counters) together(pair int) int { return 1 + c.nodes + pair }

func (c counters) overlap(pair int) int { return 1 + c.nodes + c.pairs + pair }

// each visits all pairs in their order.
func (c counters) each(visit func(pair, i, j int)) {
	for i := range c.nodes {
		for j := i + 1; j < c.nodes; j++ {
			visit(c.pair(i, j), i, j)
		}
	}
}

// count is a counter that is not 0.
type count struct{ at, n int32 }

// document is what a network knows of one.
type document struct {
	key    uint64 // of its weights
	span   int32
	group  int32 // of Options.By; -1 for none
	issuer int32
	counts []count
}
