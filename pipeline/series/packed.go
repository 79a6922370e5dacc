package series

import "math"

// packed is draws.add for weights that are small, as most are: four draws to a word
// of counters that are added to draws before one of them could run over. Integers add
// up to the same in any order.
type packed struct {
	weights  []uint64 // of what is added next, see stats.Weights.Pack
	counters []lanes

	even, odd []uint64 // tokens of every other draw, 32 bits each
	tokens    uint64   // none of them is above it
}

// lanes are counters side by side in words.
type lanes struct {
	words []uint64
	upTo  uint64 // no counter is above it
}

const mostLane16, mostLane32 = math.MaxUint16, math.MaxUint32

func newPacked(counters, n int) packed {
	words := (n + 3) / 4
	p := packed{weights: make([]uint64, words), counters: make([]lanes, counters), even: make([]uint64, words), odd: make([]uint64, words)}
	for i := range p.counters {
		p.counters[i].words = make([]uint64, words)
	}
	return p
}

// fits says whether what is drawn so often at most has room in a packed counter.
func fits(most int, steps []step, tokens int64) bool {
	for _, s := range steps {
		if s.n < 0 || int64(s.n)*int64(most) > mostLane16 {
			return false
		}
	}
	return tokens <= mostLane32/int64(most)
}

// add adds steps and tokens in every draw as often as the weights say, of which none
// is above most. They have to fit.
func (p *packed) add(most int, steps []step, tokens int64, into *draws) {
	for _, s := range steps {
		c, n := &p.counters[s.counter], uint64(s.n)
		if c.upTo+n*uint64(most) > mostLane16 {
			c.settle(into.counter(int(s.counter)))
		}
		c.upTo += n * uint64(most)
		c.add(p.weights, n)
	}
	if tokens == 0 {
		return
	}
	n := uint64(tokens)
	if p.tokens+n*uint64(most) > mostLane32 {
		p.settleTokens(into.tokens)
	}
	p.tokens += n * uint64(most)
	even, odd := p.even[:len(p.weights)], p.odd[:len(p.weights)]
	for i, w := range p.weights {
		even[i] += w & evenLanes * n
		odd[i] += w >> 16 & evenLanes * n
	}
}

// evenLanes are every other weight of a word.
const evenLanes = 0x0000ffff_0000ffff

// settle adds to draws what they lack.
func (p *packed) settle(into *draws) {
	for i := range p.counters {
		if p.counters[i].upTo > 0 {
			p.counters[i].settle(into.counter(i))
		}
	}
	if p.tokens > 0 {
		p.settleTokens(into.tokens)
	}
}

// add adds n times the weights.
func (l *lanes) add(weights []uint64, n uint64) {
	words := l.words[:len(weights)]
	for i, w := range weights {
		words[i] += w * n
	}
}

func (l *lanes) settle(into []int32) {
	for i, w := range l.words {
		if len(into) >= 4 {
			into[0] += int32(w & math.MaxUint16)
			into[1] += int32(w >> 16 & math.MaxUint16)
			into[2] += int32(w >> 32 & math.MaxUint16)
			into[3] += int32(w >> 48)
			into = into[4:]
		} else {
			for b := range into {
				into[b] += int32(w >> (16 * b) & math.MaxUint16)
			}
		}
		l.words[i] = 0
	}
	l.upTo = 0
}

func (p *packed) settleTokens(into []int64) {
	for b := range into {
		words := p.even
		if b%2 == 1 {
			words = p.odd
		}
		into[b] += int64(words[b/4] >> (b % 4 / 2 * 32) & math.MaxUint32)
	}
	clear(p.even)
	clear(p.odd)
	p.tokens = 0
}
